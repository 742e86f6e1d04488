"""One statement of a named speaker in two articles, each in its words, is one; another statement on the same matter is not."""

import sqlite3
from collections.abc import Collection, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from compared_rows import found
from planted.corpus import Claim
from planted.relays import Root
from planted.stored import Store
from sqlite_utils import Database
from stored import ingest, rows

from attrib.compare.clusters import Union
from attrib.compare.index import named_words
from attrib.compare.records import Told
from attrib.compare.restatements import DAYS, Saying, name_key, one_name, restated, restatements
from attrib.compare.retold import against
from attrib.keys import digest
from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.compared import compare_database
from attrib.store.migrations import MIGRATIONS


def saying(
    text: str, id_: int = 0, speaker: str = "Edda Kranic", kind: str = "person", day: int = 0, turned: bool = False
) -> Saying:
    """Return what an article of its own tells; a text in quote marks is a quotation."""
    return Saying(id_, id_, speaker, kind, day, " ".join(named_words(text)), text[0] == "“" and text[-1] == "”", turned)


LEVY = "“We will not raise the levy on small farms this winter,”"
NO_RISE = "small farms would face no rise of the levy this winter"


def test_two_articles_tell_one_statement_in_their_words() -> None:
    one, other = saying(LEVY, 1), saying(NO_RISE, 2)
    assert restated(one, other) and restated(other, one)
    # The day after, by the family name alone.
    assert restated(one, other._replace(speaker="Kranic", day=1))
    # Not in one article, not another speaker, not weeks later, and not what was denied.
    assert not restated(one, other._replace(article=1))
    assert not restated(one, other._replace(speaker="Ivo Kranic"))
    assert not restated(one, other._replace(speaker="Osip Maron"))
    assert not restated(one, other._replace(day=DAYS + 1))
    assert not restated(one, other._replace(turned=True))
    # Two quotations are two statements.
    assert not restated(one, other._replace(direct=True))
    body = [telling._replace(speaker="Norland Treasury", kind="organisation") for telling in (one, other)]
    assert restated(*body)
    assert not restated(one, body[1])


TOLD = [
    ("the guideline will be sent to all 27 states within 48 hours of the vote in Orvik",
     "“Within 48 hours of the vote in Orvik I will send the guideline to the 27 states,”"),
    ("the harbour board could deepen the northern channel without closing the lock",
     "the northern channel might be deepened by the board, and the lock of the harbour would not be closed"),
    ("her wife and she had employed a gardener for years without knowing that he had no permit to work",
     "“My wife and I employed a gardener for some years, and I did not know that he had no work permit,” she said. “We have paid the tax since.”"),
    ("she met the Vastrian envoy twice in May to talk about the ferries", "she was meeting an envoy of Vastria in May and talked of the ferries twice"),
]  # fmt: skip
OTHERS = [
    # On the same matter, something else.
    ("small farms would face no rise of the levy this winter", "“The levy on small farms pays for the dykes of the whole coast,”"),
    ("the lock of Orvik would be closed for repairs in May", "“The lock of Orvik was paid for by the province and not by the port,”"),
    ("the yards built more tugs than last year and fewer cranes", "“The yards will hire welders for tugs next year,”"),
    # The same people and places, and hardly a word of what is said of them.
    ("Ivo Lestard of the Vastrian Senate met Osip Maron of the Norland Harbour Board in Orvik",
     "Osip Maron of the Norland Harbour Board wrote to Ivo Lestard of the Vastrian Senate about Orvik"),
    # Turned round.
    ("small farms would face a rise of the levy this winter", LEVY),
    ("the council of Orvik will sell the old ferry to the dockers", "“The council will never sell the old ferry of Orvik to the dockers,”"),
    # Another figure.
    ("the fire at the mill of Brandal killed 12 dockers and two guards", "“The fire at the mill of Brandal killed 14 dockers and two guards,”"),
    ("the fire at the mill killed twelve dockers in the night", "“In that night the fire at the mill killed fourteen dockers,”"),
    # Too little.
    ("the levy would not rise", "“We will not let the levy rise,”"),
    # A whole speech tells of everything.
    ("the port would deepen the channel and close the lock",
     "“Friends, this port was built by your fathers, who dug its channel with spades. They carved timber, hauled salt, mended nets and buried their dead. "
     "We owe them schools, roads, bread and honest courts. So we deepen what they dug, we open markets, we close wounds, we lock away the past, and we teach our "
     "children the trades of carpenters, smiths, bakers, weavers, pilots, masons, millers and printers, whatever the merchants of Vastria whisper about us,”"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TOLD)
def test_told_again(one: str, other: str) -> None:
    assert restated(saying(one, 1), saying(other, 2)) and restated(saying(other, 2), saying(one, 1))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_statement_stays_apart(one: str, other: str) -> None:
    assert not restated(saying(one, 1), saying(other, 2)) and not restated(saying(other, 2), saying(one, 1))


def test_the_name_of_who_says_it_is_no_word_that_both_share() -> None:
    one, other = "Edda Kranic wanted the lock and the ferry painted", "Edda Kranic painted a ferry and a lock"
    assert restated(saying(one, 1, speaker="Osip Maron"), saying(other, 2, speaker="Osip Maron"))
    assert not restated(saying(one, 1), saying(other, 2))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Edda Kranic", "Kranic", True),
        ("Kranic", "Kranic", True),
        ("Edda Kranic", "EDDA KRANIC", True),
        ("Edda Kranic", "Ivo Kranic", False),
        ("Edda Maria Kranic", "Maria Kranic", False),
        ("Edda Kranic", "Osip Maron", False),
    ],
)
def test_one_name(one: str, other: str, same: bool) -> None:
    assert one_name(one, other) == same == one_name(other, one)


