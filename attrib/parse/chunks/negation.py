"""Negation from outside a verb group, and questions: neither Doe nor Leik said; nor did officials say; did officials say …?"""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.noun_phrases import Chunk
from attrib.parse.chunks.verbs import Group, is_supposed
from attrib.parse.tokens.units import Unit

NOBODY = frozenset(("nobody", "no-one", "none", "nothing", "neither", "no"))  # "Nobody told us": no source
_INVERTED = frozenset(("did", "do", "does", "had", "has", "have", "will", "would", "could", "can"))
_NEVER = frozenset(("nor", "neither", "never", "nowhere"))
# At no time did they; not once have they; under no circumstances would they.
_NO_WAY = frozenset(("account", "circumstances", "moment", "once", "point", "stage", "time"))


def _inverted(unit: Unit, group: Group, first: int) -> int | None:
    """Tell whether the auxiliary of a cue stands before its subject, whose first token is `first`.

    Did officials say …? Had they said …: -1, for nobody said it. Nor did officials say …; not once have they said …: the
    token at which the negation begins. None for all else ("Only then did officials say").
    """
    lower, tags = unit.lower, unit.tags
    at = first - 1
    if at < 0 or tags[at] != "x" or lower[at] not in _INVERTED or "x" in tags[group.first : group.head]:
        return None
    before = at - 1
    if before < 0 or tags[before] in "W.:":
        return -1
    if lower[before] in _NO_WAY and before and lower[before - 1] in ("no", "not"):
        return before - 2 if before > 1 and tags[before - 2] == "p" else before - 1
    return before if lower[before] in _NEVER else None


_IN_PHRASE = "DNCOPS#zor'p&"  # tags of the words between "nobody" and the end of what hangs on it
_NEAR = 10  # tokens
_POINTS = frozenset(("moment", "point", "stage", "time"))


def _nobody_of(unit: Unit, first: int) -> bool:
    """Nobody at {the mill} said; no one in the port of {Norda} told; no guard from {Norda} says: the phrase is nobody's."""
    tags, lower = unit.tags, unit.lower
    at, hangs = first - 1, False
    while at >= max(0, first - _NEAR) and tags[at] in _IN_PHRASE and lower[at] not in NOBODY:
        hangs = hangs or tags[at] in "po"
        at -= 1
    return hangs and at >= 0 and lower[at] in NOBODY


def negated_outside(unit: Unit, anchor: Anchor, subject: Chunk) -> Chunk | None:
    """Return a subject without what negates the cue from outside its verb group, and note it; None where nobody said it.

    Neither Doe nor Leik said; Leik {at no point} said; {nor did} officials say; {not} everyone agrees. But: no one said; did officials say …?
    """
    lower, group, (first, last) = unit.lower, anchor.group, subject
    start, end = first, -1  # of the words that negate it
    if lower[first] == "neither" and "nor" in lower[first:last]:
        anchor.group = group._replace(negated=True)
        return subject
    if lower[first] in NOBODY or (first and lower[first - 1] == "no") or _nobody_of(unit, first):
        return None
    if first and lower[first - 1] == "not":  # not everyone agrees
        start, end = first - 1, first - 1
    elif last - first > 2 and lower[last - 2 : last] == ("at", "no") and lower[last] in _POINTS:
        start, end, subject = last - 2, last, (first, last - 3)
    elif (turned := _inverted(unit, group, first)) is not None:
        start, end = turned, first - 1
    elif is_supposed(unit, group, *subject):
        return None
    if start < 0:
        return None
    if end >= 0:
        anchor.group = group._replace(negated=True)
        anchor.parts = [(start, end), (group.first, group.last)]
    return subject
