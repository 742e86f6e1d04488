"""Read runs of capital words: which part is a title, which a name, and what the name is of."""

import re
from typing import NamedTuple

from attrib.regex import regex
from attrib.resolve.outlet_list import remembered
from attrib.resolve.outlet_names import fold
from attrib.resolve.outlets import load_outlets
from attrib.resolve.titles import title_end, title_size
from attrib.resolve.vocabulary import Vocabulary, vocabulary

_MOST_WORDS = 12
_ROYAL = frozenset({"king", "queen", "prince", "princess", "pope", "emperor", "empress", "sultan", "emir", "dalai"})
# "Shirley Temple", "Ana Banks": a given name before one of these is a person.
_SURNAMES = frozenset(
    "temple church court hall chamber power wing house hill hills park field fields day lane street law page lake west "
    "north east winter case rivers gang banks job board sons".split()
)
_ARAB = regex(r"(?:al|el|ad|an|ar|as|ash|at|az)[-‑](?=\w)", re.IGNORECASE)
_INITIALS = regex(r"(?:[^\W\d_]\.?-?)+\.|[A-Z]")
_ACRONYM = regex(r"(?:[A-Z][A-Z0-9]*[a-z]?[A-Z0-9]+|[A-Z]&[A-Z]|(?:[A-Z]\.){2,})(?:-[A-Z0-9]+)?")
_MADE = (
    "-based",
    "-year-old",
    "-majority",
    "-activist",
    "-winning",
    "-born",
    "-led",
    "-backed",
    "-owned",
    "-run",
    "-area",
    "-funded",
    "-controlled",
    "-listed",
    "-traded",
    "-headquartered",
)
_NICKNAME = regex(r" [(\"“'‘][^\W\d_][\w.-]*[)\"”'’](?= )")
_HYPHENED = regex(r"\b([A-Z][a-z]+)-(?=([A-Z][\w'’]+))")
_GLUE = frozenset({"of", "for", "on", "in", "and", "the", "&", "at", "to", "de", "del", "la", "des", "du"})


_INSIDE = frozenset({"of", "for", "on", "in", "and", "the", "&", "at", "to"})


class Name(NamedTuple):
    """What a run of capital words says. `offset` is where the name proper begins in the run.

    kind: person, organisation, outlet, place, acronym, title (a role without a name), thing, word (one word that is
    none of these), unknown (several). `tokens` are a person's names folded, without particles and suffix; `before` are
    the words in front of the name: titles, roles, affiliation. `sure` is True where lexicon or title show the kind.
    """

    kind: str
    name: str
    offset: int = 0
    tokens: tuple[str, ...] = ()
    before: str = ""
    role: str = ""
    gender: str = ""
    suffix: str = ""
    sure: bool = False


def bare(token: str) -> str:
    """Return a name's token as it is compared: without accents, case, Arabic article and full stops."""
    token = fold(token)
    if "-" in token or "‑" in token:
        token = _ARAB.sub("", token)
    return token.replace("’", "'").strip(".'").casefold()


