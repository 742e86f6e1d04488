"""What is counted is what its title says: between outlets, in how many articles, on how many sources."""

from pathlib import Path
from typing import Any

import pytest
from stored import ingest

from attrib.commands.sections import once
from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.audit import audit
from attrib.store.compared import compare_database
from attrib.store.database import open_database
from attrib.store.sections import BY_NAME

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
