"""What a user does to speakers: look, merge, split, give another name, undo. Every decision is kept and linked again."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from attrib.errors import DatabaseError
from attrib.keys import digest
from attrib.store.finish import settle
from attrib.store.identity import bodies_json, worlds_json
from attrib.store.profiles import JOINED, Profile, name_key, profile

Found = dict[str, Any]
_BY_HAND = "by hand"
_SPEAKER = """select speaker.id, speaker.stable_key, speaker.name, speaker.kind, speaker.role, speaker.affiliation,
    speaker.wikidata,
    (select count(*) from attribution_speaker as told join attribution on attribution.id = told.attribution_id
      where told.speaker_id = speaker.id and attribution.status <> 'rejected') as attributions,
    (select count(distinct attribution.article_id) from attribution_speaker as told
      join attribution on attribution.id = told.attribution_id where told.speaker_id = speaker.id) as articles
  from speaker"""
_MERGE = """select speaker_merge.id, origin, action, speaker_merge.name, rule, evidence, speaker_merge.articles,
    undone, speaker_id, speaker.name as speaker
  from speaker_merge left join speaker on speaker.id = speaker_merge.speaker_id"""


def list_speakers(db: Database, words: str = "", limit: int = -1) -> list[Found]:
    """Return speakers by the number of their attributions; only those with `words` in their name or an alias."""
    like = f"%{words.replace('%', '').replace('_', ' ').strip()}%"
    return _rows(
        db,
        f"{_SPEAKER} where speaker.kind in ('person', 'organisation', 'outlet') and (speaker.name like ? or exists"
        " (select 1 from alias where alias.speaker_id = speaker.id and form like ?))"
        " order by attributions desc, speaker.name, speaker.id limit ?",
        (like, like, limit),
    )


def find_speaker(db: Database, named: str) -> Found:
    """Return the speaker that a number, a stable key, a name or an alias means.

    Raises DatabaseError for none, and for a name that several bear, naming their numbers.
    """
    number = named.isascii() and named.isdigit() and len(named) < 19
    for clause in ("speaker.id = ?",) if number else ("speaker.stable_key = ?",):
        if found := _rows(db, f"{_SPEAKER} where {clause}", (named,)):
            return found[0]
    for clause in (
        "speaker.name = ? collate nocase",
        "exists (select 1 from alias where alias.speaker_id = speaker.id and form = ? collate nocase)",
    ):
        found = _rows(
            db, f"{_SPEAKER} where {clause} and kind in ('person', 'organisation', 'outlet') order by id", (named,)
        )
        if len(found) == 1:
            return found[0]
        if found:
            numbers = ", ".join(f"{one['id']} ({_said(one)})" for one in found[:6])
            raise DatabaseError(f"“{named}” is the name of {len(found)} speakers: {numbers}; give a number")
    raise DatabaseError(f"no speaker “{named}” in this database; see: attrib speakers list")


def merges_of(db: Database, speaker_id: int | None = None) -> list[Found]:
    """Return the reasons and decisions behind a speaker, or all decisions and what was undone, in order."""
    if speaker_id is None:
        return _rows(db, f"{_MERGE} where origin = 'user' or undone = 1 order by speaker_merge.id", ())
    return _rows(db, f"{_MERGE} where speaker_id = ? order by speaker_merge.id", (speaker_id,))


def appearances_of(db: Database, speaker_id: int) -> list[Found]:
    """Return in which articles, under which names and with which roles and affiliations a speaker appears."""
    found = _rows(
        db,
        "select article.id as article_id, article.title as article, outlet.name as publisher, appearance.name,"
        " appearance.roles, appearance.affiliations from appearance join article on article.id = article_id"
        " left join outlet on outlet.id = article.publisher_id where appearance.speaker_id = ?"
        " order by article.id, appearance.name",
        (speaker_id,),
    )
    return [
        {**row, "roles": json.loads(row["roles"]), "affiliations": json.loads(row["affiliations"])} for row in found
    ]


def aliases_of(db: Database, speaker_id: int) -> list[Found]:
    """Return the other names of a speaker with the rule that gave each."""
    return _rows(db, "select form, reason from alias where speaker_id = ? order by form, reason", (speaker_id,))


def merge_speakers(db: Database, named: Sequence[str], reason: str = "") -> int:
    """Make one speaker of several; return the decision's number. Raises DatabaseError for what cannot be one."""
    found = [find_speaker(db, one) for one in dict.fromkeys(named)]
    if len({one["id"] for one in found}) < 2:
        raise DatabaseError(f"{found[0]['id']} ({_said(found[0])}) is one speaker already; name two")
    for one in found:
        _joinable(db, one)
    if len({one["kind"] for one in found}) > 1:
        kinds = " and ".join(f"{one['name']} ({one['kind']})" for one in found)
        raise DatabaseError(f"{kinds} are of different kinds and cannot be one speaker")
    names = " + ".join(f"{one['name']}" for one in found)
    anchors = [anchor for one in found for anchor in _profiles(db, one["id"])]
    return _decide(db, "merge", names, anchors, reason)


