"""Whose words they are decides how much two texts must share: hits and near misses, and contents that were read too long."""

import pytest

from attrib.compare.clusters import cluster
from attrib.compare.index import first_statement
from attrib.compare.records import Told
from attrib.compare.voices import Bond, Voice, bond, quoted

Source = tuple[str | None, str]
KRANIC: Source = ("Edda Kranic", "person")
LESTARD: Source = ("Ivo Lestard", "person")
COURT: Source = ("the harbour court of Orvik", "organisation")
MINISTER: Source = ("the minister", "role")
PEOPLE: Source = ("officials", "anonymous")
NOBODY: Source = (None, "unknown")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (KRANIC, KRANIC, Bond.SAME),
        (KRANIC, ("Kranic", "person"), Bond.SAME),
        (("Lin Daowei", "person"), ("Lin", "person"), Bond.SAME),
        (KRANIC, LESTARD, Bond.APART),
        (KRANIC, COURT, Bond.APART),
        (COURT, ("a ruling of the harbour court", "document"), Bond.OPEN),
        (KRANIC, MINISTER, Bond.OPEN),
        (PEOPLE, PEOPLE, Bond.OPEN),
        (NOBODY, COURT, Bond.OPEN),
    ],
)
def test_bond(one: Source, other: Source, found: Bond) -> None:
    left, right = Voice(*one, None, False), Voice(*other, None, False)
    assert bond(left, right) == bond(right, left) == found
    # Who is not named may be anybody weeks later.
    later = Voice(*other, 20, False)
    assert bond(Voice(*one, 1, False), later) == (Bond.APART if found == Bond.OPEN else found)


def told(*tellings: tuple[str, Source, str]) -> list[Told]:
    return [
        Told(f"k{at}", f"a{at}", f"Outlet {at}", text, day, *source) for at, (text, source, day) in enumerate(tellings)
    ]


RULING = "shipowners may ban stewards from wearing visible union badges"
ANGRY = "The court of Orvik has taken a shameful decision, allowing shipowners to ban stewards from wearing visible union badges and other signs."
MURDER = (
    "a Norlander held in connection with the murder of Jon Vestrik in Lamford will be sent home and may not come back"
)
FORTY = "“This ministry will not pay another crown for the dredging of the Orvik channel before the autumn audit”"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # A ruling, and somebody's anger at it.
        ((RULING, COURT, "2031-03-14"), (ANGRY, KRANIC, "2031-03-18"), False),
        ((RULING, COURT, "2031-03-14"), (f"they rule that {RULING} at work", COURT, "2031-03-18"), True),
        # An event that several speak of.
        ((MURDER, MINISTER, "2031-03-03"), ("the murder of Jon Vestrik in Lamford", PEOPLE, "2031-03-02"), False),
        # Two who are named say the same sentence: one of them is wrong, or it is theirs together; much of it, and quoted.
        ((FORTY, KRANIC, "2031-03-03"), (FORTY[:-18] + "”", LESTARD, "2031-03-03"), True),
        ((FORTY.strip("“”"), KRANIC, "2031-03-03"), (FORTY[1:-18], LESTARD, "2031-03-03"), False),
        # Who is not named may have said it: within days, in words that are no names, with the same figures.
        (("the ferry to Brandal was late because the pilots are too few", PEOPLE, "2031-03-03"),
         ("The ferry to Brandal was late because pilots are too few this week", MINISTER, "2031-03-04"), True),
        (("the ferry to Brandal was late because the pilots are too few", PEOPLE, "2031-03-03"),
         ("The ferry to Brandal was late because pilots are too few this week", MINISTER, "2031-03-24"), False),
        (("growth of 6.5 percent in the shipping trade of Norland in 2031", NOBODY, "2031-03-03"),
         ("growth of 4.2 percent in the shipping trade of Norland in 2031", PEOPLE, "2031-03-03"), False),
        # What is shouted is no name, though its first letter may stand small.
        (("“wITHOUT OUR LOAN, BAKERS MUST SEAL THE WAGONS AND INSURERS SHOULD INSURE EVERY BAKERY”", NOBODY, "2031-03-03"),
         ("“Without our loan, bakers must seal the wagons and insurers should insure every bakery”", NOBODY, "2031-03-03"), True),
        # From one mouth it is an alteration.
        (("growth of 6.5 percent in the shipping trade of Norland in 2031", KRANIC, "2031-03-03"),
         ("growth of 4.2 percent in the shipping trade of Norland in 2031", KRANIC, "2031-03-03"), True),
        (("We will not sell the harbour of Orvik to anybody this year", KRANIC, "2031-03-03"),
         ("We will sell the harbour of Orvik to anybody this year", ("Kranic", "person"), "2031-03-03"), True),
    ],
)  # fmt: skip
def test_the_less_is_known_of_the_voices_the_more_they_must_share(
    one: tuple[str, Source, str], other: tuple[str, Source, str], together: bool
) -> None:
    assert bool(cluster(told(one, other))) == together
    assert bool(cluster(told(other, one))) == together


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("she would resign. The council met on Monday.", "she would resign."),
        ("the tender was “a farce.” The council met on Monday.", "the tender was “a farce.” The council met on Monday."),
        ("the tender was “a farce” from the start. “Nobody bid,” the mayor said.", "the tender was “a farce” from the start."),
        ("a farce!- The council met.", "a farce!"),
        ("the tender was ‘a farce. We bid. We lost’ from the start. The council met.", "the tender was ‘a farce. We bid. We lost’ from the start."),
        ("the dockers’ strike was over. The council met.", "the dockers’ strike was over."),
        # Nothing ends here.
        ("‘We bid. The dockers’ strike was over. We lost.’", "‘We bid. The dockers’ strike was over. We lost.’"),
        ("he met Gov. Edda Kranic and Mr. Lestard at 5 p.m. Eastern time", "he met Gov. Edda Kranic and Mr. Lestard at 5 p.m. Eastern time"),
        ("“We bid. We lost. Nobody told us why,”", "“We bid. We lost. Nobody told us why,”"),
        ("“We bid. We lost", "“We bid. We lost"),
        ("growth of 4.2 percent", "growth of 4.2 percent"),
        ("", ""),
        ("‘We will reopen in March. Nobody knows more.’", "‘We will reopen in March. Nobody knows more.’"),
    ],
)  # fmt: skip
def test_a_content_that_was_read_too_long_counts_up_to_its_first_sentence(text: str, kept: str) -> None:
    assert first_statement(text) == kept


