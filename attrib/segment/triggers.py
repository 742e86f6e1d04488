"""Find where running text may hold a label, a time stamp, a photo credit or a footer: one fast scan for rare words."""

import re
from bisect import bisect_left

from attrib.regex import regex

# All of them are searched in the whole text at once; what stands there is judged later, where its paragraph is read.
_LITERALS = {
    "colon": (":", "|", "»"),
    "footer": (
        *(
            "Read the ",
            "See the ",
            "View the ",
            "Continue reading ",
            "Support ",
            "Donate to ",
            "Subscribe to ",
            "Help ",
        ),
        *("Back ", "Fund ", "Become a", "This article", "This story", "This report", "This piece", "This post"),
        *("This column", "This interview", "The article ", "The story ", "The post ", "Originally ", "First published"),
        *(
            "First appeared",
            "Republished ",
            "Reprinted ",
            "Reproduced ",
            "Syndicated ",
            "©",
            "Copyright ",
            "COPYRIGHT ",
        ),
        *("(c) ", "(C) ", "Reporting by ", "(Reporting by ", "Additional reporting by ", "Writing by ", "Editing by "),
        *("Written by ", "Edited by ", "Compiled by ", "With files from ", "With inputs from ", "With reporting by "),
        "Contributing: ",
    ),
    "contributed": (" contributed ",),
    "furniture": (
        *("Advertisement", "ADVERTISEMENT", "Story continues", "Article continues", "Scroll ", "Continue reading"),
        *("Read more", "Sign up", "Subscribe ", "CLICK HERE", "Click here", "Follow us on "),
    ),
    "photo": (
        *(
            "/",
            "via Getty",
            "via AP",
            "via Reuters",
            "via REUTERS",
            "via AFP",
            "via Shutter",
            "via Storyful",
            "AP Photo",
        ),
        *("AFP PHOTO", "Photo", "PHOTO", "Image", "Picture", "Pic ", "Courtesy of", "File photo", "FILE PHOTO"),
        *("Handout photo", "Getty Images", "Credit", "CREDIT:"),
    ),
}

# "… he said. FORD VOWS PROBE INTO LOST SHIPS The navy …": a link to another article, in capitals.
_CAPITALS = regex(
    r"[A-Z](?<![^\s][A-Z])[A-Z'’.-]{1,30}[,:;]?(?: [A-Z0-9'‘’\"“”$&][A-Z0-9'’.\"”$%-]{0,30}[,:;]?(?!\S)){4,24}(?!\S)"
)

Trigger = tuple[int, str]
_KINDS = {kind: tuple(literal for literal in literals if literal[0].isupper()) for kind, literals in _LITERALS.items()}
# Those that begin with a capital are found by one search that leaps from capital to capital, the others one by one.
_CAPITAL = regex("|".join(sorted({re.escape(literal) for literals in _KINDS.values() for literal in literals})))
_OTHERS = tuple(
    (literal, kind) for kind, literals in _LITERALS.items() for literal in literals if not literal[0].isupper()
)


def find_triggers(text: str) -> list[Trigger]:
    """Return the places in text order, each with its kind: colon, footer, contributed, furniture, photo, capitals."""
    found: set[Trigger] = {(match.start(), "capitals") for match in _CAPITALS.finditer(text)}
    for literal, kind in _OTHERS:
        at = text.find(literal)
        while at >= 0:
            found.add((at, kind))
            at = text.find(literal, at + 1)
    match = _CAPITAL.search(text)
    while match:
        at = match.start()
        found.update((at, kind) for kind, literals in _KINDS.items() if text.startswith(literals, at))
        match = _CAPITAL.search(text, at + 1)
    return sorted(found)


def within(triggers: list[Trigger], start: int, end: int) -> list[Trigger]:
    """Return the triggers of the paragraph text[start:end]."""
    first = bisect_left(triggers, (start, ""))
    return triggers[first : bisect_left(triggers, (end, ""), first)]


def capitals_end(text: str, at: int, end: int) -> int:
    """Return where the run of words in capitals at AT ends; AT where it is too short or prose follows it directly."""
    match = _CAPITALS.match(text, at, end)
    if match is None:
        return at
    stop = match.end()
    following = text[stop : stop + 3].strip()
    if following[:1].islower():
        # "LOST SHIPS A man said": the article belongs to the prose.
        stop = text.rfind(" ", at, stop)
        if text[stop + 1 : match.end()] not in ("A", "I"):
            return at
    return stop if stop - at >= 24 else at
