"""Who publishes a text: a given name under its usual one, else the outlet whose address it is; and the near misses."""

import json
from pathlib import Path

import pytest
from command_line import run
from stored import rows

from attrib.pipeline import extract
from attrib.records import Document
from attrib.resolve.outlet_list import own_outlets
from attrib.resolve.outlet_names import Outlet
from attrib.resolve.publishers import outlet_of_address, publisher_of, usual_name

GIVEN: list[tuple[str, str]] = [
    # One outlet, whatever its input calls it.
    ("NYTimes", "The New York Times"), ("nytimes.com", "The New York Times"), ("New York Times", "The New York Times"),
    ("The New York Times", "The New York Times"), ("NYT", "The New York Times"), ("www.nytimes.com", "The New York Times"),
    ("https://www.nytimes.com/", "The New York Times"), ("THE NEW YORK TIMES", "The New York Times"),
    ("new york times", "The New York Times"), ("nytimes", "The New York Times"), ("N.Y. Times", "The New York Times"),
    ("BBC", "BBC"), ("BBC News", "BBC"), ("bbc.co.uk", "BBC"), ("bbc", "BBC"), ("bbc news", "BBC"), ("BBCNews", "BBC"),
    ("Washington Post", "The Washington Post"), ("washingtonpost.com", "The Washington Post"),
    ("Reuters", "Reuters"), ("reuters", "Reuters"), ("REUTERS", "Reuters"), ("uk.reuters.com", "Reuters"),
    ("The Associated Press", "Associated Press"), ("AP News", "Associated Press"), ("TASS", "TASS"),
    ("  BBC   News ", "BBC"),
    # A name of many, or of none, is its own.
    ("Times", "Times"), ("The Post", "The Post"), ("Daily News", "Daily News"), ("Vale Times", "Vale Times"),
    ("The Lamford Herald", "The Lamford Herald"), ("Herald", "Herald"), ("Guardian", "Guardian"),
    ("BBC of Verin", "BBC of Verin"), ("New York Times Fan Club", "New York Times Fan Club"),
    ("notnytimes.com", "notnytimes.com"), ("nytimes.com.example", "nytimes.com.example"), ("news.example", "news.example"),
    ("Anna Reuters", "Anna Reuters"), ("...", "..."), ("x" * 300, "x" * 300),
]  # fmt: skip

ADDRESSES: list[tuple[str, str | None]] = [
    ("https://www.bbc.co.uk/news/world-1", "BBC"), ("http://bbc.com/sport", "BBC"), ("bbc.co.uk/news/1", "BBC"),
    ("https://edition.cnn.com/2031/03/04/a", "CNN"), ("https://WWW.NYTIMES.COM/2031/a.html", "The New York Times"),
    ("https://www.nytimes.com:443/2031/a", "The New York Times"), ("https://reader@www.reuters.com/a", "Reuters"),
    ("https://uk.reuters.com./article/a", "Reuters"), ("//apnews.com/article/1", "Associated Press"),
    ("https://www.washingtonpost.com/?u=https://bbc.co.uk", "The Washington Post"), (" https://bbc.co.uk/a ", "BBC"),
    # Hosts of many, and what only looks like a known one.
    ("https://someone.blogspot.com/2031/a", None), ("https://someone.blogspot.co.uk/a", None),
    ("https://someone.wordpress.com/a", None), ("https://medium.com/@someone/a", None), ("https://vale.substack.com/p/a", None),
    ("https://news.google.com/articles/a", None), ("https://news.yahoo.com/a", None), ("https://www.msn.com/en-us/a", None),
    ("https://web.archive.org/web/2031/https://www.bbc.co.uk/news", None), ("https://archive.ph/a", None),
    ("https://www-bbc-co-uk.cdn.ampproject.org/c/s/www.bbc.co.uk/a", None), ("https://www-bbc-com.translate.goog/a", None),
    ("https://www.facebook.com/bbcnews/posts/1", None), ("https://x.com/someone/status/1", None),
    ("https://bbc.co.uk.example/news", None), ("https://notbbc.co.uk/news", None), ("https://co.uk/a", None),
    ("https://lamford-herald.example/a", None), ("https://[broken/a", None), ("", None), ("no address", None),
    ("file:///home/a/bbc.co.uk.txt", None), ("https://127.0.0.1:8000/a", None), ("https://example.com/bbc.co.uk", None),
]  # fmt: skip


