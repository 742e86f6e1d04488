"""How much a question has found, in what it counts: quotes, tellings, passages; and that in words, the same everywhere."""

from typing import NamedTuple

from sqlite_utils import Database

from attrib.store.view import View

# Rows of a question are counted up to here; beyond it stands a plus.
MOST_COUNTED = 10_000


class Counted(NamedTuple):
    """Rows of a question, how many they are in its unit, and how many of these its `part` singles out."""

    rows: int
    units: int
    part: int


def count_units(db: Database, view: View) -> Counted:
    """Count what a view has, over its first MOST_COUNTED rows."""
    unit = view.unit
    key, part = unit.key or "null", unit.part or "null"
    rows, units, singled = db.execute(
        f"select count(*), count(distinct key), coalesce(sum(part), 0) from"
        f" (select {key} as key, {part} as part from {view.name} limit ?)",
        (MOST_COUNTED,),
    ).fetchone()
    return Counted(int(rows), int(units if unit.key else rows), int(singled))


def in_words(view: View, found: Counted) -> str:
    """Return what was counted in words: "2 conflicts (5 figures)", "125 tellings, 22 of them with high risk"."""
    unit = view.unit
    words = _with_noun(found.units, unit.one, unit.many, open_ended(view, found))
    if found.rows != found.units:
        words += f" ({_with_noun(found.rows, *unit.row, open_ended(view, found))})"
    if unit.part and found.units:
        words += f", {part_in_words(view, found)}"
    return words


def part_in_words(view: View, found: Counted) -> str:
    """Return how many the view's words single out: "22 of them with high risk"; "" for a view that singles out none."""
    if not view.unit.part:
        return ""
    return f"{f'{found.part:,}' if found.part else 'none'} of them {view.unit.part_said}"


def number(view: View, found: Counted) -> str:
    """Return the number alone, with a plus where there are more than were counted or kept."""
    return f"{found.units:,}" + ("+" if open_ended(view, found) else "")


def open_ended(view: View, found: Counted) -> bool:
    """Tell whether there may be more than were counted or kept."""
    return found.rows >= min(MOST_COUNTED, view.unit.most or MOST_COUNTED)


def _with_noun(many: int, one: str, several: str, more: bool) -> str:
    return f"{many:,}{'+' if more else ''} {one if many == 1 and not more else several}"
