"""Articles that are copies of one another: wire copy, syndication, near-duplicates. Copies corroborate nothing.

Articles are compared by shingles of words (Broder, 1997), found through a sample of them: a shingle is in the sample by
its own hash, so two articles that share text share samples. A shingle that stands in many articles (a standing notice)
proposes only the longest few.
"""

import datetime
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrib.compare.index import words
from attrib.compare.records import Copy, Page

SIZE = 6  # words of a shingle
COMMON = 48  # a shingle in more articles than this is a standing notice
HUBS = 4  # the articles that such a shingle proposes to all others that have it
SAMPLE = 4  # one shingle in so many is in the sample
SHARE = 0.7  # of the shorter article's shingles, from which two articles are copies
LENGTH = 0.4  # the shorter article is at least so long beside the longer one
LEAST = 20  # words of an article that can be told to be a copy
OWN = 0.5  # share of what the shorter article says outside quote marks, in shingles of OWN_SIZE words
OWN_SIZE = 3
OWN_LEAST = 8  # words outside quote marks from which they are compared
PROPOSED = 0.3  # share of the shorter one's samples that proposes a pair
# What stands between quote marks, within one line; an apostrophe is not taken for a mark.
_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|‘[^‘\n]*’(?!\w)|«[^«»\n]*»|„[^„“”\n]*[“”]")


def copies(pages: Iterable[Page]) -> tuple[Copy, ...]:
    """Return the pairs of articles that hold one text, sorted; the same whatever the order of `pages`.

    Who copied whom is told by credit (one names the other's outlet, and not the other way round), else by day of publication.
    Pages of one outlet count too. Raises ValueError if two pages have one id.
    """
    ordered = sorted(pages, key=lambda page: page.article)
    if len({page.article for page in ordered}) < len(ordered):
        raise ValueError("two pages have one id")
    runs = [_shingles(words(page.text)) for page in ordered]
    found = []
    for one, other in sorted(_proposed(runs)):
        share = _share(runs[one], runs[other])
        if share >= SHARE and _own_share(ordered[one].text, ordered[other].text) >= OWN:
            found.append(_directed(ordered[one], ordered[other], share))
    return tuple(sorted(found, key=lambda copy: (copy.original, copy.copy)))


def _shingles(told: Sequence[str]) -> "array[int]":
    """Return the hashes of a text's shingles, each once, sorted; () for a text too short to be told to be a copy."""
    if len(told) < LEAST:
        return array("I")
    runs = (" ".join(told[at : at + SIZE]) for at in range(len(told) - SIZE + 1))
    return array("I", sorted({zlib.crc32(run.encode()) for run in runs}))


def _proposed(runs: Sequence["array[int]"]) -> Iterator[tuple[int, int]]:
    samples = [[code for code in run if code % SAMPLE == 0] for run in runs]
    holders: dict[int, list[int]] = {}
    for at, sample in enumerate(samples):
        for code in sample:
            holders.setdefault(code, []).append(at)
    for code, holding in holders.items():
        if len(holding) > COMMON:
            holders[code] = sorted(holding, key=lambda at: (-len(runs[at]), at))[:HUBS]
    told: set[tuple[int, int]] = set()
    for at, sample in enumerate(samples):
        shared: Counter[int] = Counter()
        for code in sample:
            shared.update(holders[code])
        for other, times in shared.items():
            pair = (min(at, other), max(at, other))
            short, long = sorted((len(runs[at]), len(runs[other])))
            few = min(len(sample), len(samples[other]))
            if other != at and pair not in told and short >= LENGTH * long and times >= PROPOSED * few:
                told.add(pair)
                yield pair


def _share(one: "array[int]", other: "array[int]") -> float:
    return len(set(one).intersection(other)) / min(len(one), len(other))


def _own_share(one: str, other: str) -> float:
    """Return how much of its own words the terser of two texts shares: two reports of one long quote are no copies."""
    told = [words(_QUOTED.sub(" ", text)) for text in (one, other)]
    if max(map(len, told)) < OWN_LEAST:
        return 1.0
    runs = [{text[at : at + OWN_SIZE] for at in range(len(text) - OWN_SIZE + 1)} for text in told]
    return len(runs[0] & runs[1]) / max(1, min(map(len, runs)))


def _directed(one: Page, other: Page, share: float) -> Copy:
    """Return a pair with the original first, as far as credit or time tell."""
    share = round(share, 4)
    to_other, to_one = other.outlet in one.credits, one.outlet in other.credits
    if to_one != to_other and one.outlet != other.outlet:
        first, second = (one, other) if to_one else (other, one)
        return Copy(first.article, second.article, share, "credit")
    before, after = _day(one), _day(other)
    if before is not None and after is not None and before != after:
        first, second = (one, other) if before < after else (other, one)
        return Copy(first.article, second.article, share, "time")
    return Copy(one.article, other.article, share, "unknown")


def _day(page: Page) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((page.published or "")[:10])
    except ValueError:
        return None
