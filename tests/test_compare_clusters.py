"""Variants of one quote are found together; stock phrases, shared openings and other quotes are not."""

from random import Random

import pytest

from attrib.compare.clusters import Union, as_cluster, cluster, same_quote
from attrib.compare.index import COMMON, pairs, spelled, words
from attrib.compare.records import Told

WHOLE = "“We will not reopen the Orvik ferry terminal before the auditors have checked all 1,200 contracts, and the council knows it.”"


def told(*texts: str) -> list[Told]:
    return [Told(f"k{at:03}", f"a{at}", f"Outlet {at}", text) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    "variant",
    [
        WHOLE,
        "'we will not reopen the Orvik ferry terminal before the auditors have checked all 1 200 contracts; and the council knows it'",
        "reopen the Orvik ferry terminal before the auditors have checked all 1200 contracts",
        "We will not reopen the Orvik ferry terminal … and the council knows it.",
        "[W]e will not reopen the ferry terminal before the auditors have checked all contracts",
        "The council knows it, and we will not reopen the Orvik ferry terminal before the auditors have checked all 1,200 contracts",
        "We will not reopen the Orvik ferry terminal before inspectors have checked all 1,200 contracts, and the council knows it.",
        WHOLE + " Nobody at the Brandal shipyard was ever asked about the missing cable drums.",
    ],
)
def test_variant_joins_the_whole_quote(variant: str) -> None:
    (found,) = cluster(told(WHOLE, variant))
    assert found.members == ("k000", "k001")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It is far too early to say whether anyone will repair the bridge", "It is far too early to say whether anyone will sell the library"),
        ("We will do everything we can to reopen the northern mine by harvest", "We will do everything we can to protect our pensioners from floods"),
        ("We will appeal.", "We will appeal."),
        ("The ferry terminal in Orvik costs us 300 crowns a year", "The Orvik auditors have checked the bakery licences twice this year"),
    ],
)  # fmt: skip
def test_near_misses_stay_apart(one: str, other: str) -> None:
    assert cluster(told(one, other)) == ()


def test_a_merged_quote_joins_its_pieces() -> None:
    second = "Nobody at the Brandal shipyard was ever asked about the missing cable drums."
    (found,) = cluster(told(WHOLE, second, f"{WHOLE.strip('“”')} {second}"))
    assert len(found.members) == 3
    assert found.fullest == "k002"


def test_stock_phrase_of_one_speaker_in_a_few_days() -> None:
    def one(key: str, day: str, speaker: str, credits: tuple[str, ...] = ()) -> Told:
        return Told(key, key, f"Outlet {key}", "We will appeal.", day, speaker, "person", credits)

    joined = cluster([one("a", "2031-02-01", "Edda Kranic"), one("b", "2031-02-03", "Edda Kranic")])
    assert [found.members for found in joined] == [("a", "b")]
    assert cluster([one("a", "2031-02-01", "Edda Kranic"), one("b", "2031-04-03", "Edda Kranic")]) == ()
    assert cluster([one("a", "2031-02-01", "Edda Kranic"), one("b", "2031-02-01", "Ivo Lestard")]) == ()
    credit = cluster([one("a", "2031-02-01", "Edda Kranic"), one("b", "", "Edda Kranic", ("Outlet a",))])
    assert [found.members for found in credit] == [("a", "b")]
    assert cluster([one("a", "2031-02-01", "Edda Kranic"), one("b", "", "Ivo Lestard", ("Outlet a",))]) == ()


def test_translation_is_marked_and_not_the_fullest() -> None:
    other = Told("z", "z", "Outlet z", WHOLE + " Every single one of them.", translated=True)
    (found,) = cluster([*told(WHOLE), other])
    assert found.translations == ("z",)
    assert found.fullest == "k000"


PIER = "“The board may shut the pier in May if nobody can repair the roof before the storms.”"
PADDED = PIER.replace("pier", "old and dangerous pier")


