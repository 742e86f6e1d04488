"""Find the cues of a unit and type what stands around each: the strings of symbols that the grammar is asked about."""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.readers.line_shapes import read_led_block, read_led_quote, read_line, read_named_quote
from attrib.parse.readers.noun_cues import read_adjective, read_noun
from attrib.parse.readers.phrases import read_phrase
from attrib.parse.readers.quoted import read_quoted
from attrib.parse.readers.uttered import read_uttered
from attrib.parse.readers.verbal import read_verb
from attrib.parse.tokens.cues import openings
from attrib.parse.tokens.units import Unit
from attrib.regex import regex

# Cues of one unit. Of 51,000 units of news none has more than seven that attribute; "he said she said he said …" is no sentence, and
# what follows the last of them is not read.
MOST = 16


def _speaks_on(unit: Unit, verb: int) -> bool:
    """Leik commented, "It is late": the words follow, so that the verb is more than a mention of speaking."""
    return unit.tags[verb + 1 : verb + 3] in (",q", ":q") or unit.tags[verb + 1 : verb + 2] == "q"


_VERB_OR_QUOTE = regex("[ciq]")  # the tags


def _places(unit: Unit) -> list[int]:
    """Return the tokens that a cue can begin with: verbs, quotations, nouns and adjectives, and the first words of phrases."""
    lower, beginnings = unit.lower, openings()
    found = [place.start() for place in _VERB_OR_QUOTE.finditer(unit.tags)]
    for index in unit.openers:
        seconds = beginnings[lower[index]]
        if "" in seconds or (index + 1 < len(lower) and lower[index + 1] in seconds):
            found.append(index)
    return sorted(set(found))


_SHAPED = frozenset(("headline", "source_line"))  # zones whose lines can attribute by their shape without a colon


def find_anchors(unit: Unit) -> list[Anchor]:
    """Return the first MOST anchors of a unit in text order. Nothing is decided here: the grammar says which of them attribute."""
    line = read_line(unit) if ":" in unit.tags or unit.zone in _SHAPED else None
    found: list[Anchor] = [line] if line else []
    if line and line.group.use == "line":
        return found
    first = line.group.last + 1 if line and line.group.use == "colon" else 0
    for index in _places(unit):
        if index < first:
            continue
        anchor = None
        tag = unit.tags[index]
        if tag == "q":
            anchor = read_quoted(unit, index) or read_named_quote(unit, index) or read_led_quote(unit, index)
            anchor = anchor or read_uttered(unit, index)
        elif tag.isalpha() and (tag != "C" or index == 0):
            heard = found[-1] if found else None
            opens = unit.lower[index] in openings()
            if opens:
                anchor = read_phrase(unit, index, heard)
            if tag in "ci" and (anchor is None or (anchor.ending == "EVENT" and _speaks_on(unit, index))):
                anchor = read_verb(unit, index, heard)
            if anchor is None and opens and tag in "Nzcgiv":
                anchor = read_noun(unit, index) or read_adjective(unit, index)
        if anchor is not None:
            found.append(anchor)
            if len(found) == MOST:
                break
            tails = [last for name, _, last in anchor.symbols if name == "TAIL"]
            first = max(index, anchor.group.last, *tails) + 1
    if unit.tags[-1] == ":" and not any(anchor.ending == "NEXT" for anchor in found):
        led = read_led_block(unit)
        found += [led] if led else []
    return found
