"""What stood in an article before its text changed: kept by the writer, read again when versions are compared."""

from sqlite_utils import Database

_FORGET = "delete from past_attribution where version_id = ?"
_KEEP = """insert into past_attribution (version_id, stable_key, sequence, pattern, relation, type, stance, content_text,
    cue_text, source_text, speaker_name, speaker_kind, speaker_status, negated, hedges, sentence_text, reads_as,
    manner)
  select attribution.version_id, attribution.stable_key, attribution.sequence, attribution.pattern,
    attribution.relation, attribution.type, attribution.stance, attribution.content_text, attribution.cue_text,
    attribution.source_text, attribution.speaker_name, attribution.speaker_kind, attribution.speaker_status,
    attribution.negated, (
      select json_group_array(substr(article_version.text, span.start + 1, span.end - span.start))
      from (select * from span where attribution_id = attribution.id and role = 'hedge' order by position) as span
    ), attribution.sentence_text, attribution.reads_as, attribution.manner
  from attribution join article_version on article_version.id = attribution.version_id
  where attribution.version_id = ? and attribution.status <> 'rejected'"""
_STEP = """insert or ignore into version_step (article_id, before_version_id, after_version_id) values (?, ?, ?)"""


def keep_past(db: Database, article_id: int, before: int, after: int) -> None:
    """Keep the attributions of an article's version as they were read, and that another version took its place."""
    db.execute(_FORGET, (before,))
    db.execute(_KEEP, (before,))
    db.execute(_STEP, (article_id, before, after))