def split_speaker(db: Database, named: str, articles: Sequence[int], reason: str = "") -> int:
    """Make what some articles say of a speaker a speaker of its own; return the decision's number.

    Raises DatabaseError for articles that the speaker is not in, and where no other would be left.
    """
    one = find_speaker(db, named)
    _joinable(db, one)
    rows = db.execute(
        "select appearance.kind, appearance.name, article.id, article.stable_key from appearance"
        " join article on article.id = appearance.article_id where appearance.speaker_id = ? order by article.stable_key",
        (one["id"],),
    ).fetchall()
    present = {number for _kind, _name, number, _key in rows}
    for number in articles:
        if number not in present:
            raise DatabaseError(
                f"{one['id']} ({_said(one)}) is not in article {number}; see: attrib speakers show {one['id']}"
            )
    if present <= set(articles):
        raise DatabaseError(f"{one['id']} ({_said(one)}) is in no other article; there is nothing to split from")
    anchors = [
        (kind, name_key(name, kind), "[]", "[]", "", key) for kind, name, number, key in rows if number in set(articles)
    ]
    return _decide(db, "split", one["name"], anchors, reason)


def add_alias(db: Database, named: str, form: str, reason: str = "") -> int:
    """Give a speaker another name, under which articles may mean it; return the decision's number."""
    one = find_speaker(db, named)
    _joinable(db, one)
    form = " ".join(form.split())
    if not any(letter.isalnum() for letter in form):
        raise DatabaseError(f"“{form}” is no name; give the words that articles use")
    if name_key(form, one["kind"]) == name_key(one["name"], one["kind"]):
        raise DatabaseError(f"“{form}” is the name of {one['id']} already")
    anchors = _profiles(db, one["id"])
    worlds = json.dumps(sorted({word for anchor in anchors for word in json.loads(anchor[2])}), ensure_ascii=False)
    bodies = json.dumps(
        sorted(map(list, {tuple(body) for anchor in anchors for body in json.loads(anchor[3])})), ensure_ascii=False
    )
    return _decide(
        db, "alias", form, [*anchors, (one["kind"], name_key(form, one["kind"]), worlds, bodies, "", None)], reason
    )


def undo_merge(db: Database, number: int) -> Found:
    """Undo a decision, or what a rule joined, for this and all later runs; return its row. Raises DatabaseError."""
    found = _rows(db, f"{_MERGE} where speaker_merge.id = ?", (number,))
    if not found:
        raise DatabaseError(f"there is no merge {number}; see: attrib speakers show SPEAKER, or attrib speakers log")
    one = found[0]
    if one["undone"]:
        raise DatabaseError(f"{number} was undone before; to join again: attrib speakers merge")
    alone = False
    if one["origin"] == "rule":
        # Where the speaker is nothing but this name with this profile, its articles are taken apart from each other.
        others = db.execute(
            "select count(*) from speaker_merge where speaker_id = ? and origin = 'rule' and undone = 0",
            (one["speaker_id"],),
        ).fetchone()[0]
        names = {(anchor[1], anchor[2], anchor[3]) for anchor in _profiles(db, one["speaker_id"])}
        alone = others == 1 and len(names) == 1
    db.execute("update speaker_merge set undone = 1, each = ? where id = ?", (int(alone), number))
    settle(db)
    return one


_Anchor = tuple[str, str, str, str, str, str | None]


def _profiles(db: Database, speaker_id: int) -> list[_Anchor]:
    """Return each name with each profile under which a speaker appears, as anchors of a decision, in a fixed order."""
    anchors: set[_Anchor] = set()
    for kind, name, roles, affiliations, tag in db.execute(
        "select distinct kind, name, roles, affiliations, tag from appearance where speaker_id = ?", (speaker_id,)
    ):
        one: Profile = profile(kind, name, tuple(json.loads(roles)), tuple(json.loads(affiliations)))
        anchors.add((kind, one.name, worlds_json(one), bodies_json(one), tag, None))
    return sorted(anchors, key=str)


def _decide(db: Database, action: str, name: str, anchors: Iterable[_Anchor], reason: str) -> int:
    anchors = list(anchors)
    key = digest(action, name if action == "alias" else "", *map(str, anchors))
    row = db.conn.execute(
        "insert into speaker_merge (stable_key, origin, action, name, rule, evidence) values (?, 'user', ?, ?, ?, ?)"
        " on conflict (stable_key) do update set undone = 0, evidence = excluded.evidence returning id",
        (key, action, name, action, reason or _BY_HAND),
    ).fetchone()
    number = int(row[0])
    db.execute("delete from speaker_anchor where merge_id = ?", (number,))
    db.conn.executemany(
        "insert into speaker_anchor (merge_id, kind, name_key, worlds, bodies, tag, article_key)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        [(number, *anchor) for anchor in anchors],
    )
    settle(db)
    return number


def _joinable(db: Database, one: Found) -> None:
    named = db.execute("select 1 from appearance where speaker_id = ?", (one["id"],)).fetchone()
    if one["kind"] not in JOINED or not named:
        why = (
            "has no name, and such sources are never joined"
            if one["kind"] == "anonymous"
            else f"({one['kind']}) is known within its article only"
        )
        raise DatabaseError(f"{one['id']}, {_said(one)}, {why}")


def _said(one: Found) -> str:
    return ", ".join(str(part) for part in (one["name"], one["role"], one["affiliation"]) if part)


def _rows(db: Database, statement: str, values: tuple[object, ...]) -> list[Found]:
    cursor = db.conn.execute(statement, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
