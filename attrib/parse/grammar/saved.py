"""The compiled grammar on disk, so that it is compiled once a machine and not once a run.

It is kept as JSON, which can run nothing when it is read, and only in a folder and a file that belong to the user and that
nobody else may write. The file's name is a hash of what it depends on; its first line is a hash of the rest. Whatever is
wrong with it, or with the folder, the grammar is compiled as if there were none.
"""

import json
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

SWITCH = "ATTRIB_CACHE"  # environment: "off" for none, else the folder


def folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """Return the folder for files that can be made again, which need not exist; None where there is to be none."""
    told = environment.get(SWITCH, "")
    if told.lower() in ("off", "0", "no", "false"):
        return None
    if told:
        return Path(told)
    variable = "LOCALAPPDATA" if platform == "win32" else "XDG_CACHE_HOME"
    base = environment.get(variable, "")
    if base and Path(base).is_absolute():
        return Path(base) / "attrib"
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        return None
    places = {"win32": home / "AppData" / "Local", "darwin": home / "Library" / "Caches"}
    return places.get(platform, home / ".cache") / "attrib"


def name_of(*parts: str) -> str:
    """Return the name of the file for what depends on these strings: another one as soon as one of them changes."""
    joined = "\x1f".join(f"{len(part)}:{part}" for part in parts)
    return f"grammar-{_hash(joined.encode())}.json"


def fetch(name: str, place: Path | None) -> Any:
    """Return what was saved under a name; None where nothing was, or where it is damaged or not safely the user's own."""
    if place is None:
        return None
    path = place / name
    try:
        if not (_is_own(place.lstat(), stat.S_ISDIR) and _is_own(path.lstat(), stat.S_ISREG)):
            return None
        digest, _, body = path.read_bytes().partition(b"\n")
        return json.loads(body) if digest == _hash(body).encode() else None
    except (OSError, ValueError, RecursionError):
        return None


def save(name: str, place: Path | None, content: Any) -> None:
    """Save content of dicts with string keys, lists, strings and numbers under a name, whole or not at all; do nothing where that fails.

    Of several that save at once the last one wins, and whoever reads meanwhile finds a whole file.
    """
    if place is None:
        return
    body = json.dumps(content, separators=(",", ":")).encode()
    with suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(place.lstat(), stat.S_ISDIR):
            return
        handle, temporary = tempfile.mkstemp(dir=place, prefix=f".{name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_hash(body).encode() + b"\n" + body)
            Path(temporary).replace(place / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _hash(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()


def _is_own(found: os.stat_result, sort: Callable[[int], bool]) -> bool:
    """Tell whether a folder or file, no link, belongs to the user and nobody else may write it (Windows keeps that itself)."""
    if not sort(found.st_mode):
        return False
    user = getattr(os, "getuid", None)
    return user is None or (found.st_uid == user() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))
