"""The index of wordings in SQL: distinct texts, the shingles they hold, and those by which each looks for fuller ones.

It proposes exactly the pairs that `attrib.compare.index.pairs` proposes for all wordings at once, whatever the order in
which they came. Why it is kept in the database: docs/comparing.md.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from sys import intern

from sqlite_utils import Database

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
)


class Wordings:
    """The wordings of a database. Changes are part of the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db.conn
        self._texts: dict[int, Text] = {}
        self._ids: dict[Text, int] = {}

    def text(self, wording: int) -> Text:
        """Return the words of a wording."""
        if wording not in self._texts:
            row = self._db.execute("select words from wording where id = ?", (wording,)).fetchone()
            self._texts[wording] = tuple(map(intern, row[0].split()))
        return self._texts[wording]

    def add(self, texts: Iterable[Text]) -> tuple[dict[Text, int], set[int]]:
        """Return the ids of some texts, and the wordings that are to be looked at again since they are new or changed."""
        ids: dict[Text, int] = {}
        fresh: list[int] = []
        for text in texts:
            if text in ids:
                continue
            code = int.from_bytes(blake2b(" ".join(text).encode(), digest_size=8).digest(), "big", signed=True)
            row = self._db.execute("select id from wording where code = ?", (code,)).fetchone()
            if row is None:
                row = self._db.execute(
                    "insert into wording (code, words, size, strong) values (?, ?, ?, ?) returning id",
                    (code, " ".join(text), len(text), int(strong(text))),
                ).fetchone()
                if strong(text):
                    fresh.append(row[0])
            ids[text] = row[0]
            self._texts[row[0]] = text
        held = {wording: key_grams(self._texts[wording]) for wording in fresh}
        codes = {wording: {code for own in grams.values() for code in own} for wording, grams in held.items()}
        self._db.executemany(
            "insert into wording_shingle (code, wording_id) values (?, ?)",
            sorted((code, wording) for wording, own in codes.items() for code in own),
        )
        again = self._settle(codes)
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

    def met(self, wording: int) -> Iterator[int]:
        """Yield the wordings that one may carry a quote with, as the index proposes them: longer and shorter ones."""
        text = self.text(wording)
        for code in self._column("select code from wording_probe where wording_id = ?", wording):
            hubs = self._column("select wording_id from wording_hub where code = ?", code)
            yield from hubs or self._column("select wording_id from wording_shingle where code = ?", code)
        for code in {code for own in key_grams(text).values() for code in own}:
            hubs = self._column("select wording_id from wording_hub where code = ?", code)
            if not hubs or wording in hubs:
                yield from self._column("select wording_id from wording_probe where code = ?", code)

    def _settle(self, added: dict[int, set[int]], removed: Iterable[int] = ()) -> set[int]:
        """Bring hubs and probes up to date; return the wordings, besides the added, that are to be looked at again."""
        again: set[int] = set()
        holding: dict[int, list[int]] = {}
        for wording, codes in added.items():
            for code in codes:
                holding.setdefault(code, []).append(wording)
        counts: dict[int, int] = {}
        choose = set(added)
        for code in {*holding, *removed}:
            counts[code] = number = self._held(code)
            before = self._column("select wording_id from wording_hub where code = ?", code)
            hubs = self._longest(code, before, holding.get(code, ())) if number > COMMON else []
            if sorted(before) == sorted(hubs):
                continue
            probing = self._column("select wording_id from wording_probe where code = ?", code)
            if not before:
                # It became common: who looked by it looks by others now.
                choose.update(probing)
                again.update(probing)
            elif not hubs:
                again.update(probing)
            again.update(wording for wording in {*before, *hubs} if wording not in added)
            self._db.execute("delete from wording_hub where code = ?", (code,))
            self._db.executemany("insert into wording_hub values (?, ?)", ((code, wording) for wording in hubs))
        self._choose(choose, counts)
        return {wording for wording in again if self._known(wording)}

    def _choose(self, wordings: Iterable[int], counts: dict[int, int]) -> None:
        def held(code: int) -> int:
            if code not in counts:
                counts[code] = self._held(code)
            return counts[code]

        rows = []
        for wording in wordings:
            grams = key_grams(self.text(wording))
            self._db.execute("delete from wording_probe where wording_id = ?", (wording,))
            rows += [(code, wording) for code in probes(grams, held)]
        self._db.executemany("insert into wording_probe (code, wording_id) values (?, ?)", sorted(rows))

    def _longest(self, code: int, hubs: list[int], fresh: Iterable[int]) -> list[int]:
        """Return the hubs of a common shingle: the longest that hold it, of the old hubs and the new holders if it had any."""
        if not hubs or not all(map(self._known, hubs)):
            rows = self._db.execute(
                "select wording.id from wording_shingle join wording on wording.id = wording_id"
                " where wording_shingle.code = ? order by size desc, words desc limit ?",
                (code, HUBS),
            )
            return [int(wording) for (wording,) in rows]
        texts = {wording: self.text(wording) for wording in (*hubs, *fresh)}
        return sorted(texts, key=lambda wording: (len(texts[wording]), texts[wording]))[-HUBS:]

    def _held(self, code: int) -> int:
        """Count the wordings that hold a shingle, no further than one can tell that they are many."""
        statement = "select count(*) from (select 1 from wording_shingle where code = ? limit ?)"
        return int(self._db.execute(statement, (code, COMMON + 1)).fetchone()[0])

    def _known(self, wording: int) -> bool:
        return wording in self._texts or bool(self._column("select id from wording where id = ?", wording))

    def _column(self, statement: str, value: int) -> list[int]:
        return [int(row[0]) for row in self._db.execute(statement, (value,))]


def column(db: Database, statement: str, *values: object) -> list[int]:
    """Return the first column of a select, a column of ids."""
    return [int(row[0]) for row in db.conn.execute(statement, values)]
