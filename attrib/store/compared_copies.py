"""Articles that are copies of one another, kept up to date: each article is sketched once, each pair judged once."""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from sqlite_utils import Database

from attrib.compare.copies import Sketch, copied_share, directed, proposed, sketch
from attrib.compare.records import Page
from attrib.store.beside import Beside
from attrib.store.compared_attempts import ARTICLES, Task
from attrib.store.tellings import DAY, ask

PART = 200  # articles or pairs of them that are read at once
PARTS = 10  # parts a transaction: a killed run loses no more

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
_FRESH = """select article.id from article left join sketch on sketch.article_id = article.id
  where sketch.article_id is null and article.current_version_id is not null order by article.id"""
_TEXTS = """select article.id, article_version.id, article_version.text from asked join article on article.id = asked.id
  join article_version on article_version.id = article.current_version_id order by article.id"""
_CREDITS = """select attribution.article_id, outlet.name from hop
  join attribution on attribution.id = hop.attribution_id and attribution.status <> 'rejected'
  join outlet on outlet.id = hop.outlet_id
  where hop.status = 'stated' and attribution.article_id in (select id from asked)
  union select article.id, outlet.name from article
  join outlet on outlet.id in (article.original_publisher_id, article.dateline_agency_id)
  where article.id in (select id from asked)"""
_PAGES = f"""select article.id, article.stable_key, coalesce(publisher.name, ''), {DAY} from article
  left join outlet as publisher on publisher.id = article.publisher_id where article.id in (select id from asked)"""


# An article, its version, the number of its shingles and the kept ones. Two articles and what they share.
Sketched = tuple[int, int, int, bytes]
Judged = tuple[int, int, float | None]


def write_copies(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
    """Bring the pairs of articles that hold one text up to date.

    Yields how many articles are sketched and how many there are, each time what is written is whole.
    """
    total = int(db.execute("select count(*) from article").fetchone()[0])
    db.execute(
        "delete from sketch where version_id is not"
        " (select current_version_id from article where article.id = sketch.article_id)"
    )
    fresh = [int(row[0]) for row in db.conn.execute(_FRESH)]
    done = total - len(fresh)
    tasks = [Task(sketched, fresh[at : at + PART], ARTICLES) for at in range(0, len(fresh), PART)]
    for number, (task, found) in enumerate(zip(tasks, beside.each(tasks), strict=True), 1):
        db.conn.executemany(
            "insert into sketch (article_id, version_id, size, kept) values (?, ?, ?, ?)",
            chain.from_iterable(found.results),
        )
        done += len(task.items)
        if number % PARTS == 0:
            yield done, total
    _judge(db, beside)
    _write(db)
    yield total, total


def sketched(db: Database, articles: list[int]) -> list[Sketched]:
    """Return what some articles are found by."""
    ask(db, articles)
    texts = db.conn.execute(_TEXTS)
    sketches = ((article, version, sketch(text)) for article, version, text in texts)
    return [(article, version, one.size, array("I", one.kept).tobytes()) for article, version, one in sketches]


def _judge(db: Database, beside: Beside) -> None:
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
    new = sorted(pairs - known)
    tasks = [Task(judged, new[at : at + PART], ARTICLES) for at in range(0, len(new), PART)]
    for found in beside.each(tasks):
        db.conn.executemany(
            "insert into judged_pair (one_id, other_id, share) values (?, ?, ?)", chain.from_iterable(found.results)
        )


def judged(db: Database, pairs: list[tuple[int, int]]) -> list[Judged]:
    """Return what the articles of some pairs share, None where they are no copies."""
    return [(one, other, copied_share(_text(db, one), _text(db, other))) for one, other in pairs]


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
