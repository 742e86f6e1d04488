"""One quote as several articles carry it, written down: its variants, how each differs, first sources, circles of credit."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, pairwise
from typing import Any

from sqlite_utils import Database

from attrib.compare.alignment import wording
from attrib.compare.alterations import alteration
from attrib.compare.circles import credits, loops, origins
from attrib.compare.clusters import as_cluster
from attrib.compare.records import Alteration, Told
from attrib.compare.retold import against
from attrib.keys import digest
from attrib.store.apart import PASSAGES, apart_by, leading
from attrib.store.beside import Beside, in_parts
from attrib.store.compared_attempts import OF_ATTRIBUTIONS, Task
from attrib.store.compared_hops import join_hops, part_hops
from attrib.store.compared_keys import Keys
from attrib.store.tellings import Telling, tellings

# The tables that are filled, and the columns of each, in the order in which they are written.
_COLUMNS: dict[str, str] = {
    "variant_cluster": "id, stable_key, text, fullest_id, attributions, articles, outlets, roots, loops, first_id,"
    " first_published, first_basis, last_published",
    "variant": "id, cluster_id, attribution_id, similarity, translated, headline",
    "alteration": "variant_id, against, before_id, apart, type, risk, reason, touches, ends, marked, removed, added",
    "root": "cluster_id, name, kind, outlet_name, speaker_id, outlet_id",
    "loop": "id, stable_key, cluster_id, length, actors",
    "loop_step": "loop_id, position, outlet_id, attribution_id",
}
_NUMBERED = ("variant_cluster", "variant", "loop")
# The columns that hold ids which are counted from 0 within a part, and the tables that these ids are of.
_COUNTED: dict[str, tuple[tuple[int, str], ...]] = {
    "variant_cluster": ((0, "variant_cluster"),),
    "variant": ((0, "variant"), (1, "variant_cluster")),
    "alteration": ((0, "variant"),),
    "root": ((0, "variant_cluster"),),
    "loop": ((0, "loop"), (2, "variant_cluster")),
    "loop_step": ((0, "loop"),),
}
PART = 1_000  # attributions that are described at once

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]


def take_apart(db: Database, cluster_id: int) -> None:
    """Remove a cluster and all that follows from it."""
    part_hops(db, cluster_id)
    db.conn.execute("delete from variant_cluster where id = ?", (cluster_id,))


def break_clusters(db: Database, clusters: Iterable[int]) -> None:
    """Take clusters apart that may no longer hold: their members are to be joined anew."""
    again = "update told set joined = null where attribution_id in (select attribution_id from variant where cluster_id = ?)"
    for cluster_id in clusters:
        db.conn.execute(again, (cluster_id,))
        take_apart(db, cluster_id)


def write_clusters(db: Database, beside: Beside, groups: Sequence[list[int]]) -> None:
    """Write clusters and all that follows from them, given the attributions of each."""
    outlets = {str(name): int(id_) for id_, name in db.conn.execute("select id, name from outlet")}
    last = {table: int(db.execute(f"select ifnull(max(id), 0) from {table}").fetchone()[0]) for table in _NUMBERED}
    first = last["variant_cluster"] + 1
    work = partial(describe, outlets=outlets)
    sized = in_parts(((one, len(one)) for one in groups), PART)
    parts = [Task(work, [group for group, _ in part], OF_ATTRIBUTIONS, lists=True) for part in sized]
    for rows in chain.from_iterable(done.results for done in beside.each(parts)):
        for table, columns in _COLUMNS.items():
            marks = ", ".join("?" * (columns.count(",") + 1))
            numbered = (_numbered(row, _COUNTED[table], last) for row in rows[table])
            db.conn.executemany(f"insert into {table} ({columns}) values ({marks})", numbered)
        for table in _NUMBERED:
            last[table] += len(rows[table])
    join_hops(db, first)


def _numbered(row: Row, counted: Iterable[tuple[int, str]], last: Mapping[str, int]) -> Row:
    """Return a row with ids that follow those that the tables have."""
    values = list(row)
    for place, table in counted:
        values[place] += last[table] + 1
    return tuple(values)


def describe(db: Database, groups: list[list[int]], outlets: Mapping[str, int]) -> Rows:
    """Return the rows of some clusters, given the attributions of each and the ids of outlets, with ids counted from 0.

    Of what comparing writes nothing is looked at, but the keys that quotes had before.
    """
    told = {one.id: one for one in tellings(db, chain.from_iterable(groups))}
    keys = Keys(db, (one.told.key for one in told.values()))
    clusters = _Clusters(outlets, keys)
    for ids in groups:
        clusters.add(sorted((told[id_] for id_ in ids), key=lambda one: one.told.key))
    return clusters.rows


class _Clusters:
    """Gathers the rows of clusters."""

    def __init__(self, outlets: Mapping[str, int], keys: Keys) -> None:
        self._outlets = outlets
        self._keys = keys
        self.rows: Rows = {table: [] for table in _COLUMNS}

    def add(self, members: Sequence[Telling]) -> None:
        """Add one cluster. `members` are sorted by key."""
        alone = len({one.article_id for one in members}) == 1
        translated = {one.id for one in members if one.told.translated}
        if alone and translated:
            # Within one article, what is quoted in translation was paraphrased from that same translation.
            members = [replace(one, told=replace(one.told, translated=False)) for one in members]
        found = as_cluster(one.told for one in members)
        by_key = {one.told.key: one for one in members}
        fullest = by_key[found.fullest]
        origin = origins([one.told for one in members], [found])[0]
        rings = loops(credits(_stated(members))) if any(one.stated for one in members) else ()
        first = by_key[origin.first] if origin.first else None
        days = sorted(one.told.published for one in members if one.told.published)
        key = self._keys.of(found.members)
        cluster_id = len(self.rows["variant_cluster"])
        self.rows["variant_cluster"].append(
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
            self.rows["root"].append((cluster_id, root.name, root.kind, root.outlet, speaker_id, outlet_id))
        for ring in rings:
            self._add_loop(cluster_id, key, ring, members)

    def _add_variants(
        self, cluster_id: int, fullest: Telling, members: Sequence[Telling], translated: set[int]
    ) -> None:
        full = set(wording(fullest.told.text).words)
        by_outlet: dict[str, list[Telling]] = defaultdict(list)
        for one in members:
            by_outlet[one.told.outlet].append(one)
        pieces, merge = _merged(fullest, members)
        changes = {one.id: _change(fullest, one, pieces) for one in members if one.id != fullest.id}
        leads = leading(fullest, members, changes)
        for one in members:
            told = wording(one.told.text).words
            similarity = round(sum(word in full for word in told) / max(1, len(told)), 4)
            variant_id = len(self.rows["variant"])
            self.rows["variant"].append(
                (variant_id, cluster_id, one.id, similarity, int(one.id in translated), int(one.headline))
            )
            if one.id in changes:
                apart = apart_by(fullest, one, leads)
                self._add_alteration(variant_id, "fullest", fullest, apart, changes[one.id])
            elif merge:
                self._add_alteration(variant_id, "fullest", pieces[0], apart_by(pieces[0], one, leads), merge)
            credited = next((by_outlet[name] for name in one.told.credits if name in by_outlet), ())
            behind = [other for other in credited if other.article_id != one.article_id]
            if behind:
                nearest = behind[0] if len(behind) == 1 else min(behind, key=lambda other: _distance(other, one))
                own, merged = _merged(one, behind)
                before = own[0] if own else nearest
                change = merged or against(nearest.told, one.told)
                self._add_alteration(variant_id, "credited", before, apart_by(before, one, leads), change)
            lead = leads[one.article_id]
            if lead.id not in (one.id, fullest.id):
                # "… was never switched on," Olt said. Olt said it had not been switched on.  One article, told twice.
                self._add_alteration(variant_id, "article", lead, PASSAGES, against(lead.told, one.told))

    def _add_alteration(self, variant_id: int, against: str, before: Telling, apart: str, change: Alteration) -> None:
        told = (change.type, change.risk, change.reason, _list(change.touches), _list(change.ends), int(change.marked))
        lists = _list(change.removed), _list(change.added)
        self.rows["alteration"].append((variant_id, against, before.id, apart, *told, *lists))

    def _add_loop(self, cluster_id: int, key: str, ring: tuple[str, ...], members: Sequence[Telling]) -> None:
        actors = " credits ".join((*ring, ring[0]))
        loop_id = len(self.rows["loop"])
        self.rows["loop"].append((loop_id, digest("loop", key, *ring), cluster_id, len(ring), actors))
        for position, (outlet, credited) in enumerate(pairwise((*ring, ring[0]))):
            steps = [one for one in members if credited in credits(_stated([one])).get(outlet, ())]
            step = steps[0].id if steps else None
            self.rows["loop_step"].append((loop_id, position, self._outlets[outlet], step))


def _change(fullest: Telling, one: Telling, pieces: Sequence[Telling]) -> Alteration:
    """Return how a telling differs from the fullest, `pieces` being those of which that one was made."""
    change = against(fullest.told, one.told)
    if one in pieces:
        change = replace(change, risk="low", reason="the fullest telling prints it and others as one")
    return change


def _merged(one: Telling, members: Sequence[Telling]) -> tuple[list[Telling], Alteration | None]:
    """Return the tellings of another article that one telling prints as one, the longest first, and the merge; none of what it is not.

    That article is of an outlet which the telling credits, or was published before.
    """
    by_article: dict[int, list[Telling]] = defaultdict(list)
    for other in members:
        if other.article_id != one.article_id and not other.headline and other.told.translated == one.told.translated:
            by_article[other.article_id].append(other)
    size = len(wording(one.told.text).words)
    for own in by_article.values():
        known = own[0].told.outlet in one.told.credits or (own[0].told.published or "~") < (one.told.published or "")
        sizes = {piece.id: len(wording(piece.told.text).words) for piece in own}
        if len(own) > 1 and known and max(sizes.values()) < size:
            change = alteration(
                [piece.told.text for piece in sorted(own, key=lambda piece: piece.start)], one.told.text
            )
            if change.type == "merge":
                return sorted(own, key=lambda piece: (-sizes[piece.id], piece.start)), change
    return [], None


def _stated(members: Iterable[Telling]) -> list[Told]:
    """Return the tellings with those credits only that the texts state: no circle is drawn from a guess."""
    return [replace(one.told, credits=one.stated) for one in members]


def _distance(before: Telling, after: Telling) -> tuple[int, str]:
    """Return how many words tell two tellings apart, and the key of the first, so that the nearest is always the same."""
    return len(set(wording(before.told.text).words) ^ set(wording(after.told.text).words)), before.told.key


def _list(told: Sequence[str]) -> str:
    return json.dumps(told, ensure_ascii=False) if told else "[]"
