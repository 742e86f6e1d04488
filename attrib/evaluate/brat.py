"""Read brat's standoff annotation: NAME.ann beside NAME.txt.

Spans are entities of the types Content, Cue and Source ("Quote" and "Quotation" are contents, "Attribution" is a cue). They
are joined by relations of any name between two of them, or by events whose trigger is the cue and whose arguments are the
contents and sources:

    T1  Content 0 18    "We will appeal,"       T1  Content 0 18    "We will appeal,"
    T2  Cue 19 23   said                        T2  Cue 19 23   said
    T3  Source 24 27    Doe                     T3  Source 24 27    Doe
    R1  Says Arg1:T2 Arg2:T1                    E1  Cue:T2 Content:T1 Source:T3
    R2  Says Arg1:T2 Arg2:T3

Attributes, notes, normalisations and equivalences are passed over, as are other entities and their relations.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from attrib.errors import InputError
from attrib.evaluate.annotated import Annotated, Relation
from attrib.evaluate.intervals import length, overlap, union
from attrib.records import Document, Span, Spans

_ROLES = {
    "content": "content", "quote": "content", "quotation": "content",
    "cue": "cue", "attribution": "cue",
    "source": "source",
}  # fmt: skip
_PASSED = ("A", "M", "N", "#", "*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Entity:
    role: str
    spans: Spans


@dataclass(slots=True)
class _Sheet:
    """What one .ann file holds: entities by id, links between two of them, and events (cue, others)."""

    entities: dict[str, _Entity] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    links: list[tuple[str, str, str]] = field(default_factory=list)  # where, id, id
    events: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)  # where, ids; the trigger is the first


def read_brat(path: Path) -> Iterator[Annotated]:
    """Yield the documents of a .ann or .txt file, or of all .ann files in a folder and those below it, by name.

    A document's id is its file's name without suffix, with its folder in front where that is not `path`. Raises
    InputError for a missing pair and for a line that cannot be used.
    """
    if path.is_dir():
        for found in sorted(path.rglob("*.ann")):
            yield _read(found, found.relative_to(path).with_suffix("").as_posix())
    else:
        yield _read(path.with_suffix(".ann"), path.stem)


def _text(path: Path) -> str:
    try:
        # Offsets count the characters as they stand in the file: no line end is translated.
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); brat needs NAME.ann and NAME.txt") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; write the file as UTF-8") from error


def _read(path: Path, name: str) -> Annotated:
    text = _text(path.with_suffix(".txt"))
    sheet = _Sheet()
    for number, line in enumerate(_text(path).removeprefix("\ufeff").split("\n"), 1):
        _add(sheet, f"{path}, line {number}", line.rstrip("\r"), text)
    return Annotated(Document(id=name, text=text), _nested(list(_relations(sheet))), (), str(path))


def _add(sheet: _Sheet, where: str, line: str, text: str) -> None:
    if not line.strip() or line.startswith(_PASSED):
        return
    key, _, rest = line.partition("\t")
    if key.startswith("T"):
        _entity(sheet, where, key, rest, text)
    elif key.startswith("R"):
        _name, *arguments = rest.split()
        ends = [argument.partition(":")[2] for argument in arguments]
        if len(ends) != 2 or not all(ends):
            raise InputError(f"{where}: is no relation of two; write R1<tab>Name Arg1:T1 Arg2:T2")
        sheet.links.append((where, ends[0], ends[1]))
    elif key.startswith("E"):
        ends = [argument.partition(":")[2] for argument in rest.split()]
        if not ends or not all(ends):
            raise InputError(f"{where}: is no event; write E1<tab>Cue:T1 Content:T2 Source:T3")
        sheet.events.append((where, tuple(ends)))
    else:
        raise InputError(f"{where}: begins with {key[:12]!r}; brat's lines begin with T, R, E, A, M, N, # or *")


def _entity(sheet: _Sheet, where: str, key: str, rest: str, text: str) -> None:
    head, _, words = rest.partition("\t")
    kind, _, places = head.partition(" ")
    role = _ROLES.get(kind.casefold())
    if role is None:
        sheet.passed.add(key)
        return
    try:
        spans = tuple((int(start), int(end)) for start, end in (place.split() for place in places.split(";")))
    except ValueError:
        raise InputError(f"{where}: {places!r} are no offsets; write START END, with ; between pieces") from None
    if any(not 0 <= start <= end <= len(text) for start, end in spans):
        raise InputError(
            f"{where}: {places} lies outside the text ({len(text)} characters); annotate the .txt beside it"
        )
    there = " ".join(text[start:end] for start, end in spans)
    if words and _SPACE.sub("", words) != _SPACE.sub("", there):
        raise InputError(
            f"{where}: says {words[:40]!r}, the text has {there[:40]!r} there; use the .txt that was annotated, "
            "with its line ends"
        )
    sheet.entities[key] = _Entity(role, spans)


def _relations(sheet: _Sheet) -> Iterator[Relation]:
    """Yield a relation for each cue with what it is linked to, and for each content that has no cue."""
    cues: dict[str, list[str]] = {key: [] for key, entity in sheet.entities.items() if entity.role == "cue"}
    beside: dict[str, list[str]] = {key: [] for key, entity in sheet.entities.items() if entity.role == "content"}
    groups = _events(sheet, beside)
    in_events = {member for group in groups for member in group}
    _link(sheet, cues, beside)
    for group in groups:
        group += [end for cue in group if cue in cues for end in cues[cue]]
    groups += [[cue, *ends] for cue, ends in cues.items() if cue not in in_events]
    cued = {member for group in groups for member in group}
    for group in groups:
        extra = [source for member in group for source in beside.get(member, ())]
        yield _relation(sheet, [*group, *extra])
    for content, sources in beside.items():
        if content not in cued:
            yield _relation(sheet, [content, *sources])


def _events(sheet: _Sheet, beside: dict[str, list[str]]) -> list[list[str]]:
    """Return the members of each event with a cue; the sources of one without are noted beside its contents.

    Such an event has the content as its trigger, or is of a kind of the user's own.
    """
    groups: list[list[str]] = []
    for where, ends in sheet.events:
        members = [end for end in ends if _known(sheet, where, end)]
        roles = {member: sheet.entities[member].role for member in members}
        if "cue" in roles.values():
            groups.append(members)
            continue
        sources = [member for member in members if roles[member] == "source"]
        for content in (member for member in members if roles[member] == "content"):
            beside[content] += sources
    return groups


def _link(sheet: _Sheet, cues: dict[str, list[str]], beside: dict[str, list[str]]) -> None:
    """Note beside each cue what a line links it to, and beside each content the sources that no cue links."""
    for where, one, other in sheet.links:
        if not (_known(sheet, where, one) and _known(sheet, where, other)):
            continue
        for a, b in ((one, other), (other, one)):
            if a in cues:
                cues[a].append(b)
            elif a in beside and sheet.entities[b].role == "source":
                beside[a].append(b)


def _known(sheet: _Sheet, where: str, key: str) -> bool:
    if key in sheet.entities:
        return True
    if key in sheet.passed or key.startswith("E"):
        return False
    raise InputError(f"{where}: names {key}, which no line of the file defines; remove the line or add the entity")


def _relation(sheet: _Sheet, members: list[str]) -> Relation:
    spans: dict[str, list[Span]] = {"content": [], "cue": [], "source": []}
    for member in dict.fromkeys(members):
        entity = sheet.entities[member]
        spans[entity.role] += entity.spans
    return Relation(tuple(sorted(spans["content"])), tuple(sorted(spans["cue"])), tuple(sorted(spans["source"])))


def _nested(relations: list[Relation]) -> tuple[Relation, ...]:
    """Mark the relations whose content lies within a longer one: "Doe said Roe believes it" holds two."""
    contents = [union(relation.content) for relation in relations]
    return tuple(
        replace(
            relation, nested=any(length(inner) < length(o) and overlap(inner, o) == length(inner) for o in contents)
        )
        if (inner := contents[number])
        else relation
        for number, relation in enumerate(relations)
    )
