from pathlib import Path

import attrs
import pytest

from openness import (
    Access,
    Artifact,
    Card,
    Component,
    Evidence,
    Outcome,
    Parent,
    Release,
    Withheld,
    classify,
)
from openness.errors import ReadError
from openness.lineage import beside, read, trace
from openness.release import Relation
from openness.requirements import Published
from openness.verdict import TermsOnWeights

WEIGHTS = Component.MODEL_PARAMETERS_FINAL


def weights(
    name: str, license: str | None, *parents: str, declared: str | None = None
) -> Release:
    """A release with public weights that derives from others."""
    return Release(
        name,
        artifacts=[Artifact([WEIGHTS], license=license, access=Access.PUBLIC)],
        parents=[
            Parent(
                parent,
                license=declared,
                evidence=[Evidence("card.md:3", "base_model")],
            )
            for parent in parents
        ],
    )


def traced(release: Release, **known: Release) -> Card:
    return trace(Card(release, (), "card.md"), known=known)


def kinds(card: Card) -> list[str]:
    return [problem.kind for problem in card.problems]


class TestTerms:
    @pytest.mark.parametrize(
        ("declared", "base", "terms"),
        [
            ("apache-2.0", "MIT", TermsOnWeights.OPEN),
            ("apache-2.0", "CC-BY-NC-4.0", TermsOnWeights.RESTRICTED),
            ("apache-2.0", None, TermsOnWeights.UNKNOWN),
            ("CC-BY-NC-4.0", None, TermsOnWeights.RESTRICTED),
        ],
    )
    def test_are_those_of_all(
        self, declared: str, base: str | None, terms: TermsOnWeights
    ) -> None:
        """What is declared and what the base model says both hold."""
        card = traced(
            weights("tune", declared, "base"), base=weights("base", base)
        )

        assert classify(card.release).terms_on_weights is terms

    def test_come_through_all_ancestors(self) -> None:
        """A grandparent's terms bind the grandchild."""
        card = traced(
            weights("child", "MIT", "mother"),
            mother=weights("mother", "MIT", "grandmother"),
            grandmother=weights("grandmother", "LicenseRef-llama-3.1"),
        )

        (finding,) = (
            f
            for f in classify(card.release).findings
            if f.criterion == "weights-open-terms"
        )
        assert finding.outcome is Outcome.UNMET

    def test_of_one_unknown_ancestor_are_unknown(self) -> None:
        """A gap in the line leaves the terms open."""
        card = traced(
            weights("child", "MIT", "mother"),
            mother=weights("mother", "MIT", "nobody-knows"),
        )

        assert classify(card.release).terms_on_weights is (
            TermsOnWeights.UNKNOWN
        )
        assert kinds(card) == ["parent-unknown"]

    def test_a_circle_ends(self) -> None:
        """Two releases that name each other leave the terms open."""
        card = traced(
            weights("one", "MIT", "two"), two=weights("two", "MIT", "one")
        )

        assert kinds(card) == ["parent-unknown"]

    def test_what_the_input_says_of_its_parent_stands(self) -> None:
        """A manifest that names the parent's license is not overruled."""
        card = traced(
            weights("tune", "MIT", "base", declared="ISC"),
            base=weights("base", "CC-BY-NC-4.0"),
        )

        assert card.release.parents[0].license == "ISC"

    def test_without_parents_nothing_happens(self) -> None:
        """The same card comes back."""
        card = Card(weights("own", "MIT"), (), "card.md")

        assert trace(card) is card


class TestDataSets:
    @pytest.mark.parametrize(
        ("name", "access", "license"),
        [
            ("allenai/dolma", Access.PUBLIC, "ODC-By-1.0"),
            ("tatsu-lab/alpaca", Access.PUBLIC, "CC-BY-NC-4.0"),
            ("nobody/knows", None, None),
        ],
    )
    def test_that_are_named_are_looked_up(
        self, name: str, access: Access | None, license: str | None
    ) -> None:
        """A data set of the catalog can be had, under its license."""
        named = Artifact(
            [Component.DATASETS], location=name, completeness=None
        )
        card = trace(Card(Release("r", artifacts=[named]), (), "card.md"))

        (found,) = card.release.artifacts
        assert (found.access, found.license) == (access, license)
        # Whether all of it was used is not in the name.
        assert found.completeness is None

    @pytest.mark.parametrize(
        ("second", "access"),
        [("nobody/knows", None), ("allenai/dolma", Access.PUBLIC)],
    )
    def test_one_of_several_tells_nothing_of_the_whole(
        self, second: str, access: Access | None
    ) -> None:
        """Data count as described only if every named set is known."""
        named = [
            Artifact([Component.DATASETS], location=name, completeness=None)
            for name in ("tatsu-lab/alpaca", second)
        ]
        card = trace(Card(Release("r", artifacts=named), (), "card.md"))

        assert card.release.artifacts[0].access is access

    def test_what_is_said_of_the_access_stands(self) -> None:
        """A manifest that knows how its data can be had is left alone."""
        hosted = Artifact(
            [Component.DATASETS],
            location="allenai/dolma",
            access=Access.HOSTED,
        )
        weights = Artifact([WEIGHTS], location="allenai/dolma")
        card = Card(Release("r", artifacts=[hosted, weights]), (), "card.md")

        assert trace(card) is card


