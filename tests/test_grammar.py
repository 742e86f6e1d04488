"""The grammar: every pattern has its example and its cases, and every example parses to its pattern."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lark
import pytest
from case_files import load_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.errors import GrammarError
from attrib.parse import parse
from attrib.parse.grammar import patterns as grammar_room
from attrib.parse.grammar.patterns import FILES, match, patterns, source_text
from attrib.records import Document
from attrib.segment import segment

CASES = load_cases(Path(__file__).parent / "cases")
# Made where units meet, not by the grammar.
OUTSIDE = {"float_quote"}


def titled() -> set[str]:
    """Return the patterns that some case expects."""
    return {expected.pattern for case in CASES for expected in case.expected}


def test_every_alias_has_an_example() -> None:
    aliases = [line.split("->")[1].split()[0] for line in source_text().splitlines() if "->" in line.split("//")[0]]
    assert aliases == [name for name, _example in patterns()]
    assert len(set(aliases)) > 50


def test_every_alias_has_a_case_and_every_case_an_alias() -> None:
    aliases = {name for name, _example in patterns()}
    assert sorted(aliases - titled()) == []
    assert sorted(titled() - aliases - OUTSIDE) == []


@pytest.mark.parametrize(("name", "example"), patterns(), ids=[f"{n}-{e[:30]}" for n, e in patterns()])
def test_example_parses_to_its_alias(name: str, example: str) -> None:
    text = example.replace("\\n", "\n")
    if name in ("headline_colon", "headline_dash"):
        text += "\n\nThe council met on Monday in the old town hall.\n"
    found = parse(segment(Document(id="example", text=text)))
    assert name in [attribution.pattern for attribution in found]


def test_grammar_loads_without_a_conflict() -> None:
    assert match(("SUBJ", "CUE", "THAT", "CLAUSE")) is not None
    assert match(("SUBJ", "CUE")) is None


def test_syntax_error_is_told_by_file_and_line() -> None:
    broken = source_text().replace("source: SUBJ APPOS?", "source: SUBJ APPOS? (", 1)
    with pytest.raises(GrammarError, match=rf"{FILES[0]}: .*line \d+,? column \d+"):
        grammar_room.build(broken)


def test_two_patterns_that_collide_are_refused() -> None:
    doubled = source_text().replace("?silence: ", "?silence: SUBJ NOCOMMENT -> again\n        | ", 1)
    with pytest.raises(GrammarError, match=FILES[0]):
        grammar_room.build(doubled)


SYMBOLS = sorted(
    {
        symbol
        for state in grammar_room.grammar().states
        for symbol in state
        if symbol.isidentifier() and symbol.isupper()
    }
)


class _Typed(lark.lexer.Lexer):
    """Hand on symbols that are typed already, each with its place."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[lark.Token]:
        return (lark.Token(symbol, str(place)) for place, symbol in enumerate(lexer_state))


@cache
def _by_lark() -> lark.Lark:
    return lark.Lark(source_text(), parser="lalr", lexer=_Typed)


def _as_lark_reads(symbols: list[str]) -> tuple[str, list[tuple[str, int]]] | None:
    """Return alias and roles of a string of symbols as Lark's own parser and trees give them."""
    try:
        child = _by_lark().parse(symbols).children[0]
    except lark.exceptions.UnexpectedInput:
        return None
    assert isinstance(child, lark.Tree)
    roles: list[tuple[str, int]] = []
    for part in child.children:
        if isinstance(part, lark.Tree):
            name = str(part.data).removeprefix("post_")
            roles += [(name, int(token)) for token in part.scan_values(lambda held: isinstance(held, lark.Token))]
        elif part.type not in ("END", "COMMA", "COLON", "ELLIPSIS", "TAIL"):
            roles.append((part.type, int(part)))
    return str(child.data), roles


@given(st.data())
@settings(max_examples=400)
def test_the_tables_are_run_as_lark_runs_them(data: st.DataObject) -> None:
    """Strings that patterns begin with, now and then with a symbol that stops them."""
    machine = grammar_room.grammar()
    symbols: list[str] = []
    for _ in range(data.draw(st.integers(1, 9))):
        going_on = [symbol for symbol in SYMBOLS if machine.fits([*symbols, symbol])]
        if not going_on:
            break
        symbols.append(data.draw(st.sampled_from(going_on if data.draw(st.integers(0, 19)) else SYMBOLS)))
    found = match(tuple(symbols))
    expected = _as_lark_reads(symbols)
    assert (found and (found.pattern, list(found.roles))) == expected
