"""What a reader typed into the search box: as a query for the index, and as the words to mark in what was found."""

import re
import unicodedata
from collections import Counter
from collections.abc import Set
from html import escape

from markupsafe import Markup

from attrib.browse.wording import clean, clip

_MOST = 16
_AROUND = 32  # words of a passage
_BEGUN = 2  # letters that a word has at least if it may go on
_PHRASE = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]|([^\s\"“”„]+)")
_WORD = re.compile(r"[^\W_]+")


def match(asked: str, *, begun: bool = False) -> str:
    """Turn what was typed into an FTS5 query: every word must be there, words in quote marks in that order.

    No other sign means anything. A word or phrase that is typed again asks for nothing more, and words beyond the sixteenth are
    left out. With `begun` the last word may go on from two letters ("ro" finds Roth). "" where there is no word.
    """
    found: dict[str, str] = {}
    left = _MOST
    for phrase, word in _PHRASE.findall(clean(asked).replace("\ufffd", " ")):
        # A phrase of no letter ("*") would match nothing at all where the words beside it do.
        words = _WORD.findall(phrase or word)
        if words and (key := " ".join(map(_fold, words))) not in found:
            found[key] = '"' + ((phrase or word) if len(words) <= left else " ".join(words[:left])) + '"'
            left -= len(words)
        if left <= 0:
            break
    told = list(found.values())
    # One letter begins so many names that ranking them takes longer than a page may.
    if begun and told and len(told[-1]) >= _BEGUN + 2:
        told[-1] += "*"
    return " ".join(told)


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


def passage(text: str, words: Set[str]) -> str:
    """Return the stretch of a text that holds most of the words, with … where it was cut; "" where it holds none.

    Linear in the text: a window of some words is moved over it once.
    """
    found = list(_WORD.finditer(text))
    hits = [(at, word) for at, one in enumerate(found) if (word := _fold(one[0])) in words]
    within: Counter[str] = Counter()
    best, first, last = 0, -1, -1
    start = 0
    for at, word in hits:
        within[word] += 1
        while at - hits[start][0] >= _AROUND:
            gone = hits[start][1]
            within[gone] -= 1
            if not within[gone]:
                del within[gone]
            start += 1
        if len(within) > best:
            best, first, last = len(within), hits[start][0], at
    if not best:
        return ""
    # Some words before the first one that is found, so that it is read in its sentence.
    left = max(0, first - (_AROUND - (last - first)) // 4)
    right = min(len(found), left + _AROUND) - 1
    begin, end = found[left].start() if left else 0, found[right].end()
    return ("…" if left else "") + text[begin:end] + ("…" if right < len(found) - 1 else "")


def _fold(word: str) -> str:
    if word.isascii():
        return word.casefold()
    split = unicodedata.normalize("NFKD", word)
    return "".join(char for char in split if not unicodedata.combining(char)).casefold()
