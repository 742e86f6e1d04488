"""Time a finder of variants, roots and circles on planted claims, for sizes that double: the ratios should stay near two.

Run by hand, never in CI, from the root:

    PYTHONPATH=.:tests python tests/benchmarks/comparing.py
    PYTHONPATH=.:tests python tests/benchmarks/comparing.py --sizes 5000 10000 --finder planted.baseline:plain_finder

A finder is a function from planted.corpus.Corpus to planted.measure.Found, named as MODULE:FUNCTION.
"""

import argparse
import importlib
import resource
import subprocess
import sys
import time

from planted.corpus import sized
from planted.measure import score

SIZES = (25_000, 50_000, 100_000, 200_000)
FINDER = "planted.baseline:plain_finder"


def peak() -> float:
    """Return the most memory this process has held so far, in MB (Linux counts in kB, macOS in bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def one(finder: str, size: int, seed: int, judged: bool) -> None:
    """Run a finder once, and print a line: claims, seconds, peak MB with and without the corpus, and how right it was."""
    module, _, name = finder.partition(":")
    find = getattr(importlib.import_module(module), name)
    made = sized(size, seed)
    before = peak()
    start = time.perf_counter()
    found = find(made)
    seconds = time.perf_counter() - start
    line = f"{size:>8,} claims {seconds:8.1f} s {seconds / size * 1e6:7.0f} µs each  peak {peak():6.0f} MB"
    line += f" ({before:.0f} of them the corpus)"
    if judged:
        right = score(made, found)
        line += f"  F1 {right.f1:.3f}  roots {right.roots_exact:.3f}"
        line += f"  loops {right.loops_found}/{right.loops_planted}, false {right.loops_false}"
    print(line, flush=True)


def main() -> None:
    """Run each size in a process of its own, so that each tells its own peak."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many claims")
    options.add_argument("--finder", default=FINDER, help=f"MODULE:FUNCTION ({FINDER})")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--judge", action="store_true", help="score the answers as well")
    options.add_argument("--here", action="store_true", help="run in this process: one size")
    told = options.parse_args()
    for size in told.sizes:
        if told.here:
            one(told.finder, size, told.seed, told.judge)
        else:
            command = [sys.executable, __file__, "--here", "--sizes", str(size)]
            command += ["--finder", told.finder, "--seed", str(told.seed), *(["--judge"] * told.judge)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
