"""Make the pictures of the README again, from the articles in seeds/: an article, a chain, an altered quote.

Run it as `python docs/pictures.py` with attrib installed. Needs a Chromium or Chrome; CHROMIUM names one that is not found
by itself. Raises SystemExit with one line where something is missing.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

DOCS = Path(__file__).resolve().parent
SEEDS = DOCS.parent / "seeds" / "articles"
WIDTH, HEIGHT = 1200, 880
LARGEST = 300_000  # bytes of a picture
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# The longest chain whose steps are nearly all stated, its words in quote marks if there is a choice.
LONGEST = """select attribution.stable_key, count(*) from attribution
  join hop on hop.attribution_id = attribution.id
  where attribution.content_text <> '' and attribution.speaker_status = 'stated'
  group by attribution.id
  order by min(count(*), 4) desc, sum(hop.status = 'stated') desc, attribution.type = 'direct' desc,
    count(*) desc, attribution.article_id, attribution.sequence limit 1"""
# The article whose attributions are of most types, and the telling that alters a quote most gravely.
RICHEST = """select article_id, count(distinct type), count(*) from attribution where type <> 'none'
  group by article_id order by 2 desc, min(count(*), 16) desc, article_id limit 1"""
ALTERED = """select attribution.stable_key, alteration.risk from alteration
  join variant on variant.id = alteration.variant_id join attribution on attribution.id = variant.attribution_id
  join variant_cluster on variant_cluster.id = variant.cluster_id
  where alteration.apart = 'outlets' and alteration.against = 'fullest' and alteration.risk = 'high' and attribution.type <> 'none'
  order by min(variant_cluster.outlets, 3) desc, attribution.confidence desc, attribution.stable_key limit 1"""


def main() -> None:
    """Read seeds/articles into a database of its own, compare it, serve it, and write the pictures."""
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit("no Chromium found: install one, or name it in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "news.db"
        subprocess.run([sys.executable, "-m", "attrib", "ingest", str(database), str(SEEDS)], check=True)
        subprocess.run([sys.executable, "-m", "attrib", "compare", str(database)], check=True)
        with sqlite3.connect(database) as connection:
            chain, article, altered = (connection.execute(sql).fetchone() for sql in (LONGEST, RICHEST, ALTERED))
        if chain is None or chain[1] < 4 or article is None or altered is None:
            raise SystemExit(f"{SEEDS}: no quote with a chain of four hops, or none that is altered")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        served = [sys.executable, "-m", "datasette", "serve", str(database), "--port", str(port)]
        home = f"http://127.0.0.1:{port}/news/-/attrib"
        with subprocess.Popen(served, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                take(browser, f"{home}/quote/{chain[0]}", DOCS / "chain.png", HEIGHT)
                take(browser, f"{home}/article/{article[0]}", DOCS / "article.png", HEIGHT)
                take(browser, f"{home}/quote/{altered[0]}", DOCS / "variants.png", 1430)
            finally:
                server.terminate()


def take(browser: str, address: str, picture: Path, height: int) -> None:
    """Wait until the address answers, and write its picture as PNG. Raises SystemExit where it gets too large."""
    for _ in range(100):
        try:
            urlopen(address, timeout=5).close()
            break
        except URLError:
            time.sleep(0.1)
    options = (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-device-scale-factor=1",
    )  # fmt: skip
    window = f"--window-size={WIDTH},{height}"
    subprocess.run([browser, *options, window, f"--screenshot={picture}", address], check=True, capture_output=True)
    size = picture.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{picture}: {size / 1000:.0f} kB, more than {LARGEST / 1000:.0f}")
    print(f"{picture}: {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
