"""Read the words of a source: pronoun, name, description or group, and what they say of whom they mean."""

import re

from attrib.records import Span
from attrib.regex import regex
from attrib.resolve.apposed import fold_apposed, is_office, is_person
from attrib.resolve.fronts import OF, ending_person, keeps_owner, officer
from attrib.resolve.mention import Mention
from attrib.resolve.names import Name, read_name
from attrib.resolve.outlet_list import remembered
from attrib.resolve.roles import Role, head_noun, read_role
from attrib.resolve.runs import find_runs, tail_name, with_tail
from attrib.resolve.vocabulary import LOOSE, PRONOUNS, modifiers, vocabulary

_LONGEST = 400  # characters; a longer source is cut
_EDGES = " \t\r\n,;:.-–—\"“”'‘’«»*_()[]"
_BRACKETS = regex(r"\([^()]*\)|\[[^\[\]]*\]")
_RELATIVE = regex(
    r"(?:, | )(?:(?:who|whom|whose|which|where|speaking|citing|quoting"
    r"|(?<! (?:in|on|at|of|to) )(?<! for )(?<! (?:with|from) )that) |– |— |-- |- (?=[a-z]))"  # "all on that floor"
)
_PREPOSITION = regex(
    r" (?:of|for|from|in|at|on|with|to|by|near|under|inside|within|across|throughout|about|close|familiar|involved|briefed|after|before|during|"
    r"against|including|among|outside|behind|as|and|seen|obtained|released|published|leaked|based|told) "
)
_DETERMINER = regex(
    r"(the|a|an|this|that|these|those|his|her|its|their|our|my|your|one|another|some|any|several|many|most|few|both|two|three|"
    r"four|five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of|a number of|a handful of|a group of|a majority of|"
    r"a couple of|a few|a pair of|other|more than \w+|at least \w+|no|each|every|"
    r"all|all of the|some of the|many of the|most of the|one of the|one of his|one of her|two of the|\d+)\s+(?=\S)",
    re.IGNORECASE,
)
_DEFINITE = frozenset("the this that these those his her its their our my your both".split())
_MANY = frozenset(
    ("these", "those", "several", "many", "some", "two", "three", "a number of", "a group of", "a handful of")
)
_OWNER = regex(r"^((?:[^\W\d_]+ ){0,2}?)((?:[^\s,]+ ){0,6}?[^\s,]+?)(?:['’]s|(?<=s)['’]) (?=\S)")
_CAPITAL = regex(r"[^\W\d_a-z][\w-]* $")
_DOING = regex(r"^\w+ (?:[a-z]+ ){0,2}[a-z]+ing (?:the )?$")
_AND = regex(r" (?:and|&|as well as|nor) ")
_COMMA = regex(r",(?!\d)")
_SHORTENED = regex(r"(?i)(he|she|they|it|i|we|you|who)['’](?:s|d|ll|ve|re|m)")
# Behind a person's name and a comma: "of Lamford", "61", "a baker".
_SAYS_WHO = regex(r"(?:of|from) (?:the )?[^\W\d_a-z]|(?:aged )?\d{1,3}$|an? [a-z]")
_LISTED = regex(r",? (?:and|&|as well as|nor) |, ")


def read_mention(text: str, span: Span) -> Mention:
    """Read the noun phrase at a span."""
    start, end = span
    end = min(end, start + _LONGEST)
    if end - start < 5 and (head := PRONOUNS.get(text[start:end].lower())) and not text[start + 1 : end].isupper():
        return Mention("pronoun", text[start:end], (start, end), head=head)
    mention = _read(text[start:end])
    return _moved(mention, start) if mention.span[0] < mention.span[1] else Mention("description", "", span)


def _moved(mention: Mention, by: int) -> Mention:
    """Return a mention that was read alone in its place, so many characters further on."""
    left, right = mention.span
    place = mention.name_span
    return mention._replace(
        span=(left + by, right + by),
        name_span=(place[0] + by, place[1] + by) if place else None,
        members=tuple([_moved(member, by) for member in mention.members]),
    )


