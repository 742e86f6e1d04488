"""Headlines, credits, loops, and the look-ups of the commands."""

from dataclasses import replace
from pathlib import Path

import pytest
from extractions import TEXT, bridge, two_articles
from stored import ingest, rows

from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.audit import audit
from attrib.store.circles import shortest_circles
from attrib.store.database import open_database
from attrib.store.headlines import judge_headline
from attrib.store.reader import attributions_of, find_articles, find_attributions, longest_chains


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (lambda text: text, "dropped"),
        (lambda text: text.replace("Bridge is safe", "Rain is heavy."), None),
    ],
)
def test_headline_outcome(change, outcome) -> None:  # type: ignore[no-untyped-def]
    judged = judge_headline(bridge(text=change(TEXT)), 0)
    assert (judged.outcome if judged else None) == outcome


def test_headline_that_names_the_source_keeps_it_and_quote_marks_mark_it(tmp_path: Path) -> None:
    extraction = bridge()
    own = replace(extraction.attributions[0], sentence=0, cue=((7, 9),), source=((0, 6),), content=((10, 14),))
    kept = replace(extraction, attributions=(own, *extraction.attributions[:2]))
    judged = judge_headline(kept, 0)
    assert judged is not None and (judged.outcome, judged.attribution, judged.body) == ("kept", 0, 1)
    unsourced = replace(extraction, attributions=(replace(own, source=()), *extraction.attributions[:2]))
    judged = judge_headline(unsourced, 0)
    assert judged is not None and (judged.outcome, judged.attribution) == ("marked", None)


@pytest.mark.parametrize(
    ("title", "body", "outcome"),
    [
        ("Warden sold the keys of the Orvik archive", "The warden sold the keys of the Orvik archive, prosecutor Ada Roe alleged.", "dropped"),
        ("Damp found in every room of the archive", "There is damp in every room of the archive, the readers’ council claims.", "dropped"),
        # The headline names the source, a doubt, a question or quote marks.
        ("Warden sold the keys of the archive, prosecutor alleges", "The warden sold the keys of the Orvik archive, Ada Roe alleged.", "marked"),
        ("Roe: archive keys sold by the warden", "The warden sold the keys of the Orvik archive, Ada Roe alleged.", "marked"),
        ("Roe blocks sale of the archive keys", "The sale of the archive keys is blocked, Ada Roe said.", "marked"),
        ("Were the keys of the Orvik archive sold?", "The keys of the Orvik archive were sold, Ada Roe said.", "marked"),
        ("Warden ‘sold keys of the archive’", "The warden sold the keys of the Orvik archive, Ada Roe alleged.", "marked"),
        # A subject and no statement; a thing that somebody did something to; a content that says something else.
        ("Warden on the keys", "The warden sold the keys of the Orvik archive, Ada Roe alleged.", None),
        ("Warden of the archive fined", "The warden defended the archive on Sunday.", None),
        ("Roof of the library repaired", "The warden sold the keys of the Orvik archive, Ada Roe alleged.", None),
    ],
)  # fmt: skip
def test_a_title_beside_the_text_is_judged_as_a_headline_is(title: str, body: str, outcome: str | None) -> None:
    judged = judge_headline(extract(Document("x", body, title=title, publisher="Lantern")), 0)
    assert (judged.outcome if judged else None) == outcome
    assert judged is None or (judged.text, judged.attribution) == (title, None)


# Questions


