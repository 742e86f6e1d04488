"""The figures that a claim gives: how many of what, with which qualifier, and what happened to them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from attrib.compare.claims import Claim
from attrib.compare.counted import (
    BELOW,
    befalls_people,
    bound,
    coloured,
    event_of,
    event_of_noun,
    is_function,
    is_infinitive,
    is_measure,
    is_plural,
    is_verb,
    singular,
)
from attrib.compare.numbers import Token, tokens

RUN = 6  # words that a counted thing may have: "long-range strategic cruise missile carriers"
NEARBY = 120  # characters around a number in which "rose to" is about it
REACH = 8  # words from the counted thing to what happened to it
_OPEN = frozenset("will would could may might should shall must can if unless plan plans planned planning".split())
# "A previous tally of 72" no longer holds, and "another attack" is not the one.
_PAST = frozenset("previous previously earlier initial initially original originally former another".split())
_NOT = frozenset("no not never neither nor without deny denied denies".split())
_MORE = frozenset("more other others additional further new extra".split())
_CLAUSE_END = frozenset(',;:.!?()—–“”"')
_JOINING = frozenset((",", "and", "plus", "&"))
_LISTING = frozenset(("including", "comprising", "both"))
_RISING = re.compile(
    r"\b(?:rose|risen|rises|rising|climbed|climbs|climbing|increased|jumped|jumps|grew|grown|grows|soared|revised|updated|raised|raises|up from"
    r"|now|fell|fallen|dropped|lowered|down from|has since)\b"
)
PERIOD = re.compile(
    r"\b(?:1[5-9]\d\d|20\d\d)\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious|each|every|per|a) (?:year|month|week|quarter|decade|day|hour|season)s?\b"
    r"|\b(?:since|annually|yearly|monthly|weekly|daily|so far|in recent (?:days|weeks|months|years)|over the years|in total|altogether|overall|ever)\b"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something. `most` is the upper end of a range; `bound` what the qualifier makes of the number.

    `head` is what is counted, in the singular; `parts` are the kinds that one number counts together ("drones and
    missiles"); `event` is what happened to them. `group` numbers the figures of one claim that are told in one breath
    ("407 drones and 44 missiles"). `open` is True for what may or will be, `partial` for a number that counts only some,
    `rises` where the sentence says that it changed. start and end count characters of the claim's content.
    """

    claim: str
    value: float
    most: float | None
    unit: str
    qualifier: str
    bound: str
    text: str
    start: int
    end: int
    subject: str
    head: str
    modifiers: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    event: str = ""
    group: int = 0
    open: bool = False
    partial: bool = False
    rises: bool = False

    @property
    def least(self) -> float:
        """The smallest number that the words allow: a round number may be rounded, "about" allows a tenth less."""
        if self.bound in ("most", "below"):
            return 0.0
        if self.bound in ("about", "nearly"):
            return self.value * 0.9
        return self.value if self.bound in ("least", "above") else self.value - self._rounding

    @property
    def greatest(self) -> float:
        """The greatest number that the words allow."""
        if self.bound in ("least", "above"):
            return float("inf")
        top = self.value if self.most is None else self.most
        if self.bound == "about":
            return top * 1.1
        return top if self.bound in ("most", "below", "nearly") else top + self._rounding

    @property
    def _rounding(self) -> float:
        """Half of the last place that is not zero, of numbers from 100 on and of those with a decimal."""
        if self.most is not None:
            return 0.0
        if self.value != int(self.value):
            return 0.05 if abs(self.value) < BELOW else 0.0
        if self.value < BELOW:
            return 0.5 if self.unit == "percent" else 0.0
        size = 1
        while self.value % (size * 10) == 0:
            size *= 10
        return 0.0 if size == 1 else size / 2


def figures(claim: Claim) -> tuple[Figure, ...]:
    """Return the figures of a claim's content in the order of its text; ages, dates, scores, ranks and names are none."""
    told = tokens(claim.content)
    found: list[Figure] = []
    last = -1  # the token behind the figure before
    group = -1
    for at, token in enumerate(told):
        if token.value is None or at < last:
            continue
        joined = bool(found) and all(part.lower in _JOINING or coloured(part.lower) for part in told[last:at])
        one, behind = _read(claim, told, at, group if joined else group + 1)
        if one is not None:
            found.append(one)
            group, last = one.group, behind
    return tuple(_together(found))


