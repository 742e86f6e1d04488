"""How a row reads: the text's own cue with its auxiliaries and negation, and the sentence that tells it so."""

import pytest
from sqlite_utils import Database

from attrib.keys import joined
from attrib.lexicon import table
from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.migrations import migrate
from attrib.store.view import View
from attrib.store.views import VIEWS
from attrib.wording.frames import CONTENTS, heading, shown, silent, told
from attrib.wording.reading import MANNERS, PLAIN, Reading, read, read_attribution

# Sentence → relation, negated, how it reads, its manner, and the heading over its content. One attribution each.
SAYS = "What the article says "
ROWS = (
    # Denials.
    ("The mayor denied that the bridge was closed.", "denial", False, "denied", "denial", f"{SAYS}the mayor denied"),
    ("Ole Brand, 56, denies burning the mill.", "denial", False, "denies", "denial", f"{SAYS}Ole Brand denies"),
    ("Jon Haas disputed that the quay was dry.", "denial", False, "disputed", "denial", f"{SAYS}Jon Haas disputed"),
    ("Ida Senn has repeatedly denied taking the boat.", "denial", False, "has repeatedly denied", "denial", f"{SAYS}Ida Senn has repeatedly denied"),
    ("Ida Senn rejected the claim that the boat sank.", "denial", False, "rejected", "denial", f"{SAYS}Ida Senn rejected"),
    ("Ida Senn left the hall, denying that she took the boat.", "denial", False, "denying", "denial", "What the article tells of Ida Senn denying"),
    ("Ida Senn took the stand and denied taking the boat.", "denial", False, "denied", "denial", f"{SAYS}Ida Senn denied"),
    ("Harbour chief denies quay was flooded", "denial", False, "denies", "denial", f"{SAYS}harbour chief denies"),
    # Not denied, never the same as denied.
    ("The company did not deny that the dam was cracked.", "denial", True, "did not deny", "not_denied", f"{SAYS}the company did not deny"),
    ("The board did not rule out that the ferry would be sold.", "denial", True, "did not rule out", "not_denied", f"{SAYS}the board did not rule out"),
    ("Ida Senn didn’t deny that the boat was hers.", "denial", True, "didn’t deny", "not_denied", f"{SAYS}Ida Senn didn’t deny"),
    ("Ida Senn never disputed that the boat was hers.", "denial", True, "never disputed", "not_denied", f"{SAYS}Ida Senn never disputed"),
    # The cue is negated.
    ("Minister Ilse Brandt could not promise that the terminal would reopen on time.", "speech", True, "could not promise", "negated", f"{SAYS}Ilse Brandt could not promise"),
    ("Senator Jon Haas has not said what he plans.", "speech", True, "has not said", "negated", f"{SAYS}Jon Haas has not said"),
    ("Jon Haas never said the ferry was safe.", "speech", True, "never said", "negated", f"{SAYS}Jon Haas never said"),
    ("Jon Haas did not say whether the ferry was safe.", "speech", True, "did not say", "negated", f"{SAYS}Jon Haas did not say"),
    ("The mayor won't confirm that the quay was flooded.", "speech", True, "won't confirm", "negated", f"{SAYS}the mayor won't confirm"),
    ("The mayor cannot confirm that the quay was flooded.", "speech", True, "cannot confirm", "negated", f"{SAYS}the mayor cannot confirm"),
    ("The mayor can not confirm that the quay was flooded.", "speech", True, "can not confirm", "negated", f"{SAYS}the mayor can not confirm"),
    ("The mayor isn't saying who ordered the crane.", "speech", True, "isn't saying", "negated", f"{SAYS}the mayor isn't saying"),
    ("The mayor no longer believes that the crane is needed.", "belief", True, "no longer believes", "negated", f"{SAYS}the mayor no longer believes"),
    ("Ida Senn is no longer confident that the crane is needed.", "belief", True, "is no longer confident", "negated", f"{SAYS}Ida Senn is no longer confident"),
    ("Ida Senn has not yet said whether the crane is needed.", "speech", True, "has not yet said", "negated", f"{SAYS}Ida Senn has not yet said"),
    ("The union has yet to confirm that the crane is needed.", "speech", True, "has yet to confirm", "negated", f"{SAYS}the union has yet to confirm"),
    ("Ida Senn gave no assurance that the crane would arrive.", "speech", True, "gave no assurance", "negated", f"{SAYS}Ida Senn gave no assurance"),
    ("Ida Senn could not rule out that the crane would fall.", "belief", True, "could not rule out", "negated", f"{SAYS}Ida Senn could not rule out"),
    ("The board never promised to reopen the quay.", "speech", True, "never promised to", "negated", f"{SAYS}the board never promised to"),
    ("Ida Senn, who never said the quay was dry, has retired.", "speech", True, "never said", "negated", f"{SAYS}Ida Senn never said"),
    ("Neither the mayor nor the council said that the quay was dry.", "speech", True, "neither said", "negated", None),
    ("Nor did the ministers say that the quay was dry.", "speech", True, "nor did … say", "negated", "What the article says: nor did the ministers say"),
    ("Not once have the ministers said that the quay was dry.", "speech", True, "not once have … said", "negated", None),
    ("Ida Senn at no point said that the quay was dry.", "speech", True, "at no point … said", "negated", "What the article says: at no point Ida Senn said"),
    ("At no time did officials say that the quay was dry.", "speech", True, "at no time did … say", "negated", None),
    ("Not a single minister said that the quay was dry.", "speech", True, "not … said", "negated", "What the article says: not a single minister said"),
    ("Ida Senn never once said that the quay was dry.", "speech", True, "never once said", "negated", f"{SAYS}Ida Senn never once said"),
    ("Ida Senn is not convinced that the quay is dry.", "belief", True, "is not convinced", "negated", f"{SAYS}Ida Senn is not convinced"),
    ("Ida Senn left without saying that the quay was dry.", "speech", True, "without saying", "negated", None),
    ("Ida Senn spoke for an hour without mentioning that the quay was dry.", "speech", True, "without mentioning", "negated", None),
    # Questions.
    ("Several residents asked whether the town should be evacuated.", "speech", False, "asked", "question", f"{SAYS}several residents asked"),
    ("Mara Olt wondered if the mayor knew.", "belief", False, "wondered", "question", f"{SAYS}Mara Olt wondered"),
    ("Mara Olt questioned whether the mayor knew.", "speech", False, "questioned", "question", f"{SAYS}Mara Olt questioned"),
    ("“Was the quay flooded?” asked Mara Olt.", "speech", False, "asked", "question", f"{SAYS}Mara Olt asked"),
    ("Mara Olt left the hall, asking whether the mayor knew.", "speech", False, "asking", "question", "What the article tells of Mara Olt asking"),
    ("Asked whether the quay was flooded, Mara Olt left.", "speech", False, "asked", "question", "What the article says was asked"),
    # Doubts.
    ("Lena Dorn doubts the ferry will sail.", "belief", False, "doubts", "doubt", f"{SAYS}Lena Dorn doubts"),
    ("Lena Dorn is unsure that the ferry will sail.", "belief", False, "is unsure", "doubt", f"{SAYS}Lena Dorn is unsure"),
    ("The union expressed doubts that the ferry would sail.", "speech", False, "expressed doubts", "doubt", f"{SAYS}the union expressed doubts"),
    # Refusals: in the text's words.
    ("Ana Roth refused to confirm that the mill would close.", "refusal", False, "refused to confirm", "refusal", f"{SAYS}Ana Roth refused to confirm"),
    ("Ana Roth declined to confirm or deny that the mill was sold.", "refusal", False, "declined to confirm or deny", "refusal", None),
    ("Ana Roth refused to rule out a strike.", "refusal", False, "refused to rule out", "refusal", f"{SAYS}Ana Roth refused to rule out"),
    ("Ana Roth refused to sign the treaty.", "refusal", False, "refused to", "refusal", f"{SAYS}Ana Roth refused to"),
    ("The board's refusal to testify surprised the crew.", "refusal", False, "refusal to", "refusal", "What the article calls the board’s “refusal to”"),
    ("Lena Dorn stopped short of saying that the mill was sold.", "speech", False, "stopped short of saying", "withheld", None),
    # What is spoken of, not what is said.
    ("Lena Dorn dismissed claims that the mill was sold.", "speech", False, "dismissed", "mention", f"{SAYS}Lena Dorn dismissed"),
    ("Lena Dorn criticised the new mill.", "speech_event", False, "criticised", "mention", f"{SAYS}Lena Dorn criticised"),
    ("The mayor asked the council to sell the mill.", "speech", False, "asked", "mention", f"{SAYS}the mayor asked"),
    ("The mayor asked for a report on the mill.", "speech_event", False, "asked for", "mention", f"{SAYS}the mayor asked for"),
    # Near misses: what stands in the content, and what only looks negated.
    ("Jon Haas said she would not comment on Corvane.", "speech", False, "said", PLAIN, None),
    ("Jon Haas said the ferry was no longer safe.", "speech", False, "said", PLAIN, "What the article attributes to Jon Haas"),
    ("“I never took the boat,” Jon Haas said.", "speech", False, "said", PLAIN, "What the article attributes to Jon Haas"),
    ("Jon Haas said the question was whether the ferry was safe.", "speech", False, "said", PLAIN, None),
    ("Jon Haas has no doubt that the ferry will sail.", "belief", False, "has no doubt", PLAIN, None),
    ("Jon Haas expressed no doubt that the ferry would sail.", "speech", False, "expressed no doubt", PLAIN, None),
    ("Jon Haas made no secret of the fact that the ferry was old.", "speech", False, "made no secret of the fact", PLAIN, None),
    ("Jon Haas not only said that the ferry was old.", "speech", False, "not only said", PLAIN, None),
    ("Only later did the officials say the dam was safe.", "speech", False, "say", PLAIN, None),
    ("According to Jon Haas, the ferry is old.", "speech", False, "according to", PLAIN, "What the article attributes to Jon Haas"),
    ("Ida Senn ended the talk by saying that the quay was dry.", "speech", False, "saying", PLAIN, None),
    ("With no deal in Ostvik, Ida Senn said the quay was dry.", "speech", False, "said", PLAIN, None),
    ("Nobody was hurt at the dock, the owner said.", "speech", False, "said", PLAIN, "What the article attributes to the owner"),
    ("One of the guards said that the quay was dry.", "speech", False, "said", PLAIN, None),
    ("Haas: “The ferry is old”", "speech", False, "", PLAIN, None),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_sentence_reads_as_it_says(row: tuple[str, str, bool, str, str, str | None]) -> None:
    text, relation, negated, reads_as, manner, title = row
    found = extract(Document("t", text))
    first, speaker = next(
        (one, resolution.speaker)
        for one, resolution in zip(found.attributions, found.resolutions, strict=True)
        if one.parent is None
    )
    reading = read_attribution(text, first)
    assert (first.relation, first.negated, *reading) == (relation, negated, reads_as, manner)
    if title:
        name = speaker.name if speaker and speaker.name else ""
        frame = heading(reading, first.pattern, named=bool(name), content=bool(first.content))
        assert frame.around(name) == title


# Sentence → what is told where nothing is reported: the words that stand there, to the end of the clause.
SILENT = (
    ("The mayor declined to say who had ordered the crane.", "declined to say who had ordered the crane"),
    ("Jon Haas would not say whether he knew; the board met.", "would not say whether he knew"),
    ("Jon Haas did not respond to a request for comment.", "did not respond to a request for comment"),
    ("Jon Haas has yet to comment.", "has yet to comment"),
    ("Neither Dorn nor Olt responded to requests for comment.", "neither responded to requests for comment"),
    ("The ministry had no comment on Monday. It will meet.", "had no comment on Monday"),
)


@pytest.mark.parametrize(("text", "words"), SILENT)
def test_what_is_not_said_is_told_in_the_words_of_the_text(text: str, words: str) -> None:
    one = extract(Document("t", text)).attributions[0]
    assert not one.content
    assert silent(read_attribution(text, one).reads_as, joined(text, one.cue), text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Did the officials say the dam was safe?",
        "When did the officials say the dam was safe?",
        "Had the ministers said the dam was safe, nobody would have left.",
        "No one said that the ferry was safe.",
        "Nobody at the dock said that the crane was faulty.",
        "No one in the Ostvik council told residents that the water was bad.",
        "No one from Marl Freight announced that the depot would shut.",
        "Nothing in the report said that the gate was locked.",
        "Nobody in Ostvik or Norda said that the crane was faulty.",
        "No guard from Norda said that the crane was faulty.",
        "No one from the office of the mayor said that the crane was faulty.",
        "The board no longer wants to sell the mill.",
        "Could officials confirm that the ferry was safe?",
        "Lena Dorn is in no position to say that the ferry is safe.",
        "Lena Dorn did not go so far as to say that the ferry was safe.",
    ],
)
def test_what_nobody_said_is_attributed_to_nobody(text: str) -> None:
    assert not extract(Document("t", text)).attributions


