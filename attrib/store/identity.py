"""Link the names of all articles to speakers, by rules, the user's list and decisions, and write down why."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlite_utils import Database

from attrib.keys import digest, plain
from attrib.store.linking import Group, Joined, Unit, link
from attrib.store.profiles import Profile, name_key, profile

_Alias = tuple[int, str, str]


@dataclass(slots=True)
class _Found:
    """The appearances behind a unit: their rows, the names as written, and forms with reasons."""

    rows: list[int] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    forms: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry of the user's list as the links need it."""

    id: int
    name: str
    wikidata: str | None
    forms: tuple[str, ...]


def unit_key(one: Profile, tag: str = "") -> str:
    """Return the name of a unit that stays the same from run to run."""
    return digest("unit", one.kind, one.name, worlds_json(one), bodies_json(one), tag)


def worlds_json(one: Profile) -> str:
    """Return the walks of life of a profile as a JSON list in a fixed order."""
    return json.dumps(sorted(one.worlds), ensure_ascii=False)


def bodies_json(one: Profile) -> str:
    """Return the affiliations of a profile as a JSON list of lists of words in a fixed order."""
    return json.dumps(sorted(sorted(body) for body in one.bodies), ensure_ascii=False)


def read_profile(kind: str, name: str, worlds: str, bodies: str) -> Profile:
    """Return the profile of an anchor's columns."""
    return Profile(kind, name, frozenset(json.loads(worlds)), frozenset(frozenset(body) for body in json.loads(bodies)))


def link_speakers(db: Database) -> None:
    """Bring speakers, aliases and reasons up to date with appearances, list and decisions; needs a transaction."""
    known, listed = _listed(db)
    anchored = _anchored(db)
    given = {unit.profile.name for unit in [*listed, *anchored] if unit.known or unit.bond.startswith("alias")}
    found, units = _units(db, given)
    groups = link([*units, *listed, *anchored])
    # The group of most articles takes the plain key of its name, so that its address is that of the name.
    order = sorted(groups, key=lambda group: (-sum(item.unit.articles for item in group), group[0].unit.key))
    taken: set[str] = set()
    aliases: set[_Alias] = set()
    reasons: list[tuple[object, ...]] = []
    bonds: dict[str, int] = {}
    for group in order:
        real = [item for item in group if item.unit.key in found]
        if not real:
            continue
        entry = next((known[item.unit.known] for item in group if item.unit.known), None)
        speaker_id, name = _speaker(db, group, real, found, entry, taken)
        _move(db, speaker_id, [row for item in real for row in found[item.unit.key].rows])
        aliases |= _aliases(speaker_id, name, real, found, entry)
        reasons += _reasons(speaker_id, real, found)
        bonds.update({item.unit.bond: speaker_id for item in group if item.unit.bond})
    for table in ("attribution", "attribution_speaker", "hop", "mention"):
        db.execute(
            f"update or replace {table} set speaker_id = appearance.speaker_id from appearance"
            f" where appearance.id = {table}.appearance_id and {table}.speaker_id is not appearance.speaker_id"
        )
    _write_aliases(db, aliases | _decided(db, bonds))
    _write_reasons(db, reasons, bonds)


