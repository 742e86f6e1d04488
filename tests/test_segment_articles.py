"""Articles of a page, their publishers, datelines, dates and credits."""

from typing import Any

import pytest

from attrib.records import Article, Document
from attrib.segment import segment
from attrib.segment.datelines import find_date_line, find_dateline, iso_date

_LEDE = "The council of Salem voted on Monday to close the old bridge over the river until the spring, officials said."
_NEXT = (
    "Mayor Lena Ford told reporters that the bridge was not safe and that nobody could say when it would open again."
)

_PAGE = f"""Council Closes Bridge
{_LEDE}
{_NEXT}

Try Our AI Features
Explore what Norda8 AI can do for you:
Comments
No comments yet...
Related Articles


The Lantern
18 minutes ago
- The Lantern
Ford Says Bridge Stays Shut
{_LEDE} {_NEXT} Read the full story by Ada Roe and Tomas Leik on Meridian Post.
Norda Today
Yesterday
- Norda Today
Bridge tolls rise again
{_LEDE} Support Salem Pravda on Patreon!
Salem Times
2 hours ago
- Salem Times
Bridge closes for good
{_NEXT} © 2025 Salem Times"""


def articles_of(text: str, **given: Any) -> tuple[Article, ...]:
    return segment(Document("x", text, **given)).articles


def test_page_of_an_aggregator() -> None:
    found = articles_of(_PAGE)
    assert [article.publisher for article in found] == [None, "The Lantern", "Norda Today", "Salem Times"]
    assert [article.original_publisher for article in found] == [None, "Meridian Post", "Salem Pravda", None]
    assert [_PAGE[slice(*article.title)] for article in found if article.title] == [
        "Council Closes Bridge",
        "Ford Says Bridge Stays Shut",
        "Bridge tolls rise again",
        "Bridge closes for good",
    ]
    assert all(("aggregator", "Norda8") in {(c.kind, c.name) for c in article.credits} for article in found)
    assert [(c.kind, c.name) for c in found[1].credits if c.kind != "aggregator"] == [
        ("publisher_line", "The Lantern"),
        ("byline", "Ada Roe"),
        ("byline", "Tomas Leik"),
        ("read_full_story", "Meridian Post"),
    ]
    for article in found:
        for credit in article.credits:
            assert _PAGE[slice(*credit.span)] == credit.name


def test_furniture_between_articles_belongs_to_none() -> None:
    found = segment(Document("x", _PAGE))
    outside = [_PAGE[zone.start : zone.end] for zone in found.zones if zone.article < 0]
    assert outside[0] == "Try Our AI Features"
    assert outside[-1] == "Related Articles"
    assert {zone.kind for zone in found.zones if zone.article < 0} == {"furniture"}


BLOCKS = [
    ("The Lantern\n2 hours ago\n- The Lantern\nFord Says Bridge Stays Shut", "The Lantern"),
    ("The Lantern\nan hour ago\nFord Says Bridge Stays Shut", "The Lantern"),
    ("The Lantern\nYesterday\n- Norland News\nFord Says Bridge Stays Shut", "The Lantern"),
    ("The Lantern\n2 hours ago\n- Politics\n- The Lantern\nFord Says Bridge Stays Shut", "The Lantern"),
    ("The Lantern\nJune 4, 2025\n- The Lantern\nFord Says Bridge Stays Shut", "The Lantern"),
    ("The Lantern · 3 hours ago\nFord Says Bridge Stays Shut", "The Lantern"),
    ("norda.example\n5d ago\nFord Says Bridge Stays Shut", "norda.example"),
    ("Bridge Stays Shut\n2 hours ago", None),
    ("Ford Says Bridge Stays Shut\nJune 4, 2025", None),
    ("The bridge stays shut, says Ford\n2 hours ago\nFord Says Bridge Stays Shut", None),
    ("Comments\n2 hours ago\nFord Says Bridge Stays Shut", None),
]


@pytest.mark.parametrize(("head", "publisher"), BLOCKS)
def test_publisher_block(head: str, publisher: str | None) -> None:
    found = articles_of(f"Bridge Closes\n\n{_LEDE}\n\n{_NEXT}\n\n{head}\n{_LEDE}\n{_NEXT}")
    assert [article.publisher for article in found[1:]] == ([publisher] if publisher else [])


