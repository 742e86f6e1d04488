"""Read, extract and store: what `ingest` and `demo` have in common."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import click

from attrib.commands.certain import at_least
from attrib.commands.listed import OutletList, outlet_list
from attrib.commands.options import report
from attrib.errors import DatabaseError, InputError
from attrib.pipeline import extract
from attrib.records import Document, Problem
from attrib.resolve.outlet_list import own_outlets
from attrib.store.database import explained, open_database
from attrib.store.outlet_list import listed_outlets
from attrib.store.runs import Run, list_hash
from attrib.store.writer import Ingest


class Progress(Protocol):
    """Is told of every document that is done."""

    def __call__(self, document: Document, counts: Counter[str]) -> None: ...


def take_in(
    database: Path, found: Iterable[Document | Problem], run: Run, progress: Progress | None = None
) -> Counter[str]:
    """Store what is found in the documents, as certain as the run asks, and report the problems.

    The outlets that the user has imported into the database are matched first. Return the counts of Ingest, and
    `problems`.

    Raises DatabaseError; then only whole batches of documents are stored. What was stored before an interrupt is kept.
    """
    problems = 0
    own = _own(database)
    run = replace(run, outlets=list_hash(own.rows))
    with Ingest(database, run) as ingest, own_outlets(own.outlets), _told_when_stopped(database):
        for item in found:
            try:
                if isinstance(item, Problem):
                    problems += not item.warning
                    report(item)
                else:
                    if not ingest.has(item):
                        ingest.add(at_least(extract(item), run.min_confidence))
                    while ingest.problems:
                        problems += 1
                        report(ingest.problems.pop(0))
                    if progress:
                        progress(item, ingest.counts)
            except InputError as error:
                problems += 1
                report(Problem(str(error), "store"))
    ingest.counts["problems"] = problems
    return ingest.counts


@contextmanager
def _told_when_stopped(database: Path) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        told = "stopped; what is stored is whole and is being indexed (Ctrl-C again leaves that to the next ingest)"
        click.echo(f"{database}: {told}", err=True)
        raise


def _own(database: Path) -> OutletList:
    """Return the user's outlets in a database that is there, an older one brought up to date for it; none before."""
    if not database.is_file():
        return OutletList()
    try:
        db = open_database(database, create=True)
    except DatabaseError:
        return OutletList()  # the ingest says what is wrong
    with explained(database), closing(db.conn):
        return outlet_list(listed_outlets(db))


@contextmanager
def progress_bar(total: int | None) -> Iterator[Progress]:
    """Show a bar over `total` bytes on standard error (a moving one where None), for the length of a with block."""
    # rich takes 60 ms to import and is not needed where nobody looks.
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)

        def advance(document: Document, counts: Counter[str]) -> None:
            size = len(document.text.encode("utf-8", "replace"))
            done = counts["added"] + counts["changed"] + counts["unchanged"]
            bar.update(task, advance=size, description=f"{done} documents, {counts['attributions']} attributions")

        yield advance
