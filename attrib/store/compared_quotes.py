"""Quotes over many articles, kept up to date: only what is new or changed is looked at, and the clusters that it touches.

Who is joined to whom depends on the two alone (and on which shingles are common, see compared_index.py), and a cluster is
what hangs together. So it makes no difference in what order articles came, or in how many runs they were compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from sqlite_utils import Database

from attrib.compare.clusters import Union
from attrib.store.beside import Beside
from attrib.store.compared_clusters import break_clusters, take_apart, write_clusters
from attrib.store.compared_index import column
from attrib.store.compared_links import Link, Part, by_articles, by_wordings
from attrib.store.compared_restated import by_restated, restated_parts
from attrib.store.tellings import ask

CHUNK = 20_000  # attributions a transaction: a killed run loses no more
SIZE = 1_000  # wordings or articles that are looked at at once

# A cluster that lost a member, or has one that was told otherwise.
_BROKEN = """select variant_cluster.id from variant_cluster
  left join variant on variant.cluster_id = variant_cluster.id
  left join told on told.attribution_id = variant.attribution_id
  group by variant_cluster.id having count(told.joined) <> variant_cluster.attributions"""
_PENDING = "select attribution_id from told where joined is null order by attribution_id"
_RUN = "select max(id) from comparison"
# The wordings of the asked attributions that were not looked at in this run.
_WORDINGS = """select distinct wording_id from asked cross join told on attribution_id = asked.id where not exists (
  select 1 from told as other where other.wording_id = told.wording_id and other.joined = ?) order by 1"""
# If any were looked at in another run.
_KNOWN = "select 1 from told where joined <> ? limit 1"
_ARTICLES = "select distinct article_id from asked cross join told on attribution_id = asked.id order by 1"


def write_quotes(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
    """Bring clusters, variants, alterations, roots, loops and joined hops up to date.

    Yields how many attributions are done and how many there are, each time what is written is whole and can be committed.
    """
    break_clusters(db, column(db.conn, _BROKEN))
    pending = column(db.conn, _PENDING)
    run = column(db.conn, _RUN)[0]
    yield 0, len(pending)
    for start in range(0, len(pending), CHUNK):
        chunk = pending[start : start + CHUNK]
        groups = _groups(db, _links(db, beside, chunk, run))
        for cluster_id in {cluster_id for _, clusters in groups for cluster_id in clusters}:
            take_apart(db, cluster_id)
        write_clusters(db, beside, [ids for ids, _ in groups])
        ask(db, chunk)
        db.execute("update told set joined = ? where attribution_id in (select id from asked)", (run,))
        yield min(start + CHUNK, len(pending)), len(pending)


def _links(db: Database, beside: Beside, chunk: Sequence[int], run: int) -> list[Link]:
    """Return what links some attributions to others."""
    ask(db, chunk)
    wordings, articles = column(db.conn, _WORDINGS, run), column(db.conn, _ARTICLES)
    known = bool(column(db.conn, _KNOWN, run))
    found: list[Link] = []
    for work, ids in ((by_wordings, wordings), (by_articles, articles)):
        parts: list[Part] = [(ids[start : start + SIZE], run, known) for start in range(0, len(ids), SIZE)]
        found += chain.from_iterable(beside.each(work, parts))
    found += chain.from_iterable(beside.each(by_restated, restated_parts(db, chunk)))
    return found


def _groups(db: Database, links: Sequence[Link]) -> list[tuple[list[int], list[int]]]:
    """Return the attributions of each cluster that is new or grows, and the clusters that they have been in."""
    ask(db, set(chain.from_iterable(links)))
    # An attribution's name in the union: its id, or one below zero that stands for its cluster.
    names = {
        int(id_): int(id_) if cluster_id is None else -1 - int(cluster_id)
        for id_, cluster_id in db.conn.execute(
            "select asked.id, cluster_id from asked left join variant on attribution_id = asked.id"
        )
    }
    union = Union()
    for one, other in links:
        union.join(names[one], names[other])
    together: dict[int, list[int]] = defaultdict(list)
    for name in sorted(set(names.values())):
        together[union.find(name)].append(name)
    found = []
    for own in together.values():
        if len(own) > 1:
            clusters = [-1 - name for name in own if name < 0]
            ids = [name for name in own if name >= 0]
            for cluster_id in clusters:
                ids += column(db.conn, "select attribution_id from variant where cluster_id = ?", cluster_id)
            found.append((ids, clusters))
    return found
