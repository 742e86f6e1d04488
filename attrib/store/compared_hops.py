"""Hops joined to the credited outlet's own article: "as reported by the Lantern", and what the Lantern itself printed."""

from sqlite_utils import Database

# The hop names an outlet before the publisher; that outlet's own telling is in the same cluster. Of several, the one
# that is nearest to the fullest, then the first by key.
_JOIN = """insert into joined_hop (hop_id, attribution_id, basis)
  select hop_id, attribution_id, 'same quote' from (
    select hop.id as hop_id, other.attribution_id as attribution_id, row_number() over (
        partition by hop.id order by other.similarity desc, telling.stable_key) as place
    from variant as own
    join hop on hop.attribution_id = own.attribution_id
    join attribution as mine on mine.id = own.attribution_id
    join article as page on page.id = mine.article_id
    join variant as other on other.cluster_id = own.cluster_id
    join attribution as telling on telling.id = other.attribution_id
    join article on article.id = telling.article_id
    join outlet on outlet.id = article.publisher_id
    where own.cluster_id = ? and hop.status <> 'unknown' and telling.article_id <> mine.article_id
      and article.publisher_id is not page.publisher_id
      and (hop.outlet_id = article.publisher_id
        or lower(hop.name) in (lower(outlet.name), 'the ' || lower(outlet.name))
        or 'the ' || lower(hop.name) = lower(outlet.name))
  ) where place = 1"""
_PART = """delete from joined_hop where hop_id in (
    select hop.id from hop join variant on variant.attribution_id = hop.attribution_id where variant.cluster_id = ?)"""


def join_hops(db: Database, cluster_id: int) -> None:
    """Join each hop of a cluster's attributions to the telling of the outlet that it names, where one is in the cluster."""
    db.conn.execute(_JOIN, (cluster_id,))


def part_hops(db: Database, cluster_id: int) -> None:
    """Undo `join_hops`, before a cluster is taken apart."""
    db.conn.execute(_PART, (cluster_id,))
