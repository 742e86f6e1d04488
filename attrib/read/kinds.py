"""Tell what a file is from how it begins, whatever its name says: pages, feeds, mail, archives, tables and the like are not
news text. Read as text their tags, headers and codes become words that somebody is said to have said.

Only the first `LOOKED_AT` characters are looked at. In doubt it is text: `From: our correspondent`, a story that quotes a
tag or has "WARC" in it, a paragraph in brackets.
"""

import re
from typing import NamedTuple

from attrib.read.headers import mail_kind
from attrib.read.table_like import is_table
from attrib.regex import regex

LOOKED_AT = 65_536


class Kind(NamedTuple):
    """What something is that is not news text ("an HTML page"), and what its user can do."""

    what: str
    remedy: str

    @property
    def message(self) -> str:
        """The two as the rest of a line that begins with a file's name."""
        return f"is {self.what}, not text; {self.remedy}"


_SAVE = "save its text as .txt and read that"
_UNPACK = "unpack it and read what is in it"
HTML = Kind("an HTML page", _SAVE)
FEED = Kind("a feed (RSS or Atom)", "save the articles' texts as .txt, or as lines of JSON in a .jsonl file")
XML = Kind("XML", "save the articles' texts as .txt, or as lines of JSON in a .jsonl file")
JSON_ARRAY = Kind("a JSON array", "make lines of it, jq -c '.[]' FILE, and name them .jsonl")
JSON_OBJECT = Kind("JSON", "write each article as one line, jq -c . FILE, and name them .jsonl")
JSON_LINES = Kind("JSON lines", "name it .jsonl")
TABLE = Kind("a table (CSV or TSV)", 'write each row as a line of JSON, {"text": …}, in a .jsonl file')
MAIL = Kind("mail", "save the message's text as .txt, without its headers")
MAILBOX = Kind("a mailbox (mbox)", "save each message's text as .txt, without its headers")
MHTML = Kind("a saved web page (MHTML)", _SAVE)
WARC = Kind("a web archive (WARC)", "save its pages' texts as .txt, or as lines of JSON in a .jsonl file")
ANSWER = Kind("a web server's answer with its headers", _SAVE)
RTF = Kind("an RTF document", _SAVE)
PDF = Kind("a PDF", f"{_SAVE} (pdftotext FILE)")
POSTSCRIPT = Kind("PostScript", _SAVE)
LATEX = Kind("LaTeX", _SAVE)
CARD = Kind("a calendar or an address card", _SAVE)
PACKED = Kind("a compressed file or an archive", _UNPACK)
OFFICE = Kind("an office document", _SAVE)
DATABASE = Kind("a SQLite database", "save its texts as lines of JSON in a .jsonl file")
PICTURE = Kind("a picture", _SAVE)
SOUND = Kind("sound or film", "read its transcript")

# How a file begins that no text begins with.
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", PDF),
    (b"%!PS", POSTSCRIPT),
    (b"PK\x05\x06", PACKED),
    (b"\x1f\x8b", PACKED),
    (b"\xfd7zXZ\x00", PACKED),
    (b"\x28\xb5\x2f\xfd", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"Rar!\x1a\x07", PACKED),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OFFICE),
    (b"SQLite format 3\x00", DATABASE),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF87a", PICTURE),
    (b"GIF89a", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"OggS", SOUND),
    (b"fLaC", SOUND),
    (b"ID3\x03", SOUND),
    (b"ID3\x04", SOUND),
)
# Parts of zip archives that are documents.
_IN_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/", b"META-INF/", b"word/", b"Index/Document")

