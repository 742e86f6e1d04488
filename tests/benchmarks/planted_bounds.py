"""Measure planted truth found again at full size: 200 stories of 20 outlets, stored and compared by `attrib compare`.

Run by hand, never in CI, from the root; exit code 1 where a bound is missed:

    PYTHONPATH=.:tests python tests/benchmarks/planted_bounds.py --seeds 1 2 3
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from planted.answers import edits_in, found_in, judge
from planted.corpus import corpus
from planted.edits import pairs
from planted.measure import edit_scores, score
from planted.sentences import quote
from planted.stored import Store

from attrib.keys import digest

STORIES, OUTLETS, LOOPS = 200, 20, 0.2
EDITS = 600
HEAD = """| seed | claims | clusters F1 | roots exact | loops found | false | relays told right | 600 edits right | formatting flagged |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


def one(seed: int, path: Path, misses: bool) -> bool:
    """Plant, compare, print a row; return whether all bounds hold."""
    made = corpus(STORIES, OUTLETS, seed, LOOPS)
    store = Store(path)
    store.add(made.claims)
    store.close()
    subprocess.run([sys.executable, "-m", "attrib", "compare", str(path)], check=True, stdout=subprocess.DEVNULL)
    keys = {claim.key: digest("planted", claim.key) for claim in made.claims}
    told = score(made, found_in(path, keys))
    relays, right, _, layout_flagged = edits_in(path, made, keys)
    edits = edit_scores(pairs(EDITS, seed, quote), judge)
    print(
        f"| {seed} | {len(made.claims):,} | {told.f1:.3f} | {told.roots_exact:.3f}"
        f" | {told.loops_found} of {told.loops_planted} | {told.loops_false} | {right} of {relays}"
        f" | {edits.right:.3f} | {edits.formatting_flagged + layout_flagged} |",
        flush=True,
    )
    for miss in told.misses if misses else ():
        print(f"  {miss}")
    return (
        told.f1 >= 0.97
        and told.roots_exact >= 0.98
        and (told.loops_found, told.loops_false) == (told.loops_planted, 0)
        and edits.right >= 0.95
        and edits.formatting_flagged + layout_flagged == 0
    )


def main() -> None:
    """Read the options and measure one seed after another."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=int, nargs="+", default=(1, 2, 3))
    options.add_argument("--misses", action="store_true", help="name what was not found, or found and false")
    told = options.parse_args()
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        held = [one(seed, Path(folder) / f"{seed}.db", told.misses) for seed in told.seeds]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
