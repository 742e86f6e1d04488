"""The words that names and mentions are read with, taken from the lexicon once."""

from functools import cache, lru_cache
from typing import NamedTuple

from attrib.lexicon import VERB_FORMS, columns, table, words
from attrib.resolve.outlet_names import fold

_SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "labour": "labor",
    "organisation": "organization",
    "programme": "program",
    "harbour": "harbor",
    "theatre": "theater",
    "adviser": "advisor",
}
# Words that narrow nothing down: "the country's president", "the company's chief executive", "the local mayor".
_EMPTY = frozenset(
    "the a an this that these those his her its their our my your of for in at on from to and with by s former then current "
    "country nation state government company group firm city town local national own new late longtime veteran named "
    "outgoing acting incoming senior top deputy-designate one other same first second".split()
)

# How many a counted group has, and its gender: "the two", "both men".
COUNTED = {
    "both": (2, ""),
    "both men": (2, "m"),
    "both sides": (2, ""),
    "both women": (2, "f"),
    "the pair": (2, ""),
    "the two": (2, ""),
    "the two men": (2, "m"),
    "the two sides": (2, ""),
    "the two women": (2, "f"),
    "the three": (3, ""),
    "the three men": (3, "m"),
    "the three women": (3, "f"),
    "the trio": (3, ""),
}


# How a pronoun of a source is looked up, and words that stand for nobody in particular.
PRONOUNS = {
    **dict.fromkeys(("he", "him", "himself", "his"), "he"),
    **dict.fromkeys(("she", "her", "herself", "hers"), "she"),
    **dict.fromkeys(
        ("they", "them", "themselves", "their", *COUNTED),
        "they",
    ),
    **dict.fromkeys(("it", "itself", "its"), "it"),
    **dict.fromkeys(("i", "me", "myself", "my"), "i"),
    **dict.fromkeys(("we", "us", "ourselves", "our"), "we"),
    "you": "you",
}
LOOSE = frozenset(
    "who which that one someone somebody anyone anybody everyone everybody nobody others some many most few another this these those all none people".split()
)


def respell(word: str) -> str:
    """Return a lower-case word in the one spelling that lookups use: "defence" → "defense"."""
    return _SPELLINGS.get(word, word)


class Vocabulary(NamedTuple):
    """Lexicon sets and dictionaries; keys are lower case but for titles, places and organisations, which keep theirs."""

    titles: dict[str, tuple[str, str]]
    roles: dict[str, tuple[str, bool]]
    role_plurals: dict[str, str]
    heads: frozenset[str]
    organisations: dict[str, tuple[str, str]]
    documents: frozenset[str]
    document_plurals: dict[str, str]
    places: dict[str, dict[str, str]]
    countries: dict[str, str]
    people: frozenset[str]
    given: frozenset[str]
    functions: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    postnominals: frozenset[str]
    family_first: frozenset[str]
    prefixes: frozenset[str]
    parties: frozenset[str]
    companies: frozenset[str]
    things: frozenset[str]
    abbreviations: dict[str, str]
    fits: dict[str, tuple[str, ...]]
    bodies: dict[str, tuple[str, ...]]
    verbs: frozenset[str]
    lemmas: frozenset[str]
    pasts: frozenset[str]
    states: frozenset[str]
    plain: frozenset[str]
    fields: frozenset[str]


def _of_kind(kind: str) -> frozenset[str]:
    return words("name_words", "form", "kind", kind)


