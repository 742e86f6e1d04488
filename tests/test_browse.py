"""The pages, asked for through Datasette itself: plain `datasette DB`, whichever series is installed."""

import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette  # type: ignore[import-untyped]

from attrib.browse import article, audit, home, host, notes, outlet, quote, speaker
from attrib.store.database import close_written, open_database

SCRIPT = "<script>alert('x')</script>"
ARABIC = "ليلى حداد"
LEAD = "SUVA, June 4 (Norda Wire) -- Harbour master Ines Roth said “the cranes <b>will</b> move” by Friday."
TEXT = f"Cranes to move\n{LEAD}\n\nShe told the Post that Otto Falk believes the port is safe.\nThe ministry declined to comment."
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
        row = self.add(
            "attribution",
            **{
                "stable_key": key, "article_id": place[0], "version_id": place[1], "sequence": 0, "pattern": "source_cue_that",
                "relation": "speech", "type": "indirect", "stance": "neutral", "confidence": 0.93, "implicit": 0, "negated": 0,
                "content_text": told["content"], "cue_text": told["cue"], "source_text": told["source"],
                "sentence_text": sentence, "speaker_status": "stated", "speaker_kind": "person", **values,
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
        self.db.execute("insert into article_fts(article_fts) values ('rebuild')")
        self.db.execute("insert into attribution_fts(attribution_fts) values ('rebuild')")
        self.db.conn.commit()
        close_written(self.db, self.path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browse") / "news.db"
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
        "q-cranes", place, content=["“the cranes <b>will</b> move” by Friday"], cue=["said"], source=["Harbour master Ines Roth"],
        type="mixed", speaker_id=roth, speaker_name="Ines Roth", words_of="Ines Roth", speaker_role="harbour master",
        rule="named_in_source", evidence_text="Harbour master Ines Roth",
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
        speaker_status="unresolved", candidates=f'["Ines Roth", "{ARABIC}"]', rule="two_fit", pattern="source_told_outlet",
    )  # fmt: skip
    build.attribution(
        "q-safe", place, content=["the port is safe"], cue=["believes"], source=["Otto Falk"], sequence=2, parent_id=told,
        relation="belief", speaker_id=falk, speaker_name=SCRIPT, speaker_status="inferred",
    )  # fmt: skip
    build.attribution(
        "q-crossing", place, content=["She told the Post that Otto Falk"], cue=["safe"], source=["Post"], sequence=3,
        type="direct", speaker_id=falk, speaker_name=SCRIPT,
    )  # fmt: skip
    build.attribution(
        "q-silent", place, cue=["declined to comment"], source=["The ministry"], sequence=4, relation="refusal", type="none",
        speaker_kind="organisation", pattern="source_refusal",
    )  # fmt: skip
    build.attribution("q-rejected", place, content=["Cranes"], cue=["move"], status="rejected", sequence=5)
    build.add("statement_date", attribution_id=first, role="event", date_text="Friday", date_from="2024-06-07",
              date_to="2024-06-07", basis="dateline", granularity="day", alternatives='[["2024-06-14", "2024-06-14"]]')  # fmt: skip
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
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built), str(built.with_name("other.db"))])


class Page(HTMLParser):
    """A page read back: its tags in order, its links, its ids, and its text."""

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

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def links(self) -> list[str]:
        return [attrs["href"] for attrs in self.all("a")]


async def load(site: Datasette, path: str, status: int = 200) -> Page:
    response = await site.client.get(path, follow_redirects=True)
    assert response.status_code == status, response.text[:2000]
    assert SCRIPT not in response.text
    assert "<b>will" not in response.text
    return Page(response.text)


