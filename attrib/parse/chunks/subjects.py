"""Noun phrases to the left of a cue: its subject, with what hangs on it and the apposition between the two."""

import re
from functools import cache

from attrib.lexicon import words
from attrib.parse.chunks.clauses import is_verb
from attrib.parse.chunks.heads import is_document, role_nouns
from attrib.parse.chunks.noun_phrases import Chunk, apposition_after, is_to
from attrib.parse.tokens.units import Unit
from attrib.regex import regex

_NOUNISH = frozenset("NC#z'")
_HEADS = frozenset("NC#z")
_FINITE = frozenset("xvc")
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves"))
_BESIDE = frozenset(("to", "with", "near", "around", "beside", "behind"))
# "Everybody on that floor", "those in the hall": pronouns that words can hang on.
INDEFINITE = frozenset("everybody everyone somebody someone anybody anyone those many some others all few".split())


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
    if tags[at] == "O" and at:
        if tags[at - 1] == "o" and at > 1 and tags[at - 2] in "D#PN":  # one of them
            return (at - 2, last)
        if unit.lower[at] in _REFLEXIVE and tags[at - 1] in "NCP":  # Doe himself
            owner = noun_phrase_before(unit, at - 1)
            return (owner[0], last) if owner else None
        if at > 1 and unit.lower[at - 1] in _BESIDE and tags[at - 2] in "Nvrz":  # a source close to him
            around = _walk_left(unit, at - 1)
            return (around, last) if around < at - 1 else None
    if tags[at] in "PO":
        return (at, last)
    if tags[at] == "D":
        return (
            (at, last)
            if unit.lower[at] not in ("the", "a", "an", "every") and (at == 0 or tags[at - 1] not in "vp")
            else None
        )
    if tags[at] not in "NC#zqTgiv'" or (tags[at] == "i" and tags[at - 1 : at] != "'"):
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
    while (
        index > 0 and at - index < 9 and (tags[index] in "pDNC#TSor'z" or tags[index - 1 : index + 1] in ("og", "oi"))
    ):
        if tags[index] == "D" and tags[index - 1] == "T":
            return -1  # said on Monday a deckhand: no phrase of time takes in what stands behind it
        index -= 1
    # filed Thursday; released by the board; accused of causing the crash
    hangs = tags[index] in "vc" and (tags[index + 1 : index + 2] in ("p", "T") or unit.lower[index] in _OF_A_CRIME)
    hangs = hangs or (tags[index] in "gi" and tags[index + 1 : index + 2] in tuple("DNSC#"))  # documenting the losses
    if 0 < index < at and hangs and tags[index - 1] in "NC":
        start = _walk_left(unit, index - 1)
        opening = tags[start - 1] if start else "."
        opens = (
            tags[start] == "D"
            or (unit.lower[index - 1] in _people() and start == index - 1)
            or is_document(unit, start, index - 1)
        )
        return start if start < index and opening in ",.:-hB&b" and opens else -1
    return -1


_OF_A_CRIME = frozenset(("accused", "convicted", "suspected"))


@cache
def _people() -> frozenset[str]:
    """Plural nouns that name people without an article: "people briefed on the talks"."""
    return words("plurals", "form") & words("people", "form") | words("roles", "plural") | {"people"}


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
            if before == "p" and not (index > 1 and (tags[index - 2] in _HEADS or unit.lower[index - 2] in INDEFINITE)):
                return index
            if (
                before in "op&"
                or (before == "t" and is_to(unit, index - 1))
                or (before == "," and _listed(unit, index - 1, at))
            ):
                index -= 1
                continue
            return _whole(unit, index, at)
        if (
            tag in _NOUNISH
            or (tag == "T" and index < at and tags[index + 1] == "'")
            or (tag in "vgrci" and index and index < at and tags[index - 1] in "DS'")
            or (tag == "h" and index < at and tags[index - 1 : index] == "o")
            or (tag in "gi" and index == at and tags[index - 1 : index] == "'")
            or (tag in "vg" and index and index < at and tags[index + 1] in "NC" and tags[index - 1] in ".,hbB&")
            or (tag == "r" and index > 1 and index < at and tags[index + 1] in "vN" and tags[index - 1] in "DS")
            or (tag == "o" and index and tags[index - 1] in _NOUNISH | {"D"})
        ):
            index -= 1
        elif tag == "p" or (tag == "t" and is_to(unit, index)):
            left = tags[index - 1] if index else "."
            if left == "P" and unit.lower[index - 1] in INDEFINITE:
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
    while index >= 0 and steps < _LIST:
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


_LIST = 32  # tokens that a list of speakers may have before its last comma


