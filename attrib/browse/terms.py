"""What a reader typed into the search box: as a query for the index, and as the words to mark in what was found."""

import re
import unicodedata
from collections.abc import Set
from html import escape

from markupsafe import Markup

from attrib.browse.wording import clean, clip

_MOST = 16
_BEGUN = 2  # letters that a word has at least if it may go on
_PHRASE = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]|([^\s\"“”„]+)")
_WORD = re.compile(r"[^\W_]+")


def match(asked: str, *, begun: bool = False) -> str:
    """Turn what was typed into an FTS5 query: every word must be there, words in quote marks in that order.

    No other sign means anything. With `begun` the last word may go on from two letters ("ro" finds Roth). "" where there is no word.
    """
    found = []
    for phrase, word in _PHRASE.findall(clean(asked).replace("\ufffd", " ")):
        # A phrase of no letter ("*") would match nothing at all where the words beside it do.
        if _WORD.search(phrase or word):
            found.append('"' + (phrase or word) + '"')
    # One letter begins so many names that ranking them takes longer than a page may.
    if begun and found and len(found[-1]) >= _BEGUN + 2:
        found[-1] += "*"
    return " ".join(found[:_MOST])


def count(match: str) -> int:
    """Return how many words a query of `match` asks for."""
    return len(_WORD.findall(match))


def marked_words(asked: str) -> frozenset[str]:
    """Return the words to mark, folded as the index folds them: without case and without accents."""
    return frozenset(_fold(word) for word in _WORD.findall(clean(asked))[: 4 * _MOST])


def highlight(text: str, words: Set[str], limit: int = 400) -> Markup:
    """Return about `limit` characters of a text as HTML, escaped, with the words marked; it begins near the first one."""
    text = " ".join(clean(text).split())
    if not words:
        return Markup(escape(clip(text, limit)))
    hits = [found for found in _WORD.finditer(text) if _fold(found[0]) in words]
    start = 0
    if hits and hits[0].end() > limit - 40:
        start = text.rfind(" ", 0, max(0, hits[0].start() - limit // 4)) + 1
    end = len(text) if len(text) - start <= limit else max(text.rfind(" ", start, start + limit), start + limit // 2)
    parts, last = ["…" if start else ""], start
    for hit in hits:
        if hit.start() >= start and hit.end() <= end:
            parts += [escape(text[last : hit.start()]), f'<mark class="hit">{escape(hit[0])}</mark>']
            last = hit.end()
    parts += [escape(text[last:end]), "…" if end < len(text) else ""]
    return Markup("".join(parts))


def _fold(word: str) -> str:
    if word.isascii():
        return word.casefold()
    split = unicodedata.normalize("NFKD", word)
    return "".join(char for char in split if not unicodedata.combining(char)).casefold()
