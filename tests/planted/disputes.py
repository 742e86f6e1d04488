"""Planted disputes: stances that drift, figures that conflict, speakers who contradict themselves, texts that change.

Each comes with its truth and with near misses. Knows nothing of who looks for them: all are plain values.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from . import vocabulary as v

FIRST_DAY = datetime.date(2031, 3, 1)
# Cues by what they make of a content, and the stance that a table of cues gives them.
NEUTRAL = ("said", "told reporters", "stated", "wrote", "announced", "explained", "noted", "added")
ADMITTING = ("admitted", "acknowledged", "conceded", "confessed")
CONFIRMING = ("confirmed", "verified")
DOUBTING = ("claimed", "alleged")
STANCES = {
    **dict.fromkeys((*ADMITTING, *CONFIRMING, "explained"), "factive"),
    **dict.fromkeys(DOUBTING, "distancing"),
    "denied": "denial",
    "announced": "factive",
}
EVENTS = (
    ("killed", "died", "deaths"), ("injured", "were hurt", "injuries"), ("arrested", "were detained", "arrests"),
    ("evacuated", "were evacuated", ""), ("rescued", "were rescued", ""), ("displaced", "were displaced", ""),
)  # fmt: skip
MACHINES = ("drones", "missiles", "rockets", "barges", "tanks", "lorries", "trawlers", "helicopters", "bombers")


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as an article makes it."""

    key: str
    content: str
    cue: str
    speaker: str
    outlet: str
    day: str
    topic: str
    hedges: tuple[str, ...] = ()

    @property
    def stance(self) -> str:
        """The stance that a table of cues gives the cue."""
        return STANCES.get(self.cue, "neutral")


@dataclass(frozen=True, slots=True)
class Drifted:
    """Two tellings of one claim; `kind` is "" where only the wording changed."""

    before: Telling
    after: Telling
    kind: str
    risk: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Tellings of one story with figures. `clash`: none, conflict, update."""

    tellings: tuple[Telling, ...]
    clash: str


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two tellings of one speaker; `opposed` is False for a near miss."""

    before: Telling
    after: Telling
    opposed: bool


def _day(number: int) -> str:
    return (FIRST_DAY + datetime.timedelta(days=number)).isoformat()


def _thing(chance: Random) -> str:
    return f"{chance.choice(v.QUALITIES)} {chance.choice(v.THINGS)} {chance.choice(v.MATTERS)}"


def _past(chance: Random) -> str:
    verb = chance.choice([act for act in v.ACTS if act.endswith("e")])
    return f"{verb}d"


def _telling(key: str, content: str, cue: str, speaker: str, chance: Random, day: str, topic: str) -> Telling:
    return Telling(key, content, cue, speaker, v.outlets(1, chance)[0], day, topic)


def drifted(number: int, seed: int) -> Iterator[Drifted]:
    """Yield pairs of tellings: cues that admit, confirm or doubt, hedges and conditions lost, and what is no drift."""
    chance = Random(f"drift {seed}")
    for at in range(number):
        speaker = v.person(chance)
        thing, other = _thing(chance), _thing(chance)
        group = chance.choice(v.GROUPS)
        plain = f"the {group} {_past(chance)} the {thing} and the {other} in {v.place(chance)}"
        before = _telling(f"d{at}.0", plain, chance.choice(NEUTRAL), speaker, chance, _day(at), "")
        after = _telling(f"d{at}.1", plain, chance.choice(NEUTRAL), speaker, chance, _day(at + 1), "")
        yield chance.choice(_DRIFTS)(before, after, chance)


def _neutral(before: Telling, after: Telling, chance: Random) -> Drifted:
    return Drifted(before, after, "", "")


def _admitted(before: Telling, after: Telling, chance: Random) -> Drifted:
    cue = chance.choice((*ADMITTING, *CONFIRMING))
    return Drifted(before, replace(after, cue=cue), "cue", "high")


def _doubted(before: Telling, after: Telling, chance: Random) -> Drifted:
    return Drifted(before, replace(after, cue=chance.choice(DOUBTING)), "cue", "low")


