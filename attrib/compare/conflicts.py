"""Figures on one subject that cannot all be right, in articles of one story. Sums count: 407 and 44 against 452.

Figures meet in buckets of one subject (what is counted, its kind, what happened to it) sorted by day, and there only those
few days apart whose surroundings share names and words: near neighbours of a sorted list, never all pairs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from attrib import lexicon
from attrib.compare.claims import Claim
from attrib.compare.clusters import Union
from attrib.compare.drift import TOLD
from attrib.compare.figures import Figure, figures
from attrib.compare.surroundings import Place, Seen, seen

DAYS = 3  # apart at most
NEAR = 40  # earlier figures of a bucket that each one is held against
SHARED = 3  # words that the sentences of two figures must share besides the subject
TOPIC = 2  # or that the headlines of their articles must share
BOTH = 4  # or that sentence and headline of the one share with those of the other
COMMON = 60  # a word in more surroundings than this, and in more than a twentieth of them, shows no story
TIMES = 20  # a figure so many times another is of something else
_VAGUE = "half double twice hundred hundreds thousands millions billions dozens".split()


@dataclass(frozen=True, slots=True)
class Side:
    """Figures that agree, or that add up, with what they come to. Each is (claim, start)."""

    figures: tuple[tuple[str, int], ...]
    told: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures on one subject that cannot all be right; kind "update" where later articles say that it rose or fell."""

    kind: str
    subject: str
    unit: str
    sides: tuple[Side, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of all claims, each once, and the conflicts among them."""

    figures: tuple[Figure, ...]
    conflicts: tuple[Conflict, ...]


def count(claims: Iterable[Claim]) -> Counts:
    """Return the figures of claims and what conflicts among them; the same whatever the order of the claims."""
    found: list[Figure] = []
    buckets: dict[str, list[Seen]] = defaultdict(list)
    for claim, own in once(claims):
        found += own
        for subject, one in comparable(claim, own):
            buckets[subject].append(one)
    everything = [one for group in buckets.values() for one in group]
    common = common_stems(Counter(stem for one in everything for stem in one.stems), len(everything))
    return Counts(tuple(found), ordered_conflicts(buckets.values(), common))


def comparable(claim: Claim, own: Sequence[Figure]) -> Iterator[tuple[str, Seen]]:
    """Yield those of a claim's figures that can be compared, in their surroundings, each with its subject."""
    if own and claim.relation != "belief":
        yield from seen(claim, own)


def ordered_conflicts(groups: Iterable[Sequence[Seen]], common: frozenset[str]) -> tuple[Conflict, ...]:
    """Return the conflicts within groups of figures, each group of one subject; sorted. `common` says nothing of a story."""
    found = [one for group in groups for one in _bucket(group, common)]
    return tuple(sorted(found, key=lambda one: tuple(side.figures for side in one.sides)))


def common_stems(counts: Mapping[str, int], total: int) -> frozenset[str]:
    """Return the beginnings of words that show no story, of how many figures' surroundings have each, and of how many."""
    return frozenset(stem for stem, times in counts.items() if times > max(COMMON, total / 20))


def once(claims: Iterable[Claim]) -> Iterator[tuple[Claim, tuple[Figure, ...]]]:
    """Yield each claim with its figures, one that stands in several contents with the shortest of them.

    All claims of an article are to be given together.
    """
    ordered = sorted(claims, key=lambda one: (one.article, one.place, one.key))
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        # What is judged ("slammed the 12 raids") and what only names an act of speech gives no figure of its source's.
        if claim.stance != "evaluative" and claim.relation in TOLD and _counting().search(claim.content.lower()):
            by_article[claim.article].append(claim)
    for group in by_article.values():
        taken: set[int] = set()
        for claim in sorted(group, key=lambda one: (len(one.content), one.place, one.key)):
            own = []
            for figure in figures(claim):
                at = claim.offset(figure.start)
                if at < 0 or at not in taken:
                    own.append(figure)
                    taken.add(at)
            yield claim, tuple(own)


@cache
def _counting() -> re.Pattern[str]:
    # Lower case is looked at: to look for both cases takes three times as long. "Hundreds", "half" and "twice" alone make no figure.
    forms = sorted(lexicon.words("touches", "form", "touch", "number") - set(_VAGUE))
    return re.compile(rf"\d|\b(?:{'|'.join(forms)})\b")


def _meet(one: frozenset[Place], other: frozenset[Place]) -> bool:
    """Tell whether two texts can be of one place: they share one, or one names the country of the other's."""
    if not one or not other or one & other:
        return True
    wide = {code for code, name in one if not name} & {code for code, _ in other}
    return bool(wide or {code for code, name in other if not name} & {code for code, _ in one})


def _bucket(group: Sequence[Seen], common: frozenset[str]) -> Iterator[Conflict]:
    """Yield the conflicts of one subject: its figures joined by story, each story's figures told apart by side."""
    if len(group) < 2:
        return
    known = sorted((one for one in group if one.day is not None), key=_rank)
    unknown = sorted((one for one in group if one.day is None), key=_rank)
    for ordered in (known, unknown):
        union = Union()
        for at, one in enumerate(ordered):
            for before in range(at - 1, max(-1, at - 1 - NEAR), -1):
                other = ordered[before]
                if (one.day or 0) - (other.day or 0) > DAYS:
                    break
                if union.find(at) != union.find(before) and _one_story(one, other, common):
                    union.join(at, before)
        together: dict[int, list[Seen]] = defaultdict(list)
        for at, one in enumerate(ordered):
            together[union.find(at)].append(one)
        for _, story in sorted(together.items()):
            found = _conflict(story)
            if found is not None:
                yield found


def _rank(one: Seen) -> tuple[int, str, int, str, int, tuple[tuple[str, int], ...]]:
    return one.day or 0, one.article, one.place, one.claim, len(one.figures), one.figures


def _one_story(one: Seen, other: Seen, common: frozenset[str]) -> bool:
    """Tell whether two figures of one subject are told of one matter."""
    if not _meet(one.places, other.places):
        return False
    if one.periods != other.periods:
        return False
    if one.article == other.article and one.mouth == other.mouth:
        return False
    # Two totals of the same kinds need one event; a sum says with its parts what it counts.
    if len(one.figures) == len(other.figures) == 1 and one.event != other.event:
        return False
    small, large = sorted((one.value, other.value))
    if large > TIMES * max(small, 1):
        return False
    # Two sentences of one article share its matter anyway: only their own words can show that they count the same.
    told = len((one.context & other.context) - common)
    if one.article == other.article:
        return told >= SHARED
    topic = len((one.topic & other.topic) - common)
    both = ((one.context | one.topic) & (other.context | other.topic)) - common
    return topic >= TOPIC or told > SHARED or (topic > 0 and len(both) >= BOTH)


def _conflict(story: Sequence[Seen]) -> Conflict | None:
    """Return the sides of a story's figures where no one number fits all of them; None where one does."""
    if len(story) < 2:
        return None
    # The fewest numbers that stab all intervals, from the left (interval stabbing): each is a side.
    sides: list[list[Seen]] = []
    edge = float("-inf")
    for one in sorted(story, key=lambda seen: (seen.greatest, seen.least, _rank(seen))):
        if one.least > edge:
            edge = one.greatest
            sides.append([])
        sides[-1].append(one)
    if len(sides) < 2:
        return None
    # What each one says of it again is one telling: two sides need two articles or two sources.
    if len({(one.article, one.mouth) for side in sides for one in side}) < 2:
        return None
    kind = _kind(sides)
    subject = story[0].subject
    shown = tuple(
        Side(tuple(sorted(figure for one in side for figure in one.figures)), side[0].shown) for side in sides
    )
    reason = " against ".join(side.told for side in shown)
    if kind == "update":
        reason += "; the later text says that it changed"
    elif _grows(sides):
        reason += "; the later article has the greater number, which may be an update"
    return Conflict(kind, subject, story[0].unit, shown, reason)


def _days(side: Sequence[Seen]) -> tuple[int, int] | None:
    known = [one.day for one in side if one.day is not None]
    return (min(known), max(known)) if known else None


def _grows(sides: Sequence[Sequence[Seen]]) -> bool:
    told = [_days(side) for side in sides]
    return all(one and other and one[1] < other[0] for one, other in pairwise(told))


def _kind(sides: Sequence[Sequence[Seen]]) -> str:
    """Return "update" where every later side says of itself that the number changed."""
    dated = sorted((found[0], at) for at, side in enumerate(sides) if (found := _days(side)))
    if len(dated) < len(sides) or dated[0][0] == dated[-1][0]:
        return "conflict"
    later = [sides[at] for first, at in dated if first > dated[0][0]]
    return "update" if all(any(one.rises for one in side) for side in later) else "conflict"
