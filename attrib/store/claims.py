"""Read out of the database what articles let somebody claim, for the comparing of stances, figures and opposites."""

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from attrib.compare.claims import Claim
from attrib.keys import digest
from attrib.store.tellings import ask

_CLAIM = """select attribution.id, attribution.stable_key, article.id as article_id, article.stable_key as article,
    attribution.sequence, outlet.name as outlet, attribution.content_text, attribution.cue_text, attribution.stance,
    attribution.relation, attribution.source_text,
    case when attribution.speaker_status in ('stated', 'inferred')
      and attribution.speaker_kind in ('person', 'organisation', 'document', 'outlet') then speaker.stable_key end,
    coalesce(attribution.speaker_kind, 'unknown'), coalesce(article.published, article.dateline_date),
    attribution.negated, attribution.sentence_text, coalesce(article.title, '')
  from attribution
  join article on article.id = attribution.article_id
  left join outlet on outlet.id = article.publisher_id
  left join speaker on speaker.id = attribution.speaker_id
  where attribution.status <> 'rejected' {which}
  order by attribution.stable_key"""
_SPANS = """select span.attribution_id, span.role, span.start, span.end,
    case span.role when 'hedge' then substr(article_version.text, span.start + 1, span.end - span.start) end
  from span join attribution on attribution.id = span.attribution_id
  join article_version on article_version.id = attribution.version_id
  where span.role in ('content', 'hedge') {which}
  order by span.attribution_id, span.role, span.position"""
_HEADLINES = """select article.id, zone.start, zone.end from article
  join zone on zone.version_id = article.current_version_id where zone.kind = 'headline' {which}"""
_OF_ASKED = "and article.id in (select article_id from attribution where id in (select id from asked))"
_ASKED = "and attribution.id in (select id from asked)"


def claims(db: Database, ids: Iterable[int] | None = None) -> dict[int, Claim]:
    """Return the claims of all attributions that are not rejected, or of some, by id, in the order of their stable keys.

    A claim's `key` is its stable key and `article` that of its article; `speaker` is the stable key of the speaker.
    """
    which = ""
    if ids is not None:
        ask(db, ids)
        which = _ASKED
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    hedges: dict[int, list[str]] = defaultdict(list)
    for id_, role, start, end, words in db.conn.execute(_SPANS.format(which=which)):
        if role == "content":
            spans[id_].append((start, end))
        else:
            hedges[id_].append(words)
    headlines: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for article_id, start, end in db.conn.execute(_HEADLINES.format(which=which and _OF_ASKED)):
        headlines[article_id].append((start, end))
    found: dict[int, Claim] = {}
    for row in db.conn.execute(_CLAIM.format(which=which)):
        id_, key, article_id, article, place, outlet, content, cue, stance, relation, source = row[:11]
        speaker, kind, published, negated, sentence, topic = row[11:]
        own = tuple(spans[id_])
        found[id_] = Claim(
            key=key,
            article=article,
            place=place,
            outlet=outlet or "",
            content=content,
            cue=cue,
            stance=stance,
            relation=relation,
            source=source,
            speaker=speaker,
            kind=kind,
            published=published,
            negated=bool(negated),
            hedges=tuple(hedges[id_]),
            sentence=sentence,
            topic=topic,
            headline=any(start <= own[0][0] < end for start, end in headlines[article_id]) if own else False,
            spans=own,
        )
    return found


def finding_key(kind: str, *parts: str) -> str:
    """Return the stable key of something found among claims: of its kind and the keys that it names."""
    return digest(kind, *parts)
