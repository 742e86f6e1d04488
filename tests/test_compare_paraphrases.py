"""One claim told twice in an article is known again; the same speaker on the same matter with another claim is not."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from stored import ingest, rows

from attrib.compare.paraphrases import same_claim
from attrib.compare.records import Told
from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.compared import compare_database


def told(text: str, speaker: str | None = "Edda Kranic", kind: str = "person") -> Told:
    return Told(text, "a", "Lantern", text, None, speaker, kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A quoted fragment stands in the fuller quote.
        (
            "'wholeheartedly welcome' the merger of the ports",
            "the board would wholeheartedly welcome whatever the council of Orvik decides on berths and cranes",
        ),
        (
            "The dredgers seized at the northern lock were ready to deepen the channel to Orvik",
            "“The dredgers that were seized were ready for deepening work, and one may say that Orvik lost the best of its northern fleet,”",
        ),
    ],
)
def test_told_again_by_the_same_speaker(one: str, other: str) -> None:
    assert same_claim(told(one), told(other)) and same_claim(told(other), told(one))
    assert not same_claim(told(one), told(other, "Ivo Lestard"))
    assert not same_claim(told(one), told(other, None, "unknown"))


OFFER = "the shipowner Ivo Lestard could be offered tax relief in Vastria after his quarrel with the port of Orvik"
WORDS = "“I think Lestard has other plans and will not ask for tax relief, although Vastria could of course grant it to him,”"


def test_an_official_is_named_later_and_says_it_again() -> None:
    official = told(OFFER, "a Vastrian official", "anonymous")
    assert same_claim(official, told(WORDS, "Osip Maron"))
    # Two people with names are two, and so are two without.
    assert not same_claim(told(OFFER, "Nikola Dragan"), told(WORDS, "Osip Maron"))
    assert not same_claim(official, told(WORDS, "a diplomat", "anonymous"))
    names = "“Ivo Lestard left Orvik for Vastria in May, and we never asked him why,”"
    assert not same_claim(official, told(names, "Osip Maron"))


def test_a_lead_says_an_official_where_the_quote_has_the_name() -> None:
    # The reader of the article knows already who the official is.
    lead = replace(told(OFFER, "Osip Maron"), source="A Vastrian official")
    quote = replace(told(WORDS, "Osip Maron"), source="Maron")
    assert same_claim(lead, quote) and same_claim(quote, lead)
    assert not same_claim(lead, quote, near=False)
    assert not same_claim(replace(lead, source="Osip Maron"), quote)
    assert not same_claim(lead, replace(quote, source="a Vastrian official"))
    assert not same_claim(lead, replace(quote, speaker="Ivo Lestard"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same committees, ministers and treaties, and nothing of what is said of them.
        ("the Harbour Affairs Committee of the Norland Senate and the Vastrian Senate Committee for Defence have worked together for years",
         "“The joint sitting of the Norland Senate’s Harbour Affairs Committee and the Vastrian Senate Committee for Defence will be held in May,”"),
        # Other figures are another statement.
        ("the yards of Orvik built more tugs and cranes than last year, 3.5 percent more tugs and 20 percent more cranes",
         "“The yards built 2 percent more tugs, and of cranes the yards built 11 percent more than last year,”"),
        ("“Edda Kranic,”", "There was hardly anybody in Orvik whom the dockers liked better than Edda Kranic"),
        ("all the seized dredgers had worked in the channel to Orvik", "The dredgers that were seized were ready for deepening work"),
        ("the lock of Orvik will be closed in May", "the lock of Orvik was paid for by the province"),
        ("the “old guard” has to go", "the guard at the old lock was asleep"),
        ("“We will appeal,”", "“We will not appeal,”"),
    ],
)  # fmt: skip
def test_the_same_speaker_on_the_same_matter_with_another_claim_stays_apart(one: str, other: str) -> None:
    assert not same_claim(told(one), told(other))


PAGE = """Edda Kranic vows to “wholeheartedly support” the dockers’ strike

Labour minister Edda Kranic said she would “wholeheartedly support” the dockers’ strike.

“The government of Norland would wholeheartedly support the stand of the dockers in all matters of pay, shifts and safety, the crane question included,” Kranic told reporters in Orvik.

A Vastrian official said the shipowner Ivo Lestard could be offered tax relief in Vastria after his quarrel with the port of Orvik.

“I think Lestard has other plans and will not ask for tax relief, although Vastria could of course grant it if he did,” Osip Maron said, in remarks translated from Vastrian.

