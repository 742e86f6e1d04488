"""The names of a coordinated source's members, each as it would stand alone."""

from dataclasses import replace

from attrib.records import Speaker, Speakers
from attrib.regex import regex
from attrib.resolve.mention import Mention
from attrib.resolve.vocabulary import vocabulary

_IN_BODY = regex(r"(an?(?: [a-z-]+){0,2}) ([a-z-]+) (?:in|at|of|from|with) (?:the )?([A-Z][^,;()]{2,60})")


# What stands between two members that may belong to one noun: "the presidents of Norland {and} Sutland", "Ford of Trade {and} Labour".
_TIED = regex(r" (?:of|from|at|for|in|by|between|under|with|to|on|behind|including) [^,]*$")
_BODIES = frozenset(("organisation", "outlet", "document"))
_OWNED = ("its ", "their ", "his ", "her ")
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


def owned_by_others(mention: Mention, found: list[Speakers]) -> list[Speakers]:
    """Return the speakers of each member, those described by the one before them with its name in place of a pronoun.

    "Norland and its allies": "Norland's allies"; "Jane Doe and her supporters": "Jane Doe's supporters".
    """
    result: list[Speakers] = []
    before = ""
    for member, speakers in zip(mention.members, found, strict=True):
        one = speakers[0]
        pointing = member.form == "description" and member.text.lower().startswith(_OWNED)
        if pointing and before and one.name and one.kind != "person":
            one = replace(one, name=f"{attributive(before)} {member.text.split(' ', 1)[1]}")
            speakers = (one, *speakers[1:])
        before = speakers[-1].name or member.text
        result.append(speakers)
    return result


def with_family(found: list[Speakers], mention: Mention) -> list[Speaker]:
    """Return the speakers of all members. "Lena and Paul Ford": a given name alone before a full name shares its family name."""
    last, end = mention.members[-1].name, found[-1][-1].name or ""
    flat = [one for speakers in found for one in speakers]
    if last is None or last.kind != "person" or len(last.tokens) != 2 or not last.name.endswith(end.split(" ")[-1]):
        return flat
    family = last.name.split(" ", 1)[1]
    given = {
        member.text for member in mention.members[:-1] if " " not in member.text and member.text in vocabulary().given
    }
    return [*(replace(one, name=f"{one.name} {family}") if one.name in given else one for one in flat[:-1]), flat[-1]]


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
