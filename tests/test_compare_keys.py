"""The key of a quote, which stands in addresses: it stays when tellings join, go and come back, and is told by no order."""

import sqlite3
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from compared_rows import found
from stored import RUN, rows

from attrib.keys import digest
from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.compared import compare_database
from attrib.store.database import open_database
from attrib.store.migrations import MIGRATIONS
from attrib.store.writer import Ingest

SAID = "“The old weir has held for ninety winters and it will hold for ninety more,” lock keeper Mira Stold said."
OTHER = "“Nobody asked the ferrymen before the new landing was built at Selby,” warden Ole Trask said."
# As it is told in ten articles: which telling has the first key hangs on chance.
ARTICLES = [f"{number}.txt" for number in range(10)]


def read(path: Path, names: Sequence[str], text: str = SAID) -> None:
    """Read articles with one quote and compare."""
    with Ingest(path, RUN) as writer:
        for name in names:
            writer.add(extract(Document(name, text, publisher=f"Tarn Post {name}")))
    compare_database(path)


def remove(path: Path, *names: str) -> None:
    """Take articles away and compare."""
    with sqlite3.connect(path) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.executemany("delete from article where source_id = ?", ((name,) for name in names))
    connection.close()
    compare_database(path)


def keys(path: Path) -> list[object]:
    """Return the keys of all quotes that several articles tell."""
    return [key for (key,) in rows(path, "select stable_key from variant_cluster order by text, stable_key")]


@pytest.mark.parametrize("start", range(0, 8, 2))
def test_a_quote_keeps_its_key_whoever_joins(start: int, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    first, rest = ARTICLES[start : start + 2], [*ARTICLES[:start], *ARTICLES[start + 2 :]]
    read(path, first)
    (key,) = keys(path)
    for name in rest:
        read(path, [name])
        assert keys(path) == [key]
    loops = rows(path, "select count(distinct attribution_id) from variant")
    assert loops == [(10,)]


def test_a_fresh_key_does_not_hang_on_the_order(tmp_path: Path) -> None:
    told = set()
    for number, order in enumerate(permutations(ARTICLES[:3])):
        path = tmp_path / f"{number}.db"
        read(path, order)
        told.add(tuple(keys(path)))
        assert keys(path) == [
            digest("cluster", min(str(key) for (key,) in rows(path, "select stable_key from attribution")))
        ]
    assert len(told) == 1


def test_a_quote_keeps_its_key_while_most_of_its_tellings_stay(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    read(path, ARTICLES[:6])
    (key,) = keys(path)
    # The one that the key was made of goes, whichever it is; then others come, and it comes back.
    (made_of,) = rows(path, "select source_id from article join attribution on article_id = article.id order by attribution.stable_key limit 1")  # fmt: skip
    remove(path, str(made_of[0]))
    assert keys(path) == [key]
    read(path, ARTICLES[6:])
    assert keys(path) == [key]
    read(path, [str(made_of[0])])
    assert keys(path) == [key]


def test_a_telling_that_goes_to_another_quote_takes_no_key_along(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    read(path, ARTICLES[:4])
    read(path, ARTICLES[4:6], OTHER)
    before = keys(path)
    # One article tells the other quote in its next version.
    read(path, ARTICLES[:1], OTHER)
    assert keys(path) == before
    assert sorted(rows(path, "select attributions from variant_cluster")) == [(3,), (3,)]


def test_reading_all_again_keeps_the_keys(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    read(path, ARTICLES[4:6])
    read(path, ARTICLES)
    before, told = keys(path), found(path)
    read(path, ARTICLES[::-1])
    assert keys(path) == before
    assert found(path) == told


def test_a_stopped_run_gives_the_keys_of_one_that_was_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once, path = tmp_path / "once.db", tmp_path / "stopped.db"
    read(once, ARTICLES)
    monkeypatch.setattr("attrib.store.compared_quotes.CHUNK", 2)

    def stop(name: str, done: int, total: int) -> None:
        if name == "quotes" and done >= 4:
            raise KeyboardInterrupt

    with Ingest(path, RUN) as writer:
        for name in ARTICLES:
            writer.add(extract(Document(name, SAID, publisher=f"Tarn Post {name}")))
    with pytest.raises(KeyboardInterrupt):
        compare_database(path, stop)
    compare_database(path)
    assert keys(path) == keys(once)


def test_a_database_of_before_keeps_the_keys_that_it_has(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    read(path, ARTICLES[:3])
    before = keys(path)
    number = next(at for at, (name, _) in enumerate(MIGRATIONS) if name == "quotes keep their keys")
    assert MIGRATIONS[number][1].__name__ == "add_cluster_keys"
    db = open_database(path, create=True)
    db.execute("drop table cluster_key")
    MIGRATIONS[number][1](db)
    db.conn.commit()
    db.close()
    assert rows(path, "select count(*) from cluster_key") == [(3,)]
    read(path, ARTICLES[3:])
    assert keys(path) == before
