"""Find or make the rows of outlets and speakers."""

import re

from sqlite_utils import Database

from attrib import lexicon, resources
from attrib.keys import digest, plain
from attrib.records import Hop, Speaker

# One row for all articles. The others ("a senior official", "the mayor", "the report") are only known within their
# article: to join them would claim that two officials are one.
_JOINED = frozenset(("person", "organisation", "outlet"))
# "Shoal", "KPA", "Ministry of Ports": a form that names; not "She" or "The ministry", which point back.
_NAMING = re.compile(r"[A-Z0-9][\w.'’&-]*(?:\s(?:of|and|for|the|de|van|von|al|bin|[A-Z0-9][\w.'’&-]*)){0,6}")
_POINTING = re.compile(
    r"(?:An?|The|Th(?:is|at|ese|ose)|He|She|They|It|We|I|You|His|Her|Its|Their|Our|My|One|Some|Many|Both|Who|Which)\b"
)


class Actors:
    """Outlets and speakers of one database; what was looked up is remembered until `forget`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._outlets: dict[str, int] = {}
        self._speakers: dict[str, int] = {}
        self._aliases: set[tuple[int, str, str]] = set()

    def forget(self) -> None:
        """Drop what is remembered, as when another program may have written."""
        self._outlets.clear()
        self._speakers.clear()
        self._aliases.clear()

    def seed(self) -> None:
        """Put the outlets of seeds/outlets.tsv in, or bring the rows that came from there up to date."""
        self._db.conn.executemany(
            "insert into outlet (name, kind, country, domains, state, known) values (?, ?, ?, ?, ?, 1)"
            " on conflict (name) do update set kind = excluded.kind, country = excluded.country,"
            " domains = excluded.domains, state = excluded.state, known = 1, guessed = 0",
            [
                (
                    row["name"],
                    row["kind"] or None,
                    row["country"] or None,
                    row["domains"] or None,
                    int(row["state"] == "yes"),
                )
                for row in lexicon.rows(resources.seeds() / "outlets.tsv")
            ],
        )

    def outlet(self, name: str | None, given: bool = False) -> int | None:
        """Return the id of an outlet by its name, made if it is new: then guessed, unless the user gave it."""
        if not name:
            return None
        if name not in self._outlets:
            self._outlets[name] = self._one(
                "insert into outlet (name, guessed) values (?, ?)"
                " on conflict (name) do update set guessed = min(guessed, excluded.guessed) returning id",
                (name, int(not given)),
            )
        return self._outlets[name]

    def speaker(self, speaker: Speaker | None, article: str, source: str) -> int | None:
        """Return the id of a speaker; None where nobody is named: no source, or an unresolved one.

        `article` is the article's stable key. `source` are the words that named the speaker here; where they are
        another name of it they become an alias.
        """
        if speaker is None or not speaker.name or (speaker.status == "unresolved" and speaker.kind != "anonymous"):
            return None
        speaker_id = self._named(speaker.name, speaker.kind, article)
        form = source.split(",")[0].strip()
        if (
            speaker.kind in _JOINED
            and form != speaker.name
            and _NAMING.fullmatch(form)
            and not _POINTING.match(form)
            and (alias := (speaker_id, form, speaker.rule or "named")) not in self._aliases
        ):
            self._aliases.add(alias)
            self._db.execute("insert or ignore into alias (speaker_id, form, reason) values (?, ?, ?)", alias)
        return speaker_id

    def hop(self, hop: Hop, speaker: Speaker | None, speaker_id: int | None) -> tuple[int | None, int | None]:
        """Return the outlet's and the speaker's id of a hop, None for what it is not."""
        outlet_id = self.outlet(hop.name, given=hop.via == "given") if hop.kind == "outlet" else None
        if speaker is not None and speaker.name == hop.name:
            return outlet_id, speaker_id
        if hop.kind in ("person", "organisation") and hop.status != "unknown":
            return outlet_id, self._named(hop.name, hop.kind, "")
        return outlet_id, None

    def _named(self, name: str, kind: str, article: str) -> int:
        key = digest("speaker", kind, plain(name) or name, "" if kind in _JOINED else article)
        if key not in self._speakers:
            self._speakers[key] = self._one(
                "insert into speaker (stable_key, name, kind, outlet_id) values (?, ?, ?, ?)"
                " on conflict (stable_key) do update set outlet_id = excluded.outlet_id returning id",
                (key, name, kind, self.outlet(name) if kind == "outlet" else None),
            )
        return self._speakers[key]

    def _one(self, statement: str, values: tuple[object, ...]) -> int:
        return int(self._db.conn.execute(statement, values).fetchone()[0])
