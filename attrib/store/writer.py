"""Write extractions: what is there already stays, what changed is replaced, and a killed run can be run again."""

import sqlite3
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path
from time import monotonic
from types import TracebackType

from sqlite_utils import Database

from attrib.errors import InputError
from attrib.keys import attribution_keys, named_key
from attrib.records import Article, Attribution, Document, Extraction, Problem, Span, Speakers
from attrib.store import finish, rows
from attrib.store.actors import Actors
from attrib.store.database import close_written, explained, file_of, open_database, prepare_writing, remove_unused
from attrib.store.documents import Documents, Place
from attrib.store.editions import Edition, told_hash, write_version
from attrib.store.headlines import judge_headline
from attrib.store.outlet_list import seed
from attrib.store.past import keep_past
from attrib.store.runs import Run, input_hash

# Documents a transaction: a commit an article is seven times slower, and no more than this is lost by a kill.
BATCH = 100
# A transaction is ended after this, so that another command that waits to write has its turn while a text is read.
HOLD_SECONDS = 0.25
# sqlite3 keeps transactions open across statements only when told so; the writer says BEGIN and COMMIT itself.
_BEGIN = "begin immediate"


class Ingest:
    """Write to the database at `path` for the length of a with block; close it as one plain file that can be served.

    Leaving the block by an exception drops the batch that is not committed, but for an interrupt, which ends it early; a
    database that this block made and that holds nothing yet is removed. Raises DatabaseError for all that SQLite has to say.

    `counts` has documents under added, changed and unchanged, and the articles and attributions that were written.
    `problems` has what was odd about their identity, in the order of reading.
    """

    def __init__(self, path: Path, run: Run, batch: int = BATCH) -> None:
        self.path = path
        self.run = run
        self.counts: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._batch = batch
        self._waiting = 0
        self._run_id: int | None = None
        self._placed: tuple[Document, Place] | None = None
        self._committed = False
        self._torn = False
        self._next_attribution = 1
        self._let_go = 0.0
        self._db: Database | None = None

    def __enter__(self) -> "Ingest":
        self._made = not self.path.exists()
        try:
            self._open()
        except BaseException:
            if self._made:
                remove_unused(self.path)
            raise
        return self

    def _open(self) -> None:
        self._db = open_database(self.path, create=True)
        self._file = file_of(self.path)
        self._actors = Actors(self._db)
        self._documents = Documents(self._db, self.path)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None or issubclass(kind, KeyboardInterrupt):
            # Ctrl-C: whole documents are kept, and what is stored is counted and found; a second one leaves that out.
            try:
                with explained(self.path):
                    self._commit()
                    finish.finish(self.db, _now())
            except BaseException:
                self._abandon()
                raise
            self._close()
        else:
            self._abandon()

    @property
    def db(self) -> Database:
        """The open database. Raises RuntimeError outside the with block."""
        if self._db is None:
            raise RuntimeError("an Ingest is used in a with block")
        return self._db

    def has(self, document: Document) -> bool:
        """Say whether this very document was stored by the same rules; it is then counted as unchanged."""
        with explained(self.path):
            place = self._documents.place(document)
        known, self._placed = place.known, (document, place)
        same = known is not None and known.kind != "old" and known.input_hash == input_hash(document, self.run)
        if same and known:
            self._documents.read(known.id)
        self.counts["unchanged"] += same
        return same

    def add(self, extraction: Extraction) -> None:
        """Store a document's articles and attributions in place of what was stored of it before.

        Raises InputError for a text that SQLite cannot hold (half of a surrogate pair), DatabaseError for all else.
        """
        with explained(self.path):
            if not self.db.conn.in_transaction:
                self._begin()
            self._torn = True
            self.db.execute("savepoint document")
            try:
                self._write(extraction)
            except BaseException as error:
                self._take_back()
                if not isinstance(error, UnicodeEncodeError):
                    raise
                name = extraction.segmented.document.id
                raise InputError(f"{name}: holds half of a surrogate pair; write the file as valid UTF-8") from error
            self.db.execute("release document")
            self._torn = False
            self._waiting += 1
            if self._waiting >= self._batch or monotonic() > self._let_go:
                self._commit()

    def _take_back(self) -> None:
        """Leave nothing of a document that is half written, in the database and in what is remembered of it."""
        if self.db.conn.in_transaction:
            self.db.execute("rollback to document")
            self.db.execute("release document")
        self._torn = False
        self._actors.forget()

    def _begin(self) -> None:
        if self._run_id is None:
            self._prepare()
        self.db.execute(_BEGIN)
        self._let_go = monotonic() + HOLD_SECONDS
        if self._run_id is None:
            self._run_id = self._insert_run()
            seed(self.db)
        # A command that ended meanwhile has taken this run for one that was stopped.
        self.db.execute("update run set finished = null where id = ? and finished is not null", (self._run_id,))
        # Parents come after children where a quote stands before its frame: foreign keys are checked at the commit.
        self.db.execute("pragma defer_foreign_keys = on")
        # Another command may have written between two batches: nothing is remembered over a commit.
        self._actors.forget()
        self._documents.forget()
        free = int(self.db.execute("select ifnull(max(id), 0) + 1 from attribution").fetchone()[0])
        # Where the transactions end hangs on the clock; the ids must not.
        self._next_attribution = max(self._next_attribution, free)

    def _prepare(self) -> None:
        try:
            prepare_writing(self.db)
        except sqlite3.OperationalError:
            if file_of(self.path) == self._file:
                raise
        if file_of(self.path) != self._file:
            # Another command had made the file, found nothing to store, and removed it.
            self.db.close()
            self._open()
            prepare_writing(self.db)

    def _commit(self) -> None:
        if not self.db.conn.in_transaction:
            return
        if self._waiting and not self._torn:
            self.db.execute("commit")
            self._waiting = 0
            self._committed = True
            return
        # The only documents since the last commit could not be stored, or one of them is half written.
        self.db.execute("rollback")
        self._run_id = self._run_id if self._committed else None

    def _abandon(self) -> None:
        if self.db.conn.in_transaction:
            self.db.conn.rollback()
        self._close()

    def _close(self) -> None:
        close_written(self.db, self.path)
        if self._made and not self._committed:
            remove_unused(self.path)

    def _write(self, extraction: Extraction) -> None:
        document = extraction.segmented.document
        asked, place = self._placed or (None, None)
        # The first of a batch is looked for again: another program may have written since it was asked for.
        if place is None or asked is not document or not self._waiting:
            place = self._documents.place(document)
        self._placed = None
        self.counts["changed" if place.known else "added"] += 1
        document_id = self._documents.write(document, place, input_hash(document, self.run), self._run_id)
        stored = self._stored_articles(document_id)
        positions = range(len(extraction.segmented.articles))
        article_keys = [
            stored[position][1] if position in stored else self._new_key(place, position) for position in positions
        ]
        keys = attribution_keys(extraction, article_keys)
        kept = []
        for position in positions:
            told = {
                "stable_key": article_keys[position],
                "document_id": document_id,
                "source_id": self._documents.own_name(document) or place.source_id,
            }
            article_id, version_id = self._write_article(extraction, position, told)
            kept.append(article_id)
            self.counts["articles"] += 1
            self._write_attributions(extraction, position, article_id, version_id, keys, article_keys[position])
        marks = ", ".join("?" * len(kept))
        self.db.execute(f"delete from article where document_id = ? and id not in ({marks})", (document_id, *kept))
        # Not before all is written: a text that cannot be stored is not read.
        self._documents.read(document_id)
        if place.problem:
            self.problems.append(place.problem)

    def _stored_articles(self, document_id: int) -> dict[int, tuple[int, str]]:
        """Return the number and the stable key of each article of a document, by its position."""
        found = self.db.execute("select position, id, stable_key from article where document_id = ?", (document_id,))
        return {int(position): (int(number), str(key)) for position, number, key in found}

    def _new_key(self, place: Place, position: int) -> str:
        """Return a key for a new article that no other one has: a document may have been moved to another name."""
        kind, name, number = place.identity.kind, place.source_id, 1
        key = named_key(kind, name, position)
        while self.db.execute("select 1 from article where stable_key = ?", (key,)).fetchone():
            number += 1
            key = named_key(kind, f"{name} #{number}", position)
        return key

    def _insert_run(self) -> int:
        run = self.run
        return self._one(
            "insert into run (tool_version, grammar_hash, lexicon_hash, options, started) values (?, ?, ?, ?, ?)"
            " returning id",
            (run.tool_version, run.grammar_hash, run.lexicon_hash, run.options, _now()),
        )

    def _write_article(self, extraction: Extraction, position: int, told: dict[str, object]) -> tuple[int, int]:
        document = extraction.segmented.document
        article = extraction.segmented.articles[position]
        dateline = article.dateline
        page = rows.page_of(extraction, position)
        publisher_id = self._actors.outlet(page.publisher, given=page.publisher_given)
        if page.publisher_given:
            self._actors.called(publisher_id, document.publisher)
        values = {
            **told,
            "position": position,
            "url": document.url,
            "title": page.title,
            "publisher_id": publisher_id,
            "original_publisher_id": self._actors.outlet(page.original_publisher),
            "published": page.published,
            "published_basis": page.published_basis,
            "dateline_place": dateline and dateline.place,
            "dateline_date": dateline and dateline.date,
            "dateline_agency_id": self._actors.outlet(dateline.agency if dateline else None),
        }
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        changes = ", ".join(f"{column} = excluded.{column}" for column in values)
        article_id = self._one(
            f"insert into article ({columns}) values ({marks})"
            f" on conflict (stable_key) do update set {changes} returning id",
            tuple(values.values()),
        )
        text = document.text[article.start : article.end]
        edition = Edition(
            text, article.start, article.end, page.title, page.publisher, page.published, told_hash(document)
        )
        version_id = write_version(self.db, article_id, edition, document, self._run_id)
        before = self.db.execute("select current_version_id from article where id = ?", (article_id,)).fetchone()[0]
        if before is not None and before != version_id:
            keep_past(self.db, article_id, before, version_id)
        self.db.execute("update article set current_version_id = ? where id = ?", (version_id, article_id))
        self.db.execute("delete from zone where version_id = ?", (version_id,))
        self.db.conn.executemany(rows.ZONE, rows.zone_rows(extraction, position, version_id))
        return article_id, version_id

    def _write_attributions(
        self,
        extraction: Extraction,
        position: int,
        article_id: int,
        version_id: int,
        keys: tuple[str, ...],
        article_key: str,
    ) -> None:
        text = extraction.segmented.document.text
        article = extraction.segmented.articles[position]
        self._actors.begin(article_id, article_key)
        chosen = [index for index, found in enumerate(extraction.attributions) if found.article == position]
        ids = self._replace(article_id, [keys[index] for index in chosen])
        ids_by_index = dict(zip(chosen, ids, strict=True))
        attribution_rows: list[rows.Row] = []
        speaker_rows: list[rows.Row] = []
        span_rows: list[rows.Row] = []
        hop_rows: list[rows.Row] = []
        date_rows: list[rows.Row] = []
        mention_rows: list[rows.Row] = []
        anonymity_rows: list[rows.Row] = []
        for sequence, index in enumerate(chosen):
            attribution, resolution = extraction.attributions[index], extraction.resolutions[index]
            found = self._speakers(text, attribution, resolution.speakers)
            speaker_id, appearance_id = found[0][1] if found else (None, None)
            row_id = ids_by_index[index]
            attribution_rows.append(
                (
                    row_id,
                    keys[index],
                    article_id,
                    version_id,
                    None if attribution.parent is None else ids_by_index.get(attribution.parent),
                    sequence,
                    *rows.pattern_values(attribution),
                    "auto",
                    *rows.text_values(extraction, attribution),
                    speaker_id,
                    *rows.speaker_values(extraction, article, resolution),
                    appearance_id,
                )
            )
            speaker_rows.extend(rows.speaker_rows(extraction, article, row_id, found))
            span_rows.extend(rows.span_rows(text, article, attribution, row_id))
            date_rows.extend(rows.date_rows(text, article, resolution, row_id))
            unnamed = next((one.anonymity for one in resolution.speakers if one.anonymity is not None), None)
            if unnamed is not None:
                anonymity_rows.append(rows.anonymity_row(article, unnamed, row_id))
            for place, hop in enumerate(resolution.chain):
                hop_actor = self._actors.hop(hop, found)
                hop_rows.append(rows.hop_row(text, article, hop, row_id, place, hop_actor))
            for number, (_speaker, (known, appearance)) in enumerate([] if attribution.implicit else found):
                if known is not None:
                    mention_rows.extend(
                        (known, appearance, article_id, *rows.inside(article, span))
                        for span in _within(article, rows.speaker_spans(attribution, resolution.speakers, number))
                    )
        self._actors.end()
        for statement, values in (
            (rows.ATTRIBUTION, attribution_rows),
            (rows.SPEAKER, speaker_rows),
            (rows.SPAN, span_rows),
            (rows.HOP, hop_rows),
            (rows.DATE, date_rows),
            (rows.MENTION, mention_rows),
            (rows.ANONYMITY, anonymity_rows),
        ):
            self.db.conn.executemany(statement, values)
        self.db.execute(
            "update attribution set status = (select verdict from review where stable_key = attribution.stable_key)"
            " where article_id = ? and stable_key in (select stable_key from review)",
            (article_id,),
        )
        self.counts["attributions"] += len(attribution_rows)
        headline = judge_headline(extraction, position)
        if headline:
            self.db.execute(rows.HEADLINE, rows.headline_row(headline, article_id, ids_by_index))

    def _speakers(self, text: str, attribution: Attribution, speakers: Speakers) -> list[rows.Found]:
        """Return the speakers of an attribution with the ids of their rows and appearances."""
        return [
            (one, self._actors.speaker(one, rows.first(text, rows.speaker_spans(attribution, speakers, place))))
            for place, one in enumerate(speakers)
        ]

    def _replace(self, article_id: int, keys: list[str]) -> list[int]:
        """Delete an article's attributions; return ids for the new ones, the id that a key had before if it had one."""
        found = self.db.execute("select stable_key, id from attribution where article_id = ?", (article_id,))
        old = {str(key): int(number) for key, number in found}
        for table in ("attribution", "mention", "headline"):
            self.db.execute(f"delete from {table} where article_id = ?", (article_id,))
        ids = []
        for key in keys:
            if key not in old:
                old[key] = self._next_attribution
                self._next_attribution += 1
            ids.append(old[key])
        return ids

    def _one(self, statement: str, values: tuple[object, ...]) -> int:
        return int(self.db.conn.execute(statement, values).fetchone()[0])


def _within(article: Article, spans: tuple[Span, ...]) -> list[Span]:
    return [span for span in spans if article.start <= span[0] and span[1] <= article.end]


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
