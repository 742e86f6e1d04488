"""Comparing batch by batch, with articles that change, go and come back: the same as comparing all at once in the end."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from compared_rows import found
from planted.disputes import Telling, counted, drifted, opposed
from planted.rewrites import rewrites
from stored import RUN, rows

from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.compared import compare_database
from attrib.store.writer import Ingest


def article(told: Telling, other: Telling, chance: Random) -> tuple[Document, Document]:
    """Return an article with a telling, and the same article when it was changed: another verb, or another's words."""
    headline = told.topic or told.content.replace("may ", "to ").replace("could be", "was").capitalize()
    changed = chance.choice((other.content, told.content, told.content))
    cue = chance.choice(("said", "claimed", told.cue))
    texts = (
        f"{headline}\n\n{told.speaker} {told.cue} on Monday that {told.content}.\n\nThe hall was full.\n",
        f"{headline}\n\n{told.speaker} {cue} on Monday that {changed}.\n\nThe hall was full.\n",
    )
    before, after = (Document(told.key, text, publisher=told.outlet, date=told.day) for text in texts)
    return before, after


def articles(seed: int) -> list[tuple[Document, Document]]:
    """Return articles in two wordings, with quotes, figures, opposites and stances that they share."""
    chance = Random(f"again {seed}")
    pairs = [(one.before, one.after) for one in drifted(24, seed)]
    pairs += [(one.tellings[0], one.tellings[1]) for one in counted(24, seed)]
    pairs += [(one.before, one.after) for one in opposed(16, seed)]
    made = [article(one, other, chance) for pair in pairs for one, other in (pair, pair[::-1])]
    made += [
        (Document(one.key, one.before, date="2031-03-04"), Document(one.key, one.after, date="2031-03-04"))
        for one in rewrites(12, seed)
    ]
    return made


def read(path: Path, documents: Sequence[Document]) -> None:
    """Read documents into a database."""
    with Ingest(path, RUN) as writer:
        for document in documents:
            writer.add(extract(document))


def batches(documents: Sequence[Document], number: int, chance: Random) -> Iterator[list[Document]]:
    """Yield documents in a random order, in so many batches."""
    mixed = chance.sample(documents, len(documents))
    for at in range(number):
        yield mixed[at::number]


def change(path: Path, *statements: str) -> None:
    """Change a database as another command does."""
    connection = sqlite3.connect(path)
    connection.execute("pragma foreign_keys = on")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def stopped(path: Path, chance: Random) -> None:
    """Compare, and be stopped at a random step, until it goes through."""
    while True:
        left = chance.randrange(4, 20)

        def stop(name: str, done: int, total: int) -> None:
            nonlocal left
            left -= 1
            if not left:
                raise KeyboardInterrupt

        try:
            compare_database(path, stop)
            return
        except KeyboardInterrupt:
            continue


@pytest.mark.parametrize("seed", range(3))
def test_articles_that_change_are_compared_as_if_all_came_at_once(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(f"batches {seed}")
    made = articles(seed)
    before = [one for one, _ in made]
    after = [other for _, other in made[:: 1 + seed % 2]]
    # What is rejected at last, and what goes altogether.
    reject = "update attribution set status = 'rejected' where substr(stable_key, 1, 1) in ('1', '7')"
    accept = "update attribution set status = 'auto' where substr(stable_key, 1, 1) = '7'"
    gone = "delete from article where substr(stable_key, 1, 1) in ('3', 'b')"
    for module in ("stances", "figures", "contradictions"):
        monkeypatch.setattr(f"attrib.store.compared_{module}.PART", 7)

    path = tmp_path / "batches.db"
    for batch in (*batches(before, 3, chance), *batches(after, 2, chance)):
        read(path, batch)
        stopped(path, chance)
    for statement in (reject, accept, gone):
        change(path, statement)
        compare_database(path)

    once = tmp_path / "once.db"
    read(once, before)
    read(once, after)
    change(once, reject, accept, gone)
    compare_database(once)

    told, whole = found(path), found(once)
    for name in ("drift", "figures", "conflicts", "contradictions", "versions", "sides", "clusters"):
        assert whole[name], name
        assert told[name] == whole[name]
    assert told == whole
    kinds = {kind for (kind,) in rows(once, "select distinct kind from drift")}
    assert len(kinds) > 1 and (seed or "headline" in kinds)
    assert rows(path, "select * from due_article") == rows(path, "select * from due_speaker") == []
    assert rows(path, "pragma foreign_key_check") == []
