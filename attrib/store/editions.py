"""The versions of an article: one a text and what was told of it, so that a title changed alone loses no title."""

from dataclasses import dataclass

from sqlite_utils import Database

from attrib.keys import digest
from attrib.records import Document
from attrib.store.outlet_names import short

# A table that is made anew takes the place of the old one, and the views that read it are made again around it.
_TABLE = """create table made_anew (
    id integer primary key,
    article_id integer not null references article(id) on delete cascade,
    text_hash text not null,
    text text not null,
    headline text,
    run_id integer references run(id),
    start integer not null,
    end integer not null,
    publisher text,
    published text,
    told text,
    unique (article_id, text_hash, told)
) strict"""
_COPY = """insert into made_anew (id, article_id, text_hash, text, headline, run_id, start, end, publisher, published)
  select version.id, article_id, text_hash, text, headline, run_id, start, end, outlet.name, article.published
  from article_version as version left join article on article.current_version_id = version.id
  left join outlet on outlet.id = article.publisher_id"""
_FIND = """select id, headline, publisher, published, told from article_version where article_id = ? and text_hash = ?
  order by id = (select current_version_id from article where id = ?) desc, id desc"""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version as it is read: the text and where it stands in the document, and what is known of it.

    `told` is the hash of what the input says of it, so that a rule that finds another headline makes no version.
    """

    text: str
    start: int
    end: int
    headline: str | None
    publisher: str | None
    published: str | None
    told: str


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    headline: str | None
    publisher: str | None
    published: str | None
    told: str | None


def add_told_versions(db: Database) -> None:
    """Let a version be a text with its headline, publisher and day, where it was a text alone.

    Foreign keys must not be enforced: the old table goes before the new one has its name.
    """
    around = "select type, name, sql from sqlite_master where sql is not null and (type = 'view' or (type = 'index' and tbl_name = 'article_version'))"
    made = [(str(kind), str(name), str(sql)) for kind, name, sql in db.execute(around).fetchall()]
    db.execute(_TABLE)
    db.execute(_COPY)
    for kind, name, _ in made:
        db.execute(f'drop {kind} "{name}"')
    db.execute("drop table article_version")
    db.execute("alter table made_anew rename to article_version")
    for _, _, sql in made:
        db.execute(sql)


def told_hash(document: Document) -> str:
    """Return the hash of what the input says of a document besides its text and address."""
    return digest("told", *(value or "" for value in (document.title, document.publisher, document.date)))


def write_version(db: Database, article_id: int, edition: Edition, document: Document, run_id: int | None) -> int:
    """Store a version of an article, or bring the row that it has up to date; return its number."""
    hashed = digest("text", edition.text)
    found = [_Stored(*row) for row in db.conn.execute(_FIND, (article_id, hashed, article_id))]
    known = next((one for one in found if one.told == edition.told), None)
    known = known or next((one for one in found if _keeps_all(one, edition, document)), None)
    values = (
        edition.headline, edition.publisher, edition.published, edition.told, edition.start, edition.end,
    )  # fmt: skip
    if known:
        db.execute(
            "update article_version set headline = ?, publisher = ?, published = ?, told = ?, start = ?, end = ?"
            " where id = ?",
            (*values, known.id),
        )
        return known.id
    statement = (
        "insert into article_version (article_id, text_hash, text, run_id, headline, publisher, published, told, start, end)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id"
    )
    return int(db.conn.execute(statement, (article_id, hashed, edition.text, run_id, *values)).fetchone()[0])


def _keeps_all(stored: _Stored, edition: Edition, document: Document) -> bool:
    """Tell whether an edition can stand in a row without anything being lost: what is there is missing, or the same.

    An older attrib did not say what the input told. There, what the input does not tell now was found by a rule.
    """
    old = stored.told is None
    headline = stored.headline in (None, "", edition.headline) or (
        old and (not document.title or str(stored.headline) in edition.text)
    )
    publisher = (
        stored.publisher is None
        or short(stored.publisher) in [short(name) for name in (edition.publisher, document.publisher) if name]
        or (old and not document.publisher)
    )
    published = stored.published in (None, edition.published) or (old and not document.date)
    return headline and publisher and published
