"""Time how long it takes to find what one speaker is told to have said in other words, for numbers of tellings that double.

All are of one name within three days, half of them quotations, four of each statement with some of its words left out.
What is said is made of words as frequent as in English without its function words (Zipf-Mandelbrot). Run by hand, never in CI,
from the root:

    python tests/benchmarks/busy_speaker.py
"""

import argparse
import time
from itertools import accumulate
from random import Random

from attrib.compare.restatements import Saying, restatements

SIZES = (1_000, 2_000, 4_000, 8_000, 16_000)
EACH = 4  # tellings of a statement
LENGTH = 14  # words of it
KEPT = 0.9  # share of them that a telling has
WORDS = 20_000
COMMON = 50  # words of English more frequent than these: they say nothing of their own


def sayings(number: int, chance: Random) -> list[Saying]:
    """Return so many tellings of one speaker, each in an article of its own."""
    words = [f"w{chr(97 + at % 26)}{at}" for at in range(WORDS)]
    weights = list(accumulate(1 / (at + COMMON) for at in range(WORDS)))
    out: list[Saying] = []
    while len(out) < number:
        told = chance.choices(words, cum_weights=weights, k=LENGTH)
        for _ in range(EACH):
            at = len(out)
            own = " ".join(word for word in told if chance.random() < KEPT)
            out.append(Saying(at, at, "Edda Kranic", "person", chance.randrange(3), own, at % 2 == 0, False))
    return out[:number]


def main() -> None:
    """Print a line for each size: tellings, links found, seconds of the processor, microseconds each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many tellings")
    options.add_argument("--seed", type=int, default=1)
    told = options.parse_args()
    for size in told.sizes:
        made = sayings(size, Random(told.seed))
        start = time.process_time()
        links = restatements(made, range(size))
        spent = time.process_time() - start
        print(
            f"{size:>8,} tellings {len(links):>6,} links {spent:7.2f} s {spent / size * 1e6:6.0f} µs each", flush=True
        )


if __name__ == "__main__":
    main()
