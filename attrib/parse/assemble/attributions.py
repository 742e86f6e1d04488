"""From the patterns that fitted in one unit to its attributions: content spans, stance, nesting."""

from bisect import bisect_left

from attrib.parse.assemble.contents import embedded_end, form, left_start, object_end, right_end, trim
from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.heads import can_speak, is_document
from attrib.parse.chunks.noun_phrases import noun_phrase_after
from attrib.parse.grammar.patterns import Match
from attrib.parse.tokens.units import Unit
from attrib.records import Attribution, Span, Spans, Via, changed

Hit = tuple[Anchor, Match]
_COLONS = frozenset(("headline_colon", "clause_colon_quote"))
UNRATED = 0.5  # until `rate` has seen the resolved reading
# Verbs that name an act of speech without saying its words: criticised the plan, cited the letter, asked a question.
_NAMING = frozenset(("JUDGE", "CITE", "ASK", "SHOW"))
_BROADCASTING = frozenset(("media", "radio", "television", "tv"))  # citing state television
_PHRASES = frozenset(("INFINITIVE", "COMPLEMENT", "PREDICATE"))
# Their content stands inside the subject or object of another clause.
_EMBEDDED = frozenset(("noun_that", "bare_noun_that", "noun_to", "who_cue_content"))


def assemble(text: str, unit: Unit, hits: list[Hit], base: int = 0) -> list[Attribution]:
    """Return the attributions of a unit from its anchors and the patterns they fit, in text order of their cues.

    The first one's number is `base`; their `parent` counts from there.
    """
    if not hits:
        return []
    stops = frozenset(at for anchor, _ in hits for at in (anchor.edge, anchor.stop, _opening(unit, anchor)) if at >= 0)
    found: list[Attribution] = []
    floor = 0
    for anchor, match in _cited(unit, hits):
        if anchor.symbols[0][0] == "ANTE" and floor < anchor.symbols[0][2]:
            # "The port is shut, the mayor said, while the ferry runs, the board reported": the second content is shorter
            anchor.symbols[0] = ("ANTE", floor, anchor.symbols[0][2])
            floor = max(last for _, _, last in anchor.symbols) + 1 if anchor.string[-1] == "END" else floor
        attribution = _one(text, unit, anchor, match, stops)
        if attribution is not None:
            found.append(attribution)
    return _nest(_unique(_one_each(_whole_sources(found))), base) if len(found) > 1 else found


def _whole_sources(found: list[Attribution]) -> list[Attribution]:
    """The chief, Jane Doe, said it was safe and warned that …: the second source is as whole as the first."""
    whole = {
        a.source[0][0]: a.source for a in found if not a.implicit and len(a.source) == 1 and a.pattern not in _COLONS
    }
    return [
        changed(a, source=whole[a.source[0][0]])
        if a.implicit and a.source and whole.get(a.source[0][0], a.source)[0][1] > a.source[0][1]
        else a
        for a in found
    ]


def _opening(unit: Unit, anchor: Anchor) -> int:
    """Leik said the plan was dead, and he warned that …: where a coordinated clause with a cue of its own begins, or -1."""
    name, first, _ = anchor.symbols[0]
    if name != "SUBJ" or first < 2 or unit.tags[first - 1] not in "&b":
        return -1
    if unit.tags[first] == "P" and anchor.cue.relation == "belief":
        return -1  # Leik said the plan was dead and he felt he could win
    if unit.tags[first - 2] == ",":
        return first - 2
    return first - 1 if unit.tags[first] == "P" else -1


def _cited(unit: Unit, hits: list[Hit]) -> list[Hit]:
    """Turn "…, the agency said, citing a transcript" into a further hop of "said": no attribution of its own."""
    kept: list[Hit] = []
    ahead: list[Via] = []
    for anchor, match in hits:
        if anchor.cue.lemma in ("cite", "quote") and anchor.string[:2] == ("ELLIPSIS", "PARTICIPLE"):
            phrase = noun_phrase_after(unit, anchor.group.last + 1)
            if phrase and (
                can_speak(unit, *phrase) or is_document(unit, *phrase) or unit.lower[phrase[1]] in _BROADCASTING
            ):
                kind = "quoting" if anchor.cue.lemma == "quote" else "citing"
                cue = unit.span(anchor.group.first, anchor.group.last)
                (kept[-1][0].via if kept else ahead).append(Via(kind, unit.span(*phrase), cue))
                continue
        anchor.via += ahead
        ahead = []
        kept.append((anchor, match))
    return kept


