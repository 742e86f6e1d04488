"""Stance drift along the tellings of one quote, and headlines that change what their body attributes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from sqlite_utils import Database

from attrib.compare.claims import Claim
from attrib.compare.drift import Drift, drifts, pairs
from attrib.compare.headline_drift import headline_drift, nearest
from attrib.store.beside import Beside, in_parts
from attrib.store.claims import claims
from attrib.store.compared_attempts import ARTICLES, Task
from attrib.store.compared_due import due_articles, strike_out
from attrib.store.tellings import ask

PART = 2_500  # attributions that are read at once
PARTS = 10  # parts a transaction: a killed run loses no more, and those who read are not held up by each
ARTICLES_AT_ONCE = 500
HEADINGS = 20  # headings of an article that are held against its body
TOLD_AT_MOST = 200  # attributions of an article that they are held against

TABLES = (
    # A cluster whose tellings were held against one another.
    """create table cluster_held (
        cluster_id integer primary key references variant_cluster(id) on delete cascade
    ) strict""",
)
# What is told of a claim changed, so that its cluster is due; what was found in clusters that are no more, or are due.
_RELEASE = """delete from cluster_held where cluster_id in (
  select variant.cluster_id from due_article
  cross join attribution on attribution.article_id = due_article.article_id
  join variant on variant.attribution_id = attribution.id where due_article.work = 'stances')"""
_GONE = (
    """delete from drift where kind <> 'headline' and not exists (
      select 1 from variant join cluster_held on cluster_held.cluster_id = variant.cluster_id
      where variant.attribution_id = drift.before_id)""",
    """delete from drift where kind = 'headline' and article_id in (
      select article_id from due_article where work = 'stances')""",
)
_DUE = """select variant_cluster.id, attributions from variant_cluster
  left join cluster_held on cluster_held.cluster_id = variant_cluster.id
  where cluster_held.cluster_id is null order by 1"""
_MEMBERS = """select cluster.id, cluster.fullest_id, variant.attribution_id, alteration.before_id,
    variant.translated = fullest.translated
  from asked
  cross join variant_cluster as cluster on cluster.id = asked.id
  cross join variant on variant.cluster_id = cluster.id
  join variant as fullest on fullest.attribution_id = cluster.fullest_id
  left join alteration on alteration.variant_id = variant.id and alteration.against = 'credited'
    and alteration.type <> 'translation'
  order by cluster.stable_key, variant.attribution_id"""
_OF_CLUSTERS = """select article_id from variant join attribution on attribution.id = variant.attribution_id
  where cluster_id in (select value from json_each(?))"""
_HEADLINES = """select headline.article_id, headline_text, attribution_id, body_attribution_id
  from asked join headline on headline.article_id = asked.id where body_attribution_id is not null order by 1"""
# Headings inside an article, below its headline, and what it attributes.
_HEADINGS = """select article.id, substr(article_version.text, zone.start + 1, zone.end - zone.start), zone.start, zone.end
  from asked
  join article on article.id = asked.id
  join article_version on article_version.id = article.current_version_id
  join zone on zone.version_id = article.current_version_id
  where zone.kind = 'headline' order by article.id, zone.start"""
_ATTRIBUTED = """select article_id, attribution.id from asked
  cross join attribution on attribution.article_id = asked.id order by stable_key"""
_WRITE = """insert or ignore into drift (kind, before_id, after_id, article_id, before_text, after_text, risk, reason)
  values (?, ?, ?, (select article_id from attribution where id = ?), ?, ?, ?, ?)"""
# What a headline does to its body is told once.
_TWICE = """delete from drift where kind <> 'headline' and exists (
  select 1 from drift as told where told.kind = 'headline' and told.before_id = drift.before_id
    and told.after_id = drift.after_id)"""


# What is written of a drift: its kind, the two attributions and the one whose article it is in, and what is told of it.
Row = tuple[str, int, int | None, int, str, str, str, str]


def write_stances(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
    """Bring up to date where a claim is told with another verb, without its hedge or condition, or changed in a headline.

    Yields how many attributions are done and how many there were to do, each time what is written is whole.
    """
    db.execute(_RELEASE)
    for statement in _GONE:
        db.execute(statement)
    _of_headlines(db, beside)
    due: list[tuple[int, int]] = db.conn.execute(_DUE).fetchall()
    parts = list(in_parts(due, PART))
    total = sum(size for _, size in due)
    done = 0
    tasks = [Task(of_clusters, [id_ for id_, _ in part], _OF_CLUSTERS) for part in parts]
    for number, (part, found) in enumerate(zip(parts, beside.each(tasks), strict=True), 1):
        left_out = set(found.left_out())
        held = ((id_,) for id_, _ in part if id_ not in left_out)
        db.conn.executemany(_WRITE, chain.from_iterable(found.results))
        db.conn.executemany("insert into cluster_held (cluster_id) values (?)", held)
        db.execute(_TWICE)
        done += sum(size for _, size in part)
        if number % PARTS == 0:
            yield done, total
    yield total, total


def _of_headlines(db: Database, beside: Beside) -> None:
    due = due_articles(db, "stances")
    tasks = [
        Task(of_headlines, due[at : at + ARTICLES_AT_ONCE], ARTICLES) for at in range(0, len(due), ARTICLES_AT_ONCE)
    ]
    for task, found in zip(tasks, beside.each(tasks), strict=True):
        left_out = set(found.left_out())
        db.conn.executemany(_WRITE, chain.from_iterable(found.results))
        strike_out(db, "stances", [id_ for id_ in task.items if id_ not in left_out])


def of_headlines(db: Database, articles: list[int]) -> list[Row]:
    """Return where a headline, or a heading below it, changes what the body of its article attributes."""
    ask(db, articles)
    headlines = db.conn.execute(_HEADLINES).fetchall()
    headings = _headings(db)
    known = claims(db, {id_ for row in headlines for id_ in row[2:] if id_ is not None})
    told = [
        headline_drift(text, known[own] if own is not None else None, known[body])
        for _, text, own, body in headlines
        if body in known and (own is None or own in known)
    ]
    return [*_rows([one for one in told if one], known), *_of_headings(db, headings)]


def _headings(db: Database) -> dict[int, list[tuple[str, int, int]]]:
    """Return the headings below the headlines of the asked articles, with their bounds."""
    found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for article, text, start, end in db.conn.execute(_HEADINGS):
        found[article].append((text, start, end))
    return {article: own[1 : 1 + HEADINGS] for article, own in found.items() if len(own) > 1}


def _of_headings(db: Database, headings: Mapping[int, list[tuple[str, int, int]]]) -> list[Row]:
    """Hold the headings below an article's headline against the body: each against the claim that it has most words of."""
    ask(db, headings)
    attributed: dict[int, list[int]] = defaultdict(list)
    for article, id_ in db.conn.execute(_ATTRIBUTED).fetchall():
        attributed[article].append(id_)
    known = claims(db, {id_ for ids in attributed.values() for id_ in ids[:TOLD_AT_MOST]})
    found: list[Drift] = []
    for article, own in headings.items():
        told = [known[id_] for id_ in attributed[article] if id_ in known]
        for text, start, end in own:
            inside = next((one for one in told if one.spans and start <= one.spans[0][0] < end), None)
            body = nearest(text, (one for one in told if not one.headline))
            drift = headline_drift(text, inside, body) if body else None
            if drift:
                found.append(drift)
    return _rows(found, known)


