"""Which files are read, by the ending of their name, and what is said of the others."""

from collections.abc import Mapping
from pathlib import Path

from attrib.read import kinds
from attrib.read.kinds import Kind
from attrib.regex import regex

TEXT_ENDINGS = (".txt", ".md", ".markdown", ".text", ".vtt", ".srt")
LINE_ENDINGS = (".jsonl", ".ndjson")
READ_ENDINGS = TEXT_ENDINGS + LINE_ENDINGS
# As what is counted that has no ending of its own.
LINKED_FOLDER, BROKEN_LINK, NO_FILE, NO_ENDING = "linked folder", "broken link", "pipe or device", "without ending"
_MANY = {LINKED_FOLDER: "linked folders", BROKEN_LINK: "broken links", NO_FILE: "pipes or devices"}
# "report.2031-03-04", "Notes of Dr. Ek": what stands behind the last full stop is no ending.
_ENDING = regex(r"\.(?=\d*[a-z])[a-z0-9_]{1,10}")

_KNOWN: dict[Kind, str] = {
    kinds.HTML: "html htm xhtml shtml asp aspx php jsp",
    kinds.XML: "xml rdf nitf newsml sgml sgm tei",
    kinds.FEED: "rss atom",
    kinds.JSON_ARRAY: "json",
    kinds.TABLE: "csv tsv tab xls xlsx ods parquet",
    kinds.MAIL: "eml msg",
    kinds.MAILBOX: "mbox",
    kinds.MHTML: "mht mhtml",
    kinds.WARC: "warc arc",
    kinds.RTF: "rtf",
    kinds.PDF: "pdf",
    kinds.OFFICE: "doc docx odt pages epub ppt pptx",
    kinds.PACKED: "zip gz bz2 xz zst tar tgz 7z rar",
    kinds.PICTURE: "jpg jpeg png gif webp tif tiff bmp svg heic",
    kinds.SOUND: "mp3 mp4 wav ogg m4a mov avi flac webm mkv",
    kinds.DATABASE: "db sqlite sqlite3",
}
_BY_ENDING = {f".{ending}": kind for kind, endings in _KNOWN.items() for ending in endings.split()}


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters with its full stop, "" for none.

    >>> ending_of("news/A.HTML"), ending_of("report.2031-03-04")
    ('.html', '')
    """
    suffix = Path(name).suffix.casefold()
    return suffix if _ENDING.fullmatch(suffix) else ""


def refused_ending(name: str) -> str | None:
    """Return why a file that the user names is not read, from its ending; None for one that is read or has none."""
    ending = ending_of(name)
    if not ending or ending in READ_ENDINGS:
        return None
    kind = _BY_ENDING.get(ending)
    what = f" ({kind.what})" if kind and kind is not kinds.JSON_ARRAY else ""
    remedy = kind.remedy if kind else f"save the text as one of {', '.join(READ_ENDINGS)}"
    if kind is kinds.JSON_ARRAY:
        remedy = f"of an array {remedy}"
    return f"{Path(name).suffix} files are not read{what}; {remedy}"


def counted_endings(left: Mapping[str, int]) -> str:
    """Return how many there are of each, the most first.

    >>> counted_endings({".pdf": 1, ".html": 12, LINKED_FOLDER: 2})
    '12 .html, 2 linked folders, 1 .pdf'
    """
    ordered = sorted(left.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{number} {what if number == 1 else _MANY.get(what, what)}" for what, number in ordered)
