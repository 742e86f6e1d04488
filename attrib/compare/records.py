"""What comparing takes in and gives out. Frozen, standard library only; `key` and `article` are the caller's own names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution as an article tells it, the input of every comparison.

    `key` is unique. `published` is an ISO day or None. `speaker` is the first source as the article names it and `kind`
    its kind (person, organisation, document, anonymous, role, unknown); None where only outlets are credited.
    `credits` are the outlets the article says it has it from, the nearest first ("the Beacon reported, citing the
    Lantern": Beacon, Lantern). `translated` is True where the text is said to be translated. `source` is how the article
    puts the source ("a Vastrian official"), "" where that is not known.
    """

    key: str
    article: str
    outlet: str
    text: str
    published: str | None = None
    speaker: str | None = None
    kind: str = "unknown"
    credits: tuple[str, ...] = ()
    translated: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Attributions that carry one quote: their keys sorted, the key of the fullest, and which are translations.

    `key` is that of the first member, so it does not depend on the order of reading; a database keeps the key that it gave first.
    """

    key: str
    members: tuple[str, ...]
    fullest: str
    translations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alteration:
    """How a variant differs from a fuller text.

    type: identical, formatting, cut_ends, cut_inside, insertion, substitution, reordering, merge, translation. `ends` are
    the ends that were cut ("start", "end"); `marked` is True where an ellipsis stands for every cut inside. `removed` and
    `added` are the words that went and came, in order. `touches` is sorted, of: attribution, condition, hedge, name, negation, number, tense.
    risk: none, low, high; `reason` says why in words.
    """

    type: str
    risk: str
    reason: str
    touches: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    marked: bool = False
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole article as comparing copies sees it. `credits` are the outlets that it names as where it is from."""

    article: str
    outlet: str
    text: str
    published: str | None = None
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles with one text. `share` is the part of the shorter one's shingles that the longer one has (0 to 1).

    `original` and `copy` are ids of articles; basis: credit (the copy credits the original's outlet), time (it is a day
    or more younger), unknown (nobody can tell; then `original` is the first by id).
    """

    original: str
    copy: str
    share: float
    basis: str


@dataclass(frozen=True, slots=True)
class Root:
    """An independent first source behind a cluster.

    An unnamed one or a document is told apart by the `outlet` that it spoke to, which is "" for a named one. kind "outlet"
    is a source unseen: the outlet is credited, and no article of it is among the cluster's.
    """

    name: str
    kind: str
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """What stands behind one cluster: its roots, and its loops as rings of outlets, each crediting the next.

    `first` is the key of the attribution published first; None where no time is known or two share the first day.
    """

    cluster: str
    roots: tuple[Root, ...]
    loops: tuple[tuple[str, ...], ...]
    first: str | None = None