_PROLOG = regex(r"\s*(?:<!--.*?-->|<\?xml.*?\?>)\s*", re.DOTALL)
_DOCTYPE = regex(r"<!doctype\s+(\w+)", re.IGNORECASE)
_TEMPLATE = regex(r"<%|<\?(?:php|=)", re.IGNORECASE)
# Elements that a page or a piece of one begins with; <b> and the like begin a sentence that speaks of them as well.
_PAGE_BEGINS = regex(
    r"<(?:html|head|body|meta|title|script|style|link|base|div|p|h[1-6]|article|section|main|header|nav|table|center|ul|ol|"
    r"form|iframe|noscript|font)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_FEED_BEGINS = regex(r"<(?:rss|feed|rdf:RDF|channel|item|entry)\b", re.IGNORECASE)
_INLINE = frozenset("a b i u q s em strong small sup sub cite code br img span tt kbd abbr figure".split())
_ELEMENT = regex(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>")
_TAG = regex(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>")
# Inside a text: what closes a block or breaks a line, an element with attributes, and one block that follows another.
_CLOSING = regex(
    r"</(?:p|div|li|td|tr|th|ul|ol|table|h[1-6]|article|section|body|html|head|title|script|style|figure|figcaption|"
    r"blockquote|header|footer|nav|main|span|a|font|center)>|<br\s*/?>",
    re.IGNORECASE,
)
_WITH_ATTRIBUTE = regex(
    r"<(?:a|img|div|span|p|td|tr|th|table|ul|ol|li|script|link|iframe|font|blockquote|section|article|h[1-6])\s+[a-z-]+\s*=",
    re.IGNORECASE,
)
_ADJOINING = regex(r"</[A-Za-z][A-Za-z1-6]*>\s*<[A-Za-z]")
_LEAST_TAGS, _PER_TAG = 4, 300  # a page has a tag every 300 characters, an article about pages a few in all

_STRING = r'"(?:[^"\\\n]|\\.)*"'
_OBJECT = rf'\{{\s*(?:\}}|{_STRING}\s*:\s*(?:["\[{{\d-]|true\b|false\b|null\b))'
_JSON_OBJECT = regex(_OBJECT)
_JSON_ARRAY = regex(
    rf"\[\s*(?:{_OBJECT}|\[\s*[\[{{\"\d-]|(?:{_STRING}|-?\d[\d.eE+-]*|true|false|null)\s*(?:,\s*[\"\d\[{{tfn-]|\]\s*$))"
)
_JSON_LINES = regex(r"\{[^\n]*\}[ \t\r]*(?:\n\s*\{|\s*$)")
_WARC = regex(r"WARC/\d\.\d\r?\n(?:[A-Za-z-]+:[^\n]*\n)*?WARC-")
_ANSWER = regex(r"HTTP/\d(?:\.\d)? \d{3}\b[^\n]*\n[A-Za-z-]+:")
_LATEX = regex(r"(?:%[^\n]*\n\s*)*\\(?:documentclass|documentstyle|begin\{document\})")


def kind_of_bytes(content: bytes) -> Kind | None:
    """Return what bytes are that begin as no text does; None for what may be text.

    >>> kind_of_bytes(b"%PDF-1.7").what, kind_of_bytes(b"The mayor said no.")
    ('a PDF', None)
    """
    if content.startswith(b"PK\x03\x04"):
        return OFFICE if any(part in content[:4096] for part in _IN_OFFICE) else PACKED
    if content[257:262] == b"ustar" or (content[:3] == b"BZh" and content[4:10] == b"1AY&SY"):
        return PACKED
    if content[4:8] == b"ftyp" or (content[:4] == b"RIFF" and content[8:12] in (b"WAVE", b"AVI ")):
        return SOUND
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return PICTURE
    return next((kind for start, kind in _MAGIC if content.startswith(start)), None)


def kind_of_text(text: str) -> Kind | None:
    """Return what a text is that is not news text, from how it begins; None for news text, and in doubt.

    >>> kind_of_text("<p>The mayor said no.</p>").what, kind_of_text("The tag <b> is old, said Ek.")
    ('an HTML page', None)
    """
    head = text[:LOOKED_AT].lstrip("\ufeff \t\r\n\f")
    begin = head[:1]
    if begin == "<":
        found = _markup(head)
    elif begin in ("{", "["):
        found = _braces(head)
    else:
        found = _lines(head)
    if found is None and "<" in head and _full_of_tags(head):
        found = HTML
    return found


def _markup(head: str) -> Kind | None:
    declared = head.startswith("<?xml")
    at = 0
    while prolog := _PROLOG.match(head, at):
        at = prolog.end()
    head = head[at:]
    tags = len(_TAG.findall(head))
    doctype = _DOCTYPE.match(head)
    if doctype:
        return HTML if doctype[1].casefold() == "html" else XML
    if _TEMPLATE.match(head):
        return HTML
    # "<html> is what every page begins with, said Ek.": one tag alone is spoken of.
    if tags > 1 and _FEED_BEGINS.match(head):
        return FEED
    if tags > 1 and _PAGE_BEGINS.match(head):
        return HTML
    if declared or head.startswith("<![CDATA["):
        return XML
    element = _ELEMENT.match(head)
    if element and element[1].casefold() not in _INLINE and f"</{element[1]}>" in head:
        return XML
    return None


def _full_of_tags(head: str) -> bool:
    tags = len(_CLOSING.findall(head)) + 2 * len(_WITH_ATTRIBUTE.findall(head)) + 3 * len(_ADJOINING.findall(head))
    return tags >= _LEAST_TAGS and tags * _PER_TAG >= len(head)


def _braces(head: str) -> Kind | None:
    if head.startswith("{\\rtf"):
        return RTF
    if _JSON_LINES.match(head) and _JSON_OBJECT.match(head):
        return JSON_LINES
    if _JSON_OBJECT.match(head):
        return JSON_OBJECT
    return JSON_ARRAY if _JSON_ARRAY.match(head) else None


def _lines(head: str) -> Kind | None:
    if _WARC.match(head) or head.startswith("filedesc://"):
        return WARC
    if _ANSWER.match(head):
        return ANSWER
    if head.startswith(("BEGIN:VCALENDAR", "BEGIN:VCARD")):
        return CARD
    if _LATEX.match(head):
        return LATEX
    letter = mail_kind(head)
    if letter:
        return {"mail": MAIL, "mailbox": MAILBOX, "page": MHTML}[letter]
    return TABLE if is_table(head) else None