def _together(found: Sequence[Figure]) -> Iterator[Figure]:
    """Give figures told in one breath the event that one of them has: "12 men and 5 women were killed"."""
    events: dict[int, str] = {}
    for one in found:
        if one.event:
            events.setdefault(one.group, one.event)
    for one in found:
        yield one if one.event or one.group not in events else replace(one, event=events[one.group])


def _read(claim: Claim, told: Sequence[Token], at: int, group: int) -> tuple[Figure | None, int]:
    """Read the figure at a token, as one of a group; return it, or None, and the token behind it."""
    one = told[at]
    before = told[at - 1] if at else None
    if before is not None and not one.unit and _is_name(told, at - 1):
        return None, at + 1
    if at > 1 and before is not None and before.lower == "in" and (told[at - 2].value or told[at - 2].lower == "one"):
        # "One in nine bridges" is a share.
        return None, at + 1
    qualifier, kind = _qualifier(told, at)
    value, most, behind = one.value or 0.0, one.most, at + 1
    if most is None and at + 2 < len(told):
        link, upper = told[at + 1].lower, told[at + 2]
        between = before is not None and before.lower == "between"
        if upper.value is not None and upper.value > value and (link == "to" or (link == "and" and between)):
            if before is not None and before.lower == "from":
                # "From 10 to 12" tells of a change: the second is what counts now.
                return None, at + 2
            most, behind = upper.value, at + 3
            text = claim.content[one.start : upper.end]
            one = Token(text, one.start, upper.end, text.lower(), value, one.unit or upper.unit)
    after = tuple(part.lower for part in told[behind : behind + 2])
    if bound(" ".join(after)):
        qualifier, kind = " ".join(after), bound(" ".join(after))
        behind += 2
    partial = kind == "part"
    while behind < len(told) and told[behind].lower in _MORE:
        partial, behind = True, behind + 1
    if behind < len(told) and told[behind].lower == "of":
        partial = partial or one.unit != "percent"
        behind += 1
        while behind < len(told) and told[behind].lower in ("the", "all", "its", "their", "his", "her", "our", "these"):
            behind += 1
    run, stop = _run(told, behind, one.unit)
    noun, happened = event_of_noun(" ".join(part.lower for part in run[-1:]))
    if not run and behind < len(told):
        noun, happened = event_of_noun(told[behind].lower)
        stop = behind + 1 if noun else stop
    if not run and not noun and not one.unit and _alone(told, behind):
        toll = any(part.lower == "toll" for part in told[max(0, at - REACH) : at])
        if toll or befalls_people(_event(told, at, behind)):
            (noun, happened), stop = event_of_noun("toll") if toll else ("people", ""), behind
    if (not run and not noun and not one.unit) or (run and is_measure(run[-1].lower)):
        return None, at + 1
    head = noun or (singular(run[-1].lower) if run else "")
    parts, stop = _parts(told, stop, head) if head else (frozenset(), stop)
    event = happened or _event(told, at, stop)
    first = _clause(told, at)
    before_it = [part.lower for part in told[first:at]]
    clause = {*before_it, *(part.lower for part in told[stop : stop + 3])}
    planned = any(word == "to" and is_infinitive(verb) for word, verb in pairwise(before_it))
    words = " ".join(part.text for part in run) or noun or one.unit
    figure = Figure(
        claim.key, value, most, one.unit, qualifier, kind, one.text, one.start, one.end,
        subject=words, head=head, modifiers=frozenset(part.lower for part in run[:-1]), parts=parts, event=event, group=group,
        open=planned or bool(clause & _OPEN), partial=partial or bool(clause & (_NOT | _PAST)) or "n't" in " ".join(clause) or _goes_on(told, stop),
        rises=bool(_RISING.search(claim.content, max(0, one.start - NEARBY), one.end + NEARBY)),
    )  # fmt: skip
    return figure, stop


def _alone(told: Sequence[Token], at: int) -> bool:
    """Tell whether a number stands without a noun of its own: "killing 12 and injuring 30", "12 were killed"."""
    if at >= len(told):
        return True
    word = told[at].lower
    return told[at].text in _CLAUSE_END or is_function(word) or is_verb(word)