@pytest.mark.parametrize(("given", "name"), GIVEN, ids=[given[:30] for given, _ in GIVEN])
def test_a_given_publisher_has_its_usual_name(given: str, name: str) -> None:
    hop = publisher_of(Document("1", "Rain.", publisher=given, url="https://www.cnn.com/a"))
    assert hop is not None and (hop.name, hop.status, hop.via) == (name, "stated", "given")


@pytest.mark.parametrize(("address", "name"), ADDRESSES, ids=[address[:40] for address, _ in ADDRESSES])
def test_an_address_shows_its_publisher(address: str, name: str | None) -> None:
    hop = publisher_of(Document("1", "Rain.", url=address))
    assert (hop and (hop.name, hop.status, hop.via)) == (name and (name, "inferred", "url"))


def test_a_list_of_ones_own_goes_first() -> None:
    mine = [
        Outlet(
            "Lamford Times", ("Times", "Daily News"), ("lamford.example", "vale.substack.com"), "newspaper", "", False
        ),
        Outlet("Verin Sun", (), ("bbc.co.uk",), "site", "", False, handles=("@verinsun",)),
    ]
    with own_outlets(mine):
        assert [usual_name(name) for name in ("Times", "Daily News", "lamford.example")] == ["Lamford Times"] * 3
        assert [getattr(outlet_of_address(f"https://{host}/a"), "name", None) for host in (
            "www.lamford.example", "vale.substack.com", "other.substack.com", "www.bbc.co.uk", "www.bbc.com", "t.me/verinsun",
        )] == ["Lamford Times", "Lamford Times", None, "Verin Sun", "BBC", "Verin Sun"]  # fmt: skip
    assert usual_name("Times") == "Times" and getattr(outlet_of_address("https://bbc.co.uk"), "name", None) == "BBC"


def test_a_chain_ends_with_the_outlet_of_the_address() -> None:
    text = "The dam is cracked, inspector Pavel Brandt said."
    (chain,) = [one.chain for one in extract(Document("1", text, url="https://www.bbc.co.uk/news/1")).resolutions]
    assert [(hop.name, hop.status, hop.via) for hop in chain][-1] == ("BBC", "inferred", "url")
    (chain,) = [one.chain for one in extract(Document("1", text, url="https://lamford.example/1")).resolutions]
    assert chain[-1].name == "unknown publisher"


def test_many_forms_are_one_outlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    forms = ["NYTimes", "nytimes.com", "New York Times", "The New York Times", "BBC", "BBC News", "bbc.co.uk", "Times"]
    lines = [
        {"id": str(n), "publisher": form, "text": f"Mine {n} will close, Lena Dorn told the New York Times."}
        for n, form in enumerate(forms)
    ]
    lines.append({"id": "9", "url": "https://www.bbc.co.uk/9", "text": "Rain will last, Lena Dorn said."})
    assert run("ingest", "x.db", "-", stdin="\n".join(map(json.dumps, lines)).encode()).exit_code == 0
    names = "select outlet.name, count(*) from article join outlet on outlet.id = publisher_id group by 1 order by 1"
    assert rows(Path("x.db"), names) == [("BBC", 4), ("The New York Times", 4), ("Times", 1)]
    kept = "select name, form from outlet_form join outlet on outlet.id = outlet_id order by 1, 2"
    assert rows(Path("x.db"), kept) == [
        ("BBC", "BBC News"), ("BBC", "bbc.co.uk"), ("The New York Times", "NYTimes"),
        ("The New York Times", "New York Times"), ("The New York Times", "nytimes.com"),
    ]  # fmt: skip
