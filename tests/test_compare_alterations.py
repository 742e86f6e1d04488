"""What was done to a quote, what it touches, and how much that may matter."""

import pytest

from attrib.compare.alignment import Change, changes, wording
from attrib.compare.alterations import against_fullest, alteration
from attrib.compare.records import Told

WHOLE = "We will not sell the Orvik ferry, and the auditors may reopen 450 ledgers if the council agrees. Nothing was hidden from Edda Kranic."
# the variant, its type, its risk, what it touches
CASES = (
    (WHOLE, "identical", "none", ""),
    (f"“{WHOLE}”", "identical", "none", ""),
    (WHOLE.upper(), "formatting", "none", ""),
    (f"[w]{WHOLE[1:-1]}", "formatting", "none", ""),
    (WHOLE.replace(", and", " — and"), "formatting", "none", ""),
    ("The auditors may reopen 450 ledgers if the council agrees. Nothing was hidden from Edda Kranic.", "cut_ends", "high", "name negation"),
    (WHOLE[: WHOLE.index(" Nothing")], "cut_ends", "low", "name negation"),
    (WHOLE.replace(" not", ""), "cut_inside", "high", "negation"),
    (WHOLE.replace(" may", ""), "cut_inside", "high", "hedge"),
    (WHOLE.replace(" if the council agrees", ""), "cut_inside", "high", "condition"),
    (WHOLE.replace("the Orvik ferry, and ", ""), "cut_inside", "low", "name"),
    (WHOLE.replace("450", "540"), "substitution", "high", "number"),
    (WHOLE.replace("Orvik", "Brandal"), "substitution", "high", "name"),
    (WHOLE.replace("may", "will"), "substitution", "high", "hedge"),
    (WHOLE.replace("Nothing was", "Nothing is"), "substitution", "low", "tense"),
    (WHOLE.replace("the auditors", "the inspectors"), "substitution", "low", ""),
    (WHOLE.replace("the auditors", "the careful auditors"), "insertion", "low", ""),
    (WHOLE.replace("ledgers", "ledgers, he said,"), "insertion", "low", "attribution"),
    (WHOLE.replace("auditors may", "auditors may not"), "insertion", "high", "negation"),
)  # fmt: skip


@pytest.mark.parametrize(("after", "form", "risk", "touches"), CASES)
def test_what_was_done(after: str, form: str, risk: str, touches: str) -> None:
    told = alteration(WHOLE, after)
    assert (told.type, told.risk, " ".join(told.touches)) == (form, risk, touches)
    assert told.reason


@pytest.mark.parametrize("mark", ["…", "...", "[…]", "(...)", ". . ."])
def test_an_ellipsis_shows_a_cut(mark: str) -> None:
    told = alteration(WHOLE, WHOLE.replace("sell the Orvik ferry, and", mark))
    assert (told.type, told.marked) == ("cut_inside", True)
    assert not alteration(WHOLE, WHOLE.replace("sell the Orvik ferry, and ", "")).marked


def test_ends_and_words_are_told() -> None:
    told = alteration(WHOLE, "sell the Orvik ferry, and the auditors may reopen 450 ledgers")
    assert told.ends == ("start", "end")
    assert told.removed[:3] == ("We", "will", "not")
    assert "“not”" in told.reason


def test_an_offer_that_lost_its_could() -> None:
    told = alteration(
        "The ministry could provide asylum to all drivers",
        "The ministry could be offered, and offers asylum to all drivers",
    )
    assert told.type == "substitution"
    told = alteration("The ministry could provide asylum to all drivers", "The ministry offers asylum to all drivers")
    assert (told.risk, told.touches) == ("high", ("hedge",))


def test_parts_in_another_order() -> None:
    told = alteration(
        "The ferry is closed. Nobody will sell the mine.", "Nobody will sell the mine. The ferry is closed."
    )
    assert (told.type, told.touches, told.risk) == ("reordering", (), "low")


