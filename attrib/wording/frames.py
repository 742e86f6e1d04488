"""How a reading is put into a sentence: a heading, a title, a line of a list. Never "X said": always what an article says.

A frame is plain text in two halves, so that a page can put the name between them as a link.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from attrib.wording.reading import PLAIN, Reading

NOBODY = "nobody by name"
SOMEBODY = "somebody not named"
# The board's refusal to testify: the cue is a noun, not a verb of the one who is credited.
_NOUNS = ("noun_", "bare_noun_", "in_view_")
# Calls to the ministry were not returned: not the ministry was.
_OF_CALLS = ("returned", "answered", "unanswered", "unreturned")
_PASSIVE = ("was", "were", "went", "has", "have", "had")
# The columns that hold an attribution's content in a row of a question, and the columns that tell how it reads.
CONTENTS = {
    "content_text": "",
    "variant": "",
    "value_text": "",
    "fullest": "fullest_",
    "fuller": "fuller_",
    "before_content": "before_",
    "after_content": "after_",
    "one_content": "one_",
    "body_content": "body_",
    "claim": "claim_",
}


class Frame(NamedTuple):
    """What stands before and behind the name of the one who is credited."""

    before: str
    after: str = ""

    def around(self, name: str) -> str:
        """Return the sentence with a name in it."""
        return f"{self.before}{name}{self.after}"


def is_plain(row: Mapping[str, Any]) -> bool:
    """Tell whether a row with the columns `reads_as` and `manner` is attributed as it stands."""
    return not row["reads_as"] or (row["manner"] or PLAIN) == PLAIN


def heading(
    reading: Reading, pattern: str = "", *, named: bool = True, content: bool = True, who: str = "the article"
) -> Frame:
    """Return the heading over a row's words: "What the article says {Ole Brand} denies"; a plain one: "… attributes to {}".

    `named` is False where no name goes between the halves, `content` False for a row without words, `who` tells it.
    """
    said = reading.reads_as
    if reading.manner == PLAIN or not said:
        return Frame(f"What {who} attributes to ") if named else Frame(f"What {who} attributes to {NOBODY}")
    frame = _framed(said, pattern, content, who)
    if named:
        return frame
    if pattern.startswith("asked"):
        return Frame(f"What {who} says was asked" if said == "asked" else f"What {who} says {said}")
    if pattern.startswith(_NOUNS):
        return Frame(f"What {who} calls “{said}”")
    return Frame(frame.around(SOMEBODY))


def _framed(said: str, pattern: str, content: bool, who: str) -> Frame:
    begins, _, rest = said.partition(" ")
    if pattern.startswith(_NOUNS):
        return Frame(f"What {who} calls ", f"’s “{said}”")
    what, told = ("What ", "says ") if content else ("", "says that ")
    who = who if what else who[:1].upper() + who[1:]
    if " … " in said:  # Nor did the ministers say
        left, _, right = said.partition(" … ")
        return Frame(f"{what}{who} {told.partition(' ')[0]}: {left} ", f" {right}")
    if pattern.startswith("passive"):
        return Frame(f"{what}{who} {told}{said} by ")
    if begins.endswith("ing"):
        return Frame(f"{what}{who} tells of ", f" {said}")
    if pattern.startswith("infinitive") or (begins in _PASSIVE and rest.endswith(_OF_CALLS)):
        return Frame(f"{what}{who} tells of ", f": “{said}”")
    return Frame(f"{what}{who} {told}", f" {said}")


def told(words: str, reads_as: str, manner: str) -> str:
    """Return the words of a row with how they are to be read before them: "denied: the bridge was closed"."""
    if manner == PLAIN or not reads_as:
        return words
    rest = without_verb(words, reads_as)
    return f"{reads_as}: {rest}" if rest else reads_as


def without_verb(words: str, reads_as: str) -> str:
    """Return a content without the verb that `reads_as` has taken in: "refused to confirm" {confirm} that the mill closed."""
    taken = reads_as.rpartition(" to ")[2] if " to " in reads_as else ""
    if taken and words.startswith(taken) and words[len(taken) : len(taken) + 1].isspace():
        return words[len(taken) :].lstrip()
    return words


def silent(reads_as: str, cue: str, sentence: str) -> str:
    """Return what is told of a row without content, to the end of its clause: "declined to say who had ordered it".

    `cue` and `sentence` are its words; `reads_as` alone comes back where the cue does not stand in the sentence.
    """
    _, found, rest = sentence.partition(cue) if cue else ("", "", "")
    if not found:
        return reads_as
    rest = rest.splitlines()[0] if rest.strip() else ""
    for end in (". ", "; ", "? ", "! ", " — ", " – "):
        rest = rest.partition(end)[0]
    return f"{reads_as}{rest.rstrip(' .,;:!?')}" if reads_as.endswith(cue[-4:]) else reads_as


def words_of(row: Mapping[str, Any]) -> str:
    """Return what a row of the database tells, as it reads, in one line of any length; it has the columns of attribution."""
    if row["content_text"]:
        return told(row["content_text"], row["reads_as"], row["manner"])
    return silent(row["reads_as"], row["cue_text"], row["sentence_text"])


def shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of a question with each content told as it reads, for tables that people look at."""
    return {**row, **dict(_shown(row))}


def _shown(row: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
    for column, prefix in CONTENTS.items():
        reads_as, manner = row.get(f"{prefix}reads_as"), row.get(f"{prefix}manner")
        if reads_as and manner and isinstance(words := row.get(column), str) and words:
            yield column, told(words, reads_as, manner)
    if row.get("content_text") == "" and row.get("sentence_text"):
        yield "content_text", silent(row["reads_as"], row["cue_text"], row["sentence_text"])
    if row.get("kind") == "quote_altered":
        yield from _altered(row)


def told_change(change: Mapping[str, Any]) -> dict[str, Any]:
    """Return a change between two versions of an article with its `content`, and what was altered of it, as they read."""
    content = change["content"] and told(change["content"], change["reads_as"], change["manner"])
    return {**change, "content": content, **(dict(_altered(change)) if change["kind"] == "quote_altered" else {})}


def _altered(row: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
    if row.get("reads_as") and row.get("manner"):
        for column in ("before_text", "after_text"):  # the content of two versions of an article
            yield column, row[column] and told(row[column], row["reads_as"], row["manner"])