@pytest.mark.parametrize(
    ("arguments", "reads_as", "manner"),
    [
        (("speech", "neutral", True, "said"), "not said", "negated"),  # a cue without its "not"
        (("speech", "neutral", False, "cannot say"), "cannot say", "negated"),  # a row of an older version
        (("speech", "denial", False, "pooh-poohed"), "pooh-poohed", "denial"),
        (("denial", "denial", False, "DENIES"), "denies", "denial"),
        (("refusal", "neutral", False, "Declined\nto  comment"), "declined to comment", "refusal"),
        (("no_response", "neutral", False, "were not returned"), "were not returned", "no_response"),
        (("attitude", "belief", False, "wants"), "wants", "attitude"),
        (("attitude", "belief", True, "does not want"), "does not want", "negated"),
        (("continued", "neutral", False, ""), "", PLAIN),
        (("hearsay", "distancing", False, "Allegedly"), "allegedly", PLAIN),
        (("source_line", "neutral", False, "Source:"), "source:", PLAIN),
        (("writing", "neutral", False, "took to Twitter to"), "took to Twitter to", PLAIN),
        (("speech", "neutral", False, "-"), "", PLAIN),
        (("unheard of", "", True, "never sang"), "never sang", "negated"),
    ],
)
def test_a_row_reads_by_its_columns(arguments: tuple[str, str, bool, str], reads_as: str, manner: str) -> None:
    assert read(*arguments) == Reading(reads_as, manner)


