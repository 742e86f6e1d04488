"""Write a file that the user names, whole or not at all, without changing what kind of thing stands there."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from attrib.errors import DatabaseError

_NEW = 0o666  # as a shell's ">" makes a file, less what the umask takes


def write_file(path: Path, pieces: Iterable[str]) -> int:
    """Write a text to a file; return its bytes. Raises DatabaseError, and leaves what was there.

    A link stays a link, and what it leads to is written. A file keeps its mode, a new one has that of the umask. A pipe or
    a device is written into.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if target.exists() and not target.is_file() and not target.is_dir():
            return _into(target, pieces)
        return _beside(target, pieces)
    except OSError as error:
        raise DatabaseError(f"{path}: cannot be written ({error.strerror}); name another file") from error


def _into(target: Path, pieces: Iterable[str]) -> int:
    with target.open("wb") as file:
        return sum(file.write(piece.encode("utf-8", "replace")) for piece in pieces)


def _beside(target: Path, pieces: Iterable[str]) -> int:
    mode = target.stat().st_mode & 0o7777 if target.exists() else _NEW & ~_umask()
    with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}-", delete=False) as file:
        made = Path(file.name)
    try:
        size = _into(made, pieces)
        made.chmod(mode)
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    return size


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
