"""The schema, as numbered migrations. A database remembers which it has had in `_migration` and in PRAGMA user_version.

Rules: a migration that was released is never edited; a new one goes to the end of `MIGRATIONS`. Each runs in a
transaction of its own, which waits for whoever else makes it. Views are not part of the schema: views.py brings them up to date whenever a database is opened
for writing.
"""

from collections.abc import Callable

from sqlite_utils import Database

from attrib.store.apart import add_apart
from attrib.store.claims_schema import add_claims
from attrib.store.compared_attempts import add_left_out
from attrib.store.compared_keys import add_cluster_keys
from attrib.store.compared_schema import add_comparing
from attrib.store.compared_state import add_due, add_memory, add_restated, renew_index
from attrib.store.credits import add_credits
from attrib.store.document_schema import add_identity, add_outlet_forms
from attrib.store.editions import add_told_versions
from attrib.store.figure_schema import add_figures, add_units
from attrib.store.past import add_frames
from attrib.store.people_schema import add_people
from attrib.store.readings import add_readings
from attrib.store.sides import add_sides
from attrib.store.together import add_together
from attrib.store.transactions import immediate

Migration = tuple[str, Callable[[Database], None]]

# "attr" in ASCII: says that a SQLite file is ours before any table is looked at.
APPLICATION_ID = 0x61747472

