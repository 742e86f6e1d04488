"""Kill ingests and comparisons of real articles at random points, and look at what is left: `killed.py NEWS.jsonl [KILLS]`.

After each kill: is the file sound (integrity_check, foreign_key_check), is no document half written, and is what the index and the
counts say true, or told as unfinished? Behind each round of kills one run goes to its end: are its rows those of a database that
was never disturbed? Half of the kills are SIGKILL, half SIGINT (Ctrl-C). Ends with 1 where one answer is no.
"""

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from attrib.store.database import open_database
from attrib.store.unfinished import unfinished

# Kills before each whole run, and articles of the slice that is read.
EACH, ARTICLES = 5, 60
# What is compared with the undisturbed database: everything that is found, by what does not hang on the order of writing.
WHOLE = {
    "documents": "select source_id from document order by 1",
    "articles": "select article.stable_key, article.title, article_version.text_hash from article"
    " join article_version on article_version.id = current_version_id order by 1",
    "attributions": "select stable_key, content_text, cue_text, source_text, confidence from attribution order by 1",
    "spans": "select stable_key, span.role, span.position, span.start, span.end from span join attribution on attribution.id = attribution_id"
    " order by 1, 2, 3",
    "hops": "select stable_key, position, hop.name, hop.status, via from hop join attribution on attribution.id = attribution_id"
    " order by 1, 2",
    "speakers": "select stable_key, name, kind, role, affiliation from speaker order by 1",
    "clusters": "select stable_key, text, articles from variant_cluster order by 1",
    "variants": "select variant_cluster.stable_key, attribution.stable_key from variant join variant_cluster on"
    " variant_cluster.id = cluster_id join attribution on attribution.id = attribution_id order by 1, 2",
    "alterations": "select type, risk, touches, count(*) from alteration group by 1, 2, 3 order by 1, 2, 3",
    "copies": "select count(*) from article_copy",
    # Without the number of runs, and without its place: of equal ones the first is told by a number, which hangs on what was written first.
    "figures": "select question, name, attributions, articles from figure where name is not 'v_runs' order by 1, 2, 3, 4",
}
_INDEXES = ("article_fts", "attribution_fts", "speaker_fts", "alias_fts", "outlet_fts")


def attrib(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start a command."""
    command = [sys.executable, "-m", "attrib", *arguments]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def whole(folder: Path, *arguments: str) -> float:
    """Run a command to its end; return the seconds it took. Raises RuntimeError where it fails."""
    start = time.perf_counter()
    process = attrib(folder, *arguments)
    _, told = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {told.decode()}")
    return time.perf_counter() - start


def killed(folder: Path, after: float, how: int, *arguments: str) -> bool:
    """Start a command and kill it after some seconds; return whether it was still running."""
    process = attrib(folder, *arguments)
    try:
        process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(how)
        process.communicate()
        return True
    return False


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what a database holds, as `WHOLE` asks for it."""
    connection = sqlite3.connect(path)
    try:
        return {name: connection.execute(statement).fetchall() for name, statement in WHOLE.items()}
    finally:
        connection.close()


def wrong(path: Path, texts: dict[str, int]) -> list[str]:
    """Return what is wrong with a database after a kill; `texts` has the attributions of each article when whole."""
    if not path.exists():
        return []
    found = []
    connection = sqlite3.connect(path)
    try:
        if connection.execute("pragma integrity_check").fetchall() != [("ok",)]:
            found.append("damaged")
        if connection.execute("pragma foreign_key_check").fetchall():
            found.append("dangling keys")
        if not connection.execute("select 1 from sqlite_master where name = 'article'").fetchone():
            return found
        held = connection.execute(
            "select article.stable_key, (select count(*) from attribution where article_id = article.id) from article"
        )
        half = [key for key, number in held if texts.get(key) != number]
        if half:
            found.append(f"{len(half)} articles half written")
        indexed = _indexed(connection)
    finally:
        connection.close()
    if not indexed and not _told(path):
        found.append("index or counts false, and not told")
    return found


def _indexed(connection: sqlite3.Connection) -> bool:
    """Say whether the indexes hold what the tables hold, and the counts are those of now."""
    for table in _INDEXES:
        try:
            connection.execute(f"insert into {table} ({table}, rank) values ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            return False
    connection.rollback()
    if not connection.execute("select 1 from article").fetchone():
        return True
    counted = dict(connection.execute("select name, attributions from figure where question = 'tables'").fetchall())
    return all(
        counted.get(name) == connection.execute(f"select count(*) from {name}").fetchone()[0] for name in counted
    ) and bool(counted)


def _told(path: Path) -> bool:
    try:
        db = open_database(path, create=False)
    except Exception as error:
        # An empty schema says so itself: "ingest into it once".
        return "older attrib" in str(error)
    try:
        return bool(unfinished(db))
    finally:
        db.close()


def measure(news: Path, kills: int, articles: int, seed: int, each: int = EACH) -> int:
    """Kill, look, and print the verdict; return how many answers were no."""
    chance = random.Random(seed)
    bad: Counter[str] = Counter()
    met: Counter[str] = Counter()
    with TemporaryDirectory() as made:
        folder = Path(made)
        with news.open(encoding="utf-8") as file:
            (folder / "news.jsonl").write_text("".join(islice(file, articles)), encoding="utf-8")
        reading = whole(folder, "ingest", "calm.db", "news.jsonl")
        comparing = whole(folder, "compare", "calm.db")
        calm = rows(folder / "calm.db")
        connection = sqlite3.connect(folder / "calm.db")
        texts = dict(
            connection.execute(
                "select article.stable_key, (select count(*) from attribution where article_id = article.id) from article"
            ).fetchall()
        )
        connection.close()
        path = folder / "killed.db"
        done = 0
        while done < kills:
            # A round: a new database is read with kills, then compared with kills, then each goes to its end.
            for arguments, seconds in (
                (("ingest", "killed.db", "news.jsonl"), reading),
                (("compare", "killed.db"), comparing),
            ):
                for _ in range(min(each, kills - done)):
                    how = chance.choice((signal.SIGKILL, signal.SIGINT))
                    running = killed(folder, chance.uniform(0.1, seconds * 1.05), how, *arguments)
                    if not running:
                        break  # it had come to its end, and nothing is left for it to do
                    done += 1
                    met[f"{arguments[0]} {how.name}"] += 1
                    for fault in wrong(path, texts):
                        bad[f"{arguments[0]} {how.name}: {fault}"] += 1
                whole(folder, *arguments)
            disturbed = rows(path)
            for name, held in calm.items():
                if disturbed[name] != held:
                    bad[f"second run: other {name}"] += 1
            for left in folder.glob("killed.db*"):
                left.unlink()
            print(f"{done} kills, {sum(bad.values())} faults", *sorted(bad), sep="; ", flush=True)
    for name, number in sorted(met.items()):
        print(f"  {number:4} {name}")
    for name, number in sorted(bad.items()):
        print(f"  FAULT {number:4} {name}")
    print("sound, and told truly" if not bad else "NOT sound")
    return sum(bad.values())


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=EACH)
    told = parser.parse_args()
    sys.exit(1 if measure(told.news, told.kills, told.articles, told.seed, told.each) else 0)


if __name__ == "__main__":
    main()