def _spans(unit: Unit, anchor: Anchor, match: Match, role: str) -> Spans:
    return tuple([unit.span(*anchor.symbols[index][1:]) for name, index in match.roles if name == role])


def _one(text: str, unit: Unit, anchor: Anchor, match: Match, stops: frozenset[int]) -> Attribution | None:
    content: list[Span] = []
    if anchor.inner:
        return _in_quote(text, unit, anchor, match)
    for role, index in match.roles:
        if role != "content":
            continue
        name, first, last = anchor.symbols[index]
        if name == "ANTE":
            content.append(_left(unit, first, last))
        elif last >= 0:
            content.append(unit.span(first, last))
        else:
            content.append(unit.span(first, _right(unit, anchor, match, name, first, stops)))
    spans = tuple([span for span in [trim(text, span) for span in content] if span[1] > span[0]])
    if content and not any(any(map(str.isalnum, text[start:end])) for start, end in spans):
        return None
    source = _source(unit, anchor, match)
    relation = _relation(anchor, match)
    quoted = _quoted(unit, spans)
    addressee = _spans(unit, anchor, match, "addressee")
    hedges: Spans = ()
    cue: Spans = (unit.span(anchor.group.first, anchor.group.last),)
    if anchor.parts:
        cue = tuple(unit.span(*part) for part in anchor.parts)
    if match.pattern == "what_source_called":  # what it called "nests of terror"
        cue = (*_spans(unit, anchor, match, "WHAT"), *cue)
    if match.pattern == "source_line":  # Source: X, as reported by Y
        cue = (*cue, *(via.cue for via in anchor.via))
    if anchor.cue.symbol == "HEDGE":
        hedges = cue
    return Attribution(
        article=unit.article,
        sentence=unit.sentence,
        pattern=match.pattern,
        relation=relation,
        type=form(text, spans, quoted),
        stance=anchor.cue.stance,
        confidence=UNRATED,
        content=spans,
        cue=cue,
        source=source,
        implicit=anchor.implicit,
        addressee=addressee[0] if addressee else None,
        via=tuple(anchor.via),
        quoted=quoted,
        hedges=hedges,
        negated=anchor.group.negated,
    )


def _quoted(unit: Unit, contents: Spans) -> Spans:
    """Return the quotations that stand wholly inside one of the contents, in text order."""
    found: dict[Span, None] = {}
    marks = [(quotation.start, quotation.end) for quotation in unit.quotes.values()]
    for start, end in sorted(contents) if marks else ():
        for mark in marks[bisect_left(marks, (start, start)) : bisect_left(marks, (end, end))]:
            if mark[1] <= end:
                found[mark] = None
    return tuple(found)


def _in_quote(text: str, unit: Unit, anchor: Anchor, match: Match) -> Attribution:
    assert anchor.inner is not None
    cue, content = anchor.inner
    return Attribution(
        article=unit.article, sentence=unit.sentence, pattern=match.pattern, relation=anchor.cue.relation, type="indirect",
        stance=anchor.cue.stance, confidence=UNRATED, content=(content,), cue=(cue,),
        source=_source(unit, anchor, match),
    )  # fmt: skip


def _source(unit: Unit, anchor: Anchor, match: Match) -> Spans:
    if anchor.implicit:
        for name, first, last in anchor.symbols:
            if name in ("ELLIPSIS", "SUBJ"):
                return (unit.span(first, last),)
    spans = _spans(unit, anchor, match, "source")
    if match.pattern.startswith("who_"):  # Leik, who said …: both the name and the pronoun are the source
        return (*spans, *_spans(unit, anchor, match, "WHO"))
    return ((spans[0][0], spans[-1][1]),) if spans else ()


def _relation(anchor: Anchor, match: Match) -> str:
    if match.pattern == "source_line":
        return "source_line"
    if match.pattern.endswith("_object") and anchor.cue.symbol in _NAMING and anchor.cue.relation == "speech":
        return "speech_event"  # Leik criticised the plan: the plan is the topic, not what Leik said
    return anchor.cue.relation


def _left(unit: Unit, first: int, last: int) -> Span:
    tags = unit.tags
    floor = first
    if last in unit.quotes and (last == 0 or tags[last - 1] in ".:("):
        floor = last  # an own sentence in marks: nothing before it belongs to it
    start = left_start(unit, last, floor)
    end = last
    while end > start and tags[end] in ",;-":
        end -= 1
    return unit.span(start, end)


