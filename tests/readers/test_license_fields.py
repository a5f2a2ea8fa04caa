import pytest

from openness.readers._license_fields import Declared, read_license
from openness.readers._text import Text
from openness.readers.front_matter import read_front_matter

FIELDS = {"license", "license_name", "license_link"}


def declared(block: str) -> Declared:
    front = read_front_matter(
        Text("c.md", f"---\n{block}\n---\n"), FIELDS.__contains__
    )
    assert front is not None
    return read_license(front.fields, "c.md")


def kinds(found: Declared) -> list[str]:
    return [problem.kind for problem in found.problems]


class TestKnown:
    @pytest.mark.parametrize(
        ("block", "license"),
        [
            ("license: mit", "MIT"),
            ("license: MIT", "MIT"),
            ("license: Apache-2.0", "Apache-2.0"),
            ("license:\n- mit", "MIT"),
            ("license: llama3.1", "LicenseRef-llama-3.1"),
            ("license: mit or apache-2.0", "MIT OR Apache-2.0"),
            ("license: other\nlicense_name: llama3", "LicenseRef-llama-3"),
            ("license: other\nlicense_name: [llama3]", "LicenseRef-llama-3"),
            (
                "license: other\n"
                "license_link: https://ai.google.dev/gemma/terms",
                "LicenseRef-gemma",
            ),
            (
                "license: other\nlicense_name: my-own\n"
                "license_link: https://ai.google.dev/gemma/terms",
                "LicenseRef-gemma",
            ),
            ("license_name: llama3.1", "LicenseRef-llama-3.1"),
            ("license: mit\nlicense_link: LICENSE", "MIT"),
            (
                "license: mit\nlicense_link: "
                "https://huggingface.co/a/b/blob/main/LICENSE.md",
                "MIT",
            ),
            ("license: mit\nlicense_name: mit", "MIT"),
            ("license: mit\nlicense_name: license", "MIT"),
            ("license: [mit, MIT]", "MIT"),
        ],
    )
    def test_resolves(self, block: str, license: str) -> None:
        """Every form in which cards declare a license that is known."""
        found = declared(block)

        assert found.license == license
        assert kinds(found) == []

    def test_each_field_is_evidence(self) -> None:
        """All three fields are cited with their lines."""
        found = declared("license: other\nlicense_name: llama3")

        assert [(e.where, e.field) for e in found.evidence] == [
            ("c.md:2", "license"),
            ("c.md:3", "license_name"),
        ]

    def test_a_member_narrows_its_family(self) -> None:
        """A family beside one of its texts is no contradiction."""
        found = declared("license: openrail\nlicense_name: bigcode-openrail-m")

        assert found.license == "LicenseRef-bigcode-openrail-m-v1"
        assert kinds(found) == []

    def test_several_licenses_in_one_name(self) -> None:
        """Of several licenses, only what they agree on is known."""
        found = declared("license: Apache-2.0 (code), CC-BY-4.0 (weights)")

        assert found.license == "LicenseRef-one-of--Apache-2.0--CC-BY-4.0"
        assert kinds(found) == ["license-list"]


class TestUnknown:
    @pytest.mark.parametrize(
        ("block", "kind"),
        [
            ("tags: [a]", "no-license"),
            ("license:", "empty-license"),
            ("license: ''", "empty-license"),
            ("license: []", "empty-license"),
            ("license: [null]", "empty-license"),
            ("license: other", "license-not-named"),
            ("license: unknown", "license-not-named"),
            ("license: [other]", "license-not-named"),
            ("license_name:", "empty-license"),
            ("license: other\nlicense_name: my-own", "unknown-license"),
            ("license: other\nlicense_link: LICENSE", "unknown-license"),
            (
                "license: other\nlicense_link: https://example.org/terms",
                "unknown-license",
            ),
            ("license: my-own", "unknown-license"),
            ("license: ???", "unknown-license"),
            ("license: 3.0", "odd-value"),
            ("license: {a: b}", "odd-value"),
            ("license: [[a]]", "odd-value"),
            ("license: yes", "odd-value"),
        ],
    )
    def test_gets_no_terms_and_says_why(self, block: str, kind: str) -> None:
        """What names no known license gives none, with one problem."""
        found = declared(block)

        assert found.license is None
        assert kinds(found) == [kind]

    def test_suggests_the_near_miss(self) -> None:
        """A misspelt identifier is suggested, not resolved."""
        found = declared("license: apachee-2.0")

        assert found.license is None
        assert "did you mean 'apache-2.0'" in found.problems[0].message


class TestLists:
    @pytest.mark.parametrize(
        ("block", "license"),
        [
            (
                "license: [apache-2.0, llama3]",
                "LicenseRef-one-of--Apache-2.0--llama-3",
            ),
            ("license: [mit, other]", "LicenseRef-one-of--MIT--unknown"),
            ("license: [mit, null]", "LicenseRef-unknown"),
            ("license: [mit, mit or isc]", "LicenseRef-unknown"),
        ],
    )
    def test_mean_what_they_agree_on(self, block: str, license: str) -> None:
        """A list does not say AND, OR or parts: only the common is known."""
        found = declared(block)

        assert found.license == license
        assert kinds(found) == ["license-list"]


class TestContradictions:
    @pytest.mark.parametrize(
        ("block", "license"),
        [
            (
                "license: apache-2.0\nlicense_name: llama3",
                "Apache-2.0 AND LicenseRef-llama-3",
            ),
            (
                "license: apache-2.0\nlicense_name: my-own",
                "Apache-2.0 AND LicenseRef-unknown",
            ),
            (
                "license: apache-2.0\n"
                "license_link: https://example.org/terms-and-conditions/",
                "Apache-2.0 AND LicenseRef-unknown",
            ),
            (
                "license: other\nlicense_name: llama3\n"
                "license_link: https://ai.google.dev/gemma/terms",
                "LicenseRef-llama-3 AND LicenseRef-gemma",
            ),
        ],
    )
    def test_make_all_of_it_apply(self, block: str, license: str) -> None:
        """Fields that disagree permit no more than each of them does."""
        found = declared(block)

        assert found.license == license
        assert kinds(found) == ["license-contradiction"]
