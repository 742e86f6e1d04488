"""Read out of the database what comparing takes in: attributions as articles tell them, and whole articles as pages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from attrib.compare.records import Page, Told

# "in remarks translated from Norlandic": the words are a translator's.
_TRANSLATED = re.compile(r"\btranslat(?:ed|ion)\b", re.IGNORECASE)
_NESTED = 0.5  # share of an attribution's content that one inside it tells, from which that one stands for both
_SAID = """select attribution.id, attribution.stable_key, attribution.article_id, article.stable_key as article,
    publisher.name as outlet, attribution.content_text,
    case when attribution.type = 'direct' or attribution.type = 'mixed' or instr(attribution.sentence_text, 'ranslat')
      then attribution.sentence_text else '' end as sentence,
    coalesce(article.published, article.dateline_date) as published,
    case when article.published is not null then article.published_basis
      when article.dateline_date is not null then 'dateline' end as basis,
    attribution.parent_id, exists (
      select 1 from span join zone on zone.version_id = attribution.version_id and zone.kind = 'headline'
        and span.start >= zone.start and span.end <= zone.end
      where span.attribution_id = attribution.id and span.role = 'content') as headline,
    (select count(*) from span where span.attribution_id = attribution.id and span.role = 'content') as parts
  from attribution
  join article on article.id = attribution.article_id
  left join outlet as publisher on publisher.id = article.publisher_id
  where attribution.content_text <> '' and attribution.status <> 'rejected'
  order by attribution.stable_key"""
_HOPS = """select hop.attribution_id, hop.position, hop.kind, hop.status, coalesce(outlet.name, hop.name),
    coalesce(speaker.name, hop.name), hop.speaker_id
  from hop
  left join outlet on outlet.id = hop.outlet_id
  left join speaker on speaker.id = hop.speaker_id
  order by hop.attribution_id, hop.position"""


@dataclass(frozen=True, slots=True)
class Telling:
    """An attribution with the rows it stands in.

    `id` and `article_id` are its own and its article's, `speaker_id` that of the first source, None where only outlets
    are credited. `basis` says how the day is known: page, given, dateline; None without a day. `headline` is True where
    the content stands in a headline. `stated` has only the credits that the text states, the nearest first.
    """

    told: Told
    id: int
    article_id: int
    speaker_id: int | None
    basis: str | None
    headline: bool
    stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """Whom an attribution credits: the first source, and outlets, the nearest first."""

    speaker: str | None
    kind: str
    speaker_id: int | None
    outlets: tuple[str, ...]
    stated: tuple[str, ...]


_NOBODY = _Way(None, "unknown", None, (), ())


def tellings(db: Database) -> list[Telling]:
    """Return all attributions that say something and are not rejected, by stable key.

    Of two where one reports the other ("state media said Doe vowed to …"), the inner one stands for both.
    """
    ways = dict(_ways(db))
    rows = list(db.conn.execute(_SAID))
    told_inside = _inside((row[0], row[9], row[5]) for row in rows)
    found = []
    for id_, key, article_id, article, outlet, text, sentence, published, basis, _, headline, parts in rows:
        if id_ in told_inside:
            continue
        way = ways.get(id_, _NOBODY)
        own = outlet or ""
        told = Told(
            key=key,
            article=article,
            outlet=own,
            text=one_text(text, parts),
            published=published,
            speaker=way.speaker,
            kind=way.kind,
            credits=tuple(name for name in way.outlets if name != own),
            translated=bool(_TRANSLATED.search(sentence)),
        )
        stated = tuple(name for name in way.stated if name != own)
        found.append(Telling(told, id_, article_id, way.speaker_id, basis, bool(headline), stated))
    return found


def one_text(content: str, parts: int) -> str:
    """Return a content of several spans without the " … " that stands between them; an ellipsis of its own stays."""
    return content.replace(" … ", " ") if content.count(" … ") == parts - 1 else content


def pages(db: Database) -> Iterator[tuple[int, Page]]:
    """Yield all articles in their current wording, each with its id."""
    credits: dict[int, set[str]] = defaultdict(set)
    statement = """select attribution.article_id, outlet.name from hop
      join attribution on attribution.id = hop.attribution_id and attribution.status <> 'rejected'
      join outlet on outlet.id = hop.outlet_id where hop.status = 'stated'
      union select article.id, outlet.name from article
      join outlet on outlet.id in (article.original_publisher_id, article.dateline_agency_id)"""
    for article_id, name in db.conn.execute(statement):
        credits[article_id].add(name)
    statement = """select article.id, article.stable_key, publisher.name, article_version.text,
        coalesce(article.published, article.dateline_date)
      from article
      join article_version on article_version.id = article.current_version_id
      left join outlet as publisher on publisher.id = article.publisher_id"""
    for article_id, key, outlet, text, published in db.conn.execute(statement):
        own = outlet or ""
        named = tuple(sorted(credits[article_id] - {own}))
        yield article_id, Page(key, own, text, published, named)


def _inside(rows: Iterable[tuple[int, int | None, str]]) -> set[int]:
    """Return the attributions that one inside them stands for."""
    sizes: dict[int, int] = {}
    inner: dict[int, int] = defaultdict(int)
    for id_, parent, text in rows:
        sizes[id_] = len(text)
        if parent is not None:
            inner[parent] = max(inner[parent], len(text))
    return {id_ for id_, size in inner.items() if id_ in sizes and size >= _NESTED * sizes[id_]}


def _ways(db: Database) -> Iterator[tuple[int, _Way]]:
    """Yield whom each attribution credits. The last hop is the publisher; a first source that is an outlet is a credit."""
    hops: list[tuple[str, str, str, str, int | None]] = []
    current: int | None = None
    for id_, _, kind, status, outlet, name, speaker_id in db.conn.execute(_HOPS):
        if id_ != current:
            if current is not None:
                yield current, _way(hops)
            current, hops = id_, []
        hops.append((kind, status, outlet, name, speaker_id))
    if current is not None:
        yield current, _way(hops)


def _way(hops: list[tuple[str, str, str, str, int | None]]) -> _Way:
    known = [hop for hop in hops if hop[1] != "unknown"]
    outlets = tuple(outlet for kind, _, outlet, _, _ in reversed(known) if kind == "outlet")
    stated = tuple(outlet for kind, status, outlet, _, _ in reversed(known) if kind == "outlet" and status == "stated")
    first = hops[0]
    if first[0] == "outlet" or first[1] == "unknown":
        return _Way(None, "unknown", None, outlets, stated)
    return _Way(first[3], first[0], first[4], outlets, stated)