Kranic said the lock of Orvik would be closed in May. Kranic added that the lock of Orvik was paid for by the province.
"""


def test_within_a_page_the_headline_the_lead_and_the_quote_are_one_cluster(tmp_path: Path) -> None:
    path = tmp_path / "page.db"
    ingest(path, extract(Document(id="page", text=PAGE, publisher="The Lantern")))
    compare_database(path)
    clusters = rows(
        path,
        "select group_concat(substr(content_text, 1, 24), '|') from variant join attribution"
        " on attribution.id = attribution_id group by cluster_id order by 1",
    )
    assert sorted(len(str(row[0]).split("|")) for row in clusters) == [2, 3], clusters
    # A possibility, under a condition and denied in the same breath, was told as an offer: that is never a small matter.
    altered = rows(
        path,
        "select risk, touches from alteration join variant on variant.id = variant_id join attribution"
        " on attribution.id = variant.attribution_id where content_text like 'the shipowner%'",
    )
    assert [row[0] for row in altered] == ["high"]
    assert "negation" in str(altered[0][1])


def test_a_heading_inside_an_article_is_held_against_what_it_is_made_from(tmp_path: Path) -> None:
    path = tmp_path / "page.db"
    shown = "Vastria offers tax relief to shipowner Ivo Lestard after port quarrel"
    ingest(path, extract(Document(id="page", text=PAGE, publisher="The Lantern")))
    with sqlite3.connect(path) as connection:
        text, version = connection.execute("select text, id from article_version").fetchone()
        connection.execute("update article_version set text = text || ? where id = ?", (shown, version))
        connection.execute(
            "insert into zone (version_id, kind, start, end) values (?, 'headline', ?, ?)",
            (version, len(text), len(text) + len(shown)),
        )
    connection.close()
    compare_database(path)
    drift = "select before_text, after_text, risk from drift where kind = 'headline'"
    assert rows(path, drift) == [("could", shown, "high")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # An outlet tells who said it: hers are the words, whatever her titles are.
        ("Agriculture Minister Edda Kranic of the Centre Union said on Monday that the levy on small farms would be raised, the Lantern reported.",
         "the levy on small farms would be raised"),
        # Somebody tells what another one said: his are the words.
        ("Ivo Lestard, a farmer, said the ministry of agriculture and of the harbours had told him on Monday that the levy would be raised.",
         "the ministry of agriculture and of the harbours had told him on Monday that the levy would be raised"),
    ],
)  # fmt: skip
def test_of_two_that_stand_in_one_another_one_counts(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(
        path,
        *(extract(Document(id=f"{at}", text=text, publisher=f"Gazette {at}", date="2031-03-03")) for at in range(2)),
    )
    compare_database(path)
    assert rows(
        path, "select distinct content_text from variant join attribution on attribution.id = attribution_id"
    ) == [(told,)]


APART = "“We will rebuild the northern pier before the first autumn storms,” Edda Kranic said. She was asked about the ferry. “The old ferry to Vastria will not sail again under my administration,” Kranic said."
AS_ONE = "“We will rebuild the northern pier before the first autumn storms. The old ferry to Vastria will not sail again under my administration,” Edda Kranic said."


def merges(path: Path, *articles: tuple[str, str]) -> list[tuple[object, ...]]:
    """Return type and risk of each alteration against the fullest of a quote that outlets print on some days."""
    read = (
        extract(Document(id=f"{at}", text=text, publisher=f"Gazette {at}", date=day))
        for at, (text, day) in enumerate(articles)
    )
    ingest(path, *read)
    compare_database(path)
    statement = (
        "select alteration.type, alteration.risk, length(before.content_text) < length(attribution.content_text) from alteration"
        " join variant on variant.id = variant_id join attribution on attribution.id = variant.attribution_id"
        " join attribution as before on before.id = before_id where against = 'fullest' order by 1, 2, 3"
    )
    return rows(path, statement)


def test_the_fullest_may_be_made_of_what_was_said_apart(tmp_path: Path) -> None:
    pieces = [("cut_ends", "low", 0), ("cut_ends", "low", 0)]
    assert merges(tmp_path / "later.db", (APART, "2031-03-03"), (AS_ONE, "2031-03-04")) == [
        *pieces,
        ("merge", "low", 1),
    ]
    # Who prints it apart a day later, or whenever, has cut it.
    for name, day in (("before.db", "2031-03-02"), ("same.db", "2031-03-03")):
        assert merges(tmp_path / name, (APART, "2031-03-03"), (AS_ONE, day)) == pieces
    # One of the pieces alone is cut, and so is a longer one that holds both.
    one = APART.partition(" She was")[0]
    assert merges(tmp_path / "one.db", (one, "2031-03-03"), (AS_ONE, "2031-03-04")) == [("cut_ends", "low", 0)]
