"""Roles: the words around a name that say what its bearer is."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from attrib.regex import regex
from attrib.resolve.names import Name, read_name
from attrib.resolve.outlet_list import remembered
from attrib.resolve.vocabulary import modifiers, respell, vocabulary

_WORD = regex(r"[\w.&’'/-]+")
_AGE = regex(r", \d{1,3}(?: years old)?(?=,)")
_PARTY = regex(r",? \((D|R|I|DFL|Democrat|Republican|Labour|Conservative)(?:[-–, ][^()]{1,25})?\)")
_PLAIN = r"(?:(?:[A-Z]\.)+|[\w&’'/$%-]+(?:\.\w+)*)"
_APPOSITION = regex(rf", ((?:{_PLAIN} ){{0,14}}{_PLAIN})(?=[,.;:)(—–\"”]|$)")
_WHO = regex(
    r", who (?:also |now |currently )?(heads|leads|runs|chairs|directs|commands|heads up|led|headed) ([^,.;:]{2,80})"
)
_WHO_IS = regex(rf", who (?:is|was|serves as|served as) ((?:{_PLAIN} ){{0,8}}{_PLAIN})(?=[,.;: ])")
_PREPOSITION = regex(r" (?:of|for|at|in|on|with|from|to|under|who|that|which|and) ")
_HELD = regex(r"([^,]{1,60} (?:of|for|on|in|at) [^,]{1,60}?)(?:['’]s|(?<=s)['’]) ([^,'’]{3,60})")
_CLAUSE = regex(r" (?:who|which|that) |, ")
_OWNED = regex(r"(.+?)['’]s?(?: |$)")
_POINTS = ".,;:\"'”“"
_STARTS = frozenset("a an the his her its their our my one".split())
_TOLD = frozenset(
    "tells told says said asks asked threw gave took went calls called meets met names named wrote writes".split()
)
_LEAD = {
    "heads": "head",
    "leads": "leader",
    "runs": "head",
    "chairs": "chair",
    "directs": "director",
    "commands": "commander",
}
_PARTIES = {"D": "democrat", "DFL": "democrat", "R": "republican", "Democrat": "democrat", "Republican": "republican"}


class Role(NamedTuple):
    """What somebody is: the head noun ("head"), the words that narrow it down, the role as written, the affiliation.

    `body` is True where the noun is one for organisations ("a mining company").
    """

    head: str
    words: frozenset[str]
    text: str
    affiliation: str | None = None
    body: bool = False


@cache
def _last_words() -> frozenset[str]:
    """Return what a description's last word can be: "staff" for "chief of staff". Plurals in s are not all among them."""
    words = vocabulary()
    tables = (words.roles, words.heads, words.documents, words.role_plurals, words.document_plurals, words.people)
    return frozenset(noun.rsplit(" ", 1)[-1] for nouns in tables for noun in nouns)


@lru_cache(maxsize=1 << 14)
def _can_head(word: str) -> bool:
    """Tell whether a word, small, can end a description that `head_noun` knows."""
    low = word.lower()
    if not word or word[0].isupper() or low in vocabulary().functions:
        return False
    last = low.replace("’", "'").strip(_POINTS)
    return (last in _last_words() or last.endswith("s") or "-" in last) and _WORD.fullmatch(word) is not None


@lru_cache(maxsize=1 << 14)
def head_noun(phrase: str) -> tuple[str, str]:
    """Return the lower-case head noun of a description and its sort: role, body, document, people or "".

    "North Korean leader" → (leader, role); "defence ministry" → (ministry, body); plural nouns come back singular.
    """
    parts = phrase.lower().replace("’", "'").split()
    last = parts[-1].strip(_POINTS) if parts else ""
    if last not in _last_words() and not last.endswith("s") and "-" not in last:
        return "", ""
    for size in range(min(4, len(parts)), 0, -1):
        noun = " ".join(parts[-size:]).strip(_POINTS)
        found = _sort_of(noun) or (_word_sort(noun) if size == 1 else None)
        if found:
            return found
    return "", ""


def _sort_of(noun: str) -> tuple[str, str] | None:
    """Return the singular and the sort of a noun that the tables hold."""
    words = vocabulary()
    if noun in words.roles and noun not in words.heads:
        return respell_last(noun), "role"
    if noun in words.heads:
        return respell_last(noun), "body"
    if noun in words.documents:
        return noun, "document"
    if noun in words.role_plurals:
        return respell_last(words.role_plurals[noun]), "roles"
    return (words.document_plurals[noun], "documents") if noun in words.document_plurals else None


