"""The table of figures over the whole database, and the indexes that let the questions' views begin at once."""

from sqlite_utils import Database

# One row of a figure; question is the view's name without v_, position counts from 0. Columns that a figure does not use
# are null. path holds the ids of outlets, / between them.
_TABLE = """create table figure (
    id integer primary key,
    question text not null,
    position integer not null,
    outlet_id integer references outlet(id) on delete cascade,
    speaker_id integer references speaker(id) on delete cascade,
    cluster_id integer references variant_cluster(id) on delete cascade,
    attribution_id integer references attribution(id) on delete cascade,
    other_attribution_id integer references attribution(id) on delete cascade,
    name text,
    kind text,
    status text,
    path text,
    attributions integer,
    articles integer,
    outlets integer,
    speakers integer,
    hops integer,
    quoted integer,
    unresolved integer,
    anonymous integer,
    reasoned integer,
    copies integer,
    wire integer,
    pickup integer,
    own integer,
    share real,
    similarity real,
    unique (question, position)
) strict"""
_KEYS = ("outlet_id", "speaker_id", "cluster_id", "attribution_id", "other_attribution_id")
# Each begins with what a view asks for; the row's number follows by itself, so that the rows come in their order.
_INDEXES = (
    "idx_attribution_waiting on attribution(confidence) where status = 'auto'",
    "idx_attribution_rejected on attribution(status) where status = 'rejected'",
    "idx_attribution_words_of on attribution(id) where words_of is not null and words_of <> coalesce(speaker_name, '')",
    "idx_hop_unsure on hop(status) where status <> 'stated'",
    "idx_headline_outcome on headline(outcome)",
    "idx_anonymity_count on anonymity(count)",
    "idx_cluster_outlets on variant_cluster(outlets desc)",
    "idx_root_kind on root(kind)",
    "idx_drift_risk on drift(risk)",
    "idx_drift_kind on drift(kind)",
    "idx_version_change_risk on version_change(risk)",
    "idx_version_change_kind on version_change(kind)",
)


def add_figures(db: Database) -> None:
    """Make the table and the indexes. The migration that brings them in."""
    db.execute(_TABLE)
    for key in _KEYS:
        db.execute(f"create index idx_figure_{key} on figure({key})")
    for index in _INDEXES:
        db.execute(f"create index {index}")


def add_units(db: Database) -> None:
    """Make room for what a question counts besides its rows, and for how a speaker was named. The migration that brings them in.

    units: what the question counts (quotes, where its rows are tellings); part: how many of them its own words single out.
    All is counted anew by the command that migrates.
    """
    for column in ("units", "part", "named", "named_earlier", "by_pronoun"):
        db.execute(f"alter table figure add column {column} integer")
    db.execute("delete from figure")
