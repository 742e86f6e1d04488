"""Zones: each row is a page in lines, beside the zones that it must be cut into."""

from typing import Any

import pytest

from attrib.records import Document
from attrib.segment import segment

_LEDE = "The council of Salem voted on Monday to close the old bridge over the river until the spring, officials said."
_NEXT = (
    "Mayor Lena Ford told reporters that the bridge was not safe and that nobody could say when it would open again."
)


def zones_of(text: str, **given: Any) -> list[tuple[str, str]]:
    """Return kind and words of each zone."""
    found = segment(Document("x", text, **given))
    return [(zone.kind, text[zone.start : zone.end]) for zone in found.zones]


# A line of the text and the kind that it must get, in the head of an article or below its first paragraph.
HEAD = [
    ("Council Closes Bridge", "headline"),
    ("Council closes bridge for the winter", "headline"),
    ("Is the Salem bridge safe?", "headline"),
    ("Ford: 'The bridge is not safe'", "headline"),
    ("Ford: Bridge plan is dead.", "headline"),
    ("Council Closes Salem Bridge Until Spring.", "headline"),
    ("Council closes bridge.", "headline"),
    ("The council, which met on Monday, voted to close the bridge over the river until the spring.", "body"),
    ("Doe said no.", "body"),
    ('"We will close it," Doe said.', "body"),
]


@pytest.mark.parametrize(("line", "kind"), HEAD)
def test_first_line(line: str, kind: str) -> None:
    found = segment(Document("x", f"{line}\n\n{_LEDE}\n\n{_NEXT}\n\n{_LEDE}\n\n{_NEXT}"))
    assert found.zones[0].kind == kind
    title = found.articles[0].title
    assert (title is not None) == (kind == "headline")
    assert title is None or title == (0, len(line))


AFTER_TITLE = [
    ("By Ada Roe", "byline"),
    ("By Ada Roe, Norda Wire", "byline"),
    ("By Ada Roe and Tomas Leik | The Lantern", "byline"),
    ("BY ADA ROE", "byline"),
    ("ADA ROE", "byline"),
    ("By Friday, the council had closed the bridge, officials said.", "body"),
    ("By noon nobody was left on the bridge.", "body"),
    ("SALEM BRIDGE NEWS", "headline"),
    ("Saturday, October 9, 2010", "dateline"),
    ("9 October 2010", "dateline"),
    ("Published: 4 June 2025, 10:30 GMT", "dateline"),
    ("Updated June 4, 2025 at 5:30 PM EDT", "dateline"),
    ("2025-06-04", "dateline"),
    ("On Saturday, October 9, 2010, the bridge was closed.", "body"),
    ("2 hours ago", "furniture"),
    ("Comments", "furniture"),
    ("Comments on the plan were few, the mayor said.", "body"),
    ("Share this article", "furniture"),
    ("5 min read", "furniture"),
    ("Listen", "furniture"),
    ("Photo: Ada Roe", "credit"),
    ("Photo by Ada Roe/AFP via Getty Images", "credit"),
    ("(AP Photo/Ada Roe)", "credit"),
    ("REUTERS/Ada Roe", "credit"),
    ("Image: Mark R.", "credit"),
    ("File photo", "credit"),
    ("A photo by Ada Roe of the bridge was shown to the council on Monday.", "body"),
]


@pytest.mark.parametrize(("line", "kind"), AFTER_TITLE)
def test_line_below_the_headline(line: str, kind: str) -> None:
    found = zones_of(f"Council Closes Bridge\n\n{line}\n\n{_LEDE}\n\n{_NEXT}")
    assert found[1] == (kind, line)


IN_BODY = [
    ("Advertisement", "furniture"),
    ("Related Articles", "furniture"),
    ("No comments yet...", "furniture"),
    ("Try Our AI Features", "furniture"),
    ("Read also: Bridge tolls rise again in Salem", "furniture"),
    ("READ MORE: Bridge tolls rise again", "furniture"),
    ("Follow Ada Roe on Twitter @adaroe", "furniture"),
    ("Follow us on Facebook", "furniture"),
    ("Sign up for our newsletter and get the news every morning", "furniture"),
    ("We use cookies to improve your visit.", "furniture"),
    ("This website uses cookies", "furniture"),
    ("* * *", "furniture"),
    ("___", "furniture"),
    ("7:30 a.m.", "furniture"),
    ("The council uses cookies to win over voters, Doe said.", "body"),
    ("Related costs were put at $3 million by the council.", "body"),
    ("More than 40 people died, officials said.", "body"),
    ("Like her mother, Ms. Roe worked on the bridge, she said.", "body"),
    ("By signing the bill, the mayor closed the bridge.", "body"),
    ("Ask the mayor about AI rules and she laughs.", "body"),
    ("What happens next", "headline"),
    ("DOE: We will appeal", "body"),
    ("Nobody knows when it will open, does anybody?", "body"),
    ("© 2025 Norda Wire", "credit"),
    ("Copyright 2025 The Lantern. All rights reserved.", "credit"),
    ("(c) 2025 Norda Wire", "credit"),
    ("This article originally appeared on The Lantern.", "credit"),
    ("This story was first published by Norda Wire.", "credit"),
    ("The story first appeared in the Lantern, which said the bridge was unsafe.", "body"),
    ("This report was published on Monday by the council, which said the bridge was unsafe.", "body"),
    ("Ada Roe contributed to this report.", "credit"),
    ("Roe contributed to the plan with a gift of $3 million.", "body"),
    ("(Reporting by Ada Roe in Suva; Editing by Tomas Leik)", "credit"),
    ("Reporting by Ada Roe; Editing by Tomas Leik", "credit"),
    ("Written by Ada Roe in 1990, the novel became a success in many countries.", "body"),
    ("Support the Lantern on Patreon!", "credit"),
    ("Support for the plan fell, Doe said.", "body"),
    ("Read the full story by Ada Roe and Tomas Leik on Lantern.", "credit"),
    ("Read the full report on Monday, the mayor told the council.", "body"),
    ("Source: Norland Navy, as reported by the Lantern", "source_line"),
    ("Sources: Norda Wire; the Lantern", "source_line"),
]


