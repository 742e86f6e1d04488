"""Make one row of an outlet's names that differ by "The" and by capitals: "the Lantern" in a text, "The Lantern" as a publisher.

Only outlets that no list knows: "the Times" of a text may be another than "The Times" of the list.
"""

from collections import defaultdict

from sqlite_utils import Database

_REFERRING = (
    ("hop", "outlet_id"),
    ("speaker", "outlet_id"),
    ("article", "publisher_id"),
    ("article", "original_publisher_id"),
    ("article", "dateline_agency_id"),
    ("outlet_form", "outlet_id"),
)


def join_outlet_names(db: Database) -> None:
    """Let all rows refer to one outlet of each such group, and drop the others.

    It is the one that a user's list has or that the user named, else the first by name: whatever the order of reading.
    """
    groups: dict[str, list[tuple[bool, int, str, int]]] = defaultdict(list)
    for id_, name, guessed, listed in db.execute("select id, name, guessed, listed from outlet where known = 0"):
        groups[short(str(name))].append((listed is None, int(guessed), str(name), int(id_)))
    kept = {key: min(group)[-1] for key, group in groups.items()}
    for key, group in groups.items():
        for *_, other in group:
            if other != kept[key]:
                for table, column in _REFERRING:
                    db.execute(f"update or ignore {table} set {column} = ? where {column} = ?", (kept[key], other))
                db.execute("delete from outlet where id = ?", (other,))
    unplaced = list(db.execute("select id, name from speaker where kind = 'outlet' and outlet_id is null"))
    found = ((kept.get(short(str(name))), id_) for id_, name in unplaced)
    db.conn.executemany("update speaker set outlet_id = ? where id = ?", [one for one in found if one[0] is not None])


def short(name: str) -> str:
    """Return an outlet's name without "The" and capitals."""
    return name.casefold().removeprefix("the ").strip()
