"""What the comparing of claims needs besides the tables of compared_schema.py."""

from sqlite_utils import Database

_STATEMENTS = (
    # One text of an article that stood in the place of another one, each pair once, in the order in which it happened.
    # An article may go back to an old text: A, B, A are two steps.
    """create table version_step (
        id integer primary key,
        article_id integer not null references article(id) on delete cascade,
        before_version_id integer not null references article_version(id) on delete cascade,
        after_version_id integer not null references article_version(id) on delete cascade,
        unique (before_version_id, after_version_id)
    ) strict""",
    "create index idx_version_step_article_id on version_step(article_id)",
    "create index idx_version_step_after_version_id on version_step(after_version_id)",
    "alter table past_attribution add column sentence_text text not null default ''",
    # kind: conflict, or update where later articles say of themselves that the number changed.
    "alter table conflict add column kind text not null default 'conflict' check (kind in ('conflict', 'update'))",
    # One claim told with another stance further on. kind: cue ("said", then "admitted"), hedge_dropped, hedge_added,
    # condition_dropped, headline. before_text and after_text are the words that changed. after_id is null where a
    # headline has no attribution of its own: article_id is then the one whose headline after_text is.
    "drop table drift",
    """create table drift (
        id integer primary key,
        kind text not null,
        before_id integer not null references attribution(id) on delete cascade,
        after_id integer references attribution(id) on delete cascade,
        article_id integer not null references article(id) on delete cascade,
        before_text text not null,
        after_text text not null,
        risk text not null check (risk in ('none', 'low', 'high')),
        reason text not null,
        unique (before_id, after_id, kind)
    ) strict""",
    "create index idx_drift_after_id on drift(after_id)",
    "create index idx_drift_article_id on drift(article_id)",
    "create index idx_drift_risk on drift(risk)",
    "create index idx_drift_kind on drift(kind)",
    "create index idx_conflict_kind on conflict(kind)",
)


def add_claims(db: Database) -> None:
    """Add the order of versions, the sentence of a past attribution, updates among conflicts, headlines among drifts."""
    for statement in _STATEMENTS:
        db.execute(statement)
