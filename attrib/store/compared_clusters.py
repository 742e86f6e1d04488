"""One quote as several articles carry it, written down: its variants, how each differs, first sources, circles of credit."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

_CLUSTER = """insert into variant_cluster (stable_key, text, fullest_id, attributions, articles, outlets, roots, loops,
    first_id, first_published, first_basis, last_published) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id"""
_VARIANT = """insert into variant (cluster_id, attribution_id, similarity, translated, headline)
  values (?, ?, ?, ?, ?) returning id"""
_ALTERATION = """insert into alteration (variant_id, against, before_id, type, risk, reason, touches, ends, marked,
    removed, added) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_ROOT = "insert into root (cluster_id, name, kind, outlet_name, speaker_id, outlet_id) values (?, ?, ?, ?, ?, ?)"
_LOOP = "insert into loop (stable_key, cluster_id, length, actors) values (?, ?, ?, ?) returning id"
_STEP = "insert into loop_step (loop_id, position, outlet_id, attribution_id) values (?, ?, ?, ?)"


def outlet_ids(db: Database) -> dict[str, int]:
    """Return the ids of all outlets by name."""
    return {str(name): int(id_) for id_, name in db.conn.execute("select id, name from outlet")}


def write_cluster(db: Database, members: Sequence[Telling], outlets: Mapping[str, int]) -> None:
    """Write one cluster and all that follows from it. `members` are sorted by key."""
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
    cluster_id = _one(
        db,
        _CLUSTER,
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
    _write_variants(db, cluster_id, fullest, members, translated)
    speakers = {(one.told.speaker, one.told.kind): one.speaker_id for one in reversed(members)}
    for root in origin.roots:
        unseen = root.kind == "outlet"
        outlet_id = outlets.get(root.name if unseen else root.outlet)
        speaker_id = None if unseen else speakers.get((root.name, root.kind))
        db.conn.execute(_ROOT, (cluster_id, root.name, root.kind, root.outlet, speaker_id, outlet_id))
    for ring in rings:
        _write_loop(db, cluster_id, key, ring, members, outlets)
    join_hops(db, cluster_id)


def _stated(members: Iterable[Telling]) -> list[Told]:
    """Return the tellings with those credits only that the texts state: no circle is drawn from a guess."""
    return [replace(one.told, credits=one.stated) for one in members]


def _write_variants(
    db: Database, cluster_id: int, fullest: Telling, members: Sequence[Telling], translated: set[int]
) -> None:
    full = set(words(fullest.told.text))
    by_outlet: dict[str, list[Telling]] = defaultdict(list)
    for one in members:
        by_outlet[one.told.outlet].append(one)
    for one in members:
        told = words(one.told.text)
        similarity = round(sum(word in full for word in told) / max(1, len(told)), 4)
        variant_id = _one(db, _VARIANT, cluster_id, one.id, similarity, int(one.id in translated), int(one.headline))
        if one.id != fullest.id:
            _write_alteration(db, variant_id, "fullest", fullest, against_fullest(fullest.told, one.told))
        credited = next((by_outlet[name] for name in one.told.credits if name in by_outlet), ())
        behind = [other for other in credited if other.article_id != one.article_id]
        if behind:
            nearest = min(behind, key=lambda other: _distance(other, one))
            if one.told.translated != nearest.told.translated:
                change = against_fullest(nearest.told, one.told)
            else:
                change = alteration(nearest.told.text, one.told.text)
            _write_alteration(db, variant_id, "credited", nearest, change)


def _distance(before: Telling, after: Telling) -> tuple[int, str]:
    """Return how many words tell two tellings apart, and the key of the first, so that the nearest is always the same."""
    return len(set(words(before.told.text)) ^ set(words(after.told.text))), before.told.key


def _write_alteration(db: Database, variant_id: int, against: str, before: Telling, change: Alteration) -> None:
    lists = (json.dumps(value, ensure_ascii=False) for value in (change.touches, change.ends))
    ends = (json.dumps(value, ensure_ascii=False) for value in (change.removed, change.added))
    values = (
        variant_id,
        against,
        before.id,
        change.type,
        change.risk,
        change.reason,
        *lists,
        int(change.marked),
        *ends,
    )
    db.conn.execute(_ALTERATION, values)


def _write_loop(
    db: Database,
    cluster_id: int,
    key: str,
    ring: tuple[str, ...],
    members: Sequence[Telling],
    outlets: Mapping[str, int],
) -> None:
    actors = " credits ".join((*ring, ring[0]))
    loop_id = _one(db, _LOOP, digest("loop", key, *ring), cluster_id, len(ring), actors)
    for position, (outlet, credited) in enumerate(pairwise((*ring, ring[0]))):
        steps = [one for one in members if credited in credits(_stated([one])).get(outlet, ())]
        db.conn.execute(_STEP, (loop_id, position, outlets[outlet], steps[0].id if steps else None))


def _one(db: Database, statement: str, *values: object) -> int:
    return int(db.conn.execute(statement, values).fetchone()[0])
