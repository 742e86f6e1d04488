"""Name the documents that speak: "the council report", "a report from the Bridge Safety Team"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from attrib.records import Speaker
from attrib.regex import regex
from attrib.resolve.coreference import full_name
from attrib.resolve.mention import Mention
from attrib.resolve.names import Name, read_name
from attrib.resolve.runs import find_runs, with_tail
from attrib.resolve.scene import Scene
from attrib.resolve.vocabulary import vocabulary

# "a report (published on Monday) by the", "figures of the": nothing else stands between a document and its author.
_FROM = regex(
    r"(?: (?:on|into|about|of) [a-z][a-z -]{0,30}?)?"
    r"(?:,? (?:which was )?(?:first |newly |jointly )?(?:published|released|issued|compiled|prepared|written|commissioned|conducted|signed|posted)"
    r"(?: (?:on|in|late|last|this|earlier) [\w. ]{1,24}?)?)?"
    r",? (?:from|by|of) (?:the |an? )?(?:[\w.]+-[a-z]+ )?"
)
# "a report by a Norland {paper's} aide", "by Ford {and Leik}", "by Norlandic {media}": the name is not all of the author.
_GOES_ON = regex(r"['’]s |['’] |[/-]|(?: and| &| of| for| in the) (?:the )?[^\W\d_a-z]| ([a-z][\w-]*)")
_FOLLOWS = frozenset("and or but that which who on in to at for from with last late early this than".split())
# "Dockers' {Union} report", "pro-{Western} figures": the name is cut off before.
_CUT = regex(r"(?:[^\W\d_a-z]\w*(?:['’]s|s['’]) |[\w][-‑/])$")
# "a memo seen by the Norda Wire": who saw it did not write it.
_PASSED = regex(
    r"\b(?:seen|obtained|reviewed|viewed|verified|read|cited|quoted|carried|received|leaked|shared|reported|cleared|shown|"
    r"checked|examined|accessed|held|signed off|requested|sought|ordered|backed|approved|endorsed) (?:exclusively )?by (?:the |an? )?$"
)
# What a person or body has, but does not say: "Ford's track record".
_HAD = frozenset("record records file files accounts account history".split())
# "a video of Ford", "a poll of council members": of whom, not by whom.
_OF = regex(r" of (?:the |an? )?$")
_ABOUT = frozenset(
    "video photo photograph picture poll survey review study biography profile recording transcript analysis audit list map".split()
)
_FEW = 12
_BACK = 4000  # characters
_NEAR = 100  # characters on either side of a document's noun in which its author stands
_CLAUSE = regex(r"[.;:,\n\"”“]")
_AUTHORS = frozenset(("organisation", "outlet", "acronym", "person", "unknown", "word", "thing", "place"))


def resolve_document(scene: Scene, mention: Mention, source: str) -> Speaker:
    """Return a document as a speaker, named after its author where the text gives one, who goes to `affiliation`.

    "The report" is the one report named before; two are unresolved with both.
    """
    noun, at, span = mention.head, mention.span[0], mention.span
    if noun == "news" and mention.text.endswith(" News"):
        return Speaker(mention.text, "outlet", "stated", rule="outlet_form", evidence=span)
    author = _author(scene, source, noun)
    if author:
        name = f"{author} {noun}"
        return Speaker(name, "document", "stated", affiliation=author, rule="document_author", evidence=span)
    pointed = mention.text.lower().startswith(("the ", "this ", "that "))
    bare = pointed and mention.sort == "document" and len(mention.words) <= 1 and not mention.owner
    if bare and len(mention.text.split()) <= len(noun.split()) + 1:
        named = _documents(scene, noun)
        since = max((start for start, _name, _author in named if start < at), default=at)
        if re.search(
            rf"\b(?:an?|another) {re.escape(noun)}\b",
            scene.text[max(since + len(noun), at - _BACK) : at],
            re.IGNORECASE,
        ):
            return Speaker(
                mention.text, "document", "stated", rule="document", evidence=span
            )  # of one brought in since
        stop = bisect_left(named, at, key=lambda one: one[0])
        earlier = {name: author for _start, name, author in named[max(0, stop - _FEW) : stop]}
        if len(earlier) == 1:
            name, author = next(iter(earlier.items()))
            return Speaker(name, "document", "inferred", affiliation=author, rule="definite_document", evidence=span)
        if earlier:
            return Speaker(
                mention.text, "document", "unresolved", tuple(earlier)[:6], rule="definite_document", evidence=span
            )
    return Speaker(mention.text, "document", "stated", rule="document", evidence=span)


def _author(scene: Scene, phrase: str, noun: str, owner: bool = False) -> str | None:
    """Return the full name of a document's author, right before the noun or, unless OWNER, behind "from" or "by".

    None where the name may be cut off, or be no name: the words of the source are then better.
    """
    runs = find_runs(phrase, 0, len(phrase))
    named = re.search(rf"\b{re.escape(noun)}\b", phrase)
    for run in runs:
        left, right = with_tail(phrase, runs, run)
        before, after = phrase[:left], phrase[right:]
        if _PASSED.search(before) or (_OF.search(before) and noun.rsplit(" ", 1)[-1] in _ABOUT):
            continue
        close = noun.rsplit(" ", 1)[-1] not in _HAD and re.match(
            r"(?:['’]s)? (?:[a-z-]+ ){0,2}" + re.escape(noun) + r"\b", after
        )
        from_it = not owner and not close and named and _FROM.fullmatch(phrase, named.end(), max(named.end(), left))
        if from_it and _goes_on(after):
            return None
        if close or from_it:
            name = read_name(phrase[left:right])
            if not _can_write(name, before, after, bool(close)):
                return None
            known = scene.cast.by_acronym(name.name) if name.kind == "acronym" else []
            return known[0].name if len(known) == 1 else full_name(name.name, scene.cast)
    return None


def _can_write(name: Name, before: str, after: str, close: bool) -> bool:
    """Tell whether a name beside a document is its author's whole name; CLOSE: it stands before the noun."""
    if _OF.search(before) and not close and name.kind not in ("organisation", "outlet", "acronym"):
        return False
    owned = after.startswith(("'s ", "’s "))
    if name.kind not in _AUTHORS or (name.kind == "place" and not owned and close):
        return False
    if _CUT.search(before) or ("-" in name.name and name.name.rsplit("-", 1)[1][:1].islower()):
        return False
    if owned or name.kind not in ("word", "thing", "unknown"):
        return True
    return bool(before.strip()) and name.kind != "thing"  # no "Security footage", "Recent data"


