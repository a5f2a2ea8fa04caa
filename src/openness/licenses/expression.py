"""License expressions in SPDX syntax.

The grammar is that of the SPDX specification 3.0.1, annex B "SPDX license
expressions" (https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/):
identifiers, ``LicenseRef-…``, ``+``, ``WITH``, ``AND``, ``OR``, parentheses;
case does not matter.

An own parser, because none did it well and fast: `license-expression` costs
55 ms before its first answer and 94 us a parse, `packaging.licenses` returns
no tree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from math import prod

import attrs

from openness.errors import InvalidExpressionError
from openness.licenses._spdx import EXCEPTIONS, LICENSES
from openness.problems import near_miss

__all__ = [
    "Compound",
    "Expression",
    "License",
    "all_of",
    "alternatives",
    "parse",
]

_TOKEN = re.compile(r"\s*([()+]|[^\s()+]+)")
_REFERENCE = re.compile(
    r"(DocumentRef-[A-Za-z0-9.-]+:)?(LicenseRef|AdditionRef)-[A-Za-z0-9.-]+",
    re.IGNORECASE,
)
_OPERATORS = {"and", "or", "with"}
_DEEPEST = 50
_MOST_ALTERNATIVES = 64


@attrs.frozen
class License:
    """One license in an expression.

    Attributes:
        id: The SPDX id in its official spelling, or ``LicenseRef-…``.
        or_later: Whether ``+`` admits later versions.
        exception: The id of the exception after ``WITH``; None if none.
    """

    id: str
    or_later: bool = False
    exception: str | None = None

    def __str__(self) -> str:
        words = f"{self.id}+" if self.or_later else self.id
        return f"{words} WITH {self.exception}" if self.exception else words


@attrs.frozen
class Compound:
    """Expressions joined by one operator.

    Attributes:
        operator: ``AND``, all of them apply, or ``OR``, the recipient
            chooses.
        parts: Two or more expressions.
    """

    operator: str
    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        words = (
            f"({part})"
            if isinstance(part, Compound) and self.operator == "AND"
            else str(part)
            for part in self.parts
        )
        return f" {self.operator} ".join(words)


Expression = License | Compound

_TOO_MANY = ((License("LicenseRef-too-many-choices"),),)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Parse a license expression.

    Args:
        text: Such as ``MIT OR (Apache-2.0 AND LicenseRef-llama-3.1)``; any
            case.

    Returns:
        The expression, its identifiers in their official spelling. It turns
        back into text with ``str``.

    Raises:
        InvalidExpressionError: The syntax is broken, or an identifier is
            neither on the SPDX list nor a ``LicenseRef-…``.
    """
    return _Parser(text).parse()


def alternatives(expression: Expression) -> tuple[tuple[License, ...], ...]:
    """Return the choices that an expression leaves to the recipient.

    Each choice is a tuple of licenses that all apply. An expression with
    more than 64 choices is not worked out: the answer is then one license of
    which nothing is known.
    """
    if isinstance(expression, License):
        return ((expression,),)
    branches = [alternatives(part) for part in expression.parts]
    if expression.operator == "OR":
        choices = [choice for branch in branches for choice in branch]
    elif prod(map(len, branches)) <= _MOST_ALTERNATIVES:
        choices = [
            tuple(one for choice in combination for one in choice)
            for combination in product(*branches)
        ]
    else:
        return _TOO_MANY
    return tuple(choices) if len(choices) <= _MOST_ALTERNATIVES else _TOO_MANY


@lru_cache(maxsize=4096)
def all_of(*licenses: str) -> str:
    """Return the expression that says that all of some expressions apply.

    What they join by AND themselves is joined flat, each part once. An
    invalid one leaves the whole invalid.
    """
    parts: dict[Expression | str, None] = {}
    for license in licenses:
        try:
            parts |= dict.fromkeys(_joined(parse(license)))
        except InvalidExpressionError:
            parts[license] = None
    if len(parts) == 1:
        return str(*parts)
    return " AND ".join(
        str(one) if isinstance(one, License) else f"({one})" for one in parts
    )


def _joined(expression: Expression) -> tuple[Expression, ...]:
    """Return the parts of an expression, all of which apply."""
    if isinstance(expression, License) or expression.operator == "OR":
        return (expression,)
    return tuple(one for part in expression.parts for one in _joined(part))


class _Parser:
    """A recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            (match[1], match.start(1)) for match in _TOKEN.finditer(text)
        ]
        self.next = 0
        self.depth = 0

    def parse(self) -> Expression:
        expression = self.compound("OR")
        if self.next < len(self.tokens):
            what = "expected 'AND', 'OR' or the end"
            raise self.error(what)
        return expression

    def compound(self, operator: str) -> Expression:
        """Parse operands of `operator`; OR binds less tightly than AND."""
        parts = [self.operand(operator)]
        while self.word() == operator.lower():
            self.next += 1
            parts.append(self.operand(operator))
        return (
            parts[0] if len(parts) == 1 else Compound(operator, tuple(parts))
        )

    def operand(self, operator: str) -> Expression:
        return self.compound("AND") if operator == "OR" else self.simple()

    def simple(self) -> Expression:
        if self.word() == "(":
            return self.group()
        one = License(self.identifier())
        if self.word() == "+":
            self.next += 1
            one = attrs.evolve(one, or_later=True)
        if self.word() == "with":
            self.next += 1
            one = attrs.evolve(one, exception=self.exception())
        return one

    def group(self) -> Expression:
        self.next += 1
        self.depth += 1
        if self.depth > _DEEPEST:
            what = f"parentheses are nested more than {_DEEPEST} deep"
            raise self.error(what)
        inside = self.compound("OR")
        if self.word() != ")":
            what = "expected ')'"
            raise self.error(what)
        self.next += 1
        self.depth -= 1
        return inside

    def identifier(self) -> str:
        word = self.word()
        if word is None or word in _OPERATORS or word in {"+", ")"}:
            raise self.error(f"expected a license{self.after()}")
        token, position = self.tokens[self.next]
        self.next += 1
        if word in LICENSES:
            return LICENSES[word][0]
        if _REFERENCE.fullmatch(token):
            return token
        raise InvalidExpressionError(self.text, position, _unknown(token))

    def exception(self) -> str:
        word = self.word()
        if word is None:
            raise self.error("expected an exception after 'WITH'")
        token, position = self.tokens[self.next]
        self.next += 1
        if word in EXCEPTIONS:
            return EXCEPTIONS[word]
        if _REFERENCE.fullmatch(token):
            return token
        what = f"unknown exception {token!r}"
        raise InvalidExpressionError(self.text, position, what)

    def word(self) -> str | None:
        if self.next == len(self.tokens):
            return None
        return self.tokens[self.next][0].lower()

    def after(self) -> str:
        if self.next == 0:
            return ""
        return f" after {self.tokens[self.next - 1][0]!r}"

    def error(self, what: str) -> InvalidExpressionError:
        position = (
            self.tokens[self.next][1]
            if self.next < len(self.tokens)
            else len(self.text)
        )
        return InvalidExpressionError(self.text, position, what)


def _unknown(token: str) -> str:
    meant = near_miss(token.lower(), list(LICENSES))
    hint = f": did you mean {LICENSES[meant][0]!r}?" if meant else "."
    return (
        f"unknown license {token!r}{hint} "
        "Use 'LicenseRef-…' for one that SPDX does not list"
    )
