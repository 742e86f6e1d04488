"""What lies between two tellings of a quote: outlets, articles of one outlet, or nothing but the passages of one article.

Only what lies between outlets was altered on its way from one to another.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from attrib.compare.clusters import as_cluster
from attrib.compare.records import Alteration
from attrib.store.tellings import Telling

OUTLETS, ARTICLES, PASSAGES, BESIDES = "outlets", "articles", "passages", "besides"
# Ways in which two tellings differ that alter nothing: other quote marks and capitals, another language.
UNALTERED = frozenset(("identical", "formatting", "translation"))

# alteration as it was, with `apart` (see apart_by) and one more that a telling is laid against: the fullest of its own article.
_TABLE = """create table alteration (
    id integer primary key,
    variant_id integer not null references variant(id) on delete cascade,
    against text not null check (against in ('fullest', 'credited', 'article')),
    before_id integer not null references attribution(id) on delete cascade,
    apart text not null default 'outlets' check (apart in ('outlets', 'articles', 'passages', 'besides')),
    type text not null,
    risk text not null check (risk in ('none', 'low', 'high')),
    reason text not null,
    touches text not null default '[]',
    ends text not null default '[]',
    marked integer not null default 0,
    removed text not null default '[]',
    added text not null default '[]',
    unique (variant_id, against)
) strict"""
_COLUMNS = "type, risk, reason, touches, ends, marked, removed, added"
_OLD = """from old_alteration as old
  join variant on variant.id = old.variant_id
  join attribution as own on own.id = variant.attribution_id
  join article as own_article on own_article.id = own.article_id
  join attribution as other on other.id = old.before_id
  join article as other_article on other_article.id = other.article_id"""
_APART = """case when own.article_id = other.article_id then 'passages'
    when own_article.publisher_id <> other_article.publisher_id then 'outlets' else 'articles' end"""
_INDEXES = (
    "create index idx_alteration_before_id on alteration(before_id)",
    "create index idx_alteration_risk on alteration(risk)",
    # A question begins with what lies between, and lists the high risks first.
    "create index idx_alteration_apart on alteration(apart, against, risk)",
)


def add_apart(db: Database) -> None:
    """Say of each alteration what lies between its tellings. The migration that brings it in; all quotes are laid side by side anew."""
    db.execute("alter table alteration rename to old_alteration")
    for index in ("idx_alteration_before_id", "idx_alteration_risk"):
        db.execute(f"drop index {index}")
    db.execute(_TABLE)
    old = ", ".join(f"old.{name}" for name in _COLUMNS.split(", "))
    db.execute(
        f"insert into alteration (id, variant_id, against, before_id, apart, {_COLUMNS})"
        f" select old.id, old.variant_id, old.against, old.before_id, {_APART}, {old} {_OLD}"
    )
    db.execute("drop table old_alteration")
    for index in _INDEXES:
        db.execute(index)
    db.execute("update told set joined = null")


def leading(fullest: Telling, members: Sequence[Telling], changes: Mapping[int, Alteration]) -> dict[int, Telling]:
    """Return of each article the telling that stands for it, by article: one that alters nothing, else its fullest.

    `fullest` is that of the whole cluster; `changes` say how each of the others differs from it.
    """
    by_article: dict[int, list[Telling]] = defaultdict(list)
    for one in members:
        by_article[one.article_id].append(one)
    found = {}
    for article, own in by_article.items():
        whole = [one for one in own if one.id == fullest.id or changes[one.id].type in UNALTERED]
        key = as_cluster(one.told for one in whole or own).fullest
        found[article] = fullest if fullest in own else next(one for one in own if one.told.key == key)
    return found


def apart_by(before: Telling, after: Telling, leads: Mapping[int, Telling]) -> str:
    """Return what lies between two tellings. `leads` are those that stand for their articles.

    passages: both stand in one article. besides: the article of `after` tells it more fully besides. articles: both are
    of one outlet, or of one that nobody names, which may be the same. outlets: of two.
    """
    if before.article_id == after.article_id:
        return PASSAGES
    if leads[after.article_id].id != after.id:
        return BESIDES
    known = before.told.outlet and after.told.outlet and before.told.outlet != after.told.outlet
    return OUTLETS if known else ARTICLES
