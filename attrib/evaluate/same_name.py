"""Compare the names of speakers loosely: case, accents, articles, titles and punctuation do not count."""

import re
import unicodedata

_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
_UNTOLD = frozenset("the a an mr mrs ms dr captain president unnamed unidentified anonymous".split())
_PARENTHESIS = re.compile(r"\([^)\n]*\)")
_SHORT = (("U.S.", "United States"), ("U.K.", "United Kingdom"))


def name_words(name: str | None) -> list[str]:
    """Return the words of a name that count.

    >>> name_words("The Norda Central News Agency (NCNA)")
    ['norda', 'central', 'news', 'agency']
    """
    plain = _PARENTHESIS.sub(" ", name or "")
    for short, long in _SHORT:
        plain = plain.replace(short, long)
    plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    words = [_NUMBERS.get(word, word) for word in re.findall(r"\w+", plain.casefold())]
    return [word for word in words if word not in _UNTOLD] or words


def same_speaker(gold: str | None, found: str | None) -> bool:
    """Say whether two names can be one speaker's: one word of the other's, family name and initial, or an acronym.

    >>> same_speaker("Jane Doe", "Doe"), same_speaker("Jane Doe", "J. Doe"), same_speaker("Jane Doe", "Ann Doe")
    (True, True, False)
    """
    a, b = name_words(gold), name_words(found)
    if a == b or not a or not b:
        return a == b
    if len(b) > len(a) + 2:  # a whole noun phrase is not a name
        return False
    if len(a) == 1 or len(b) == 1:
        short, long = sorted((a, b), key=len)
        return short[0] in (long[0], long[-1], "".join(word[0] for word in long))
    return (a[-1] == b[-1] and a[0][0] == b[0][0]) or set(a) <= set(b) or set(b) <= set(a)