def _pairs(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the values of each form of one kind of name_words, in the table's order."""
    found: dict[str, list[str]] = {}
    for row in table("name_words"):
        if row["kind"] == kind:
            found.setdefault(respell(row["form"].lower()), []).append(respell(row["value"]))
    return {form: tuple(values) for form, values in found.items()}


def _countries() -> dict[str, str]:
    """Return the code of each country name and demonym in lower case, "=ru" for "russian", so that they compare equal."""
    found: dict[str, str] = {}
    for row in table("places"):
        if row["country"] and row["kind"] in ("country", "metonym"):
            code = "=" + row["country"].lower()
            for form in (row["form"], *row["demonym"].split("|")):
                if form:
                    found.setdefault(fold(form).lower().removeprefix("the "), code)
    return found


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read from grammar/lexicon once."""
    roles = {row["noun"].lower(): (row["kind"], row["anonymous"] == "yes") for row in table("roles")}
    hidden = {noun for noun, (_kind, anonymous) in roles.items() if anonymous}
    organisations: dict[str, tuple[str, str]] = {}
    heads: set[str] = set()
    for form, kind, name, country in columns("organisations", "form", "kind", "name", "country"):
        if kind != "head":
            organisations[form] = (name, country)
        elif form.lower() not in hidden:
            heads.add(form.lower())
    places: dict[str, dict[str, str]] = {}
    for row in table("places"):
        # "Berlin" is a city and stands for a government: as a source the second counts.
        if row["form"] not in places or row["kind"] == "metonym":
            places[row["form"]] = row
    return Vocabulary(
        titles={row["form"]: (row["kind"], row["gender"]) for row in table("titles")},
        roles=roles,
        role_plurals={row["plural"].lower(): row["noun"].lower() for row in table("roles") if row["plural"]},
        heads=frozenset(heads),
        organisations=organisations,
        documents=frozenset(row["noun"].lower() for row in table("documents")),
        document_plurals={row["plural"].lower(): row["noun"].lower() for row in table("documents") if row["plural"]},
        places=places,
        countries=_countries(),
        people=words("people", "form"),
        given=frozenset(map(fold, words("given_names", "name"))),
        functions=words("function_words", "form") | frozenset(row["form"].lower() for row in table("time")),
        particles=_of_kind("particle"),
        suffixes=_of_kind("suffix"),
        postnominals=_of_kind("postnominal"),
        family_first=_of_kind("family_first"),
        prefixes=_of_kind("prefix"),
        parties=_of_kind("party"),
        companies=_of_kind("company"),
        things=_of_kind("thing"),
        abbreviations={row["form"]: row["value"] for row in table("name_words") if row["kind"] == "abbreviation"},
        fits=_pairs("fits"),
        bodies=_pairs("body"),
        lemmas=words("verbs", "lemma"),
        pasts=words("verbs", "past"),
        states=_of_kind("state"),
        plain=_of_kind("plain"),
        fields=_of_kind("field"),
        verbs=frozenset(form for forms in columns("verbs", *VERB_FORMS) for form in forms if form),
    )


def modifiers(phrase: str) -> frozenset[str]:
    """Return the words of a description that narrow it down, countries and demonyms as codes.

    "the North Korean defence minister" → {"=kp", "defense", "minister"}.
    """
    return _modifiers(phrase[:300])


@lru_cache(maxsize=1 << 14)
def _modifiers(phrase: str) -> frozenset[str]:
    codes, starts = vocabulary().countries, _country_starts()
    parts = [part for part in _cut(phrase) if part]
    found: list[str] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        size = _country_size(parts, at) if part in starts else 0
        if size:
            found.append(codes[" ".join(parts[at : at + size])])
            at += size - 1
        elif part not in _EMPTY and not part.isdigit():
            found.append(respell(part))
        at += 1
    return frozenset(found)


def _country_size(parts: list[str], at: int) -> int:
    """Return how many words from one on are a country's name or demonym, 0 for none."""
    codes = vocabulary().countries
    for size in range(min(3, len(parts) - at), 0, -1):
        if " ".join(parts[at : at + size]) in codes:
            return size
    return 0


@cache
def _country_starts() -> frozenset[str]:
    """Return the first words of all names of countries and demonyms, in lower case."""
    return frozenset(name.partition(" ")[0] for name in vocabulary().countries)


def _cut(phrase: str) -> list[str]:
    cleaned = phrase if phrase.isascii() else fold(phrase).replace("’", "'")
    if "'" in cleaned:
        cleaned = cleaned.replace("'s", " ").replace("s'", "s ")
    return [
        part.strip(".,;:()[]\"'“”-–—").lower() if part not in ("U.S.", "U.K.") else part.lower()
        for part in cleaned.split()
    ]