@pytest.mark.parametrize(("line", "kind"), IN_BODY)
def test_line_between_paragraphs(line: str, kind: str) -> None:
    found = zones_of(f"Council Closes Bridge\n\n{_LEDE}\n\n{line}\n\n{_NEXT}")
    assert found[2] == (kind, line)


# A paragraph that lost its line breaks, and the kinds and first words of what it is cut into.
INLINE = [
    (
        f"{_LEDE} Source: Norland Navy, as reported by the Lantern Details: The navy said two ships sank.",
        [("body", _LEDE), ("source_line", "Source: Norland Navy, as reported by the Lantern"), ("label", "Details:")],
    ),
    (f"{_LEDE} Background: Two ships sank in May.", [("body", _LEDE), ("label", "Background:")]),
    (
        "Source: Norland Navy The navy stated that two ships sank.",
        [("source_line", "Source: Norland Navy"), ("body", "The navy stated that two ships sank.")],
    ),
    ('Quote from Orlov: "We sank two ships."', [("label", "Quote from"), ("body", 'Orlov: "We sank two ships."')]),
    ("The mayor named her source: Norda Wire said so.", [("body", "The mayor named her source: Norda Wire said so.")]),
    (
        f"{_LEDE} Read also: Navy chief on the lost ships: Even one ship is a blow for Norland The navy denied it.",
        [
            ("body", _LEDE),
            ("furniture", "Read also: Navy chief on the lost ships: Even one ship is a blow for Norland"),
            ("body", "The navy denied it."),
        ],
    ),
    (
        f"{_LEDE} Read the full story by Ada Roe on Lantern.",
        [("body", _LEDE), ("credit", "Read the full story by Ada Roe on Lantern.")],
    ),
    (f"{_LEDE} Support the Lantern on Patreon!", [("body", _LEDE), ("credit", "Support the Lantern on Patreon!")]),
    (
        f"{_LEDE} 08:28 AM EDT Norland offers asylum to Orlov over feud Orlov looks on in Suva. JANE ROE/AFP via "
        "Getty Images A Norland official said no.",
        [
            ("body", _LEDE),
            ("furniture", "08:28 AM EDT"),
            ("headline", "Norland offers asylum to Orlov over feud"),
            ("caption", "Orlov looks on in Suva."),
            ("credit", "JANE ROE/AFP via Getty Images"),
            ("body", "A Norland official said no."),
        ],
    ),
    (
        f"{_LEDE} 10:15 GMT Ships lost off Suva in storm The navy said so.",
        [("body", _LEDE), ("furniture", "10:15 GMT"), ("headline", "Ships lost off Suva in storm")],
    ),
    ("The bridge closed at 10:15 GMT on Monday.", [("body", "The bridge closed at 10:15 GMT on Monday.")]),
    (
        "Lena Ford speaks to reporters in Salem on May 5. Photo courtesy of Salem Council/EPA-EFE",
        [
            ("caption", "Lena Ford speaks to reporters in Salem on May 5."),
            ("credit", "Photo courtesy of Salem Council/EPA-EFE"),
        ],
    ),
    (
        "The first bridge was built in Salem in 1901. Image: Salem Navy.",
        [("caption", "The first bridge was built in Salem in 1901."), ("credit", "Image: Salem Navy.")],
    ),
    ("According to a Reuters/Norda poll, Ford leads.", [("body", "According to a Reuters/Norda poll, Ford leads.")]),
    ("The Image: a film about Ford, opened.", [("body", "The Image: a film about Ford, opened.")]),
    ("It came courtesy of Norda Bank, Doe said.", [("body", "It came courtesy of Norda Bank, Doe said.")]),
    (f"{_LEDE} © 2025 AFP", [("body", _LEDE), ("credit", "© 2025 AFP")]),
    (
        f"{_LEDE} LEIK VOWS PROBE INTO LOST SHIPS A navy aide agreed.",
        [("body", _LEDE), ("furniture", "LEIK VOWS PROBE INTO LOST SHIPS"), ("body", "A navy aide agreed.")],
    ),
    ("The NORDA and SUVA routes closed.", [("body", "The NORDA and SUVA routes closed.")]),
    (
        "LEIK VOWS PROBE INTO LOST SHIPS A navy aide agreed.",
        [("headline", "LEIK VOWS PROBE INTO LOST SHIPS"), ("body", "A navy aide agreed.")],
    ),
    (f"{_LEDE} Continue reading...", [("body", _LEDE), ("furniture", "Continue reading...")]),
    (
        "He left. CLICK HERE TO GET THE NORDA APP She stayed. Advertisement They met.",
        [
            ("body", "He left."),
            ("furniture", "CLICK HERE TO GET THE NORDA APP"),
            ("body", "She stayed."),
            ("furniture", "Advertisement"),
            ("body", "They met."),
        ],
    ),
    ("Advertisement costs rose. Sign up now or lose.", [("body", "Advertisement costs rose. Sign up now or lose.")]),
    (
        "FILE PHOTO: Leik attends a rite in Suva on May 3. REUTERS/Ada Roe/File Photo",
        [
            ("caption", "FILE PHOTO: Leik attends a rite in Suva on May 3."),
            ("credit", "REUTERS/Ada Roe/File Photo"),
        ],
    ),
    ("The bridge at night Image: Mark R.", [("caption", "The bridge at night"), ("credit", "Image: Mark R.")]),
    (
        f"{_LEDE} Ada Roe contributed to this report.",
        [("body", _LEDE), ("credit", "Ada Roe contributed to this report.")],
    ),
]


