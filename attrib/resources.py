"""Where grammar/ and seeds/ lie: inside the installed package (a wheel), else beside it (a checkout)."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name}/ is neither in {_PACKAGE} nor beside it; install attrib again")


def grammar() -> Path:
    """Return the folder of the .lark files and lexicon/*.tsv. Raises FileNotFoundError in a broken installation."""
    return _folder("grammar")


def seeds() -> Path:
    """Return the folder of outlets.tsv and articles/. Raises FileNotFoundError in a broken installation."""
    return _folder("seeds")
