"""attrib outlets: a user's own list of outlets, into a database and out of it."""

from pathlib import Path

import click

from attrib.commands.listed import read_outlets, save_list
from attrib.commands.options import example
from attrib.commands.wording import counted
from attrib.store.database import changing, reading
from attrib.store.outlet_list import COLUMNS, import_outlets, listed_outlets

_DATABASE = click.argument("database", metavar="DB", type=click.Path(path_type=Path))


@click.group(epilog=example("attrib outlets import news.db outlets.csv", "attrib outlets export news.db > mine.csv"))
def command() -> None:
    """Keep a list of outlets of your own in a database; ingest matches it before the built-in one."""


@command.command(
    "import", epilog=example("attrib outlets import news.db outlets.csv", "attrib ingest news.db articles/")
)
@_DATABASE
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Drop outlets of an earlier list that are not in FILE.")
def import_command(database: Path, file: Path, replace: bool) -> None:
    """Put the outlets of FILE into DB; the next ingest into it reads by them.

    FILE is a CSV or TSV file in UTF-8 with the headings name, aliases, domains, handles (each with | between several),
    kind (agency, newspaper, broadcaster, site, magazine, aggregator, platform), country, state (yes for one that speaks
    for a government) and parent, of which only name is required.
    """
    found = read_outlets(file)
    with changing(database, create=True) as db:
        count = import_outlets(db, found.rows, replace)
    click.echo(f"{database}: {counted(count, 'outlet')} from {file}; attrib ingest reads by them from now on")


@command.command(
    "export", epilog=example("attrib outlets export news.db mine.csv", "attrib outlets export --all news.db")
)
@_DATABASE
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--all", "every", is_flag=True, help="All outlets of the database, guessed ones too.")
def export_command(database: Path, file: Path | None, every: bool) -> None:
    """Write your outlets in DB to FILE (.csv or .tsv), or to standard output, as import reads them."""
    with reading(database) as db:
        rows = listed_outlets(db, every)
    save_list(file, COLUMNS, rows)
