"""Reporting chains: the table of chain_rows.py, pages, speakers given by hand, and what holds for every chain."""

from itertools import pairwise

import pytest
from chain_rows import GIVEN, ROWS
from growth import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.parse import parse
from attrib.pipeline import extract
from attrib.records import Attribution, Document, Extraction, Hop, Speaker
from attrib.resolve.chains import build_chains
from attrib.segment import segment

NAMES = [f"{row[0][:70]}#{row[1]}" for row in ROWS]
NOTHING_KNOWN = "unknown publisher[unknown:publisher not stated]"
# A page of an aggregator, without a publisher given: one article above its own lines, two below.
PAGE = """Port shut in Elsin for a week
Ruth Abara said on Monday that the port was shut.

Try Our New Reader
Explore what NewsShelf AI can do for you:
Comments
No comments yet...
Related Articles

Dunmore Gazette
18 minutes ago
- Dunmore Gazette
Bridge falls in Suva
Jane Doe told the Dunmore Gazette that the bridge was old and should have been closed.

Harbour Post
2 hours ago
- Harbour Post
Port stays shut in Elsin
Ruth Abara said the port would stay shut for a week and more. Read the full story by Ada Roe on Norda Wire.
"""
PAGE_CHAINS = [
    "Ruth Abara[stated:source] > NewsShelf[inferred:page furniture]",
    "Jane Doe[stated:source] > Dunmore Gazette[stated:told] > NewsShelf[inferred:page furniture]",
    "Ruth Abara[stated:source] > Norda Wire[inferred:read full story] > Harbour Post[stated:publisher line] > "
    "NewsShelf[inferred:page furniture]",
]


def read(text: str, publisher: str | None = "The Lantern") -> Extraction:
    """Return what is found in a text of June 2025."""
    return extract(Document(id="chains", text=text, publisher=publisher, date="2025-06-05"))


def draw(chain: tuple[Hop, ...]) -> str:
    """Return a chain as the rows write it."""
    return " > ".join(f"{' & '.join((hop.name, *hop.beside))}[{hop.status}:{hop.via}]" for hop in chain)


def plain(words: str) -> str:
    """Return the letters and digits of some words."""
    return "".join(char for char in words.casefold() if char.isalnum())


def shows(evidence: str, name: str) -> bool:
    """True if a name, or its initials, or all its words stand in the evidence."""
    words = [word for word in name.replace("-", " ").split() if word.lower() not in ("the", "a", "an")]
    initials = "".join(word[0] for word in words if word[0].isupper()).casefold()
    named = all(plain(word) in plain(evidence) for word in words)
    return named or plain(evidence).removeprefix("the") == initials


@pytest.mark.parametrize(("text", "number", "chain"), ROWS, ids=NAMES)
def test_chain(text: str, number: int, chain: str) -> None:
    assert draw(read(text).resolutions[number].chain) == chain


@pytest.mark.parametrize("text", sorted({row[0] for row in ROWS} | {PAGE}))
def test_a_stated_hop_stands_in_its_evidence(text: str) -> None:
    for resolution in read(text).resolutions:
        for hop in resolution.chain:
            if hop.status == "stated" and hop.via != "given":
                assert hop.evidence is not None, hop
                for name in (hop.name, *hop.beside):
                    assert shows(text[slice(*hop.evidence)], name), (hop, text[slice(*hop.evidence)])


@pytest.mark.parametrize("text", sorted({row[0] for row in ROWS} | {PAGE}))
def test_a_chain_ends_with_the_publisher_and_names_nobody_twice_in_a_row(text: str) -> None:
    for resolution in read(text).resolutions:
        names = [plain(hop.name) for hop in resolution.chain]
        assert names[-1] == "thelantern"
        assert all(one != two for one, two in pairwise(names))


@pytest.mark.parametrize("text", sorted({row[0] for row in ROWS if "Lantern" not in row[0]}))
def test_the_publisher_changes_the_end_of_a_chain_only(text: str) -> None:
    with_it, without = read(text), read(text, None)
    for one, two in zip(with_it.resolutions, without.resolutions, strict=True):
        rest = two.chain[:-1] if two.chain[-1].status == "unknown" and len(two.chain) > 1 else two.chain
        assert one.chain[:-1] == rest


def test_nothing_known_of_the_publisher_is_said() -> None:
    assert draw(read("Jane Doe said the bridge was safe.", None).resolutions[0].chain) == (
        f"Jane Doe[stated:source] > {NOTHING_KNOWN}"
    )


def test_a_person_between_two_candidates_is_an_unknown_hop() -> None:
    found = read("Lena Ford met Ruth Abara. She said the plan was dead.")
    assert draw(found.resolutions[0].chain) == f"She[unknown:unresolved] > {GIVEN}"


def test_an_aggregator_shows_in_its_furniture() -> None:
    assert [draw(resolution.chain) for resolution in read(PAGE, None).resolutions] == PAGE_CHAINS


