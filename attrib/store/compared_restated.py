"""Tellings of one named speaker that are one statement in other words, found speaker by speaker. All of it only reads."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from itertools import chain

from sqlite_utils import Database

from attrib.compare.restatements import DAYS, TURNED, Saying, name_key, one_name, restatements
from attrib.compare.voices import day
from attrib.store.beside import in_parts
from attrib.store.compared_attempts import Task
from attrib.store.compared_links import Link
from attrib.store.tellings import ask, bare, first_source, publishers

PART = 2_500  # tellings that are due that are looked at at once

# The asked attributions that may be told elsewhere in other words.
_DUE = """select asked.id, told.source, told.published, hop.kind, hop.status, hop.name
  from asked cross join told on told.attribution_id = asked.id
  cross join hop on hop.attribution_id = asked.id and hop.position = 0
  where told.source is not null and told.published is not null and hop.kind in ('person', 'organisation')
  order by asked.id"""
_SOURCES = "select distinct source from told where source is not null"
_ASKED = """create temporary table if not exists asked_source (
  name text not null, first text not null, last text not null, primary key (name)) strict, without rowid"""
# A name may be a person's and an organisation's.
_ASK = """insert into asked_source (name, first, last) values (?, ?, ?)
  on conflict (name) do update set first = min(first, excluded.first), last = max(last, excluded.last)"""
# What is pending and comes later finds these when it is its turn.
_SAID = f"""select told.attribution_id, told.article_id, told.source, told.published, hop.kind, hop.status, hop.name,
    wording.words, attribution.type = 'direct', attribution.relation in {TURNED}
  from asked_source
  cross join told on told.source = asked_source.name and told.published between asked_source.first and asked_source.last
  cross join wording on wording.id = told.wording_id
  cross join attribution on attribution.id = told.attribution_id
  cross join hop on hop.attribution_id = told.attribution_id and hop.position = 0
  where hop.kind in ('person', 'organisation') and (told.joined is not null or told.attribution_id <= ?)"""


# Tellings that are due of one name, and the names of their speakers, each with its first and last day.
Named = tuple[list[int], list[tuple[str, str, str]]]
OF_NAMED = "select article_id from attribution where id in (select value from json_each(?, '$[0]'))"


def restated_parts(db: Database, chunk: Iterable[int]) -> list[Task[Named, list[Link]]]:
    """Return what is to be done with the tellings among some attributions that are to be held against others."""
    ask(db, chunk)
    outlets = {bare(name): name for name in publishers(db)}
    due: dict[str, list[int]] = defaultdict(list)
    days: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for id_, source, published, kind, status, hop in db.conn.execute(_DUE):
        speaker, kind = first_source(kind, status, hop, source, outlets)
        key, told = name_key(source, kind) if speaker else None, day(published)
        if key and told is not None:
            due[key].append(id_)
            days[key][source].add(told)
    families: dict[str, list[str]] = defaultdict(list)
    for (name,) in db.conn.execute(_SOURCES):
        families[name.replace("-", " ").rpartition(" ")[2].lower()].append(name)
    last = int(db.execute("select ifnull(max(id), 0) from asked").fetchone()[0])
    sized = (((own, _between(days[key], families.get(key, ()))), len(own)) for key, own in due.items())
    look = partial(by_restated, last=last)
    return [Task(look, [one for one, _ in part], OF_NAMED) for part in in_parts(sized, PART)]


def _between(days: Mapping[str, Collection[int]], family: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return the names under which those of some names may be told of, with the first and last day of each."""
    told: dict[str, set[int]] = defaultdict(set)
    for name, own in days.items():
        for other in (name, *(other for other in family if one_name(name, other))):
            told[other].update(own)
    return [(name, _iso(min(own) - DAYS), f"{_iso(max(own) + DAYS)}~") for name, own in sorted(told.items())]


def _iso(number: int) -> str:
    return datetime.date.fromordinal(max(1, number)).isoformat()


def by_restated(db: Database, named: list[Named], last: int) -> list[Link]:
    """Return what links tellings of one named speaker that are one statement in other words; `last`: the last pending one."""
    due = frozenset(id_ for own, _ in named for id_ in own)
    names = list(chain.from_iterable(names for _, names in named))
    db.execute(_ASKED)
    db.execute("delete from asked_source")
    db.conn.executemany(_ASK, names)
    outlets = {bare(name): name for name in publishers(db)}
    sayings = []
    for id_, article, source, published, kind, status, hop, told, direct, turned in db.conn.execute(_SAID, (last,)):
        speaker, kind = first_source(kind, status, hop, source, outlets)
        on = day(published)
        if speaker and on is not None:
            sayings.append(Saying(id_, article, speaker, kind, on, told, bool(direct), bool(turned)))
    return restatements(sayings, due)