@remembered(1 << 13)
def _read(text: str) -> Mention:
    start, end = 0, len(text)
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not (text[end - 1] in ".)" and _keeps(text, start, end)):
        end -= 1
    raw = text[start:end]
    if not raw:
        return Mention("description", "", (start, end))
    plain = " ".join(raw.split())
    low = plain.lower()
    if plain.isupper() and len(plain) > 1:
        low = plain  # "US", "WHO", "IT"
    shortened = _SHORTENED.fullmatch(low)
    low = shortened[1] if shortened else low
    if low in PRONOUNS:
        return Mention("pronoun", plain, (start, end), head=PRONOUNS[low])
    if low in LOOSE:
        return Mention("description", low, (start, end), head=low, sort="people", plural=True)
    # Brackets are blanked, not cut, so that offsets stay: "Doe (D-Wis.)".
    masked = _BRACKETS.sub(lambda found: " " * len(found.group()), raw)
    listed = _members(text, start, masked)
    if listed:
        return Mention("group", plain, (start, end), plural=True, members=listed)
    return _single(text, start, masked, plain)


def _keeps(text: str, start: int, end: int) -> bool:
    """Tell whether the last mark belongs to a name: "Ford Jr.", "Norda Inc."."""
    if text[end - 1] == ")":
        return "(" in text[start:end]
    last = text[start : end - 1].rsplit(None, 1)[-1]
    return last in ("Jr", "Sr", "Inc", "Corp", "Ltd", "Co") or (len(last) < 5 and "." in last)


def _members(text: str, start: int, masked: str) -> tuple[Mention, ...]:
    """Return the parts of a coordinated source, () for a single one."""
    if not _AND.search(masked):
        return ()
    body = re.sub(r"^(?:[Bb]oth|[Ee]ither|[Nn]either) ", lambda found: " " * len(found.group()), masked)
    relative = _RELATIVE.search(body)
    body = body[: relative.start()] if relative else body
    if not _AND.search(body):
        return ()
    pieces: list[tuple[int, str]] = []
    joints: list[str] = [""]  # what stands before a piece
    at, joined = 0, False
    names = find_runs(body, 0, len(body))
    for found in _LISTED.finditer(body):
        if any(start < found.start() < end for start, end in names):
            continue  # "the Health and Safety Authority"
        joined = joined or found[0] != ", "
        pieces.append((at, body[at : found.start()]))
        joints.append(found[0])
        at = found.end()
    pieces.append((at, body[at:]))
    if not 2 <= len(pieces) <= 8 or not joined:
        return ()
    if (
        "," not in body
        and " and the " not in body
        and " nor " not in body
        and read_name(" ".join(body.split())).kind in ("organisation", "outlet")
    ):
        return ()
    if not all(piece.strip() for _offset, piece in pieces):
        return ()
    pieces, joints, read = _read_pieces(text, start, body, pieces, joints)
    whole = fold_apposed(read, joints)
    folded = len(whole) < len(read)
    read = whole
    if len(read) < 2 or (folded and any(is_office(part) for part in read)):
        return ()
    if len(pieces) > 2 or ", " in body[: len(pieces[0][1]) + 2]:
        # "Ford, the mayor and party leader": behind the comma stands what Ford is, not who else spoke.
        if any(
            part.form == "description" and not part.plural and part.sort != "body" and part is not read[-1]
            for part in read[1:]
        ):
            return ()
        if not all(_whole(part) for part in read[:-1]):
            return ()
    last, first = read[-1], read[0]
    if not (_whole(first) and _whole(last)):
        return ()
    bare = last.form == "name" and last.role and last.role.text and not last.head and not last.owner
    if len(read) == 2 and first.sort == "role" and bare and pieces[-1][1].strip()[:1].islower():
        return ()  # "Ford's chief pollster and strategist Ana Ruiz": one person
    if first.form == "name" and last.form == "name" and first.name and last.name:
        # "Ministry of Trade and Industry": one name. "academic and writer Ana Ford": one person.
        unfinished = re.search(r"\b(?:of|for|on)(?: the)? [A-Z]\w+$", pieces[-2][1])
        if unfinished and last.name.kind in ("word", "thing", "unknown", "title"):
            return ()
        if first.name.kind == "title" or (first.name.kind == "thing" and not last.definite):
            return ()
    people = [part for part in read[1:] if part.form == "name" and part.name and part.name.kind in ("person", "word")]
    if len(read) > 2 and first.form == "description" and first.plural and len(people) == len(read) - 1:
        return tuple(people)  # "the boy's parents, Ana and Paul Ford"
    return tuple(read)