class TestProblems:
    def test_a_license_more_permissive_than_the_base(self) -> None:
        """The terms that a derivative leaves out are named with clauses."""
        card = traced(
            weights("Llama-tune", "apache-2.0", "base"),
            base=weights("base", "LicenseRef-llama-3.1"),
        )

        (problem,) = card.problems
        assert problem.kind == "license-more-permissive-than-base"
        assert problem.where == "card.md:3"
        assert (
            "user-threshold (700,000,000 monthly active users) [2]"
            in problem.message
        )
        assert "field-of-use [1.b.iv]" in problem.message

    @pytest.mark.parametrize(
        ("declared", "base"),
        [
            pytest.param("MIT", "Apache-2.0", id="both-open"),
            pytest.param("CC-BY-NC-4.0", "CC-BY-NC-4.0", id="the-same"),
            pytest.param("CC-BY-NC-ND-4.0", "CC-BY-NC-4.0", id="stricter"),
            pytest.param("LicenseRef-x", "CC-BY-NC-4.0", id="unheard-of"),
            pytest.param(None, "CC-BY-NC-4.0", id="not-declared"),
            pytest.param("MIT", "MIT OR CC-BY-NC-4.0", id="a-choice"),
        ],
    )
    def test_a_license_that_is_not_more_permissive(
        self, declared: str | None, base: str
    ) -> None:
        """Only terms that are known to be left out are reported."""
        card = traced(
            weights("tune", declared, "base"), base=weights("base", base)
        )

        assert kinds(card) == []

    @pytest.mark.parametrize(
        ("name", "met"),
        [
            ("Llama-3.1-mine", True),
            ("llama3-mine", True),
            ("org/Llama-mine", True),
            ("org__Llama-mine", True),
            ("My-Llama", False),
        ],
    )
    def test_names_that_have_to_begin_so(
        self,
        name: str,
        met: bool,  # noqa: FBT001
    ) -> None:
        """A name that the base model's license prescribes is checked."""
        license = "LicenseRef-llama-3.1"
        card = traced(
            weights(name, license, "base"), base=weights("base", license)
        )

        assert kinds(card) == ([] if met else ["naming-obligation-unmet"])

    def test_unknown_replaces_not_looked_up(self) -> None:
        """The reader's remark gives way to what the look-up found."""
        path = "docs/examples/my-7b/README.md"
        unheard_of = trace(Card(weights("r", "MIT", "x/y"), (), path))

        assert kinds(unheard_of) == ["parent-unknown"]


class TestBeside:
    @pytest.mark.parametrize(
        ("file", "name"),
        [
            ("org/base/README.md", "org/base"),
            ("org/base/README.md", "base"),
            ("org__base.md", "org/base"),
            ("any.toml", "the base"),
        ],
    )
    def test_knows_a_file_by_name_and_place(
        self, tmp_path: Path, file: str, name: str
    ) -> None:
        """A card is known by where it lies, a manifest by its name."""
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            '[release]\nname = "the base"\n'
            if path.suffix == ".toml"
            else "---\nlicense: mit\n---\n",
            encoding="utf-8",
        )

        assert name in beside(str(tmp_path))

    def test_passes_over_what_is_no_release(self, tmp_path: Path) -> None:
        """Broken and foreign files cost the others nothing."""
        (tmp_path / "a.toml").write_text("[", encoding="utf-8")
        (tmp_path / "b.yml").write_text("a: 1", encoding="utf-8")
        (tmp_path / "c.py").write_text("", encoding="utf-8")
        (tmp_path / "d.md").write_text("---\nlicense: mit\n---\n", "utf-8")

        assert list(beside(str(tmp_path))) == ["d"]


class TestRead:
    def test_looks_base_models_up(self, tmp_path: Path) -> None:
        """Reading a card gives what holds, not only what is declared."""
        path = tmp_path / "README.md"
        path.write_text(
            "---\nlicense: apache-2.0\nbase_model: org/base\n---\n", "utf-8"
        )
        known = {"org/base": weights("base", "CC-BY-NC-4.0")}

        card = read(str(path), known=known)

        assert kinds(card) == ["license-more-permissive-than-base"]
        assert card.release.parents[0].license == "CC-BY-NC-4.0"

    def test_what_is_neither_file_nor_release(self) -> None:
        """The error is that of the file."""
        with pytest.raises(ReadError, match="no such file"):
            read("nothing-of-that-name")


