"""How the value of a column is written for a reader, the same in a terminal, on a page and in a report."""

from collections.abc import Mapping

SHARES = frozenset("share own_share kept similarity shared confidence".split())
FLAGS = frozenset("did_not_respond declined is_copy translated marked".split())
# Columns that hold a passage, and so need room.
WORDS = frozenset(
    "claim content_text fullest fuller variant headline_text before_content after_content one_content article original loop"
    " headline body_content first_sources".split()
)
DATES = frozenset("published month before_published after_published original_published".split())


def said(column: str, value: object) -> str:
    """Return a value in words: shares as per cent, lists with commas, 1 and 0 of a flag as yes and nothing, None as "".

    >>> said("share", 0.125), said("credits", ["Keel", "Mast"]), said("declined", 1), said("articles", 1200)
    ('12 %', 'Keel, Mast', 'yes', '1,200')
    """
    if value is None:
        return ""
    if column in FLAGS:
        return "yes" if value else ""
    if column in SHARES and isinstance(value, int | float):
        return f"{value:.0%}".replace("%", " %")
    if isinstance(value, list):
        return ("; " if column == "first_sources" else ", ").join(str(one) for one in value)
    if isinstance(value, bool | int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).replace("_", " ") if column in ("type", "kind", "status", "basis", "via") else str(value)


def css(column: str, value: object) -> str:
    """Return the class of a cell: number, words, date, high, or ""."""
    if column == "risk":
        return "high" if value == "high" else ""
    if column in FLAGS:
        return ""
    if isinstance(value, int | float):
        return "number"
    return "words" if column in WORDS else "date" if column in DATES else ""


def texts(columns: Mapping[str, str], row: Mapping[str, object]) -> list[str]:
    """Return the cells of a row in words, in the order of the columns."""
    return [said(column, row.get(column)) for column in columns]
