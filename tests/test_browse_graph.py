"""The graph of who credits whom and two outlets side by side, asked for through Datasette."""

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browse_site import SCRIPT, Builder, Page, build_site, watched
from datasette.app import Datasette  # type: ignore[import-untyped]

from attrib.browse import graph, host, notes, sides
from attrib.browse.aligned import aligned
from attrib.store.sides import count_sides

WIRE = "The pier will close if the storm comes. An aide wept."
POST = "The pier may close. Nobody spoke."
SETTINGS = "metadata" if host.is_first_series(Datasette([])) else "config"


def build(path: Path) -> None:
    """Write the small database with a story on top: two outlets, one quote that lost its condition, credits in a circle."""
    build_site(path)
    build = Builder(path)
    keel = build.add("outlet", name="Keel Wire", kind="agency")
    mast = build.add("outlet", name=f"Mast {SCRIPT}", kind="newspaper")
    helm = build.add("outlet", name="Helm Herald")
    aide = build.add("speaker", stable_key="s-aide", name="Ana Lund", kind="person")
    first = build.article("a-keel", WIRE, "Pier", publisher_id=keel, published="2031-04-02")
    second = build.article("a-mast", POST, "Pier again", publisher_id=mast, published="2031-05-03")
    third = build.article("a-helm", POST, "Pier once more", publisher_id=helm, published="2031-05-04")
    named = {"keel": (keel, "Keel Wire"), "mast": (mast, "Mast"), "helm": (helm, "Helm Herald")}

    def told(key: str, place: tuple[int, int], text: str, content: str, *chain: tuple[str, str]) -> int:
        row = build.attribution(key, place, text, content=[content], speaker_id=aide, speaker_name="Ana Lund")
        hops: list[tuple[str, str, str, str, dict[str, object]]] = [
            (named[name][1], "outlet", status, "citing", {"outlet_id": named[name][0]}) for name, status in chain
        ]
        build.chain(row, ("Ana Lund", "person", "stated", "", {"speaker_id": aide}), *hops)
        return row

    wire = told("q-wire", first, WIRE, "The pier will close if the storm comes", ("helm", "stated"), ("keel", "stated"))
    told("q-wept", first, WIRE, "An aide wept", ("keel", "stated"))
    post = told("q-post", second, POST, "The pier may close", ("keel", "stated"), ("mast", "stated"))
    herald = told("q-herald", third, POST, "The pier may close", ("mast", "inferred"), ("helm", "stated"))
    told("q-other", third, POST, "Nobody spoke", ("keel", "unknown"), ("helm", "stated"))
    cluster = build.add(
        "variant_cluster", stable_key="c-pier", text="The pier will close if the storm comes", fullest_id=wire,
        attributions=3, articles=3, outlets=3, roots=1, loops=0, first_published="2031-04-02", last_published="2031-05-04",
    )  # fmt: skip
    for row, similarity in ((wire, 1.0), (post, 0.5), (herald, 0.5)):
        build.add("variant", cluster_id=cluster, attribution_id=row, similarity=similarity)
    count_sides(build.db)
    build.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "news.db"
    build(path)
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built)])


async def text(site: Datasette, path: str, status: int = 200) -> str:
    response = await site.client.get(f"/news/-/attrib/{path}", follow_redirects=True)
    assert response.status_code == status, response.text[:2000]
    assert SCRIPT not in response.text or path.partition("?")[0].endswith((".json", ".csv", ".dot"))
    return str(response.text)


