"""The record of a source as read."""

from typing import NamedTuple

from attrib.records import Span
from attrib.resolve.names import Name
from attrib.resolve.roles import Role


class Mention(NamedTuple):
    """A source as read. form: pronoun, name, description, group (then `members` holds its parts).

    `head` is the pronoun or the lower-case head noun and `sort` what it is a noun for: role, roles, body, bodies,
    document, documents, people. `text` is the mention trimmed, with a small article. `owner` owns it ("Norda's").
    """

    form: str
    text: str
    span: Span
    head: str = ""
    sort: str = ""
    definite: bool = False
    plural: bool = False
    name: Name | None = None
    name_span: Span | None = None
    role: Role | None = None
    words: frozenset[str] = frozenset()
    owner: str = ""
    members: tuple["Mention", ...] = ()
