"""attrib ingest: read inputs into a database."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from attrib.commands.certain import confidence_option
from attrib.commands.intake import progress_bar, take_in
from attrib.commands.options import PROBLEM_EXIT, example, read_options, reading_options, refuse_one_address
from attrib.commands.wording import counted
from attrib.read import read_paths, total_bytes
from attrib.store.runs import current_run


@click.command(epilog=example("attrib ingest news.db articles/ more.jsonl", "cat more.jsonl | attrib ingest news.db -"))
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@reading_options
@confidence_option
@click.pass_context
def command(ctx: click.Context, /, database: Path, paths: tuple[str, ...], min_confidence: float, **told: Any) -> None:
    """Store what is found in the files and folders of PATH (- for JSONL on standard input) in the database DB.

    DB is made if it is missing. A text is known again by its address, else by its file, its id or its words, whatever way
    it is named: what is stored already stays as it is, and a changed text, title, publisher or date becomes a version. Two
    texts of one id or address are both kept and reported. A run that was stopped can be run again. An input that cannot
    be read, or is no text (a web page, a feed, mail, a table), is reported and skipped; the exit code is then 1. A mere
    warning leaves it 0.
    """
    refuse_one_address(paths, told["url"])
    given = {name: value for name, value in told.items() if value is not None}
    run = current_run(given, min_confidence)
    total = total_bytes(paths) if sys.stderr.isatty() else None
    with progress_bar(total) if sys.stderr.isatty() else nullcontext() as progress:
        counts = take_in(database, read_paths(paths, read_options(told), every=True), run, progress)
    click.echo(
        f"{database}: {counted(counts['added'], 'document')} added, {counts['changed']} changed, "
        f"{counts['unchanged']} unchanged; {counted(counts['attributions'], 'attribution')} stored"
        + (f"; {counted(counts['problems'], 'problem')}, see above" if counts["problems"] else "")
    )
    if counts["problems"]:
        ctx.exit(PROBLEM_EXIT)
