"""Policies in TOML.

A policy file is held to its rules: unknown keys and words are errors, all of
them reported at once, and a broken policy checks nothing. Its JSON Schema is
``docs/reference/policy.schema.json``, its page ``docs/reference/policy.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
import tomli

from openness.affordances import May
from openness.definition import Category
from openness.errors import PolicyError, ReadError
from openness.frameworks import IDS
from openness.licenses.terms import (
    Condition,
    Limitation,
    Permission,
    Restriction,
    Tag,
)
from openness.policy._tables import (
    DATE,
    NUMBER,
    TEXT,
    Kind,
    Wrong,
    either,
    members,
    several,
    table,
    tables,
    unknown,
    words,
)
from openness.policy.policy import Policy
from openness.policy.rules import (
    ID,
    Decision,
    Effect,
    Organization,
    Rule,
    Severity,
    Waiver,
    default_id,
)
from openness.policy.subjects import (
    Affords,
    Criterion,
    Evidenced,
    InCategory,
    Labelled,
    LicenseNamed,
    Obtainable,
    Subject,
    Tagged,
    TermsMeet,
    at_least,
)
from openness.problems import shown
from openness.readers._text import decode, read_bytes, refuse_long
from openness.readers.manifest import EVERYDAY
from openness.release import Access, Completeness, Component, Strength

__all__ = [
    "FORMAT",
    "SHIPPED",
    "content_of",
    "load",
    "parse_toml",
    "read_policy",
    "structured",
]

_SHELF = Path(__file__).parent / "shipped"

#: The names of the policies that come with this library.
SHIPPED = (
    "commercial-product",
    "eu",
    "on-premises-private-data",
    "open-source-only",
    "open-source-only-eu-ai-act",
    "open-source-only-g7",
    "open-source-only-gradient",
    "open-source-only-mof",
    "open-source-only-osai-index",
    "open-source-only-osaid",
    "permissive-only",
    "research",
)
#: Longer chains of includes are refused.
_DEEPEST = 20

_KINDS: dict[str, type[Tag]] = {
    "permission": Permission,
    "condition": Condition,
    "limitation": Limitation,
    "restriction": Restriction,
}


def _tag(value: object) -> Tag:
    found = {
        name: kind(value)
        for name, kind in _KINDS.items()
        if value in members(kind)
    }
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        first, second = found
        message = (
            f"{value!r} is a {first} and a {second}; write "
            f"{{ {first} = {value!r} }}."
        )
        raise Wrong(("", message))
    known = [word for kind in _KINDS.values() for word in members(kind)]
    raise Wrong(("", f"{shown(value)} is no term; {unknown(value, known)}"))


def _tagged(**said: tuple[Tag, ...]) -> Tagged:
    return Tagged(
        [tag for tags in said.values() for tag in tags],
        frozenset(_KINDS[name] for name in said),
    )


def _labelled(*, framework: str, label: tuple[str, ...]) -> Labelled:
    return Labelled(framework, label)


def _criterion(*, framework: str, criterion: str) -> Criterion:
    return Criterion(framework, criterion)


def _least(*, framework: str, at_least: str) -> Labelled:
    return _at_least(framework, at_least)


_at_least = at_least


def _license(*, license: tuple[str, ...]) -> LicenseNamed:
    return LicenseNamed(license)


def _terms(*, terms: TermsMeet) -> TermsMeet:
    return terms


def _evidence(*, evidence: Strength) -> Evidenced:
    return Evidenced(evidence)


def _categories(
    *, category: tuple[Category, ...], **decided: str
) -> InCategory:
    return InCategory(category, **decided)


def _affords(*, affordance: str, **answers: tuple[May, ...]) -> Affords:
    return Affords(affordance, *answers.values())


#: How the keys of a subject make it: the first that fits counts.
_SUBJECTS: tuple[tuple[set[str], set[str], Callable[..., Subject]], ...] = (
    (set(), set(_KINDS), _tagged),
    ({"license"}, set(), _license),
    ({"terms"}, set(), _terms),
    ({"access"}, {"completeness"}, Obtainable),
    ({"evidence"}, set(), _evidence),
    ({"category"}, {"framework"}, _categories),
    ({"framework", "at_least"}, set(), _least),
    ({"framework", "label"}, set(), _labelled),
    ({"framework", "criterion"}, set(), _criterion),
    ({"affordance"}, {"answer"}, _affords),
)


def _subject(**said: Any) -> Subject:
    for needed, further, make in _SUBJECTS:
        if said and needed <= said.keys() <= needed | further:
            return make(**said)
    if said.keys() == {"framework"}:
        message = "says nothing of 'framework'; add 'at_least', 'label' or "
        raise ValueError(message + "'criterion'")
    if not said:
        message = "speaks about nothing"
        raise ValueError(message)
    names = " and ".join(map(repr, said))
    message = f"speaks about {names}; a rule speaks about one thing"
    raise ValueError(message)


_SUBJECT = table(
    {
        **{
            name: several(words(members(kind), name))
            for name, kind in _KINDS.items()
        },
        "license": several(TEXT),
        "terms": words({"open": TermsMeet()}, "kind of terms"),
        "access": words(members(Access), "access"),
        "completeness": words(members(Completeness), "completeness"),
        "evidence": words(members(Strength), "strength of evidence"),
        "category": several(words(members(Category), "category")),
        "framework": Kind(TEXT.read, {"enum": list(IDS)}),
        "at_least": TEXT,
        "label": several(TEXT),
        "criterion": TEXT,
        "affordance": words({id: id for id in Affords.known}, "affordance"),
        "answer": several(words(members(May), "answer")),
    },
    _subject,
)
_EVERY_TERM = sorted({w for kind in _KINDS.values() for w in members(kind)})
_TERM = Kind(_tag, {"enum": _EVERY_TERM})
_TERMS = several(_TERM)
_TAGS = Kind(lambda value: Tagged(_TERMS.read(value)), _TERMS.schema)
_ABOUT = either(
    {str: _TAGS, list: _TAGS, dict: _SUBJECT},
    "takes a term, a list of terms or a table",
)
_COMPONENTS = words(members(Component), "component", meant=EVERYDAY)


def _rule(**said: Any) -> Rule:
    effects = [one for one in Effect if one.value in said]
    if len(effects) != 1:
        known = ", ".join(repr(one.value) for one in Effect)
        message = f"says {len(effects)} of {known}; a rule says one"
        raise ValueError(message)
    (effect,) = effects
    subject = said.pop(effect.value)
    if effect is Effect.ASK:
        said = {"otherwise": Decision.ASK, "unknown": Decision.ASK} | said
    on = said.setdefault("on", (Component.MODEL_PARAMETERS_FINAL,))
    said.setdefault("id", default_id(effect, subject, on))
    return Rule(effect=effect, subject=subject, **said)


_VIOLATED = {one.value: one for one in (Decision.ASK, Decision.DENY)}
_SETTLED = {one.value: one for one in (Decision.ALLOW, Decision.DENY)}
_RULE = table(
    {
        "id": Kind(TEXT.read, TEXT.schema | {"pattern": f"^{ID}$"}),
        **{effect.value: _ABOUT for effect in Effect},
        "on": several(_COMPONENTS),
        "severity": words(members(Severity), "severity"),
        "reason": TEXT,
        "fix": TEXT,
        "scopes": several(TEXT),
        "otherwise": words(_VIOLATED, "decision on a violation"),
        "unknown": words(_VIOLATED, "decision on what is not known"),
        "withheld": words(_SETTLED, "decision"),
    },
    _rule,
)
_WAIVER = table(
    {
        "rule": TEXT.needed(),
        "release": TEXT.needed(),
        "owner": TEXT.needed(),
        "reason": TEXT.needed(),
        "granted": DATE.needed(),
        "expires": DATE.needed(),
    },
    Waiver,
)


@attrs.frozen(kw_only=True)
class _Head:
    name: str | None = None
    description: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


_HEAD = table(
    {
        "name": TEXT,
        "description": TEXT,
        "include": several(TEXT),
        "exclude": several(TEXT),
    },
    _Head,
)
_ORGANIZATION = table(
    {field.name: NUMBER for field in attrs.fields(Organization)},
    Organization,
)


@attrs.frozen(kw_only=True)
class _File:
    policy: _Head = attrs.field(factory=_Head)
    organization: Organization = attrs.field(factory=Organization)
    rules: tuple[Rule, ...] = ()
    waivers: tuple[Waiver, ...] = ()


#: The format: how a file is read, and its JSON Schema.
FORMAT = table(
    {
        "policy": _HEAD,
        "organization": _ORGANIZATION,
        "rules": tables(_RULE),
        "waivers": tables(_WAIVER),
    },
    _File,
)


def read_policy(name: str) -> Policy:
    """Read a policy.

    Args:
        name: The path of a file, or the name of one of `SHIPPED`.

    Raises:
        PolicyError: It cannot be read, or breaks the rules of the format;
            the error names every breach.
    """
    return _read(str(name), (), {})


def load(content: str, source: str = "policy.toml") -> Policy:
    """Read a policy that is already in memory.

    Args:
        content: The text.
        source: What it is called in messages; what it includes is looked
            for beside it.

    Raises:
        PolicyError: It breaks the rules of the format.
    """
    return _load(content, source, (_key(source),), {})


def _key(path: str) -> str:
    return str(Path(path).resolve())


def _read(name: str, by: tuple[str, ...], done: dict[str, Policy]) -> Policy:
    """Read a policy that those in `by` include; each file once."""
    path = str(_SHELF / f"{name}.toml") if name in SHIPPED else name
    key = _key(path)
    if key not in done:
        if not Path(path).suffix and not Path(path).exists():
            hint = unknown(Path(path).name, list(SHIPPED))
            fault = f"is neither a file nor a policy that is shipped; {hint}"
            raise PolicyError(name, (fault,))
        done[key] = _load(content_of(path), path, (*by, key), done)
    return done[key]


def content_of(path: str) -> str:
    """Return the text of a policy file, or of tests for one.

    Raises:
        PolicyError: It cannot be read.
    """
    try:
        content = decode(read_bytes(path), path)
        refuse_long(content)
    except ReadError as error:
        fault = f"{error.what}. Name a policy file (.toml)."
        raise PolicyError(error.where, (fault,)) from None
    if content.problems:
        (problem, *_) = content.problems
        raise PolicyError(problem.where, (problem.message,))
    return content.content


def parse_toml(content: str, source: str) -> dict[str, Any]:
    """Parse TOML.

    Raises:
        PolicyError: It is not TOML.
    """
    try:
        return tomli.loads(content)
    except tomli.TOMLDecodeError as error:
        place = f"{source}:{error.lineno}"
        fault = f"is not valid TOML: {error.msg}. Mend it."
        raise PolicyError(place, (fault,)) from None
    except RecursionError:
        fault = "is nested too deeply. Write plain tables."
        raise PolicyError(source, (fault,)) from None


def structured(data: object, kind: Kind, source: str) -> Any:
    """Return what a document means.

    Raises:
        PolicyError: It breaks the rules of the format.
    """
    try:
        return kind.read(data)
    except Wrong as wrong:
        raise PolicyError(source, _placed(wrong.faults)) from None


def _placed(faults: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(
        f"{path.lstrip('.')}: {message}" if path else message
        for path, message in faults
    )


def _load(
    content: str, source: str, by: tuple[str, ...], done: dict[str, Policy]
) -> Policy:
    file: _File = structured(parse_toml(content, source), FORMAT, source)
    bases = [
        _included(number, name, source, by, done)
        for number, name in enumerate(file.policy.include)
    ]
    rules = {rule.id: rule for base in bases for rule in base.rules}
    inherited = set(rules)
    faults = _twice(file.rules)
    rules |= {rule.id: rule for rule in file.rules}
    for number, id in enumerate(file.policy.exclude):
        if id not in inherited:
            hint = unknown(id, sorted(inherited) or ["nothing is included"])
            faults.append(
                f"policy.exclude[{number}]: {id!r} is no included rule; {hint}"
            )
        rules.pop(id, None)
    for number, waiver in enumerate(file.waivers):
        if waiver.rule not in rules:
            hint = unknown(waiver.rule, sorted(rules))
            faults.append(
                f"waivers[{number}].rule: {waiver.rule!r} is no rule of the "
                f"policy; {hint}"
            )
    if not rules:
        faults.append("has no rules, so it would allow everything. Add one.")
    if faults:
        raise PolicyError(source, tuple(faults))
    return Policy(
        file.policy.name or Path(source).stem,
        rules.values(),
        description=file.policy.description,
        organization=_sized(
            [*(base.organization for base in bases), file.organization]
        ),
        waivers=[
            *(waiver for base in bases for waiver in base.waivers),
            *file.waivers,
        ],
    )


def _included(
    number: int,
    name: str,
    source: str,
    by: tuple[str, ...],
    done: dict[str, Policy],
) -> Policy:
    path = name
    if name not in SHIPPED:
        path = str(Path(source).parent / name)
    place = f"policy.include[{number}]"
    if name not in SHIPPED and _key(path) in by:
        fault = f"{place}: {name!r} includes this file; break the circle."
        raise PolicyError(source, (fault,))
    if len(by) > _DEEPEST:
        fault = f"{place}: more than {_DEEPEST} files include one another."
        raise PolicyError(source, (fault,))
    return _read(path, by, done)


def _twice(rules: tuple[Rule, ...]) -> list[str]:
    seen: dict[str, int] = {}
    faults = []
    for number, rule in enumerate(rules):
        first = seen.setdefault(rule.id, number)
        if first != number:
            faults.append(
                f"rules[{number}]: has the id {rule.id!r} of rules[{first}]; "
                "give it an 'id' of its own."
            )
    return faults


def _sized(many: list[Organization]) -> Organization:
    """Return the organization; of two statements the last one counts."""
    sizes = {
        field: size
        for one in many
        for field, size in attrs.asdict(one).items()
        if size is not None
    }
    return Organization(**sizes)
