"""The tables that `attrib compare` fills: what articles have in common, how they differ, and what stands behind them.

All of it follows from the articles and is made anew where they change; nothing here is a person's decision. Lists are JSON.
"""

from sqlite_utils import Database

_DROPPED = ("variant", "variant_cluster", "claim_value")
_TABLES = (
    # One invocation of `attrib compare`; `finished` stays null after a kill, and the next one goes on from there.
    """create table comparison (
        id integer primary key,
        tool_version text not null,
        started text not null,
        finished text
    ) strict""",
    # One quote as different texts carry it. fullest_id is its fullest telling, text that one's words. first_id was
    # published first; null where no time is known or two share the first day. first_basis: page, given, dateline.
    """create table variant_cluster (
        id integer primary key,
        stable_key text not null unique,
        text text not null,
        fullest_id integer references attribution(id) on delete set null,
        attributions integer not null,
        articles integer not null,
        outlets integer not null,
        roots integer not null,
        loops integer not null,
        first_id integer references attribution(id) on delete set null,
        first_published text,
        first_basis text,
        last_published text
    ) strict""",
    # A member of a cluster. similarity: share of its words that the fullest has (0 to 1). translated: its text is said
    # to be a translation. headline: its content stands in a headline.
    """create table variant (
        id integer primary key,
        cluster_id integer not null references variant_cluster(id) on delete cascade,
        attribution_id integer not null unique references attribution(id) on delete cascade,
        similarity real not null,
        translated integer not null default 0,
        headline integer not null default 0
    ) strict""",
    # How a variant differs from the fullest, and from the telling of the outlet that it credits. type: identical,
    # formatting, cut_ends, cut_inside, insertion, substitution, reordering, merge, translation. risk: none, low, high.
    """create table alteration (
        id integer primary key,
        variant_id integer not null references variant(id) on delete cascade,
        against text not null check (against in ('fullest', 'credited')),
        before_id integer not null references attribution(id) on delete cascade,
        type text not null,
        risk text not null check (risk in ('none', 'low', 'high')),
        reason text not null,
        touches text not null default '[]',
        ends text not null default '[]',
        marked integer not null default 0,
        removed text not null default '[]',
        added text not null default '[]',
        unique (variant_id, against)
    ) strict""",
    # An independent first source behind a cluster. outlet_name: whom an unnamed source or a document spoke to, "" for a
    # named one.
    """create table root (
        id integer primary key,
        cluster_id integer not null references variant_cluster(id) on delete cascade,
        name text not null,
        kind text not null,
        outlet_name text not null default '',
        speaker_id integer references speaker(id) on delete set null,
        outlet_id integer references outlet(id) on delete set null
    ) strict""",
    # Outlets that credit each other in a circle for one quote. actors tells it in words.
    """create table loop (
        id integer primary key,
        stable_key text not null unique,
        cluster_id integer not null references variant_cluster(id) on delete cascade,
        length integer not null,
        actors text not null
    ) strict""",
    # Position counts from 0; each outlet credits the next, the last one the first, in its attribution.
    """create table loop_step (
        id integer primary key,
        loop_id integer not null references loop(id) on delete cascade,
        position integer not null,
        outlet_id integer not null references outlet(id) on delete cascade,
        attribution_id integer references attribution(id) on delete set null,
        unique (loop_id, position)
    ) strict""",
    # Two articles with one text. share: part of the shorter one's shingles that the longer one has (0 to 1). basis:
    # credit, time, unknown (then original_id is only the first of the two).
    """create table article_copy (
        id integer primary key,
        original_id integer not null references article(id) on delete cascade,
        copy_id integer not null references article(id) on delete cascade,
        share real not null,
        basis text not null check (basis in ('credit', 'time', 'unknown')),
        unique (original_id, copy_id)
    ) strict""",
    # "As reported by the Lantern": the hop, and the attribution of the Lantern's own article that tells the same.
    """create table joined_hop (
        id integer primary key,
        hop_id integer not null unique references hop(id) on delete cascade,
        attribution_id integer not null references attribution(id) on delete cascade,
        basis text not null
    ) strict""",
    # One claim told with another stance further on. kind: cue ("said", then "admitted"), hedge_dropped, hedge_added,
    # headline.
    """create table drift (
        id integer primary key,
        kind text not null,
        before_id integer not null references attribution(id) on delete cascade,
        after_id integer not null references attribution(id) on delete cascade,
        before_text text not null,
        after_text text not null,
        risk text not null check (risk in ('none', 'low', 'high')),
        reason text not null,
        unique (before_id, after_id, kind)
    ) strict""",
    # A figure that an attribution gives. most is the upper end of a range, else null. start and end count characters of
    # the article's text. qualifier: "at least", "about".
    """create table claim_value (
        id integer primary key,
        attribution_id integer not null references attribution(id) on delete cascade,
        subject text not null,
        value real not null,
        most real,
        unit text,
        qualifier text,
        value_text text not null,
        start integer not null,
        end integer not null
    ) strict""",
    # Figures on one subject that cannot all be right.
    """create table conflict (
        id integer primary key,
        stable_key text not null unique,
        subject text not null,
        unit text,
        reason text not null
    ) strict""",
    # side counts from 0: figures of one side agree or add up (407 and 44 against 452).
    """create table conflict_value (
        id integer primary key,
        conflict_id integer not null references conflict(id) on delete cascade,
        claim_value_id integer not null references claim_value(id) on delete cascade,
        side integer not null,
        unique (conflict_id, claim_value_id)
    ) strict""",
    # One speaker who is told to have said one thing and then its opposite: a candidate, to be read by a person.
    """create table contradiction (
        id integer primary key,
        stable_key text not null unique,
        speaker_id integer references speaker(id) on delete set null,
        before_id integer not null references attribution(id) on delete cascade,
        after_id integer not null references attribution(id) on delete cascade,
        kind text not null,
        reason text not null
    ) strict""",
    # An attribution of a version that is no longer current, as it was read then. hedges is a list of words.
    """create table past_attribution (
        id integer primary key,
        version_id integer not null references article_version(id) on delete cascade,
        stable_key text not null,
        sequence integer not null,
        pattern text not null,
        relation text not null,
        type text not null,
        stance text not null,
        content_text text not null,
        cue_text text not null,
        source_text text not null,
        speaker_name text,
        speaker_kind text,
        speaker_status text,
        negated integer not null,
        hedges text not null default '[]',
        unique (version_id, stable_key)
    ) strict""",
    # The difference between two versions of an article, told in attributions. kind: attribution_added,
    # attribution_removed, source_added, source_removed, source_renamed, verb_changed, hedge_dropped, hedge_added,
    # quote_altered, headline_changed.
    """create table version_change (
        id integer primary key,
        article_id integer not null references article(id) on delete cascade,
        before_version_id integer not null references article_version(id) on delete cascade,
        after_version_id integer not null references article_version(id) on delete cascade,
        kind text not null,
        before_text text,
        after_text text,
        content_text text not null default '',
        risk text not null check (risk in ('none', 'low', 'high')),
        reason text not null,
        past_id integer references past_attribution(id) on delete cascade,
        attribution_id integer references attribution(id) on delete set null
    ) strict""",
)
_INDEXES = (
    "variant_cluster(fullest_id)",
    "variant_cluster(first_id)",
    "variant(cluster_id)",
    "alteration(before_id)",
    "alteration(risk)",
    "root(cluster_id)",
    "root(speaker_id)",
    "root(outlet_id)",
    "loop(cluster_id)",
    "loop_step(outlet_id)",
    "loop_step(attribution_id)",
    "article_copy(copy_id)",
    "joined_hop(attribution_id)",
    "drift(after_id)",
    "claim_value(attribution_id)",
    "conflict_value(claim_value_id)",
    "contradiction(speaker_id)",
    "contradiction(before_id)",
    "contradiction(after_id)",
    "version_change(article_id)",
    "version_change(before_version_id)",
    "version_change(after_version_id)",
    "version_change(past_id)",
    "version_change(attribution_id)",
)


def add_comparing(db: Database) -> None:
    """Put the tables of comparing in place of the three that the first schema foresaw and nothing filled."""
    for name in _DROPPED:
        db.execute(f"drop table {name}")
    for statement in _TABLES:
        db.execute(statement)
    for place in _INDEXES:
        db.execute(f"create index idx_{place.replace('(', '_').rstrip(')')} on {place}")
