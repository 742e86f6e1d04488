"""Variants: attributions of different articles that carry one quote, joined into clusters.

Texts that are equal as words are one; the index proposes pairs of the others; a pair holds if most of what the shorter one
says stands in the longer one in runs of words, wherever they stand. Clusters are what hangs together (union-find).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from attrib.compare.alignment import STEPS, wording
from attrib.compare.blocks import Blocks, Steps
from attrib.compare.index import (
    CACHED,
    SAYING,
    SIZE,
    figures_differ,
    idle,
    is_shorter,
    lowered,
    named_words,
    needed,
    pairs,
    shingles,
    whole,
    words,
)
from attrib.compare.records import Cluster, Told
from attrib.compare.voices import Bond, Voice, bond, day, quoted, voice

LEAST = 6  # words of a quote that is known again whoever says it
ALL = 0.6  # share of all the shorter text's words that the longer one must have, in runs
MOST = 4_000_000  # words of one text times words of the other, up to which blocks are looked for
PLAIN = 0.5  # share of its content words that are no names that the longer one must have
RUN = 2  # words that must agree in a row to count
STOCK = 3  # words of a stock phrase: "the allegations" may be anybody's
LIKE = 3  # content words that are no names that both must have where nobody can tell if one source says both
MUCH = 6  # content words that both must have, in quote marks, where two sources are named,
MOSTLY = 0.8  # and share of the shorter one's words
PAIRS = 4096  # pairs of voices up to which two wordings are held together voice by voice
FULL = 0.8  # share of the longest telling's words from which on another one may be the fullest
DAYS = 7  # a stock phrase from one mouth is one quote within so many days

Text = tuple[str, ...]
Word = TypeVar("Word", str, int)


class Union:
    """Sets of numbers that can be joined; a set is named by its smallest member (Tarjan, 1975)."""

    __slots__ = ("_up",)

    def __init__(self) -> None:
        self._up: dict[int, int] = {}

    def find(self, at: int) -> int:
        """Return the smallest member of the set of `at`."""
        up = self._up
        while (above := up.get(at, at)) != at:
            up[at] = at = up.get(above, above)
        return at

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        one, other = sorted((self.find(one), self.find(other)))
        if one != other:
            self._up[other] = one


def content(text: Iterable[str]) -> int:
    """Count the different words that say something of their own."""
    return len(set(text) - idle())


def strong(text: Text) -> bool:
    """Tell whether a text says enough to be known again whoever says it: "We will appeal" does not."""
    return len(text) >= LEAST and content(lowered(text)) >= SAYING


def same_quote(one: Text, other: Text, voices: Bond = Bond.SAME, in_marks: bool = True) -> bool:
    """Tell whether two texts carry one quote: most of the shorter one stands in the longer one, in runs of words.

    The less is known of who says them, the more they must share: of two named sources, most words, and `in_marks`.

    Texts are words as `named_words` gives them. A shared opening ("we will do everything we can to …") is not enough,
    since the words that matter differ; nor is a name with its titles ("… Foreign Minister Edda Kranic"), since of the
    words that are no names half must be shared.
    """
    marked, fuller = (one, other) if is_shorter(one, other) else (other, one)
    short, said, plain, _ = _parts(marked)
    long, said_of_long, _, have = _parts(fuller)
    least = needed(len(said))
    if len(said & said_of_long) < least:
        return False
    share, alike = ALL, min(len(plain), RUN)
    if voices < Bond.SAME:
        alike = LIKE
        if figures_differ(short, long):
            return False
    if voices == Bond.APART:
        least, share = max(least, MUCH), MOSTLY
        if not in_marks:
            return False
    covered = {place for at, run in enumerate(shingles(short)) if run in have for place in range(at, at + SIZE)}

    def enough() -> bool:
        told = said.intersection(short[at] for at in covered)
        return (
            len(covered) >= share * len(short)
            and len(told) >= least
            and len(told & plain) >= max(alike, PLAIN * len(plain))
        )

    if len(said.intersection(short[at] for at in covered)) < whole(len(said)):
        return False
    if enough():
        return True
    if len(short) * len(long) > MOST:
        return False
    for block in Blocks(long, short, Steps(STEPS)).get_matching_blocks():
        if block.size >= RUN:
            covered.update(range(block.b, block.b + block.size))
    return enough()


def may_carry(some: frozenset[Word], others: frozenset[Word]) -> bool:
    """Tell whether two texts share as many words as one quote must, given those that say something, or their hashes.

    Of the pairs that an index proposes, one in twenty do.
    """
    return len(some & others) >= needed(min(len(some), len(others)))


def content_words(text: Iterable[str]) -> frozenset[str]:
    """Return the words of a text that say something of their own, in lower case."""
    return frozenset(lowered(text)) - idle()


@lru_cache(maxsize=CACHED)
def _parts(text: Text) -> tuple[Text, frozenset[str], frozenset[str], frozenset[Text]]:
    """Return a text's words, those that say something of their own, those of them that are no names, and its shingles."""
    plain = lowered(text)
    own = content_words(text)
    return plain, own, own - {word.lower() for word in text if word[0].isupper()}, frozenset(shingles(plain))


