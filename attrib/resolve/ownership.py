"""Whose words stand between the quote marks: not always the speaker's."""

from attrib.records import Attribution, Segmented, Speaker

LONG_QUOTE = 5  # words: a shorter fragment inside another's report may be the reporter's own wording


def find_owners(
    segmented: Segmented, attributions: tuple[Attribution, ...], speakers: tuple[Speaker | None, ...]
) -> tuple[str | None, ...]:
    """Return, for each attribution, the name of the one whose words its quotation holds, or None.

    The speaker's, unless the quotation begins with a verb of the reporter's prose: The leader "affirmed that the country
    would stand by its friends," the agency said. There the words are the agency's. None without a quotation, and where
    the speaker is not settled.
    """
    prose: dict[int, int] = {
        attribution.parent: number
        for number, attribution in enumerate(attributions)
        if attribution.pattern == "quoted_cue" and attribution.parent is not None
    }
    owners: list[str | None] = []
    for number, attribution in enumerate(attributions):
        if attribution.pattern == "quoted_cue":
            owners.append(None if attribution.parent is None else _name(speakers[attribution.parent]))
        elif not attribution.quoted:
            owners.append(None)
        elif number in prose or attribution.parent is None:
            owners.append(_name(speakers[number]))
        else:
            own = attribution.type == "direct" or any(
                len(segmented.document.text[start:end].split()) >= LONG_QUOTE for start, end in attribution.quoted
            )
            owners.append(_name(speakers[number]) if own else None)
    return tuple(owners)


def _name(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker is not None and speaker.status != "unresolved" else None
