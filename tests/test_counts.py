"""What is counted is what its title says: between outlets, in how many articles, on how many sources."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from compared_site import build_compared
from stored import ingest

from attrib.commands.sections import once
from attrib.draw.pictures import pictures
from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.audit import audit
from attrib.store.compared import compare_database
from attrib.store.counted import Counted, count_units, in_words
from attrib.store.database import open_database
from attrib.store.sections import BY_NAME, SECTIONS, Section
from attrib.store.views import VIEWS

Row = dict[str, Any]
# An article: outlet, day, text.
Article = tuple[str, str, str]

PUMP = "“The second pump at the Brackwater station was never switched on by the night shift,” engineer Mara Olt said."
NOT_ON = "Olt said the second pump at the Brackwater station had not been switched on by the night shift on Monday."
ON = "“The second pump at the Brackwater station was switched on by the night shift,” engineer Mara Olt said."


def built(path: Path, *articles: Article) -> dict[str, list[Row]]:
    """Ingest and compare articles, in their order; return the audit."""
    read = (
        extract(Document(id=f"{at}.txt", text=text, title=f"Report {at}", publisher=outlet or None, date=day))
        for at, (outlet, day, text) in enumerate(articles)
    )
    ingest(path, *read)
    compare_database(path)
    db = open_database(path, create=False)
    found = audit(db)
    db.close()
    return found


@pytest.mark.parametrize(
    ("articles", "between", "by_one", "twice"),
    [
        # One article that quotes and then says it in other words: its reader has both.
        ([("Ferry Post", "2031-03-03", f"{PUMP}\n\n{NOT_ON}")], 0, 0, 1),
        ([("Ferry Post", "2031-03-03", f"{NOT_ON}\n\n{PUMP}")], 0, 0, 1),
        # The same of another outlet that prints no more than the quote in its own words.
        ([("Ferry Post", "2031-03-03", PUMP), ("Dune Herald", "2031-03-04", ON)], 1, 0, 0),
        # One outlet, two articles; and two articles of outlets that nobody names, which may be one.
        ([("Ferry Post", "2031-03-03", PUMP), ("Ferry Post", "2031-03-04", ON)], 0, 1, 0),
        ([("", "2031-03-03", PUMP), ("", "2031-03-04", ON)], 0, 1, 0),
        ([("Ferry Post", "2031-03-03", PUMP), ("", "2031-03-04", ON)], 0, 1, 0),
        # The second outlet has the full words too, and says them again in its own.
        ([("Ferry Post", "2031-03-03", PUMP), ("Dune Herald", "2031-03-04", f"{PUMP}\n\n{NOT_ON}")], 0, 0, 1),
        # The second outlet drops the “never” and says so again: one article that alters, and that tells it twice.
        (
            [
                ("Ferry Post", "2031-03-03", PUMP),
                ("Dune Herald", "2031-03-04", f"{ON}\n\nOlt said the second pump had been switched on by the night shift."),
            ],
            1, 0, 1,
        ),
        # Three outlets, two of which alter.
        ([("Ferry Post", "2031-03-03", PUMP), ("Dune Herald", "2031-03-04", ON), ("Quay Echo", "2031-03-05", ON)], 2, 0, 0),
        # Other marks, the same words twice in one article: nothing is altered, nothing is told in other words.
        ([("Ferry Post", "2031-03-03", PUMP), ("Dune Herald", "2031-03-04", PUMP.replace("“", '"').replace("”", '"'))], 0, 0, 0),
        ([("Ferry Post", "2031-03-03", f"{PUMP}\n\n{PUMP.replace('engineer Mara ', '')}")], 0, 0, 0),
    ],
)  # fmt: skip
def test_an_alteration_lies_between_outlets(
    articles: list[Article], between: int, by_one: int, twice: int, tmp_path: Path
) -> None:
    found = built(tmp_path / "news.db", *articles)
    numbers = tuple(len(found[name]) for name in ("altered_quotes", "altered_by_one", "told_twice"))
    assert numbers == (between, by_one, twice)
    assert all("risk" not in row for row in found["told_twice"])
    counts = compare_database(tmp_path / "news.db")
    assert (counts["altered"], counts["told_twice"]) == (between, twice)


FIRST = "“We will not sell the lighthouse at Corrin Head to any hotel,” harbour master Ada Vosk said."
AGAIN = "Vosk said the lighthouse at Corrin Head would not be sold to any hotel."


@pytest.mark.parametrize(
    ("articles", "first", "order"),
    [
        # The first article tells it twice on its day: it is first all the same, with its fullest words, and once.
        (
            [("Ferry Post", "2031-03-03", f"{AGAIN}\n\n{FIRST}"), ("Dune Herald", "2031-03-04", FIRST)],
            ["“We will not sell the lighthouse at Corrin Head to any hotel,”"],
            ["Ferry Post", "Dune Herald"],
        ),
        ([("Ferry Post", "2031-03-03", FIRST), ("Dune Herald", "2031-03-04", f"{FIRST}\n\n{AGAIN}")],
         ["“We will not sell the lighthouse at Corrin Head to any hotel,”"], ["Ferry Post", "Dune Herald"]),
        # Two articles share the first day, one alone tells it twice, or no day is known: nobody is first.
        ([("Ferry Post", "2031-03-03", FIRST), ("Dune Herald", "2031-03-03", FIRST)], [], ["Ferry Post", "Dune Herald"]),
        ([("Ferry Post", "2031-03-03", f"{FIRST}\n\n{AGAIN}")], [], []),
    ],
)  # fmt: skip
def test_who_was_first_and_in_what_order(
    articles: list[Article], first: list[str], order: list[str], tmp_path: Path
) -> None:
    found = built(tmp_path / "news.db", *articles)
    assert [row["content_text"] for row in found["first_told"]] == first
    assert [row["publisher"] for row in found["pickup_order"]] == order


def test_quotes_that_several_articles_carry_are_one_number(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    found = built(
        path, ("Ferry Post", "2031-03-03", f"{FIRST}\n\n{AGAIN}\n\n{PUMP}"), ("Dune Herald", "2031-03-04", FIRST),
        ("Quay Echo", "2031-03-05", f"{ON} The rain did not stop. {NOT_ON}"), ("Dune Herald", "2031-03-06", "It rained."),
    )  # fmt: skip
    counts = compare_database(path)
    carried = {row["cluster_id"] for row in found["carried_by"]}
    assert counts["carried"] == len(found["independent_roots"]) == len(carried) == 2
    assert counts["carried_tellings"] == len(found["carried_by"]) == 6
    assert carried == {row["cluster_id"] for row in found["pickup_order"]}


@pytest.mark.parametrize(
    ("name", "rows", "shown"),
    [
        # Two people of one name are two; one quote over all who carry it, and one that another quote repeats word by word.
        ("most_quoted", [{"speaker": "Trask", "speaker_id": 1}, {"speaker": "Trask", "speaker_id": 2}], ["Trask", "Trask"]),
        ("self_contradictions", [{"speaker": "Trask", "speaker_id": 1}, {"speaker": "Trask", "speaker_id": 1}], ["Trask", None]),
        ("self_contradictions", [{"speaker": "Trask", "speaker_id": None}, {"speaker": "Trask", "speaker_id": None}], ["Trask", "Trask"]),
        ("carried_by", [{"claim": "“No.”", "cluster_id": 4}, {"claim": "“No.”", "cluster_id": 4}], ["“No.”", None]),
        ("carried_by", [{"claim": "“No.”", "cluster_id": 4}, {"claim": "“No.”", "cluster_id": 5}], ["“No.”", "“No.”"]),
        ("conflicts", [{"subject": "arrests", "conflict_id": 1}, {"subject": "arrests", "conflict_id": 2}], ["arrests", "arrests"]),
        ("conflicts", [{"subject": "arrests", "conflict_id": 1}, {"subject": "arrests", "conflict_id": 1}], ["arrests", None]),
        # What has no key is not blanked: two circles, two articles of one title.
        ("credit_circles", [{"loop": "Keel credits Mast"}, {"loop": "Keel credits Mast"}], ["Keel credits Mast"] * 2),
    ],
)  # fmt: skip
def test_a_cell_is_blanked_where_its_key_repeats(name: str, rows: list[Row], shown: list[str | None]) -> None:
    section = BY_NAME[name]
    first = next(iter(section.columns))
    assert [row[first] for row in once(rows, section)] == shown


def quoted(*sentences: str) -> list[tuple[str, int, int, int, int]]:
    """Return name, attributions, named, named earlier and by pronoun of the ranking over one article."""
    with TemporaryDirectory() as folder:
        found = built(Path(folder) / "news.db", ("Ferry Post", "2031-03-03", "\n\n".join(sentences)))
    return [
        (row["speaker"], row["attributions"], row["named"], row["named_earlier"], row["by_pronoun"])
        for row in found["most_quoted"]
    ]


CLOSE = "“The mill at Corrin will close before the summer,” President Donal Trask said."


@pytest.mark.parametrize(
    ("sentences", "ranked"),
    [
        # A family name behind the full one, a role that the article ties to it, "he" apart.
        ([CLOSE, "“We will see about the pier,” Trask said."], [("Donal Trask", 2, 1, 1, 0)]),
        ([CLOSE, "“We will see about the pier,” Trask said.", "Trask warned that the harbour was too shallow.",
          "Trask added that the dredger was sold."], [("Donal Trask", 4, 1, 3, 0)]),
        ([CLOSE, "“The pier is old,” the president said."], [("Donal Trask", 2, 1, 1, 0)]),
        ([CLOSE, "“The pier is old,” he said."], [("Donal Trask", 1, 1, 0, 1)]),
        ([CLOSE, "“The pier is old,” he said.", "“The dredger is sold,” Trask said."], [("Donal Trask", 2, 1, 1, 1)]),
        (["The Brackwater Port Board (BPB) said the lock was shut.", "The BPB said the ferry would sail."],
         [("Brackwater Port Board", 2, 1, 1, 0)]),
        # Two of one family name: nobody is counted for the other. A denial has a speaker, a silence says nothing.
        ([CLOSE, "Lena Trask said the pier was safe."], [("Donal Trask", 1, 1, 0, 0), ("Lena Trask", 1, 1, 0, 0)]),
        ([CLOSE, "Trask declined to comment on the pier."], [("Donal Trask", 1, 1, 0, 0)]),
        # Unnamed sources are in no ranking.
        (["A senior official said the mill at Corrin would close.", "“The pier is old,” the official said."], []),
        (["“The pier is old,” he said."], []),
    ],
)  # fmt: skip
def test_a_name_that_the_article_has_given_counts(
    sentences: list[str], ranked: list[tuple[str, int, int, int, int]]
) -> None:
    assert quoted(*sentences) == ranked


SOURCE = "{} said the dredger of Corrin Harbour would be sold to a yard abroad before the winter."


@pytest.mark.parametrize(
    ("outlets", "source", "rows"),
    [
        # One unnamed person; in how many articles and outlets it stands.
        (["Ferry Post"], "A senior harbour official", [(1, 1)]),
        (["Ferry Post", "Dune Herald"], "An official", []),  # each spoke to an official: two sources
        (["Ferry Post", "Ferry Post"], "A senior harbour official", [(2, 1)]),
        (["Ferry Post"], "A spokesman for the ferry company, who asked not to be named,", [(1, 1)]),
        (["Ferry Post"], "A diplomat", [(1, 1)]),
        # Several people, or nobody in particular.
        (["Ferry Post", "Ferry Post"], "Officials", []),
        (["Ferry Post"], "Lawmakers", []),
        (["Ferry Post"], "Others", []),
        (["Ferry Post"], "Several residents", []),
        (["Ferry Post"], "Two officials", []),
        # The voice of a body that is named.
        (["Ferry Post"], "A police spokesman", []),
        (["Ferry Post"], "A spokeswoman for the harbour ministry", []),
        (["Ferry Post", "Ferry Post"], "A Corrin Council spokesperson", []),
        (["Ferry Post"], "Harbour master Ada Vosk", []),
    ],
)  # fmt: skip
def test_one_anonymous_source_is_one_person_without_a_name(
    outlets: list[str], source: str, rows: list[tuple[int, int]], tmp_path: Path
) -> None:
    text = SOURCE.format(source)
    found = built(tmp_path / "news.db", *((outlet, f"2031-03-0{at + 1}", text) for at, outlet in enumerate(outlets)))
    assert [(row["articles"], row["outlets"]) for row in found["single_anonymous_root"]] == rows


def test_what_spreads_stands_first(tmp_path: Path) -> None:
    once_told = "A diplomat said the lighthouse lamp had been stolen from the pier by night."
    twice_told = SOURCE.format("A senior harbour official")
    path = tmp_path / "news.db"
    ingest(path, *(
        extract(Document(f"{at}", text, publisher=outlet, date=f"2031-03-0{at + 1}"))
        for at, (outlet, text) in enumerate([
            ("Ferry Post", f"{once_told}\n\n{PUMP}\n\n{NOT_ON}"), ("Dune Herald", twice_told),
            ("Quay Echo", twice_told.replace(" before", ", the Dune Herald reported, before")), ("Dune Herald", FIRST), ("Dune Herald", FIRST),
        ])
    ))  # fmt: skip
    with sqlite3.connect(path) as connection:
        connection.execute("update outlet set state = 1 where name in ('Ferry Post', 'Dune Herald')")
    connection.close()
    compare_database(path)
    db = open_database(path, create=False)
    found = audit(db)
    db.close()
    for name in ("single_anonymous_root", "state_outlet_alone"):
        spread = [row["articles"] for row in found[name]]
        assert spread == sorted(spread, reverse=True) and set(spread) == {1, 2}, name


# A question's rows are what it says that it counts: one of them has one row, or the key tells them apart.
ONE = {
    "passage": "attribution_id", "passages": "attribution_id", "speaker": "speaker_id", "name": "speaker_id", "headline": "headline_id",
    "denial": "attribution_id", "telling altered between outlets": "attribution_id", "run": "run_id", "outlet": "outlet_id", "loop": "loop_id",
    "quote": "cluster_id", "quote that several articles carry": "cluster_id",
}  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_question_says_what_it_counts(section: Section, tmp_path: Path) -> None:
    path = tmp_path / "ferry.db"
    build_compared(path)
    db = open_database(path, create=False)
    view = section.view
    columns = [column[0] for column in db.execute(f"select * from {view.name} limit 0").description]
    found = count_units(db, view)
    rows = list(db.query(f"select * from {view.name}"))
    assert found.rows == len(rows)
    key = view.unit.key or ONE.get(view.unit.one, "")
    assert not view.unit.key or view.unit.key in columns
    if key in columns:
        assert found.units == len({row[key] for row in rows})
    words = in_words(view, found)
    assert words.startswith(f"{found.units} {view.unit.one if found.units == 1 else view.unit.many}")
    assert section.chart is None or section.chart.caption.endswith(".")
    db.close()


@pytest.mark.parametrize(
    ("name", "counted", "words"),
    [
        ("v_conflicts", Counted(5, 2, 0), "2 conflicts (5 figures)"),
        ("v_conflicts", Counted(2, 1, 0), "1 conflict (2 figures)"),
        ("v_altered_quotes", Counted(125, 125, 22), "125 tellings altered between outlets, 22 of them with high risk"),
        ("v_altered_quotes", Counted(1, 1, 0), "1 telling altered between outlets, none of them with high risk"),
        ("v_altered_quotes", Counted(0, 0, 0), "0 tellings altered between outlets"),
        ("v_most_quoted", Counted(1000, 1000, 0), "1,000+ speakers"),
        ("v_unsure_hops", Counted(10_000, 10_000, 0), "10,000+ steps"),
        ("v_loops", Counted(1, 1, 0), "1 loop"),
        ("v_denials", Counted(3, 3, 0), "3 denials"),
        ("v_denials", Counted(4, 3, 0), "3 denials (4 rows)"),
    ],
)  # fmt: skip
def test_counts_in_words(name: str, counted: Counted, words: str) -> None:
    (view,) = (view for view in VIEWS if view.name == name)
    assert in_words(view, counted) == words


ALLEGED = "Inspector Jon Sorn said the warden allegedly sold the keys of the Orvik archive in May."
PLAIN = "Sorn said the warden sold the keys of the Orvik archive in May."
SOLD = "Inspector Jon Sorn said the warden sold the keys of the Orvik archive in May."


@pytest.mark.parametrize(
    ("articles", "drifts", "hedges"),
    [
        # Another outlet, or the same one a day later, leaves the “allegedly” out.
        ([("Ferry Post", "2031-03-03", ALLEGED), ("Dune Herald", "2031-03-04", SOLD)], {"hedge_dropped"}, 1),
        ([("Ferry Post", "2031-03-03", ALLEGED), ("Ferry Post", "2031-03-04", SOLD)], {"hedge_dropped"}, 1),
        # One article hedges once, and once not: nothing went anywhere.
        ([("Ferry Post", "2031-03-03", f"{ALLEGED}\n\n{PLAIN}")], set(), 0),
        ([("Ferry Post", "2031-03-03", ALLEGED), ("Dune Herald", "2031-03-04", ALLEGED)], set(), 0),
    ],
)  # fmt: skip
def test_a_hedge_is_dropped_on_the_way_not_within_an_article(
    articles: list[Article], drifts: set[str], hedges: int, tmp_path: Path
) -> None:
    found = built(tmp_path / "news.db", *articles)
    assert {row["kind"] for row in found["stance_drift"]} == drifts
    assert len(found["dropped_hedges"]) == hedges


@pytest.mark.parametrize(
    ("headline", "kind", "told"),
    [(0, "hedge_dropped", []), (0, "cue", []), (1, "hedge_dropped", ["in the headline"]), (1, "cue", [])],
)
def test_two_passages_of_one_article_are_no_way_but_for_its_headline(
    headline: int, kind: str, told: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "ferry.db"
    build_compared(path)
    with sqlite3.connect(path) as connection:
        connection.execute("delete from drift")
        connection.execute(
            "insert into drift (kind, before_id, after_id, article_id, before_text, after_text, risk, reason)"
            " select ?, one.id, other.id, one.article_id, 'said', 'admitted', 'low', 'another verb'"
            " from attribution as one, attribution as other where one.stable_key = 'r-Mast' and other.stable_key = 'q-Mast'",
            (kind,),
        )
        connection.execute("update variant set headline = ?", (headline,))
    connection.close()
    db = open_database(path, create=False)
    found = audit(db)
    db.close()
    assert len(found["stance_drift"]) == headline
    assert [row["place"] for row in found["dropped_hedges"] if row["place"] != "between versions"] == told


DENIED = "Mayor Ada Vosk denied that the lighthouse at Corrin Head would be sold to a hotel."
SAYS = "Mayor Ada Vosk said that the lighthouse at Corrin Head would be sold to a hotel."


@pytest.mark.parametrize(
    ("articles", "rows"),
    [
        ([("Ferry Post", "2031-03-03", DENIED), ("Dune Herald", "2031-03-03", SAYS)], 1),
        ([("Ferry Post", "2031-03-03", f"{DENIED}\n\n{SAYS.replace('Mayor Ada ', '')}")], 0),
        ([("Ferry Post", "2031-03-03", DENIED), ("Dune Herald", "2031-03-03", DENIED)], 0),
    ],
)  # fmt: skip
def test_what_is_attributed_elsewhere_stands_in_another_article(
    articles: list[Article], rows: int, tmp_path: Path
) -> None:
    assert len(built(tmp_path / "news.db", *articles)["denied_elsewhere"]) == rows


def test_a_picture_of_days_has_an_article_once() -> None:
    day = {"cluster_id": 1, "published": "2031-03-03"}
    rows: list[Row] = [
        day | {"publisher": "Ferry Post", "article_id": 1},
        day | {"publisher": "Ferry Post", "article_id": 1},
        day | {"publisher": "Dune Herald", "article_id": 2, "published": "2031-03-05"},
        day | {"publisher": "Quay Echo", "article_id": 1, "cluster_id": 2},
    ]
    wide, _ = pictures("steps", rows, "publisher", ("published",), of="cluster_id", title="Days", prefix="days")
    twice, _ = pictures("steps", rows[1:3], "publisher", ("published",), of="cluster_id", title="Days", prefix="days")
    assert wide == twice and "Ferry Post" in wide and "Quay Echo" not in wide


def test_what_two_say_together_is_one_attribution_with_two_speakers(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    found = built(
        path,
        ("Ferry Post", "2031-03-03", "Senator Ada Vosk and Senator Jon Sorn said the lighthouse would be sold in May."),
        ("Dune Herald", "2031-03-04", "Senator Ada Vosk and Senator Jon Sorn denied that the dredger was sold abroad."),
    )
    assert [(row["speaker"], row["attributions"]) for row in found["most_quoted"]] == [("Ada Vosk", 2), ("Jon Sorn", 2)]
    roles = [row for row in found["most_quoted_by"] if row["grouped_by"] == "role"]
    assert [(row["name"], row["attributions"], row["speakers"]) for row in roles] == [("senator", 2, 2)]
    denials = BY_NAME["denials"].view
    db = open_database(path, create=False)
    assert in_words(denials, count_units(db, denials)) == "1 denial (2 rows)"
    db.close()