def test_titles_in_markdown_part_articles() -> None:
    found = articles_of(f"# Bridge closes\n\n{_LEDE}\n\n# Tolls rise\n\n{_NEXT}")
    assert len(found) == 2
    assert len(articles_of(f"# Bridge closes\n\n{_LEDE}\n\n## Tolls rise\n\n{_NEXT}")) == 1


# The opening of a paragraph; place, ISO date under the document's date 2025-06-05, agency; all None: no dateline.
DATELINES = [
    ("June 4 (UPI) -- ", None, "2025-06-04", "UPI"),
    ("SUVA, June 4 (Norda Wire) -- ", "SUVA", "2025-06-04", "Norda Wire"),
    ("WASHINGTON (AP) — ", "WASHINGTON", None, "AP"),
    ("MOSCOW, 4 June — ", "MOSCOW", "2025-06-04", None),
    ("BERLIN — ", "BERLIN", None, None),
    ("BERLIN -- ", "BERLIN", None, None),
    ("SALEM, Ore. - ", "SALEM, Ore.", None, None),
    ("LONDON, Jan. 5 (Reuters) - ", "LONDON", "2025-01-05", "Reuters"),
    ("LONDON, Dec 29 (Reuters) - ", "LONDON", "2024-12-29", "Reuters"),
    ("(CNN) — ", None, None, "CNN"),
    ("New York (AFP) – ", "New York", None, "AFP"),
    ("DES MOINES, Iowa, Aug. 10 (UPI) — ", "DES MOINES, Iowa", "2025-08-10", "UPI"),
    ("MOSCOW, June 4. /TASS/. ", "MOSCOW", "2025-06-04", "TASS"),
    ("BEIJING, June 4, 2024 (Xinhua) -- ", "BEIJING", "2024-06-04", "Xinhua"),
    ("Suva, June 4 (Norda Wire): ", "Suva", "2025-06-04", "Norda Wire"),
    ("UNITED NATIONS, Wednesday, June 4 (Norda Wire) — ", "UNITED NATIONS", "2025-06-04", "Norda Wire"),
    ("June 4 was a bad day — ", None, None, None),
    ("DOE: We will appeal — ", None, None, None),
    ("DOE-- ", None, None, None),
    ("Ford — who leads the board — ", None, None, None),
    ("The council (which met twice) — ", None, None, None),
    ("BREAKING — ", None, None, None),
    ("Ada Roe (D-Wis.) said — ", None, None, None),
    ("“BERLIN — ", None, None, None),
]


@pytest.mark.parametrize(("words", "place", "date", "agency"), DATELINES)
def test_dateline(words: str, place: str | None, date: str | None, agency: str | None) -> None:
    text = f"{words}{_LEDE}"
    found = find_dateline(text, 0, len(text), "2025-06-05", first=True)
    if not (place or date or agency):
        assert found is None
        return
    assert found is not None
    assert (found.place, found.date, found.agency) == (place, date, agency)
    assert text[slice(*found.span)] == words.rstrip()
    assert found.agency_span is None or text[slice(*found.agency_span)] == agency


def test_dateline_without_a_year() -> None:
    found = articles_of(f"Ships Lost\n\nSUVA, June 4 (Norda Wire) -- {_LEDE} In 2024 two ships sank.")
    assert found[0].dateline is not None
    assert (found[0].dateline.date, found[0].published) == (None, None)


def test_published() -> None:
    body = f"SUVA, June 4 (Norda Wire) -- {_LEDE}"
    assert articles_of(body, date="2025-06-05")[0].published == "2025-06-05"
    assert articles_of(f"Ships Lost\n\nTuesday, June 3, 2025\n\n{body}")[0].published == "2025-06-03"
    assert articles_of(f"SUVA, June 4, 2025 (Norda Wire) -- {_LEDE}")[0].published == "2025-06-04"
    assert articles_of(_LEDE)[0].published is None


