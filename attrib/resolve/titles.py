"""Find the title or role that stands before a name in a run of capital words."""

from functools import cache

from attrib.resolve.outlet_names import fold
from attrib.resolve.vocabulary import vocabulary


@cache
def _title_lengths() -> int:
    return max(len(form.split()) for form in vocabulary().titles)


def title_end(parts: list[str]) -> tuple[int, str, str]:
    """Return how many words of a run stand before the name, the role they say and the gender of a title.

    "ABC News Chief Washington Correspondent Jan Doe" → 5; a run that ends with the title says a role alone.
    """
    start, ends, gender = _titles_in(parts)
    if not ends or len(parts) - ends > 4 or _is_name(parts, start, ends):
        return 0, "", ""
    words = vocabulary()
    while start > 0 and parts[start - 1].lower() in words.prefixes:
        start -= 1
    while ends < len(parts) - 1 and parts[ends] in words.parties:
        if fold(parts[ends]) in words.given and len(parts) - ends == 2:
            break  # "Capt. Christian Ford"
        ends += 1
    return ends, " ".join(parts[start:ends]), gender


def _titles_in(parts: list[str]) -> tuple[int, int, str]:
    """Return where the first title begins and the last one ends, 0 for none, and the gender of the last that says one."""
    words, starts = vocabulary(), _title_starts()
    ends, first, gender = 0, -1, ""
    at = 0
    while at < len(parts):
        size = title_size(parts, at) if parts[at].lower() in starts or "-" in parts[at] else 0
        if not size or (at and len(parts[at]) == 2 and parts[at][1] == "."):  # "Rep. Sander M. Lund" is no Monsieur
            at += 1
            continue
        first = at if first < 0 else first
        ends = at + size
        gender = words.titles.get(" ".join(parts[at:ends]), ("", gender))[1] or gender
        at = ends
    return first, ends, gender


def _is_name(parts: list[str], start: int, ends: int) -> bool:
    """Tell whether titles are names: "Dean Ford", "Marine Le Pen", "Martin Luther King", "James Earl Ford"."""
    words, first = vocabulary(), parts[0]
    if start == 0 and ends == 1 and fold(first) in words.given and "." not in first:
        return len(parts) == 2 or (len(parts) == 3 and parts[1].lower() in words.particles)
    if start <= 0:
        return False
    named = fold(first) in words.given and fold(first).lower() not in words.countries  # "German" is a demonym
    return named and " ".join(parts[:start]) not in words.places and (ends == len(parts) or start == 1)


@cache
def _title_starts() -> frozenset[str]:
    """Return the words that a title or role begins with, in lower case."""
    words = vocabulary()
    return frozenset(form.split(" ", 1)[0].lower() for form in (*words.titles, *words.roles))


def title_size(parts: list[str], at: int) -> int:
    """Return how many words of the run are a title or role that starts at a word, 0 for none."""
    if parts[at].lower() not in _title_starts() and "-" not in parts[at]:
        return 0
    words = vocabulary()
    for size in range(min(_title_lengths(), len(parts) - at), 0, -1):
        form = " ".join(parts[at : at + size])
        if form in words.titles or (form.lower() in words.roles and (form.lower() not in words.heads)):
            return size
        if (
            size == 1
            and form.lower().startswith(("ex-", "then-", "vice-", "co-"))
            and form.split("-", 1)[1].lower() in words.roles
        ):
            return 1
    return 0
