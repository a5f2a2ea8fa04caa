import json
from pathlib import Path

import pytest

from openness.readers import Card, read
from openness.release import Relation


def read_beside(folder: Path, card: str, config: str) -> Card:
    (folder / "README.md").write_text(card)
    (folder / "adapter_config.json").write_text(config)
    return read(str(folder / "README.md"))


class TestWithBase:
    def test_names_the_base_model(self, tmp_path: Path) -> None:
        """The configuration of an adapter names its base, with the line."""
        config = json.dumps({"base_model_name_or_path": "a/b"}, indent=2)
        card = read_beside(tmp_path, "---\nlicense: mit\n---\n", config)

        (parent,) = card.release.parents
        assert (parent.name, parent.relation) == ("a/b", Relation.ADAPTER)
        where = f"{tmp_path}/adapter_config.json:2"
        assert parent.evidence[0].where == where
        (problem,) = card.problems
        assert (problem.kind, problem.where) == ("parent-terms-unknown", where)

    def test_agrees_with_the_card(self, tmp_path: Path) -> None:
        """One base model that both name is one parent, with both places."""
        card = read_beside(
            tmp_path,
            "---\nlicense: mit\nbase_model: [c/d, a/b]\n---\n",
            '{"base_model_name_or_path": "a/b"}',
        )

        other, parent = card.release.parents
        assert (other.name, other.relation) == ("c/d", None)
        assert (parent.name, parent.relation) == ("a/b", Relation.ADAPTER)
        assert [one.field for one in parent.evidence] == [
            "base_model",
            "base_model_name_or_path",
        ]

    @pytest.mark.parametrize(
        "config",
        [
            pytest.param("", id="empty"),
            pytest.param("{", id="cut"),
            pytest.param("[]", id="list"),
            pytest.param("null", id="null"),
            pytest.param("{}", id="nothing"),
            pytest.param('{"base_model_name_or_path": null}', id="no-name"),
            pytest.param('{"base_model_name_or_path": " "}', id="blank"),
            pytest.param("[" * 100_000, id="deep"),
            pytest.param("\0\1\2", id="binary"),
            pytest.param("[" + "1," * 600_000 + "1]", id="long"),
        ],
    )
    def test_a_broken_one_is_a_problem(
        self, tmp_path: Path, config: str
    ) -> None:
        """What cannot be read tells nothing, and is said."""
        card = read_beside(tmp_path, "---\nlicense: mit\n---\n", config)

        assert card.release.parents == ()
        (problem,) = card.problems
        assert problem.kind == "odd-value"
        assert problem.where == f"{tmp_path}/adapter_config.json"

    def test_is_that_of_a_readme_only(self, tmp_path: Path) -> None:
        """Other files of the folder are not the adapter's card."""
        (tmp_path / "adapter_config.json").write_text("{")
        (tmp_path / "other.md").write_text("---\nlicense: mit\n---\n")

        assert read(str(tmp_path / "other.md")).problems == ()
