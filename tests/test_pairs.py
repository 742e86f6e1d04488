"""No two fragments side by side cost more than twice as much in a text of twice the length, counted in calls and records."""

import random
import sys
from collections.abc import Callable
from itertools import product
from types import FrameType

import pytest
from fragments import PIECES, fragments

from attrib.pipeline import extract
from attrib.records import Document, Extraction

SIZE = 1_200  # characters: from twice to four times of it is held against what one doubling may cost
GROWTH = 2.6
ALWAYS = (
    ("2 hours ago", "said"),
    ("Ada Roe and Tomas Leik", "said"),
    ("citing", "Norda Wire"),
    ("“We won,”", "said he"),
)
# Drawn once, so that every run asks for the same; tests/benchmarks/pairs.py looks at all of them.
DRAWN = random.Random(14).sample(list(product(PIECES, fragments())), 24)


def read(pair: tuple[str, str], size: int) -> Extraction:
    piece = " ".join(pair) + " "
    return extract(Document("pair", (piece * (size // len(piece) + 1))[:size], date="2031-03-10"))


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called while some work is done."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def records(found: Extraction) -> int:
    """Return how many records hang on the attributions of a text."""
    return sum(
        len(one.dates) + len(one.chain) + len(one.speakers) + sum(len(who.candidates) + len(who.passed) for who in one.speakers)
        for one in found.resolutions
    ) + sum(len(one.content) + len(one.quoted) + len(one.hedges) + len(one.via) for one in found.attributions)  # fmt: skip


@pytest.mark.parametrize("pair", [*ALWAYS, *DRAWN], ids=" + ".join)
def test_a_pair_costs_what_its_length_costs(pair: tuple[str, str]) -> None:
    read(pair, SIZE)  # what is remembered from text to text is there before it is counted
    half, whole = calls(lambda: read(pair, 2 * SIZE)), calls(lambda: read(pair, 4 * SIZE))
    assert whole < GROWTH * half + 2_000
    few, many = records(read(pair, 2 * SIZE)), records(read(pair, 4 * SIZE))
    assert many < GROWTH * few + 40


def test_the_fragments_are_of_every_kind() -> None:
    found = fragments()
    assert len(found) == len(set(found)) > 300
    assert {"said", "2 hours ago", "\n\n"} <= set(found)
    assert any("criticised" in one for one in found)  # a sentence beside a pattern of the grammar
