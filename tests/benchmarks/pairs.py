"""Search for costs that grow with the square of a text: every pair of fragments, side by side and repeated.

Run by hand, never in CI:

    python tests/benchmarks/pairs.py                    # 2,000 pairs drawn by a fixed seed
    python tests/benchmarks/pairs.py --sample 0         # all of them: hours
    python tests/benchmarks/pairs.py "2 hours ago" said # one pair, at sizes that double

Each pair is first read at one size. Those that cost most per character are read at half of it, the size and twice the size,
the least of three times each: a growth of 2 from one size to the next is linear, 4 is quadratic. What grows by more than
the bound is printed with a mark, and the exit code is then 1.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterable
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fragments import fragments

from attrib.pipeline import extract
from attrib.records import Document

BOUND = 2.9  # growth from one size to twice the size; the caches of a processor cost something as well
SUSPECTS = 40  # pairs that are measured again
Pair = tuple[str, str]


def text_of(pair: Iterable[str], size: int) -> str:
    """Return fragments side by side, repeated to `size` characters."""
    piece = " ".join(pair) + " "
    return (piece * (size // len(piece) + 1))[:size]


def seconds(text: str, times: int = 1) -> float:
    """Return the processor time of reading a text, the least of some times."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        extract(Document("pair", text, date="2031-03-10"))
        best = min(best, time.process_time() - start)
    return best


def growth(pair: Pair, size: int) -> float:
    """Return how the cost of a pair grows as its size doubles, the lesser of two doublings."""
    half, whole, twice = (seconds(text_of(pair, one), 3) for one in (size // 2, size, 2 * size))
    return min(whole / half, twice / whole)


def drawn(sample: int, seed: int) -> list[Pair]:
    """Return as many pairs of fragments, drawn by a seed; all for 0."""
    found = fragments()
    pairs = list(product(found, found))
    return random.Random(seed).sample(pairs, sample) if 0 < sample < len(pairs) else pairs


def main() -> int:
    """Print the pairs that grow most; return 1 where one grows by more than the bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pair", nargs="*", help="two fragments, to look at alone")
    parser.add_argument("--sample", type=int, default=2_000, help="pairs that are drawn (0: all; default 2,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=8_000, help="characters of the first reading (default 8,000)")
    options = parser.parse_args()
    seconds(
        text_of(("Ada Roe said the mill was safe.",), 2_000)
    )  # tables and grammar are loaded before the clock starts
    if options.pair:
        for size in (options.size // 2 * 2**step for step in range(5)):
            print(f"{size:9,} characters {seconds(text_of(options.pair, size), 2):8.3f} s", flush=True)
        return 0
    pairs = drawn(options.sample, options.seed)
    first = sorted(((seconds(text_of(pair, options.size)), pair) for pair in pairs), reverse=True)
    print(
        f"{len(pairs)} pairs at {options.size:,} characters: median {first[len(first) // 2][0]:.3f} s, most {first[0][0]:.3f} s"
    )
    again = sorted(((growth(pair, 2 * options.size), cost, pair) for cost, pair in first[:SUSPECTS]), reverse=True)
    for grown, cost, pair in again:
        print(
            f"{grown:5.2f} {cost:8.3f} s  {' + '.join(map(repr, pair))}{'   GROWS' if grown > BOUND else ''}",
            flush=True,
        )
    return int(again[0][0] > BOUND)


if __name__ == "__main__":
    sys.exit(main())
