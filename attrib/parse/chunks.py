"""Noun phrases around a cue, found on the tag string of a unit: to its left (subjects) and to its right."""

import re

from attrib.lexicon import words
from attrib.parse.heads import occasions, role_nouns
from attrib.parse.units import Unit

Chunk = tuple[int, int]

_NOUNISH = frozenset("NC#z'")
_HEADS = frozenset("NC#z")
_FINITE = frozenset("xvc")
_APPOSITION_START = frozenset("DSNC#Ropvgr")
# Prepositions that can hang on a name ("Doe of the Norland bank") and those that hang on a role ("adviser to", "expert on").
_NAME_PREPOSITIONS = frozenset(("of", "from", "for"))
_ROLE_PREPOSITIONS = frozenset(
    ("of", "from", "for", "at", "in", "with", "to", "on", "within", "inside", "close", "near", "under", "by")
)


# "Everybody on that floor", "those in the hall": pronouns that words can hang on.
_INDEFINITE = frozenset("everybody everyone somebody someone anybody anyone those many some others all few".split())


def _is_to(unit: Unit, at: int) -> bool:
    """True where "to" is a preposition: "close to the talks", not "to speak"."""
    if unit.tags[at] != "t" or at + 1 >= len(unit.tags):
        return False
    return unit.tags[at + 1] in "DSC#O" or (
        unit.tags[at + 1] == "N" and unit.lower[at + 1] not in words("verbs", "lemma")
    )


def noun_phrase_before(unit: Unit, last: int) -> Chunk | None:
    """Return the noun phrase that ends with token `last`, or None.

    It takes in what hangs on it to the left: "a report from the council", "people close to the talks", "A, B and C".
    """
    tags = unit.tags
    if last < 0:
        return None
    at = last
    if tags[at] == ")":  # Sen. Jane Doe (D-Wis.)
        opening = tags.rfind("(", max(0, at - 8), at)
        if opening < 1:
            return None
        at = opening - 1
    if tags[at] == "O" and at > 1 and tags[at - 1] == "o" and tags[at - 2] in "D#PN":  # one of them
        return (at - 2, last)
    if tags[at] in "PO":
        return (at, last)
    if tags[at] == "D":
        return (
            (at, last)
            if unit.lower[at] not in ("the", "a", "an", "every") and (at == 0 or tags[at - 1] not in "vp")
            else None
        )
    if tags[at] not in "NC#zqTgv'":
        return None
    reduced = _reduced_relative(unit, at)
    if reduced >= 0 and tags[last + 1 : last + 2] != "R":
        return (reduced, last)
    if tags[at] in "Tgvq" and not (at and tags[at - 1] in "DSC'N"):
        return None
    if tags[at] == "q":
        return None
    start = _walk_left(unit, at)
    if start > at or (tags[start] in "vg" and tags[start + 1] not in "NC#"):
        return None
    return (start, last)


def _reduced_relative(unit: Unit, at: int) -> int:
    """A document filed Thursday (says); a study released by the board (found): the first token, or -1."""
    tags = unit.tags
    index = at
    while index > 1 and at - index < 9 and tags[index] in "pDNC#TSor'z":
        index -= 1
    if index > 1 and index < at and tags[index] in "vc" and tags[index - 1] in "NC" and tags[index + 1] in "pT":
        start = _walk_left(unit, index - 1)
        opening = tags[start - 1] if start else "."
        return start if start < index and opening in ",.:-hB&b" and tags[start] == "D" else -1
    return -1