@pytest.mark.parametrize(
    ("paragraph", "expected"), INLINE, ids=lambda value: value[-40:] if isinstance(value, str) else ""
)
def test_inside_a_paragraph(paragraph: str, expected: list[tuple[str, str]]) -> None:
    found = zones_of(f"Council Closes Bridge\n\n{_NEXT}\n\n{paragraph}\n\n{_NEXT}")
    assert found[2 : 2 + len(expected)] == expected


def test_labels_go_on_to_the_next() -> None:
    text = f"Ships Lost\n\nSource: Norland Navy Details: {_LEDE} {_NEXT} Background: {_NEXT}"
    found = segment(Document("x", text)).zones
    assert [(zone.kind, zone.label) for zone in found[1:]] == [
        ("source_line", "Source"),
        ("label", "Details"),
        ("body", "Details"),
        ("label", "Background"),
        ("body", "Background"),
    ]


def test_title_given_in_sentence_case() -> None:
    title = "The council of Salem has closed the bridge over the river because it is not safe"
    assert zones_of(f"{title}.\n\n{_LEDE}", title=title)[0][0] == "headline"
    assert zones_of(f"{title}.\n\n{_LEDE}")[0][0] == "body"


def test_markdown_and_headline_label() -> None:
    text = f"# Council closes bridge\n\n{_LEDE}\n\n## What is next\n\n{_NEXT}"
    assert [zone for zone in zones_of(text) if zone[0] == "headline"] == [
        ("headline", "Council closes bridge"),
        ("headline", "What is next"),
    ]
    assert zones_of('HEADLINE: Ford: "We will not raise taxes"') == [
        ("label", "HEADLINE:"),
        ("headline", 'Ford: "We will not raise taxes"'),
    ]


def test_headline_in_two_lines() -> None:
    text = f"Ford leads by two; \nRoe calls the count unfair.\n\n{_LEDE}"
    found = segment(Document("x", text))
    assert [zone.kind for zone in found.zones] == ["headline", "headline", "body"]
    assert found.articles[0].title == (0, text.index("\n\n"))


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Council Closes Bridge\n\n"
        "The council of Salem voted on Monday to close the old bridge over the\n"
        "river until the spring, officials said. Mayor Lena Ford told reporters\n"
        "that it was not safe.\n\n"
        "“We will open it again as soon as the engineers tell us that it can\n"
        "carry the weight of a bus,” she said."
    )
    found = segment(Document("x", text))
    assert [zone.kind for zone in found.zones] == ["headline", "body", "body"]
    assert [sentence.paragraph for sentence in found.sentences] == [0, 1, 1, 2]
    assert len(found.quotations) == 1


def test_byline_and_dateline_before_the_text() -> None:
    text = f"Council Closes Bridge\nBy Ada Roe and Lena Ford SUVA (Norda Wire) -{_LEDE}"
    assert zones_of(text)[1:] == [
        ("byline", "By Ada Roe and Lena Ford"),
        ("dateline", "SUVA (Norda Wire) -"),
        ("body", _LEDE),
    ]
    credits = segment(Document("x", text)).articles[0].credits
    assert [credit.name for credit in credits] == ["Ada Roe", "Lena Ford"]
    assert zones_of(f"Council Closes Bridge\nBy Ada Roe and SUVA standards it was late. {_LEDE}")[1][0] == "body"