@remembered(1 << 15)
def read_name(run: str) -> Name:
    """Read one run of capital words (white space counts as single spaces)."""
    parts = run.split() or [""]
    if len(parts) == 1 and "-" not in run:
        return _read_word(parts)
    run = " ".join(parts)
    if "-" in run or not run.replace(" ", "").isalnum():
        run = _HYPHENED.sub(_apart, _NICKNAME.sub("", run))
        parts = run.split(" ")
    if len(parts) > 3 * _MOST_WORDS:
        return Name("unknown", run)
    words = vocabulary()
    known = _known(run)
    if known:
        return known
    suffix = ""
    if parts[-1] in words.suffixes and len(parts) > 1:
        suffix = parts[-1]
        parts = parts[:-1]
        parts[-1] = parts[-1].rstrip(",")
    if len(parts) > 2 and parts[-1] in words.postnominals:
        parts = parts[:-1]  # "Sir Alan Ford KC"
    behind = _behind_description(parts, words)
    if behind:
        return behind
    cut, role, gender = title_end(parts)
    if cut == len(parts):
        outlet = load_outlets().match(run) if len(parts) > 2 else None  # "the Northport Union Leader"
        if outlet and not outlet.guessed:
            return Name("outlet", outlet.name, sure=True)
        return Name("title", run, before=run, role=role, gender=gender)
    name = parts[cut:]
    if cut and name[0].lower() in _INSIDE:
        return Name("title", run, before=run, role=role, gender=gender)  # a headline's "President On Ford"
    if cut and len(name) == 1 and name[0] in words.fields:
        return Name("title", run, before=run, role=role, gender=gender)  # "Lieutenant-General Staff"
    offset = len(" ".join(parts[:cut])) + 1 if cut else 0
    before = " ".join(parts[:cut])
    if cut and len(name) <= 5 and not _is_body(name) and not any(part.lower() in words.heads for part in name[:-1]):
        if len(name) == 1 and parts[cut - 1].lower() in _ROYAL:
            offset -= len(parts[cut - 1]) + 1
            return Name("person", " ".join(parts[cut - 1 :]), offset, _tokens(name), before, role, gender, suffix, True)
        return Name("person", _written(name, suffix), offset, _tokens(name), before, role, gender, suffix, True)
    if cut and name and _is_body(name):  # "Justice Department", "President Hotel"
        return Name("organisation", run, sure=True)
    return _unread(run, parts, suffix)


def _read_word(parts: list[str]) -> Name:
    """Read a run of one word."""
    word = parts[0]
    known = _known(word)
    if known:
        return known
    if title_size(parts, 0):
        return Name("title", word, before=word, role=word, gender=vocabulary().titles.get(word, ("", ""))[1])
    return _unread(word, parts, "")


def _apart(found: re.Match[str]) -> str:
    """ "Mr-Ford", "President-Ana Ford": a title with a hyphen for a lost space; "Major-General", "Jean-Luc" stay."""
    words = vocabulary()
    kind = words.titles.get(found[1], ("", ""))[0]
    given = fold(found[2]) in words.given and found[2] not in words.titles
    low = found[1].lower()
    field = found[1] in words.fields or low in words.heads or low in words.roles
    glued = kind == "honorific" or (given and (kind or (field and fold(found[1]) not in words.given)))
    return f"{found[1]} " if glued else found[0]


def _behind_description(parts: list[str], words: Vocabulary) -> Name | None:
    """Read what stands behind "London-based" or behind a title for several: "Professors Ana Ford"."""
    if len(parts) > 2 and parts[1].endswith(_MADE):  # "New York-listed Norda"
        parts = [f"{parts[0]} {parts[1]}", *parts[2:]]
    if len(parts) < 2:
        return None
    first = parts[0]
    if first.endswith(_MADE):
        behind = read_name(" ".join(parts[1:]))
        return behind._replace(offset=behind.offset + len(first) + 1)
    plural = words.role_plurals.get(first.lower())
    single = plural.title() if plural else ""
    if single not in words.titles or _is_body(parts):
        return None
    behind = read_name(" ".join(parts[1:]))
    if behind.kind not in ("person", "word") or behind.before:
        return None
    return behind._replace(kind="person", offset=behind.offset + len(first) + 1, before=first, role=single, sure=True)


def _known(run: str) -> Name | None:
    words = vocabulary()
    organisation = words.organisations.get(run)
    if organisation:
        return Name("organisation", organisation[0], sure=True)
    if run in words.places or fold(run).lower() in words.countries:
        return Name("place", run, sure=True)  # "Norway", "North Korean"
    return None