def _walk_left(unit: Unit, at: int) -> int:
    """Return the first token of the noun phrase whose last token is `at`."""
    tags = unit.tags
    index = at
    while index >= 0 and unit.lower[index] != "as":
        tag = tags[index]
        if tag in "DS":
            before = tags[index - 1] if index else "."
            if before == "D":
                index -= 1
                continue
            if before == "p" and not (
                index > 1 and (tags[index - 2] in _HEADS or unit.lower[index - 2] in _INDEFINITE)
            ):
                return index
            if (
                before in "op&"
                or (before == "t" and _is_to(unit, index - 1))
                or (before == "," and _listed(unit, index - 1, at))
            ):
                index -= 1
                continue
            return _whole(unit, index, at)
        if (
            tag in _NOUNISH
            or (tag == "T" and index < at and tags[index + 1] == "'")
            or (tag in "vgrci" and index and index < at and tags[index - 1] in "DS'")
            or (tag in "vg" and index and index < at and tags[index + 1] in "NC" and tags[index - 1] in ".,hbB&")
            or (tag == "r" and index > 1 and index < at and tags[index + 1] in "vN" and tags[index - 1] in "DS")
            or (tag == "o" and index and tags[index - 1] in _NOUNISH | {"D"})
        ):
            index -= 1
        elif tag == "p" or (tag == "t" and _is_to(unit, index)):
            left = tags[index - 1] if index else "."
            if left == "P" and unit.lower[index - 1] in _INDEFINITE:
                return index - 1
            if left in _HEADS or left == ")":
                index -= 1
            elif left in "vgr" and index > 1 and (tags[index - 2] in "NC") and unit.lower[index - 2] in role_nouns():
                index -= 2  # two people briefed on the talks
            else:
                return _after_opening_phrase(unit, index, at)
        elif tag == "&":
            left = tags[index - 1] if index else "."
            if left in _HEADS and _coordinates(unit, index, at):
                index -= 1
            else:
                break
        elif tag == "," and _listed(unit, index, at):
            index -= 1
        elif tag == ")":
            opening = tags.rfind("(", max(0, index - 8), index)
            if opening < 1:
                break
            index = opening - 1
        else:
            break
    return _whole(unit, index + 1, at)


def _coordinates(unit: Unit, conjunction: int, at: int) -> bool:
    """True if the words left of "and" belong to the subject: they reach back to the clause's start without a verb."""
    tags = unit.tags
    index = conjunction - 1
    steps = 0
    while index >= 0 and steps < 14:
        tag = tags[index]
        if tag in "vcxgi" and not (index and tags[index - 1] in "DS'"):
            return False
        if tag in "p" and index and tags[index - 1] not in _HEADS:
            return False
        if tag in "hbB.;:-q" or (tag == "," and not _listed(unit, index, at)):
            return True
        index -= 1
        steps += 1
    return index < 0


def relative_subject(unit: Unit, last: int) -> Chunk | None:
    """A woman who asked not to be named (said): the noun phrase with a relative clause that ends with token `last`."""
    tags = unit.tags
    index = last
    while index > 0 and last - index < 12 and tags[index] not in ",.;:q-R":
        index -= 1
    if index < 1 or tags[index] != "R" or tags[index + 1] not in "vcxr" or tags[index - 1] not in _HEADS:
        return None
    start = _walk_left(unit, index - 1)
    return (start, last) if start < index else None


def _listed(unit: Unit, comma: int, at: int) -> bool:
    """True for a comma inside a list "A, B and C" that begins the unit: no verb before it, "and" behind it."""
    tags = unit.tags
    if comma > 12 or "&" not in tags[comma:at] or any(tag in "vcxgip" for tag in tags[:comma]):
        return False
    return tags[0] in "DSNC#"


def _after_opening_phrase(unit: Unit, preposition: int, at: int) -> int:
    """In Norland officials said …: the phrase behind the opening preposition is not part of the subject."""
    tags = unit.tags
    index = at
    while index > preposition + 1 and tags[index] in "C'":
        index -= 1
    if tags[index] in "DS" and index > preposition + 1:
        return index
    if index == at or index <= preposition + 1:
        for later in range(at, preposition + 1, -1):
            if tags[later] in "DS":
                return later
        return at + 1 if tags[at] != "C" and at - preposition < 2 else min(preposition + 2, at)
    return index + 1


def _whole(unit: Unit, start: int, at: int) -> int:
    """Move the start left over a restrictive relative clause: "The man who found the body" (said)."""
    tags = unit.tags
    index = start - 1
    steps = 0
    while index >= 0 and steps < 8 and tags[index] in "vcxrzptnDSN":
        index -= 1
        steps += 1
    if steps and index > 0 and tags[index] == "R" and tags[index - 1] in _HEADS:
        return _walk_left(unit, index - 1)
    while start < at and tags[start] in "&r'p":
        start += 1
    return start


