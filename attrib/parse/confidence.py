"""How sure a pattern is: its measured precision, lowered by what makes a reading doubtful."""

from functools import cache

from attrib.lexicon import table
from attrib.parse.anchor import Anchor
from attrib.parse.grammar import Match
from attrib.parse.units import Unit

_DEFAULT = 0.6


@cache
def _precision() -> dict[str, float]:
    return {row["pattern"]: float(row["precision"]) for row in table("precision")}


def confidence(unit: Unit, anchor: Anchor, match: Match) -> float:
    """Return the share of right readings to expect, 0 to 1, rounded to two digits."""
    value = _precision().get(match.pattern, _DEFAULT)
    if any(not quotation.closer for quotation in unit.quotes.values()):
        value *= 0.9
    if anchor.implicit:
        value *= 0.95
    return round(value, 2)
