"""Small closed word lists that belong to a rule; the large ones lie in grammar/lexicon."""


def wordlist(listing: str) -> frozenset[str]:
    """Return the words of a listing parted by white space."""
    return frozenset(listing.split())