def _units(db: Database, given: set[str]) -> tuple[dict[str, _Found], list[Unit]]:
    """Read the appearances; return what stands behind each unit, and the units.

    A person's single name ("Roth") is known within its article only, unless an affiliation stands beside it or it is among
    the names that the user has given to somebody.
    """
    undone = {
        str(key): bool(each)
        for key, each in db.execute("select stable_key, each from speaker_merge where origin = 'rule' and undone = 1")
    }
    split = {
        (kind, name, article): f"split {number}"
        for kind, name, article, number in db.execute(
            "select anchor.kind, anchor.name_key, anchor.article_key, made.id from speaker_anchor as anchor"
            " join speaker_merge as made on made.id = anchor.merge_id"
            " where made.action = 'split' and made.undone = 0 order by made.id"
        )
    }
    forms: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for row, form, reason in db.execute("select appearance_id, form, reason from appearance_form"):
        forms[row].add((form, reason))
    found: dict[str, _Found] = defaultdict(_Found)
    profiles: dict[str, tuple[Profile, str]] = {}
    tags: list[tuple[str, int]] = []
    for row, article, kind, name, roles, affiliations, old in db.execute(
        "select appearance.id, article.stable_key, kind, name, roles, affiliations, tag from appearance"
        " join article on article.id = appearance.article_id"
    ):
        one = profile(kind, name, tuple(json.loads(roles)), tuple(json.loads(affiliations)))
        plain_key = unit_key(one)
        tag = split.get((kind, one.name, article), "")
        if not tag and plain_key in undone:
            tag = f"undone {plain_key}" + (f" {article}" if undone[plain_key] else "")
        if not tag and kind == "person" and " " not in one.name and not one.bodies and one.name not in given:
            tag = f"alone {article}"
        key = unit_key(one, tag) if tag else plain_key
        profiles[key] = one, tag
        behind = found[key]
        behind.rows.append(row)
        behind.names[name] += 1
        behind.forms |= forms.get(row, set())
        if tag != old:
            tags.append((tag, row))
    db.conn.executemany("update appearance set tag = ? where id = ?", tags)
    units = [
        Unit(
            key,
            one,
            articles=len(found[key].rows),
            tag=tag,
            forms=frozenset(name_key(form) for form, reason in found[key].forms if reason == "acronym"),
        )
        for key, (one, tag) in profiles.items()
    ]
    return dict(found), units


def _listed(db: Database) -> tuple[dict[str, _Known], list[Unit]]:
    """Read the user's list; return its entries by key, and a unit for each of their names."""
    forms: dict[int, list[str]] = defaultdict(list)
    for number, form in db.execute("select known_id, form from known_alias order by form"):
        forms[number].append(form)
    known: dict[str, _Known] = {}
    units: list[Unit] = []
    for number, key, name, kind, wikidata, role, affiliation in db.execute(
        "select id, stable_key, name, kind, wikidata, role, affiliation from known_speaker order by stable_key"
    ):
        known[key] = _Known(number, name, wikidata, tuple(forms[number]))
        told = ((role,) if role else (), (affiliation,) if affiliation else ())
        names = {name_key(form, kind) for form in (name, *forms[number])}
        units += [
            Unit(f"known {key} {form}", profile(kind, form, *told), 0, bond=f"known {key}", known=key)
            for form in sorted(names)
        ]
    return known, units


def _anchored(db: Database) -> list[Unit]:
    """Read the decisions that join; return a unit for each name they are about."""
    return [
        Unit(f"{action} {number} {row}", read_profile(kind, name, worlds, bodies), 0, tag, bond=f"{action} {number}")
        for action, number, row, kind, name, worlds, bodies, tag in db.execute(
            "select made.action, made.id, anchor.id, anchor.kind, name_key, worlds, bodies, tag"
            " from speaker_anchor as anchor join speaker_merge as made on made.id = anchor.merge_id"
            " where made.action in ('merge', 'alias') and made.undone = 0 order by anchor.id"
        )
    ]


def _speaker(
    db: Database,
    group: Group,
    real: list[Joined],
    found: dict[str, _Found],
    entry: _Known | None,
    taken: set[str],
) -> tuple[int, str]:
    """Find or make the row of a group; return its id and its name."""
    kind = real[0].unit.profile.kind
    written: Counter[str] = sum((found[item.unit.key].names for item in real), Counter())
    # "Roth" may be more frequent than "Ana Roth", and "KPA" than what it stands for; the longer one names better.
    whole = [name for name in written if " " in name] or list(written)
    name = entry.name if entry else min(whole, key=lambda one: (-written[one], one))
    key = digest("speaker", kind, plain(name) or name, "")
    if key in taken:
        key = digest("speaker", kind, plain(name) or name, real[0].unit.key)
    taken.add(key)
    outlet = "(select id from outlet where outlet.name = ?)" if kind == "outlet" else "?"
    row = db.conn.execute(
        f"insert into speaker (stable_key, name, kind, known_id, wikidata, outlet_id) values (?, ?, ?, ?, ?, {outlet})"
        " on conflict (stable_key) do update set name = excluded.name, known_id = excluded.known_id,"
        " wikidata = excluded.wikidata, outlet_id = excluded.outlet_id returning id",
        (key, name, kind, entry and entry.id, entry and entry.wikidata, name if kind == "outlet" else None),
    ).fetchone()
    return int(row[0]), name