def _listed(unit: Unit, comma: int, at: int) -> bool:
    """True for a comma inside a list "A, B and C" that begins the unit: no verb before it, "and" behind it."""
    tags = unit.tags
    if comma > _LIST or "&" not in tags[comma:at] or any(tag in "vcxgip" for tag in tags[:comma]):
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


_AGED = regex(r"(C+),#,oD?[CN]+(?:,[CN]+){0,3},\Z")  # the tags
_AGED_REACH = 24  # tokens


def aged_subject(unit: Unit, comma: int) -> tuple[Chunk, Chunk] | None:
    """Jane Doe, 46, of Dell Road, Brackley, (admitted): the name, and the age and address up to the comma, or None."""
    start = max(0, comma + 1 - _AGED_REACH)
    match = _AGED.search(unit.tags, start, comma + 1)
    if match is None or "o" not in unit.tags[start : comma + 1]:
        return None
    head = noun_phrase_before(unit, match.end(1) - 1)
    return (head, (match.end(1), comma)) if head else None


def apposition_before(unit: Unit, comma: int) -> tuple[Chunk, Chunk] | None:
    """For a comma right before a cue, return the noun phrase and its apposition: "Leik" and ", the former mayor,"."""
    tags = unit.tags
    opening = tags.rfind(",", max(0, comma - 32), comma)
    while opening > 0:
        inside = apposition_after(unit, opening)
        if inside and inside[1] == comma:
            head = noun_phrase_before(unit, opening - 1)
            if (
                head and head[0] > 1 and tags[head[0] - 2 : head[1] + 1] == "C,#"
            ):  # Jane Doe, 58, who lives in Norda, said
                opening = head[0] - 1
                head = noun_phrase_before(unit, opening - 1)
            if head and tags[head[0]] not in "PO":
                return _with_member(unit, head), (opening, comma)
        if not re.fullmatch(r"[^.;:q]*", tags[opening + 1 : comma]):
            return None
        # Leik, the port's head, an engineer by training, said: try the comma before, once the words between allow it.
        previous = tags.rfind(",", max(0, opening - 24), opening)
        if previous <= 0 or any(tag in "xP" for tag in tags[previous + 1 : opening] if tags[previous + 1] != "R"):
            return None
        head = noun_phrase_before(unit, previous - 1)
        if head and tags[previous + 1] in "DSR#NC" and tags[opening + 1] in "DSRNC#&":
            first = apposition_after(unit, previous)
            joined = tags[opening + 1] == "&" and not set(tags[previous:opening]) & set("xPRW")
            if joined or (first and first[1] == opening):
                return head, (previous, comma)
        return None
    return None


def _with_member(unit: Unit, head: Chunk) -> Chunk:
    """The mayor, Ana Ford, and the head of the union, Jan Leik, said: the members before the last open the sentence."""
    at = head[0] - 1  # the "and"
    if at < 4 or unit.tags[at - 1 : at + 1] != ",&":
        return head
    opening = unit.tags.rfind(",", 0, at - 1)
    if opening < 1 or unit.tags[opening + 1 : at - 1].strip("DSNC#op'z"):
        return head
    first = noun_phrase_before(unit, opening - 1)
    opens = first is not None and (first[0] == 0 or unit.tags[first[0] - 1] in ".:;-bh")
    return (first[0], head[1]) if first and opens else head


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
    for index in range(_main_clause(unit, before), before):
        if (tags[index] in _FINITE and not (index and tags[index - 1] in "DS'")) or (
            tags[index] == "z" and index and is_verb(unit, index)
        ):
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


def _main_clause(unit: Unit, before: int) -> int:
    """When the mayor left, Doe rose, saying …: the token where the main clause begins, behind an opening subordinate one."""
    tags = unit.tags
    first = 1 if tags[:1] in ("b", "&", "r") else 0
    if tags[first : first + 1] not in ("B", "W"):
        return 0
    comma = tags.find(",", first, before)
    behind = tags[comma + 1 : comma + 2]
    return comma + 1 if comma > 0 and behind in tuple("DSPNC#") and set(tags[comma + 1 : before]) & _FINITE else 0


def nearest_subject(unit: Unit, before: int) -> Chunk | None:
    """Return the subject of the last finite verb left of token `before`: "The board said the mayor met them to say"."""
    tags = unit.tags
    for index in range(before - 1, 0, -1):
        if tags[index] in ".;q":
            return None
        if tags[index] in _FINITE and tags[index - 1] not in "DS'":
            end = index - 1
            while end > 0 and tags[end] in "rxnT":
                end -= 1
            phrase = noun_phrase_before(unit, end)
            if phrase:
                return phrase
    return None