def test_merged_pieces() -> None:
    one, other = "The ferry to Orvik is closed for good.", "Nobody will sell the mine this year."
    assert alteration((one, other), f"{one} {other}").type == "merge"
    assert alteration((one, other), f"{other} … {one}").risk == "low"
    assert alteration((one, other), f"{one} {other.replace('Nobody', 'Somebody')}").risk == "high"
    assert alteration((one, other), one).type == "identical"


def test_translations_are_never_altered() -> None:
    one, other = Told("a", "a", "A", WHOLE), Told("b", "b", "B", WHOLE.replace(" not", ""), translated=True)
    assert (against_fullest(one, other).type, against_fullest(one, other).risk) == ("translation", "none")
    assert against_fullest(one, one).type == "identical"


@pytest.mark.parametrize("text", ["", "…", "may", "[", "if"])
def test_next_to_nothing(text: str) -> None:
    assert alteration(text, text).type == "identical"
    assert alteration(WHOLE, text).type in ("cut_ends", "substitution", "cut_inside")
    assert alteration(text, WHOLE).type in ("insertion", "substitution")


def test_may_the_month_is_no_hedge() -> None:
    assert "hedge" not in alteration("They met in May at the port", "They met at the port").touches


def test_changes_stand_where_they_are() -> None:
    old, new = wording("the ferry is never late in Orvik"), wording("the ferry is late in Brandal")
    assert changes(old, new) == (Change(3, 4, 3, 3), Change(6, 7, 5, 6))


def test_long_texts_stay_cheap() -> None:
    # Two texts of one word over and over would take difflib minutes.
    one, other = wording("a b " * 20_000), wording("b " + "a c " * 20_000)
    assert len(changes(one, other)) == 1


def test_a_reason_stays_short() -> None:
    told = alteration("if a b " * 500 + "end.", "not c " * 500 + "end.")
    assert told.risk == "high"
    assert len(told.reason) < 300


def test_words_quoted_apart_are_sentences_apart() -> None:
    whole = "“We will reopen the pier within ten days,” “Nobody should read more into it than that.”"
    told = alteration(whole, "“We will reopen the pier within ten days”")
    assert (told.type, told.risk) == ("cut_ends", "low")


@pytest.mark.parametrize(
    ("before", "after", "form", "risk"),
    [
        # Other house style.
        ("We will not re-open the hard-line archive", "We will not reopen the hardline archive", "formatting", "none"),
        ("We will not re-open the archive", "We will reopen the archive", "substitution", "high"),
        # A clause that stood for itself went; one that takes something back did.
        ("The ferry is fast, it is cheap, and nobody who rode it wants the bus back", "The ferry is fast, it is cheap", "cut_ends", "low"),
        ("The archive will open again, but not before the roof is dry", "The archive will open again", "cut_ends", "high"),
        ("The archive will open again, not now", "The archive will open again", "cut_ends", "high"),
        ("We will repair the pier, whatever the harbour board may say about it", "We will repair the pier", "cut_ends", "low"),
        ("We will repair the pier, unless the board says no", "We will repair the pier", "cut_ends", "high"),
        # A "not" that went along with its verb; one that went over to another verb.
        ("We will not raise the levy on small farms", "The levy on small farms will not be raised", "insertion", "low"),
        ("We will not raise the levy on small farms", "The levy on small farms will be raised", "insertion", "high"),
        ("We will not shut the pier, and we will raise the levy", "We will shut the pier, and we will not raise the levy", "insertion", "high"),
        # Parts that changed places, in a telling that was cut as well.
        ("The ferry is fast, it takes eleven minutes to the quay, and it is never full. Every crown will be paid back.",
         "It takes eleven minutes to the quay, the ferry is fast, and it is never full.", "reordering", "low"),
    ],
)  # fmt: skip
def test_style_clauses_and_places(before: str, after: str, form: str, risk: str) -> None:
    told = alteration(before, after)
    assert (told.type, told.risk) == (form, risk), told
