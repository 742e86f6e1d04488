"""Family names that are words as well: "Ana Rose resigned. Rose blamed the storm."."""

from attrib import lexicon
from attrib.regex import regex

# The space stands outside of what looks ahead: the search then leaps over names that none follows.
_GIVEN_AND_FAMILY = regex(r"([A-Z](?<!\w[A-Z])\w+) (?=(?:[A-Z]\. )?([A-Z][a-z]+)\b)")


def family_names(text: str) -> frozenset[str]:
    """Return the capitalised words that stand behind a given name somewhere in a text."""
    given = lexicon.words("given_names", "name")
    return frozenset(found[2] for found in _GIVEN_AND_FAMILY.finditer(text) if found[1] in given)
