"""A real server on the demo's database, and a headless Chromium to read its pages. Skipped where either is missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import crawl, served

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# Of each kind of page (some sixty) so many are looked at; ATTRIB_ALL_PAGES=1 looks at all of them.
OF_A_KIND = 1


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's database, compared."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    for arguments in (["demo", "--no-serve", "--db", str(path)], ["compare", str(path)]):
        subprocess.run([sys.executable, "-m", "attrib", *arguments], check=True, capture_output=True, timeout=300)
    return path


@pytest.fixture(scope="session")
def site(demo: Path) -> Iterator[str]:
    """The address of our pages on a served demo, with a slash at its end."""
    with served("attrib", "serve", str(demo)) as address:
        yield f"{address}demo/-/attrib/"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install '.[browser]'")
    if not CHROMIUM:
        pytest.skip("Chromium is missing: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(site: str) -> list[str]:
    """Addresses of our pages, some of each kind."""
    return crawl(site, 10_000 if os.environ.get("ATTRIB_ALL_PAGES") == "1" else OF_A_KIND)
