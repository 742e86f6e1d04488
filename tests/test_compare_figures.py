"""Numbers in text, the figures of claims, and figures on one subject that cannot all be right."""

from dataclasses import replace
from itertools import permutations

import pytest
from claim_rows import claim

from attrib.compare.claims import Claim
from attrib.compare.conflicts import Conflict, count
from attrib.compare.figures import figures
from attrib.compare.numbers import tokens

NUMBERS: tuple[tuple[str, list[float]], ...] = (
    ("452 drones and 44 missiles", [452, 44]),
    ("1,200 sheep, 1.2 million hens, $3bn and £20m", [1200, 1.2e6, 3e9, 2e7]),
    ("twenty-five men, one hundred and twenty women, two dozen goats", [25, 120, 24]),
    ("a dozen eggs, half a million krona, two million three hundred thousand", [12, 5e5, 2.3e6]),
    ("40-50 people or 5 percent, 4 per cent and 3%", [40, 5, 4, 3]),
    # Times, dates, years, scores, models, ages, ranks, and a bare "one" or "hundreds".
    ("on June 4 at 8:28, 4 July, in 2031, 2-1, the Tu-95, 9/11", []),
    ("a 34-year-old on a 12-day trip came third; one of hundreds", []),
)
# text, then for each figure: least, greatest, what is counted, what happened to them
INF = float("inf")
READ: tuple[tuple[str, list[tuple[float, float, str, str]]], ...] = (
    ("at least 12 people were killed", [(12, INF, "people", "kill")]),
    ("killing 12 and injuring about 30", [(12, 12, "people", "kill"), (27, 33, "people", "injure")]),
    ("between 40 and 50 barges were destroyed", [(40, 50, "barge", "destroy")]),
    ("up to 40 protesters were detained", [(0, 40, "protester", "arrest")]),
    ("the blast left 12 dead", [(12, 12, "people", "kill")]),
    ("the death toll rose to 15", [(15, 15, "people", "kill")]),
    ("12 men and 5 women were rescued", [(12, 12, "man", "rescue"), (5, 5, "woman", "rescue")]),
    ("some 450 lorries were burnt", [(405, 495, "lorry", "burn")]),
    ("34% of the strategic grain stores were lost", [(33.5, 34.5, "store", "lose")]),
    ("the board paid a $3.4 million fine", [(3.35e6, 3.45e6, "fine", "pay")]),
    # A round number may be rounded, a small one is counted.
    ("500 lorries were burnt", [(450, 550, "lorry", "burn")]),
    ("20 lorries were burnt", [(20, 20, "lorry", "burn")]),
    # Names, addresses, lengths and times are no figures.
    ("1 in 9 bridges and one in 12 barges were lost", []),
    ("the Article 50 talks at 10 Harbour Street took 12 hours, 30 kilometres away", []),
)
TOPIC = "Blast at the Torv grain terminal"


@pytest.mark.parametrize(("text", "values"), NUMBERS)
def test_numbers(text: str, values: list[float]) -> None:
    assert [token.value for token in tokens(text) if token.value is not None] == values
    assert all(text[token.start : token.end] == token.text for token in tokens(text))


