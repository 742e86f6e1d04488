"""Figures on one subject that cannot all be right, in articles of one story. Sums count: 407 and 44 against 452.

Figures meet in buckets of one subject (what is counted, its kind, what happened to it) sorted by day, and there only those
few days apart whose surroundings share names and words: near neighbours of a sorted list, never all pairs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from attrib import lexicon
from attrib.compare.claims import Claim, day
from attrib.compare.clusters import Union
from attrib.compare.counted import coloured
from attrib.compare.drift import TOLD
from attrib.compare.figures import PERIOD, Figure, figures
from attrib.compare.index import idle, words

DAYS = 3  # apart at most
NEAR = 40  # earlier figures of a bucket that each one is held against
SHARED = 3  # words that the sentences of two figures must share besides the subject
TOPIC = 2  # or that the headlines of their articles must share
BOTH = 4  # or that sentence and headline of the one share with those of the other
COMMON = 60  # a word in more surroundings than this, and in more than a twentieth of them, shows no story
STEM = 6
LONG = 300  # characters of a content from which on only the sentence of a figure is looked at, as far as it reaches
TIMES = 20  # a figure so many times another is of something else
# A country by its code and no name, or a place in it.
Place = tuple[str, str]
_STOP = re.compile(r"[.!?…]['\"”’]?\s")
_VAGUE = "half double twice hundred hundreds thousands millions billions dozens".split()
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


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
class _Seen:
    """A figure, or the sum of some, with its surroundings."""

    figures: tuple[Figure, ...]
    claim: Claim
    day: int | None
    places: frozenset[Place]
    context: frozenset[str]
    topic: frozenset[str]
    periods: frozenset[str]
    least: float
    greatest: float
    value: float
    rises: bool

    @property
    def mouth(self) -> str:
        return self.claim.speaker or self.claim.source.casefold()


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of all claims, each once, and the conflicts among them."""

    figures: tuple[Figure, ...]
    conflicts: tuple[Conflict, ...]


def count(claims: Iterable[Claim]) -> Counts:
    """Return the figures of claims and what conflicts among them; the same whatever the order of the claims."""
    ordered = sorted(claims, key=lambda one: (one.article, one.place, one.key))
    found: list[Figure] = []
    buckets: dict[tuple[object, ...], list[_Seen]] = defaultdict(list)
    for claim, own in _once(ordered):
        found += own
        if own and claim.relation != "belief":
            for key, seen in _seen(claim, own):
                buckets[key].append(seen)
    common = _common(seen for group in buckets.values() for seen in group)
    conflicts = [one for key in sorted(buckets, key=repr) for one in _bucket(buckets[key], common)]
    conflicts.sort(key=lambda one: tuple(side.figures for side in one.sides))
    return Counts(tuple(found), tuple(conflicts))


