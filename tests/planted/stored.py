"""Claims put straight into a database, as an ingest that read every article right would have stored them."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from attrib.keys import digest
from attrib.store.database import open_database

from .corpus import Claim
from .plain import chain, content

_ATTRIBUTION = """insert into attribution (stable_key, article_id, version_id, sequence, pattern, relation, type, stance,
    confidence, content_text, cue_text, source_text, sentence_text, implicit, negated, speaker_id, speaker_status,
    speaker_kind, speaker_name)
  values (?, ?, ?, ?, 'content_cue_source', 'speech', 'direct', 'neutral', 1.0, ?, 'said', '', '', 0, 0, ?, ?, ?, ?)
  returning id"""


class Store:
    """Writes claims into the database at `path`, article by article; to be closed."""

    def __init__(self, path: Path) -> None:
        open_database(path, create=True).close()
        self._db = sqlite3.connect(path)
        self._db.execute("pragma synchronous = off")
        self._outlets: dict[str, int] = dict(self._db.execute("select name, id from outlet"))
        self._speakers: dict[str, int] = dict(self._db.execute("select stable_key, id from speaker"))
        self._articles: dict[str, int] = dict(self._db.execute("select source_id, id from article"))

    def add(self, claims: Iterable[Claim]) -> None:
        """Store claims; those of one article come one after another."""
        for claim in claims:
            self._claim(claim)
        self._db.commit()

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def _claim(self, claim: Claim) -> None:
        article = self._article(claim)
        number = self._one("select count(*) from attribution where article_id = ?", article)
        hops = chain(claim)
        speaker = self._speaker(hops[0].name, hops[0].kind) if claim.speaker else None
        text = content(claim)
        named = ("stated", hops[0].kind, hops[0].name)
        values = (digest("planted", claim.key), article, article, number, text, speaker, *named)
        attribution = self._one(_ATTRIBUTION, *values)
        start = 1000 * number
        self._db.execute(
            "insert into span (attribution_id, role, position, start, end) values (?, 'content', 0, ?, ?)",
            (attribution, start, start + len(text)),
        )
        for position, hop in enumerate(hops):
            outlet = self._outlet(hop.name) if hop.kind == "outlet" else None
            self._db.execute(
                "insert into hop (attribution_id, position, name, kind, outlet_id, speaker_id, status, via)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                (attribution, position, hop.name, hop.kind, outlet, None if position else speaker, hop.status, hop.via),
            )

    def _article(self, claim: Claim) -> int:
        if claim.article not in self._articles:
            key = digest("planted article", claim.article)
            document = self._one(
                "insert into document (source_id, input_hash) values (?, ?) returning id", claim.article, key
            )
            number = self._one(
                "insert into article (stable_key, document_id, source_id, position, publisher_id, published,"
                " published_basis) values (?, ?, ?, 0, ?, ?, ?) returning id",
                key,
                document,
                claim.article,
                self._outlet(claim.outlet),
                claim.published,
                "given" if claim.published else None,
            )
            self._db.execute(
                "insert into article_version (id, article_id, text_hash, text, start, end) values (?, ?, ?, '', 0, 0)",
                (number, number, key),
            )
            self._db.execute("update article set current_version_id = id where id = ?", (number,))
            self._articles[claim.article] = number
        return self._articles[claim.article]

    def _outlet(self, name: str) -> int:
        if name not in self._outlets:
            self._outlets[name] = self._one("insert into outlet (name) values (?) returning id", name)
        return self._outlets[name]

    def _speaker(self, name: str, kind: str) -> int:
        key = digest("planted speaker", name, kind)
        if key not in self._speakers:
            statement = "insert into speaker (stable_key, name, kind) values (?, ?, ?) returning id"
            self._speakers[key] = self._one(statement, key, name, kind)
        return self._speakers[key]

    def _one(self, statement: str, *values: object) -> int:
        return int(self._db.execute(statement, values).fetchone()[0])
