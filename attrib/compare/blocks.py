"""What two sequences have in common, as difflib finds it, within a bounded number of steps.

difflib takes the cube of the length where words repeat: “a a a …” against “a b a a b …”. Here the steps of each search are
known before it is made, and what there are no steps left for counts as different.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate


@dataclass(slots=True)
class Steps:
    """How many comparisons of two words may still be made; several texts may share them.

    0 once there were too few for what was asked: then nothing more is compared.
    """

    left: int


class Blocks(SequenceMatcher[str]):
    """difflib's matcher without its heuristic for frequent words, stopped when there are no steps left."""

    def __init__(self, old: Sequence[str], new: Sequence[str], steps: Steps) -> None:
        """Compare `old` with `new`."""
        super().__init__(None, old, new, autojunk=False)
        self._steps = steps
        places = self.b2j  # type: ignore[attr-defined]  # where each word stands in `new`; documented, not in the stubs
        self._until = [0, *accumulate(1 + len(places.get(word, ())) for word in old)]

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """Return the longest stretch that stands in both, or an empty one where it would take more steps than are left."""
        ahi = len(self._until) - 1 if ahi is None else ahi
        cost = self._until[ahi] - self._until[alo]
        if cost > self._steps.left:
            self._steps.left = 0
            return Match(alo, blo, 0)
        self._steps.left -= cost
        return super().find_longest_match(alo, ahi, blo, bhi)
