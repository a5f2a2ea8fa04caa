"""The license file beside a model card, read as what its text is.

Only the exact text of a known license says which terms hold: a title can be
put on anything. A file for the model goes before one for the repository.
"""

from __future__ import annotations

import attrs

from openness.errors import ReadError
from openness.licenses.catalog import members, mentioned, one_of
from openness.licenses.expression import all_of
from openness.problems import Problem
from openness.readers._text import decode, read_bytes
from openness.readers.card import Card
from openness.release import Component, Evidence, Strength

__all__ = ["with_license"]

#: What a card without a known license is told, and the file may answer.
_ANSWERED = {
    "no-license",
    "empty-license",
    "license-not-named",
    "license-in-prose",
    "unknown-license",
}


def with_license(card: Card, path: str) -> Card:
    """Return a card with the license whose exact text lies beside it.

    Where the card declares another license, both are taken to hold.

    Args:
        card: What the card itself says.
        path: The license file.
    """
    from openness.licenses.identify import identify

    try:
        found = identify(decode(read_bytes(path), path).content)
    except ReadError:
        return card
    if found.kind == "none":
        return card
    declared = _declared(card)
    if found.kind == "near":
        return _near(card, path, found.matches[0].license, declared)
    named = [match.license for match in found.matches]
    license = named[0] if len(named) == 1 else one_of(named)
    if declared is None:
        problems = [p for p in card.problems if p.kind not in _ANSWERED]
        message = (
            f"is the text of {' or '.join(named)}, which the card does not "
            "declare; it is taken for the license of the weights. Declare it."
        )
        problems.append(Problem(path, "license-not-declared", message))
        return _changed(card, license, path, problems)
    if _mentions(declared, named):
        return card
    message = (
        f"is the text of {' or '.join(named)}, and the card declares "
        f"{declared}; all of it is taken to apply. Make them agree."
    )
    problem = Problem(path, "license-contradiction", message)
    both = all_of(declared, license)
    return _changed(card, both, path, [*card.problems, problem])


def _declared(card: Card) -> str | None:
    for weights in card.release.providing(Component.MODEL_PARAMETERS_FINAL):
        return weights.license
    return None


def _mentions(declared: str, named: list[str]) -> bool:
    """Return whether a text is among what is declared, or of its family."""
    return any(
        member.id in named
        for one in mentioned(declared)
        for member in (one, *members(one))
    )


def _near(card: Card, path: str, license: str, declared: str | None) -> Card:
    if declared is not None:
        return card
    problem = Problem(
        path,
        "unknown-license",
        f"is near {license} and not its text, so nothing is known of the "
        "terms. Read it.",
    )
    return attrs.evolve(card, problems=(*card.problems, problem))


def _changed(
    card: Card, license: str, path: str, problems: list[Problem]
) -> Card:
    """Return a card with a license on its weights, if it has any weights."""
    read = Evidence(path, None, Strength.OBSERVED)
    artifacts = [
        attrs.evolve(one, license=license, evidence=(read, *one.evidence))
        if Component.MODEL_PARAMETERS_FINAL in one.provides
        else one
        for one in card.release.artifacts
    ]
    if artifacts == list(card.release.artifacts):
        return card
    release = attrs.evolve(card.release, artifacts=artifacts)
    return attrs.evolve(card, release=release, problems=problems)
