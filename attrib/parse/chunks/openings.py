"""Subjects that fill the clause before a cue, with the relative clauses and participles that hang on their nouns."""

from attrib.parse.chunks.heads import can_speak, is_document
from attrib.parse.chunks.noun_phrases import Chunk
from attrib.parse.chunks.subjects import INDEFINITE, noun_phrase_before
from attrib.parse.tokens.units import Unit

_FINITE_ONLY = frozenset(("said", "says", "say", "told", "tells", "tell", "met", "went", "came", "spoke", "wrote"))
TITLE_LENGTH = 40  # characters of a quotation that can be the name of a book or a programme
_FRAMED = 40  # tokens of a subject with all that stands between it and its verb
_LONGEST = 24  # tokens of a subject with all that hangs on it


def opening_subject(unit: Unit, last: int) -> Chunk | None:
    """Return the noun phrase that fills the clause up to token `last`, with the clauses that hang on its nouns, or None.

    "The groups who wrote to her on Thursday (say)", "Those surveyed (said)", "One in five (say)": a verb between the
    clause's first noun and the cue is a relative clause's or a participle, where nothing links it to the cue.
    """
    tags = unit.tags
    first = last
    while first > 0 and last - first < _LONGEST:
        if tags[first - 1] in ",.:;-qhBW" or (tags[first - 1] == "(" and ")" not in tags[first:last]):
            break
        if tags[first - 1] in "&b" and (first < 2 or tags[first - 2] in ",.:;-q"):
            break
        first -= 1
    if last - first >= _LONGEST or tags[last] in "PO":
        return None
    while first < last and tags[first] in "&br":
        first += 1
    if first >= last or not _begins(unit, first):
        return None
    hanging = False
    relative = False  # "who" still waits for its verb
    for index in range(first + 1, last + 1):
        tag, before, after = tags[index], tags[index - 1], tags[index + 1] if index < last else "p"
        if tag == "R":
            relative = hanging = True
        elif tag in "xvc" and before not in "S'xnr" and (before != "D" or unit.lower[index - 1] in INDEFINITE):
            if relative:
                relative = False
            elif (
                tag == "x"
                or (before not in "N#zPD" and not is_document(unit, first, index - 1))
                or after not in "pTrt"
                or unit.lower[index] in _FINITE_ONLY
            ):
                return None
            else:
                hanging = True  # a report published on Monday
        elif tag in "gi" and before in "NC#z":
            hanging = True
        elif (tag in "DSPO" and before in "NC#z" and not relative and not hanging) or (
            tag in "&b" and set(tags[index + 1 : index + 3]) & set("xvcP")
        ):
            return None
    if not hanging:
        while last > first and tags[last] in "rTp":
            last -= 1
    return (first, last)


def _hangs(unit: Unit, participle: int) -> bool:
    """True if only a time, a place or an adverb follows: issued on Monday, filed late on Monday, seen earlier."""
    return unit.tags[participle + 1] in "pTrt" or unit.lower[participle + 1] in ("late", "early")


def interrupted_subject(unit: Unit, comma: int) -> tuple[Chunk, Chunk] | None:
    """For a comma right before a cue, return what opens the clause and all that stands between it and the comma.

    "Jane Doe, facing a hard contest in Norland, a swing county," (said): between the first comma and the last stand a
    participle or a relative clause, and appositions, but no clause of its own.
    """
    tags = unit.tags
    first = comma
    while first > 0 and comma - first < _LONGEST and tags[first - 1] not in ".:;-q(hBW":
        first -= 1
    while first < comma and tags[first] in "&br":
        first += 1
    opening = tags.find(",", first, comma)
    if opening < 1 or comma - first >= _LONGEST or tags[first] not in "DSNC":
        return None
    issued = tags[opening + 1] == "c" and _hangs(unit, opening + 1)  # The report, issued late on Monday, said
    if tags[opening + 1] not in "giRv" and not issued:
        return None
    head = noun_phrase_before(unit, opening - 1)
    if head is None or head[0] != first:
        return None
    relative = False
    for index in range(opening + 1, comma):
        tag, before = tags[index], tags[index - 1]
        relative = relative or tag == "R"
        if tag in "PO" and not relative:
            return None
        if tag in "xvc" and before not in "DS'xnr":
            if not relative and not (tag in "vc" and (before in ",NCz&" and _hangs(unit, index))):
                return None
            relative = False
    return head, (opening, comma)


def framed_subject(unit: Unit, comma: int) -> tuple[Chunk, Chunk] | None:
    """For a comma right before a cue, return the noun phrase that opens the sentence and all that stands between.

    "Leik, also campaigning in Norda," (said); "Doe, the co-author of “Going Under,” about the slow death of the lake,"
    (said): whatever it is, it has no verb of its own outside of a relative clause.
    """
    tags = unit.tags
    first = comma
    while first > 0 and comma - first < _FRAMED and tags[first - 1] not in ".:;-(hBW":
        if tags[first - 1] == "q" and not is_title(unit, first - 1):
            break
        first -= 1
    while first < comma and tags[first] in "&br,":
        first += 1
    opening = tags.find(",", first, comma)
    if opening <= first or opening + 1 >= comma or comma - first >= _FRAMED or tags[first] not in "DSNC":
        return None
    head = noun_phrase_before(unit, opening - 1)
    if head is None or head[0] != first:
        head = opening_subject(unit, opening - 1)
    if head is None or head[0] != first or not can_speak(unit, first, _before_relative(tags, *head)):
        return None
    relative = False
    for index in range(opening + 1, comma):
        tag, before = tags[index], tags[index - 1]
        if tag == "R":
            relative = True
        elif tag in "PO" and not relative:
            return None
        elif tag in "xvc" and before not in "DS'xnrCot":
            # asked about the dam; a lawyer hired by the board
            if not relative and not (tag in "vc" and before in ",NCz&WB" and tags[index + 1] in "pTrtW"):
                return None
        elif tag == "," and tags[index + 1] == "&" and not relative and set(tags[index + 1 : comma]) & set("xvc"):
            return None
    return head, (opening, comma)


def _before_relative(tags: str, first: int, last: int) -> int:
    """Some voters | who have heard it: the last token of the noun phrase that the relative clause hangs on."""
    relative = tags.find("R", first + 1, last)
    return relative - 1 if relative > 0 else last


def is_title(unit: Unit, quote: int) -> bool:
    """The author of “Going Under,” a book: a few words in marks behind a noun or "of"."""
    quotation = unit.quotes[quote]
    return quote > 0 and unit.tags[quote - 1] in "NCoDzp" and quotation.end - quotation.start < TITLE_LENGTH


def _begins(unit: Unit, at: int) -> bool:
    """True if a noun phrase begins at token `at` whose head is near: no time ("Last week"), no lone "the"."""
    tags = unit.tags
    if tags[at] == "P":
        return unit.lower[at] in INDEFINITE or unit.lower[at] == "one"
    if tags[at] == "p" and unit.lower[at] in ("about", "around") and tags[at + 1] == "#":
        return True
    if tags[at] not in "DSNC#" or tags[at + 1 : at + 2] == "T":
        return False
    return tags[at] != "D" or unit.lower[at] in INDEFINITE or "N" in tags[at : at + 4] or "z" in tags[at : at + 4]
