"""Find where running text may hold a label, a time stamp, a photo credit or a footer: one fast scan for rare words."""

from bisect import bisect_left

# Each literal is searched in the whole text at once; what stands there is judged later, where its paragraph is read.
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

Trigger = tuple[int, str]


def find_triggers(text: str) -> list[Trigger]:
    """Return the places in text order, each with its kind: colon, footer, contributed, photo."""
    found: set[Trigger] = set()
    for kind, literals in _LITERALS.items():
        for literal in literals:
            at = text.find(literal)
            while at >= 0:
                found.add((at, kind))
                at = text.find(literal, at + 1)
    return sorted(found)


def within(triggers: list[Trigger], start: int, end: int) -> list[Trigger]:
    """Return the triggers of the paragraph text[start:end]."""
    first = bisect_left(triggers, (start, ""))
    return triggers[first : bisect_left(triggers, (end, ""), first)]
