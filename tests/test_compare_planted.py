"""Planted truth found again: from the claims alone, and from articles read, stored and compared.

Small corpora; tests/benchmarks/planted_bounds.py has the whole ones. What is lost from end to end is lost in reading.
"""

from pathlib import Path

import pytest
from planted.answers import found_in, judge
from planted.corpus import Corpus, corpus
from planted.edits import pairs
from planted.measure import Scores, edit_scores, score
from planted.prose import Planted, articles
from planted.sentences import quote
from planted.stored import Store
from stored import RUN

from attrib.keys import attribution_keys, digest
from attrib.pipeline import extract
from attrib.store.compared import compare_database
from attrib.store.writer import Ingest


def from_claims(made: Corpus, path: Path) -> Scores:
    """Store claims as if all had been read right, compare, and score."""
    store = Store(path)
    store.add(made.claims)
    store.close()
    compare_database(path)
    return score(made, found_in(path, {claim.key: digest("planted", claim.key) for claim in made.claims}))


def from_articles(made: Corpus, seed: int, path: Path) -> Scores:
    """Read articles as any text, store, compare, and score."""
    keys: dict[str, str] = {}
    with Ingest(path, RUN) as writer:
        for one in articles(made, seed):
            extraction = extract(one.document)
            writer.add(extraction)
            keys.update(held(one, extraction.attributions, attribution_keys(extraction)))
    compare_database(path)
    return score(made, found_in(path, keys))


def held(one: Planted, attributions: tuple[object, ...], keys: tuple[str, ...]) -> dict[str, str]:
    """Return the stable key of the attribution that holds each claim of an article; the narrowest that does."""
    out = {}
    for claim, start, end in one.claims:
        fits = [
            (hull[1] - hull[0], key)
            for attribution, key in zip(attributions, keys, strict=True)
            for hull in [_hull(attribution)]
            if hull[0] - 2 <= start and end <= hull[1] + 2
        ]
        if fits:
            out[claim.key] = min(fits)[1]
    return out


def _hull(attribution: object) -> tuple[int, int]:
    spans = attribution.content  # type: ignore[attr-defined]
    return (spans[0][0], spans[-1][1]) if spans else (0, -9)


@pytest.mark.parametrize("seed", [2, 5])
def test_roots_loops_and_clusters_of_claims(seed: int, tmp_path: Path) -> None:
    made = corpus(stories=30, outlets=20, seed=seed, loops=0.2)
    scores = from_claims(made, tmp_path / "claims.db")
    shown = "\n".join(scores.misses)
    assert scores.f1 >= 0.98, shown
    assert scores.roots_exact >= 0.98, shown
    assert (scores.loops_found, scores.loops_false) == (scores.loops_planted, 0), shown


def test_no_loop_where_none_is(tmp_path: Path) -> None:
    made = corpus(stories=30, outlets=20, seed=7, loops=0)
    assert from_claims(made, tmp_path / "claims.db").loops_false == 0


def test_types_of_edits() -> None:
    scores = edit_scores(pairs(600, 8, quote), judge)
    assert scores.right >= 0.95, scores
    assert scores.formatting_flagged == 0, scores


def test_from_articles_to_clusters_roots_and_loops(tmp_path: Path) -> None:
    made = corpus(stories=16, outlets=20, seed=4, loops=0.2)
    scores = from_articles(made, 4, tmp_path / "articles.db")
    shown = "\n".join(scores.misses)
    assert scores.f1 >= 0.94, shown
    assert scores.roots_exact >= 0.85, shown
    assert (scores.loops_found, scores.loops_false) == (scores.loops_planted, 0), shown
