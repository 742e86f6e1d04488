"""What stood in an article before its text changed: kept by the writer, read again when versions are compared."""

from sqlite_utils import Database

# What is told around an attribution, as JSON (compare/claims.py Frame): the attribution that it stands in, what its source is
# said to be, the outlets and documents besides it that handed the words on to the publisher, with the text's own words for it, why
# the source is not named, when it spoke, how many pieces the content has, and who speaks together with the source.
FRAME = """json_object(
    'parent', (select parent.stable_key from attribution as parent where parent.id = attribution.parent_id),
    'role', case when attribution.speaker_affiliation is null or instr(attribution.speaker_role, attribution.speaker_affiliation)
      then attribution.speaker_role else trim(coalesce(attribution.speaker_role || ', ', '') || attribution.speaker_affiliation)
      end,
    'credits', (select json_group_array(json_array(name, said)) from (
      select coalesce(outlet.name, hop.name) as name, coalesce(hop.evidence_text, hop.name) as said from hop
      left join outlet on outlet.id = hop.outlet_id
      where hop.attribution_id = attribution.id and hop.status <> 'unknown' and hop.kind in ('outlet', 'document', 'platform')
        and hop.via not in ('source', 'given', 'publisher line', 'url')
        and hop.name is not attribution.speaker_name and ifnull(hop.outlet_id, 0) <> (
          select ifnull(publisher_id, -1) from article where article.id = attribution.article_id)
      order by hop.position)),
    'reason', (select trim(coalesce(condition_text, '') || ' ' || coalesce(reason_text, '')) from anonymity
      where anonymity.attribution_id = attribution.id),
    'days', (select json_group_array(date_text) from (select date_text from statement_date
      where statement_date.attribution_id = attribution.id and role <> 'event' order by start, date_text)),
    'pieces', (select count(*) from span where span.attribution_id = attribution.id and span.role = 'content'),
    'beside', (select json_group_array(name) from (select name from attribution_speaker as told
      where told.attribution_id = attribution.id and position > 0 and name is not null order by position)))"""
_FORGET = "delete from past_attribution where version_id = ?"
_KEEP = f"""insert into past_attribution (version_id, stable_key, sequence, pattern, relation, type, stance, content_text,
    cue_text, source_text, speaker_name, speaker_kind, speaker_status, negated, hedges, sentence_text, reads_as,
    manner, frame)
  select attribution.version_id, attribution.stable_key, attribution.sequence, attribution.pattern,
    attribution.relation, attribution.type, attribution.stance, attribution.content_text, attribution.cue_text,
    attribution.source_text, attribution.speaker_name, attribution.speaker_kind, attribution.speaker_status,
    attribution.negated, (
      select json_group_array(substr(article_version.text, span.start + 1, span.end - span.start))
      from (select * from span where attribution_id = attribution.id and role = 'hedge' order by position) as span
    ), attribution.sentence_text, attribution.reads_as, attribution.manner, {FRAME}
  from attribution join article_version on article_version.id = attribution.version_id
  where attribution.version_id = ? and attribution.status <> 'rejected'"""
_STEP = """insert or ignore into version_step (article_id, before_version_id, after_version_id) values (?, ?, ?)"""


def add_frames(db: Database) -> None:
    """Keep what is told around a past attribution, too; null for those that were kept without."""
    db.execute("alter table past_attribution add column frame text")


def keep_past(db: Database, article_id: int, before: int, after: int) -> None:
    """Keep the attributions of an article's version as they were read, and that another version took its place."""
    db.execute(_FORGET, (before,))
    db.execute(_KEEP, (before,))
    db.execute(_STEP, (article_id, before, after))
