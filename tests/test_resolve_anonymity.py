"""What a text tells of its unnamed sources: each row is a text and the details of its first anonymous speaker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.export.jsonl import to_json
from attrib.pipeline import extract
from attrib.records import Anonymity, Document

# text | count | counted | rank | affiliation | proximity | condition | reason ("-" for none)
ROWS = """
Two officials said the bridge was shut. | 2 | Two | - | - | - | - | -
A senior official said the bridge was shut. | 1 | A | senior | - | - | - | -
Officials said the bridge was shut. | - | - | - | - | - | - | -
Several officials said the bridge was shut. | - | Several | - | - | - | - | -
At least three officials said the bridge was shut. | - | At least three | - | - | - | - | -
A senior official at the harbour ministry said the bridge was shut. | 1 | A | senior | the harbour ministry | - | - | -
Two people briefed on the talks said the deal was off. | 2 | Two | - | - | briefed on the talks | - | -
A person familiar with the matter said the deal was off. | 1 | A | - | - | familiar with the matter | - | -
Three diplomats close to the talks said the deal was off. | 3 | Three | - | - | close to the talks | - | -
A Norwegian official said the deal was off. | 1 | A | - | Norwegian | - | - | -
A Defence Ministry official said the deal was off. | 1 | A | - | Defence Ministry | - | - | -
Two intelligence officials said the deal was off. | 2 | Two | - | intelligence | - | - | -
A top White House aide said the deal was off. | 1 | A | top | White House | - | - | -
A high-ranking officer said the deal was off. | 1 | A | high-ranking | - | - | - | -
An aide to Lena Ford said the deal was off. | 1 | An | - | Lena Ford | - | - | -
Two officials said the deal was off, speaking on condition of anonymity because they were not authorised to speak. | 2 | Two | - | - | - | on condition of anonymity | because they were not authorised to speak
"The deal is off," said a diplomat who spoke on condition of anonymity because the talks were secret. | 1 | a | - | - | - | on condition of anonymity | because the talks were secret
A diplomat, who asked not to be named, said the deal was off. | 1 | A | - | - | - | asked not to be named | -
Beds were short, said a nurse who requested anonymity for fear of losing her job. | 1 | a | - | - | - | requested anonymity | for fear of losing her job
A senior official said the deal was off. He spoke on condition of anonymity because he was not authorised to discuss it. | 1 | A | senior | - | - | on condition of anonymity | because he was not authorised to discuss it
A senior official said the deal was off. The official declined to be named, citing the secrecy of the talks. | 1 | A | senior | - | - | declined to be named | citing the secrecy of the talks
A senior official said the deal was off. Lena Ford spoke for an hour. | 1 | A | senior | - | - | - | -
A senior official said the deal was off. It rained because winter had come. | 1 | A | senior | - | - | - | -
An officer who was not authorised to speak publicly said the convoy had left. | 1 | An | - | - | - | - | was not authorised to speak publicly
According to two people with direct knowledge of the talks, the deal was off. | 2 | two | - | - | with direct knowledge of the talks | - | -
Residents said they heard a blast because the windows were open. | - | - | - | - | - | - | -
Two former ministry officials said the deal was off. | 2 | Two | - | ministry | - | - | -
Officials in the port authority said the crane had failed. | - | - | - | the port authority | - | - | -
One official said the deal was off, while another said it was not. | 1 | One | - | - | - | - | -
A union leader said the deal was off, on the condition that he not be named, to discuss private talks. | 1 | A | - | union | - | on the condition that he not be named | to discuss private talks
More than 20 witnesses said the crane had failed. | - | More than 20 | - | - | - | - | -
Speaking on condition of anonymity because talks were under way, two diplomats said the deal was close. | 2 | two | - | - | - | on condition of anonymity | because talks were under way
"We are close," said a person involved in the talks. | 1 | a | - | - | involved in the talks | - | -
A police source said the van was stolen. | 1 | A | - | police | - | - | -
Both officials said the deal was off. | 2 | Both | - | - | - | - | -
A couple of aides said the deal was off. | 2 | A couple of | - | - | - | - | -
Legal experts said the deal was off. | - | - | - | - | - | - | -
About 60 percent of voters said the deal was off. | - | - | - | - | - | - | -
Lena Ford's aides said the deal was off. | - | - | - | Lena Ford | - | - | -
The former top aide to President Hugo W. Arno said the deal was off. | 1 | - | former top | President Hugo W. Arno | - | - | -
One of the officials said the deal was off. | 1 | One | - | - | - | - | -
Teachers and nurses said pay was late. | - | - | - | - | - | - | -
A spokesman for the harbour trust said the deal was off. | 1 | A | - | the harbour trust | - | - | -
A person who attended the meeting and asked not to be named said the deal was off. | 1 | A | - | - | who attended the meeting | asked not to be named | -
Twelve workers at Arvo Stone said pay was late. | 12 | Twelve | - | Arvo Stone | - | - | -
""".strip().splitlines()


def found(text: str) -> Anonymity | None:
    for one in extract(Document(id="row", text=text)).resolutions:
        if one.speaker is not None and one.speaker.anonymity is not None:
            return one.speaker.anonymity
    return None


@pytest.mark.parametrize("row", ROWS)
def test_row(row: str) -> None:
    text, *wanted = row.split(" | ")
    got = found(text)
    assert got is not None
    details = (got.counted, got.rank, got.affiliation, got.proximity, got.condition, got.reason)
    shown = ["-" if got.count is None else str(got.count), *("-" if one is None else one.text for one in details)]
    assert shown == wanted
    assert all(text[slice(*one.span)] == one.text for one in details if one is not None)


@pytest.mark.parametrize(
    "text",
    [
        "Lena Ford said the deal was off.",
        "The mayor said the deal was off because she was not authorised to speak.",
        "The Norda Council said the deal was off.",
    ],
)
def test_the_named_have_none(text: str) -> None:
    assert found(text) is None


def test_who_points_back_takes_the_details_of_the_first_mention() -> None:
    text = "A senior official at the port said the crane had failed. The official said it was old. He gave no date, he said."
    extraction = extract(Document(id="row", text=text))
    speakers = [
        one.speaker
        for one in extraction.resolutions
        if one.speaker and one.speaker.name == "a senior official at the port"
    ]
    assert len(speakers) >= 2
    assert {one.anonymity.rank.text for one in speakers if one.anonymity and one.anonymity.rank} == {"senior"}
    assert len({one.anonymity for one in speakers}) == 1


def test_two_sources_of_a_sentence_keep_their_reasons_apart() -> None:
    text = (
        "A diplomat said the deal was off, while an officer, who spoke on condition of anonymity because the talks were "
        "secret, said it was not."
    )
    extraction = extract(Document(id="row", text=text))
    reasons = {
        one.speaker.name: one.speaker.anonymity.reason and one.speaker.anonymity.reason.text
        for one in extraction.resolutions
        if one.speaker and one.speaker.anonymity
    }
    assert reasons["a diplomat"] is None
    assert "because the talks were secret" in reasons.values()


def test_articles_are_never_joined() -> None:
    """The details of one text are not those of another with the same words."""
    first = extract(Document(id="1", text="A senior official at the port said no. The official said it was old."))
    second = extract(Document(id="2", text="The official said it was old."))
    assert first.resolutions[-1].speaker and first.resolutions[-1].speaker.anonymity
    (only,) = [one.speaker for one in second.resolutions]
    assert only and (only.anonymity is None or only.anonymity.affiliation is None)


def test_extract_shows_it_inside_the_speaker_only() -> None:
    shown = to_json(extract(Document(id="row", text="Two officials said the deal was off. Lena Ford said it was not.")))
    unnamed, named = (one["speaker"] for one in shown["attributions"])
    assert unnamed["anonymity"]["count"] == 2
    assert unnamed["anonymity"]["counted"] == {"text": "Two", "span": [0, 3]}
    assert unnamed["anonymity"]["reason"] is None
    assert "anonymity" not in named


@given(st.text(alphabet='a officials,.“”" whobecause not authorised to speak on condition of anonymity', max_size=200))
def test_any_text_is_read(noise: str) -> None:
    text = f"Two officials {noise} said the deal was off. They {noise}."
    for one in extract(Document(id="noise", text=text)).resolutions:
        if one.speaker is not None and one.speaker.anonymity is not None and one.speaker.anonymity.reason is not None:
            start, end = one.speaker.anonymity.reason.span
            assert 0 <= start < end <= len(text)
