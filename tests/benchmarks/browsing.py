"""Load every kind of page of a large database with two clients at once, and see that nothing of it is written.

    python tests/benchmarks/million.py big.db
    python tests/benchmarks/browsing.py big.db
    python tests/benchmarks/browsing.py big.db --only search --loads 100

Prints a table in Markdown: for each kind of page the median and the 95th percentile in milliseconds, as a client waits for
it, and the processor time of the server for a load, which other work on the machine does not touch. Pages are taken from
the links that the pages themselves give, and the heaviest of each kind are put to them: the outlet with most articles, the
speaker with most quotes, the quote with most tellings, the commonest word. Then 1,000 pages more are read along the links,
and the SHA-256 of the database compared. Run by hand, never in CI.
"""

import argparse
import hashlib
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, SimpleQueue
from random import Random
from urllib.parse import quote, urljoin, urlsplit

MEDIAN, HIGHEST, MEMORY = 150.0, 400.0, 500.0
_ENDING = re.compile(r"\.(json|csv|atom|svg|mmd|dot|feed\.json)$")


@dataclass(slots=True)
class Kind:
    """One kind of page: addresses to load, and what loading them took (milliseconds)."""

    name: str
    addresses: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    computed: float = 0.0
    size: int = 0
    failed: list[str] = field(default_factory=list)


class Links(HTMLParser):
    """The links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "link"):
            self.found += [value for name, value in attrs if name == "href" and value]


class Client:
    """One reader with one connection."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = str(parts.hostname), parts.port
        self.connection = HTTPConnection(self.host, self.port, timeout=120)

    def get(self, path: str) -> tuple[int, str, bytes]:
        """Return status, media type and content of a page; one redirect is followed."""
        for _ in range(2):
            self.connection.request("GET", path)
            answer = self.connection.getresponse()
            content = answer.read()
            if answer.status not in (301, 302):
                break
            path = urljoin(path, answer.headers["location"])
        return answer.status, str(answer.headers.get_content_type()), content


@contextmanager
def served(*command: str) -> Iterator[tuple[str, int]]:
    """Run a server that prints its address; yield the address and the id of the process."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://[\w.]+:\d+/", process.stdout.readline())
        assert found, "the server said no address"
        yield found[0], process.pid
    finally:
        process.terminate()
        process.wait(30)


def processor(pid: int) -> float:
    """Return the seconds of processor time that a process has used."""
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Return the most memory that a process has had, in megabytes."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def kind(path: str, root: str) -> str:
    """Return the kind of an address: the first part after our root (and an audit's question), ending, what it asks."""
    parts = urlsplit(path)
    names = parts.path.removeprefix(root).strip("/").split("/")
    ending = _ENDING.search(parts.path)
    first = _ENDING.sub("", "/".join(names[:2]) if names[0] == "audit" else names[0]) or "home"
    asked = "&".join(sorted({one.split("=")[0] for one in parts.query.split("&") if one}))
    return first + (ending[0] if ending else "") + (f" ?{asked}" if asked else "")


def follow(client: Client, root: str, most: int, of_a_kind: int, chance: Random) -> dict[str, list[str]]:
    """Read up to `most` pages along the links, at random, and return the addresses found by kind, so many of each."""
    ahead, seen = [root], {root}
    found: dict[str, list[str]] = defaultdict(list)
    taken: dict[str, int] = defaultdict(int)
    read = 0
    while ahead and read < most:
        path = ahead.pop(chance.randrange(len(ahead)))
        name = kind(path, root)
        taken[name] += 1
        if taken[name] > of_a_kind:
            continue
        status, media, content = client.get(path)
        read += 1
        if status != 200:
            print(f"{status} {path}", file=sys.stderr)
            continue
        found[name].append(path)
        if media != "text/html":
            continue
        links = Links()
        links.feed(content.decode())
        for link in links.found:
            target = urljoin(path, link).partition("#")[0]
            if target.startswith(root) and target not in seen:
                seen.add(target)
                ahead.append(target)
    return found


def heaviest(database: Path, root: str) -> dict[str, list[str]]:
    """Return the addresses that should cost most, by a name of what is heavy about them."""
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)

    def keys(sql: str) -> list[str]:
        return [str(row[0]) for row in db.execute(sql)]

    outlets = keys("select publisher_id from article group by 1 order by count(*) desc limit 4")
    speakers = keys(
        "select speaker_id from attribution where speaker_id is not null group by 1 order by count(*) desc limit 4"
    )
    articles = keys("select article_id from attribution group by 1 order by count(*) desc limit 4")
    clusters = db.execute(
        "select stable_key, fullest_id from variant_cluster order by attributions desc limit 4"
    ).fetchall()
    months = keys("select distinct month from credit where month <> '' order by 1 desc limit 4")
    chance = Random(5)
    texts = keys(
        f"select text from article_version where id in ({','.join(str(chance.randrange(1, 90_000)) for _ in range(40))})"
    )
    rare = [
        chance.choice([word for word in text.split() if word.isalpha() and len(word) > 9] or ["said"]) for text in texts
    ]
    names = keys(
        f"select name from speaker where id in ({','.join(str(chance.randrange(1, 50_000)) for _ in range(8))})"
    )
    db.close()
    search = f"{root}/search?q="
    return {
        "outlet, most articles": [f"{root}/outlet/{key}" for key in outlets],
        "speaker, most quotes": [f"{root}/speaker/{key}" for key in speakers],
        "article, most attributions": [f"{root}/article/{key}" for key in articles],
        "quote, most tellings": [f"{root}/quote/{key}" for _, key in clusters],
        "search, a rare word": [search + quote(word) for word in rare],
        "search, a common word": [search + word for word in ("year", "after", "government", "new", "about", "were")],
        "search, the commonest word": [search + word for word in ("the", "of", "a", "the%20of")],
        "search, two words": [search + quote(f"{one} the") for one in rare[:12]],
        "search, a name": [search + quote(name) for name in names],
        "search, common word and kind": [
            f"{search}the&kind=anonymous",
            f"{search}new&kind=organisation",
            f"{search}after&type=direct",
        ],
        "search, common word, outlet": [f"{search}the&outlet={key}" for key in outlets],
        "search, common word, month": [f"{search}the&from={month}-01&to={month}-28" for month in months],
        "search, no match": [search + "zzzznothing"],
        "graph of a month": [f"{root}/graph?month={month}" for month in months],
        "graph round the largest": [f"{root}/graph?outlet={key}" for key in outlets],
        "graph of a quote, most tellings": [f"{root}/graph?story={key}" for key, _ in clusters],
        "sides of the largest": [
            f"{root}/sides?one={one}&other={other}" for one in outlets for other in outlets if one < other
        ],
        "sides of the largest, days": [
            f"{root}/sides?one={outlets[0]}&other={outlets[1]}&from={month}-01&until={month}-28" for month in months
        ],
    }