def carried(one: Text, other: Text, some: Sequence[Voice], others: Sequence[Voice]) -> bool:
    """Tell whether two wordings carry one quote, given the voices that say each: any two of them that fit will do."""
    if len(some) * len(others) > PAIRS:
        return same_quote(one, other)
    ways = {(bond(left, right), left.quoted and right.quoted) for left in some for right in others}
    best = max(ways)
    return same_quote(one, other, *best) or (
        best[0] == Bond.OPEN and (Bond.APART, True) in ways and same_quote(one, other, Bond.APART)
    )


def same_stock(one: Told, other: Told) -> bool:
    """Tell whether two tellings of one short text are of one statement: from one mouth, in a few days or by credit."""
    if len(words(one.text)) < STOCK or not one.speaker or (one.speaker, one.kind) != (other.speaker, other.kind):
        return False
    days = day(one.published), day(other.published)
    if days[0] is None or days[1] is None:
        near, known = True, False
    else:
        near, known = abs(days[0] - days[1]) <= DAYS, True
    credits = other.outlet in one.credits or one.outlet in other.credits
    return near and (credits or (known and one.kind in ("person", "organisation")))


def cluster(told: Iterable[Told]) -> tuple[Cluster, ...]:
    """Return the clusters of two attributions or more, by key; the same whatever the order of `told`.

    Raises ValueError if two have one key.
    """
    ordered = sorted(told, key=lambda one: one.key)
    if len({one.key for one in ordered}) < len(ordered):
        raise ValueError("two attributions have one key")
    union = Union()
    same: dict[Text, list[int]] = defaultdict(list)
    for at, one in enumerate(ordered):
        same[named_words(one.text)].append(at)
    for text, group in same.items():
        if strong(text):
            for at in group[1:]:
                union.join(group[0], at)
        elif len(group) > 1 and text:
            for left, right in combinations(group, 2):
                if same_stock(ordered[left], ordered[right]):
                    union.join(left, right)
    texts = sorted(text for text in same if strong(text))
    heads = [same[text][0] for text in texts]
    says = [content_words(text) for text in texts]
    for left, right in pairs(texts):
        if may_carry(says[left], says[right]) and union.find(heads[left]) != union.find(heads[right]):
            voices = ([voice(ordered[at]) for at in same[texts[side]]] for side in (left, right))
            if carried(texts[left], texts[right], *voices):
                union.join(heads[left], heads[right])
    together: dict[int, list[Told]] = defaultdict(list)
    for at, one in enumerate(ordered):
        together[union.find(at)].append(one)
    return tuple(as_cluster(joined) for _, joined in sorted(together.items()) if len(joined) > 1)


def as_cluster(members: Iterable[Told]) -> Cluster:
    """Return tellings that carry one quote as a cluster."""
    ordered = sorted(members, key=lambda one: one.key)
    translations = tuple(one.key for one in ordered if one.translated)
    return Cluster(ordered[0].key, tuple(one.key for one in ordered), _fullest(ordered).key, translations)


def _fullest(members: Sequence[Told]) -> Told:
    """Choose the longest of those that are no translation; of equally long ones the earliest, then the first by key.

    One that is nearly as long, and no mere stretch of it, goes before it where it came on an earlier day, or where more
    outlets print it: then words were put into the longest, and not left out of all others.
    """
    own = [one for one in members if not one.translated] or members
    longest = min(own, key=lambda one: (-_size(one), one.published or "9999", one.key))
    size = _size(longest)
    whole = f" {' '.join(wording(longest.text).words)} "
    full = [
        one
        for one in own
        if _size(one) >= FULL * size
        and (one is longest or (quoted(one.text) >= quoted(longest.text) and not wording(one.text).gaps))
    ]
    outlets: dict[Text, set[str]] = defaultdict(set)
    for one in full:
        outlets[wording(one.text).words].add(one.outlet)

    def rank(one: Told) -> tuple[bool, str, int, int, str]:
        told = wording(one.text).words
        stretch = told != wording(longest.text).words and f" {' '.join(told)} " in whole
        return stretch, (one.published or "9999")[:10], -len(outlets[told]), -len(told), one.key

    return min(full, key=rank)


def _size(one: Told) -> int:
    return len(wording(one.text).words)