@pytest.mark.parametrize(("text", "expected"), READ)
def test_figures(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    found = figures(claim(text))
    assert [(round(one.least), _rounded(one.greatest), one.head, one.event) for one in found] == [
        (round(least), _rounded(greatest), *told) for least, greatest, *told in expected
    ]
    assert all(text[one.start : one.end] == one.text for one in found)


def _rounded(number: float) -> float:
    return number if number == INF else round(number)


def story(*contents: str, day: str = "2031-03-04", topic: str = TOPIC) -> list[Claim]:
    """Return claims of different outlets and sources on one story of one day."""
    return [
        claim(
            text, key=f"{number}", source=f"Source {number}", speaker=f"Source {number}", outlet=f"Outlet {number}",
            published=day, topic=topic,
        )
        for number, text in enumerate(contents)
    ]  # fmt: skip


def conflicts(claims: list[Claim]) -> tuple[Conflict, ...]:
    """Return the conflicts among claims, checked to be the same in any order."""
    found = {count(ordered).conflicts for ordered in permutations(claims)}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("contents", "reason"),
    [
        (("12 people were killed", "the blast killed 15 people"), "“12 people” against “15 people”"),
        (("12 deaths were counted", "15 people died"), "“12 deaths” against “15 people”"),
        (
            ("between 40 and 50 barges were destroyed", "60 barges were wrecked"),
            "“40 and 50 barges” against “60 barges”",
        ),
        (("at least 20 people were hurt", "12 people were injured"), "“12 people” against “at least 20 people”"),
        (("34% of the grain was lost", "50 percent of the grain was lost"), "“34% grain” against “50 percent grain”"),
        (
            ("the fleet fired 452 drones and missiles at Torv", "the fleet fired 407 drones and 44 missiles at Torv"),
            "“407 drones and 44 missiles” (together 451) against “452 drones”",
        ),
        (
            ("they launched 452 weapons, including missiles and drones", "a raid with 407 drones and 44 missiles"),
            "(together 451)",
        ),
    ],
)
def test_figures_that_cannot_all_be_right(contents: tuple[str, ...], reason: str) -> None:
    found = conflicts(story(*contents))
    assert [one.kind for one in found] == ["conflict"]
    assert all(reason in one.reason and len(one.sides) == 2 for one in found)


@pytest.mark.parametrize(
    "contents",
    [
        ("at least 10 people were killed", "12 people were killed"),
        ("about 450 barges were destroyed", "452 barges were destroyed"),
        ("500 barges were destroyed", "some 512 barges were destroyed"),
        ("up to 20 people were hurt", "12 people were injured"),
        ("12 people were killed", "30 people were injured"),
        ("12 soldiers were killed", "30 dockers were killed"),
        ("12 people were killed", "another 15 people were killed"),
        ("12 people were killed", "15 of the people were killed"),
        ("12 people were killed", "the blast could kill 15 people"),
        ("12 people were killed", "15 people were killed in blasts last year"),
        ("12 people were killed in Kenya", "15 people were killed in Norway"),
        ("12 people were killed", "12 people, a previous tally of 10 people, were killed"),
        ("the fleet fired 452 drones and missiles", "the fleet fired 408 drones and 44 missiles"),
        ("the fleet fired 452 drones and missiles", "the fleet fired 407 drones"),
        ("it signed with 86 towns and regions", "it spread to 183 towns and regions"),
        ("five missions went north", "six missions went north, 4 missions in the north and one in the south"),
    ],
)
def test_near_misses_stay_silent(contents: tuple[str, ...]) -> None:
    assert conflicts(story(*contents)) == ()


def test_other_stories_and_other_weeks_stay_silent() -> None:
    first, second = story("12 people were killed", "15 people were killed")
    assert conflicts([first, replace(second, topic="Ferry sinks off Elsin", sentence="15 people were killed")]) == ()
    assert conflicts([first, replace(second, published="2031-03-09")]) == ()
    assert len(conflicts([first, replace(second, published="2031-03-06")])) == 1


def test_a_later_number_that_rose_is_an_update_and_says_so() -> None:
    first, second = story("12 people were killed", "the toll rose to 15 people killed")
    (found,) = conflicts([first, replace(second, published="2031-03-06")])
    assert found.kind == "update" and "changed" in found.reason
    (found,) = conflicts([first, second])
    assert found.kind == "conflict"
    third = replace(second, content="15 people were killed", published="2031-03-06")
    (found,) = conflicts([first, third])
    assert found.kind == "conflict" and "may be an update" in found.reason


def test_one_source_in_one_article_does_not_contradict_itself_by_counting_on() -> None:
    first, second = story("12 people were killed", "15 people were killed")
    same = replace(second, article=first.article, speaker=first.speaker, place=1)
    assert conflicts([first, same]) == ()


def test_a_figure_in_two_contents_counts_once() -> None:
    outer = claim("Brandt said 12 people were killed", key="a", article="x", spans=((0, 33),))
    inner = claim("12 people were killed", key="b", article="x", spans=((12, 33),), place=1)
    assert [one.claim for one in count([outer, inner]).figures] == ["b"]


def test_conflict_names_every_telling_of_a_side() -> None:
    (found,) = conflicts(story("12 people were killed", "15 people were killed", "12 people died"))
    assert [len(side.figures) for side in found.sides] == [2, 1]
