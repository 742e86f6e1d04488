"""The JSON of `attrib extract`, and the stable keys."""

import json
from dataclasses import replace

import pytest
from extractions import TEXT, bridge, two_articles

from attrib.export.jsonl import to_json, to_line
from attrib.keys import article_key, attribution_keys, plain, source_head
from attrib.pipeline import extract
from attrib.records import Article, Document, Extraction, Segmented

# The promised ones; more may follow.
FIELDS = ["id", "parent", "article", "pattern", "relation", "type", "stance", "confidence", "content", "cue", "source"]
FIELDS += ["negated", "reads_as", "speakers", "speaker", "words_of", "dates", "chain"]


def test_every_promised_field_is_there_in_order() -> None:
    for attribution in to_json(bridge())["attributions"]:
        assert list(attribution)[: len(FIELDS)] == FIELDS
    article = to_json(bridge())["articles"][0]
    assert list(article) == ["start", "end", "title", "publisher", "original_publisher", "dateline", "published"]


def test_those_who_speak_together_are_a_speaker_each() -> None:
    text = "“We will mend the roof,” Ada Roe and the Port Board said, according to Norda Wire."
    found = to_json(extract(Document(id="two", text=text)))["attributions"]
    outer, inner = found
    assert [(one["name"], one["kind"]) for one in inner["speakers"]] == [
        ("Ada Roe", "person"),
        ("Port Board", "organisation"),
    ]
    assert inner["speaker"] == inner["speakers"][0]
    assert (inner["chain"][0]["name"], inner["chain"][0]["beside"]) == ("Ada Roe", ["Port Board"])
    assert "beside" not in inner["chain"][1]
    assert [one["name"] for one in outer["speakers"]] == ["Norda Wire"]
    (nobody,) = to_json(extract(Document(id="none", text="The mayor allegedly took cash.")))["attributions"]
    assert (nobody["speakers"], nobody["speaker"]) == ([], None)


def test_values_of_one_attribution() -> None:
    found = to_json(bridge())
    said = found["attributions"][0]
    assert found["id"] == "bridge.txt"
    assert [TEXT[s:e] for s, e in said["content"]] == ["the bridge [was] safe"]
    assert [TEXT[s:e] for s, e in said["source"]] == ["Orlov, the port director,"]
    assert said["speakers"] == [said["speaker"]]
    assert said["speaker"]["name"] == "Orlov" and said["speaker"]["role"] == "port director"
    assert said["dates"][0]["from"] == "2031-03-03" and said["dates"][0]["basis"] == "dateline"
    assert [(hop["name"], hop["status"], hop["via"]) for hop in said["chain"]] == [
        ("Orlov", "stated", "source"),
        ("Norda Wire", "stated", "dateline"),
        ("The Lantern", "stated", "given"),
    ]
    assert said["chain"][2]["evidence"] is None
    assert TEXT[slice(*said["chain"][1]["evidence"])] == "Norda Wire"


def test_nothing_reported_has_no_content_but_a_cue() -> None:
    declined = to_json(bridge())["attributions"][1]
    assert declined["content"] == [] and declined["type"] == "none"
    assert declined["speaker"]["candidates"] == ["Orlov", "Brandt"]


def test_article_takes_what_the_user_said_where_the_page_is_silent() -> None:
    extraction = bridge()
    document = replace(extraction.segmented.document, date="2031-03-05")
    article = to_json(replace(extraction, segmented=replace(extraction.segmented, document=document)))["articles"][0]
    assert article["publisher"] == "The Lantern"
    assert article["published"] == "2031-03-05"
    assert article["dateline"]["date"] == "2031-03-04"


def test_parent_is_the_id_of_the_row_it_names() -> None:
    extraction = bridge()
    nested = replace(extraction.attributions[2], parent=0)
    found = to_json(replace(extraction, attributions=(*extraction.attributions[:2], nested)))["attributions"]
    assert found[2]["parent"] == found[0]["id"]
    assert found[0]["parent"] is None


def test_line_is_the_same_bytes_and_can_carry_half_a_surrogate_pair() -> None:
    assert to_line(bridge()) == to_line(bridge())
    broken = Extraction(Segmented(Document("\ud83d", "é"), (Article(0, 1),), (), (), ()), (), ())
    line = to_line(broken)
    assert json.loads(line.encode("utf-8"))["id"] == "\ud83d"
    assert "\n" not in line


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("Orlov, the port director,", "orlov"),
        ("the intelligence chief of Norland", "chief"),
        ("people close to the talks", "people"),
        ("Ana María Ruiz", "ruiz"),
        ("a woman who asked not to be named", "woman"),
        ("", ""),
        (", who", "who"),
        ("…", ""),
    ],
)
def test_source_head(source: str, head: str) -> None:
    assert source_head(source) == head


def test_plain_keeps_letters_and_digits_of_any_script() -> None:
    assert plain("“We WON’T pay €1.5,” — Straße 東京_x") == "wewontpay15strasse東京x"


def test_keys_do_not_change_with_marks_or_with_text_elsewhere() -> None:
    keys = attribution_keys(bridge())
    longer = attribution_keys(bridge(text=f"{TEXT} It rained."))
    louder = attribution_keys(bridge(text=TEXT.replace("[was]", "“was”,")))
    assert len(set(keys)) == 3
    assert longer == keys == louder


def test_keys_change_with_the_content_the_article_and_the_occurrence() -> None:
    keys = attribution_keys(bridge())
    assert attribution_keys(bridge(name="other.txt"))[0] != keys[0]
    twice = bridge()
    twice = replace(
        twice,
        attributions=(twice.attributions[0], twice.attributions[0]),
        resolutions=(twice.resolutions[0], twice.resolutions[0]),
    )
    first, second = attribution_keys(twice)
    assert first == keys[0] and second != first
    one, other = attribution_keys(two_articles())
    assert one != other


def test_article_key_prefers_the_address() -> None:
    with_address = Document("a.txt", "x", url="https://lantern.example/bridge")
    assert article_key(with_address, 0) == article_key(replace(with_address, id="b.txt"), 0)
    assert article_key(with_address, 0) != article_key(with_address, 1)
    assert article_key(Document("a.txt", "x"), 0) != article_key(Document("b.txt", "x"), 0)
