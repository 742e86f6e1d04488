"""Resolution grows with the text: unnamed sources, times, groups, papers and words of one article and of one sentence."""

import time
from collections import Counter

import pytest

from attrib.pipeline import extract
from attrib.records import Attribution, Document
from attrib.resolve.anonymity import describe_unnamed
from attrib.resolve.dates import NESTED, resolve_dates
from attrib.resolve.speakers import resolve_speakers
from attrib.segment import segment

ARTICLE = (
    "Two officials at the Corran{0} port, who spoke on condition of anonymity because talks were secret, said on Monday that the "
    "quay was shut three days ago. The Corran{0} Herald ran the story. The newspaper said so. Lena Ford{0} met Ruth Abara{0}. "
    "The two said the plan was dead. Vastria{0} One is a dam. Vastria{0} said it was safe.\n\n"
)


def letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def seconds(text: str) -> float:
    best = 1e9
    for _ in range(3):
        before = time.process_time()
        extract(Document(id="long", text=text))
        best = min(best, time.process_time() - before)
    return best


def test_time_grows_with_the_article() -> None:
    def text(count: int) -> str:
        return "".join(ARTICLE.format(letters(number)) for number in range(count))

    assert seconds(text(300)) < 25 * seconds(text(30)) + 0.1


@pytest.mark.parametrize("count", [4000])
def test_one_endless_sentence_of_unnamed_sources(count: int) -> None:
    """A sentence of many sources is read around each of them, not from end to end for every one."""
    piece = "two officials said on Monday it was not authorised to speak and "
    segmented = segment(Document(id="long", text=piece * count))

    def timed(most: int) -> float:
        made = tuple(
            Attribution(
                0, 0, "source_cue_clause", "speech", "indirect", "neutral", 1.0,
                ((start + 19, start + 60),), ((start + 14, start + 18),), ((start, start + 13),),
            )
            for start in range(0, most * len(piece), len(piece))
        )  # fmt: skip
        best = 1e9
        for _ in range(2):
            before = time.process_time()
            describe_unnamed(segmented, made, resolve_speakers(segmented, made))
            resolve_dates(segmented, made)
            best = min(best, time.process_time() - before)
        return best

    assert timed(count) < 25 * timed(count // 10) + 0.1


@pytest.mark.parametrize(
    ("piece", "least"),
    [
        ("2 hours ago said ", 1),
        ("on Monday Ada Roe said that ", 1),
        ("yesterday the mayor said the mill burned last week and ", 1),
        ("said Ada Roe in June, ", 0),
    ],
)
def test_a_time_is_told_of_few_attributions(piece: str, least: int) -> None:
    """A time is an event of the contents nearest around it and stands beside one cue, however many share its sentence."""
    for count in (40, 400):
        found = extract(Document(id="long", text=piece * count, date="2031-03-10"))
        made = [mention.span for one in found.resolutions for mention in one.dates]
        assert len(made) >= least * count
        assert max(Counter(made).values(), default=0) <= NESTED + 1


def test_a_time_is_told_of_every_level_of_a_sentence() -> None:
    text = "Norda Wire reported that Lena Ford said that Tomas Leik said that the mill burned on Monday."
    found = extract(Document(id="levels", text=text, date="2031-03-10"))
    assert [[mention.role for mention in one.dates] for one in found.resolutions] == [["event"]] * 3
