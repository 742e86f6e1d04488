"""Articles that repeat themselves: a standfirst in the body, a pull quote, a caption, a body read twice, two wordings of each."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from compared_rows import found
from hypothesis import given, settings
from hypothesis import strategies as st
from stored import RUN, rows, sound

from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.compared import compare_database
from attrib.store.writer import Ingest

STANDFIRST = (
    'The harbour minister says that Corvane "backs the fishing crews\' fight against fog and ice"\n\n'
    "SELBY, May 9 (Tarn Wire) -- The harbour minister also said that Corvane \"backs the fishing crews' fight against fog"
    ' and ice."'
)
BODY = "“The old weir has held for ninety winters and it will hold for ninety more,” lock keeper Mira Stold said on Friday."
PULL = "“The old weir has held for ninety winters and it will hold for ninety more.” — Mira Stold, lock keeper"
CAPTION = "Lock keeper Mira Stold said: “The old weir has held for ninety winters and will hold for ninety more.”"
OTHER_BODY = BODY.replace("the old", "our old").replace("The old", "Our old")
OTHER_PULL = PULL.replace("The old", "Our old")
TWICE = f"{BODY}\n\n{OTHER_BODY}\n\n{PULL}\n\n{OTHER_PULL}"
ELSEWHERE = "“The new lamps on the quay will be lit before the first snow falls,” engineer Tam Oster said on Friday."

# The texts of articles, and how many articles and attributions each quote in several tellings has.
REPEATED = [
    ([STANDFIRST], [(1, 4)]),
    ([STANDFIRST, ELSEWHERE], [(1, 4)]),
    ([f"{BODY}\n\n{ELSEWHERE}\n\n{PULL}"], [(1, 2)]),
    ([f"{BODY}\n\n{CAPTION}\n\n{PULL}"], [(1, 3)]),
    ([TWICE], [(1, 4)]),
    ([f"{TWICE}\n\n{CAPTION}\n\n{CAPTION}"], [(1, 6)]),
    ([f"{BODY}\n\n{PULL}", f"{OTHER_BODY}\n\n{OTHER_PULL}"], [(2, 4)]),
    ([f"{BODY}\n\n{BODY}", f"{OTHER_BODY}\n\n{OTHER_BODY}", CAPTION], [(3, 5)]),
    ([f"{ELSEWHERE}\n\n{BODY}", f"{ELSEWHERE}\n\n{OTHER_PULL}"], [(2, 2), (2, 2)]),
    ([BODY], []),
    ([BODY, ELSEWHERE], []),
]


def read(path: Path, texts: Sequence[str]) -> None:
    """Read texts into a database, each as an article of an outlet and a day of its own."""
    with Ingest(path, RUN) as writer:
        for number, text in enumerate(texts):
            document = Document(f"{number}", text, publisher=f"Tarn Post {number}", date=f"2031-05-{10 + number % 9}")
            writer.add(extract(document))


@pytest.mark.parametrize(("texts", "quotes"), REPEATED)
def test_what_an_article_repeats_is_one_quote(
    texts: Sequence[str], quotes: Sequence[tuple[int, int]], tmp_path: Path
) -> None:
    path = tmp_path / "news.db"
    read(path, texts)
    compare_database(path)
    told = rows(path, "select articles, attributions from variant_cluster order by 1, 2")
    assert told == list(quotes)
    sound(path)


_NAMES = ("Mira Stold", "Tam Oster", "the harbour minister", "The council")
_SAID = (
    "the old weir has held for ninety winters and it will hold for ninety more",
    "our old weir has held for ninety winters and it will hold for ninety more",
    "the old weir has held for ninety winters and will surely hold",
    "Corvane backs the fishing crews' fight against fog and ice",
    "Corvane “backs the fishing crews' fight against fog and ice”",
    "it will hold",
)
_FRAMES = (
    "{name} said that {said}.",
    "{name} says that {said}",
    "“{said},” {name} said.",
    "“{said}” — {name}",
    "SELBY, May 9 (Tarn Wire) -- {name} also said that {said}.",
    "As {name} told the Lantern: “{said}.”",
)
_paragraph = st.builds(
    lambda frame, name, said: frame.format(name=name, said=said.strip("“”") if "“" in frame else said),
    st.sampled_from(_FRAMES),
    st.sampled_from(_NAMES),
    st.sampled_from(_SAID),
)


@st.composite
def _repeating(draw: st.DrawFn) -> list[str]:
    """Return articles of a few paragraphs, each of which may stand anywhere and any number of times."""
    paragraphs = draw(st.lists(_paragraph, min_size=1, max_size=4))
    article = st.lists(st.sampled_from(paragraphs), min_size=1, max_size=6)
    texts = draw(st.lists(article, min_size=1, max_size=3))
    return ["\n\n".join((*text, *text[: draw(st.integers(0, len(text)))])) for text in texts]


@given(_repeating())
@settings(max_examples=25, deadline=None)
def test_articles_that_repeat_themselves_are_compared(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        once, batches = Path(folder, "once.db"), Path(folder, "batches.db")
        read(once, texts)
        compare_database(once)
        for end in range(1, len(texts) + 1):
            read(batches, texts[:end])
            compare_database(batches)
        assert found(batches) == found(once)
