"""The index of wordings in SQL: distinct texts, the shingles they hold, and those by which each looks for fuller ones.

It proposes exactly the pairs that `attrib.compare.index.pairs` proposes for all wordings at once, whatever the order in
which they came. Why it is kept in the database: docs/comparing.md.
"""

from collections.abc import Collection, Iterable
from hashlib import blake2b
from sqlite3 import Connection
from sys import intern

from attrib.compare.clusters import strong
from attrib.compare.index import COMMON, HUBS, key_grams, probes

Text = tuple[str, ...]

TABLES = (
    # A distinct text as it is compared: its words. code is their hash. Only strong ones (see clusters.py) are in the index.
    """create table wording (
        id integer primary key,
        code integer not null unique,
        words text not null,
        size integer not null,
        strong integer not null
    ) strict""",
    # code: a shingle that the wording holds, as 32 bits.
    """create table wording_shingle (
        code integer not null,
        wording_id integer not null,
        primary key (code, wording_id)
    ) strict, without rowid""",
    "create index idx_wording_shingle_wording_id on wording_shingle(wording_id)",
    # A shingle by which the wording looks for fuller ones.
    """create table wording_probe (
        code integer not null,
        wording_id integer not null,
        primary key (code, wording_id)
    ) strict, without rowid""",
    # A shingle that more than COMMON wordings hold, and the longest of them, which it proposes to the others.
    "create index idx_wording_probe_wording_id on wording_probe(wording_id)",
    """create table wording_hub (
        code integer not null,
        wording_id integer not null,
        primary key (code, wording_id)
    ) strict, without rowid""",
    "create index idx_wording_hub_wording_id on wording_hub(wording_id)",
)

# Fuller ones that the asked wordings ask for, by their probes; and the terser ones that ask for them by what they hold.
_NOT_COMMON = "not exists (select 1 from wording_hub where wording_hub.code = own.code)"
_MET = (
    f"""select asked.id, held.wording_id from asked cross join wording_probe as own on own.wording_id = asked.id
      cross join wording_shingle as held on held.code = own.code where {_NOT_COMMON}""",
    """select asked.id, hub.wording_id from asked cross join wording_probe as own on own.wording_id = asked.id
      cross join wording_hub as hub on hub.code = own.code""",
    f"""select asked.id, asking.wording_id from asked cross join wording_shingle as own on own.wording_id = asked.id
      cross join wording_probe as asking on asking.code = own.code where {_NOT_COMMON}""",
    """select asked.id, asking.wording_id from asked cross join wording_hub as own on own.wording_id = asked.id
      cross join wording_probe as asking on asking.code = own.code""",
)


