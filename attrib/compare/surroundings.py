"""A figure with its surroundings: all by which it is told whether two figures are of one matter. It can be written down."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from attrib import lexicon
from attrib.compare.claims import Claim, day
from attrib.compare.counted import coloured
from attrib.compare.figures import PERIOD, Figure
from attrib.compare.index import CACHED, idle, words

STEM = 6
LONG = 300  # characters of a content from which on only the sentence of a figure is looked at, as far as it reaches
# A country by its code and no name, or a place in it.
Place = tuple[str, str]
_STOP = re.compile(r"[.!?…]['\"”’]?\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure, or the sum of some, with its surroundings.

    `figures` are (claim, start); `shown` is how a reason tells them. `article`, `place` and `claim` say where it stands,
    `mouth` who says it; `least` and `greatest` bound what the words allow. The rest are beginnings of words around it.
    """

    figures: tuple[tuple[str, int], ...]
    subject: str
    unit: str
    event: str
    shown: str
    article: str
    place: int
    claim: str
    mouth: str
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
    def stems(self) -> frozenset[str]:
        """The beginnings of words of its sentence and of its article's headline."""
        return self.context | self.topic

    def written(self) -> str:
        """Return it as a line of JSON, for `read`."""
        told = [(name, getattr(self, name)) for name in self.__slots__]
        return json.dumps([sorted(value) if name in _SETS else value for name, value in told], ensure_ascii=False)

    @classmethod
    def read(cls, line: str) -> "Seen":
        """Return what `written` has written down."""
        told = dict(zip(cls.__slots__, json.loads(line), strict=True))
        told |= {name: frozenset(told[name]) for name in _SETS[1:]}
        told["figures"] = tuple((claim, start) for claim, start in told["figures"])
        told["places"] = frozenset((code, name) for code, name in told["places"])
        return cls(**told)


_SETS = ("places", "context", "topic", "periods")


def seen(claim: Claim, own: Sequence[Figure]) -> Iterator[tuple[str, Seen]]:
    """Yield a claim's figures that can be compared, with their subject; those told in one breath as a sum as well.

    Only figures of one subject can conflict.
    """
    topic = _context(claim.topic)
    around: dict[str, Seen] = {}
    groups: dict[int, list[Figure]] = defaultdict(list)
    for one in own:
        groups[one.group].append(one)
        if one.partial or not one.head or (one.unit not in ("", "percent") and not one.modifiers):
            continue
        text = _around(claim, one)
        if text not in around:
            around[text] = _bare(claim, text, topic)
        if one.parts:
            subject = _sum(one.parts, one.open)
        elif one.event or one.modifiers:
            subject = " ".join((one.head, *sorted(one.modifiers), "|", one.event, one.unit, "?" * one.open))
        else:
            continue
        yield subject, _of(around[text], (one,), _stems((one.head, one.event, *one.modifiers)))
    for group in groups.values():
        heads = frozenset(one.head for one in group)
        if len(heads) == len(group) > 1 and not any(one.partial or one.unit or one.parts for one in group):
            yield _sum(heads, group[0].open), _of(around[_around(claim, group[0])], group)


def _sum(parts: Iterable[str], is_open: bool) -> str:
    return " + ".join((*sorted(parts), "?" * is_open))


def _bare(claim: Claim, text: str, topic: frozenset[str]) -> Seen:
    """Return the surroundings that a claim's text gives to a figure, without one."""
    mouth = claim.speaker or claim.source.casefold()
    return Seen(
        (), "", "", "", "", claim.article, claim.place, claim.key, mouth, day(claim.published),
        _places(text), _context(text), topic, _periods(text), 0, 0, 0, False,
    )  # fmt: skip


def _of(bare: Seen, told: Sequence[Figure], own: frozenset[str] = frozenset()) -> Seen:
    """Return some figures, which add up, in their surroundings, without the beginnings of their `own` words."""
    value = sum(one.value for one in told)
    parts = " and ".join(f"{one.qualifier} {one.text} {one.subject}".strip() for one in told)
    return replace(
        bare,
        figures=tuple((one.claim, one.start) for one in told),
        context=bare.context - own,
        subject=" and ".join(one.subject for one in told),
        unit=told[0].unit,
        event=told[0].event,
        shown=f"“{parts}”" + (f" (together {value:g})" if len(told) > 1 else ""),
        least=sum(one.least for one in told),
        greatest=sum(one.greatest for one in told),
        value=value,
        rises=any(one.rises for one in told),
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


@lru_cache(maxsize=CACHED)
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


def _periods(text: str) -> frozenset[str]:
    return frozenset(found[0].casefold() for found in PERIOD.finditer(text))


def _stems(text: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:STEM] for word in text)


@lru_cache(maxsize=CACHED)
def _context(text: str) -> frozenset[str]:
    """Return the beginnings of a text's words that say something; a people counts as its country."""
    known = _place_names()
    return _stems(
        known[word][0].casefold() if word in known and not known[word][1] else word
        for word in words(text)
        if word not in idle() and not word[0].isdigit() and not coloured(word) and len(word) > 2
    )