def _read_pieces(
    text: str, start: int, body: str, pieces: list[tuple[int, str]], joints: list[str]
) -> tuple[list[tuple[int, str]], list[str], list[Mention]]:
    """Return the parts of a list with what stands before each, and each read; what only says who a person is goes with her.

    "Hugo Hummel, of Lamford, and Amos Dellow, 61," has two parts; so has "Hugo Hummel, a baker, and Amos Dellow".
    """
    kept: list[tuple[int, str]] = []
    before: list[str] = []
    read: list[Mention] = []
    for (offset, piece), joint in zip(pieces, joints, strict=True):
        if joint == ", " and read and _SAYS_WHO.match(piece.strip()) and is_person(read[-1]):
            end = offset + len(piece)
            offset, joint = kept.pop()[0], before.pop()
            piece = body[offset:end]
            read.pop()
        left = len(piece) - len(piece.lstrip())
        read.append(_single(text, start + offset + left, piece.strip(), " ".join(piece.split())))
        kept.append((offset, piece))
        before.append(joint)
    return kept, before, read


def _whole(part: Mention) -> bool:
    """Tell whether a part of a list can stand alone as a noun phrase."""
    if part.form in ("name", "pronoun"):
        return True
    return bool(part.sort) and (part.definite or part.plural or bool(_DETERMINER.match(part.text)) or bool(part.owner))


def _single(text: str, start: int, masked: str, plain: str) -> Mention:
    """Read a source of one part; `masked` begins at `start` in the text."""
    relative = _RELATIVE.search(masked)
    kept = masked[: relative.start()] if relative else masked
    segments: list[tuple[int, str]] = []
    at = 0
    for part in _COMMA.split(kept):
        segments.append((at, part))
        at += len(part) + 1
    segments = [(offset + len(part) - len(part.lstrip()), part.strip()) for offset, part in segments if part.strip()]
    span = (start, start + len(masked.rstrip()))
    if not segments:
        return Mention("description", plain, span)
    first = _phrase(text, start + segments[0][0], segments[0][1], span)
    rest = [(offset, part) for offset, part in segments[1:] if not part.isdigit()]
    if rest and first.form == "name" and first.name and first.name.name in vocabulary().fields and not first.head:
        # "Culture, Media and Sport Committee chairman Ana Ford"
        last = _phrase(text, start + rest[-1][0], rest[-1][1], span)
        if last.form == "name" and last.name and last.name.kind == "person" and last.name_span:
            near = read_role(" ".join(text[start + rest[-1][0] : last.name_span[0]].split()[-2:]))
            if near and not near.body:
                return last._replace(role=near)
    if first.form == "name" and first.name and first.name.kind not in ("title", "thing") and rest:
        role = read_role(", ".join(part for _offset, part in rest[:3])) or read_role(rest[0][1])
        return first._replace(role=role or first.role) if role else first
    if first.form == "description" and not first.plural:
        # "the union's lawyer, Ana Ford": the name stands behind.
        for offset, part in rest[:3]:
            if f"{part.rstrip('.')}." in vocabulary().states:
                continue  # "a retiree in Carthage, Ill.,"
            other = _phrase(text, start + offset, part, span)
            if (
                other.form == "name"
                and other.name
                and other.name.kind in ("person", "unknown", "word")
                and other.name_span
                and (other.name_span[1] >= start + offset + len(part.rstrip(" .")))
            ):
                return other._replace(role=read_role(segments[0][1]) or other.role)
            if other.form == "name" and first.sort == "body" and other.name:
                return other
    return first


