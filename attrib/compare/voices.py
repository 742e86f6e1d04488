"""Who says a text, when, and if in quote marks: how far two voices may be one before their words are held together."""

import datetime
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from attrib.compare.index import CACHED, idle, words
from attrib.compare.records import Told

NEAR = 3  # days within which outlets tell one statement of a source that they do not name
CREDITED = 7  # and within which one of them still prints what it says it has from the other
# Kinds of sources that have a name, so that two names may show two sources.
_NAMED = frozenset(("person", "organisation", "document", "outlet"))
_MARKS = frozenset('"“”«»')


class Bond(IntEnum):
    """How two voices stand to one another: two sources by their names, nobody can tell, or one source."""

    APART = 0
    OPEN = 1
    SAME = 2


class Voice(NamedTuple):
    """The first source of a telling as `Told` has it, the number of the day or None, and if the text is quoted.

    `outlet` prints it, and says that it has it from `credits`.
    """

    speaker: str | None
    kind: str
    day: int | None
    quoted: bool
    outlet: str = ""
    credits: tuple[str, ...] = ()


def voice(told: Told) -> Voice:
    """Return whose words a telling gives, when, and if in quote marks."""
    return Voice(told.speaker, told.kind, day(told.published), quoted(told.text), told.outlet, told.credits)


def quoted(text: str) -> bool:
    """Tell whether some of a text stands in quote marks."""
    return not _MARKS.isdisjoint(text) or text[:1] in ("'", "‘")


def day(iso: str | None) -> int | None:
    """Return the number of a day, None where it is unknown or no date."""
    try:
        return datetime.date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return None


def bond(one: Voice, other: Voice) -> Bond:
    """Return how two voices stand to one another.

    "Kranic" is "Edda Kranic"; the ministry and its minister are two, and what both say must be much and quoted; "officials"
    may be anybody's, but not weeks later. Where nobody can tell, and one outlet says that it has the words from the other,
    both have one source.
    """
    found = _names(one.speaker or "", one.kind, other.speaker or "", other.kind)
    if found != Bond.OPEN:
        return found
    apart = 0 if one.day is None or other.day is None else abs(one.day - other.day)
    if apart <= CREDITED and (one.outlet in other.credits or other.outlet in one.credits):
        return Bond.SAME
    return Bond.APART if apart > NEAR else found


@lru_cache(maxsize=CACHED)
def _names(one: str, kind: str, other: str, other_kind: str) -> Bond:
    if kind not in _NAMED or other_kind not in _NAMED or not one or not other:
        return Bond.OPEN
    if one == other:
        return Bond.SAME
    left, right = words(one), words(other)
    if kind == other_kind == "person":
        # The last word is the surname, except in names that begin with it.
        same = bool(left and right) and (left[-1] in right or right[-1] in left or left[0] == right[0])
        return Bond.SAME if same else Bond.APART
    return Bond.OPEN if (set(left) & set(right)) - idle() else Bond.APART
