"""Where a name begins and ends that other words run into: a ministry's field before it, a second field behind "and"."""

import re

from attrib.records import Span
from attrib.regex import regex
from attrib.resolve.outlet_names import fold
from attrib.resolve.vocabulary import vocabulary

_FRONTS = (" of ", " for ", " at ", " and ", " & ", " the ")
_ROLE = regex(r"([A-Za-z-]+) (?:of|for|at) (?:the )?$")
_FIELDS = regex(r"([A-Za-z-]+) (?:of state )?(?:of|for|with (?:special )?responsibility for|and|&) (?:the )?$", re.I)
# A heading that lost its line's end: "Syria {The} Observatory", "Elections {But} Ford". "Of The" is one title in capitals.
_BROKEN = regex(
    r"(?<! Of)(?<! In)(?<! On)(?<! For)(?<! And) (?:The|But|While|However|According|Meanwhile|These|Although) "
)
# No-break spaces that became hyphens: "Ford-said", "the Union-has".
_GLUED = regex(
    r"(?<=\w)-(?:said|says|has|have|had|is|was|also|earlier|told|added|who|will|would|advised|states|and|of|from|for|with|by|([a-z]{5,}))$"
)
_OPENED = regex(r"(?:But|So|The|And|While|In|On|At|As|For|He|It|She)[-‑](?=[A-Z])")
_AND = regex(r" (?:and|&) (?=[^\W\d_a-z])")
_WORDS = regex(r"(?:[^\W\d_a-z][\w'’-]*(?: (?=[^\W\d_a-z])|(?= |[^\w]|$))){1,5}")
_OWNED = ("the ", "The ", "'s ", "’s ", "s' ", "s’ ", " US ", " of ", " for ")
_REACH = 44  # characters before a run


def split_run(run: str, left: int, right: int) -> tuple[Span, ...]:
    """Return run[left:right], capital words, cut where a heading runs into it, without what is glued to it."""
    if run[right - 1].islower() and run.find("-", max(left, right - 14), right) >= 0:
        glued = _GLUED.search(run, max(left, right - 16), right)
        if glued and (glued[1] is None or _is_glued(glued[1])):
            right = glued.start()
    opened = None if run[left : left + 7].isalpha() else _OPENED.match(run, left, right)
    left = opened.end() if opened and opened.end() < right else left
    if run.count(" ", left, right) < 2:  # nearly all: nothing below cuts a run of one or two words
        return ((left, right),)
    pieces: list[Span] = []
    while broken := _BROKEN.search(run, left, right):
        pieces.append((left, broken.start()))
        left = broken.end()
    return (*pieces, (left, right)) if left < right else tuple(pieces)


def _is_glued(word: str) -> bool:
    """Tell whether a small word behind a hyphen is no part of a name: "Ford-described", "Ford-rightly"; "Soo-jung" is one."""
    return word in vocabulary().verbs or word in vocabulary().functions or word.endswith("ly")


def past_field(text: str, left: int, right: int) -> int:
    """Return where a name begins behind the end of a role: "Minister for {Health Ana Ford}" → "Ana Ford"."""
    if text[left - 1 : left] != " " or text.count(" ", left, right) < 2 or not text.endswith(_FRONTS, 0, left):
        return left
    words = vocabulary()
    parts = text[left:right].split(" ")
    fields = 0
    while fields < len(parts) - 2 and parts[fields] in words.fields:
        fields += 1
    window = text[max(0, left - _REACH) : left]
    if fields and len(parts) - fields <= 4:
        role = _FIELDS.search(window)
        rest = parts[fields:]
        known = role and (role[1].lower() in words.roles or role[1] in words.titles or role[1].title() in words.fields)
        if known and not any(part.lower() in words.heads or part in words.things for part in rest):
            return left + len(" ".join(parts[:fields])) + 1
    if fold(parts[0]) in words.given and parts[0] not in words.places:
        return left
    known = parts[0] in words.places or fold(parts[0]).lower() in words.countries or parts[0] in words.fields
    if known and len(parts) == 3 and fold(parts[1]) in words.given and parts[1] not in words.places:
        return left + len(parts[0]) + 1  # "ambassador to the Republic of Norway {Ana Ford}", whatever stands before
    role = _ROLE.search(window)
    if role is None or (
        words.roles.get(role[1].lower(), ("", False))[0] != "office" and role[1].upper() not in ("MP", "TD")
    ):
        return left
    for at in range(1, len(parts) - 1):
        if fold(parts[at]) in words.given and parts[at] not in words.places and 2 <= len(parts) - at <= 3:
            return left + len(" ".join(parts[:at])) + 1
    return left


def and_end(text: str, left: int, right: int, end: int, owned: bool = False) -> int:
    """Return where an organisation's name ends that runs on behind "and": "the Health {and Safety Authority}".

    The offset `right` itself where it does not: the second part must end with the noun for a body, the first must lack one.
    """
    joint = _AND.match(text, right, end) if text[right : right + 2] in (" a", " &") else None
    if joint is None:
        return right
    words = vocabulary()
    parts = text[left:right].split()
    first, last, whole = parts[0], parts[-1], " ".join(parts)
    both = joint[0] == " & " and fold(first) not in words.given
    if not (owned or both or last in words.fields or text[max(0, left - 5) : left].endswith(_OWNED)):
        return right
    if (
        last.lower() in words.heads
        or (last in words.companies and last not in words.fields)
        or whole in words.places
        or whole in words.organisations
    ):
        return right
    if last not in words.fields and (
        fold(first) in words.given
        or first in words.titles
        or last in words.parties
        or (last.isupper() and len(last) > 1)
    ):
        return right
    match = _WORDS.match(text, joint.end(), end)
    if match is None:
        return right
    behind = match[0].split()
    for stop in range(len(behind), 0, -1):
        noun = behind[stop - 1]
        if (
            stop > 1 and (noun.lower() in words.heads or noun in words.companies)
        ) or f"{whole}{joint[0]}{' '.join(behind[:stop])}" in words.organisations:
            return match.start() + len(" ".join(behind[:stop]))
    return right
