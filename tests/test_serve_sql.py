"""Who may run SQL on a database that `attrib serve` serves: nobody, unless it is told so; and never for long."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from browse_site import build_site
from datasette.app import Datasette  # type: ignore[import-untyped]
from serving import WAIT, served

from attrib.browse.host import is_first_series

QUERY = "news.json?" if is_first_series(Datasette([])) else "news/-/query.json?"
ENDLESS = "with recursive step(n) as (select 1 union all select n + 1 from step) select count(*) as found from step"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sql") / "news.db"
    build_site(path)
    return path


def ask(site: str, path: str) -> tuple[int, str]:
    try:
        with urlopen(site + path, timeout=WAIT) as answer:
            return int(answer.status), answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def sql(site: str, query: str) -> tuple[int, str]:
    return ask(site, QUERY + urlencode({"sql": query, "_shape": "array"}))


def test_strangers_run_no_sql_unless_asked(news: Path) -> None:
    with served("attrib", "serve", str(news)) as site:
        assert sql(site, "select name from speaker")[0] == 403
        assert ask(site, "news/attribution.json?" + urlencode({"_where": "1 = (select 1)"}))[0] == 403
        # What is served without it: tables and views, our pages.
        for path in ("news/attribution.json", "news/v_unresolved", "news/unresolved", "news/-/attrib/audit/unresolved"):
            assert ask(site, path)[0] == 200, path


def test_sql_that_is_asked_for_runs_within_its_time_limit(news: Path) -> None:
    with served("attrib", "serve", str(news), "--sql") as site:
        status, found = sql(site, "select count(*) as found from outlet")
        assert (status, json.loads(found)) == (200, [{"found": 2}])
        status, found = sql(site, ENDLESS)
        assert (status, "sql_time_limit_ms" in found or "interrupted" in found) == (400, True)


def test_a_database_with_a_tilde_in_its_name_is_served_where_it_says(news: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a~b.db"
    odd.write_bytes(news.read_bytes())
    command = [sys.executable, "-m", "attrib", "serve", str(odd)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().partition(" at ")[2].split()[0]
            assert ask(address, "")[0] == 200
        finally:
            process.terminate()