@pytest.mark.parametrize(
    ("reading", "pattern", "named", "content", "title"),
    [
        (("were not returned", "no_response"), "no_response", True, False, "The article tells of X: “were not returned”"),
        (("declined to comment", "refusal"), "refusal_none", True, False, "The article says that X declined to comment"),
        (("was rejected", "denial"), "passive_by", True, True, f"{SAYS}was rejected by X"),
        (("ask", "question"), "infinitive_quote", True, True, "What the article tells of X: “ask”"),
        (("denied", "denial"), "source_cue_that", False, True, f"{SAYS}somebody not named denied"),
        (("was asked", "question"), "asked_wh", False, True, f"{SAYS}was asked"),
        (("doubts", "doubt"), "bare_noun_that", False, True, "What the article calls “doubts”"),
        (("said", PLAIN), "source_cue_that", False, True, "What the article attributes to nobody by name"),
    ],
)  # fmt: skip
def test_a_heading_says_who_tells_it(
    reading: tuple[str, str], pattern: str, named: bool, content: bool, title: str
) -> None:
    assert heading(Reading(*reading), pattern, named=named, content=content).around("X" if named else "") == title


def test_words_are_told_behind_their_reading() -> None:
    assert told("the dam held", "denied", "denial") == "denied: the dam held"
    assert told("the dam held", "said", PLAIN) == "the dam held"
    assert told("confirm that it held", "refused to confirm", "refusal") == "refused to confirm: that it held"
    assert told("confirmation", "refused to confirm", "refusal") == "refused to confirm: confirmation"
    row = {"claim": "the dam held", "claim_reads_as": "doubts", "claim_manner": "doubt", "content_text": "it held"}
    assert shown(row)["claim"] == "doubts: the dam held" and shown(row)["content_text"] == "it held"


