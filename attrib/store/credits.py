"""Who credits whom, counted once: by month, and over all of it. The pages show graphs and tables of it at any size.

An outlet credits the one whose step stands before its own in a chain. Rejected attributions do not count. A step that
bears the name of a publisher of the database is that outlet, whatever its article took it for.
"""

from sqlite_utils import Database

from attrib.store.tellings import bare

# month: "2031-04"; "" for the whole time, articles without a date among it. Columns named after a status count the
# attributions whose step to the credited outlet is known that way; one has one.
_TABLE = """create table credit (
    id integer primary key,
    month text not null,
    crediting_id integer not null references outlet(id) on delete cascade,
    credited_id integer not null references outlet(id) on delete cascade,
    attributions integer not null,
    articles integer not null,
    stated integer not null,
    inferred integer not null,
    unknown integer not null,
    unique (month, crediting_id, credited_id)
) strict"""
# The strongest of a month, and those of an outlet, are read from an index from its beginning.
_INDEXES = (
    "create index idx_credit_month on credit(month, attributions desc)",
    "create index idx_credit_crediting on credit(crediting_id, month, attributions desc)",
    "create index idx_credit_credited on credit(credited_id, month, attributions desc)",
)
# One row a chain and pair: a loop (A, B, A, B) names the pair twice. The best of its statuses counts.
_STEPS = """create temp table credit_step as
    select case when article.published glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]*'
            then substr(article.published, 1, 7) else '' end as month, attribution.article_id as article_id,
        coalesce(crediting.outlet_id, crediting_name.outlet_id) as crediting_id,
        coalesce(credited.outlet_id, credited_name.outlet_id) as credited_id,
        min(case credited.status when 'stated' then 0 when 'inferred' then 1 else 2 end) as status
    from hop as credited
    join hop as crediting
        on crediting.attribution_id = credited.attribution_id and crediting.position = credited.position + 1
    left join credit_name as credited_name on credited.outlet_id is null and credited_name.name = credited.name
        and credited.kind in ('organisation', 'unknown')
    left join credit_name as crediting_name on crediting.outlet_id is null and crediting_name.name = crediting.name
        and crediting.kind in ('organisation', 'unknown')
    join attribution on attribution.id = credited.attribution_id
    join article on article.id = attribution.article_id
    where crediting_id is not null and credited_id is not null
        and credited_id <> crediting_id and attribution.status <> 'rejected'
    group by credited.attribution_id, crediting_id, credited_id"""
_PUBLISHERS = "select distinct outlet.name, outlet.id from article join outlet on outlet.id = article.publisher_id"
_UNPLACED = "select distinct name from hop where outlet_id is null and kind in ('organisation', 'unknown')"
_COUNT = """insert into credit
        (month, crediting_id, credited_id, attributions, articles, stated, inferred, unknown)
    select {month}, crediting_id, credited_id, count(*), count(distinct article_id),
        sum(status = 0), sum(status = 1), sum(status = 2)
    from credit_step where {counted}
    group by 1, 2, 3 order by 1, 2, 3"""


def add_credits(db: Database) -> None:
    """Make the table and count what is there. The migration that brings it in."""
    db.execute(_TABLE)
    for statement in _INDEXES:
        db.execute(statement)
    count_credits(db)


def count_credits(db: Database) -> None:
    """Count anew, inside the caller's transaction."""
    db.execute("drop table if exists temp.credit_step")
    db.execute("drop table if exists temp.credit_name")
    db.execute("create temp table credit_name (name text primary key, outlet_id integer not null) strict")
    publishers = {bare(str(name)): int(id_) for name, id_ in db.execute(_PUBLISHERS).fetchall()}
    named = [(name, publishers.get(bare(str(name)))) for (name,) in db.execute(_UNPLACED).fetchall()]
    db.conn.executemany("insert into credit_name values (?, ?)", [one for one in named if one[1] is not None])
    db.execute(_STEPS)
    db.execute("delete from credit")
    db.execute(_COUNT.format(month="''", counted="true"))
    db.execute(_COUNT.format(month="month", counted="month <> ''"))
    db.execute("drop table temp.credit_step")
    db.execute("drop table temp.credit_name")
