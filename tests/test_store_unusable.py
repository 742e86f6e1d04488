"""Databases that cannot be opened, read or written are told in one line."""

import sqlite3
from pathlib import Path

import pytest
from extractions import bridge
from stored import RUN, ingest, rows, sound

from attrib.errors import DatabaseError
from attrib.store import database as opening
from attrib.store.database import explained, open_database
from attrib.store.migrations import APPLICATION_ID
from attrib.store.writer import Ingest


def test_finished_database_is_one_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    assert [file.name for file in tmp_path.iterdir()] == ["news.db"]
    assert rows(path, "pragma journal_mode") == [("delete",)]
    assert rows(path, "pragma application_id") == [(APPLICATION_ID,)]
    path.chmod(0o444)
    db = open_database(path, create=False)
    assert db.execute("select count(*) from attribution").fetchone() == (3,)
    with pytest.raises(sqlite3.OperationalError):
        db.execute("delete from attribution")


def _no_file(path: Path) -> None:
    pass


def _a_folder(path: Path) -> None:
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("Rain fell all day on the northern coast.")


def _empty(path: Path) -> None:
    path.touch()


def _of_another_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table bird (name text)")
    connection.close()


def _newer(path: Path) -> None:
    ingest(path, bridge())
    connection = sqlite3.connect(path)
    connection.execute("pragma user_version = 999")
    connection.close()


def _damaged(path: Path) -> None:
    ingest(path, bridge())
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 4000 + content[4100:])


@pytest.mark.parametrize(
    ("make", "create", "message"),
    [
        (_no_file, False, "no such database; make one with: attrib ingest"),
        (_a_folder, False, "is a folder; name a file in it"),
        (_a_folder, True, "is a folder; name a file in it"),
        (_text, False, "is not a SQLite database; name another file"),
        (_text, True, "is not a SQLite database; name another file"),
        (_empty, False, "is an empty file, not a database"),
        (_of_another_program, False, "not one of attrib; name another file"),
        (_of_another_program, True, "not one of attrib; name another file"),
        (_newer, False, "was made by a newer attrib (schema 999, this one knows"),
        (_newer, True, "was made by a newer attrib (schema 999, this one knows"),
        (_damaged, False, "is damaged"),
    ],
)
def test_unusable_database_is_told_in_one_line_and_left_as_it_is(tmp_path, make, create, message) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "news.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseError) as caught, explained(path):
        db = open_database(path, create)
        db.execute("select count(*) from attribution").fetchall()
    assert str(caught.value).startswith(f"{path}: ") and message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"there is no folder .*; make it first"):
        open_database(tmp_path / "no" / "news.db", create=True)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody can write to")
def test_folder_that_cannot_be_written() -> None:
    with (
        pytest.raises(DatabaseError, match=r"/proc/news\.db: .*name another folder"),
        Ingest(Path("/proc/news.db"), RUN),
    ):
        pass


def test_old_sqlite_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.36.0")
    with pytest.raises(DatabaseError, match=r"this Python has SQLite 3\.36\.0, attrib needs 3\.37 or later"):
        open_database(tmp_path / "news.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_locked_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0.1)
    other = sqlite3.connect(path)
    other.execute("begin exclusive")
    with pytest.raises(DatabaseError, match="another program is writing to it"):
        ingest(path, bridge("b.txt"))
    other.rollback()
    other.close()
    sound(path)


def test_writing_while_somebody_reads(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    reader = sqlite3.connect(path)
    reader.execute("begin")
    reader.execute("select * from article").fetchall()
    reader.rollback()
    ingest(path, bridge("b.txt"))
    assert reader.execute("select count(*) from article").fetchone() == (2,)
    reader.close()
