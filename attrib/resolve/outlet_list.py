"""Which outlets are known beforehand: those of seeds/outlets.tsv, and before them a user's own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar

from attrib import lexicon, resources
from attrib.resolve.outlet_names import Outlet, name_key

_Answer = TypeVar("_Answer")
_own: tuple[Outlet, ...] = ()
_remembering: list[Callable[[], None]] = []


def remembered(size: int) -> Callable[[Callable[..., _Answer]], "_lru_cache_wrapper[_Answer]"]:
    """Return a decorator that remembers the last `size` answers of a function, until the known outlets change."""

    def decorate(function: Callable[..., _Answer]) -> "_lru_cache_wrapper[_Answer]":
        remembering = lru_cache(maxsize=size)(function)
        _remembering.append(remembering.cache_clear)
        return remembering

    return decorate


@contextmanager
def own_outlets(outlets: Iterable[Outlet]) -> Iterator[None]:
    """Match a user's outlets before all others for the length of a with block, in this process.

    What they are called and where they are found belongs to them: an outlet of the table with the name of one of them is
    that one, and one that shares an alias or a domain with them goes without it.
    """
    global _own
    before = _own
    _own = tuple(outlets)
    _forget()
    try:
        yield
    finally:
        _own = before
        _forget()


def is_own(outlet: Outlet) -> bool:
    """Tell whether an outlet is of the user's own list."""
    return outlet in _own


def _forget() -> None:
    for forget in _remembering:
        forget()


def read_row(row: Mapping[str, str]) -> Outlet:
    """Return the outlet of a line of a list; names, domains and handles stand with | between them."""
    return Outlet(
        row["name"],
        _parts(row.get("aliases", "")),
        _parts(row.get("domains", "")),
        row.get("kind") or "media",
        row.get("country", ""),
        row.get("state") == "yes",
        parent=row.get("parent", ""),
        handles=_parts(row.get("handles", "")),
    )


def known_outlets() -> tuple[Outlet, ...]:
    """Return all known outlets, the user's first. Raises GrammarError for a malformed line of the table."""
    listed = (read_row(row) for row in lexicon.rows(resources.seeds() / "outlets.tsv"))
    if not _own:
        return tuple(listed)
    names = {_short(name) for outlet in _own for name in (outlet.name, *outlet.aliases)}
    domains = {domain for outlet in _own for domain in outlet.domains}
    kept = []
    for outlet in listed:
        if _short(outlet.name) not in names:
            aliases = tuple(alias for alias in outlet.aliases if _short(alias) not in names)
            left = tuple(domain for domain in outlet.domains if domain not in domains)
            same = aliases == outlet.aliases and left == outlet.domains
            kept.append(
                outlet
                if same
                else Outlet(
                    outlet.name, aliases, left, outlet.kind, outlet.country, outlet.state,
                    parent=outlet.parent, handles=outlet.handles,
                )
            )  # fmt: skip
    return (*_own, *kept)


def _parts(cell: str) -> tuple[str, ...]:
    if "|" not in cell:
        return (name,) if (name := cell.strip()) else ()
    return tuple(filter(None, map(str.strip, cell.split("|"))))


def _short(name: str) -> str:
    return name_key(name).removeprefix("The ").removeprefix("the ")
