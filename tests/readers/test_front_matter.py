import pytest

from openness.readers._text import Text
from openness.readers.front_matter import FrontMatter, read_front_matter


def front(content: str) -> FrontMatter:
    found = read_front_matter(Text("README.md", content), lambda _: True)
    assert found is not None
    return found


def values(content: str) -> dict[str, object]:
    fields = front(content).fields
    return {name: field.value for name, field in fields.items()}


class TestFinding:
    @pytest.mark.parametrize(
        "content",
        [
            "---\nlicense: mit\n---\nBody",
            "---\nlicense: mit\n---",
            "\n\n  ---\nlicense: mit\n---\n",
            "---\r\nlicense: mit\r\n---\r\nBody",
            "---\rlicense: mit\r---\rBody",
            "---\r\r\nlicense: mit\r\r\n---\r\r\n",
            "---\n\n\nlicense: mit\n\n\n---\n",
            "---\nlicense: mit\n---\n---\nlicense: x\n---\n",
        ],
        ids=[
            "lf",
            "no-newline-at-end",
            "blank-lines-before",
            "crlf",
            "cr",
            "cr-cr-lf",
            "blank-lines-inside",
            "a-second-block",
        ],
    )
    def test_finds_what_the_hub_finds(self, content: str) -> None:
        """The block is where the Hub's expression sees it."""
        assert values(content) == {"license": "mit"}

    @pytest.mark.parametrize(
        "content",
        [
            "",
            "# Title",
            "# Title\n---\nlicense: mit\n---\n",
            "---\nlicense: mit\n",
            "---\nlicense: mit\n--- \nBody",
            "----\nlicense: mit\n----\n",
            "--- \nlicense: mit\n---\n",
            "---\nlicense: mit\n---x\n",
            "license: mit\n---\n",
        ],
    )
    def test_finds_nothing_where_the_hub_finds_nothing(
        self, content: str
    ) -> None:
        """An odd, late or unclosed fence makes no front matter."""
        text = Text("README.md", content)

        assert read_front_matter(text, lambda _: True) is None

    def test_newlines_may_belong_to_either_fence(self) -> None:
        """An empty block needs one line end for each fence."""
        assert values("---\n\n---\nBody") == {}

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_gives_the_line(self, end: str) -> None:
        """Each value knows its line, however lines end."""
        content = end.join(["", "---", "tags:", "- a", "license: mit", "---"])

        assert front(content).fields["license"].where == "README.md:5"
        assert front(content).where("tags") == "README.md:3"


class TestValues:
    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("k: mit", "mit"),
            ("k: mit  # as is", "mit"),
            ("k: apache-2.0\t", "apache-2.0"),
            ("k: two words", "two words"),
            ("k: https://x.org/a#b", "https://x.org/a#b"),
            ('k: "quoted"', "quoted"),
            ("k: 'quoted'", "quoted"),
            ("k: 'it''s'", "it's"),
            ('k: "a\\tb"', "a\tb"),
            ("k:", None),
            ("k: null", None),
            ("k: no", False),
            ("k: 3.10", 3.1),
            ("k: [a, b]", ["a", "b"]),
            ("k: []", []),
            ("k: [a, no]", ["a", False]),
            ("k:\n- a\n- b", ["a", "b"]),
            ("k:\n  - a\n\n  - b", ["a", "b"]),
            ("k:\n- no", [False]),
            ("k:\n- a: b", [{"a": "b"}]),
            ("k:\n-\n- a", [None, "a"]),
            ("k:\n  - a\n   - b", ["a - b"]),
            ("k: |\n  long\n  text\n", "long\ntext"),
            ("k: >-\n  long\n  text\n", "long text"),
            ("k: plain\n  goes on", "plain goes on"),
            ("k: {a: b}", {"a": "b"}),
            ('"k": a', "a"),
            ("'k': a", "a"),
            ("# comment\nk: a", "a"),
            ("  k: a", "a"),
            ("{k: a}", "a"),
            ("k: *x", None),
        ],
    )
    def test_are_those_of_pyyaml(self, written: str, value: object) -> None:
        """Cutting a value out gives what parsing the whole would give."""
        head = "" if written.lstrip().startswith("{") else "\n"
        anchor = "a: &x\n" if "*x" in written else ""

        assert values(f"---{head or chr(10)}{anchor}{written}\n---\n")[
            "k"
        ] == (value)

    def test_unwanted_values_are_not_parsed(self) -> None:
        """What is broken under an unwanted key does not matter."""
        content = "---\nwidget:\n  - [}\nlicense: mit\n---\n"

        found = read_front_matter(Text("c", content), {"license"}.__contains__)

        assert found is not None
        assert found.fields["license"].value == "mit"
        assert found.problems == ()

    def test_raw_value(self) -> None:
        """A value can be had as it stands in the text."""
        found = front("---\na: |\n  long\nb: c\n---\n")

        assert found.raw("a") == "a: |\n  long\n"
        assert found.raw("b") == "b: c"


