import pytest

from openness.errors import ReadError
from openness.readers._text import Text
from openness.readers._yaml import read_yaml


class TestNode:
    def test_scalars_are_what_is_written(self) -> None:
        """No tag is obeyed: numbers, dates and booleans stay text."""
        root = read_yaml(Text("x", "a: 1e3\nb: yes\nc: 2024-01-01\nd: ~\n"))

        assert [root[key].text for key in "abcd"] == [
            "1e3",
            "yes",
            "2024-01-01",
            None,
        ]
        assert root["d"].there
        assert not root["e"].there

    def test_each_has_its_line(self) -> None:
        """A place is the source and the line; absence is the source."""
        root = read_yaml(Text("x", "a:\n  b:\n  - c\n"))

        assert root["a"]["b"].items[0].where == "x:3"
        assert root["z"]["y"].where == "x"

    def test_one_or_many(self) -> None:
        """One text stands for a list of one."""
        root = read_yaml(Text("x", "a: u\nb: [u, v, [w]]\nc:\n"))

        assert [root[key].texts for key in "abc"] == [
            ("u",),
            ("u", "v"),
            (),
        ]

    def test_of_two_equal_keys_the_last_counts(self) -> None:
        """As in PyYAML."""
        assert read_yaml(Text("x", "a: 1\na: 2\n"))["a"].text == "2"

    def test_no_code_is_run(self) -> None:
        """A tag that would construct an object is not obeyed."""
        root = read_yaml(Text("x", "a: !!python/name:os.system x\n"))

        assert root["a"].text == "x"

    def test_an_empty_document_has_nothing(self) -> None:
        """Nothing is there, and nothing breaks."""
        root = read_yaml(Text("x", ""))

        assert root["a"].text is None
        assert root.items == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: [", "x:2: is not valid YAML"),
        ("a:" + "[" * 2000, "x: is nested too deeply"),
        ("a: \x01", "x: is not valid YAML"),
    ],
)
def test_what_is_no_yaml(content: str, message: str) -> None:
    """One error, place first."""
    with pytest.raises(ReadError) as caught:
        read_yaml(Text("x", content))

    assert str(caught.value).startswith(message)
