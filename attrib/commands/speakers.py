"""attrib speakers: who is one speaker over many articles, and why; the user's decisions and list of known people."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from attrib.commands.listed import save_list
from attrib.commands.opened import open_to_read
from attrib.commands.options import example
from attrib.commands.tables import clip, console, print_table
from attrib.commands.wording import counted
from attrib.errors import DatabaseError
from attrib.read.lists import read_list
from attrib.store import known, people
from attrib.store.database import changing, explained, reading

_DATABASE = click.argument("database", metavar="DB", type=click.Path(path_type=Path))
_REASON = click.option("--reason", default="", metavar="TEXT", help="Why; kept with the decision.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, one line a row.")
_LIST = {
    "id": "id", "name": "speaker", "kind": "kind", "role": "role", "affiliation": "affiliation",
    "wikidata": "wikidata", "attributions": "attributions", "articles": "articles",
}  # fmt: skip
_MERGES = {
    "id": "merge", "origin": "by", "action": "action", "name": "name", "rule": "rule", "evidence": "evidence",
    "articles": "articles", "state": "state",
}  # fmt: skip


@click.group(
    epilog=example(
        "attrib speakers list news.db",
        "attrib speakers show news.db 12",
        'attrib speakers merge news.db 12 31 --reason "one and the same harbour master"',
    )
)
def command() -> None:
    """Look at who is one speaker over many articles, and correct it.

    Names are joined by rules, on name, role, affiliation and alias, and every join is kept with its evidence. What is
    decided by hand here holds for later runs, too. Unnamed sources are never joined.
    """


@command.command("list", epilog=example("attrib speakers list news.db", "attrib speakers list news.db roth --json"))
@_DATABASE
@click.argument("words", nargs=-1)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many to print.")
@_JSON
def list_command(database: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """List the named speakers of DB, those with WORDS in their name or an alias, most quoted first."""
    db, unfinished = open_to_read(database)
    with explained(database):
        found = people.list_speakers(db, " ".join(words), limit)
    if as_json:
        _lines([row | unfinished for row in found])
    else:
        print_table(console(), f"Speakers of {database}", found, _LIST, limit)


@command.command("show", epilog=example("attrib speakers show news.db 12", 'attrib speakers show news.db "Ana Roth"'))
@_DATABASE
@click.argument("speaker")
@_JSON
def show_command(database: Path, speaker: str, as_json: bool) -> None:
    """Print where SPEAKER (a number, stable key or name) appears, and why those names are one speaker."""
    db, unfinished = open_to_read(database)
    with explained(database):
        one = _found(database, db, speaker)
        places = people.appearances_of(db, one["id"])
        merges = people.merges_of(db, one["id"])
        aliases = people.aliases_of(db, one["id"])
    if as_json:
        _lines([{**one, "aliases": aliases, "appearances": places, "merges": merges, **unfinished}])
        return
    out = console()
    said = ", ".join(clip(one[part], 120) for part in ("role", "affiliation", "wikidata") if one[part])
    out.print(Text(f"{one['id']} {clip(one['name'], 120)} ({one['kind']})" + (f": {said}" if said else "")))
    print_table(out, "Other names", aliases, {"form": "name", "reason": "rule"}, 100)
    rows = [{**row, "said": "; ".join([*row["roles"], *row["affiliations"]])} for row in places]
    columns = {"article_id": "article", "publisher": "publisher", "name": "name", "said": "roles, affiliations"}
    print_table(out, "Articles", rows, columns, 100)
    _print_merges(out, "Why these are one speaker", merges)


@command.command("log", epilog=example("attrib speakers log news.db"))
@_DATABASE
@_JSON
def log_command(database: Path, as_json: bool) -> None:
    """Print what was decided by hand, and what was undone, in order."""
    with reading(database) as db:
        found = people.merges_of(db)
    if as_json:
        _lines(found)
    else:
        _print_merges(console(), "Decisions", found)


@command.command("merge", epilog=example("attrib speakers merge news.db 12 31", "attrib speakers log news.db"))
@_DATABASE
@click.argument("speakers", nargs=-1, required=True, metavar="SPEAKER SPEAKER...")
@_REASON
def merge_command(database: Path, speakers: tuple[str, ...], reason: str) -> None:
    """Make one speaker of several (numbers, stable keys or names) of one kind."""
    if len(speakers) < 2:
        raise click.UsageError("name two speakers at least")
    with changing(database) as db, _naming(database):
        number = people.merge_speakers(db, speakers, reason)
    _told(number, "merged")


@command.command("split", epilog=example("attrib speakers split news.db 12 --article 3 --article 7"))
@_DATABASE
@click.argument("speaker")
@click.option("--article", "articles", type=int, multiple=True, required=True, help="Number of an article; repeat it.")
@_REASON
def split_command(database: Path, speaker: str, articles: tuple[int, ...], reason: str) -> None:
    """Make what some articles say of SPEAKER a speaker of its own, as where two people have one name."""
    with changing(database) as db, _naming(database):
        number = people.split_speaker(db, speaker, articles, reason)
    _told(number, "split")


@command.command("alias", epilog=example('attrib speakers alias news.db 12 "the Harbour Queen"'))
@_DATABASE
@click.argument("speaker")
@click.argument("name")
@_REASON
def alias_command(database: Path, speaker: str, name: str, reason: str) -> None:
    """Say that NAME means SPEAKER as well, unless what an article says of NAME conflicts."""
    with changing(database) as db, _naming(database):
        number = people.add_alias(db, speaker, name, reason)
    _told(number, "named")


@command.command("undo", epilog=example("attrib speakers undo news.db 4"))
@_DATABASE
@click.argument("merge", type=click.IntRange(1))
def undo_command(database: Path, merge: int) -> None:
    """Undo MERGE, the number of a decision or of what a rule joined; later runs keep to it."""
    with changing(database) as db, _naming(database):
        one = people.undo_merge(db, merge)
    click.echo(f"{database}: undone {merge} ({one['action']}, {one['rule']}: {clip(one['name'], 120)})")


@command.command(
    "import", epilog=example("attrib speakers import news.db people.csv", "attrib ingest news.db articles/")
)
@_DATABASE
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Take those off the list who are not in FILE.")
def import_command(database: Path, file: Path, replace: bool) -> None:
    """Put the known people of FILE into DB; they are matched before any rule.

    FILE is a CSV or TSV file in UTF-8 with the headings name, aliases (with ; between them), wikidata (Q42), role,
    affiliation and kind (person, organisation, outlet), of which only name is required. Where an article says of the name
    what conflicts with the list's role or affiliation, it means somebody else.
    """
    lines = list(read_list(file, known.COLUMNS))
    with changing(database, create=True) as db:
        count = known.import_known(db, file, lines, replace)
    click.echo(f"{database}: {counted(count, 'known speaker')} from {file}")


@command.command(
    "export",
    epilog=example("attrib speakers export news.db > people.csv", "attrib speakers export --all news.db all.csv"),
)
@_DATABASE
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--all", "every", is_flag=True, help="All speakers that articles name, not only the list.")
def export_command(database: Path, file: Path | None, every: bool) -> None:
    """Write the list of known people of DB to FILE (.csv or .tsv), or to standard output, as import reads it."""
    db, _ = open_to_read(database)
    with explained(database):
        rows = known.speakers_list(db) if every else known.known_list(db)
    save_list(file, known.COLUMNS, rows)


@contextmanager
def _naming(database: Path) -> Iterator[None]:
    """Put the database's name before an error of ours that says what is wrong in it."""
    try:
        yield
    except DatabaseError as error:
        raise DatabaseError(f"{database}: {error}") from error


def _found(database: Path, db: Any, speaker: str) -> people.Found:
    with _naming(database):
        return people.find_speaker(db, speaker)


def _told(number: int, done: str) -> None:
    click.echo(f"{done}: decision {number}; to take it back: attrib speakers undo DB {number}")


def _lines(rows: list[people.Found]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def _print_merges(out: Any, title: str, merges: list[people.Found]) -> None:
    rows = [{**row, "state": "undone" if row["undone"] else "in force"} for row in merges]
    print_table(out, title, rows, _MERGES, sys.maxsize)
