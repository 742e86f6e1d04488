"""What a comparison finds, made up for the large database: clusters, alterations, roots, loops, copies, versions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from million import Corpus, Quote, Story

COLUMNS = {
    "variant_cluster": "id stable_key text fullest_id attributions articles outlets roots loops first_id "
    "first_published first_basis last_published",
    "variant": "id cluster_id attribution_id similarity translated headline",
    "alteration": "variant_id against before_id type risk reason touches removed added",
    "root": "cluster_id name kind outlet_name speaker_id",
    "loop": "id stable_key cluster_id length actors",
    "loop_step": "loop_id position outlet_id attribution_id",
    "article_copy": "original_id copy_id share basis",
    "drift": "kind before_id after_id before_text after_text risk reason",
    "claim_value": "id attribution_id subject value unit value_text start end",
    "conflict": "id stable_key subject unit reason",
    "conflict_value": "conflict_id claim_value_id side",
    "contradiction": "stable_key speaker_id before_id after_id kind reason",
    "article_version": "id article_id text_hash text headline start end",
    "past_attribution": "version_id stable_key sequence pattern relation type stance content_text cue_text source_text "
    "speaker_name speaker_kind speaker_status negated",
    "version_change": "article_id before_version_id after_version_id kind before_text after_text content_text risk "
    "reason attribution_id",
}


def write_compared(corpus: Corpus) -> None:
    """Write the tables of comparing from the stories, copies and versions of a corpus."""
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    for story in corpus.stories:
        for quote in story.quotes:
            if len({telling[1] for telling in quote.tellings}) > 1:
                _cluster(corpus, rows, story, quote)
    _figures(corpus, rows)
    seen: set[tuple[int, int]] = set()
    for original, copy, basis in corpus.copies:
        if original != copy and (original, copy) not in seen:
            seen.add((original, copy))
            rows["article_copy"].append((original, copy, round(corpus.chance.uniform(0.6, 1), 2), basis))
    for article, attribution, _ in corpus.versions:
        _version(corpus, rows, article, attribution)
    for table, columns in COLUMNS.items():
        names = columns.split()
        corpus.db.conn.executemany(
            f"insert or ignore into {table} ({', '.join(names)}) values ({', '.join('?' * len(names))})", rows[table]
        )
    corpus.db.execute(
        "insert into comparison (tool_version, started, finished) "
        "values ('0', '2033-01-01T00:00:00+00:00', '2033-01-01T00:00:00+00:00')"
    )


def _cluster(corpus: Corpus, rows: dict[str, list[tuple[object, ...]]], story: Story, quote: Quote) -> None:
    chance = corpus.chance
    key = len(rows["variant_cluster"]) + 1
    tellings = quote.tellings
    fullest = tellings[0][0]
    days = sorted(telling[3] for telling in tellings if telling[3])
    name, kind, _ = corpus.speakers[quote.speaker - 1]
    outlets = list(dict.fromkeys(telling[2] for telling in tellings))
    loop = len(outlets) > 2 and chance.random() < 0.02
    rows["variant_cluster"].append(
        (key, f"c{key:015x}", " ".join(quote.words), fullest, len(tellings), len({telling[1] for telling in tellings}),
         len(outlets), 1 if chance.random() < 0.8 else 2, int(loop), fullest if days else None,
         days[0] if days else None, "page" if days else None, days[-1] if days else None)
    )  # fmt: skip
    rows["root"].append((key, name, kind, "", quote.speaker))
    for row, _, _, _, change, risk, touches in tellings:
        variant = len(rows["variant"]) + 1
        rows["variant"].append(
            (variant, key, row, 1.0 if change == "identical" else 0.8, 0, int(chance.random() < 0.02))
        )
        if row != fullest:
            removed = ["not"] if touches else []
            reason = "the words are the same" if risk == "none" else "words went that change the meaning"
            rows["alteration"].append(
                (variant, "fullest", fullest, change, risk, reason, json.dumps(touches), json.dumps(removed), "[]")
            )
            if chance.random() < 0.05:
                kind = chance.choice(("cue", "hedge_dropped", "hedge_added", "headline"))
                rows["drift"].append((kind, fullest, row, "said", "admitted", "low", "the verb says more"))
    if loop:
        number = len(rows["loop"]) + 1
        actors = " credits ".join(corpus.outlets[one - 1] for one in (*outlets[:3], outlets[0]))
        rows["loop"].append((number, f"l{number:015x}", key, 3, actors))
        rows["loop_step"] += [(number, place, one, tellings[place][0]) for place, one in enumerate(outlets[:3])]


def _figures(corpus: Corpus, rows: dict[str, list[tuple[object, ...]]]) -> None:
    chance, total = corpus.chance, corpus.attributions
    for number in range(1, total // 10 + 1):
        row = number * 10
        value = chance.randint(2, 900)
        rows["claim_value"].append((number, row, f"subject {row % 997}", float(value), "people", str(value), 10, 13))
        if number % 40 == 0:
            conflict = number // 40
            subject = f"subject {row % 997}"
            rows["conflict"].append((conflict, f"f{conflict:015x}", subject, "people", "figures on one subject differ"))
            rows["conflict_value"] += [(conflict, number, 0), (conflict, number - 1, 1)]
        if number % 60 == 0:
            speaker = chance.randrange(1, len(corpus.speakers) + 1)
            rows["contradiction"].append(
                (f"d{number:015x}", speaker, row - 5, row, "negation", "one of the two denies it")
            )


def _version(corpus: Corpus, rows: dict[str, list[tuple[object, ...]]], article: int, attribution: int) -> None:
    version = corpus.articles + len(rows["article_version"]) + 1
    text = "An earlier wording\n" + " ".join(corpus.words.draw(120)) + "."
    rows["article_version"].append((version, article, f"v{version}", text, "An earlier wording", 0, len(text)))
    rows["past_attribution"].append(
        (version, f"p{version:015x}", 0, "source_cue_that", "speech", "indirect", "neutral", text[19:80], "said",
         "a spokesman", "a spokesman", "anonymous", "stated", 0)
    )  # fmt: skip
    rows["version_change"] += [
        (
            article,
            version,
            article,
            "headline_changed",
            "An earlier wording",
            "A later one",
            "",
            "low",
            "reworded",
            None,
        ),
        (article, version, article, "attribution_added", None, "said", text[19:60], "none", "new words", attribution),
    ]
