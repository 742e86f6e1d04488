"""Which stored document a record is: that of its address, else of its file, else of its own id, else of its text.

A name as it was typed, the number of a line and the working directory say nothing of it. Where two records would be one
document and are not, both are kept, and the second is told as a Problem.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from attrib.compare.index import shingles, words
from attrib.compare.versions import SAME_TEXT
from attrib.keys import digest, plain
from attrib.records import Document, Problem

# A line that an older attrib called by its number is known again by this share of its text.
_SAME_LINE = 0.5
# Documents of one name that are compared with a record: ten thousand lines of one id are not read each against each.
_MOST = 16
_COLUMNS = "id, source_id, kind, name, given_id, input, publisher, input_hash"


class Identity(NamedTuple):
    """What a document is. `kind`: url, file (a path from the database's folder, with /), id, or text (a hash)."""

    kind: str
    name: str


class Known(NamedTuple):
    """A stored document. `kind` is "old" until it is read again, where an older attrib stored it by its name as typed.

    `given_id` is what its input called it, `input` the file it was last read from, `publisher` as the input gave it.
    """

    id: int
    source_id: str
    kind: str
    name: str | None
    given_id: str | None
    input: str | None
    publisher: str | None
    input_hash: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record belongs: the stored document that it is, None for a new one, and the name that it has from now on.

    `problem` says that another document has its address or id.
    """

    identity: Identity
    known: Known | None
    source_id: str
    problem: Problem | None = None


class Documents:
    """The documents of the database at `path`, as one run of ingest reads them again."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._folder = os.path.realpath(path.parent)
        # What this run has read: another record is no version of that, whatever its name.
        self._read: set[int] = set()
        self._named: dict[Identity, list[Known]] = {}

    def forget(self) -> None:
        """Drop what is remembered of the database, as when another program may have written."""
        self._named.clear()

    def place(self, document: Document) -> Place:
        """Return where a document belongs."""
        identity = identify(document, self._folder)
        same = self._exactly(document, identity)
        if same:
            return Place(identity, same, same.source_id)
        known = self._again(document, identity) or self._moved(document, identity) or self._older(document, identity)
        if known is None:
            return Place(identity, None, self._free(document, identity, None), self._namesake(document, identity))
        if (known.kind, known.name) == identity:
            return Place(identity, known, known.source_id)
        return Place(identity, known, self._free(document, identity, known.id))

    def read(self, number: int) -> None:
        """Note that this run has read a document."""
        self._read.add(number)

    def write(self, document: Document, place: Place, input_hash: str, run_id: int | None) -> int:
        """Store what a document is, with the hash of its input; return its number."""
        values = {
            "source_id": place.source_id,
            "kind": place.identity.kind,
            "name": place.identity.name,
            "given_id": self.own_name(document),
            "input": self._input(document),
            "publisher": document.publisher,
            "content_hash": content_hash(document),
            "input_hash": input_hash,
            "run_id": run_id,
        }
        if place.known:
            changes = ", ".join(f"{column} = :{column}" for column in values)
            self._db.execute(f"update document set {changes} where id = :id", {**values, "id": place.known.id})
            return place.known.id
        columns, marks = ", ".join(values), ", ".join(f":{column}" for column in values)
        statement = f"insert into document ({columns}) values ({marks}) returning id"
        return int(self._db.conn.execute(statement, values).fetchone()[0])

    def own_name(self, document: Document) -> str | None:
        """Return what a document is called besides its address: its own id, or the path of its file."""
        name = identify(document, self._folder, by_address=False)
        return None if name.kind == "text" else name.name

    def _exactly(self, document: Document, identity: Identity) -> Known | None:
        """The very record, whichever of several that have its name; a line that comes twice as well."""
        found = self._select(
            "kind = ? and name = ? and content_hash = ? order by input is not ?, id limit 1",
            (*identity, content_hash(document), self._input(document)),
        )
        return found[0] if found else None

    def _again(self, document: Document, identity: Identity) -> Known | None:
        """The document of that name, with another text, title, publisher or day than before."""
        if identity not in self._named:
            self._named[identity] = self._select("kind = ? and name = ? order by id", identity)
        found = [one for one in self._named[identity] if one.id not in self._read]
        self._named[identity] = found
        if not found:
            return None
        own, here = self.own_name(document), self._input(document)
        if identity.kind == "url":
            fitting = [one for one in found if None in (own, one.given_id) or own == one.given_id]
            return self._nearest(document, fitting or found, 0.0 if fitting else SAME_TEXT)
        same = [one for one in found if here is not None and one.input == here]
        if same or document.origin is None:
            return self._nearest(document, same or found, 0.0)
        if identity.kind == "text":
            # An agency's text as two outlets print it, word for word: two documents.
            publishers = (None, document.publisher)
            return next((one for one in found if document.publisher is None or one.publisher in publishers), None)
        return self._nearest(document, found, SAME_TEXT)

    def _moved(self, document: Document, identity: Identity) -> Known | None:
        """The document that had no address before and has one now, or the other way round."""
        own = self.own_name(document)
        if own is None:
            return None
        kinds = "kind in ('file', 'id')" if identity.kind == "url" else "kind = 'url'"
        found = self._select(f"given_id = ? and {kinds} order by id limit {_MOST}", (own,))
        return self._nearest(document, (one for one in found if one.id not in self._read), SAME_TEXT)

    def _older(self, document: Document, identity: Identity) -> Known | None:
        """The document that an older attrib stored by its name as typed."""
        names = self._typed(document)
        marks = ", ".join("?" * len(names))
        found = self._select(f"kind = 'old' and source_id in ({marks}) order by id", names)
        least = _SAME_LINE if identity.kind == "text" else SAME_TEXT
        near = self._nearest(document, (one for one in found if one.id not in self._read), least)
        if near or identity.kind not in ("file", "text"):
            return near
        last = "" if identity.kind == "text" else Path(document.id).name
        alike = self._select(f"kind = 'old' and name = ? order by id limit {_MOST}", (letters_hash(document.text),))
        return next((one for one in alike if one.id not in self._read and one.source_id.endswith(last)), None)

    def _typed(self, document: Document) -> list[str]:
        """The names under which a document may have been typed."""
        names = [document.id]
        origin = document.origin
        if origin and origin.file and origin.line is None:
            near = [_from(origin.file, folder) for folder in (Path.cwd(), self._folder)]
            names += [origin.file, *near, *(f".{os.sep}{name}" for name in near)]
        return list(dict.fromkeys(map(_storable, names)))

    def _nearest(self, document: Document, found: Iterable[Known], least: float) -> Known | None:
        """Return the document whose text is most alike, `least` at least; one without a text has nothing to lose."""
        best: tuple[float, Known | None] = (-1.0, None)
        own = words(document.text)
        for one in list(found)[:_MOST]:
            text = self._text(one)
            share = shared(own, words(text)) if text else 1.0
            if share >= least and share > best[0]:
                best = (share, one)
        return best[1]

    def _text(self, known: Known) -> str:
        found = self._db.execute(
            "select article_version.text from article join article_version"
            " on article_version.id = article.current_version_id where document_id = ? order by position",
            (known.id,),
        )
        return "\n".join(str(row[0]) for row in found)

    def _namesake(self, document: Document, identity: Identity) -> Problem | None:
        """Return what is to be told of a new document that has the address or id of another one."""
        if identity.kind not in ("url", "id"):
            return None
        found = self._select("kind = ? and name = ? order by id limit 1", identity) or self._select(
            "kind = 'old' and source_id = ?", (identity.name,)
        )
        if not found:
            return None
        own = self.own_name(document)
        if identity.kind == "id":
            called, which = f'id "{identity.name}"', "id"
        else:
            called, which = identity.name + (f' of "{own}"' if own else ""), "address"
        message = (
            f"{called} is also that of another text, {self._called(found[0])}; both are kept, give each its own {which}"
        )
        return Problem(message, "store", document.origin.where if document.origin else document.id)

    def _called(self, known: Known) -> str:
        """Return a stored document as a message names it."""
        number = self._db.execute("select id from article where document_id = ? limit 1", (known.id,)).fetchone()
        told = [f'"{known.given_id}"'] if known.given_id and known.kind == "url" else []
        told += [f"read from {known.input}"] if known.input and known.input != known.given_id else []
        told += [f"article {number[0]} of the database"] if number else []
        return ", ".join(told) or f"document {known.id} of the database"

    def _free(self, document: Document, identity: Identity, own: int | None) -> str:
        """Return a name that no other document has: that of the identity, else with a hash of the content behind it."""
        name, number = identity.name, 1
        while any(one.id != own for one in self._select("source_id = ?", (name,))):
            name = f"{identity.name} #{content_hash(document)[:8]}" + (f".{number}" if number > 1 else "")
            number += 1
        return name

    def _input(self, document: Document) -> str | None:
        """Return the file that a document was read from, as a path from the database's folder; None for a stream."""
        path = document.origin.file if document.origin else None
        return None if path is None else relative(path, self._folder)

    def _select(self, which: str, values: Sequence[object]) -> list[Known]:
        statement = f"select {_COLUMNS} from document where {which}"
        return [Known(*row) for row in self._db.conn.execute(statement, tuple(values))]


def identify(document: Document, folder: str, by_address: bool = True) -> Identity:
    """Return what a document is; `folder` is the database's, resolved. Without `by_address` its address does not count."""
    address = (document.url or "").strip()
    if address and by_address:
        return Identity("url", address)
    origin = document.origin
    if origin is None or origin.named:
        return Identity("id", document.id)
    if origin.file is not None and origin.line is None:
        return Identity("file", relative(origin.file, folder))
    return Identity("text", letters_hash(document.text))


def relative(path: str, folder: str) -> str:
    """Return a file's path as seen from a folder, with /; the path itself where no way leads there (another drive)."""
    return _storable(_from(path, folder)).replace(os.sep, "/")


def content_hash(document: Document) -> str:
    """Return the hash of what a document says, whatever the rules it is read by."""
    told = (document.title, document.publisher, document.date, document.url)
    return digest("content", document.text, *("" if value is None else f"={value}" for value in told))


def letters_hash(text: str) -> str:
    """Return the hash of a text's letters and digits: its layout makes no other document of it."""
    return digest("letters", plain(text))


def shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return what part of the shorter text's word runs the other has, 0 to 1; of its words where it has no run."""
    runs, others = (set(shingles(text)) for text in (one, other))
    if runs and others:
        return len(runs & others) / min(len(runs), len(others))
    few, many = sorted((set(one), set(other)), key=len)
    return len(few & many) / len(few) if few else float(one == other)


def _from(path: str, folder: str | Path) -> str:
    try:
        return os.path.relpath(path, folder)
    except ValueError:
        return path


def _storable(name: str) -> str:
    """Return a file's name as text that SQLite can hold: bytes that are no UTF-8 as \\xff, so that no two names meet."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