class TestProblems:
    @pytest.mark.parametrize(
        ("block", "kept"),
        [
            ("license: mit\ntags: [a\nother", {"license": "mit"}),
            ("license: {{ x }}", {}),
            ("@#$%", {}),
            ("license: mit\n\tb: c", {}),
            ("license: *nowhere", {}),
            ("- a\n- b", {}),
            ("just words", {}),
        ],
    )
    def test_broken_yaml_is_said_so(
        self, block: str, kept: dict[str, object]
    ) -> None:
        """Broken YAML gives no value that it does not plainly hold."""
        found = front(f"---\n{block}\n---\n")

        assert {n: f.value for n, f in found.fields.items()} == kept
        assert {p.kind for p in found.problems} == {"invalid-yaml"}

    def test_points_at_the_line(self) -> None:
        """The place of a YAML error is a line of the file."""
        (problem, *_) = front("---\na: b\nc: d\n@\n---\n").problems

        assert problem.where == "README.md:4"

    def test_duplicate_key(self) -> None:
        """The last value is read, as PyYAML does, and the clash reported."""
        found = front("---\nlicense: mit\nlicense: isc\n---\n")

        assert found.fields["license"].value == "isc"
        assert [p.where for p in found.problems] == ["README.md:3"]

    @pytest.mark.parametrize(
        "block",
        [
            "license: " + "[" * 100_000,
            "license:\n" + "\n".join(" " * n + "-" for n in range(2000)),
            "license: " + "- " * 100_000,
            "a: &a {x: y}\nb: &b {<<: [*a, *a]}\nlicense: *b",
        ],
        ids=["flow", "block", "dashes", "merge-keys"],
    )
    def test_refuses_what_could_exhaust_the_machine(self, block: str) -> None:
        """Deep nesting and merge keys are not handed to the C parser."""
        found = front(f"---\n{block}\n---\n")

        assert "license" not in found.fields
        assert "too deeply" in found.problems[0].message

    def test_aliases_do_not_multiply(self) -> None:
        """A chain of aliases, the YAML bomb, stays small."""
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        for n in range(1, 30):
            items = ", ".join([f"*a{n - 1}"] * 10)
            lines.append(f"a{n}: &a{n} [{items}]")
        block = "\n".join([*lines, "license: *a29"])

        found = read_front_matter(
            Text("c", f"---\n{block}\n---\n"), {"license"}.__contains__
        )

        assert found is not None
        assert isinstance(found.fields["license"].value, list)

    def test_a_megabyte_is_read(self) -> None:
        """Real front matters reach 0.7 MB; size alone is no fault."""
        results = "- {task: x, value: 1}\n" * 60_000

        found = front(f"---\nlicense: mit\nmodel-index:\n{results}---\n")

        assert found.fields["license"].value == "mit"
