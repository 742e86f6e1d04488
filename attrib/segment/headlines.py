"""Tell headlines from paragraphs."""

_SMALL = frozenset("a an and as at but by for from in into is of off on or over per so the to up v via vs with".split())
_SAID = frozenset("said told asked according added announced reported says".split())


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
    if not last or last[-1] in ".,;:" and not last.endswith("...") or words[0] in "-–—•*|(":
        return False
    parts = words.split()
    return len(parts) <= limit and not parts[0][0].islower() and any(sign.isalpha() for sign in words)


def is_stopped_headline(words: str, following: str) -> bool:
    """Tell whether a first paragraph with a full stop is a headline that was given one ("Poll: Ford Leads by Two.").

    Title case decides; in sentence case only a short line without article or verb of speech, before a longer paragraph, is.
    """
    parts = words.split()
    if not 2 <= len(parts) <= 24 or words[0] in '"“' and words.rstrip(".")[-1:] in '"”':
        return False
    inner = words.rstrip("\"”’'»)").rstrip(".!?")
    if "? " in inner or "! " in inner:
        return False
    if in_title_case(words):
        return True
    lower = [part.strip("\"“”'‘’.,:;!?()").lower() for part in parts]
    if len(parts) > 16 or {"a", "an", "the", *_SAID} & set(lower):
        return False
    return len(following) > 1.5 * len(words)


def same_words(first: str, second: str) -> bool:
    """Tell whether two lines differ at most in marks, case and spacing."""
    return _bare(first) == _bare(second) != ""


def _bare(words: str) -> str:
    return "".join(sign for sign in words.lower() if sign.isalnum())