def _once(ordered: Sequence[Claim]) -> Iterator[tuple[Claim, tuple[Figure, ...]]]:
    """Yield each claim with its figures, one that stands in several contents with the shortest of them."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        # What is judged ("slammed the 12 raids") and what only names an act of speech gives no figure of its source's.
        if claim.stance != "evaluative" and claim.relation in TOLD and _counting().search(claim.content):
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
    # "Hundreds", "half" and "twice" alone make no figure.
    forms = sorted(lexicon.words("touches", "form", "touch", "number") - set(_VAGUE))
    return re.compile(rf"\d|\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def _seen(claim: Claim, own: Sequence[Figure]) -> Iterator[tuple[tuple[object, ...], _Seen]]:
    """Yield figures that can be compared, with the key of their subject; those told in one breath as a sum as well."""
    topic = _context(claim.topic)
    around: dict[str, _Seen] = {}
    groups: dict[int, list[Figure]] = defaultdict(list)
    for one in own:
        groups[one.group].append(one)
        if one.partial or not one.head or (one.unit not in ("", "percent") and not one.modifiers):
            continue
        text = _around(claim, one)
        if text not in around:
            around[text] = _Seen(
                (), claim, day(claim.published), _places(text), _context(text), topic, _periods(text), 0, 0, 0, False
            )
        bare = around[text]
        seen = replace(
            bare,
            figures=(one,),
            context=bare.context - _stems((one.head, one.event, *one.modifiers)),
            least=one.least,
            greatest=one.greatest,
            value=one.value,
            rises=one.rises,
        )
        if one.parts:
            yield ("parts", one.parts, one.open), seen
        elif one.event or one.modifiers:
            yield (one.head, one.modifiers, one.event, one.unit, one.open), seen
    for told in groups.values():
        heads = frozenset(one.head for one in told)
        if len(heads) == len(told) > 1 and not any(one.partial or one.unit or one.parts for one in told):
            yield (
                ("parts", heads, told[0].open),
                replace(
                    around[_around(claim, told[0])],
                    figures=tuple(told),
                    least=sum(one.least for one in told),
                    greatest=sum(one.greatest for one in told),
                    value=sum(one.value for one in told),
                    rises=any(one.rises for one in told),
                ),
            )


def _around(claim: Claim, figure: Figure) -> str:
    """Return the sentence of a content that a figure stands in, with what the article says around it there."""
    if len(claim.content) <= LONG:
        return f"{claim.sentence[: 2 * LONG]} {claim.content}"
    first = max(figure.start - LONG, 0)
    last = figure.end + LONG
    stops = [found.end() + first for found in _STOP.finditer(claim.content[first:last])]
    first = max((stop for stop in stops if stop <= figure.start), default=first)
    last = min((stop for stop in stops if stop >= figure.end), default=last)
    sentence = claim.content[first:last]
    return f"{claim.sentence[: 2 * LONG]} {sentence}" if sentence in claim.sentence[: 4 * LONG] else sentence


@cache
def _place_names() -> Mapping[str, Place]:
    known: dict[str, Place] = {}
    for row in lexicon.table("places"):
        country = row["kind"] in ("country", "metonym")
        place = row["country"] or row["form"], "" if country else row["form"]
        for form in (row["form"], *row["demonym"].split("|")):
            if form:
                known.setdefault(form.casefold(), place)
    return known


def _places(text: str) -> frozenset[Place]:
    """Return the places that a text names, a people and a capital by their country."""
    told = [found[0] for found in _WORD.finditer(text)]
    known = _place_names()
    out = set()
    for at, word in enumerate(told):
        if word[0].isupper():
            for size in (3, 2, 1):
                name = known.get(" ".join(told[at : at + size]).casefold().removesuffix("'s").removesuffix("’s"))
                if name:
                    out.add(name)
                    break
    return frozenset(out)


def _meet(one: frozenset[Place], other: frozenset[Place]) -> bool:
    """Tell whether two texts can be of one place: they share one, or one names the country of the other's."""
    if not one or not other or one & other:
        return True
    wide = {code for code, name in one if not name} & {code for code, _ in other}
    return bool(wide or {code for code, name in other if not name} & {code for code, _ in one})


def _periods(text: str) -> frozenset[str]:
    return frozenset(found[0].casefold() for found in PERIOD.finditer(text))


def _stems(text: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:STEM] for word in text)


def _context(text: str) -> frozenset[str]:
    """Return the beginnings of a text's words that say something; a people counts as its country."""
    known = _place_names()
    return _stems(
        known[word][0].casefold() if word in known and not known[word][1] else word
        for word in words(text)
        if word not in idle() and not word[0].isdigit() and not coloured(word) and len(word) > 2
    )


