"""Read JSON lines: one object a line with "text", and "id", "title", "publisher", "date", "url" if they are known.

"published", as what attrib writes calls the day, is as good as "date".
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from attrib.errors import InputError
from attrib.read.kinds import kind_of_text
from attrib.read.opening import opened
from attrib.read.options import ReadOptions, iso_day
from attrib.read.text import repaired
from attrib.records import Document, Origin, Problem

_TOLD = ("title", "publisher", "url")
_DATES = ("date", "published")


def read_lines(
    name: str, file: BinaryIO, options: ReadOptions, path: str | None = None
) -> Iterator[Document | Problem]:
    """Yield a Document, or a Problem that names the line, for each line of a file that is not blank.

    Reads one line at a time, so that a stream is answered as it comes. A line without an id is called NAME:NUMBER.
    `path` is the resolved path of the file, None for a stream.
    """
    wrong, lines = opened(file, options.max_bytes)
    if wrong:
        yield Problem(wrong, "read", name)
        return
    number = 0
    empty = True
    while line := lines.readline(options.max_bytes + 1):
        number += 1
        if len(line) > options.max_bytes:
            empty = False
            yield Problem(f"longer than {options.max_bytes} bytes (--max-bytes)", "read", f"{name}, line {number}")
            if line.endswith(b"\n") or lines.skip_line(options.max_bytes):
                continue
            yield Problem("has no end; what is behind it is not read", "read", f"{name}, line {number}")
            return
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        empty = False
        where = f"{name}, line {number}"
        try:
            document, odd = _document(line, f"{name}:{number}", options, Origin(path, number, where=where))
        except InputError as error:
            yield Problem(str(error), "read", where)
            continue
        if odd:
            yield Problem(odd, "read", where)
        yield document
    if empty:
        yield Problem("is empty; nothing to read", "read", name)


def _document(line: bytes, default_id: str, options: ReadOptions, origin: Origin) -> tuple[Document, str]:
    value = _object(line)
    text = value.get("text")
    if not isinstance(text, str):
        raise InputError('has no "text"' if text is None else '"text" is not a string')
    if not text.strip():
        raise InputError('"text" is empty; nothing to read')
    kind = kind_of_text(text)
    if kind:
        raise InputError(f'"text" is {kind.what}, not news text; put the words of the article alone in it')
    for key in (*_TOLD, *_DATES):
        if not isinstance(value.get(key), str | None):
            raise InputError(f'"{key}" is not a string')
    name = value.get("id")
    if not isinstance(name, str | int | None):
        raise InputError('"id" is neither a string nor a whole number')
    odd = ""
    dated = next((key for key in _DATES if value.get(key)), None)
    day = iso_day(value[dated]) if dated else None
    if dated and day is None:
        odd = f'"{dated}" {json.dumps(value[dated])} is not like 2031-03-04; it is left out'
    told = {key: repaired(value[key]) if value.get(key) else getattr(options, key) for key in _TOLD}
    named = name not in (None, "")
    document = Document(
        id=repaired(str(name)) if named else default_id,
        text=repaired(text),
        date=day or options.date,
        origin=replace(origin, named=named),
        **told,
    )
    return document, odd


def _object(line: bytes) -> dict[str, Any]:
    """Return the JSON object of a line. Raises InputError for anything else."""
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} is not UTF-8; write the line as UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON ({error.msg}, column {error.colno}); correct or remove the line") from error
    except (ValueError, RecursionError) as error:
        raise InputError("is JSON that cannot be read (nested too deep, or a number too long)") from error
    if not isinstance(value, dict):
        array = "; an array becomes lines with jq -c '.[]' FILE" if isinstance(value, list) else ""
        raise InputError(f'is not a JSON object; write {{"id": "…", "text": "…"}}{array}')
    return value
