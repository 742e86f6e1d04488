"""Comparing claims takes time that grows with the length of a text, whatever the text holds."""

import time
from collections.abc import Callable

import pytest
from claim_rows import claim

from attrib.compare.conflicts import count
from attrib.compare.contradictions import contradictions
from attrib.compare.drift import drifts
from attrib.compare.headline_drift import headline_drift
from attrib.compare.versions import Version, version_changes

SMALL, LARGE = 150, 1200
HOSTILE = (
    "12 people were killed. ", "one ", "if ", "may ", "not ", "1", "1,", "$", "twenty-", "between 1 and ", "“", "a ",
    "407 drones and 44 missiles, ", "the bridge is safe. ", "\u00a0", "Doe ", "… ", "hundred and ",
)  # fmt: skip


def compare(text: str) -> None:
    """Run every comparison of claims on one text."""
    one, other = claim(text, key="a"), claim(f"{text} not", "admitted", key="b", stance="factive")
    counts = count([one, other])
    contradictions([one, other], counts.conflicts)
    drifts([(one, other)])
    headline_drift(text, one, other)
    version_changes(Version(text, text, (one,)), Version(f"{text} ", "", (other,)))


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(run: Callable[[], None]) -> float:
        start = time.process_time()
        run()
        return time.process_time() - start

    small, large = piece * SMALL, piece * LARGE
    compare(small)
    few = min(seconds(lambda: compare(small)) for _ in range(3))
    many = min(seconds(lambda: compare(large)) for _ in range(2))
    # Eight times the text: a quadratic step would take 64 times as long.
    assert many < 24 * few + 0.2
