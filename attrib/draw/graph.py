"""A graph of who credits whom, drawn: as SVG, as Mermaid, and in Graphviz' DOT.

Lines run the way the words went, from the one who is credited to the one who credits.
"""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log2

from attrib.draw.layers import Layout, lay_out
from attrib.draw.lettering import lines

BOX_WIDTH, LINE_HEIGHT, NAME_LINES = 156, 17, 2
GAP, PITCH, MARGIN = 92, 66, 12
NAME_SIZE, NOTE_SIZE = 13.0, 11.0
_BOX_HEIGHT = 48
_DASHES = {"stated": "", "inferred": "7 5", "unknown": "1.5 5"}
_DOT_STYLES = {"stated": "solid", "inferred": "dashed", "unknown": "dotted"}
# What a drawing that stands alone is painted with; on a page the style sheet decides.
_INK, _PAPER, _LOOP = "#1d1b17", "#ffffff", "#8a2c0d"


@dataclass(frozen=True, slots=True)
class Node:
    """One actor. `key` tells actors apart, `note` says what it is ("agency"); `href` may be ""."""

    key: str
    name: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """Words that `second` has from `first`: how often, and how that is known at best (stated, inferred, unknown).

    `loop`: the edge lies on a circle. `words` say the same as the line does.
    """

    first: str
    second: str
    status: str
    count: int
    loop: bool = False
    words: str = ""


def svg(
    nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, desc: str, prefix: str = "graph", alone: bool = False
) -> str:
    """Draw a graph and return the `<svg>` element. `alone`: as a file, with ground and colours.

    `prefix` starts the ids inside. Raises KeyError for an edge to an unknown node.
    """
    layout = lay_out([node.key for node in nodes], [(edge.first, edge.second, edge.count) for edge in edges])
    width = max(0, layout.layers * (BOX_WIDTH + GAP) - GAP) + 2 * MARGIN
    height = round((layout.rows - 1) * PITCH) + _BOX_HEIGHT + 2 * MARGIN
    parts = [_line(edge, points, i in layout.back) for i, (edge, points) in enumerate(_ways(edges, layout))]
    parts += [_box(node, *_corner(layout.at[node.key])) for node in nodes]
    ground = f'<rect width="100%" height="100%" fill="{_PAPER}" />' if alone else ""
    # An image has no parts to a screen reader, so a drawing with links in it is a group instead.
    role = "group" if any(node.href for node in nodes) else "img"
    ink = f' color="{_INK}" font-family="sans-serif"' if alone else ""
    return (
        f'<svg class="graph" role="{role}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"{ink} '
        f'aria-labelledby="{escape(prefix)}-t {escape(prefix)}-d" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{escape(prefix)}-t">{escape(title)}</title><desc id="{escape(prefix)}-d">{escape(desc)}</desc>'
        f"{ground}{''.join(parts)}</svg>"
    )


