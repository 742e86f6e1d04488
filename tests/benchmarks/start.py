"""Time what happens before the first word is read: cold starts of the command, and loading the list of outlets.

Run by hand, never in CI:

    python tests/benchmarks/start.py            # the least of ten each; the first start fills the grammar cache
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable

from attrib.resolve.outlets import load_outlets

LINE = '{"id": "one", "text": "\\"We will appeal,\\" said Jane Doe."}\n'


def least(work: Callable[[], object], rounds: int) -> float:
    """Return the seconds of the fastest of some runs."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def command(*arguments: str) -> Callable[[], object]:
    """Return a run of the command in a process of its own, with one short document on standard input."""
    call = [sys.executable, "-m", "attrib", *arguments]
    return lambda: subprocess.run(call, input=LINE, text=True, capture_output=True, check=True)


def outlets() -> None:
    """Load the list of outlets anew."""
    load_outlets.cache_clear()
    load_outlets()


def main() -> None:
    """Print one line a start: its seconds."""
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
    for name, one in work.items():
        print(f"{name:16} {least(one, options.rounds):6.3f} s", flush=True)


if __name__ == "__main__":
    main()
