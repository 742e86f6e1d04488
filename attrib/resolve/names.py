"""Read runs of capital words: which part is a title, which a name, and what the name is of."""

import re
from typing import NamedTuple

from attrib.regex import regex
from attrib.resolve.name_signs import (
    ACRONYM,
    ARAB,
    INSIDE,
    is_body,
    is_crowd,
    is_of_place,
    is_person,
    is_scrap,
    is_thing,
    name_start,
)
from attrib.resolve.outlet_list import remembered
from attrib.resolve.outlet_names import fold
from attrib.resolve.outlets import load_outlets
from attrib.resolve.titles import title_end, title_size
from attrib.resolve.vocabulary import Vocabulary, vocabulary

_MOST_WORDS = 12
_ROYAL = frozenset({"king", "queen", "prince", "princess", "pope", "emperor", "empress", "sultan", "emir", "dalai"})
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
        token = ARAB.sub("", token)
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
    known = _known(run)
    if known:
        return known
    parts, suffix = _without_suffix(parts)
    behind = _behind_description(parts, vocabulary())
    if behind:
        return behind
    cut, role, gender = title_end(parts)
    return _titled(run, parts, suffix, Title(cut, role, gender)) if cut else _unread(run, parts, suffix)


class Title(NamedTuple):
    """How many words of a run are a title, the role that they say, and the gender of who bears it."""

    size: int
    role: str
    gender: str


def _without_suffix(parts: list[str]) -> tuple[list[str], str]:
    """Return the words of a run and the suffix taken from their end: "Ana Ford, Jr", "Sir Alan Ford KC"."""
    words = vocabulary()
    suffix = ""
    if parts[-1] in words.suffixes and len(parts) > 1:
        suffix = parts[-1]
        parts = [*parts[:-2], parts[-2].rstrip(",")]
    if len(parts) > 2 and parts[-1] in words.postnominals:
        parts = parts[:-1]
    return parts, suffix


def _titled(run: str, parts: list[str], suffix: str, title: Title) -> Name:
    """Read a run that begins with a title."""
    words, cut = vocabulary(), title.size
    alone = Name("title", run, before=run, role=title.role, gender=title.gender)
    name = parts[cut:]
    if not name:
        outlet = load_outlets().match(run) if len(parts) > 2 else None  # "the Northport Union Leader"
        return Name("outlet", outlet.name, sure=True) if outlet and not outlet.guessed else alone
    # a headline's "President On Ford"; "Lieutenant-General Staff"
    if name[0].lower() in INSIDE or (len(name) == 1 and name[0] in words.fields):
        return alone
    if is_body(name):  # "Justice Department", "President Hotel"
        return Name("organisation", run, sure=True)
    if len(name) > 5 or any(part.lower() in words.heads for part in name[:-1]):
        return _unread(run, parts, suffix)
    before = " ".join(parts[:cut])
    offset, written = len(before) + 1, _written(name, suffix)
    if len(name) == 1 and parts[cut - 1].lower() in _ROYAL:
        offset, written = offset - len(parts[cut - 1]) - 1, " ".join(parts[cut - 1 :])
    return Name("person", written, offset, _tokens(name), before, title.role, title.gender, suffix, True)


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
    if single not in words.titles or is_body(parts):
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
    if len(parts) == 1:
        return _one_word(run, parts)
    if len(parts) > 3 and " ".join(parts[-2:]) in vocabulary().places and is_person(parts[:-2]):
        parts = parts[:-2]  # a headline's "Ana Ford South Carolina"
    for read in _FORMS:
        found = read(run, parts, suffix)
        if found is not None:
            return found
    if is_thing(parts):
        return Name("thing", run)
    if len(parts) > 4 or (parts[0].isupper() and len(parts[0]) > 3):
        return Name("unknown", run)
    return Name("unknown", _written(parts, suffix), tokens=_tokens(parts))


