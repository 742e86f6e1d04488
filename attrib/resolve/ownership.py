"""Whose words stand between the quote marks: not always the speaker's."""

from bisect import bisect_right
from collections import defaultdict

from attrib.records import Attribution, Segmented, Span, Speakers

LONG_QUOTE = 5  # words: a shorter fragment inside another's report may be the reporter's own wording
_NEAR = 4  # contents of nested attributions, read back from a quotation, that may hold it
_UTTERED = frozenset(("speech", "writing", "denial"))
# "The law demonstrated “a will to …,” the union said": no words of the law, as those of "the letter said “…”" are the letter's.
_TELLS = frozenset(
    "say says said saying state states stated stating read reads reading write writes wrote add adds added".split()
)
_SHOWS = frozenset(
    "show shows showed shown showing demonstrate demonstrates demonstrated prove proves proved proven".split()
)


def find_owners(
    segmented: Segmented, attributions: tuple[Attribution, ...], speakers: tuple[Speakers, ...]
) -> tuple[str | None, ...]:
    """Return, for each attribution, the name of the one whose words its quotation holds, or None.

    The speaker's, with two exceptions. Where all marks lie in nested attributions the words are those of the one who speaks
    there: in "We will appeal," said Jane Doe, according to the Lantern, the Lantern's row holds Jane Doe's words. Where
    the marks begin with a verb of the reporter's prose, the words are the reporter's: The leader "affirmed that the country
    would stand by its friends," the agency said. None without a quotation, where marks stand both inside and outside a
    nested attribution or in two of different people, where the inner one tells what somebody thinks (the union believed
    "the plan was dead," Jane Doe said: hers, or the union's), and where the one who speaks is not settled.
    """
    return _Owners(segmented.document.text, attributions, speakers).all()


def joint_name(speakers: Speakers) -> str | None:
    """Return the name of who speaks, of several their names with "and"; None where one of them is not settled."""
    names = [one.name for one in speakers if one.name and one.status != "unresolved"]
    if not names or len(names) < len(speakers):
        return None
    return " and ".join([*filter(None, [", ".join(names[:-1])]), names[-1]])


class _Owners:
    """Asks the nested attributions before those around them."""

    def __init__(self, text: str, attributions: tuple[Attribution, ...], speakers: tuple[Speakers, ...]) -> None:
        self.text = text
        self.attributions = attributions
        self.speakers = speakers
        self.names = [joint_name(group) for group in speakers]
        self.owners: list[str | None] = [None] * len(attributions)
        self.children: dict[int, list[int]] = defaultdict(list)
        for number, attribution in enumerate(attributions):
            if attribution.parent is not None:
                self.children[attribution.parent].append(number)

    def all(self) -> tuple[str | None, ...]:
        waiting = [len(self.children.get(number, ())) for number in range(len(self.attributions))]
        ready = [number for number, count in enumerate(waiting) if not count]
        for number in ready:  # grows as the last child of another is answered
            self.owners[number] = self._owner(number)
            parent = self.attributions[number].parent
            if parent is not None:
                waiting[parent] -= 1
                if not waiting[parent]:
                    ready.append(parent)
        return tuple(self.owners)

    def _owner(self, number: int) -> str | None:
        one = self.attributions[number]
        if one.pattern == "quoted_cue":
            return None if one.parent is None else self.names[one.parent]
        if not one.quoted:
            return None
        inside = self._holders(number)
        if set(inside) == {None}:
            return self.names[number] if self._own(number) else None
        if None in inside:
            return None
        names = {self._of_child(child) for child in inside if child is not None}
        return names.pop() if len(names) == 1 else None

    def _of_child(self, child: int) -> str | None:
        """Return whose words a nested attribution holds: its own answer; None where it tells what another thinks."""
        return self.owners[child] if self.attributions[child].relation in _UTTERED else None

    def _speaks(self, number: int, child: int) -> bool:
        """Tell whether a nested attribution has another speak or think: not "the lawsuit shows “a clear breach”"."""
        one, speaker = self.attributions[child], next(iter(self.speakers[child]), None)
        if self.names[child] is not None and self.names[child] == self.names[number]:
            return False  # "Jane Doe said she feared “the end”"
        if speaker is None or one.pattern == "quoted_cue" or one.relation not in (*_UTTERED, "belief"):
            return False
        if speaker.kind == "unknown":
            return speaker.status == "unresolved"  # "they"
        last = self.text[one.cue[-1][0] : one.cue[-1][1]].rsplit(" ", 1)[-1].lower() if one.cue else ""
        if speaker.kind == "document":
            return last in _TELLS or one.relation == "writing"
        return last not in _SHOWS and one.pattern != "source_express_content"

    def _own(self, number: int) -> bool:
        """Tell whether a quotation is its speaker's: a short fragment in another's report may be the reporter's wording."""
        one = self.attributions[number]
        if one.parent is None or one.type == "direct" or self.names[number] == self.names[one.parent]:
            return True
        if any(self.attributions[child].pattern == "quoted_cue" for child in self.children.get(number, ())):
            return True
        return any(len(self.text[start:end].split()) >= LONG_QUOTE for start, end in one.quoted)

    def _holders(self, number: int) -> list[int | None]:
        """Return the nested attribution that holds each outermost quotation of an attribution's content, None for none."""
        spans = sorted(
            (start, end, child)
            for child in self.children.get(number, ())
            if self._speaks(number, child)
            for start, end in self.attributions[child].content
        )
        starts = [start for start, _end, _child in spans]
        found: list[int | None] = []
        outer: Span = (-1, -1)
        for quoted in sorted(self.attributions[number].quoted, key=lambda span: (span[0], -span[1])):
            if quoted[1] <= outer[1]:
                continue  # a quotation inside another one
            outer = quoted
            stop = bisect_right(starts, quoted[0])
            near = spans[max(0, stop - _NEAR) : stop]
            found.append(next((child for _start, end, child in reversed(near) if quoted[1] <= end), None))
        return found
