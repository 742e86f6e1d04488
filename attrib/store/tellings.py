"""Read out of the database what comparing takes in: attributions as articles tell them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from attrib.compare.index import first_statement
from attrib.compare.records import Told

# "in remarks translated from Norlandic": the words are a translator's.
_TRANSLATED = re.compile(r"\btranslat(?:ed|ion)\b", re.IGNORECASE)
# An attribution that says something and is not rejected. Of one inside another only one counts: the inner one where it
# tells most of the outer and is another's ("state media said Doe vowed to …"), else the outer ("I think that …," Doe said).
# Where an outlet tells who said it ("the Lantern reported that Edda Kranic, the minister, said …"), most is told with source and cue.
# An inner one whose content is a mere thing ("the Post said the makers recalled forty doses") tells nothing of its own.
ELIGIBLE = """attribution.content_text <> '' and attribution.status <> 'rejected' and not exists (
    select 1 from attribution as inner_one where inner_one.parent_id = attribution.id
      and inner_one.content_text <> '' and inner_one.status <> 'rejected' and inner_one.relation <> 'belief'
      and inner_one.speaker_name is not attribution.speaker_name and inner_one.pattern not glob '*_object'
      and (2 * length(inner_one.content_text) >= length(attribution.content_text)
        or (attribution.speaker_kind = 'outlet' and 3 * length(inner_one.content_text) >= length(attribution.content_text)
          and 10 * (length(inner_one.content_text) + length(inner_one.cue_text) + length(inner_one.source_text))
            >= 7 * length(attribution.content_text))
        or (inner_one.content_text glob '["“«]*' and 2 * (length(inner_one.content_text) + length(inner_one.cue_text)
          + length(inner_one.source_text)) >= length(attribution.content_text))))
  and not exists (
    select 1 from attribution as outer_one where outer_one.id = attribution.parent_id
      and outer_one.content_text <> '' and outer_one.status <> 'rejected'
      and (outer_one.speaker_name is attribution.speaker_name or attribution.pattern glob '*_object'))"""
DAY = "coalesce(article.published, article.dateline_date)"
# Cross joins, so that SQLite asks from the few to the many: it knows not how few are asked for, and would walk through
# all rows to find them in their order. Of the attributions that are asked for (temporary table asked): how many parts their contents have, and their bounds.
_PARTS = """left join (
    select attribution_id, count(*) as number, min(start) as start, max(end) as end
    from span where role = 'content' and attribution_id in (select id from asked) group by attribution_id
  ) as part on part.attribution_id = attribution.id"""
_CONTENTS = f"""select attribution.id, content_text, part.number, part.start, part.end
  from asked cross join attribution on attribution.id = asked.id {_PARTS}"""
_SAID = f"""select attribution.id, attribution.stable_key, attribution.article_id, article.stable_key,
    coalesce(publisher.name, ''), attribution.content_text,
    case when instr(attribution.sentence_text, 'ranslat') then attribution.sentence_text else '' end,
    {DAY},
    case when article.published is not null then article.published_basis
      when article.dateline_date is not null then 'dateline' end,
    exists (select 1 from zone where zone.version_id = attribution.version_id and zone.kind = 'headline'
        and part.start >= zone.start and part.end <= zone.end),
    part.number, part.start, part.end, attribution.source_text
  from asked
  cross join attribution on attribution.id = asked.id
  join article on article.id = attribution.article_id
  left join outlet as publisher on publisher.id = article.publisher_id
  {_PARTS}
  order by attribution.stable_key"""
_HOPS = """select hop.attribution_id, hop.position, hop.kind, hop.status, coalesce(outlet.name, hop.name),
    coalesce(speaker.name, hop.name), hop.speaker_id
  from asked
  cross join hop on hop.attribution_id = asked.id
  left join outlet on outlet.id = hop.outlet_id
  left join speaker on speaker.id = hop.speaker_id
  order by hop.attribution_id, hop.position"""


# What an outlet's name may be taken for where the article does not say that it is one.
_MAYBE_OUTLET = ("outlet", "organisation", "unknown")


@dataclass(frozen=True, slots=True)
class Telling:
    """An attribution with the rows it stands in.

    `id` and `article_id` are its own and its article's, `speaker_id` that of the first source, None where only outlets
    are credited. `basis` says how the day is known: page, given, dateline; None without a day. `headline` is True where
    the content stands in a headline. `stated` has only the credits that the text states, the nearest first. `start` and
    `end` bound the content in the article's text; 0 where it lies outside.
    """

    told: Told
    id: int
    article_id: int
    speaker_id: int | None
    basis: str | None
    headline: bool
    stated: tuple[str, ...]
    start: int = 0
    end: int = 0

    def beside(self, other: "Telling") -> bool:
        """Tell whether two tellings are two: not one inside the other, in one article."""
        apart = self.article_id != other.article_id or self.end <= other.start or other.end <= self.start
        return apart and self.id != other.id


@dataclass(frozen=True, slots=True)
class _Way:
    """Whom an attribution credits: the first source, and outlets, the nearest first."""

    speaker: str | None
    kind: str
    speaker_id: int | None
    outlets: tuple[str, ...]
    stated: tuple[str, ...]


_NOBODY = _Way(None, "unknown", None, (), ())


def tellings(db: Database, ids: Iterable[int]) -> list[Telling]:
    """Return some attributions, by stable key."""
    ask(db, ids)
    ways = dict(_ways(db, {bare(name): name for name in publishers(db)}))
    found = []
    for row in db.conn.execute(_SAID):
        id_, key, article_id, article, outlet, text, sentence, published, basis, headline, parts, start, end, source = (
            row
        )
        way = ways.get(id_, _NOBODY)
        told = Told(
            key=key,
            article=article,
            outlet=outlet,
            text=_said(text, parts),
            published=published,
            speaker=way.speaker,
            kind=way.kind,
            credits=tuple(name for name in way.outlets if name != outlet),
            translated=bool(_TRANSLATED.search(sentence)),
            source=source,
        )
        stated = tuple(name for name in way.stated if name != outlet)
        found.append(
            Telling(told, id_, article_id, way.speaker_id, basis, bool(headline), stated, start or 0, end or 0)
        )
    return found


def contents(db: Database, ids: Iterable[int]) -> Iterator[tuple[int, int, int, str]]:
    """Yield some attributions with the bounds of their contents and these as they are compared, as `tellings` has them."""
    ask(db, ids)
    for id_, text, parts, start, end in db.conn.execute(_CONTENTS):
        yield id_, start or 0, end or 0, _said(text, parts)


def publishers(db: Database) -> set[str]:
    """Return the names of the outlets that have published an article of the database."""
    statement = "select name from outlet where exists (select 1 from article where publisher_id = outlet.id)"
    return {str(name) for (name,) in db.conn.execute(statement)}


def bare(name: str) -> str:
    """Return a name as it is compared: without "the" and the case of letters."""
    return name.casefold().removeprefix("the ")


def ask(db: Database, ids: Iterable[int]) -> None:
    """Fill the temporary table `asked` with ids."""
    db.execute("create temporary table if not exists asked (id integer primary key) strict")
    db.execute("delete from asked")
    db.conn.executemany("insert or ignore into asked (id) values (?)", ((id_,) for id_ in ids))


def _said(content: str, parts: int | None) -> str:
    return first_statement(one_text(content, parts or 1))


def one_text(content: str, parts: int) -> str:
    """Return a content of several spans without the " … " that stands between them; an ellipsis of its own stays."""
    return content.replace(" … ", " ") if content.count(" … ") == parts - 1 else content


def _ways(db: Database, outlets: Mapping[str, str]) -> Iterator[tuple[int, _Way]]:
    """Yield whom each attribution credits. The last hop is the publisher; a first source that is an outlet is a credit.

    A hop that bears the name of a publisher of the database is that outlet, whatever it was taken for in its article.
    """
    hops: list[tuple[str, str, str, str, int | None]] = []
    current: int | None = None
    for id_, _, kind, status, outlet, name, speaker_id in db.conn.execute(_HOPS):
        if id_ != current:
            if current is not None:
                yield current, _way(hops)
            current, hops = id_, []
        known = _publisher(kind, outlet, outlets)
        if known:
            kind, outlet = "outlet", known
        hops.append((kind, status, outlet, name, speaker_id))
    if current is not None:
        yield current, _way(hops)


def _publisher(kind: str, name: str, outlets: Mapping[str, str]) -> str | None:
    known = outlets.get(bare(name))
    return known if known and (kind in _MAYBE_OUTLET or " " in known) else None


def credited(kind: str, name: str, outlets: Mapping[str, str]) -> str | None:
    """Return the outlet that a hop credits, None where it is none. `outlets` are the publishers by their bare names."""
    return _publisher(kind, name, outlets) or (name if kind == "outlet" else None)


def first_source(
    kind: str, status: str, name: str, speaker: str | None, outlets: Mapping[str, str]
) -> tuple[str | None, str]:
    """Return name and kind of a first hop as `Told` has them. `outlets` are the publishers by their bare names."""
    if kind == "outlet" or status == "unknown" or _publisher(kind, name, outlets):
        return None, "unknown"
    return speaker, kind


def _way(hops: list[tuple[str, str, str, str, int | None]]) -> _Way:
    known = [hop for hop in hops if hop[1] != "unknown"]
    outlets = tuple(outlet for kind, _, outlet, _, _ in reversed(known) if kind == "outlet")
    stated = tuple(outlet for kind, status, outlet, _, _ in reversed(known) if kind == "outlet" and status == "stated")
    first = hops[0]
    if first[0] == "outlet" or first[1] == "unknown":
        return _Way(None, "unknown", None, outlets, stated)
    return _Way(first[3], first[0], first[4], outlets, stated)
