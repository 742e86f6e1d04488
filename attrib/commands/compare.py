"""attrib compare: what the articles of a database have in common, and how they differ."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from attrib.commands.options import PROBLEM_EXIT, example, report
from attrib.commands.wording import counted
from attrib.records import Problem
from attrib.store.compared import Progress, compare_database

# Processes that read and compare beside this one, as far as there are cores: it waits for them meanwhile.
PROCESSES = 2


@click.command(epilog=example("attrib compare news.db", "attrib compare news.db --json"))
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the counts as one JSON object.")
@click.pass_context
def command(ctx: click.Context, /, database: Path, as_json: bool) -> None:
    """Find the quotes that several articles of DB carry, and how they were altered on the way.

    Written into DB: one cluster a quote, how each variant differs from the fullest and from the telling that it
    credits, the independent first sources, circles of credit, copies of articles, and whose own article stands behind
    "as reported by". Run it again after an ingest; a run that was stopped can be run again. Where an article cannot be
    compared, it is named and left out, and the next run tries it again; the exit code is then 1.
    """
    problems: list[str] = []
    with _progress_bar() if sys.stderr.isatty() else nullcontext() as progress:
        found = compare_database(database, progress, min(PROCESSES, os.cpu_count() or 1), problems.append)
    for line in problems:
        report(Problem(line, "compare", str(database)))
    if as_json:
        click.echo(json.dumps(found))
    else:
        left_out = f"; {counted(len(problems), 'problem')}, see above" if problems else ""
        click.echo(f"{database}: {summary(found)}{left_out}")
    if problems:
        ctx.exit(PROBLEM_EXIT)


def summary(found: Mapping[str, int]) -> str:
    """Return the counts of a comparison as a sentence."""
    return (
        f"{counted(found['carried'], 'quote')} that several articles carry ({counted(found['carried_tellings'], 'telling')});"
        f" {counted(found['altered'], 'telling')} altered between outlets ({found['high_risk']:,} with high risk);"
        f" {counted(found['loops'], 'loop')}, {counted(found['copies'], 'pair')} of copied articles,"
        f" {counted(found['joined_hops'], 'hop')} joined to the article they credit"
    )


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    # rich takes 60 ms to import and is not needed where nobody looks.
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("comparing")

        def advance(name: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=name)

        yield advance