async def pairs(site: Datasette, query: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the credits of a graph, as its JSON tells them, by the names of crediting and credited."""
    told = json.loads(await text(site, f"graph.json?{query}"))
    names = {actor["key"]: actor["name"].split()[0] for actor in told["actors"]}
    return {(names[one["crediting"]], names[one["credited"]]): one for one in told["credits"]}


async def test_a_graph_of_the_whole_time_and_of_a_month(site: Datasette) -> None:
    whole = await pairs(site, "")
    assert {pair for pair in whole if pair[0] != "The" and pair[1] != "Norda"} >= {
        ("Keel", "Helm"), ("Mast", "Keel"), ("Helm", "Mast"), ("Helm", "Keel"),
    }  # fmt: skip
    assert set(await pairs(site, "month=2031-05")) == {("Mast", "Keel"), ("Helm", "Mast"), ("Helm", "Keel")}
    assert await pairs(site, "month=1999-01") == {}
    page = Page(await text(site, "graph?month=2031-05"))
    assert "Who credits whom in May 2031" in page.text
    assert [one["value"] for one in page.all("option") if "selected" in one and one.get("value")] == ["2031-05"]
    assert "Nobody credits anybody here" in await text(site, "graph?month=1999-01")


async def test_a_credit_is_known_as_its_step_is_and_only_stated_ones_make_a_circle(site: Datasette) -> None:
    whole = await pairs(site, "")
    assert [whole["Helm", "Mast"][name] for name in ("stated", "inferred", "unknown")] == [0, 1, 0]
    assert [whole["Helm", "Keel"][name] for name in ("stated", "inferred", "unknown")] == [0, 0, 1]
    # Keel credits Helm; Helm credits Keel and Mast by a rule or without a name: no circle is closed by that.
    assert not [pair for pair, one in whole.items() if one["circle"] and "Keel" in pair]
    drawn = await text(site, "graph.svg?month=2031-05")
    assert drawn.count('stroke-dasharray="7 5"') == 1
    assert drawn.count('stroke-dasharray="1.5 5"') == 1


async def test_the_graph_round_an_outlet_and_of_one_quote(site: Datasette) -> None:
    assert set(await pairs(site, "outlet=Keel+Wire")) == {
        ("Keel", "Helm"),
        ("Mast", "Keel"),
        ("Helm", "Keel"),
        ("Helm", "Mast"),
    }
    story = await pairs(site, "story=c-pier")
    assert ("Helm", "Ana") in story and ("Mast", "Keel") in story
    assert ("Helm", "Keel") not in story
    page = Page(await text(site, "graph?story=c-pier"))
    assert any("/speaker/" in link for link in page.links)
    for query in ("outlet=Nobody", "story=none", "outlet=99999999999999999999"):
        await text(site, f"graph?{query}", 404)


async def test_the_graph_is_saved_in_five_formats(site: Datasette) -> None:
    shown = Page(await text(site, "graph"))
    links = {link.partition("?")[0].rpartition(".")[2]: link for link in shown.links if "/graph." in link}
    assert set(links) == {"svg", "mmd", "dot", "csv", "json"}
    tree = ElementTree.fromstring(await text(site, "graph.svg"))
    count = len(list(csv.DictReader(io.StringIO(await text(site, "graph.csv")))))
    assert count == len(shown.all("tr")) - 1
    edges = [one for one in tree.iter() if one.attrib.get("class", "").startswith("edge")]
    assert len(edges) == count
    assert not [one for one in tree.iter() if "href" in one.attrib]
    assert (await text(site, "graph.mmd")).count("-->|") == count
    assert (await text(site, "graph.dot")).count(" -> ") == count
    for ending in ("svg", "mmd", "dot", "csv"):
        response = await site.client.get(f"/news/-/attrib/graph.{ending}")
        assert response.headers["content-disposition"] == f'attachment; filename="who-credits-whom.{ending}"'


async def test_only_the_strongest_lines_are_drawn_and_the_rest_is_said(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    build_site(path)
    more = Builder(path)
    more.db.execute("delete from credit")
    outlets = [more.add("outlet", name=f"Outlet {n}") for n in range(60)]
    for n in range(1, 60):
        values = {"attributions": n, "articles": 1, "stated": n, "inferred": 0, "unknown": 0, "month": ""}
        more.add("credit", crediting_id=outlets[n], credited_id=outlets[0], **values)
    more.db.conn.commit()
    more.db.close()
    page = Page(await text(Datasette([str(path)]), "graph?most=20"))
    assert len(page.all("tr")) == 21
    assert (
        "The 20 strongest of 59 pairs are drawn, with 990 of 1,770 attributions; 39 weaker ones are left out."
        in page.text
    )
    around = Page(await text(Datasette([str(path)]), f"graph?outlet={outlets[0]}&most=20"))
    assert "The 20 strongest of 59 pairs" in around.text


async def test_two_outlets_side_by_side(site: Datasette) -> None:
    page = await text(site, "sides?one=Keel+Wire&other=Helm+Herald")
    assert "The pier <del>will</del> close <del>if the storm comes</del>" in page
    assert "<ins>may</ins>" in page
    assert "condition" in page
    assert "high risk" in Page(page).text
    # Each has something alone in the articles that tell the quote.
    assert page.index("An aide wept") > page.index('id="alone"')
    assert page.index("Nobody spoke") > page.index('id="alone"')
    assert Page(page).text.count("→") == 4
    told = json.loads(await text(site, "sides.json?one=Keel+Wire&other=Helm+Herald"))
    assert [side["text"] for side in told["quotes"][0]["tellings"]] == [
        "The pier will close if the storm comes",
        "The pier may close",
    ]
    assert told["quotes"][0]["risk"] == "high"
    assert [[one["text"] for one in quotes] for quotes in told["alone"]] == [["An aide wept"], ["Nobody spoke"]]


async def test_sides_keep_to_days_and_to_one_quote(site: Datasette) -> None:
    chosen = "sides?one=Keel+Wire&other=Helm+Herald"
    assert "No quote of both was found in these days" in await text(site, f"{chosen}&from=2031-04-03")
    assert "Told by both" in await text(site, f"{chosen}&from=2031-04-02&until=2031-04-02")
    assert "<ins>may</ins>" in await text(site, f"{chosen}&story=c-pier")
    offered = Page(await text(site, "sides?story=c-pier"))
    assert [link for link in offered.links if "story=c-pier" in link and "one=" in link]
    assert [link for link in Page(await text(site, "sides")).links if "one=" in link]
    for query in ("one=Keel+Wire&other=Keel+Wire", "one=Nobody&other=Keel+Wire", "story=none"):
        await text(site, f"sides?{query}", 404)


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("We will not go.", "We will go.", "We will <del>not</del> go.", "We will go."),
        ("“We didn’t go”", "we did not go", "“We didn’t go”", "we did not go"),
        ("It costs 1,000 <b>.", "It costs 1000 <b>.", "It costs 1,000 &lt;b&gt;.", "It costs 1000 &lt;b&gt;."),
        ("", "All new", "", "<ins>All new</ins>"),
        ("a b c d", "a x c y", "a <del>b</del> c <del>d</del>", "a <ins>x</ins> c <ins>y</ins>"),
        ("لن نذهب غدا", "لن نذهب", "لن نذهب <del>غدا</del>", "لن نذهب"),
    ],
)
def test_words_that_the_other_has_not_are_marked(before: str, after: str, left: str, right: str) -> None:
    assert aligned(before, after) == (left, right)


def test_two_long_texts_are_marked_throughout_rather_than_compared() -> None:
    left, right = aligned("a b " * 2000, "a b " * 2000)
    assert left.startswith("<del>a b") and right.endswith("b</ins>")


@pytest.mark.parametrize(
    ("path", "tables"),
    [
        ("graph", graph.TABLES),
        ("graph?story=c-pier", graph.TABLES | graph.QUOTE_TABLES),
        ("sides?one=Keel+Wire&other=Helm+Herald", sides.TABLES),
        ("sides", sides.TABLES),
    ],
)
async def test_a_page_reads_only_the_tables_that_it_asks_leave_for(
    built: Path, path: str, tables: frozenset[str]
) -> None:
    with watched() as read:
        await text(Datasette([str(built)], memory=False), path)
    ours = read & {*notes.TABLES, "credit", "cluster_outlet", "variant", "variant_cluster"}
    assert ours
    # Each page tells those who may see the runs where one of them was stopped.
    assert ours <= tables | {"run", "comparison"}
    for table in sorted(tables):
        denied = {"databases": {"news": {"tables": {table: {"allow": False}}}}}
        refusing = Datasette([str(built)], **{SETTINGS: denied})
        response = await refusing.client.get(f"/news/-/attrib/{path}")
        assert response.status_code == 403, table
        assert "Keel" not in response.text


async def test_a_database_of_an_older_attrib_says_so(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    build_site(path)
    with sqlite3.connect(path) as connection:
        connection.execute("drop table credit")
        connection.execute("drop table cluster_outlet")
    connection.close()
    site = Datasette([str(path)])
    for page in ("graph", "sides"):
        assert "older attrib" in await text(site, page)
