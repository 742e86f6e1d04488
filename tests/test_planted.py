"""The made-up corpora are what they say they are, and the measure tells a good finder from a bad one."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

import pytest
from planted.baseline import plain_finder
from planted.corpus import Corpus, corpus, sized
from planted.edits import Edited, Pair, pairs
from planted.measure import Found, Scores, copied, copy_scores, edit_scores, same_ring, score
from planted.plain import chain, content, shuffled, speaker
from planted.prose import articles
from planted.sentences import quote, text_of

ROOT = Path(__file__).resolve().parent.parent
MADE = corpus(stories=120, outlets=20, seed=3, loops=0.25)
PAIRS = pairs(600, 3, quote)


def grams(text: str) -> set[tuple[str, ...]]:
    """Return the runs of four words of a text."""
    words = text.lower().split()
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def perfect(made: Corpus) -> Found:
    """Return the answer of somebody who knows the truth."""
    cluster = {claim.key: claim.cluster for claim in made.claims}
    roots: dict[Hashable, list[str]] = {
        story.key: [key.split(" @ ")[0] for key in story.roots] for story in made.stories
    }
    return Found(cluster, roots, {story.key: story.loops for story in made.stories})


def test_one_seed_gives_one_corpus_and_another_seed_another() -> None:
    assert corpus(20, 10, 7) == corpus(20, 10, 7)
    assert corpus(20, 10, 7) != corpus(20, 10, 8)


def test_a_corpus_of_a_told_size_has_that_size_and_no_truth_of_what_was_cut() -> None:
    made = sized(1000, 1)
    assert len(made.claims) == 1000
    last = made.claims[-1].article.split(".")[0]
    assert last not in {story.key for story in made.stories}
    assert made.claims == sized(2000, 1).claims[:1000]


def test_the_command_writes_what_the_reader_takes_and_the_truth_beside_it(tmp_path: Path) -> None:
    truth = tmp_path / "truth.jsonl"
    command = [sys.executable, "-m", "tests.planted", "--stories", "6", "--outlets", "8", "--truth", str(truth)]
    runs = [subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout for _ in range(2)]
    assert runs[0] == runs[1]
    lines = [json.loads(line) for line in runs[0].splitlines()]
    told = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    assert [one["article"] for one in told if "article" in one] == [line["id"] for line in lines]
    assert sum("story" in one for one in told) == 6


def test_any_seed_makes_a_corpus() -> None:
    for seed in range(30):
        made = corpus(40, 4 + seed, seed)
        assert all(claim.text == claim.text.strip() and len(claim.text) > 5 for claim in made.claims)
        assert len({claim.key for claim in made.claims}) == len(made.claims)


def test_spans_hold_the_quotes_and_copies_hold_their_originals() -> None:
    written = {one.document.id: one for one in articles(MADE, 3)}
    copies = 0
    for one in written.values():
        for claim, start, end in one.claims:
            printed = one.document.text[start:end]
            assert printed.rstrip(".,") == claim.text.rstrip(".,")
            if claim.copy and claim.story:
                original = written[claim.parent.rsplit(".", 1)[0]].document.text
                # An original may be a copy itself and bear its own dateline or last line.
                assert SequenceMatcher(None, original, one.document.text, autojunk=False).ratio() > 0.7
                copies += 1
    assert copies > 20
    assert {claim.key for one in written.values() for claim, _, _ in one.claims} == {one.key for one in MADE.claims}


def test_unrelated_quotes_hardly_share_four_words_but_some_share_a_phrase() -> None:
    chance = Random(11)
    texts = [grams(text_of(quote(chance).words())) for _ in range(400)]
    shared = [len(one & other) for at, one in enumerate(texts) for other in texts[at + 1 :]]
    apart = sum(number == 0 for number in shared) / len(shared)
    assert 0.95 < apart < 1


def test_roots_are_those_found_by_walking_back_through_the_credits() -> None:
    by_key = {claim.key: claim for claim in MADE.claims}
    for story in MADE.stories:
        reached = set()
        for claim in MADE.claims:
            if claim.story == story.key:
                at = claim
                while at.speaker is None and at.parent:
                    at = by_key[at.parent]
                if at.speaker:
                    reached.add(at.speaker.key)
        assert reached == story.roots


def test_only_stories_that_go_round_have_credits_that_go_round() -> None:
    lengths, kinds = set(), set()
    for story in MADE.stories:
        claims = [claim for claim in MADE.claims if claim.story == story.key]
        credits = {(claim.outlet, claim.credits[0]) for claim in claims if claim.credits}
        # Strip outlets that nobody credits, or that credit nobody, until none is left: what stays goes round.
        while credits:
            credited = {credit for _, credit in credits}
            crediting = {outlet for outlet, _ in credits}
            kept = {(one, other) for one, other in credits if one in credited and other in crediting}
            if kept == credits:
                break
            credits = kept
        assert {outlet for pair in credits for outlet in pair} == {outlet for loop in story.loops for outlet in loop}
        lengths |= {len(loop) for loop in story.loops}
        kinds.add(story.loop_kind)
    assert lengths == {2, 3, 4, 5, 6}
    assert kinds == {"", "closed", "voiced", "returned"}


def test_some_outlets_credit_each_other_for_two_quotes() -> None:
    credits = {(claim.story or claim.cluster, claim.outlet, claim.credits[0]) for claim in MADE.claims if claim.credits}
    crossed = [one for one in credits if one[0].endswith("x") and (one[0][:-1], one[2], one[1]) in credits]
    assert len(crossed) >= 3


def test_some_articles_bear_no_date_and_no_relay_is_dated_before_its_origin() -> None:
    by_key = {claim.key: claim for claim in MADE.claims}
    missing = sum(claim.published is None for claim in MADE.claims) / len(MADE.claims)
    assert 0.03 < missing < 0.2
    for claim in MADE.claims:
        origin = by_key.get(claim.parent)
        if origin and origin.published and claim.published:
            assert origin.published <= claim.published


def test_every_kind_of_edit_is_planted() -> None:
    kinds = Counter(pair.kind for pair in PAIRS)
    assert len(PAIRS) == 600
    assert len(kinds) >= 15
    assert min(number for kind, number in kinds.items() if not kind.startswith("negation")) >= 40
    assert {claim.edit for claim in MADE.claims} - {""} >= set(kinds) - {"negation dropped"}


@pytest.mark.parametrize("kind", sorted({pair.kind for pair in PAIRS}))
def test_an_edit_is_of_the_form_it_says(kind: str) -> None:
    for pair in PAIRS:
        if pair.kind == kind:
            check(pair)


def check(pair: Pair) -> None:
    """Check an edit from the words alone, not from how it was made."""
    strip = str.maketrans("", "", ".,;…[]()”’")
    before = [word.lower() for word in " ".join(pair.before).translate(strip).split()]
    after = [word.lower() for word in pair.after.translate(strip).split()]
    rest = iter(before)
    is_part = all(word in rest for word in after)
    if pair.form in ("identical", "merge"):
        assert after == before
    elif pair.form == "formatting":
        # Spelling, thousands and dashes may differ; no more than a few letters do.
        close = SequenceMatcher(None, " ".join(before), " ".join(after), autojunk=False).ratio()
        assert pair.after != pair.before[0] and close > 0.9
    elif pair.form == "cut_start":
        assert before[-len(after) :] == after and len(after) < len(before)
    elif pair.form == "cut_end":
        assert before[: len(after)] == after and len(after) < len(before)
    elif pair.form in ("cut_inside", "cut_inside_marked"):
        assert is_part and before[0] == after[0] and before[-1] == after[-1]
        marked = any(mark in pair.after for mark in ("…", "...", ". . ."))
        assert marked == (pair.form == "cut_inside_marked")
    elif pair.form == "insertion":
        rest = iter(after)
        assert len(after) > len(before) and all(word in rest for word in before)
    elif pair.form == "substitution":
        assert len(after) == len(before) and sum(one != other for one, other in zip(before, after, strict=True)) == 1
    else:
        left, right = Counter(before), Counter(after)
        assert pair.form == "reordering" and before != after
        assert not {word for word in (left - right) + (right - left) if word != "and"}


def test_knowing_the_truth_scores_full_marks() -> None:
    made = score(MADE, perfect(MADE))
    assert (made.precision, made.roots_exact, made.loops_false) == (1, 1, 0)
    assert made.loops_found == made.loops_planted > 15
    # A merged quote belongs to two clusters; who gives it one loses the pairs with the other.
    assert made.recall > 0.98


def test_the_measure_sees_what_is_wrong() -> None:
    best = perfect(MADE)

    def of(found: Found) -> Scores:
        return score(MADE, found)

    alone = {claim.key: claim.key for claim in MADE.claims}
    assert of(replace(best, cluster=alone)).recall == 0
    together = dict.fromkeys(alone, "all")
    assert of(replace(best, cluster=together)).precision < 0.05
    assert of(replace(best, roots={})).roots_exact < 0.2
    assert of(replace(best, loops={})).loops_found == 0
    false = {**best.loops, MADE.claims[0].cluster: [("A", "B")]}
    assert of(replace(best, loops=false)).loops_false == 1
    stray = {**best.loops, "nowhere": [("A", "B")]}
    assert of(replace(best, loops=stray)).loops_false == 1


def test_copies_are_pairs_of_one_text() -> None:
    true = copied(MADE)
    assert len(true) > 20
    assert copy_scores(MADE, true) == (1, 1)
    assert copy_scores(MADE, [frozenset({"s0.0", "s1.0"})]) == (0, 0)
    bodies = {one.document.id: one.document.text for one in articles(MADE, 3)}
    for one, other in map(sorted, true):
        few, many = sorted((grams(bodies[one]), grams(bodies[other])), key=len)
        # Two desks may each have put a lead of their own over one short text.
        assert len(few & many) > len(few) / 2


def test_a_ring_is_the_same_wherever_its_telling_begins() -> None:
    assert same_ring(("B", "C", "A")) == same_ring(("A", "B", "C")) == same_ring(("C", "B", "A"))
    assert same_ring(("A", "B", "C", "D")) != same_ring(("A", "C", "B", "D"))


def test_a_judge_who_calls_everything_a_cut_is_seen_through() -> None:
    scores = edit_scores(PAIRS, lambda before, after: ("cut_end", frozenset()))
    assert scores.right < 0.2
    assert scores.formatting_flagged == sum(pair.form == "formatting" for pair in PAIRS)
    assert scores.touched == 0
    known = {(pair.before, pair.after): (pair.form, pair.touches) for pair in PAIRS}
    best = edit_scores(PAIRS, lambda before, after: known[before, after])
    assert (best.right, best.formatting_flagged, best.touched) == (1, 0, 1)


def test_an_edit_says_its_words() -> None:
    chance = Random(1)
    words = quote(chance).words()
    assert Edited(words, "identical", "identical", frozenset()).text == text_of(words)


def test_a_chain_runs_from_the_first_source_to_the_publisher() -> None:
    for claim in MADE.claims:
        names = [hop.name for hop in chain(claim)]
        assert names[-1] == claim.outlet
        assert names[0] == speaker(claim).name
        assert names[-2::-1][: len(claim.credits)] == list(claim.credits)
        assert claim.text in content(claim)


def test_another_order_holds_the_same_claims() -> None:
    other = shuffled(MADE, 1)
    assert other != MADE.claims
    assert sorted(other, key=lambda claim: claim.key) == sorted(MADE.claims, key=lambda claim: claim.key)


def test_the_truth_follows_from_what_the_articles_tell_in_any_order() -> None:
    made = corpus(stories=200, outlets=20, seed=2)
    found = plain_finder(made)
    scores = score(made, found)
    shown = "\n".join(scores.misses)
    assert scores.f1 > 0.97, shown
    assert scores.roots_exact >= 0.98, shown
    assert (scores.loops_found, scores.loops_false) == (scores.loops_planted, 0), shown
    again = score(made, plain_finder(made, shuffled(made, 2)))
    assert replace(again, misses=()) == replace(scores, misses=())
