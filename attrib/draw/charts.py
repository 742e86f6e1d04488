"""Charts as SVG: bars, shares, a matrix, days. Each has a title and says in words what it shows; colours are variables.

A page sets --chart-1 to --chart-4 for light and dark; where it sets none, the drawing has colours of its own. Text takes
the page's colour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from attrib.draw.lettering import breadth, lines

_SIZE, _SMALL = 13.0, 11.5
_COLOURS = ("#2f6f9f", "#c07a1f", "#5b8a3c", "#87817a")
_NARROW = 480  # pixels, below which a label stands above its bar
_GAP = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value, and what stands at its end ("34 of 210"); `href` may be ""."""

    label: str
    value: float
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """Something on a day: the label of its row, its ISO day, and whether it is drawn hollow (a copy)."""

    label: str
    day: str
    hollow: bool = False


def bars(items: Sequence[Bar], *, title: str, prefix: str, width: int = 720, most: float = 0.0) -> str:
    """Draw horizontal bars, the longest as wide as there is room, or as long as `most` says; "" for none."""
    if not items:
        return ""
    stacked, left = _label_room([item.label for item in items], width)
    notes = max(breadth(item.note, _SMALL) for item in items) + 10
    room = width - left - notes
    top = max(most, *(item.value for item in items)) or 1.0
    high = 40 if stacked else 28
    parts = []
    for number, item in enumerate(items):
        y = number * high
        long = max(1.5, room * item.value / top) if item.value > 0 else 0.0
        drawn = _label(item.label, y, left, stacked)
        at = y + (20 if stacked else 5)
        drawn += f'<rect x="{left}" y="{at}" width="{long:.1f}" height="16" rx="2" {_fill(0)} />'
        drawn += _text(left + long + 6, at + 12.5, item.note, _SMALL)
        parts.append(_linked(item.label, item.note, drawn, item.href))
    said = "; ".join(f"{item.label}: {item.note or f'{item.value:g}'}" for item in items)
    return _svg("bars", width, len(items) * high + 4, title, said, prefix, parts, linked=any(i.href for i in items))


def stacks(
    items: Sequence[tuple[str, Sequence[float], str]],
    names: Sequence[str],
    *,
    title: str,
    prefix: str,
    width: int = 720,
) -> str:
    """Draw bars of equal length that are divided by shares: (label, values, note) each, in the order of `names`."""
    items = [item for item in items if sum(item[1]) > 0]
    if not items:
        return ""
    stacked, left = _label_room([label for label, _, _ in items], width)
    notes = max(breadth(note, _SMALL) for _, _, note in items) + 10
    room = width - left - notes
    parts, top = [_legend(names, width)], _legend_height(names, width)
    high = 40 if stacked else 28
    for number, (label, values, note) in enumerate(items):
        y, x, total = top + number * high, float(left), sum(values)
        at = y + (20 if stacked else 5)
        drawn = _label(label, y, left, stacked)
        for place, value in enumerate(values):
            long = room * value / total
            if long > 0:
                drawn += f'<rect x="{x:.1f}" y="{at}" width="{max(long - 1.5, 0.8):.1f}" height="16" {_fill(place)} />'
            x += long
        drawn += _text(left + room + 6, at + 12.5, note, _SMALL)
        parts.append(_linked(label, note, drawn, ""))
    said = "; ".join(
        f"{label}: " + ", ".join(f"{name} {value / sum(values):.0%}" for name, value in zip(names, values, strict=True))
        for label, values, _ in items
    )
    return _svg("stacks", width, top + len(items) * high + 4, title, said, prefix, parts)


def matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Mapping[tuple[str, str], float],
    *,
    title: str,
    prefix: str,
    width: int = 720,
    share: bool = False,
) -> str:
    """Draw a table of numbers whose cells are the darker the greater their number; `share` writes per cent."""
    if not rows or not columns:
        return ""
    left = min(max(breadth(name, _SMALL) for name in rows) + 12, width * 0.34)
    side = min((width - left) / len(columns), 64.0)
    heads = [lines(name, 130, _SMALL, 1)[0] for name in columns]
    top = min(max(breadth(name, _SMALL) for name in heads) * 0.72 + 14, 116)
    most = max(values.values(), default=0) or 1.0
    high = 28
    parts = []
    for number, name in enumerate(heads):
        x = left + side * number + side / 2
        parts.append(
            f'<text x="{x:.1f}" y="{top - 6:.1f}" font-size="{_SMALL:g}" fill="currentColor" '
            f'transform="rotate(-42 {x:.1f} {top - 6:.1f})">{escape(name)}</text>'
        )
    for down, row in enumerate(rows):
        y = top + down * high
        shown = lines(row, left - 8, _SMALL, 1)[0]
        parts.append(_text(left - 8, y + 18, shown, _SMALL, "end"))
        for across, column in enumerate(columns):
            value = values.get((row, column), 0)
            x = left + side * across
            parts.append(
                f'<rect x="{x + 1:.1f}" y="{y + 1:.1f}" width="{side - 2:.1f}" height="{high - 2}" rx="2" {_fill(0)} '
                f'fill-opacity="{0.1 + 0.5 * value / most if value else 0.04:.2f}"><title>{escape(f"{row}, {column}: ")}'
                f"{_number(value, share)}</title></rect>"
            )
            if value:
                parts.append(_text(x + side / 2, y + 18, _number(value, share), _SMALL, "middle"))
    strongest = sorted(values, key=lambda pair: (-values[pair], pair))[:12]
    said = "; ".join(f"{row}, {column}: {_number(values[row, column], share)}" for row, column in strongest)
    right = left + side * len(columns) + max(breadth(heads[-1], _SMALL) * 0.74 - side / 2, 4)
    return _svg("matrix", round(max(width, right)), round(top + len(rows) * high + 4), title, said, prefix, parts)


