from collections.abc import Callable

import pytest

from openness import Category, Release, classify
from openness.licenses import Restriction, catalog
from openness.policy import Policy, Severity, ask, forbid
from openness.release import Component
from openness.testing import (
    assert_allowed,
    assert_asked,
    assert_denied,
    cataloged,
    derived,
    every_license,
    hosted,
    licensed,
)

POLICY = Policy(
    "product",
    [
        forbid(Restriction.NON_COMMERCIAL, scopes=["product"]),
        ask(Restriction.FIELD_OF_USE),
        forbid(Restriction.NAMING_OBLIGATION, severity=Severity.WARNING),
    ],
)
NC = "forbid-non-commercial"


class TestAssertions:
    def test_pass_where_the_policy_does_what_is_expected(self) -> None:
        """Allowed, left to a person, denied, each for the rules named."""
        assert_allowed(POLICY, licensed("MIT"))
        assert_allowed(
            POLICY,
            licensed("LicenseRef-kimi-k2-modified-mit"),
            because="forbid-naming-obligation",
        )
        assert_asked(
            POLICY, licensed("llama3.1"), because=["ask-field-of-use"]
        )
        assert_denied(POLICY, licensed("cc-by-nc-4.0"), because=NC)
        assert_denied(POLICY, licensed(None), because=NC, scopes=["product"])

    @pytest.mark.parametrize(
        ("check", "words"),
        [
            (
                lambda: assert_allowed(POLICY, licensed("cc-by-nc-4.0")),
                [
                    "policy 'product' on 'cc-by-nc-4.0':",
                    "  expected allow, found deny",
                    "  error forbid-non-commercial (deny): the weights: "
                    "CC-BY-NC-4.0 has non-commercial [Sections 1(i) and "
                    "2(a)(1)]",
                ],
            ),
            (
                lambda: assert_denied(POLICY, licensed("MIT"), because=NC),
                [
                    "policy 'product' on 'MIT':",
                    "  expected deny, found allow",
                    "  forbid-non-commercial was not broken",
                    "  no rule is broken",
                ],
            ),
        ],
    )
    def test_say_what_was_found_instead(
        self, check: Callable[[], None], words: list[str]
    ) -> None:
        """The failure can be read without a debugger."""
        with pytest.raises(AssertionError) as caught:
            check()

        found = str(caught.value).splitlines()
        assert [one.split(" [")[0] for one in found] == [
            one.split(" [")[0] for one in words
        ]

    def test_a_rule_that_does_not_exist_proves_nothing(self) -> None:
        """A misspelt rule is an error of the test."""
        with pytest.raises(LookupError, match="it has: forbid-non-comm"):
            assert_denied(
                POLICY, licensed(None), because="forbid-non-comercial"
            )


class TestReleases:
    def test_licensed_on_a_component(self) -> None:
        """The artifact provides what is asked, with declared evidence."""
        release = licensed("mit", on=Component.DATASETS)

        (artifact,) = release.artifacts
        assert artifact.provides == {Component.DATASETS}
        assert artifact.license == "MIT"
        assert artifact.evidence

    @pytest.mark.parametrize(
        ("license", "hint"),
        [("apache2-0", "did you mean"), ("no such thing", "is no license$")],
    )
    def test_only_known_licenses(self, license: str, hint: str) -> None:
        """A misspelt license would make a test that tests silence."""
        with pytest.raises(ValueError, match=hint):
            licensed(license)

    @pytest.mark.parametrize("base", ["cc-by-nc-4.0", None])
    def test_derived_releases_carry_the_terms_of_their_base(
        self, base: str | None
    ) -> None:
        """A permissive license on a restricted base is denied."""
        assert_denied(POLICY, derived("MIT", base=base), because=NC)

    def test_releases_of_the_catalog(self) -> None:
        """A release that is known by heart needs no file."""
        llama = cataloged("meta-llama/Llama-3.1-8B")

        assert_asked(POLICY, llama, because="ask-field-of-use")

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("meta-llama/Llama-3.1-8", "did you mean"),
            ("nothing of the kind", "has no release 'nothing of the kind'$"),
        ],
    )
    def test_only_releases_of_the_catalog(self, name: str, hint: str) -> None:
        """A name that the catalog does not know is an error."""
        with pytest.raises(LookupError, match=hint):
            cataloged(name)

    def test_hosted_is_proprietary(self) -> None:
        """What is only hosted withholds its weights."""
        assert classify(hosted()).category is Category.PROPRIETARY

    def test_every_license_has_a_release(self) -> None:
        """A policy can be held to the whole catalog."""
        releases = list(every_license())

        assert len(releases) == len(catalog.ids())
        assert all(isinstance(one, Release) for one in releases)
