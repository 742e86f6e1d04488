"""Those who speak together: a row for each speaker of an attribution. The migration takes names apart that were joined."""

import json
from collections.abc import Iterator

from sqlite_utils import Database

from attrib.keys import digest, plain
from attrib.store.profiles import names_somebody

# Every speaker of an attribution, in the order of the text; position 0 is the one that the attribution itself names.
# speaker_id is null where it stays unresolved. name, role and affiliation are what this article says.
_TABLE = """create table attribution_speaker (
    attribution_id integer not null references attribution(id) on delete cascade,
    position integer not null,
    speaker_id integer references speaker(id),
    appearance_id integer references appearance(id) on delete set null,
    name text,
    kind text not null,
    status text not null,
    role text,
    affiliation text,
    candidates text not null default '[]',
    rule text not null default '',
    evidence_start integer,
    evidence_end integer,
    evidence_text text,
    passed text not null default '[]',
    primary key (attribution_id, position)
) strict, without rowid"""
_INDEXES = (
    "create index idx_attribution_speaker_speaker_id on attribution_speaker(speaker_id, attribution_id)",
    "create index idx_attribution_speaker_appearance_id on attribution_speaker(appearance_id)",
    # Few attributions have several: what asks for those reads no others.
    "create index idx_attribution_speaker_beside on attribution_speaker(attribution_id) where position > 0",
)
# Every attribution's own speaker, as the one at position 0.
FILL = """insert or ignore into attribution_speaker
  select id, 0, speaker_id, appearance_id, speaker_name, speaker_kind, coalesce(speaker_status, 'unresolved'),
    speaker_role, speaker_affiliation, candidates, rule, evidence_start, evidence_end, evidence_text, passed
  from attribution where speaker_kind is not null"""
_JOINT = "; "  # stood between the names of those who speak together
# A source's own words may hold the sign as well; a rule joined names where it named several.
_JOINED = """select attribution.id, article.id, article.stable_key, speaker_name, speaker_kind, speaker_status, speaker_id
  from attribution join article on article.id = attribution.article_id
  where instr(speaker_name, '; ') and speaker_kind <> 'anonymous'
    and (rule in ('group', 'counted') or speaker_status = 'inferred')"""
_KINDS = ("person", "organisation", "outlet")


def add_together(db: Database) -> None:
    """Make the table, give every attribution its rows, and take apart the speakers whose names were joined."""
    db.execute(_TABLE)
    for statement in _INDEXES:
        db.execute(statement)
    db.execute("alter table hop add column beside text not null default '[]'")
    db.execute(FILL)
    _Apart(db).all()


_Member = tuple[str, str, int | None, int | None]  # name, kind, ids of its row and of its appearance


def _names(joined: str) -> list[str]:
    return list(dict.fromkeys(name for part in joined.split(_JOINT) if (name := part.strip())))


