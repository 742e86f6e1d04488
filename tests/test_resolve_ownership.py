"""Whose words stand in the marks: each row is a text and, for each attribution in order, the owner of its quotation ("-": any)."""

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
    ("The minister said “we will rebuild every house in the valley,” the Norda Wire reported.", ["the minister", "the minister"]),
    ("The minister said the harvest was “good,” the Norda Wire reported.", [None, None]),
    ("Lena Ford met Ruth Abara on Monday. She said: “The plan is dead.”", [None]),
    ("A senior official said: “Nobody knew.”", ["a senior official"]),
    ("“Nobody knew,” two officials said.", ["two officials"]),
    ("The harbour board said: “The cranes are sound.”", ["harbour board"]),
    ("Jane Doe vowed to “fight on”.", ["Jane Doe"]),
    ("“The report is wrong,” Jane Doe wrote.", ["Jane Doe"]),
    ("“It was a mistake,” the envoy was quoted as saying by Radio Veldt.", ["the envoy"]),
    # All marks in what another is told to have said: the words are the other's, whoever tells them.
    ("“We will mend the roof by May,” Ada Roe said, according to Norda Wire.", ["Ada Roe", "Ada Roe"]),
    ("“We will mend the roof,” said Ada Roe, according to the Corran Herald.", ["Ada Roe", "Ada Roe"]),
    ("According to the Corran Herald, Ada Roe said: “We will mend the roof.”", ["Ada Roe", "Ada Roe"]),
    ("“Nobody had the keys,” a former guard said, the union reported.", ["a former guard", "a former guard"]),
    ("The Corran Herald reported that the mayor had said “nobody here will sell the old mill”.", ["the mayor", "the mayor"]),
    ("The union said the letter said “no keys were ever found in the yard”.", ["the letter", "the letter"]),
    ("Tomas Leik said Ada Roe had told him “nobody here will sell the old mill”.", ["Ada Roe", "Ada Roe"]),
    # Levels: the innermost that speaks.
    ("According to Norda Wire, Lena Ford said that Ada Roe had said “we will mend the roof within ten days”.",
     ["Ada Roe", "Ada Roe", "Ada Roe"]),
    # Nobody sure, or nobody named, inside: never the one around.
    ("Lena Ford met Ruth Abara. “We will mend the roof,” she said, according to the Corran Herald.", [None, None]),
    ("“We will mend the roof,” they said, according to the Corran Herald.", [None, None]),
    # Two inside, each with a part of the marks; marks inside and outside.
    ("Norda Wire reported that the mayor said “the mill is lost to us for good” and the union said “the mill is safe with us”.",
     [None, "-", "union"]),
    ("Norda Wire said the mill, “the pride of the town”, would close and Ada Roe said “it must go now”.", [None, "Ada Roe"]),
    # Several who speak together.
    ("“We will mend the roof,” Ada Roe and Tomas Leik said.", ["Ada Roe and Tomas Leik"]),
    ("“We will mend the roof,” said Ada Roe and Tomas Leik, according to Norda Wire.",
     ["Ada Roe and Tomas Leik", "Ada Roe and Tomas Leik"]),
    ("Ana Ford met Paul Ford. “We will mend the roof,” Ford and Ada Roe said.", [None]),
    # Near misses: the same one inside, a thing that shows, what somebody thinks.
    ("Ada Roe said she thought the plan was “dead”.", ["Ada Roe", "Ada Roe"]),
    ("Ada Roe said the survey showed “a steep fall in the price of rye”.", ["Ada Roe", "-"]),
    ("The law suggested “a will to close every mill in the land,” the union said.", ["union", "-"]),
    ("Ada Roe said the union believed “the plan was dead and buried”.", [None, "-"]),
]  # fmt: skip


def plain(name: str | None) -> str | None:
    """Return a name without its article."""
    return None if name is None else name.removeprefix("the ").removeprefix("The ")


@pytest.mark.parametrize(("text", "owners"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_owner(text: str, owners: list[str | None]) -> None:
    found = extract(Document(id="owners", text=text, publisher="The Lantern"))
    got = [plain(resolution.words_of) for resolution in found.resolutions]
    assert got == [mine if owner == "-" else plain(owner) for owner, mine in zip(owners, got, strict=True)]
