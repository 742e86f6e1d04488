"""Tell a mail, a mailbox or a page saved as mail from a text whose first lines look like headers."""

from typing import Literal

from attrib.regex import regex

_MOST_LINES = 200
_HEADER = regex(r"([A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]+(.*))?")
# "From ana@keel.example Mon Mar  3 10:00:00 2031", as each message of a mailbox begins.
_MAILBOX = regex(
    r"From \S+[ \t]+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} \d\d:\d\d"
)
_ADDRESS = regex(r"[^\s@<>]{1,64}@[^\s@<>]{1,255}\.[A-Za-z]{2,}")
_CLOCKED = regex(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_PEOPLE = frozenset(("from", "to", "cc", "sender", "reply-to"))
_ABOUT = frozenset(("subject", "date", "sent"))
# What only a program writes.
_MACHINE = frozenset(
    "message-id mime-version received return-path content-transfer-encoding content-type delivered-to dkim-signature in-reply-to "
    "references list-id list-unsubscribe authentication-results user-agent thread-topic thread-index newsgroups nntp-posting-host "
    "snapshot-content-location".split()
)


def mail_kind(head: str) -> Literal["mail", "mailbox", "page"] | None:
    """Return what a text is that begins with the headers of a mail; None where a letter or an article does.

    >>> mail_kind("From: Ana Roth <ana@keel.example>\\nSubject: Bridge\\n\\nThe bridge is safe.")
    'mail'
    >>> mail_kind("From: our correspondent in Ostvik\\n\\nThe mayor said the bridge was safe.") is None
    True
    """
    if _MAILBOX.match(head):
        return "mailbox"
    told = _headers(head)
    machine = {name for name in told if name in _MACHINE or name.startswith("x-")}
    people, about = told.keys() & _PEOPLE, told.keys() & _ABOUT
    if "snapshot-content-location" in told or (machine and "multipart/related" in told.get("content-type", "")):
        return "page"
    if len(machine) > 1 or (machine and (people or about)):
        return "mail"
    if not (people and about):
        return None
    addressed = any(_ADDRESS.search(told[name]) for name in people) or _CLOCKED.match(told.get("date", ""))
    # "From: Brandt, Ilse / Sent: Monday / To: Haas, Jon / Subject: The terminal", as mail programs save a message.
    saved = {"from", "subject"} <= told.keys() and told.keys() & {"to", "date", "sent"}
    return "mail" if addressed or saved else None


def _headers(head: str) -> dict[str, str]:
    """Return the headers that a text begins with, names in small letters; long ones go on in lines that are indented."""
    told: dict[str, str] = {}
    last = ""
    for line in head.split("\n", _MOST_LINES)[:_MOST_LINES]:
        line = line.rstrip("\r")
        header = _HEADER.fullmatch(line)
        if header:
            last = header[1].casefold()
            told.setdefault(last, header[2] or "")
        elif last and line[:1] in (" ", "\t") and line.strip():
            told[last] += f" {line.strip()}"
        else:
            break
    return told