def _hedge_lost(before: Telling, after: Telling, chance: Random) -> Drifted:
    words = before.content.split(" ")
    draw = chance.random()
    if draw < 0.4:
        words.insert(2, chance.choice(("allegedly", "possibly", "reportedly", "perhaps")))
    elif draw < 0.7:
        words.insert(2, f"{chance.choice(('may', 'might', 'could'))} have")
    else:
        return Drifted(replace(before, hedges=("allegedly",)), after, "hedge_dropped", "high")
    return Drifted(replace(before, content=" ".join(words)), after, "hedge_dropped", "high")


def _hedge_changed(before: Telling, after: Telling, chance: Random) -> Drifted:
    found = _hedge_lost(before, after, chance)
    if found.before.hedges:
        return Drifted(before, after, "", "")
    again = _hedge_lost(before, after, chance)
    if again.before.hedges:
        return Drifted(before, after, "", "")
    return Drifted(found.before, replace(after, content=again.before.content), "", "")


def _condition_lost(before: Telling, after: Telling, chance: Random) -> Drifted:
    condition = f" if the {chance.choice(v.GROUPS)} {chance.choice(v.ACTS)} the {_thing(chance)}"
    if chance.random() < 0.5:
        condition = f",{condition}"
    return Drifted(replace(before, content=before.content + condition), after, "condition_dropped", "high")


def _cut(before: Telling, after: Telling, chance: Random) -> Drifted:
    more = f". The {chance.choice(v.GROUPS)} may {chance.choice(v.ACTS)} the {_thing(chance)}"
    return Drifted(replace(before, content=before.content + more), after, "", "")


_DRIFTS = (_neutral, _admitted, _doubted, _hedge_lost, _hedge_changed, _condition_lost, _cut)


def counted(number: int, seed: int) -> Iterator[Counted]:
    """Yield stories with figures: some conflict, also as sums, some only seem to, some are updates."""
    chance = Random(f"figures {seed}")
    for at in range(number):
        thing, town = f"{chance.choice(v.THINGS)} {chance.choice(v.MATTERS)}", v.place(chance)
        topics = [
            f"{chance.choice(v.QUALITIES).capitalize()} {thing} in {town}: {word} {chance.choice(v.THINGS)}"
            for word in ("new", "more on", "after the", "what we know of the")
        ]
        yield chance.choice(_COUNTS)(f"f{at}", topics, at % 40, chance)


def _tellings(
    key: str, topics: list[str], days: tuple[int, ...], contents: tuple[str, ...], chance: Random
) -> tuple[Telling, ...]:
    return tuple(
        _telling(f"{key}.{at}", content, "said", v.person(chance), chance, _day(day), topic)
        for at, (content, day, topic) in enumerate(zip(contents, days, topics, strict=False))
    )


def _told(number: object, group: str, event: tuple[str, str, str], chance: Random) -> str:
    active, passive, noun = event
    draw = chance.random()
    if noun and group == "people" and draw < 0.2:
        return f"there were {number} {noun}"
    if draw < 0.5:
        return f"{number} {group} {passive} on {chance.choice(v.WEEKDAYS)}"
    if draw < 0.8:
        return f"{number} {group} were {active}"
    return (
        f"the {chance.choice(v.REASONS)} {active} {number} {group}"
        if active == "killed"
        else f"they {active} {number} {group}"
    )


def _number(chance: Random) -> int:
    number = chance.randrange(4, 900)
    return number + 1 if number >= 100 and number % 10 == 0 else number


