"""Cues inside a subordinate clause: "as X said", "X, who said", "what X called"."""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.heads import can_speak, is_document
from attrib.parse.chunks.noun_phrases import Chunk, noun_phrase_after
from attrib.parse.chunks.subjects import noun_phrase_before
from attrib.parse.chunks.tails import read_tail
from attrib.parse.chunks.verbs import Group
from attrib.parse.readers.rightward import is_interrupted, read_right, resumes
from attrib.parse.tokens.units import Unit
from attrib.records import Via

_RELATIVE_CONTENTS = frozenset(
    ("CLAUSE", "QUOTE", "QUESTION", "INFINITIVE", "OBJECT", "PREDICATE", "COMPLEMENT", "URGED")
)


def read_as_reported(unit: Unit, anchor: Anchor, word: int, subject: Chunk, apposition: Chunk | None) -> bool:
    """As the Lantern reported on Monday, the bridge fell; the bridge fell, as the Lantern reported."""
    tags = unit.tags
    symbols = anchor.symbols
    if word and tags[word - 1] == "," and word > 1:
        anchor.symbols = [("ANTE", 0, word - 2), ("AS", word, word)]
        anchor.edge = word - 1
    elif word and tags[word - 1] == "q":  # “It will not last,” as the mayor used to say.
        anchor.symbols = [("ANTE", 0, word - 1), ("AS", word, word)]
        anchor.edge = word
    elif word == 0 or tags[word - 1] in ".:-&bB":
        anchor.symbols = [("AS", word, word)]
    else:
        return False
    anchor.symbols.append(("SUBJ", *subject))
    if apposition:
        anchor.symbols.append(("APPOS", *apposition))
    anchor.symbols.append(("CUE", anchor.group.first, anchor.group.last))
    at = anchor.group.last + 1
    if "tell" in anchor.cue.frames and (told := noun_phrase_after(unit, at, attach=False)):
        anchor.symbols.append(("ADDRESSEE", *told))
        anchor.via.append(Via("told", unit.span(*told), unit.span(anchor.group.head, anchor.group.last)))
        at = told[1] + 1
    at = read_tail(unit, anchor, at)
    if len(anchor.symbols) > 1 and anchor.symbols[0][0] == "ANTE":
        if tags[at : at + 1] == "," and at + 2 < len(tags) and (is_interrupted(unit, anchor) or resumes(tags, at + 1)):
            anchor.symbols += [("COMMA", at, at), ("REST", at + 1, -1)]
            return True
        if at >= len(tags) or tags[at] in ".;,":
            anchor.symbols.append(("END", at, at))
            return True
    elif at + 2 < len(tags) and tags[at] == ",":
        anchor.symbols += [("COMMA", at, at), ("CLAUSE", at + 1, -1)]
        return True
    anchor.symbols = symbols
    return False


def read_relative(unit: Unit, anchor: Anchor, pronoun: int, heard: Anchor | None) -> bool:
    """Leik, who said in 2019 that …; people who believe the earth …"""
    last = pronoun - 1
    if last >= 0 and unit.tags[last] in ",-":
        last -= 1
    subject = noun_phrase_before(unit, last)
    if (
        subject is None and last > 0 and unit.tags[last] in "N#z" and unit.tags[last - 1] in "po"
    ):  # including 18% who say
        subject = (last, last)
    if subject and unit.lower[pronoun] == "who" and unit.tags[last] == "C":
        subject = _nearest_person(unit, subject)
    if heard is not None and heard.source and heard.source[1] == last:  # said Ferrow, an engineer, who added that …
        subject = heard.source
    if subject is None:
        return False
    anchor.symbols.append(("SUBJ", *subject))
    anchor.symbols.append(("WHO", pronoun, pronoun))
    anchor.symbols.append(("CUE", anchor.group.first, anchor.group.last))
    read_right(unit, anchor, False)
    if unit.lower[pronoun] == "that":  # a headline that said, "…"; but "the plan that failed"
        says = anchor.cue.symbol in ("SHOW", "SAY") and is_document(
            unit, *subject
        )  # a paper that found the dam was safe
        return anchor.ending == "QUOTE" or (says and anchor.ending in ("CLAUSE", "OBJECT", "QUESTION"))
    if anchor.string[-1] == "OBJECT" and (
        anchor.cue.relation != "speech" or anchor.cue.symbol == "CITE" or unit.tags[pronoun - 1] != ","
    ):
        return False  # those who want access; the aide who proposed it; the Lantern, which cited the ministry
    return anchor.string[-1] in _RELATIVE_CONTENTS


def _nearest_person(unit: Unit, subject: Chunk) -> Chunk:
    """The endorsement of Jane Doe, who said: a thing says nothing, so that "who" is the name behind it."""
    for at in range(subject[1], subject[0], -1):
        if unit.tags[at] in "po" and not can_speak(unit, subject[0], at - 1):
            return (at + 1, subject[1])
    return subject


def is_called(unit: Unit, pronoun: int, label: int) -> bool:
    """What Leik called …; a move that shippers called “a slap”: behind "that" only with quotation marks."""
    if unit.lower[pronoun] == "that":
        return pronoun > 0 and unit.tags[pronoun - 1] in "NCz" and unit.tags[label : label + 1] == "q"
    return unit.lower[pronoun] in ("what", "whatever", "which", "who", "whom")


def read_what_called(unit: Unit, anchor: Anchor, what: int, subject: Chunk) -> bool:
    start = anchor.group.last + 1
    if start < len(unit.tags) and unit.lower[start] == "as":
        anchor.group = Group(anchor.group.first, anchor.group.head, start, anchor.group.use, anchor.group.negated)
        start += 1
    if start >= len(unit.tags) or unit.tags[start] not in "DSNC#qgvzi":
        return False
    anchor.symbols += [("WHAT", what, what), ("SUBJ", *subject), ("CUE", anchor.group.first, anchor.group.last)]
    anchor.symbols.append(("LABEL", start, -1))
    return True
