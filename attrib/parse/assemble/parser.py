"""Parse a document: unit by unit, then the quotations that go on without a cue of their own."""

from attrib.parse.assemble.attributions import Hit, assemble
from attrib.parse.assemble.contents import form
from attrib.parse.assemble.layout import read_layout
from attrib.parse.chunks.anchor import Anchor
from attrib.parse.grammar.patterns import Match, match
from attrib.parse.readers.find_anchors import find_anchors
from attrib.parse.tokens.units import Unit, cut_quotation, cut_units
from attrib.records import Attribution, Segmented, Spans, changed

_CONTINUED = frozenset(("direct", "mixed"))
_SPOKEN = frozenset(("speech", "writing"))
INNER_LENGTH = 24  # characters: a shorter quotation holds no clause of its own
# Inside quotation marks only a whole clause is worth a row of its own.
_INNER = frozenset(
    (
        "source_cue_that",
        "source_cue_clause",
        "source_tell_content",
        "source_express_content",
        "source_tell_gerund",
        "adjective_content",
    )
)
FLOAT_LENGTH = 16  # characters: a shorter quotation alone may be a title or a sign


def hits_of(unit: Unit) -> list[Hit]:
    """Return the anchors of a unit that fit a pattern, each with it."""
    hits: list[Hit] = []
    for anchor in find_anchors(unit):
        fitted = match(anchor.string)
        if fitted is not None and not (hits and _within(hits[-1], anchor, fitted)):
            hits.append((anchor, fitted))
    return hits


def _within(before: Hit, anchor: Anchor, fitted: Match) -> bool:
    """Leik said the raid was weak, merely showing its limits: the participle goes on with the content, not with Leik."""
    runs_on = before[0].symbols[-1][2] == -1 and before[0].string[0] != "ELLIPSIS"
    return runs_on and fitted.pattern == "participle_object" and anchor.cue.symbol in ("JUDGE", "SHOW")


def parse(segmented: Segmented) -> tuple[Attribution, ...]:
    """Return the attributions of a document in text order; `parent` indexes the returned tuple."""
    text = segmented.document.text
    found: list[Attribution] = []
    owner: int | None = None  # the attribution that a bare quotation goes on with
    owner_unit: Unit | None = None
    last_unit: Unit | None = None
    opened: tuple[Unit, ...] = ()  # paragraphs of a quotation that is still open and has no cue yet
    units = list(cut_units(segmented))
    laid = {item.first: item for item in read_layout(text, units)}
    until = -1
    written: int | None = None  # the attribution whose content the paragraph goes on with
    for number, unit in enumerate(units):
        if number in laid:
            item = laid[number]
            base = len(found)
            found.append(item.attribution)
            found.extend(_held(text, units[number : item.last + 1], base))
            owner = owner_unit = None
            opened, until, last_unit = (), item.last, unit
        if number <= until:
            continue
        if owner is not None and owner_unit is not None and unit.article != owner_unit.article:
            owner = owner_unit = None
        if unit.quotes and not unit.tags.strip("q."):
            if (
                owner is not None
                and owner_unit is not None
                and (_goes_on(unit, owner_unit) or _opens_block(found[owner]))
            ):
                found[owner] = _extend(text, found[owner], unit)
                found.extend(_inside(segmented, unit, found, owner))
                owner_unit = unit
                continue
            floated = _float(found, unit, owner_unit or last_unit)
            if floated is not None:
                found.append(floated)
                owner, owner_unit = len(found) - 1, unit
                found.extend(_inside(segmented, unit, found, owner))
                last_unit = unit
                continue
            opened = (*opened, unit) if _unclosed(unit) else ()
        elif opened and not (unit.quotes and unit.quotes[min(unit.quotes)].continues):
            opened = ()
        base = len(found)
        hits = hits_of(unit)
        if hits:
            found.extend(assemble(text, unit, hits, base))
            found.extend(_inside(segmented, unit, found, base))
        if opened and opened[-1] is not unit and unit.quotes and unit.quotes[min(unit.quotes)].continues:
            _prepend(text, found, base, unit, opened)
            opened = ()
        written = _go_on_writing(text, found, base, written, unit, last_unit)
        owner, owner_unit = _owner(found, base) if len(found) > base else None, unit
        last_unit = unit
    return _arrange(found)


def _go_on_writing(
    text: str, found: list[Attribution], base: int, written: int | None, unit: Unit, before: Unit | None
) -> int | None:
    """Jane Doe writes: The wind has dropped. Boats are still out.  The rest of the paragraph is hers.

    Returns the number of the attribution that the paragraph goes on with, None where none does.
    """
    if (
        written is not None
        and before is not None
        and (unit.paragraph, unit.article) == (before.paragraph, before.article)
    ):
        for index in range(base, len(found)):
            if found[index].parent is None:
                found[index] = changed(found[index], parent=written)
        content = ((found[written].content[0][0], unit.end - (unit.words[-1] == ".")),)
        quoted = (*found[written].quoted, *((q.start, min(q.end, unit.end)) for _, q in sorted(unit.quotes.items())))
        found[written] = changed(found[written], content=content, quoted=quoted, type=form(text, content, quoted))
        return written
    opened = (
        index
        for index in range(base, len(found))
        if found[index].pattern == "source_cue_colon"
        and found[index].relation == "writing"
        and found[index].type == "indirect"
        and found[index].content[0][1] >= unit.end - 1
        and text[found[index].cue[-1][1] - 1] == "s"  # writes, emails; not: wrote
    )
    return next(opened, None)


