"""Planted disputes are found again: floors of precision and recall for drift, figures and contradictions."""

import random

from claim_rows import claim
from planted.disputes import Telling, counted, drifted, opposed

from attrib.compare.claims import Claim
from attrib.compare.conflicts import count
from attrib.compare.contradictions import contradictions
from attrib.compare.drift import drifts

NUMBER = 600


def as_claim(one: Telling) -> Claim:
    """Return a planted telling as the comparison takes it in."""
    return claim(
        one.content, one.cue, key=one.key, stance=one.stance, relation="denial" if one.cue == "denied" else "speech",
        source=one.speaker, speaker=one.speaker, outlet=one.outlet, published=one.day, topic=one.topic,
        hedges=one.hedges,
    )  # fmt: skip


def shares(found: set[object], planted: set[object]) -> tuple[float, float]:
    """Return precision and recall."""
    right = len(found & planted)
    return right / max(1, len(found)), right / max(1, len(planted))


def test_drift() -> None:
    pairs = list(drifted(NUMBER, 1))
    found: set[object] = {
        (one.before, one.kind, one.risk) for one in drifts((as_claim(p.before), as_claim(p.after)) for p in pairs)
    }
    planted: set[object] = {(p.before.key, p.kind, p.risk) for p in pairs if p.kind}
    precision, recall = shares(found, planted)
    print(
        f"drift: precision {precision:.3f}, recall {recall:.3f} of {len(planted)}", sorted(found ^ planted, key=str)[:9]
    )
    assert precision >= 0.98
    assert recall >= 0.95


def test_figures() -> None:
    stories = list(counted(NUMBER, 2))
    claims = [as_claim(one) for story in stories for one in story.tellings]
    counts = count(claims)
    found: set[object] = set()
    for conflict in counts.conflicts:
        keys = {key.split(".")[0] for side in conflict.sides for key, _ in side.figures}
        found.add((tuple(sorted(keys)), conflict.kind))
    planted: set[object] = {
        ((story.tellings[0].key.split(".")[0],), story.clash) for story in stories if story.clash != "none"
    }
    precision, recall = shares(found, planted)
    print(
        f"figures: precision {precision:.3f}, recall {recall:.3f} of {len(planted)}",
        sorted(found ^ planted, key=str)[:9],
    )
    assert precision >= 0.97
    assert recall >= 0.9
    random.Random(3).shuffle(claims)
    assert count(claims).conflicts == counts.conflicts


def test_contradictions() -> None:
    pairs = list(opposed(NUMBER, 4))
    claims = [as_claim(one) for pair in pairs for one in (pair.before, pair.after)]
    found: set[object] = {(one.before, one.after) for one in contradictions(claims)}
    planted: set[object] = {(pair.before.key, pair.after.key) for pair in pairs if pair.opposed}
    precision, recall = shares(found, planted)
    print(
        f"opposed: precision {precision:.3f}, recall {recall:.3f} of {len(planted)}",
        sorted(found ^ planted, key=str)[:9],
    )
    assert precision >= 0.98
    assert recall >= 0.9
