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
    parts = text[left:right].split(" ")
    window = text[max(0, left - _REACH) : left]
    cut = _past_fields(parts, window)
    if not cut and not _is_given(parts[0]):
        cut = _past_country(parts) or _past_office(parts, window)
    return left + len(" ".join(parts[:cut])) + 1 if cut else left


def _is_given(word: str) -> bool:
    return fold(word) in vocabulary().given and word not in vocabulary().places


def _past_fields(parts: list[str], window: str) -> int:
    """Return how many words are the field of a role before them: "Minister for {Health} Ana Ford"; 0 for none."""
    words = vocabulary()
    fields = 0
    while fields < len(parts) - 2 and parts[fields] in words.fields:
        fields += 1
    if not fields or len(parts) - fields > 4:
        return 0
    role = _FIELDS.search(window)
    if not role or any(part.lower() in words.heads or part in words.things for part in parts[fields:]):
        return 0
    known = role[1].lower() in words.roles or role[1] in words.titles or role[1].title() in words.fields
    return fields if known else 0


def _past_country(parts: list[str]) -> int:
    """ "ambassador to the Republic of {Norway} Ana Ford", whatever stands before."""
    words, first = vocabulary(), parts[0]
    known = first in words.places or fold(first).lower() in words.countries or first in words.fields
    return 1 if known and len(parts) == 3 and _is_given(parts[1]) else 0


def _past_office(parts: list[str], window: str) -> int:
    """Return how many words belong to an office before them: "head of {Norda Roads} Ana Ford"; 0 for none."""
    role = _ROLE.search(window)
    if role is None:
        return 0
    office = vocabulary().roles.get(role[1].lower(), ("", False))[0] == "office"
    if not office and role[1].upper() not in ("MP", "TD"):
        return 0
    places = range(max(1, len(parts) - 3), len(parts) - 1)
    return next((at for at in places if _is_given(parts[at])), 0)


def and_end(text: str, left: int, right: int, end: int, owned: bool = False) -> int:
    """Return where an organisation's name ends that runs on behind "and": "the Health {and Safety Authority}".

    The offset `right` itself where it does not: the second part must end with the noun for a body, the first must lack one.
    """
    joint = _AND.match(text, right, end) if text[right : right + 2] in (" a", " &") else None
    if joint is None:
        return right
    words = vocabulary()
    parts = text[left:right].split()
    whole = " ".join(parts)
    both = joint[0] == " & " and fold(parts[0]) not in words.given
    open_ = owned or both or parts[-1] in words.fields or text[max(0, left - 5) : left].endswith(_OWNED)
    if not open_ or _is_whole(parts):
        return right
    match = _WORDS.match(text, joint.end(), end)
    behind = match[0].split() if match else []
    for stop in range(len(behind), 0, -1):
        noun = behind[stop - 1]
        body = stop > 1 and (noun.lower() in words.heads or noun in words.companies)
        if body or f"{whole}{joint[0]}{' '.join(behind[:stop])}" in words.organisations:
            return joint.end() + len(" ".join(behind[:stop]))
    return right


def _is_whole(parts: list[str]) -> bool:
    """Tell whether words are a name by themselves: a body's with its noun, a place's, a person's, a party's."""
    words = vocabulary()
    first, last, whole = parts[0], parts[-1], " ".join(parts)
    if last.lower() in words.heads or whole in words.places or whole in words.organisations:
        return True
    if last in words.fields:
        return False
    person = fold(first) in words.given or first in words.titles
    return person or last in words.companies or last in words.parties or (last.isupper() and len(last) > 1)
