"""attrib demo: a made-up story carried by several outlets, from text to pages, its articles compared."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import click
from rich.text import Text

from attrib import resources
from attrib.commands.compare import summary
from attrib.commands.intake import take_in
from attrib.commands.options import PROBLEM_EXIT, example
from attrib.commands.sections import print_audit, read_sections
from attrib.commands.server import serve_database
from attrib.commands.tables import console, print_chain
from attrib.errors import DatabaseError
from attrib.read import ReadOptions, read_paths
from attrib.records import Document, Problem
from attrib.store.compared import compare_database
from attrib.store.database import reading
from attrib.store.reader import longest_chains
from attrib.store.runs import current_run
from attrib.store.sections import SECTIONS

_CHAINS = 12
_ROWS = 8


@click.command(epilog=example("attrib demo", "attrib demo --no-serve --db demo.db"))
@click.option(
    "--db", "database", type=click.Path(path_type=Path), help="Where to make the database (default: a new folder)."
)
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve the database when it is printed.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="Port; 0 takes a free one.")
@click.pass_context
def command(ctx: click.Context, database: Path | None, serve: bool, host: str, port: int) -> None:
    """Read a small made-up news story into a fresh database, print its chains and audit, and serve it."""
    if database is None:
        database = Path(mkdtemp(prefix="attrib-demo-")) / "demo.db"
    elif database.exists():
        raise DatabaseError(f"{database}: exists already; name a new file, or leave --db out")
    counts = take_in(database, _articles(), current_run())
    compared = compare_database(database)
    with reading(database) as db:
        chains, sections = longest_chains(db, _CHAINS), read_sections(db, SECTIONS, _ROWS)
    out = console()
    out.print(Text(f"Read {counts['articles']} articles, found {counts['attributions']} attributions."))
    out.print(Text(f"Compared: {summary(compared)}.\n"), soft_wrap=True)
    out.print(Text("Longest reporting chains, first speaker to publisher", style="bold"))
    if not chains:
        out.print("  none\n")
    for row in chains:
        print_chain(out, row)
    print_audit(out, sections, str(database))
    out.print(Text(f"The database is {database}; browse it with: attrib serve {database}"), soft_wrap=True)
    sys.stdout.flush()
    if serve:
        serve_database(database, host, port, open_browser=False)
    elif counts["problems"]:
        ctx.exit(PROBLEM_EXIT)


def _articles() -> Iterator[Document | Problem]:
    # Named as they stand in the project, whatever folder it is installed in, so that two demos are equal.
    seeds = resources.seeds()
    for found in read_paths([str(seeds / "articles")], ReadOptions()):
        if isinstance(found, Document):
            found = replace(found, id=Path(found.id).relative_to(seeds).as_posix(), origin=None)
        yield found
