"""From text to license: which of the known texts is this?

A text is *exact* when its words are those of a known text: all of them, in
order, but for what the SPDX matching guidelines leave out of account (case,
white space, punctuation, markup, list numbers, copyright notices;
https://spdx.github.io/spdx-spec/v3.0.1/annexes/license-matching-guidelines-and-templates/).
Anything less is *near*, with the passages that the known text does not have:
a clause more or less can turn the terms around, so a score is no proof.

The known texts are not shipped. The index holds a digest of each and a
sample of its word triples, written by ``tasks/update_texts.py``.
"""

from __future__ import annotations

import html
import re
from array import array
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

import attrs

__all__ = ["Identification", "Match", "digest", "identify", "sample", "words"]

_INDEX = Path(__file__).parent / "texts.bin"

#: One word triple in so many is kept.
SAMPLED = 10
#: Below this overlap a text is none of those known.
_NEAR = 0.5
#: A known text counts as contained from this share of its sample on.
_CONTAINED = 0.9
#: More text than any license has is not looked at.
_LONGEST = 400_000

_TAG = re.compile(r"<[^<>\n]{1,200}>")
_NUMBER = re.compile(
    r"^[\s>#*•·-]*(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5})[.):])*\s",
    re.MULTILINE | re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"^[\W_]*(?:portions\s+|all\s+)?(?:copyright\W*(?:\(c\)|©|\d{4}|[<\[{]|by\b"
    r"|year|yyyy)|©|\(c\)\s*(?:\d{4}|[<\[{])).*$",
    re.MULTILINE | re.IGNORECASE,
)
_FRONT_MATTER = re.compile(r"\A\s*---\r?\n.*?\n---\s*\n", re.DOTALL)
_WORD = re.compile(r"[a-z0-9$€%]+|[^\W\d_]", re.IGNORECASE)
_SAME = {
    "licence": "license",
    "licences": "licenses",
    "sublicence": "sublicense",
    "https": "http",
    "organisation": "organization",
    "organisations": "organizations",
}


@attrs.frozen
class Match:
    """One known text that a text resembles.

    Attributes:
        license: The license expression of the known text.
        overlap: The share of word triples in common, 0 to 1.
        contained: The share of the known text found in the text, 0 to 1.
    """

    license: str
    overlap: float
    contained: float


@attrs.frozen
class Identification:
    """What a text was found to be.

    Attributes:
        kind: ``exact``, ``near`` or ``none``.
        matches: The known texts it resembles, best first; one if exact.
        added: Passages that the best match does not have, as they stand in
            the text; empty if exact.
    """

    kind: str
    matches: tuple[Match, ...] = ()
    added: tuple[str, ...] = ()


def words(text: str) -> list[str]:
    """Return the words of a text that count for matching."""
    text = _FRONT_MATTER.sub("", html.unescape(text[:_LONGEST]))
    text = _TAG.sub(" ", text)
    text = _COPYRIGHT.sub(" ", text)
    text = _NUMBER.sub(" ", text)
    found = _WORD.findall(text.lower())
    return [_SAME.get(word, word) for word in found]


def digest(tokens: list[str]) -> bytes:
    """Return what identifies a sequence of words."""
    return blake2b(" ".join(tokens).encode(), digest_size=8).digest()


def sample(tokens: list[str]) -> frozenset[int]:
    """Return the hashes of a fixed sample of the word triples."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    hashes = (crc32(" ".join(triple).encode()) for triple in triples)
    return frozenset(one for one in hashes if one % SAMPLED == 0)


def identify(text: str) -> Identification:
    """Say which known license text a text is, or comes near to.

    Args:
        text: A license file, a notice, a policy: plain, Markdown or HTML.

    Returns:
        ``exact`` with one match, ``near`` with the texts that it resembles
        and what it adds to the best of them, or ``none``.
    """
    index = _index()
    tokens = words(text)
    license = index.exact.get(digest(tokens)) if tokens else None
    if license is not None:
        return Identification("exact", (Match(license, 1.0, 1.0),))
    matches = index.resembling(sample(tokens), len(tokens))
    if not matches:
        return Identification("none")
    known = index.samples[matches[0].license]
    return Identification("near", matches, _added(text, known))


@attrs.frozen
class _Index:
    """The known texts.

    Attributes:
        exact: Digest of a text to license.
        samples: License to the sample of its text.
        holders: Hash of a word triple to the licenses that have it.
        sizes: License to the number of words of its text.
    """

    exact: dict[bytes, str]
    samples: dict[str, frozenset[int]]
    holders: dict[int, list[str]]
    sizes: dict[str, int]

    def resembling(
        self, found: frozenset[int], size: int
    ) -> tuple[Match, ...]:
        """Return the known texts with enough in common, best first."""
        shared: dict[str, int] = {}
        for one in found:
            for license in self.holders.get(one, ()):
                shared[license] = shared.get(license, 0) + 1
        matches = [
            Match(
                license,
                2 * count / (len(found) + len(self.samples[license])),
                count / len(self.samples[license]),
            )
            for license, count in shared.items()
        ]
        close = [
            match
            for match in matches
            if match.overlap >= _NEAR
            or (match.contained >= _CONTAINED and shared[match.license] > _FEW)
        ]
        # Texts that differ in a few words only: the one of the same length.
        close.sort(
            key=lambda m: (
                -round(m.overlap, 3),
                abs(self.sizes[m.license] - size),
                m.license,
            )
        )
        return tuple(close[:5])


#: A known text with a smaller sample is too short to be found inside others.
_FEW = 12


@lru_cache(maxsize=1)
def _index() -> _Index:
    import json

    head, _, raw = _INDEX.read_bytes().partition(b"\n")
    hashes = array("I")
    hashes.frombytes(raw)
    exact: dict[bytes, str] = {}
    samples: dict[str, frozenset[int]] = {}
    holders: dict[int, list[str]] = {}
    start = 0
    sizes: dict[str, int] = {}
    for license, known, length, size in json.loads(head):
        exact[bytes.fromhex(known)] = license
        own = frozenset(hashes[start : start + size])
        start += size
        if size and license not in samples:
            samples[license] = own
            sizes[license] = length
            for one in own:
                holders.setdefault(one, []).append(license)
    return _Index(exact, samples, holders, sizes)


def _added(text: str, known: frozenset[int]) -> tuple[str, ...]:
    """Return the paragraphs whose words the known text does not have."""
    added = []
    for paragraph in re.split(r"\n\s*\n", text[:_LONGEST]):
        own = sample(words(paragraph))
        if own and len(own & known) * 2 < len(own):
            added.append(" ".join(paragraph.split())[:200])
    return tuple(added[:20])