def _right(unit: Unit, anchor: Anchor, match: Match, name: str, first: int, stops: frozenset[int]) -> int:
    if match.pattern in _EMBEDDED or (match.pattern.startswith("who_") and name != "QUOTE"):
        end = right_end(unit, first, stops)
        if match.pattern.startswith("who_"):
            who = next(at for symbol, at, _ in anchor.symbols if symbol == "WHO")
            comma = unit.tags.find(",", first)
            if unit.tags[who - 1] == ",":  # Leik, who said in 2019 that the bridge was safe, has retired.
                return min(end, comma - 1) if comma > first else end
        return min(end, embedded_end(unit, first, infinitive=name == "INFINITIVE"))
    if name == "QUOTE":
        return _quote_end(unit, first, stops)
    if name == "OBJECT":
        return object_end(unit, first, stops)
    if name == "LABEL":
        return _label_end(unit, first)
    whole = unit.zone == "headline" or match.pattern == "according_first"
    return right_end(unit, first, stops, whole=whole, phrase=name in _PHRASES)


def _quote_end(unit: Unit, first: int, stops: frozenset[int]) -> int:
    """A quotation, and the quotations that follow it in the same sentence without another cue between."""
    tags = unit.tags
    if first not in unit.quotes:
        return right_end(unit, first, stops)
    last = first
    while last + 1 < len(tags) and tags[last + 1] == "q" and last + 1 not in stops:
        last += 1
    if last + 1 < len(tags) and tags[last + 1] in "&bB" and last + 1 not in stops and "q" in tags[last + 1 :]:
        return right_end(unit, first, stops)
    return last


def _label_end(unit: Unit, first: int) -> int:
    """what it called "nests of terror": the words that are called so"""
    if unit.tags[first] == "q":
        return first
    phrase = noun_phrase_after(unit, first)
    last = phrase[1] if phrase else first
    if unit.tags[last + 1 : last + 2] in ("g", "v") and unit.tags[last + 2 : last + 3] in tuple("tpDNC"):
        more = noun_phrase_after(unit, last + 3 if unit.tags[last + 2] in "tp" else last + 2)
        last = more[1] if more else last  # facilities belonging to the army
    if unit.tags[last + 1 : last + 2] == "q":
        last += 1
    return last


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _one_each(found: list[Attribution]) -> list[Attribution]:
    """A colon cue (Leik: "…") yields to a verb that claims the same quotation."""
    claimed = [a for a in found if a.cue and a.pattern not in _COLONS]
    return [
        a
        for a in found
        if a.pattern not in _COLONS or not any(set(a.quoted) & set(b.quoted) and b.parent is None for b in claimed)
    ]


def _unique(found: list[Attribution]) -> list[Attribution]:
    """Drop an attribution that repeats another one's content and cue."""
    seen: set[tuple[Spans, Spans]] = set()
    kept = []
    for attribution in found:
        key = (attribution.content, attribution.cue)
        if key not in seen:
            seen.add(key)
            kept.append(attribution)
    return kept


def _inside(inner: Attribution, outer: Attribution) -> bool:
    return any(s <= inner.cue[0][0] and inner.cue[0][1] <= e for s, e in outer.content) and outer.cue != inner.cue


def _nest(found: list[Attribution], base: int) -> list[Attribution]:
    """Give each attribution the smallest other one whose content holds its cue as parent; drop what a denial holds."""
    denials = [outer for outer in found if outer.relation == "denial"]
    kept = [inner for inner in found if not any(outer is not inner and _inside(inner, outer) for outer in denials)]
    order = sorted((at for at in range(len(kept)) if kept[at].content), key=lambda at: _length(kept[at].content))
    lengths = [_length(kept[at].content) for at in order]
    bounds = [(kept[at].content[0][0], kept[at].content[-1][1]) for at in order]
    result: list[tuple[int, int | None, Attribution]] = []
    for number, inner in enumerate(kept):
        cue = inner.cue[0][0]
        parent = None
        # What holds a cue holds its content too, so only longer contents can be the parent.
        for place in range(bisect_left(lengths, _length(inner.content)), len(order)):
            at = order[place]
            if bounds[place][0] <= cue < bounds[place][1] and at != number:
                outer = kept[at]
                if _inside(inner, outer) and not _inside(outer, inner):
                    parent = at
                    break
        if (
            parent is None or inner.pattern != "adjective_to"
        ):  # "… that Leik was keen to talk" is Leik's report, no more
            result.append((number, parent, inner))
    places = {number: place for place, (number, _, _) in enumerate(result, base)}
    return [a if parent is None else changed(a, parent=places.get(parent)) for _, parent, a in result]
