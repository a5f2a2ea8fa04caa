import pytest

from openness import Access, Artifact, Component, Parent
from openness.readers import Card, read_text
from openness.readers._text import Text
from openness.release import Completeness, Relation, Strength

WEIGHTS = Component.MODEL_PARAMETERS_FINAL


def card(
    block: str, body: str = "# Title\n", source: str = "M/README.md"
) -> Card:
    return read_text(Text(source, f"---\n{block}\n---\n{body}"))


def kinds(read: Card) -> list[str]:
    return [problem.kind for problem in read.problems]


def weights(read: Card) -> Artifact:
    (artifact,) = read.release.providing(WEIGHTS)
    return artifact


class TestWeights:
    def test_are_presumed_beside_a_hub_card(self) -> None:
        """The one presumption: a Hub model card sits beside its weights."""
        artifact = weights(card("license: mit"))

        assert artifact.access is Access.PUBLIC
        assert [e.strength for e in artifact.evidence] == [
            Strength.DECLARED,
            Strength.PRESUMED,
        ]

    def test_license_carries_its_line(self) -> None:
        """The declared license is evidence with file, line and field."""
        (declared, _) = weights(card("tags:\n- a\nlicense: mit")).evidence

        assert (declared.where, declared.field) == ("M/README.md:4", "license")

    def test_a_gate_is_read(self) -> None:
        """Gated by a click: anyone can still obtain them."""
        read = card("license: mit\nextra_gated_prompt: You agree to this.")

        assert weights(read).access is Access.GATED

    @pytest.mark.parametrize(
        "prompt",
        [
            "Access requires manual approval.",
            "Requests are reviewed by our team.",
            "We decide case by case.",
        ],
    )
    def test_a_person_at_the_gate_is_read(self, prompt: str) -> None:
        """Given out case by case is not obtainable by anyone."""
        read = card(f"license: mit\nextra_gated_prompt: {prompt}")

        assert weights(read).access is Access.ON_REQUEST

    @pytest.mark.parametrize(
        ("block", "line"),
        [
            ("dataset_info: x\nlicense: mit", 2),
            ("license: mit\nsdk: gradio", 3),
            ("layout: page\ntags: [a]", 2),
        ],
    )
    def test_other_cards_have_none(self, block: str, line: int) -> None:
        """Cards of data sets, Spaces and web pages are no model cards."""
        read = card(block)

        assert read.release.artifacts == ()
        assert [(p.kind, p.where) for p in read.problems] == [
            ("not-a-model-card", f"M/README.md:{line}")
        ]

    def test_any_front_matter_is_not_enough(self) -> None:
        """Without a key that model cards have, nothing is presumed."""
        read = card("title: A page")

        assert read.release.artifacts == ()
        assert kinds(read) == ["not-a-model-card"]


class TestHostile:
    @pytest.mark.parametrize(
        "key", ["license", "license_name", "base_model", "base_model_relation"]
    )
    def test_a_yaml_bomb_stays_small(self, key: str) -> None:
        """No message spells out a value that aliases made endless."""
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        for n in range(1, 40):
            items = ", ".join([f"*a{n - 1}"] * 9)
            lines.append(f"a{n}: &a{n} [{items}]")

        read = card("\n".join([*lines, "tags: [a]", f"{key}: *a39"]))

        assert read.problems
        assert all(len(problem.message) < 500 for problem in read.problems)

    def test_an_unreadable_license_is_not_missing(self) -> None:
        """One fault, one problem."""
        read = card("tags: [a]\nlicense: " + "[" * 5000)

        assert kinds(read) == ["invalid-yaml"]

    @pytest.mark.parametrize("block", ["@#$@%@#$", "[]", "{{ card_data }}"])
    def test_a_block_that_cannot_be_read_lacks_no_keys(
        self, block: str
    ) -> None:
        """What is not read is not told to be no model card."""
        assert kinds(card(block)) == ["invalid-yaml"]


