"""One quote as several articles carry it, written down: its variants, how each differs, first sources, circles of credit."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sqlite_utils import Database

from attrib.compare.alterations import against_fullest, alteration
from attrib.compare.circles import credits, loops, origins
from attrib.compare.clusters import as_cluster
from attrib.compare.index import words
from attrib.compare.records import Alteration, Told
from attrib.keys import digest
from attrib.store.compared_hops import join_hops
from attrib.store.tellings import Telling

# The tables that are filled, and the columns of each, in the order in which they are written.
_COLUMNS: dict[str, str] = {
    "variant_cluster": "id, stable_key, text, fullest_id, attributions, articles, outlets, roots, loops, first_id,"
    " first_published, first_basis, last_published",
    "variant": "id, cluster_id, attribution_id, similarity, translated, headline",
    "alteration": "variant_id, against, before_id, type, risk, reason, touches, ends, marked, removed, added",
    "root": "cluster_id, name, kind, outlet_name, speaker_id, outlet_id",
    "loop": "id, stable_key, cluster_id, length, actors",
    "loop_step": "loop_id, position, outlet_id, attribution_id",
}
_NUMBERED = ("variant_cluster", "variant", "loop")


class Clusters:
    """Gathers clusters and all that follows from them, and writes them in one go."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._outlets = {str(name): int(id_) for id_, name in db.conn.execute("select id, name from outlet")}
        self._last = {
            table: int(db.execute(f"select ifnull(max(id), 0) from {table}").fetchone()[0]) for table in _NUMBERED
        }
        self._first = self._last["variant_cluster"] + 1
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _COLUMNS}

    def write(self) -> None:
        """Write what was gathered."""
        for table, columns in _COLUMNS.items():
            marks = ", ".join("?" * (columns.count(",") + 1))
            self._db.conn.executemany(f"insert into {table} ({columns}) values ({marks})", self._rows[table])
        join_hops(self._db, self._first)

    def add(self, members: Sequence[Telling]) -> None:
        """Add one cluster. `members` are sorted by key."""
        alone = len({one.article_id for one in members}) == 1
        translated = {one.id for one in members if one.told.translated}
        if alone:
            # Within one article, what is quoted in translation was paraphrased from that same translation.
            members = [replace(one, told=replace(one.told, translated=False)) for one in members]
        found = as_cluster(one.told for one in members)
        by_key = {one.told.key: one for one in members}
        fullest = by_key[found.fullest]
        origin = origins([one.told for one in members], [found])[0]
        rings = loops(credits(_stated(members)))
        first = by_key[origin.first] if origin.first else None
        days = sorted(one.told.published for one in members if one.told.published)
        key = digest("cluster", found.key)
        cluster_id = self._number("variant_cluster")
        self._rows["variant_cluster"].append(
            (
                cluster_id,
                key,
                fullest.told.text,
                fullest.id,
                len(members),
                len({one.article_id for one in members}),
                len({one.told.outlet for one in members if one.told.outlet}),
                len(origin.roots),
                len(rings),
                first and first.id,
                first and first.told.published,
                first and first.basis,
                days[-1] if days else None,
            )
        )
        self._add_variants(cluster_id, fullest, members, translated)
        speakers = {(one.told.speaker, one.told.kind): one.speaker_id for one in reversed(members)}
        for root in origin.roots:
            unseen = root.kind == "outlet"
            outlet_id = self._outlets.get(root.name if unseen else root.outlet)
            speaker_id = None if unseen else speakers.get((root.name, root.kind))
            self._rows["root"].append((cluster_id, root.name, root.kind, root.outlet, speaker_id, outlet_id))
        for ring in rings:
            self._add_loop(cluster_id, key, ring, members)

    def _number(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]

    def _add_variants(
        self, cluster_id: int, fullest: Telling, members: Sequence[Telling], translated: set[int]
    ) -> None:
        full = set(words(fullest.told.text))
        by_outlet: dict[str, list[Telling]] = defaultdict(list)
        for one in members:
            by_outlet[one.told.outlet].append(one)
        for one in members:
            told = words(one.told.text)
            similarity = round(sum(word in full for word in told) / max(1, len(told)), 4)
            variant_id = self._number("variant")
            self._rows["variant"].append(
                (variant_id, cluster_id, one.id, similarity, int(one.id in translated), int(one.headline))
            )
            if one.id != fullest.id:
                self._add_alteration(variant_id, "fullest", fullest, against_fullest(fullest.told, one.told))
            credited = next((by_outlet[name] for name in one.told.credits if name in by_outlet), ())
            behind = [other for other in credited if other.article_id != one.article_id]
            if behind:
                nearest = behind[0] if len(behind) == 1 else min(behind, key=lambda other: _distance(other, one))
                if one.told.translated != nearest.told.translated:
                    change = against_fullest(nearest.told, one.told)
                else:
                    change = alteration(nearest.told.text, one.told.text)
                self._add_alteration(variant_id, "credited", nearest, change)

    def _add_alteration(self, variant_id: int, against: str, before: Telling, change: Alteration) -> None:
        told = (change.type, change.risk, change.reason, _list(change.touches), _list(change.ends), int(change.marked))
        lists = _list(change.removed), _list(change.added)
        self._rows["alteration"].append((variant_id, against, before.id, *told, *lists))

    def _add_loop(self, cluster_id: int, key: str, ring: tuple[str, ...], members: Sequence[Telling]) -> None:
        actors = " credits ".join((*ring, ring[0]))
        loop_id = self._number("loop")
        self._rows["loop"].append((loop_id, digest("loop", key, *ring), cluster_id, len(ring), actors))
        for position, (outlet, credited) in enumerate(pairwise((*ring, ring[0]))):
            steps = [one for one in members if credited in credits(_stated([one])).get(outlet, ())]
            step = steps[0].id if steps else None
            self._rows["loop_step"].append((loop_id, position, self._outlets[outlet], step))


def _stated(members: Iterable[Telling]) -> list[Told]:
    """Return the tellings with those credits only that the texts state: no circle is drawn from a guess."""
    return [replace(one.told, credits=one.stated) for one in members]


def _distance(before: Telling, after: Telling) -> tuple[int, str]:
    """Return how many words tell two tellings apart, and the key of the first, so that the nearest is always the same."""
    return len(set(words(before.told.text)) ^ set(words(after.told.text))), before.told.key


def _list(told: Sequence[str]) -> str:
    return json.dumps(told, ensure_ascii=False) if told else "[]"
