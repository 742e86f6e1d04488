"""Resolution grows with the text: unnamed sources, times, groups, papers and words of one article and of one sentence."""

import time

import pytest

from attrib.pipeline import extract
from attrib.records import Attribution, Document
from attrib.resolve.anonymity import describe_unnamed
from attrib.resolve.dates import resolve_dates
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
