"""Start the server as a user does, open windows of a browser that note what goes wrong, and follow our links."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

WAIT = 30.0
_MOST = 3_000


@contextmanager
def served(*command: str) -> Iterator[str]:
    """Run a server that prints its address, and yield the address."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            found = re.search(r"http://[\w.]+:\d+/", line)
            if found:
                break
        else:
            raise AssertionError("the server ended without an address")
        yield found[0]
    finally:
        process.terminate()
        process.wait(WAIT)
        if process.stdout:
            process.stdout.close()


@contextmanager
def window(chromium: Any, width: int = 1440, scripts: bool = True, scheme: str = "light") -> Iterator[Any]:
    """A page of its own context, which notes what goes wrong; it fails at its end where anything did."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        color_scheme=scheme,
        accept_downloads=True,
    )
    page = context.new_page()
    page.set_default_timeout(WAIT * 1000)
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if urlsplit(asked.url).hostname != "127.0.0.1" else None)
    try:
        yield page
    finally:
        context.close()
    assert not wrong


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
