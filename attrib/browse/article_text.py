"""An article's text as HTML: zones, paragraphs, and every attribution marked in its place with a card that explains it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from attrib.browse.highlight import Mark, cut, to_html
from attrib.browse.host import Row
from attrib.browse.wording import clip, words


def marked_zones(
    text: str,
    zones: list[Row],
    start: int,
    end: int,
    spans: list[Row],
    quotes: Mapping[int, Row],
    chains: Mapping[int, str],
) -> list[dict[str, Any]]:
    """Return the zones of a stretch, each with its paragraphs as HTML; text outside every zone has one of its own."""
    paragraphs = _paragraphs(text, start, end)
    marks = [
        Mark(span["start"], span["end"], _css(span["role"], quote), quote["anchor"] if anchored(span, quote) else "")
        for span in spans
        if (quote := quotes.get(span["id"]))
    ]
    around = [_around(zones, left, right) for left, right in paragraphs]
    marks += [
        Mark(max(zone["start"], left), min(zone["end"], right), ("inline",))
        for (left, right), found in zip(paragraphs, around, strict=True)
        for zone in found[1:]
    ]
    segments = list(cut(marks, start, end, [point for pair in paragraphs for point in pair]))
    starts = [segment.start for segment in segments]
    whole = _whole(paragraphs, spans, quotes)
    before, after = {}, {}
    for key, quote in quotes.items():
        anchor, told = escape(quote["anchor"]), _reference(quote, chains.get(key, ""))
        inside = key in whole
        before[quote["anchor"]] = (
            f'<span class="q" id="a-{anchor}">' if inside else f'<span class="at" id="a-{anchor}"></span>'
        )
        after[quote["anchor"]] = told + ("</span>" if inside else "")
    shown: list[dict[str, Any]] = []
    last: object = None
    for (left, right), found in zip(paragraphs, around, strict=True):
        named = (found[0]["kind"], found[0]["label"]) if found else ("body", None)
        if named != last:
            shown.append(_zone(*named))
            last = named
        segment = segments[bisect_right(starts, left) - 1 : bisect_right(starts, right - 1)]
        shown[-1]["paragraphs"].append(Markup(to_html(text, segment, before, after)))
    return shown


def _around(zones: list[Row], left: int, right: int) -> list[Row]:
    """Return the zones that a line lies in, the one that holds most of it first.

    "SUVA, June 4 (Norda Wire) -- The harbour reopened.": the line is body, and its dateline stays in it.
    """
    at = bisect_right(zones, left, key=lambda zone: int(zone["end"]))
    found = []
    while at < len(zones) and zones[at]["start"] < right:
        found.append(zones[at])
        at += 1
    return sorted(found, key=lambda zone: max(zone["start"], left) - min(zone["end"], right))


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines of a stretch that hold more than blanks."""
    found, left = [], start
    while left < end:
        right = text.find("\n", left, end)
        right = end if right < 0 else right
        if text[left:right].strip():
            found.append((left, right))
        left = right + 1
    return found


def _zone(kind: str, label: str | None) -> dict[str, Any]:
    title = "" if kind == "body" else words(kind)
    named = f": {clip(label, 60)}" if label else ""
    return {"css": "".join(c for c in kind if c.isalnum() or c == "_"), "title": title + named, "paragraphs": []}


def _css(role: str, quote: Row) -> tuple[str, ...]:
    return ("content", quote["type"]) if role == "content" else (role,)


def anchored(span: Row, quote: Row | None) -> bool:
    # "The ministry declined to comment." holds no content: its cue is the place to link to.
    return quote is not None and bool(span["role"] == ("content" if quote["has_content"] else "cue"))


def _whole(paragraphs: list[tuple[int, int]], spans: Iterable[Row], quotes: Mapping[int, Row]) -> frozenset[int]:
    """Return the attributions that one element can hold: within a paragraph, and crossing no other of them.

    The pointer anywhere on such an element shows its card; of the others the number shows it.
    """
    places: dict[int, tuple[int, int]] = {}
    for span in spans:
        if anchored(span, quotes.get(span["id"])):
            left, right = places.get(span["id"], (span["start"], span["end"]))
            places[span["id"]] = (min(left, span["start"]), max(right, span["end"]))
    starts = [left for left, _ in paragraphs]
    found, ends = set(), list[int]()
    for key, (left, right) in sorted(places.items(), key=lambda item: (item[1][0], -item[1][1])):
        at = bisect_right(starts, left) - 1
        if at < 0 or right > paragraphs[at][1]:
            continue
        while ends and ends[-1] <= left:
            ends.pop()
        if not ends or right <= ends[-1]:
            ends.append(right)
            found.add(key)
    return frozenset(found)


def _reference(quote: Row, chain: str) -> str:
    """Return the number that leads to a quote's page, and the card that shows with it."""
    reads = f"“{quote['reads']}”" if quote["reads"] else ""
    label = f"Quote {quote['number']}, {reads + ', ' if reads else ''}attributed to {quote['whom'] or 'nobody by name'}"
    said = quote["whom"] or "nobody by name"
    status = f" ({quote['status']})" if quote["status"] not in ("", "stated") else ""
    could = f"could be {' or '.join(quote['candidates'])}" if quote["candidates"] else ""
    rows = [
        f"in the article’s words: {reads}" if reads else "",
        could,
        chain,
        f"{quote['relation_words']} · {quote['type_word']} · {quote['pattern']} · confidence {quote['confidence']}",
    ]
    more = "".join(f"<span><bdi>{escape(row)}</bdi></span>" for row in rows if row)
    # Written thousands of times on one page: put together by hand, each part escaped.
    anchor = escape(quote["anchor"])
    return (
        f'<a class="ref" href="{escape(quote["url"])}" aria-label="{escape(label)}" aria-describedby="c-{anchor}">'
        f'{quote["number"]}</a><span class="card" role="tooltip" id="c-{anchor}"><span><bdi><strong>{escape(said)}</strong>'
        f"</bdi>{escape(status)}</span>{more}</span>"
    )
