"""The words of a quote as they are compared, and an index of rare word shingles that proposes pairs of variants.

Shingles after Broder, "On the resemblance and containment of documents" (1997). Never all pairs: a shingle that stands in
many texts proposes only their fullest few.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from attrib import lexicon

SIZE = 3  # words of a shingle
COMMON = 48  # a shingle in more texts than this is a common phrase
HUBS = 4  # the texts that a common shingle proposes to all others that have it
SHARED = 2  # shingles that two texts must share at least
ELLIPSIS = "…"

_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:[,  \u202f]\d{3})+(?![\d])")
_DOTS = re.compile(r"\.(?:\s?\.){2,}")
_TOKEN = re.compile(r"…|%|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_NOT = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not")}


@cache
def _american() -> dict[str, str]:
    return {row["british"]: row["american"] for row in lexicon.table("spellings")}


@cache
def spelled(word: str) -> str:
    """Return a lower-case word in its American spelling: "neighbours" is "neighbors", "subsidised" is "subsidized"."""
    known = _american()
    for end in ("", "s", "ed", "d", "ing", "ally", "ful", "less"):
        if word.endswith(end) and word[: len(word) - len(end)] in known:
            return known[word[: len(word) - len(end)]] + end
    # "advise" and "rise" have no other spelling: only long words with the endings of verbs made by -ise.
    for end in ("ise", "ises", "ised", "ising", "isation"):
        if word.endswith(end) and len(word) - len(end) >= 5:
            return f"{word[: -len(end)]}{end.replace('is', 'iz', 1)}"
    return word


def plain(text: str) -> str:
    """Return a text with one kind of apostrophe, ellipsis, space and number: what differs only by house style is equal."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("ʼ", "'")
    text = _DOTS.sub(ELLIPSIS, _LETTER.sub(r"\1", text))
    return _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), text)


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a `plain` text as they are compared, with their offsets into it; an ellipsis is a word "…"."""
    before: tuple[str, int, int] | None = None
    for found in _TOKEN.finditer(text):
        word = found[0].lower()
        start, end = found.span()
        if word == "%":
            word = "percent"
        if before is not None:
            if (before[0], word) == ("per", "cent"):
                before = ("percent", before[1], end)
                continue
            yield before
            before = None
        if word in _NOT or word.endswith("n't"):
            for part in _NOT.get(word, (word[:-3], "not")):
                yield part, start, end
        else:
            before = (spelled(word), start, end)
    if before is not None:
        yield before


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared, without ellipses."""
    return tuple(word for word, _, _ in tokens(plain(text)) if word != ELLIPSIS)


def shingles(told: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the runs of SIZE words of a text, in order."""
    return [tuple(told[at : at + SIZE]) for at in range(len(told) - SIZE + 1)]


@cache
def idle() -> frozenset[str]:
    """Return the words that say nothing of their own."""
    return lexicon.words("function_words", "form")


def pairs(texts: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (i < j) of distinct texts, given as words, that share SHARED shingles. Texts should be sorted.

    The cost is linear in the words, times COMMON at most: a commoner shingle binds each text to its HUBS fullest only.
    """
    numbers: dict[str, int] = {}
    runs = [[numbers.setdefault(word, len(numbers)) for word in text] for text in texts]
    base = len(numbers) + 1
    coded = [{(one * base + two) * base + three for one, two, three in _triples(run)} for run in runs]
    del runs
    counts: Counter[int] = Counter()
    for codes in coded:
        counts.update(codes)
    holders: dict[int, list[int]] = {}
    for at, codes in enumerate(coded):
        for code in codes:
            if counts[code] > 1:
                holders.setdefault(code, []).append(at)
    for code, holding in holders.items():
        if len(holding) > COMMON:
            holders[code] = sorted(holding, key=lambda at: (-len(texts[at]), at))[:HUBS]
    for at, codes in enumerate(coded):
        shared: Counter[int] = Counter()
        for code in codes:
            shared.update(holders.get(code, ()))
        del shared[at]
        for other in sorted(other for other, times in shared.items() if times >= SHARED):
            if other > at or not _mutual(at, other, coded, counts):
                yield min(at, other), max(at, other)


def _triples(run: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    for (one, two), (_, three) in pairwise(pairwise(run)):
        yield one, two, three


def _mutual(at: int, other: int, coded: Sequence[set[int]], counts: Counter[int]) -> bool:
    """Tell whether the other text proposes this pair as well: they share enough that is rare."""
    return sum(counts[code] <= COMMON for code in coded[at] & coded[other]) >= SHARED