def _goes_on(after: str) -> bool:
    """Tell whether what stands behind a name shows that it is not the whole author's."""
    found = _GOES_ON.match(after)
    if found is None:
        return False
    words = vocabulary()
    return found[1] is None or not (found[1] in _FOLLOWS or found[1] in words.verbs)


def _places(text: str, noun: str, start: int, end: int) -> Iterator[int]:
    """Yield where a noun stands as a word of its own in text[start:end]."""
    at = text.find(noun, start, end)
    while at >= 0:
        stop = at + len(noun)
        around = text[max(start, at - 1) : at] + text[stop : min(end, stop + 1)]
        if not any(mark.isalnum() or mark == "_" for mark in around):
            yield at
        at = text.find(noun, stop, end)


def _documents(scene: Scene, noun: str) -> list[tuple[int, str, str]]:
    """Return the documents of one noun that the article names with an author: (offset, name, author), in text order."""
    if noun not in scene.documents:
        found = []
        for zone in scene.zones:
            for start in _places(scene.text, noun, zone.start, zone.end):
                stop = start + len(noun)
                left, right = max(zone.start, start - _NEAR), min(zone.end, stop + _NEAR)
                behind = _CLAUSE.split(scene.text[start:right])[0]
                before = _CLAUSE.split(scene.text[left:stop])[-1]
                # A window that ends inside a name would cut it.
                behind = behind.rpartition(" the ")[0] if len(behind) == right - start else behind
                before = before.partition(" the ")[2] if len(before) == stop - left else before
                author = _author(scene, behind, noun) or _author(scene, before, noun, owner=True)
                if author:
                    found.append((start, f"{author} {noun}", author))
        scene.documents[noun] = found
    return scene.documents[noun]
