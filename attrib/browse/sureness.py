"""How sure an attribution has to be to be shown: `?min_confidence=0.9` on the pages that list attributions."""

from attrib.browse.host import Row, Visit

_CHOICES = (("all", 0.0), ("50 % and more", 0.5), ("75 % and more", 0.75), ("90 % and more", 0.9))


def least(visit: Visit) -> float:
    """Return the confidence asked for, between 0 and 1; 0 where it is missing or no number."""
    asked = visit.asked("min_confidence", 12)
    whole, _, decimals = asked.partition(".")
    if not (whole + decimals).isascii() or not (whole + decimals).isdigit():
        return 0.0
    return min(float(f"{whole or 0}.{decimals or 0}"), 1.0)


def kept(visit: Visit) -> str | None:
    """Return the value that links have to carry on, None where nothing was asked."""
    return f"{least(visit):g}" if least(visit) else None


def choices(visit: Visit, *parts: object, **query: object) -> list[Row]:
    """Return the links that change it on the page of `parts` and `query`; the one in force has `here`."""
    now = least(visit)
    offered = [*_CHOICES]
    if now not in (value for _, value in _CHOICES):
        offered.append((f"{now:.0%} and more".replace("%", " %"), now))
    return [
        {
            "label": label,
            "here": value == now,
            "url": visit.url(*parts, **query, min_confidence=f"{value:g}" if value else None),
        }
        for label, value in offered
    ]
