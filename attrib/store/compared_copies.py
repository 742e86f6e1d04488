"""Articles that are copies of one another, kept up to date: each article is sketched once, each pair judged once."""

from array import array
from collections import defaultdict
from collections.abc import Iterator

from sqlite_utils import Database

from attrib.compare.copies import Sketch, copied_share, directed, proposed, sketch
from attrib.compare.records import Page
from attrib.store.tellings import DAY, ask

CHUNK = 2_000  # articles a transaction: a killed run loses no more

TABLES = (
    # What an article's current wording is found by; size: its shingles, kept: the lowest of their hashes, 32 bits each.
    """create table sketch (
        article_id integer primary key references article(id) on delete cascade,
        version_id integer not null,
        size integer not null,
        kept blob not null
    ) strict""",
    # Two articles that were laid side by side (one_id has the first stable key). share is null where they are no copies.
    """create table judged_pair (
        one_id integer not null references sketch(article_id) on delete cascade,
        other_id integer not null references sketch(article_id) on delete cascade,
        share real,
        primary key (one_id, other_id)
    ) strict, without rowid""",
    "create index idx_judged_pair_other_id on judged_pair(other_id)",
)
_FRESH = """select article.id, article.current_version_id, article_version.text from article
  join article_version on article_version.id = article.current_version_id
  left join sketch on sketch.article_id = article.id
  where sketch.article_id is null order by article.id limit ?"""
_CREDITS = """select attribution.article_id, outlet.name from hop
  join attribution on attribution.id = hop.attribution_id and attribution.status <> 'rejected'
  join outlet on outlet.id = hop.outlet_id
  where hop.status = 'stated' and attribution.article_id in (select id from asked)
  union select article.id, outlet.name from article
  join outlet on outlet.id in (article.original_publisher_id, article.dateline_agency_id)
  where article.id in (select id from asked)"""
_PAGES = f"""select article.id, article.stable_key, coalesce(publisher.name, ''), {DAY} from article
  left join outlet as publisher on publisher.id = article.publisher_id where article.id in (select id from asked)"""


def write_copies(db: Database) -> Iterator[tuple[int, int]]:
    """Bring the pairs of articles that hold one text up to date.

    Yields how many articles are sketched and how many there are, each time what is written is whole.
    """
    total = int(db.execute("select count(*) from article").fetchone()[0])
    db.execute(
        "delete from sketch where version_id is not"
        " (select current_version_id from article where article.id = sketch.article_id)"
    )
    while fresh := db.execute(_FRESH, (CHUNK,)).fetchall():
        sketches = ((article, version, sketch(text)) for article, version, text in fresh)
        db.conn.executemany(
            "insert into sketch (article_id, version_id, size, kept) values (?, ?, ?, ?)",
            ((article, version, one.size, array("I", one.kept).tobytes()) for article, version, one in sketches),
        )
        yield int(db.execute("select count(*) from sketch").fetchone()[0]), total
    _judge(db)
    _write(db)
    yield total, total


def _judge(db: Database) -> None:
    """Judge the pairs that the sketches propose; those that they no longer propose are forgotten."""
    ids: list[int] = []
    sketches: list[Sketch] = []
    statement = (
        "select sketch.article_id, size, kept from sketch join article on article.id = article_id"
        # A text too short to be told to be a copy has no shingles.
        " where size > 0 order by stable_key"
    )
    for article, size, kept in db.conn.execute(statement):
        ids.append(article)
        sketches.append(Sketch(size, tuple(array("I", kept))))
    pairs = {(ids[one], ids[other]) for one, other in proposed(sketches)}
    known = set(db.conn.execute("select one_id, other_id from judged_pair"))
    db.conn.executemany("delete from judged_pair where one_id = ? and other_id = ?", sorted(known - pairs))
    for one, other in sorted(pairs - known):
        share = copied_share(_text(db, one), _text(db, other))
        db.conn.execute("insert into judged_pair (one_id, other_id, share) values (?, ?, ?)", (one, other, share))


def _text(db: Database, article: int) -> str:
    statement = (
        "select text from article_version join article on current_version_id = article_version.id where article.id = ?"
    )
    return str(db.conn.execute(statement, (article,)).fetchone()[0])


def _write(db: Database) -> None:
    """Write the pairs that are copies, with who copied whom by what the articles say now."""
    found = db.conn.execute("select one_id, other_id, share from judged_pair where share is not null").fetchall()
    ask(db, {article for one, other, _ in found for article in (one, other)})
    credits: dict[int, set[str]] = defaultdict(set)
    for article, name in db.conn.execute(_CREDITS):
        credits[article].add(name)
    pages = {
        article: Page(key, outlet, "", published, tuple(sorted(credits[article] - {outlet})))
        for article, key, outlet, published in db.conn.execute(_PAGES)
    }
    ids = {page.article: article for article, page in pages.items()}
    told = [directed(pages[one], pages[other], share) for one, other, share in found]
    db.execute("delete from article_copy")
    db.conn.executemany(
        "insert into article_copy (original_id, copy_id, share, basis) values (?, ?, ?, ?)",
        ((ids[one.original], ids[one.copy], one.share, one.basis) for one in told),
    )