def _clash(key: str, topics: list[str], day: int, chance: Random) -> Counted:
    group, event = chance.choice(("people", "people", *v.GROUPS)), chance.choice(EVENTS)
    one = _number(chance)
    other = one + chance.randrange(1, max(3, one // 2))
    other += other >= 100 and other % 10 == 0
    days = (day, day + chance.randrange(2), day, day)
    contents = (_told(one, group, event, chance), _told(other, group, event, chance), _told(one, group, event, chance))
    return Counted(_tellings(key, topics, days, contents, chance), "conflict")


def _sum(key: str, topics: list[str], day: int, chance: Random) -> Counted:
    first, second = chance.sample(MACHINES, 2)
    one, other = _number(chance), _number(chance)
    total = one + other + chance.choice((0, 1, 3, -2))
    if total % 10 == 0 and total > 100:
        total = one + other
    right = total == one + other or (total % 10 == 0 and total > 100)
    listed = (
        f"{total} weapons, including {second} and {first}" if chance.random() < 0.5 else f"{total} {first} and {second}"
    )
    contents = (f"the fleet sent {listed}", f"they were attacked with {one} {first} and {other} {second}")
    return Counted(_tellings(key, topics, (day, day), contents, chance), "none" if right else "conflict")


def _agrees(key: str, topics: list[str], day: int, chance: Random) -> Counted:
    group, event = chance.choice(("people", *v.GROUPS)), chance.choice(EVENTS)
    one = chance.randrange(20, 90)
    qualified = chance.choice(
        (
            f"at least {one - 3}",
            f"more than {one - 1}",
            f"up to {one + 5}",
            f"about {one + 1}",
            f"between {one - 2} and {one + 2}",
        )
    )
    contents = (_told(one, group, event, chance), _told(qualified, group, event, chance))
    return Counted(_tellings(key, topics, (day, day), contents, chance), "none")


def _other_subject(key: str, topics: list[str], day: int, chance: Random) -> Counted:
    group, (event, second) = chance.choice(v.GROUPS), chance.sample(EVENTS, 2)
    one, other = _number(chance), _number(chance)
    draw = chance.random()
    if draw < 0.4:
        contents = (_told(one, group, event, chance), _told(other, group, second, chance))
    elif draw < 0.7:
        contents = (_told(one, group, event, chance), _told(f"another {other}", group, event, chance))
    else:
        contents = (_told(one, group, event, chance), f"{other} {group} could be {event[0]}")
    return Counted(_tellings(key, topics, (day, day), contents, chance), "none")


def _other_story(key: str, topics: list[str], day: int, chance: Random) -> Counted:
    group, event = "people", chance.choice(EVENTS)
    contents = (_told(_number(chance), group, event, chance), _told(_number(chance), group, event, chance))
    other = f"{chance.choice(v.THINGS)} {chance.choice(v.MATTERS)} in {v.place(chance)}"
    return Counted(_tellings(key, [topics[0], other], (day, day), contents, chance), "none")


def _update(key: str, topics: list[str], day: int, chance: Random) -> Counted:
    one = chance.randrange(4, 90)
    other = one + chance.randrange(2, 30)
    contents = (
        f"{one} people were killed",
        f"the death toll {chance.choice(('rose', 'had risen', 'climbed'))} to {other}",
    )
    return Counted(_tellings(key, topics, (day, day + chance.randrange(1, 3)), contents, chance), "update")


_COUNTS = (_clash, _clash, _sum, _agrees, _other_subject, _other_story, _update)


def opposed(number: int, seed: int) -> Iterator[Opposed]:
    """Yield pairs of tellings of one speaker: denials and admissions, a claim and its negation, and near misses."""
    chance = Random(f"opposed {seed}")
    acts = [act for act in v.ACTS if act.endswith("e")]
    for at in range(number):
        speaker, act = v.person(chance), chance.choice(acts)
        group, thing = chance.choice(v.GROUPS), _thing(chance)
        past, does = f"the {group} {act}d the {thing}", f"{act[:-1]}ing the {thing}"
        other = f"the {group} {chance.choice(acts)}d the {_thing(chance)}"
        pair = chance.choice(
            (
                (("denied", does), (chance.choice(ADMITTING), past), True),
                (("denied", f"that {past}"), ("said", f"{past} in {v.place(chance)}"), True),
                (("said", f"the {thing} is safe"), ("said", f"the {thing} is not safe"), True),
                (("said", past), ("said", f"the {group} never {act}d the {thing}"), True),
                (("denied", does), ("said", other), False),
                (("denied", does), ("denied", past), False),
                (("said", past), ("said", f"{other}, but not the {_thing(chance)}"), False),
                (("said", past), ("said", f"{past} if the {group} did not strike"), False),
                (("said", f"the {thing} is safe"), ("said", f"the {thing} may not be safe"), False),
            )
        )
        first, second, true = pair
        yield Opposed(
            _telling(f"o{at}.0", first[1], first[0], speaker, chance, _day(at % 50), ""),
            _telling(f"o{at}.1", second[1], second[0], speaker, chance, _day(at % 50 + 3), ""),
            true,
        )