def _phrase(text: str, start: int, phrase: str, span: Span) -> Mention:
    """Read one phrase without commas."""
    article = _DETERMINER.match(phrase)
    determiner = article[1].lower() if article else ""
    body = phrase[article.end() :] if article else phrase
    offset = start + len(phrase) - len(body)
    owner = ""
    owned = _OWNER.match(body) if "'" in body or "’" in body else None
    # "a study of Orlov's track record": not the record of a study.
    of = owned and OF.search(owned[1] + owned[2])
    if (
        owned
        and of
        and (keeps_owner(head_noun(of[1])[1], body[owned.end() :]) or read_name(body[: of.end(1)]).kind == "person")
    ):
        owned = None  # "Ana Ford from St Mary's Church"
    if owned and (determiner or owned[2][0].isupper()):
        owner = (owned[1] + owned[2]).strip()
        offset += owned.end()
        body = body[owned.end() :]
    definite = determiner in _DEFINITE or bool(owner)
    runs = find_runs(body, 0, len(body), determiner == "the")
    holder = officer(body, runs)
    if holder is not None:
        shown = " ".join(phrase.split())
        return _named(offset, body, holder, span, shown, owner, definite)._replace(role=read_role(holder[2].role))
    cuts = _PREPOSITION.finditer(f"{body} ")
    preposition = next((one for one in cuts if not any(left < one.start() < right for left, right in runs)), None)
    core = body[: preposition.start()] if preposition else body
    runs = runs or ([(0, len(core))] if core[:1].isupper() and " " not in core else [])
    ending = next((run for run in runs if run[1] >= len(core.rstrip()) and run[0] < len(core)), None)
    if ending and _DOING.search(body[: ending[0]]) and head_noun(body.split(" ", 1)[0])[1] in ("roles", "people"):
        ending, core = None, body.split(" ", 1)[0]  # "Lawyers suing Norda State"
    shown = f"{phrase[: len(phrase) - len(body)]}{body}".strip()
    shown = " ".join(shown.split())
    shown = _small(shown) if determiner else shown
    if ending:
        left, right = with_tail(body, runs, ending)
        name = read_name(body[left:right])
        if name.kind == "title" or (name.kind == "thing" and " " not in name.name and head_noun(name.name)[1]):
            named = tail_name(body, runs, ending)
            if named:
                return _named(offset, body, named, span, shown, owner, definite)
        else:
            behind = body[right:].strip()
            if behind and runs[-1][1] >= len(body.rstrip(" .")) and head_noun(body[right : runs[-1][0]])[1] == "role":
                named = tail_name(body, runs, ending)  # "University of Norda student leader Ana Ford"
                if named:
                    return _named(offset, body, named, span, shown, owner, definite)
            return _named(offset, body, (left, right, name), span, shown, owner, definite, determiner)
    head, sort = head_noun(core)
    if ending and name.kind == "title" and not sort:
        head, sort = core.rsplit(" ", 1)[-1].lower(), "people"  # "New Yorkers"
    joint = preposition is not None and preposition[0] == " and "
    late = determiner == "the" and runs and _CAPITAL.search(body[: runs[-1][0]])
    if (late or not determiner) and (not owner or joint) and sort == "role" and runs:
        # "executive director of the Norda chapter Ana Ford": a bare role needs its name behind it.
        named = tail_name(body, runs, runs[0])
        if named:
            return _named(offset, body, named, span, shown, owner, definite)
    person = ending_person(body, runs)
    if person is not None:
        near = body[: person[0] + person[2].offset].split()[-2:]
        return _named(offset, body, person, span, shown, "", definite)._replace(role=read_role(" ".join(near)))
    plural = sort in ("roles", "bodies", "documents", "people") or determiner in _MANY
    role = read_role(f"{owner}'s {body}" if owner else body) if sort == "role" else None
    return Mention(
        "description",
        _small(shown),
        span,
        head,
        sort,
        definite,
        plural,
        role=role,
        owner=owner,
        words=modifiers(f"{owner} {core}"),
    )


def _named(
    offset: int,
    body: str,
    named: tuple[int, int, Name],
    span: Span,
    shown: str,
    owner: str,
    definite: bool,
    determiner: str = "",
) -> Mention:
    left, right, name = named
    begin = offset + left + name.offset
    front = body[: left + name.offset].strip()
    while (
        front
        and vocabulary().titles.get(front.split()[-1], ("", ""))[0] == "honorific"
        and not read_role(front.split()[-1])
    ):
        front = front[: -len(front.split()[-1])].strip()
    back = body[right:].strip()
    role = read_role(f"{owner}'s {front}" if owner else front) if front else None
    if role is None and name.role and front:
        head = vocabulary().abbreviations.get(name.role, name.role.lower())
        role = Role(head, modifiers(f"{owner} {front} {head}"), front)
    if role is None and back.startswith(("of ", "from ", "at ")):
        place = back.split(" ", 1)[1].removeprefix("the ")
        role = Role("", modifiers(place), "", place)
    return Mention(
        "name",
        shown,
        span,
        head=determiner,
        sort="",
        definite=definite,
        name=name,
        name_span=(begin, offset + right),
        role=role,
        owner=owner,
        words=modifiers(f"{owner} {body[left:right]}"),
    )


def _small(text: str) -> str:
    """Write the first word of a mention small where it is no name: "The mine's owner", "Officials"."""
    first = text.split(" ", 1)[0]
    low = first.lower()
    words = vocabulary()
    if not first[:1].isupper() or (first.isupper() and len(first) > 1):
        return text
    if text[len(first) + 1 : len(first) + 2].isupper() and low not in words.functions:
        return text  # "House Intelligence Committee"
    if (
        low in words.functions
        or low in words.lemmas
        or low in words.role_plurals
        or low in words.roles
        or low in words.heads
        or low in words.document_plurals
    ):
        return low + text[len(first) :]
    return text
