"""Articles that are copies of one another: wire copy, syndication, near-duplicates. Copies corroborate nothing.

Articles are compared by shingles of words (Broder, 1997), and found through the lowest hashes of these. A shingle that
stands in many articles (a standing notice) proposes only the longest few.
"""

import datetime
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from attrib.compare.index import words
from attrib.compare.records import Copy, Page

SIZE = 6  # words of a shingle
KEPT = 48  # hashes of a page's shingles, the lowest ones, by which pages are found
ASKED = 12  # the lowest of these, by which the shorter of two pages looks for the longer one
MET = 0.3  # share of them that the longer one must have kept
COMMON = 48  # a shingle in more articles than this is a standing notice
HUBS = 4  # the articles that such a shingle proposes to all others that have it
SHARE = 0.7  # of the shorter article's shingles, from which two articles are copies
SHORT = (
    80  # shingles; the fewer an article has, the nearer to NEARLY the share must be: one sentence is most of a brief
)
NEARLY = 0.9
LENGTH = 0.4  # the shorter article is at least so long beside the longer one
LEAST = 20  # words of an article that can be told to be a copy
OWN = 0.5  # share of what the shorter article says outside quote marks, in shingles of OWN_SIZE words
OWN_SIZE = 3
OWN_LEAST = 8  # words outside quote marks from which they are compared
# What stands between quote marks, within one line; an apostrophe is not taken for a mark.
_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|‘[^‘\n]*’(?!\w)|«[^«»\n]*»|„[^„“”\n]*[“”]")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a page is found by: how many shingles it has, and the lowest of their hashes, sorted."""

    size: int
    kept: tuple[int, ...]


def copies(pages: Iterable[Page]) -> tuple[Copy, ...]:
    """Return the pairs of articles that hold one text, sorted; the same whatever the order of `pages`.

    Who copied whom is told by credit (one names the other's outlet, and not the other way round), else by day of publication.
    Pages of one outlet count too. Raises ValueError if two pages have one id.
    """
    ordered = sorted(pages, key=lambda page: page.article)
    if len({page.article for page in ordered}) < len(ordered):
        raise ValueError("two pages have one id")
    found = []
    for one, other in sorted(proposed([sketch(page.text) for page in ordered])):
        share = copied_share(ordered[one].text, ordered[other].text)
        if share is not None:
            found.append(directed(ordered[one], ordered[other], share))
    return tuple(sorted(found, key=lambda copy: (copy.original, copy.copy)))


def sketch(text: str) -> Sketch:
    """Return what a page is found by."""
    run = _shingles(text)
    return Sketch(len(run), tuple(run[:KEPT]))


@lru_cache(maxsize=256)
def _shingles(text: str) -> "array[int]":
    """Return the hashes of a text's shingles, each once, sorted; none for a text too short to be told to be a copy."""
    told = words(text)
    if len(told) < LEAST:
        return array("I")
    runs = (" ".join(told[at : at + SIZE]) for at in range(len(told) - SIZE + 1))
    return array("I", sorted({zlib.crc32(run.encode()) for run in runs}))


def proposed(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (i < j) of pages that may be copies, each once. Linear in the pages, times COMMON at most.

    Which hashes are the lowest depends on the page alone (bottom-k sketches, Broder 1997), so copies keep the same ones.
    """
    holders: dict[int, list[int]] = {}
    for at, one in enumerate(sketches):
        for code in one.kept:
            holders.setdefault(code, []).append(at)
    for code, holding in holders.items():
        if len(holding) > COMMON:
            holders[code] = sorted(holding, key=lambda at: (-sketches[at].size, at))[:HUBS]
    told: set[tuple[int, int]] = set()
    for at, one in enumerate(sketches):
        asked = one.kept[:ASKED]
        met: Counter[int] = Counter()
        for code in asked:
            met.update(holders[code])
        for other, times in met.items():
            pair = (min(at, other), max(at, other))
            long = sketches[other].size
            fits = other != at and LENGTH * long <= one.size <= long
            if fits and times >= MET * len(asked) and pair not in told:
                told.add(pair)
                yield pair


def copied_share(one: str, other: str) -> float | None:
    """Return the part of the shorter text's shingles that the longer one has, None where they are no copies."""
    runs = _shingles(one), _shingles(other)
    least = min(map(len, runs))
    share = len(set(runs[0]).intersection(runs[1])) / max(1, least)
    needed = SHARE + (NEARLY - SHARE) * max(0.0, 1 - least / SHORT)
    return round(share, 4) if share >= needed and _own_share(one, other) >= OWN else None


def directed(one: Page, other: Page, share: float) -> Copy:
    """Return two copies with the original first, as far as credit or time tell; `one` comes first by id."""
    to_other, to_one = other.outlet in one.credits, one.outlet in other.credits
    if to_one != to_other and one.outlet != other.outlet:
        first, second = (one, other) if to_one else (other, one)
        return Copy(first.article, second.article, share, "credit")
    before, after = _day(one), _day(other)
    if before is not None and after is not None and before != after:
        first, second = (one, other) if before < after else (other, one)
        return Copy(first.article, second.article, share, "time")
    return Copy(one.article, other.article, share, "unknown")


def _own_share(one: str, other: str) -> float:
    """Return how much of its own words the terser of two texts shares: two reports of one long quote are no copies."""
    told = [words(_QUOTED.sub(" ", text)) for text in (one, other)]
    if max(map(len, told)) < OWN_LEAST:
        return 1.0
    if min(map(len, told)) < OWN_LEAST:
        # One of them is a quote and hardly a word beside it.
        return 0.0
    runs = [{text[at : at + OWN_SIZE] for at in range(len(text) - OWN_SIZE + 1)} for text in told]
    return len(runs[0] & runs[1]) / max(1, min(map(len, runs)))


def _day(page: Page) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((page.published or "")[:10])
    except ValueError:
        return None
