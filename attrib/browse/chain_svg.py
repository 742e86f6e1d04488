"""A reporting chain drawn as SVG: the root at the left, the publisher at the right, row under row where the width ends.

No script is needed, and the drawing names itself: `<title>` and `<desc>` hold the same chain in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from attrib.browse.wording import HOP_STATUS, clip, kind, via, words
from attrib.draw.lettering import lines

BOX_WIDTH, LINE_HEIGHT, NAME_LINES = 188, 20, 3
GAP, ROW_GAP, MARGIN = 104, 46, 6
NAME_SIZE, NOTE_SIZE = 15.0, 12.0
# A name of ten thousand letters is measured no further than this; the text list beside the drawing holds more of it.
LONGEST = 400
_DASHES = {"stated": "", "inferred": "7 5", "unknown": "1.5 5"}


@dataclass(frozen=True, slots=True)
class Link:
    """One actor of a drawn chain. `key` tells actors apart (two links of one key are a loop); `href` may be "".

    `reads` is how the words are to be read, where they are no plain ones ("denied"): the first actor bears it.
    """

    name: str
    kind: str
    status: str
    via: str
    key: str = ""
    href: str = ""
    reads: str = ""


def in_words(links: Sequence[Link]) -> str:
    """Say the chain as one sentence: "Mayor Ines Roth (stated), then Norda Wire (stated, dateline), …"."""
    said = []
    for index, link in enumerate(links):
        how = _status(link) + (f", {via(link.via)}" if link.via and index else "")
        how += f", “{clip(link.reads, 120)}”" if link.reads else ""
        said.append(f"{clip(link.name, 120)} ({how})")
    looped = [links[i].name for i in sorted(loops(links)) if not _seen_before(links, i)]
    tail = f". A loop: {', '.join(clip(name, 60) for name in looped)} appears twice" if looped else ""
    return ", then ".join(said) + tail


def loops(links: Sequence[Link]) -> frozenset[int]:
    """Return the indexes of all links whose actor appears more than once; actors without a name never do."""
    places: dict[str, list[int]] = {}
    for index, link in enumerate(links):
        if link.status != "unknown":
            places.setdefault(link.key or link.name.casefold(), []).append(index)
    return frozenset(i for found in places.values() if len(found) > 1 for i in found)


def _status(link: Link) -> str:
    return HOP_STATUS.get(link.status) or clip(words(link.status), 20)


def _seen_before(links: Sequence[Link], index: int) -> bool:
    key = links[index].key or links[index].name.casefold()
    return any((link.key or link.name.casefold()) == key for link in links[:index])


def draw(links: Sequence[Link], *, columns: int, prefix: str = "chain", css: str = "") -> str:
    """Draw a chain with at most `columns` boxes a row and return the `<svg>` element; "" for an empty chain.

    `prefix` starts the ids inside, so that two drawings can stand on one page; `css` is a further class of the element.
    """
    if not links:
        return ""
    columns = max(1, min(columns, len(links)))
    looped = loops(links)
    named = [lines(clip(link.name, LONGEST) or "(no name)", BOX_WIDTH - 24, NAME_SIZE, NAME_LINES) for link in links]
    tops, heights = _rows(named, columns)
    width = columns * BOX_WIDTH + (columns - 1) * (GAP if columns > 1 else 0) + 2 * MARGIN
    parts: list[str] = []
    for index, link in enumerate(links):
        row, column = divmod(index, columns)
        left, top, height = MARGIN + column * (BOX_WIDTH + GAP), tops[row], heights[row]
        if index:
            previous = tops[(index - 1) // columns] + heights[(index - 1) // columns]
            parts.append(_edge(link, columns, column, left, top, height, previous, width))
        parts.append(_box(link, named[index], left, top, height, loop=index in looped))
    total = tops[-1] + heights[-1] + MARGIN
    # An image has no parts to a screen reader, so a drawing with links in it is a group instead.
    role = "group" if any(link.href for link in links) else "img"
    return (
        f'<svg class="chain {escape(css)}" role="{role}" viewBox="0 0 {width} {total}" width="{width}" height="{total}" '
        f'aria-labelledby="{escape(prefix)}-t {escape(prefix)}-d" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{escape(prefix)}-t">Reporting chain of {len(links)} {"hop" if len(links) == 1 else "hops"}</title>'
        f'<desc id="{escape(prefix)}-d">{escape(in_words(links))}</desc>' + "".join(parts) + "</svg>"
    )


def _rows(named: Sequence[Sequence[str]], columns: int) -> tuple[list[int], list[int]]:
    tops, heights, top = [], [], MARGIN
    for start in range(0, len(named), columns):
        height = 44 + LINE_HEIGHT * max(len(broken) for broken in named[start : start + columns])
        tops.append(top)
        heights.append(height)
        top += height + ROW_GAP
    return tops, heights


def _box(link: Link, name: Sequence[str], left: int, top: int, height: int, *, loop: bool) -> str:
    middle = left + BOX_WIDTH // 2
    first = top + (height - LINE_HEIGHT * len(name) - 18) // 2 + 15
    text = "".join(
        f'<text class="name" x="{middle}" y="{first + LINE_HEIGHT * i}" text-anchor="middle" font-size="{NAME_SIZE:g}" '
        f'font-weight="600" fill="currentColor">{escape(line)}</text>'
        for i, line in enumerate(name)
    )
    note = "" if link.status == "stated" else f" · {_status(link)}"
    # Of a denial, its verb is more than what kind of speaker denies.
    note = f"“{clip(link.reads, 24 - len(note))}”{note}" if link.reads else kind(link.kind) + note
    text += (
        f'<text class="note" x="{middle}" y="{first + LINE_HEIGHT * len(name)}" text-anchor="middle" '
        f'font-size="{NOTE_SIZE:g}" fill="currentColor">{escape(clip(note, 28))}</text>'
    )
    mark = ""
    if loop:
        # B credits A, and A credits B: both boxes bear the mark, so the eye finds the circle without following lines.
        x, y = left + BOX_WIDTH - 15, top + 15
        mark = (
            f'<g class="loop" fill="none" stroke="currentColor" stroke-width="0.6"><circle cx="{x}" cy="{y}" r="10" />'
            f'<text x="{x}" y="{y + 5}" text-anchor="middle" font-size="15" fill="currentColor">↻</text></g>'
        )
    box = (
        f'<rect x="{left}" y="{top}" width="{BOX_WIDTH}" height="{height}" rx="9" fill="none" stroke="currentColor" '
        f'stroke-width="1.6"{_dash(link.status)} />'
    )
    title = f"<title>{escape(clip(link.name, LONGEST))}{': appears twice' if loop else ''}</title>"
    inner = title + box + text + mark
    if link.href:
        inner = f'<a href="{escape(link.href)}">{inner}</a>'
    return f'<g class="hop {_css(link.status)} kind-{_css(link.kind)}">{inner}</g>'


def _edge(link: Link, columns: int, column: int, left: int, top: int, height: int, previous: int, width: int) -> str:
    """Draw the line into a box: from the left, from above where one column runs down, or round the end of a row."""
    middle = left + BOX_WIDTH // 2
    label = clip(via(link.via), 16)
    if column:
        y = top + height // 2
        path = f"M{left - GAP + 3} {y}H{left - 9}"
        head = f"M{left - 11} {y - 6}l9 6l-9 6z"
        place = f'x="{left - GAP // 2 - 2}" y="{y - 8}" text-anchor="middle"'
    elif columns == 1:
        path = f"M{middle} {previous + 3}V{top - 9}"
        head = f"M{middle - 6} {top - 11}l6 9l6 -9z"
        place = f'x="{middle + 12}" y="{top - ROW_GAP // 2 + 4}"'
        label = clip(via(link.via), 30)
    else:
        turn = top - ROW_GAP // 2
        end = width - MARGIN - BOX_WIDTH // 2
        path = f"M{end} {previous + 3}V{turn - 8}q0 8 -8 8H{middle + 8}q-8 0 -8 8V{top - 9}"
        head = f"M{middle - 6} {top - 11}l6 9l6 -9z"
        place = f'x="{middle + 14}" y="{turn - 6}"'
        label = clip(via(link.via), 30)
    return (
        f'<g class="edge {_css(link.status)}"><path d="{path}" fill="none" stroke="currentColor" stroke-width="1.8"'
        f'{_dash(link.status)} /><path d="{head}" fill="currentColor" />'
        f'<text {place} font-size="{NOTE_SIZE:g}" fill="currentColor">{escape(label)}</text></g>'
    )


def _dash(status: str) -> str:
    dashes = _DASHES.get(status, _DASHES["unknown"])
    return f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""


def _css(word: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in word[:40])
