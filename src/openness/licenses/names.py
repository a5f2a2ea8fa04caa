"""Names in the wild: from what people write to a license expression.

Every resolution is exact, up to what `openness.licenses.wording` leaves out
of account, and says how it was made. A near miss is a suggestion, never a
resolution; and what names several licenses names none.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from openness.errors import InvalidExpressionError
from openness.licenses._names import NAMES, URLS
from openness.licenses._spdx import LICENSES
from openness.licenses.expression import parse
from openness.licenses.urls import normal_url
from openness.licenses.wording import folded, parts, without_scope
from openness.problems import near_miss

__all__ = ["Resolution", "resolve", "resolve_url"]

_LONGEST = 200
_FOOTNOTES = frozenset("*\u2020\u2021")


@attrs.frozen
class Resolution:
    """What a written license name was taken to mean.

    Attributes:
        license: The license expression; None if the name means none that is
            known.
        how: How it was resolved: ``hub-id``, ``catalog-id``, ``spdx-id``,
            ``expression``, ``spelling``, ``wording`` (a spelling, but for
            words such as *license*), ``url``; ``ambiguous`` if it names
            several licenses and not how they go together; ``unresolved``.
        suggestion: What may have been meant, where nothing was resolved.
        named: The licenses that an ambiguous name names.
    """

    license: str | None
    how: str
    suggestion: str | None = None
    named: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def resolve(name: str) -> Resolution:
    """Resolve a license identifier, expression or spelling.

    Args:
        name: Such as ``llama3.1`` (a Hub identifier), ``apache-2.0``,
            ``MIT OR Apache-2.0``, ``The Apache License, v2``; any case. An
            address is resolved as `resolve_url` does.
    """
    word = " ".join(name.split()).lower()
    if word.startswith(("http://", "https://")):
        return resolve_url(name)
    if word in NAMES:
        how, license = NAMES[word]
        return Resolution(license, how)
    if word in LICENSES:
        return Resolution(LICENSES[word][0], "spdx-id")
    try:
        return Resolution(str(parse(name)), "expression")
    except InvalidExpressionError:
        return _worded(name) or Resolution(
            None, "unresolved", _suggestion(word)
        )


@lru_cache(maxsize=4096)
def resolve_url(url: str) -> Resolution:
    """Resolve an address at which a license text is known to lie."""
    license = URLS.get(normal_url(url))
    return Resolution(license, "url" if license else "unresolved")


def _worded(name: str) -> Resolution | None:
    """Resolve what no table has as it is written."""
    # A footnote mark says that there is more to it.
    if len(name) > _LONGEST or not _FOOTNOTES.isdisjoint(name):
        return None
    license = _wordings().get(folded(without_scope(name)))
    if license is not None:
        return Resolution(license, "wording")
    named = [_wordings().get(folded(part)) for part in parts(name)]
    several = tuple(dict.fromkeys(one for one in named if one is not None))
    if len(several) > 1 and None not in named:
        return Resolution(None, "ambiguous", named=several)
    return None


@lru_cache(maxsize=1)
def _wordings() -> dict[str, str]:
    """Return folded names to licenses; a name that means two is left out."""
    meant: dict[str, str | None] = {}
    known = [(name, license) for name, (_, license) in NAMES.items()]
    for id, title, flags in LICENSES.values():
        if "d" not in flags:
            known += [(id, id), (title, id)]
    for name, license in known:
        key = folded(name)
        if meant.setdefault(key, license) != license:
            meant[key] = None
    for id, _, _ in LICENSES.values():
        # A deprecated id gives way to the one that took its place.
        meant.setdefault(folded(id), id)
    return {key: one for key, one in meant.items() if key and one is not None}


def _suggestion(word: str) -> str | None:
    if len(word) > _LONGEST:
        return None
    return near_miss(word, [*NAMES, *LICENSES])
