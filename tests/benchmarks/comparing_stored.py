"""Time `attrib compare` over a database of planted claims, for sizes that double, and adding 100 articles to each.

Run by hand, never in CI, from the root; each size is a line of a table, and then its passes. Seconds of the processor
are those of all processes; memory is that of the largest one, of which there are three at most:

    PYTHONPATH=.:tests python tests/benchmarks/comparing_stored.py --sizes 25000 50000
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from planted.corpus import sized
from planted.stored import Store
from sqlite_utils import Database

from attrib.store.beside import Beside
from attrib.store.compared import PASSES, Pass, compare_database

SIZES = (25_000, 50_000, 100_000, 200_000)
ARTICLES = 100
HEAD = """| attributions | by the clock | processor | each | largest process | file | 100 articles more | processor |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


class Cost(NamedTuple):
    """What a run of the command took: seconds by the clock and of the processor, megabytes at most."""

    clock: float
    processor: float
    memory: float


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
    store.close()
    first = run(path)
    store = Store(path)
    store.add(claim for claim in made.claims if claim.article in later)
    store.close()
    second = run(path)
    print(
        f"| {size:,} | {first.clock:.1f} s | {first.processor:.1f} s | {first.processor / size * 1e6:.0f} µs"
        f" | {first.memory:.0f} MB | {path.stat().st_size / 1e6:.0f} MB | {second.clock:.2f} s | {second.processor:.2f} s |",
        flush=True,
    )


def run(path: Path) -> Cost:
    """Run the command over a database and return what it took."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "attrib", "compare", str(path)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"attrib compare ended with {process.returncode}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def by_pass(size: int, seed: int, path: Path) -> None:
    """Store claims, compare them within this process, and print the seconds of the processor that each pass takes."""
    store = Store(path)
    store.add(sized(size, seed).claims)
    store.close()
    seconds: dict[str, float] = {}
    own = dict(PASSES)
    for name, run_pass in own.items():
        PASSES[name] = timed(name, run_pass, seconds)
    start = time.process_time()
    compare_database(path)
    seconds["counts of the pages"] = time.process_time() - start - sum(seconds.values())
    PASSES.update(own)
    print(f"| {size:,} | " + " | ".join(f"{name} {took:.1f}" for name, took in seconds.items()) + " |", flush=True)


def timed(name: str, run_pass: Pass, seconds: dict[str, float]) -> Pass:
    """Return a pass that notes how long it takes, without what the comparison does between its steps."""

    def steps(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
        seconds[name] = 0.0
        start = time.process_time()
        for step in run_pass(db, beside) or ((1, 1),):
            seconds[name] += time.process_time() - start
            yield step
            start = time.process_time()
        seconds[name] += time.process_time() - start

    return steps


def main() -> None:
    """Read the options and run the sizes one after another."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--passes", action="store_true", help="print how long each pass takes, within one process")
    told = options.parse_args()
    if not told.passes:
        print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for size in told.sizes:
            (by_pass if told.passes else one)(size, told.seed, Path(folder) / f"{size}.db")


if __name__ == "__main__":
    main()
