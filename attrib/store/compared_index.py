"""The index of wordings in SQL: distinct texts, the shingles they hold, and those by which each looks for fuller ones.

It proposes exactly the pairs that `attrib.compare.index.pairs` proposes for all wordings at once, whatever the order in
which they came. Why it is kept in the database: docs/comparing.md.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from sqlite3 import Connection
from sys import intern
from typing import NamedTuple
from zlib import crc32

from attrib.compare.clusters import content_words, may_carry, strong
from attrib.compare.index import CACHED, COMMON, HUBS, Grams, codes, key_grams, probes

Text = tuple[str, ...]
# A shingle of a wording: its code, 1 if the wording looks for fuller ones by it, the wording's words, the wording.
Shingle = tuple[int, int, int, int]

TABLES = (
    # A distinct text as it is compared: its words. code is their hash. Only strong ones (see clusters.py) are in the index.
    # As 32 bits each: says has the hashes of its words that say something of their own; asking the codes of the shingles
    # by which it looks for fuller ones, and others of those that it holds besides.
    """create table wording (
        id integer primary key,
        code integer not null unique,
        words text not null,
        size integer not null,
        strong integer not null,
        says blob not null,
        asking blob not null,
        others blob not null
    ) strict""",
    # code: a shingle that the wording holds; probe: if it looks for fuller ones by it. size: the number of the wording's
    # words, so that only fuller ones are met.
    """create table wording_shingle (
        code integer not null,
        probe integer not null,
        size integer not null,
        wording_id integer not null,
        primary key (code, probe, size, wording_id)
    ) strict, without rowid""",
    # A shingle that more than COMMON wordings hold, and the longest of them, which it proposes to the others.
    """create table wording_hub (
        code integer not null,
        wording_id integer not null,
        primary key (code, wording_id)
    ) strict, without rowid""",
)

_SIZES = (
    "select * from (select size from wording_shingle where code = ?1 and probe = {probe} order by size desc limit ?2)"
)
# The longest wordings that hold a shingle; of equally long ones the last by their words.
_LONGEST = f"""select wording.id from wording_shingle as held join wording on wording.id = held.wording_id
  where held.code = ?1 and held.probe in (0, 1) and held.size >= (
    select min(size) from ({_SIZES.format(probe=0)} union all {_SIZES.format(probe=1)} order by size desc limit ?2))
  order by held.size desc, words desc limit ?2"""
_HELD = "select value, (select count(*) from wording_shingle where code = value) from json_each(?)"
# The shingles of the asked wordings. Read in their order, so that the index is walked from one end to the other.
_OWN = "create temporary table if not exists own (code integer, size integer, wording_id integer) strict"
_NOT_COMMON = "not exists (select 1 from wording_hub where wording_hub.code = own.code)"
# Fuller ones that wordings look for by their probes; and the terser ones that look for them by what they hold.
_FULLER = (
    f"""select own.wording_id, held.wording_id from own
      cross join wording_shingle as held on held.code = own.code and held.probe in (0, 1) and held.size >= own.size
      where {_NOT_COMMON}""",
    """select own.wording_id, hub.wording_id from own cross join wording_hub as hub on hub.code = own.code""",
)
_TERSER = (
    f"""select own.wording_id, asking.wording_id from own
      cross join wording_shingle as asking on asking.code = own.code and asking.probe = 1 and asking.size <= own.size
      where {_NOT_COMMON}""",
    """select own.wording_id, asking.wording_id from own
      cross join wording_hub as hub on hub.code = own.code and hub.wording_id = own.wording_id
      cross join wording_shingle as asking on asking.code = own.code and asking.probe = 1""",
)


class Wording(NamedTuple):
    """A text as it is indexed: the hash of its words, these with spaces between them, their number, if it is a strong one.

    `says` are the hashes of the words that say something of their own.
    """

    code: int
    words: str
    size: int
    strong: bool
    says: frozenset[int]
    grams: Grams


@lru_cache(maxsize=CACHED)
def as_wording(text: Text) -> Wording:
    """Return a text, given as words, as it is indexed."""
    told = " ".join(text)
    code = int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big", signed=True)
    if not strong(text):
        return Wording(code, told, len(text), False, frozenset(), ())
    says = frozenset(crc32(word.encode()) for word in content_words(text))
    return Wording(code, told, len(text), True, says, key_grams(text))


class Wordings:
    """The wordings of a database, brought up to date. Changes are part of the caller's transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        # How many wordings hold a shingle; of one that is not here, the database tells it, unless there were no wordings.
        self._counts: dict[int, int] = {}
        self._is_new = not column(db, "select 1 from wording limit 1")

    def add(self, found: Iterable[Wording]) -> tuple[dict[int, int], set[int]]:
        """Return the ids of texts by their codes, and the wordings there were that are to be looked at again."""
        by_code = {one.code: one for one in found}
        _ask(self._db, by_code)
        ids: dict[int, int] = dict(
            self._db.execute("select wording.code, id from asked_code cross join wording using (code)")
        )
        fresh: dict[int, Wording] = {}
        number = int(self._db.execute("select ifnull(max(id), 0) from wording").fetchone()[0])
        for code, one in by_code.items():
            if code not in ids:
                number += 1
                ids[code] = number
                fresh[number] = one
        return ids, self._settle(fresh)

    def drop_unused(self) -> set[int]:
        """Remove the wordings that no attribution has any more; return those that are to be looked at again."""
        gone = self._db.execute(
            "select id, size, asking, others from wording"
            " where not exists (select 1 from told where told.wording_id = wording.id)"
        ).fetchall()
        freed: list[int] = []
        for wording, size, asking, others in gone:
            self._db.execute("delete from wording where id = ?", (wording,))
            for probe, own in enumerate((_unpacked(others), _unpacked(asking))):
                freed += own
                self._db.executemany(
                    "delete from wording_shingle where code = ? and probe = ? and size = ? and wording_id = ?",
                    ((code, probe, size, wording) for code in own),
                )
        self._counts.clear()
        return self._settle({}, freed)

    def _settle(self, fresh: Mapping[int, Wording], freed: Sequence[int] = ()) -> set[int]:
        """Bring shingles, probes and hubs up to date; return the wordings, besides the fresh, that are to be looked at again."""
        held = {wording: codes(one.grams) for wording, one in fresh.items()}
        changed = {*chain.from_iterable(held.values()), *freed}
        counts = self._held(changed)
        for code in chain.from_iterable(held.values()):
            counts[code] += 1
        rows: list[tuple[int, int, str, int, bool, bytes, bytes, bytes]] = []
        shingles: list[Shingle] = []
        for wording, one in fresh.items():
            asking = probes(one.grams, counts)
            others = held[wording] - asking
            shingles += [(code, 1, one.size, wording) for code in asking]
            shingles += [(code, 0, one.size, wording) for code in others]
            packed = _packed(one.says), _packed(asking), _packed(others)
            rows.append((wording, one.code, one.words, one.size, one.strong, *packed))
        self._db.executemany(
            "insert into wording (id, code, words, size, strong, says, asking, others) values (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        shingles.sort()
        self._db.executemany(
            "insert into wording_shingle (code, probe, size, wording_id) values (?, ?, ?, ?)", shingles
        )
        common: dict[int, set[int]] = defaultdict(set)
        for code, wording in self._db.execute("select code, wording_id from wording_hub"):
            common[code].add(wording)
        again: set[int] = set()
        choose: set[int] = set()
        for code in [code for code in changed if counts[code] > COMMON or code in common]:
            before = common.get(code, set())
            hubs = set(self._longest(code)) if counts[code] > COMMON else set()
            if before == hubs:
                continue
            if not before or not hubs:
                looking = "select wording_id from wording_shingle where code = ? and probe = 1"
                probing = set(column(self._db, looking, code)).difference(fresh)
                again |= probing
                if hubs:
                    # It became common: who looked by it may have to look by others now.
                    choose |= probing
            again.update((before | hubs).difference(fresh))
            self._db.execute("delete from wording_hub where code = ?", (code,))
            self._db.executemany("insert into wording_hub values (?, ?)", ((code, wording) for wording in sorted(hubs)))
        self._choose(choose)
        _ask(self._db, again)
        return set(column(self._db, "select id from asked_code cross join wording on id = asked_code.code"))

    def _choose(self, wordings: Iterable[int]) -> None:
        """Choose the probes of some wordings anew."""
        _ask(self._db, wordings)
        known = self._db.execute(
            "select id, words, size from asked_code cross join wording on id = asked_code.code"
        ).fetchall()
        grams = {wording: (size, key_grams(told.split())) for wording, told, size in known}
        counts = self._held({code for _, own in grams.values() for code in codes(own)})
        for wording, (size, own) in grams.items():
            asking = probes(own, counts)
            others = codes(own) - asking
            for probe, chosen in enumerate((others, asking)):
                self._db.executemany(
                    f"update wording_shingle set probe = {probe}"
                    f" where code = ? and probe = {1 - probe} and size = ? and wording_id = ?",
                    ((code, size, wording) for code in chosen),
                )
            self._db.execute(
                "update wording set asking = ?, others = ? where id = ?", (_packed(asking), _packed(others), wording)
            )

    def _longest(self, code: int) -> list[int]:
        """Return the hubs of a common shingle: the longest that hold it."""
        return column(self._db, _LONGEST, code, HUBS)

    def _held(self, asked: Iterable[int]) -> dict[int, int]:
        """Return how many wordings hold each of some shingles, and of others."""
        unknown = [code for code in asked if code not in self._counts]
        if self._is_new:
            self._counts.update(dict.fromkeys(unknown, 0))
        else:
            self._counts.update(self._db.execute(_HELD, (json.dumps(sorted(unknown)),)))
        return self._counts


class Met:
    """Some wordings of a database, and those that they may carry a quote with. Only reads."""

    def __init__(self, db: Connection, wordings: Sequence[int]) -> None:
        self._db = db
        self._words: dict[int, str] = {}
        self._says: dict[int, frozenset[int]] = {}
        self._load(wordings)
        self._strong = column(db, "select id from asked_code cross join wording on id = asked_code.code where strong")

    def text(self, wording: int) -> Text:
        """Return the words of a wording."""
        return _split(self._words[wording])

    def fuller(self) -> dict[int, list[int]]:
        """Return which wordings may carry the quotes of those that are strong, of those that are no shorter; and of hubs."""
        return self._found(_FULLER, "asking, x''")

    def terser(self) -> dict[int, list[int]]:
        """Return the same of those that are no longer, and of those that a hub is proposed to."""
        return self._found(_TERSER, "asking, others")

    def _found(self, statements: Iterable[str], by: str) -> dict[int, list[int]]:
        """Return which of those that the index proposes share enough words with each wording: about one in twenty."""
        met: dict[int, set[int]] = {wording: set() for wording in self._strong}
        _ask(self._db, self._strong)
        asked = self._db.execute(f"select size, id, {by} from asked_code cross join wording on id = asked_code.code")
        own = sorted((code, size, wording) for size, wording, *packed in asked for code in _unpacked(b"".join(packed)))
        self._db.execute(_OWN)
        self._db.execute("delete from own")
        self._db.executemany("insert into own (code, size, wording_id) values (?, ?, ?)", own)
        for statement in statements:
            for wording, other in self._db.execute(statement):
                met[wording].add(other)
        _ask(self._db, (other for others in (met, *met.values()) for other in others if other not in self._says))
        said = self._db.execute("select id, says from asked_code cross join wording on id = asked_code.code")
        self._says.update((wording, frozenset(_unpacked(packed))) for wording, packed in said)
        found: dict[int, list[int]] = {}
        for wording, others in met.items():
            says = self._says[wording]
            found[wording] = [other for other in sorted(others - {wording}) if may_carry(says, self._says[other])]
        self._load({other for others in found.values() for other in others})
        return found

    def _load(self, wordings: Iterable[int]) -> None:
        _ask(self._db, (wording for wording in wordings if wording not in self._words))
        self._words.update(
            self._db.execute("select id, words from asked_code cross join wording on id = asked_code.code")
        )


def _ask(db: Connection, asked: Iterable[int]) -> None:
    """Fill the temporary table `asked_code`."""
    db.execute("create temporary table if not exists asked_code (code integer primary key) strict")
    db.execute("delete from asked_code")
    # One statement for all: half the time of one for each.
    db.execute("insert into asked_code (code) select value from json_each(?)", (json.dumps(sorted(set(asked))),))


@lru_cache(maxsize=CACHED)
def _split(told: str) -> Text:
    return tuple(map(intern, told.split()))


def _packed(codes: Iterable[int]) -> bytes:
    # In their order: that of a set of words changes from one run to the next.
    return array("I", sorted(codes)).tobytes()


def _unpacked(packed: bytes) -> "array[int]":
    return array("I", packed)


def column(db: Connection, statement: str, *values: object) -> list[int]:
    """Return the first column of a select, a column of ids."""
    return [int(row[0]) for row in db.execute(statement, values)]
