"""attrib chain: through whom the words of a quote came."""

import json
from pathlib import Path

import click

from attrib.commands.opened import open_to_read
from attrib.commands.options import example
from attrib.commands.tables import console, print_chain
from attrib.errors import DatabaseError
from attrib.store.database import explained
from attrib.store.reader import find_attributions


@click.command(epilog=example("attrib chain news.db 31", 'attrib chain news.db "the bridge was safe"'))
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.argument("quote", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many quotes to print.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one line a quote.")
def command(database: Path, quote: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Print the reporting chain of QUOTE: an attribution's number or stable key, or words of what was said.

    Each line below the quote is one actor, from the first speaker to the publisher of the text, with how it is known:
    stated (the words that say so stand behind it), inferred or unknown.
    """
    words = " ".join(quote)
    db, unfinished = open_to_read(database)
    with explained(database):
        found = find_attributions(db, words, limit)
    if not found:
        raise DatabaseError(f"{database}: holds no quote with the words “{words}”; try fewer of them")
    if as_json:
        for row in found:
            click.echo(json.dumps(row | unfinished, ensure_ascii=False))
        return
    out = console()
    for row in found:
        print_chain(out, row)
