"""Tell headlines from paragraphs."""

from attrib.regex import regex
from attrib.segment.sentences import split_sentences
from attrib.segment.wordlist import wordlist

_SAID = wordlist(
    """
    said told asked according added announced reported says
    """
)
# "Ford: Bridge plan is dead."
_COLON = regex(r"[A-Z‘'][\w.'’&-]{1,30}(?: [\w.'’&-]{1,30}){0,4}: \S")


def in_title_case(words: str) -> bool:
    """Tell whether most longer words of a line are capitalised, as in "Mayor Denies Bridge Was Unsafe"."""
    long = [
        word
        for word in (part.strip("\"“”'‘’.,:;!?()—–-…#*") for part in words.split())
        if len(word) > 3 and word[0].isalpha()
    ]
    if not long:
        return False
    return sum(word[0].isupper() for word in long) >= 0.8 * len(long) and len(long) >= 2


def is_headline(words: str, *, limit: int = 30) -> bool:
    """Tell whether a line, stripped, has the form of a headline: short, without a final full stop, comma or colon."""
    if not words or len(words) > 260:
        return False
    last = words.rstrip("\"”’'»)")
    if not last or (last[-1] in ".,;:" and not last.endswith("...")) or words[0] in "-–—•*|(":
        return False
    parts = words.split()
    return len(parts) <= limit and not parts[0][0].islower() and any(sign.isalpha() for sign in words)


def is_stopped_headline(words: str, following: str, *, article: bool) -> bool:
    """Tell whether a first paragraph with a full stop is a headline that was given one ("Poll: Ford Leads by Two.").

    Title case or a name before a colon decides. In sentence case only a short line without a verb of speech is one,
    before a longer paragraph; with "a" or "the" in it, it must be shorter and stand over an ARTICLE of some length.
    """
    parts = words.split()
    if not 2 <= len(parts) <= 24 or words[0] in '"“' or "; " in words:
        return False
    inner = words.rstrip("\"”’'»)").rstrip(".!?")
    if in_title_case(words):
        return True
    if len(split_sentences(inner, 0, len(inner))) > 1:
        return False
    if _COLON.match(words) and len(parts) <= 20:
        return True
    lower = _words(words)
    if lower & (_SAID - {"says"}) or len(following) <= 1.5 * len(words):
        return False
    return len(parts) <= (16 if not lower & {"a", "an", "the"} else 12 if article else 0)


def is_heading(words: str) -> bool:
    """Tell whether a line between paragraphs is a heading: a headline's form, no quotation, no speech, no question."""
    if not is_headline(words, limit=14) or words[0] in "\"“'‘" or words[-1] in "\"”’'»!":
        return False
    return not says(words) and (words[-1] != "?" or in_title_case(words))


def says(words: str) -> bool:
    """Tell whether a line holds one of the commonest verbs of saying."""
    return not _SAID.isdisjoint(_words(words))


def _words(line: str) -> set[str]:
    return {part.strip("\"“”'‘’.,:;!?()").lower() for part in line.split()}


def same_words(first: str, second: str) -> bool:
    """Tell whether two lines differ at most in marks, case and spacing."""
    return _bare(first) == _bare(second) != ""


def _bare(words: str) -> str:
    return "".join(sign for sign in words.lower() if sign.isalnum())
