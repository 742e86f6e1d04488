"""Chains, root first: each row is a text and the chain of its attribution number n, drawn as `name[status:via] > …`.

The publisher given is The Lantern unless the row says otherwise. Near misses stand beside hits.
"""

import pytest

from attrib.pipeline import extract
from attrib.records import Document, Extraction

GIVEN = "The Lantern[stated:given]"
# text, number of the attribution in text order, chain
ROWS = [
    # nothing between speaker and publisher
    ("Jane Doe said the bridge was safe.", 0, f"Jane Doe[stated:source] > {GIVEN}"),
    ("Jane Doe told reporters the bridge was safe.", 0, f"Jane Doe[stated:source] > {GIVEN}"),
    ("Jane Doe told the council that the bridge was safe.", 0, f"Jane Doe[stated:source] > {GIVEN}"),
    ("A senior official said the bridge was safe.", 0, f"a senior official[stated:source] > {GIVEN}"),
    ("The mayor allegedly took cash.", 0, f"unknown source[unknown:no source named] > {GIVEN}"),
    # told an outlet
    ("Jane Doe told Norda Wire that the bridge was safe.", 0,
     f"Jane Doe[stated:source] > Norda Wire[stated:told] > {GIVEN}"),
    ("“It is safe,” Jane Doe told the Dunmore Gazette.", 0,
     f"Jane Doe[stated:source] > Dunmore Gazette[stated:told] > {GIVEN}"),
    ("“It is safe,” Jane Doe told the Lantern.", 0, "Jane Doe[stated:source] > Lantern[stated:told]"),
    ("Jane Doe said in an interview with Radio Veldt that the bridge was safe.", 0,
     f"Jane Doe[stated:source] > Radio Veldt[stated:interview] > {GIVEN}"),
    ("Jane Doe said on Telegram that the bridge was safe.", 0,
     f"Jane Doe[stated:source] > Telegram[stated:on] > {GIVEN}"),
    ("Jane Doe commented to Radio Veldt. “It is safe,” Doe said.", 1,
     f"Jane Doe[inferred:family_name] > Radio Veldt[inferred:context] > {GIVEN}"),
    ("Jane Doe commented to Radio Veldt. “It is safe,” Ruth Abara said.", 1, f"Ruth Abara[stated:source] > {GIVEN}"),
    # an outlet reports
    ("The bridge fell, Norda Wire reported.", 0, f"Norda Wire[stated:source] > {GIVEN}"),
    ("Jane Doe said the bridge was safe, Norda Wire reported.", 1,
     f"Jane Doe[stated:source] > Norda Wire[stated:nested] > {GIVEN}"),
    ("The bridge fell, as reported by the Dunmore Gazette.", 0, f"Dunmore Gazette[stated:source] > {GIVEN}"),
    ("The inquiry was first reported by the Dunmore Gazette.", 0, f"Dunmore Gazette[stated:source] > {GIVEN}"),
    ("The bridge fell, according to Norda Wire.", 0, f"Norda Wire[stated:source] > {GIVEN}"),
    ("“It was a mistake,” the envoy was quoted as saying by Radio Veldt.", 0,
     f"the envoy[stated:source] > Radio Veldt[stated:quoted by] > {GIVEN}"),
    ("Norda Wire quoted Jane Doe as saying that the bridge was safe.", 0,
     f"Jane Doe[stated:source] > Norda Wire[stated:quoted by] > {GIVEN}"),
    # citing
    ("The bridge fell, Norda Wire reported, citing the Dunmore Gazette.", 0,
     f"Dunmore Gazette[stated:citing] > Norda Wire[stated:source] > {GIVEN}"),
    ("The bridge fell, Norda Wire reported, citing a ministry transcript.", 0,
     f"a ministry transcript[stated:citing] > Norda Wire[stated:source] > {GIVEN}"),
    ("The bridge fell, Norda Wire reported, citing two people familiar with the talks.", 0,
     f"two people familiar with the talks[stated:citing] > Norda Wire[stated:source] > {GIVEN}"),
    ("The general told reporters the convoy had turned back, Norda Wire said, citing a ministry transcript.", 0,
     f"the general[stated:source] > a ministry transcript[stated:citing] > Norda Wire[stated:source] > {GIVEN}"),
    ("The general told reporters the convoy had turned back, Norda Wire said, citing a ministry transcript.", 1,
     f"the general[stated:source] > a ministry transcript[stated:citing] > Norda Wire[stated:nested] > {GIVEN}"),
    ("According to documents seen by the Dunmore Gazette, the bridge was unsafe.", 0,
     f"documents seen by the Dunmore Gazette[stated:source] > Dunmore Gazette[stated:seen by] > {GIVEN}"),
    # documents and their authors
    ("A report by the Harbour Board said the bridge was unsafe.", 0,
     f"Harbour Board[stated:author of the document] > Harbour Board report[stated:source] > {GIVEN}"),
    # datelines
    ("SUVA, June 4 (Norda Wire) -- The bridge fell, Jane Doe said.", 0,
     f"Jane Doe[stated:source] > Norda Wire[stated:dateline] > {GIVEN}"),
    ("SUVA, June 4 (Norda Wire) -- The bridge fell, state radio reported Thursday.", 0,
     f"state radio[stated:source] > Norda Wire[stated:dateline] > {GIVEN}"),
    ("SUVA, June 4 -- The bridge fell, Jane Doe said.", 0, f"Jane Doe[stated:source] > {GIVEN}"),
    # source lines and what they cover
    ("Bridge falls in Suva\n\nSource: Harbour Board, as reported by Norda Wire\n\nDetails: The board said the bridge was old.", 0,
     f"Harbour Board[stated:source] > Norda Wire[stated:as reported by] > {GIVEN}"),
    ("Bridge falls in Suva\n\nSource: Harbour Board, as reported by Norda Wire\n\nDetails: Jane Doe said the bridge was old.", 1,
     f"Jane Doe[stated:source] > Norda Wire[stated:source line] > {GIVEN}"),
    ("Bridge falls in Suva\n\nSource: Harbour Board, as reported by Norda Wire\n\nDetails: It fell at noon.\n\n"
     "Background: Jane Doe said the bridge was old.", 1, f"Jane Doe[stated:source] > {GIVEN}"),
    ("Bridge falls in Suva\n\nSource: Radio Veldt, as reported by Norda Wire\n\nDetails: Jane Doe said the bridge was old.", 1,
     f"Jane Doe[stated:source] > Radio Veldt[stated:source line] > Norda Wire[stated:source line] > {GIVEN}"),
    # footers
    ("Bridge falls\n\nJane Doe said the bridge was old.\n\nThis article originally appeared on Dunmore Gazette.", 0,
     f"Jane Doe[stated:source] > Dunmore Gazette[stated:syndication] > {GIVEN}"),
    ("Bridge falls\n\nJane Doe said the bridge was old.\n\nSupport Dunmore Gazette on Patreon!", 0,
     f"Jane Doe[stated:source] > Dunmore Gazette[inferred:support] > {GIVEN}"),
]  # fmt: skip