def test_what_is_no_name_has_no_key() -> None:
    assert name_key("Edda Kranic", "person") == name_key("Kranic", "person") == "kranic"
    assert name_key("The Norland Levy Office", "organisation") == name_key("Norland Levy Office", "organisation")
    assert name_key("police", "organisation") is name_key("a senior official", "anonymous") is None


# As a story tells it: the fuller telling, the other one, and what is said of the difference.
ALTERED = [
    (LEVY, NO_RISE, "substitution", "low", ""),
    # "may bar" is "are permitted to bar": told, and no high risk.
    ("employers of the port may bar their staff from wearing red caps in the yard",
     "to bar staff from red caps in their yards is allowed to all that employ them in ports", "substitution", "low", "hedge"),
    ("“Orvik alone will deepen its northern channel for dredgers in 3 weeks,”",
     "dredgers in Orvik: for the northern channel to be deepened, 5 weeks are needed", "substitution", "high", "number"),
    ("“Orvik will not deepen the northern channel for dredgers,”",
     "dredgers in Orvik: the northern channel is being deepened", "substitution", "high", "negation"),
    # Few words, and the same ones.
    ("the mine will close if the price of copper falls", "the mine will close", "cut_ends", "high", "condition"),
    ("the pier will close if the storm comes", "the pier may close", "substitution", "high", "condition hedge"),
    # In the same words, it is held word against word.
    ("“We may raise the levy on small farms this winter if the council agrees,”",
     "the minister will raise the levy on small farms this winter if the council agrees", "substitution", "high", "hedge"),
    (LEVY, "she would “not raise the levy on small farms this winter”", "substitution", "low", "tense"),
]  # fmt: skip


@pytest.mark.parametrize(("fuller", "variant", "form", "risk", "touches"), ALTERED)
def test_how_it_is_told_otherwise(fuller: str, variant: str, form: str, risk: str, touches: str) -> None:
    one, other = (Told(text, text, text[:5], text, None, "Edda Kranic", "person") for text in (fuller, variant))
    change = against(one, other)
    assert (change.type, change.risk, " ".join(change.touches)) == (form, risk, touches), change
    assert change.reason


