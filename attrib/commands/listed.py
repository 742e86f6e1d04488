"""A user's lists of outlets and people, as commands read and write them."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from attrib.commands.wording import counted
from attrib.errors import DatabaseError, InputError
from attrib.read.lists import read_list, write_list
from attrib.resolve.outlet_list import read_row
from attrib.resolve.outlets import Outlet
from attrib.store.outlet_list import COLUMNS

KINDS = ("agency", "newspaper", "broadcaster", "site", "magazine", "aggregator", "platform")
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z0-9-]{2,24}")
_STATES = {"": "", "no": "", "0": "", "yes": "yes", "1": "yes", "true": "yes"}


@dataclass(frozen=True, slots=True)
class OutletList:
    """A list as read: its cells for the database, and the outlets for matching."""

    rows: tuple[dict[str, str], ...] = ()
    outlets: tuple[Outlet, ...] = ()


def read_outlets(file: Path) -> OutletList:
    """Read a list of outlets. Raises InputError, naming file and line, for what cannot be used."""
    rows: list[dict[str, str]] = []
    names: dict[str, int] = {}
    for number, row in read_list(file, COLUMNS):
        row = {**row, "kind": row.get("kind", "").casefold(), "state": row.get("state", "").casefold()}
        if row["kind"] and row["kind"] not in KINDS:
            raise InputError(
                f"{file}, line {number}: “{row['kind']}” is no kind of outlet; use one of {', '.join(KINDS)}"
            )
        if row["state"] not in _STATES:
            raise InputError(f"{file}, line {number}: state is “{row['state']}”; write yes, or leave it empty")
        row["state"] = _STATES[row["state"]]
        row["domains"] = "|".join(
            _domain(file, number, one) for one in row.get("domains", "").split("|") if one.strip()
        )
        if not any(letter.isalnum() for letter in row["name"]):
            raise InputError(f"{file}, line {number}: “{row['name']}” is no name; write the outlet's name")
        if row["name"] in names:
            raise InputError(f"{file}, line {number}: {row['name']} stands in line {names[row['name']]} too; keep one")
        names[row["name"]] = number
        rows.append(row)
    return outlet_list(rows)


def outlet_list(rows: list[dict[str, str]]) -> OutletList:
    """Return the rows of a list with the outlets that they describe."""
    return OutletList(tuple(rows), tuple(read_row(row) for row in rows))


def save_list(file: Path | None, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write a list to a file (.tsv with tabs), or as CSV to standard output where there is none. Raises DatabaseError."""
    text = write_list(columns, rows, tabs=file is not None and file.suffix.casefold() == ".tsv")
    if file is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return
    try:
        file.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise DatabaseError(f"{file}: cannot be written ({error.strerror}); name another file") from error
    click.echo(f"{file}: {counted(len(rows), 'row')}")


def _domain(file: Path, number: int, written: str) -> str:
    """Return "meridian.example" for "https://www.Meridian.example/news"."""
    host = written.strip().casefold().partition("://")[2] or written.strip().casefold()
    host = host.partition("/")[0].removeprefix("www.")
    if not _DOMAIN.fullmatch(host):
        raise InputError(f"{file}, line {number}: “{written.strip()}” is no domain; write it like meridian.example")
    return host
