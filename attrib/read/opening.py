"""Look at how a stream of JSON lines begins, so that a page, a plain text or a JSON array is one problem and not one a line."""

from collections import deque
from collections.abc import Iterable
from typing import BinaryIO

from attrib.read.kinds import JSON_ARRAY, JSON_OBJECT, TABLE, Kind, kind_of_bytes, kind_of_text

# Lines that must not begin as an object does before a stream is taken for something else.
_LOOKED_AT = 5
_FIRST = 65_536  # bytes of the first line
# A line is passed over up to here, in times of what is read of one; behind it, no end of it is expected any more.
ENDLESS = 16


class Reread:
    """Lines that were read already, and then the rest of their file."""

    def __init__(self, lines: Iterable[bytes], file: BinaryIO) -> None:
        self._lines = deque(lines)
        self._file = file

    def readline(self, limit: int) -> bytes:
        """Return the next line with its end, or `limit` bytes of it; b"" at the end."""
        line = self._lines.popleft() if self._lines else b""
        if len(line) > limit:
            self._lines.appendleft(line[limit:])
            return line[:limit]
        return line if line.endswith(b"\n") or len(line) == limit else line + self._file.readline(limit - len(line))

    def skip_line(self, most: int) -> bool:
        """Pass over the rest of a line; False where it has no end within ENDLESS times `most` bytes."""
        for _ in range(ENDLESS):
            line = self.readline(most)
            if not line or line.endswith(b"\n"):
                return True
        return False


def opened(file: BinaryIO, max_bytes: int) -> tuple[str, Reread]:
    """Return what is wrong with the whole of a file of JSON lines, "" for nothing, and the file to be read from its start.

    An object in the first line is answered at once: a stream may hold no second one yet.
    """
    lines: list[bytes] = []
    told = 0
    wrong = ""
    while told < _LOOKED_AT:
        line = file.readline(min(_FIRST, max_bytes + 1))
        lines.append(line)
        if not line:
            break
        if not told and (b"\0" in line or kind_of_bytes(line)):
            # An archive says behind its first line end what is in it.
            wrong = _binary(line + file.readline(4096) if line.startswith(b"PK") else line)
            break
        begin = line.removeprefix(b"\xef\xbb\xbf").lstrip()
        if begin.startswith(b"{") and begin.strip() != b"{" and not begin.startswith(b"{\\rtf"):
            return "", Reread(lines, file)
        told += bool(begin)
        # A part of a line is not followed by another line.
        if told and not line.endswith(b"\n"):
            break
    return wrong or (_other(lines) if told else ""), Reread(lines, file)


def _binary(line: bytes) -> str:
    kind = kind_of_bytes(line)
    if kind is None and line.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "is UTF-16, not UTF-8; write the lines as UTF-8"
    return kind.message if kind else "is a binary file, not JSON lines; save its texts as lines of JSON"


def _other(lines: list[bytes]) -> str:
    """Return what lines are of which none is an object."""
    head = b"".join(lines).decode("utf-8", "replace")
    begin = head.lstrip("\ufeff \t\r\n")
    first = begin.partition("\n")[0].strip()
    kind: Kind | None = kind_of_text(head)
    if first == "{":
        kind = JSON_OBJECT
    elif begin.startswith("[") and kind is None and first == "[":
        kind = JSON_ARRAY
    if kind is TABLE or kind is None:
        what = "a table" if kind else "text"
        return f'is {what}, not JSON lines; write each article as one line, {{"text": …}}' + (
            "" if kind else ", or name a file of text with .txt"
        )
    return f"{kind.message.replace(', not text;', ', not JSON lines;')}"
