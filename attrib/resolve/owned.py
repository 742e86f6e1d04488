"""Organisations whose name begins with its members: "the Dockers' Union of Norda", "the Women's Institute"."""

from attrib.regex import regex
from attrib.resolve.mention import Mention
from attrib.resolve.roles import head_noun
from attrib.resolve.vocabulary import modifiers

_MEMBERS = regex(r"(?:^|[\s(])([^\W\d_a-z][\w-]+)(?:['’]s|(?<=s)['’]) $")
_LONGEST = 30  # characters of the members' noun


def members_start(text: str, left: int) -> int:
    """Return where an organisation's name at an offset begins when its members own it; the offset itself where not."""
    if text[left - 1 : left] != " " or text[left - 2 : left - 1] not in ("s", "'", "’"):
        return left
    found = _MEMBERS.search(text, max(0, left - _LONGEST), left)
    if found and head_noun(found[1])[1] in ("roles", "people"):
        return found.start(1)
    return left


def with_members(text: str, mention: Mention) -> Mention:
    """Return a mention of an organisation with the members before its name: "Union of Norda" owned by "Dockers"."""
    if mention.members:
        return mention._replace(members=tuple(with_members(text, one) for one in mention.members))
    if not (mention.owner and mention.name and mention.name_span and mention.name.kind == "organisation"):
        return mention
    left, right = mention.name_span
    start = members_start(text, left)
    if start == left:
        return mention
    whole = " ".join(text[start:right].split())
    return mention._replace(
        owner="",
        name=mention.name._replace(name=whole, offset=0),
        name_span=(start, right),
        words=modifiers(whole),
    )