def load(kinds: list[Kind], address: str, pid: int, loads: int, clients: int) -> None:
    """Load each kind so often, with so many clients at once."""
    for one in kinds:
        queue: SimpleQueue[str] = SimpleQueue()
        for at in range(loads):
            queue.put(one.addresses[at % len(one.addresses)])
        before = processor(pid)
        readers = [threading.Thread(target=_read, args=(one, address, queue)) for _ in range(clients)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        one.computed = (processor(pid) - before) * 1000 / loads


def _read(one: Kind, address: str, queue: "SimpleQueue[str]") -> None:
    client = Client(address)
    while True:
        try:
            path = queue.get_nowait()
        except Empty:
            return
        start = time.perf_counter()
        status, _, content = client.get(path)
        one.waited.append((time.perf_counter() - start) * 1000)
        one.size = max(one.size, len(content))
        if status != 200 and f"{status} {path}" not in one.failed:
            one.failed.append(f"{status} {path}")


def table(kinds: list[Kind]) -> str:
    """Return the figures as a table in Markdown; what is over a limit is bold."""
    lines = [
        "| page | loads | median ms | 95 % within ms | slowest ms | processor ms | largest KB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in kinds:
        waited = sorted(one.waited)
        median, high = statistics.median(waited), waited[int(len(waited) * 0.95)]
        marks = [
            f"**{value:.0f}**" if value >= limit else f"{value:.0f}"
            for value, limit in ((median, MEDIAN), (high, HIGHEST))
        ]
        lines.append(
            f"| {one.name} | {len(waited)} | {marks[0]} | {marks[1]} | {waited[-1]:.0f} | {one.computed:.0f} | {one.size / 1000:.0f} |"
        )
    return "\n".join(lines)


def digest(database: Path) -> str:
    """Return the SHA-256 of a file."""
    with database.open("rb") as file:
        return (
            hashlib.file_digest(file, "sha256").hexdigest() if hasattr(hashlib, "file_digest") else _digest(file.read())
        )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Read the options, serve the database, load, print, and exit with 1 where a limit is broken."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("database", type=Path)
    options.add_argument("--loads", type=int, default=40, help="loads of each kind of page (40)")
    options.add_argument("--clients", type=int, default=2, help="clients at once (2)")
    options.add_argument("--crawl", type=int, default=1000, help="pages to read along the links at the end (1000)")
    options.add_argument("--only", default="", help="only the kinds whose name holds this")
    asked = options.parse_args()
    before = digest(asked.database)
    with served("attrib", "serve", str(asked.database)) as (address, pid):
        root = f"/{quote(asked.database.stem)}/-/attrib"
        first = Client(address)
        found = follow(first, root, 400, 12, Random(3))
        found |= heaviest(asked.database, root)
        kinds = [Kind(name, paths) for name, paths in sorted(found.items()) if asked.only in name]
        load(kinds, address, pid, asked.loads, asked.clients)
        print(table(kinds))
        if asked.crawl and not asked.only:
            start = time.perf_counter()
            # A connection that has waited for all the loads is closed by the server.
            count = sum(map(len, follow(Client(address), root, asked.crawl, asked.crawl, Random(7)).values()))
            print(f"\n{count} pages read along the links in {time.perf_counter() - start:.0f} s")
        used = memory(pid)
    same = digest(asked.database) == before
    waited = [value for one in kinds for value in one.waited]
    print(f"{len(waited)} loads, {asked.clients} clients; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"memory of the server: {used:.0f} MB at most; the database is {'the same' if same else 'ANOTHER ONE'}")
    failed = [text for one in kinds for text in one.failed]
    print("\n".join(failed[:20]))
    over = any("**" in line for line in table(kinds).splitlines())
    sys.exit(1 if over or failed or not same or used >= MEMORY else 0)


if __name__ == "__main__":
    main()