@pytest.mark.parametrize("view", VIEWS, ids=[view.name for view in VIEWS])
def test_every_question_that_lists_words_tells_how_they_read(view: View) -> None:
    db = Database(memory=True)
    migrate(db)
    names = {column[0] for column in db.conn.execute(f"select * from ({view.sql}) limit 0").description}
    for name in names:
        if name in CONTENTS:
            assert {f"{CONTENTS[name]}reads_as", f"{CONTENTS[name]}manner"} <= names, name
            assert name != "content_text" or "negated" in names
        else:
            assert not name.endswith("content") and not name.endswith("content_text"), name


def test_a_quote_that_was_altered_is_told_as_it_reads() -> None:
    row = {
        "kind": "quote_altered",
        "before_text": "it held",
        "after_text": None,
        "reads_as": "denied",
        "manner": "denial",
    }
    assert (shown(row)["before_text"], shown(row)["after_text"]) == ("denied: it held", None)
    assert shown(row | {"kind": "verb_changed"})["before_text"] == "it held"


def test_the_table_of_manners_is_sound() -> None:
    rows = table("manners")
    assert len({row["words"] for row in rows}) == len(rows)
    for row in rows:
        assert row["manner"] in MANNERS and row["words"] == row["words"].lower() and len(row["words"].split()) <= 2
