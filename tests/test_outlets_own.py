"""A user's own outlets: matched before the table's, by every form; in and out of a database; parents of the table."""

import json
from collections import Counter
from pathlib import Path

import pytest
from command_line import failed_on, run
from people import store
from stored import rows

from attrib.pipeline import extract
from attrib.records import Document
from attrib.resolve.outlet_list import own_outlets, read_row
from attrib.resolve.outlets import guess_outlet, load_outlets

LIST = (
    "name,aliases,domains,handles,kind,country,state,parent\n"
    "Meridian Agency,Meridian|MRD,https://www.meridian.example/,@meridianwire,agency,Norland,yes,Norland State Media\n"
    "The Sun,,sun.example,,newspaper,Norland,,\n"
)
OWN = [
    read_row(
        {
            "name": "Meridian Agency", "aliases": "Meridian|MRD", "domains": "meridian.example",
            "handles": "@meridianwire", "kind": "agency", "state": "yes", "parent": "Norland State Media",
        }
    ),
    read_row({"name": "Le Figaro du Nord", "aliases": "Le Figaro", "domains": "lefigaro.fr"}),
]  # fmt: skip


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "outlets.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "mention",
    [
        "Meridian Agency", "the Meridian", "MRD", "(MRD)", "meridian.example", "https://news.meridian.example/a/1",
        "@meridianwire", "t.me/meridianwire", "https://t.me/meridianwire/12", "the state agency Meridian",
    ],
)  # fmt: skip
def test_an_own_outlet_is_matched_by_every_form(mention: str) -> None:
    with own_outlets(OWN):
        found = load_outlets().match(mention, expected=True)
        assert found is not None and found.name == "Meridian Agency"
        assert (found.parent, found.state, found.guessed) == ("Norland State Media", True, False)
    after = load_outlets().match(mention, expected=True)
    assert after is None or after.name != "Meridian Agency"


def test_what_an_own_outlet_is_called_is_its_own() -> None:
    with own_outlets(OWN):
        for mention in ("Le Figaro", "lefigaro.fr"):
            found = load_outlets().match(mention)
            assert found is not None and (found.name, found.guessed) == ("Le Figaro du Nord", False)
        assert load_outlets().match("Reuters") is not None
    found = load_outlets().match("Le Figaro")
    assert found is not None and found.country == "France"


@pytest.mark.parametrize("mention", ["t.me/otherwire", "https://t.me/", "@meridian.other"])
def test_an_account_of_somebody_else_is_not_the_outlet(mention: str) -> None:
    with own_outlets(OWN):
        found = load_outlets().match(mention, expected=True)
        assert found is None or found.name != "Meridian Agency"


def test_datelines_and_photo_credits_and_sentences_are_read_by_the_list() -> None:
    text = (
        "Port to close\n\nALDER, March 4 (MRD) -- The port will close, Jane Doe told Meridian.\n\n"
        "The bridge is safe, MRD reported.\n"
    )
    with own_outlets(OWN):
        found = extract(Document(id="1", text=text, publisher="The Keel"))
    hops = {hop.name for resolution in found.resolutions for hop in resolution.chain if hop.kind == "outlet"}
    assert hops == {"Meridian Agency", "The Keel"}


def test_an_unknown_agency_is_recognised_by_form_and_stored_as_guessed(tmp_path: Path) -> None:
    guess = guess_outlet("the Meridian news agency")
    assert guess is not None and guess.guessed and guess.kind == "agency"
    path = store(tmp_path / "news.db", [("1", "The port will close, the Meridian news agency reported.")])
    assert rows(path, "select guessed, known, listed from outlet where name like '%Meridian%'") == [(1, 0, None)]


def test_extract_reads_by_a_list(tmp_path: Path, listed: Path) -> None:
    text = tmp_path / "page.txt"
    text.write_text("The port will close, Jane Doe told MRD on Monday.\n", encoding="utf-8")
    found = run("extract", str(text), "--outlets", str(listed))
    (line,) = found.stdout.splitlines()
    names = [hop["name"] for one in json.loads(line)["attributions"] for hop in one["chain"]]
    assert "Meridian Agency" in names
    assert "Meridian Agency" not in run("extract", str(text)).stdout


