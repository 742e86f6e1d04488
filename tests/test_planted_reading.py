"""Made-up articles, read as any text is: what they say of quotes, speakers and credits is found again."""

from itertools import pairwise

from planted.corpus import corpus
from planted.prose import articles
from planted.reading import read, reading_scores

MADE = corpus(stories=40, outlets=20, seed=5, loops=0.2)


def test_quotes_speakers_and_credits_are_read_from_planted_articles() -> None:
    scores = reading_scores(read(articles(MADE, 5)))
    shown = "\n".join(scores.misses[:20])
    assert scores.contents > 0.96, shown
    assert scores.speakers > 0.97, shown
    assert scores.chains > 0.88, shown


def test_what_was_not_read_is_seen() -> None:
    swapped = tuple(articles(MADE, 5))
    # The quotes of one article are looked for in another: hardly any stands there.
    shifted = (type(one)(other.document, one.claims) for one, other in pairwise(swapped))
    assert reading_scores(read(shifted)).speakers < 0.5