# One entry a table. Offsets (start, end) count characters of article_version.text, end exclusive, unless a comment says
# more.
_TABLES = (
    # One invocation that wrote something. The only table that holds times of the clock; `finished` stays null after a
    # kill.
    """create table run (
        id integer primary key,
        tool_version text not null,
        grammar_hash text not null,
        lexicon_hash text not null,
        options text not null,
        started text not null,
        finished text
    ) strict""",
    # One input as given. input_hash covers text, what the user said of it, tool, grammar and lexicon: equal means
    # nothing to do.
    """create table document (
        id integer primary key,
        source_id text not null unique,
        input_hash text not null,
        run_id integer references run(id)
    ) strict""",
    # known: listed in seeds/outlets.tsv. guessed: recognised in a text by its form alone. state: run by a state.
    """create table outlet (
        id integer primary key,
        name text not null unique,
        kind text,
        country text,
        domains text,
        state integer not null default 0,
        guessed integer not null default 0,
        known integer not null default 0
    ) strict""",
    # kind: person, organisation, outlet, document, role, anonymous, unknown. role, affiliation: as most articles give
    # them.
    """create table speaker (
        id integer primary key,
        stable_key text not null unique,
        name text not null,
        kind text not null,
        role text,
        affiliation text,
        outlet_id integer references outlet(id)
    ) strict""",
    # A form under which a text named a speaker, with the rule that joined the two.
    """create table alias (
        id integer primary key,
        speaker_id integer not null references speaker(id) on delete cascade,
        form text not null,
        reason text not null,
        unique (speaker_id, form, reason)
    ) strict""",
    # One article of a document; position counts from 0 inside it. published and dateline_date are ISO days.
    """create table article (
        id integer primary key,
        stable_key text not null unique,
        document_id integer not null references document(id),
        source_id text not null,
        position integer not null,
        url text,
        title text,
        publisher_id integer references outlet(id),
        original_publisher_id integer references outlet(id),
        published text,
        published_basis text,
        dateline_place text,
        dateline_date text,
        dateline_agency_id integer references outlet(id),
        current_version_id integer references article_version(id)
    ) strict""",
    # One wording of an article. text is its slice of the document; start and end are that slice's offsets in the
    # document.
    """create table article_version (
        id integer primary key,
        article_id integer not null references article(id) on delete cascade,
        text_hash text not null,
        text text not null,
        headline text,
        run_id integer references run(id),
        start integer not null,
        end integer not null,
        unique (article_id, text_hash)
    ) strict""",
    """create table zone (
        id integer primary key,
        version_id integer not null references article_version(id) on delete cascade,
        kind text not null,
        label text,
        start integer not null,
        end integer not null
    ) strict""",
    # sequence counts from 0 in the order of the text. candidates is a JSON list of names. status: auto, accepted,
    # rejected. speaker_name, speaker_role and speaker_affiliation are what this article says; speaker_id is null where
    # it stays unresolved.
    """create table attribution (
        id integer primary key,
        stable_key text not null unique,
        article_id integer not null references article(id) on delete cascade,
        version_id integer not null references article_version(id) on delete cascade,
        parent_id integer references attribution(id) on delete set null,
        sequence integer not null,
        pattern text not null,
        relation text not null,
        type text not null,
        stance text not null,
        confidence real not null,
        status text not null default 'auto' check (status in ('auto', 'accepted', 'rejected')),
        content_text text not null,
        cue_text text not null,
        source_text text not null,
        sentence_text text not null,
        implicit integer not null,
        negated integer not null,
        speaker_id integer references speaker(id),
        speaker_status text,
        speaker_kind text,
        speaker_name text,
        speaker_role text,
        speaker_affiliation text,
        words_of text,
        candidates text not null default '[]',
        rule text not null default '',
        evidence_start integer,
        evidence_end integer,
        evidence_text text
    ) strict""",
    # role: content, quoted, cue, source, hedge, addressee, insertion, ellipsis; position counts from 0 within the role.
    """create table span (
        id integer primary key,
        attribution_id integer not null references attribution(id) on delete cascade,
        role text not null,
        position integer not null,
        start integer not null,
        end integer not null
    ) strict""",
    # position counts from 0, first speaker to publisher. Evidence outside the article (page furniture) has its words
    # and no offsets.
    """create table hop (
        id integer primary key,
        attribution_id integer not null references attribution(id) on delete cascade,
        position integer not null,
        name text not null,
        kind text not null,
        outlet_id integer references outlet(id),
        speaker_id integer references speaker(id),
        status text not null,
        via text not null,
        evidence_start integer,
        evidence_end integer,
        evidence_text text,
        unique (attribution_id, position)
    ) strict""",
    # Where an article names a speaker.
    """create table mention (
        id integer primary key,
        speaker_id integer not null references speaker(id) on delete cascade,
        article_id integer not null references article(id) on delete cascade,
        start integer not null,
        end integer not null,
        unique (speaker_id, article_id, start, end)
    ) strict""",
    # date_from and date_to are inclusive ISO days; alternatives is a JSON list of [from, to] that fit as well.
    """create table statement_date (
        id integer primary key,
        attribution_id integer not null references attribution(id) on delete cascade,
        role text not null,
        start integer,
        end integer,
        date_text text not null,
        date_from text,
        date_to text,
        basis text not null,
        granularity text not null,
        alternatives text not null default '[]'
    ) strict""",
    # What a headline does with the attribution of the body sentence it is made from: kept, marked (quote marks, a hedge
    # or a word of saying) or dropped. shared is the share of the headline's words that the body's content holds.
    """create table headline (
        id integer primary key,
        article_id integer not null unique references article(id) on delete cascade,
        headline_text text not null,
        attribution_id integer references attribution(id) on delete set null,
        body_attribution_id integer references attribution(id) on delete set null,
        shared real not null,
        outcome text not null check (outcome in ('kept', 'marked', 'dropped'))
    ) strict""",
    # Filled by comparing articles: one quote as different texts carry it.
    """create table variant_cluster (
        id integer primary key,
        stable_key text not null unique,
        text text not null,
        roots integer
    ) strict""",
    """create table variant (
        id integer primary key,
        cluster_id integer not null references variant_cluster(id) on delete cascade,
        attribution_id integer not null references attribution(id) on delete cascade,
        alteration text,
        similarity real
    ) strict""",
    """create table claim_value (
        id integer primary key,
        attribution_id integer not null references attribution(id) on delete cascade,
        subject text not null,
        value real not null,
        unit text,
        start integer not null,
        end integer not null
    ) strict""",
    # A person's verdict. It names the attribution by stable_key, so it outlives the row and finds it again after a new
    # run.
    """create table review (
        id integer primary key,
        stable_key text not null unique,
        verdict text not null check (verdict in ('accepted', 'rejected')),
        note text,
        reviewer text
    ) strict""",
)

# Every foreign key (those that begin a unique key have its index), and what the pages look up by.
_INDEXES = (
    "document(run_id)",
    "speaker(outlet_id)",
    "speaker(name)",
    "article(document_id)",
    "article(source_id)",
    "article(publisher_id)",
    "article(original_publisher_id)",
    "article(dateline_agency_id)",
    "article(current_version_id)",
    "article(published)",
    "article_version(run_id)",
    "zone(version_id)",
    "attribution(article_id)",
    "attribution(version_id)",
    "attribution(parent_id)",
    "attribution(speaker_id)",
    "attribution(relation)",
    "attribution(stance)",
    "attribution(speaker_kind)",
    "attribution(speaker_status)",
    "span(attribution_id)",
    "hop(outlet_id)",
    "hop(speaker_id)",
    "mention(article_id)",
    "statement_date(attribution_id)",
    "headline(attribution_id)",
    "headline(body_attribution_id)",
    "variant(cluster_id)",
    "variant(attribution_id)",
    "claim_value(attribution_id)",
)