def test_ingest_reads_by_the_list_of_its_database_and_again_where_that_changes(tmp_path: Path, listed: Path) -> None:
    path = tmp_path / "news.db"
    article = ("1", "The port will close, Jane Doe told MRD on Monday.")
    store(path, [article])
    assert rows(path, "select count(*) from outlet where listed = 'user'") == [(0,)]
    told = run("outlets", "import", str(path), str(listed))
    assert told.exit_code == 0 and "2 outlets" in told.stdout
    line = json.dumps({"id": "1", "text": article[1], "publisher": "The Keel"}).encode()
    assert "1 changed" in run("ingest", str(path), "-", stdin=line).stdout
    assert "1 unchanged" in run("ingest", str(path), "-", stdin=line).stdout
    found = rows(
        path, "select outlet.name, parent, state, guessed from hop join outlet on outlet.id = outlet_id order by 1"
    )
    assert found == [("Meridian Agency", "Norland State Media", 1, 0), ("The Keel", None, 0, 0)]
    # The table's own outlet of that name does not come back over the user's.
    assert rows(path, "select country, domains, listed from outlet where name = 'The Sun'") == [
        ("Norland", "sun.example", "user")
    ]


def test_a_list_comes_out_as_it_went_in(tmp_path: Path, listed: Path) -> None:
    path, out = tmp_path / "news.db", tmp_path / "out.tsv"
    run("outlets", "import", str(path), str(listed))
    first = run("outlets", "export", str(path)).stdout
    assert "Meridian Agency,Meridian|MRD,meridian.example,agency,Norland,yes,Norland State Media," in first
    assert run("outlets", "export", str(path), str(out)).exit_code == 0
    assert run("outlets", "import", "--replace", str(path), str(out)).exit_code == 0
    assert run("outlets", "export", str(path)).stdout == first
    listed.write_text("name\nThe Keel\n", encoding="utf-8")
    run("outlets", "import", "--replace", str(path), str(listed))
    assert run("outlets", "export", str(path)).stdout.count("\n") == 2
    assert rows(path, "select country, listed from outlet where name = 'The Sun'") == [("United Kingdom", "seed")]


BAD = [
    ("name,kind\nThe Keel,gazette\n", "line 2", "gazette"),
    ("name,state\nThe Keel,maybe\n", "line 2", "yes"),
    ("name,domains\nThe Keel,not a domain\n", "line 2", "no domain"),
    ("name,domains\nThe Keel,keel.example\nThe Keel,mast.example\n", "line 3", "line 2 too"),
    ("name\n—\n", "line 2", "no name"),
    ("name,owner\nThe Keel,Norda\n", "line 1", "owner"),
    ("name\tkind\nThe Keel\tnewspaper\tx\n", "line 2", "3 cells"),
    ("", "is empty", "headings"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "where", "wrong"), BAD)
def test_a_bad_list_is_told_with_file_and_line(tmp_path: Path, content: str, where: str, wrong: str) -> None:
    listed, path, text = tmp_path / "outlets.csv", tmp_path / "news.db", tmp_path / "page.txt"
    listed.write_text(content, encoding="utf-8")
    text.write_text("The port will close, Jane Doe said.\n", encoding="utf-8")
    failed_on(run("outlets", "import", str(path), str(listed)), "outlets.csv", where, wrong)
    assert not path.exists()
    failed_on(run("extract", str(text), "--outlets", str(listed)), "outlets.csv", where, wrong)


def test_the_table_has_enough_agencies_of_all_kinds_and_parents() -> None:
    outlets = load_outlets().outlets
    kinds = Counter(outlet.kind for outlet in outlets)
    assert len(outlets) >= 1500 and kinds["agency"] >= 60 and kinds["aggregator"] >= 20
    assert sum(outlet.state for outlet in outlets) >= 200
    parents = [outlet for outlet in outlets if outlet.parent]
    assert len(parents) >= 250
    assert all(outlet.parent not in (outlet.name, *outlet.aliases) for outlet in parents)
    agencies = [outlet for outlet in outlets if outlet.kind == "agency"]
    assert sum(bool(outlet.domains) for outlet in agencies) / len(agencies) > 0.9