PATHS = (
    "", "/audit", "/article/1", "/article/a-cranes", "/article/a-long", "/article/a-hidden", "/quote/q-cranes", "/quote/1",
    "/quote/q-told", "/quote/q-safe", "/quote/q-silent", "/quote/q-hidden", "/speaker/1", "/speaker/s-falk", "/outlet/1", "/outlet/2",
    "?q=cranes",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_a_sound_page(site: Datasette, path: str) -> None:
    response = await site.client.get(f"/news/-/attrib{path}")
    page = await load(site, f"/news/-/attrib{path}")
    assert [tag for tag, _ in page.tags].count("main") == 1
    assert len(page.all("h1")) == 1
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in zip(headings, headings[1:], strict=False))
    assert page.links[0] == "#main"
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(ids)
    assert not page.all("script")
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)]
    assert not [link for link in page.links if not link.startswith(("/", "#"))]
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert all(name["id"] in {label["for"] for label in page.all("label")} for name in page.all("input"))


@pytest.mark.parametrize("path", PATHS)
async def test_every_link_of_ours_leads_somewhere(site: Datasette, path: str) -> None:
    page = await load(site, f"/news/-/attrib{path}")
    for link in sorted({link.partition("#")[0] for link in page.links} - {""}):
        response = await site.client.get(link, follow_redirects=True)
        assert response.status_code == 200, (path, link)


async def test_the_style_is_served(site: Datasette) -> None:
    page = await load(site, "/news/-/attrib")
    (style,) = page.all("link")
    response = await site.client.get(style["href"])
    assert response.status_code == 200
    assert "prefers-color-scheme: dark" in response.text


@pytest.mark.parametrize(
    "path",
    ["/article/99", "/article/nobody", "/quote/99", "/quote/q-none", "/speaker/99", "/outlet/99", "/nothing", "/quote/1/x",
     "/article/1?version=99", "/quote/99999999999999999999999999", "/quote/~00"],
)  # fmt: skip
async def test_what_is_unknown_is_not_found(site: Datasette, path: str) -> None:
    assert (await site.client.get(f"/news/-/attrib{path}")).status_code == 404


@pytest.mark.parametrize(
    "path", ["/other/-/attrib", "/other/-/attrib/audit", "/other/-/attrib/article/1", "/none/-/attrib"]
)
async def test_a_database_that_is_not_ours_has_no_pages(site: Datasette, path: str) -> None:
    assert (await site.client.get(path)).status_code == 404


async def test_a_database_that_is_not_ours_is_left_alone(site: Datasette) -> None:
    page = await load(site, "/other/article")
    assert not [link for link in page.links if "/other/-/attrib" in link]
    assert not [link for link in (await load(site, "/other")).links if "/other/-/attrib" in link]


async def test_only_reading_is_answered(site: Datasette) -> None:
    response = await site.client.post("/news/-/attrib", headers={"accept": "text/plain"})
    assert response.status_code in (403, 405)


DENIED = (
    {"allow": False},
    {"databases": {"news": {"allow": False}}},
    {"databases": {"news": {"tables": {"attribution": {"allow": False}}}}},
)


@pytest.mark.parametrize("denied", DENIED, ids=("instance", "database", "table"))
@pytest.mark.parametrize("path", ["", "/article/1", "/quote/1", "/speaker/1", "/outlet/1", "?q=x"])
async def test_who_may_not_see_the_tables_sees_no_page(built: Path, denied: dict[str, Any], path: str) -> None:
    site = Datasette([str(built)], **{SETTINGS: denied})
    assert (await site.client.get(f"/news/-/attrib{path}")).status_code == 403


# The first series calls it metadata, the second config.
SETTINGS = "metadata" if host.is_first_series(Datasette([])) else "config"


@pytest.mark.parametrize("denied", DENIED[:2], ids=("instance", "database"))
async def test_who_may_not_see_the_database_sees_no_audit(built: Path, denied: dict[str, Any]) -> None:
    site = Datasette([str(built)], **{SETTINGS: denied})
    assert (await site.client.get("/news/-/attrib/audit")).status_code == 403


