"""The grammar: every pattern has its example and its cases, and every example parses to its pattern."""

from pathlib import Path

import pytest
from case_files import load_cases

from attrib.errors import GrammarError
from attrib.parse import grammar as grammar_room
from attrib.parse import parse
from attrib.parse.grammar import FILES, match, patterns, source_text
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
        grammar_room._load(broken)


def test_two_patterns_that_collide_are_refused() -> None:
    doubled = source_text().replace("?silence: ", "?silence: SUBJ NOCOMMENT -> again\n        | ", 1)
    with pytest.raises(GrammarError, match=FILES[0]):
        grammar_room._load(doubled)
