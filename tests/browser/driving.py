"""Windows of a browser that note what goes wrong in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from serving import WAIT


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


def follow(page: Any, link: Any) -> None:
    """Click on a link, and wait until the page behind it stands with its styles: without them all drawings show."""
    with page.expect_navigation(wait_until="load"):
        link.click()
