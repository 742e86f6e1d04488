"""attrib extract: text in, JSON out, no database. Scripts run it once a file: it imports only what it needs."""

import sys
from pathlib import Path
from typing import Any

import click

from attrib.commands.certain import at_least, confidence_option
from attrib.commands.options import (
    PROBLEM_EXIT,
    by_list,
    example,
    outlets_option,
    read_options,
    reading_options,
    refuse_one_address,
    report,
)
from attrib.export.jsonl import to_line
from attrib.pipeline import extract
from attrib.read import read_paths
from attrib.records import Problem


@click.command(
    epilog=example(
        'attrib extract page.txt --publisher "The Lantern" --date 2031-03-04',
        "attrib extract articles/ > found.jsonl",
        'echo \'{"id": "1", "text": "The mine will close, Doe said."}\' | attrib extract -',
    )
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@reading_options
@confidence_option
@outlets_option
@click.pass_context
def command(
    ctx: click.Context, /, files: tuple[str, ...], min_confidence: float, outlets: Path | None, **told: Any
) -> None:
    """Print what is found in FILEs as JSON, one line a document.

    A FILE is a text or Markdown file, a JSONL file, a folder of them, or - for JSONL on standard input with one
    {"id", "text", "title", "publisher", "date", "url"} a line, of which only "text" is required.

    All offsets are character indices into the text as read. An input that cannot be read, or is no text (a web page, a
    feed, mail, a table), is reported on standard error and skipped; the exit code is then 1. A mere warning leaves it 0.
    """
    refuse_one_address(files, told["url"])
    out = sys.stdout.buffer
    problems = 0
    with by_list(outlets):
        for found in read_paths(files, read_options(told)):
            if isinstance(found, Problem):
                problems += not found.warning
                report(found)
            else:
                out.write(to_line(at_least(extract(found), min_confidence)).encode("utf-8") + b"\n")
                out.flush()
    if problems:
        ctx.exit(PROBLEM_EXIT)