def _move(db: Database, speaker_id: int, rows: Iterable[int]) -> None:
    db.conn.executemany(
        "update appearance set speaker_id = ? where id = ? and speaker_id is not ?",
        [(speaker_id, row, speaker_id) for row in rows],
    )


def _aliases(
    speaker_id: int, name: str, real: list[Joined], found: dict[str, _Found], entry: _Known | None
) -> set[_Alias]:
    """Return the other names of a speaker, each with the rule that says so."""
    aliases = {(speaker_id, form, "known") for form in (entry.forms if entry else ())}
    for item in real:
        behind = found[item.unit.key]
        aliases |= {(speaker_id, form, item.rule) for form in behind.names}
        aliases |= {(speaker_id, form, reason) for form, reason in behind.forms}
    return {alias for alias in aliases if alias[1] != name}


def _decided(db: Database, bonds: dict[str, int]) -> set[_Alias]:
    """Return the aliases that the user gave."""
    given = db.execute("select id, name from speaker_merge where action = 'alias' and undone = 0")
    return {(bonds[f"alias {number}"], form, "alias") for number, form in given if f"alias {number}" in bonds}


def _reasons(speaker_id: int, real: list[Joined], found: dict[str, _Found]) -> list[tuple[object, ...]]:
    """Return a row of speaker_merge for each unit that a rule joined over articles or with another unit."""
    rows: list[tuple[object, ...]] = []
    for place, item in enumerate(real):
        if not item.unit.tag and (place or item.unit.articles > 1 or item.rule == "known"):
            names = found[item.unit.key].names
            name = min(names, key=lambda one: (-names[one], one))
            rows.append((item.unit.key, speaker_id, name, item.rule, item.evidence, item.unit.articles))
    return rows


def _write_aliases(db: Database, wanted: set[_Alias]) -> None:
    """Make the table hold what is wanted; rows that were there keep their ids."""
    present = {
        (speaker_id, form, reason): row
        for row, speaker_id, form, reason in db.execute("select id, speaker_id, form, reason from alias")
    }
    db.conn.executemany("delete from alias where id = ?", [(row,) for key, row in present.items() if key not in wanted])
    db.conn.executemany(
        "insert into alias (speaker_id, form, reason) values (?, ?, ?)", sorted(wanted - present.keys())
    )


def _write_reasons(db: Database, rows: list[tuple[object, ...]], bonds: dict[str, int]) -> None:
    """Make the reasons of rules those of this run; what the user decided or undid stays."""
    wanted = {str(row[0]) for row in rows}
    stale = [
        (number,)
        for number, key in db.execute("select id, stable_key from speaker_merge where origin = 'rule' and undone = 0")
        if key not in wanted
    ]
    db.conn.executemany("delete from speaker_merge where id = ?", stale)
    db.conn.executemany(
        "insert into speaker_merge (stable_key, origin, action, speaker_id, name, rule, evidence, articles)"
        " values (?, 'rule', 'join', ?, ?, ?, ?, ?) on conflict (stable_key) do update set"
        " speaker_id = excluded.speaker_id, name = excluded.name, rule = excluded.rule,"
        " evidence = excluded.evidence, articles = excluded.articles",
        sorted(rows, key=str),
    )
    db.execute("update speaker_merge set speaker_id = null where origin = 'user' or undone = 1")
    db.conn.executemany(
        "update speaker_merge set speaker_id = ? where id = ? and origin = 'user'",
        [(speaker_id, int(bond.split()[1])) for bond, speaker_id in bonds.items() if not bond.startswith("known")],
    )
