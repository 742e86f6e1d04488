"""Who takes a story from whom: roots, outlets that were there, outlets that relay, circles, and days.

A relay credits the outlet it took the words from, or nobody. In a circle each outlet credits the next, and the last the
first.
"""

from dataclasses import dataclass
from random import Random

from . import vocabulary as v

LOOPS = ("closed", "voiced", "returned")


@dataclass(frozen=True, slots=True)
class Root:
    """A first source. kind: person, document or anonymous; an anonymous one is told apart by the `outlet` it spoke to."""

    name: str
    kind: str
    role: str = ""
    outlet: str = ""

    @property
    def key(self) -> str:
        """What tells this root from another: the name, and for an unnamed source the outlet as well."""
        return f"{self.name} @ {self.outlet}" if self.kind in ("anonymous", "document") else self.name


@dataclass(frozen=True, slots=True)
class Step:
    """One outlet's carrying of a quote. `parent` indexes the steps; None where the outlet was there or is in a circle.

    `credit` is the outlet that it names, "" for none. `root` is the first source that it names, None where it names
    only the outlet ("…, the Lantern reported"). `copy` is True where the parent's article is printed whole. `day` counts
    from the story's first day; None where the article bears no date.
    """

    outlet: str
    parent: int | None
    credit: str
    root: Root | None
    copy: bool
    day: int | None


@dataclass(frozen=True, slots=True)
class Graph:
    """All steps of one story in the order they happened, its roots (their keys) and its circles of outlets."""

    steps: tuple[Step, ...]
    roots: frozenset[str]
    loops: tuple[tuple[str, ...], ...]
    loop_kind: str = ""


def root(chance: Random, outlet: str) -> Root:
    """Return a first source that an outlet has found."""
    draw = chance.random()
    if draw < 0.75:
        return Root(v.person(chance), "person", chance.choice(v.ROLES))
    if draw < 0.88:
        return Root(chance.choice(v.DOCUMENTS), "document", outlet=outlet)
    return Root(chance.choice(v.UNNAMED), "anonymous", outlet=outlet)


def _dated(day: int, chance: Random) -> int | None:
    return None if chance.random() < 0.1 else day


def graph(outlets: tuple[str, ...], chance: Random) -> Graph:
    """Return the way of one story through some of the outlets: one root (seven in ten), two or three; no circle."""
    carriers = chance.sample(outlets, chance.randrange(3, max(4, min(len(outlets), 16))))
    number_of = min(chance.choices((1, 2, 3), (7, 2, 1))[0], len(carriers) - 1)
    steps: list[Step] = []
    days: list[int] = []
    behind: list[Root] = []
    for at, outlet in enumerate(carriers):
        if at < number_of:
            first = root(chance, outlet)
            while first.key in {known.key for known in behind}:
                first = root(chance, outlet)
            days.append(chance.randrange(3))
            behind.append(first)
            steps.append(Step(outlet, None, "", first, False, _dated(days[-1], chance)))
            continue
        draw = chance.random()
        named = [known for known in behind[:number_of] if known.kind == "person"]
        if draw < 0.15 and named:
            # At the same press conference: a person who is named is one root, however many heard it.
            first = chance.choice(named)
            days.append(days[behind.index(first)])
            behind.append(first)
            steps.append(Step(outlet, None, "", first, False, _dated(days[-1], chance)))
            continue
        parent = chance.randrange(at)
        first = behind[parent]
        days.append(days[parent] + chance.choice((0, 0, 1, 1, 2)))
        behind.append(first)
        # Who takes over the words of an unnamed source and credits nobody could not be told from one who met it.
        silent = first.kind == "person" and chance.random() < 0.12
        # "…, the Lantern reported" says nothing of who spoke; what is behind it stands in the Lantern's article.
        voiceless = not silent and chance.random() < 0.25
        copy = not silent and not voiceless and chance.random() < 0.2
        credit = "" if silent else carriers[parent]
        steps.append(Step(outlet, parent, credit, None if voiceless else first, copy, _dated(days[-1], chance)))
    return Graph(tuple(steps), frozenset(one.key for one in behind), ())


def circle(outlets: tuple[str, ...], chance: Random, length: int, kind: str) -> Graph:
    """Return a story that goes round: `length` outlets, each crediting the next, and up to three outlets behind them.

    closed: nobody says who spoke, so there is no root. voiced: all name the person, and none says it was there.
    returned: the first outlet had it from the person, and later carries it again, crediting the last of those it fed.
    """
    members = chance.sample(outlets, min(len(outlets), length + chance.randrange(4)))
    ring, tail = members[:length], members[length:]
    first = Root(v.person(chance), "person", chance.choice(v.ROLES))
    named = None if kind == "closed" else first
    steps: list[Step] = []
    if kind == "returned":
        steps.append(Step(ring[0], None, "", first, False, 0))
        for at in range(1, length):
            steps.append(Step(ring[at], at - 1, ring[at - 1], first, False, at))
        steps.append(Step(ring[0], length - 1, ring[-1], None, False, length))
    else:
        # All on one day or without a date: nobody can tell who began. The words come round to the first unchanged.
        for at in range(length):
            day = _dated(0, chance)
            parent = at - 1 if at else None
            steps.append(Step(ring[at], parent, ring[at - 1], named, False, day))
    for outlet in tail:
        parent = chance.randrange(length)
        steps.append(Step(outlet, parent, ring[parent], named, False, _dated(length + 1, chance)))
    roots = frozenset() if kind == "closed" else frozenset({first.key})
    return Graph(tuple(steps), roots, (turned(tuple(ring)),), kind)


def turned(ring: tuple[str, ...]) -> tuple[str, ...]:
    """Return a circle beginning with the outlet that comes first by name, so that two tellings of it are equal."""
    at = ring.index(min(ring))
    return (*ring[at:], *ring[:at])
