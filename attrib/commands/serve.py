"""attrib serve: browse a database."""

from pathlib import Path

import click

from attrib.commands.options import example
from attrib.commands.server import serve_database
from attrib.store.database import open_database


@click.command(epilog=example("attrib serve news.db", "attrib serve news.db --port 8001 --open"))
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="Port; 0 takes a free one.")
@click.option(
    "--sql", is_flag=True, help="Let everybody who opens the pages run SQL queries; each is stopped after a second."
)
@click.option("--open", "open_browser", is_flag=True, help="Open a browser on it.")
@click.option("--immutable", is_flag=True, help="Take DB as a file that nobody writes: no locks, no journals.")
def command(database: Path, host: str, port: int, sql: bool, open_browser: bool, immutable: bool) -> None:
    """Browse DB with Datasette: articles, quotes and chains, speakers, outlets and the audit; DB is only read.

    Other commands may write DB meanwhile: each page is of one state of it.
    """
    open_database(database, create=False).close()
    serve_database(database, host, port, open_browser, allow_sql=sql, immutable=immutable)
