"""Reporting chains: from the first speaker of an attribution, through those who passed the words on, to the publisher."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace

from attrib.records import Attribution, Hop, Segmented, Span, Speaker, Speakers, Via
from attrib.regex import regex
from attrib.resolve.channels import Channel, bare_name, covers, merge, name_key, open_channels, span_text
from attrib.resolve.hops import Hops as HopMaker
from attrib.resolve.hops import (
    author_kind,
    author_name,
    author_of,
    generic_name,
    is_outlet,
    is_place,
    is_reader,
    outlet_before,
    outlet_of,
    printed_by,
    reports_for,
)
from attrib.resolve.ways import find_ways

Found = tuple[Speakers, ...]  # the speakers of each attribution
Hops = tuple[Hop, ...]

# What an outlet cites stands before it; the outlets that hear or carry the words stand behind the speaker.
_CITED = frozenset(("citing", "quoting"))
# "Leik told the Lantern … . He said …": how many sentences further the outlet is still taken for the way of his words.
REACH_AFTER = 3
REACH_BEFORE = 1
DEPTH = 6  # attributions around one another that are followed
_NO_LETTER = regex(r"[\W_]+")
_SPEAKS_FOR = regex(
    r"\b(?:chief executive|executive|ceo|chairman|chairwoman|chair|president|owner|publisher|spokes\w+|lawyer|attorney|"
    r"director|manager|founder|editor|boss|head|union|shareholder|employee)s?\b",
    re.IGNORECASE,
)


def build_chains(segmented: Segmented, attributions: tuple[Attribution, ...], speakers: Found) -> tuple[Hops, ...]:
    """Return the chain of each attribution, root first, publisher last.

    Every hop is `stated` with the span that states it (or via "given", when the user named the publisher), `inferred` by the
    rule that `via` names, or `unknown` where one is evidently missing. No hop is made up. Linear in the attributions.
    """
    builder = _Builder(segmented, attributions, speakers)
    return tuple(builder.chain(index) for index in range(len(attributions)))


class _Builder:
    """Holds what is computed once: channels of the articles, relays of each attribution, relays by speaker."""

    def __init__(self, segmented: Segmented, attributions: tuple[Attribution, ...], speakers: Found) -> None:
        self.segmented = segmented
        self.attributions = attributions
        self.speakers = speakers
        self.channels = open_channels(segmented, attributions)
        self.vias = find_ways(segmented, attributions)
        publishers = {bare_name(h.name).casefold() for channel in self.channels for h in (*channel.line, *channel.tail)}
        self.maker = HopMaker(segmented, attributions, speakers, self.vias, frozenset(publishers))
        self._speakers_hops: dict[int, Hops] = {}
        self._nested_hops: dict[int, Hops] = {}
        self._carriers: dict[int, Hops] = {}
        self.children: dict[int, list[int]] = defaultdict(list)
        for index, attribution in enumerate(attributions):
            if attribution.parent is not None:
                self.children[attribution.parent].append(index)
        self.relays = [self._relay(index) for index in range(len(attributions))]
        self.heard: dict[tuple[int, tuple[str, ...]], _Heard] = {}
        self.printed: dict[tuple[int, str], int] = {}
        for index, attribution in enumerate(attributions):
            relay, names = self.relays[index], _settled(speakers[index])
            if not _passes_on(relay) or self._in_headline(attribution):
                continue
            if attribution.content:
                self.printed.setdefault((attribution.article, self._letters(attribution)), index)
            if names:
                self.heard.setdefault((attribution.article, names), _Heard()).add(attribution.sentence, relay)

    def chain(self, index: int) -> Hops:
        """Return the whole chain of one attribution."""
        attribution = self.attributions[index]
        channel = self.channels[attribution.article]
        hops = [*self._from(index)]
        if (
            channel.line
            and attribution.relation != "source_line"
            and covers(self.segmented, attribution)
            and not self._own_report(hops, channel)
        ):
            hops += _absent(channel.line, hops)
        hops += channel.tail
        return _once(hops[:1] + [_called(hop, channel.tail) for hop in hops[1:]])

    def _from(self, index: int) -> Hops:
        """The hops from the root to the last one that the sentences name."""
        relay = (*self.relays[index], *self._context(index))
        own = (*self._cited(index), *self._own(index), *relay)
        inner = self._told_inside(index)
        return (*inner, *own) if inner else own

    def _own_report(self, hops: list[Hop], channel: Channel) -> bool:
        """True for words told to the publisher itself: they did not come through the outlets of its source line."""
        publishers = {name_key(hop.name) for hop in channel.tail}
        return any(hop.via in ("told", "interview") and name_key(hop.name) in publishers for hop in hops)

    def _own(self, index: int) -> Hops:
        found = self._speakers_hops.get(index)
        if found is None:
            found = self._speakers_hops[index] = self._speaker_hops(index)
        return found

    def _nested(self, index: int) -> Hops:
        """The speaker of an attribution, as those that stand in it name her: by what she says of another's words."""
        found = self._nested_hops.get(index)
        if found is None:
            found = self._nested_hops[index] = tuple(_nested(hop) for hop in self._own(index))
        return found

    def _speaker_hops(self, index: int) -> Hops:
        """The speaker, with those beside it; before a document its author, behind a reporter the outlet named with him."""
        attribution, speakers = self.attributions[index], self.speakers[index]
        if not attribution.source or not speakers:
            cue = attribution.cue[0] if attribution.cue else None
            return (Hop("unknown source", "unknown", "unknown", "no source named", cue),)
        if len(speakers) > 1:
            return self._joint_hops(attribution, speakers)
        return self._hops_of(attribution, speakers[0], attribution.source[0])

    def _joint_hops(self, attribution: Attribution, speakers: Speakers) -> Hops:
        """Susan Vale of Lamford and Lisa Moor of Verin said: one step, the first of them with the others beside her."""
        first, *others = sorted(speakers, key=lambda one: one.status == "unresolved" or one.name is None)
        source, own = attribution.source[0], first.evidence
        hops = self._hops_of(attribution, first, own if own and source[0] <= own[0] < own[1] <= source[1] else source)
        where = next((place for place, hop in enumerate(hops) if hop.name == first.name), 0)
        beside = tuple(name for one in others if (name := one.name or next(iter(one.candidates), "")))
        joint = replace(hops[where], evidence=source, beside=beside)
        return (*hops[:where], joint, *hops[where + 1 :])

    def _hops_of(self, attribution: Attribution, speaker: Speaker, span: Span) -> Hops:
        """The steps of one speaker who is named at a span."""
        mention = span_text(self.segmented, span)
        if speaker.status == "unresolved" or speaker.name is None:
            return (Hop(speaker.name or mention, speaker.kind, "unknown", "unresolved", span),)
        status = "stated" if speaker.status == "stated" else "inferred"
        via = "source" if status == "stated" else (speaker.rule or "resolved")
        hop = Hop(speaker.name, speaker.kind, status, via, span)
        if speaker.kind == "document":
            return self._document(speaker, hop, mention)
        if is_outlet(attribution, speaker):
            hop = replace(hop, kind="outlet")
            return (self._outlet(hop, mention, attribution.article),)
        outlet = self._outlet_of(speaker, mention) if speaker.kind in ("person", "anonymous", "role") else None
        return (hop, Hop(outlet, "outlet", "stated", "affiliation", span)) if outlet else (hop,)

    def _document(self, speaker: Speaker, hop: Hop, mention: str) -> Hops:
        """A report by the harbour board: the board, then the report; a memo seen by the Lantern has no author named.

        A report in the Lantern is the Lantern's: one step.
        """
        if speaker.affiliation and is_reader(mention, speaker.affiliation):
            return (Hop(generic_name(mention), "document", hop.status, hop.via, hop.evidence),)
        printed = printed_by(mention, speaker.affiliation) if hop.evidence and hop.status == "stated" else None
        if printed and hop.evidence:
            name, (start, end) = printed
            named = hop.evidence[0] + start, hop.evidence[0] + end
            return (Hop(name, "outlet", "stated", "author of the document", named),)
        if speaker.affiliation and f"from {speaker.affiliation}" in mention and is_place(speaker.affiliation):
            return (hop,)  # "a letter from Suva": where, not who
        if speaker.affiliation:
            where = speaker.evidence or hop.evidence
            status = "stated" if hop.status == "stated" else "inferred"
            return (
                Hop(speaker.affiliation, author_kind(speaker.affiliation), status, "author of the document", where),
                hop,
            )
        author = author_of(mention) if hop.evidence and hop.status == "stated" else None
        if author is None or hop.evidence is None:
            return (hop,)
        left = hop.evidence[0] + mention.index(author)
        return (
            Hop(
                author_name(author),
                author_kind(author_name(author)),
                "stated",
                "author of the document",
                (left, left + len(author)),
            ),
            hop,
        )

    def _outlet(self, hop: Hop, mention: str, article: int) -> Hop:
        """State media are an outlet that nobody names; "the newspaper" is the one named just before."""
        found = outlet_of(hop.name) or outlet_of(mention)
        if found is None or not found.generic or hop.evidence is None:
            return hop
        if self.maker.is_definite(mention):
            name = self.maker.definite(mention, hop.evidence[0], article)
            if name:
                return Hop(name, "outlet", "inferred", "named before", hop.evidence)
        return Hop(generic_name(mention), "outlet", "unknown", "unnamed outlet", hop.evidence)

    def _outlet_of(self, speaker: Speaker, mention: str) -> str | None:
        """ "ABC News correspondent Jane Doe": the outlet she reports for, only when the mention itself names it."""
        name = reports_for(mention)
        if name or speaker.kind != "person" or _SPEAKS_FOR.search(mention):
            return name
        found = outlet_before(mention)
        if found is None or not found[0].name or found[0].guessed:
            return None
        outlet, end = found
        return outlet.name if speaker.affiliation or mention[end:].strip() else None

    def _cited(self, index: int) -> Hops:
        """What the source cites, the farthest first: it comes last in "citing the Post, which quoted the mayor"."""
        ways = self.vias[index]
        return (
            tuple(hop for via in reversed(ways) if via.kind in _CITED for hop in self._hops(index, via)) if ways else ()
        )

    def _carried(self, index: int) -> Hops:
        """The outlets that heard or carried the words."""
        found = self._carriers.get(index)
        if found is None:
            found = self._carriers[index] = tuple(self._find_carriers(index))
        return found

    def _find_carriers(self, index: int) -> list[Hop]:
        hops = [hop for via in self.vias[index] if via.kind not in _CITED for hop in self._hops(index, via)]
        attribution = self.attributions[index]
        if attribution.pattern in _QUOTED_AS and not hops and attribution.parent is None and not self._lined(index):
            cue = attribution.cue[0] if attribution.cue else None
            hops.append(Hop("unknown outlet", "outlet", "unknown", "quoted by", cue))
        return hops

    def _lined(self, index: int) -> bool:
        """True where a source line already says through whom the words came."""
        attribution = self.attributions[index]
        return bool(self.channels[attribution.article].line) and covers(self.segmented, attribution)

    def _hops(self, index: int, via: Via) -> Hops:
        return self.maker.of_via(via, self.attributions[index].article)

    def _relay(self, index: int) -> Hops:
        """The outlets that the sentence names behind the speaker: its own ones, then those of the attribution around it."""
        own = [*self._carried(index)]
        parent = self.attributions[index].parent
        for _ in range(DEPTH):
            if parent is None:
                break
            if not self._same_voice(index, parent):  # "I think it is safe," Leik said: passed on by nobody
                own += self._cited(parent)
                if self.attributions[parent].source:
                    own += self._nested(parent)
            own += self._carried(parent)
            parent = self.attributions[parent].parent
        return tuple(own)

    def _same_voice(self, index: int, parent: int) -> bool:
        inner = {one.name for one in self.speakers[index]}
        return bool(inner) and None not in inner and inner <= {one.name for one in self.speakers[parent]}

    def _context(self, index: int) -> Hops:
        """An outlet that passed on the same speaker's words close by, and no other one: inferred."""
        top = self._top(index)
        attribution, speakers = self.attributions[top], self.speakers[top]
        if top != index and self._carried(top):
            return ()
        if top == index and self.relays[index]:
            return ()
        if self._in_headline(attribution):
            return self._of_body(attribution, _settled(speakers))
        if any(one.kind not in ("person", "organisation", "role", "anonymous") for one in speakers):
            return ()
        heard = self.heard.get((attribution.article, _settled(speakers)))
        if heard is None or heard.several:
            return ()
        if any(one.kind == "anonymous" and one.status == "stated" for one in speakers):
            return ()
        if heard.near(attribution.sentence) or (
            attribution.pattern == "quoted_cue" and heard.before(attribution.sentence)
        ):
            return tuple(replace(hop, status=_weaker(hop), via="context") for hop in heard.relay)
        return ()

    def _of_body(self, attribution: Attribution, names: tuple[str, ...]) -> Hops:
        """A headline's words came the way of the same speaker's, or of the same quotation, in the text below."""
        heard = self.heard.get((attribution.article, names)) if names else None
        relay = heard.relay if heard and not heard.several else ()
        if not relay and attribution.type == "direct":
            same = self.printed.get((attribution.article, self._letters(attribution)))
            relay = self.relays[same] if same is not None else ()
        return tuple(replace(hop, status=_weaker(hop), via="from body") for hop in relay)

    def _top(self, index: int) -> int:
        """The outermost attribution that an attribution stands in."""
        for _ in range(DEPTH):
            parent = self.attributions[index].parent
            if parent is None:
                break
            index = parent
        return index

    def _in_headline(self, attribution: Attribution) -> bool:
        return self.segmented.zones[self.segmented.sentences[attribution.sentence].zone].kind == "headline"

    def _letters(self, attribution: Attribution) -> str:
        return " ".join(_NO_LETTER.sub("", span_text(self.segmented, span).casefold()) for span in attribution.content)

    def _told_inside(self, index: int) -> Hops:
        """The general said X, the agency said, citing a transcript: the transcript holds the general's words."""
        attribution = self.attributions[index]
        if not any(via.kind in _CITED for via in self.vias[index]) or len(attribution.content) != 1:
            return ()
        start, end = attribution.content[0]
        for child in self.children.get(index, ()):
            inner = self.attributions[child]
            if inner.source and inner.content and inner.source[0][0] - start <= 1 and end - inner.content[-1][1] <= 2:
                return self._own(child)
        return ()


