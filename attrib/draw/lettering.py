"""Names in boxes: how wide a text is, and how it breaks into lines."""

import unicodedata
from functools import lru_cache


def lines(text: str, width: float, size: float, most: int) -> list[str]:
    """Break a text into at most `most` lines of `width` pixels at a font size of `size` pixels.

    An ellipsis ends the last line where more follows.
    """
    found, line, used = [], "", 0.0
    for word in _pieces(text, width, size):
        wide = breadth(word, size)
        gap = breadth(" ", size) if line else 0.0
        if line and used + gap + wide > width:
            found.append(line)
            line, used, gap = "", 0.0, 0.0
        line, used = f"{line} {word}" if line else word, used + gap + wide
    found.append(line)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and breadth(last + "…", size) > width:
        last = last[:-1]
    return [*found[: most - 1], last.rstrip() + "…"]


def breadth(text: str, size: float) -> float:
    """Estimate the width in pixels of a text in a bold sans-serif face; on the wide side, so that boxes hold it."""
    return sum(map(_breadth, text)) * size


@lru_cache(4096)
def _breadth(char: str) -> float:
    """Return the width of a character as a share of the font size."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0x1F000:
        return 1.1
    if char in "ilj.,:;'’|!() ":
        return 0.34
    if char in "mwMW@%—":
        return 0.96
    return 0.72 if char.isupper() else 0.61


def _pieces(text: str, width: float, size: float) -> list[str]:
    """Split at blanks, and inside a word wider than a line between two letters; a joined emoji stays whole."""
    pieces = []
    for word in text.split():
        piece, used = "", 0.0
        for char in word:
            wide = breadth(char, size)
            if piece and used + wide > width and wide and piece[-1] != "\u200d":
                pieces.append(piece)
                piece, used = "", 0.0
            piece, used = piece + char, used + wide
        pieces.append(piece)
    return pieces or [""]
