"""Every link of ours on the demo, followed: sound HTML, no broken link, nothing to the outside, nothing written."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from browse_site import Page
from command_line import run
from datasette.app import Datasette  # type: ignore[import-untyped]
from serving import crawl, served

ROOT = "/demo/-/attrib"
MOST = 4_000
# Datasette's own pages that ours link to are looked at by kind: so many of a table's rows, so many of its tables.
OF_A_TABLE = 2


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert run("demo", "--no-serve", "--db", str(path)).exit_code == 0
    assert run("compare", str(path)).exit_code == 0
    return path


def sound(kind: str, content: str, address: str) -> None:
    """Fail unless a text is what its media type says."""
    if kind in ("application/json", "application/feed+json"):
        assert isinstance(json.loads(content), dict), address
    elif kind == "text/csv":
        rows = list(csv.reader(io.StringIO(content, newline="")))
        assert rows and {len(row) for row in rows} == {len(rows[0])}, address
    elif kind in ("application/atom+xml", "image/svg+xml"):
        ElementTree.fromstring(content)
    else:
        assert kind == "text/plain", (address, kind)


async def test_every_link_leads_somewhere_and_every_page_is_sound(demo: Path) -> None:
    html5lib = pytest.importorskip("html5lib", reason="html5lib is missing: pip install '.[test]'")
    site = Datasette([str(demo)])
    ahead, seen = [ROOT], {ROOT}
    asked: dict[str, set[str]] = {}  # address → the places in it that links name
    places: dict[str, set[str]] = {}
    own: dict[str, set[str]] = {}
    while ahead and len(seen) < MOST:
        address = ahead.pop()
        response = await site.client.get(address, follow_redirects=True)
        assert response.status_code == 200, address
        kind = response.headers["content-type"].partition(";")[0]
        if kind != "text/html":
            sound(kind, response.text, address)
            continue
        parser = html5lib.HTMLParser()
        parser.parse(response.text)
        assert not [(place, wrong) for place, wrong, _ in parser.errors], (address, parser.errors[:3])
        page = Page(response.text)
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(ids) == len(set(ids)), address
        places[address] = set(ids)
        assert len(page.all("h1")) == 1 and not page.all("script"), address
        for link in (*page.links, *(one["href"] for one in page.all("link"))):
            target, _, place = urljoin(address, link).partition("#")
            if place:
                asked.setdefault(target, set()).add(place)
            parts = urlsplit(target)
            assert not parts.netloc, (address, link)  # an article's own address is shown, never linked
            if target.startswith(ROOT):
                if target not in seen:
                    seen.add(target)
                    ahead.append(target)
            elif target not in own.setdefault(re.sub(r"\d+", "N", parts.path), set()):
                own[re.sub(r"\d+", "N", parts.path)].add(target)
    assert not ahead
    assert len(places) > 100
    for targets in own.values():
        for target in sorted(targets)[:OF_A_TABLE]:
            response = await site.client.get(target, follow_redirects=True)
            assert response.status_code == 200, target
    broken = {
        (target, place) for target, names in asked.items() if target in places for place in names - places[target]
    }
    assert not broken


@pytest.fixture(scope="module")
def servers(demo: Path) -> Iterator[tuple[str, str]]:
    """The addresses of `attrib serve` and of plain Datasette on one database."""
    with served("attrib", "serve", str(demo)) as ours, served("datasette", "serve", "-p", "0", str(demo)) as plain:
        yield ours, plain


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read(address: str) -> str:
    with urlopen(address, timeout=30) as answer:
        # What names the server itself: feeds hold whole addresses.
        return str(answer.read().decode()).replace(address.split("/demo/")[0], "")


def test_a_browse_writes_nothing_and_plain_datasette_shows_the_same(demo: Path, servers: tuple[str, str]) -> None:
    before = digest(demo)
    ours, plain = servers
    pages = crawl(f"{ours}demo/-/attrib/", 4)
    assert len(pages) > 20
    for address in pages:
        assert read(address) == read(address.replace(ours, plain)), address
    loads = 2 * len(pages)
    while loads < 100:
        read(pages[loads % len(pages)])
        loads += 1
    assert digest(demo) == before
    assert not list(demo.parent.glob("demo.db-*"))
