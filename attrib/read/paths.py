"""Go through the files, folders and streams that a command was given."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrib.errors import InputError
from attrib.read.jsonl import read_lines
from attrib.read.options import ReadOptions
from attrib.read.text import read_text, repaired
from attrib.records import Document, Problem

STANDARD_INPUT = "-"
TEXT_ENDINGS = (".txt", ".md", ".markdown", ".text")
LINE_ENDINGS = (".jsonl", ".ndjson")
# Tags are not words: without a reader of its own a page would be read wrongly without anybody noticing.
_UNREADABLE_ENDINGS = (".html", ".htm", ".xhtml", ".xml", ".json", ".csv")


def read_paths(paths: Iterable[str], options: ReadOptions) -> Iterator[Document | Problem]:
    """Yield the documents of files, folders (all below, in order of their names) and `-` (JSONL on standard input).

    A file's id is its name as given, a JSONL line's its own. Each Problem names the file or line, what is wrong and
    what to do; nothing is raised for an input. An id that comes twice is a Problem; a file that comes twice is read
    once.
    """
    ids: dict[str, str] = {}
    for name in _files(paths):
        if isinstance(name, Problem):
            yield name
            continue
        for found in _read(name, options):
            if isinstance(found, Document):
                if found.id in ids:
                    where = shown(name)
                    yield Problem(
                        f'id "{found.id}" was read before from {ids[found.id]}; give it its own', "read", where
                    )
                    continue
                ids[found.id] = shown(name)
            yield found


def total_bytes(paths: Iterable[str]) -> int | None:
    """Return how many bytes there are to read, None where a stream is among the inputs."""
    total = 0
    for name in _files(paths):
        try:
            status = None if isinstance(name, Problem) or name == STANDARD_INPUT else Path(name).stat()
        except OSError:
            continue
        if name == STANDARD_INPUT or (status and not stat.S_ISREG(status.st_mode)):
            return None
        total += status.st_size if status else 0
    return total


def shown(name: str) -> str:
    """Return an input's name as messages and ids show it."""
    return "standard input" if name == STANDARD_INPUT else repaired(name)


def _files(paths: Iterable[str]) -> Iterator[str | Problem]:
    seen: set[str] = set()
    for given in paths:
        if given != STANDARD_INPUT and Path(given).is_dir():
            below = list(_below(given))
            if not below:
                endings = ", ".join(TEXT_ENDINGS + LINE_ENDINGS)
                yield Problem(f"holds no text ({endings}); name another folder or the files", "read", shown(given))
        else:
            below = [given]
        for name in below:
            if name not in seen:
                seen.add(name)
                yield name


def _below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.casefold().endswith(TEXT_ENDINGS + LINE_ENDINGS):
                yield str(Path(place, name))


def _read(name: str, options: ReadOptions) -> Iterator[Document | Problem]:
    if name == STANDARD_INPUT:
        yield from read_lines(shown(name), sys.stdin.buffer, options)
        return
    try:
        if name.casefold().endswith(LINE_ENDINGS):
            with Path(name).open("rb") as file:
                yield from read_lines(shown(name), file, options)
        else:
            yield from _read_text_file(name, options)
    except FileNotFoundError:
        yield Problem("no such file or folder; check the name", "read", shown(name))
    except PermissionError:
        yield Problem("may not be read; change its permissions", "read", shown(name))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Problem(f"cannot be read ({reason}); check the file", "read", shown(name))


def _read_text_file(name: str, options: ReadOptions) -> Iterator[Document | Problem]:
    where = shown(name)
    if name.casefold().endswith(_UNREADABLE_ENDINGS):
        endings = ", ".join(TEXT_ENDINGS + LINE_ENDINGS)
        yield Problem(f"{Path(name).suffix} files are not read; save the text as one of {endings}", "read", where)
        return
    with Path(name).open("rb") as file:
        status = os.fstat(file.fileno())
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
        content = b"" if size > options.max_bytes else file.read(options.max_bytes + 1)
    size = max(size, len(content))
    if size > options.max_bytes:
        told = f"{_megabytes(size)}, limit {_megabytes(options.max_bytes)}"
        yield Problem(f"{told} (--max-bytes)", "read", where)
        return
    try:
        document, problems = read_text(where, content, options)
    except InputError as error:
        yield Problem(str(error), "read", where)
        return
    yield from problems
    yield document


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{size} bytes"
