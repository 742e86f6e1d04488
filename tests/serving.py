"""Start a server as a user does, and follow the links of our pages."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

WAIT = 30.0
_MOST = 3_000


@contextmanager
def served(*command: str) -> Iterator[str]:
    """Run a server that prints its address, and yield the address."""
    # Into a file: a pipe that nobody reads would fill with the lines of a server that logs each request.
    with TemporaryFile("a+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            stdout=said,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        try:
            yield _address(said, process)
        finally:
            process.terminate()
            process.wait(WAIT)


def _address(said: IO[str], process: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + 2 * WAIT
    while time.monotonic() < until and process.poll() is None:
        said.seek(0)
        found = re.search(r"http://[\w.]+:[1-9]\d+/?", said.read())
        if found:
            return found[0].rstrip("/") + "/"
        time.sleep(0.1)
    raise AssertionError("the server said no address")


def crawl(site: str, of_a_kind: int) -> list[str]:
    """Return addresses of our pages, found by following links: so many of each kind, in the order of finding."""
    seen = {site.rstrip("/")}
    ahead = [site.rstrip("/")]
    kinds: dict[str, int] = {}
    chosen = []
    while ahead and len(seen) < _MOST:
        address = ahead.pop(0)
        name = kind(address, site)
        kinds[name] = kinds.get(name, 0) + 1
        if kinds[name] > of_a_kind:
            continue
        with urlopen(address, timeout=WAIT) as answer:
            if answer.headers.get_content_type() != "text/html":
                continue
            links = _Links()
            links.feed(answer.read().decode())
        chosen.append(address)
        for link in links.found:
            target = urljoin(address, link).partition("#")[0]
            if target.startswith(site) and target not in seen:
                seen.add(target)
                ahead.append(target)
    return chosen


def kind(address: str, site: str) -> str:
    """Return what kind of page an address is: its first part after our root, and the names of what it asks."""
    parts = urlsplit(address)
    path = parts.path.removeprefix(urlsplit(site).path.rstrip("/")).strip("/").split("/")
    first = path[0] + ("/" + path[1] if path[0] == "audit" and len(path) > 1 else "")
    ending = re.search(r"\.(json|csv|atom|svg|mmd|dot|feed\.json)$", parts.path)
    return (
        f"{first}{ending[0] if ending else ''}?{'&'.join(sorted(one.split('=')[0] for one in parts.query.split('&')))}"
    )


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]
