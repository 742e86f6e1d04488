"""Noun phrases and appositions to the right, found on the tag string of a unit."""

from functools import cache

from attrib.lexicon import words
from attrib.parse.chunks.heads import occasions, role_nouns
from attrib.parse.tokens.units import Unit

Chunk = tuple[int, int]

_FINITE = frozenset("xvc")
_APPOSITION_START = frozenset("DSNC#Ropvgr")
# Prepositions that can hang on a name ("Doe of the Norland bank") and those that hang on a role ("adviser to", "expert on").
_NAME_PREPOSITIONS = frozenset(("of", "from", "for"))
_ROLE_PREPOSITIONS = frozenset(
    ("of", "from", "for", "at", "in", "with", "to", "on", "within", "inside", "close", "near", "under", "by")
)


def is_to(unit: Unit, at: int) -> bool:
    """True where "to" is a preposition: "close to the talks", not "to speak"."""
    if unit.tags[at] != "t" or at + 1 >= len(unit.tags):
        return False
    return unit.tags[at + 1] in "DSC#O" or (
        unit.tags[at + 1] == "N" and unit.lower[at + 1] not in words("verbs", "lemma")
    )


_CLOSE = frozenset(("close", "loyal", "opposed", "privy", "sympathetic"))


def noun_phrase_after(unit: Unit, first: int, *, attach: bool = True, names: bool = False) -> Chunk | None:
    """Return the noun phrase that begins with token `first`, or None.

    attach: take in prepositional phrases that hang on it. names: stop where a name follows a common noun ("told
    reporters Leik would …").
    """
    tags, lower = unit.tags, unit.lower
    size = len(tags)
    if first >= size:
        return None
    if tags[first] in "PO":
        return (first, first)
    index = first
    seen_noun = False
    last = -1
    while index < size:
        tag = tags[index]
        if tag in "DS" or (tag == "h" and index == first):
            if seen_noun:
                break
            if index + 1 < size and tags[index + 1] in ".,;:-q" and (tag in "Dh" or unit.lower[index] == "her"):
                last = index
            if tag == "D" and tags[index + 1 : index + 2] == "o":  # one of the advisers
                seen_noun = True
                last = index
        elif seen_noun and lower[index] in _CLOSE and tags[index + 1 : index + 2] == "t" and is_to(unit, index + 1):
            index += 1  # a person close to the talks
            seen_noun = False
        elif tag in "C#N'" or (tag == "z" and not (seen_noun and index + 1 < size and tags[index + 1] in "DSPt")):
            if names and seen_noun and _parts(unit, index) and not _that_behind(tags, index):
                break
            seen_noun = True
            last = index
        elif (tag == "T" and not seen_noun and index + 1 < size and tags[index + 1] in "'NC#") or (
            tag in "vgrci" and not seen_noun and index + 1 < size and tags[index + 1] in "NCvz#"
        ):
            pass
        elif tag == "c" and seen_noun and tags[index - 1] in "DS'":
            last = index
        elif tag == "g" and not seen_noun and index > first and tags[index - 1] == "D":  # a reading of 3.4 percent
            seen_noun = True
            last = index
        elif (
            seen_noun
            and (attach or (tag == "o" and tags[index - 1] in "D#"))
            and (tag in "op" or (tag == "t" and is_to(unit, index)))
            and _attaches(unit, index, last)
        ):
            seen_noun = False
        elif tag == "&" and seen_noun and index + 1 < size and tags[index + 1] in "DSNC#":
            if not attach or _clause_follows(unit, index + 1):
                break
            seen_noun = False
        elif tag == "(" and seen_noun:
            closing = tags.find(")", index, index + 8)
            if closing < 0:
                break
            last = index = closing
        else:
            break
        index += 1
    return (first, last) if last >= first else None


def _that_behind(tags: str, index: int) -> bool:
    """told a Lantern lunch group that …: "that" shows where the words that are told begin."""
    while index < len(tags) and tags[index] in "NCz'":
        index += 1
    return tags[index : index + 1] == "h"


def _parts(unit: Unit, index: int) -> bool:
    """told reporters | Leik would; told the Lantern | surface ozone has: a name ends or begins what was told to whom."""
    before, tag = unit.tags[index - 1], unit.tags[index]
    if tag in "Nz" and unit.lower[index - 1] in words("roles", "plural") and unit.lower[index] not in _told():
        return _clause_follows(unit, index)  # told lawmakers | growth would slow; told reporters backstage
    if tag == "C" and unit.lower[index - 1] in words("outlet_words", "word", "use", "head"):
        last = index  # told the news agency VTA in Oslo; told the newspaper Leik would go
        while unit.tags[last + 1 : last + 2] == "C":
            last += 1
        return unit.tags[last + 1 : last + 2] in tuple("xvcr&',") and _clause_follows(unit, index)
    if tag == "C":
        return before in "Nz" and unit.lower[index - 1] not in role_nouns()
    return tag in "Nz" and before == "C" and unit.lower[index] not in _heading()


