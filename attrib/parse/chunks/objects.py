"""Objects of a cue: whether a noun phrase behind it is what is talked about, expressed or only done to somebody."""

from attrib.lexicon import words
from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.heads import head_of, is_document, names_people
from attrib.parse.chunks.noun_phrases import Chunk
from attrib.parse.chunks.verbs import Group, is_negated
from attrib.parse.tokens.cues import cue_nouns
from attrib.parse.tokens.units import Unit

# Behind these stands what is said of whoever is attacked: for lying, over the vote, as reckless.
_REASONS = frozenset(("as", "for", "over"))
_SIGHT = 12  # tokens


def said_of(unit: Unit, anchor: Anchor, at: int, phrase: Chunk | None) -> bool:
    """True if "attacked", "backed" and the like are words here: attacked the plan, Doe, the council for its delay.

    Convoys are attacked without words and loans backed; fighters say nothing by attacking, and places are attacked by arms.
    """
    tags, lower = unit.tags, unit.lower
    if "q" in tags[at : at + _SIGHT]:
        return True
    if phrase is None:
        return False
    subject = next(((first, last) for name, first, last in anchor.symbols if name in ("SUBJ", "ELLIPSIS")), None)
    if subject and is_fighter(unit, *subject):
        return False
    head = head_of(unit, *phrase)
    if lower[head] in words("matters", "form", "use", "matter") or lower[head] in cue_nouns():
        return True
    reason = lower[phrase[1] + 1 : phrase[1] + 2]
    if is_document(unit, *phrase) or (reason and reason[0] in _REASONS):
        return True
    if unit.zone == "headline" and names_people(unit, *phrase):  # Furious bride slams hotel bosses
        return True
    if tags[head] != "C" or unit.words[head] in words("places", "form"):
        return False
    # Two men attacked Joe Doe; but: voters backed Jane Doe
    named = subject is not None and (tags[subject[0]] == "P" or "C" in tags[subject[0] : subject[1] + 1])
    return named or anchor.cue.relation == "belief"


def is_fighter(unit: Unit, first: int, last: int) -> bool:
    """True for rebels, gunmen and dogs: what they do to others is no speech."""
    return unit.lower[head_of(unit, first, last)] in words("matters", "form", "use", "fighter")


def number_ahead(unit: Unit, at: int) -> bool:
    """at 61; at about $3 million; at between 10 and 20"""
    return "#" in unit.tags[at : at + 4] and not set(unit.tags[at : unit.tags.find("#", at)]) & set(",.;:qC")


def bare_role(unit: Unit, at: int) -> bool:
    """The union claims adjuster lost the file: a person without "the" begins no clause, outside headlines."""
    singular = unit.lower[at] in words("roles", "noun") and unit.tags[at] in "Nz"
    return singular and unit.zone != "headline" and unit.tags[at + 1 : at + 2] in ("v", "c", "x")


def expressed(unit: Unit, anchor: Anchor, at: int, phrase: Chunk | None) -> None:
    """Leik expressed hope that …; the mayor conveyed thanks to the crews: only with a noun of speech or feeling."""
    if phrase is None:
        anchor.symbols.append(("NONE", at, at))
        return
    for index in range(phrase[0], min(phrase[1] + 1, phrase[0] + 7)):
        if unit.lower[index] in cue_nouns() and unit.tags[index] in "Nzc":
            closing = unit.tags.find(")", index, index + 24) if unit.tags[index + 1 : index + 2] == "(" else index
            index = max(index, closing)  # made the case (a weak one) that …
            if unit.tags[index + 1 : index + 2] == "h" and index + 2 < len(unit.tags):
                negated = anchor.group.negated or is_negated(unit.lower[at : index + 1])  # gave no assurance that
                anchor.group = Group(anchor.group.first, anchor.group.head, index, anchor.group.use, negated)
                anchor.symbols += [("NOUN", at, index), ("THAT", index + 1, index + 1), ("CLAUSE", index + 2, -1)]
            else:
                anchor.symbols.append(("THANKS", at, -1))
            return
    anchor.symbols.append(("NONE", at, at))


def as_ahead(unit: Unit, at: int) -> int:
    """Return the index of the "as" that belongs to the verb, or 0."""
    for index in range(at + 1, min(at + 14, len(unit.tags) - 1)):
        if unit.lower[index] == "as":
            return index
        if unit.tags[index] in ".;:xc":
            return 0
    return 0
