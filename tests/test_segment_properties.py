"""What holds of every text: no exception, spans in order and inside, zones that cover, quotations that nest."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.records import Document, Segmented
from attrib.segment import segment, tokenize
from attrib.segment.tokens import UNSEEN

_PIECES = [
    *(
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "``",
        "''",
        "...",
        "…",
        ". ",
        "? ",
        "! ",
        ": ",
        "; ",
        ", ",
        " ",
        "\n",
    ),
    *(
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\x00",
        "\u2028",
        "\ud800",
        "🙂",
        "\u0301",
        "(",
        ")",
        "[",
        "]",
        "--",
        "—",
        "#",
        "# ",
        "<a ",
    ),
    *(
        "Ada Roe",
        "said",
        "the bridge",
        "Mr.",
        "U.S.",
        "p.m.",
        "10:15 GMT",
        "2 hours ago",
        "- The Lantern",
        "The Lantern",
    ),
    *(
        "Source:",
        "Details:",
        "Read also:",
        "Quote from",
        "Photo by Ada Roe",
        "/AFP",
        "via Getty Images",
        "(AP Photo/",
        "REUTERS/",
    ),
    *(
        "© 2025 Norda Wire",
        "(c) 2025",
        "Copyright",
        "Read the full story by Ada Roe on Lantern",
        "Support the Lantern on Patreon!",
    ),
    *(
        "This article originally appeared on",
        "Ada Roe contributed to this report.",
        "(Reporting by Ada Roe",
        "By Ada Roe",
    ),
    *(
        "SUVA, June 4 (Norda Wire) -- ",
        "June 4, 2025",
        "Comments",
        "Explore what Norda8 AI can do",
        "looks on",
        "6'2\"",
        "1.",
    ),
]
_TEXT = st.lists(st.sampled_from(_PIECES) | st.text(max_size=8), max_size=40).map("".join)
_READ = {"headline", "caption", "body", "source_line"}


def _check(text: str, found: Segmented) -> None:
    last = 0
    for zone in found.zones:
        assert last <= zone.start < zone.end <= len(text)
        assert not text[last : zone.start].strip()
        assert -1 <= zone.article < len(found.articles)
        assert not text[zone.start].isspace()
        last = zone.end
    assert not text[last:].strip()
    last = paragraph = 0
    for sentence in found.sentences:
        zone = found.zones[sentence.zone]
        assert zone.kind in _READ
        assert zone.article == sentence.article
        assert zone.start <= sentence.start < sentence.end <= zone.end
        assert last <= sentence.start
        assert paragraph <= sentence.paragraph
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        last, paragraph = sentence.end, sentence.paragraph
    readable = "".join(text[zone.start : zone.end] for zone in found.zones if zone.kind in _READ)
    kept = "".join(text[sentence.start : sentence.end] for sentence in found.sentences)
    assert "".join(readable.split()) == "".join(kept.split())
    stack: list[int] = []
    begin = 0
    for quotation in found.quotations:
        assert begin <= quotation.start < quotation.end <= len(text)
        assert text.startswith(quotation.opener, quotation.start)
        assert text.endswith(quotation.closer, quotation.start, quotation.end)
        begin = quotation.start
        while stack and stack[-1] <= quotation.start:
            stack.pop()
        assert quotation.inner == bool(stack)
        assert not stack or quotation.end <= stack[-1]
        stack.append(quotation.end)
    previous = 0
    for article in found.articles:
        assert previous <= article.start < article.end <= len(text)
        assert article.title is None or article.start <= article.title[0] < article.title[1] <= article.end
        assert all(text[slice(*credit.span)] == credit.name != "" for credit in article.credits)
        assert [credit.span for credit in article.credits] == sorted(credit.span for credit in article.credits)
        previous = article.end


@settings(max_examples=300)
@given(text=_TEXT, title=st.none() | st.text(max_size=20), date=st.sampled_from([None, "2025-06-05", "soon", "2025"]))
def test_any_text(text: str, title: str | None, date: str | None) -> None:
    document = Document("x", text, title, date=date)
    found = segment(document)
    assert found.document is document
    _check(text, found)
    assert segment(document) == found


@settings(max_examples=300)
@given(text=_TEXT)
def test_tokens_cover_the_text(text: str) -> None:
    last = 0
    for start, end in tokenize(text):
        assert last <= start < end
        assert not _seen(text[last:start])
        last = end
    assert not _seen(text[last:])


def _seen(text: str) -> str:
    """Return a text without white space and characters of no width."""
    return re.sub(f"[{UNSEEN}\\s]", "", text)


LONG = [
    *(
        '"',
        "“",
        "'",
        '" ',
        '"a ',
        'a "b ',
        "“a ‘b ",
        "''",
        "«",
        ".",
        ". ",
        "... ",
        "A",
        "Aa ",
        "A. ",
        "a.",
        "A.B.",
        "said that ",
    ),
    *(
        ", ",
        ":",
        "Source: ",
        "x. Read also: ",
        "/AFP",
        "A/AFP. ",
        "Reporting by A ",
        "a. 08:28 AM EDT B ",
        "©",
        "© Aa ",
    ),
    *(
        "\n",
        "A\n",
        "Details: A. ",
        "A. Photo by A ",
        "Name Of\n2 hours ago\n",
        "1",
        "1,",
        "a-",
        "a'",
        "<a ",
        "a\u0301",
        "(",
        "# A\n",
    ),
    *(
        "By Ada Roe\n",
        "A contributed to this ",
        "Ada, ",
        "Ada and ",
        "SUVA, ",
        "June 4 ",
        "[",
        "Ada Roe said. ",
        "x\n\n",
        "-",
        "|",
    ),
]


@pytest.mark.parametrize("piece", LONG)
def test_long_monotonous_text(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    _check(text, segment(Document("x", text)))
    tokenize(text)
