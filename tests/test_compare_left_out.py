"""Where comparing fails at one article, that one is named and left out, the rest is done, and the next run tries it again."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from compared_rows import found
from sqlite_utils import Database
from stored import RUN, rows, sound

from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.beside import LEAST, Beside
from attrib.store.compared import compare_database
from attrib.store.compared_attempts import ARTICLES, Task, attempt
from attrib.store.writer import Ingest

BAD = "bad.txt"
# The same story by several outlets, with a headline, figures, a denial, a copy and a later version; one says “gremlin”.
STORY = (
    "Weir to be sold, says lock keeper\n\n“The old weir has held for ninety winters and it may hold for ninety more,” lock"
    " keeper Mira Stold said on Friday. The flood took 40 houses in Selby, Stold said. She said she would not sell the"
    " weir. Stold denied that the weir had been sold to {buyer}."
)


def article(name: str, buyer: str, number: int, told: str = STORY) -> Document:
    """Return a telling of the story."""
    text = told.format(buyer=buyer)
    outlet = "Gremlin Gazette" if name == BAD else f"Tarn Post {number}"
    return Document(name, text, publisher=outlet, date=f"2031-05-{10 + number}")


def stored(path: Path, *more: Document) -> None:
    """Store five tellings, one of them of the gremlin, each with the version before it."""
    documents = [article(BAD, "a gremlin", 0)]
    documents += [article(f"{number}.txt", "the brewery", number) for number in range(1, 5)]
    for told in (STORY.replace("may hold", "could hold").replace("40", "30"), STORY):
        with Ingest(path, RUN) as writer:
            for number, one in enumerate(documents):
                writer.add(extract(article(one.id, "a gremlin" if one.id == BAD else "the brewery", number, told)))
    with Ingest(path, RUN) as writer:
        for document in more:
            writer.add(extract(document))


def gremlin(given: object) -> bool:
    """Tell whether the gremlin stands in what a function was given, however deep."""
    return "gremlin" in repr(given).casefold()


def failing(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that fails where the gremlin is."""

    def fail(*given: Any, **named: Any) -> Any:
        kept = [list(one) if hasattr(one, "__next__") else one for one in given]
        if any(map(gremlin, kept)):
            raise RecursionError("maximum recursion depth exceeded")
        return real(*kept, **named)

    return fail


# What is made to fail, the pass that it belongs to, and what must still be found of the other articles.
BROKEN = [
    ("attrib.store.compared_wordings.named_words", "wordings", "clusters"),
    ("attrib.store.compared_clusters.as_cluster", "quotes", "copies"),
    ("attrib.store.compared_copies.sketch", "copies", "copies"),
    ("attrib.store.compared_copies.copied_share", "copies", "copies"),
    ("attrib.store.compared_stances.drifts", "stances", "figures"),
    ("attrib.store.compared_figures.once", "figures", "figures"),
    ("attrib.store.compared_versions.version_changes", "versions", "versions"),
    ("attrib.store.compared_contradictions.by_words", "contradictions", "figures"),
]


@pytest.mark.parametrize(("function", "work", "left"), BROKEN)
def test_one_article_that_fails_is_left_out_and_tried_again(
    function: str, work: str, left: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = tmp_path / "news.db", tmp_path / "whole.db"
    for database in (path, whole):
        stored(database)
    compare_database(whole)
    module, _, name = function.rpartition(".")
    with monkeypatch.context() as broken:
        broken.setattr(function, failing(getattr(__import__(module, fromlist=[name]), name)))
        lines: list[str] = []
        counts = compare_database(path, problem=lines.append)
    assert lines and counts["left_out"] >= 1
    assert all(f"left out of {work} (RecursionError: maximum recursion depth exceeded)" in line for line in lines)
    assert all("article" in line and "\n" not in line for line in lines)
    assert any(BAD in line for line in lines)
    assert found(path)[left]
    assert rows(path, "select distinct work from left_out") == [(work,)]
    assert rows(path, "select finished is not null from comparison") == [(1,)]
    sound(path)
    again: list[str] = []
    compare_database(path, problem=again.append)
    assert again == [] and rows(path, "select * from left_out") == []
    assert found(path) == found(whole)


def test_the_command_names_the_article_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    stored(path)
    real = __import__("attrib.store.compared_copies", fromlist=["sketch"]).sketch
    monkeypatch.setattr("attrib.store.compared_copies.sketch", failing(real))
    monkeypatch.setattr("attrib.commands.compare.PROCESSES", 1)
    result = run("compare", str(path))
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{path}: article 1 ({BAD}): left out of copies (RecursionError: ")
    assert "the next run tries it again" in line and "attrib show" in line
    assert "1 problem, see above" in result.stdout
    assert '"left_out": 1' in run("compare", str(path), "--json").stdout
    monkeypatch.setattr("attrib.store.compared_copies.sketch", real)
    assert run("compare", str(path)).exit_code == 0


def _lengths(db: Database, items: list[int]) -> list[int]:
    if 13 in items:
        raise ValueError("thirteen")
    return [10 * item for item in items]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_part_that_fails_is_halved_down_to_what_fails(processes: int, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    stored(path)
    with sqlite3.connect(path) as connection, Beside(Database(connection), path, processes) as beside:
        beside.work = "lengths"
        parts = [Task(_lengths, list(range(at, at + 9)), ARTICLES) for at in range(0, 9 * LEAST, 9)]
        done = list(beside.each(parts))
        told = [length for one in done for result in one.results for length in result]
        assert told == [10 * item for item in range(9 * LEAST) if item != 13]
        assert [one.failed for one in done if one.failed] == [((13, "ValueError: thirteen"),)]
        assert [(fault.work, fault.articles) for fault in beside.faults] == [("lengths", (13,))]
        assert beside.at_fault() == {13}


def test_halving_asks_few_times() -> None:
    asked: list[int] = []

    def work(db: Database, items: list[int]) -> int:
        asked.append(len(items))
        return len(_lengths(db, items))

    db = Database(memory=True)
    done = attempt(db, Task(work, list(range(1000)), ARTICLES))
    assert sum(done.results) == 999 and done.left_out() == [13]
    assert len(asked) <= 21 and sum(asked) <= 3 * 1000


@pytest.mark.parametrize("error", [sqlite3.OperationalError("database or disk is full"), OSError("gone")])
def test_what_is_wrong_with_the_database_stops_all(error: Exception) -> None:
    def fail(error: Exception, db: Database, items: list[int]) -> None:
        raise error

    with pytest.raises(type(error)):
        attempt(Database(memory=True), Task(partial(fail, error), [1, 2], ARTICLES))
