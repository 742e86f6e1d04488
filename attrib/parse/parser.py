"""Parse a document: unit by unit, then what crosses units."""

from dataclasses import replace

from attrib.parse.anchors import find_anchors
from attrib.parse.assemble import Hit, assemble
from attrib.parse.grammar import match
from attrib.parse.units import Unit, cut_units
from attrib.records import Attribution, Segmented


def hits_of(unit: Unit) -> list[Hit]:
    """Return the anchors of a unit that fit a pattern, each with it."""
    hits = []
    for anchor in find_anchors(unit):
        fitted = match(anchor.string)
        if fitted is not None:
            hits.append((anchor, fitted))
    return hits


def parse(segmented: Segmented) -> tuple[Attribution, ...]:
    """Return the attributions of a document in text order; `parent` indexes the returned tuple."""
    text = segmented.document.text
    found: list[Attribution] = []
    for unit in cut_units(segmented):
        base = len(found)
        for attribution in assemble(text, unit, hits_of(unit)):
            parent = None if attribution.parent is None else attribution.parent + base
            found.append(replace(attribution, parent=parent))
    return tuple(found)
