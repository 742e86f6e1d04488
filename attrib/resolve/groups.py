"""The names of a coordinated source's members, each as it would stand alone."""

from attrib.resolve.mentions import Mention
from attrib.resolve.vocabulary import vocabulary


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
