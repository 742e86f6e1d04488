"""resolve: who speaks, through whom and when, for the attributions of one document."""

from attrib.records import Attribution, Resolution, Segmented
from attrib.resolve.anonymity import describe_unnamed
from attrib.resolve.chains import build_chains
from attrib.resolve.dates import resolve_dates
from attrib.resolve.ownership import find_owners
from attrib.resolve.speakers import resolve_speakers

__all__ = ["resolve"]


def resolve(segmented: Segmented, attributions: tuple[Attribution, ...]) -> tuple[Resolution, ...]:
    """Return, for each attribution, its speaker, whose words its quote marks hold, its dates and its chain."""
    speakers = describe_unnamed(segmented, attributions, resolve_speakers(segmented, attributions))
    owners = find_owners(segmented, attributions, speakers)
    dates = resolve_dates(segmented, attributions)
    chains = build_chains(segmented, attributions, speakers)
    return tuple(map(Resolution, speakers, owners, dates, chains))
