"""Go through the files, folders and streams that a command was given."""

import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path

from attrib.errors import InputError
from attrib.read.endings import LINE_ENDINGS, refused_ending
from attrib.read.folders import listing
from attrib.read.jsonl import read_lines
from attrib.read.options import ReadOptions
from attrib.read.text import read_text, repaired
from attrib.records import Document, Problem

STANDARD_INPUT = "-"


def read_paths(paths: Iterable[str], options: ReadOptions, *, every: bool = False) -> Iterator[Document | Problem]:
    """Yield the documents of files, folders (all below, in order of their names) and `-` (JSONL on standard input).

    A file's id is its name as given, a JSONL line's its own. Each Problem names the file or line, what is wrong and
    what to do; nothing is raised for an input. A file that comes twice is read once, whatever the names it is given by.
    An id that comes twice is a Problem; with `every` its documents come nevertheless, for whoever tells them apart. What
    is left out of a folder is told once, as a warning.
    """
    ids: dict[str, str] = {}
    done: set[str] = set()
    for name in _files(paths, done):
        if isinstance(name, Problem):
            yield name
            continue
        for found in _read(name, options):
            if isinstance(found, Document):
                done.add(name)
                if not every and found.id in ids:
                    where = shown(name)
                    yield Problem(
                        f'id "{found.id}" was read before from {ids[found.id]}; give it its own', "read", where
                    )
                    continue
                if not every:
                    ids[found.id] = shown(name)
            yield found


def total_bytes(paths: Iterable[str]) -> int | None:
    """Return how many bytes there are to read, None where a stream is among the inputs."""
    total = 0
    for name in _files(paths, ()):
        try:
            status = None if isinstance(name, Problem) or name == STANDARD_INPUT else Path(name).stat()
        except OSError:
            continue
        if name == STANDARD_INPUT or (status and not stat.S_ISREG(status.st_mode)):
            return None
        total += status.st_size if status else 0
    return total


def are_several(paths: Iterable[str]) -> bool:
    """Tell whether there is more than one file or stream to read. A JSONL file is one, however many lines it has."""
    names = (name for name in _files(paths, ()) if not isinstance(name, Problem))
    return sum(1 for _ in islice(names, 2)) > 1


def shown(name: str) -> str:
    """Return an input's name as messages and ids show it."""
    return "standard input" if name == STANDARD_INPUT else repaired(name)


def _files(paths: Iterable[str], done: Collection[str]) -> Iterator[str | Problem]:
    """Yield the names of the files to read, each once; behind those of a folder what was left out, if `done` are read."""
    seen: set[str] = set()
    for given in paths:
        found = listing(given) if given != STANDARD_INPUT and Path(given).is_dir() else None
        if found:
            yield from found.problems(shown(given))
        for name in found.files if found else (given,):
            # One file, however it is named: news/a.txt, ./news/a.txt, a link to it.
            place = name if name == STANDARD_INPUT else _resolved(name)
            if place not in seen:
                seen.add(place)
                yield name
        note = found.note(sum(name in done for name in found.files)) if found and found.files else ""
        if note:
            yield Problem(note, "read", shown(given), warning=True)


def _resolved(name: str) -> str:
    """Return a file's absolute path, links followed; the name itself where there can be no such file."""
    try:
        return os.path.realpath(name)
    except (OSError, ValueError):
        return name


def _read(name: str, options: ReadOptions) -> Iterator[Document | Problem]:
    if name == STANDARD_INPUT:
        yield from read_lines(shown(name), sys.stdin.buffer, options)
        return
    try:
        if name.casefold().endswith(LINE_ENDINGS):
            with Path(name).open("rb") as file:
                yield from read_lines(shown(name), file, options, _resolved(name))
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
    refused = refused_ending(name)
    if refused and Path(name).exists():
        yield Problem(refused, "read", where)
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
        document, problems = read_text(where, content, options, _resolved(name))
    except InputError as error:
        yield Problem(str(error), "read", where)
        return
    yield from problems
    yield document


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{size} bytes"
