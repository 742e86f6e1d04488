"""Claims made by hand, for the tests of what is compared among them."""

from dataclasses import replace

from attrib.compare.claims import Claim

BLANK = Claim(
    key="a", article="", place=0, outlet="The Lantern", content="", cue="said", source="Orlov", speaker="Orlov",
    kind="person",
)  # fmt: skip


def claim(content: str, cue: str = "said", /, **more: object) -> Claim:
    """Return a claim of a named person; its article is its own unless it is given."""
    given = {"spans": ((0, len(content)),), **more}
    one = replace(BLANK, content=content, cue=cue, **given)  # type: ignore[arg-type]
    one = replace(one, sentence=one.sentence or f"{one.source} {cue} {content} ({one.key})")
    return one if one.article else replace(one, article=f"article of {one.key}")
