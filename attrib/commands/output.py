"""Standard output and standard error as every command writes to them: what cannot be written is never another error.

A disk that is full or a pipe that is closed raises OutputError or OutputClosed, which are no OSErrors: whoever explains the errors
of a file or of SQLite does not take them for such. A character that the output's encoding does not know is written as
JSON and Python write it, \\u2019, so that lines of JSON stay JSON.
"""

import codecs
import errno
import io
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from attrib.errors import OutputClosed, OutputError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_ESCAPED = "attrib_escaped"
_CLOSED = (errno.EPIPE, errno.ESHUTDOWN)


class _Guarded(io.RawIOBase):
    """The raw end of a stream. After an error it takes all that is still written, and drops it."""

    def __init__(self, stream: "TextIO | None", name: str, told: bool) -> None:
        # The stream is kept: with it, its raw end would be closed.
        self._stream = stream
        buffer = getattr(stream, "buffer", None)
        self._raw: io.RawIOBase | None = getattr(buffer, "raw", buffer)
        self._told = told
        self._gone = False
        self.name = name

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        if self._raw is None:
            raise io.UnsupportedOperation("fileno")
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw is not None and self._raw.isatty()

    def write(self, content: "ReadableBuffer", /) -> int | None:
        if not self._gone:
            try:
                if self._raw is None:
                    raise OSError(errno.EBADF, os.strerror(errno.EBADF))
                return self._raw.write(content)
            except (OSError, ValueError) as error:
                self._gone = True
                if self._told:
                    raise _meaning(error, self.name) from error
        return memoryview(content).nbytes


def guard_output() -> None:
    """Put guarded streams in the place of this process's standard output and standard error.

    From then on an error of standard output is an OutputError; one of standard error, where none could be told, is dropped.
    """
    codecs.register_error(_ESCAPED, _escaped)
    sys.stdout = _guarded(sys.stdout, "standard output", told=True)
    sys.stderr = _guarded(sys.stderr, "standard error", told=False)


def written_out(write: Callable[[], object]) -> int:
    """Write what is to be told at the end of a run, and all that waits; return 1 where that failed, else 0."""
    try:
        write()
        sys.stdout.flush()
    except OutputClosed:
        return 1
    except OutputError as error:
        sys.stderr.write(f"Error: {error}\n")
        return 1
    finally:
        sys.stderr.flush()
    return 0


def _guarded(stream: "TextIO | None", name: str, told: bool) -> TextIO:
    if stream is not None:
        if not isinstance(stream, io.TextIOWrapper):
            return stream  # put there by somebody who reads what is written
        stream.flush()
    lines = stream is not None and (stream.line_buffering or not told)
    encoding = stream.encoding if stream else "utf-8"
    guarded = _Guarded(stream, name, told)
    # What a terminal or standard error shows is never kept back.
    return io.TextIOWrapper(
        io.BufferedWriter(guarded), encoding=encoding, errors=_ESCAPED, line_buffering=lines, write_through=not told
    )


def _meaning(error: OSError | ValueError, name: str) -> OutputError:
    number = getattr(error, "errno", None)
    if number in _CLOSED:
        return OutputClosed(f"cannot write {name}: nobody reads it any more")
    todo = "free some space, or write elsewhere" if number == errno.ENOSPC else "write elsewhere"
    return OutputError(f"cannot write {name}: {getattr(error, 'strerror', None) or error}; {todo}")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2)), error.end
