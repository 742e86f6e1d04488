"""Time extraction of hostile texts: a piece repeated to 1 MB, seconds per MB, and growth from half of it.

Run by hand, never in CI:

    python tests/benchmarks/hostile.py                  # every text; or name some: quotes commas
    python tests/benchmarks/hostile.py --size 250000

A growth of 2 is linear. Ordinary text is the made-up articles of seeds/, beside its own cost at 10 kB: the fastest of nine
readings of one such text, and the same characters as one text after the other, which the processor's caches help as little as
the long one.
"""

import argparse
import time

from attrib import resources
from attrib.pipeline import extract
from attrib.records import Document

SHORT = 10_000  # characters: the length that ordinary text is compared at

PIECES = {
    "said-quotes": 'Doe said "x," ',
    "quotes": '"',
    "curly": "“",
    "apostrophes": "'",
    "that": "said that ",
    "commas": ",",
    "according": "according to ",
    "brackets": "[(",
    "names": "John Smith ",
    "pronouns": "he said she said ",
    "newlines": "\n",
    "word": "x",
    "lines": 'Doe said: "x"\n',
    "paragraphs": '"We won," said Jane Doe.\n\n',
    "dashes": "Doe - ",
    "colons": "Doe: ",
    "dates": "on Monday, June 4, ",
    "outlets": "Reuters, the BBC and ",
    "different": "",
}


def ordinary(size: int) -> str:
    """Return the bodies of the made-up articles, repeated to `size` characters."""
    folder = resources.seeds() / "articles"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md")]
    return repeated("\n\n".join(texts) + "\n\n", size)


def repeated(piece: str, size: int) -> str:
    """Return a piece repeated to `size` characters."""
    return (piece * (size // len(piece) + 1))[:size]


def people(size: int) -> str:
    """Return sentences of as many different speakers as fit into `size` characters."""
    names = (f"{chr(65 + n % 26)}a{chr(97 + n // 26 % 26)}o{chr(97 + n // 676 % 26)}en" for n in range(size))
    pieces: list[str] = []
    length = 0
    for name in names:
        pieces.append(f'Anna {name} said, "The road is shut." He said it was late. ')
        length += len(pieces[-1])
        if length >= size:
            break
    return "".join(pieces)[:size]


def seconds(text: str) -> float:
    """Return the seconds of processor time of one extraction."""
    start = time.process_time()
    extract(Document("hostile", text))
    return time.process_time() - start


def main() -> None:
    """Print one line a text: seconds per MB, and how many times longer all of it takes than half of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*PIECES, "ordinary", []], help="only these texts")
    parser.add_argument("--size", type=int, default=1_000_000, help="characters (default: 1,000,000)")
    options = parser.parse_args()
    extract(Document("warm", ordinary(SHORT)))  # tables and grammar are loaded before the clock starts
    print(f"{'text':14} {'s':>8} {'s/MB':>8} {'growth':>7}")
    for name in options.names or [*PIECES, "ordinary"]:
        if name == "ordinary":
            text = ordinary(options.size)
        else:
            text = repeated(PIECES[name], options.size) if PIECES[name] else people(options.size)
        half, whole = seconds(text[: options.size // 2]), seconds(text)
        print(f"{name:14} {whole:8.2f} {whole * 1e6 / len(text):8.2f} {whole / half:7.2f}", flush=True)
        if name == "ordinary":
            short = ordinary(SHORT)
            least = min(seconds(short) for _ in range(9))
            long = min(whole, seconds(text), seconds(text))
            print(f"  per byte against {SHORT} characters: {long / len(text) / (least / len(short)):.2f}")
            cut = [text[at : at + SHORT] for at in range(0, len(text), SHORT)]
            apart = min(sum(map(seconds, cut)) for _ in range(3))
            print(f"  against the same in texts of {SHORT} characters: {long / apart:.2f}")


if __name__ == "__main__":
    main()
