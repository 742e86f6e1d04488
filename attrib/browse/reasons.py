"""Why an attribution is there: what found it, what decided on its speaker, and who was looked at besides."""

import json

from attrib.browse.host import Row
from attrib.browse.wording import TYPES, clip, kind, percent, words
from attrib.wording.frames import is_plain
from attrib.wording.reading import MANNERS


def facts(row: Row, dates: list[Row], unnamed: Row | None) -> list[Row]:
    """Say what found the row and what decided on its speaker, in the order a doubting reader asks."""
    found = [
        _fact("Pattern", row["pattern"], code=True),
        _fact("Confidence", percent(row["confidence"])),
        _fact("Kind of report", TYPES.get(row["type"], words(row["type"]))),
        _fact("Relation", words(row["relation"]), "negated" if row["negated"] else ""),
        _fact("It reads", "" if is_plain(row) else row["reads_as"], MANNERS.get(row["manner"], "")),
        _fact("Stance of the cue", words(row["stance"])),
        _fact("Cue", row["cue"]),
        _fact("Source in the text", row["source"], "taken over from the words before" if row["implicit"] else ""),
        _fact("Speaker’s kind", kind(row["speaker_kind"])),
        _fact("Role given here", row["speaker_role"]),
        _fact("Affiliation given here", row["speaker_affiliation"]),
        _fact("Rule for the speaker", row["rule"], code=True),
        _fact("Evidence for the speaker", row["evidence_text"]),
        _fact("Candidates", " or ".join(_names(row["candidates"]))),
        _fact("Looked at and passed over", ", ".join(_names(row["passed"]))),
        *_unnamed(unnamed),
        *(_date(date) for date in dates),
        _fact(
            "Review",
            {"accepted": "accepted by a person", "rejected": "rejected by a person"}.get(row["status"], "none"),
        ),
    ]
    return [fact for fact in found if fact["text"]]


def _date(date: Row) -> Row:
    days = " to ".join(sorted({day for day in (date["date_from"], date["date_to"]) if day})) or "no fixed day"
    try:
        others = [" to ".join(dict.fromkeys(pair)) for pair in json.loads(date["alternatives"])]
    except (TypeError, ValueError):
        others = []
    note = f"{days}, by {words(date['basis'])}" + (f"; could also be {' or '.join(others[:3])}" if others else "")
    return _fact(f"Date of the {words(date['role'])}", date["date_text"], note)


def _fact(label: str, text: object, note: str = "", *, code: bool = False) -> Row:
    return {"label": label, "text": clip(str(text or ""), 400), "note": clip(note, 200), "code": code}


def _unnamed(row: Row | None) -> list[Row]:
    """Say what the text tells of a source without a name, and whether it gives a reason for that."""
    if row is None:
        return []
    told = (
        ("How many", row["counted_text"] or (str(row["count"]) if row["count"] else "")),
        ("Rank", row["rank_text"]),
        ("Affiliation of the unnamed", row["affiliation_text"]),
        ("How close to the matter", row["proximity_text"]),
        ("Condition", row["condition_text"]),
    )
    reason = _fact("Reason for anonymity", row["reason_text"] or "none is given")
    return [*(_fact(label, text) for label, text in told), reason]


def _names(stored: str) -> list[str]:
    try:
        found = json.loads(stored)
    except (TypeError, ValueError):
        return []
    return [clip(str(name), 80) for name in found][:12] if isinstance(found, list) else []