def _word_sort(noun: str) -> tuple[str, str] | None:
    """Return what one word's form makes of it: "ex-mayor", "people", "ministries"."""
    words = vocabulary()
    if noun.startswith(("ex-", "vice-", "then-", "co-")) and noun.split("-", 1)[1] in words.roles:
        return respell_last(noun.split("-", 1)[1]), "role"
    if noun in words.people:
        return noun, "people"
    if noun.endswith("s") and noun[:-1] in words.heads:
        return noun[:-1], "bodies"
    return (noun[:-3] + "y", "bodies") if noun.endswith("ies") and noun[:-3] + "y" in words.heads else None


def respell_last(noun: str) -> str:
    """Return a noun in the one spelling of lookups, and its last word alone where the rest only narrows it down."""
    return " ".join(respell(part) for part in noun.split())


@remembered(1 << 14)
def read_role(phrase: str) -> Role | None:
    """Read a description as a role: "head of the Norda roads office", "SSU chief"; None where no role noun heads it."""
    phrase = " ".join(phrase.split()).strip(" ,.;:")
    parts = phrase.split(" ")
    while parts and parts[0].lower() in _STARTS:
        parts = parts[1:]
    if not parts or len(parts) > 16:
        return None
    plain = " ".join(parts)
    found = _PREPOSITION.search(f"{plain} ")
    core = plain[: found.start()] if found else plain
    head, sort = head_noun(core)
    inner = _owned_role(plain) if found and sort in ("body", "document", "") else None
    if inner is not None:
        return inner
    if sort not in ("role", "body"):
        return None
    words = vocabulary()
    if any(part in words.functions and part != "first" for part in core.split()[:-1]):
        return None  # "running as a candidate", not "first deputy chairman"
    return Role(head, modifiers(plain), plain, _affiliation(plain, core, head), sort == "body")


def _owned_role(plain: str) -> Role | None:
    """ "the state of Norda's interior minister": what stands behind the whole owner is the role."""
    held = _HELD.fullmatch(plain)
    inner = read_role(held[2]) if held else None
    if held is None or inner is None or inner.body:
        return None
    return Role(inner.head, modifiers(plain), plain, inner.affiliation or held[1])


def _affiliation(plain: str, core: str, head: str) -> str | None:
    """Return the body that a role's words name behind it or in front: "head of the {Norda roads office}", "{SSU} chief"."""
    tail = plain[len(core) :].strip()
    if tail.startswith(("of ", "for ", "at ", "from ", "with ")):
        named = tail.split(" ", 1)[1]
        found = named if any(map(str.isupper, named)) else None
    else:
        found = _front(core[: len(core) - len(head)].strip())
    if not found:
        return None
    found = _CLAUSE.split(found.removeprefix("the "), 1)[0]
    return found if found[0].isupper() or found[0].isdigit() else None


def _front(words: str) -> str | None:
    """Return the body that the words before a role name: "SSU" chief, "Norland's" security council secretary."""
    owned = _OWNED.match(words) if "'" in words or "’" in words else None
    if owned:
        return owned[1] if owned[1][0].isupper() else None
    if not words or not all(part[0].isupper() for part in words.split()) or words.split()[-1] in vocabulary().parties:
        return None
    if read_name(words).kind in ("title", "thing", "person"):
        return None
    return None if words.lower() in vocabulary().countries and words not in vocabulary().places else words


def roles_around(text: str, left: int, right: int, end: int, name: Name | None = None) -> list[Role]:
    """Return the roles that the words before and behind a name give its bearer."""
    found: list[Role] = []
    if name is not None and name.before:
        found += _in_title(text, left, name)
    elif (before := _before(text, left, right)) is not None:
        found.append(before)
    after = right
    mark = text[after : after + 1]
    if mark != "," and not (mark == " " and text[after + 1 : after + 2] == "("):
        return found
    party = _PARTY.match(text, after, min(end, after + 40)) if "(" in text[after : after + 3] else None
    if party:
        after = party.end()
        if party[1] in _PARTIES:
            found.append(Role(_PARTIES[party[1]], frozenset(), _PARTIES[party[1]]))
    age = _AGE.match(text, after, min(end, after + 20)) if text[after + 2 : after + 3].isdigit() else None
    if age:
        after = age.end()
    if text[after : after + 1] == "," and (role := _behind(text, after, end)) is not None:
        found.append(role)
    return found


