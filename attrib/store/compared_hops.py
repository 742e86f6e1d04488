"""Hops joined to the credited outlet's own article: "as reported by the Lantern", and what the Lantern itself printed."""

from sqlite_utils import Database

# A name as it is compared: without "the" and the case of letters.
_BARE = "iif(lower({name}) like 'the %', substr(lower({name}), 5), lower({name}))"
# The tellings of the clusters from a first one on, by the outlets that published them.
_TELLERS = f"""create temporary table teller as
  select variant.cluster_id, article.publisher_id as outlet_id, {_BARE.format(name="outlet.name")} as name,
    variant.attribution_id, telling.article_id, variant.similarity, telling.stable_key
  from variant
  join attribution as telling on telling.id = variant.attribution_id
  join article on article.id = telling.article_id
  join outlet on outlet.id = article.publisher_id
  where variant.cluster_id >= ?"""
_INDEXES = ("outlet_id", "name")
# The hop names an outlet before the publisher; that outlet's own telling is in the same cluster. Of several, the one
# that is nearest to the fullest, then the first by key.
_NAMED = """select hop.id as hop_id, teller.attribution_id, teller.similarity, teller.stable_key
    from variant as own
    cross join hop on hop.attribution_id = own.attribution_id and hop.status <> 'unknown'
    cross join attribution as mine on mine.id = own.attribution_id
    cross join article as page on page.id = mine.article_id
    cross join teller on teller.cluster_id = own.cluster_id and {same}
    where own.cluster_id >= ? and teller.article_id <> mine.article_id and teller.outlet_id is not page.publisher_id"""
_JOIN = f"""insert into joined_hop (hop_id, attribution_id, basis)
  select hop_id, attribution_id, 'same quote' from (
    select hop_id, attribution_id, row_number() over (
        partition by hop_id order by similarity desc, stable_key) as place
    from (
      {_NAMED.format(same="teller.outlet_id = hop.outlet_id")}
      union {_NAMED.format(same=f"teller.name = {_BARE.format(name='hop.name')}")}
    )
  ) where place = 1"""
_PART = """delete from joined_hop where hop_id in (
    select hop.id from hop join variant on variant.attribution_id = hop.attribution_id where variant.cluster_id = ?)"""


def join_hops(db: Database, first: int) -> None:
    """Join each hop of the clusters from a first id on to the telling of the outlet that it names, where one is there."""
    db.execute(_TELLERS, (first,))
    for column in _INDEXES:
        db.execute(f"create index temp.idx_teller_{column} on teller(cluster_id, {column})")
    db.execute(_JOIN, (first, first))
    db.execute("drop table temp.teller")


def part_hops(db: Database, cluster_id: int) -> None:
    """Undo `join_hops`, before a cluster is taken apart."""
    db.conn.execute(_PART, (cluster_id,))
