"""Words before a colon that order a text: "Source:", "Details:", "Read also:", and the clock of a stamped headline."""

import re

from attrib.regex import regex

LABELS = frozenset(
    {
        *(
            "source",
            "sources",
            "details",
            "detail",
            "more details",
            "the details",
            "background",
            "context",
            "for context",
        ),
        *(
            "quote",
            "literal quote",
            "direct quote",
            "verbatim",
            "reminder",
            "as a reminder",
            "for reference",
            "reference",
        ),
        *("updated", "update", "previously", "earlier", "why it matters", "why this matters", "why this is important"),
        *("what we know", "what happened", "what's next", "what's behind the news", "what they're saying", "recap"),
        *(
            "the big picture",
            "the latest",
            "the backstory",
            "the bottom line",
            "driving the news",
            "zoom in",
            "zoom out",
        ),
        *("between the lines", "catch up quick", "editor's note", "note", "correction", "clarification", "summary"),
        *("key points", "in brief", "timeline", "history", "reaction", "reactions", "state of play", "the intrigue"),
        *("yes, but", "go deeper", "by the numbers", "flashback", "the other side", "worth noting", "what to watch"),
        *(
            "how it works",
            "threat level",
            "reality check",
            "quick take",
            "more",
            "be smart",
            "for the record",
            "explainer",
        ),
    }
)
# "Quote from Doe: ...": the label ends before the name, which says who speaks.
QUOTE_FROM = regex(r"(?:Quote|Literal quote|Direct quote|Quotes) (?:from|by|of)(?= [A-Z])")
_ALSO = frozenset(
    {
        *("read also", "also read", "see also", "read more", "read next", "read this", "related", "related article"),
        *("related articles", "related story", "related stories", "related news", "don't miss", "must read", "watch"),
        *("watch also", "watch now", "watch live", "listen", "read", "further reading", "more on this", "also see"),
        *("more on this story", "read this next", "recommended", "recommended reading", "in pictures", "in photos"),
        *("also on", "trending", "trending now", "up next", "more from us", "you might also like", "you may also like"),
    }
)
_CLOCK = regex(
    r"\d{1,2}:\d\d ?(?:(?:AM|PM|am|pm|a\.m\.|p\.m\.)(?: (?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|AES?T))?|"
    r"(?:GMT|UTC|BST|CES?T|EES?T|IST))(?=\s+[A-ZÀ-Þ\"“'‘])"
)


_LAST_WORDS = frozenset(
    label.rpartition(" ")[2] for label in (*LABELS, *_ALSO)
)  # "source" and "sources" are labels too


def _plain(words: str) -> str:
    return words.replace("’", "'").lower()


def label_before(text: str, start: int, colon: int) -> tuple[int, str, str] | None:
    """Return (start, words, kind) of what stands before a colon: kind label, source or also; None for anything else."""
    window = text[max(start, colon - 32) : colon].rstrip()
    if not window or not (window[-1].isalpha()):
        return None
    if _plain(window.rsplit(None, 1)[-1]) not in _LAST_WORDS and "uote" not in window:
        return None
    offset = max(start, colon - 32)
    words = [(match.start() + offset, match.group()) for match in re.finditer(r"\S+", window)][-5:]
    strict = text[colon] == ":"
    for at, word in words:
        kind = _kind(_plain(text[at:colon].rstrip()), strict) if word[0].isupper() else None
        if kind:
            return at, text[at:colon].rstrip(), kind
    quoted = (QUOTE_FROM.match(text, at, colon) for at, _word in words) if strict else ()
    match = next((match for match in quoted if match), None)
    return (match.start(), match.group(), "quote_from") if match else None


def _kind(words: str, strict: bool) -> str | None:
    """Return the kind of a label's words in lower case, None where they are none; STRICT: a colon of ASCII follows."""
    if words in ("source", "sources"):
        return "source"
    if words in _ALSO:
        return "also"
    return "label" if words in LABELS and strict else None


def clock_around(text: str, start: int, end: int, colon: int) -> tuple[int, int] | None:
    """Return the span of a clock time whose colon stands at COLON and that a capitalised word follows, else None."""
    at = colon
    while at > start and colon - at < 2 and text[at - 1].isdigit():
        at -= 1
    match = _CLOCK.match(text, at, end) if at < colon else None
    return match.span() if match else None
