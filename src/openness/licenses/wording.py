"""Names of licenses in the one form in which their wordings compare.

``The MIT License`` and ``mit``, ``CC-BY-NC 4.0`` and ``Creative Commons
Attribution-NonCommercial 4.0 International`` are wordings of one name. Only
what never tells two licenses apart is left out of account: case, spaces,
punctuation, a few words such as *license* and *version*, and zeros at the end
of a version. No other word is ever dropped.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["folded", "parts", "without_scope"]

_TOKEN = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+|\+")
_TRAILING_ZEROS = re.compile(r"(?:\.0)+$")
_VERSION = re.compile(r"(?<=[a-z])v(?=\d)")
_IDLE = frozenset(
    {
        "a",
        "agreement",
        "international",
        "license",
        "licensed",
        "licenses",
        "the",
        "under",
        "unported",
        "v",
        "ver",
        "version",
    }
)
#: Words that are written apart, together, or as the letters they go by.
_BADGES = (
    ("creativecommons", "cc"),
    ("attribution", "by"),
    ("noncommercial", "nc"),
    ("sharealike", "sa"),
    ("noderivatives", "nd"),
    ("noderivs", "nd"),
    ("gnulessergeneralpublic", "lgpl"),
    ("gnuafferogeneralpublic", "agpl"),
    ("gnugeneralpublic", "gpl"),
    ("gnulgpl", "lgpl"),
    ("gnuagpl", "agpl"),
    ("gnugpl", "gpl"),
)
#: Creative Commons leaves its own name out of the titles of its licenses.
_UNTITLED = re.compile(r"by(?:nc|sa|nd|\d)")
_JOINT = re.compile(r"\s*(?:[,;/&]|\band\b|\bor\b)\s*", re.IGNORECASE)
_SCOPE = re.compile(
    r"\s*\((?:the )?(?:model )?(?:weights|model)\)$", re.IGNORECASE
)


def folded(name: str) -> str:
    """Return a name without what does not tell licenses apart."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = _VERSION.sub("", plain.replace("licence", "license"))
    words = ""
    for token in _TOKEN.findall(plain):
        if token in _IDLE:
            continue
        number = token[0].isdigit()
        if number and words[-1:].isdigit():
            words += "-"
        words += _TRAILING_ZEROS.sub("", token) if number else token
    for written, badge in _BADGES:
        words = words.replace(written, badge)
    return f"cc{words}" if _UNTITLED.match(words) else words


def without_scope(name: str) -> str:
    """Return a name without a note that it is meant for the weights."""
    return _SCOPE.sub("", name)


def parts(name: str) -> list[str]:
    """Return the names of which a text may be made, notes in brackets cut."""
    return [
        part.partition("(")[0].strip()
        for part in _JOINT.split(name)
        if part.strip()
    ]
