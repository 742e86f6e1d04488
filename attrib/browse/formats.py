"""What a page gives to programs: JSON, CSV that is safe in a spreadsheet, Atom and JSON Feed; see docs/pages.md."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from attrib.browse.host import Row, Visit
from attrib.browse.wording import clean, clip

# Ending of the address → what to call it, and its media type. JSON Feed: https://www.jsonfeed.org/version/1.1/
KINDS = {
    "json": ("JSON", "application/json"),
    "csv": ("CSV", "text/csv"),
    "atom": ("Atom feed", "application/atom+xml"),
    "feed.json": ("JSON Feed", "application/feed+json"),
}
_ATOM = "http://www.w3.org/2005/Atom"
# A spreadsheet takes a cell that begins with one of these for a formula; the last four are their wide forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: what an article attributes to somebody. `url` is absolute, `updated` a time of RFC 3339."""

    key: str
    url: str
    title: str
    text: str
    author: str
    updated: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `key` is what its id is made from, the addresses are absolute, `next` may be ""."""

    key: str
    title: str
    home: str
    url: str
    next: str
    entries: tuple[Entry, ...]


def offered(visit: Visit, parts: Sequence[object], endings: Iterable[str], **query: object) -> list[Row]:
    """Return the links to a page's other formats, for its head and its foot."""
    return [
        {"label": KINDS[ending][0], "type": KINDS[ending][1], "url": visit.url(*parts, ending=ending, **query)}
        for ending in endings
    ]


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet runs: a text that could be a formula gets an apostrophe before it.

    Numbers stay numbers, None becomes "".
    """
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = clean(str(value))
    return "'" + text if text.startswith(_FORMULA) else text


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Write rows as CSV (RFC 4180: commas, CRLF, a header line), each cell safe in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def urn(key: str) -> str:
    """Return the id of an entry or a feed: a UUID made from a stable key, the same on every machine."""
    return uuid5(NAMESPACE_URL, f"attrib/{key}").urn


def atom(feed: Feed) -> str:
    """Write a feed as Atom 1.0 (RFC 4287); `next` as RFC 5005 has it."""
    ElementTree.register_namespace("", _ATOM)
    root = _element(None, "feed")
    _element(root, "id", urn(feed.key))
    _element(root, "title", feed.title)
    _element(root, "updated", max((entry.updated for entry in feed.entries), default="1970-01-01T00:00:00Z"))
    links = (("self", feed.url), ("alternate", feed.home), ("next", feed.next))
    for rel, href in links:
        if href:
            _element(root, "link", rel=rel, href=href)
    _element(root, "generator", "attrib")
    for entry in feed.entries:
        one = _element(root, "entry")
        _element(one, "id", urn(entry.key))
        _element(one, "title", entry.title)
        _element(one, "updated", entry.updated)
        _element(one, "link", rel="alternate", href=entry.url)
        # An entry is what the article says, so its author is the outlet and never the one who is quoted.
        _element(_element(one, "author"), "name", entry.author)
        for tag in entry.tags:
            _element(one, "category", term=tag)
        _element(one, "content", entry.text, type="text")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def json_feed(feed: Feed) -> Row:
    """Return a feed as JSON Feed 1.1 has it."""
    told: Row = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "items": [
            {
                "id": urn(entry.key),
                "url": entry.url,
                "title": clean(entry.title),
                "content_text": clean(entry.text),
                "date_published": entry.updated,
                "authors": [{"name": clean(entry.author)}],
                "tags": list(entry.tags),
            }
            for entry in feed.entries
        ],
    }
    return told | ({"next_url": feed.next} if feed.next else {})


def _element(parent: ElementTree.Element | None, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    tag = f"{{{_ATOM}}}{name}"
    made = ElementTree.Element(tag) if parent is None else ElementTree.SubElement(parent, tag)
    made.attrib.update({key: clip(value, 2000) for key, value in attributes.items()})
    made.text = clean(text) or None
    return made
