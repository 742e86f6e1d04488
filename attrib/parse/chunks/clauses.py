"""Whether a clause begins here: a finite verb ahead, behind a subject that fits it."""

from attrib.lexicon import words
from attrib.parse.chunks.noun_phrases import apposition_after
from attrib.parse.tokens.units import Unit

_AFTER_VERB = frozenset("DSPtphOrqgi")


def finite_ahead(unit: Unit, at: int) -> bool:
    """True if a finite verb stands in the clause that begins at token `at`; an apposition may come before it."""
    tags, lower = unit.tags, unit.lower
    seen = False
    relative = 0  # relative clauses that are still without their verb: "the boy who comes home | is late"
    index = at
    size = len(tags)
    while index < min(at + 40, size):
        tag = tags[index]
        if tag in ".;" or (tag == ":" and seen):
            return False
        if (
            tag == "W"
            and lower[index] == "when"
            and seen
            and "z" not in tags[at:index]
            and lower[index - 1] not in words("time", "form")
        ):
            return False  # admitted theft when he appeared in court
        if tag == "-" and seen and tags[index + 1 : index + 2] == "h":
            return False  # we know the boy who runs - that those runners get enough …
        if tag == "," and seen:
            apposition = apposition_after(unit, index)
            if apposition is None and (closing := _interruption(unit, index)):
                index = closing
            elif apposition is None or apposition[1] + 1 >= size:
                return False
            elif tags[apposition[1]] == ",":
                index = apposition[1]
            elif (
                tags[apposition[1] + 1] != "q"
            ):  # a comma can stand inside the marks: the charge, which is “grave,” was dropped
                return False  # denied a second charge, which was dropped
        elif (
            (tag == "x" and lower[index] not in ("be", "been"))
            or (tag in "vc" and seen and tags[index - 1] not in "DS")
            or (tag == "z" and seen and is_verb(unit, index))
            or (
                tag == "'"
                and lower[index] == "'s"
                and tags[index + 1 : index + 2] in ("D", "r", "n", "g", "v", "h", "t")
            )
            or (tag == "q" and seen and index > at and tags[index - 1] in "NCPz#)'")
        ):
            if not relative:
                return True
            relative -= 1
            while index + 1 < size and tags[index + 1] in "xnrvc":
                index += 1
        elif tag == "R" and seen and index > at and tags[index - 1] in "NC#z":
            relative += 1
        elif tag in "&b" and tags[index + 1 : index + 2] in ("c", "v", "x"):
            return False  # denied any part in it and called it a lie: the verb behind "and" has the same subject
        elif tag in "DSNC#PO":
            seen = True
        index += 1
    return False


def _interruption(unit: Unit, comma: int) -> int:
    """The scandal, while troublesome, was over: the comma that closes the words between a subject and its verb, or 0."""
    tags = unit.tags
    closing = tags.find(",", comma + 1, comma + 12)
    if closing < 0 or set(tags[comma + 1 : closing]) & set(".;:&b") or tags[comma + 1] in "DPSNC":
        return 0
    return closing if tags[closing + 1 : closing + 2] in ("x", "v", "c") else 0


def plain_clause(unit: Unit, at: int) -> bool:
    """He implied the judge was biased: a noun phrase and its finite verb follow at once."""
    tags = unit.tags
    index = at
    while index < len(tags) and index - at < 12 and tags[index] in "DSNC#Pzo'pgiq":
        index += 1
    if index < len(tags) and unit.lower[index] in ("be", "been"):
        return False
    return at < index < len(tags) and (tags[index] == "x" or (tags[index] in "vc" and tags[index - 1] not in "DS'p"))


def is_verb(unit: Unit, index: int) -> bool:
    """ "plans" and "plan" are verbs after a subject that agrees, before something a verb can take."""
    before, word = unit.tags[index - 1], unit.lower[index]
    if unit.tags[index + 1 : index + 2] not in _AFTER_VERB:
        return False
    plural = unit.lower[index - 1].endswith("s") and before in "NC"
    return before == "P" or (plural != word.endswith("s") and (plural or before in "NC"))