@cache
def _heading() -> frozenset[str]:
    """Nouns that a name stands before in one phrase: "told the Norland envoy", "told the Meridian agency"."""
    return _told() | words("outlet_words", "word", "use", "head")


@cache
def _told() -> frozenset[str]:
    """Nouns for people: what ends the phrase for who is told ("women voters")."""
    return role_nouns() | words("people", "form")


def _attaches(unit: Unit, preposition: int, head: int) -> bool:
    """True if the prepositional phrase belongs to the noun before it, not to the verb ("said Doe in a statement")."""
    tags, lower = unit.tags, unit.lower
    nxt = tags[preposition + 1 : preposition + 2]
    if not nxt or nxt not in "DSNC#zgv":
        return False
    if nxt == "T" or any(word in occasions() for word in lower[preposition + 1 : preposition + 4]):
        return False
    allowed = _NAME_PREPOSITIONS if tags[head] == "C" else _ROLE_PREPOSITIONS
    return lower[preposition] in allowed


def _clause_follows(unit: Unit, first: int) -> bool:
    """True if a finite verb comes within a few words: "… and the council will vote"."""
    for index in range(first, min(first + 7, len(unit.tags))):
        if unit.tags[index] in _FINITE:
            return True
        if unit.tags[index] in ",.;:qh":
            return False
    return False


def apposition_after(unit: Unit, comma: int) -> Chunk | None:
    """Return the apposition or relative clause that this comma opens, with its closing comma if it has one.

    "Leik, the former mayor, said" gives ", the former mayor,"; "said Leik, who runs the port." gives ", who runs the port".
    """
    tags = unit.tags
    size = len(tags)
    if comma >= size or tags[comma] != "," or comma + 1 >= size:
        return None
    first = comma + 1
    if tags[first] not in _APPOSITION_START:
        return None
    relative = tags[first] == "R"
    if tags[first] in "opvgr" and not _hangs_on(unit, first):
        return None
    index = first
    while index < size and tags[index] not in ",.;:-q":
        if tags[index] == "R" and index > first:
            relative = True  # a businessman who had left the board
        if not relative and tags[index] in "xPWhB":
            return None
        if (
            not relative
            and index > first
            and tags[index] in "vc"
            and not (tags[index - 1] in "DS'rN#o" and index + 1 < size)
        ):
            return None
        index += 1
    if index == first:
        return None
    if (
        not relative
        and index < size
        and tags[index] == ","
        and tags[index + 1 : index + 2] == "&"
        and tags[index + 2 : index + 3] != "P"
    ):
        return None  # said Doe, Leik, and Sato; but: said our waiter, Felix, and he was right
    if index < size and tags[index] == ",":
        return (comma, index)
    return (comma, index - 1)


def list_after(unit: Unit, comma: int) -> Chunk | None:
    """said Doe, | Leik and Sato.  said Doe, | the mayor, and Leik, the clerk.  The further speakers, to the sentence's end."""
    tags = unit.tags
    if tags[comma : comma + 1] != "," or tags[comma - 1] != "C":
        return None
    last = comma
    while last + 1 < len(tags) and tags[last + 1] in "DSNC#oz',&":
        last += 1
    ends = last + 1 == len(tags) or tags[last + 1] == "."
    conjunction = tags.find("&", comma + 1, last)
    named = conjunction > 0 and "C" in tags[comma:conjunction] + tags[conjunction + 1 : last + 1]
    return (comma, last) if ends and named and "C" in tags[conjunction + 1 : last + 1] and tags[last] != "," else None


_ASIDES = frozenset(("example", "instance", "one", "part"))


def _hangs_on(unit: Unit, first: int) -> bool:
    """Leik, of the roads office, said; the poll, released on Monday by the board, showed"""
    if unit.tags[first] == "r":  # Leik, first deputy chairman of the board, said
        return unit.tags[first + 1 : first + 2] in ("N", "C", "D")
    if unit.tags[first] in "op":
        if unit.lower[first] == "for" and set(unit.lower[first + 1 : first + 3]) & _ASIDES:
            return False  # Leik, for his part, said; the union, for example, said
        return unit.lower[first] in ("of", "from", "with", "at", "for", "in", "including", "like", "among")
    return unit.tags[first + 1 : first + 2] in ("p", "T", "r", "t") and unit.tags[first] == "v"
