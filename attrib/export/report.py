"""The audit as one HTML file: no script, nothing from the network, every text of an article escaped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

# Control characters and halves of surrogate pairs; blanks that do not break and marks of direction are text.
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WEB = ("http://", "https://")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. css: number, words, date, high or "". `url` is linked only if it is one of the web."""

    text: str
    css: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One question: its heading, how it is counted, a picture (wide and narrow, "" for none), and rows under headings.

    `caption` stands under the picture. `total` is how many there are of what is counted, with a sign where not all were, and `found` that in words; `cut`:
    not all rows are there. `notice` stands in place of rows that cannot be there.
    """

    name: str
    group: str
    title: str
    question: str
    counted: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: str
    notice: str = ""
    picture: tuple[str, str] = ("", "")
    caption: str = ""
    found: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `figures` are (label, number); `notes` stand below the title; `foot` ends it."""

    title: str
    lede: str
    figures: Sequence[tuple[str, str]]
    notes: Sequence[str]
    parts: Sequence[Part]
    foot: str


def html(report: Report) -> Iterator[str]:
    """Yield the report as HTML, piece by piece."""
    style = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_said(report.title)}</title>\n'
        f'<style>\n{style}</style>\n</head>\n<body>\n<main class="wrap">\n<h1>{_said(report.title)}</h1>\n'
        f'<p class="lede">{_said(report.lede)}</p>\n'
    )
    for note in report.notes:
        yield f'<p class="note">{_said(note)}</p>\n'
    if report.figures:
        shown = "".join(
            f"<div><dt>{_said(label)}</dt><dd>{_said(number)}</dd></div>" for label, number in report.figures
        )
        yield f'<dl class="figures">{shown}</dl>\n'
    groups = [(name, list(parts)) for name, parts in groupby(report.parts, key=lambda part: part.group)]
    yield '<nav aria-label="Questions">\n'
    for name, parts in groups:
        yield f"<h2>{_said(name)}</h2>\n<ol>{''.join(map(_entry, parts))}</ol>\n"
    yield "</nav>\n"
    for name, parts in groups:
        yield f"<h2>{_said(name)}</h2>\n"
        for part in parts:
            yield from _part(part)
    yield f"<footer>{_said(report.foot)}</footer>\n</main>\n</body>\n</html>\n"


def _entry(part: Part) -> str:
    return f'<li><a href="#{_said(part.name)}">{_said(part.title)}</a> <span class="n">{_said(part.total)}</span></li>'


def _part(part: Part) -> Iterator[str]:
    key = _said(part.name)
    yield f'<section aria-labelledby="{key}">\n<h3 id="{key}">{_said(part.title)}</h3>\n<p>{_said(part.question)}</p>\n'
    if part.picture[0]:
        # The drawings are of attrib/draw, which escapes what it draws.
        caption = f"<figcaption>{_said(part.caption)}</figcaption>" if part.caption else ""
        yield f"<figure>{part.picture[0]}{part.picture[1]}{caption}</figure>\n"
    if part.rows:
        heads = "".join(
            f'<th scope="col"{_css(cell)}>{_said(heading)}</th>'
            for heading, cell in zip(part.headings, part.rows[0], strict=True)
        )
        yield f'<div class="scroll" tabindex="0" role="region" aria-label="{_said(part.title)}"><table>\n'
        yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        for row in part.rows:
            yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
        yield "</tbody></table></div>\n"
        shown = f" The first {len(part.rows)} rows stand here." if part.cut else ""
        yield f'<p class="counted">{_said(part.found)}.{shown}</p>\n'
    else:
        yield f'<p class="empty">{_said(part.notice or "Nothing found.")}</p>\n'
    yield f'<p class="counted"><b>How this is counted.</b> {_said(part.counted)}</p>\n</section>\n'


def _cell(cell: Cell) -> str:
    text = f"<bdi>{_said(cell.text)}</bdi>"
    if cell.url.startswith(_WEB):
        text = f'<a href="{_said(cell.url)}" rel="noreferrer noopener">{text}</a>'
    return f"<td{_css(cell)}>{text}</td>"


def _css(cell: Cell) -> str:
    return f' class="{_said(cell.css)}"' if cell.css else ""


def _said(text: str) -> str:
    """Return a text as HTML, without signs that HTML cannot hold."""
    return escape(_UNHELD.sub("\ufffd", text))
