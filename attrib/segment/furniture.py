"""Lines of a page that are neither news nor credit: "Comments", "Try Our AI Features", "Read also: ..."."""

import re
from functools import lru_cache

from attrib.records import Span
from attrib.regex import regex

# Whole lines, in lower case and without the marks behind them.
_LINES = frozenset(
    line.strip()
    for line in """
    comments | comment | no comments yet | no comments | be the first to comment | leave a comment
    leave a reply | add a comment | join the conversation | join the discussion | view comments
    show comments | post a comment | have your say | related | related articles | related stories
    related news | related posts | related topics | related content | related article | related coverage
    related links | related tags | related story | more stories | more news | more articles
    more on this story | see more | read more | learn more | show more | load more | view more | find out more
    read more stories | load more stories | continue reading | read next | read this next
    read the full story | read full story | read full article | keep reading | up next | you may like
    you might like | you may also like | you might also like | you may also be interested in | recommended
    recommended for you | recommended stories | recommended reading | recommended articles | most read
    most popular | most viewed | most shared | most commented | popular | popular now | trending
    trending now | trending topics | trending stories | top stories | top news | latest | latest news
    latest stories | breaking news | editors' picks | editor's picks | editor's pick | what to read next
    in this article | in this story | on this page | table of contents | skip to content
    skip to main content | jump to content | back to top | top | next | previous | home | menu | advertisement
    advertising | sponsored | sponsored content | sponsored links | promoted | promoted content | paid content
    ad | story continues below | story continues below advertisement | article continues below
    article continues below this ad | article continues after advertisement | story continues
    scroll to continue | scroll down to continue | report this ad | report ad | subscribe | subscribe now
    subscribe today | sign up | sign up now | sign up here | sign in | sign out | log in | log out | login
    register | register now | my account | search | close | share | share this | share this article
    share this story | tweet | print | email | email this | copy link | link copied | save | save article
    bookmark | gift article | gift this article | facebook | twitter | x | whatsapp | linkedin | telegram
    reddit | instagram | youtube | pinterest | threads | bluesky | follow | following | follow us | unfollow
    listen | listen to this article | play | play video | watch | watch now | watch live | watch more | photos
    photo | video | videos | gallery | view gallery | image | images | full text | abstract
    correction appended | terms of use | terms of service | terms and conditions | terms & conditions | terms
    privacy | privacy policy | privacy notice | privacy settings | cookie policy | cookie settings
    cookie preferences | cookies | accept | accept all | accept cookies | accept all cookies | reject
    reject all | manage cookies | manage preferences | manage options | manage consent | about us | about
    contact | contact us | careers | help | faq | all rights reserved | topics | tags | filed under | loading
    opens in new window | external link | ai generated summary | ai summary | summary | key points
    key takeaways | highlights | download app | download the app | get the app | open app | open in app
    click here | tap here | newsletter | newsletters | our newsletters | thank you for reading
    thanks for reading | thank you for your patience | share your thoughts
    """.replace("\n", "|").split("|")
    if line.strip()
)
_WHOLE = regex(
    r"try our .{1,30} features?|comments? \(\d+\)|\d+ comments?|share (?:this )?(?:on|via|to|with) .{1,30}|"
    r"\d+[- ]min(?:ute)?s?(?: read)?|reading time:? .{1,20}|(?:jump|skip) to [a-z ]{1,30}|ads by .{1,20}|"
    r"click here to .{1,60}|enter your e-?mail.{0,60}|(?:terms|privacy|cookie) .{1,30} (?:and|&) .{1,30}",
    re.IGNORECASE,
)
# A line that begins so, up to its end; sentences of news do not begin like this.
_LEADING = regex(
    r"(?:(?:read also|also read|see also|read more|read next|read this|more on this(?: story)?|further reading|"
    r"related(?: story| stories| articles?| coverage| news)?|recommended(?: reading)?|watch(?: also| now| live)?|"
    r"listen|don['’]t miss|must read|up next|in pictures|more)\s?[:|»>]|"
    r"(?:follow|like|find|join) (?:us|me|him|her) (?:on|at)\b|"
    r"follow .{2,50} on (?:twitter|x|facebook|instagram|threads|bluesky|telegram|social)\b|follow @\w+|"
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies|"
    r"by (?:continuing|clicking|using|browsing|signing)\b.{0,80}(?:you agree|you accept|you consent|cookies)|"
    r"(?:sign up|subscribe|register)(?: here| now| today)? (?:for|to) (?:our|the|get|receive|this)\b|"
    r"get (?:the|our|all the)(?: \w+){0,4} (?:newsletter|headlines|alerts)\b|"
    r"get .{2,60} (?:delivered|in your inbox|to your inbox)|explore what .{1,40} can do|powered by .{1,40}$|"
    r"(?:download|get) the .{1,30} app\b|this (?:content|video) is not available|(?:please )?enable javascript|"
    r"your browser (?:does|is)|(?:tags|topics|filed under|categories|category|keywords)\s?:|"
    r"do you have a (?:story|tip)|got a (?:tip|story)|(?:photo|image|picture|slide) \d+ of \d+)",
    re.IGNORECASE,
)
# The same inside running text, behind a sentence and before the next one.
_INLINE = regex(
    r"(?:Advertisement|ADVERTISEMENT|Story continues(?: below)?(?: advertisement)?|Continue reading|Read more|"
    r"Article continues(?: below| after)?(?: this ad| advertisement)?|Scroll (?:down )?to continue|"
    r"CLICK HERE(?: [A-Z]+){1,12}|Click here (?:to|for) [a-z][\w' -]{1,80}|"
    r"Follow us on [A-Z]\w+(?:,? (?:and )?[A-Z]\w+){0,4}|(?:Sign up|Subscribe)(?: (?:here|now|today|free))?"
    r"(?: (?:for|to) (?:our|the|get|receive|your|a) [a-z][\w' -]{1,80}?)?)"
    r"(?=(?:[.!]|\.{3}|…)?(?:$| +[A-Z\"“‘']))(?:\.{3}|[.!…])?"
)
_MARKUP = regex(
    r"<[^<>]{1,400}>\W*|[a-z-]{2,30}:\s?[#\w%.-]{1,30}(?: [#\w%.-]{1,30}){0,3};|[{}]\W*|[.#@][\w-]{2,30}[,.]?|"
    r"[^.!?]{0,80}\{"
)
_CLOCK = regex(
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)(?: ?[A-Z]{2,4})?[.:]?|\d{1,2}:\d\d(?: [A-Z]{2,4})?[.:]?|"
    r"(?:an?|\d{1,3}|one|two|few|a few) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|"
    r"yesterday|just now",
    re.IGNORECASE,
)
# How whatever one of the patterns takes begins: looked at first, since nearly all lines begin otherwise. Here or with a digit …
_SHORT_OPENINGS = (
    *("try our ", "comment", "share ", "reading time", "jump to ", "skip to ", "ads by ", "click here ", "enter your"),
    *("terms ", "privacy ", "cookie ", "a ", "an ", "one ", "two ", "few ", "yesterday", "just now"),
)
_LEADING_OPENINGS = (
    *("read ", "also read", "see also", "more", "further reading", "related", "recommended", "watch", "listen"),
    *("don'", "don’", "must read", "up next", "in pictures", "follow ", "like ", "find ", "join ", "we use"),
    *("this site", "this website", "our site", "our website", "by ", "sign up", "subscribe", "register", "get "),
    *("explore what ", "powered by ", "download the ", "this content ", "this video ", "please enable", "enable "),
    *("your browser ", "tags", "topics", "filed under", "categor", "keywords", "do you have ", "got a ", "photo "),
    *("image ", "picture ", "slide "),
)
_OPENING = 16  # characters: the longest of them
_MARKUP_MARKS = frozenset("<;{}")  # … or with one of .#@
_BRAND = r"[A-Z][\w.&-]{1,30}(?: [A-Z0-9][\w.&-]{0,30}){0,3}?"
_AGGREGATOR_OPENINGS = (
    *("Explore what ", "Download the ", "Get the ", "Open the ", "Ask ", "Try ", "Meet "),
    *("Read more ", "See more ", "Find more "),
)
_AGGREGATOR = tuple(
    regex(pattern)
    for pattern in (
        rf"Explore what (?P<name>{_BRAND})(?: AI)? can do",
        rf"(?:Download|Get|Open) the (?P<name>{_BRAND}) app\b",
        rf"(?:Ask|Try|Meet) (?P<name>{_BRAND}) AI\W*$",
        # "Read more on Norda8": only a brand by its form, since "Read more on Norland" is a topic.
        r"(?:Read|See|Find) more (?:on|at) (?P<name>[A-Z][\w-]*(?:[0-9]|\.[a-z]{2,4}|[a-z][A-Z])\w*)\W*$",
    )
)


