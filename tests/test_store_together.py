"""Several commands on one database at once, which may be new: all are done, one after another."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from extractions import bridge
from sqlite_utils import Database
from stored import RUN, ingest, rows, sound

from attrib.errors import DatabaseError, InputError
from attrib.store import database as opening
from attrib.store.database import file_of, open_database, prepare_writing, remove_unused
from attrib.store.migrations import MIGRATIONS, migrate, schema_version
from attrib.store.outlet_list import import_outlets
from attrib.store.views import VIEWS, update_views
from attrib.store.writer import Ingest


def together(number: int, act: Callable[[int], object]) -> None:
    """Do something in several threads that begin at the same moment; raise what one of them raises."""
    ready = Barrier(number)

    def one(place: int) -> object:
        ready.wait()
        return act(place)

    with ThreadPoolExecutor(number) as threads:
        for done in [threads.submit(one, place) for place in range(number)]:
            done.result()


@pytest.mark.parametrize("attempt", range(3))
def test_several_open_a_new_database(tmp_path: Path, attempt: int) -> None:
    path = tmp_path / "news.db"
    together(4, lambda _: open_database(path, create=True).close())
    assert rows(path, "select id, name from _migration order by id") == [
        (number, name) for number, (name, _) in enumerate(MIGRATIONS, 1)
    ]
    assert rows(path, "select count(*) from sqlite_master where type = 'view' and name like 'v\\_%' escape '\\'") == [
        (len([view for view in VIEWS if view.name.startswith("v_")]),)
    ]


def test_what_another_one_made_meanwhile_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    one, other = (Database(sqlite3.connect(path)) for _ in range(2))
    found: list[int] = []

    def first(db: Database) -> None:
        db.execute("create table made (id integer primary key) strict")
        found.append(1)

    # The other one looks before the first has ended, and may go on only behind it.
    with ThreadPoolExecutor(1) as thread:
        one.execute("begin immediate")
        waiting = thread.submit(lambda: migrate(Database(sqlite3.connect(path, timeout=20)), (("first", first),)))
        one.execute("create table made (id integer primary key) strict")
        one.execute("create table _migration (id integer primary key, name text not null) strict")
        one.execute("insert into _migration values (1, 'first')")
        one.execute("pragma user_version = 1")
        one.execute("commit")
        waiting.result()
    assert found == [] and schema_version(other) == 1


@pytest.mark.parametrize("batch", [1, 100])
def test_several_ingest_into_a_new_database(tmp_path: Path, batch: int) -> None:
    path = tmp_path / "news.db"

    def read(place: int) -> None:
        ingest(path, *(bridge(f"{place}-{number}.txt") for number in range(12)), batch=batch)

    together(3, read)
    assert rows(path, "select count(*), count(distinct run_id) from document") == [(36, 3)]
    assert rows(path, "select count(*) from run where finished is null") == [(0,)]
    assert rows(path, "select count(*) from attribution_fts where attribution_fts match 'bridge'") == [(36,)]
    assert rows(path, "select attributions from figure where question = 'tables' and name = 'article'") == [(36,)]
    sound(path)


def test_a_run_that_goes_on_behind_the_end_of_another_is_indexed_at_its_own_end(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Ingest(path, RUN, batch=1) as slow:
        slow.add(bridge("slow-1.txt"))
        ingest(path, bridge("quick.txt"))
        slow.add(bridge("slow-2.txt"))
        assert rows(path, "select count(*) from run where finished is null") == [(1,)]
    assert rows(path, "select count(*) from attribution_fts where attribution_fts match 'bridge'") == [(3,)]
    assert rows(path, "select count(*) from run where finished is null") == [(0,)]
    sound(path)


def test_a_transaction_is_left_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    monkeypatch.setattr("attrib.store.writer.HOLD_SECONDS", -1.0)
    with Ingest(path, RUN) as writer:
        writer.add(bridge("a.txt"))
        assert rows(path, "select source_id from document") == [("a.txt",)]
        ingest(path, bridge("b.txt"))
        writer.add(bridge("c.txt"))
    assert rows(path, "select count(*) from attribution_fts where attribution_fts match 'bridge'") == [(3,)]


def test_one_that_stores_nothing_takes_nothing_from_the_others(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Ingest(path, RUN):  # makes the file, and nothing can be read
        ingest(path, bridge("a.txt"))
    assert rows(path, "select source_id from document") == [("a.txt",)]
    with Ingest(path, RUN) as late:
        path.unlink()  # as another one does that made it and stored nothing
        late.add(bridge("late.txt"))
    assert rows(path, "select source_id from document") == [("late.txt",)]
    sound(path)


def _imported(path: Path) -> None:
    db = open_database(path, create=True)
    import_outlets(db, [{"name": "The Meridian"}])
    db.conn.commit()
    db.close()


def _read(path: Path) -> None:
    ingest(path, bridge())


def _about_to_write(path: Path) -> None:
    global held
    held = open_database(path, create=True)
    prepare_writing(held)


def _written_now(path: Path) -> None:
    global held
    held = open_database(path, create=True)
    held.execute("begin immediate")


held: Database | None = None


@pytest.fixture
def nothing_held() -> Iterator[None]:
    """Close what a row held open."""
    yield
    if held:
        held.close()


@pytest.mark.parametrize(
    ("make", "stays"),
    [
        (lambda path: open_database(path, create=True).close(), False),
        (_imported, True),
        (_read, True),
        (_about_to_write, True),
        (_written_now, True),
    ],
    ids=["empty", "a list", "articles", "about to be written", "written"],
)
@pytest.mark.usefixtures("nothing_held")
def test_only_an_unused_database_is_removed(tmp_path: Path, make: Callable[[Path], None], stays: bool) -> None:
    path = tmp_path / "news.db"
    make(path)
    remove_unused(path)
    assert path.exists() == stays and (file_of(path) is not None) == stays


def test_the_journal_is_set_as_soon_as_nobody_is_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    db = open_database(path, create=True)
    other = sqlite3.connect(path, check_same_thread=False)
    other.execute("begin exclusive")
    db.execute("pragma busy_timeout = 0")
    with ThreadPoolExecutor(1) as thread:
        thread.submit(other.rollback)
        prepare_writing(db)
    assert db.journal_mode == "wal"
    db.close()
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0.1)
    ingest(path, bridge())
    other.execute("begin exclusive")
    with pytest.raises(DatabaseError, match="another program is writing to it"):
        ingest(path, bridge("b.txt"))
    other.close()


def test_documents_behind_one_that_cannot_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    broken = bridge("broken.txt")
    broken = replace(broken, resolutions=tuple(replace(found, words_of="\ud83d") for found in broken.resolutions))
    with Ingest(path, RUN) as writer:
        for _ in range(2):
            with pytest.raises(InputError):
                writer.add(broken)
        writer.add(bridge("a.txt"))
    assert rows(path, "select source_id, run_id from document") == [("a.txt", 1)]
    sound(path)
    with pytest.raises(InputError), Ingest(tmp_path / "other.db", RUN) as writer:
        writer.add(broken)
    assert not (tmp_path / "other.db").exists()


def test_views_that_are_up_to_date_need_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_database(path, create=True).close()
    other = sqlite3.connect(path)
    other.execute("begin immediate")
    db = Database(sqlite3.connect(path, timeout=0))
    update_views(db)
    other.rollback()


def test_three_commands_at_once(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        lines = [
            f'{{"id": "{name}{n}", "text": "“The mill {n} will close,” said Jane Doe on Monday."}}\n' for n in range(5)
        ]
        (tmp_path / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "attrib", "ingest", "news.db", f"{name}.jsonl"],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in ("a", "b", "c")
    ]  # fmt: skip
    for process in started:
        out, told = process.communicate(timeout=100)
        assert process.returncode == 0, told
        assert "5 documents added" in out and told == ""
    assert rows(tmp_path / "news.db", "select count(*) from document") == [(15,)]
    sound(tmp_path / "news.db")
