"""The names of a coordinated source's members, each as it would stand alone."""

from attrib.records import Speaker
from attrib.regex import regex
from attrib.resolve.mention import Mention
from attrib.resolve.vocabulary import vocabulary

_IN_BODY = regex(r"(an?(?: [a-z-]+){0,2}) ([a-z-]+) (?:in|at|of|from|with) (?:the )?([A-Z][^,;()]{2,60})")


# What stands between two members that may belong to one noun: "the presidents of Norland {and} Sutland", "Ford of Trade {and} Labour".
_TIED = regex(r" (?:of|from|at|for|in|by|between|under|with|to|on|behind|including) [^,]*$")
_BODIES = frozenset(("organisation", "outlet", "document"))
_FREE = ("the ", "a ", "an ", "his ", "her ", "its ", "their ", "other ", "some ", "many ", "several ")


def alone(text: str, mention: Mention, speakers: list[Speaker]) -> int | None:
    """Return which member of a coordinated source speaks alone, the "and" being inside a name or role; None for all.

    "Trade and Labour Minister Ana Ford", "Ana Ford of the School of Trade and Labour".
    """
    first, last = mention.members[0], mention.members[-1]
    if speakers[-1].kind == "person" and last.form == "name" and last.name and speakers[0].kind != "person":
        front = (last.role.text if last.role else "") or last.name.before
        titled = bool(front) and front.lower() != last.name.role.lower() and not last.definite
        field = bool(front) and first.text.rsplit(" ", 1)[-1] in vocabulary().fields
        bare = (first.form == "name" and not first.head) or (field and first.owner)
        if (titled or field) and bare and len(speakers) == 2:
            return 1
    tied = _TIED.search(text, first.span[0], mention.members[1].span[0])
    if tied and first.form == "name" and speakers[0].kind == "person" and speakers[-1].kind != "person":
        return 0
    return None


def is_doubtful(text: str, mention: Mention, speakers: list[Speaker]) -> bool:
    """Tell whether a coordinated source may be one name, or one noun with two modifiers, rather than several speakers.

    "the Centre for Control and Prevention", "Norlandic and rebel officials", "legislators in Norland and Sutland".
    """
    words = vocabulary()
    first, last = mention.members[0], mention.members[-1]
    kinds = {one.kind for one in speakers}
    for one, speaker in zip(mention.members, speakers, strict=True):
        beside = "person" in kinds and one.form == "name" and one.name and one.name.kind in ("word", "unknown")
        if (speaker.rule in ("own_words", "document_author") or speaker.kind == "unknown") and not beside:
            return True
        if one.form != "name" or one.name is None or one.head:
            continue
        plain = one.name.name in words.fields or one.name.name.lower() in words.heads
        if plain or (one.name.kind == "word" and speaker.rule == "own_name" and kinds & _BODIES):
            return True
    bare = last.form == "description" and last.plural and not last.text.lower().startswith(_FREE)
    if bare and first.form == "name" and speakers[0].kind != "person" and not first.head:
        return True  # "Norlandic and rebel officials"
    tied = _TIED.search(text, first.span[0], mention.members[1].span[0])
    if speakers[-1].kind == "person" and not (tied and first.form == "description"):
        return speakers[0].kind != "person" and first.form == "name" and not first.head and bool(last.role)
    return bool(tied) and (first.form == "description" or not last.text.startswith(_FREE))


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
