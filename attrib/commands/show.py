"""attrib show: one article with what was found in it."""

import json
from pathlib import Path
from typing import Any

import click

from attrib.commands.opened import open_to_read
from attrib.commands.options import example
from attrib.commands.tables import console, print_article, print_versions
from attrib.errors import DatabaseError
from attrib.store.compared_versions import describe_steps, steps
from attrib.store.database import explained
from attrib.store.reader import attributions_of, find_articles


@click.command(epilog=example("attrib show news.db 12", "attrib show news.db 12 --versions"))
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.argument("article")
@click.option("--versions", is_flag=True, help="Print what changed between the article's versions instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one line an article.")
def command(database: Path, article: str, versions: bool, as_json: bool) -> None:
    """Print the article ARTICLE of DB, with the attributions found in it.

    With --versions, print what changed each time that another version was read in its place, told in attributions: sources
    added, removed or renamed, verbs, hedges and quotes changed, who handed the words on, what the source is said to be, why it
    is not named, when it spoke; and another headline, publisher or date. A change of layout tells nothing.

    ARTICLE is an article's number or stable key, or the id, address or file of the input it was read from, which may hold
    several.
    """
    db, unfinished = open_to_read(database)
    with explained(database):
        named = find_articles(db, article)
        if versions:
            histories = [(found, describe_steps(steps(db, found["id"]))) for found in named]
        else:
            articles = [(found, attributions_of(db, found["id"])) for found in named]
    if not named:
        raise DatabaseError(f"{database}: holds no article {article}; name its number, or the input it was read from")
    if versions:
        _print_versions(histories, as_json)
        return
    if as_json:
        for found, attributions in articles:
            click.echo(json.dumps({"article": found, "attributions": attributions, **unfinished}, ensure_ascii=False))
        return
    out = console()
    for found, attributions in articles:
        print_article(out, found, attributions)


def _print_versions(histories: list[tuple[dict[str, Any], list[dict[str, Any]]]], as_json: bool) -> None:
    if as_json:
        for found, history in histories:
            told = {name: found[name] for name in ("id", "stable_key", "source_id", "title")}
            click.echo(json.dumps({"article": told, "steps": history}, ensure_ascii=False))
        return
    out = console()
    for found, history in histories:
        print_versions(out, found, history)
