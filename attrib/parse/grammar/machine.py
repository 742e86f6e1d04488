"""Run the tables that Lark makes of the grammar: shift and reduce, no trees.

Lark builds the tables (LALR(1), DeRemer and Pennello 1982) and finds the conflicts; a run that finds them kept on disk need not
import it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Roles = tuple[tuple[str, int], ...]

# Symbols that only hold a pattern together: they play no role in it.
_JOINTS = frozenset(("END", "COMMA", "COLON", "ELLIPSIS", "TAIL"))
_LAST = "$END"  # Lark's name for the end of the input


class Match(NamedTuple):
    """A pattern that a string of symbols fits: its id, and for each role (source, cue, content …) the symbol's index."""

    pattern: str
    roles: Roles


class Rule(NamedTuple):
    """A rule that `size` symbols are reduced by; `role` is what they are called from then on, `pattern` the alias; "" for none."""

    origin: str
    size: int
    role: str
    pattern: str


class Machine:
    """The tables. `states` maps, for each state, a symbol to the state behind it, or to ~number of the rule to reduce by."""

    def __init__(
        self, states: Sequence[Mapping[str, int]], rules: Iterable[tuple[str, int, str, str]], first: int, last: int
    ) -> None:
        self.states = states
        self.rules = [Rule(*rule) for rule in rules]
        self.first = first
        self.last = last

    @classmethod
    def unpacked(cls, packed: Any) -> "Machine | None":
        """Return the machine that `packed` gave; None for anything else."""
        try:
            return cls(packed["states"], packed["rules"], packed["first"], packed["last"])
        except (KeyError, TypeError):
            return None

    def packed(self) -> dict[str, Any]:
        """Return the tables as JSON can hold them."""
        return {"states": self.states, "rules": self.rules, "first": self.first, "last": self.last}

    def match(self, symbols: Sequence[str]) -> Match | None:
        """Return the pattern that a string of symbols fits as a whole, or None."""
        stack = [self.first]
        values: list[list[tuple[str, int]]] = []
        pattern = ""
        for index, symbol in enumerate((*symbols, _LAST)):
            while True:
                action = self.states[stack[-1]].get(symbol)
                if action is None:
                    return None
                if action >= 0:
                    stack.append(action)
                    values.append([(symbol, index)])
                    break
                rule = self.rules[~action]
                held = self._reduce(stack, values, rule)
                if rule.role:
                    held[:] = [(rule.role, place) for _, place in held]
                pattern = rule.pattern or pattern
                if symbol == _LAST and stack[-1] == self.last:
                    return Match(pattern, tuple(pair for pair in held if pair[0] not in _JOINTS))
        return None

    def _reduce(self, stack: list[int], values: list[list[tuple[str, int]]], rule: Rule) -> list[tuple[str, int]]:
        """Put one value in the place of those that a rule takes, and return it."""
        at = len(values) - rule.size
        held = [pair for value in values[at:] for pair in value]
        del stack[at + 1 :], values[at:]
        stack.append(self.states[stack[-1]][rule.origin])
        values.append(held)
        return held

    def fits(self, prefix: Sequence[str]) -> bool:
        """Tell whether some pattern begins with these symbols."""
        stack = [self.first]
        values: list[list[tuple[str, int]]] = []
        for symbol in prefix:
            while (action := self.states[stack[-1]].get(symbol, None)) is not None and action < 0:
                self._reduce(stack, values, self.rules[~action])
            if action is None:
                return False
            stack.append(action)
            values.append([])
        return True
