"""The index of wordings in SQL: distinct texts, the shingles they hold, and those by which each looks for fuller ones.

It proposes exactly the pairs that `attrib.compare.index.pairs` proposes for all wordings at once, whatever the order in
which they came. Why it is kept in the database: docs/comparing.md.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from sqlite3 import Connection
from sys import intern
from typing import NamedTuple

from attrib.compare.clusters import content_words, strong
from attrib.compare.index import CACHED, COMMON, HUBS, Grams, codes, key_grams, probes

Text = tuple[str, ...]
# A shingle of a wording: its code, 1 if the wording looks for fuller ones by it, the wording's words, the wording.
Shingle = tuple[int, int, int, int]

TABLES = (
    # A distinct text as it is compared: its words. code is their hash. Only strong ones (see clusters.py) are in the index.
    """create table wording (
        id integer primary key,
        code integer not null unique,
        words text not null,
        size integer not null,
        strong integer not null
    ) strict""",
    # code: a shingle that the wording holds, as 32 bits; probe: if it looks for fuller ones by it. size: the number of
    # the wording's words, so that only fuller ones are met.
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

_ASKED = (
    "create temporary table if not exists asked_code (code integer primary key) strict",
    """create temporary table if not exists asked_shingle (
        code integer not null, probe integer not null, size integer not null, wording_id integer not null) strict""",
)
_ASK_SHINGLE = """insert into asked_shingle (code, probe, size, wording_id)
  select code, probe, size, wording_id from wording_shingle
  where code = ? and probe in (0, 1) and size = ? and wording_id = ?"""
# Fuller ones that the asked wordings ask for, by their probes; and the terser ones that ask for them by what they hold.
_NOT_COMMON = "not exists (select 1 from wording_hub where wording_hub.code = own.code)"
_MET = (
    f"""select own.wording_id, held.wording_id from asked_shingle as own
      cross join wording_shingle as held on held.code = own.code and held.probe in (0, 1) and held.size >= own.size
      where own.probe = 1 and {_NOT_COMMON}""",
    """select own.wording_id, hub.wording_id from asked_shingle as own
      cross join wording_hub as hub on hub.code = own.code where own.probe = 1""",
    f"""select own.wording_id, asking.wording_id from asked_shingle as own
      cross join wording_shingle as asking on asking.code = own.code and asking.probe = 1 and asking.size <= own.size
      where {_NOT_COMMON}""",
    """select own.wording_id, asking.wording_id from asked_shingle as own
      cross join wording_hub as hub on hub.code = own.code and hub.wording_id = own.wording_id
      cross join wording_shingle as asking on asking.code = own.code and asking.probe = 1""",
)


class Wording(NamedTuple):
    """A text as it is indexed: the hash of its words, these with spaces between them, their number, if it is a strong one."""

    code: int
    words: str
    size: int
    strong: bool
    grams: Grams


def as_wording(text: Text) -> Wording:
    """Return a text, given as words, as it is indexed."""
    told = " ".join(text)
    code = int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big", signed=True)
    sure = strong(text)
    return Wording(code, told, len(text), sure, key_grams(text) if sure else ())


class Wordings:
    """The wordings of a database. Changes are part of the caller's transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._words: dict[int, str] = {}
        self._content: dict[int, frozenset[str]] = {}
        # The shingles of the wordings that were added last, which are the ones that are asked for next.
        self._fresh: list[Shingle] = []
        for table in _ASKED:
            db.execute(table)

    def text(self, wording: int) -> Text:
        """Return the words of a wording."""
        return _split(self._told(wording))

    def content(self, wording: int) -> frozenset[str]:
        """Return the words of a wording that say something of their own."""
        if wording not in self._content:
            self._content[wording] = content_words(self._told(wording).split())
        return self._content[wording]

    def add(self, found: Iterable[Wording]) -> tuple[dict[int, int], set[int]]:
        """Return the ids of texts by their codes, and the wordings that are to be looked at again: the new and the changed."""
        by_code = {one.code: one for one in found}
        self._ask(by_code)
        ids: dict[int, int] = dict(
            self._db.execute("select wording.code, id from asked_code join wording using (code)")
        )
        number = int(self._db.execute("select ifnull(max(id), 0) from wording").fetchone()[0])
        rows: list[tuple[int, int, str, int, int]] = []
        fresh: dict[int, Wording] = {}
        for code, one in by_code.items():
            if code not in ids:
                number += 1
                ids[code] = number
                rows.append((number, code, one.words, one.size, int(one.strong)))
                if one.strong:
                    fresh[number] = one
            self._words[ids[code]] = one.words
        self._db.executemany("insert into wording (id, code, words, size, strong) values (?, ?, ?, ?, ?)", rows)
        return ids, self._settle(fresh) | set(fresh)

    def drop_unused(self) -> set[int]:
        """Remove the wordings that no attribution has any more; return those that are to be looked at again."""
        gone = self._db.execute(
            "select id, words, size, strong from wording"
            " where not exists (select 1 from told where told.wording_id = wording.id)"
        ).fetchall()
        freed: set[int] = set()
        for wording, told, size, is_strong in gone:
            self._words.pop(wording, None)
            self._content.pop(wording, None)
            self._db.execute("delete from wording where id = ?", (wording,))
            if is_strong:
                own = codes(key_grams(_split(told)))
                freed |= own
                self._db.executemany(
                    "delete from wording_shingle where code = ? and probe in (0, 1) and size = ? and wording_id = ?",
                    ((code, size, wording) for code in own),
                )
        return self._settle({}, freed)

    def met(self, wordings: Collection[int]) -> dict[int, set[int]]:
        """Return the wordings that each of some may carry a quote with, as the index proposes them: longer and shorter ones."""
        found: dict[int, set[int]] = {wording: set() for wording in wordings}
        self._db.execute("delete from asked_shingle")
        asked = [shingle for shingle in self._fresh if shingle[3] in found]
        self._fresh = []
        self._db.executemany("insert into asked_shingle (code, probe, size, wording_id) values (?, ?, ?, ?)", asked)
        self.load(found)
        for wording in set(found).difference(shingle[3] for shingle in asked):
            text = self.text(wording)
            own = ((code, len(text), wording) for code in sorted(codes(key_grams(text))))
            self._db.executemany(_ASK_SHINGLE, own)
        for statement in _MET:
            for wording, other in self._db.execute(statement):
                found[wording].add(other)
        self.load({other for met in found.values() for other in met})
        return {wording: met - {wording} for wording, met in found.items()}

    def load(self, wordings: Iterable[int]) -> None:
        """Read the words of some wordings, so that `text` has them at hand."""
        self._ask(wording for wording in wordings if wording not in self._words)
        self._words.update(self._db.execute("select id, words from asked_code join wording on id = asked_code.code"))

    def _settle(self, fresh: Mapping[int, Wording], freed: Iterable[int] = ()) -> set[int]:
        """Bring shingles, probes and hubs up to date; return the wordings, besides the fresh, that are to be looked at again."""
        holding: dict[int, list[int]] = defaultdict(list)
        for wording, one in fresh.items():
            for code in codes(one.grams):
                holding[code].append(wording)
        counts = self._held({*holding, *freed})
        for code, own in holding.items():
            counts[code] += len(own)
        self._fresh = sorted(
            shingle for wording, one in fresh.items() for shingle in _shingles(wording, one.size, one.grams, counts)
        )
        self._db.executemany(
            "insert into wording_shingle (code, probe, size, wording_id) values (?, ?, ?, ?)", self._fresh
        )
        common: dict[int, list[int]] = defaultdict(list)
        for code, wording in self._db.execute("select code, wording_id from wording_hub"):
            common[code].append(wording)
        again: set[int] = set()
        choose: set[int] = set()
        for code in [code for code, number in counts.items() if number > COMMON or code in common]:
            before = common.get(code, [])
            hubs = self._longest(code, before, holding.get(code, ())) if counts[code] > COMMON else []
            if sorted(before) == sorted(hubs):
                continue
            if not before or not hubs:
                asking = "select wording_id from wording_shingle where code = ? and probe = 1"
                probing = set(column(self._db, asking, code)).difference(fresh)
                again |= probing
                if hubs:
                    # It became common: who looked by it may have to look by others now.
                    choose |= probing
            again.update({*before, *hubs}.difference(fresh))
            self._db.execute("delete from wording_hub where code = ?", (code,))
            self._db.executemany("insert into wording_hub values (?, ?)", ((code, wording) for wording in hubs))
        self._choose(choose, counts)
        return {wording for wording in again if self._known(wording)}

    def _choose(self, wordings: Iterable[int], counts: dict[int, int]) -> None:
        """Choose the probes of some wordings anew."""
        grams = {wording: key_grams(self.text(wording)) for wording in sorted(wordings)}
        counts.update(self._held({code for own in grams.values() for code in codes(own)} - set(counts)))
        for wording, own in grams.items():
            self._db.executemany(
                "update wording_shingle set probe = ?2 where code = ?1 and probe = 1 - ?2 and size = ?3 and wording_id = ?4",
                _shingles(wording, len(self.text(wording)), own, counts),
            )

    def _longest(self, code: int, hubs: list[int], fresh: Iterable[int]) -> list[int]:
        """Return the hubs of a common shingle: the longest that hold it, of the old hubs and the new holders if it had any."""
        if not hubs or not all(map(self._known, hubs)):
            statement = """select wording.id from wording_shingle join wording on wording.id = wording_id
              where wording_shingle.code = ? order by wording.size desc, words desc limit ?"""
            return column(self._db, statement, code, HUBS)
        texts = {wording: self.text(wording) for wording in (*hubs, *fresh)}
        return sorted(texts, key=lambda wording: (len(texts[wording]), self._told(wording)))[-HUBS:]

    def _held(self, asked: Iterable[int]) -> dict[int, int]:
        """Return how many wordings hold each of some shingles."""
        self._ask(asked)
        return dict(
            self._db.execute(
                "select asked_code.code, count(wording_id) from asked_code"
                " left join wording_shingle on wording_shingle.code = asked_code.code group by asked_code.code"
            )
        )

    def _ask(self, asked: Iterable[int]) -> None:
        """Fill the temporary table `asked_code`."""
        self._db.execute("delete from asked_code")
        self._db.executemany("insert into asked_code (code) values (?)", ((code,) for code in sorted(set(asked))))

    def _known(self, wording: int) -> bool:
        return wording in self._words or bool(column(self._db, "select id from wording where id = ?", wording))

    def _told(self, wording: int) -> str:
        if wording not in self._words:
            self.load((wording,))
        return self._words[wording]


@lru_cache(maxsize=CACHED)
def _split(told: str) -> Text:
    return tuple(map(intern, told.split()))


def _shingles(wording: int, size: int, grams: Grams, counts: Mapping[int, int]) -> Iterator[Shingle]:
    """Yield the shingles of a wording. `counts` tells how many wordings hold each."""
    asking = probes(grams, counts)
    for code in codes(grams):
        yield code, int(code in asking), size, wording


def column(db: Connection, statement: str, *values: object) -> list[int]:
    """Return the first column of a select, a column of ids."""
    return [int(row[0]) for row in db.execute(statement, values)]
