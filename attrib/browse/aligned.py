"""Two tellings of one quote laid side by side: each as printed, with the words marked that the other one has not."""

from markupsafe import Markup, escape

from attrib.browse.wording import clean
from attrib.compare.blocks import Blocks, Steps
from attrib.compare.index import words

# Words of one times words of the other, up to which they are compared; a longer pair is marked as different throughout.
MOST = 2_000_000
STEPS = 400_000  # comparisons of two words that a page may make


def aligned(before: str, after: str, steps: Steps | None = None) -> tuple[Markup, Markup]:
    """Return both texts as HTML: `<del>` round the words that `after` has not, `<ins>` round those that it has instead.

    Words that differ by house style only (quote marks, capitals, "didn't" for "did not") count as the same. `steps` are those
    that the page has left; what there are none for counts as different.
    """
    old, new = clean(before).split(), clean(after).split()
    old_words, new_words = _places(old), _places(new)
    gone, come = _different([word for word, _ in old_words], [word for word, _ in new_words], steps or Steps(STEPS))
    return (
        _marked(old, {old_words[at][1] for at in gone}, "del"),
        _marked(new, {new_words[at][1] for at in come}, "ins"),
    )


def _places(chunks: list[str]) -> list[tuple[str, int]]:
    """Return the words of a text as they are compared, each with the index of the stretch of letters that it is in."""
    return [(word, at) for at, chunk in enumerate(chunks) for word in words(chunk)]


def _different(old: list[str], new: list[str], steps: Steps) -> tuple[set[int], set[int]]:
    if len(old) * len(new) > MOST:
        return set(range(len(old))), set(range(len(new)))
    kept = Blocks(old, new, steps).get_matching_blocks()
    left = {block.a + i for block in kept for i in range(block.size)}
    right = {block.b + i for block in kept for i in range(block.size)}
    return set(range(len(old))) - left, set(range(len(new))) - right


def _marked(chunks: list[str], marks: set[int], tag: str) -> Markup:
    """Put a tag round each run of marked stretches."""
    written: list[str] = []
    for at, chunk in enumerate(chunks):
        opened = f"<{tag}>" if at in marks and at - 1 not in marks else ""
        closed = f"</{tag}>" if at in marks and at + 1 not in marks else ""
        written.append(f"{opened}{escape(chunk)}{closed}")
    return Markup(" ".join(written))
