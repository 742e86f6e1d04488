"""A stretch of a paragraph of one kind, before it gets its place among the zones."""

from typing import NamedTuple

from attrib.records import Credit


class Piece(NamedTuple):
    """`kind` and `label` are those of the zone that it becomes, `credits` what it says of outlets and authors."""

    kind: str
    start: int
    end: int
    label: str | None = None
    credits: tuple[Credit, ...] = ()


def trim(text: str, start: int, end: int) -> int:
    """Return END without the white space before it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def skip(text: str, start: int, end: int) -> int:
    """Return START behind the white space that begins there."""
    while start < end and text[start].isspace():
        start += 1
    return start
