"""Tell an outlet from its look-alikes in running text: "told the Sun" from "in the sun", Forbes from a Mr Forbes."""

from functools import cache

from attrib import lexicon
from attrib.records import Span
from attrib.resolve.outlet_names import describes, follower, joined, words

ARTICLES = frozenset({"the", "The", "THE"})
ARTICLED = tuple(f"{article} " for article in sorted(ARTICLES))
_SENTENCE_END = frozenset('.!?\n\r:;“"')


def stands_alone(whole: str, articled: bool) -> bool:
    """Tell whether a known name needs no evidence beside it; `articled` names are known with an article only."""
    if articled:
        return whole in words("safe")
    if whole in words("context") or whole in words("never"):
        return False
    return " " in whole or len(whole) > 3 or whole in words("plain")


def made_of_paper_words(whole: str) -> bool:
    """Tell whether a name is all ordinary title words: "Daily News", "Sunday Post"."""
    return all(word in papers() or word.lower() in words("descriptor") for word in whole.split())


@cache
def papers() -> frozenset[str]:
    """Return the nouns that newspapers are called by: Herald, Post, Times."""
    return words("paper_strong") | words("paper_weak")


def is_named(text: str, found: list[tuple[str, Span]], at: int, stop: int, articled: bool, platform: bool) -> bool:
    """Tell whether the known name in tokens `at` to `stop` (exclusive) means the outlet where it stands.

    `articled` names need their article before them; `platform` names may follow "on". Tokens before `at` are context.
    """
    left = found[at][1][0]
    whole = " ".join(word for word, _ in found[at:stop])
    before = found[at - 1] if at and joined(text, found[at - 1], found[at]) else None
    article = before[0] if before and before[0] in ARTICLES else ""
    if text[max(0, left - 1) : left] in ("@", "#") or (articled and not article):
        return False
    after = follower(text, found, stop)
    named = before is not None and not article and before[0][0].isupper() and not _opens(before[0])
    if not articled and stands_alone(whole, False):
        return not (named and made_of_paper_words(whole))  # "the Norland Daily News" is not the Daily News
    if articled and (after == "of" or _goes_on(after)):
        return False  # "the Times Square crowd", "the Post Office", "The Age of Reason"
    if stands_alone(whole, articled):
        return True
    if whole in words("never"):
        return _told(before[0] if before else "", after, platform)
    if named and not describes(before[0] if before else ""):
        return False  # "Doreen Forbes reported"
    return _shown(text, found, at - 1 if article else at, article, after, platform)


def _goes_on(after: str) -> bool:
    """Tell whether the word behind a name belongs to it: a capital that is no role's."""
    return after[:1].isupper() and after.lower() not in words("role")


def _told(before: str, after: str, platform: bool) -> bool:
    """Tell whether the words beside an ordinary word show an outlet.

    "His Life Story", "Time reported" prove nothing: "Life magazine", "the magazine Life", "a Medium post" do.
    """
    if after.lower() in words("head") or before in words("head"):
        return True
    return platform and (after.lower() in _POSTED or before == "on")


def _shown(text: str, found: list[tuple[str, Span]], first: int, article: str, after: str, platform: bool) -> bool:
    """Tell whether the words before token `first` or the word after the name show an outlet."""
    if after.lower() in words("report"):
        return True
    if _goes_on(after):
        return False
    if first > 0 and joined(text, found[first - 1], found[first]):
        prior = found[first - 1][0].lower()
        earlier = found[first - 2][0].lower() if first > 1 else ""
        if prior in words("tell") or (prior == "to" and earlier == "according"):
            return True
        if (prior == "by" and earlier in words("byline")) or (prior == "on" and platform):
            return True
    # "wrote in The Hill": a capital article inside a sentence belongs to a name.
    return article == "The" and not opens_sentence(text, found[first][1][0])


def opens_sentence(text: str, at: int) -> bool:
    """Tell whether nothing of the same sentence stands before an offset."""
    before = text[max(0, at - 3) : at].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_END


def _opens(word: str) -> bool:
    """ "As Forbes reported": a function word with the capital of its sentence is no name."""
    return word.lower() in _function_words()


@cache
def _function_words() -> frozenset[str]:
    return lexicon.words("function_words", "form") | _OPENERS


_POSTED = frozenset({"post", "posts", "account", "user", "users", "page", "video", "message"})
_OPENERS = frozenset(
    {"as", "according", "citing", "via", "per", "earlier", "later", "today", "meanwhile", "read", "source", "photo"}
)