def noun_phrase_after(unit: Unit, first: int, *, attach: bool = True, names: bool = False) -> Chunk | None:
    """Return the noun phrase that begins with token `first`, or None.

    attach: take in prepositional phrases that hang on it. names: stop where a name follows a common noun ("told
    reporters Clinton would …").
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
            if tag == "D" and index + 1 < size and tags[index + 1] in ".,;:-q":
                last = index
            if tag == "D" and tags[index + 1 : index + 2] == "o":  # one of the advisers
                seen_noun = True
                last = index
        elif tag in "C#N'" or (tag == "z" and not (seen_noun and index + 1 < size and tags[index + 1] in "DSPt")):
            if names and tag == "C" and seen_noun and tags[index - 1] in "Nz" and lower[index - 1] not in role_nouns():
                break
            seen_noun = True
            last = index
        elif (tag == "T" and not seen_noun and index + 1 < size and tags[index + 1] in "'NC") or (
            tag in "vgrci" and not seen_noun and index + 1 < size and tags[index + 1] in "NCvz#"
        ):
            pass
        elif tag == "c" and seen_noun and tags[index - 1] in "DS'":
            last = index
        elif (
            seen_noun
            and attach
            and (tag in "op" or (tag == "t" and _is_to(unit, index)))
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
        if unit.tags[index] in ",.;:q":
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
    if not relative and index < size and tags[index] == "," and index + 1 < size and tags[index + 1] == "&":
        return None
    if index < size and tags[index] == ",":
        return (comma, index)
    return (comma, index - 1)


def _hangs_on(unit: Unit, first: int) -> bool:
    """Leik, of the roads office, said; the poll, released on Monday by the board, showed"""
    if unit.tags[first] == "r":  # Leik, first deputy chairman of the board, said
        return unit.tags[first + 1 : first + 2] in ("N", "C", "D")
    if unit.tags[first] in "op":
        return unit.lower[first] in ("of", "from", "with", "at", "for", "in")
    return unit.tags[first + 1 : first + 2] in ("p", "T", "r", "t") and unit.tags[first] == "v"


def apposition_before(unit: Unit, comma: int) -> tuple[Chunk, Chunk] | None:
    """For a comma right before a cue, return the noun phrase and its apposition: "Leik" and ", the former mayor,"."""
    tags = unit.tags
    opening = tags.rfind(",", max(0, comma - 32), comma)
    while opening > 0:
        inside = apposition_after(unit, opening)
        if inside and inside[1] == comma:
            head = noun_phrase_before(unit, opening - 1)
            if head and tags[head[0]] not in "PO":
                return head, (opening, comma)
        if not re.fullmatch(r"[^.;:q]*", tags[opening + 1 : comma]):
            return None
        # Leik, the port's head, an engineer by training, said: try the comma before, once the words between allow it.
        previous = tags.rfind(",", max(0, opening - 24), opening)
        if previous <= 0 or any(tag in "xP" for tag in tags[previous + 1 : opening] if tags[previous + 1] != "R"):
            return None
        head = noun_phrase_before(unit, previous - 1)
        if head and tags[previous + 1] in "DSR#NC" and tags[opening + 1] in "DSRNC#":
            first = apposition_after(unit, previous)
            if first and first[1] == opening:
                return head, (previous, comma)
        return None
    return None


def dash_apposition(unit: Unit, dash: int) -> tuple[Chunk, Chunk] | None:
    """For a dash right before a cue, return the noun phrase and what stands between two dashes behind it."""
    tags = unit.tags
    opening = tags.rfind("-", max(0, dash - 24), dash)
    if opening < 1 or set(tags[opening + 1 : dash]) & set(".;:q"):
        return None
    head = noun_phrase_before(unit, opening - 1)
    return (head, (opening, dash)) if head else None


def clause_subject(unit: Unit, before: int) -> Chunk | None:
    """Return the subject of the main clause left of token `before`: the noun phrase before its first finite verb."""
    tags = unit.tags
    for index in range(before):
        if tags[index] in _FINITE and not (index and tags[index - 1] in "DS'"):
            end = index - 1
            while end >= 0 and tags[end] in "rxnT":
                end -= 1
            if end > 0 and tags[end] == "p" and tags[end + 1 : end + 2] == "T":  # Vastria on Thursday denied
                end -= 1
            if end >= 0 and tags[end] == ",":
                found = apposition_before(unit, end)
                return found[0] if found else None
            phrase = noun_phrase_before(unit, end)
            if phrase:
                return phrase
    return None
