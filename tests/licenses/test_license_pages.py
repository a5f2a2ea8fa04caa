import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs/licenses"


class TestPages:
    def test_are_those_of_the_catalog(self) -> None:
        """The pages say what the catalog says; tasks/ writes them."""
        path = ROOT / "tasks/write_license_pages.py"
        spec = importlib.util.spec_from_file_location("write_pages", path)
        assert spec is not None
        assert spec.loader is not None
        task = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(task)

        written = task.pages()

        assert {
            path.name: path.read_text(encoding="utf-8")
            for path in PAGES.glob("*.md")
            if path.name != "differences.md"
        } == written
        assert len(written) > 150
