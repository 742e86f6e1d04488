"""Errors that a user can cause. Each message is one line: what was read, what is wrong there, what to do."""


class AttribError(Exception):
    """A mistake in an input, a file or a database; the command prints it as one line and exits with 1."""


class InputError(AttribError):
    """A file or a line that cannot be read as news text; the rest of the input goes on."""


class DatabaseError(AttribError):
    """A database that is not ours, too new, locked, read-only, or on a full disk."""


class GrammarError(AttribError):
    """A line of grammar/ or of a lexicon that cannot be used; the message names file, line and column."""


class OutputError(AttribError):
    """Standard output cannot be written: the disk is full, or it is closed."""


class OutputClosed(OutputError):
    """Whoever read standard output has stopped (`attrib audit … | head`): nothing is wrong, and nothing is told."""
