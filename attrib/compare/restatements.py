"""One statement of a named speaker that another article tells in other words: “We will not raise the levy”, no rise of the levy.

Narrow on purpose: one speaker by name, within a few days, and most words of the terser telling, whatever their forms.
Whether two tellings are one depends on the two alone. Which pairs are looked at is decided by the rarest words of the terser
one, and misses none (prefix filtering, as in index.py), so that a speaker of many words is not held against all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from attrib import lexicon
from attrib.compare.clusters import Union
from attrib.compare.index import CACHED, idle, needed
from attrib.compare.stems import stem

DAYS = 2  # days within which outlets tell one statement: what is said again later is another
OWN = 3  # words that are no names which both must have,
PLAIN = 0.5  # and their share of the terser one's
ALIKE = 0.2  # share of the words of either that both have: a whole speech tells of everything
KINDS = frozenset(("person", "organisation"))
TURNED = ("denial", "refusal", "no_response")  # relations whose contents are what was not said


class Saying(NamedTuple):
    """A telling of a named speaker. `words` are as `named_words` gives them, with spaces between; `day` is a day's number.

    `direct` says that all of it stands in quote marks, `turned` that it is told as denied or refused.
    """

    id: int
    article: int
    speaker: str
    kind: str
    day: int
    words: str
    direct: bool
    turned: bool


class _Matter(NamedTuple):
    """The bases of what a telling says, those that stand in no names, its figures, and if it is negated."""

    stems: frozenset[str]
    plain: frozenset[str]
    figures: frozenset[str]
    negated: bool


def name_key(speaker: str, kind: str) -> str | None:
    """Return what the names of one speaker have in common: a person's family name, an organisation's whole name.

    None for what is no name ("police"): any town has its own.
    """
    if kind not in KINDS or speaker.islower():
        return None
    name = _name(speaker)
    return None if not name else name[-1] if kind == "person" else " ".join(name).removeprefix("the ")


@lru_cache(maxsize=CACHED)
def _name(speaker: str) -> tuple[str, ...]:
    """Return the words of a name, in lower case. Names are many, and are not to take the place of texts in `words`."""
    return tuple(speaker.lower().replace("-", " ").replace(".", " ").split())


def one_name(one: str, other: str) -> bool:
    """Tell whether two names of one key are a person's: "Kranic" is "Edda Kranic", "Ivo Kranic" is another."""
    left, right = _name(one), _name(other)
    few = min(len(left), len(right))
    return left[-few:] == right[-few:] and (few == 1 or len(left) == len(right))


def restated(one: Saying, other: Saying) -> bool:
    """Tell whether two tellings of different articles tell one statement of one speaker, each in its words.

    Two quotations are two statements, for what both print the index of runs of words finds; so are what is negated and
    what is not, and two figures.
    """
    if one.article == other.article or (one.direct and other.direct) or one.turned != other.turned:
        return False
    if abs(one.day - other.day) > DAYS or one.kind != other.kind:
        return False
    left, right = _matter(one.words, one.speaker), _matter(other.words, other.speaker)
    shared = len(left.stems & right.stems)
    if shared < needed(min(len(left.stems), len(right.stems))) or left.negated != right.negated:
        return False
    if shared < ALIKE * len(left.stems | right.stems):
        return False
    if one.speaker != other.speaker and one.kind == "person" and not one_name(one.speaker, other.speaker):
        return False
    own = len(left.plain & right.plain)
    if own < max(OWN, PLAIN * min(len(left.plain), len(right.plain))):
        return False
    return not (left.figures - right.figures and right.figures - left.figures)


def restatements(sayings: Iterable[Saying], due: Collection[int]) -> list[tuple[int, int]]:
    """Return what links those of some tellings that are one statement, one of each pair being `due`.

    What hangs together already is not looked at again, so that the links make a forest. For N tellings of a speaker in a
    few days the cost is N times how many of them share two of the rarer words of one.
    """
    links: list[tuple[int, int]] = []
    by_name: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    for one in sorted(sayings):
        key = name_key(one.speaker, one.kind)
        if key:
            by_name[key, one.kind].append(one)
    for own in by_name.values():
        # Where all is quoted, or one article has it all, nothing can be told in other words.
        if all(one.direct for one in own) or all(one.article == own[0].article for one in own):
            continue
        union = Union()
        for one, other in _proposed(own, due):
            if union.find(one.id) != union.find(other.id) and restated(one, other):
                union.join(one.id, other.id)
                links.append((one.id, other.id))
    return links


def _proposed(sayings: Sequence[Saying], due: Collection[int]) -> Iterator[tuple[Saying, Saying]]:
    """Yield the pairs of tellings of one name, one of them due, that may share enough; each once."""
    by_id = {one.id: one for one in sayings}
    blocks: dict[int, dict[int, frozenset[str]]] = defaultdict(dict)
    for one in sayings:
        # Two within DAYS days stand in one block or in neighbours.
        blocks[one.day // (DAYS + 1)][one.id] = _matter(one.words, one.speaker).stems
    holding = {block: _Block(own) for block, own in blocks.items()}
    for block, tellings in blocks.items():
        around = [holding[near] for near in (block - 1, block, block + 1) if near in holding]
        for id_, own in tellings.items():
            if id_ in due:
                met = {other for near in around for other in near.met(own)}
                yield from ((by_id[id_], by_id[other]) for other in sorted(met) if other > id_ or other not in due)


class _Block:
    """The tellings of one name in a few days, found by what they say."""

    def __init__(self, told: Mapping[int, frozenset[str]]) -> None:
        self._held: dict[str, list[int]] = defaultdict(list)
        # By those words of each by which it looks for fuller ones.
        self._asking: dict[str, list[int]] = defaultdict(list)
        for id_, own in told.items():
            for word in own:
                self._held[word].append(id_)
        for id_, own in told.items():
            for word in self._rarest(own):
                self._asking[word].append(id_)

    def met(self, own: Collection[str]) -> set[int]:
        """Return the tellings that share two of the rarer words of the terser of the two."""
        found: set[int] = set()
        for holding, asked in ((self._held, self._rarest(own)), (self._asking, own)):
            hits = Counter(chain.from_iterable(holding[word] for word in asked if word in holding))
            found.update(other for other, number in hits.items() if number > 1)
        return found

    def _rarest(self, own: Collection[str]) -> list[str]:
        """Return so many of a telling's words that two of any `needed` of them are there."""
        spare = len(own) - needed(len(own)) + 2
        return sorted(own, key=lambda word: len(self._held.get(word, ())))[: max(0, spare)]


@cache
def _negations() -> frozenset[str]:
    return lexicon.words("touches", "form", "touch", "negation")


@cache
def _numbers() -> frozenset[str]:
    return lexicon.words("touches", "form", "touch", "number")


@lru_cache(maxsize=CACHED)
def _matter(told: str, speaker: str) -> _Matter:
    """Return what a telling says, without the name of who says it."""
    printed = told.split()
    plain = [word.lower() for word in printed]
    own = {stem(word) for word in _name(speaker)}
    stems = frozenset(stem(word) for word in plain if word not in idle()) - own
    names = {stem(word.lower()) for word in printed if word[0].isupper()}
    figures = frozenset(word for word in plain if word[0].isdigit() or word in _numbers())
    # "9th" and "U.S." leave letters behind.
    says = frozenset(word for word in stems - names if len(word) > 2 and word not in figures)
    return _Matter(stems, says, figures, not _negations().isdisjoint(plain))