async def test_the_audit_leaves_out_a_view_that_is_denied(built: Path) -> None:
    denied = {"databases": {"news": {"tables": {"v_refusals": {"allow": False}}}}}
    site = Datasette([str(built)], **{SETTINGS: denied})
    page = await load(site, "/news/-/attrib/audit")
    assert "v_denials" in {attrs.get("id") for attrs in page.all("h2")}
    assert "v_refusals" not in {attrs.get("id") for attrs in page.all("h2")}


@pytest.mark.parametrize(
    ("module", "path"),
    [(home, ""), (article, "/article/1"), (quote, "/quote/1"), (speaker, "/speaker/1"), (outlet, "/outlet/2")],
)
async def test_a_page_reads_only_the_tables_that_it_asks_leave_for(built: Path, module: Any, path: str) -> None:
    site = Datasette([str(built)], memory=False)
    read: set[str] = set()

    def watch(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            read.add(table)
        return sqlite3.SQLITE_OK

    await site.invoke_startup()
    database = site.get_database("news")
    for _ in range(12):  # every connection of the pool, however the threads share the work
        await database.execute_fn(lambda conn: conn.set_authorizer(watch))
    await load(site, f"/news/-/attrib{path}")
    ours = {table for table in read if table in notes.TABLES}
    assert ours
    assert ours <= module.TABLES


async def test_pages_work_below_a_base_url(built: Path) -> None:
    site = Datasette([str(built)], settings={"base_url": "/desk/"})
    for path in PATHS:
        page = await load(site, f"/news/-/attrib{path}")
        assert not [link for link in page.links if link.startswith("/") and not link.startswith("/desk/")]
        assert page.all("link")[0]["href"].startswith("/desk/-/static-plugins/attrib/")


async def test_several_databases_of_ours_and_an_immutable_one(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "odd.name & more.db"
    copy.write_bytes(built.read_bytes())
    site = Datasette([str(built)], immutables=[str(copy)])
    await site.invoke_startup()
    for name in site.databases:
        if name != "_internal":
            page = await load(site, str(site.urls.database(name)) + "/-/attrib")
            assert "Cranes to move" in page.text


async def test_nothing_is_written(built: Path) -> None:
    before = built.read_bytes()
    site = Datasette([str(built)])
    for path in PATHS:
        await load(site, f"/news/-/attrib{path}")
    assert built.read_bytes() == before
    assert not list(built.parent.glob("news.db-*"))


@pytest.fixture
def plans(built: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{built}?mode=ro", uri=True)
    yield connection
    connection.close()


async def test_pages_look_rows_up_by_index(
    built: Path, plans: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, dict[str, object]] = {}
    rows = host.Visit.rows

    async def spy(visit: host.Visit, sql: str, values: Any = None, **more: Any) -> list[host.Row]:
        asked[sql] = dict(values or {})
        return await rows(visit, sql, values, **more)

    monkeypatch.setattr(host.Visit, "rows", spy)
    site = Datasette([str(built)])
    for path in PATHS:
        if path != "/audit":
            await load(site, f"/news/-/attrib{path}")
    scans = {
        (step[3], sql)
        for sql, values in asked.items()
        for step in plans.execute(f"explain query plan {sql}", values)
        if re.match(r"SCAN \w", step[3])
        and not re.search(r"VIRTUAL TABLE|SCAN (found|hit|\(subquery|sqlite_master)", step[3])
    }
    # Two places may scan: counts, which stop by themselves, and the newest articles while their day has no index.
    assert {plan for plan, sql in scans if "count(*)" not in sql and "order by article.published" not in sql
            and "article.published is null" not in sql} == set()  # fmt: skip


def test_every_question_has_a_canned_query() -> None:
    assert len({question.name for question in notes.QUESTIONS}) == len(notes.QUESTIONS) > 8
    assert all(question.name != question.view for question in notes.QUESTIONS)
    assert audit.TABLES == frozenset()
