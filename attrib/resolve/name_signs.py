"""What the words of a run show: a person's name, a body's, many people, a place; asked of words without a title."""

import re

from attrib.regex import regex
from attrib.resolve.outlet_names import fold
from attrib.resolve.vocabulary import vocabulary

ARAB = regex(r"(?:al|el|ad|an|ar|as|ash|at|az)[-‑](?=\w)", re.IGNORECASE)
ACRONYM = regex(r"(?:[A-Z][A-Z0-9]*[a-z]?[A-Z0-9]+|[A-Z]&[A-Z]|(?:[A-Z]\.){2,})(?:-[A-Z0-9]+)?")
# Words inside a name that no person bears: "Center for Justice".
INSIDE = frozenset({"of", "for", "on", "in", "and", "the", "&", "at", "to"})
GLUE = INSIDE | {"de", "del", "la", "des", "du"}
_INITIALS = regex(r"(?:[^\W\d_]\.?-?)+\.|[A-Z]")
_MIDDLE = regex(r"[A-Z]\.")
# "Shirley Temple", "Ana Banks": a given name before one of these is a person.
_SURNAMES = frozenset(
    "temple church court hall chamber power wing house hill hills park field fields day lane street law page lake west "
    "north east winter case rivers gang banks job board sons".split()
)
_COUNTRY_LETTERS = frozenset(("U.S.", "U.K.", "U.N.", "E.U.", "D.C."))
_NO_PARTICLES = frozenset(("la", "le", "e"))  # of places as well: "La Paz"


def is_body(parts: list[str]) -> bool:
    """Tell whether a run is an organisation's name by its words: "Norda Shipping", "Ministry of Finance"."""
    words = vocabulary()
    if parts[-1].strip(",") in words.companies and len(parts) > 1:
        return True
    last = parts[-1].lower()
    if last in words.heads and (len(parts) > 1 or last not in words.roles):
        return True
    # "Ministry of Finance": the head stands before a small word.
    for at in range(1, len(parts) - 1):
        if parts[at] in GLUE and parts[at] != "and":
            return parts[at - 1].lower() in words.heads
    return False


def is_crowd(parts: list[str]) -> bool:
    """Tell whether a run names many: "Senate Republicans", "New Yorkers"."""
    words = vocabulary()
    last = parts[-1]
    if last.lower() in words.role_plurals or (last in words.parties and last.endswith("s")):
        return True
    whole = " ".join(parts)
    return last.endswith("ers") and (whole[:-3] in words.places or whole[:-2] in words.places)


def is_of_place(parts: list[str]) -> bool:
    """Tell whether a run begins with a country or state and goes on: "Vermont Edition", "New Hampshire Public Radio"."""
    words = vocabulary()
    for size in (2, 1):
        row = words.places.get(" ".join(parts[:size]))
        if row and len(parts) > size and "and" not in parts and row["kind"] in ("country", "state"):
            return parts[-1] not in words.things and (size == 2 or fold(parts[0]) not in words.given)
    return False


def is_person(parts: list[str]) -> bool:
    """Tell whether a run without title is a person's name: a given name, initials or a particle inside show it."""
    if _is_long(parts) or _holds_other(parts):
        return False
    words = vocabulary()
    first, last = parts[0], parts[-1]
    if last.lower() in words.heads or last in words.companies or last in words.things:
        return len(parts) <= 3 and _has_surname(first, last.lower())
    if fold(first) in words.given or fold(first.split("-")[0]) in words.given:
        return first not in words.places or len(parts) == 2 or fold(parts[1]) in words.given
    if _INITIALS.fullmatch(first):
        return len(first) > 1 and "&" not in first and first not in _COUNTRY_LETTERS
    return _is_foreign(parts) or (len(parts) == 3 and bool(_MIDDLE.fullmatch(parts[1])))


def _has_surname(first: str, last: str) -> bool:
    """Tell whether a noun for a body is a family name: "Shirley Temple", "Wang Gang"."""
    words = vocabulary()
    given = fold(first) in words.given or (first in words.family_first and last == "gang")
    return given and last in _SURNAMES


def _is_long(parts: list[str]) -> bool:
    return len(parts) > 5 and sum(part not in vocabulary().particles for part in parts) > 5


def _holds_other(parts: list[str]) -> bool:
    """Tell whether words inside belong to something else: "Brennan Center for Justice", "Ana Ford Super PAC", "Ana Ford Trust Jan Leik"."""
    inside = any(_is_small(part) or (len(part) > 2 and part.isupper() and part.isalpha()) for part in parts[1:])
    if inside and not all(map(str.isupper, parts)):
        return True
    middle = [part.lower() for part in parts[1:-1]] if len(parts) > 3 else []
    return any(part in vocabulary().heads and part not in _SURNAMES for part in middle)


def _is_small(part: str) -> bool:
    return part.lower() in INSIDE


def _is_foreign(parts: list[str]) -> bool:
    """Tell a name by a particle inside ("Anton van Leik"), a family name in front ("Kim Min-jae") or an article ("Amir al-Sato")."""
    words = vocabulary()
    inside = parts[1:-1]
    if any(part in words.particles for part in inside) and _NO_PARTICLES.isdisjoint(inside):
        return True
    if parts[0] in words.family_first and len(parts) <= 3:
        return True
    return len(parts) == 2 and ARAB.match(parts[1]) is not None


def is_front(part: str) -> bool:
    """Tell whether a word before a given name is no name itself: "Co-anchor", "Absent", "Using", a party."""
    words = vocabulary()
    low = part.lower()
    known = (words.functions, words.verbs, words.roles, words.role_plurals, words.people, words.heads)
    return part in words.parties or any(one in kind for kind in known for one in (low, low.split("-", 1)[-1]))


def is_scrap(word: str) -> bool:
    """Tell whether a word is the end of a link: letters of both sizes with figures between them."""
    return len(word) > 7 and word.isalnum() and any(map(str.isdigit, word[1:-1])) and word[1:].lower() != word[1:]


def name_start(parts: list[str]) -> int:
    """Return where a person's name begins behind an organisation or place: "Islamic Relations Alia Doe" → 2; 0 for none."""
    words = vocabulary()
    for at in range(1, len(parts) - 1):
        before = parts[:at]
        asian = parts[at] in words.family_first and all(part in words.fields for part in before)
        given = fold(parts[at]) in words.given or asian
        if given and parts[at] not in words.places and len(parts) - at <= 3 and _is_before_name(before):
            return at
    return 0


def _is_before_name(parts: list[str]) -> bool:
    """Tell whether words in front of a name are none themselves: a place, a body, "Co-anchor"."""
    words, joined = vocabulary(), " ".join(parts)
    if joined in words.places or joined in words.organisations or fold(joined).lower() in words.countries:
        return True
    if parts[-1].lower() in words.heads or ACRONYM.fullmatch(joined):
        return True
    return all(is_front(part) or part in words.fields for part in parts)


def is_thing(parts: list[str]) -> bool:
    """Tell whether words that name nobody known name a thing: "Norda Expo", "Rule of Law", "Russian Tu-95", "Norda China"."""
    words = vocabulary()
    if parts[-1] in words.things or parts[0] in words.things:
        return True
    if any(part.lower() in GLUE and part not in words.particles for part in parts):
        return True
    if fold(parts[0]).lower() in words.countries or fold(" ".join(parts[:2])).lower() in words.countries:
        return True
    # "JB Solar": a company, or a headline's end
    initials = parts[0].isupper() and parts[0].isalpha() and len(parts[0]) > 1 and not all(map(str.isupper, parts))
    return parts[-1] in words.places or initials
