"""Verdicts as plain text, and as colored text where `rich` is there."""

from __future__ import annotations

from collections.abc import Iterator

from openness._terminal import printable as _clean
from openness.affordances import May
from openness.definition import Category
from openness.licenses.terms import Fact
from openness.outcome import Outcome
from openness.release import Evidence, Strength
from openness.reports import Result
from openness.requirements import asked_about
from openness.verdict import Score, Verdict

__all__ = ["Line", "lines"]

#: The one question of which yes is no good news.
_TAKEN_BACK = "revocable"
_MARKS = {Outcome.MET: "+", Outcome.UNMET: "-", Outcome.UNKNOWN: "?"}
_STYLES = {
    "+": "green",
    "-": "red",
    "?": "yellow",
    Category.OPEN_SOURCE: "bold green",
    Category.OPEN_WEIGHT: "bold cyan",
    Category.PROPRIETARY: "bold red",
    Category.UNDETERMINED: "bold yellow",
    May.YES: "green",
    May.NO: "red",
    May.CONDITIONAL: "yellow",
    May.UNKNOWN: "yellow",
}

#: A line of a report: its text and a style for all of it.
Line = tuple[str, str]


def lines(result: Result) -> Iterator[Line]:
    """Render one result, line by line."""
    if result.card is None:
        return
    if len(result.verdicts) == 1:
        yield from _verdict(result, result.verdicts[0])
    else:
        yield from _table(result)
    yield from _affordances(result)
    if result.card.problems:
        yield ("  problems in the input", "bold")
    for problem in result.card.problems:
        yield (f"    {_clean(str(problem))}", "")


def _affordances(result: Result) -> Iterator[Line]:
    """Render what a release lets its users do."""
    words: dict[May, list[str]] = {}
    for one in result.affordances:
        if one.id != _TAKEN_BACK:
            words.setdefault(one.answer, []).append(one.id)
    yield ("  what it lets you do", "bold")
    for answer in May:
        if answer in words:
            yield (
                f"    {answer.value:<12} {', '.join(words[answer])}",
                _STYLES[answer],
            )
    for one in result.affordances:
        if one.id == _TAKEN_BACK:
            yield (f"  can still be taken back: {one.answer.value}", "")


def _verdict(result: Result, verdict: Verdict) -> Iterator[Line]:
    style = _STYLES.get(verdict.category or Category.UNDETERMINED, "bold")
    yield (
        f"{_clean(result.source)}: {verdict.label}{_terms(verdict)} "
        f"({verdict.framework})",
        style,
    )
    if verdict.ceiling != verdict.floor:
        yield f"  still possible: {verdict.ceiling}", ""
    if verdict.score is not None:
        yield f"  score: {_score(verdict.score)}", ""
    if verdict.means:
        yield f"  which means: {verdict.means}", ""
    for remark in verdict.remarks:
        yield f"  note: {_clean(remark)}", ""
    yield from _restrictions(verdict)
    yield ("  findings", "bold")
    unasked = _unasked(verdict)
    silent = []
    for finding in verdict.findings:
        if finding.criterion in unasked:
            silent.append(finding.criterion)
            continue
        mark = _MARKS[finding.outcome]
        places = _places(finding.evidence)
        yield (
            f"    {mark} {finding.criterion}: {_clean(finding.because)}"
            f"{places}",
            _STYLES[mark],
        )
    if silent:
        yield (f"    ? nothing is known: {', '.join(silent)}", _STYLES["?"])


def _unasked(verdict: Verdict) -> set[str]:
    """Return the criteria on components of which the release says nothing."""
    known = verdict.release.components
    return {
        criterion.id
        for criterion, finding in zip(
            verdict.definition.criteria, verdict.findings, strict=True
        )
        if finding.outcome is Outcome.UNKNOWN
        and not finding.evidence
        and asked_about(criterion.requirement).isdisjoint(known)
    }


def _restrictions(verdict: Verdict) -> Iterator[Line]:
    """Render what the terms on the weights restrict, and may restrict."""
    if verdict.restrictions:
        yield ("  restrictions on the weights", "bold")
        for fact in verdict.restrictions:
            yield (f"    {_restriction(fact)}", "")
        if verdict.unsettled:
            names = ", ".join(one.value for one in verdict.unsettled)
            yield (f"    not known: {names}", "")
    if verdict.conditions:
        yield ("  conditions on passing them on, besides notices", "bold")
        for fact in verdict.conditions:
            yield (f"    {_restriction(fact)}", "")


def _table(result: Result) -> Iterator[Line]:
    """Render what several definitions say, a line each."""
    yield f"{_clean(result.source)}", "bold"
    width = max(len(verdict.framework) for verdict in result.verdicts)
    labels = max(len(_label(verdict)) for verdict in result.verdicts)
    for verdict in result.verdicts:
        possible = (
            f"still possible: {verdict.ceiling}"
            if verdict.ceiling != verdict.floor
            else ""
        )
        words = f"  {verdict.framework:<{width}}  {_label(verdict):<{labels}}"
        yield (
            f"{words}  {possible}".rstrip(),
            _STYLES.get(verdict.category or Category.UNDETERMINED, ""),
        )


def _label(verdict: Verdict) -> str:
    """Return the label, with the score where there is one."""
    if verdict.score is None:
        return verdict.label
    return f"{verdict.label}, {_score(verdict.score)}"


def _score(score: Score) -> str:
    low, high = f"{score.low:.3g}", f"{score.high:.3g}"
    span = low if low == high else f"{low} to {high}"
    return f"{span} of {score.of:.3g}"


def _terms(verdict: Verdict) -> str:
    if verdict.category in {Category.PROPRIETARY, Category.UNDETERMINED}:
        return ""
    return f", terms on the weights {verdict.terms_on_weights.value}"


def _restriction(fact: Fact) -> str:
    words = str(fact)
    if fact.license:
        such_as = "such as " if fact.example else ""
        words += f"  [{such_as}{fact.license}, section {fact.section}]"
    # What one member of a family says in detail, another may not.
    if fact.note and not fact.example:
        words += f"  {fact.note}"
    return _clean(words)


def _places(evidence: tuple[Evidence, ...]) -> str:
    if not evidence:
        return ""
    firm = [e for e in evidence if e.strength is not Strength.PRESUMED]
    words = []
    before = ""
    for where in dict.fromkeys(_clean(one.where) for one in firm or evidence):
        path, _, line = where.rpartition(":")
        # Further lines of a file need not repeat its path.
        again = path == before and line.isdecimal()
        words.append(f":{line}" if again else where)
        before = path
    return f"  <- {', '.join(words)}"