def _is_name(told: Sequence[Token], at: int) -> bool:
    """Tell whether the word before a number makes it part of a name: "Article 50", "Boeing 737", "Flight 370"."""
    word = told[at]
    if word.text in ("#", "No.", "no.", "page", "aged", "age"):
        return True
    capital = word.text[0].isupper() and not word.text.isupper()
    return capital and not (is_verb(word.lower) or is_function(word.lower) or coloured(word.lower))


def _qualifier(told: Sequence[Token], at: int) -> tuple[str, str]:
    """Return the words before a number that colour it, and what they make of it."""
    for size in (4, 3, 2, 1):
        words = " ".join(part.lower for part in told[max(0, at - size) : at])
        if at >= size and bound(words):
            return words, bound(words)
    return "", ""


def _run(told: Sequence[Token], at: int, unit: str) -> tuple[list[Token], int]:
    """Return the words of what is counted, its head last, and the token behind; [] where no plural noun follows."""
    run: list[Token] = []
    place = at
    while place < len(told) and len(run) < RUN:
        part = told[place]
        if part.value is not None or not part.text[0].isalpha() or is_function(part.lower):
            break
        run.append(part)
        place += 1
        if is_plural(part.lower) and not (place < len(told) and is_plural(told[place].lower)):
            return run, place
    if unit and run:
        return run[:3], at + len(run[:3])
    return [], at


def _parts(told: Sequence[Token], at: int, head: str) -> tuple[frozenset[str], int]:
    """Return the kinds that one number counts: "452 drones and missiles", "452 assets, including missiles and drones"."""
    place = at
    listed: list[str] = []
    if place < len(told) and told[place].text == ",":
        place += 1
    if place < len(told) and told[place].lower in _LISTING:
        place += 1
    elif place == at:
        listed.append(head)
    else:
        return frozenset(), at
    ended = False
    while place < len(told) and not ended:
        if listed:
            if told[place].lower == "and":
                ended = True
            elif told[place].text != ",":
                break
            place += 1
        run, behind = _run(told, place, "")
        if not run or any(is_verb(part.lower) for part in run):
            return frozenset(), at
        listed.append(singular(run[-1].lower))
        place = behind
    return (frozenset(listed), place) if ended and len(set(listed)) > 1 else (frozenset(), at)


def _event(told: Sequence[Token], at: int, behind: int) -> str:
    """Return what happened to the counted: the verb behind them ("were killed"), else the one before ("killed 12")."""
    for part in told[behind : behind + REACH]:
        if part.text in _CLAUSE_END or part.lower in (
            "and",
            "or",
            "but",
            "in",
            "at",
            "on",
            "of",
            "from",
            "with",
            "for",
            "by",
        ):
            break
        if event_of_noun(part.lower)[0]:
            return event_of_noun(part.lower)[1]
        happened = event_of(part.lower)
        if happened and not is_plural(part.lower):
            # "Three soldiers patrolling the airport": what they do meanwhile befell them no more than anybody.
            return "" if part.lower.endswith("ing") else happened
        if not is_function(part.lower):
            break
    steps = 0
    for place in range(at - 1, max(-1, at - 1 - REACH), -1):
        word = told[place].lower
        if told[place].text in _CLAUSE_END:
            break
        happened = event_of(word) or event_of_noun(word)[1]
        if happened:
            return happened
        steps += not (is_function(word) or coloured(word))
        if steps > 1:
            break
    return ""


def _goes_on(told: Sequence[Token], at: int) -> bool:
    """Tell whether a further number of the same follows without its noun: "five missions in the north and one in …"."""
    for place in range(at, min(at + 2 * REACH, len(told) - 2)):
        if told[place].text in ".;":
            return False
        if told[place].lower == "and" and (told[place + 1].value is not None or told[place + 1].lower == "one"):
            return told[place + 2].lower in ("in", "at", "on", "from", "of", "near", "by", "more", "other")
    return False


def _clause(told: Sequence[Token], at: int) -> int:
    """Return the first token of the clause that a figure stands in, not too far back."""
    first = at
    while first and told[first - 1].text not in _CLAUSE_END and at - first < 3 * REACH:
        first -= 1
    return first
