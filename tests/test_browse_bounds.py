"""What one request may cost: words that are repeated, texts that repeat themselves, time that is over, others who wait."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from browse_site import Builder, Page, build_site
from datasette.app import Datasette  # type: ignore[import-untyped]

from attrib.browse import aligned, differences, snapshot, terms
from attrib.browse.host import TooSlowError, Visit
from attrib.compare.blocks import Blocks, Steps

ROOT = "/news/-/attrib"
ENDLESS = "with recursive step(n) as (select 1 union all select n + 1 from step) select count(*) from step"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bounds") / "news.db"
    build_site(path)
    build = Builder(path)
    build.article("a-letters", "a " * 5_000 + "the keel was laid here", "Letters", publisher_id=1)
    build.close()
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built)])


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("a a a", '"a"'),
        ("Keel keel KEEL", '"Keel"'),
        ("zéro zero", '"zéro"'),
        ('"a b" "A B" b', '"a b" "b"'),
        ('"a b" "b a"', '"a b" "b a"'),  # another order is another phrase
        (" ".join(f"w{n}" for n in range(30)), " ".join(f'"w{n}"' for n in range(16))),
        ('"' + "a b " * 20 + '" c', '"' + " ".join("ab" * 8) + '"'),
        ("can't can't", '"can\'t"'),
        ("e\u0301te e\u0301te", '"e\u0301te"'),
        ("* * -", ""),
    ],
)
def test_each_word_is_asked_for_once_and_sixteen_in_all(asked: str, query: str) -> None:
    assert terms.match(asked) == query


@pytest.mark.parametrize(
    ("text", "asked", "passage"),
    [
        ("The keel was laid.", "keel", "The keel was laid"),
        ("The keel was laid.", "mast", ""),
        ("x " * 100 + "the keel and the mast " + "y " * 100, "keel mast", "keel and the mast"),
        # Both words near each other are better than one of them earlier.
        ("mast " + "x " * 100 + "keel mast " + "y " * 100, "keel mast", "keel mast"),
        ("Zürich " + "y " * 100, "zurich", "Zürich"),
        ("", "keel", ""),
    ],
)
def test_a_passage_is_cut_round_the_words(text: str, asked: str, passage: str) -> None:
    found = terms.passage(text, terms.marked_words(asked))
    assert passage in found and bool(found) == bool(passage)
    assert len(found.split()) <= 33
    assert found.strip("…") in text
    if passage:
        assert found.startswith("…") == (not text.startswith(found.strip("…")))


async def test_a_search_of_repeated_words_finds_its_passage(site: Datasette) -> None:
    for asked in ("a+" * 16, "keel+a+a+a", "%22a+a+a+a%22"):
        response = await site.client.get(f"{ROOT}/search?q={asked}")
        assert response.status_code == 200
        assert "a-letters" in response.text and 'class="passage"' in response.text
    told = Page((await site.client.get(f"{ROOT}/search?q=keel")).text).text
    # A passage is looked for in the beginning of a text; this one is short enough.
    assert "the keel was laid here" in told


def counted(old: list[str], new: list[str], most: int = 10**12) -> tuple[int, Sequence[tuple[str, int, int, int, int]]]:
    """Return how many steps were taken, and what was found."""
    steps = Steps(most)
    found = Blocks(old, new, steps).get_opcodes()
    return most - steps.left, found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the mine will close in May", "the mine may close in May"),
        ("a b a a b", "b a b a"),
        ("", "a"),
        ("one two three", "three two one"),
    ],
)
def test_blocks_are_those_of_difflib_while_steps_are_left(before: str, after: str) -> None:
    old, new = before.split(), after.split()
    assert counted(old, new)[1] == SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def test_two_texts_of_repeated_words_are_compared_within_their_steps() -> None:
    taken, found = counted("a b".split() * 2_000, "a a b".split() * 1_000, 50_000)
    assert taken <= 50_000
    assert found == [("replace", 0, 4_000, 0, 3_000)]
    # What there were too few steps for leaves none for the next pair, either.
    steps = Steps(10)
    Blocks(["a"] * 20, ["a"] * 20, steps).get_opcodes()
    assert steps.left == 0


@pytest.mark.parametrize(
    "work",
    [
        lambda steps: aligned.aligned("a b " * 300, "a a b " * 250, steps),
        lambda steps: differences.aligned("a b " * 250, "a a b " * 180, steps),
    ],
    ids=["sides", "variants"],
)
def test_a_page_shares_its_steps(work: Callable[[Steps], object]) -> None:
    steps = Steps(100_000)
    for _ in range(3):
        work(steps)
    assert steps.left == 0


async def test_a_query_without_an_end_is_stopped_and_its_connection_used_again(site: Datasette) -> None:
    async with Visit(site, None, "news").reading() as visit:
        for _ in range(2):
            with pytest.raises(TooSlowError):
                await visit.rows(ENDLESS, limit_ms=20)
        assert await visit.rows("select 1 as one") == [{"one": 1}]


async def test_a_request_ends_with_its_time_however_short_its_steps(
    site: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "PATIENCE_MS", 50)
    async with Visit(site, None, "news").reading() as visit:
        with pytest.raises(TooSlowError):
            await visit.rows(ENDLESS, limit_ms=60_000)
        for ask in (visit.rows("select 1"), visit.work(lambda: 1)):
            with pytest.raises(TooSlowError):
                await ask
        with pytest.raises(TooSlowError):
            visit.check_time()


async def test_a_page_is_answered_while_others_work(site: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "PATIENCE_MS", 60_000)
    done = threading.Event()

    async def busy() -> bool:
        async with Visit(site, None, "news").reading() as visit:
            return await visit.work(lambda: done.wait(30))

    working = [asyncio.create_task(busy()) for _ in range(snapshot.READERS - 1)]
    await asyncio.sleep(0)
    assert (await site.client.get(ROOT)).status_code == 200
    # As many as may read are reading: who comes now is told so, and not kept waiting for ever.
    working.append(asyncio.create_task(busy()))
    await asyncio.sleep(0.05)
    monkeypatch.setattr(snapshot, "PATIENCE_MS", 300)
    response = await site.client.get(f"{ROOT}.json")
    assert response.status_code == 503 and "error" in response.json()
    assert not any(task.done() for task in working)
    done.set()
    assert all(await asyncio.gather(*working))
    monkeypatch.undo()
    assert (await site.client.get(ROOT)).status_code == 200