class TestParents:
    @pytest.mark.parametrize(
        ("written", "names"),
        [
            ("base_model: a/b", ["a/b"]),
            ("base_model: [a/b, c/d, a/b]", ["a/b", "c/d"]),
            ("base_model:\n- a/b\n-", ["a/b"]),
            ("base_model:\n- name: a/b", ["a/b"]),
            ("base_model: []", []),
            ("base_model:", []),
            ("base_model: None", []),
            ("base_model: [More Information Needed]", []),
        ],
    )
    def test_names_in_every_form(self, written: str, names: list[str]) -> None:
        """A string, a list, a mapping, a gap, a template never filled."""
        parents = card(f"license: mit\n{written}").release.parents

        assert [parent.name for parent in parents] == names

    def test_relation(self) -> None:
        """The Hub's word for how it derives is read."""
        read = card("base_model: a/b\nbase_model_relation: quantized")

        assert [p.relation for p in read.release.parents] == [
            Relation.QUANTIZED
        ]

    @pytest.mark.parametrize(
        ("more", "relation"),
        [
            ("tags:\n- text\n- lora", Relation.ADAPTER),
            ("tags: [gguf, peft]", Relation.ADAPTER),
            ("library_name: peft", Relation.ADAPTER),
            ('tags: ["GGUF"]', Relation.QUANTIZED),
            ("quantized_by: somebody", Relation.QUANTIZED),
            ("tags: [mergekit, merge]", Relation.MERGE),
            ("tags: [emerged, floral, text-to-lora-image]", None),
            ("library_name: transformers", None),
        ],
    )
    def test_relation_by_tags(
        self, more: str, relation: Relation | None
    ) -> None:
        """Tags and the library say it where no key does."""
        (parent,) = card(f"base_model: a/b\n{more}").release.parents

        assert parent.relation is relation

    @pytest.mark.parametrize("key", ["quantized_by", "model_creator"])
    def test_a_copy_names_what_it_copies(self, key: str) -> None:
        """Whoever quantizes somebody's model passes its terms on."""
        read = card(f"license: mit\n{key}: somebody")

        (problem,) = read.problems
        assert problem.kind == "parent-not-named"
        assert problem.where == "M/README.md:3"

    @pytest.mark.parametrize("word", ["cousin", "[a]"])
    def test_unknown_relation(self, word: str) -> None:
        """An unheard-of relation is a problem; the parent stays."""
        read = card(
            f"license: mit\nbase_model: a\nbase_model_relation: {word}"
        )

        assert read.release.parents[0].relation is None
        assert "unknown-relation" in kinds(read)

    def test_a_declaration_over_a_parent_is_reported(self) -> None:
        """A license over an unchecked parent rests on the declaration."""
        read = card("license: apache-2.0\nbase_model: meta-llama/X")

        (problem,) = read.problems
        assert problem.kind == "parent-terms-unknown"
        assert problem.where == "M/README.md:3"

    @pytest.mark.parametrize("value", ["7", "true", "[[a]]", "{a: b}"])
    def test_odd_values(self, value: str) -> None:
        """What is no name is reported, not guessed at."""
        read = card(f"license: mit\nbase_model: {value}")

        assert read.release.parents == ()
        assert kinds(read) == ["odd-value"]


class TestDatasets:
    def test_are_named_not_known(self) -> None:
        """A named data set says nothing of how it can be had."""
        (artifact,) = card("license: mit\ndatasets: x/y").release.providing(
            Component.DATASETS
        )

        assert artifact.location == "x/y"
        assert artifact.access is None
        assert artifact.completeness is None

    def test_of_a_derivative_are_those_of_its_last_step(self) -> None:
        """The data of a fine-tune are not those of its base."""
        release = card("datasets: [a]\nbase_model: b").release

        assert release.providing(Component.DATASETS) == ()
        assert len(release.providing(Component.POST_TRAINING_DATA)) == 1


class TestResults:
    @pytest.mark.parametrize(
        "index",
        [
            "- results:\n  - metrics:\n    - type: wer\n      value: 12.3",
            '[{results: [{metrics: [{"value": ".5"}]}]}]',
            "- results:\n  - metrics: [{value: -1e-3}]",
        ],
    )
    def test_measured_values_are_evaluation_results(self, index: str) -> None:
        """A model index with a value says how the model was evaluated."""
        read = card(f"license: mit\nmodel-index:\n{index}")

        (found,) = read.release.providing(Component.EVALUATION_RESULTS)
        assert found.access is Access.PUBLIC
        assert found.evidence[0].where == "M/README.md:3"

    @pytest.mark.parametrize(
        "index",
        ["- name: m\n  results: []", "- name: m\n  value: none"],
        ids=["empty", "no-number"],
    )
    def test_a_frame_without_values_is_none(self, index: str) -> None:
        """An index that a tool wrote and nobody filled in gives nothing."""
        read = card(f"model-index:\n{index}")

        assert read.release.providing(Component.EVALUATION_RESULTS) == ()


class TestProblems:
    def test_stand_in_the_order_of_the_lines(self) -> None:
        """Whoever mends a card reads it from the top."""
        read = card("base_model: a/b\nlicence: mit\nbase_model_relation: x")

        lines = [p.where.rpartition(":")[2] for p in read.problems]
        assert lines[:-1] == ["2", "3", "4"]
        assert read.problems[-1].kind == "no-license"


