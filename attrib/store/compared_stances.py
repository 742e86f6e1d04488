"""Stance drift along the tellings of one quote, and headlines that change what their body attributes."""

from collections import defaultdict
from collections.abc import Iterator

from sqlite_utils import Database

from attrib.compare.claims import Claim
from attrib.compare.drift import Drift, drifts, pairs
from attrib.compare.headline_drift import headline_drift
from attrib.store.claims import claims

_MEMBERS = """select cluster.id, cluster.fullest_id, variant.attribution_id, alteration.before_id,
    variant.translated = fullest.translated
  from variant_cluster as cluster
  join variant on variant.cluster_id = cluster.id
  join variant as fullest on fullest.attribution_id = cluster.fullest_id
  left join alteration on alteration.variant_id = variant.id and alteration.against = 'credited'
    and alteration.type <> 'translation'
  order by cluster.stable_key, variant.attribution_id"""
_HEADLINES = """select article_id, headline_text, attribution_id, body_attribution_id from headline
  where body_attribution_id is not null"""
_WRITE = """insert or ignore into drift (kind, before_id, after_id, article_id, before_text, after_text, risk, reason)
  values (?, ?, ?, (select article_id from attribution where id = ?), ?, ?, ?, ?)"""


def write_stances(db: Database) -> None:
    """Write where a claim is told with another verb, without its hedge or condition, or changed in a headline."""
    db.execute("delete from drift")
    members = list(db.conn.execute(_MEMBERS))
    headlines = list(db.conn.execute(_HEADLINES))
    wanted = {row[2] for row in members} | {id_ for row in headlines for id_ in row[2:] if id_ is not None}
    known = claims(db, wanted)
    ids = {claim.key: id_ for id_, claim in known.items()}
    found = list(drifts(_pairs(members, known)))
    for _, text, own, body in headlines:
        if body in known and (own is None or own in known):
            one = headline_drift(text, known[own] if own is not None else None, known[body])
            found += [one] if one else []
    # What a headline does to its body is told once.
    told = {(one.before, one.after) for one in found if one.kind == "headline"}
    found = [one for one in found if one.kind == "headline" or (one.before, one.after) not in told]
    found.sort(key=lambda one: (one.before, one.after, one.kind))
    for one in found:
        before, after = ids[one.before], ids.get(one.after)
        where = before if after is None else after
        db.conn.execute(_WRITE, (one.kind, before, after, where, *_told(one)))


def _told(one: Drift) -> tuple[str, str, str, str]:
    return one.before_text, one.after_text, one.risk, one.reason


def _pairs(
    members: list[tuple[int, int, int, int | None, int]], known: dict[int, Claim]
) -> Iterator[tuple[Claim, Claim]]:
    """Yield each telling beside the one that it is held against. A translation is held against nothing."""
    clusters: dict[int, list[tuple[int, int, int, int | None, int]]] = defaultdict(list)
    for row in members:
        clusters[row[0]].append(row)
    for rows in clusters.values():
        fullest = rows[0][1]
        told = [known[row[2]] for row in rows if row[2] in known and (row[4] or row[3])]
        if fullest not in known:
            continue
        credited = {known[row[2]].key: known[row[3]].key for row in rows if row[2] in known and row[3] in known}
        yield from pairs(told, known[fullest].key, credited)
