"""Inputs of invented news, read one after the other into one database, and what is printed and kept."""

import json
from collections.abc import Mapping
from pathlib import Path

from command_line import run
from stored import rows

FERRY = (
    "The ferry to Verin will stop in June, harbour master Ida Lund said on Monday.\n\n“We have no money,” Lund said."
)
LATER = FERRY.replace("in June", "in July").replace("no money", "no money and no boat")
MILL = "Owner Pavel Brandt denied that the Torv mill was sold.\n\nA senior official said the price was secret."
FOG = "Fog closed the airport of Ostvik for six hours, spokeswoman Lena Dorn told the Vale Gazette."
TEXTS = {"ferry.txt": FERRY, "south/mill.md": MILL, "south/fog.txt": FOG}


Record = dict[str, object]


def write(folder: str | Path, texts: dict[str, str]) -> None:
    """Write texts below a folder."""
    for name, text in texts.items():
        file = Path(folder, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def lines(*records: Mapping[str, object]) -> bytes:
    """Return records as JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def ingest(*inputs: str, database: str = "x.db", stdin: bytes = b"", options: tuple[str, ...] = ()) -> tuple[str, str]:
    """Read inputs; return the counts that are printed, and what is told on standard error."""
    result = run("ingest", database, *inputs, *options, stdin=stdin)
    assert result.exit_code == (1 if result.stderr else 0), result.output
    return result.stdout.partition(": ")[2].partition(";")[0], result.stderr


def texts(database: str = "x.db") -> list[str]:
    """Return the current text of each article."""
    statement = "select text from article join article_version v on v.id = current_version_id order by article.id"
    return [str(text) for (text,) in rows(Path(database), statement)]


def keys(database: str = "x.db") -> set[object]:
    """Return the stable keys of articles and attributions."""
    found = rows(Path(database), "select stable_key from article union all select stable_key from attribution")
    return {key for (key,) in found}
