"""What a definition asks, explained: the text of ``openness rule``.

The pages under ``docs/frameworks`` are this text, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from openness.definition import Criterion, Framework
from openness.gap import Change, find_changes
from openness.licenses.criteria import LicenseCriterion, ListCriterion
from openness.release import (
    Access,
    Component,
    Release,
    Stage,
    Withheld,
    WithheldReason,
)
from openness.reports.as_toml import as_toml
from openness.requirements import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Claimed,
    Documented,
    During,
    Licensed,
    NotMonetized,
    Published,
    Requirement,
    Unshareable,
    asked_about,
    named,
)

__all__ = ["failing", "meeting", "of_criterion", "of_framework"]


def of_framework(framework: Framework) -> Iterator[str]:
    """Explain a definition, as Markdown: its labels and its criteria."""
    yield f"# {framework.id}: {framework.title}"
    yield ""
    yield f"Source: <{framework.source}>"
    yield ""
    if len(framework.levels) > 1:
        yield from _labels(framework)
    for criterion in framework.criteria:
        yield from of_criterion(framework, criterion)


def _labels(framework: Framework) -> Iterator[str]:
    yield "## Labels"
    yield ""
    yield "| label | our category | requires |"
    yield "| --- | --- | --- |"
    for level in framework.levels:
        category = level.category.value if level.category else "none"
        asked = ", ".join(f"`{id}`" for id in level.requires)
        yield f"| {level.label} | {category} | {asked or 'nothing'} |"
    yield ""
    for level in framework.levels:
        if level.means:
            yield f"*{level.label}*: {level.means}."
            yield ""


def of_criterion(framework: Framework, criterion: Criterion) -> Iterator[str]:
    """Explain one criterion, as Markdown."""
    labels = [
        level.label
        for level in framework.levels
        if criterion.id in level.requires
    ]
    yield f"## {framework.id}:{criterion.id}"
    yield ""
    yield criterion.asks
    yield ""
    if labels:
        yield f"- Required for: {', '.join(labels)}"
    if criterion.points:
        yield f"- Points: {criterion.points:.3g}"
    if criterion.source:
        yield f"- Source: {criterion.source}"
    if criterion.quote:
        yield f"- In its words: \u201c{criterion.quote}\u201d"
    yield "- Met when:"
    for line in _described(criterion.requirement):
        yield f"  {line}"
    yield from _how(criterion)
    yield ""


def _how(criterion: Criterion) -> Iterator[str]:
    changes = find_changes([criterion], Release("example"))
    if changes is None:
        return
    steps = "; ".join(change.words(Release("example")) for change in changes)
    yield f"- How to satisfy it: {steps}."
    for title, release in (
        ("A release that meets it", meeting(changes)),
        ("One that fails", failing(criterion.requirement)),
    ):
        yield ""
        yield f"{title}:"
        yield ""
        yield "```toml"
        yield as_toml(release).rstrip("\n")
        yield "```"


def meeting(changes: tuple[Change, ...]) -> Release:
    """Return a release that has nothing but some changes."""
    release = Release("example")
    for change in changes:
        release = change.apply(release)
    return release


def failing(requirement: Requirement) -> Release:
    """Return a release that says no to all that a requirement asks."""
    return Release(
        "example",
        withheld=[
            Withheld(component, WithheldReason.CHOICE)
            for component in Component
            if component in asked_about(requirement)
        ],
        stages=list(Stage) if _asks(requirement, During) else None,
        training_compute=1e26 if _asks(requirement, AtMost) else None,
        monetized=True if _asks(requirement, NotMonetized) else None,
    )


def _asks(requirement: Requirement, kind: type) -> bool:
    """Return whether a kind of question is part of a requirement."""
    parts = [
        *getattr(requirement, "parts", ()),
        *(
            getattr(requirement, name)
            for name in ("then", "otherwise")
            if hasattr(requirement, name)
        ),
    ]
    return isinstance(requirement, kind) or any(
        _asks(part, kind) for part in parts
    )


def _described(requirement: Requirement) -> Iterator[str]:
    """Say what a requirement asks, as a Markdown list."""
    match requirement:
        case AllOf(parts=parts):
            yield "- all of"
        case AnyOf(parts=parts):
            yield "- any of"
        case AtLeast(count=count, parts=parts):
            yield f"- at least {count} of"
        case During(stages=stages, then=then):
            names = " or ".join(sorted(stage.value for stage in stages))
            yield f"- if the release had a stage of {names}"
            parts = (then,)
        case Claimed(by=by, about=about, values=values, otherwise=otherwise):
            words = " or ".join(sorted(values))
            yield f"- {about.replace('-', ' ')}: {words}, in the {by}; or,"
            yield "  where there is none,"
            parts = (otherwise,)
        case _:
            yield f"- {_sentence(requirement)}"
            parts = ()
    for part in parts:
        for line in _described(part):
            yield f"  {line}"


def _sentence(requirement: Requirement) -> str:
    say = _SENTENCES.get(type(requirement), repr)
    return say(requirement)


def _licensed(one: Licensed) -> str:
    had = "" if one.access is None else f"{_access(one.access)}, "
    return f"the {named(one.component)}: {had}{_terms(one.terms)}"


def _access(access: Access) -> str:
    if access is Access.PUBLIC:
        return "public"
    return f"{access}, or more openly"


def _terms(terms: LicenseCriterion) -> str:
    if isinstance(terms, ListCriterion):
        return terms.name
    refused = ", ".join(sorted(tag.value for tag in terms.without))
    return f"{terms.name} (broken by {refused})" if refused else terms.name


_SENTENCES: dict[type, Callable[[Any], str]] = {
    Published: lambda one: (
        f"the {named(one.component)} can be had: {_access(one.access)}"
    ),
    Licensed: _licensed,
    Documented: lambda one: (
        f"the {named(one.component)}: described where anyone can read it"
    ),
    Unshareable: lambda one: (
        f"the {named(one.component)} cannot be shared, by law or technique"
    ),
    AtMost: lambda one: f"the training took at most {one.operations:.2g} FLOP",
    NotMonetized: lambda _: "access to the model is not sold",
}
