import json
from xml.etree import ElementTree as ET

import pytest

from openness import Release, classify
from openness.frameworks import find
from openness.licenses import OPEN
from openness.policy import Policy, ask, forbid, require
from openness.reports.badge import (
    Badge,
    as_json,
    as_svg,
    of_ruling,
    of_verdict,
)
from openness.testing import hosted, licensed


class TestBadges:
    @pytest.mark.parametrize(
        ("release", "message", "color"),
        [
            (licensed("MIT"), "open-weight", "#1565c0"),
            (hosted(), "proprietary", "#c62828"),
            (Release("r"), "undetermined", "#616161"),
        ],
    )
    def test_of_a_verdict(
        self, release: Release, message: str, color: str
    ) -> None:
        """The label is the verdict's; what is not proven is grey."""
        badge = of_verdict(classify(release))

        assert badge == Badge("openness", message, color)

    def test_of_another_definition(self) -> None:
        """A definition that gives no category of ours gets no color."""
        mof = classify(licensed("MIT"), framework=find("mof-1.0"))

        assert of_verdict(mof) == Badge("mof-1.0", mof.label, "#616161")

    @pytest.mark.parametrize(
        ("policy", "message"),
        [
            (Policy("p", [require(OPEN)]), "allowed"),
            (Policy("p", [forbid(OPEN)]), "denied"),
            (Policy("p", [ask(OPEN)]), "ask"),
        ],
    )
    def test_of_a_ruling(self, policy: Policy, message: str) -> None:
        """The label is the policy's name."""
        badge = of_ruling(policy.judge(licensed("MIT")))

        assert (badge.label, badge.message) == ("p", message)


class TestEndpoint:
    def test_has_what_the_endpoint_schema_asks_for(self) -> None:
        """Version 1: label and message are texts, color is optional.

        The format is that of https://shields.io/badges/endpoint-badge.
        """
        badge = json.loads(as_json(Badge("a", "b", "#123456")))

        assert badge == {
            "schemaVersion": 1,
            "label": "a",
            "message": "b",
            "color": "#123456",
        }


class TestSvg:
    def test_is_an_accessible_picture(self) -> None:
        """It has a title, and words cannot become markup."""
        svg = as_svg(Badge('a<b&"', "c\x1b", "red"))

        root = ET.fromstring(svg)  # noqa: S314  (our own output)
        title = root.find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert title.text == 'a<b&": c\ufffd'
        assert root.get("aria-label") == 'a<b&": c\ufffd'

    def test_is_as_wide_as_its_words(self) -> None:
        """More words make a wider picture."""
        short = ET.fromstring(as_svg(Badge("a", "b", "red")))  # noqa: S314
        long = ET.fromstring(as_svg(Badge("a", "b" * 20, "red")))  # noqa: S314

        assert int(short.get("width", "")) < int(long.get("width", ""))
