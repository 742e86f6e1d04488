"""How the time of some work grows with its size, for tests of linear growth: a ratio, with room for a busy machine."""

import time
from collections.abc import Callable

ROOM = 2.5  # times the growth of linear work; quadratic work of ten times the size takes ten times that growth


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Tell whether work(size) takes about ten times what work(size // 10) takes; each timed three times, the least counts."""
    return _seconds(work, size) < 10 * ROOM * _seconds(work, size // 10) + 0.1


def _seconds(work: Callable[[int], object], size: int) -> float:
    best = float("inf")
    for _ in range(3):
        before = time.process_time()
        work(size)
        best = min(best, time.process_time() - before)
    return best