@pytest.mark.parametrize(
    ("tellings", "fullest"),
    [
        # Words that one outlet put in a day later, or against two others on the same day; against one, nobody can tell.
        ([(PIER, "2031-03-03"), (PADDED, "2031-03-04")], PIER),
        ([(PIER, "2031-03-03"), (PADDED, "2031-03-03"), (PIER, "2031-03-03")], PIER),
        ([(PIER, "2031-03-03"), (PADDED, "2031-03-03")], PADDED),
        # Words that all others left out.
        ([(PIER, "2031-03-04"), (PADDED, "2031-03-03")], PADDED),
        # A stretch of it, a stretch in a paraphrase, and less than four fifths of it are no fuller for being first.
        ([(PIER.replace(" before the storms", ""), "2031-03-03"), (PIER, "2031-03-04")], PIER),
        ([(PADDED.strip("“”"), "2031-03-03"), (PADDED.replace("roof", "whole roof"), "2031-03-04")], PADDED.replace("roof", "whole roof")),
        ([(PIER.replace(" in May", "").replace(" may shut", "").replace("can ", ""), "2031-03-03"), (PIER, "2031-03-04")], PIER),
    ],
)  # fmt: skip
def test_the_fullest_is_the_longest_that_nobody_padded(tellings: list[tuple[str, str]], fullest: str) -> None:
    members = [
        Told(f"k{at}", f"a{at}", f"Outlet {at}", text, day, "Edda Kranic", "person")
        for at, (text, day) in enumerate(tellings)
    ]
    for ordered in (members, members[::-1]):
        found = as_cluster(ordered).fullest
        assert {one.text for one in members if one.key == found} == {fullest}


def test_order_of_reading_makes_no_difference() -> None:
    made = told(*(f"The {noun} of {place} will stay closed until the {who} have seen every single {what}"[cut:]
                  for noun in ("mine", "ferry", "museum") for place in ("Orvik", "Brandal")
                  for who in ("auditors", "judges") for what in ("ledger", "licence") for cut in (0, 12)))  # fmt: skip
    first = cluster(made)
    assert first
    for seed in range(5):
        Random(seed).shuffle(made)
        assert cluster(made) == first


def test_one_quote_in_many_wordings_is_one_cluster() -> None:
    # Every shingle is more common than COMMON; the fullest still proposes itself to all.
    ways = [f"{WHOLE} Minister number{chr(97 + at % 26)}{chr(97 + at // 26)} heard it." for at in range(COMMON * 3)]
    (found,) = cluster(told(*ways))
    assert len(found.members) == COMMON * 3


def test_never_all_pairs() -> None:
    # A thousand quotes with one opening propose few pairs a text.
    texts = sorted(
        {words(f"in the coming days and weeks we will see number{at} and matter{at} in town{at}") for at in range(1000)}
    )
    assert 0 < len(list(pairs(texts))) <= 10 * len(texts)


def test_two_keys_alike_are_refused() -> None:
    with pytest.raises(ValueError, match="one key"):
        cluster([*told(WHOLE), *told(WHOLE)])


def test_empty_and_odd_texts() -> None:
    assert cluster(told("", "", "…", "[…]", "“”")) == ()
    assert not same_quote((), ())


def test_words_are_the_same_in_any_print() -> None:
    assert words("Don't touch 62% of “labour” [T]onight . . . 1 200") == words(
        "do not touch 62 per cent of labor tonight 1,200"
    )
    assert words("1,5 or 15") == ("1,5", "or", "15")


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("neighbours", "neighbors"),
        ("criticised", "criticized"),
        ("rise", "rise"),
        ("advised", "advised"),
        ("metres", "meters"),
    ],
)
def test_spelling(word: str, same: str) -> None:
    assert spelled(word) == same


def test_union_is_named_by_its_smallest() -> None:
    union = Union()
    union.join(4, 2)
    union.join(2, 1)
    assert [union.find(at) for at in range(5)] == [0, 1, 1, 3, 1]
