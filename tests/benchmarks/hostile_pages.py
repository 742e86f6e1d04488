"""Ask every address of a database that hostile texts were read into, and print the slowest answers.

    python tests/benchmarks/hostile_pages.py [--size 64000] [--keep FOLDER] [--slowest 15]

Every route, format and question is asked for every hostile article, with searches of repeated, long and very many words; then
four hostile requests at a time while somebody opens the home page. Exits 1 where something took longer than `--limit` seconds
without saying so (503), failed, or kept the home page waiting.
"""

import argparse
import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))
from served_while_written import ROOT, ask
from serving import served

from attrib.store.sections import SECTIONS

AT_ONCE = 4


def texts(size: int) -> dict[str, list[str]]:
    """Return hostile texts by name, each with its versions."""

    def filled(piece: str, end: str = "") -> str:
        return (piece * (size // len(piece) + 1))[:size] + end

    names = (f"{chr(65 + n % 26)}a{chr(97 + n // 26 % 26)}o{chr(97 + n // 676 % 26)}en" for n in range(5_000))
    short = "".join(f"line {n} “a b” said Doe.\n" for n in range(400))
    # What has nothing in common is another text, and no version: half of each stays.
    kept = "\n".join("a b " * 130 + str(n) for n in range(size // 1_080))
    return {
        "letters": [filled("a ") + "\n\n“a a a,” said Jane Doe."],
        "said-letters": ["“" + filled("a ") + "” said Jane Doe."],
        "one quote repeated": [filled("“We will not close the mill,” said Jane Doe.\n")],
        "tiny quotes": [filled("“x” said Doe. ")],
        "one quote": ["“" + filled("we shall close every mill and every mine of the coast ") + ",” said Jane Doe."],
        "speakers": ["".join(f"“We will pay {n},” said {name} Holt.\n" for n, name in enumerate(names))],
        "one word": ["“" + "w" * 100_000 + "” said Jane Doe. The word was long."],
        "nested": ["".join(f"{'“' if n % 2 else '‘'}Doe said " for n in range(size // 40)) + "it rained."],
        "brackets": [filled("said that Doe said that ") + "it rained."],
        "versions": [filled("a b ") + "\n“a b,” said Doe.", filled("a c b ") + "\n“a c b,” said Doe.", filled("b a a ") + "\n“b,” said Doe."],
        "lines": [short, short.replace("“a b”", "“b a a”"), short[: len(short) // 2] + "".join(f"{'a b ' * 130}{n} said Doe.\n" for n in range(50))],
        "lines of letters": [
            f"{kept}\n{kept}\n“x y,” said Doe.",
            kept + "\n" + "\n".join("b a a " * 90 + str(n) for n in range(size // 1_080)) + "\n“x y,” said Doe.",
        ],
        # One claim of letters, told by two outlets with other letters between: aligned on the pages of both.
        "told one": ["\n\n".join(f"“Mill {n} shall close {'a b ' * 300}now,” said Jane Doe." for n in range(12))],
        "told two": ["\n\n".join(f"“Mill {n} shall close {'a a b ' * 220}now,” said Jane Doe." for n in range(12))],
    }  # fmt: skip


def records(size: int, version: int) -> Iterator[str]:
    """Yield the articles as JSON lines, in one of their versions."""
    for number, (name, versions) in enumerate(texts(size).items()):
        if version < len(versions):
            told = {"id": name, "title": name, "publisher": f"Outlet {number}", "date": f"2031-04-{number + 1:02}"}
            yield json.dumps(told | {"text": versions[version]})


def build(path: Path, size: int) -> None:
    """Ingest and compare the texts; what that costs is printed, too."""
    for version in range(max(map(len, texts(size).values()))):
        source = path.with_suffix(f".{version}.jsonl")
        source.write_text("\n".join(records(size, version)), encoding="utf-8")
        run("ingest", str(path), str(source))
    run("compare", str(path))


def run(*arguments: str) -> None:
    """Run a command of attrib and print how it ended."""
    begun = time.monotonic()
    ended = subprocess.run([sys.executable, "-m", "attrib", *arguments], capture_output=True, text=True, check=False)
    print(
        f"{arguments[0]}: exit {ended.returncode} after {time.monotonic() - begun:.1f} s {ended.stderr[-300:]}",
        flush=True,
    )


def addresses(where: str) -> list[str]:
    """Return every address that there is: each route and format for each article, its quotes, speakers and outlets."""
    connection = HTTPConnection(where, timeout=120)
    found = [
        "",
        ".json",
        "/graph",
        "/sides",
        "/sides.json",
        "/audit",
        "/audit.json",
        "/search",
        "/search.csv",
        "/search.json",
    ]
    found += [f"/graph.{kind}" for kind in ("json", "csv", "svg", "mmd", "dot")]
    for section in SECTIONS:
        found += [f"/audit/{section.name}{ending}" for ending in ("", ".json", ".csv")]
    words = ["a " * 16, "a " * 2_000, "w" * 100, "w" * 5_000, "said " * 20, " ".join(f"w{n}" for n in range(200)), '"' * 300, "a b " * 50, '"a a a a"',
             '"' + "a " * 90 + '"', "mill", "close every mill", " ".join("abcdefghijklmnopqrstuvwxyz"), "said doe a the we", "a* OR b*"]  # fmt: skip
    for ending in ("", ".json", ".csv", ".atom", ".feed.json"):
        found += [f"/search{ending}?{urlencode({'q': asked.strip()})}" for asked in words]
    asked = json.dumps({f"q{n}": {"query": "a " * 100} for n in range(100)})
    found += [f"/reconcile?{urlencode({'queries': asked})}", "/reconcile"]
    outlets = []
    articles: dict[str, str] = {}
    following = f"{ROOT}.json"
    while following:
        told = json.loads(ask(connection, following)[1])
        for one in told["articles"]:
            articles[one["url"]] = one["title"]
            outlets += [one["publisher_url"]] if one["publisher_url"] else []
        following = told["next"]
    for url in articles:
        found += [
            url,
            f"{url}.json",
            f"{url}.csv",
            f"{url}/versions",
            f"{url}/versions.json",
            f"{url}?part=2",
            f"{url}?at=30000",
        ]
        told = json.loads(ask(connection, f"{url}.json")[1])
        for one in told.get("attributions", [])[:2]:
            found += [one["url"], f"{one['url']}.json"]
            if one["speaker"]["url"]:
                found += [one["speaker"]["url"] + ending for ending in ("", ".json", ".csv", ".atom", ".feed.json")]
    for url in dict.fromkeys(outlets):
        found += [url + ending for ending in ("", ".json", ".csv", ".atom", ".feed.json")]
    found += [f"/sides?one={quote(f'Outlet {n}')}&other={quote(f'Outlet {m}')}" for n in range(14) for m in range(n)]
    found += [f"/graph?outlet={quote(f'Outlet {n}')}" for n in range(14)]
    return list(dict.fromkeys(one if one.startswith(ROOT) else ROOT + one for one in found))


def timed(connection: HTTPConnection, address: str) -> tuple[float, int, int]:
    """Return how long an answer took, its status and its size."""
    begun = time.monotonic()
    status, body = ask(connection, address)
    return time.monotonic() - begun, status, len(body)


def besieged(where: str, slow: list[str]) -> list[float]:
    """Ask four hostile requests at a time, again and again, and return how long the home page took meanwhile."""
    done = threading.Event()

    def siege(number: int) -> None:
        connection = HTTPConnection(where, timeout=120)
        while not done.is_set():
            ask(connection, slow[number % len(slow)])

    attackers = [threading.Thread(target=siege, args=(number,)) for number in range(AT_ONCE)]
    for attacker in attackers:
        attacker.start()
    connection = HTTPConnection(where, timeout=120)
    found = []
    for _ in range(15):
        found.append(timed(connection, ROOT)[0])
        time.sleep(0.05)
    done.set()
    for attacker in attackers:
        attacker.join()
    return found


def main() -> None:
    """Read the arguments, run, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=64_000, help="characters of a text")
    parser.add_argument("--keep", type=Path, help="make the database here, or take the one that is there")
    parser.add_argument("--slowest", type=int, default=15)
    parser.add_argument("--limit", type=float, default=1.0, help="seconds that an answer may take, on a quiet machine")
    asked = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "news.db"
        if not path.exists():
            build(path, asked.size)
        with served("attrib", "serve", str(path)) as server:
            sys.exit(measured(urlsplit(server).netloc, asked.slowest, asked.limit))


def measured(where: str, most: int, limit: float) -> int:
    """Ask everything, print, and return 0 if all was well."""
    pages = addresses(where)
    connection = HTTPConnection(where, timeout=120)
    timed(connection, ROOT)
    answers = sorted(((*timed(connection, page), page) for page in pages), reverse=True)
    for seconds, status, size, page in answers[:most]:
        print(f"{seconds:6.2f} s  {status}  {size / 1000:7.0f} kB  {page[:110]}")
    failed = [(status, page[:110]) for _, status, _, page in answers if status >= 500 and status != 503]
    too_slow = [page for _, status, _, page in answers if status == 503]
    late = [page for seconds, status, _, page in answers if seconds > limit and status != 503]
    alone = statistics.median(timed(connection, ROOT)[0] for _ in range(9))
    home = besieged(where, [page for *_, page in answers[:AT_ONCE]])
    print(
        f"{len(answers)} addresses; {len(too_slow)} said that they took too long; {len(late)} took more than {limit:g} s; failed: {failed[:5] or 'none'}"
    )
    print(
        f"the home page alone {alone:.2f} s; beside {AT_ONCE} of the slowest: median {statistics.median(home):.2f} s, at most {max(home):.2f} s"
    )
    good = not failed and not late and max(home) < limit
    print("verdict: " + ("good" if good else "BAD"))
    return 0 if good else 1


if __name__ == "__main__":
    main()