def test_who_credits_whom_and_loops(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    credits = [
        ("Mast", "Keel"),
        ("Keel", "Helm"),
        ("Helm", "Mast"),
        ("Keel", "Mast"),
        ("Buoy", "Mast"),
        ("Mast", "Mast"),
    ]
    ingest(path, *(bridge(f"{a}-{b}.txt", publisher=a, credited=b) for a, b in credits))
    found = rows(path, "select crediting, credited, attributions, articles, stated from v_who_credits_whom")
    assert sorted(found) == sorted((a, b, 3, 1, 3) for a, b in credits[:-1])
    db = open_database(path, create=False)
    loops = [loop["actors"] for loop in audit(db)["loops"]]
    assert sorted(loops, key=len) == [["Mast", "Keel", "Mast"], ["Mast", "Keel", "Helm", "Mast"]]


def test_inferred_credit_makes_no_loop(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    guessed = bridge("b.txt", publisher="Keel", credited="Mast")
    guessed = replace(
        guessed,
        resolutions=tuple(
            replace(found, chain=tuple(replace(hop, status="inferred") for hop in found.chain))
            for found in guessed.resolutions
        ),
    )
    ingest(path, bridge("a.txt", publisher="Mast", credited="Keel"), guessed)
    assert rows(path, "select crediting, stated from v_who_credits_whom order by 1") == [("Keel", 0), ("Mast", 3)]
    assert rows(path, "select * from v_credit_loops") == []


def test_many_outlets_that_all_credit_each_other_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    names = [f"Outlet {number}" for number in range(9)]
    ingest(path, *(bridge(f"{a}{b}", publisher=a, credited=b) for a in names for b in names if a != b))
    found = rows(path, "select outlets, count(*) from v_credit_loops group by 1")
    # The shortest circle through each credit: two that credit each other; longer ones would tell nothing new.
    assert found == [(2, 36)]


@pytest.mark.parametrize(
    ("edges", "circles"),
    [
        ([], []),
        ([(1, 1)], []),
        ([(1, 2), (2, 3), (1, 3)], []),
        ([(2, 1), (1, 2)], [(1, 2)]),
        ([(3, 2), (2, 1), (1, 3), (2, 3)], [(2, 3), (1, 3, 2)]),
        ([(n, (n + 1) % 40) for n in range(40)], [tuple(range(40))]),
    ],
)
def test_shortest_circles(edges: list[tuple[int, int]], circles: list[tuple[int, ...]]) -> None:
    assert shortest_circles(edges, 10) == circles
    assert shortest_circles(edges[::-1], 10) == circles


def test_audit_sections(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    sections = audit(open_database(path, create=False))
    assert [row["kind"] for row in sections["sources_by_kind"]] == ["person", "anonymous"]
    assert [row["source_text"] for row in sections["anonymous_sources"]] == ["A senior official"]
    assert [row["source_text"] for row in sections["denials"]] == ["A senior official"]
    assert [row["cue_text"] for row in sections["refusals"]] == ["declined to comment"]
    assert [row["headline_text"] for row in sections["headline_drops"]] == ["Bridge is safe"]
    assert sections["no_response"] == sections["loops"] == []
    assert {
        (row["status"], row["via"]): row["hops"] for row in sections["hops_by_status"] if row["kind"] == "outlet"
    } == {
        ("stated", "dateline"): 3,
        ("stated", "given"): 3,
    }


def test_articles_are_found_by_number_key_and_input(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge(), two_articles(), bridge("1"))
    db = open_database(path, create=False)
    assert [found["position"] for found in find_articles(db, "page.txt")] == [0, 1]
    assert [found["source_id"] for found in find_articles(db, "1")] == ["bridge.txt"]
    (found,) = find_articles(db, "2")
    assert find_articles(db, found["stable_key"]) == [found]
    assert find_articles(db, "no") == find_articles(db, "99") == find_articles(db, "²") == []
    assert [row["relation"] for row in attributions_of(db, 1)] == ["speech", "refusal", "denial"]


@pytest.mark.parametrize(
    "quote", ["the bridge", "BRIDGE safe", "1", 'bridge" OR "plan', "bridge*", "was NOT safe", "safe)"]
)
def test_quotes_are_found(tmp_path: Path, quote: str) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    db = open_database(path, create=False)
    found = find_attributions(db, quote)
    expected = [] if "OR" in quote or "NOT" in quote else ["the bridge [was] safe"]
    assert [row["content_text"] for row in found] == expected
    for row in found:
        assert [hop["name"] for hop in row["chain"]] == ["Orlov", "Norda Wire", "The Lantern"]
        assert find_attributions(db, row["stable_key"]) == [row]


def test_longest_chains_take_two_of_an_article(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge(), bridge("b.txt"), two_articles())
    found = longest_chains(open_database(path, create=False), limit=4)
    assert [(row["article_id"], len(row["chain"])) for row in found] == [(1, 3), (1, 3), (2, 3), (2, 3)]