class _Apart:
    """Takes joined names apart: rows, steps, mentions and aliases; what was compared keeps the first of them."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._first: dict[int, list[int]] = {}  # a joined speaker's row → those of its members

    def all(self) -> None:
        for id_, article, article_key, name, kind, status, joint in self._db.execute(_JOINED).fetchall():
            if joint is None or status == "unresolved":
                members: list[_Member] = [(one, kind, None, None) for one in _names(name)]
            else:
                members = list(self._members(name, kind, article, article_key))
                self._first.setdefault(joint, [row for _name, _kind, row, _place in members if row is not None])
            self._attribution(id_, members, status)
        self._steps()
        for joint, rows in self._first.items():
            self._speaker(joint, rows)
        if self._first:
            for table in ("speaker_fts", "alias_fts"):
                self._db.execute(f"insert into {table} ({table}) values ('rebuild')")
            self._db.execute("delete from figure")  # counted anew when the next command has written

    def _members(self, name: str, kind: str, article: int, key: str) -> Iterator[_Member]:
        """Yield name, kind, speaker and appearance of each of those whose names are joined."""
        for one in _names(name):
            known = self._db.execute(
                "select kind, speaker_id, id from appearance where article_id = ? and name = ? order by kind = ? desc, id",
                (article, one, kind),
            ).fetchone()
            if known and known[1] is not None:
                yield one, known[0], known[1], known[2]
                continue
            own = self._kind(one, kind)
            joined = own in _KINDS
            row = self._row(one, own, "" if joined else key)
            yield one, own, row, self._appearance(one, own, article, key, row) if joined else None

    def _kind(self, name: str, kind: str) -> str:
        """Return the kind of a member: what another article takes it for, else that of all; of one without a name a role or anonymous."""
        named = [one for one in (kind, *_KINDS) if names_somebody(name, one)]
        if not named:
            return "role" if name.casefold().startswith("the ") else "anonymous"
        other = self._db.execute(
            "select kind from speaker where name = ? and kind in ('person', 'organisation', 'outlet')"
            " order by kind = ? desc, id",
            (name, kind),
        ).fetchone()
        return str(other[0]) if other else named[0]

    def _row(self, name: str, kind: str, scope: str) -> int:
        key = digest("speaker", kind, plain(name) or name, scope)
        return self._one(
            "insert into speaker (stable_key, name, kind) values (?, ?, ?)"
            " on conflict (stable_key) do update set kind = excluded.kind returning id",
            (key, name, kind),
        )

    def _appearance(self, name: str, kind: str, article: int, article_key: str, speaker: int) -> int:
        return self._one(
            "insert into appearance (stable_key, article_id, kind, name, speaker_id) values (?, ?, ?, ?, ?)"
            " on conflict (stable_key) do update set article_id = excluded.article_id returning id",
            (digest("appearance", article_key, kind, name), article, kind, name, speaker),
        )

    def _attribution(self, id_: int, members: list[_Member], status: str) -> None:
        (before,) = self._db.execute(
            "select role, affiliation, candidates, rule, evidence_start, evidence_end, evidence_text, passed"
            " from attribution_speaker where attribution_id = ? and position = 0",
            (id_,),
        ).fetchall()
        self._db.execute("delete from attribution_speaker where attribution_id = ?", (id_,))
        for place, (name, kind, row, appearance) in enumerate(members):
            self._db.execute(
                "insert into attribution_speaker values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (id_, place, row, appearance, name, kind, status, *before),
            )
        name, kind, row, appearance = members[0]
        self._db.execute(
            "update attribution set speaker_name = ?, speaker_kind = ?, speaker_id = ?, appearance_id = ?,"
            " words_of = replace(words_of, '; ', ' and ') where id = ?",
            (name, kind, row, appearance, id_),
        )

    def _steps(self) -> None:
        """Give each step of joined names the first, the others beside it; who were only cited have no speaker's row."""
        for id_, name, speaker in self._db.execute(
            "select id, name, speaker_id from hop where instr(name, '; ') and kind <> 'anonymous'"
            " and (speaker_id is not null or via in ('citing', 'quoting', 'quoted by', 'unresolved'))"
        ).fetchall():
            first, *others = _names(name)
            if speaker is not None and speaker not in self._first:
                continue
            self._db.execute(
                "update hop set name = ?, beside = ? where id = ?", (first, json.dumps(others, ensure_ascii=False), id_)
            )

    def _speaker(self, joint: int, rows: list[int]) -> None:
        """Let what named a joined speaker name its members, and drop its row."""
        for row in rows:
            self._db.execute(
                "insert or ignore into mention (speaker_id, appearance_id, article_id, start, end)"
                " select ?, (select id from appearance where speaker_id = ? and appearance.article_id = mention.article_id),"
                " article_id, start, end from mention where speaker_id = ?",
                (row, row, joint),
            )
        for form, reason in self._db.execute(
            "select form, reason from alias where speaker_id = ?", (joint,)
        ).fetchall():
            parts = [part.strip() for part in form.split(_JOINT)]
            for row, part in zip(rows, parts, strict=False) if len(parts) == len(rows) else ():
                self._db.execute(
                    "insert or ignore into alias (speaker_id, form, reason) select ?, ?, ?"
                    " where not exists (select 1 from speaker where id = ? and name = ?)",
                    (row, part, reason, row, part),
                )
        first = rows[0]
        self._db.execute(
            "update hop set speaker_id = ?, kind = (select kind from speaker where id = ?),"
            " appearance_id = (select id from appearance where speaker_id = ? and article_id ="
            " (select article_id from attribution where attribution.id = hop.attribution_id)) where speaker_id = ?",
            (first, first, first, joint),
        )
        name = self._db.execute("select name from speaker where id = ?", (first,)).fetchone()[0]
        self._db.execute("update root set speaker_id = ?, name = ? where speaker_id = ?", (first, name, joint))
        self._db.execute("update contradiction set speaker_id = ? where speaker_id = ?", (first, joint))
        for table, column in (("mention", "speaker_id"), ("alias", "speaker_id"), ("speaker", "id")):
            self._db.execute(f"delete from {table} where {column} = ?", (joint,))

    def _one(self, statement: str, values: tuple[object, ...]) -> int:
        return int(self._db.conn.execute(statement, values).fetchone()[0])
