"""The pages about policies say what is so."""

import json
import re
from pathlib import Path

import pytest
import tomli

from openness.policy import SHIPPED, Effect, load
from openness.policy.cases import CASES
from openness.policy.reading import FORMAT

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference/policy.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "how-to/test-a-policy.md").read_text(encoding="utf-8")
TOML = re.compile(r"^```toml\n([\s\S]*?)^```$", re.MULTILINE)


class TestPolicyPage:
    def test_its_policy_is_one(self) -> None:
        """What the page shows can be read."""
        (content,) = TOML.findall(PAGE)

        assert [rule.id for rule in load(content).rules] == [
            "require-commercial-use",
            "forbid-user-threshold",
        ]

    @pytest.mark.parametrize("name", SHIPPED)
    def test_lists_what_is_shipped(self, name: str) -> None:
        """Every shipped policy is on the page."""
        family = "open-source-only"
        short = name.removeprefix(family) or name

        assert f"`{name}`" in PAGE or f"`{short}`" in PAGE

    def test_lists_every_key(self) -> None:
        """Every key of the format is on the page."""
        tables = FORMAT.schema["properties"]
        keys = {
            *tables["policy"]["properties"],
            *tables["organization"]["properties"],
            *tables["rules"]["items"]["properties"],
            *tables["waivers"]["items"]["properties"],
        }
        words = set(re.findall(r"[a-z_]+", PAGE))

        assert keys >= {effect.value for effect in Effect}
        assert keys - words == set()

    def test_lists_every_subject(self) -> None:
        """Every key of what a rule speaks about is on the page."""
        shapes = FORMAT.schema["properties"]["rules"]["items"]["properties"][
            "forbid"
        ]["anyOf"]
        (keys,) = [one["properties"] for one in shapes if "properties" in one]

        assert set(keys) - set(re.findall(r"[a-z_]+", PAGE)) == set()


class TestGuide:
    def test_its_cases_are_some(self) -> None:
        """What the guide shows is in the format."""
        (content,) = TOML.findall(GUIDE)

        file = CASES.read(tomli.loads(content))
        assert len(file.cases) == 3

    def test_lists_every_key(self) -> None:
        """Every key of a case is in the guide."""
        tables = CASES.schema["properties"]
        keys = {*tables, *tables["cases"]["items"]["properties"]}

        assert keys - set(re.findall(r"[a-z_]+", GUIDE)) == set()

    def test_the_schema_is_that_of_the_reader(self) -> None:
        """The published schema of cases is the one that the reader has."""
        schema = json.loads(
            (DOCS / "reference/policy-test.schema.json").read_text("utf-8")
        )

        assert schema["properties"] == CASES.schema["properties"]
