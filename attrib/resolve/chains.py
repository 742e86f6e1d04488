"""Reporting chains: from the first speaker of an attribution, through those who passed the words on, to the publisher."""

from collections import defaultdict

from attrib import lexicon
from attrib.records import Attribution, Hop, Segmented, Speaker, Via
from attrib.resolve.channels import Channel, bare_name, covers, merge, open_channels, outlet_name, span_text
from attrib.resolve.outlets import load_outlets

Speakers = tuple[Speaker | None, ...]
Hops = tuple[Hop, ...]

# Outlets that hear or carry the words stand behind the speaker; what an outlet cites stands before it.
_CARRIED = frozenset(
    ("told", "interview", "on", "as_reported_by", "first_reported_by", "quoted_by", "seen_by", "obtained_by", "per")
)
_CITED = frozenset(("citing", "quoting"))
# After these words only an outlet can follow: an unknown capitalised name is taken for one.
_EXPECT_OUTLET = frozenset(("as_reported_by", "first_reported_by", "quoted_by", "per", "seen_by", "obtained_by"))
# "Leik told the Lantern … . He said …": how many sentences further the outlet is still taken for the way of his words.
REACH_AFTER = 3
REACH_BEFORE = 1


def build_chains(segmented: Segmented, attributions: tuple[Attribution, ...], speakers: Speakers) -> tuple[Hops, ...]:
    """Return the chain of each attribution, root first, publisher last.

    Every hop is `stated` with the span that states it (or via "given", when the user named the publisher), `inferred` by the
    rule that `via` names, or `unknown` where one is evidently missing. No hop is made up. Linear in the attributions.
    """
    builder = _Builder(segmented, attributions, speakers)
    return tuple(builder.chain(index) for index in range(len(attributions)))


