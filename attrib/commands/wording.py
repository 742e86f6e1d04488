"""Words of messages."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless it is one.

    >>> counted(1, "document"), counted(0, "document")
    ('1 document', '0 documents')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
