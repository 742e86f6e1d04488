"""What articles say of a speaker, in the form in which two of them are compared: name, walks of life, affiliations."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from attrib import lexicon

# One speaker over many articles. The others ("a senior official", "the mayor", "the report") are known within their
# article only: to join them would claim that two officials are one.
JOINED = frozenset(("person", "organisation", "outlet"))
# "other European countries", "many Norlanders": never the same ones in two articles.
_COUNTING = frozenset(
    "other another some any several many most few both all two three four five six seven eight nine ten more".split()
)
_POINTING = frozenset(
    "a an the this that these those he she they it we his her its their our my some many both one another all".split()
)
# What narrows no affiliation down: "the former Norland ministry", "the Roth campaign", "Mrs. Roth", and what of a role has
# slipped into one ("retired", "presidential").
_EMPTY = frozenset(
    "the a an of for and in at on to former late state s u campaign campaigns mr mrs ms dr president presidential retired "
    "veteran interim acting senior communications".split()
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_STOPPED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_BEHIND = re.compile(r"\s(?:of|at|for|in|with|from|to|on|under|by|who|that|which)\s")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# "attorney general" is no general, and "executive director" no executive.
_COMPOUNDS = (
    re.compile(r"\b(attorney|solicitor|director|secretary|consul|inspector|surgeon|governor|auditor)[ -]general\b"),
    re.compile(r"\b(?:general|executive) (manager|secretary|counsel|director|editor|producer|committee)\b"),
)
_LONGEST = 200  # characters of a role or affiliation that are looked at


@dataclass(frozen=True, slots=True)
class Profile:
    """One name with what is said of its bearer. `worlds` are walks of life ("politics"), `bodies` affiliations.

    A body is a set of words, lower case, demonyms as their country. Both are empty where nothing is said that could tell
    two people of one name apart.
    """

    kind: str
    name: str
    worlds: frozenset[str] = frozenset()
    bodies: frozenset[frozenset[str]] = frozenset()


def names_somebody(name: str, kind: str) -> bool:
    """Tell whether a speaker's name can be looked for in other articles: "Port Board", not "the company" or "police".

    >>> [names_somebody(name, "organisation") for name in ("the Port Board", "Police", "its KPA", "other Norland ports")]
    [True, False, False, False]
    """
    if kind not in JOINED:
        return False
    if ";" in name:
        return False  # a group is as loose as its loosest member
    words = name.split()
    if words and words[0].casefold() in _COUNTING:
        return False
    if words and words[0].casefold() in _POINTING:
        if words[0].casefold() not in ("the", "a", "an"):
            return False
        words = words[1:]
    if " ".join(words).casefold() in _common():
        return False
    firsts = (next((sign for sign in word if sign.isalnum()), "a") for word in words)
    return any(not first.islower() for first in firsts)


@cache
def _common() -> frozenset[str]:
    return lexicon.words("organisations", "form", "kind", "head") | lexicon.words("people", "form")


@lru_cache(maxsize=1 << 15)
def name_key(name: str, kind: str = "") -> str:
    """Return the words under which a name is looked up: "José  Pérez" and "Jose Perez" meet, "The Port Board" too.

    Letters with stops are one word but for a person's initials.

    >>> name_key("José Q. Pérez-Roth"), name_key("the U.S. Port Board"), name_key("J.Q. Doe", "person")
    ('jose q perez roth', 'us port board', 'j q doe')
    """
    plain = unicodedata.normalize("NFKD", name[:_LONGEST]).replace("’", "'").replace("'", "")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    plain = plain if kind == "person" else _STOPPED.sub(lambda found: found[0].replace(".", ""), plain)
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words) or name.strip()


def profile(kind: str, name: str, roles: tuple[str, ...] = (), affiliations: tuple[str, ...] = ()) -> Profile:
    """Return the profile of a speaker by name, roles and affiliations as articles write them."""
    worlds = frozenset(world for role in roles for world in _worlds(role))
    bodies = frozenset(body for one in affiliations if (body := body_words(one)))
    # "Doe, a Liberal Party senator" and "Doe, a senator from Norland": a party goes with any other affiliation.
    parties = frozenset(body for body in bodies if "party" in body)
    if parties:
        worlds, bodies = worlds | {"politics"}, bodies - parties
    if worlds == {"relative"}:
        # "Doe, a rival of Roth": Roth is nobody that Doe belongs to.
        bodies = frozenset()
    return Profile(kind, name_key(name, kind), worlds - {"relative"}, bodies)


@lru_cache(maxsize=1 << 14)
def _worlds(role: str) -> frozenset[str]:
    head = _BEHIND.split(f"{role[:_LONGEST]} ", maxsplit=1)[0].casefold()
    for compound in _COMPOUNDS:
        head = compound.sub(r"\1", head)
    table = _table()
    return frozenset(table[word] for word in _WORD.findall(head) if word in table)


@cache
def _table() -> dict[str, str]:
    return {row["word"]: row["world"] for row in lexicon.table("role_worlds")}


@lru_cache(maxsize=1 << 14)
def body_words(affiliation: str) -> frozenset[str]:
    """Return the words that tell an affiliation from another: "the Norlandian ministry's" gives {"norlandian", "ministry"}.

    >>> sorted(body_words("the U.S. Port Board")), sorted(body_words("American"))
    (['board', 'port', 'us'], ['us'])
    """
    whole = " ".join(affiliation[:_LONGEST].split())
    if whole.casefold() in _countries():
        return frozenset({_countries()[whole.casefold()]})
    words = [word for word in name_key(whole).split() if word not in _EMPTY]
    return frozenset(_countries().get(word, word) for word in words)


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.table("places"):
        if row["kind"] == "country" and row["country"]:
            for form in (row["form"], *row["demonym"].split("|")):
                if form:
                    found.setdefault(form.casefold().removeprefix("the "), row["country"].casefold())
    return found | {"us": "us", "uk": "gb"}


def same_body(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether two affiliations can be one: equal, the one narrower than the other, or the initials of it."""
    if one <= two or two <= one:
        return True
    for short, long in ((one, two), (two, one)):
        initials = sorted(word[0] for word in long)
        if len(short) == 1 and len(long) > 1 and sorted(next(iter(short))) == initials:
            return True
    return False