def draw(found: Extraction, number: int) -> str:
    """Return a chain as the rows write it."""
    return " > ".join(f"{hop.name}[{hop.status}:{hop.via}]" for hop in found.resolutions[number].chain)


@pytest.mark.parametrize(("text", "number", "chain"), ROWS, ids=[f"{row[0][:60]}#{row[1]}" for row in ROWS])
def test_chain(text: str, number: int, chain: str) -> None:
    found = extract(Document(id="chains", text=text, publisher="The Lantern", date="2025-06-05"))
    assert draw(found, number) == chain


@pytest.mark.parametrize(("text", "number", "chain"), ROWS, ids=[f"{row[0][:60]}#{row[1]}" for row in ROWS])
def test_a_stated_hop_has_its_evidence(text: str, number: int, chain: str) -> None:
    found = extract(Document(id="chains", text=text, publisher="The Lantern"))
    for hop in found.resolutions[number].chain:
        assert hop.status != "stated" or hop.via == "given" or hop.evidence is not None
        if hop.evidence and hop.via in ("told", "citing", "dateline", "source line", "quoted by"):
            assert hop.name.split()[-1].casefold() in text[slice(*hop.evidence)].casefold()


def test_nothing_known_of_the_publisher_is_said() -> None:
    found = extract(Document(id="chains", text="Jane Doe said the bridge was safe."))
    assert draw(found, 0) == "Jane Doe[stated:source] > unknown publisher[unknown:publisher not stated]"


def test_a_person_between_two_candidates_is_an_unknown_hop() -> None:
    found = extract(
        Document(id="chains", text="Lena Ford met Ruth Abara. She said the plan was dead.", publisher="The Lantern")
    )
    assert draw(found, 0) == f"She[unknown:unresolved] > {GIVEN}"


def test_an_aggregator_shows_in_its_furniture() -> None:
    text = (
        "Dunmore Gazette\n18 minutes ago\n- Dunmore Gazette\nBridge falls in Suva\n"
        "Jane Doe said the bridge was old and should have been closed.\n\nExplore what NewsShelf AI can do for you:\n"
    )
    found = extract(Document(id="chains", text=text))
    assert draw(found, 0) == (
        "Jane Doe[stated:source] > Dunmore Gazette[stated:publisher line] > NewsShelf[inferred:page furniture]"
    )


def test_a_headline_takes_the_way_of_the_body() -> None:
    text = "Doe vows to rebuild bridge\n\nJane Doe vowed to rebuild the bridge, Norda Wire reported on Monday.\n"
    found = extract(Document(id="chains", text=text, publisher="The Lantern"))
    assert draw(found, 0).endswith(f"> Norda Wire[inferred:from body] > {GIVEN}")
