"""The words the pages use: identifiers of the database in plain English, and texts made safe to show."""

# How a name got beside the words. The interface never says "X said" on its own account.
SPEAKER_STATUS = {
    "stated": "stated in the source itself",
    "inferred": "worked out by a rule, not named in the source",
    "unresolved": "not resolved",
}
HOP_STATUS = {"stated": "stated", "inferred": "inferred", "unknown": "not named"}
# How a chain knows an actor, where the stored word alone would puzzle a reader.
VIA = {"nested": "reported by", "given": "published by", "url": "published by, as the address shows"}
TYPES = {
    "direct": "direct: all inside quote marks",
    "mixed": "mixed: partly inside quote marks",
    "indirect": "indirect: paraphrased",
    "none": "nothing reported",
}
RELATIONS = {
    "hearsay": "nobody is named",
    "source_line": "source line",
}


def words(identifier: object) -> str:
    """Turn an identifier of the database into words: `as_reported_by` → "as reported by"; None → ""."""
    return "" if identifier is None else clean(str(identifier)).replace("_", " ")


def kind(stored: object) -> str:
    """Return the kind of an actor in words; one that is not known is said so, to keep it apart from a hop not named."""
    return "kind not known" if stored == "unknown" else words(stored)


def via(stored: str) -> str:
    """Return in words how a chain knows an actor."""
    return VIA.get(stored) or words(stored)


def percent(share: object) -> str:
    """Write a confidence or share between 0 and 1 as whole per cent: .934 → "93 %"; what is no number → "–"."""
    return f"{share:.0%}".replace("%", " %") if isinstance(share, int | float) else "–"


def clip(text: str, limit: int) -> str:
    """Cut a text to `limit` characters with an ellipsis, control characters replaced and blanks joined."""
    text = " ".join(clean(text[: limit * 4]).split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def clean(text: str) -> str:
    """Replace what HTML and XML cannot hold (control characters, lone surrogates) by U+FFFD, one for one."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if _unprintable(c) else c for c in text)


def _unprintable(char: str) -> bool:
    code = ord(char)
    if code < 0x20:
        return char not in "\t\n\r"
    return 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE
