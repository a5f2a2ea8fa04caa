"""What each rule answers; everything that decides about terms lives here.

A plan is made once for a policy and the scopes asked for. What the rules say
of a license is worked out once and remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import attrs

from openness.definition import Framework
from openness.errors import InvalidExpressionError
from openness.frameworks import find
from openness.licenses.catalog import UNKNOWN_LICENSE, choices, text
from openness.licenses.expression import alternatives, parse
from openness.licenses.terms import (
    Condition,
    Fact,
    Limitation,
    Permission,
    Restriction,
    Tag,
    Terms,
)
from openness.outcome import Outcome
from openness.policy.rules import (
    Decision,
    Effect,
    Organization,
    Rule,
    Severity,
)
from openness.policy.subjects import (
    Evidenced,
    InCategory,
    Labelled,
    LicenseNamed,
    Obtainable,
    OnComponent,
    OnVerdict,
    Tagged,
    TermsMeet,
    fits,
)
from openness.release import Artifact, Component, Evidence, Release
from openness.requirements import (
    AllOf,
    Answer,
    AnyOf,
    Requirement,
    effective_license,
    named,
    of_base,
)
from openness.verdict import evaluate


class Said(NamedTuple):
    """What one rule says, of one artifact or of the whole release.

    Attributes:
        rule: The rule.
        outcome: Met if it is kept, unmet if it is broken.
        because: The reason, for people.
        component: The component; None if the rule is about the whole.
        terms: The terms that decide.
        evidence: Where it was read, where that is not the artifact's.
    """

    rule: Rule
    outcome: Outcome
    because: str
    component: Component | None = None
    terms: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether the rule is known to be kept."""
        return self.outcome is Outcome.MET


class SaidOf(NamedTuple):
    """What rules say of one artifact, or of the release if it is None."""

    artifact: Artifact | None
    kept: tuple[Said, ...]
    broken: tuple[Said, ...]


_Judged = tuple[tuple[Said, ...], tuple[Said, ...]]

#: More licenses than this are not remembered at a time.
_MOST = 4096


class Plan:
    """The rules of a policy, sorted by how they are answered."""

    def __init__(
        self, rules: tuple[Rule, ...], organization: Organization
    ) -> None:
        """Sort the rules."""
        self._organization = organization
        self._terms: list[Rule] = []
        self._asked: list[tuple[Rule, Requirement]] = []
        self._verdicts: dict[Framework, list[tuple[Rule, OnVerdict]]] = {}
        for rule in rules:
            subject = rule.subject
            if isinstance(subject, Tagged | LicenseNamed | TermsMeet):
                self._terms.append(rule)
            elif isinstance(subject, Labelled | InCategory):
                framework = find(subject.framework)
                self._verdicts.setdefault(framework, []).append(
                    (rule, subject)
                )
            elif isinstance(subject, Obtainable | Evidenced):
                self._asked.append((rule, _on_each(rule, subject)))
            else:
                self._asked.append((rule, subject))
        self._needed = frozenset(c for rule in self._terms for c in rule.on)
        self._memo: dict[tuple[frozenset[Component], str | None], _Judged] = {}

    def answers(self, release: Release) -> Iterator[SaidOf]:
        """Return what the rules say of a release."""
        missing = self._needed
        if missing:
            for artifact in release.artifacts:
                if not self._needed.isdisjoint(artifact.provides):
                    missing = missing - artifact.provides
                    yield SaidOf(artifact, *self._on_terms(release, artifact))
            if missing:
                yield _sorted(
                    [
                        said
                        for rule in self._terms
                        for said in _absent(release, rule, missing)
                    ]
                )
        said = [
            _polar(rule, requirement.ask(release))
            for rule, requirement in self._asked
        ]
        for framework, subjects in self._verdicts.items():
            verdict = evaluate(release, framework)
            said += [_polar(rule, one.of(verdict)) for rule, one in subjects]
        if said:
            yield _sorted(said)

    def _on_terms(self, release: Release, artifact: Artifact) -> _Judged:
        key = artifact.provides, effective_license(release, artifact)
        judged = self._memo.get(key)
        if judged is None:
            if len(self._memo) >= _MOST:
                self._memo.clear()
            judged = self._memo[key] = self._judge(*key)
        return judged

    def _judge(
        self, provides: frozenset[Component], license: str | None
    ) -> _Judged:
        """Judge a license by all rules on it, at its best choice."""
        rules = [
            (rule, component)
            for rule in self._terms
            for component in rule.on
            if component in provides
        ]
        judged = [
            [_said(rule, component, choice) for rule, component in rules]
            for choice in _choices(license, self._organization)
        ]
        best = _sorted(min(judged, key=_cost))
        return best.kept, best.broken


def _sorted(said: list[Said]) -> SaidOf:
    met = Outcome.MET
    return SaidOf(
        None,
        tuple([one for one in said if one.outcome is met]),
        tuple([one for one in said if one.outcome is not met]),
    )


def _cost(said: list[Said]) -> tuple[int, ...]:
    """Return how bad a choice of license is: the worst counts first."""
    broken = [
        (one.rule.severity, _decision(one)) for one in said if not one.kept
    ]
    return tuple(
        broken.count((severity, decision))
        for severity in Severity
        for decision in (Decision.DENY, Decision.ASK)
    )


def _decision(said: Said) -> Decision:
    """Return what becomes of a release that breaks a rule."""
    unknown = said.outcome is Outcome.UNKNOWN
    return said.rule.unknown if unknown else said.rule.otherwise


def _on_each(rule: Rule, subject: OnComponent) -> Requirement:
    """Return what a rule asks of its components together."""
    parts = [subject.on(component) for component in rule.on]
    if len(parts) == 1:
        return parts[0]
    return AnyOf(parts) if _negative(rule) else AllOf(parts)


_NOT = {
    Outcome.MET: Outcome.UNMET,
    Outcome.UNMET: Outcome.MET,
    Outcome.UNKNOWN: Outcome.UNKNOWN,
}


def _negative(rule: Rule) -> bool:
    return rule.effect is Effect.FORBID or rule.effect is Effect.ASK


def _polar(rule: Rule, answer: Answer) -> Said:
    outcome, because, evidence = answer
    if _negative(rule):
        outcome = _NOT[outcome]
    return Said(rule, outcome, because, None, (), evidence)


def _absent(
    release: Release, rule: Rule, missing: frozenset[Component]
) -> Iterator[Said]:
    """Say what a rule on terms makes of components that nothing provides."""
    for component in rule.on:
        if component not in missing:
            continue
        name = named(component)
        statement = release.withholding(component)
        if statement is None:
            because = f"nothing is known of the {name}"
            yield Said(rule, Outcome.UNKNOWN, because, component)
            continue
        fine = rule.withheld is Decision.ALLOW
        yield Said(
            rule,
            Outcome.MET if fine else Outcome.UNMET,
            f"the {name}: withheld{of_base(statement.through)}",
            component,
            evidence=statement.evidence,
        )


class _Choice(NamedTuple):
    """One choice that a license leaves, as an organization meets it.

    Attributes:
        ids: The licenses that apply together.
        name: What they are named in messages.
        terms: What they say.
        binding: What they say to an organization of this size.
        lifted: The terms that do not bind it, and why.
    """

    ids: tuple[str, ...]
    name: str | None
    terms: Terms
    binding: Terms
    lifted: dict[Tag, str]


def _choices(license: str | None, organization: Organization) -> list[_Choice]:
    named = _named(license)
    return [
        _meeting(
            ids, license if len(named) == 1 else None, terms, organization
        )
        for ids, terms in zip(named, choices(license), strict=True)
    ]


def _named(license: str | None) -> tuple[tuple[str, ...], ...]:
    """Return the ids of each choice, in the order of `choices`."""
    try:
        expression = parse(license or UNKNOWN_LICENSE)
    except InvalidExpressionError:
        return ((UNKNOWN_LICENSE,),)
    return tuple(
        tuple(one.id for one in together)
        for together in alternatives(expression)
    )


def _meeting(
    ids: tuple[str, ...],
    license: str | None,
    terms: Terms,
    organization: Organization,
) -> _Choice:
    lifted: dict[Tag, str] = {
        tag: "; ".join(words)
        for tag in terms.restrictions
        if (words := _below(terms.about(tag), ids, organization))
    }
    binding = terms
    if lifted:
        binding = attrs.evolve(terms, present=terms.present - set(lifted))
    return _Choice(ids, license or " AND ".join(ids), terms, binding, lifted)


def _below(
    facts: tuple[Fact, ...], ids: tuple[str, ...], organization: Organization
) -> list[str]:
    """Return why none of the clauses binds; nothing if one does.

    The clause must be one of a license that is named: of "one of these
    texts" the threshold of one text tells nothing.
    """
    words = []
    for fact in facts:
        size = organization.size(fact.unit)
        if (
            fact.value is None
            or size is None
            or size >= fact.value
            or fact.license not in ids
        ):
            return []
        words.append(
            f"{_clause(fact)} does not bind the organization, which has "
            f"{size:,.0f}"
        )
    return words


def _said(rule: Rule, component: Component, choice: _Choice) -> Said:
    outcome, words, facts = _on_subject(rule, choice)
    because = f"the {named(component)}: {words}"
    return Said(rule, outcome, because, component, facts)


_Words = tuple[Outcome, str, tuple[Fact, ...]]