def mermaid(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """Write a graph as a Mermaid flowchart, from left to right."""
    names = {node.key: f"n{i}" for i, node in enumerate(nodes, 1)}
    written = ["flowchart LR"]
    written += [f'  {names[node.key]}["{_mermaid_text(node.name)}"]' for node in nodes]
    written += [f"  {names[edge.first]} -->|{edge.count}| {names[edge.second]}" for edge in edges]
    for i, edge in enumerate(edges):
        style = [f"stroke-dasharray:{_dashes(edge.status)}"] if _dashes(edge.status) else []
        style += [f"stroke:{_LOOP}"] if edge.loop else []
        if style:
            written.append(f"  linkStyle {i} {','.join(style)}")
    return "\n".join(written) + "\n"


def dot(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """Write a graph in DOT, for Graphviz."""
    names = {node.key: f"n{i}" for i, node in enumerate(nodes, 1)}
    written = ["digraph credits {", "  rankdir=LR;", '  node [shape=box, style=rounded, fontname="sans-serif"];']
    written += [f'  {names[node.key]} [label="{_dot_text(node.name)}"];' for node in nodes]
    for edge in edges:
        loop = f', color="{_LOOP}"' if edge.loop else ""
        style = _DOT_STYLES.get(edge.status, "dotted")
        written.append(f'  {names[edge.first]} -> {names[edge.second]} [label="{edge.count}", style={style}{loop}];')
    return "\n".join([*written, "}"]) + "\n"


def _corner(at: tuple[int, float]) -> tuple[int, int]:
    return MARGIN + at[0] * (BOX_WIDTH + GAP), round(MARGIN + at[1] * PITCH)


def _ways(edges: Sequence[Edge], layout: Layout) -> list[tuple[Edge, list[tuple[float, float]]]]:
    """Return each edge with the points it runs through; edges that meet in a box's side are spread over it."""
    leaving: dict[tuple[int, float], list[tuple[float, int]]] = defaultdict(list)
    coming: dict[tuple[int, float], list[tuple[float, int]]] = defaultdict(list)
    for i, way in enumerate(layout.ways):
        if len(way) > 1:
            leaving[way[0]].append((way[1][1], i))
            coming[way[-1]].append((way[-2][1], i))
    start = {i: y for ends in leaving.values() for i, y in _spread(ends)}
    end = {i: y for ends in coming.values() for i, y in _spread(ends)}
    found = []
    for i, (edge, way) in enumerate(zip(edges, layout.ways, strict=True)):
        points: list[tuple[float, float]] = []
        for step, at in enumerate(way):
            x, y = _corner(at)
            middle = y + _BOX_HEIGHT / 2
            if step == 0:
                points.append((x + BOX_WIDTH, middle + start.get(i, 0)))
            elif step == len(way) - 1:
                points.append((x, middle + end[i]))
            else:
                points += [(x, middle), (x + BOX_WIDTH, middle)]
        found.append((edge, points))
    return found


def _spread(ends: list[tuple[float, int]]) -> list[tuple[int, float]]:
    step = min(13.0, (_BOX_HEIGHT - 10) / max(1, len(ends) - 1))
    return [(edge, (i - (len(ends) - 1) / 2) * step) for i, (_, edge) in enumerate(sorted(ends))]


def _line(edge: Edge, points: list[tuple[float, float]], back: bool) -> str:
    colour = _LOOP if edge.loop else "currentColor"
    (x, y), *more = points
    if not more:  # an outlet that credits itself
        path, tip, label = f"M{x:g} {y - 10:g}c34 -16 34 36 7 21", (x, y + 10, -1), (x + 14, y - 16)
    else:
        start = (x + 10, y) if back else (x, y)
        last = more[-1] if back else (more[-1][0] - 10, more[-1][1])
        steps = [start, *more[:-1], last]
        path = f"M{steps[0][0]:g} {steps[0][1]:g}"
        for (x1, y1), (x2, y2) in itertools.pairwise(steps):
            bend = (x2 - x1) / 2
            path += f"L{x2:g} {y2:g}" if y1 == y2 else f"C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
        tip = (x, y, -1) if back else (*more[-1], 1)
        label = (steps[0][0] + steps[1][0]) / 2, (steps[0][1] + steps[1][1]) / 2 + (14 if back else -5)
    dashes = _dashes(edge.status)
    dash = f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""
    thick = 1.2 + min(3.0, log2(max(1, edge.count)) / 3)
    sign = " ↻" if edge.loop else ""
    head = f"M{tip[0]:g} {tip[1]:g}l{-10 * tip[2]} -5v10z"
    return (
        f'<g class="edge {_css(edge.status)}{" loop" if edge.loop else ""}" color="{colour}">'
        f"<title>{escape(edge.words)}</title>"
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="{thick:.1f}"{dash} />'
        f'<path d="{head}" fill="currentColor" /><text x="{label[0]:g}" y="{label[1]:g}" text-anchor="middle" '
        f'font-size="{NOTE_SIZE:g}" fill="currentColor">{edge.count}{sign}</text></g>'
    )


def _box(node: Node, left: int, top: int) -> str:
    broken = lines(node.name or "(no name)", BOX_WIDTH - 18, NAME_SIZE, NAME_LINES if not node.note else 1)
    note = lines(node.note, BOX_WIDTH - 18, NOTE_SIZE, 1)[0] if node.note else ""
    total = LINE_HEIGHT * (len(broken) + bool(note))
    first = top + (_BOX_HEIGHT - total) / 2 + 13
    middle = left + BOX_WIDTH // 2
    text = "".join(
        f'<text class="name" x="{middle}" y="{first + LINE_HEIGHT * i:g}" text-anchor="middle" '
        f'font-size="{NAME_SIZE:g}" font-weight="600" fill="currentColor">{escape(line)}</text>'
        for i, line in enumerate(broken)
    )
    if note:
        text += (
            f'<text class="note" x="{middle}" y="{first + LINE_HEIGHT * len(broken):g}" text-anchor="middle" '
            f'font-size="{NOTE_SIZE:g}" fill="currentColor">{escape(note)}</text>'
        )
    inner = (
        f"<title>{escape(node.name)}</title>"
        f'<rect x="{left}" y="{top}" width="{BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="8" fill="none" '
        f'stroke="currentColor" stroke-width="1.5" />{text}'
    )
    if node.href:
        inner = f'<a href="{escape(node.href)}">{inner}</a>'
    return f'<g class="node">{inner}</g>'


def _dashes(status: str) -> str:
    return _DASHES.get(status, _DASHES["unknown"])


def _css(word: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in word[:40])


def _mermaid_text(name: str) -> str:
    """Write a name so that Mermaid reads no sign of it as its own: each letter that could mean something as a number."""
    return "".join(c if c.isalnum() or c in " .,'’-" else f"#{ord(c)};" for c in " ".join(name.split()))


def _dot_text(name: str) -> str:
    return " ".join(name.split()).replace("\\", "\\\\").replace('"', '\\"')
