"""Stance drift: what changes the standing of a claim is told, with its risk; tense and neutral synonyms are not."""

from itertools import permutations

import pytest
from claim_rows import claim

from attrib.compare.claims import Claim
from attrib.compare.colours import colour, lemma, shift
from attrib.compare.drift import drifts, pairs
from attrib.compare.headline_drift import headline_drift

BRIDGE = "the bridge over the Torv was closed too late last winter"
STANCES = {"admitted": "factive", "confirmed": "factive", "claimed": "distancing", "denied": "denial"}
CUES = (
    ("said", "admitted", "high"),
    ("said", "has since confirmed", "high"),
    ("said", "claimed", "low"),
    ("claimed", "said", "low"),
    ("claimed", "confirmed", "high"),
    ("suggested", "said", "low"),
    ("suspects", "confirmed", "high"),
    ("said", "insisted", "low"),
    ("said", "vowed", "low"),
    ("said", "owned up", ""),
    ("said", "told reporters", ""),
    ("said", "says", ""),
    ("admits", "has admitted", ""),
    ("announced", "according to", ""),
    ("wrote", "stated", ""),
)
# before, after, the kind of drift (or "") and its risk
WORDS = (
    ("The harbour board could close the terminal in March", "The harbour board will close the terminal in March", "hedge_dropped", "high"),
    ("the captain allegedly sold the ferry's spare engine", "the captain sold the ferry's spare engine", "hedge_dropped", "high"),
    ("the keeper may have left the gate open that night", "the keeper left the gate open that night", "hedge_dropped", "high"),
    ("the keeper left the gate open that night", "the keeper perhaps left the gate open that night", "hedge_added", "low"),
    ("the keeper may have left the gate open", "the keeper might have left the gate open", "", ""),
    ("the mine will close if the price of copper falls", "the mine will close", "condition_dropped", "high"),
    ("the mine will close in autumn, if the price of copper falls", "the mine will close in autumn", "condition_dropped", "high"),
    ("the mine will close in autumn, even if the price of copper rises", "the mine will close in autumn", "", ""),
    # A whole sentence is cut: what it hedged is not told any more.
    ("The ferry is safe for all passengers. The harbour could close in winter.", "The ferry is safe for all passengers", "", ""),
    # The month, an ability that was missing, and might that is strength are no hedges.
    ("the fleet left the harbour of Torv in May", "the fleet left the harbour of Torv", "", ""),
    ("the crew could not reach the burning engine room", "the crew did not reach the burning engine room", "", ""),
    ("it adds to the might of the northern fleet", "it adds to the northern fleet", "", ""),
)  # fmt: skip


def told(content: str, cue: str, key: str, **more: object) -> Claim:
    """Return a claim whose stance is that of its cue."""
    return claim(content, cue, key=key, stance=STANCES.get(cue.split()[-1], "neutral"), **more)


@pytest.mark.parametrize(("before", "after", "risk"), CUES)
def test_cue(before: str, after: str, risk: str) -> None:
    found = drifts([(told(BRIDGE, before, "a"), told(BRIDGE, after, "b"))])
    assert [(one.kind, one.risk) for one in found] == ([("cue", risk)] if risk else [])
    assert all(before in one.reason and after in one.reason for one in found)


@pytest.mark.parametrize(("before", "after", "kind", "risk"), WORDS)
def test_hedge_and_condition(before: str, after: str, kind: str, risk: str) -> None:
    found = drifts([(told(before, "said", "a"), told(after, "said", "b"))])
    assert [(one.kind, one.risk) for one in found] == ([(kind, risk)] if kind else [])


def test_a_hedge_outside_the_content_counts() -> None:
    hedged = claim(BRIDGE, "allegedly", key="a", relation="hearsay", hedges=("allegedly",), speaker=None)
    (found,) = drifts([(hedged, claim(BRIDGE, key="b"))])
    assert (found.kind, found.before_text, found.risk) == ("hedge_dropped", "allegedly", "high")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Other matters that share names, other numbers, and the opposite.
        ("Torv Harbour Board met Orlov and Brandt", "Torv Harbour Board fined Orlov and Brandt"),
        ("the ferry carried 587 passengers from Torv today", "the ferry carried 392 passengers from Torv today"),
        ("the captain was not on the bridge that night", "the captain was on the bridge that night"),
    ],
)
def test_what_is_no_longer_the_same_claim_has_no_drift(before: str, after: str) -> None:
    assert drifts([(told(before, "said", "a"), told(after, "admitted", "b"))]) == ()


def test_an_unnamed_source_must_be_the_same_one() -> None:
    def unnamed(cue: str, key: str, source: str, content: str = BRIDGE) -> Claim:
        return told(content, cue, key, source=source, speaker=None)

    two = unnamed("said", "a", "a port official"), unnamed("confirmed", "b", "an official in Torv")
    assert len(drifts([two])) == 1
    other = unnamed("confirmed", "b", "divers", f"early reports hold that {BRIDGE.replace('closed', 'shut')}")
    assert drifts([(two[0], other)]) == ()


