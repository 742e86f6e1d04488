"""What articles tell, as it is compared: each attribution with its wording, kept up to date with the index of wordings."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from sqlite_utils import Database

from attrib.compare.index import named_words
from attrib.store.beside import Beside
from attrib.store.compared_attempts import OF_ATTRIBUTIONS, Task
from attrib.store.compared_clusters import break_clusters
from attrib.store.compared_index import Wording, Wordings, as_wording, column
from attrib.store.tellings import DAY, ELIGIBLE, ask, bare, contents, publishers

PART = 2_500  # attributions that are read at once
PARTS = 8  # parts a transaction: a killed run loses no more

# What comparing was told of an attribution when it was last looked at: who and when may change without its article.
# joined: the run (comparison.id) that found all that carries its quote; null while that is to be done.
TOLD = """create table told (
    attribution_id integer primary key references attribution(id) on delete cascade,
    article_id integer not null,
    wording_id integer not null,
    start integer not null,
    end integer not null,
    source text,
    source_id integer,
    outlet text not null,
    published text,
    joined integer
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
# All that a wording's attributions hang together with is to be found anew.
_AGAIN = "update told set joined = null where wording_id in (select id from asked)"
_JOINED = """select distinct cluster_id from asked cross join told on wording_id = asked.id
  join variant on variant.attribution_id = told.attribution_id"""


# An attribution, the bounds of its content, and its words.
Row = tuple[int, int, int, Wording]


def write_wordings(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
    """Bring up to date what is told in which words. What is to be joined with others has no `joined` afterwards.

    Yields how many attributions are done and how many there are, each time what is written is whole and can be committed.
    """
    db.execute(_OLD.format(join="join"))
    _forget_renamed(db)
    fresh = column(db.conn, _FRESH.format(join="left join"))
    wordings = Wordings(db.conn)
    _again(db, wordings.drop_unused())
    yield 0, len(fresh)
    parts = [Task(read_wordings, fresh[at : at + PART], OF_ATTRIBUTIONS) for at in range(0, len(fresh), PART)]
    read = beside.each(parts)
    for start in range(0, len(parts), PARTS):
        rows = list(chain.from_iterable(result for done in islice(read, PARTS) for result in done.results))
        ids, again = wordings.add(wording for *_, wording in rows)
        told = ((ids[wording.code], start, end, id_) for id_, start, end, wording in rows)
        db.conn.executemany(_TELL.format(join="left join"), told)
        _again(db, again)
        yield min((start + PARTS) * PART, len(fresh)), len(fresh)


def read_wordings(db: Database, ids: list[int]) -> list[Row]:
    """Return some attributions with their words as they are indexed."""
    return [(id_, start, end, as_wording(named_words(text))) for id_, start, end, text in contents(db, ids)]


def _again(db: Database, wordings: Iterable[int]) -> None:
    """Break the clusters of wordings that may hang together with others than before."""
    ask(db, wordings)
    db.execute(_AGAIN)
    break_clusters(db, column(db.conn, _JOINED))


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
