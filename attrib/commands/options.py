"""Options and messages that commands share."""

import codecs
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from attrib.read import ReadOptions, are_several
from attrib.read.options import DEFAULT_MAX_BYTES, iso_day
from attrib.records import Problem

_Function = TypeVar("_Function", bound=Callable[..., Any])

# Where an input had a problem, the others are done and the command ends with this.
PROBLEM_EXIT = 1


def example(*lines: str) -> str:
    """Return the Example section that ends a command's help."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def reading_options(function: _Function) -> _Function:
    """Add the options that say what an input does not say of itself; `read_options` takes them all."""
    for option in (
        click.option("--max-bytes", type=click.IntRange(1), default=DEFAULT_MAX_BYTES, show_default=True,
                     help="Largest text file or JSONL line that is read."),
        click.option("--encoding", callback=_encoding, metavar="NAME",
                     help="How text files are encoded (default: UTF-8, then Windows-1252 with a warning)."),
        click.option("--url", help="Address of the page, where the input does not give it."),
        click.option("--date", callback=_date, metavar="YYYY-MM-DD", help="Day of publication, where not given."),
        click.option("--publisher", help="Outlet whose page the text is, where not given."),
        click.option("--title", help="Title, where not given."),
    ):  # fmt: skip
        function = option(function)
    return function


def outlets_option(function: _Function) -> _Function:
    """Add --outlets, a user's own list of outlets; `by_list` takes it."""
    return click.option(
        "--outlets",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="CSV or TSV list of outlets of your own, matched first (see: attrib outlets import --help).",
    )(function)


@contextmanager
def by_list(outlets: Path | None) -> Iterator[None]:
    """Match the outlets of a list first for the length of a with block. Raises InputError for a list that is none."""
    if outlets is None:
        yield
        return
    # Read only where it is asked for: extract starts once a file.
    from attrib.commands.listed import read_outlets
    from attrib.resolve.outlet_list import own_outlets

    with own_outlets(read_outlets(outlets).outlets):
        yield


def read_options(told: dict[str, Any]) -> ReadOptions:
    """Return what `reading_options` collected."""
    return ReadOptions(**told)


def refuse_one_address(paths: Sequence[str], url: str | None) -> None:
    """Raise a usage error where one address is given for several inputs: they would be taken for one page."""
    if url and are_several(paths):
        raise click.UsageError("--url is the address of one page; give one file with it, or the address in each file")


def report(problem: Problem) -> None:
    """Write a problem to standard error: where, what is wrong, what to do, in one line."""
    line = f"{problem.where}: {problem.message}" if problem.where else problem.message
    click.echo(" ".join(line.split()), err=True)


def _date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    day = iso_day(value)
    if day is None:
        raise click.BadParameter(f"{value!r} is not like 2031-03-04")
    return day


def _encoding(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        # "base64" is a codec, but of bytes: only decoding something tells.
        b"text".decode(value, "replace")
        return codecs.lookup(value).name
    except LookupError as error:
        raise click.BadParameter(
            f"{value!r} is no text encoding that Python knows; try utf-8, cp1252, latin-1"
        ) from error
