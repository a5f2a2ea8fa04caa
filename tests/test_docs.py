"""What the documentation shows is what happens."""

import importlib.util
import json
import re
import shlex
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from openness.cli import main
from openness.definition import Framework
from openness.frameworks import ALL, SPECTRUM_1_0
from openness.licenses.criteria import OPEN
from openness.readers.framework import read_framework
from openness.release import Access, Component
from openness.reports.of_rule import of_framework

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
CONSOLE = re.compile(
    r"^```console\n\$ openness (.*)\n([\s\S]*?)^```$", re.MULTILINE
)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _examples() -> list[tuple[str, str]]:
    return [
        match.groups()  # type: ignore[misc]
        for page in PAGES
        for match in CONSOLE.finditer(page.read_text(encoding="utf-8"))
    ]


class TestPages:
    @pytest.mark.parametrize(("command", "shown"), _examples())
    def test_output_is_real(
        self, command: str, shown: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A shown command prints what the page shows, to the letter."""
        main(shlex.split(command))

        assert capsys.readouterr().out.rstrip() == shown.rstrip()

    def test_there_are_examples(self) -> None:
        """The README and the tutorial show real output."""
        assert len(_examples()) >= 2

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
    def test_links_lead_somewhere(self, page: Path) -> None:
        """Relative links point at files that exist."""
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), link

    def test_readme_is_short(self) -> None:
        """The README is read in one go."""
        lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()

        assert len(lines) <= 120


class TestSpectrumPage:
    page = (ROOT / "docs/spectrum.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("criterion", SPECTRUM_1_0.criteria)
    def test_has_each_criterion_with_its_points(
        self, criterion: object
    ) -> None:
        """The page gives the points and the reason for each criterion."""
        row = f"| `{criterion.id}` | {criterion.points:g} | "  # type: ignore[attr-defined]

        assert row in self.page


class TestFrameworkPages:
    @pytest.mark.parametrize("framework", ALL, ids=lambda one: one.id)
    def test_are_what_rule_prints(self, framework: Framework) -> None:
        """`tasks/write_framework_pages.py` was run after the last change."""
        page = ROOT / f"docs/frameworks/{framework.id}.md"
        text = "\n".join(of_framework(framework)).rstrip() + "\n"

        assert page.read_text(encoding="utf-8") == text

    def test_the_index_has_each(self) -> None:
        """No definition is left out of the overview."""
        index = (ROOT / "docs/frameworks/index.md").read_text("utf-8")

        assert all(f"[{one.id}]({one.id}.md)" in index for one in ALL)

    def test_the_written_one_is_read(self, tmp_path: Path) -> None:
        """The definition that the guide shows is a definition."""
        guide = (ROOT / "docs/how-to/write-a-framework.md").read_text("utf-8")
        (shown,) = re.findall(
            r"^```toml\n([\s\S]*?)^```$", guide, re.MULTILINE
        )
        path = tmp_path / "own.toml"
        path.write_text(shown, encoding="utf-8")

        assert read_framework(str(path)).id == "our-rules-1"


class TestGuide:
    guide = (ROOT / "docs/how-to/add-a-license.md").read_text(encoding="utf-8")

    def test_defines_every_restriction(self) -> None:
        """Each restriction has a rule by which two readers can agree."""
        for restriction in OPEN.without | OPEN.unsettled:
            assert f"`{restriction.value}`" in self.guide


def task(name: str) -> Any:
    """A script of the project, loaded as a module."""
    path = ROOT / f"tasks/{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestSchema:
    def test_is_what_the_reader_holds_to(self) -> None:
        """The written schema is that of the classes, field by field."""
        path = ROOT / "docs/reference/release.schema.json"

        assert (
            path.read_text(encoding="utf-8") == task("write_schema").schema()
        )

    schema = json.loads(
        (ROOT / "docs/reference/release.schema.json").read_text(
            encoding="utf-8"
        )
    )

    @pytest.mark.parametrize(
        "path", sorted(ROOT.glob("docs/examples/*/release.toml"))
    )
    def test_accepts_the_examples(self, path: Path) -> None:
        """A manifest that is read is valid by the schema."""
        data = tomli.loads(path.read_text(encoding="utf-8"))

        jsonschema.validate(data, self.schema)

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"release": {}},
            {"release": {"name": 1}},
            {"release": {"name": "r", "licence": "x"}},
            {"release": {"name": "r"}, "artifacts": [{"provides": []}]},
            {"release": {"name": "r"}, "artifacts": [{"provides": ["x"]}]},
            {"release": {"name": "r"}, "withheld": [{"reason": "choice"}]},
        ],
    )
    def test_refuses_what_the_reader_refuses(self, data: object) -> None:
        """The schema and the reader draw the same line."""
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, self.schema)

    def test_is_that_of_the_model(self) -> None:
        """The schema knows every component and every access."""
        artifact = self.schema["properties"]["artifacts"]["items"]
        properties = artifact["properties"]

        assert properties["provides"]["items"]["enum"] == [
            component.value for component in Component
        ]
        assert properties["access"]["enum"] == [str(one) for one in Access]
