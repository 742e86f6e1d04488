"""What an article lets somebody claim, as the comparisons of stances, figures, opposites and versions see it."""

import datetime
from dataclasses import dataclass

BETWEEN = " … "  # what stands between the stretches of a content


@dataclass(frozen=True, slots=True)
class Frame:
    """What a text tells around an attribution, as comparing versions sees it.

    `parent` is the key of the attribution that this one stands in, "" where it stands alone. `role` is what the source is
    said to be. `credits` are the outlets, documents and platforms that handed the words on, each with the words of the text that
    say so. `reason` is why a source is not named. `days` are the words for the time of the statement. `pieces` counts the
    stretches of the content. `beside` are those who speak together with the speaker, None where that was not kept.
    """

    parent: str = ""
    role: str = ""
    credits: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    days: tuple[str, ...] = ()
    pieces: int = 1
    beside: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution. `key` and `article` are the caller's own names, `place` its number in the article's order.

    `speaker` is whom the source means, None where that is unnamed or unresolved; `kind` is the kind of the source.
    `published` is an ISO day or None. `sentence` is the sentence that the content begins in; `topic` what the article is
    about: its headline. `headline` is True where the content stands in a headline. `spans` are the stretches of the
    article's text that `content` joins by " … ". `frame` is None where nobody looked at what is told around.
    """

    key: str
    article: str
    place: int
    outlet: str
    content: str
    cue: str
    stance: str = "neutral"
    relation: str = "speech"
    source: str = ""
    speaker: str | None = None
    kind: str = "unknown"
    published: str | None = None
    negated: bool = False
    hedges: tuple[str, ...] = ()
    sentence: str = ""
    topic: str = ""
    headline: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    frame: Frame | None = None

    def offset(self, place: int) -> int:
        """Return where in the article's text a character of `content` stands, -1 where that is not known."""
        before = 0
        for start, end in self.spans:
            if place < before + end - start:
                return start + max(0, place - before)
            before += end - start + len(BETWEEN)
        return -1


def day(iso: str | None) -> int | None:
    """Return the number of a day, None where it is unknown or no date."""
    try:
        return datetime.date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return None