def test_words_inside_the_quote_are_not_the_articles_cue() -> None:
    own = claim(BRIDGE, "think", key="b", source="I", relation="belief", stance="belief")
    assert drifts([(claim(f"I think {BRIDGE}", key="a"), own)]) == ()
    assert drifts([(claim(f"it is acknowledged that {BRIDGE}", key="a"), told(BRIDGE, "acknowledged", "b"))]) == ()


def test_a_negated_cue_is_another_stance() -> None:
    (found,) = drifts([(told(BRIDGE, "did not confirm", "a", negated=True), told(BRIDGE, "confirmed", "b"))])
    assert found.risk == "high" and "not" in found.reason


def test_pairs_take_the_credited_telling_else_the_fullest_and_put_the_earlier_first() -> None:
    full = claim(f"{BRIDGE} and the spring", key="a", published="2031-03-04")
    first = claim(BRIDGE, key="b", published="2031-03-01")
    relay = claim(BRIDGE, key="c", published="2031-03-06")
    other = claim(BRIDGE, key="d", published="2031-03-06", speaker="Brandt", source="Brandt")
    for members in permutations((full, first, relay, other)):
        found = {(one.key, two.key) for one, two in pairs(members, "a", {"c": "b"})}
        assert found == {("b", "a"), ("b", "c")}


def test_a_headline_is_held_against_its_own_body_and_a_body_against_no_other_of_its_article() -> None:
    head = claim(BRIDGE, "vows", key="a", article="x", headline=True)
    body = claim(f"{BRIDGE} and the spring", key="b", article="x")
    again = claim(BRIDGE, key="c", article="x")
    for members in permutations((head, body, again)):
        assert [(one.key, two.key) for one, two in pairs(members, "b", {})] == [("b", "a")]
    (found,) = drifts([(body, head)])
    assert (found.kind, found.risk) == ("cue", "low") and "promise" in found.reason


def test_lemma_and_colour() -> None:
    assert (
        lemma("has since confirmed") == "confirm" and lemma("owned up to") == "own up to" and not lemma("according to")
    )
    assert colour("gave a blanket denial", "neutral") == "denied"
    assert colour("said", "neutral") == "told" and shift("told", "told") is None


# headline, its own attribution (source, cue, content), body (source, cue, content), what is told of it
HEADLINES = (
    ("Orlov admits bridge closed too late", ("Orlov", "admits", "bridge closed too late"), ("Orlov", "said", BRIDGE), "admission"),
    ("Orlov says bridge closed too late", ("Orlov", "says", "bridge closed too late"), ("Orlov", "said", BRIDGE), ""),
    (
        "Brandt says bridge closed too late", ("Brandt", "says", "bridge closed too late"), ("Orlov", "said", BRIDGE),
        "the body attributes it to “Orlov”",
    ),
    ("Board to close Torv grain terminal", None, ("Orlov", "said", "the board could close the Torv grain terminal in March"), "could"),
    ("Board may close Torv grain terminal", None, ("Orlov", "said", "the board could close the Torv grain terminal in March"), ""),
    ("Will board close Torv grain terminal?", None, ("Orlov", "said", "the board could close the Torv grain terminal in March"), ""),
    (
        "Torv copper mine will close", None, ("Orlov", "said", "the Torv copper mine will close, if the price falls again"),
        "the condition “if the price falls again” is gone",
    ),
    # The hedge stands elsewhere, the rumour is denied, and another matter shares two words.
    ("Board buys Torv grain terminal", None, ("Orlov", "said", "the board bought the Torv grain terminal, which could reopen"), ""),
    ("Board denies Torv terminal to close", ("Board", "denies", "Torv terminal to close"), ("Board", "dismissed", "rumours the Torv terminal might close"), ""),
    ("Torv mine opens", None, ("Orlov", "said", "the Torv ferry could be late, and the mine is far away"), ""),
)  # fmt: skip


@pytest.mark.parametrize(("headline", "own", "body", "reason"), HEADLINES)
def test_headline(headline: str, own: tuple[str, str, str] | None, body: tuple[str, str, str], reason: str) -> None:
    def spoken(parts: tuple[str, str, str], key: str) -> Claim:
        source, cue, content = parts
        stance = {"dismissed": "evaluative", "denies": "denial", "admits": "factive"}.get(cue, "neutral")
        return claim(content, cue, key=key, source=source, speaker=source, stance=stance)

    found = headline_drift(headline, spoken(own, "h") if own else None, spoken(body, "b"))
    assert (found.reason if found else "") == "" if not reason else found is not None and reason in found.reason
    if found:
        assert (found.kind, found.before, found.after) == ("headline", "b", "h" if own else "")
