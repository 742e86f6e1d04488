"""The names of a coordinated source's members, each as it would stand alone."""

from attrib.regex import regex
from attrib.resolve.mentions import Mention
from attrib.resolve.vocabulary import vocabulary

_IN_BODY = regex(r"(an?(?: [a-z-]+){0,2}) ([a-z-]+) (?:in|at|of|from|with) (?:the )?([A-Z][^,;()]{2,60})")


def with_family(names: list[str], mention: Mention) -> list[str]:
    """ "Lena and Paul Ford": a given name alone before a full name shares its family name."""
    last = mention.members[-1].name
    if last is None or last.kind != "person" or len(last.tokens) != 2 or not last.name.endswith(names[-1].split()[-1]):
        return names
    family = last.name.split(" ", 1)[1]
    alone = [
        " " not in name and name in vocabulary().given and name == one.text
        for name, one in zip(names[:-1], mention.members[:-1], strict=True)
    ]
    return [f"{name} {family}" if short else name for name, short in zip(names[:-1], alone, strict=True)] + names[-1:]


def attributive(name: str) -> str:
    """Return a country's name as it stands before a noun: "United States" → "US", "Norway" → "Norwegian"."""
    places = vocabulary().places
    row = places.get(name)
    if row is None or row["kind"] != "country":
        return f"{name}'s"
    short = sorted(
        form
        for form, other in places.items()
        if other["country"] == row["country"] and form.isupper() and len(form) < 4
    )
    return short[0] if short and "." not in short[0] else row["demonym"].split("|")[0] or f"{name}'s"


def with_acronym(described: str) -> str:
    """Return an unnamed source's words with its body's acronym in front of the noun, so that outlets compare.

    "a senior official in the North Atlantic Alliance" → "a senior NATO official".
    """
    found = _IN_BODY.fullmatch(described)
    body = vocabulary().organisations.get(found[3], ("", ""))[0] if found else ""
    if found is None or not (body.isupper() and " " not in body):
        return described
    return f"{found[1]} {body} {found[2]}"
