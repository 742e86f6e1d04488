"""One speaker over many articles: who is joined on what, who stays apart, and that the order does not matter."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st
from people import ALDER, BARE, MAYOR, NORDA, groups, shuffled, store, together
from stored import rows, sound

from attrib.store.linking import Unit, link
from attrib.store.profiles import agree, conflict, names_somebody, profile, variant_of

# Two articles whose first attributions are, or are not, by one speaker.
JOINED = [
    ("name", "Ana Roth said it would rain.", "It would rain, Ana Roth said."),
    ("role", "Ana Roth, the mayor, said the port was shut.", "Mayor Ana Roth said the bridge was open."),
    ("affiliation", "Ana Roth, head of the Port Board, said the port was shut.", "Port Board spokeswoman Ana Roth said the bridge was open."),
    ("said of one only", "Ana Roth, the mayor of Alder, said the port was shut.", "Ana Roth said the bridge was open."),
    ("former", "Ana Roth, the former mayor of Alder, said the port was shut.", "Ana Roth, the mayor of Alder, said the bridge was open."),
    ("accents", "José Pérez said the port was shut.", "Jose Perez said the bridge was open."),
    ("initial between", "Ana Q. Roth said the port was shut.", "Ana Roth said the bridge was open."),
    ("relative role says nothing", "Ana Roth, the mayor, said the port was shut.", "Ana Roth, a critic of the plan, said the bridge was open."),
    ("family name and affiliation", "Ana Roth, head of the Port Board, said the port was shut.", "Roth, the Port Board spokeswoman, said it was late."),
    ("organisation", "The Harbour Union said the port was shut.", "The Harbour Union said the bridge was open."),
    ("acronym of another article", "The Port Safety Board (PSB) said the port was shut.", "The port is shut, PSB said."),
]  # fmt: skip
APART = [
    ("walks of life", "Ana Roth, the mayor, said the port was shut.", "Ana Roth, a nurse, said the bridge was open."),
    ("affiliations", "Ana Roth, mayor of Alder, said the port was shut.", "Ana Roth, mayor of Bront, said the bridge was open."),
    ("other name", "Ana Roth said the port was shut.", "Eva Roth said the bridge was open."),
    ("family name alone", "Ana Roth said the port was shut.", "Roth said the bridge was open."),
    ("family names", "Roth said the port was shut.", "Roth said the bridge was open."),
    ("family name and title", "Senator Ana Roth said the port was shut.", "Senator Roth said the bridge was open."),
    ("initial alone", "Ana Roth said the port was shut.", "A. Roth said the bridge was open."),
    ("father and son", "Otto Roth said the port was shut.", "Otto Roth Jr. said the bridge was open."),
    ("initials that differ", "Ana Q. Roth said the port was shut.", "Ana P. Roth said the bridge was open."),
    ("unnamed", "A senior official said the port was shut.", "A senior official said the bridge was open."),
    ("role", "The mayor said the port was shut.", "The mayor said the bridge was open."),
    ("company without a name", "The company said the port was shut.", "The company said the bridge was open."),
    ("counted bodies", "Other Norland ports said it was shut.", "Other Norland ports said it was open."),
    ("police", "Police said the port was shut.", "Police said the bridge was open."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "two"), JOINED, ids=[row[0] for row in JOINED])
def test_one_speaker(tmp_path: Path, why: str, one: str, two: str) -> None:
    path = store(tmp_path / "news.db", [("a", one), ("b", two)])
    assert together(path, "a", "b")
    sound(path)


@pytest.mark.parametrize(("why", "one", "two"), APART, ids=[row[0] for row in APART])
def test_two_speakers(tmp_path: Path, why: str, one: str, two: str) -> None:
    path = store(tmp_path / "news.db", [("a", one), ("b", two)])
    assert not together(path, "a", "b")
    sound(path)


def test_a_name_that_two_people_bear_is_given_to_neither(tmp_path: Path) -> None:
    path = store(tmp_path / "news.db", [ALDER, MAYOR, NORDA, BARE])
    assert together(path, "1", "2")
    for pair in (("1", "3"), ("1", "4"), ("3", "4")):
        assert not together(path, *pair)


def test_the_order_of_the_articles_does_not_matter(tmp_path: Path) -> None:
    more = [
        ("5", "Ana Q. Roth, a spokeswoman for the Port Board, said the port was shut."),
        ("6", "Port Board spokeswoman Ana Roth said the port was shut."),
        ("7", "Roth, the Port Board spokeswoman, said the bridge was old."),
        ("8", "The Port Safety Board (PSB) said the port is open."),
        ("9", "The port is open, PSB said."),
    ]
    articles = [ALDER, MAYOR, NORDA, BARE, *more]
    first = groups(store(tmp_path / "0.db", articles))
    said = "select name, role, affiliation, kind, stable_key from speaker order by stable_key"
    reasons = "select stable_key, name, rule, evidence, articles from speaker_merge order by stable_key"
    for seed in range(1, 4):
        path = tmp_path / f"{seed}.db"
        mixed = shuffled(articles, seed)
        store(path, mixed[:4])
        store(path, mixed[4:])
        assert groups(path) == first
        assert rows(path, said) == rows(tmp_path / "0.db", said)
        assert rows(path, reasons) == rows(tmp_path / "0.db", reasons)


def test_every_join_has_its_reason(tmp_path: Path) -> None:
    path = store(
        tmp_path / "news.db",
        [ALDER, MAYOR, ("5", "Ana Q. Roth said the port was shut."), ("6", "Ana Roth said the bridge was old.")],
    )
    found = rows(path, "select name, rule, evidence, origin from speaker_merge order by name, rule")
    assert ("Jane Doe", "same_role", "role: politics", "rule") in found
    assert any(rule == "initials" for _name, rule, _evidence, _origin in found)
    shown = run("speakers", "show", str(path), "Ana Roth").stdout
    assert "initials" in shown and "in force" in shown


def test_articles_that_go_take_their_reasons_with_them(tmp_path: Path) -> None:
    path = store(tmp_path / "news.db", [ALDER, MAYOR])
    store(path, [("2", "Otto Falk said the port would close.")])
    assert rows(path, "select count(*) from speaker_merge") == [(0,)]
    assert {name for (name,) in rows(path, "select name from speaker")} == {"Jane Doe", "Otto Falk"}


def test_the_plain_key_stays_with_the_speaker_of_most_articles(tmp_path: Path) -> None:
    path = store(tmp_path / "news.db", [ALDER, MAYOR])
    ((key,),) = rows(path, "select stable_key from speaker")
    store(path, [NORDA])
    assert (key, "Alder") in rows(path, "select stable_key, affiliation from speaker")


@pytest.mark.parametrize(
    ("one", "two", "rule"),
    [
        ("jane doe", "jane q doe", "initials"), ("j doe", "jane doe", "given"), ("jane doe", "jane ada doe", "middle"),
        ("doe", "jane doe", "family"), ("jane doe", "john doe", ""), ("otto roth", "otto roth jr", ""),
        ("jane p doe", "jane q doe", ""), ("doe", "doe", ""), ("d", "jane d", ""),
    ],
)  # fmt: skip
def test_forms_of_a_name(one: str, two: str, rule: str) -> None:
    assert variant_of(one, two) == rule


def test_what_conflicts_and_what_agrees() -> None:
    mayor = profile("person", "Jane Doe", ("mayor of Alder",), ("Alder",))
    assert conflict(mayor, profile("person", "Jane Doe", ("nurse",)))
    assert conflict(mayor, profile("person", "Jane Doe", ("mayor",), ("Bront",)))
    assert agree(mayor, profile("person", "Jane Doe", ("senator",))) == "role: politics"
    assert agree(mayor, profile("person", "Jane Doe")) == ""
    assert not conflict(mayor, profile("person", "Jane Doe", ("rival",), ("Bront",)))
    assert conflict(profile("person", "Doe", ("general",)), profile("person", "Doe", ("attorney general",)))
    assert not conflict(profile("person", "Doe", ("mayor",), ("Reform Party",)), mayor)
    assert not conflict(
        profile("person", "Doe", ("mayor",), ("Mr. Roth",)), profile("person", "Doe", (), ("the Roth campaign",))
    )
    team = profile("person", "Doe", (), ("Port Safety Team",))
    assert agree(team, profile("person", "Doe", (), ("PST",)))
    assert names_somebody("the Harbour Union", "organisation") and not names_somebody("its union", "organisation")


def test_units_are_linked_alike_in_any_order_and_quickly_enough() -> None:
    names = [f"{given} {family}" for given in ("Ana", "Eva", "A.", "Ana Q.") for family in ("Roth", "Falk")]
    roles = [(), ("mayor",), ("nurse",), ("rival",)]
    homes = [(), ("Alder",), ("Bront",), ("Alder", "Bront")]
    units = [
        Unit(f"{name}{role}{home}", profile("person", name, role, home), articles=len(name))
        for name in [*names, "Roth"]
        for role in roles
        for home in homes
    ]
    wanted = {frozenset(item.unit.key for item in group) for group in link(units)}
    assert {frozenset(item.unit.key for item in group) for group in link(reversed(units))} == wanted
    assert sum(len(group) for group in wanted) == len(units)


PARTS = st.tuples(
    st.sampled_from(["Ana Roth", "Ana Q. Roth", "A. Roth", "Ana Eva Roth", "Otto Falk", "Roth", "Otto Falk Jr."]),
    st.sampled_from([(), ("mayor",), ("nurse",), ("mayor", "nurse"), ("rival",)]),
    st.sampled_from([(), ("Alder",), ("Port Board",), ("Board",), ("Alder", "PB")]),
    st.integers(0, 3),
    st.sampled_from(["", "", "split 1"]),
    st.sampled_from(["", "", "known Q1", "known Q2", "merge 3"]),
)


@given(st.lists(PARTS, max_size=14, unique=True), st.randoms(use_true_random=False))
def test_any_units_make_the_same_groups_in_any_order(parts: list[tuple[Any, ...]], random: Random) -> None:
    units = [
        Unit(
            f"{number} {part}",
            profile("person", part[0], part[1], part[2]),
            0 if part[5] else part[3],
            "" if part[5].startswith("known") else part[4],
            bond=part[5],
            known=part[5] if part[5].startswith("known") else "",
        )
        for number, part in enumerate(sorted(parts, key=str))
    ]
    found = link(units)
    mixed = units.copy()
    random.shuffle(mixed)
    assert {frozenset(group) for group in link(mixed)} == {frozenset(group) for group in found}
    assert sorted(item.unit.key for group in found for item in group) == sorted(unit.key for unit in units)
    for group in found:
        decided = any(item.unit.bond.startswith("merge") for item in group)
        assert decided or len({item.unit.known for item in group} - {""}) < 2
        assert decided or len({item.unit.tag for item in group}) == 1
    for bond in {unit.bond for unit in units if unit.bond}:
        assert sum(any(item.unit.bond == bond for item in group) for group in found) == 1