def of_clusters(db: Database, clusters: list[int]) -> list[Row]:
    """Return where the tellings of some clusters change their stance."""
    ask(db, clusters)
    members = db.conn.execute(_MEMBERS).fetchall()
    known = claims(db, {row[2] for row in members})
    return _rows(drifts(_pairs(members, known)), known)


def _rows(found: Iterable[Drift], known: Mapping[int, Claim]) -> list[Row]:
    ids = {claim.key: id_ for id_, claim in known.items()}
    rows: list[Row] = []
    for one in sorted(found, key=lambda one: (one.before, one.after, one.kind)):
        before, after = ids[one.before], ids.get(one.after)
        rows.append((one.kind, before, after, before if after is None else after, *_told(one)))
    return rows


def _told(one: Drift) -> tuple[str, str, str, str]:
    return one.before_text, one.after_text, one.risk, one.reason


def _pairs(
    members: list[tuple[int, int, int, int | None, int]], known: dict[int, Claim]
) -> Iterator[tuple[Claim, Claim]]:
    """Yield each telling beside the one that it is held against. A translation is held against nothing."""
    clusters: dict[int, list[tuple[int, int, int, int | None, int]]] = defaultdict(list)
    for row in members:
        clusters[row[0]].append(row)
    for rows in clusters.values():
        fullest = rows[0][1]
        told = [known[row[2]] for row in rows if row[2] in known and (row[4] or row[3])]
        if fullest not in known:
            continue
        credited = {known[row[2]].key: known[row[3]].key for row in rows if row[2] in known and row[3] in known}
        yield from pairs(told, known[fullest].key, credited)
