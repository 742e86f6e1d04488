"""attrib audit: every question of the users, asked of a whole database."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from attrib.commands.opened import open_to_read
from attrib.commands.options import example
from attrib.commands.sections import Read, print_audit, read_sections, report_part
from attrib.commands.tables import console
from attrib.commands.written import write_file
from attrib.export.report import Report, html
from attrib.store.audit import Opened, compared, section_rows
from attrib.store.database import explained
from attrib.store.sections import BY_NAME, HEADLINE_FIGURES, SECTIONS, Section

_FEW, _REPORTED = 20, 50
_LEDE = (
    "What the articles of {name} attribute to whom, and through which outlets the words came. Everything here is found by "
    "rule and says what an article attributes, not what is true. Copies are not corroboration; a translation is not an "
    "alteration; unnamed sources are never joined across articles."
)


@click.command(
    epilog=example(
        "attrib audit news.db", "attrib audit news.db --section loops --json", "attrib audit news.db --html audit.html"
    )
)
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.option("--section", "names", multiple=True, metavar="NAME", help="Only this section; may be given again.")
@click.option("--all", "everything", is_flag=True, help=f"Print all rows of each table, not the first {_FEW}.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with a list under each section, all rows.")
@click.option(
    "--html",
    "report",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"Write a report with charts, one file that needs no network ({_REPORTED} rows a table, all with --all).",
)
def command(database: Path, names: tuple[str, ...], everything: bool, as_json: bool, report: Path | None) -> None:
    """Ask DB who is quoted, who stays anonymous, who credits whom, what loops, was altered, conflicts or was dropped.

    Sections about several articles need attrib compare DB first, and say so.
    """
    if as_json and report:
        raise click.UsageError("--json and --html exclude each other; run the command twice")
    sections = _chosen(names)
    db, unfinished = open_to_read(database)
    with explained(database):
        if as_json:
            for piece in _json(db, sections, unfinished):
                click.echo(piece, nl=False)
            click.echo()
        elif report:
            read = read_sections(db, sections, -1 if everything else _REPORTED)
            written = write_file(report, html(_report(db, database, read, unfinished)))
            click.echo(f"{report}: {written:,} bytes")
        else:
            print_audit(console(), read_sections(db, sections, -1 if everything else _FEW), str(database))


def _chosen(names: Sequence[str]) -> list[Section]:
    unknown = [name for name in names if name not in BY_NAME]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none; choose from {', '.join(BY_NAME)}", param_hint="--section")
    return [section for section in SECTIONS if not names or section.name in names]


def _json(db: Opened, sections: Iterable[Section], unfinished: Mapping[str, str]) -> Iterator[str]:
    """Yield one JSON object, row by row: a database of a million rows is never held in memory."""
    known = compared(db)
    yield f'{{"compared": {json.dumps(known.done)}, "compared_note": {json.dumps(known.note)}'
    yield "".join(f", {json.dumps(name)}: {json.dumps(note)}" for name, note in unfinished.items())
    for section in sections:
        yield f", {json.dumps(section.name)}: ["
        comma = ""
        for row in section_rows(db, section):
            yield comma + json.dumps(row, ensure_ascii=False)
            comma = ", "
        yield "]"
    yield "}"


def _report(db: Opened, database: Path, read: Sequence[Read], unfinished: Mapping[str, str]) -> Report:
    known = compared(db)
    parts = [report_part(one, str(database)) for one in read]
    totals = {part.name: part.total for part in parts}
    counts = {
        "articles": "select count(*) from article",
        "attributions": "select count(*) from attribution where status <> 'rejected'",
    }
    figures = [(name, f"{db.execute(statement).fetchone()[0]:,}") for name, statement in counts.items()]
    figures += [(label, totals[name]) for name, label in HEADLINE_FIGURES.items() if totals.get(name)]
    notes = {
        "not compared yet": "Not compared yet: quotes of several articles, copies and conflicts need attrib compare first.",
        "articles were read since it was compared": "Articles were read since the last comparison; attrib compare brings it up to date.",
    }
    days = db.execute("select min(published), max(published) from article").fetchone()
    run = db.execute("select max(finished), max(tool_version) from run").fetchone()
    told = [f"Articles from {days[0]} to {days[1]}." if days[0] else "", f"Last read {run[0]}." if run[0] else ""]
    return Report(
        f"Audit of {database.stem}",
        _LEDE.format(name=database.stem),
        figures,
        [*(f"Unfinished: {note}." for note in unfinished.values()), *([notes[known.note]] if known.note else [])],
        parts,
        " ".join([*filter(None, told), f"Made by attrib {run[1] or ''}.", "Texts belong to their publishers."]),
    )