def _in_title(text: str, left: int, name: Name) -> list[Role]:
    """ "Security Council Secretary", owned by what stands before: "Russia's"."""
    role = _title_role(name.before, name.role, _owner(text, left))
    return [role] if role else []


@remembered(1 << 12)
def _title_role(before: str, title: str, owner: str) -> Role | None:
    words = vocabulary()
    head = words.abbreviations.get(title) or words.abbreviations.get(title.split(" ")[-1])
    if head is None:
        head, sort = head_noun(before)
        if sort != "role":
            return None
    if words.titles.get(before, ("", ""))[0] == "honorific" and before not in words.abbreviations:
        return None
    front = before[: -len(title)].strip() if title and before.endswith(title) else ""
    front = "" if front.lower() in words.prefixes or front in words.parties else front
    affiliation = front or owner or None
    shown = f"{owner}'s {before}" if owner else before
    return Role(respell_last(head), modifiers(f"{owner} {before}"), shown, affiliation)


def _owner(text: str, left: int) -> str:
    """Return the name whose possessive stands before an offset: "Russia's Sergei …" → "Russia"."""
    if text[left - 3 : left] not in ("'s ", "’s "):
        return ""
    match = re.search(r"((?:[^\W\d_a-z][\w.-]* ){0,3}[^\W\d_a-z][\w.-]*)$", text[max(0, left - 60) : left - 3])
    return match[1] if match else ""


def _before(text: str, left: int, right: int) -> Role | None:
    """Read the words in front of a name: "SSU chief", "the American billionaire"; "the union's lawyer, " needs its comma."""
    if text[left - 1 : left] != " ":
        return None
    begin, stop = max(0, left - 90), left - 1
    last = text[max(begin, text.rfind(" ", begin, stop) + 1) : stop]
    apart = last[-1:] == ","
    if apart:
        if text[right : right + 1] not in (",", "."):
            return None
        last = last[:-1]
        stop -= 1
    if not _can_head(last) or last[-1] in _POINTS:  # "joined the group. Ford said": another sentence
        return None
    parts: list[str] = []
    for word in reversed(text[begin:stop].split(" ")[-7:]):
        if not _WORD.fullmatch(word):
            break
        parts.append(word)
    parts.reverse()
    head, sort = head_noun(" ".join(parts[-4:]))  # no noun of the tables is longer
    if sort not in ("role", "body") or (apart and sort == "body"):
        return None
    if sort == "body":
        if parts[-2:-1] == ["to"] and head in vocabulary().lemmas:
            return None  # "trying to force Ford from power"
        held = _office(parts)
        if held is not None:
            return read_role(held)
    start = _first_of(parts, len(head.split()))
    if apart and (start == 0 or parts[start - 1].lower() not in _STARTS) and not parts[start].endswith(("'s", "’s")):
        return None
    return read_role(" ".join(parts[start:]))


def _office(parts: list[str]) -> str | None:
    """Return the words for an office that is held in a body: "head of the service Ana Ford": hers is not the service."""
    of = next((at for at in range(len(parts) - 2, 0, -1) if parts[at] in ("of", "at", "for")), 0)
    held = of and of >= len(parts) - 4 and head_noun(parts[of - 1])[1] == "role"
    return " ".join(parts[of - 1 :]) if held else None


def _first_of(parts: list[str], size: int) -> int:
    """Return where a role's words begin whose head has SIZE words at the end of PARTS."""
    start = len(parts) - size
    while start > 0 and not _ends_before(parts[start - 1]):
        start -= 1
    return start


def _ends_before(word: str) -> bool:
    """Tell whether a word stands before a role and is none of it: "Brandt {tells} Norda Wire anchor", "NEW NORDA {-} mayor"."""
    if word.lower().strip("’'") in _STARTS or (word.endswith((".", ",")) and word not in ("U.S.", "U.N.", "U.K.")):
        return True
    function = word.lower() in vocabulary().functions and not word[0].isupper()
    return function or word in _TOLD or not word[0].isalnum()


def _behind(text: str, after: int, end: int) -> Role | None:
    stop = min(end, after + 160)
    who = text.startswith(", who ", after)
    match = _WHO.match(text, after, stop) if who else None
    if match:
        head = _LEAD.get(match[1].split(" ")[0], "head")
        owner = re.split(r" (?:and|in|at|said|told) ", match[2])[0]
        return Role(head, modifiers(owner), f"{head} of {owner}", owner.removeprefix("the "))
    match = (_WHO_IS.match(text, after, stop) if who else None) or _APPOSITION.match(text, after, stop)
    return read_role(match[1]) if match else None
