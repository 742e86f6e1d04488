"""Read a user's lists (known people, outlets) as CSV or TSV, saying file and line of what is wrong."""

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path

from attrib.errors import InputError

_LARGEST = 64 * 1024 * 1024  # bytes
# A spreadsheet takes these for the start of a formula; a list that was written by us has an apostrophe before them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Line = tuple[int, dict[str, str]]


def read_list(path: Path, columns: Collection[str], required: str = "name") -> Iterator[Line]:
    """Yield the number (from 1) and the cells of each line of a list, keyed by the header; missing cells are "".

    A file whose name ends in .tsv, or whose first line has a tab and no comma, is cut at tabs, any other at commas with
    quotes as spreadsheets write them. A line that begins with # is a comment. Raises InputError, naming file and line, for
    what cannot be read: another encoding than UTF-8, a heading that is none of `columns`, a line of too many cells or
    without the `required` one.
    """
    text = _text(path)
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    if not first:
        raise InputError(f"{path}: is empty; write the headings ({', '.join(columns)}) and a line for each")
    tabs = path.suffix.casefold() == ".tsv" or ("\t" in first and "," not in first)
    header: list[str] = []
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter="\t" if tabs else ",", quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL,
        strict=True,
    )  # fmt: skip
    try:
        end = 0
        for cells in reader:
            number, end = end + 1, reader.line_num
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            cells = [_plain(cell) for cell in cells]
            if not header:
                header = _header(path, number, cells, columns, required)
                continue
            while len(cells) > len(header) and not cells[-1]:
                cells.pop()
            if len(cells) > len(header):
                wrong = f"{len(cells)} cells under {len(header)} headings"
                raise InputError(f"{path}, line {number}: {wrong}; put a cell with a comma in quotes")
            row = dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
            if not row[required]:
                raise InputError(f"{path}, line {number}: has no {required}; give one or remove the line")
            yield number, row
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: is no CSV ({error}); check its quotes") from error


def write_list(columns: Collection[str], rows: Collection[dict[str, str]], tabs: bool) -> str:
    """Return a list as TSV or CSV with a header; a cell that a spreadsheet would run gets an apostrophe before it."""
    out = io.StringIO()
    if tabs:
        for cells in (list(columns), *([row.get(column, "") for column in columns] for row in rows)):
            out.write("\t".join(" ".join(_safe(cell).split()) for cell in cells) + "\n")
        return out.getvalue()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(row.get(column, "")) for column in columns] for row in rows)
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; check the name") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the file") from error
    if len(content) > _LARGEST:
        raise InputError(f"{path}: is larger than {_LARGEST // 1024 // 1024} MB; cut it into several lists")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {line}: is not UTF-8; save the list as UTF-8") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(f"{path}, line {line}: holds a zero byte; save the list as CSV in UTF-8")
    return text


def _header(path: Path, number: int, cells: list[str], columns: Collection[str], required: str) -> list[str]:
    header = [cell.casefold() for cell in cells]
    while header and not header[-1]:
        header.pop()
    known = ", ".join(columns)
    for cell in header:
        if cell not in columns:
            raise InputError(f"{path}, line {number}: “{cell}” is no heading here; use {known}")
        if header.count(cell) > 1:
            raise InputError(f"{path}, line {number}: the heading “{cell}” comes twice; keep one")
    if required not in header:
        raise InputError(f"{path}, line {number}: has no heading “{required}”; the headings are {known}")
    return header