def test_a_given_publisher_stands_for_the_furniture() -> None:
    chain = read(PAGE, "NewsShelf").resolutions[1].chain
    assert draw(chain) == "Jane Doe[stated:source] > Dunmore Gazette[stated:told] > NewsShelf[stated:given]"


def test_two_names_of_the_publisher_are_one() -> None:
    found = read("PARIS (AFP) - The bridge fell, Jane Doe told AFP.", "Agence France-Presse")
    assert draw(found.resolutions[0].chain) == "Jane Doe[stated:source] > Agence France-Presse[stated:told]"


# Chains from speakers given by hand, so that they do not depend on how speakers are resolved.
def chains_of(text: str, *speakers: Speaker | None) -> list[str]:
    segmented = segment(Document(id="chains", text=text, publisher="The Lantern"))
    attributions = parse(segmented)
    assert len(attributions) == len(speakers)
    found = tuple((one,) if one else () for one in speakers)
    return [draw(chain) for chain in build_chains(segmented, attributions, found)]


def test_the_author_of_a_report_read_before_is_inferred() -> None:
    said = Speaker("Harbour Board report", "document", "inferred", affiliation="Harbour Board", rule="pronoun")
    assert chains_of("It said the bridge was unsafe.", said) == [
        f"Harbour Board[inferred:author of the document] > Harbour Board report[inferred:pronoun] > {GIVEN}"
    ]


def test_an_unresolved_speaker_hands_on_no_outlet() -> None:
    doe = Speaker("Jane Doe", "person", "stated")
    she = Speaker(None, "person", "unresolved", candidates=("Jane Doe", "Ruth Abara"))
    text = "Jane Doe told Norda Wire that the bridge was safe. She said it would open."
    assert chains_of(text, doe, she)[1] == f"She[unknown:unresolved] > {GIVEN}"


def test_unnamed_people_are_joined_by_a_rule_only() -> None:
    one = Speaker("a person close to the talks", "anonymous", "stated")
    same = Speaker("a person close to the talks", "anonymous", "inferred", rule="same_unnamed")
    text = "A person close to the talks told Norda Wire that the deal was dead. The person said it had failed."
    assert chains_of(text, one, same)[1] == (
        f"a person close to the talks[inferred:same_unnamed] > Norda Wire[inferred:context] > {GIVEN}"
    )
    assert chains_of(text, one, one)[1] == f"a person close to the talks[stated:source] > {GIVEN}"


PIECES = (
    "Jane Doe", " told ", "Norda Wire", " said ", "the bridge fell", ", citing ", "the Dunmore Gazette", ". ", "“It fell,”",
    " was quoted as saying", " by ", "According to ", "documents seen by ", "In an interview with ", "on Telegram ", ", which cited ",
    "state media", "Source: ", "\n\n", "Background: ", "© 2025 AFP", "She", " that ", "A report by ", "\ud800", "”", "the newspaper ",
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_has_chains_that_rest_on_it(text: str) -> None:
    found = read(text)
    for resolution in found.resolutions:
        assert resolution.chain[-1].name in ("The Lantern", "Agence France-Presse")
        for hop in resolution.chain:
            assert hop.name
            assert hop.status in ("stated", "inferred", "unknown")
            assert hop.evidence is None or 0 <= hop.evidence[0] <= hop.evidence[1] <= len(text)
            assert hop.status != "stated" or hop.via == "given" or hop.evidence is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Doe told Norda Wire the bridge fell. ",
        "In an interview with Norda Wire, Jane Doe said the newspaper fell. ",
        "The newspaper said the bridge fell, citing the Dunmore Gazette, which cited state media. ",
    ],
)
def test_twenty_thousand_attributions_take_little_time(sentence: str) -> None:
    count = 20_000
    text = sentence * count
    segmented = segment(Document(id="chains", text=sentence * 3, publisher="The Lantern"))
    first = parse(segmented)[0]
    size = len(sentence)
    whole = segment(Document(id="chains", text=text, publisher="The Lantern"))
    moved = tuple(_moved(first, number, number * size) for number in range(min(count, len(whole.sentences))))
    speakers = tuple((Speaker("Jane Doe", "person", "stated"),) for _ in moved)
    assert len(build_chains(whole, moved, speakers)) == len(moved) == count
    assert grows_linearly(lambda most: build_chains(whole, moved[:most], speakers[:most]), count)


def _moved(one: Attribution, sentence: int, by: int) -> Attribution:
    """Return an attribution as it stands some sentences further on."""

    def shift(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((start + by, end + by) for start, end in spans)

    return Attribution(
        one.article,
        sentence,
        one.pattern,
        one.relation,
        one.type,
        one.stance,
        one.confidence,
        shift(one.content),
        shift(one.cue),
        shift(one.source),
    )
