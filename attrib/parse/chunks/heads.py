"""What kind of thing a noun phrase names, by its head: people, organisations, documents, occasions."""

from functools import cache

from attrib.lexicon import table, words
from attrib.parse.tokens.units import Unit


@cache
def role_nouns() -> frozenset[str]:
    """Nouns that head a phrase for people ("officials", "spokesman")."""
    return frozenset(form.lower() for row in table("roles") for form in (row["noun"], row["plural"]) if form) | {
        "people"
    }


@cache
def _people() -> frozenset[str]:
    return words("people", "form")


@cache
def occasions() -> frozenset[str]:
    """Nouns of the occasion or medium of speaking: "in a statement", "at a rally", "on Twitter"."""
    return frozenset(row["form"].lower() for row in table("occasions"))


@cache
def _bodies() -> frozenset[str]:
    """Heads of organisations and documents: what can carry a statement without being a person."""
    bodies = {word for form in words("organisations", "form") for word in form.lower().split()[-1:]}
    bodies |= {form.lower() for row in table("documents") for form in (row["noun"], row["plural"]) if form}
    return frozenset(bodies)


@cache
def _documents() -> frozenset[str]:
    return words("documents", "noun") | words("documents", "plural")


_NEAR = frozenset(("close", "familiar", "loyal", "opposed", "privy", "sympathetic"))


def head_of(unit: Unit, first: int, last: int) -> int:
    """Return the head of a noun phrase: its last noun before what hangs on it ("report" in "a report by the council")."""
    tags = unit.tags
    for index in range(first + 1, last + 1):
        if tags[index] in "opvt" or (
            tags[index] in "cTgi" and tags[index - 1] in "NC#z" and tags[index + 1 : index + 2] != "'"
        ):
            near = index - 2 >= first and unit.lower[index - 1] in _NEAR
            return index - 1 - near  # two people familiar with the talks
    return last


def is_document(unit: Unit, first: int, last: int) -> bool:
    """True for "a new poll by the council"."""
    return unit.lower[head_of(unit, first, last)] in _documents()


def names_people(unit: Unit, first: int, last: int) -> bool:
    """True for a name, people or an organisation, not for a document or a measure."""
    if unit.tags[first] in "PO" or "C" in unit.tags[first : last + 1]:
        return True
    head = unit.lower[head_of(unit, first, last)]
    return head in role_nouns() or head in _people() or (head in _bodies() and head not in _documents())


def can_speak(unit: Unit, first: int, last: int) -> bool:
    """True for a name, a pronoun, people, an organisation or a document; "the river" and "two barns" are none."""
    tags, lower = unit.tags, unit.lower
    if tags[first] in "PO" or "C" in tags[first : last + 1]:
        return True
    head = head_of(unit, first, last)
    return lower[head] in role_nouns() or lower[head] in _bodies() or tags[head] in "D#" or lower[head] in _people()
