"""What versions of an article tell around one attribution: who handed the words on, who the source is, why unnamed, when."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrib.compare.claims import Claim, Frame
from attrib.compare.index import idle, words

# "mayor of Lamford": where and of what adds to what somebody is, and does not change it.
_PLACE = re.compile(r"(?:\b(?:of|for|in|at|from)\b|,).*", re.DOTALL)
_PLAIN = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*")


class FrameChange(NamedTuple):
    """A difference: its kind, the words that went and came, the risk, the reason in words; the texts' own words for both."""

    kind: str
    was: str
    now: str
    risk: str
    reason: str
    said: tuple[str, str]


def frame_changes(one: Claim, other: Claim) -> Iterator[FrameChange]:
    """Yield what is told otherwise around what is one attribution in two versions; nothing where a frame is unknown."""
    if one.frame is None or other.frame is None:
        return
    yield from _credits(one.frame, other.frame)
    yield from _role(one, other, one.frame, other.frame)
    yield from _reason(one.frame.reason, other.frame.reason)
    yield from _days(one, other, one.frame, other.frame)


def _credits(one: Frame, other: Frame) -> Iterator[FrameChange]:
    """Yield "told the Verin Star", then "said": what was another outlet's now reads as the paper's own."""
    was, now = dict(one.credits), dict(other.credits)
    gone, come = _less(list(was), list(now)), _less(list(now), list(was))
    if len(gone) == len(come) == 1:
        said = was[gone[0]], now[come[0]]
        yield FrameChange(
            "credit_changed", gone[0], come[0], "high", "the words are said to come through another", said
        )
        return
    for name in gone:
        reason = "it no longer says through whom the words came"
        yield FrameChange("credit_removed", name, "", "high", reason, (was[name], ""))
    for name in come:
        yield FrameChange("credit_added", "", name, "low", "it now says through whom the words came", ("", now[name]))


def _role(one: Claim, other: Claim, before: Frame, after: Frame) -> Iterator[FrameChange]:
    """Yield "the deputy mayor", then "the mayor", of one and the same. "Mayor Lund" and "Lund, the mayor" are one role."""
    if not one.speaker or one.speaker != other.speaker:
        return
    was, now = before.role, after.role
    if Counter(_said(was)) != Counter(_said(now)):
        if not was or not now:
            reason = "what the source is, is no longer said" if was else "it now says what the source is"
            yield FrameChange("role_changed", was, now, "low", reason, (was, now))
        elif _said(_PLACE.sub("", was)) == _said(_PLACE.sub("", now)):
            yield FrameChange(
                "role_changed", was, now, "none", "where the source is from is told in other words", (was, now)
            )
        else:
            yield FrameChange("role_changed", was, now, "low", "the source is said to be something else", (was, now))
    elif one.source and other.source:
        # "Lund, who chairs the board, said", then "Lund, who left the board, said".
        own, theirs = ({*_PLAIN.findall(claim.source)} - idle() for claim in (one, other))
        told = {*words(before.reason), *words(after.reason), *_said(was)}
        if (own ^ theirs) - told:
            was, now, reason = one.source, other.source, "the source is told in other words"
            yield FrameChange("role_changed", was, now, "low", reason, (was, now))


def _reason(was: str, now: str) -> Iterator[FrameChange]:
    """Yield "because the talks are private", then no word of it."""
    if words(was) == words(now):
        return
    if was and now:
        reason = "why the source is not named is told in other words"
    else:
        reason = "why the source is not named is no longer told" if was else "it now tells why the source is not named"
    yield FrameChange("anonymity_changed", was, now, "low", reason, (was, now))


def _days(one: Claim, other: Claim, before: Frame, after: Frame) -> Iterator[FrameChange]:
    """Yield "said on Monday", then "said on Tuesday". Days inside the content change with it."""
    was, now = (
        [day for day in frame.days if day not in claim.content] for claim, frame in ((one, before), (other, after))
    )
    gone, come = _less(was, now), _less(now, was)
    if gone or come:
        reason = (
            "the day of the statement is another"
            if gone and come
            else "the day of the statement is " + ("no longer told" if gone else "new")
        )
        said = " ".join(gone), " ".join(come)
        yield FrameChange("day_changed", ", ".join(gone), ", ".join(come), "low", reason, said)


def _less(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return those of some texts that are not among others, compared as words, each once."""
    known = {_said(other) for other in others}
    return [one for one in dict.fromkeys(some) if _said(one) not in known]


def _said(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if word not in ("the", "a", "an"))
