"""What holds for any text: nothing raises, every span lies in the text, the same input gives the same output."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.export.jsonl import to_json
from attrib.pipeline import extract
from attrib.records import Document, Extraction

_PIECES = (
    "“", "”", '"', "'", "‘", "’", "``", "''", "«", "»", "(", ")", "[so]", " ", " ", "\n", "\n\n", ", ", ". ", "? ", ": ", " - ", " — ",
    "said", "says", "told reporters", "told the Lantern", "according to", "as reported by", "per", "citing", "that ", "he ", "She ",
    "they ", "Jane Doe", "Leik", "Mr. Sato", "the ministry", "a senior official", "KCNA", "state media", "Norland", "who ", "which ",
    "allegedly", "It is understood that", "declined to comment", "did not respond to a request for comment", "denied", "vowed to ",
    "called it ", "a disaster", "the plan was dead", "on Monday", "in 2019", "and warned", ", adding that ", "Source: ", "Details: ",
    "Background: ", "SUVA, June 4 (Norda Wire) -- ", "BRANDT: ", "2 hours ago\n", "- Newsdesk\n", "<b>", "&amp;", "\u202e", "😀", "\x00", "\t",
    "أحمد", "東京", "é", "’s ", "'s ", "1.5", "$3m",
)  # fmt: skip
_TEXT = st.lists(st.sampled_from(_PIECES) | st.text(max_size=6), max_size=60).map("".join)


def check(found: Extraction) -> None:
    """Assert what every extraction promises."""
    text = found.segmented.document.text
    assert len(found.attributions) == len(found.resolutions)
    for number, attribution in enumerate(found.attributions):
        for spans in (attribution.content, attribution.cue, attribution.source, attribution.quoted, attribution.hedges):
            for start, end in spans:
                assert 0 <= start < end <= len(text)
        last = -1
        for start, end in attribution.content:
            assert start >= last
            last = end
        assert 0 <= attribution.confidence <= 1
        assert (attribution.type == "none") == (not attribution.content)
        seen = {number}
        parent = attribution.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = found.attributions[parent].parent
        chain = found.resolutions[number].chain
        assert chain
        for hop in chain:
            assert hop.status in ("stated", "inferred", "unknown")
            assert hop.status != "stated" or hop.evidence is not None or hop.via == "given"
            assert hop.evidence is None or 0 <= hop.evidence[0] < hop.evidence[1] <= len(text)


@given(_TEXT)
@settings(max_examples=300)
def test_any_text(text: str) -> None:
    found = extract(Document(id="any", text=text, publisher="The Lantern", date="2025-06-04"))
    check(found)
    assert to_json(found) == to_json(extract(Document(id="any", text=text, publisher="The Lantern", date="2025-06-04")))


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“",
        "said that ",
        "said ",
        ", ",
        "according to ",
        "(",
        "and ",
        'Doe said "x," ',
        "Jane Doe, ",
        "x\n",
        "“A,” said Bo. ",
        "''",
    ],
)
def test_long_monotonous_text_is_read(piece: str) -> None:
    size = 60_000
    check(extract(Document(id="long", text=(piece * size)[:size])))


def test_work_grows_with_the_text_not_with_its_square() -> None:
    def steps(sentences: int) -> int:
        text = "“We tried,” Sato said, “but nobody listened.” The ministry told the Lantern that it had. " * sentences
        count = 0

        def tick(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tick)
        try:
            extract(Document(id="steps", text=text))
        finally:
            sys.setprofile(None)
        return count

    steps(5)  # tables are loaded once
    assert steps(400) < 4.6 * steps(100)
