"""Pages that are read while the database is written: each of one state, none in error, no writer kept waiting."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browse_site import build_site
from command_line import attrib_process
from datasette.app import Datasette  # type: ignore[import-untyped]
from extractions import bridge
from serving import served
from sqlite_utils import Database
from stored import ingest, rows, sound

from attrib.browse import host, snapshot
from attrib.store import database as opening
from attrib.store.database import changing, open_database
from attrib.store.migrations import MIGRATIONS, migrate

ROOT = "/news/-/attrib"
PAIR = (
    "insert into document (id, source_id, input_hash) values (:n, 'd' || :n, 'h')",
    "insert into article (id, stable_key, document_id, source_id, position, title) values (:n, 'k' || :n, :n, 'd' || :n, 0, 't')",
    """insert into attribution (stable_key, article_id, version_id, sequence, pattern, relation, type, stance, confidence, content_text,
      cue_text, source_text, sentence_text, implicit, negated) select 'w' || :n, :n, version_id, 0, pattern, relation, type, stance,
      confidence, content_text, cue_text, source_text, sentence_text, 0, 0 from attribution limit 1""",
)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    build_site(path)
    with sqlite3.connect(path) as connection:
        # Without the figures of the last run, pages count what is there.
        connection.execute("delete from figure")
    connection.close()
    return path


def write(path: Path, number: int) -> None:
    """Store one article with one attribution, in one transaction, as an ingest does beside a server."""
    connection = sqlite3.connect(path, timeout=20)
    connection.execute("pragma journal_mode = wal")
    with connection:
        for statement in PAIR:
            connection.execute(statement, {"n": number})
    connection.close()


async def test_a_page_is_of_one_state_however_often_it_asks(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = iter(range(1000, 2000))
    ask = host.Visit.rows

    async def written_before(visit: host.Visit, sql: str, values: Any = None, **more: Any) -> list[host.Row]:
        write(built, next(ahead))
        return await ask(visit, sql, values, **more)

    site = Datasette([str(built)])
    before = json.loads((await site.client.get(f"{ROOT}.json")).text)["counts"]
    apart = before["attributions"]["number"], before["articles"]["number"]
    monkeypatch.setattr(host.Visit, "rows", written_before)
    seen = []
    for _ in range(3):
        found = json.loads((await site.client.get(f"{ROOT}.json")).text)
        articles = int(found["counts"]["articles"]["number"]) - int(apart[1])
        assert articles == int(found["counts"]["attributions"]["number"]) - int(apart[0])
        # The list below the counts is of the same state.
        assert sum(one["title"] == "t" for one in found["articles"]) == min(articles, 50)
        seen.append(articles)
    assert seen == sorted(set(seen)) and seen[0] > 0


@contextmanager
def open_page(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold a database as a page that is being made does."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("begin")
    connection.execute("select count(*) from article").fetchone()
    yield connection
    connection.close()


def test_an_ingest_waits_for_a_page_and_for_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    with open_page(path) as page:
        threading.Timer(0.3, page.rollback).start()
        ingest(path, bridge("b.txt"))
        assert page.execute("select count(*) from article").fetchone() == (2,)
    sound(path)


def test_an_ingest_ends_while_a_server_has_the_file_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PARTING_SECONDS", 0.2)
    path = tmp_path / "news.db"
    ingest(path, bridge())
    with changing(path), open_page(path):
        pass  # what follows finds the file with a journal
    server = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    with changing(path) as db:
        db.execute("delete from figure")
        server.execute("select count(*) from article").fetchone()
    # The server looked at it meanwhile, so the journal stays, with nothing in it.
    assert path.with_name("news.db-wal").stat().st_size == 0
    begun = time.monotonic()
    ingest(path, bridge("b.txt"))
    assert server.execute("select count(*) from article").fetchone() == (2,)
    assert time.monotonic() - begun < 5
    server.close()
    ingest(path, bridge("c.txt"))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["news.db"]
    sound(path)


def test_a_command_that_reads_sees_one_state(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    db = open_database(path, create=False)
    before = db.execute("select count(*) from article").fetchone()
    writer = threading.Thread(target=ingest, args=(path, bridge("b.txt")))
    writer.start()
    time.sleep(0.2)
    assert db.execute("select count(*) from article").fetchone() == before == (1,)
    db.close()
    writer.join(20)
    assert rows(path, "select count(*) from article") == [(2,)]
    sound(path)


async def test_pages_outlive_a_migration(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(db: Database) -> None:
        db.execute("create table later (id integer primary key, name text)")
        db.execute("alter table article add column later text")

    newer = (*MIGRATIONS, ("what a later version adds", change))
    monkeypatch.setattr(opening, "MIGRATIONS", newer)
    monkeypatch.setattr(opening, "migrate", partial(migrate, migrations=newer))
    with sqlite3.connect(built) as connection:
        connection.execute("drop view v_most_quoted")
    connection.close()
    site = Datasette([str(built)])
    assert (await site.client.get(f"{ROOT}/audit/most_quoted")).status_code == 404
    assert (await site.client.get(f"{ROOT}/article/a-cranes")).status_code == 200
    with changing(built, upgrade=True) as db:
        # Written, not yet committed.
        db.execute("insert into review (stable_key, verdict) values ('x', 'accepted')")
        for path in ("", "/article/a-cranes", "/search?q=cranes", "/audit/most_quoted"):
            assert (await site.client.get(f"{ROOT}{path}")).status_code == 200, path
    for path in ("", "/article/a-cranes", "/search?q=cranes", "/audit", "/audit/most_quoted"):
        assert (await site.client.get(f"{ROOT}{path}")).status_code == 200, path


async def test_a_locked_database_is_told_as_busy_not_as_missing(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "PATIENCE_MS", 200)
    site = Datasette([str(built)])
    await site.client.get("/")
    writer = sqlite3.connect(built)
    writer.execute("begin exclusive")
    try:
        assert (await site.client.get(f"{ROOT}/article/a-cranes")).status_code == 503
        told = await site.client.get(f"{ROOT}/article/a-cranes.json")
        assert told.status_code == 503 and "error" in told.json()
    finally:
        writer.rollback()
        writer.close()
    monkeypatch.undo()
    assert (await site.client.get(f"{ROOT}/article/a-cranes")).status_code == 200


def story(number: int) -> dict[str, str]:
    """Return one article of its own; two of three carry the same quote."""
    quote = "The ferry will sail again before the first snow falls" if number % 3 else f"Pier {number} stays shut"
    return {
        "id": f"ferry-{number}",
        "title": f"Ferry, report {number}",
        "publisher": f"Harbour Post {number % 5}",
        "date": f"2031-04-{number % 28 + 1:02}",
        "text": f"“{quote},” said Mira Holt, the harbour master, on Monday.\n\nThe ministry denied report {number}.",
    }


def load(connection: HTTPConnection, address: str) -> Any:
    """Return what an address says as JSON."""
    connection.request("GET", address)
    found = json.loads(connection.getresponse().read())
    connection.close()
    return found


def test_served_while_ingested_and_compared(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    told = [json.dumps(story(number)) for number in range(36)]
    (tmp_path / "first.jsonl").write_text("\n".join(told[:6]))
    (tmp_path / "more.jsonl").write_text("\n".join(told[6:]))
    assert attrib_process("ingest", str(path), str(tmp_path / "first.jsonl")).returncode == 0
    loaded: list[tuple[str, int]] = []
    done = threading.Event()
    with served("attrib", "serve", str(path)) as address:
        where = urlsplit(address).netloc
        quote = load(HTTPConnection(where, timeout=30), f"{ROOT}/search.json?q=ferry")["quotes"][0]
        pages = [quote["url"], quote["article"]["url"], quote["speaker"]["url"], quote["article"]["publisher_url"]]
        pages += [f"{ROOT}{page}" for page in ("", ".json", "/search?q=ferry", "/audit/carried_by", "/graph")]

        def read() -> None:
            connection = HTTPConnection(where, timeout=30)
            while not done.is_set():
                for page in pages:
                    connection.request("GET", page)
                    answer = connection.getresponse()
                    answer.read()
                    loaded.append((page, answer.status))
            connection.close()

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        try:
            for command in (["ingest", str(path), str(tmp_path / "more.jsonl")], ["compare", str(path)]):
                ended = attrib_process(*command)
                assert (ended.returncode, ended.stderr) == (0, "")
        finally:
            done.set()
            for reader in readers:
                reader.join(30)
        home = load(HTTPConnection(where, timeout=30), f"{ROOT}.json")
    assert len(loaded) > 20
    assert {status for _, status in loaded} == {200}, [one for one in loaded if one[1] != 200]
    assert home["counts"]["articles"]["number"] == 36 and home["compared"]["finished"]
    sound(path)
