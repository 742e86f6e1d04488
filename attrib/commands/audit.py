"""attrib audit: what a standards editor asks of a whole database."""

import json
import sys
from pathlib import Path

import click

from attrib.commands.options import example
from attrib.commands.sections import print_audit
from attrib.commands.tables import console
from attrib.store.database import explained, open_database
from attrib.store.reader import audit

_FEW = 20


@click.command(epilog=example("attrib audit news.db", "attrib audit news.db --json"))
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help=f"Print all rows of each table, not the first {_FEW}.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with a list under each section.")
def command(database: Path, everything: bool, as_json: bool) -> None:
    """Print sources by kind, anonymous sources, who credits whom, loops, denials and headlines of DB."""
    db = open_database(database, create=False)
    with explained(database):
        sections = audit(db)
    if as_json:
        click.echo(json.dumps(sections, ensure_ascii=False))
    else:
        print_audit(console(), sections, sys.maxsize if everything else _FEW)
