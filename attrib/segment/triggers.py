"""Find where running text may hold a label, a time stamp, a photo credit or a footer: one fast scan for rare words."""

import re
from bisect import bisect_left

# Each literal is searched in the whole text at once; what stands there is judged later, where its paragraph is read.
_FOOTERS = (
    *("Read the ", "See the ", "View the ", "Continue reading ", "Support ", "Donate to ", "Subscribe to ", "Help ", "Back "),
    *("Fund ", "Become a", "This article", "This story", "This report", "This piece", "This post", "This column", "This interview"),
    *("The article ", "The story ", "The post ", "Originally ", "First published", "First appeared", "Republished "),
    *("Reprinted ", "Reproduced ", "Syndicated ", "©", "Copyright ", "COPYRIGHT ", "(c) ", "(C) ", "Reporting by "),
    *("Additional reporting by ", "Writing by ", "Editing by ", "Written by ", "Edited by ", "Compiled by ", "With files from "),
    *("With inputs from ", "With reporting by ", "Contributing: "),
)
_PHOTOS = (
    *("/AFP", "/AP", "/E", "/R", "/G", "/S", "/U", "/T", "/X", "/A", "/N", "/B", "/P", "/Z", "/D", "/d", "/K", "/Y", "/L", "/C"),
    *("/M", "/W", "/F", "/I", "/H", "/i", "via Getty", "via AP", "via Reuters", "via REUTERS", "via AFP", "via Shutter"),
    *("via Storyful", "AP Photo", "REUTERS/", "AFP PHOTO", "Photo", "PHOTO", "Image", "Picture", "Pic ", "Courtesy of"),
    *("File photo", "File Photo", "FILE PHOTO", "Handout photo", "Getty Images", "Credit", "CREDIT:"),
)
_COLON = re.compile(r"[:|»]")

Trigger = tuple[int, str]


def find_triggers(text: str) -> list[Trigger]:
    """Return the places in text order, each with its kind: colon, footer, contributed, photo."""
    found: set[Trigger] = {(match.start(), "colon") for match in _COLON.finditer(text)}
    for literal in _FOOTERS:
        _all(text, literal, "footer", found)
    _all(text, " contributed ", "contributed", found)
    slash = "/" in text
    for literal in _PHOTOS:
        if slash or "/" not in literal:
            _all(text, literal, "photo", found)
    return sorted(found)


def _all(text: str, literal: str, kind: str, found: set[Trigger]) -> None:
    at = text.find(literal)
    while at >= 0:
        found.add((at, kind))
        at = text.find(literal, at + 1)


def within(triggers: list[Trigger], start: int, end: int) -> list[Trigger]:
    """Return the triggers of a paragraph."""
    return triggers[bisect_left(triggers, (start, "")) : bisect_left(triggers, (end, ""))]
