"""List what is to be read below a folder, and what is left out."""

import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from attrib.read.endings import BROKEN_LINK, LINKED_FOLDER, NO_ENDING, NO_FILE, READ_ENDINGS, counted_endings, ending_of
from attrib.read.text import repaired
from attrib.records import Problem


@dataclass(frozen=True, slots=True)
class Listing:
    """The files to read, in the order of their names; the folders that may not be read; what else there is, by kind."""

    files: tuple[str, ...]
    barred: tuple[str, ...]
    left: Mapping[str, int]

    def note(self, read: int) -> str:
        """Return the line that tells what was left out, where `read` of the files gave documents; "" for nothing."""
        out = sum(self.left.values())
        if not out:
            return ""
        failed = len(self.files) - read
        told = f", {failed} not (see above)" if failed else ""
        return f"{len(self.files) + out} files: {read} read{told}, {out} left out: {counted_endings(self.left)}"

    def problems(self, folder: str) -> Iterator[Problem]:
        """Yield what is wrong with a folder before a file of it is read."""
        for place in self.barred:
            yield Problem("may not be read; change its permissions", "read", repaired(place))
        if not self.files and not self.barred:
            out = f" but {counted_endings(self.left)}" if self.left else ""
            message = f"holds no text ({', '.join(READ_ENDINGS)}){out}; name another folder or the files"
            yield Problem(message, "read", folder)


def listing(folder: str) -> Listing:
    """Return what is below a folder; hidden files and folders aside.

    A link to a file is read as that file, a link to a folder is not followed: it may lead round in a circle. Only regular
    files are read: a pipe may never end.
    """
    files: list[str] = []
    barred: list[str] = []
    left: Counter[str] = Counter()
    for place, folders, names in os.walk(folder, onerror=lambda error: barred.append(str(error.filename))):
        left[LINKED_FOLDER] += sum(Path(place, name).is_symlink() for name in folders if not name.startswith("."))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            why = _left_out(Path(place, name))
            if why:
                left[why] += 1
            else:
                files.append(str(Path(place, name)))
    return Listing(tuple(files), tuple(barred), +left)


def _left_out(path: Path) -> str:
    """Return as what a file is counted among those that are left out; "" for one that is read."""
    try:
        mode = path.stat().st_mode
    except PermissionError:
        mode = stat.S_IFREG
    except OSError:
        return BROKEN_LINK
    if not stat.S_ISREG(mode):
        return NO_FILE
    ending = ending_of(path.name)
    return "" if ending in READ_ENDINGS else ending or NO_ENDING
