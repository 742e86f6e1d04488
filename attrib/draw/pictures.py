"""Rows of a table as a chart, by the names of the columns that it takes."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrib.draw.charts import Bar, Day, bars, days, matrix, stacks

Row = Mapping[str, Any]
# Control characters and halves of surrogate pairs, which XML does not hold.
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BARS, _DAYS = 15, 24
_WIDE, _NARROW = 720, 340


def pictures(
    kind: str,
    rows: Sequence[Row],
    label: str,
    values: Sequence[str],
    *,
    across: str = "",
    of: str = "",
    title: str,
    prefix: str,
    most: int = _BARS,
    link: Callable[[Row], str] | None = None,
) -> tuple[str, str]:
    """Draw the first rows, at most `most` bars or divided bars, as a wide picture and a narrow one (class "wide", class "narrow"); "" for both without rows.

    kind: bars (`values` one column; `of` the column of a whole), stack (shares of several columns; `of` is noted), matrix
    (`label` down, `across`, one value), steps (`label` on the day of `values`; rows of the first value of `of`). `link`
    gives the address of a row's bar, or "".
    """
    drawn = []
    for css, width in (("wide", _WIDE), ("narrow", _NARROW)):
        key = f"{prefix}-{css}"
        if kind == "bars":
            svg = _bars(rows[:most], label, values[0], of, title, key, width, link)
        elif kind == "stack":
            shares = [(_name(row[label]), [float(row[c] or 0) for c in values], f"{row[of]:,}") for row in rows[:most]]
            svg = stacks(shares, values, title=title, prefix=key, width=width)
        elif kind == "matrix":
            svg = _matrix(rows, label, across, values[0], title, key, width)
        else:
            # An article stands once, however often it tells the quote.
            once: dict[object, Row] = {}
            for at, row in enumerate(rows):
                if row[of] == rows[0][of]:
                    once.setdefault(row.get("article_id", at), row)
            first = list(once.values())[:_DAYS]
            points = [
                Day(_name(row[label]), str(row[values[0]]), bool(row.get("is_copy"))) for row in first if row[values[0]]
            ]
            svg = days(points, title=title, prefix=key, width=width)
        drawn.append(svg.replace('class="chart', f'class="{css} chart', 1))
    return drawn[0], drawn[1]


def _bars(
    rows: Sequence[Row],
    label: str,
    value: str,
    of: str,
    title: str,
    key: str,
    width: int,
    link: Callable[[Row], str] | None,
) -> str:
    shares = bool(rows) and all(isinstance(row[value], float) for row in rows)
    items = []
    for row in rows:
        number = row[value] or 0
        note = f"{number:.0%}".replace("%", " %") if shares else f"{number:,}"
        if of and row.get(of) is not None:
            note += f" of {row[of]:,}" if shares else f" from {row[of]:,}"
        items.append(Bar(_name(row[label]), float(number), note, link(row) if link else ""))
    return bars(items, title=title, prefix=key, width=width, most=1.0 if shares else 0.0)


def _matrix(rows: Sequence[Row], label: str, across: str, value: str, title: str, key: str, width: int) -> str:
    """Draw the strongest rows and columns, as many as the width has room for."""
    most = (12, 11) if width >= _WIDE else (8, 5)
    down: dict[str, float] = {}
    right: dict[str, float] = {}
    values: dict[tuple[str, str], float] = {}
    for row in rows:
        one, other, number = _name(row[label]), _name(row[across]), float(row[value] or 0)
        down[one] = down.get(one, 0) + number
        right[other] = right.get(other, 0) + number
        values[one, other] = values.get((one, other), 0) + number
    columns = sorted(right, key=lambda name: (-right[name], name))[: most[1]]
    # Shares of different wholes are not added up: the rows stay in their order then.
    share = all(isinstance(row[value], float) for row in rows)
    names = list(down) if share else sorted(down, key=lambda name: (-down[name], name))
    kept = [name for name in names if any((name, column) in values for column in columns)][: most[0]]
    shown = {pair: number for pair, number in values.items() if pair[0] in kept and pair[1] in columns}
    return matrix(kept, columns, shown, title=title, prefix=key, width=width, share=share)


def _name(value: object) -> str:
    """Return a label on one line, of at most 200 characters, without what XML cannot hold."""
    text = " ".join(str(value if value not in (None, "") else "not named")[:200].split())
    return _UNHELD.sub("\ufffd", text)
