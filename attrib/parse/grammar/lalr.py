"""Make the parser's tables from the grammar's text with Lark. Only this file imports lark, and only where no tables are kept."""

from collections.abc import Iterator
from typing import Any

import lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from attrib.errors import GrammarError
from attrib.parse.grammar.machine import Machine


class _Symbols(Lexer):
    """A lexer that is never asked: symbols come already typed."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[lark.Token]:
        return iter(())


def build(text: str, name: str) -> Machine:
    """Return the tables of a grammar.

    Raises GrammarError with its name, line and column for a grammar that does not load or has a conflict.
    """
    options: dict[str, Any] = {"parser": "lalr", "lexer": _Symbols, "strict": True}
    try:
        parser = lark.Lark(text, **options)
    except (lark.exceptions.LarkError, OSError) as error:
        line = getattr(error, "line", None)
        where = f"line {line}, column {getattr(error, 'column', 0)}: " if line else ""
        raise GrammarError(f"{name}: {where}{str(error).splitlines()[0]}; mend the grammar") from error
    made = parser.parse_interactive("").parser_state.parse_conf
    numbers = {rule: number for number, rule in enumerate(parser.rules)}
    states = [
        {symbol: target if action is Shift else ~numbers[target] for symbol, (action, target) in actions.items()}
        for _, actions in sorted(made.parse_table.states.items())
    ]
    return Machine(states, map(_rule, parser.rules), made.start_state, made.end_state)


def _rule(rule: Any) -> tuple[str, int, str, str]:
    """Return name, length, role and alias of one of Lark's rules; a `_rule`, a `?rule` and the start give no role."""
    origin: str = rule.origin.name
    role = "source" if origin == "post_source" else rule.options.template_source or origin
    passed_on = rule.alias or rule.options.expand1 or origin.startswith("_") or origin == "start"
    return origin, len(rule.expansion), "" if passed_on else role, rule.alias or ""
