"""Transactions that wait for whoever is writing, and see what that one wrote."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from sqlite_utils import Database

_AGAIN_SECONDS = 0.05


@contextmanager
def immediate(db: Database) -> Iterator[None]:
    """Write all or nothing, after all who write now; within a transaction that is open, a part of it.

    A transaction that begins by reading cannot wait: what it has read is old once the other one has written.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.execute("begin immediate")
    try:
        yield
        db.execute("commit")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.rollback()
        raise


def patiently(act: Callable[[], object], seconds: float) -> None:
    """Do what SQLite refuses at once while others use the file, again and again for some seconds."""
    end = monotonic() + seconds
    while True:
        try:
            act()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() >= end:
                raise
        sleep(_AGAIN_SECONDS)
