"""Databases of made-up articles that name people, and looks at who was joined."""

import json
import random
from collections.abc import Iterable
from pathlib import Path

from command_line import run
from stored import rows

ALDER = ("1", "The bridge is safe, said Jane Doe, the mayor of Alder, on Monday.")
MAYOR = ("2", "Jane Doe, the mayor, said the port would close. Doe said that it was time.")
NORDA = ("3", "Jane Doe, a professor at Norda University, said the bridge was weak.")
BARE = ("4", "Jane Doe said it would rain.")


def store(path: Path, articles: Iterable[tuple[str, str]]) -> Path:
    """Ingest articles, an id and a text each, as the command does."""
    lines = "".join(json.dumps({"id": key, "text": text, "publisher": "The Keel"}) + "\n" for key, text in articles)
    result = run("ingest", str(path), "-", stdin=lines.encode())
    assert result.exit_code == 0, result.output
    return path


def groups(path: Path) -> set[frozenset[tuple[str, str]]]:
    """Return the speakers of a database, each as the articles and names that were joined."""
    found: dict[object, set[tuple[str, str]]] = {}
    for speaker, article, name in rows(
        path,
        "select appearance.speaker_id, article.source_id, appearance.name from appearance"
        " join article on article.id = article_id",
    ):
        found.setdefault(speaker, set()).add((str(article), str(name)))
    return {frozenset(one) for one in found.values()}


def together(path: Path, *articles: str) -> bool:
    """Tell whether some articles name one speaker, by the ids of their first attribution."""
    marks = ", ".join("?" * len(articles)).replace("?", "'{}'").format(*articles)
    found = rows(
        path,
        "select attribution.speaker_id, min(sequence) from attribution join article on article.id = article_id"
        f" where article.source_id in ({marks}) group by article.id",
    )
    assert len(found) == len(articles)
    return len({speaker for speaker, _ in found}) == 1


def speaker_of(path: Path, article: str) -> str:
    """Return the number of the speaker of an article's first attribution."""
    ((number,),) = rows(
        path,
        "select attribution.speaker_id from attribution join article on article.id = article_id"
        f" where article.source_id = '{article}' order by sequence limit 1",
    )
    return str(number)


def article_number(path: Path, article: str) -> str:
    """Return the number of an article."""
    ((number,),) = rows(path, f"select id from article where source_id = '{article}'")
    return str(number)


def shuffled(articles: Iterable[tuple[str, str]], seed: int) -> list[tuple[str, str]]:
    """Return articles in another order."""
    found = list(articles)
    random.Random(seed).shuffle(found)
    return found
