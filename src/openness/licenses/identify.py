"""From text to license: which of the known texts is this?

A text is *exact* when its words are those of a known text: all of them, in
order, but for what the SPDX matching guidelines leave out of account (case,
white space, punctuation, markup, list numbers, copyright notices;
https://spdx.github.io/spdx-spec/v3.0.1/annexes/license-matching-guidelines-and-templates/).
Anything less is *near*, with the passages that the known text does not have:
a clause more or less can turn the terms around, so a score is no proof.

The known texts are not shipped. The index holds a digest of each and a
sample of its word triples, written by ``tasks/update_texts.py``: one triple
in so many, all of a short text, and those that tell like texts apart.
"""

from __future__ import annotations

import html
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from pathlib import Path
from zlib import crc32, decompress

import attrs

__all__ = [
    "Identification",
    "Match",
    "digest",
    "identify",
    "triples",
    "without_appendix",
    "words",
    "wrapped_words",
]

_INDEX = Path(__file__).parent / "texts.bin"

#: One word triple in so many is kept of every text.
SAMPLED = 6
#: Below this overlap a text is none of those known.
_NEAR = 0.5
#: A known text counts as contained from this share of its sample on,
_CONTAINED = 0.9
#: unless its sample is smaller than this.
_FEW = 12
#: What counts first is how much of a text the known one has; then, by this
#: share, how much of the known one it has: a text without its end is known
#: by what is left.
_WHOLE = 0.2
#: More text than any license has is not looked at.
_LONGEST = 400_000