FEE = "the fee at the Orvik lock has eaten {} crowns of every skipper's pay since the spring"


@pytest.mark.parametrize(
    ("first", "relay", "days", "credits", "together"),
    [
        # The relay has it from the outlet itself, so one of the two has the figure wrong.
        (PEOPLE, PEOPLE, 1, ("Lantern",), True),
        (PEOPLE, NOBODY, 6, ("Beacon", "Lantern"), True),
        (NOBODY, MINISTER, 0, ("Lantern",), True),
        # From another outlet, from nobody, weeks later, or said by somebody who is named as another: two statements.
        (PEOPLE, PEOPLE, 1, ("Beacon",), False),
        (PEOPLE, PEOPLE, 1, (), False),
        (PEOPLE, PEOPLE, 12, ("Lantern",), False),
        (KRANIC, LESTARD, 1, ("Lantern",), False),
    ],
)
def test_who_credits_the_other_outlet_has_its_words_from_one_source(
    first: Source, relay: Source, days: int, credits: tuple[str, ...], together: bool
) -> None:
    one = Told("k0", "a0", "Lantern", f"“{FEE.format(30)}”", "2031-03-03", *first)
    other = Told("k1", "a1", "Courier", f"“{FEE.format(300)}”", f"2031-03-{3 + days:02}", *relay, credits)
    assert bool(cluster((one, other))) == together
    # A sentence that the outlet printed of something else is none of it.
    apart = Told(
        "k2",
        "a0",
        "Lantern",
        "“the lock at Orvik has cost the skippers 40 days since the spring”",
        "2031-03-03",
        *first,
    )
    assert not cluster((apart, other))


def test_too_long_a_content_does_not_join_what_others_said() -> None:
    first, second = (
        "“The tender was a farce from the first day to the last,”",
        "“Nobody in the council has read the tender papers,”",
    )
    both = f"the tender was a farce from the first day to the last. The mayor said {second[1:-2]} at all."
    tellings = told(
        (first, KRANIC, "2031-03-03"), (second, LESTARD, "2031-03-03"), (first_statement(both), KRANIC, "2031-03-03")
    )
    assert [found.members for found in cluster(tellings)] == [("k0", "k2")]


def test_marks() -> None:
    assert quoted("the “old guard”") and quoted("'We bid'") and quoted('a "farce"')
    assert not quoted("the mayor's bid") and not quoted("")
