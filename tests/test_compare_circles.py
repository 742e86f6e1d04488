"""First sources are counted once, and circles of credit are found whatever their length."""

from dataclasses import replace
from random import Random

import pytest

from attrib.compare.circles import components, credits, loops, origins, roots
from attrib.compare.records import Cluster, Root, Told


def told(outlet: str, speaker: str | None = None, kind: str = "person", *credited: str, day: str | None = None) -> Told:
    return Told(f"{outlet}.0", outlet, outlet, "…", day, speaker, kind if speaker else "unknown", credited)


def test_a_named_person_is_one_root_however_many_heard_it() -> None:
    members = [
        told("Beacon", "Edda Kranic"),
        told("Lantern", "Edda Kranic"),
        told("Argus", "Edda Kranic", "person", "Beacon"),
    ]
    assert roots(members) == (Root("Edda Kranic", "person"),)


def test_an_unnamed_source_is_told_apart_by_whom_it_spoke_to() -> None:
    members = [
        told("Beacon", "an aide", "anonymous"),
        told("Lantern", "an aide", "anonymous"),
        told("Argus", "an aide", "anonymous", "Beacon"),
        told("Echo", "an aide", "anonymous", "Argus"),
        told("Pilot", None, "", "Echo"),
    ]
    assert roots(members) == (Root("an aide", "anonymous", "Beacon"), Root("an aide", "anonymous", "Lantern"))


def test_an_unnamed_source_behind_a_relay_that_named_nobody() -> None:
    members = [
        told("Beacon", "an aide", "anonymous"),
        told("Argus", None, "", "Beacon"),
        told("Echo", "an aide", "anonymous", "Argus"),
    ]
    assert roots(members) == (Root("an aide", "anonymous", "Beacon"),)


def test_the_police_and_their_spokesman_are_one_source() -> None:
    spokesman = replace(told("Beacon", "Edda Kranic"), source="police spokeswoman Edda Kranic")
    others = [told("Lantern", "police", "organisation"), told("Argus", "the fire brigade", "organisation")]
    assert roots([spokesman, *others]) == (Root("Edda Kranic", "person"), Root("the fire brigade", "organisation"))
    # A minister is not her ministry, and a spokeswoman of others speaks for others.
    minister = replace(spokesman, source="police minister Edda Kranic")
    miners = replace(spokesman, source="miners' spokeswoman Edda Kranic")
    assert len(roots([minister, *others])) == len(roots([miners, *others])) == 3


def test_whom_the_credited_outlet_names_stands_behind_citing_police() -> None:
    named = told("Beacon", "Edda Kranic")
    relay = told("Argus", "police", "anonymous", "Beacon")
    assert roots([named, relay]) == (Root("Edda Kranic", "person"),)
    # Two who are named there, or nobody there: nobody can tell whom it means.
    second = replace(told("Beacon", "Ivo Lestard"), key="Beacon.1")
    assert len(roots([named, second, relay])) == 3
    assert roots([told("Lantern", "Edda Kranic"), relay]) == (
        Root("Edda Kranic", "person"),
        Root("police", "anonymous", "Beacon"),
    )


def test_an_outlet_without_an_article_here_is_a_root_unseen() -> None:
    assert roots([told("Argus", None, "", "Beacon")]) == (Root("Beacon", "outlet"),)
    assert roots([told("Argus", None, "", "Echo", "Beacon")]) == (Root("Beacon", "outlet"),)
    assert roots([told("Argus", None, "", "Echo", "Beacon"), told("Beacon", "Edda Kranic")]) == (
        Root("Edda Kranic", "person"),
    )
    assert roots([told("Argus")]) == ()


def test_an_unnamed_source_in_a_circle_is_one_root_that_nobody_met() -> None:
    members = [told("Argus", "an aide", "anonymous", "Echo"), told("Echo", "an aide", "anonymous", "Argus")]
    assert roots(members) == (Root("an aide", "anonymous", ""),)


@pytest.mark.parametrize("length", [2, 3, 6, 5000])
def test_rings_of_any_length(length: int) -> None:
    names = [f"Outlet {at:05}" for at in range(length)]
    members = [told(name, None, "", names[(at + 1) % length]) for at, name in enumerate(names)]
    Random(length).shuffle(members)
    edges = credits(members)
    if length < 10:
        assert loops(edges) == (tuple(names),)
        assert roots(members) == ()
    else:
        assert [len(part) for part in components(edges)] == [length]


def test_no_ring_without_a_way_back() -> None:
    # Two ways from A to D, and D credits itself of the day before.
    members = [
        told("A", None, "", "B"),
        told("A", None, "", "C"),
        told("B", None, "", "D"),
        told("C", None, "", "D"),
        told("D", None, "", "D"),
    ]
    assert loops(credits(members)) == ()


def test_two_rings_that_share_an_outlet_are_both_told() -> None:
    edges = {"A": ("B", "D"), "B": ("C",), "C": ("A",), "D": ("A",)}
    assert loops(edges) == (("A", "B", "C"), ("A", "D"))


def test_further_credits_count_only_where_the_outlet_has_no_article() -> None:
    relay = told("Argus", None, "", "Beacon", "Argus")
    assert loops(credits([relay])) == (("Argus", "Beacon"),)
    assert loops(credits([relay, told("Beacon", "Edda Kranic")])) == ()


def test_rings_belong_to_one_cluster() -> None:
    one, other = told("A", None, "", "B"), told("B", None, "", "A")
    both = origins([one, other], [Cluster("A.0", ("A.0",), "A.0"), Cluster("B.0", ("B.0",), "B.0")])
    assert [found.loops for found in both] == [(), ()]
    (joined,) = origins([one, other], [Cluster("A.0", ("A.0", "B.0"), "A.0")])
    assert joined.loops == (("A", "B"),)


def test_what_came_first_only_where_it_is_known() -> None:
    def first(*days: str | None) -> str | None:
        made = [told(f"O{at}", "Edda Kranic", day=day) for at, day in enumerate(days)]
        return origins(made, [Cluster("O0.0", tuple(one.key for one in made), "O0.0")])[0].first

    assert first("2031-02-02", "2031-02-01", None) == "O1.0"
    assert first("2031-02-01", "2031-02-01") is None
    assert first(None, None) is None


def test_a_family_name_alone_is_the_full_name_of_another_telling() -> None:
    members = [told("Beacon", "Edda Kranic"), told("Lantern", "Kranic"), told("Argus", "Kranichov")]
    assert roots(members) == (Root("Edda Kranic", "person"), Root("Kranichov", "person"))
    two = [told("Beacon", "Edda Kranic"), told("Lantern", "Ivo Kranic"), told("Argus", "Kranic")]
    assert len(roots(two)) == 3


def test_an_unnamed_source_is_called_what_its_own_outlet_calls_it() -> None:
    members = [
        told("Beacon", "a senior official at the roads office", "anonymous"),
        told("Argus", "a senior official", "anonymous", "Beacon"),
    ]
    assert roots(members) == (Root("a senior official at the roads office", "anonymous", "Beacon"),)
    # Which of two of the Beacon's sources the Argus means, nobody can tell.
    more = [*members, told("Beacon", "a diplomat", "anonymous")]
    assert len(roots(more)) == 3
