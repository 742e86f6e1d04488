"""Find or make the rows of outlets and speakers."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlite_utils import Database

from attrib.keys import digest, plain
from attrib.records import Hop, Speaker
from attrib.store.profiles import names_somebody

# "Shoal", "KPA", "Ministry of Ports": a form that names; not "She" or "The ministry", which point back.
_NAMING = re.compile(r"[A-Z0-9][\w.'’&-]*(?:\s(?:of|and|for|the|de|van|von|al|bin|[A-Z0-9][\w.'’&-]*)){0,6}")
_POINTING = re.compile(
    r"(?:An?|The|Th(?:is|at|ese|ose)|He|She|They|It|We|I|You|His|Her|Its|Their|Our|My|One|Some|Many|Both|Who|Which)\b"
)
_BRACKETED = re.compile(r"\(([A-Z][A-Z.&]{1,9})\)")


@dataclass(slots=True)
class _Appearance:
    """A named speaker in the article that is being written: its row, its speaker's row, and what is said of it."""

    id: int
    speaker_id: int
    roles: Counter[str] = field(default_factory=Counter)
    affiliations: Counter[str] = field(default_factory=Counter)
    forms: set[tuple[str, str]] = field(default_factory=set)


class Actors:
    """Outlets and speakers of one database; what was looked up is remembered until `forget`.

    A speaker is written between `begin` and `end` of its article. The row it gets there is that of its name, until the
    names of all articles are linked (identity.py).
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._outlets: dict[str, int] = {}
        self._speakers: dict[str, int] = {}
        self._article = (0, "")
        self._cast: dict[tuple[str, str], _Appearance] = {}

    def forget(self) -> None:
        """Drop what is remembered, as when another program may have written."""
        self._outlets.clear()
        self._speakers.clear()

    def begin(self, article_id: int, article_key: str) -> None:
        """Start with an article, by its id and stable key."""
        self._article = article_id, article_key
        self._cast.clear()

    def end(self) -> None:
        """Note what the article says of its named speakers, and drop those that it does not name any more."""
        article_id, _ = self._article
        kept = [one.id for one in self._cast.values()]
        marks = ", ".join("?" * len(kept))
        self._db.execute(f"delete from appearance where article_id = ? and id not in ({marks})", (article_id, *kept))
        for one in self._cast.values():
            self._db.execute(
                "update appearance set roles = ?, affiliations = ? where id = ?",
                (_listed(one.roles), _listed(one.affiliations), one.id),
            )
            self._db.execute("delete from appearance_form where appearance_id = ?", (one.id,))
            self._db.conn.executemany(
                "insert into appearance_form (appearance_id, form, reason) values (?, ?, ?)",
                [(one.id, *form) for form in sorted(one.forms)],
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

    def called(self, outlet_id: int | None, form: str | None) -> None:
        """Keep the name by which an input gives an outlet, where it is not its usual one."""
        if outlet_id is not None and form:
            self._db.execute(
                "insert or ignore into outlet_form (outlet_id, form) select id, :form from outlet"
                " where id = :id and name <> :form",
                {"id": outlet_id, "form": " ".join(form.split())},
            )

    def speaker(self, speaker: Speaker, source: str) -> tuple[int | None, int | None]:
        """Return the ids of a speaker and of its appearance in this article.

        Both are None for an unresolved one. The second is None for one who is not
        looked for in other articles ("a senior official", "the company"). `source` are the words that named the speaker
        here; where they are another name of it they are kept as one.
        """
        if not speaker.name or (speaker.status == "unresolved" and speaker.kind != "anonymous"):
            return None, None
        if not names_somebody(speaker.name, speaker.kind):
            return self._row(speaker.name, speaker.kind, self._article[1]), None
        found = self._appearance(speaker.name, speaker.kind)
        found.roles.update([speaker.role] if speaker.role else [])
        found.affiliations.update([speaker.affiliation] if speaker.affiliation else [])
        form = source.split(",")[0].strip()
        if form != speaker.name and _NAMING.fullmatch(form) and not _POINTING.match(form):
            found.forms.add((form, speaker.rule or "named"))
        if speaker.kind == "organisation" and (acronym := _introduced(speaker.name, source)):
            found.forms.add((acronym, "acronym"))
        return found.speaker_id, found.id

    def hop(
        self, hop: Hop, speakers: Iterable[tuple[Speaker, tuple[int | None, int | None]]]
    ) -> tuple[int | None, int | None, int | None]:
        """Return the ids of a hop's outlet, speaker and appearance, None for what it is not.

        `speakers` are those of the attribution, each with what `speaker` returned for it.
        """
        named = hop.kind == "outlet" and hop.status != "unknown"  # "state media": no outlet that one could count
        outlet_id = self.outlet(hop.name, given=hop.via == "given") if named else None
        for speaker, ids in speakers:
            if speaker.name == hop.name:
                return outlet_id, *ids
        if hop.kind in ("person", "organisation") and hop.status != "unknown":
            if not names_somebody(hop.name, hop.kind):
                return outlet_id, self._row(hop.name, hop.kind, self._article[1]), None
            found = self._appearance(hop.name, hop.kind)
            return outlet_id, found.speaker_id, found.id
        return outlet_id, None, None

    def _appearance(self, name: str, kind: str) -> _Appearance:
        if (kind, name) not in self._cast:
            article_id, article_key = self._article
            key = digest("appearance", article_key, kind, name)
            known = self._db.execute("select id, speaker_id from appearance where stable_key = ?", (key,)).fetchone()
            speaker_id = known[1] if known and known[1] else self._row(name, kind, "")
            row_id = self._one(
                "insert into appearance (stable_key, article_id, kind, name, speaker_id) values (?, ?, ?, ?, ?)"
                " on conflict (stable_key) do update set article_id = excluded.article_id,"
                " speaker_id = excluded.speaker_id returning id",
                (key, article_id, kind, name, speaker_id),
            )
            self._cast[kind, name] = _Appearance(row_id, speaker_id)
        return self._cast[kind, name]

    def _row(self, name: str, kind: str, scope: str) -> int:
        key = digest("speaker", kind, plain(name) or name, scope)
        if key not in self._speakers:
            named = kind == "outlet" and name != name.casefold()  # not "state media"
            outlet_id = self.outlet(name) if named else None
            self._speakers[key] = self._one(
                "insert into speaker (stable_key, name, kind, outlet_id) values (?, ?, ?, ?)"
                " on conflict (stable_key) do update set outlet_id = excluded.outlet_id returning id",
                (key, name, kind, outlet_id),
            )
        return self._speakers[key]

    def _one(self, statement: str, values: tuple[object, ...]) -> int:
        return int(self._db.conn.execute(statement, values).fetchone()[0])


def _introduced(name: str, source: str) -> str:
    """Return the acronym that a source introduces for a name: "the Port Safety Team (PST)" gives "PST", else ""."""
    bracketed = _BRACKETED.search(source)
    initials = [word[0] for word in name.split() if word[0].isupper()]
    return bracketed[1] if bracketed and list(bracketed[1].replace(".", "").replace("&", "")) == initials else ""


def _listed(said: Counter[str]) -> str:
    """Return what an article says of a speaker as a JSON list, the most frequent first, at most eight."""
    first = sorted(said, key=lambda one: (-said[one], one))[:8]
    return json.dumps(first, ensure_ascii=False)