def _held(text: str, units: list[Unit], parent: int) -> list[Attribution]:
    """Return what a transcript's or post's own words attribute: rows under the attribution number `parent`."""
    inner: list[Attribution] = []
    for unit in units:
        hits = [hit for hit in hits_of(unit) if hit[0].group.use not in ("colon", "dash", "led")]
        inner.extend(changed(a, parent=parent) for a in assemble(text, unit, hits) if a.parent is None and a.content)
    return inner


def _unclosed(unit: Unit) -> bool:
    return not unit.quotes[max(unit.quotes)].closer


def _prepend(text: str, found: list[Attribution], base: int, unit: Unit, opened: tuple[Unit, ...]) -> None:
    """Join the paragraphs that a reopened quotation began with to the attribution that quotes its end."""
    first = unit.quotes[min(unit.quotes)]
    for index in range(base, len(found)):
        attribution = found[index]
        if any(start == first.start for start, _ in attribution.quoted):
            before: Spans = tuple((q.start, min(q.end, u.end)) for u in opened for _, q in sorted(u.quotes.items()))
            content = (*before, *attribution.content)
            quoted = (*before, *attribution.quoted)
            found[index] = changed(attribution, content=content, quoted=quoted, type=form(text, content, quoted))
            return


def _float(found: list[Attribution], unit: Unit, before: Unit | None) -> Attribution | None:
    """Leik said the count was fair. "We have nothing to hide."  A quotation alone goes on with the speaker before it."""
    if before is None or not found or unit.paragraph > before.paragraph + 1 or unit.end - unit.start < FLOAT_LENGTH:
        return None
    last = next((a for a in reversed(found) if a.parent is None), None)
    if last is None or last.article != unit.article or last.relation not in _SPOKEN or not last.source:
        return None
    if last.sentence != before.sentence:
        return None
    content: Spans = tuple((q.start, min(q.end, unit.end)) for _, q in sorted(unit.quotes.items()))
    return changed(
        last, sentence=unit.sentence, pattern="float_quote", type="direct", content=content,
        cue=(), implicit=True, addressee=None, via=(), quoted=content, hedges=(), negated=False,
    )  # fmt: skip


def _inside(segmented: Segmented, unit: Unit, found: list[Attribution], base: int) -> list[Attribution]:
    """Return the attributions that quoted words themselves make: "I think the bridge is safe," Leik said.

    Their parent is the attribution, from number `base` on, that quotes them.
    """
    inner: list[Attribution] = []
    for _, quotation in sorted(unit.quotes.items()):
        span = (quotation.start, min(quotation.end, unit.end))
        if span[1] - span[0] < INNER_LENGTH:
            continue
        parent = next(
            (at for at in range(base, len(found)) if span in found[at].quoted and found[at].parent is None), None
        )
        if parent is None or found[parent].relation == "denial":
            continue
        for part in cut_quotation(segmented, unit, quotation):
            inner.extend(
                changed(attribution, parent=parent, quoted=(), type="indirect")
                for attribution in assemble(segmented.document.text, part, hits_of(part))
                if attribution.parent is None and attribution.pattern in _INNER
            )
    return inner


def _arrange(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Put the attributions in text order, the outer one first, without block openers whose quotation never came."""
    order = sorted((at for at in range(len(found)) if not _opens_block(found[at])), key=lambda at: _place(found[at]))
    places = {at: place for place, at in enumerate(order)}
    return tuple(
        found[at]
        if (parent := found[at].parent) is None or places.get(parent) == parent
        else changed(found[at], parent=places.get(parent))
        for at in order
    )


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    return (min(spans)[0], -max([end for _, end in spans]))


def _opens_block(attribution: Attribution) -> bool:
    """Leik said:  and the quotation is the next paragraph."""
    return attribution.pattern.endswith("_block") and not attribution.content


def _owner(found: list[Attribution], base: int) -> int | None:
    """Return the last attribution of this unit that quotes, if its words can go on in the next sentence."""
    for index in range(len(found) - 1, base - 1, -1):
        attribution = found[index]
        if _opens_block(attribution):
            return index
        if attribution.parent is None and attribution.type in _CONTINUED and attribution.relation in _SPOKEN:
            return index
    return None


def _goes_on(unit: Unit, before: Unit) -> bool:
    """ "We won," she said. "Easily."  One content in two spans: the second quotation joins the first."""
    return unit.paragraph <= before.paragraph + 1 or unit.quotes[min(unit.quotes)].continues


def _extend(text: str, attribution: Attribution, unit: Unit) -> Attribution:
    more: Spans = tuple((q.start, min(q.end, unit.end)) for _, q in sorted(unit.quotes.items()))
    content = (*attribution.content, *more)
    quoted = (*attribution.quoted, *more)
    return changed(attribution, content=content, quoted=quoted, type=form(text, content, quoted))
