"""Quotes over many articles, kept up to date: only what is new or changed is looked at, and the clusters that it touches.

Who is joined to whom depends on the two alone (and on which shingles are common, see compared_index.py), and a cluster is
what hangs together. So it makes no difference in what order articles came, or in how many runs they were compared.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sqlite_utils import Database

from attrib.compare.index import named_words
from attrib.store.beside import Beside
from attrib.store.compared_clusters import write_clusters
from attrib.store.compared_hops import part_hops
from attrib.store.compared_index import Wording, Wordings, as_wording, column
from attrib.store.compared_links import Links
from attrib.store.tellings import DAY, ELIGIBLE, Telling, ask, bare, publishers, tellings

CHUNK = 20_000  # attributions a transaction: a killed run loses no more
ALONE = 2_000  # attributions that are not worth being read by several processes

# What comparing was told of an attribution when it was last looked at: who and when may change without its article.
TOLD = """create table told (
    attribution_id integer primary key references attribution(id) on delete cascade,
    article_id integer not null,
    wording_id integer not null,
    start integer not null,
    end integer not null,
    source text,
    source_id integer,
    outlet text not null,
    published text
) strict"""
PUBLISHERS = "create table told_publisher (name text primary key) strict, without rowid"
_NOW = """from attribution
  join article on article.id = attribution.article_id
  left join outlet as publisher on publisher.id = article.publisher_id
  left join hop on hop.attribution_id = attribution.id and hop.position = 0
  left join speaker on speaker.id = hop.speaker_id
  {join} told on told.attribution_id = attribution.id"""
_SAME = f"""told.source is coalesce(speaker.name, hop.name) and told.source_id is hop.speaker_id
  and told.outlet is coalesce(publisher.name, '') and told.published is {DAY}"""
_OLD = f"delete from told where attribution_id in (select attribution.id {_NOW} where not ({ELIGIBLE} and {_SAME}))"
_FRESH = f"select attribution.id {_NOW} where told.attribution_id is null and {ELIGIBLE} order by attribution.id"
_TELL = f"""insert into told (attribution_id, article_id, wording_id, start, end, source, source_id, outlet, published)
  select attribution.id, attribution.article_id, ?, ?, ?, coalesce(speaker.name, hop.name), hop.speaker_id,
    coalesce(publisher.name, ''), {DAY} {_NOW} where attribution.id = ?"""
# A cluster that lost a member, or has one that was told otherwise.
_BROKEN = """select variant_cluster.id from variant_cluster
  left join variant on variant.cluster_id = variant_cluster.id
  left join told on told.attribution_id = variant.attribution_id
  group by variant_cluster.id having count(told.attribution_id) <> variant_cluster.attributions"""


def write_quotes(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
    """Bring clusters, variants, alterations, roots, loops and joined hops up to date.

    Yields how many attributions are done and how many there are, each time what is written is whole and can be committed.
    """
    db.execute(_OLD.format(join="join"))
    _forget_renamed(db)
    fresh = column(db.conn, _FRESH.format(join="left join"))
    broken = set(column(db.conn, _BROKEN))
    wordings = Wordings(db.conn)
    write_clusters(db, beside, _joined(db, wordings, [], broken, wordings.drop_unused()))
    yield 0, len(fresh)
    parts = [beside.share(fresh[start : start + CHUNK], ALONE) for start in range(0, len(fresh), CHUNK)]
    if not parts:
        return
    read = beside.begin(read_tellings, parts[0])()
    done = 0
    for following in (*parts[1:], []):
        # What comes next is read beside, while this is joined.
        coming = beside.begin(read_tellings, following)
        now = list(chain.from_iterable(read))
        ids, again = wordings.add(wording for _, wording in now)
        rows = ((ids[wording.code], one.start, one.end, one.id) for one, wording in now)
        db.conn.executemany(_TELL.format(join="left join"), rows)
        groups = _joined(db, wordings, [one for one, _ in now], set(), again)
        read = coming()
        write_clusters(db, beside, groups)
        done += len(now)
        yield done, len(fresh)


def read_tellings(db: Database, ids: list[int]) -> list[tuple[Telling, Wording]]:
    """Return some attributions, with their words as they are indexed."""
    return [(one, as_wording(named_words(one.told.text))) for one in tellings(db, ids)]


def _forget_renamed(db: Database) -> None:
    """Forget the attributions that name an outlet which has become, or is no longer, a publisher of the database."""
    now = publishers(db)
    before = {str(name) for (name,) in db.execute("select name from told_publisher")}
    named = {bare(name) for name in now ^ before}
    if named:
        db.conn.create_function("bare", 1, bare, deterministic=True)
        hops = column(db.conn, "select distinct attribution_id from hop where bare(name) in (select value from json_each(?))",
                      json.dumps(sorted(named)))  # fmt: skip
        db.conn.executemany("delete from told where attribution_id = ?", ((id_,) for id_ in hops))
        db.execute("delete from told_publisher")
        db.conn.executemany("insert into told_publisher (name) values (?)", ((name,) for name in sorted(now)))


def _joined(
    db: Database, wordings: Wordings, fresh: Sequence[Telling], broken: set[int], again: Iterable[int]
) -> list[list[Telling]]:
    """Take apart the clusters that may no longer hold; return those that their members and the fresh are now in."""
    ask(db, again)
    told = "select told.attribution_id, cluster_id from told join asked on asked.id = wording_id left join variant using (attribution_id)"
    own = {one.id for one in fresh}
    for id_, cluster_id in db.conn.execute(told).fetchall():
        own.add(id_)
        if cluster_id is not None:
            broken.add(cluster_id)
    ask(db, broken)
    members = "select variant.attribution_id from asked join variant on cluster_id = asked.id join told using (attribution_id)"
    own.update(column(db.conn, members))
    for cluster_id in broken:
        _take_apart(db, cluster_id)
    links = Links(db, wordings, own, fresh)
    links.join()
    changed = links.groups()
    for cluster_id in {cluster_id for _, clusters in changed for cluster_id in clusters}:
        _take_apart(db, cluster_id)
    return [links.told(ids) for ids, _ in changed]


def _take_apart(db: Database, cluster_id: int) -> None:
    part_hops(db, cluster_id)
    db.conn.execute("delete from variant_cluster where id = ?", (cluster_id,))
