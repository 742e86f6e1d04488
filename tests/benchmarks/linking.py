"""Time how names of many articles are linked to speakers, for sizes that double: the ratios should stay near two.

Run by hand, never in CI:

    python tests/benchmarks/linking.py
"""

import random
import time

from attrib.store.linking import Unit, link
from attrib.store.profiles import profile

ROLES = ((), ("mayor",), ("nurse",), ("spokesman",))


def units(number: int, families: int, seed: int = 1) -> list[Unit]:
    """Return made-up names with roles and affiliations, `families` family names among them."""
    chance = random.Random(seed)
    made: dict[str, Unit] = {}
    while len(made) < number:
        name = f"Given{chance.randrange(300)} Family{chance.randrange(families)}"
        role = chance.choice(ROLES)
        body = chance.choice(((), (f"Body{chance.randrange(500)} Works",)))
        key = f"{name} {role} {body}"
        made[key] = Unit(key, profile("person", name, role, body))
    return list(made.values())


def main() -> None:
    """Print seconds and ratios for many family names, and for few."""
    for families in (3000, 30):
        before = 0.0
        for number in (10_000, 20_000, 40_000):
            given = units(number, families)
            start = time.perf_counter()
            groups = link(given)
            seconds = time.perf_counter() - start
            ratio = f"{seconds / before:.2f} times the half" if before else ""
            print(f"{families} families, {number} names: {len(groups)} speakers in {seconds:.2f} s {ratio}")
            before = seconds


if __name__ == "__main__":
    main()
