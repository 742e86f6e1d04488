"""Regular expressions that are compiled when they are first used.

The rooms hold some two hundred of them; compiling all takes .1 s, and a short text needs a few.
"""

import re
from typing import Any, AnyStr, cast


class _Uncompiled:
    """A regular expression that is yet to be used; then it takes on the methods of the compiled one."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Only asked for what is not there yet: afterwards `match` and the rest are found at once.
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((known, getattr(compiled, known)) for known in dir(compiled) if known[0] != "_")
        return getattr(compiled, name)


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression for a module's top level: what `re.compile` returns, without its cost at import.

    What re.compile would raise is raised at the first use.
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(source, flags))
