"""Names in the wild: from what people write to a license expression.

Every resolution is exact, up to case and the spaces around a word, and says
how it was made. A near miss is a suggestion, never a resolution.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from openness.errors import InvalidExpressionError
from openness.licenses._names import NAMES, URLS
from openness.licenses._spdx import LICENSES
from openness.licenses.expression import parse
from openness.licenses.urls import normal_url
from openness.problems import near_miss

__all__ = ["Resolution", "resolve", "resolve_url"]

_LONGEST = 200


@attrs.frozen
class Resolution:
    """What a written license name was taken to mean.

    Attributes:
        license: The license expression; None if the name means none that is
            known.
        how: How it was resolved: ``hub-id``, ``spdx-id``, ``expression``,
            ``spelling``, ``url``; ``unresolved`` if it was not.
        suggestion: What may have been meant, where nothing was resolved.
    """

    license: str | None
    how: str
    suggestion: str | None = None


@lru_cache(maxsize=4096)
def resolve(name: str) -> Resolution:
    """Resolve a license identifier, expression or spelling.

    Args:
        name: Such as ``llama3.1`` (a Hub identifier), ``apache-2.0``,
            ``MIT OR Apache-2.0``, ``Apache 2.0``; any case. An address is
            resolved as `resolve_url` does.
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
        return Resolution(None, "unresolved", _suggestion(word))


@lru_cache(maxsize=4096)
def resolve_url(url: str) -> Resolution:
    """Resolve an address at which a license text is known to lie."""
    license = URLS.get(normal_url(url))
    return Resolution(license, "url" if license else "unresolved")


def _suggestion(word: str) -> str | None:
    if len(word) > _LONGEST:
        return None
    return near_miss(word, [*NAMES, *LICENSES])
