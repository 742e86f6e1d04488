"""Open a database to read it, and say where it is unfinished."""

from pathlib import Path

import click

from attrib.store.audit import Opened
from attrib.store.database import explained, open_database
from attrib.store.unfinished import unfinished


def open_to_read(database: Path) -> tuple[Opened, dict[str, str]]:
    """Return a database, open until the command ends, and what a JSON object of it says besides: `unfinished`, or nothing where it is whole.

    That is said on standard error, too. Raises DatabaseError.
    """
    db = open_database(database, create=False)
    context = click.get_current_context(silent=True)
    if context:
        context.call_on_close(db.close)
    with explained(database):
        note = unfinished(db)
    if note:
        click.echo(f"{database}: {note}", err=True)
    return db, {"unfinished": note} if note else {}
