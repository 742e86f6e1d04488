"""Quotes over many articles, kept up to date: only what is new or changed is looked at, and the clusters that it touches.

Who is joined to whom depends on the two alone (and on which shingles are common, see compared_index.py), and a cluster is
what hangs together. So it makes no difference in what order articles came, or in how many runs they were compared.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

from sqlite_utils import Database

from attrib.compare.clusters import Union
from attrib.store.beside import Beside
from attrib.store.compared_attempts import ARTICLES, Task
from attrib.store.compared_clusters import break_clusters, take_apart, write_clusters
from attrib.store.compared_index import column
from attrib.store.compared_links import OF_WORDINGS, Link, by_articles, by_wordings
from attrib.store.compared_restated import restated_parts
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
# What is to be looked at, with the first attribution that asks for it.
_WORDINGS = "select wording_id, min(attribution_id) from told where joined is null group by wording_id order by 2"
_ARTICLES = "select article_id, min(attribution_id) from told where joined is null group by article_id order by 2"
# If any were looked at in another run.
_KNOWN = "select 1 from told where joined <> ? limit 1"
# What is left out is to be looked at again by the next run, with all that its articles tell.
_AGAIN = "update told set joined = null where article_id in (select id from asked)"


def write_quotes(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
    """Bring clusters, variants, alterations, roots, loops and joined hops up to date.

    Yields how many attributions are done and how many there are, each time what is written is whole and can be committed.
    """
    break_clusters(db, column(db.conn, _BROKEN))
    pending = column(db.conn, _PENDING)
    run = column(db.conn, _RUN)[0]
    yield 0, len(pending)
    chunks = [pending[start : start + CHUNK] for start in range(0, len(pending), CHUNK)]
    parts = _parts(db, chunks, run)
    # All are asked for in one go, so that those who look are not kept waiting while clusters are written.
    found = beside.each(chain.from_iterable(parts))
    done = 0
    for chunk, own in zip(chunks, parts, strict=True):
        groups = _groups(db, [link for part in islice(found, len(own)) for links in part.results for link in links])
        for cluster_id in {cluster_id for _, clusters in groups for cluster_id in clusters}:
            take_apart(db, cluster_id)
        write_clusters(db, beside, [ids for ids, _ in groups])
        ask(db, chunk)
        db.execute("update told set joined = ? where attribution_id in (select id from asked)", (run,))
        ask(db, beside.at_fault())
        db.execute(_AGAIN)
        done += len(chunk)
        yield done, len(pending)


def _parts(db: Database, chunks: Sequence[list[int]], run: int) -> list[list[Task[Any, list[Link]]]]:
    """Return in what ways each chunk of attributions is looked for links."""
    known = bool(column(db.conn, _KNOWN, run))
    ends = [chunk[-1] for chunk in chunks]
    parts: list[list[Task[Any, list[Link]]]] = [[] for _ in chunks]
    looks = (
        (partial(by_wordings, run=run, known=known), _WORDINGS, OF_WORDINGS),
        (partial(by_articles, run=run), _ARTICLES, ARTICLES),
    )
    for look, statement, whose in looks:
        asked: list[list[int]] = [[] for _ in chunks]
        for id_, first in db.conn.execute(statement):
            asked[bisect_left(ends, first)].append(id_)
        for own, ids in zip(parts, asked, strict=True):
            own += (Task(look, ids[at : at + SIZE], whose) for at in range(0, len(ids), SIZE))
    for own, chunk in zip(parts, chunks, strict=True):
        own += restated_parts(db, chunk)
    return parts


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