@lru_cache(maxsize=1 << 10)
def is_furniture(line: str) -> bool:
    """Tell whether a whole line, stripped, is furniture of the page; a sentence of news never is."""
    opening = line[:_OPENING].lower()
    if len(line) <= 90 and _is_short_furniture(line, opening):
        return True
    if not any(sign.isalnum() for sign in line[:200]):
        return not any(sign.isalnum() for sign in line)
    if len(line) > 300:
        return False
    if opening.startswith(_LEADING_OPENINGS) and _LEADING.match(line):
        return True
    if (line[0] in ".#@" or not _MARKUP_MARKS.isdisjoint(line)) and _MARKUP.fullmatch(line):
        return True
    return find_aggregator(line) is not None


def _is_short_furniture(line: str, opening: str) -> bool:
    if line.rstrip(".…:!? »>→+").casefold().replace("’", "'") in _LINES:
        return True
    short = opening.startswith(_SHORT_OPENINGS) or opening[:1].isdecimal()
    return short and bool(_WHOLE.fullmatch(line) or _CLOCK.fullmatch(line))


def inline_furniture_end(text: str, at: int, end: int) -> int:
    """Return where furniture that begins at AT inside running text ends, AT where there is none."""
    match = _INLINE.match(text, at, min(end, at + 200))
    return match.end() if match else at


def find_aggregator(line: str) -> Span | None:
    """Return where a furniture line names the aggregator ("Explore what Norda8 AI can do for you"), else None."""
    if len(line) <= 120 and line.startswith(_AGGREGATOR_OPENINGS):
        for pattern in _AGGREGATOR:
            match = pattern.match(line)
            if match:
                return match.span("name")
    return None