DATES = [
    ("June 4, 2025", None, "2025-06-04"),
    ("4 June 2025", None, "2025-06-04"),
    ("2025-06-04", None, "2025-06-04"),
    ("13/6/2025", None, "2025-06-13"),
    ("6/13/2025", None, "2025-06-13"),
    ("4/6/2025", None, None),
    ("June 31, 2025", None, None),
    ("June 4", None, None),
    ("June 4", "2025-06-05", "2025-06-04"),
    ("Dec. 30", "2025-01-02", "2024-12-30"),
    ("Jan. 2", "2024-12-30", "2025-01-02"),
    ("Feb. 29", "2024-03-01", "2024-02-29"),
    ("June 4", "soon", None),
    ("soon", "2025-06-05", None),
]


@pytest.mark.parametrize(("words", "reference", "date"), DATES)
def test_iso_date(words: str, reference: str | None, date: str | None) -> None:
    assert iso_date(words, reference) == date


def test_date_line() -> None:
    for words, date in [("Posted on: May 5, 2024, 3:15 p.m. EDT", "2024-05-05"), ("5 May", None)]:
        found = find_date_line(words, 0, len(words), None)
        assert found is not None
        assert found.date == date
    for words in ["In May 2024 it rained.", "May 5, 2024 was wet", "2024", "Ada Roe, May 5, 2024"]:
        assert find_date_line(words, 0, len(words), None) is None


# A last paragraph and the credits (kind, name) that the article gets from it.
CREDITS = [
    ("By Ada Roe, Norda Wire", [("byline", "Ada Roe"), ("byline", "Norda Wire")]),
    ("© 2025 AFP", [("copyright", "AFP")]),
    ("Copyright © 2025 The Lantern. All rights reserved.", [("copyright", "The Lantern")]),
    ("(c) 2025 Norda Wire", [("copyright", "Norda Wire")]),
    ("This article originally appeared on Meridian Post.", [("syndication", "Meridian Post")]),
    ("This article originally appeared on Meridian Post: Bridge closes", [("syndication", "Meridian Post")]),
    ("This story was first published by the Lantern.", [("syndication", "Lantern")]),
    ("Republished with permission from Norda Wire.", [("syndication", "Norda Wire")]),
    ("Ada Roe and Tomas Leik contributed to this report.", [("byline", "Ada Roe"), ("byline", "Tomas Leik")]),
    ("The Norda Wire contributed to this report.", [("byline", "The Norda Wire")]),
    ("(Reporting by Ada Roe in Suva; Editing by Tomas Leik)", [("byline", "Ada Roe")]),
    ("Read the full story on Norda Wire", [("read_full_story", "Norda Wire")]),
    ("Read the original article on norda.example.", [("read_full_story", "norda.example")]),
    ("Support Salem Pravda on Patreon!", [("support", "Salem Pravda")]),
    ("Photo courtesy of Salem Council/EPA-EFE", [("photo", "Salem Council/EPA-EFE")]),
    ("(Photo by ADA ROE/AFP via Getty Images)", [("photo", "ADA ROE/AFP via Getty Images")]),
    ("Ada Roe/AFP via Getty Images", [("photo", "Ada Roe/AFP via Getty Images")]),
    ("Image: Mark R.", [("photo", "Mark R")]),
    ("Doe said she would support Salem Pravda on Monday.", []),
    ("The story was first told by Ada Roe, the mayor said.", []),
    ("The copyright of the song lapsed, Doe said.", []),
]


@pytest.mark.parametrize(("line", "expected"), CREDITS)
def test_credits(line: str, expected: list[tuple[str, str]]) -> None:
    text = f"Council Closes Bridge\n\n{_LEDE}\n\n{_NEXT}\n\n{line}"
    found = segment(Document("x", text)).articles[0]
    assert [(credit.kind, credit.name) for credit in found.credits] == expected
    assert all(text[slice(*credit.span)] == credit.name for credit in found.credits)


def test_read_more_names_a_brand_only_by_its_form() -> None:
    names = [
        [credit.name for credit in articles_of(f"{_LEDE}\n\n{_NEXT}\n\nRead more on {name}")[0].credits]
        for name in ("Norda8", "norda.example", "Norland", "NordaPost")
    ]
    assert names == [["Norda8"], [], [], ["NordaPost"]]
