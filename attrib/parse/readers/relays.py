"""Words that pass through a second mouth: "quoted Leik as saying that …", "was quoted by the Lantern as saying"."""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.noun_phrases import noun_phrase_after
from attrib.parse.chunks.subjects import apposition_before, noun_phrase_before
from attrib.parse.chunks.verbs import BE, Group
from attrib.parse.tokens.units import Unit
from attrib.records import Via

_QUOTED = frozenset("quoted quotes quote quoting cited cites citing reported recorded described".split())
_REACH = 16  # tokens between "quoted" and "as saying"


def read_as_saying(unit: Unit, anchor: Anchor) -> bool:
    """Complete an anchor on "saying" behind "as"; the outlet that quotes becomes a hop, not a source."""
    head = anchor.group.head
    word = head - 1
    verb = next((at for at in range(word - 1, max(-1, word - _REACH), -1) if unit.lower[at] in _QUOTED), -1)
    if verb < 1:
        return False
    first = verb
    while first and unit.tags[first - 1] in "xnr":
        first -= 1
    outlet = None
    if any(form in BE for form in unit.lower[first:verb]):
        pair = apposition_before(unit, first - 1) if first and unit.tags[first - 1] == "," else None
        source = (pair[0][0], pair[1][1]) if pair else noun_phrase_before(unit, first - 1)
        if unit.lower[verb + 1] == "by":
            outlet = noun_phrase_after(unit, verb + 2)
        if source is None:
            return False
        anchor.symbols = [("SUBJ", *source), ("QUOTED_AS", first, head)]
        if _quoted_before(unit, anchor, source[0], head + 1):
            if outlet:
                anchor.via.append(Via("quoted_by", unit.span(*outlet), unit.span(verb, verb + 1)))
            return True
        anchor.parts = [(first, head)] if word == verb + 1 else [(first, verb), (word, head)]
    else:
        source = noun_phrase_after(unit, verb + 1)
        if source is None or source[1] >= word:
            return False
        outlet = noun_phrase_before(unit, first - 1)
        anchor.symbols = [("QUOTES", verb, verb), ("POSTSUBJ", *source), ("SAYING", word, head)]
        anchor.parts = [(first, verb), (word, head)]
        if outlet and unit.tags[max(0, outlet[0] - 2) : outlet[0]] == "q,":
            # "It was a mistake," the Lantern quoted Leik as saying.  The quotation stands first, and nothing follows.
            anchor.via.append(Via("quoted_by", unit.span(*outlet), unit.span(verb, verb)))
            anchor.edge = outlet[0] - 1
            anchor.symbols.insert(0, ("ANTE", 0, outlet[0] - 2))
            anchor.symbols.append(("END", head + 1, head + 1))
            return True
    if outlet:
        anchor.via.append(Via("quoted_by", unit.span(*outlet), unit.span(verb, verb)))
    at = anchor.group.last + 1
    told = noun_phrase_after(unit, at) if unit.lower[head] == "telling" else None
    if told and unit.tags[told[1] + 1 : told[1] + 2] in ("h", ":", "q"):  # as telling the crews that …
        at = told[1] + 1
    return read_reported_clause(unit, anchor, at)


def _quoted_before(unit: Unit, anchor: Anchor, first: int, at: int) -> bool:
    """ "It was a mistake," the diplomat was quoted as saying (by the Lantern)."""
    tags = unit.tags
    if first < 2 or tags[first - 1] != ",":
        return False
    if tags[first - 2] != "q" and tags[at : at + 1] not in ("", ".") and unit.lower[at : at + 1] != ("by",):
        return False  # In the end, Leik was quoted as saying that …
    if unit.lower[at : at + 1] == ("by",) and (outlet := noun_phrase_after(unit, at + 1)):
        anchor.via.append(Via("quoted_by", unit.span(*outlet), unit.span(at, at)))
        at = outlet[1] + 1
    anchor.parts = []
    anchor.group = Group(anchor.symbols[1][1], anchor.group.head, anchor.group.head, "finite", False)
    anchor.edge = first - 1
    anchor.symbols.insert(0, ("ANTE", 0, first - 2))
    anchor.symbols.append(("END", at, at))
    return True


def read_reported_clause(unit: Unit, anchor: Anchor, at: int) -> bool:
    """Append the content behind "as saying": a quotation, or a clause with or without "that"."""
    tags = unit.tags
    if at < len(tags) and tags[at] in ",:" and tags[at + 1 : at + 2] == "q":
        anchor.symbols.append(("COMMA" if tags[at] == "," else "COLON", at, at))
        at += 1
    if at >= len(tags):
        return False
    if tags[at] == "q" and tags[at + 1 : at + 2] in ("", ".", ",", ";"):
        anchor.symbols.append(("QUOTE", at, -1))
        return True
    if tags[at] == "h":
        anchor.symbols.append(("THAT", at, at))
        at += 1
    if at >= len(tags) or tags[at] in ".,;:":
        return False
    anchor.symbols.append(("CLAUSE", at, -1))
    return True
