"""Copies of articles are found, with the share of text and who copied whom; articles that only quote alike are none."""

from random import Random

import pytest

from attrib.compare.copies import copies
from attrib.compare.index import COMMON
from attrib.compare.records import Copy, Page

NOUNS = "mine ferry library canal court bakery tunnel orchard museum quarry clinic market".split()
VERBS = "closed sold repaired flooded searched painted rented opened measured praised".split()


def article(seed: int, sentences: int = 12) -> str:
    """Return some sentences of news of their own."""
    chance = Random(seed)
    return " ".join(
        f"The {chance.choice(NOUNS)} near Orvik was {chance.choice(VERBS)} by {chance.randrange(900)} people"
        f" before the {chance.choice(NOUNS)} of ward {chance.randrange(900)} could be {chance.choice(VERBS)}."
        for _ in range(sentences)
    )


def page(name: str, text: str, day: str | None = None, *credits: str) -> Page:
    return Page(name, name.upper(), text, day, credits)


def test_a_credited_copy() -> None:
    text = article(1)
    made = [page("a", f"{text} (A. Writer)", "2031-02-02", "B"), page("b", text, "2031-02-05")]
    (found,) = copies(made)
    # The credit counts before the day: a page may bear the day on which it was renewed.
    assert (found.original, found.copy, found.basis) == ("b", "a", "credit")
    assert found.share == 1.0


def test_by_day_and_unknown() -> None:
    text = article(2)
    assert copies([page("a", text, "2031-02-02"), page("b", text, "2031-02-01")]) == (Copy("b", "a", 1.0, "time"),)
    for day in ("2031-02-02", None, "soon"):
        assert copies([page("a", text, "2031-02-02"), page("b", text, day)])[0].basis == "unknown"
    both = [page("a", text, None, "B"), page("b", text, None, "A")]
    assert copies(both)[0].basis == "unknown"


def test_a_shortened_copy_tells_its_share() -> None:
    text = article(3)
    (found,) = copies([page("a", text), page("b", f"{text[: len(text) // 2]} {article(4, 2)}")])
    assert 0.7 <= found.share < 1


@pytest.mark.parametrize(
    "other",
    [
        article(5),
        # One sentence in twelve is a quotation that both have.
        article(5, 11) + " " + article(6, 1),
        # Half of the text is another one.
        article(6, 6) + " " + article(7, 6),
        "",
        "The mine was closed.",
    ],
)
def test_near_misses(other: str) -> None:
    assert copies([page("a", article(6)), page("b", other)]) == ()


def test_two_reports_of_one_long_quote_are_no_copies() -> None:
    quote = article(9, 6)
    texts = [f"Farmers of Orvik have waited since winter.\n“{quote}” the dean said, the Beacon reported.",
             f"The board met behind closed doors on Monday.\n“{quote}” according to the dean of Brandal."]  # fmt: skip
    assert copies([page("a", texts[0]), page("b", texts[1])]) == ()
    assert len(copies([page("a", texts[0]), page("b", texts[0].replace("“", '"').replace("”", '"'))])) == 1
    assert len(copies([page("a", f"“{quote}”"), page("b", f"“{quote}”")])) == 1


def test_a_standing_notice_makes_no_copy() -> None:
    notice = article(8, 4)
    pages = [page(f"p{at}", f"{article(100 + at, 10)} {notice}") for at in range(COMMON * 2)]
    assert copies(pages) == ()


def test_order_makes_no_difference_and_ids_are_unique() -> None:
    pages = [page(f"p{at}", article(at % 4), f"2031-02-0{1 + at % 5}") for at in range(12)]
    first = copies(pages)
    assert len(first) == 4 * 3
    Random(1).shuffle(pages)
    assert copies(pages) == first
    with pytest.raises(ValueError, match="one id"):
        copies([pages[0], pages[0]])


SENTENCE = "The owners of the Orvik ferry line have sold forty of their oldest boats to a museum in Brandal"


def test_two_briefs_of_one_sentence_are_no_copies_but_one_printed_again_is() -> None:
    first = page("a", f"{SENTENCE}, the Beacon reported on Monday. Skippers met.", "2031-02-02", "B")
    second = page("b", f"As the Lantern said, {SENTENCE[0].lower()}{SENTENCE[1:]}.", "2031-02-03")
    assert copies([first, second]) == ()
    assert len(copies([first, page("c", first.text.replace("Monday", "Tuesday"), "2031-02-03")])) == 1


def test_a_quote_with_hardly_a_word_beside_it_is_no_copy_of_the_report_that_has_it() -> None:
    quoted = f"“{SENTENCE}, and nobody on the quay has seen a crown of the money so far,”"
    report = f"{quoted} skipper Ada Roe said at the meeting of the harbour board, where the seats were few and the tempers short."
    assert copies([page("a", report), page("b", f"{quoted} Ada Roe said.")]) == ()
