"""Time what happens before the first word is read: cold starts of the command, and loading the list of outlets.

Run by hand, never in CI:

    python tests/benchmarks/start.py            # ten each; the first start fills the grammar cache

Byte code is kept as an installation by pip keeps it, whatever PYTHONDONTWRITEBYTECODE says.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from attrib.resolve.outlets import load_outlets

LINE = '{"id": "one", "text": "\\"We will appeal,\\" said Jane Doe."}\n'
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def used() -> float:
    """Return the processor's seconds of this process and of those that it has waited for."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of one run by the clock and by the processor."""
    start, before = time.perf_counter(), used()
    work()
    return time.perf_counter() - start, used() - before


def command(*arguments: str) -> Callable[[], object]:
    """Return a run of the command in a process of its own, with one short document on standard input."""
    call = [sys.executable, "-m", "attrib", *arguments]
    return lambda: subprocess.run(call, input=LINE, text=True, capture_output=True, check=True, env=ENVIRONMENT)


def outlets() -> None:
    """Load the list of outlets anew."""
    load_outlets.cache_clear()
    load_outlets()


def main() -> None:
    """Print one line a start: its seconds by the clock, median and least, and the median of the processor's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    work = {
        "python alone": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        "attrib --help": command("--help"),
        "attrib extract": command("extract", "-"),
        "list of outlets": outlets,
    }
    command("extract", "-")()
    print(f"{'':16} {'median':>8} {'least':>8} {'processor':>10}")
    for name, one in work.items():
        clock, processor = zip(*(timed(one) for _ in range(options.rounds)), strict=True)
        print(
            f"{name:16} {statistics.median(clock):8.3f} {min(clock):8.3f} {statistics.median(processor):10.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