class Wordings:
    """The wordings of a database. Changes are part of the caller's transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._texts: dict[int, Text] = {}
        # The shingles of the wordings that are being added.
        self._held_by: dict[int, dict[str, list[int]]] = {}

    def text(self, wording: int) -> Text:
        """Return the words of a wording."""
        if wording not in self._texts:
            row = self._db.execute("select words from wording where id = ?", (wording,)).fetchone()
            self._texts[wording] = tuple(map(intern, row[0].split()))
        return self._texts[wording]

    def add(self, texts: Iterable[Text]) -> tuple[dict[Text, int], set[int]]:
        """Return the ids of some texts, and the wordings that are to be looked at again since they are new or changed."""
        texts = tuple(dict.fromkeys(texts))
        codes = {text: _code(text) for text in texts}
        self._ask(codes.values())
        known = dict(self._db.execute("select wording.code, id from asked_code join wording using (code)"))
        number = int(self._db.execute("select ifnull(max(id), 0) from wording").fetchone()[0])
        ids: dict[Text, int] = {}
        rows: list[tuple[object, ...]] = []
        fresh: list[int] = []
        for text in texts:
            if codes[text] not in known:
                number += 1
                known[codes[text]] = number
                rows.append((number, codes[text], " ".join(text), len(text), int(strong(text))))
                if strong(text):
                    fresh.append(number)
            ids[text] = known[codes[text]]
            self._texts[ids[text]] = text
        self._db.executemany("insert into wording (id, code, words, size, strong) values (?, ?, ?, ?, ?)", rows)
        held = self._held_by = {wording: key_grams(self._texts[wording]) for wording in fresh}
        grams = {wording: {code for told in own.values() for code in told} for wording, own in held.items()}
        self._db.executemany(
            "insert into wording_shingle (code, wording_id) values (?, ?)",
            sorted((code, wording) for wording, own in grams.items() for code in own),
        )
        again = self._settle(grams)
        return ids, again | set(fresh)

    def drop_unused(self) -> set[int]:
        """Remove the wordings that no attribution has any more; return those that are to be looked at again."""
        gone = [
            (int(wording), tuple(words.split()), bool(is_strong))
            for wording, words, is_strong in self._db.execute(
                "select id, words, strong from wording"
                " where not exists (select 1 from told where told.wording_id = wording.id)"
            )
        ]
        codes: set[int] = set()
        for wording, text, is_strong in gone:
            self._texts.pop(wording, None)
            self._db.execute("delete from wording where id = ?", (wording,))
            if is_strong:
                own = {code for grams in key_grams(text).values() for code in grams}
                codes |= own
                for table in ("wording_shingle", "wording_probe"):
                    self._db.executemany(
                        f"delete from {table} where code = ? and wording_id = ?", ((code, wording) for code in own)
                    )
        return self._settle({}, codes)

    def met(self, wordings: Collection[int]) -> dict[int, set[int]]:
        """Return the wordings that each of some may carry a quote with, as the index proposes them: longer and shorter ones."""
        found: dict[int, set[int]] = {wording: set() for wording in wordings}
        self._db.execute("create temporary table if not exists asked (id integer primary key) strict")
        self._db.execute("delete from asked")
        self._db.executemany("insert into asked (id) values (?)", ((wording,) for wording in sorted(found)))
        for statement in _MET:
            for wording, other in self._db.execute(statement):
                found[wording].add(other)
        self.load({other for met in found.values() for other in met})
        return {wording: met - {wording} for wording, met in found.items()}

    def load(self, wordings: Iterable[int]) -> None:
        """Read the words of some wordings, so that `text` has them at hand."""
        self._ask(set(wordings) - set(self._texts))
        for wording, told in self._db.execute(
            "select id, words from asked_code join wording on wording.id = asked_code.code"
        ):
            self._texts[wording] = tuple(map(intern, told.split()))

    def _settle(self, added: dict[int, set[int]], removed: Iterable[int] = ()) -> set[int]:
        """Bring hubs and probes up to date; return the wordings, besides the added, that are to be looked at again."""
        again: set[int] = set()
        holding: dict[int, list[int]] = {}
        for wording, codes in added.items():
            for code in codes:
                holding.setdefault(code, []).append(wording)
        counts = self._held({*holding, *removed})
        common: dict[int, list[int]] = {}
        for code, wording in self._db.execute("select code, wording_id from wording_hub"):
            common.setdefault(code, []).append(wording)
        choose = set(added)
        for code, number in counts.items():
            before = common.get(code, [])
            if number <= COMMON and not before:
                continue
            hubs = self._longest(code, before, holding.get(code, ())) if number > COMMON else []
            if sorted(before) == sorted(hubs):
                continue
            if not before or not hubs:
                probing = column(self._db, "select wording_id from wording_probe where code = ?", code)
                again.update(probing)
                if hubs:
                    # It became common: who looked by it may have to look by others now.
                    choose.update(probing)
            again.update(wording for wording in {*before, *hubs} if wording not in added)
            self._db.execute("delete from wording_hub where code = ?", (code,))
            self._db.executemany("insert into wording_hub values (?, ?)", ((code, wording) for wording in hubs))
        self._choose(choose, counts)
        return {wording for wording in again if self._known(wording)}

    def _choose(self, wordings: set[int], counts: dict[int, int]) -> None:
        grams = {
            wording: self._held_by.pop(wording, {}) or key_grams(self.text(wording)) for wording in sorted(wordings)
        }
        missing = {code for own in grams.values() for codes in own.values() for code in codes} - set(counts)
        counts.update(self._held(missing))
        rows = [(code, wording) for wording, own in grams.items() for code in probes(own, counts.__getitem__)]
        self._db.executemany("delete from wording_probe where wording_id = ?", ((wording,) for wording in grams))
        self._db.executemany("insert into wording_probe (code, wording_id) values (?, ?)", sorted(rows))

    def _longest(self, code: int, hubs: list[int], fresh: Iterable[int]) -> list[int]:
        """Return the hubs of a common shingle: the longest that hold it, of the old hubs and the new holders if it had any."""
        if not hubs or not all(map(self._known, hubs)):
            statement = """select wording.id from wording_shingle join wording on wording.id = wording_id
              where wording_shingle.code = ? order by size desc, words desc limit ?"""
            return column(self._db, statement, code, HUBS)
        texts = {wording: self.text(wording) for wording in (*hubs, *fresh)}
        return sorted(texts, key=lambda wording: (len(texts[wording]), texts[wording]))[-HUBS:]

    def _held(self, codes: Iterable[int]) -> dict[int, int]:
        """Return how many wordings hold each of some shingles."""
        self._ask(codes)
        return dict(
            self._db.execute(
                "select asked_code.code, count(wording_id) from asked_code"
                " left join wording_shingle on wording_shingle.code = asked_code.code group by asked_code.code"
            )
        )

    def _ask(self, codes: Iterable[int]) -> None:
        """Fill the temporary table `asked_code`."""
        self._db.execute("create temporary table if not exists asked_code (code integer primary key) strict")
        self._db.execute("delete from asked_code")
        self._db.executemany("insert into asked_code (code) values (?)", ((code,) for code in sorted(set(codes))))

    def _known(self, wording: int) -> bool:
        return wording in self._texts or bool(column(self._db, "select id from wording where id = ?", wording))


def _code(text: Text) -> int:
    return int.from_bytes(blake2b(" ".join(text).encode(), digest_size=8).digest(), "big", signed=True)


def column(db: Connection, statement: str, *values: object) -> list[int]:
    """Return the first column of a select, a column of ids."""
    return [int(row[0]) for row in db.execute(statement, values)]
