"""Datasette's own pages of a database of ours: labels, questions, and the ways from there to our pages."""

from pathlib import Path

import pytest
from browse_site import SCRIPT, build_site
from datasette.app import Datasette  # type: ignore[import-untyped]

from attrib.browse import host, notes

FIRST = host.is_first_series(Datasette([]))
SETTINGS = "metadata" if FIRST else "config"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stock") / "news.db"
    build_site(path)
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built), str(built.with_name("other.db"))])


async def text(site: Datasette, path: str) -> str:
    response = await site.client.get(path, follow_redirects=True)
    assert response.status_code == 200, path
    assert SCRIPT not in response.text
    return str(response.text)


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/", "/news/-/attrib"),
        ("/news", "/news/-/attrib"),
        ("/news", "/news/-/attrib/audit"),
        ("/news/attribution", "/news/-/attrib/quote/q-cranes"),
        ("/news/attribution", "/news/-/attrib/article/1"),
        ("/news/attribution", "/news/-/attrib/speaker/1"),
        ("/news/attribution/1", "/news/-/attrib/quote/q-cranes"),
        ("/news/attribution/3", "/news/-/attrib/quote/2"),
        ("/news/article", "/news/-/attrib/article/a-cranes"),
        ("/news/article", "/news/-/attrib/outlet/1"),
        ("/news/speaker", "/news/-/attrib/speaker/s-falk"),
        ("/news/outlet", "/news/-/attrib/outlet/Norda+Wire"),
        ("/news/hop", "/news/-/attrib/quote/1"),
        ("/news/v_who_credits_whom", "/news/-/attrib/outlet/2"),
        ("/news/v_unresolved", "/news/-/attrib/quote/2"),
        ("/news/unresolved", "/news/-/attrib/quote/2"),
    ],
)
async def test_datasettes_pages_lead_to_ours(site: Datasette, path: str, link: str) -> None:
    assert f'href="{link}"' in await text(site, path)


async def test_foreign_keys_show_labels(site: Datasette) -> None:
    page = await text(site, "/news/attribution")
    assert '<a href="/news/-/attrib/article/1">Cranes to move</a>' in page
    assert '<a href="/news/-/attrib/speaker/1">Ines Roth</a>' in page
    rows = (await site.client.get("/news/attribution.json?_labels=on&_shape=array")).json()
    assert rows[0]["speaker_id"] == {"value": 1, "label": "Ines Roth"}
    assert rows[0]["article_id"] == {"value": 1, "label": "Cranes to move"}


async def test_every_question_is_a_query_with_its_description(site: Datasette) -> None:
    for question in notes.QUESTIONS:
        assert question.description in (await text(site, f"/news/{question.name}")).replace("&#39;", "'")
        assert question.description in (await text(site, f"/news/{question.view}")).replace("&#39;", "'")


async def test_a_query_is_denied_with_its_view(built: Path) -> None:
    denied = {"databases": {"news": {"tables": {"v_refusals": {"allow": False}}}}}
    site = Datasette([str(built)], **{SETTINGS: denied})
    assert (await site.client.get("/news/v_refusals")).status_code == 403
    assert (await site.client.get("/news/refusals")).status_code == 403
    assert (await site.client.get("/news/sources-by-kind")).status_code == 200
    assert ">Refusals<" not in await text(site, "/news")


async def test_what_the_user_configured_stays(built: Path) -> None:
    own = {"databases": {"news": {"description": "Our desk", "tables": {"speaker": {"label_column": "kind"}}}}}
    site = Datasette([str(built)], **{SETTINGS: own})
    rows = (await site.client.get("/news/attribution.json?_labels=on&_shape=array")).json()
    assert rows[0]["speaker_id"] == {"value": 1, "label": "person"}
    if FIRST:
        assert "Our desk" in await text(site, "/news")


async def test_a_database_that_is_not_ours_gets_no_notes(site: Datasette) -> None:
    await site.invoke_startup()
    if FIRST:
        assert "other" not in (site.metadata("databases") or {})
    else:
        assert "other" not in (site.config or {}).get("databases", {})
        assert (await site.list_queries("other")).queries == []


async def test_one_datasette_knows_nothing_of_anothers_databases(built: Path, tmp_path: Path) -> None:
    first = Datasette([str(built)])
    await first.invoke_startup()
    twin = tmp_path / "news.db"
    twin.write_bytes(built.with_name("other.db").read_bytes())
    second = Datasette([str(twin)])
    assert "/-/attrib" not in await text(second, "/news/article")


async def test_a_file_that_is_no_database_stops_nothing(built: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    site = Datasette([str(built), str(empty)])
    assert "Cranes to move" in await text(site, "/news/-/attrib")


async def test_dots_and_blanks_in_a_name_lead_right(built: Path, tmp_path: Path) -> None:
    odd = tmp_path / "my desk 2.1.db"
    odd.write_bytes(built.read_bytes())
    site = Datasette([str(odd)])
    await site.invoke_startup()
    home = str(site.urls.database("my desk 2.1")) + "/-/attrib"
    assert f'href="{home}/article/a-cranes"' in await text(site, home)
    assert f'href="{home}"' in await text(site, "/")
