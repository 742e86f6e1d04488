"""Which outlet tells which quote, counted once after comparing: what two outlets have in common is then read from an index."""

from sqlite_utils import Database

# telling_id: of the outlet's tellings the one nearest to the fullest. day: when the quote was first published anywhere
# (ISO), "" where no day is known.
_TABLE = """create table cluster_outlet (
    id integer primary key,
    cluster_id integer not null references variant_cluster(id) on delete cascade,
    outlet_id integer not null references outlet(id) on delete cascade,
    attributions integer not null,
    telling_id integer not null references attribution(id) on delete cascade,
    day text not null,
    unique (cluster_id, outlet_id)
) strict"""
_INDEXES = (
    "create index idx_cluster_outlet_outlet on cluster_outlet(outlet_id, day desc, cluster_id desc)",
    "create index idx_cluster_outlet_telling on cluster_outlet(telling_id)",
)
_COUNT = """insert into cluster_outlet (cluster_id, outlet_id, attributions, telling_id, day)
    select cluster_id, outlet_id, attributions, attribution_id, day from (
        select variant.cluster_id, article.publisher_id as outlet_id, variant.attribution_id,
            coalesce(variant_cluster.first_published, '') as day,
            count(*) over (partition by variant.cluster_id, article.publisher_id) as attributions,
            row_number() over (partition by variant.cluster_id, article.publisher_id
                order by variant.similarity desc, variant.attribution_id) as place
        from variant
        join variant_cluster on variant_cluster.id = variant.cluster_id
        join attribution on attribution.id = variant.attribution_id
        join article on article.id = attribution.article_id
        where article.publisher_id is not null and attribution.status <> 'rejected'
            and variant.cluster_id in (select id from variant_cluster except select cluster_id from cluster_outlet))
    where place = 1 order by cluster_id, outlet_id"""


def add_sides(db: Database) -> None:
    """Make the table and count what is there. The migration that brings it in."""
    db.execute(_TABLE)
    for statement in _INDEXES:
        db.execute(statement)
    count_sides(db)


def count_sides(db: Database) -> None:
    """Count the clusters that have no counts yet, inside the caller's transaction: one that changes is made anew."""
    db.execute(_COUNT)