def shared_bodies(one: Profile, two: Profile) -> list[str]:
    """Return the affiliations that two profiles have in common, as words, in order."""
    return sorted({" ".join(sorted(a & b or a | b)) for a in one.bodies for b in two.bodies if same_body(a, b)})


def conflict(one: Profile, two: Profile) -> bool:
    """Tell whether two profiles can hardly be of one bearer: affiliations, or walks of life, that have nothing in common.

    "Doe, the mayor of Alder" and "Doe, a professor" conflict; "Doe, the mayor" and "Doe" do not.
    """
    if one.bodies and two.bodies:
        return not shared_bodies(one, two)
    return bool(one.worlds and two.worlds) and not one.worlds & two.worlds


def agree(one: Profile, two: Profile) -> str:
    """Return what speaks for two profiles being of one bearer ("affiliation: alder"), "" where nothing does."""
    if conflict(one, two):
        return ""
    shared = shared_bodies(one, two)
    if shared:
        return f"affiliation: {', '.join(shared)}"
    worlds = sorted(one.worlds & two.worlds)
    return f"role: {', '.join(worlds)}" if worlds else ""


def variant_of(short: str, full: str) -> str:
    """Return how one person's name can be a shorter or other form of another, as name keys; "" where it cannot.

    initials: "jane doe" and "jane q doe". given: "j doe" and "jane doe". middle: "jane doe" and "jane ada doe".
    family: "doe" and "jane doe".
    """
    one, two = short.split(), full.split()
    if one == two or not one or not two or (_SUFFIXES & {one[-1], two[-1]}):
        return ""
    if len(one) == 1:
        return "family" if len(two) > 1 and one[0] == two[-1] and len(one[0]) > 1 else ""
    if one[-1] != two[-1] or len(two) < len(one):
        return ""
    if one[0] == two[0]:
        if len(one) > 2 and one[1:-1] != two[1:-1]:
            return "given" if all(a[0] == b[0] for a, b in zip(one[1:-1], two[1:-1], strict=False)) else ""
        return "initials" if all(len(word) == 1 for word in two[1:-1]) else "middle"
    return "given" if len(one[0]) == 1 and one[0] == two[0][0] else ""
