"""The cue tables hold what the parser reads from them: known symbols, frames, stances, relations, no line twice."""

from collections import Counter

import pytest

from attrib import lexicon

FRAMES = {
    "at",
    *("quote", "clause", "that", "wh", "to", "gerund", "object", "as", "complement", "objto", "tell", "told", "struck"),
    *("post", "invert", "none", "about", "for"),
}
NOUN_FRAMES = {"in", "express", "that", "to", "to_object", "of", "for", "about", "from"}
ADJECTIVE_FRAMES = {"that", "about", "of", "to", "wh", "on"}
PHRASE_FRAMES = FRAMES | {"source", "adverb", "request", "neither"}
SYMBOLS = {"SAY", "TELL", "THINK", "SHOW", "VOW", "CALL", "JUDGE", "URGE", "ASK", "ADMIT", "EXPRESS", "CITE"}
PHRASE_SYMBOLS = SYMBOLS | {"ACCORDING", "PER", "REPORTED", "HEDGE", "NORESPONSE", "NOCOMMENT", "EVENT"}
STANCES = {"neutral", "distancing", "factive", "assertive", "belief", "commitment", "evaluative", "denial"}
RELATIONS = {"speech", "writing", "belief", "denial", "refusal", "no_response", "speech_event", "hearsay"}
FORMS = ("lemma", "third", "ing", "past", "participle")
TABLES = ("cues", "cue_nouns", "cue_adjectives", "cue_phrases")

CUES = lexicon.table("cues")


def frames_of(row: dict[str, str]) -> list[str]:
    return row["frames"].split(",")


def verb(lemma: str) -> dict[str, str]:
    return next(row for row in CUES if row["lemma"] == lemma)


def test_there_are_enough_lines() -> None:
    assert len({row["lemma"] for row in CUES}) >= 520
    assert len(lexicon.table("cue_nouns")) >= 110
    assert len(lexicon.table("cue_adjectives")) >= 70
    assert len(lexicon.table("cue_phrases")) >= 200


def test_every_verb_has_its_five_forms() -> None:
    for row in CUES:
        for form in FORMS:
            assert row[form] and row[form] == row[form].strip().lower(), row
        particles = [row[form].split(" ")[1:] for form in FORMS]
        assert all(rest == particles[0] for rest in particles), (
            f"{row['lemma']}: the particle differs between its forms"
        )
        assert row["ing"].split(" ")[0].endswith("ing"), row


@pytest.mark.parametrize("name", TABLES)
def test_stances_and_relations_are_known(name: str) -> None:
    for row in lexicon.table(name):
        assert row["stance"] in STANCES, row
        assert row["relation"] in RELATIONS, row


def test_symbols_are_known() -> None:
    assert {row["symbol"] for row in CUES} == SYMBOLS
    assert {row["symbol"] for row in lexicon.table("cue_phrases")} <= PHRASE_SYMBOLS


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("cues", FRAMES),
        ("cue_nouns", NOUN_FRAMES),
        ("cue_adjectives", ADJECTIVE_FRAMES),
        ("cue_phrases", PHRASE_FRAMES),
    ],
)
def test_frames_are_known_and_not_repeated(name: str, allowed: set[str]) -> None:
    for row in lexicon.table(name):
        frames = frames_of(row)
        assert set(frames) <= allowed, row
        assert len(frames) == len(set(frames)), row


@pytest.mark.parametrize(
    ("name", "key"),
    [("cues", "lemma"), ("cue_nouns", "noun"), ("cue_adjectives", "adjective"), ("cue_phrases", "phrase")],
)
def test_no_line_stands_twice_and_the_table_is_sorted(name: str, key: str) -> None:
    keys = [row[key] for row in lexicon.table(name)]
    assert [word for word, count in Counter(keys).items() if count > 1] == []
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", TABLES)
def test_every_line_is_full(name: str) -> None:
    for row in lexicon.table(name):
        assert all(value for column, value in row.items() if column != "plural"), row


def test_particle_verbs_inflect_their_verb() -> None:
    forms = [verb("point out")[form] for form in FORMS]
    assert forms == ["point out", "points out", "pointing out", "pointed out", "pointed out"]


@pytest.mark.parametrize(
    ("lemma", "past", "participle"),
    [
        *(("write", "wrote", "written"), ("swear", "swore", "sworn"), ("forecast", "forecast", "forecast")),
        *(("relay", "relayed", "relayed"), ("foresee", "foresaw", "foreseen"), ("deny", "denied", "denied")),
        *(("quip", "quipped", "quipped"), ("refer to", "referred to", "referred to"), ("seek", "sought", "sought")),
    ],
)
def test_irregular_forms(lemma: str, past: str, participle: str) -> None:
    assert (verb(lemma)["past"], verb(lemma)["participle"]) == (past, participle)


@pytest.mark.parametrize(
    ("lemma", "frame"),
    [
        # "He added salt to the pan.", "The state dinner", "The company offered that ...": no attribution
        *(("add", "object"), ("state", "object"), ("find", "clause"), ("offer", "that")),
        *(("report", "object"), ("continue", "to"), ("believe", "invert"), ("charge", "object"), ("want", "that")),
    ],
)
def test_a_verb_lacks_the_frame_in_which_it_mostly_attributes_nothing(lemma: str, frame: str) -> None:
    rows = [row for row in CUES if row["lemma"] == lemma]
    assert all(frame not in frames_of(row) for row in rows)


@pytest.mark.parametrize(
    ("american", "british"), [("criticize", "criticise"), ("emphasize", "emphasise"), ("favor", "favour")]
)
def test_both_spellings_behave_alike(american: str, british: str) -> None:
    columns = ("symbol", "frames", "stance", "relation")
    assert [verb(american)[c] for c in columns] == [verb(british)[c] for c in columns]


def test_a_denial_stays_a_denial() -> None:
    for row in CUES:
        assert (row["stance"] == "denial") == (row["relation"] == "denial"), row
