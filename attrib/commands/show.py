"""attrib show: one article with what was found in it."""

import json
from pathlib import Path

import click

from attrib.commands.options import example
from attrib.commands.tables import console, print_article
from attrib.errors import DatabaseError
from attrib.store.database import explained, open_database
from attrib.store.reader import attributions_of, find_articles


@click.command(epilog=example("attrib show news.db 12", "attrib show news.db articles/lantern.txt"))
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one line an article.")
def command(database: Path, article: str, as_json: bool) -> None:
    """Print the article ARTICLE of DB, with the attributions found in it.

    ARTICLE is an article's number or stable key, or the name of the input it was read from, which may hold several.
    """
    db = open_database(database, create=False)
    with explained(database):
        articles = [(found, attributions_of(db, found["id"])) for found in find_articles(db, article)]
    if not articles:
        raise DatabaseError(f"{database}: holds no article {article}; name its number, or the input it was read from")
    if as_json:
        for found, attributions in articles:
            click.echo(json.dumps({"article": found, "attributions": attributions}, ensure_ascii=False))
        return
    out = console()
    for found, attributions in articles:
        print_article(out, found, attributions)
