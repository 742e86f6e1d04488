"""Articles changed after they were printed: the changes that were planted are told, and nothing else."""

import json
from collections import defaultdict
from pathlib import Path

from command_line import run
from planted.rewrites import Rewrite, rewrites
from stored import rows

NUMBER = 120


def read(folder: Path, made: list[Rewrite], which: str) -> Path:
    """Ingest one wording of all articles."""
    lines = [json.dumps({"id": one.key, "text": getattr(one, which), "date": "2031-03-04"}) for one in made]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    database = folder / "news.db"
    result = run("ingest", str(database), str(folder / "news.jsonl"))
    assert result.exit_code == 0, result.output
    return database


def test_changes_of_articles(tmp_path: Path) -> None:
    made = list(rewrites(NUMBER, 5))
    read(tmp_path, made, "before")
    database = read(tmp_path, made, "after")
    assert run("compare", str(database)).exit_code == 0
    found: dict[str, list[str]] = defaultdict(list)
    statement = """select article.source_id, kind from version_change join article on article.id = article_id
      order by version_change.id"""
    for name, kind in rows(database, statement):
        found[str(name).split(":")[-1]].append(str(kind))
    planted = {(one.key, kind) for one in made for kind in one.kinds}
    told = {(key, kind) for key, kinds in found.items() for kind in kinds}
    precision, recall = len(told & planted) / len(told), len(told & planted) / len(planted)
    print(f"versions: precision {precision:.3f}, recall {recall:.3f} of {len(planted)}", sorted(told ^ planted)[:9])
    assert precision >= 0.95
    assert recall >= 0.95
    quiet = [one for one in made if not one.kinds]
    assert len(quiet) >= 10
    assert not {one.key for one in quiet} & found.keys()
