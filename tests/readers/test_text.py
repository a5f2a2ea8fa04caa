from pathlib import Path

import pytest

from openness.errors import ReadError
from openness.readers import read_text
from openness.readers._text import LARGEST, Text, decode, read_bytes

CARD = "---\nlicense: mit\n---\nÜber\n"


class TestDecode:
    @pytest.mark.parametrize(
        "raw", [CARD.encode(), b"\xef\xbb\xbf" + CARD.encode()]
    )
    def test_utf8_with_and_without_mark(self, raw: bytes) -> None:
        """A byte-order mark is no part of the text, and no problem."""
        assert decode(raw, "c") == Text("c", CARD)

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16_is_read_and_reported(self, encoding: str) -> None:
        """UTF-16 that says so is read; the Hub would not."""
        mark = "\ufeff".encode(encoding)

        text = decode(mark + CARD.encode(encoding), "c")

        assert text.content == CARD
        assert [p.kind for p in text.problems] == ["encoding"]

    def test_what_cannot_be_decoded_is_reported(self) -> None:
        """A stray byte costs its line, not the card."""
        text = decode(b"---\nlicense: mit\n---\ncaf\xe9\n", "c")

        assert text.content.startswith("---\nlicense: mit\n")
        assert [p.where for p in text.problems] == ["c:4"]

    def test_nul_characters_are_reported(self) -> None:
        """A text that was encoded twice is text all the same."""
        text = decode(b"-\0-\0-\0\n\0license: mit and more words", "c")

        assert [p.kind for p in text.problems] == ["encoding"]

    @pytest.mark.parametrize(
        "raw",
        [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff",
            b"\0\0\0\0",
            b"\x01\x02\x03\x04\0\x05\x06",
            b"\xff\xfea",
            bytes(range(128, 256)) * 3,
        ],
    )
    def test_binary_is_refused(self, raw: bytes) -> None:
        """What is no text gives one clear error."""
        with pytest.raises(ReadError, match="c: is not text"):
            decode(raw, "c")


class TestReadBytes:
    def test_missing(self, tmp_path: Path) -> None:
        """The error names the path first."""
        path = str(tmp_path / "none.md")

        with pytest.raises(ReadError) as caught:
            read_bytes(path)

        assert str(caught.value) == f"{path}: no such file. Check the path."

    def test_directory(self, tmp_path: Path) -> None:
        """A directory is not read; a file in it is named, if there is one."""
        with pytest.raises(ReadError, match=r"it has no README\.md"):
            read_bytes(str(tmp_path))
        (tmp_path / "README.md").touch()
        with pytest.raises(ReadError, match=r"such as .*README\.md"):
            read_bytes(str(tmp_path))

    def test_too_large(self, tmp_path: Path) -> None:
        """Memory is bounded by the largest file that is read."""
        path = tmp_path / "huge.md"
        with path.open("wb") as file:
            file.truncate(LARGEST + 1)

        with pytest.raises(ReadError, match="is larger than 16 MiB"):
            read_bytes(str(path))

    @pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
    def test_no_path_at_all(self, path: str) -> None:
        """What the system refuses as a path is an error like any other."""
        with pytest.raises(ReadError, match="cannot be read"):
            read_bytes(path)


@pytest.mark.parametrize("suffix", [".toml", ".yml"])
def test_what_is_parsed_whole_is_bounded(suffix: str) -> None:
    """A manifest or record of a million lines is refused, not parsed."""
    content = {
        ".toml": "[release]\nname = 'r'\n" + "# x\n" * 2**19,
        ".yml": "system:\n  name: r\n" + "# x\n" * 2**19,
    }[suffix]

    with pytest.raises(ReadError, match="longer than 1,048,576 characters"):
        read_text(Text(f"r{suffix}", content))
