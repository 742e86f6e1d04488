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


class _Nowhere(io.RawIOBase):
    """The end of a stream that was closed before the command began."""

    def writable(self) -> bool:
        return True

    def write(self, content: "ReadableBuffer", /) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


class _Guarded(io.BufferedWriter):
    """What a stream's text goes through as bytes. After an error it takes all that is still written, and drops it."""

    def __init__(self, stream: "TextIO | None", called: str, told: bool) -> None:
        buffer = getattr(stream, "buffer", None)
        super().__init__(getattr(buffer, "raw", buffer) or _Nowhere())
        # The stream is kept: with it, its raw end would be closed.
        self._stream = stream
        self._called = called
        self._told = told
        self._gone = False

    def write(self, content: "ReadableBuffer", /) -> int:
        if not self._gone:
            try:
                return super().write(content)
            except (OSError, ValueError) as error:
                self._fail(error)
        return memoryview(content).nbytes

    def flush(self) -> None:
        if not self._gone:
            try:
                super().flush()
            except (OSError, ValueError) as error:
                self._fail(error)

    def close(self) -> None:
        if not self._gone:
            super().close()

    def _fail(self, error: OSError | ValueError) -> None:
        self._gone = True
        if self._told:
            raise _meaning(error, self._called) from error


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
    # What a terminal or standard error shows is never kept back.
    return io.TextIOWrapper(
        _Guarded(stream, name, told), encoding=encoding, errors=_ESCAPED, line_buffering=lines, write_through=not told
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