class _Heard:
    """Where one speaker's words came through named outlets: the sentences, the outlets, and whether they differ."""

    __slots__ = ("relay", "sentences", "several")

    def __init__(self) -> None:
        self.sentences: list[int] = []
        self.relay: Hops = ()
        self.several = False

    def add(self, sentence: int, relay: Hops) -> None:
        if self.sentences and [hop.name for hop in relay] != [hop.name for hop in self.relay]:
            self.several = True
        self.relay = self.relay or relay
        self.sentences.append(sentence)

    def near(self, sentence: int) -> bool:
        """True if one of the sentences stands close before the given one, or right after it."""
        at = bisect_left(self.sentences, sentence - REACH_AFTER)
        return at < len(self.sentences) and self.sentences[at] <= sentence + REACH_BEFORE

    def before(self, sentence: int) -> bool:
        return self.sentences[0] < sentence


_QUOTED_AS = frozenset(("quoted_as_saying", "quoted_as_saying_quote", "content_quoted_as"))


def _passes_on(relay: Hops) -> bool:
    """True for a way through an outlet or document that further words of a speaker may have come; not one person's word."""
    return any(hop.kind in ("outlet", "document") for hop in relay) and not any(
        hop.status == "unknown" and hop.kind != "outlet" for hop in relay
    )


def _settled(speakers: Speakers) -> tuple[str, ...]:
    """Return the names of an attribution's speakers, () where one of them is not settled."""
    names = tuple(one.name for one in speakers if one.name and one.status != "unresolved")
    return names if len(names) == len(speakers) else ()


def _weaker(hop: Hop) -> str:
    return "unknown" if hop.status == "unknown" else "inferred"


def _nested(hop: Hop) -> Hop:
    return replace(hop, via="nested") if hop.via == "source" else hop


def _called(hop: Hop, tail: Hops) -> Hop:
    """ "the Lantern" within a sentence is The Lantern where that publishes the page."""
    if hop.kind != "outlet":
        return hop
    same = [own.name for own in tail if name_key(own.name) == name_key(hop.name)]
    return replace(hop, name=same[-1]) if same else hop


def _absent(hops: Hops, present: list[Hop]) -> list[Hop]:
    names = {name_key(hop.name) for hop in present}
    return [hop for hop in hops if name_key(hop.name) not in names]


def _once(hops: list[Hop]) -> Hops:
    """Join neighbours of one name; the loop A → B → A stays visible."""
    return merge(hops)
