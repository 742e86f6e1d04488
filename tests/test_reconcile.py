"""The reconciliation service: manifest, one and several queries, JSON and JSONP, and who may ask."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from browse_site import ARABIC, Builder, build_site
from datasette.app import Datasette  # type: ignore[import-untyped]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reconcile") / "news.db"
    build_site(path)
    build = Builder(path)
    for key, role, affiliation in (("s-mayor", "mayor", "Alder"), ("s-professor", "professor", "Norda University")):
        build.add("speaker", stable_key=key, name="Jane Doe", kind="person", role=role, affiliation=affiliation)
    build.add("speaker", stable_key="s-board", name="Harbour Board", kind="organisation")
    build.add("speaker", stable_key="s-none", name="a harbour official", kind="anonymous", role="harbour official")
    build.add("speaker", stable_key="s-company", name="the company", kind="organisation")
    build.add("speaker", stable_key="s-roy", name="<B>Roy</B>", kind="person")
    build.close()
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built), str(built.with_name("other.db"))])


async def ask(site: Datasette, query: str, **more: Any) -> list[dict[str, Any]]:
    queries = json.dumps({"q": {"query": query, **more}})
    response = await site.client.get("/news/-/attrib/reconcile?" + urlencode({"queries": queries}))
    assert response.status_code == 200, response.text
    return list(response.json()["q"]["result"])


async def test_the_manifest_says_what_there_is(site: Datasette) -> None:
    response = await site.client.get("/news/-/attrib/reconcile")
    manifest = response.json()
    assert response.headers["content-type"].startswith("application/json")
    assert manifest["versions"] == ["0.2"]
    assert [kind["id"] for kind in manifest["defaultTypes"]] == ["person", "organisation", "outlet"]
    assert manifest["view"]["url"].endswith("/news/-/attrib/speaker/{{id}}")
    shown = await site.client.get(urlsplit(manifest["view"]["url"].replace("{{id}}", "s-roth")).path)
    assert shown.status_code == 200 and "Ines Roth" in shown.text


async def test_a_name_that_one_speaker_bears_matches(site: Datasette) -> None:
    (found,) = await ask(site, "ines roth")
    assert (found["id"], found["name"], found["match"], found["score"]) == ("s-roth", "Ines Roth", True, 100)
    assert found["type"] == [{"id": "person", "name": "Person"}]
    assert found["description"] == "harbour master"
    (alias,) = await ask(site, ARABIC)
    assert (alias["id"], alias["match"]) == ("s-roth", True)


async def test_two_of_one_name_do_not_match_until_a_role_tells_them_apart(site: Datasette) -> None:
    both = await ask(site, "Jane Doe")
    assert {one["id"] for one in both} == {"s-mayor", "s-professor"}
    assert not any(one["match"] for one in both)
    told = await ask(site, "Jane Doe", properties=[{"pid": "role", "v": "mayor"}, {"pid": "born", "v": {"id": 1}}])
    assert [(one["id"], one["match"]) for one in told] == [("s-mayor", True), ("s-professor", False)]


async def test_similar_names_are_offered_and_do_not_match(site: Datasette) -> None:
    (found,) = await ask(site, "Roth, I.")
    assert (found["id"], found["match"]) == ("s-roth", False)
    assert await ask(site, "Nobody Known") == []
    assert await ask(site, "") == []


async def test_types_and_limit_narrow_the_answer(site: Datasette) -> None:
    assert await ask(site, "Harbour Board", type="person") == []
    assert [one["id"] for one in await ask(site, "Harbour Board", type=["organisation"])] == ["s-board"]
    assert len(await ask(site, "Jane Doe", limit=1)) == 1


async def test_nobody_without_a_name_is_offered(site: Datasette) -> None:
    assert await ask(site, "a harbour official", type="anonymous") == []
    assert [one["id"] for one in await ask(site, "a harbour official")] == ["s-board"]
    assert await ask(site, "the company") == []


async def test_several_queries_by_get_and_by_post(site: Datasette) -> None:
    queries = {"queries": json.dumps({"q0": {"query": "Ines Roth"}, "q1": {"query": "Harbour Board"}})}
    got = await site.client.get("/news/-/attrib/reconcile?" + urlencode(queries))
    posted = await site.client.post("/news/-/attrib/reconcile", data=queries)
    assert posted.status_code == 200, posted.text
    assert got.json() == posted.json()
    assert {name: answer["result"][0]["id"] for name, answer in got.json().items()} == {"q0": "s-roth", "q1": "s-board"}


async def test_one_query_alone_and_jsonp(site: Datasette) -> None:
    one = await site.client.get("/news/-/attrib/reconcile?query=Ines+Roth")
    assert one.json()["result"][0]["id"] == "s-roth"
    script = await site.client.get("/news/-/attrib/reconcile?query=Ines+Roth&callback=refine.got1")
    assert script.headers["content-type"].startswith("application/javascript")
    assert script.text.startswith("/**/refine.got1({") and script.text.endswith("});")
    manifest = await site.client.get("/news/-/attrib/reconcile?callback=got")
    assert json.loads(manifest.text[len("/**/got(") : -2])["versions"] == ["0.2"]


@pytest.mark.parametrize(
    "asked",
    [
        {"queries": "{"}, {"queries": "[]"}, {"queries": '{"q": 1}'}, {"queries": '{"q": {}}'},
        {"queries": '{"q": {"query": 7}}'}, {"query": "Roth", "callback": "alert(1)//"},
        {"queries": json.dumps({str(n): {"query": "Roth"} for n in range(101)})}, {"queries": "[" * 5000},
    ],
)  # fmt: skip
async def test_what_is_no_query_is_told(site: Datasette, asked: dict[str, str]) -> None:
    response = await site.client.get("/news/-/attrib/reconcile?" + urlencode(asked))
    assert response.status_code == 400
    answer = response.json()
    assert answer["status"] == "error" and answer["message"]
    assert "alert" not in response.text


@pytest.mark.parametrize(
    "kind",
    [
        {"id": [1]},
        {"id": {}},
        {"id": 1},
        [["person"]],
        [{"id": "person"}, {"id": [None]}],
        7,
        True,
        [1.5],
        {"id": True},
    ],
    ids=repr,
)
async def test_a_type_that_is_none_is_told(site: Datasette, kind: object) -> None:
    queries = json.dumps({"q0": {"query": "x", "type": kind}})
    response = await site.client.get("/news/-/attrib/reconcile?" + urlencode({"queries": queries}))
    assert (response.status_code, response.json()["status"]) == (400, "error")
    assert "type" in response.json()["message"]


@pytest.mark.parametrize(
    "more",
    [
        {"type": None}, {"type": []}, {"type": [None, {"id": None}, {}]}, {"type": ["person", {"id": "person"}]},
        {"limit": 10**400}, {"limit": -1}, {"limit": [1]}, {"limit": "3"}, {"limit": True}, {"limit": 1.5},
        {"properties": [{"pid": [1], "v": "mayor"}]}, {"properties": [{"pid": {}, "v": [[]]}, 7, None]},
        {"properties": {"pid": "role"}}, {"properties": [{"pid": "role", "v": {"id": [1]}}]}, {"other": [[[[]]]]},
    ],
    ids=lambda more: repr(more)[:60],
)  # fmt: skip
async def test_odd_parts_of_a_query_are_passed_over(site: Datasette, more: dict[str, Any]) -> None:
    assert [one["id"] for one in await ask(site, "Ines Roth", **more)] == ["s-roth"]


@pytest.mark.parametrize("words", ["\x00", "\ud800", "Roth\udfff", "%", "'\"", "x" * 100_000, "\u202e", " "], ids=ascii)
async def test_no_words_make_it_fail(site: Datasette, words: str) -> None:
    await ask(site, words[:2000])


async def test_markup_in_a_name_is_no_markup(site: Datasette) -> None:
    response = await site.client.get("/news/-/attrib/reconcile?query=Roy&callback=got")
    assert "<" not in response.text and "s-roy" in response.text
    assert (await ask(site, "<B>Roy</B>"))[0]["name"] == "<B>Roy</B>"


async def test_only_our_databases_and_methods_answer(site: Datasette) -> None:
    assert (await site.client.get("/other/-/attrib/reconcile")).status_code == 404
    assert (await site.client.get("/none/-/attrib/reconcile")).status_code == 404
    assert (await site.client.put("/news/-/attrib/reconcile")).status_code in (403, 405)
    assert (await site.client.post("/news/-/attrib/audit")).status_code in (403, 405)


@pytest.mark.parametrize(
    "denied",
    [
        {"databases": {"news": {"allow": False}}},
        {"databases": {"news": {"tables": {"speaker": {"allow": {"id": "root"}}}}}},
        {"databases": {"news": {"tables": {"alias": {"allow": False}}}}},
        {"allow": False},
    ],
)
async def test_who_may_not_see_the_speakers_is_refused(built: Path, denied: dict[str, Any]) -> None:
    site = Datasette([str(built)], metadata=denied) if _first() else Datasette([str(built)], config=denied)
    for path in ("", "?query=Roth"):
        response = await site.client.get(f"/news/-/attrib/reconcile{path}")
        assert response.status_code == 403
        assert "Roth" not in response.text
    assert (await site.client.post("/news/-/attrib/reconcile", data={"query": "Roth"})).status_code == 403


def _first() -> bool:
    return not hasattr(Datasette, "allowed")


async def test_other_origins_may_read_where_the_site_says_so(built: Path) -> None:
    closed = await Datasette([str(built)]).client.get("/news/-/attrib/reconcile")
    assert "access-control-allow-origin" not in closed.headers
    opened = await Datasette([str(built)], cors=True).client.get("/news/-/attrib/reconcile")
    assert opened.headers["access-control-allow-origin"] == "*"
