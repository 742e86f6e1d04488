"""The paragraphs of a text: its lines, joined again where they were wrapped to a width."""

from typing import NamedTuple

from attrib.regex import regex

_LINE = regex(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WRAP_MIN, _WRAP_MAX = 50, 110


class Line(NamedTuple):
    """A paragraph without the white space around it. `gap` counts the blank lines before it (0 for the first)."""

    start: int
    end: int
    gap: int


def read_lines(text: str) -> list[Line]:
    """Return the non-blank lines of a text in order; lines wrapped to a width are joined to their paragraph."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        piece = match.group()
        body = piece.strip()
        if not body:
            continue
        start = match.start() + len(piece) - len(piece.lstrip())
        between = text[last:start]
        breaks = between.count("\n") or between.count("\r") + between.count("\u2028") + between.count("\u2029")
        found.append(Line(start, start + len(body), max(0, breaks - 1) if found else 0))
        last = found[-1].end
    return _unwrap(text, found)


def _unwrap(text: str, lines: list[Line]) -> list[Line]:
    """Join wrapped lines: every line of a block is as full as the width allows, and some go on in lower case."""
    width = _wrapped_at(text, lines)
    if width is None:
        return lines
    joined: list[Line] = []
    for number, line in enumerate(lines):
        previous = lines[number - 1] if number else None
        if joined and line.gap == 0 and previous and previous.end - previous.start + 1 + _first(text, line) > width - 8:
            joined[-1] = Line(joined[-1].start, line.end, joined[-1].gap)
        else:
            joined.append(line)
    return joined


def _wrapped_at(text: str, lines: list[Line]) -> int | None:
    """Return the width in characters at which a text was wrapped, None where it was not."""
    inner = [i for i in range(len(lines) - 1) if lines[i + 1].gap == 0]
    width = max((lines[i].end - lines[i].start for i in inner), default=0)
    if not _WRAP_MIN <= width <= _WRAP_MAX or max(line.end - line.start for line in lines) > _WRAP_MAX:
        return None
    full = lower = 0
    for i in inner:
        full += lines[i].end - lines[i].start + 1 + _first(text, lines[i + 1]) > width - 8
        lower += text[lines[i + 1].start].islower()
    return width if full >= 0.7 * len(inner) and lower >= 0.4 * len(inner) else None


def _first(text: str, line: Line) -> int:
    return len(text[line.start : line.end].split(None, 1)[0])
