"""Open a database, and say in one line what is wrong with one that cannot be opened, read or written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from attrib.errors import DatabaseError
from attrib.store.migrations import APPLICATION_ID, MIGRATIONS, migrate, schema_version
from attrib.store.transactions import patiently
from attrib.store.views import update_views

# The first version with STRICT tables.
OLDEST_SQLITE = (3, 37, 0)
_MAGIC = b"SQLite format 3\x00"
# How long a command waits for another one that is writing.
_WAIT_SECONDS = 60.0
# How long it waits at its end for those who read, so that it leaves one plain file: a page is read in less.
_PARTING_SECONDS = 3.0

# A part of SQLite's message, and what to tell: it gives no codes before Python 3.11.
_MEANINGS = (
    ("full", "the disk is full; free some space and run the command again (what was stored so far is complete)"),
    ("locked", "another program is writing to it; run the command again when that is done"),
    ("readonly", "it cannot be written; change its permissions, or name a database in another folder"),
    ("read-only", "it cannot be written; change its permissions, or name a database in another folder"),
    ("unable to open", "it cannot be opened there; check the folder's permissions, or name another folder"),
    ("not a database", "it is not a SQLite database; name another file"),
    ("malformed", "it is damaged; restore a copy, or remove it and ingest again"),
    ("disk i/o", "the disk reports an error (it may be full or gone); check it and run the command again"),
    ("no such table", "its tables are incomplete; remove it and ingest again"),
    ("no such column", "its tables are not those of this version; remove it and ingest again"),
    ("no such view", "it was made by an older version; ingest into it once more to bring it up to date"),
)


# What a user has given, by the table that holds it.
_GIVEN = {"document": "document", "known_speaker": "known_speaker", "outlet": "outlet where listed = 'user'"}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into a DatabaseError of one line: file, what is wrong, what to do."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        text = str(error).casefold()
        meaning = next((told for part, told in _MEANINGS if part in text), f"SQLite says: {error}")
        raise DatabaseError(f"{path}: {meaning}") from error


def open_database(path: Path, create: bool) -> Database:
    """Open a database of ours: to read, or with `create` to write, made if missing and brought to the newest schema.

    Raises DatabaseError, naming the file, what is wrong and what to do, for all that stands in the way.
    """
    _check(path, create)
    with explained(path):
        db = _connect(path, create)
        try:
            _check_schema(db, path, create)
            if create:
                # A table that is made anew is gone for a moment: what hangs on it must not go along.
                db.execute("pragma foreign_keys = off")
                # Of an old one a page may be read while it changes; a new one stays as it is until its first row.
                if 0 < schema_version(db) < len(MIGRATIONS):
                    prepare_writing(db)
                migrate(db)
                update_views(db)
            db.execute("pragma foreign_keys = on")
            if not create:
                # All questions of a command are answered from one state, whatever another one writes meanwhile.
                db.execute("begin")
        except BaseException:
            db.close()
            raise
    return db


@contextmanager
def reading(path: Path) -> Iterator[Database]:
    """Open a database that is there for reading, all of it from one state. Raises DatabaseError as `open_database` does."""
    db = open_database(path, create=False)
    try:
        with explained(path):
            yield db
    finally:
        db.close()


@contextmanager
def changing(path: Path, create: bool = False, upgrade: bool = False) -> Iterator[Database]:
    """Open a database for one change, all of it or nothing; without `create` it must be there and up to date.

    With `upgrade` it must be there, and an older one is brought up to date. One that this made is removed again where the change fails. Raises DatabaseError as `open_database` does.
    """
    made = create and not path.exists()
    if not create and not (upgrade and path.is_file()):
        open_database(path, create=False).close()
    db = open_database(path, create=True)
    try:
        with explained(path):
            prepare_writing(db)
            db.execute("begin immediate")
            yield db
            db.execute("commit")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.rollback()
        close_written(db, path)
        if made:
            remove_unused(path)
        raise
    close_written(db, path)


def prepare_writing(db: Database) -> None:
    """Let others read while the database is written. Done with the first row: until then the file stays as it is.

    A page that is being read is waited for.
    """
    patiently(lambda: db.execute("pragma journal_mode = wal"), _WAIT_SECONDS)
    # At this level a killed process loses nothing; a power cut may lose the last batches, not the database.
    db.execute("pragma synchronous = normal")


def close_written(db: Database, path: Path) -> None:
    """Close a database after writing, as one plain file without -wal and -shm, unless somebody has it open.

    A server has: then an empty -wal and a -shm stay beside it, and the next command that writes while nobody reads takes
    them away.
    """
    with explained(path):
        try:
            if db.journal_mode == "wal":
                db.execute(f"pragma busy_timeout = {round(1000 * _PARTING_SECONDS)}")
                db.execute("pragma wal_checkpoint(truncate)")
                db.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError as error:
            # Somebody has it open: then the journal stays, and all still works.
            if "locked" not in str(error):
                raise
        finally:
            db.close()


def remove_unused(path: Path) -> None:
    """Remove a database that this process made and has closed, unless it holds something or another program writes it."""
    if not path.is_file():
        return
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)
    try:
        connection.execute("begin exclusive")
        tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
        given = [
            what for table, what in _GIVEN.items()
            if table in tables and connection.execute(f"select 1 from {what} limit 1").fetchone()
        ]  # fmt: skip
        # Whoever is about to write has said so by its journal; or waits, and finds that the file is gone (`file_of`).
        if not given and connection.execute("pragma journal_mode").fetchone()[0] != "wal":
            remove(path)
    except sqlite3.Error:
        pass  # another program uses it
    finally:
        connection.close()


def file_of(path: Path) -> tuple[int, int] | None:
    """Return what tells the file of this name from another one that had the name before; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def remove(path: Path) -> None:
    """Remove a database and its journals."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


def _check(path: Path, create: bool) -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        have, need = sqlite3.sqlite_version, ".".join(map(str, OLDEST_SQLITE[:2]))
        raise DatabaseError(f"{path}: this Python has SQLite {have}, attrib needs {need} or later; use a newer Python")
    with explained(path):
        if path.is_dir():
            raise DatabaseError(f"{path}: is a folder; name a file in it, such as {path / 'news.db'}")
        if not path.exists():
            if not create:
                raise DatabaseError(f"{path}: no such database; make one with: attrib ingest {path} FILE")
            if not path.absolute().parent.is_dir():
                raise DatabaseError(f"{path}: there is no folder {path.parent}; make it first")
            return
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    if start != _MAGIC and (start or not create):
        wrong = "is not a SQLite database" if start else "is an empty file, not a database"
        raise DatabaseError(f"{path}: {wrong}; name another file")


def only_as_unchanging(path: Path) -> bool:
    """Say whether a file can be read only if it is taken as one that nobody writes.

    That is so where its last writer left it for journals beside it, and none can be made: on a read-only disk.
    """
    connection = _opened(path, "ro")
    try:
        connection.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        refused = any(part in str(error) for part in ("unable to open", "readonly"))
        return refused and not path.with_name(f"{path.name}-wal").exists()
    finally:
        connection.close()
    return False


def _connect(path: Path, create: bool) -> Database:
    mode = "rwc" if create else "ro&immutable=1" if only_as_unchanging(path) else "ro"
    return Database(_opened(path, mode), recursive_triggers=False, execute_plugins=False)


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode={mode}", uri=True, timeout=_WAIT_SECONDS)


def _check_schema(db: Database, path: Path, create: bool) -> None:
    version, newest = schema_version(db), len(MIGRATIONS)
    used = db.execute("select count(*) from sqlite_master").fetchone()[0]
    ours = db.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
    if (used and not ours) or (not used and not create):
        raise DatabaseError(f"{path}: is a SQLite database, but not one of attrib; name another file")
    if version > newest:
        made = f"was made by a newer attrib (schema {version}, this one knows {newest})"
        raise DatabaseError(f"{path}: {made}; update attrib")
    if version < newest and not create:
        raise DatabaseError(f"{path}: was made by an older attrib; ingest into it once to bring it up to date")
