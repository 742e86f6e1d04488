"""Variants: attributions of different articles that carry one quote, joined into clusters.

Texts that are equal as words are one; the index proposes pairs of the others; a pair holds if most of what the shorter one
says stands in the longer one in runs of words, wherever they stand. Clusters are what hangs together (union-find).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from attrib.compare.index import SIZE, idle, pairs, words
from attrib.compare.records import Cluster, Told

SAYING = 4  # content words that a quote must have, and share, to be known again whoever says it
LEAST = 6  # words of such a quote
CONTENT = 0.67  # share of the shorter text's content words that the longer one must have
ALL = 0.6  # the same for all its words
MOST = 4_000_000  # words of one text times words of the other, up to which blocks are looked for
RUN = 2  # words that must agree in a row to count
DAYS = 7  # a stock phrase from one mouth is one quote within so many days

Text = tuple[str, ...]


class Union:
    """Sets of numbers that can be joined; a set is named by its smallest member (Tarjan, 1975)."""

    __slots__ = ("_up",)

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def find(self, at: int) -> int:
        """Return the smallest member of the set of `at`."""
        while self._up[at] != at:
            self._up[at] = self._up[self._up[at]]
            at = self._up[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        one, other = sorted((self.find(one), self.find(other)))
        self._up[other] = one


def content(text: Iterable[str]) -> int:
    """Count the different words that say something of their own."""
    return len(set(text) - idle())


def strong(text: Text) -> bool:
    """Tell whether a text says enough to be known again whoever says it: "We will appeal" does not."""
    return len(text) >= LEAST and content(text) >= SAYING


def same_quote(one: Text, other: Text) -> bool:
    """Tell whether two texts carry one quote: most of the shorter one stands in the longer one, in runs of words.

    A shared opening ("we will do everything we can to …") is not enough, since the words that matter differ.
    """
    short, long = sorted((one, other), key=lambda text: (len(text), text))
    if content(set(short) & set(long)) < max(SAYING, CONTENT * content(short)):
        return False
    have = {long[at : at + SIZE] for at in range(len(long) - SIZE + 1)}
    covered: set[int] = set()
    for at in range(len(short) - SIZE + 1):
        if short[at : at + SIZE] in have:
            covered.update(range(at, at + SIZE))
    if _enough(short, covered):
        return True
    if len(short) * len(long) > MOST:
        return False
    for block in SequenceMatcher(None, long, short, autojunk=False).get_matching_blocks():
        if block.size >= RUN:
            covered.update(range(block.b, block.b + block.size))
    return _enough(short, covered)


def _enough(short: Text, covered: set[int]) -> bool:
    shared = content(short[at] for at in covered)
    return shared >= max(SAYING, CONTENT * content(short)) and len(covered) >= ALL * len(short)


def _stock(group: Sequence[tuple[int, Told]], union: Union) -> None:
    """Join the tellings of one short text that come from one speaker in a few days, or credit one another's outlet."""
    by_speaker: dict[tuple[str, str], list[tuple[int, Told]]] = defaultdict(list)
    for at, one in group:
        if one.speaker:
            by_speaker[one.speaker, one.kind].append((at, one))
    for (_, kind), tellings in by_speaker.items():
        dated = sorted((day, at) for at, one in tellings if (day := _day(one.published)) is not None)
        if kind in ("person", "organisation"):
            for (before, at), (after, later) in pairwise(dated):
                if after - before <= DAYS:
                    union.join(at, later)
        outlets = {one.outlet: (at, _day(one.published)) for at, one in reversed(tellings)}
        for at, one in tellings:
            day = _day(one.published)
            for outlet in one.credits:
                behind, then = outlets.get(outlet, (at, day))
                if day is None or then is None or abs(day - then) <= DAYS:
                    union.join(at, behind)


def _day(iso: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return None


def cluster(told: Iterable[Told]) -> tuple[Cluster, ...]:
    """Return the clusters of two attributions or more, by key; the same whatever the order of `told`.

    Raises ValueError if two have one key.
    """
    ordered = sorted(told, key=lambda one: one.key)
    if len({one.key for one in ordered}) < len(ordered):
        raise ValueError("two attributions have one key")
    union = Union(len(ordered))
    same: dict[Text, list[int]] = defaultdict(list)
    for at, one in enumerate(ordered):
        same[words(one.text)].append(at)
    for text, group in same.items():
        if strong(text):
            for at in group[1:]:
                union.join(group[0], at)
        elif len(group) > 1 and text:
            _stock([(at, ordered[at]) for at in group], union)
    texts = sorted(text for text in same if strong(text))
    heads = [same[text][0] for text in texts]
    for left, right in pairs(texts):
        if union.find(heads[left]) != union.find(heads[right]) and same_quote(texts[left], texts[right]):
            union.join(heads[left], heads[right])
    sizes = {at: len(text) for text, group in same.items() for at in group}
    together: dict[int, list[int]] = defaultdict(list)
    for at in range(len(ordered)):
        together[union.find(at)].append(at)
    return tuple(
        Cluster(
            ordered[head].key,
            tuple(ordered[at].key for at in joined),
            ordered[_fullest(joined, ordered, sizes)].key,
            tuple(ordered[at].key for at in joined if ordered[at].translated),
        )
        for head, joined in sorted(together.items())
        if len(joined) > 1
    )


def _fullest(group: Sequence[int], ordered: Sequence[Told], sizes: dict[int, int]) -> int:
    """Choose the longest of those that are no translation; of equally long ones the earliest, then the first by key."""

    def rank(at: int) -> tuple[bool, int, str, int]:
        return ordered[at].translated, -sizes[at], ordered[at].published or "9999", at

    return min(group, key=rank)
