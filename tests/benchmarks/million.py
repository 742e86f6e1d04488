"""Write a large made-up database for the benchmark of the pages: by default 100,000 articles with 1,000,000 attributions.

    python tests/benchmarks/million.py big.db
    python tests/benchmarks/million.py small.db --articles 300 --seed 2

Rows go straight into the product's schema and are finished as an ingest finishes them. Outlets, speakers, stories and
quotes are as unequal as in news (Zipf): some outlets have thousands of articles, most have few; one quote may be told two
hundred times. Outlets credit each other along a story, some in circles; some articles are copies or have two versions.
The same seed gives the same rows.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from million_compared import write_compared
from million_words import CUES, ROLES, STANCES, UNNAMED, Words, altered, zipf

from attrib.store.database import close_written, open_database
from attrib.store.finish import finish

BEGIN, DAYS = date(2031, 1, 1), 730
BATCH = 2_000
PATTERNS = ("source_cue_that", "content_cue_source", "according_to_source_content", "source_told_outlet_that")
COLUMNS = {
    "document": "id source_id input_hash run_id",
    "article": "id stable_key document_id source_id position url title publisher_id original_publisher_id published "
    "published_basis dateline_place dateline_date dateline_agency_id current_version_id",
    "article_version": "id article_id text_hash text headline run_id start end",
    "zone": "version_id kind label start end",
    "attribution": "id stable_key article_id version_id parent_id sequence pattern relation type stance confidence "
    "status content_text cue_text source_text sentence_text implicit negated speaker_id speaker_status speaker_kind "
    "speaker_name speaker_role words_of candidates rule evidence_text appearance_id",
    "span": "attribution_id role position start end",
    "hop": "attribution_id position name kind outlet_id speaker_id status via evidence_text",
    "mention": "speaker_id article_id start end",
    "statement_date": "attribution_id role date_text date_from date_to basis granularity",
    "anonymity": "attribution_id reason_text rank_text",
    "headline": "article_id headline_text attribution_id body_attribution_id shared outcome",
    "alias": "speaker_id form reason",
}


@dataclass(slots=True)
class Quote:
    """One quote of a story: who said it, its words, and its tellings (attribution, article, outlet, day, type, risk …)."""

    speaker: int
    words: list[str]
    tellings: list[tuple[int, int, int, str | None, str, str, list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """What several articles are about; `carriers` are the outlets that have had it, in order."""

    day: int
    quotes: list[Quote]
    carriers: list[tuple[int, int]] = field(default_factory=list)


class Corpus:
    """Rows in the making: outlets, speakers and stories first, then one article after the other."""

    def __init__(self, path: Path, articles: int, seed: int) -> None:
        self.chance = Random(seed)
        self.words = Words(self.chance)
        self.db = open_database(path, create=True)
        for pragma in ("foreign_keys = off", "synchronous = off", "journal_mode = memory", "cache_size = -200000"):
            self.db.execute(f"pragma {pragma}")
        self.articles = articles
        self.rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self.attributions = 0
        self.outlets = self._outlets(max(20, min(2_000, articles // 20)))
        self.speakers = self._speakers(max(40, articles * 3 // 5))
        self.stories = [self._story() for _ in range(max(5, articles // 12))]
        self.versions: list[tuple[int, int, int]] = []
        self.copies: list[tuple[int, int, str]] = []

    def _outlets(self, count: int) -> list[str]:
        kinds = ("newspaper", "agency", "broadcaster", "site", "aggregator")
        names = list(
            dict.fromkeys(
                f"The {self.words.name()} {self.chance.choice(('Post', 'Wire', 'Courier', 'News'))}"
                for _ in range(2 * count)
            )
        )[:count]
        self.db.conn.executemany(
            "insert into outlet (id, name, kind, country, state) values (?, ?, ?, ?, ?)",
            ((i, name, kinds[i % 5], ("NO", "VA", "AL")[i % 3], int(i % 17 == 0)) for i, name in enumerate(names, 1)),
        )
        self.outlet_sums = zipf(len(names))
        return names

    def _speakers(self, count: int) -> list[tuple[str, str, str | None]]:
        found = []
        for i in range(count):
            kind = self.chance.choices(("person", "organisation", "role", "document", "outlet"), (70, 20, 5, 3, 2))[0]
            name = f"{self.words.name()} {self.words.name()}" + (" Institute" if kind == "organisation" else "")
            role = ROLES[i % len(ROLES)] if kind == "person" else None
            found.append((name, kind, role))
            self._speaker(i + 1, name, kind, role)
            if i % 2 == 0:
                self.rows["alias"].append((i + 1, name.split()[-1], "family_name"))
        self.speaker_sums = zipf(count, 0.9)
        self.next_speaker = count + 1
        return found

    def _speaker(self, key: int, name: str, kind: str, role: str | None) -> None:
        self.db.conn.execute(
            "insert into speaker (id, stable_key, name, kind, role) values (?, ?, ?, ?, ?)",
            (key, f"s{key:015x}", name, kind, role),
        )

    def _story(self) -> Story:
        pool = self.chance.choices(range(1, len(self.speakers) + 1), cum_weights=self.speaker_sums, k=5)
        quotes = [
            Quote(self.chance.choice(pool), self.words.draw(self.chance.randint(7, 26)))
            for _ in range(self.chance.randint(3, 14))
        ]
        return Story(self.chance.randrange(DAYS), quotes)

    def build(self) -> None:
        """Write all articles, then what an ingest and a comparison make of them."""
        chance, conn = self.chance, self.db.conn
        run = conn.execute(
            "insert into run (tool_version, grammar_hash, lexicon_hash, options, started) "
            "values ('0', 'g', 'l', '{}', '2031-01-01T00:00:00+00:00') returning id"
        ).fetchone()[0]
        sums = zipf(len(self.stories), 0.6)
        about = chance.choices(self.stories, cum_weights=sums, k=self.articles)
        order = sorted(((story.day + min(9, int(chance.expovariate(0.8))), i) for i, story in enumerate(about)))
        indexes = [
            (name, sql)
            for name, sql in conn.execute(
                "select name, sql from sqlite_master where type = 'index' and sql is not null"
            )
        ]
        for name, _ in indexes:
            conn.execute(f"drop index {name}")
        for number, (day, i) in enumerate(order, 1):
            self._article(number, day, about[i], run)
            if number % BATCH == 0:
                self._flush()
                _say(f"{number:,} articles, {self.attributions:,} attributions")
        self._flush()
        for _, sql in indexes:
            conn.execute(sql)
        write_compared(self)
        conn.commit()
        _say("written; now finished as an ingest finishes")
        finish(self.db, "2033-01-01T00:00:00+00:00")

    def _article(self, number: int, day: int, story: Story, run: int) -> None:
        chance = self.chance
        outlet = chance.choices(range(1, len(self.outlets) + 1), cum_weights=self.outlet_sums)[0]
        published = (BEGIN + timedelta(days=day)).isoformat() if chance.random() < 0.97 else None
        title = " ".join(self.words.draw(8)).capitalize()
        key = f"a{number:015x}"
        credited = self._credited(story, outlet)
        parts = [title, "\n"]
        length = len(title) + 1
        count = min(60, 3 + int(chance.expovariate(1 / 7.6)))
        first = self.attributions + 1
        for sequence in range(count):
            sentence = self._attribution(number, outlet, published, story, sequence, length, credited)
            filler = " ".join(self.words.draw(6)).capitalize() + ".\n" if sequence % 2 else "\n"
            parts += [sentence, " ", filler]
            length += len(sentence) + 1 + len(filler)
        text = "".join(parts)
        self.rows["document"].append((number, key, key, run))
        self.rows["article"].append(
            (number, key, number, f"story-{number}.txt", 0, f"https://news.example/{number}", title, outlet,
             credited[0][0] if credited and chance.random() < 0.2 else None, published, "page" if published else None,
             None, None, None, number)
        )  # fmt: skip
        self.rows["article_version"].append((number, number, key, text, title, run, 0, length))
        self.rows["zone"] += [(number, "headline", None, 0, len(title)), (number, "body", None, len(title) + 1, length)]
        if chance.random() < 0.6:
            outcome = chance.choices(("kept", "marked", "dropped"), (60, 25, 15))[0]
            self.rows["headline"].append((number, title, None, first, round(chance.uniform(0.4, 1), 2), outcome))
        if chance.random() < 0.03:
            self.versions.append((number, first, run))
        if credited and chance.random() < 0.08:
            self.copies.append((credited[0][1], number, "credit"))
        story.carriers.append((outlet, number))

    def _credited(self, story: Story, outlet: int) -> list[tuple[int, int]]:
        """Return outlets (with an article each) that the article has its words from, the nearest last."""
        had = [one for one in story.carriers[-40:] if one[0] != outlet]
        if not had or self.chance.random() < 0.55:
            return []
        return self.chance.sample(had, min(len(had), self.chance.choices((1, 2, 3), (75, 20, 5))[0]))

    def _attribution(
        self, article: int, outlet: int, published: str | None, story: Story, sequence: int, at: int,
        credited: list[tuple[int, int]],
    ) -> str:  # fmt: skip
        chance = self.chance
        self.attributions += 1
        row = self.attributions
        told = chance.choice(story.quotes) if chance.random() < 0.45 else None
        words = told.words if told else self.words.draw(chance.randint(5, 28))
        change: tuple[str, str, list[str]] = ("identical", "none", [])
        if told and told.tellings:
            words, *change = altered(words, chance, self.words.draw(2))  # type: ignore[assignment]
        speaker, name, kind, role = self._source(told)
        quoted = chance.random() < 0.45
        content = " ".join(words)
        content = f"“{content.capitalize()},”" if quoted else content
        pick = chance.randrange(len(CUES))
        cue = CUES[pick]
        source = f"{role.capitalize()} {name}" if role else name
        sentence = f"{content} {source} {cue}." if quoted else f"{source} {cue} that {content}."
        start = at + sentence.index(content)
        begin = at + sentence.index(source, 0 if not quoted else len(content))
        point = begin + len(source) + 1
        unresolved = chance.random() < 0.06
        relation = chance.choices(
            ("speech", "writing", "belief", "denial", "refusal", "no_response"), (80, 6, 5, 4, 3, 2)
        )[0]
        silent = relation in ("refusal", "no_response")
        self.rows["attribution"].append(
            (row, f"q{row:015x}", article, article, row - 1 if sequence and chance.random() < 0.04 else None, sequence,
             PATTERNS[row % 4], relation, "none" if silent else "direct" if quoted else "indirect", STANCES[pick],
             round(chance.betavariate(6, 1.2), 4), "rejected" if chance.random() < 0.01 else "auto",
             "" if silent else content, cue, source, sentence, 0, int(relation == "denial"),
             None if unresolved else speaker, "unresolved" if unresolved else "stated", kind, name, role, None,
             json.dumps([name, self.speakers[row % len(self.speakers)][0]]) if unresolved else "[]", "own_name", source,
             None)
        )  # fmt: skip
        self.rows["span"] += [
            (row, "content", 0, start, start + len(content)), (row, "cue", 0, point, point + len(cue)),
            (row, "source", 0, begin, begin + len(source)),
        ]  # fmt: skip
        self.rows["mention"].append((speaker, article, begin, begin + len(source)))
        chain: list[tuple[object, ...]] = [(name, kind, None, speaker, "stated", "source", source)]
        if credited and chance.random() < 0.7:
            chain += [
                (self.outlets[other - 1], "outlet", other, None,
                 chance.choices(("stated", "inferred", "unknown"), (85, 12, 3))[0], "citing", "citing")
                for other, _ in credited
            ]  # fmt: skip
        chain.append((self.outlets[outlet - 1], "outlet", outlet, None, "stated", "given", None))
        self.rows["hop"] += [(row, position, *hop) for position, hop in enumerate(chain)]
        if chance.random() < 0.2 and published:
            self.rows["statement_date"].append((row, "statement", "Monday", published, published, "dateline", "day"))
        if kind == "anonymous":
            self.rows["anonymity"].append((row, "for fear of reprisals" if chance.random() < 0.3 else None, "senior"))
        if told and not silent:
            told.tellings.append((row, article, outlet, published, *change))
        return sentence

    def _source(self, told: Quote | None) -> tuple[int, str, str, str | None]:
        if told is None and self.chance.random() < 0.14:
            # Unnamed sources are not joined across articles: each is a speaker of its own.
            key, self.next_speaker = self.next_speaker, self.next_speaker + 1
            name = self.chance.choice(UNNAMED)
            self._speaker(key, name, "anonymous", None)
            return key, name, "anonymous", None
        key = told.speaker if told else self.chance.choices(
            range(1, len(self.speakers) + 1), cum_weights=self.speaker_sums
        )[0]  # fmt: skip
        return key, *self.speakers[key - 1]

    def _flush(self) -> None:
        for table, columns in COLUMNS.items():
            names = columns.split()
            marks = ", ".join("?" * len(names))
            ignore = " or ignore" if table in ("mention", "alias") else ""
            self.db.conn.executemany(
                f"insert{ignore} into {table} ({', '.join(names)}) values ({marks})", self.rows.pop(table, [])
            )


def build(path: Path, articles: int, seed: int = 1) -> int:
    """Write the database at `path`, which must not exist; return the number of attributions. Progress on a terminal."""
    corpus = Corpus(path, articles, seed)
    corpus.build()
    corpus.db.execute("analyze")
    corpus.db.conn.commit()
    close_written(corpus.db, path)
    return corpus.attributions


def _say(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text:<72}", end="", file=sys.stderr, flush=True)


def main() -> None:
    """Read the options, build, and say how long it took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("database", type=Path)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    if asked.database.exists():
        options.error(f"{asked.database} is there already; name a new file")
    start = time.perf_counter()
    count = build(asked.database, asked.articles, asked.seed)
    size = asked.database.stat().st_size / 1e6
    print(f"{asked.articles:,} articles, {count:,} attributions, {size:,.0f} MB in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
