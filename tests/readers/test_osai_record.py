import pytest

from openness import Access, Component, Outcome, classify
from openness.frameworks import OSAI_INDEX
from openness.readers import Card, read_text
from openness.readers._text import Text
from openness.release import Completeness


def record(content: str, source: str = "r.yaml") -> Card:
    return read_text(Text(source, f"system:\n    name: R\n{content}"))


class TestDimensions:
    @pytest.mark.parametrize(
        ("name", "judged", "access", "completeness", "withheld"),
        [
            ("weights_endmodel", "open", Access.PUBLIC, "full", False),
            ("weights_endmodel", "partial", Access.GATED, "full", False),
            ("paper", "open", Access.PUBLIC, "full", False),
            ("paper", "partial", Access.PUBLIC, "partial", True),
        ],
    )
    def test_what_is_there(
        self,
        name: str,
        judged: str,
        access: Access,
        completeness: str,
        withheld: bool,  # noqa: FBT001
    ) -> None:
        """Partial weights are gated; part of another thing is a part."""
        card = record(f"{name}:\n    class: {judged}\n    link: [u, v]\n")
        (artifact,) = card.release.artifacts

        assert artifact.access is access
        assert artifact.completeness is Completeness(completeness)
        assert artifact.location == "u"
        assert artifact.evidence[0].where == "r.yaml:4"
        assert bool(card.release.withheld) is withheld

    def test_closed_is_withheld(self) -> None:
        """The code of a pipeline is one dimension and three components."""
        card = record("trainingcode:\n    class: closed\n")

        assert {one.component for one in card.release.withheld} == {
            Component.TRAINING_CODE,
            Component.FINE_TUNING_CODE,
            Component.DATA_PREPROCESSING_CODE,
        }

    def test_what_is_not_judged_is_a_problem_and_unknown(self) -> None:
        """An odd word and a missing dimension are said."""
        card = record("paper:\n    class: perhaps\n")

        assert [p.where for p in card.problems if "'paper'" in p.message] == [
            "r.yaml:4"
        ]
        assert all(p.kind == "odd-value" for p in card.problems)
        assert len(card.problems) == 12
        assert card.release.artifacts == ()

    def test_licenses_are_the_index_s_own_judgement(self) -> None:
        """It names one license, and judges them all."""
        card = record(
            "    endmodellicense: MIT\n"
            "licenses:\n    class: partial\n"
            "weights_endmodel:\n    class: open\n"
        )
        findings = {
            f.criterion: f.outcome
            for f in classify(card.release, framework=OSAI_INDEX).findings
        }

        assert card.release.artifacts[0].license == "MIT"
        assert findings["licenses-partial"] is Outcome.MET
        assert findings["licenses-open"] is Outcome.UNMET

    def test_a_license_nobody_knows_is_a_problem(self) -> None:
        """Its terms are unknown, with a suggestion where there is one."""
        card = record(
            "    endmodellicense: Apache-2,0\n"
            "weights_endmodel:\n    class: open\n"
        )

        (problem,) = (p for p in card.problems if p.kind == "unknown-license")
        assert problem.where == "r.yaml:3"
        assert "did you mean 'apache-2.0'?" in problem.message


class TestParents:
    def test_another_base_model_is_a_parent(self) -> None:
        """Its terms, which the record does not give, are unknown."""
        card = record("    basemodelname: B\n    endmodelname: R\n")

        (parent,) = card.release.parents
        assert (parent.name, parent.license) == ("B", None)

    def test_the_model_itself_is_none(self) -> None:
        """A base model under the same name is no other model."""
        assert record("    basemodelname: R\n").release.parents == ()


def test_standard_input_is_known_by_its_head() -> None:
    """Without a name, the content says what it is."""
    assert record("", source="-").release.name == "R"
