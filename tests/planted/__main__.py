"""Write a made-up corpus as JSON lines, and beside it what is true of it.

python -m tests.planted --stories 200 --outlets 20 --seed 1 > corpus.jsonl
python -m tests.planted --stories 200 --truth truth.jsonl > corpus.jsonl
"""

import argparse
import json
from pathlib import Path

from .corpus import corpus
from .prose import articles, as_line, truth_lines


def main() -> None:
    """Read the options, print the articles, write the truth where asked."""
    options = argparse.ArgumentParser(
        prog="python -m tests.planted", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--stories", type=int, default=200, help="how many stories (200)")
    options.add_argument("--outlets", type=int, default=20, help="how many outlets (20), 4 at least")
    options.add_argument("--seed", type=int, default=1, help="another seed, another corpus (1)")
    options.add_argument("--loops", type=float, default=0.1, help="share of stories that go round (0.1)")
    options.add_argument("--truth", type=Path, help="file for the truth: JSON lines, stories first, then articles")
    told = options.parse_args()
    if told.outlets < 4:
        options.error("--outlets: a story needs 4 outlets at least")
    planted = corpus(told.stories, told.outlets, told.seed, told.loops)
    written = tuple(articles(planted, told.seed))
    for one in written:
        print(json.dumps(as_line(one), ensure_ascii=False))
    if told.truth:
        lines = truth_lines(written, planted)
        told.truth.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