class _Builder:
    """Holds what is computed once: channels of the articles, relays of each attribution, relays by speaker."""

    def __init__(self, segmented: Segmented, attributions: tuple[Attribution, ...], speakers: Speakers) -> None:
        self.segmented = segmented
        self.attributions = attributions
        self.speakers = speakers
        self.channels = open_channels(segmented, attributions)
        self.children: dict[int, list[int]] = defaultdict(list)
        for index, attribution in enumerate(attributions):
            if attribution.parent is not None:
                self.children[attribution.parent].append(index)
        self.relays = [self._relay(index) for index in range(len(attributions))]
        self.heard: dict[tuple[int, str], list[int]] = defaultdict(list)
        for index, relay in enumerate(self.relays):
            speaker = speakers[index]
            if relay and speaker and speaker.name and speaker.status != "unresolved":
                self.heard[(attributions[index].article, speaker.name)].append(index)

    def chain(self, index: int) -> Hops:
        """Return the whole chain of one attribution."""
        attribution = self.attributions[index]
        channel = self.channels[attribution.article]
        hops = [*self._from(index)]
        if (
            attribution.relation != "source_line"
            and covers(self.segmented, attribution)
            and not self._own_report(hops, channel)
        ):
            hops += _absent(channel.line, hops)
        hops += channel.tail
        return _once(hops)

    def _from(self, index: int) -> Hops:
        """The hops from the root to the last one that the sentences name."""
        relay = self.relays[index] or self._context(index)
        own = (*self._cited(index), *self._own(index), *relay)
        inner = self._told_inside(index)
        return (*inner, *own) if inner else own

    def _own_report(self, hops: list[Hop], channel: Channel) -> bool:
        """True for words told to the publisher itself: they did not come through the outlets of its source line."""
        publishers = {bare_name(hop.name).casefold() for hop in channel.tail}
        return any(hop.via in ("told", "interview") and bare_name(hop.name).casefold() in publishers for hop in hops)

    def _own(self, index: int) -> Hops:
        """The speaker; before a document its author, behind a reporter the outlet named with him."""
        attribution, speaker = self.attributions[index], self.speakers[index]
        if not attribution.source or speaker is None:
            cue = attribution.cue[0] if attribution.cue else None
            return (Hop("unknown source", "unknown", "unknown", "no source named", cue),)
        span = attribution.source[0]
        mention = span_text(self.segmented, span)
        if speaker.status == "unresolved" or speaker.name is None:
            return (Hop(speaker.name or mention, speaker.kind, "unknown", "unresolved", span),)
        status = "stated" if speaker.status == "stated" else "inferred"
        via = "source" if status == "stated" else (speaker.rule or "resolved")
        hop = Hop(speaker.name, speaker.kind, status, via, span)
        if speaker.kind == "document" and speaker.affiliation:
            return (
                Hop(speaker.affiliation, "organisation", "stated", "author of the document", speaker.evidence or span),
                hop,
            )
        if speaker.kind == "person":
            outlet = self._outlet_of(speaker, mention)
            if outlet:
                return (hop, Hop(outlet, "outlet", "stated", "affiliation", span))
        return (hop,)

    def _outlet_of(self, speaker: Speaker, mention: str) -> str | None:
        """ "ABC News correspondent Jane Doe": the outlet she reports for, only when the mention itself names it."""
        found = load_outlets().prefix_match(mention)
        if found is None or not found[0].name or found[0].guessed:
            return None
        outlet, end = found
        return outlet.name if speaker.affiliation or mention[end:].strip() else None

    def _cited(self, index: int) -> Hops:
        return tuple(
            hop for via in self.attributions[index].via if via.kind in _CITED for hop in [self._hop(via)] if hop
        )

    def _relay(self, index: int) -> Hops:
        """The outlets that the sentence names behind the speaker: its own ones, then those of the attribution around it."""
        attribution = self.attributions[index]
        own = [hop for via in attribution.via if via.kind in _CARRIED for hop in [self._hop(via)] if hop]
        parent = attribution.parent
        steps = 0
        while parent is not None and steps < 4:
            around = self.attributions[parent]
            if self._same_voice(index, parent):  # "I think it is safe," Leik said: his own words, passed on by nobody
                own += [hop for via in around.via if via.kind in _CARRIED for hop in [self._hop(via)] if hop]
                parent = around.parent
                steps += 1
                continue
            own += self._cited(parent)
            if around.source:
                own += [_nested(hop) for hop in self._own(parent)]
            own += [hop for via in around.via if via.kind in _CARRIED for hop in [self._hop(via)] if hop]
            parent = around.parent
            steps += 1
        return tuple(own)

    def _same_voice(self, index: int, parent: int) -> bool:
        inner, outer = self.speakers[index], self.speakers[parent]
        return inner is not None and outer is not None and inner.name is not None and inner.name == outer.name

    def _context(self, index: int) -> Hops:
        """An outlet that passed on the same speaker's words close by, and no other one: inferred."""
        attribution, speaker = self.attributions[index], self.speakers[index]
        if speaker is None or not speaker.name or speaker.kind not in ("person", "organisation", "role"):
            return ()
        if speaker.status == "unresolved" or attribution.parent is not None:
            return ()
        others = self.heard.get((attribution.article, speaker.name), [])
        if not others or len({tuple(hop.name for hop in self.relays[other]) for other in others}) > 1:
            return ()
        zone = self.segmented.zones[self.segmented.sentences[attribution.sentence].zone].kind
        if zone == "headline":
            return tuple(Hop(h.name, h.kind, "inferred", "from body", h.evidence) for h in self.relays[others[0]])
        for other in others:
            gap = attribution.sentence - self.attributions[other].sentence
            near = -REACH_BEFORE <= gap <= REACH_AFTER
            if near or (attribution.pattern == "quoted_cue" and gap > 0):
                return tuple(Hop(h.name, h.kind, "inferred", "context", h.evidence) for h in self.relays[other])
        return ()

    def _told_inside(self, index: int) -> Hops:
        """The general said X, the agency said, citing a transcript: the transcript holds the general's words."""
        attribution = self.attributions[index]
        if not any(via.kind in _CITED for via in attribution.via) or len(attribution.content) != 1:
            return ()
        start, end = attribution.content[0]
        for child in self.children.get(index, ()):
            inner = self.attributions[child]
            if inner.source and inner.content and inner.source[0][0] - start <= 1 and end - inner.content[-1][1] <= 2:
                return self._own(child)
        return ()

    def _hop(self, via: Via) -> Hop | None:
        """The actor that a Via names, or None: "told reporters" names no outlet."""
        mention = span_text(self.segmented, via.span)
        name = outlet_name(mention)
        label = via.kind.replace("_", " ")
        if name:
            return Hop(name, "outlet", "stated", label, via.span)
        if via.kind in _CITED:
            return Hop(bare_name(mention), _cited_kind(mention), "stated", label, via.span)
        named = bare_name(mention)
        if via.kind in _EXPECT_OUTLET and named[:1].isupper():
            return Hop(named, "outlet", "stated", label, via.span)
        if via.kind in ("told", "interview") and named[:1].isupper() and self._is_publisher(named):
            return Hop(named, "outlet", "stated", label, via.span)
        return None

    def _is_publisher(self, name: str) -> bool:
        key = name.casefold()
        return any(
            bare_name(hop.name).casefold() == key for channel in self.channels for hop in (*channel.line, *channel.tail)
        )


def _cited_kind(mention: str) -> str:
    """ "two people familiar with the talks" are anonymous, "a ministry transcript" is a document, a name is unknown."""
    tokens = mention.lower().split()
    documents = lexicon.words("documents", "noun") | lexicon.words("documents", "plural")
    if any(token in documents for token in tokens):
        return "document"
    people = lexicon.words("roles", "noun") | lexicon.words("roles", "plural") | lexicon.words("people", "form")
    if mention[:1].islower() and any(token in people for token in tokens):
        return "anonymous"
    return "unknown"


def _nested(hop: Hop) -> Hop:
    return Hop(hop.name, hop.kind, hop.status, "nested" if hop.via == "source" else hop.via, hop.evidence)


def _absent(hops: Hops, present: list[Hop]) -> list[Hop]:
    names = {bare_name(hop.name).casefold() for hop in present}
    return [hop for hop in hops if bare_name(hop.name).casefold() not in names]


def _once(hops: list[Hop]) -> Hops:
    """Join neighbours of one name; the loop A → B → A stays visible."""
    return merge(hops)