class TestInherited:
    BASE = attrs.evolve(
        weights("base", "MIT"),
        artifacts=[
            Artifact(
                [WEIGHTS, Component.TRAINING_CODE, Component.MODEL_CARD],
                license="MIT",
                access=Access.PUBLIC,
                evidence=[Evidence("base.md:1")],
            )
        ],
        withheld=[Withheld(Component.DATASETS)],
    )

    def test_what_a_base_publishes_counts(self) -> None:
        """Code and data of the base are those of its derivatives too."""
        release = traced(
            weights("tune", "MIT", "base"), base=self.BASE
        ).release

        (code,) = release.providing(Component.TRAINING_CODE)
        assert (code.access, code.license) == (Access.PUBLIC, "MIT")
        assert [one.where for one in code.evidence] == [
            "card.md:3",
            "base.md:1",
        ]
        assert code.through == "base"
        assert release.withholding(Component.DATASETS) is not None
        # Its weights and its card are its own.
        assert len(release.providing(WEIGHTS)) == 1
        assert release.providing(Component.MODEL_CARD) == ()

    def test_is_told_as_the_base_models(self) -> None:
        """What the base model's publisher did is not put down to this one."""
        release = traced(
            weights("tune", "MIT", "base"), base=self.BASE
        ).release
        published = Published(Component.TRAINING_CODE).ask(release)
        withheld = Published(Component.DATASETS).ask(release)

        assert published.because == (
            "the training code: public (of the base model base)"
        )
        assert withheld.because == (
            "the training data: withheld (of the base model base)"
        )

    def test_what_the_derivative_says_goes_first(self) -> None:
        """Whoever retrains from data of their own says so."""
        tune = weights("tune", "MIT", "base")
        data = Artifact([Component.DATASETS], access=Access.PUBLIC)
        tune = attrs.evolve(
            tune,
            artifacts=[*tune.artifacts, data],
            withheld=[Withheld(Component.TRAINING_CODE)],
        )
        release = traced(tune, base=self.BASE).release

        assert release.withholding(Component.DATASETS) is None
        assert release.providing(Component.TRAINING_CODE) == ()

    def test_of_a_merge_nothing_is_told(self) -> None:
        """Which part came from which base is not known."""
        tune = weights("tune", "MIT", "base", "other")
        release = traced(tune, base=self.BASE).release

        assert release.providing(Component.TRAINING_CODE) == ()

    def test_comes_through_all_ancestors(self) -> None:
        """A grandparent's code is the grandchild's."""
        release = traced(
            weights("child", "MIT", "mother"),
            mother=weights("mother", "MIT", "base"),
            base=self.BASE,
        ).release

        assert len(release.providing(Component.TRAINING_CODE)) == 1

    def test_of_the_catalog(self) -> None:
        """A fine-tune of a release of the catalog has its architecture."""
        card = traced(weights("Llama-tune", None, "meta-llama/Llama-3.1-8B"))

        assert card.release.providing(Component.MODEL_ARCHITECTURE)


class TestNames:
    def test_of_files_are_no_names(self) -> None:
        """Nobody named a model by calling its card card.md, or by a pipe."""
        license = "LicenseRef-llama-3.1"
        tune = weights("card", license, "base")
        for source in ("cards/card.md", "card"):
            card = trace(
                Card(tune, (), source),
                known={"base": weights("base", license)},
            )
            assert kinds(card) == []


class TestAncestors:
    def test_a_cycle_ends_in_unknown(self) -> None:
        """Whoever derives from itself, however spelled, has unknown terms."""
        card = traced(
            weights("a", "MIT", "B"),
            b=weights("b", "MIT", "A"),
            a=weights("a", "MIT", "b"),
        )

        assert "parent-unknown" in kinds(card)

    def test_many_ways_to_one_ancestor_end(self) -> None:
        """Two parents a level are a million ways at twenty levels."""
        levels = {
            f"{side}{level}": weights(
                f"{side}{level}", "MIT", f"l{level + 1}", f"r{level + 1}"
            )
            for level in range(25)
            for side in "lr"
        }

        card = traced(weights("tune", "MIT", "l0", "r0"), **levels)

        assert "parent-unknown" in kinds(card)

    def test_where_a_license_was_read_goes_with_it(self) -> None:
        """The license of a base model is cited, not only its name."""
        base = attrs.evolve(
            weights("base", "CC-BY-NC-4.0"),
            artifacts=[
                Artifact([WEIGHTS], evidence=[Evidence("wrong.md")]),
                Artifact(
                    [WEIGHTS],
                    license="CC-BY-NC-4.0",
                    access=Access.PUBLIC,
                    evidence=[Evidence("right.md:2")],
                ),
            ],
        )
        release = traced(weights("tune", "MIT", "base"), base=base).release

        (parent,) = release.parents
        assert parent.license == "CC-BY-NC-4.0"
        assert [one.where for one in parent.evidence] == [
            "card.md:3",
            "right.md:2",
        ]


class TestAdapters:
    def test_have_words_of_their_own(self) -> None:
        """An adapter has its own license; using it takes the base's too."""
        tune = weights("Llama-lora", "MIT", "meta-llama/Llama-3.1-8B")
        parents = [
            attrs.evolve(one, relation=Relation.ADAPTER)
            for one in tune.parents
        ]
        card = traced(attrs.evolve(tune, parents=parents))

        (problem,) = card.problems
        assert problem.kind == "license-more-permissive-than-base"
        assert "for the adapter, yet using it takes" in problem.message
