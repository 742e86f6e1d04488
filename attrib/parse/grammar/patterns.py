"""The grammar's tables, kept on disk, and the pattern of each distinct string of symbols, remembered."""

import re
import sys
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from pathlib import Path

from attrib import __version__, resources
from attrib.parse.grammar import saved
from attrib.parse.grammar.machine import Machine, Match

__all__ = ["FILES", "Match", "build", "fits", "grammar", "match", "patterns", "source_text"]

FILES = ("attribution.lark",)


def source_text() -> str:
    """Return the text of all grammar files, joined in a fixed order."""
    return "\n".join((resources.grammar() / name).read_text(encoding="utf-8") for name in FILES)


def build(text: str) -> Machine:
    """Return the tables of a grammar. Raises GrammarError with line and column for one that does not load or has a conflict."""
    from attrib.parse.grammar import lalr  # lark takes .05 s to import, and most runs find the tables kept

    return lalr.build(text, ", ".join(FILES))


def _lark_version() -> str:
    """Return the text of lark's first file, which says its version."""
    found = PathFinder.find_spec("lark")
    return Path(found.origin).read_text(encoding="utf-8") if found and found.origin else ""


@cache
def grammar() -> Machine:
    """Return the tables of grammar/*.lark: as an earlier run saved them, else built and saved. Built at the first call."""
    text, place = source_text(), saved.folder()
    name = saved.name_of(text, _lark_version(), sys.version, __version__)
    machine = Machine.unpacked(saved.fetch(name, place))
    if machine is None:
        machine = build(text)
        saved.save(name, place, machine.packed())
    return machine


@lru_cache(maxsize=65536)
def match(symbols: tuple[str, ...]) -> Match | None:
    """Return the pattern that this string of symbols fits as a whole, or None."""
    return grammar().match(symbols)


def patterns() -> tuple[tuple[str, str], ...]:
    """Return each pattern's id with its running example, in the order of the grammar."""
    return tuple(re.findall(r"->\s*(\w+)\s*//\s*(.+?)\s*$", source_text(), flags=re.MULTILINE))


def fits(prefix: Sequence[str]) -> bool:
    """True when some pattern begins with these symbols (for `explain`)."""
    return grammar().fits(prefix)
