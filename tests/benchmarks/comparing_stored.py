"""Time `attrib compare` over a database of planted claims, for sizes that double, and adding 100 articles to each.

Run by hand, never in CI, from the root; seconds are of the processor, so that a busy machine shows less in them:

    PYTHONPATH=.:tests python tests/benchmarks/comparing_stored.py --sizes 25000 50000
"""

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

from planted.corpus import sized
from planted.stored import Store

from attrib.store.compared import PASSES, compare_database

SIZES = (25_000, 50_000, 100_000, 200_000)
ARTICLES = 100


def one(size: int, seed: int, path: Path) -> None:
    """Store claims, compare, add articles, compare again, and print a line."""
    made = sized(size + 20 * ARTICLES, seed)
    later: dict[str, None] = {}
    before = {claim.article for claim in made.claims[:size]}
    for claim in made.claims[size:]:
        if claim.article not in before and len(later) < ARTICLES:
            later[claim.article] = None
    store = Store(path)
    store.add(made.claims[:size])
    first, wall = timed(path)
    store.add(claim for claim in made.claims if claim.article in later)
    store.close()
    second, later_wall = timed(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    print(
        f"{size:>8,} attributions {first:7.1f} s ({first / size * 1e6:5.0f} µs each, {wall:.1f} s by the clock),"
        f" {ARTICLES} articles more {second:5.2f} s ({later_wall:.2f} s by the clock), peak {peak:5.0f} MB,"
        f" file {path.stat().st_size / 1e6:5.0f} MB",
        flush=True,
    )


def timed(path: Path) -> tuple[float, float]:
    """Compare, and return the seconds of the processor and by the clock."""
    start, wall = time.process_time(), time.perf_counter()
    compare_database(path)
    return time.process_time() - start, time.perf_counter() - wall


def main() -> None:
    """Read the options and run the sizes one after another."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--passes", nargs="+", default=list(PASSES), help="which passes to run")
    told = options.parse_args()
    for name in set(PASSES) - set(told.passes):
        del PASSES[name]
    with tempfile.TemporaryDirectory() as folder:
        for size in told.sizes:
            one(size, told.seed, Path(folder) / f"{size}.db")


if __name__ == "__main__":
    main()
