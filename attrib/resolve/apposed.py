"""Members of a list that say what their neighbour is: "the mayor, Ana Ford, and Jan Leik, the clerk" are two."""

from attrib.resolve.mention import Mention
from attrib.resolve.roles import read_role


def fold_apposed(read: list[Mention], joints: list[str]) -> list[Mention]:
    """Return the members of a list without those that only describe the name beside them over a comma.

    `joints` is what stands before each: "Ford and Deputy Minister, Jan Leik"; "Ford and the head of the union, Jan Leik";
    "the mayor, Ana Ford, and Jan Leik, the clerk". "The mayor, Ana Ford and Jan Leik" may be three and stays.
    """
    if len(read) > 3 and _many(read[0]) and joints[2] == ", " and all(map(is_person, read[2:])):
        return read[2:]  # "the ministers of Norland and Ruvia, Ana Ford and Jan Leik"
    if len(read) > 2 and _many(read[-1]) and joints[-1] == ", " and all(map(is_person, read[:-1])):
        return read[:-1]  # "Ana Ford and Jan Leik, the ministers"
    kept: list[Mention] = []
    for at, one in enumerate(read):
        before = kept[-1] if kept else None
        if before is None or joints[at] != ", ":
            kept.append(one)
            continue
        after = joints[at + 1] if at + 1 < len(read) else ""
        if is_person(one) and (is_office(before) or (_is_post(before) and (at > 1 or after.startswith(",")))):
            kept[-1] = one._replace(role=read_role(before.text) or one.role)
        elif not (is_person(before) and _is_post(one) and after != ", " and _beside_people(read, at)):
            kept.append(one)
    return kept


def _beside_people(read: list[Mention], at: int) -> bool:
    """True where a description ends the list behind two people, or a person follows it: no member of its own."""
    if at + 1 < len(read):
        return is_person(read[at + 1])
    return at > 1 and is_person(read[at - 2])


def is_person(part: Mention) -> bool:
    """Tell whether a part of a list is a person's name, as far as its form shows."""
    if part.form != "name" or part.name is None:
        return False
    return part.name.kind == "person" or (part.name.kind == "unknown" and " " in part.name.name)


def _many(part: Mention) -> bool:
    """Tell whether a part of a list is a plural for people: "the foreign ministers of Norland"."""
    return part.form == "description" and part.sort in ("role", "roles") and part.plural and part.definite


def _is_post(part: Mention) -> bool:
    """Tell whether a part of a list is one post: "the head of the union", "the mayor"."""
    return part.form == "description" and part.sort == "role" and part.definite and not part.plural


def is_office(part: Mention) -> bool:
    """Tell whether a part of a list is a title without a name: "Norlandic Deputy Foreign Minister"."""
    return (part.form == "name" and part.name is not None and part.name.kind == "title" and not part.head) or (
        part.form == "description" and part.sort == "role" and part.text[:1].isupper()
    )
