"""What stands before a name or a noun in a phrase: an owner, a heading that ran into it, or the noun that the phrase means."""

from attrib.records import Span
from attrib.regex import regex
from attrib.resolve.names import Name, read_name
from attrib.resolve.roles import head_noun
from attrib.resolve.vocabulary import vocabulary

OF = regex(r"([A-Za-z][A-Za-z-]+) (?:of|on|about|into|to|from|by|for|in|at|with) ")
_CUT = regex(r" (?:of|for|from|in|at|on|with|to|by|near|about|who|that|which|and) ")
# "the governor of Norda's office" is the office; "the head of Norda's agency" is the head.
_STAFF = frozenset("office offices administration campaign team staff government cabinet party family lawyers".split())
_TIES = frozenset("of by from with for to and or the a an about in on at as like between".split())


def keeps_owner(sort: str, behind: str) -> bool:
    """Tell whether a noun of some sort before "of Norda's …" is what the phrase means, and not part of the owner."""
    if sort == "document":
        return True
    cut = _CUT.search(f"{behind} ")
    head, owned = head_noun(behind[: cut.start()] if cut else behind)
    return sort in ("role", "roles", "people") and owned == "body" and head.rsplit(" ", 1)[-1] not in _STAFF


def officer(body: str, runs: list[Span]) -> tuple[int, int, Name] | None:
    """Return the officer whom a body's name runs into: "Chamber of {Commerce President Ana Ford}"."""
    left, right = runs[-1] if runs else (0, 0)
    if right < len(body.rstrip(" .")) or not body[:left].endswith((" of ", " for ")):
        return None
    name = read_name(body[left:right])
    words = vocabulary()
    if name.kind != "person" or len(name.tokens) < 2 or not name.role:
        return None
    front = name.before[: -len(name.role)].split() if name.before.endswith(name.role) else []
    noun = body[:left].split()[-2:-1]
    if not front or not any(word in words.fields for word in front) or not noun or noun[0].lower() not in words.heads:
        return None
    return left, right, name


def ending_person(body: str, runs: list[Span]) -> tuple[int, int, Name] | None:
    """Return the person who ends a phrase that a heading ran into: "Data on the dark web Norda chief Ana Ford".

    A title or role must stand before the name, and no small word that ties it to the rest: "a video of Norda chief Ana Ford".
    """
    if len(runs) < 2 or runs[-1][1] < len(body.rstrip(" .")) or body[: runs[-1][0]].count(" ") < 3:
        return None
    left, right = runs[-1]
    name = read_name(body[left:right])
    if name.kind != "person" or len(name.tokens) < 2:
        return None
    front = body[: left + name.offset].split()
    if head_noun(" ".join(front[-2:]))[1] != "role":
        return None
    tie = next((at for at in range(len(front) - 1, -1, -1) if front[at] in _TIES), None)
    if tie is None:
        return left, right, name
    between = front[tie + 1 : -2]
    loose = any(word[:1].isupper() for word in between) or (len(between) > 1 and bool(name.before))
    return (left, right, name) if loose else None