ONE = """Minister rules out dearer farming

“We will not raise the levy on small farms this winter,” the minister, Edda Kranic, told reporters in Orvik on Tuesday.

Kranic said the dykes at Brandal would be mended by the province before the autumn storms.
"""
TWO = """No new burden for farms

The farm minister, Edda Kranic, said small farms would face no rise of the levy this winter.

“The dykes at Brandal are older than anyone in this room,” Kranic said.
"""


def test_two_articles_with_one_statement_are_one_cluster(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(
        path,
        extract(Document(id="one", text=ONE, publisher="The Lantern", date="2031-03-04")),
        extract(Document(id="two", text=TWO, publisher="Bay Herald", date="2031-03-05")),
    )
    compare_database(path)
    told = "select content_text from variant join attribution on attribution.id = attribution_id order by 1"
    assert [row[0] for row in rows(path, told)] == [NO_RISE, "“We will not raise the levy on small farms this winter,”"]
    assert rows(path, "select type, risk, reason from alteration") == [("substitution", "low", "told in other words")]
    assert rows(path, "select name, kind from root") == [("Edda Kranic", "person")]


def test_a_speaker_who_turns_out_to_be_another_leaves_the_cluster_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    for number, (text, edit) in enumerate(((LEVY[1:-1], "quoted"), (NO_RISE, "told"))):
        who = Root(("Edda Kranic", "Kranic")[number], "person")
        stored(path, [Claim(str(number), str(number), f"Outlet {number}", "2031-03-04", text, who, (), "", edit=edit)])
    for name, clusters in (("Kranic", 1), ("Osip Maron", 0), ("Kranic", 1)):
        with sqlite3.connect(path) as connection:
            connection.execute("update speaker set name = ? where name <> 'Edda Kranic'", (name,))
        connection.close()
        compare_database(path)
        assert len(rows(path, "select id from variant_cluster")) == clusters, name


NOUNS = "levy farm ferry lock channel dyke mill yard crane harbour council tax envoy dredger strike wage".split()
VERBS = "raise close deepen mend sell build visit hire".split()


def random_sayings(
    chance: Random, number: int, names: Sequence[str] = ("Edda Kranic", "Kranic", "Ivo Kranic")
) -> list[Saying]:
    """Return tellings of a few matters, often with words left out or put in, over some days."""
    out = []
    matters = [chance.sample(NOUNS, 5) + chance.sample(VERBS, 2) for _ in range(max(2, number // 6))]
    for id_ in range(number):
        own = [word for word in chance.choice(matters) if chance.random() < 0.9]
        own += chance.sample(NOUNS, chance.randrange(3))
        chance.shuffle(own)
        name = chance.choice(names)
        out.append(
            Saying(
                id_,
                id_ // 2,
                name,
                "person",
                chance.randrange(12),
                " ".join(own),
                chance.random() < 0.4,
                chance.random() < 0.1,
            )
        )
    return out  # fmt: skip


def together(ids: Collection[int], links: Sequence[tuple[int, int]]) -> set[frozenset[int]]:
    """Return what hangs together."""
    union = Union()
    for one, other in links:
        union.join(one, other)
    return {frozenset(other for other in ids if union.find(other) == union.find(one)) for one in ids}


@pytest.mark.parametrize("seed", range(12))
def test_no_pair_is_missed_and_batches_make_no_difference(seed: int) -> None:
    chance = Random(f"restated {seed}")
    told = random_sayings(chance, 90)
    ids = [one.id for one in told]
    pairs = [(one.id, other.id) for one, other in combinations(told, 2) if restated(one, other)]
    assert len(pairs) > 10
    expected = together(ids, pairs)
    assert together(ids, restatements(told, ids)) == expected
    order = [*told]
    chance.shuffle(order)
    links: list[tuple[int, int]] = []
    for end in range(30, 91, 30):
        links += restatements(order[:end], {one.id for one in order[end - 30 : end]})
    assert together(ids, links) == expected


STATEMENTS = [
    (LEVY[1:-1], NO_RISE, "the levy on small farms would not be raised in winter, neither this one nor the next"),
    ("We will deepen the northern channel of Orvik before the dredgers leave for Brandal.",
     "before the dredgers left for Brandal, the northern channel would be deepened", "dredgers would deepen a northern channel and leave Brandal"),
    ("The council sold the old ferry to the dockers for a single coin.", "for one coin the dockers bought the old ferry that the council sold", "the council was selling its old ferry to dockers"),
]  # fmt: skip


def stored(path: Path, claims: Sequence[Claim]) -> None:
    """Put claims into a database: those in quote marks as quotations, the others as told."""
    store = Store(path)
    store.add(claims)
    store.close()
    with sqlite3.connect(path) as connection:
        for claim in claims:
            if claim.edit == "told":
                statement = "update attribution set type = 'indirect', content_text = ? where stable_key = ?"
                connection.execute(statement, (claim.text, digest("planted", claim.key)))
    connection.close()


def made_up(chance: Random) -> list[Claim]:
    """Return articles in which two ministers say the same things, in quote marks or told, over a week."""
    out = []
    for number in range(40):
        for which, statement in enumerate(chance.sample(STATEMENTS, 2)):
            at = chance.randrange(3)
            who = Root(chance.choice(("Edda Kranic", "Kranic", "Osip Maron")), "person")
            day = f"2031-03-{1 + chance.randrange(9):02}"
            outlet = f"Outlet {number % 7}"
            edit = "told" if at else "quoted"
            out.append(
                Claim(f"{number} {which}", f"article {number}", outlet, day, statement[at], who, (), "", edit=edit)
            )
    return out


@pytest.mark.parametrize("seed", range(4))
def test_order_and_batches_do_not_show_in_the_database(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(f"restated in batches {seed}")
    made = made_up(chance)
    stored(tmp_path / "once.db", made)
    compare_database(tmp_path / "once.db")
    once = found(tmp_path / "once.db")
    reasons = {row[5] for row in once["alterations"]}
    assert any(str(reason).startswith("told in other words") for reason in reasons)
    if seed % 2:
        for name, size in {"quotes.SIZE": 3, "quotes.CHUNK": 7, "restated.PART": 4}.items():
            monkeypatch.setattr(f"attrib.store.compared_{name}", size)
    articles = sorted({claim.article for claim in made})
    chance.shuffle(articles)
    path = tmp_path / "batches.db"
    for start in range(0, len(articles), 14):
        batch = articles[start : start + 14]
        stored(path, [claim for article in batch for claim in made if claim.article == article])
        compare_database(path, processes=1 + seed // 2)
    assert found(path) == once
    # What is taken away again leaves what would have been found without it.
    gone = articles[::3]
    with sqlite3.connect(path) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.executemany("delete from article where source_id = ?", ((name,) for name in gone))
    connection.close()
    compare_database(path)
    stored(tmp_path / "rest.db", [claim for claim in made if claim.article not in gone])
    compare_database(tmp_path / "rest.db")
    assert found(path) == found(tmp_path / "rest.db")


def test_a_database_that_was_compared_without_this_is_compared_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_up(Random("restated later"))
    stored(tmp_path / "once.db", made)
    compare_database(tmp_path / "once.db")
    path = tmp_path / "older.db"
    stored(path, made)
    monkeypatch.setattr("attrib.store.compared_quotes.restated_parts", lambda db, chunk: [])
    compare_database(path)
    assert found(path)["clusters"] != found(tmp_path / "once.db")["clusters"]
    monkeypatch.undo()
    with sqlite3.connect(path) as connection:
        connection.execute("drop index idx_told_source")
        dict(MIGRATIONS)["statements told in other words"](Database(connection))
    connection.close()
    compare_database(path)
    assert found(path) == found(tmp_path / "once.db")