def _unread(run: str, parts: list[str], suffix: str) -> Name:
    """Read a run without a title."""
    words = vocabulary()
    if len(parts) == 1:
        outlet = load_outlets().match(run)
        if outlet and not outlet.guessed:
            return Name("outlet", outlet.name, sure=True)
        low = run.lower()
        if run in words.plain:
            return Name("thing", run)
        if low in words.people and run not in words.given:
            return Name("title", run)  # "Staff", "Voters"
        if low in words.role_plurals or low in words.heads or low in words.document_plurals:
            return Name("title" if low in words.role_plurals else "thing", run)
        if _ACRONYM.fullmatch(run):
            return Name("acronym", run)
        return Name("word", run, tokens=_tokens(parts))
    if len(parts) > 3 and " ".join(parts[-2:]) in words.places and _is_person(parts[:-2]):
        parts = parts[:-2]  # a headline's "Ana Ford South Carolina"
    if _is_scrap(parts[0]) or (len(parts) == 3 and _is_crowd(parts[:1]) and not _is_body(parts)):
        behind = read_name(" ".join(parts[1:]))  # "xQ7bbN2pLs Ana Ford", "Organizers Ana Ford"
        return behind._replace(offset=behind.offset + len(parts[0]) + 1)
    if len(parts) > 2 and (person := _behind_country(parts)) is not None:
        return person
    if _is_person(parts):
        return Name("person", _written(parts, suffix), tokens=_tokens(parts), suffix=suffix, sure=True)
    outlet = load_outlets().match(run)
    if outlet and not outlet.guessed:
        return Name("outlet", outlet.name, sure=True)
    if _is_body(parts):
        return Name("organisation", run, sure=True)
    if _is_crowd(parts):
        return Name("title", run)
    if _is_of_place(parts):
        return Name("organisation", run)
    start = _name_start(parts)
    if start:
        before = " ".join(parts[:start])
        rest = parts[start:]
        return Name("person", _written(rest, suffix), len(before) + 1, _tokens(rest), before, suffix=suffix, sure=True)
    if suffix:
        return Name("person", _written(parts, suffix), tokens=_tokens(parts), suffix=suffix, sure=True)
    if parts[0].lower() in words.prefixes or (len(parts) == 2 and parts[0].lower() in words.verbs):
        behind = read_name(" ".join(parts[1:]))  # "Top Ford", "Watch Ford"
        return behind._replace(offset=behind.offset + len(parts[0]) + 1)
    if (
        parts[-1] in words.things
        or parts[0] in words.things
        or any(part.lower() in _GLUE and part not in words.particles for part in parts)
    ):
        return Name("thing", run)
    if fold(parts[0]).lower() in words.countries or fold(" ".join(parts[:2])).lower() in words.countries:
        return Name("thing", run)  # "Russian Tu-95"
    initials = parts[0].isupper() and parts[0].isalpha() and len(parts[0]) > 1 and not all(map(str.isupper, parts))
    if parts[-1] in words.places or initials:
        return Name("thing", run)  # "Norda China", "JB Solar": a company, or a headline's end
    if len(parts) > 4 or any(part.isupper() and len(part) > 3 for part in parts[:1]):
        return Name("unknown", run)
    return Name("unknown", _written(parts, suffix), tokens=_tokens(parts))


def _is_scrap(word: str) -> bool:
    """Tell whether a word is the end of a link: letters of both sizes with figures between them."""
    return len(word) > 7 and word.isalnum() and any(map(str.isdigit, word[1:-1])) and word[1:].lower() != word[1:]


def _behind_country(parts: list[str]) -> Name | None:
    """ "Norway Ana Ford", "UN Ana Ford": the person behind a country or an acronym that a sentence's loss of words glued to it."""
    words = vocabulary()
    first, second = parts[0], parts[1]
    row = words.places.get(first)
    country = (row is not None and row["kind"] == "country") or (first.isupper() and first in words.organisations)
    if not country or fold(first) in words.given or second in words.places:
        return None
    if fold(second) not in words.given and second not in words.family_first:
        return None
    behind = read_name(" ".join(parts[1:]))
    if behind.kind != "person" or behind.before or len(behind.tokens) < 2:
        return None
    return behind._replace(offset=behind.offset + len(first) + 1, before=first)


def _written(parts: list[str], suffix: str) -> str:
    name = " ".join([part.strip(",") for part in parts])
    return f"{name} {suffix}" if suffix else name


def _tokens(parts: list[str]) -> tuple[str, ...]:
    """Return the folded tokens of a name; particles count only where nothing else is left."""
    particles = vocabulary().particles
    return tuple([bare(part) for part in parts if part.lower() not in particles] or [bare(part) for part in parts])


