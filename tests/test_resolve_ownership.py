"""Whose words stand in the marks: each row is a text and, for each attribution in order, the owner of its quotation."""

import pytest

from attrib.pipeline import extract
from attrib.records import Document

ROWS = [
    ("“We will appeal,” Jane Doe said.", ["Jane Doe"]),
    ("“We will appeal,” said Jane Doe, the union's lawyer.", ["Jane Doe"]),
    ("Jane Doe said: “We will appeal.”", ["Jane Doe"]),
    ("“We tried,” Jane Doe said, “but nobody listened.”", ["Jane Doe"]),
    ("Jane Doe said the plan was “a disaster”.", ["Jane Doe"]),
    ("Jane Doe called the plan “a disaster”.", ["Jane Doe"]),
    ("According to Jane Doe, the plan is “dead”.", ["Jane Doe"]),
    ("Jane Doe said the plan was dead.", [None]),
    ("Jane Doe did not respond to a request for comment.", [None]),
    ("The mayor allegedly took cash.", [None]),
    ("The president “expressed deep satisfaction with the harvest,” the Meridian news agency said.",
     ["Meridian news agency", "Meridian news agency"]),
    ("The president “affirmed that the country would stand by its friends,” the Meridian news agency said.",
     ["Meridian news agency", "Meridian news agency"]),
    ("The minister said “we will rebuild every house in the valley,” the Norda Wire reported.", ["Norda Wire", "the minister"]),
    ("The minister said the harvest was “good,” the Norda Wire reported.", ["Norda Wire", None]),
    ("Lena Ford met Ruth Abara on Monday. She said: “The plan is dead.”", [None]),
    ("A senior official said: “Nobody knew.”", ["a senior official"]),
    ("“Nobody knew,” two officials said.", ["two officials"]),
    ("The harbour board said: “The cranes are sound.”", ["harbour board"]),
    ("Jane Doe vowed to “fight on”.", ["Jane Doe"]),
    ("“The report is wrong,” Jane Doe wrote.", ["Jane Doe"]),
    ("“It was a mistake,” the envoy was quoted as saying by Radio Veldt.", ["the envoy"]),
]  # fmt: skip


def plain(name: str | None) -> str | None:
    """Return a name without its article."""
    return None if name is None else name.removeprefix("the ").removeprefix("The ")


@pytest.mark.parametrize(("text", "owners"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_owner(text: str, owners: list[str | None]) -> None:
    found = extract(Document(id="owners", text=text, publisher="The Lantern"))
    assert [plain(resolution.words_of) for resolution in found.resolutions] == [plain(owner) for owner in owners]