# External content: the words stand once, in attribution and article_version. article_fts covers current versions only;
# its rowid is article.id, attribution_fts's is attribution.id. Both are rebuilt when an ingest has written something.
_SEARCH = (
    """create view article_text(id, title, text) as
        select article.id, article.title, article_version.text from article
        join article_version on article_version.id = article.current_version_id""",
    """create virtual table article_fts using fts5(
        title, text, content="article_text", content_rowid="id", tokenize="unicode61 remove_diacritics 2")""",
    """create virtual table attribution_fts using fts5(
        content_text, content="attribution", content_rowid="id", tokenize="unicode61 remove_diacritics 2")""",
)


def _first_schema(db: Database) -> None:
    for statement in _TABLES:
        db.execute(statement)
    for place in _INDEXES:
        db.execute(f"create index idx_{place.replace('(', '_').rstrip(')')} on {place}")
    for statement in _SEARCH:
        db.execute(statement)


def _add_anonymity(db: Database) -> None:
    """What the text tells of an attribution's unnamed source; count is null where it gives no exact number."""
    details = ("counted", "rank", "affiliation", "proximity", "condition", "reason")
    columns = ", ".join(f"{name}_text text, {name}_start integer, {name}_end integer" for name in details)
    db.execute(
        "create table anonymity (id integer primary key,"
        " attribution_id integer not null unique references attribution(id) on delete cascade,"
        f" count integer, {columns}) strict"
    )


# Names as the search looks for them, besides quotes and texts: of speakers, their other forms, outlets and their aliases.
_NAME_SEARCH = {"speaker": "name", "alias": "form", "outlet": "name, aliases"}
# The indexes that are rebuilt when an ingest has written something.
SEARCHED = ("article_fts", "attribution_fts", *(f"{table}_fts" for table in _NAME_SEARCH))


def _add_name_search(db: Database) -> None:
    for table, columns in _NAME_SEARCH.items():
        db.execute(
            f'create virtual table {table}_fts using fts5({columns}, content="{table}", content_rowid="id", '
            'tokenize="unicode61 remove_diacritics 2")'
        )
        db.execute(f"insert into {table}_fts ({table}_fts) values ('rebuild')")
    # A reader types an outlet's name without its capitals.
    db.execute("create index idx_outlet_name_nocase on outlet(name collate nocase)")


def _add_denials(db: Database) -> None:
    # A denial is told by its relation or by its stance: two indexes that would have to be joined and sorted for each page.
    db.execute("create index idx_attribution_denial on attribution(id) where relation = 'denial' or stance = 'denial'")


MIGRATIONS: tuple[Migration, ...] = (
    ("first schema", _first_schema),
    ("one speaker over many articles", add_people),
    ("anonymity", _add_anonymity),
    ("comparing", add_comparing),
    ("who credits whom", add_credits),
    ("figures", add_figures),
    ("search of names", _add_name_search),
    ("claims", add_claims),
    ("comparing only what is new", add_memory),
    ("which outlet tells which quote", add_sides),
    ("comparing only claims that are new", add_due),
    ("denials", _add_denials),
    ("quotes by their size", renew_index),
    ("statements told in other words", add_restated),
    ("quotes with their shingles", renew_index),
    ("how a row reads", add_readings),
    ("what lies between two tellings", add_apart),
    ("what a question counts", add_units),
    ("those who speak together", add_together),
    ("documents by address, file, id or text", add_identity),
    ("versions by what was told of them", add_told_versions),
    ("what could not be compared", add_left_out),
    ("quotes keep their keys", add_cluster_keys),
    ("what is told around past attributions", add_frames),
    ("names that inputs give outlets", add_outlet_forms),
)


def schema_version(db: Database) -> int:
    """Return how many migrations a database has had; 0 for one that is empty or not ours."""
    return int(db.execute("pragma user_version").fetchone()[0])


def migrate(db: Database, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Bring a database to the newest schema, one transaction each; one that fails leaves what was there."""
    for number, (name, change) in enumerate(migrations, 1):
        if number <= schema_version(db):
            continue
        with immediate(db):
            if number <= schema_version(db):
                continue  # another command made it while this one waited
            change(db)
            db.execute("create table if not exists _migration (id integer primary key, name text not null) strict")
            db.execute("insert into _migration (id, name) values (?, ?)", (number, name))
            db.execute(f"pragma user_version = {number}")
            db.execute(f"pragma application_id = {APPLICATION_ID}")