#: Tags of HTML; what else stands in angle brackets is text.
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]"
    r"|head|hr|html|i|img|li|link|meta|ol|p|pre|section|small|span|strong|sub"
    r"|sup|table|tbody|td|th|thead|title|tr|tt|u|ul)"
    r"(?:\s+[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s<>]+))?)*\s*/?>",
    re.IGNORECASE,
)
#: The number of a clause. No two parts of this match the same text, or a
#: line of numbers would take for ever.
_NUMBER = re.compile(
    r"^[^\S\n]*(?:[>#*•·-][>#*•· \t-]*)?"
    r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{2,5})[.):])*\s",
    re.MULTILINE | re.IGNORECASE,
)
#: The number of a clause in a paragraph whose lines were joined.
_INNER_NUMBER = re.compile(
    r"(?:^|(?<=[.;:,] ))\(?(?:\d{1,2}|[a-z]|[ivx]{2,5})[.):]\s",
    re.MULTILINE | re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
#: A line that says who holds the copyright, and nothing of the terms.
_COPYRIGHT = re.compile(
    r"^(?:[^\w\n]|_)*(?:portions\s+|all\s+)?(?:copyright\W*(?:\(c\)|©|\d{4}|[<\[{]|by\b"
    r"|year|yyyy)|©|\(c\)\s*(?:\d{4}|[<\[{]))(?!.*\b(?:use[ds]?|using|may|must"
    r"|shall|not?|only|commercial\w*|noncommercial\w*|permi\w+|prohibit\w*"
    r"|forbid\w*|without|unless|except|provided|subject|terms|licen[cs]\w+"
    r"|sublicen[cs]\w+|grant\w*|release[ds]?|restrict\w*|redistribut\w+)\b).*$",
    re.MULTILINE | re.IGNORECASE,
)
#: A holder's name behind the word, no date; and what is said beside it.
_HOLDER = re.compile(
    r"^\W*(?:Copyright(?: (?:[A-Z][\w.&'-]*,?|and|of|the)){1,8}"
    r"|[Aa]ll [Rr]ights [Rr]eserved)\W*$",
    re.MULTILINE,
)
_END = "END OF TERMS AND CONDITIONS"
#: What may follow the end of the terms and is no part of them: how to apply
#: them. Attachments are; they hold restrictions.
_HOW_TO_APPLY = re.compile(r"\bhow to apply\b", re.IGNORECASE)
_ATTACHED = re.compile(r"\battachment\b|\buse restrictions\b", re.IGNORECASE)
#: Words of a title beside those of the license's own name.
_TITLE = frozenset({"the", "a", "license", "licenses", "version", "v", "text"})
#: A title has no more lines than this, and no more words.
_TITLE_LINES, _TITLE_WORDS = 3, 14
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
        matches: The known texts it resembles, best first. If exact, the
            licenses whose text these words are: more than one where
            several share a text.
        added: Passages that the best match does not have, as they stand in
            the text; empty if exact.
    """

    kind: str
    matches: tuple[Match, ...] = ()
    added: tuple[str, ...] = ()


def words(text: str) -> list[str]:
    """Return the words of a text that count for matching."""
    text = _without_holders(_without_tags(text))
    return _split(_NUMBER.sub(" ", text))


def wrapped_words(text: str) -> list[str]:
    """Return the words that count wherever the lines of a paragraph end.

    A number may then begin a line by chance, so fewer of them are left out
    than by `words`.
    """
    paragraphs = _PARAGRAPHS.split(_without_tags(text).strip())
    text = "\n".join([" ".join(one.split()) for one in paragraphs])
    return _split(_INNER_NUMBER.sub(" ", _without_holders(text)))


def _without_holders(text: str) -> str:
    return _HOLDER.sub(" ", _COPYRIGHT.sub(" ", text))


def without_appendix(text: str) -> str:
    """Return a text without what only says how to apply it."""
    body, end, rest = text.partition(_END)
    if _HOW_TO_APPLY.search(rest) and not _ATTACHED.search(rest):
        return body + end
    return text


def _without_tags(text: str) -> str:
    return _TAG.sub(" ", html.unescape(text[:_LONGEST]))


def _split(text: str) -> list[str]:
    found = _WORD.findall(text.lower())
    if _SAME.keys().isdisjoint(found):
        return found
    return [_SAME.get(word, word) for word in found]


def digest(tokens: list[str]) -> bytes:
    """Return what identifies a sequence of words."""
    return blake2b(" ".join(tokens).encode(), digest_size=8).digest()


def triples(tokens: list[str]) -> list[int]:
    """Return the hashes of all triples of words in a row, in order."""
    text = memoryview(" ".join(tokens).encode())
    # Words are ASCII but for single letters; their ends are those of bytes.
    ends = list(accumulate(len(word.encode()) + 1 for word in tokens))
    starts = [0, *ends]
    return [
        crc32(text[start : end - 1])
        for start, end in zip(starts, ends[2:], strict=False)
    ]


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
    if not tokens:
        return Identification("none")
    licenses = _exact(index, text, tokens)
    if licenses:
        same = tuple(Match(license, 1.0, 1.0) for license in licenses)
        return Identification("exact", same)
    found = triples(tokens)
    matches = index.resembling(frozenset(found))
    if not matches:
        return Identification("none")
    added = _added(text, found, index.sample(matches[0].license))
    return Identification("near", matches, added)


def _exact(index: _Index, text: str, tokens: list[str]) -> tuple[str, ...]:
    """Return the licenses whose text this is, but for title and appendix."""
    short = without_appendix(text)
    readings = [tokens]
    for reading in _readings(text, short):
        if found := index.exact.get(digest(readings[-1])):
            return found
        readings.append(reading)
    if found := index.exact.get(digest(readings[-1])):
        return found
    for dropped in _titles(text):
        for reading in readings:
            found = index.exact.get(digest(reading[len(dropped) :]), ())
            if named := tuple(one for one in found if _is_title(dropped, one)):
                return named
    return ()


def _readings(text: str, short: str) -> Iterator[list[str]]:
    """Return the other ways in which the words of a text may count."""
    yield wrapped_words(text)
    if short != text:
        yield words(short)
        yield wrapped_words(short)


def _titles(text: str) -> Iterator[list[str]]:
    """Return the words of the first lines that may be a title."""
    dropped: list[str] = []
    lines = text[: _TITLE_LINES * 200].split("\n")
    for line in [one for one in lines if one.strip()][:_TITLE_LINES]:
        dropped = [*dropped, *words(line)]
        if len(dropped) > _TITLE_WORDS:
            return
        if dropped:
            yield dropped


def _is_title(dropped: list[str], license: str) -> bool:
    """Return whether words name a license, and say nothing else."""
    from openness.licenses.catalog import text

    known = text(license)
    names = f"{license} {known.name if known else ''}".replace("-", " ")
    return set(dropped) <= _TITLE.union(_split(names))


@attrs.frozen
class _Index:
    """The known texts.

    Attributes:
        exact: Digest of a text to the licenses whose text it is.
        licenses: The licenses with a sample.
        sizes: The number of word triples in the text of each.
        samples: The number of triples in the sample of each.
        groups: Hash of a word triple to the place of its holders.
        holders: The places of the licenses that have a triple.
    """

    exact: dict[bytes, tuple[str, ...]]
    licenses: list[str]
    sizes: list[int]
    samples: list[int]
    groups: dict[int, int]
    holders: list[array[int]]

    def sample(self, license: str) -> Callable[[int], bool]:
        """Return what says whether the sample of a text holds a triple."""
        place = self.licenses.index(license)
        groups, holders = self.groups, self.holders
        return lambda one: one in groups and place in holders[groups[one]]

    def resembling(self, found: frozenset[int]) -> tuple[Match, ...]:
        """Return the known texts with enough in common, best first."""
        groups = self.groups
        known = [groups[one] for one in found if one in groups]
        shared = [0] * len(self.licenses)
        for group, count in Counter(known).items():
            for place in self.holders[group]:
                shared[place] += count
        close = []
        for place, count in enumerate(shared):
            if not count:
                continue
            contained = count / self.samples[place]
            size = self.sizes[place]
            overlap = min(2 * contained * size / (len(found) + size), 1.0)
            if overlap >= _NEAR or (contained >= _CONTAINED and count > _FEW):
                match = Match(self.licenses[place], overlap, contained)
                # The triples that are kept tell like texts apart, so they
                # rank; how much of a text is new, only all its triples say.
                rank = count / len(known) + _WHOLE * contained
                close.append((-rank, match.license, match))
        return tuple(match for _, _, match in sorted(close)[:5])


@lru_cache(maxsize=1)
def _index() -> _Index:
    import json

    head, _, raw = _INDEX.read_bytes().partition(b"\n")
    about = json.loads(head)
    exact: dict[bytes, tuple[str, ...]] = {}
    for number, license in enumerate(about["digests"]):
        known = raw[8 * number : 8 * number + 8]
        exact[known] = (*exact.get(known, ()), license)
    hashes, sizes, holders = array("I"), array("H"), array("H")
    rest = raw[8 * len(about["digests"]) :]
    hashes.frombytes(rest[: 4 * about["hashes"]])
    packed = decompress(rest[4 * about["hashes"] :])
    sizes.frombytes(packed[: 4 * about["groups"]])
    holders.frombytes(packed[4 * about["groups"] :])
    held, having = sizes[::2], sizes[1::2]
    groups = {
        one: group
        for group, (start, end) in enumerate(
            pairwise(accumulate(held, initial=0))
        )
        for one in hashes[start:end]
    }
    return _Index(
        exact,
        about["licenses"],
        about["sizes"],
        about["samples"],
        groups,
        [
            holders[start:end]
            for start, end in pairwise(accumulate(having, initial=0))
        ],
    )


def _added(
    text: str, found: list[int], known: Callable[[int], bool]
) -> tuple[str, ...]:
    """Return the paragraphs whose words the known text does not have.

    Of the triples that are kept of every text, those that the sample lacks
    are not in the known text.
    """
    added = []
    start = 0
    for paragraph in re.split(r"\n\s*\n", text[:_LONGEST]):
        end = start + len(words(paragraph))
        own = [one for one in found[start : end - 2] if one % SAMPLED == 0]
        if sum(map(known, own)) * 2 < len(own):
            added.append(" ".join(paragraph.split())[:200])
        start = end
    return tuple(added[:20])
