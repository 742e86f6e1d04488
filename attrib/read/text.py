"""Decode text and Markdown files, and take the publisher, date, title and address that may stand at their top.

The text keeps its length and its line ends, so that offsets count characters of the file as it is; only a byte order
mark at the very start is not part of the text.
"""

from typing import NamedTuple

from attrib.errors import InputError
from attrib.read.kinds import kind_of_bytes, kind_of_text
from attrib.read.options import ReadOptions, iso_day
from attrib.records import Document, Origin, Problem
from attrib.regex import regex

_FRONT_MATTER = regex(r"---[ \t]*\r?\n((?:.*\n){0,40}?)---[ \t]*(?:\r?\n|$)")
_ENTRY = regex(r"([A-Za-z_][\w -]{0,40}):(?:[ \t]+(.*))?")
_CONTINUED = regex(r"[ \t]+\S|-[ \t]|#")
_KEYS = ("title", "publisher", "date", "url")
_NOT_LINE_END = regex(r"[^\r\n]")
# Half of a surrogate pair, as JSON's "\ud83d" may leave one: no encoding can carry it. As long as what it replaces.
_SURROGATE = regex("[\ud800-\udfff]")
# Control characters that no news text holds; more than one in a thousand means that the guess was wrong.
_CONTROLS = regex(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """A text, and which encoding was assumed where it could not be known ("" where it could)."""

    text: str
    assumed: str = ""


def decode(content: bytes, encoding: str | None) -> Decoded:
    """Return the text of some bytes. Raises InputError (without the file's name) for bytes that are no text."""
    if encoding:
        try:
            return Decoded(repaired(content.decode(encoding)))
        except UnicodeError as error:
            at = error.start if isinstance(error, UnicodeDecodeError) else 0
            raise InputError(f"byte {at} is not {encoding}; name the right one with --encoding") from error
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return Decoded(repaired(content.decode("utf-16")))
        except UnicodeError as error:
            raise InputError("begins like UTF-16 but is not; name the encoding with --encoding") from error
    if b"\0" in content:
        raise InputError("is a binary file, not text; save its text as UTF-8 and read that")
    try:
        return Decoded(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        wrong_at = error.start
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or len(_CONTROLS.findall(content)) * 1000 > len(content):
        raise InputError(f"byte {wrong_at} is not UTF-8, nor is it other text; name its encoding with --encoding")
    return Decoded(text, "Windows-1252")


def repaired(text: str) -> str:
    """Return a text with each half of a surrogate pair replaced by U+FFFD; its length stays."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def read_text(
    name: str, content: bytes, options: ReadOptions, path: str | None = None
) -> tuple[Document, tuple[Problem, ...]]:
    """Return the document of a text file's bytes, and what was odd. Raises InputError for what cannot be read.

    `name` is the file as given, `path` its resolved path.

    Front matter (`key: value` lines between two `---` lines at the very top) is blanked out, not cut off.
    """
    refused = kind_of_bytes(content)
    decoded = Decoded("") if refused else decode(content, options.encoding)
    refused = refused or kind_of_text(decoded.text)
    if refused:
        raise InputError(refused.message)
    text, told = take_front_matter(decoded.text)
    if not text.strip():
        raise InputError("is empty; nothing to read")
    problems = []
    if decoded.assumed:
        message = f"is not UTF-8; read as {decoded.assumed}, name the right encoding with --encoding"
        problems.append(Problem(message, "read", name, warning=True))
    day = iso_day(told["date"]) if "date" in told else None
    if "date" in told and day is None:
        message = f'date "{told["date"]}" is not like 2031-03-04; it is left out'
        problems.append(Problem(message, "read", name))
    document = Document(
        id=name,
        text=text,
        title=told.get("title") or options.title,
        publisher=told.get("publisher") or options.publisher,
        date=day or options.date,
        url=told.get("url") or options.url,
        origin=Origin(path, where=name),
    )
    return document, tuple(problems)


def take_front_matter(text: str) -> tuple[str, dict[str, str]]:
    """Return the text with its front matter blanked out, and what it says under title, publisher, date and url.

    >>> take_front_matter("---\\npublisher: The Lantern\\n---\\nRain fell.")
    ('   \\n                      \\n   \\nRain fell.', {'publisher': 'The Lantern'})
    """
    block = _FRONT_MATTER.match(text)
    if block is None:
        return text, {}
    told: dict[str, str] = {}
    for line in block[1].splitlines():
        entry = _ENTRY.fullmatch(line.rstrip())
        if entry is None:
            # "tags:" may go on in indented or listed lines; any other line means that the dashes are a mere rule.
            if line.strip() and not _CONTINUED.match(line):
                return text, {}
            continue
        key, value = entry[1].casefold(), (entry[2] or "").strip()
        if key in _KEYS and value:
            told[key] = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
    return _NOT_LINE_END.sub(" ", block[0]) + text[block.end() :], told
