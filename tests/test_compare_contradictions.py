"""One speaker who is told to have said one thing and its opposite; near misses stay silent."""

from dataclasses import replace
from itertools import permutations

import pytest
from claim_rows import claim

from attrib.compare.claims import Claim
from attrib.compare.conflicts import count
from attrib.compare.contradictions import contradictions

STANCES = {"denied": "denial", "admitted": "factive", "acknowledged": "factive", "suggested": "neutral"}
OPPOSED = (
    (("denied", "that he met the envoy"), ("admitted", "meeting the envoy"), "denial"),
    (("denied", "taking money from the port"), ("acknowledged", "he took money from the port"), "denial"),
    (("denied", "that the board sold the Torv ferry"), ("said", "the board sold the Torv ferry to a friend"), "denial"),
    (("said", "the bridge is safe"), ("said", "the bridge is not safe"), "opposed"),
    (("said", "the ministry sold the port"), ("told", "“The ministry never sold the port to anybody,”"), "opposed"),
)
SILENT = (
    # Nothing but names is shared; too little; other words are negated; a condition, a doubt, a question, another matter.
    (("denied", "he is a cousin of Anna Brandt of Elsin"), ("said", "Anna Brandt of Elsin won the prize")),
    (("denied", "any wrongdoing"), ("said", "there was wrongdoing")),
    (("said", "the bridge is safe"), ("said", "the bridge is dangerous, not safe at all")),
    (("said", "the mine will close"), ("said", "the mine will not close if the price rises")),
    (("said", "the mine will close in March"), ("said", "the mine might not close in March")),
    (("said", "the mine will not close in March"), ("asked", "will the mine close in March?")),
    (("denied", "that he met the envoy"), ("suggested", "the envoy met him")),
    (("denied", "that he met the envoy"), ("denied", "meeting the envoy")),
    (("said", "the bridge is not safe"), ("said", "the bridge is not safe")),
    (("said", "reports that he met the envoy are false"), ("denied", "that he met the envoy")),
)


def two(first: tuple[str, str], second: tuple[str, str], **more: object) -> list[Claim]:
    """Return two claims of one speaker in two articles."""
    return [
        claim(
            content, cue, key=key, stance=STANCES.get(cue, "neutral"),
            relation="denial" if cue == "denied" else "speech", **more,
        )
        for key, (cue, content) in (("a", first), ("b", second))
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "kind"), OPPOSED)
def test_opposed(first: tuple[str, str], second: tuple[str, str], kind: str) -> None:
    claims = two(first, second)
    for ordered in permutations(claims):
        (found,) = contradictions(ordered)
        assert (found.kind, found.before, found.after, found.speaker) == (kind, "a", "b", "Orlov")
        assert found.reason


@pytest.mark.parametrize(("first", "second"), SILENT)
def test_near_misses_stay_silent(first: tuple[str, str], second: tuple[str, str]) -> None:
    assert contradictions(two(first, second)) == ()


def test_only_one_named_speaker_counts() -> None:
    first, second = two(*OPPOSED[0][:2])
    assert contradictions([first, replace(second, speaker="Brandt")]) == ()
    assert contradictions([replace(one, speaker=None, kind="anonymous") for one in (first, second)]) == ()
    assert contradictions([replace(one, kind="outlet") for one in (first, second)]) == ()


def test_the_earlier_goes_first() -> None:
    first, second = two(*OPPOSED[0][:2])
    (found,) = contradictions([replace(first, published="2031-03-05"), replace(second, published="2031-03-01")])
    assert (found.before, found.after) == ("b", "a") and "then" in found.reason


def test_two_claims_of_one_sentence_are_no_contradiction() -> None:
    claims = two(*OPPOSED[0][:2], article="x", sentence="Orlov denied that he met the envoy, admitting …")
    assert contradictions(claims) == ()


def test_one_quotation_that_a_desk_altered_takes_nothing_back() -> None:
    printed = (
        ("said", "“The bridge at Orvik is not safe for lorries,”"),
        ("said", "“The bridge at Orvik is safe for lorries,”"),
    )
    first, second = two(*printed)
    assert contradictions([replace(first, published="2031-03-01"), replace(second, published="2031-03-02")]) == ()
    # Weeks later it is another sentence; and what is not in quote marks may be another one at any time.
    later = replace(second, published="2031-04-02")
    assert len(contradictions([replace(first, published="2031-03-01"), later])) == 1
    plain = replace(second, content=second.content.strip("“”"), published="2031-03-02")
    assert len(contradictions([replace(first, published="2031-03-01"), plain])) == 1


def test_two_figures_of_one_speaker() -> None:
    told = two(("said", "12 people were killed"), ("said", "15 people were killed"), topic="Blast at Torv terminal")
    (found,) = contradictions(told, count(told).conflicts)
    assert found.kind == "figures" and "12" in found.reason


def test_a_matter_told_often_is_one_candidate() -> None:
    first, second = two(*OPPOSED[0][:2])
    again = [replace(second, key=f"c{number}", article=f"c{number}") for number in range(20)]
    more = [replace(first, key=f"d{number}", article=f"d{number}") for number in range(20)]
    assert len(contradictions([first, second, *again, *more])) == 1
