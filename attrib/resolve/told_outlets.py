"""Outlets that only the verb before them shows: "told the Lantern", "told the Meridian agency"."""

from attrib.resolve.outlet_names import words

# Papers are called so, and others too: nobody knows who was told.
_OTHERS = frozenset(("Citizen", "Free", "Pilot", "Press", "Union", "News"))
_TIMES = frozenset(("Daily", "Evening", "Morning", "Sunday", "Weekly"))
_NO_NAMES = frozenset(("Mass", "Prayer", "School", "Service", "Session", "Show", "Club", "Court"))
_AGENCY = "agency"
_PUBLIC = frozenset(
    ("Aviation", "Border", "Environment", "Energy", "Health", "Intelligence", "Police", "Space", "Tax", "UN")
)


def told_outlet(mention: str) -> str | None:
    """Return the outlet that a mention names where it says who was told or who quotes, or None.

    "the Courier" and "the Evening Ferry" are papers, "the Meridian agency" is an agency; "the Union" and "the Border
    agency" may be anybody.
    """
    article, _, bare = mention.partition(" ")
    parts = bare.split()
    if article not in ("the", "The") or not 1 <= len(parts) <= 3 or not parts[0][:1].isupper():
        return None
    if len(parts) == 1:
        paper = parts[0] in words("paper_strong") or parts[0] in words("paper_weak")
        return parts[0] if paper and parts[0] not in _OTHERS else None
    if len(parts) == 2 and parts[0] in _TIMES and parts[1][:1].isupper() and parts[1] not in _NO_NAMES:
        return bare
    named = all(part[:1].isupper() for part in parts[:-1]) and not _PUBLIC.intersection(parts)
    return " ".join(parts[:-1]) if parts[-1] == _AGENCY and named else None
