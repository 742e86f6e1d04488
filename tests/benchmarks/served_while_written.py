"""Load pages of a served database while articles are ingested into it and compared: none may fail or be of two states.

    python tests/benchmarks/served_while_written.py INPUT.jsonl [--articles 500] [--pages 300] [--first 100]

INPUT has articles as `attrib ingest` reads them. The first of them are stored before serving; the rest are ingested and
compared while two clients that keep their connections ask for pages of all kinds. Prints a verdict; exits 1 if it is bad.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))
from serving import served

CLIENTS = 2
FIXED = (
    "", ".json", "/search?q=said", "/search.csv?q=the", "/search.atom?q=said", "/search.json?q=government", "/audit", "/audit.json",
    "/audit/carried_by", "/audit/most_quoted.json", "/audit/altered_quotes.csv", "/graph", "/graph.svg", "/graph.json", "/sides",
    "/search?kind=person&type=direct",
)  # fmt: skip


@dataclass(slots=True)
class Loaded:
    """What came: pages by kind and status, the slowest, and what did not agree."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    wrong: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)


def main() -> None:
    """Read the arguments, run, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("--articles", type=int, default=500, help="articles ingested while the pages are loaded")
    parser.add_argument("--first", type=int, default=100, help="articles stored before")
    parser.add_argument("--pages", type=int, default=300, help="pages loaded at least")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        sys.exit(run(Path(folder), asked.input, asked.first, asked.articles, asked.pages))


def run(folder: Path, source: Path, first: int, articles: int, pages: int) -> int:
    """Return 0 if all was well."""
    path = folder / "news.db"
    with source.open(encoding="utf-8") as lines:
        (folder / "first.jsonl").write_text("".join(islice(lines, first)), encoding="utf-8")
        (folder / "more.jsonl").write_text("".join(islice(lines, articles)), encoding="utf-8")
    command("ingest", str(path), str(folder / "first.jsonl"))
    loaded, done, lock = Loaded(), threading.Event(), threading.Lock()
    with served("attrib", "serve", str(path)) as address:
        site = urlsplit(address)
        known = linked(site.netloc)
        readers = [
            threading.Thread(target=read, args=(site.netloc, known, random.Random(seed), loaded, done, lock))
            for seed in range(CLIENTS)
        ]
        for reader in readers:
            reader.start()
        ends = [
            command(name, str(path), *more)
            for name, more in (("ingest", [str(folder / "more.jsonl")]), ("compare", []))
        ]
        while sum(loaded.statuses.values()) < pages:
            time.sleep(0.1)
        done.set()
        for reader in readers:
            reader.join()
        last = ask(HTTPConnection(site.netloc, timeout=60), f"{ROOT}.json")
    total, failed = sum(loaded.statuses.values()), [one for one in loaded.statuses.items() if one[0][1] != 200]
    print(
        f"{total} pages of {len({kind for kind, _ in loaded.statuses})} kinds; slowest {loaded.slowest[0]:.2f} s ({loaded.slowest[1]})"
    )
    print("ingest and compare: " + ", ".join(f"exit {code} after {seconds:.0f} s" for code, seconds in ends))
    print(
        f"articles seen on the way: {len(set(loaded.counts))} states, from {min(loaded.counts)} to {max(loaded.counts)}"
    )
    print(f"not answered with 200: {failed or 'none'}")
    print(f"of two states: {loaded.wrong[:5] or 'none'}")
    whole = json.loads(last[1])["counts"]["articles"]["number"] >= 0.9 * (first + articles)
    print(f"the last page shows what was stored: {whole}")
    good = not failed and not loaded.wrong and whole and all(code == 0 for code, _ in ends)
    print("verdict: " + ("good" if good else "BAD"))
    return 0 if good else 1


ROOT = "/news/-/attrib"


def command(*arguments: str) -> tuple[int, float]:
    """Run a command of attrib; return its exit code and how long it took. What it complains of is printed."""
    begun = time.monotonic()
    ended = subprocess.run([sys.executable, "-m", "attrib", *arguments], capture_output=True, text=True, check=False)
    # An input that has a fault of its own ends with 1 and lines on it; that is no fault of the serving.
    if (ended.returncode and "Traceback" in ended.stderr) or "database" in ended.stderr:
        print(ended.stderr[-2000:])
    return ended.returncode, time.monotonic() - begun


def linked(where: str) -> list[str]:
    """Return addresses of stored articles, quotes, speakers and outlets, in every format."""
    connection = HTTPConnection(where, timeout=60)
    quotes = json.loads(ask(connection, f"{ROOT}/search.json?q=said&kind=person")[1])["quotes"][:8]
    found = []
    for quote in quotes:
        article, speaker = quote["article"], quote["speaker"]["url"]
        found += [quote["url"], quote["json"], article["url"], article["url"] + ".json", article["url"] + "/versions"]
        found += [speaker, f"{speaker}.json", f"{speaker}.csv"] if speaker else []
        found += [article["publisher_url"]] if article["publisher_url"] else []
    return found


def read(where: str, known: list[str], chance: random.Random, loaded: Loaded, done: threading.Event, lock: Any) -> None:
    """Ask for pages over one connection until it is done."""
    connection = HTTPConnection(where, timeout=60)
    pages = [ROOT + page for page in FIXED] + known
    while not done.is_set():
        address = chance.choice(pages)
        begun = time.monotonic()
        status, body = ask(connection, address)
        with lock:
            note(loaded, address, status, body, time.monotonic() - begun)


def ask(connection: HTTPConnection, address: str) -> tuple[int, str]:
    """Return status and text of a page; a link of an older kind is followed."""
    for _ in range(3):
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read().decode()
        if answer.status not in (301, 302, 307, 308):
            break
        address = answer.headers["location"]
    return answer.status, body


def note(loaded: Loaded, address: str, status: int, body: str, seconds: float) -> None:
    """Keep what came, and look whether the parts of a page agree."""
    kind = re.sub(r"/(article|quote|speaker|outlet)/[^/.?]+", r"/\1/KEY", address.removeprefix(ROOT))
    loaded.statuses[kind, status] += 1
    loaded.slowest = max(loaded.slowest, (seconds, address))
    if status != 200:
        return
    if kind == ".json":
        loaded.counts.append(json.loads(body)["counts"]["articles"]["number"])
    wrong = disagreement(kind, body)
    if wrong:
        loaded.wrong.append(f"{address}: {wrong}")


def disagreement(kind: str, body: str) -> str:
    """Return what does not agree on one page, "" if nothing."""
    if kind == "/article/KEY":
        # Each attribution beside the text is marked in it, and each mark stands for one of them.
        listed = set(re.findall(r'href="#(a-[^"]+)"', body))
        marked = set(re.findall(r'id="(a-[^"]+)"', body))
        return f"{len(listed - marked)} listed and not marked" if listed - marked else ""
    if kind == "/graph.json":
        told = json.loads(body)
        named = {actor["key"] for actor in told["actors"]}
        missing = {credit[side] for credit in told["credits"] for side in ("crediting", "credited")} - named
        return f"{len(missing)} credited who are not named" if missing else ""
    if kind == "/speaker/KEY.json":
        told = json.loads(body)
        months = sum(month["attributions"] for month in told["months"])
        whole = not told["next"] and not told["sampled"]
        dated = sum(bool(quote["article"]["published"]) for quote in told["quotes"])
        return f"{months} attributions by month, {dated} listed" if whole and months != dated else ""
    return ""


if __name__ == "__main__":
    main()
