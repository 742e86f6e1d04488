"""A small database for the tests of the pages, hostile names in it, and a reader that takes a page apart again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from datasette import hookimpl  # type: ignore[import-untyped]
from datasette.plugins import pm  # type: ignore[import-untyped]

from attrib.store.credits import count_credits
from attrib.store.database import close_written, open_database
from attrib.store.figures import fill_figures
from attrib.store.migrations import SEARCHED
from attrib.store.together import FILL
from attrib.wording.reading import read

SCRIPT = "<script>alert('x')</script>"
ARABIC = "ليلى حداد"
LEAD = "SUVA, June 4 (Norda Wire) -- Harbour master Ines Roth said “the cranes <b>will</b> move” by Friday."
TOLD = "She told the Post that Otto Falk believes the port is safe."
TEXT = f"Cranes to move\n{LEAD}\n\n{TOLD}\nThe ministry declined to comment."
SENTENCES = [line for line in TEXT.split("\n") if line]


def find(words: str, inside: str = TEXT) -> tuple[int, int]:
    return inside.index(words), inside.index(words) + len(words)


class Builder:
    """Fills a database row by row, as the writer would."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = open_database(path, create=True)

    def add(self, table: str, **values: object) -> int:
        columns, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
        cursor = self.db.execute(f"insert into {table} ({columns}) values ({marks})", list(values.values()))
        return int(cursor.lastrowid or 0)

    def article(self, key: str, text: str, title: str | None, **values: object) -> tuple[int, int]:
        document = self.add("document", source_id=key, input_hash=key)
        row = self.add(
            "article", stable_key=key, document_id=document, source_id=key, position=0, title=title, **values
        )
        version = self.add(
            "article_version", article_id=row, text_hash=key, text=text, headline=title, start=0, end=len(text)
        )
        self.db.execute("update article set current_version_id = ? where id = ?", (version, row))
        return row, version

    def attribution(self, key: str, place: tuple[int, int], text: str = TEXT, **values: Any) -> int:
        parts = {role: [find(words, text) for words in values.pop(role, ())] for role in ("content", "cue", "source")}
        told = {role: " ".join(text[start:end] for start, end in spans) for role, spans in parts.items()}
        sentence = next((line for line in text.split("\n") if told["cue"] and told["cue"] in line), "")
        columns: dict[str, Any] = {
            "relation": "speech", "stance": "neutral", "negated": 0, "pattern": "source_cue_that",
            "content_text": told["content"], "cue_text": told["cue"], "source_text": told["source"],
        } | values  # fmt: skip
        reading = read(
            columns["relation"], columns["stance"], bool(columns["negated"]), columns["cue_text"],
            pattern=columns["pattern"], source=columns["source_text"], content=columns["content_text"],
        )  # fmt: skip
        row = self.add(
            "attribution",
            **reading._asdict()
            | {
                "stable_key": key, "article_id": place[0], "version_id": place[1], "sequence": 0,
                "pattern": "source_cue_that", "relation": "speech", "type": "indirect", "stance": "neutral",
                "confidence": 0.93, "implicit": 0, "negated": 0, "content_text": told["content"],
                "cue_text": told["cue"], "source_text": told["source"], "sentence_text": sentence,
                "speaker_status": "stated", "speaker_kind": "person", **values,
            },
        )  # fmt: skip
        for role, spans in parts.items():
            for position, (start, end) in enumerate(spans):
                self.add("span", attribution_id=row, role=role, position=position, start=start, end=end)
        return row

    def chain(self, attribution: int, *hops: tuple[str, str, str, str, dict[str, object]]) -> None:
        for position, (name, kind, status, via, more) in enumerate(hops):
            self.add(
                "hop",
                attribution_id=attribution,
                position=position,
                name=name,
                kind=kind,
                status=status,
                via=via,
                **more,
            )

    def close(self) -> None:
        for table in SEARCHED:
            self.db.execute(f"insert into {table}({table}) values ('rebuild')")
        self.db.execute(FILL)
        count_credits(self.db)
        fill_figures(self.db)
        self.db.conn.commit()
        close_written(self.db, self.path)


