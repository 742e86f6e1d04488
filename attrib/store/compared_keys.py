"""The keys of quotes: one keeps its key when a telling joins it, and as long as most of its earlier tellings stay.

In a fresh database the key is made of the first of a quote's tellings by their stable keys, so that the order of reading does
not show in it. Which telling had which key is remembered when a comparison is finished: one that was stopped and run again gives
the same keys as one that was not. Tellings are named by their stable keys, which outlive the rows when an article is read again.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from attrib.keys import digest

# The key of the quote that an attribution (by its stable key) was last a telling of.
_TABLE = """create table cluster_key (
    member text primary key,
    key text not null
) strict, without rowid"""
_NOW = """select attribution.stable_key as member, variant_cluster.stable_key as key from variant
  join variant_cluster on variant_cluster.id = variant.cluster_id
  join attribution on attribution.id = variant.attribution_id"""
_REMEMBER = (
    "delete from cluster_key where not exists (select 1 from attribution where stable_key = member)",
    f"""insert or replace into cluster_key (member, key) select now.member, now.key from ({_NOW}) as now
      left join cluster_key as known on known.member = now.member where known.key is not now.key""",
)
_KNOWN = "select member, key from cluster_key where member in (select value from json_each(?))"
# The tellings of a quote that are still there, and the first of them.
_STAYED = """select key, count(*), min(member) from cluster_key join attribution on attribution.stable_key = member
  where key in (select value from json_each(?)) group by key"""


def add_cluster_keys(db: Database) -> None:
    """Make the table of keys, with those that there are. The migration that brings it in."""
    db.execute(_TABLE)
    db.execute("create index idx_cluster_key_key on cluster_key(key)")
    remember_keys(db)


def remember_keys(db: Database) -> None:
    """Note which attribution is a telling of which quote, at the end of a comparison."""
    for statement in _REMEMBER:
        db.execute(statement)


class Keys:
    """The keys of some quotes, given the stable keys of their tellings."""

    def __init__(self, db: Database, members: Iterable[str]) -> None:
        self._db = db
        self._known: dict[str, str] = dict(db.conn.execute(_KNOWN, (json.dumps(sorted(members)),)))
        before = json.dumps(sorted(set(self._known.values())))
        self._stayed = {key: (count, first) for key, count, first in db.conn.execute(_STAYED, (before,))}

    def of(self, members: Sequence[str]) -> str:
        """Return the key of a quote: of those that most of the earlier tellings have brought along, that of the most.

        Of half of them, it is kept by the half that has the first. `members` are sorted, and are tellings of no other quote.
        """
        brought = Counter(self._known[member] for member in members if member in self._known)
        kept = [(-count, key) for key, count in brought.items() if self._has_most(key, count, members)]
        if kept:
            return min(kept)[1]
        made = (digest("cluster", member) for member in members)
        return next((key for key in made if not self._taken(key)), digest("cluster", *members))

    def _has_most(self, key: str, count: int, members: Sequence[str]) -> bool:
        there, first = self._stayed.get(key, (0, ""))
        return 2 * count > there or (2 * count == there and first in members)

    def _taken(self, key: str) -> bool:
        return bool(self._db.execute("select 1 from cluster_key where key = ? limit 1", (key,)).fetchone())
