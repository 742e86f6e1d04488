"""Name the speaker of each attribution."""

from attrib.records import Attribution, Segmented, Speaker


def resolve_speakers(segmented: Segmented, attributions: tuple[Attribution, ...]) -> tuple[Speaker | None, ...]:
    """Return the speaker of each attribution, None where it has no source."""
    text = segmented.document.text
    return tuple(
        Speaker(text[one.source[0][0] : one.source[-1][1]], "unknown", "stated", evidence=one.source[0])
        if one.source
        else None
        for one in attributions
    )
