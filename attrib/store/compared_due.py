"""Which articles and speakers are due: those that are new or told otherwise since the passes last saw them.

What a pass has done is remembered as rows that hang on what it was made from. An attribution that is taken away takes its
row along, and so a count that no longer fits shows an article or a speaker that lost something. What is due is written
down before any pass begins, and each pass strikes out what it has done: a killed run loses nothing.
"""

from collections.abc import Sequence

from sqlite_utils import Database

from attrib.store.tellings import DAY

# The passes that go by articles.
WORKS = ("figures", "stances", "versions")

TABLES = (
    # A claim as it was last seen: what may change without its article being read again.
    """create table claim_seen (
        attribution_id integer primary key references attribution(id) on delete cascade,
        article_id integer not null,
        speaker text,
        name text,
        kind text not null
    ) strict""",
    "create index idx_claim_seen_article_id on claim_seen(article_id)",
    "create index idx_claim_seen_speaker on claim_seen(speaker) where speaker is not null",
    # claims: how many rows of claim_seen it had.
    """create table article_seen (
        article_id integer primary key references article(id) on delete cascade,
        version_id integer,
        run_id integer,
        outlet text,
        published text,
        title text not null,
        claims integer not null
    ) strict""",
    "create table speaker_seen (speaker text primary key, claims integer not null) strict, without rowid",
    """create table due_article (
        work text not null,
        article_id integer not null references article(id) on delete cascade,
        primary key (work, article_id)
    ) strict, without rowid""",
    "create index idx_due_article_article_id on due_article(article_id)",
    "create table due_speaker (speaker text primary key) strict, without rowid",
)

_CLAIM = """from attribution left join speaker on speaker.id = attribution.speaker_id"""
# As claims.py reads them.
_SPEAKER = """case when attribution.speaker_status in ('stated', 'inferred')
  and attribution.speaker_kind in ('person', 'organisation', 'document', 'outlet') then speaker.stable_key end"""
_NAME = "case when attribution.speaker_status in ('stated', 'inferred') then attribution.speaker_name end"
_KIND = "coalesce(attribution.speaker_kind, 'unknown')"
_ARTICLE = f"""select article.id, article.current_version_id, document.run_id, outlet.name as outlet, {DAY} as published,
    coalesce(article.title, '') as title
  from article join document on document.id = article.document_id
  left join outlet on outlet.id = article.publisher_id"""
_FORGET_CHANGED = f"""delete from claim_seen where attribution_id in (
  select seen.attribution_id from claim_seen as seen join attribution on attribution.id = seen.attribution_id
  left join speaker on speaker.id = attribution.speaker_id
  where attribution.status = 'rejected' or seen.speaker is not {_SPEAKER} or seen.name is not {_NAME} or seen.kind <> {_KIND})"""
_CHANGED_ARTICLES = f"""create temporary table touched as select now.id as article_id from ({_ARTICLE}) as now
  left join article_seen as seen on seen.article_id = now.id
  left join (select article_id, count(*) as claims from claim_seen group by 1) as have on have.article_id = now.id
  left join (select article_id, count(*) as claims from attribution where status <> 'rejected' group by 1) as there
    on there.article_id = now.id
  where seen.article_id is null or seen.version_id is not now.current_version_id or seen.run_id is not now.run_id
    or seen.outlet is not now.outlet or seen.published is not now.published or seen.title <> now.title
    or seen.claims <> ifnull(have.claims, 0) or seen.claims <> ifnull(there.claims, 0)"""
_SEE = f"""insert into claim_seen (attribution_id, article_id, speaker, name, kind)
  select attribution.id, attribution.article_id, {_SPEAKER}, {_NAME}, {_KIND} {_CLAIM}
  where attribution.article_id in (select article_id from touched) and attribution.status <> 'rejected'
  order by attribution.id"""
_SEE_ARTICLES = f"""insert or replace into article_seen (article_id, version_id, run_id, outlet, published, title, claims)
  select now.*, (select count(*) from claim_seen where claim_seen.article_id = now.id) from ({_ARTICLE}) as now
  where now.id in (select article_id from touched) order by now.id"""
# A speaker who has more or fewer claims than when last seen.
_CHANGED_SPEAKERS = """insert or ignore into due_speaker (speaker)
  select speaker from (
    select have.speaker from (select speaker, count(*) as claims from claim_seen where speaker is not null group by 1) as have
    left join speaker_seen as seen on seen.speaker = have.speaker where seen.claims is not have.claims
    union select speaker from speaker_seen where not exists (
      select 1 from claim_seen where claim_seen.speaker = speaker_seen.speaker))"""

_TOUCHED_SPEAKERS = """insert or ignore into due_speaker (speaker)
  select distinct speaker from touched cross join claim_seen on claim_seen.article_id = touched.article_id
  where speaker is not null"""


def note_due(db: Database) -> None:
    """Write down for each pass which articles and speakers it has to look at."""
    db.execute(_FORGET_CHANGED)
    db.execute("drop table if exists temp.touched")
    db.execute(_CHANGED_ARTICLES)
    db.execute(_CHANGED_SPEAKERS)
    db.execute(_TOUCHED_SPEAKERS)
    db.execute("delete from claim_seen where article_id in (select article_id from touched)")
    db.execute(_SEE)
    db.execute(_SEE_ARTICLES)
    db.execute(_TOUCHED_SPEAKERS)
    db.execute("delete from speaker_seen where speaker in (select speaker from due_speaker)")
    db.execute(
        "insert into speaker_seen (speaker, claims) select speaker, count(*) from claim_seen"
        " where speaker in (select speaker from due_speaker) group by 1"
    )
    for work in WORKS:
        db.execute(
            "insert or ignore into due_article (work, article_id) select ?, article_id from touched order by 2", (work,)
        )
    db.execute("drop table temp.touched")


def due_articles(db: Database, work: str) -> list[int]:
    """Return the articles that a pass still has to look at, in their order."""
    statement = "select article_id from due_article where work = ? order by article_id"
    return [int(row[0]) for row in db.conn.execute(statement, (work,))]


def strike_out(db: Database, work: str, articles: Sequence[int]) -> None:
    """Note that a pass has looked at some articles."""
    db.conn.executemany(
        "delete from due_article where work = ? and article_id = ?", ((work, article) for article in articles)
    )
