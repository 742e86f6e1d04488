"""What an ingest does once at its end: settle speakers, drop the unused, count, build the search index."""

from sqlite_utils import Database

from attrib.store.credits import count_credits
from attrib.store.figures import are_filled, fill_figures
from attrib.store.identity import link_speakers
from attrib.store.migrations import SEARCHED
from attrib.store.outlet_names import join_outlet_names
from attrib.store.transactions import immediate

# A name, role or affiliation that articles give differently: the most frequent, of equals the first in the alphabet, so
# that the order in which articles were read does not show.
_SETTLE = """update speaker set {column} = coalesce((
    select told.{column} from attribution_speaker as told where speaker_id = speaker.id and told.{column} is not null
    group by told.{column} order by count(*) desc, told.{column} limit 1), {otherwise})"""

# The names of those that are looked for over all articles come from linking them.
_UNLINKED = " where not exists (select 1 from appearance where speaker_id = speaker.id)"
# What the user's list says of somebody goes before what articles say.
_TOLD = """update speaker set role = coalesce(known.role, speaker.role),
    affiliation = coalesce(known.affiliation, speaker.affiliation)
  from known_speaker as known where known.id = speaker.known_id"""

_DROP = (
    """delete from speaker where not exists (select 1 from attribution where speaker_id = speaker.id)
        and not exists (select 1 from attribution_speaker where speaker_id = speaker.id)
        and not exists (select 1 from hop where speaker_id = speaker.id)
        and not exists (select 1 from mention where speaker_id = speaker.id)
        and not exists (select 1 from appearance where speaker_id = speaker.id)""",
    """delete from outlet where known = 0 and listed is null
        and not exists (select 1 from hop where outlet_id = outlet.id)
        and not exists (select 1 from speaker where outlet_id = outlet.id)
        and not exists (select 1 from article where publisher_id = outlet.id)
        and not exists (select 1 from article where original_publisher_id = outlet.id)
        and not exists (select 1 from article where dateline_agency_id = outlet.id)""",
)


def settle(db: Database) -> None:
    """Link the names of all articles to speakers, settle what is said of them, and drop what nothing refers to."""
    link_speakers(db)
    join_outlet_names(db)
    db.execute(_SETTLE.format(column="name", otherwise="name") + _UNLINKED)
    db.execute(_SETTLE.format(column="role", otherwise="null"))
    db.execute(_SETTLE.format(column="affiliation", otherwise="null"))
    db.execute(_TOLD)
    for statement in _DROP:
        db.execute(statement)


def finish(db: Database, now: str) -> None:
    """Settle, drop, count and index in one transaction, if a run has written since the last time (a killed one included)."""
    if not db.execute("select 1 from run where finished is null").fetchone():
        # A database of an older attrib has no figures yet.
        if not are_filled(db):
            fill_figures(db)
        return
    with immediate(db):
        settle(db)
        count_credits(db)
        for table in SEARCHED:
            db.execute(f"insert into {table} ({table}) values ('rebuild')")
        fill_figures(db)
        db.execute("update run set finished = ? where finished is null", (now,))
