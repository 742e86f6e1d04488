"""Make docs/chain.png again: the page of a quote with its chain, from the articles in seeds/.

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
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# The longest chain whose steps are nearly all stated, its words in quote marks if there is a choice.
LONGEST = """select attribution.stable_key, count(*) from attribution
  join hop on hop.attribution_id = attribution.id
  where attribution.content_text <> '' and attribution.speaker_status = 'stated'
  group by attribution.id
  order by min(count(*), 4) desc, sum(hop.status = 'stated') desc, attribution.type = 'direct' desc,
    count(*) desc, attribution.article_id, attribution.sequence limit 1"""


def main() -> None:
    """Read seeds/articles into a database of its own, serve it, and write docs/chain.png."""
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit("no Chromium found: install one, or name it in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "news.db"
        subprocess.run([sys.executable, "-m", "attrib", "ingest", str(database), str(SEEDS)], check=True)
        with sqlite3.connect(database) as connection:
            found = connection.execute(LONGEST).fetchone()
        if found is None or found[1] < 4:
            raise SystemExit(f"{SEEDS}: no quote with a chain of four hops")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        served = [sys.executable, "-m", "datasette", "serve", str(database), "--port", str(port)]
        with subprocess.Popen(served, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                take(browser, f"http://127.0.0.1:{port}/news/-/attrib/quote/{found[0]}", DOCS / "chain.png")
            finally:
                server.terminate()


def take(browser: str, address: str, picture: Path) -> None:
    """Wait until the address answers, and write its picture as PNG."""
    for _ in range(100):
        try:
            urlopen(address, timeout=5).close()
            break
        except URLError:
            time.sleep(0.1)
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1")
    size = f"--window-size={WIDTH},{HEIGHT}"
    subprocess.run([browser, *options, size, f"--screenshot={picture}", address], check=True, capture_output=True)
    print(f"{picture}: {picture.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