def _common(seen: Iterable[_Seen]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    total = 0
    for one in seen:
        counts.update(one.context | one.topic)
        total += 1
    return frozenset(stem for stem, times in counts.items() if times > max(COMMON, total / 20))


def _bucket(group: Sequence[_Seen], common: frozenset[str]) -> Iterator[Conflict]:
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
        together: dict[int, list[_Seen]] = defaultdict(list)
        for at, one in enumerate(ordered):
            together[union.find(at)].append(one)
        for _, story in sorted(together.items()):
            found = _conflict(story)
            if found is not None:
                yield found


def _rank(one: _Seen) -> tuple[int, str, int, str]:
    return one.day or 0, one.claim.article, one.claim.place, one.claim.key


def _one_story(one: _Seen, other: _Seen, common: frozenset[str]) -> bool:
    """Tell whether two figures of one subject are told of one matter."""
    if not _meet(one.places, other.places):
        return False
    if one.periods != other.periods:
        return False
    if one.claim.article == other.claim.article and one.mouth == other.mouth:
        return False
    # Two totals of the same kinds need one event; a sum says with its parts what it counts.
    if len(one.figures) == len(other.figures) == 1 and one.figures[0].event != other.figures[0].event:
        return False
    small, large = sorted((one.value, other.value))
    if large > TIMES * max(small, 1):
        return False
    # Two sentences of one article share its matter anyway: only their own words can show that they count the same.
    told = len((one.context & other.context) - common)
    if one.claim.article == other.claim.article:
        return told >= SHARED
    topic = len((one.topic & other.topic) - common)
    both = ((one.context | one.topic) & (other.context | other.topic)) - common
    return topic >= TOPIC or told > SHARED or (topic > 0 and len(both) >= BOTH)


def _conflict(story: Sequence[_Seen]) -> Conflict | None:
    """Return the sides of a story's figures where no one number fits all of them; None where one does."""
    if len(story) < 2:
        return None
    # The fewest numbers that stab all intervals, from the left (interval stabbing): each is a side.
    sides: list[list[_Seen]] = []
    edge = float("-inf")
    for one in sorted(story, key=lambda seen: (seen.greatest, seen.least, _rank(seen))):
        if one.least > edge:
            edge = one.greatest
            sides.append([])
        sides[-1].append(one)
    if len(sides) < 2:
        return None
    # What each one says of it again is one telling: two sides need two articles or two sources.
    if len({(one.claim.article, one.mouth) for side in sides for one in side}) < 2:
        return None
    kind = _kind(sides)
    first = story[0].figures
    subject = " and ".join(one.subject for one in first)
    shown = tuple(
        Side(tuple(sorted((one.claim, one.start) for seen in side for one in seen.figures)), _told(side[0]))
        for side in sides
    )
    reason = " against ".join(side.told for side in shown)
    if kind == "update":
        reason += "; the later text says that it changed"
    elif _grows(sides):
        reason += "; the later article has the greater number, which may be an update"
    return Conflict(kind, subject, first[0].unit, shown, reason)


def _told(seen: _Seen) -> str:
    parts = " and ".join(f"{one.qualifier} {one.text} {one.subject}".strip() for one in seen.figures)
    return f"“{parts}”" + (f" (together {seen.value:g})" if len(seen.figures) > 1 else "")


def _days(side: Sequence[_Seen]) -> tuple[int, int] | None:
    known = [one.day for one in side if one.day is not None]
    return (min(known), max(known)) if known else None


def _grows(sides: Sequence[Sequence[_Seen]]) -> bool:
    told = [_days(side) for side in sides]
    return all(one and other and one[1] < other[0] for one, other in pairwise(told))


def _kind(sides: Sequence[Sequence[_Seen]]) -> str:
    """Return "update" where every later side says of itself that the number changed."""
    dated = sorted((found[0], at) for at, side in enumerate(sides) if (found := _days(side)))
    if len(dated) < len(sides) or dated[0][0] == dated[-1][0]:
        return "conflict"
    later = [sides[at] for first, at in dated if first > dated[0][0]]
    return "update" if all(any(one.rises for one in side) for side in later) else "conflict"
