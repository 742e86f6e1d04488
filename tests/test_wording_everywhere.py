"""Whatever shows a row tells how it reads: a denial, a negation, a question or a refusal never looks like a plain statement."""

import asyncio
import csv
import re
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from datasette.app import Datasette  # type: ignore[import-untyped]
from reading_site import CASES, RELATIONS, Case, addresses, build_readings, loads, printed, values
from stored import rows

from attrib.store.sections import SECTIONS
from attrib.wording.frames import told

FORMATS = ("page", "json", "csv", "feed", "terminal", "terminal json", "report", "picture")
# Words between how a row reads and its content: the mark of a list, a name, tags that show nothing.
_NEAR = 90
# The card of a number in an article's text, which stands between a cue and its content.
_CARD = re.compile(r'<a class="ref".*?</span></span>', re.DOTALL)
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_ATTRIBUTES = re.compile(r'\b(?:title|aria-label|content|value)="([^"]*)"')


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """By format, what each address and command answers."""
    folder = tmp_path_factory.mktemp("readings")
    path = folder / "news.db"
    build_readings(path)
    found: dict[str, dict[str, str]] = {name: {} for name in FORMATS}
    for name, text in printed(path, folder).items():
        form = "report" if "html" in name else "terminal json" if "json" in name else "terminal"
        found[form][name] = text
    found |= _asked(path)
    assert all(found.values())
    return found


def _asked(path: Path) -> dict[str, dict[str, str]]:
    clusters = [str(key) for (key,) in rows(path, "select stable_key from variant_cluster order by id")]
    assert len(clusters) >= sum(case.content for case in CASES) - 2
    found: dict[str, dict[str, str]] = {"page": {}, "json": {}, "csv": {}, "feed": {}, "picture": {}}

    async def ask() -> None:
        site = Datasette([str(path)])
        for address in addresses(clusters, [section.name for section in SECTIONS]):
            answer = await site.client.get(f"/news/-/attrib/{address}", follow_redirects=True)
            if address.startswith("audit/") and answer.status_code == 404:  # has no such format
                continue
            assert answer.status_code == 200, address
            first = address.partition("?")[0]
            form = (
                "feed" if first.endswith(("atom", "feed.json")) else
                "json" if first.endswith("json") else "csv" if first.endswith("csv") else "page"
            )  # fmt: skip
            found[form][address] = answer.text
            if form == "page" and first.startswith("quote/"):
                found["picture"][address] = "".join(re.findall(r"<svg.*?</svg>", answer.text, re.DOTALL))

    asyncio.run(ask())
    return found


def test_every_relation_is_asked_both_ways() -> None:
    assert {(case.relation, case.negated) for case in CASES} == {
        (name, way) for name in RELATIONS for way in (True, False)
    }
    assert len({case.mark for case in CASES}) == len(CASES)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=[f"{case.relation}-{case.cue}" for case in CASES])
def test_a_row_reads_as_it_does_wherever_it_is_shown(shown: dict[str, dict[str, str]], case: Case, form: str) -> None:
    seen = 0
    for name, body in shown[form].items():
        if case.mark not in body and form != "picture":
            continue
        seen += 1
        wrong = list(_CHECKS[form](case, name, body))
        assert not wrong, (name, wrong[:3])
    assert seen, "no answer shows the row"


def _near(case: Case, text: str) -> list[str]:
    """Return the places of a text that show the words of a row without how it reads right before them."""
    text = " ".join(text.split())
    found = []
    for place in re.finditer(case.mark, text):
        # A search repeats the word that is looked for, and some texts are cut right before it.
        before = text[max(0, place.start() - _NEAR) : place.start()]
        if text[place.end() : place.end() + 4] == " had" and case.reading.reads_as not in before:
            found.append(text[max(0, place.start() - _NEAR) : place.end() + 30])
    return found


def _page(case: Case, name: str, body: str) -> list[str]:
    visible = unescape(_TAG.sub("", _CARD.sub("", body)))
    if case.plain:
        return [] if f"{case.reading.reads_as}: {case.mark}" not in visible else ["a plain row with a label"]
    wrong = _near(case, visible) + [bad for text in _ATTRIBUTES.findall(body) for bad in _near(case, unescape(text))]
    wrong += [text for text in (f"attributes to {case.speaker}", "attributes to nobody") if text in visible]
    if name.startswith("quote/"):
        title = unescape(re.findall(r"<title>(.*?)</title>", body, re.DOTALL)[0])
        heading = unescape(_TAG.sub("", re.findall(r"<h1.*?</h1>", body, re.DOTALL)[0]))
        wrong += [text for text in (title, heading) if case.reading.reads_as not in text or "article" not in text]
    return wrong


def _json(case: Case, name: str, body: str) -> list[str]:
    wrong = []
    for holder, field, text in values(loads(body)):
        if not text.startswith(case.mark) or field in ("name", "q"):
            continue
        stem = re.sub(r"(content|content_text|text|variant|claim|fullest)$", "", field)
        names = (f"{stem}reads_as", f"{field}_reads_as", "reads_as")
        if not any(holder.get(one) == case.reading.reads_as for one in names) and not _lone(field):
            wrong.append(f"{field}: {text}")
    return wrong


def _lone(field: str) -> bool:
    # The words of the text itself, beside an attribution that tells how it reads.
    return field in ("sentence", "sentence_text", "text", "evidence") or field.isdigit()


def _csv(case: Case, name: str, body: str) -> list[str]:
    wrong = []
    for row in csv.DictReader(StringIO(body)):
        if not any(cell and cell.startswith(case.mark) for cell in row.values()):
            continue
        told_so = [value for field, value in row.items() if field.endswith("reads_as")]
        if case.reading.reads_as not in told_so:
            wrong.append(str(row))
        if "negated" in row and row["negated"] not in (("1", "True") if case.negated else ("0", "False", "")):
            wrong.append(f"negated: {row['negated']}")
    return wrong


def _feed(case: Case, name: str, body: str) -> list[str]:
    if case.plain:
        return []
    text = unescape(_TAG.sub("\n", body)).replace("\\n", "\n")
    plainly = (f"attributes to {case.speaker}", f"attributes this to {case.speaker}")
    return _near(case, text) + [said for said in plainly if said in text]


def _terminal(case: Case, name: str, body: str) -> list[str]:
    return [] if case.plain else _near(case, body)


def _report(case: Case, name: str, body: str) -> list[str]:
    return [] if case.plain else _near(case, unescape(_TAG.sub("", body)))


def _picture(case: Case, name: str, body: str) -> list[str]:
    if case.mark not in name or case.plain:
        return []
    return [] if f"“{case.reading.reads_as}”" in unescape(body) else [body[:300]]


_CHECKS = {
    "page": _page, "json": _json, "csv": _csv, "feed": _feed, "terminal": _terminal, "terminal json": _json,
    "report": _report, "picture": _picture,
}  # fmt: skip


def test_the_check_itself_sees_what_is_told_plainly() -> None:
    case = next(case for case in CASES if case.cue == "denied")
    assert _page(case, "search", f"<p><a>{case.words}</a></p>") and not _page(
        case, "search", f"<p><a>{told(case.words, *case.reading)}</a></p>"
    )
    assert _json(case, "", f'{{"content": "{case.words}"}}')
    assert not _json(case, "", f'{{"content": "{case.words}", "reads_as": "denied"}}')
    assert _csv(case, "", f"content,reads_as\n{case.words},\n")
