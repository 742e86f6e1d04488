"""The user's own list of known people and organisations: in, out, and linked with what articles name."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlite_utils import Database

from attrib.errors import InputError
from attrib.keys import digest
from attrib.store.finish import settle
from attrib.store.profiles import JOINED, name_key

COLUMNS = ("name", "aliases", "wikidata", "role", "affiliation", "kind")
_WIKIDATA = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,11})")
_KINDS = {"organization": "organisation", "": "person"}

Line = tuple[int, Mapping[str, str]]


def import_known(db: Database, path: Path, lines: Iterable[Line], replace: bool = False) -> int:
    """Put a list in and link all articles anew; with `replace`, who is not in this list leaves it.

    An entry with the identifier of an earlier one, or the same name, kind, role and affiliation, takes its place. Return
    how many were given. Needs a transaction. Raises InputError, naming file and line, for what cannot be used.
    """
    entries: dict[str, tuple[int, tuple[str, ...], set[str]]] = {}
    for number, row in lines:
        kind = row.get("kind", "").casefold()
        kind = _KINDS.get(kind, kind)
        if kind not in JOINED:
            kinds = ", ".join(sorted(JOINED))
            raise InputError(f"{path}, line {number}: “{kind}” is no kind of a known speaker; use one of {kinds}")
        written = row.get("wikidata", "")
        found = _WIKIDATA.fullmatch(written)
        if written and not found:
            raise InputError(f"{path}, line {number}: “{written}” is no Wikidata item; write it like Q42")
        wikidata = found[1] if found else ""
        name, role, affiliation = row["name"], row.get("role", ""), row.get("affiliation", "")
        told = (wikidata,) if wikidata else (kind, name_key(name, kind), role.casefold(), affiliation.casefold())
        key = digest("known", *told)
        if key in entries:
            raise InputError(f"{path}, line {number}: is the same as line {entries[key][0]}; keep one of them")
        aliases = {" ".join(alias.split()) for alias in row.get("aliases", "").split(";")} - {"", name}
        entries[key] = number, (name, kind, wikidata, role, affiliation), aliases
    if replace:
        marks = [(key,) for (key,) in db.execute("select stable_key from known_speaker") if key not in entries]
        db.conn.executemany("delete from known_speaker where stable_key = ?", marks)
    for key, (_number, values, aliases) in entries.items():
        row_id = db.conn.execute(
            "insert into known_speaker (stable_key, name, kind, wikidata, role, affiliation) values (?, ?, ?, ?, ?, ?)"
            " on conflict (stable_key) do update set name = excluded.name, kind = excluded.kind,"
            " role = excluded.role, affiliation = excluded.affiliation returning id",
            (key, *(value or None for value in values)),
        ).fetchone()[0]
        db.execute("delete from known_alias where known_id = ?", (row_id,))
        db.conn.executemany(
            "insert into known_alias (known_id, form) values (?, ?)", [(row_id, form) for form in sorted(aliases)]
        )
    settle(db)
    return len(entries)


def known_list(db: Database) -> list[dict[str, str]]:
    """Return the user's list in the columns it was given in, by name."""
    found = db.execute(
        "select name, (select group_concat(form, ';') from (select form from known_alias where known_id = known_speaker.id"
        " order by form)), wikidata, role, affiliation, kind from known_speaker order by name, stable_key"
    )
    return [_row(values) for values in found]


def speakers_list(db: Database) -> list[dict[str, str]]:
    """Return all speakers that articles name, in the columns of such a list, to be completed and imported."""
    found = db.execute(
        "select name, (select group_concat(form, ';') from (select distinct form from alias"
        " where speaker_id = speaker.id order by form)), wikidata, role, affiliation, kind from speaker"
        " where exists (select 1 from appearance where speaker_id = speaker.id) order by name, stable_key"
    )
    return [_row(values) for values in found]


def _row(values: tuple[object, ...]) -> dict[str, str]:
    return {column: "" if value is None else str(value) for column, value in zip(COLUMNS, values, strict=True)}