def build_site(path: Path) -> None:
    """Write a small database of ours at `path`, and beside it other.db, which is not ours but has an `article` too."""
    build = Builder(path)
    post = build.add("outlet", name="The Post", kind="newspaper", country="NO", domains="post.example")
    wire = build.add("outlet", name="Norda Wire", kind="agency", state=1)
    roth = build.add("speaker", stable_key="s-roth", name="Ines Roth", kind="person", role="harbour master")
    falk = build.add("speaker", stable_key="s-falk", name=SCRIPT, kind="person")
    build.add("alias", speaker_id=roth, form=ARABIC, reason="given")
    place = build.article(
        "a-cranes", TEXT, "Cranes to move", publisher_id=post, original_publisher_id=wire, published="2024-06-04",
        url="javascript:alert(1)",
    )  # fmt: skip
    for kind, words in (
        ("headline", SENTENCES[0]),
        ("dateline", LEAD[:29]),
        ("body", LEAD[29:]),
        ("body", SENTENCES[2]),
    ):
        build.add("zone", version_id=place[1], kind=kind, start=find(words)[0], end=find(words)[1])
    build.add("zone", version_id=place[1], kind="body", start=find(SENTENCES[3])[0], end=len(TEXT))
    first = build.attribution(
        "q-cranes", place, content=["“the cranes <b>will</b> move” by Friday"], cue=["said"],
        source=["Harbour master Ines Roth"],
        type="mixed", speaker_id=roth, speaker_name="Ines Roth", words_of="Ines Roth",
        speaker_role="harbour master", rule="named_in_source", evidence_text="Harbour master Ines Roth",
    )  # fmt: skip
    build.chain(
        first,
        ("Ines Roth", "person", "stated", "", {"speaker_id": roth, "evidence_text": "Harbour master Ines Roth"}),
        ("state media", "outlet", "unknown", "state_media", {}),
        ("Norda Wire", "outlet", "stated", "dateline", {"outlet_id": wire, "evidence_text": "(Norda Wire)"}),
        ("The Post", "outlet", "inferred", "given", {"outlet_id": post}),
        ("Norda Wire", "outlet", "stated", "citing", {"outlet_id": wire, "evidence_text": "citing Norda Wire"}),
    )
    told = build.attribution(
        "q-told", place, content=["Otto Falk believes the port is safe"], cue=["told"], source=["She"], sequence=1,
        speaker_status="unresolved", candidates=f'["Ines Roth", "{ARABIC}"]', rule="two_fit",
        pattern="source_told_outlet",
    )  # fmt: skip
    build.attribution(
        "q-safe", place, content=["the port is safe"], cue=["believes"], source=["Otto Falk"], sequence=2,
        parent_id=told, relation="belief", speaker_id=falk, speaker_name=SCRIPT, speaker_status="inferred",
    )  # fmt: skip
    build.attribution(
        "q-crossing", place, content=["She told the Post that Otto Falk"], cue=["safe"], source=["Post"], sequence=3,
        type="direct", speaker_id=falk, speaker_name=SCRIPT,
    )  # fmt: skip
    build.attribution(
        "q-silent", place, cue=["declined to comment"], source=["The ministry"], sequence=4, relation="refusal",
        type="none", speaker_kind="organisation", pattern="source_refusal",
    )  # fmt: skip
    build.attribution("q-rejected", place, content=["Cranes"], cue=["move"], status="rejected", sequence=5)
    build.add(
        "statement_date", attribution_id=first, role="event", date_text="Friday", date_from="2024-06-07",
        date_to="2024-06-07", basis="dateline", granularity="day", alternatives='[["2024-06-14", "2024-06-14"]]',
    )  # fmt: skip
    long = "".join(f"Line {n}: The mayor said nothing moved.\n" for n in range(3000))
    far = build.article("a-long", long, SCRIPT, publisher_id=wire)
    build.attribution("q-far", far, text=long, content=["Line 2900: The mayor"], cue=["Line 2900"], speaker_id=roth)
    hidden = build.article("a-hidden", "", None)
    build.add(
        "attribution", stable_key="q-hidden", article_id=hidden[0], version_id=hidden[1], sequence=0, pattern="p",
        relation="hearsay", type="indirect", stance="neutral", confidence=0.5, content_text="= 1 + 1 " + "w" * 10_000,
        cue_text="reportedly", source_text="", sentence_text="", implicit=0, negated=0, candidates="not json",
    )  # fmt: skip
    build.close()
    with sqlite3.connect(path.with_name("other.db")) as other:
        other.execute("create table article (id integer primary key, speaker_id integer, headline text)")
        other.execute("insert into article values (1, 7, 'Not ours')")
    other.close()


class _Watch:
    def __init__(self, read: set[str]) -> None:
        self._read = read
        self.__name__ = "watch"  # Datasette asks it of every plugin

    @hookimpl  # type: ignore[untyped-decorator]
    def prepare_connection(self, conn: sqlite3.Connection) -> None:
        conn.set_authorizer(self._note)

    def _note(self, action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            self._read.add(table)
        return sqlite3.SQLITE_OK


@contextmanager
def watched() -> Iterator[set[str]]:
    """Yield the set of tables that are read on the connections that are opened meanwhile, whoever opens them."""
    read: set[str] = set()
    watch = _Watch(read)
    pm.register(watch)
    try:
        yield read
    finally:
        pm.unregister(watch)


class Page(HTMLParser):
    """A page read back: its tags in order, its links, its ids, and its text."""

    BLOCKS = frozenset({"a", "dd", "dt", "h1", "h2", "li", "p", "td", "th"})
    VOID = frozenset({"meta", "link", "input", "br", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        # The drawings close each of their elements; HTML's own may be left open only where the parser allows it.
        assert self.open.pop() == tag
        self.text += " " if tag in self.BLOCKS else ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def links(self) -> list[str]:
        return [attrs["href"] for attrs in self.all("a")]
