"""Sentences and tokens: tables of what is cut and, beside each, what must stay whole."""

import pytest

from attrib.segment import tokenize
from attrib.segment.sentences import sentence_end, split_sentences

# Each row: the sentences of one paragraph, in order; the paragraph is their join by a blank.
SENTENCES = [
    ["The bridge fell.", "Nobody was hurt."],
    ["Mr. Sato met Sen. Ada Roe and Gen. Orlov on Monday.", "They agreed."],
    ["Lena W. Ford and J. K. Roe signed it.", "The mayor did not."],
    ["J. Gerald Roe, who leads the board, refused."],
    ["I. Tomas Leik, the inspector, agreed."],
    ["He works for the U.S. Senate in Washington, D.C. on weekdays.", "She does not."],
    ["They left the U.S.", "The talks went on."],
    ["The firm is based in Salem, N.J.", "Harmony Bridge Works did not reply."],
    ["She spoke in Salem, N.Y.", "“We will go on,” she added."],
    ["Gov. C.L. “Butch” Ford signed the bill."],
    ["Doors open at 5 p.m. Monday and close at 9 a.m. EST on Friday."],
    ["They met at 5 p.m.", "Doe left early."],
    ["Norda Corp. Chief Executive Ada Roe resigned.", "Her deputy stayed."],
    ["He runs Norda Corp.", "The board met on Friday."],
    ["Chairman Tomas Leik (D-Wis.) agreed.", "Rep. Ruth Abara (R-Fla.) did not."],
    ["Maricopa Hills County (Ariz.) Sheriff Tom Leik resigned."],
    ["The toll rose to 3.5 million, or 12.4%.", "Costs doubled."],
    ["See No. 14 of the list.", "No.", "It was not there."],
    ["The vote is on Jan. 5 or Feb. 6.", "Nobody knows."],
    ["The government would ... unconditionally support the plan.", "That was all."],
    ["The ... Norland Navy agreed."],
    ["We tried...", "But nobody listened."],
    ['"Stop!" he said.', "Nobody did."],
    ['"Who pays?" the mayor asked.', "Nobody answered."],
    ['"Who pays?" Doe asked.', "Nobody answered."],
    ['"Who pays?"', 'Doe asked: "And when?"'],
    ["“Who pays?”", "He answered, “You do.”"],
    ['"We won." Doe said, smiling.', "It rained."],
    ['"We won."', "Doe left the room."],
    ['"We tried," Sato said.', '"But nobody listened."'],
    ["“We tried.", "We failed.", "We will try again,” Sato said.", "“Ask them.”"],
    ["''We tried,'' Sato said.", "''It failed.''"],
    ["He left (it was late).", "She stayed."],
    ["He left. (it was late) She stayed."],
    ["(The court agreed.)", "The mayor appealed."],
    ["1. Lena Ford leads the list.", "2. Ruth Abara follows."],
    ["The plan was made in 2024.", "The bridge opened later."],
    ["Roe v. Leik was decided in May.", "Orlov vs. Norland was not."],
    ["Yahoo! News reported it.", "The Lantern did not."],
    ["She met the St. Anna council.", "It agreed."],
    ["He studied at the Univ. of Norland.", "He failed."],
    ["per the Lantern's correspondent Jonathan Roe .", '"Not so," he said.'],
    ["What a day!", "What a night?!", "Nobody slept."],
    ["The rates rose, etc.", "The bank agreed."],
    ["Vitamin C. The study said so."],
    ["Kyiv's dam held.", "‘We are safe,’ said Doe.", "‘For now.’"],
    ["He cited the Norda Act of No. 5.", "She cited nothing."],
    ["The dam held…", "The town did not."],
    ["Read it at norda.example today.", "It is free."],
]


@pytest.mark.parametrize("sentences", SENTENCES, ids=lambda row: row[0][:40])
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = [text[start:end] for start, end in split_sentences(text, 0, len(text))]
    assert found == sentences
    assert sentence_end(text, 0, len(text)) == len(sentences[0])


def test_lost_space_between_sentences() -> None:
    text = "The dam held.The mayor said so. See norda.example for more."
    found = [text[start:end] for start, end in split_sentences(text, 0, len(text))]
    assert found == ["The dam held.", "The mayor said so.", "See norda.example for more."]


def test_sentences_of_a_part() -> None:
    text = "xx The dam held. It rained. yy"
    assert split_sentences(text, 3, 27) == [(3, 16), (17, 27)]
    assert split_sentences(text, 2, 3) == []


TOKENS = [
    ("The U.S. state-run agency", ["The", "U.S.", "state-run", "agency"]),
    ("Orlov's dogs' 11-country report", ["Orlov", "'s", "dogs", "'", "11-country", "report"]),
    ("Kyiv’s Tu-95 and don’t", ["Kyiv", "’s", "Tu-95", "and", "don’t"]),
    ("don't they'll O'Leik d'Orlov", ["don't", "they", "'ll", "O'Leik", "d'Orlov"]),
    ("$1.5 million, 34% of 9,000", ["$1.5", "million", ",", "34%", "of", "9,000"]),
    ("Mr. Sato, Jr., said No. 5.", ["Mr.", "Sato", ",", "Jr.", ",", "said", "No.", "5", "."]),
    ("It fell.", ["It", "fell", "."]),
    ("would ... go … on -- or — not", ["would", "...", "go", "…", "on", "--", "or", "—", "not"]),
    ("``We'' said “it”", ["``", "We", "''", "said", "“", "it", "”"]),
    ("at 5 a.m. on Jan. 5-6", ["at", "5", "a.m.", "on", "Jan.", "5-6"]),
    ("AT&T, norda.example", ["AT&T", ",", "norda.example"]),
    ("see https://norda.example/a?b=1 now", ["see", "https://norda.example/a?b=1", "now"]),
    ("@norda #bridge", ["@norda", "#bridge"]),
    ("the 1990s, the 2nd", ["the", "1990s", ",", "the", "2nd"]),
    ("'safe' (not)", ["'", "safe", "'", "(", "not", ")"]),
    ("Cafe\u0301 Škoda", ["Cafe\u0301", "Škoda"]),
    ("\u200bLeik said\u200b it\u202c \u2066now\u2069", ["Leik", "said", "it", "now"]),
    ("Insp. Amari and Engr. Sato", ["Insp.", "Amari", "and", "Engr.", "Sato"]),
    ("that’s what’s said", ["that", "’s", "what", "’s", "said"]),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS, ids=lambda value: value[:30] if isinstance(value, str) else "")
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [text[start:end] for start, end in tokenize(text)] == tokens


def test_tokens_of_a_part() -> None:
    assert tokenize("The dam held.", 4, 7) == [(4, 7)]