def days(items: Sequence[Day], *, title: str, prefix: str, width: int = 720) -> str:
    """Draw what happened on which day: one row each, in the order given, a point on its day; "" without a day."""
    dated = [(item, date.fromisoformat(item.day[:10])) for item in items if _is_day(item.day)]
    if not dated:
        return ""
    stacked, left = _label_room([item.label for item, _ in dated], width)
    first, last = min(day for _, day in dated), max(day for _, day in dated)
    span = max((last - first).days, 1)
    wide = breadth(str(first), _SMALL)
    start, room = left + 8, width - left - wide - 24
    high = 38 if stacked else 26
    foot = len(dated) * high + 6
    parts = []
    for x, day in {start: first, start + room: last}.items():
        parts.append(f'<line x1="{x}" y1="0" x2="{x}" y2="{foot}" stroke="currentColor" stroke-opacity="0.18" />')
        parts.append(_text(x, foot + 15, str(day), _SMALL, "start" if x == start else "middle"))
    for number, (item, day) in enumerate(dated):
        y = number * high
        x = start + room * (day - first).days / span
        middle = y + (27 if stacked else 14)
        fill = f'fill="none" stroke="{_colour(0)}" stroke-width="2.2"' if item.hollow else _fill(0)
        drawn = _label(item.label, y, left, stacked)
        drawn += f'<line x1="{start}" y1="{middle}" x2="{x:.1f}" y2="{middle}" stroke="currentColor" stroke-opacity="0.28" />'
        drawn += f'<circle cx="{x:.1f}" cy="{middle}" r="5" {fill} />'
        parts.append(_linked(item.label, str(day), drawn, ""))
    said = "; ".join(f"{day}: {item.label}{' (a copy)' if item.hollow else ''}" for item, day in dated)
    return _svg("days", width, foot + 22, title, said, prefix, parts)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written[:10])
    except ValueError:
        return False
    return True


def _label_room(labels: Sequence[str], width: int) -> tuple[bool, int]:
    """Tell whether labels stand above their bars, and where the bars begin."""
    if width < _NARROW:
        return True, 0
    return False, round(min(max(breadth(label, _SIZE) for label in labels) * 0.94, width * 0.34)) + _GAP


def _label(label: str, y: float, left: int, stacked: bool) -> str:
    if stacked:
        return _text(0, y + 15, lines(label, 320, _SIZE, 1)[0], _SIZE)
    return _text(left - 8, y + 17, lines(label, left / 0.94, _SIZE, 1)[0], _SIZE, "end")


def _legend(names: Sequence[str], width: int) -> str:
    drawn, x, y = "", 0.0, 0
    for place, name in enumerate(names):
        wide = breadth(name, _SMALL) + 34
        if x and x + wide > width:
            x, y = 0.0, y + 20
        drawn += f'<rect x="{x:.1f}" y="{y + 2}" width="12" height="12" rx="2" {_fill(place)} />'
        drawn += _text(x + 18, y + 12, name, _SMALL)
        x += wide
    return drawn


def _legend_height(names: Sequence[str], width: int) -> int:
    x, rows = 0.0, 1
    for name in names:
        wide = breadth(name, _SMALL) + 34
        if x and x + wide > width:
            x, rows = 0.0, rows + 1
        x += wide
    return 20 * rows + 8


def _number(value: float, share: bool) -> str:
    return f"{value:.0%}".replace("%", " %") if share else f"{value:,.0f}"


def _colour(place: int) -> str:
    at = place % len(_COLOURS)
    return f"var(--chart-{at + 1}, {_COLOURS[at]})"


def _fill(place: int) -> str:
    return f'fill="{_colour(place)}"'


def _text(x: float, y: float, words: str, size: float, anchor: str = "start") -> str:
    where = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="currentColor"{where}>{escape(words)}</text>'


def _linked(label: str, note: str, drawn: str, href: str) -> str:
    inner = f"<title>{escape(label)}{': ' if note else ''}{escape(note)}</title>{drawn}"
    return f'<a href="{escape(href)}">{inner}</a>' if href else f"<g>{inner}</g>"


def _svg(
    kind: str,
    width: int,
    height: float,
    title: str,
    said: str,
    prefix: str,
    parts: Sequence[str],
    *,
    linked: bool = False,
) -> str:
    # An image has no parts to a screen reader, so a drawing with links in it is a group instead.
    role, key = "group" if linked else "img", escape(prefix)
    return (
        f'<svg class="chart {kind}" role="{role}" viewBox="0 0 {width} {height:g}" width="{width}" height="{height:g}" '
        f'aria-labelledby="{key}-t {key}-d" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(said)}</desc>{"".join(parts)}</svg>'
    )
