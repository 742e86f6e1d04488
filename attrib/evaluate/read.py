"""Read annotated and predicted relations: JSON lines, or brat's .ann and .txt files."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from attrib.errors import InputError
from attrib.evaluate.annotated import Annotated, Corpus, Relation
from attrib.evaluate.brat import read_brat
from attrib.read.text import repaired
from attrib.records import Document, Spans

_TYPES = ("direct", "mixed", "indirect", "none")


def read_corpus(name: str, *, gold: bool) -> Corpus:
    """Return the documents of a JSONL file ("-": standard input), a .ann or .txt file of brat, or a folder of them.

    A gold document must have its text. Raises InputError, naming file and line, for what cannot be used.
    """
    path = Path(name)
    if name != "-" and (path.is_dir() or path.suffix in (".ann", ".txt")):
        documents = read_brat(path)
    else:
        documents = _lines(name, gold)
    corpus: Corpus = {}
    for document in documents:
        first = corpus.setdefault(document.document.id, document)
        if first is not document:
            raise InputError(
                f"{document.where}: has the id {document.document.id!r} of {first.where}; give each document its own"
            )
    if not corpus:
        raise InputError(f"{name}: holds no documents; give JSON lines, or a folder of brat's .ann and .txt files")
    return corpus


def check_offsets(gold: Corpus, found: Corpus) -> None:
    """Raise InputError where a prediction belongs to no gold document, or was made from another text."""
    if not gold.keys() & found.keys():
        one = next(iter(found.values()))
        raise InputError(
            f"{one.where}: no id of its file ({one.document.id!r} …) is in the gold; give both the same ids"
        )
    for name, document in found.items():
        if name not in gold:
            continue
        text = gold[name].document.text
        if document.document.text and document.document.text != text:
            raise InputError(
                f"{document.where}: its text is not that of {gold[name].where}; predict from the gold's text"
            )
        for relation in document.relations:
            for start, end in (*relation.content, *relation.cue, *relation.source):
                if end > len(text):
                    raise InputError(
                        f"{document.where}: span [{start}, {end}] ends behind the text of {gold[name].where} "
                        f"({len(text)} characters); predict from the gold's text"
                    )


def _lines(name: str, gold: bool) -> Iterator[Annotated]:
    if name == "-":
        yield from _documents("standard input", sys.stdin.buffer, gold)
        return
    try:
        with Path(name).open("rb") as file:
            yield from _documents(name, file, gold)
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); check the name and its rights") from error


def _documents(name: str, file: BinaryIO, gold: bool) -> Iterator[Annotated]:
    for number, line in enumerate(file, 1):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        try:
            value = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise InputError(f"{where}: byte {error.start} is not UTF-8; write the file as UTF-8") from error
        except (ValueError, RecursionError) as error:
            message = (
                f"{error.msg}, column {error.colno}"
                if isinstance(error, json.JSONDecodeError)
                else "nested too deep, or a number too long"
            )
            raise InputError(f"{where}: is not JSON ({message}); give one JSON object a line") from error
        yield _document(where, value, gold)


def _document(where: str, value: Any, gold: bool) -> Annotated:
    if not isinstance(value, dict):
        raise InputError(f'{where}: is not a JSON object; write {{"id": …, "text": …, "attributions": […]}}')
    name, text = value.get("id"), value.get("text")
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise InputError(f'{where}: has no "id" that is a string or a whole number; add the document\'s id')
    if not isinstance(text, str | None):
        raise InputError(f'{where}: "text" is not a string; write the text that the offsets count in')
    if gold and not text:
        raise InputError(f'{where}: has no "text"; add the text that the offsets count in')
    rows = value.get("attributions", value.get("quotes"))
    if not isinstance(rows, list):
        raise InputError(f'{where}: has no list "attributions"; add one, empty where the text has none')
    limit = len(text) if text else None
    return Annotated(
        Document(
            id=repaired(str(name)),
            text=repaired(text or ""),
            title=_told(value, "title"),
            publisher=_told(value, "publisher") or _told(value, "outlet"),
            date=_told(value, "date"),
            url=_told(value, "url"),
        ),
        tuple(_relation(f"{where}, attribution {number}", row, limit) for number, row in enumerate(rows, 1)),
        _spans(where, value, "discard", limit),
        where,
    )


def _told(value: Mapping[str, Any], key: str) -> str | None:
    found = value.get(key)
    return found if isinstance(found, str) and found else None


def _relation(where: str, row: Any, limit: int | None) -> Relation:
    if not isinstance(row, dict):
        raise InputError(
            f'{where}: is not a JSON object; write {{"content": [[start, end], …], "cue": …, "source": …}}'
        )
    if "content" not in row:
        raise InputError(f'{where}: has no "content"; write a list of [start, end], empty where nothing is reported')
    speaker = row.get("speaker")
    if isinstance(speaker, dict):
        speaker = speaker.get("name")
    confidence = row.get("confidence")
    speech = row.get("cue_speech")
    kind = row.get("type_derived") or row.get("type")
    return Relation(
        content=_spans(where, row, "content", limit),
        cue=_spans(where, row, "cue", limit),
        source=_spans(where, row, "source", limit),
        pattern=_told(row, "pattern") or "",
        relation=_told(row, "relation") or "",
        type=kind if kind in _TYPES else "",
        speaker=speaker if isinstance(speaker, str) else None,
        confidence=float(confidence) if isinstance(confidence, int | float) and 0 <= confidence <= 1 else None,
        nested=bool(row.get("parent")) or row.get("nested_in") is not None,
        speech=speech if isinstance(speech, bool) else None,
    )


def _spans(where: str, row: Mapping[str, Any], key: str, limit: int | None) -> Spans:
    value = row.get(key)
    if value is None:
        return ()
    found = []
    for pair in value if isinstance(value, list) else [value]:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(at) is int for at in pair)):
            raise InputError(f'{where}: "{key}" is not a list of [start, end]; write whole numbers, [] for none')
        start, end = pair
        if not 0 <= start <= end or (limit is not None and end > limit):
            raise InputError(
                f'{where}: "{key}" has [{start}, {end}] in a text of {limit or "unknown"} characters; '
                "count in the text as it stands in the line"
            )
        found.append((start, end))
    return tuple(found)
