import json
from pathlib import Path

import pytest

from openness import releases
from openness.cli import main


class TestCatalog:
    def test_lists_a_line_each(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Id, class, terms and producer."""
        assert main(["catalog", "list"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == len(releases.ids())
        (llama,) = (one for one in lines if one.startswith("llama-3.1 "))
        assert llama.split() == [
            "llama-3.1",
            "open-weight",
            "restricted",
            "Meta",
        ]
        (dolma,) = (one for one in lines if one.startswith("dolma "))
        assert dolma.split()[:4] == ["dolma", "data", "set", "open"]

    def test_lists_those_with_some_words(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each word stands in the id, a name, a Hub id or the producer."""
        assert main(["catalog", "list", "vision", "META"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert "llama-3.2-vision" in {line.split()[0] for line in lines}
        assert all(line.endswith("Meta") for line in lines)

    def test_finds_names_as_they_are_written(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Spaces and hyphens do not count, here as elsewhere."""
        lists = []
        for words in ("llama 3.1", "Llama-3.1", "llama3.1"):
            assert main(["catalog", "list", words]) == 0
            lists.append(capsys.readouterr().out)

        assert lists[0] == lists[1] == lists[2] != ""

    def test_says_that_there_is_none(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """An empty list could be taken for a fault."""
        assert main(["catalog", "list", "zzzz", "meta"]) == 2
        assert capsys.readouterr().err == (
            "No release has zzzz and meta in a name.\n"
        )

    def test_lists_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The same as data."""
        assert main(["catalog", "list", "--format", "json"]) == 0

        rows = json.loads(capsys.readouterr().out)["releases"]
        assert [row["id"] for row in rows] == list(releases.ids())

    def test_shows_each_fact_with_its_source(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What is known, and where it was read."""
        assert main(["catalog", "show", "Llama 3.1"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith("Llama 3.1 (llama-3.1), read on 20")
        place = lines.index("  + weights: gated, LicenseRef-llama-3.1")
        assert lines[place + 1].startswith("      https://")

    def test_shows_the_others_beside_an_unknown_one(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A name that is not known is an error with a suggestion."""
        assert main(["catalog", "show", "lama-3.1", "llama-3.1"]) == 2

        captured = capsys.readouterr()
        assert "did you mean 'llama-3.1" in captured.err
        assert captured.out.startswith("Llama 3.1")

    @pytest.mark.parametrize(
        ("age", "status"),
        [
            ("2020-01-01", 0),
            ("9999-12-31", 1),
            ("36500", 0),
            ("soon", 2),
            ("99999999999", 2),
        ],
    )
    def test_stale(
        self, age: str, status: int, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A report of what to read again; never a warning on use."""
        assert main(["catalog", "stale", "--older-than", age]) == status

        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == (len(releases.ids()) if status == 1 else 0)


class TestNames:
    def test_are_inputs(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A release of the catalog is classified by its name."""
        assert main(["classify", "meta-llama/Llama-3.1-8B"]) == 0
        assert "open-weight" in capsys.readouterr().out.splitlines()[0]

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            (
                "gemma",
                "gemma: no such file, nor a release of the catalog. "
                "Did you mean 'gemma-1', 'gemma-2', ",
            ),
            ("gemma.md", "gemma.md: no such file. Check the path.\n"),
            ("zzzzzz", "zzzzzz: no such file. Check the path.\n"),
        ],
    )
    def test_of_families_suggest_their_releases(
        self, name: str, message: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What is neither a file nor one release may mean several."""
        assert main(["classify", name]) == 2
        assert capsys.readouterr().err.startswith(message)

    def test_give_way_to_files(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """A file of that name goes first, readable or not."""
        monkeypatch.chdir(tmp_path)
        Path("llama-3.1").write_text("---\nlicense: mit\n---\n", "utf-8")

        assert main(["classify", "llama-3.1"]) == 2
        assert "no format that can be read" in capsys.readouterr().err


def test_base_models_beside_the_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of cards tells what the catalog does not know."""
    base = tmp_path / "known" / "org__base.md"
    base.parent.mkdir()
    base.write_text("---\nlicense: cc-by-nc-4.0\n---\n", "utf-8")
    card = tmp_path / "README.md"
    card.write_text("---\nlicense: mit\nbase_model: org/base\n---\n", "utf-8")

    main(["classify", str(card), "--with", str(base.parent)])

    out = capsys.readouterr().out
    assert "terms on the weights restricted" in out
    assert "whose terms still apply: non-commercial" in out