def _one_word(word: str, parts: list[str]) -> Name:
    """Read a word without a title; PARTS is the word without its suffix ("Ford Jr")."""
    words, low = vocabulary(), word.lower()
    outlet = load_outlets().match(word)
    if outlet and not outlet.guessed:
        return Name("outlet", outlet.name, sure=True)
    if word in words.plain:
        return Name("thing", word)
    if (low in words.people and word not in words.given) or low in words.role_plurals:
        return Name("title", word)  # "Staff", "Voters", "Ministers"
    if low in words.heads or low in words.document_plurals:
        return Name("thing", word)
    if ACRONYM.fullmatch(word):
        return Name("acronym", word)
    return Name("word", word, tokens=_tokens(parts))


def _behind_first(run: str, parts: list[str], suffix: str) -> Name | None:
    """ "xQ7bbN2pLs Ana Ford", "Organizers Ana Ford": the first word is none of the name."""
    if not is_scrap(parts[0]) and not (len(parts) == 3 and is_crowd(parts[:1]) and not is_body(parts)):
        return None
    return _from_second(parts)


def _from_second(parts: list[str]) -> Name:
    behind = read_name(" ".join(parts[1:]))
    return behind._replace(offset=behind.offset + len(parts[0]) + 1)


def _person(run: str, parts: list[str], suffix: str) -> Name | None:
    """ "Ana Ford" """
    if not is_person(parts):
        return None
    return Name("person", _written(parts, suffix), tokens=_tokens(parts), suffix=suffix, sure=True)


def _outlet(run: str, parts: list[str], suffix: str) -> Name | None:
    """ "Norda Wire" """
    outlet = load_outlets().match(run)
    return Name("outlet", outlet.name, sure=True) if outlet and not outlet.guessed else None


def _body(run: str, parts: list[str], suffix: str) -> Name | None:
    """ "Norda Shipping", "Senate Republicans", "Vermont Edition" """
    if is_body(parts):
        return Name("organisation", run, sure=True)
    if is_crowd(parts):
        return Name("title", run)
    return Name("organisation", run) if is_of_place(parts) else None


def _behind_body(run: str, parts: list[str], suffix: str) -> Name | None:
    """ "Islamic Relations Alia Doe" """
    start = name_start(parts)
    if not start:
        return None
    before, rest = " ".join(parts[:start]), parts[start:]
    return Name("person", _written(rest, suffix), len(before) + 1, _tokens(rest), before, suffix=suffix, sure=True)


def _suffixed(run: str, parts: list[str], suffix: str) -> Name | None:
    """ "Norda Leik Jr" """
    if not suffix:
        return None
    return Name("person", _written(parts, suffix), tokens=_tokens(parts), suffix=suffix, sure=True)


def _behind_small(run: str, parts: list[str], suffix: str) -> Name | None:
    """ "Top Ford", "Watch Ford" """
    words, first = vocabulary(), parts[0].lower()
    return _from_second(parts) if first in words.prefixes or (len(parts) == 2 and first in words.verbs) else None


def _behind_country(run: str, parts: list[str], suffix: str) -> Name | None:
    """ "Norway Ana Ford", "UN Ana Ford": the person behind a country or an acronym that a sentence's loss of words glued to it."""
    if len(parts) < 3:
        return None
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


# Forms of several words without a title, in the order in which they are tried; the first that answers decides.
_FORMS = (_behind_first, _behind_country, _person, _outlet, _body, _behind_body, _suffixed, _behind_small)


def _written(parts: list[str], suffix: str) -> str:
    name = " ".join([part.strip(",") for part in parts])
    return f"{name} {suffix}" if suffix else name


def _tokens(parts: list[str]) -> tuple[str, ...]:
    """Return the folded tokens of a name; particles count only where nothing else is left."""
    particles = vocabulary().particles
    return tuple([bare(part) for part in parts if part.lower() not in particles] or [bare(part) for part in parts])
