"""The Lark grammar: load it once, parse strings of symbols, remember each distinct string. Only this room knows lark."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import lark
from lark.lexer import Lexer

from attrib import __version__, resources
from attrib.errors import GrammarError
from attrib.parse import saved

FILES = ("attribution.lark",)

Roles = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that a string of symbols fits: its id, and for each role (source, cue, content …) the symbol's index."""

    pattern: str
    roles: Roles


class _Symbols(Lexer):
    """A lexer that hands on symbols already typed; each token's value is its index in the string."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[lark.Token]:
        for index, symbol in enumerate(lexer_state):
            yield lark.Token(symbol, str(index))


def source_text() -> str:
    """Return the text of all grammar files, joined in a fixed order."""
    return "\n".join((resources.grammar() / name).read_text(encoding="utf-8") for name in FILES)


def _load(text: str) -> lark.Lark:
    """Build the parser. Raises GrammarError with line and column for a grammar that does not load or has a conflict."""
    options: dict[str, Any] = {"parser": "lalr", "lexer": _Symbols, "strict": True}
    try:
        return lark.Lark(text, **options)
    except (lark.exceptions.LarkError, OSError) as error:
        line = getattr(error, "line", None)
        where = f"line {line}, column {getattr(error, 'column', 0)}: " if line else ""
        raise GrammarError(f"{', '.join(FILES)}: {where}{str(error).splitlines()[0]}; mend the grammar") from error


def _packed(parser: lark.Lark) -> dict[str, Any]:
    """Return a parser as JSON can hold it: all but the class of its lexer."""
    content, memo = parser.memo_serialize([lark.lexer.TerminalDef, lark.grammar.Rule])
    content["options"] = {**content["options"], "lexer": None}
    content["parser"]["lexer_conf"]["lexer_type"] = None
    return {"data": content, "memo": memo}


def _unpacked(packed: Any) -> lark.Lark | None:
    """Return the parser that was packed; None for anything else."""
    try:
        content = packed["data"]
        content["options"]["lexer"] = content["parser"]["lexer_conf"]["lexer_type"] = _Symbols
        return lark.Lark.load(packed)
    except (lark.exceptions.LarkError, KeyError, TypeError, AttributeError, ValueError, AssertionError):
        return None


@cache
def grammar() -> lark.Lark:
    """Return the parser of grammar/*.lark: as an earlier run saved it, else built and saved. Built at the first call."""
    text, place = source_text(), saved.folder()
    name = saved.name_of(text, lark.__version__, sys.version, __version__)
    parser = _unpacked(saved.fetch(name, place))
    if parser is None:
        parser = _load(text)
        saved.save(name, place, _packed(parser))
    return parser


def _read(tree: lark.Tree[lark.Token]) -> Match:
    child = tree.children[0]
    assert isinstance(child, lark.Tree)
    roles: list[tuple[str, int]] = []
    for part in child.children:
        if isinstance(part, lark.Tree):
            name = "source" if part.data == "post_source" else str(part.data)
            roles.extend((name, int(token)) for token in part.scan_values(lambda value: isinstance(value, lark.Token)))
        elif part.type not in ("END", "COMMA", "COLON", "ELLIPSIS", "TAIL"):
            roles.append((part.type, int(part)))
    return Match(str(child.data), tuple(roles))


@lru_cache(maxsize=65536)
def match(symbols: tuple[str, ...]) -> Match | None:
    """Return the pattern that this string of symbols fits as a whole, or None."""
    try:
        return _read(grammar().parse(symbols))
    except lark.exceptions.UnexpectedInput:
        return None


def patterns() -> tuple[tuple[str, str], ...]:
    """Return each pattern's id with its running example, in the order of the grammar."""
    return tuple(re.findall(r"->\s*(\w+)\s*//\s*(.+?)\s*$", source_text(), flags=re.MULTILINE))


def fits(prefix: Sequence[str]) -> bool:
    """True when some pattern begins with these symbols (for `explain`)."""
    parser = grammar().parse_interactive()
    for index, symbol in enumerate(prefix):
        try:
            parser.feed_token(lark.Token(symbol, str(index)))
        except lark.exceptions.UnexpectedInput:
            return False
    return True
