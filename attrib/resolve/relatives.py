"""Two of one family of whom the text names one in full: "Kranic" alone may then be the other."""

from attrib import lexicon
from attrib.regex import regex
from attrib.resolve.entities import Entity
from attrib.resolve.names import Name
from attrib.resolve.outlet_names import fold
from attrib.resolve.vocabulary import vocabulary

_KIN = (
    r"(?:(?:elder|eldest|younger|youngest|twin|late|only|former|ex-|step|half-?)[ -]?)?"
    r"(?:brother|sister|son|daughter|father|mother|wife|husband|widow|widower|uncle|aunt|niece|nephew|cousin|grandson|"
    r"granddaughter|grandfather|grandmother)"
)
_AS_KIN = regex(rf"(?:\b[Hh]is|\b[Hh]er|\b[Tt]heir|[’']s?) {_KIN},? $")
_PAIR = regex(r"\b(\w+) (?:and|&) $")
_BEFORE = 48  # characters before a full name
_BACK = 4000  # characters in which the family name stood alone before


def other_bearer(text: str, person: Entity) -> str | None:
    """Return whom the family name of a person, named in full, may mean as well: "Edda Kranic", "Kranic", or None.

    "Edda and Tomas Kranic" are two; "Kranic opened the shop. His daughter, Edda Kranic, …": the one named first is
    somebody else. Looks at the place of the first full name alone.
    """
    if len(person.tokens) < 2:
        return None
    at = person.first
    family = person.name.split()[-1]
    before = text[max(0, at - _BEFORE) : at]
    pair = _PAIR.search(before)
    if pair and fold(pair[1]) in vocabulary().given and not _named(before[: pair.start()]):
        return f"{pair[1]} {family}"
    if not _AS_KIN.search(before):
        return None
    earlier = text.rfind(family, max(0, at - _BACK), at)
    return family if earlier >= 0 and not text[earlier + len(family) : earlier + len(family) + 1].isalnum() else None


def name_rule(person: Entity, name: Name) -> str:
    """Return by which of a person's names a name means the person: own_name, family_name or given_name."""
    if person.tokens == name.tokens:
        return "own_name"
    return "family_name" if person.tokens[-1] == name.tokens[-1] else "given_name"


def _named(before: str) -> bool:
    """True where the words before a given name make it the end of another name: "Ana Ford Jan and Tomas Kranic"."""
    words = before.split()
    return bool(words) and words[-1][:1].isupper() and words[-1].lower() not in lexicon.words("function_words", "form")
