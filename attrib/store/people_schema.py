"""The tables behind one speaker over many articles: who appears where, the user's lists, decisions and their reasons."""

from sqlite_utils import Database

_TABLES = (
    # The user's list of known people, organisations and outlets; see `attrib speakers import`.
    """create table known_speaker (
        id integer primary key,
        stable_key text not null unique,
        name text not null,
        kind text not null,
        wikidata text,
        role text,
        affiliation text
    ) strict""",
    """create table known_alias (
        id integer primary key,
        known_id integer not null references known_speaker(id) on delete cascade,
        form text not null,
        unique (known_id, form)
    ) strict""",
    # A speaker as one article names them. roles and affiliations are JSON lists, as written. speaker_id is whom the name
    # was found to mean over all articles. tag: a decision that keeps it apart from others of its name.
    """create table appearance (
        id integer primary key,
        stable_key text not null unique,
        article_id integer not null references article(id) on delete cascade,
        kind text not null,
        name text not null,
        roles text not null default '[]',
        affiliations text not null default '[]',
        tag text not null default '',
        speaker_id integer references speaker(id) on delete set null
    ) strict""",
    # A form under which the article names them besides, with the rule that joined the two.
    """create table appearance_form (
        id integer primary key,
        appearance_id integer not null references appearance(id) on delete cascade,
        form text not null,
        reason text not null,
        unique (appearance_id, form, reason)
    ) strict""",
    # Why names of several articles are one speaker. origin rule: found by the tool, made anew with each run; user: a
    # decision, kept. action: join, merge, alias, split. undone: it counts no longer. each: undone so that every article
    # stands alone. name and articles say what was joined.
    """create table speaker_merge (
        id integer primary key,
        stable_key text not null unique,
        origin text not null check (origin in ('rule', 'user')),
        action text not null check (action in ('join', 'merge', 'alias', 'split')),
        speaker_id integer references speaker(id) on delete set null,
        name text not null,
        rule text not null,
        evidence text not null,
        articles integer not null default 0,
        undone integer not null default 0,
        each integer not null default 0
    ) strict""",
    # Whom a decision is about: names with their profiles (JSON), so that it finds them again after a new run; article_key
    # where it is about one article's.
    """create table speaker_anchor (
        id integer primary key,
        merge_id integer not null references speaker_merge(id) on delete cascade,
        kind text not null,
        name_key text not null,
        worlds text not null default '[]',
        bodies text not null default '[]',
        tag text not null default '',
        article_key text
    ) strict""",
)
_COLUMNS = (
    "speaker add column known_id integer references known_speaker(id) on delete set null",
    "speaker add column wikidata text",
    "attribution add column appearance_id integer references appearance(id) on delete set null",
    # A JSON list of names that were looked at for the speaker and not taken.
    "attribution add column passed text not null default '[]'",
    "hop add column appearance_id integer references appearance(id) on delete set null",
    "mention add column appearance_id integer references appearance(id) on delete cascade",
    # Of a list: aliases, handles as the list writes them, | between them; listed: seed, user, or null for neither.
    "outlet add column aliases text",
    "outlet add column handles text",
    "outlet add column parent text",
    "outlet add column listed text",
)
_INDEXES = (
    "appearance(article_id)",
    "appearance(speaker_id)",
    "speaker(known_id)",
    "attribution(appearance_id)",
    "hop(appearance_id)",
    "mention(appearance_id)",
    "speaker_merge(speaker_id)",
    "speaker_anchor(merge_id)",
)


# A name is looked up whatever its capitals.
_NAMES = (
    "create index idx_speaker_name_nocase on speaker(name collate nocase)",
    "create index idx_alias_form_nocase on alias(form collate nocase)",
)


def add_people(db: Database) -> None:
    """Make the tables and columns. The migration that brings them in."""
    for statement in _TABLES:
        db.execute(statement)
    for column in _COLUMNS:
        db.execute(f"alter table {column}")
    for place in _INDEXES:
        db.execute(f"create index idx_{place.replace('(', '_').rstrip(')')} on {place}")
    for statement in _NAMES:
        db.execute(statement)