class TestKeys:
    @pytest.mark.parametrize(
        ("key", "meant"),
        [
            ("licence", "license"),
            ("liscence", "license"),
            ("licenses", "license"),
            ("License", "license"),
            ("license-name", "license_name"),
            ("base-model", "base_model"),
            ("model-base", "base_model"),
            ("Datasets", "datasets"),
            ("model_index", "model-index"),
        ],
    )
    def test_a_misspelt_key_is_suggested_not_read(
        self, key: str, meant: str
    ) -> None:
        """A near miss is a suggestion, never a value."""
        read = card(f"tags: [a]\n{key}: mit")

        problem = read.problems[0]
        assert problem.kind == "misspelt-key"
        assert f"did you mean {meant!r}" in problem.message
        assert weights(read).license is None

    @pytest.mark.parametrize(
        "key",
        [
            "extra_gated_fields",
            "model_link",
            "task",
            "x" * 40,
            "arxiv",
            "widgets",
        ],
    )
    def test_other_keys_are_left_alone(self, key: str) -> None:
        """The tail of keys is long and harmless."""
        assert kinds(card(f"license: mit\n{key}: a")) == []


class TestName:
    @pytest.mark.parametrize(
        ("source", "name"),
        [
            ("My-7B/README.md", "My-7B"),
            ("README.md", "README"),
            ("cards/my-7b.md", "my-7b"),
        ],
    )
    def test_comes_from_the_path(self, source: str, name: str) -> None:
        """The folder of a README names the model, else the file."""
        assert card("license: mit", source=source).release.name == name

    def test_model_name_goes_first(self) -> None:
        """A declared name outweighs the path; a number is none."""
        assert card("model_name: X").release.name == "X"
        assert card("model_name: 3.10\nlicense: mit").release.name == "M"


class TestAbsence:
    @pytest.mark.parametrize(
        ("content", "kind", "where"),
        [
            ("", "empty", "c.md"),
            (" \n\n", "empty", "c.md"),
            ("# Title\ntext", "no-front-matter", "c.md"),
            ("---\nlicense: mit\n", "unclosed-front-matter", "c.md:1"),
            ("---\na: b\n--- \n", "odd-fence", "c.md:3"),
            ("----\na: b\n----\n", "odd-fence", "c.md:1"),
            ("---  \na: b\n---\n", "odd-fence", "c.md:1"),
            ("license: mit\n---\n", "no-opening-fence", "c.md:1"),
            (
                "# Title\n---\nlicense: mit\n---\n",
                "late-front-matter",
                "c.md:2",
            ),
            ("# Title\ntext\n---\nmore", "no-front-matter", "c.md"),
            ("text\n---", "no-front-matter", "c.md"),
            ("tags:\n- a", "no-opening-fence", "c.md:1"),
            ("Summary: a model", "no-front-matter", "c.md"),
        ],
    )
    def test_says_why_there_is_none(
        self, content: str, kind: str, where: str
    ) -> None:
        """Each way to miss the Hub's front matter is named, with its line."""
        read = read_text(Text("c.md", content))

        assert read.release.artifacts == ()
        assert [
            (p.kind, p.where)
            for p in read.problems
            if p.kind != "license-in-prose"
        ] == [(kind, where)]


class TestLlama:
    @pytest.mark.parametrize(
        "tags", ["\n- llama-2", " [x, Llama3.1]", "\n- LLAMA-2", "\n- LLaMA_3"]
    )
    def test_a_tag_beside_open_terms_is_a_doubt(self, tags: str) -> None:
        """No version of Llama is under open terms; a tag proves no base."""
        read = card(f"license: mit\ntags:{tags}")

        (problem,) = read.problems
        assert problem.kind == "parent-not-named"
        assert "MIT rests on the declaration alone" in problem.message
        assert read.release.parents == ()

    @pytest.mark.parametrize("base", ["base_model:", "base_model: []"])
    def test_an_empty_base_model_names_none(self, base: str) -> None:
        """The key alone takes the doubt away from nobody."""
        read = card(f"license: mit\n{base}\ntags: [llama-2]")

        assert "parent-not-named" in {p.kind for p in read.problems}

    def test_a_copy_is_told_once(self) -> None:
        """Who made the copy says more than a tag."""
        read = card("license: mit\nquantized_by: x\ntags: [llama-2]")

        kinds = [p.kind for p in read.problems]
        assert kinds.count("parent-not-named") == 1

    @pytest.mark.parametrize(
        "front",
        [
            "license: llama2\ntags:\n- llama-2",
            "license: mit\ntags:\n- openllama-2",
            "license: mit\ntags:\n- llama",
            "license: mit",
        ],
    )
    def test_nothing_to_doubt(self, front: str) -> None:
        """Llama's own terms, other names, or an architecture."""
        assert card(front).problems == ()

    def test_a_named_base_is_looked_up_instead(self) -> None:
        """What the base model passes on is for lineage to say."""
        read = card("license: mit\nbase_model: a/b\ntags:\n- llama-2")

        assert "parent-not-named" not in {p.kind for p in read.problems}


class TestCompleteness:
    def test_weights_are_whole(self) -> None:
        """A card speaks of the model, not of a part of it."""
        assert weights(card("license: mit")).completeness is Completeness.FULL

    def test_no_parent_is_invented(self) -> None:
        """Without `base_model` there is no parent."""
        parents: tuple[Parent, ...] = card("license: mit").release.parents

        assert parents == ()