def _on_subject(rule: Rule, choice: _Choice) -> _Words:
    subject = rule.subject
    if isinstance(subject, Tagged):
        return _on_tags(rule, subject, choice)
    if isinstance(subject, LicenseNamed):
        outcome = _on_names(rule, subject, choice)
        return outcome, f"the license is {_shown(choice)}", ()
    assert isinstance(subject, TermsMeet)  # noqa: S101  (as Plan sorts them)
    return _on_criterion(rule, subject, choice)


_EVERY_TAG: tuple[Tag, ...] = (
    *Permission,
    *Condition,
    *Limitation,
    *Restriction,
)


def _on_tags(rule: Rule, subject: Tagged, choice: _Choice) -> _Words:
    required = rule.effect is Effect.REQUIRE
    wanted = subject.others if rule.effect is Effect.ALLOW else subject.tags
    asked = [tag for tag in _EVERY_TAG if tag in wanted]
    states = [(tag, choice.binding.has(tag)) for tag in asked]
    name = _shown(choice)
    broken = [
        tag for tag, has in states if has is not None and has != required
    ]
    if broken:
        facts = [fact for t in broken for fact in choice.terms.about(t)]
        words = ", ".join(_word(tag, choice.terms) for tag in broken)
        verb = "does not give" if required else "has"
        return Outcome.UNMET, f"{name} {verb} {words}", tuple(facts)
    unknown = [tag for tag, has in states if has is None]
    if unknown:
        return Outcome.UNKNOWN, _not_known(unknown, choice), ()
    lifted = [choice.lifted[tag] for tag in asked if tag in choice.lifted]
    words = ", ".join(tag.value for tag in asked)
    verb = "gives" if required else "has none of" if asked[1:] else "has no"
    if lifted:
        words = "; ".join(lifted)
        return Outcome.MET, f"{name}: {words}", ()
    return Outcome.MET, f"{name} {verb} {words}", ()


def _not_known(tags: list[Tag], choice: _Choice) -> str:
    if UNKNOWN_LICENSE in choice.ids and len(choice.ids) == 1:
        return "no license is known"
    if choice.terms == Terms.nothing_known():
        return f"the terms of {_shown(choice)} are not known"
    words = ", ".join(tag.value for tag in tags)
    return f"whether {_shown(choice)} has {words} is not known"


def _on_names(rule: Rule, subject: LicenseNamed, choice: _Choice) -> Outcome:
    states = [_among(id, subject.names) for id in choice.ids]
    if not _negative(rule):
        return Outcome.all_of(states)
    # A name that nobody described may stand for any text.
    states = [
        Outcome.UNKNOWN
        if state is Outcome.UNMET and text(id) is None
        else state
        for id, state in zip(choice.ids, states, strict=True)
    ]
    return _NOT[Outcome.any_of(states)]


def _among(id: str, names: tuple[str, ...]) -> Outcome:
    """Return whether a license is among some names.

    A name stands for a text, under whichever of its ids it comes:
    ``AGPL-3.0``, ``AGPL-3.0-only`` and ``AGPL-3.0-or-later`` are one.
    """
    if any(fits(id, name) for name in names):
        return Outcome.MET
    found = text(id)
    if id == UNKNOWN_LICENSE:
        return Outcome.UNKNOWN
    if found is None:
        return Outcome.UNMET
    if found.members:
        members = {_among(_full(one), names) for one in found.members}
        return members.pop() if len(members) == 1 else Outcome.UNKNOWN
    titles = {one.name for name in names if (one := text(name))}
    return Outcome.MET if found.name in titles else Outcome.UNMET


def _full(member: str) -> str:
    found = text(member) or text(f"LicenseRef-{member}")
    return found.id if found else member


def _on_criterion(rule: Rule, subject: TermsMeet, choice: _Choice) -> _Words:
    criterion, terms = subject.criterion, choice.terms
    found = criterion.judge(terms)
    outcome = _NOT[found] if _negative(rule) else found
    name = _shown(choice)
    if found is Outcome.MET:
        return outcome, f"{name} gives {criterion.name}", ()
    if found is Outcome.UNKNOWN:
        doubts = [*criterion.doubts(terms)]
        known = [tag for tag in doubts if tag in terms.present]
        words = _not_known(known or doubts, choice)
        return outcome, f"{words}; so {criterion.name} are not proven", ()
    tags = criterion.breaches(terms)
    words = ", ".join(_word(tag, terms) for tag in tags)
    facts = tuple(fact for tag in tags for fact in terms.about(tag))
    return outcome, f"{name} does not give {criterion.name}: {words}", facts


def _shown(choice: _Choice) -> str:
    words = choice.name or UNKNOWN_LICENSE
    return words.replace(UNKNOWN_LICENSE, "an unknown license")


def _word(tag: Tag, terms: Terms) -> str:
    facts = terms.about(tag)
    return _clause(facts[0]) if facts else tag.value


def _clause(fact: Fact) -> str:
    return f"{fact} [{fact.section}]" if fact.section else str(fact)