def _is_body(parts: list[str]) -> bool:
    """Tell whether a run is an organisation's name by its words: "Norda Shipping", "Ministry of Finance"."""
    words = vocabulary()
    if parts[-1].strip(",") in words.companies and len(parts) > 1:
        return True
    last = parts[-1].lower()
    if last in words.heads and (len(parts) > 1 or last not in words.roles):
        return True
    # "Ministry of Finance": the head stands before a small word.
    for at in range(1, len(parts) - 1):
        if parts[at] in _GLUE and parts[at] != "and":
            return parts[at - 1].lower() in words.heads
    return False


def _is_crowd(parts: list[str]) -> bool:
    """Tell whether a run names many: "Senate Republicans", "New Yorkers"."""
    words = vocabulary()
    last = parts[-1]
    if last.lower() in words.role_plurals or (last in words.parties and last.endswith("s")):
        return True
    whole = " ".join(parts)
    return last.endswith("ers") and (whole[:-3] in words.places or whole[:-2] in words.places)


def _is_of_place(parts: list[str]) -> bool:
    """Tell whether a run begins with a country or state and goes on: "Vermont Edition", "New Hampshire Public Radio"."""
    words = vocabulary()
    for size in (2, 1):
        row = words.places.get(" ".join(parts[:size]))
        if row and len(parts) > size and "and" not in parts and row["kind"] in ("country", "state"):
            return parts[-1] not in words.things and (size == 2 or fold(parts[0]) not in words.given)
    return False


def _is_person(parts: list[str]) -> bool:
    """Tell whether a run without title is a person's name: a given name, initials or a particle inside show it."""
    words = vocabulary()
    if len(parts) > 5 and sum(part not in words.particles for part in parts) > 5:
        return False
    last, first = parts[-1].lower(), parts[0]
    inside = [
        part for part in parts[1:] if part.lower() in _INSIDE or (len(part) > 2 and part.isupper() and part.isalpha())
    ]
    if inside and not all(part.isupper() for part in parts):
        return False  # "Brennan Center for Justice", "Ana Ford Super PAC"
    if len(parts) > 3 and any(part.lower() in words.heads and part.lower() not in _SURNAMES for part in parts[1:-1]):
        return False  # "Ana Ford Trust Jan Leik"
    if last in words.heads or parts[-1] in words.companies or parts[-1] in words.things:
        named = fold(first) in words.given or (first in words.family_first and last == "gang")
        return len(parts) <= 3 and last in _SURNAMES and named
    if fold(first) in words.given or fold(first.split("-")[0]) in words.given:
        return first not in words.places or len(parts) == 2 or fold(parts[1]) in words.given
    if _INITIALS.fullmatch(first):
        return len(first) > 1 and "&" not in first and first not in ("U.S.", "U.K.", "U.N.", "E.U.", "D.C.")
    if any(part in words.particles for part in parts[1:-1]) and not any(
        part in ("la", "le", "e") for part in parts[1:-1]
    ):
        return True
    if first in words.family_first and len(parts) <= 3:
        return True
    if len(parts) == 2 and _ARAB.match(parts[1]):
        return True
    return len(parts) == 3 and bool(re.fullmatch(r"[A-Z]\.", parts[1]))


def is_front(part: str) -> bool:
    """Tell whether a word before a given name is no name itself: "Co-anchor", "Absent", "Using", a party."""
    words = vocabulary()
    low = part.lower()
    known = (words.functions, words.verbs, words.roles, words.role_plurals, words.people, words.heads)
    return part in words.parties or any(one in kind for kind in known for one in (low, low.split("-", 1)[-1]))


def _name_start(parts: list[str]) -> int:
    """Return where a person's name begins behind an organisation or place: "Islamic Relations Alia Doe" → 2; 0 for none."""
    words = vocabulary()
    for at in range(1, len(parts) - 1):
        before = parts[:at]
        asian = parts[at] in words.family_first and all(part in words.fields for part in before)
        if (fold(parts[at]) in words.given or asian) and parts[at] not in words.places and len(parts) - at <= 3:
            joined = " ".join(before)
            if (
                joined in words.places
                or joined in words.organisations
                or fold(joined).lower() in words.countries
                or before[-1].lower() in words.heads
                or all(is_front(part) or part in words.fields for part in before)
                or _ACRONYM.fullmatch(joined)
            ):
                return at
    return 0
