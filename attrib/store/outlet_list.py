"""The outlets that a database knows beforehand: those of seeds/outlets.tsv, and the user's own list."""

from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from attrib import lexicon, resources

COLUMNS = ("name", "aliases", "domains", "kind", "country", "state", "parent", "handles")
_PLACES = "name, aliases, domains, kind, country, state, parent, handles"
_CHANGES = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[1:])

Row = Mapping[str, str]


def seed(db: Database) -> None:
    """Put the outlets of seeds/outlets.tsv in, or bring the rows that came from there up to date; the user's go first."""
    _write(db, lexicon.rows(resources.seeds() / "outlets.tsv"), "seed", " where outlet.listed is not 'user'")


def import_outlets(db: Database, rows: Iterable[Row], replace: bool = False) -> int:
    """Put a user's outlets in; with `replace`, those of an earlier list that this one has not are no longer listed.

    Return how many were given. Needs a transaction.
    """
    found = list(rows)
    if replace:
        db.execute("update outlet set listed = null, known = 0, guessed = 1 where listed = 'user'")
    _write(db, found, "user", "")
    if replace:
        seed(db)
    return len(found)


def listed_outlets(db: Database, every: bool = False) -> list[dict[str, str]]:
    """Return the user's outlets as the columns of a list, by name; with `every`, all outlets of the database."""
    which = "" if every else "where listed = 'user'"
    found = db.execute(f"select {_PLACES} from outlet {which} order by name")
    rows = []
    for values in found:
        row = {column: "" if value is None else str(value) for column, value in zip(COLUMNS, values, strict=True)}
        rows.append(row | {"state": "yes" if row["state"] == "1" else ""})
    return rows


def _write(db: Database, rows: Iterable[Row], listed: str, where: str) -> None:
    db.conn.executemany(
        f"insert into outlet ({_PLACES}, known, listed) values (?, ?, ?, ?, ?, ?, ?, ?, 1, '{listed}')"
        f" on conflict (name) do update set {_CHANGES}, known = 1, guessed = 0, listed = excluded.listed{where}",
        [
            (
                row["name"],
                *(row.get(column) or None for column in COLUMNS[1:5]),
                int(row.get("state", "") == "yes"),
                row.get("parent") or None,
                row.get("handles") or None,
            )
            for row in rows
        ],
    )
