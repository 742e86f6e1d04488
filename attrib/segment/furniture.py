"""Lines of a page that are neither news nor credit: "Comments", "Try Our AI Features", "Read also: ..."."""

import re

_WHOLE = re.compile(
    r"(?:try our .{1,30} features?|comments?(?: \(\d+\))?|\d+ comments?|no comments yet\W*|be the first to comment\W*|"
    r"leave a (?:comment|reply)|join the (?:conversation|discussion)|add a comment|view comments|show comments|"
    r"related(?: (?:articles?|stories|news|posts|topics|content|coverage|links|tags))?:?|more (?:stories|news|articles|on this story)|"
    r"(?:see|read|learn|show|load|view|find out) more(?: stories| articles| news)?\W*|continue reading\W*|"
    r"read (?:next|this next|the full story|full story|full article)\W*|up next|you (?:may|might) (?:also )?like\W*|"
    r"you may also be interested in\W*|recommended(?: (?:for you|stories|reading|articles))?|most (?:read|popular|viewed|shared)|"
    r"popular(?: now)?|trending(?: now| topics| stories)?|top stories|latest(?: news| stories)?|breaking news|editors?['’]? picks?|"
    r"what to read next|in this article|in this story|on this page|table of contents|jump to .{1,30}|skip to .{1,30}|"
    r"advertisement|advertising|sponsored(?: content| links)?|promoted(?: content)?|paid content|ad|ads by .{1,20}|"
    r"story continues(?: below)?(?: advertisement)?\W*|article continues(?: below)?(?: this ad| advertisement)?\W*|"
    r"scroll (?:down )?to continue\W*|subscribe(?: now| today| here)?\W*|sign (?:up|in|out)(?: now| here| today)?\W*|"
    r"log ?(?:in|out)|register(?: now)?|my account|menu|home|search|close|back to top|top|next|previous|share|"
    r"share (?:this|on|via|to|with) .{1,40}|share this|tweet|print|email(?: this)?|copy link|link copied\W*|save(?: article| this)?|bookmark|"
    r"facebook|twitter|x|whatsapp|linkedin|telegram|reddit|instagram|youtube|pinterest|gift(?: this)? article|listen(?: to this article)?|"
    r"\d+ min(?:ute)?s?(?: read)?|\d+[- ]minute read|reading time:? .{1,20}|play(?: video| audio)?|watch(?: now| live| more)?|"
    r"full text\.?|abstract\.?|correction appended\.?|photos?|video|gallery|view gallery|image|"
    r"terms (?:of (?:use|service)|and conditions|& conditions).{0,40}|privacy (?:policy|notice|settings).{0,40}|cookie (?:policy|settings|preferences|notice)|"
    r"accept(?: all)?(?: cookies)?|reject(?: all)?(?: cookies)?|manage (?:cookies|preferences|options|consent)|"
    r"about us|contact(?: us)?|careers|help|faq|all rights reserved\W*|topics?:?|tags?:?|filed under:?|"
    r"click here(?: to .{1,60})?\W*|tap here\W*|(?:download|get|open) (?:the|our) app.{0,40}|enter your email.{0,60}|loading\W*|"
    r"(?:opens in new window|external link)\W*|follow(?:ing)?|unfollow|report (?:this )?ad|ai generated summary|ai summary|summary|key points|key takeaways|highlights)",
    re.IGNORECASE,
)
# A line that begins so, up to its end; sentences of news do not begin like this.
_LEADING = re.compile(
    r"(?:(?:read also|also read|see also|read more|read next|read this|more on this(?: story)?|further reading|"
    r"related(?: story| stories| articles?| coverage| news)?|recommended(?: reading)?|watch(?: also| now| live)?|listen|"
    r"don['’]t miss|must read|up next|in pictures|more)\s?[:|»>]|"
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
_MARKUP = re.compile(
    r"<[^<>]{1,400}>\W*|[a-z-]{2,30}:\s?[#\w%.-]{1,30}(?: [#\w%.-]{1,30}){0,3};|[{}]\W*|[.#@][\w-]{2,30}[,.]?|[^.!?]{0,80}\{"
)
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)(?: ?[A-Z]{2,4})?[.:]?|\d{1,2}:\d\d(?: [A-Z]{2,4})?[.:]?"
    r"|(?:an?|\d{1,3}|one|two|few|a few) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|yesterday|just now",
    re.IGNORECASE,
)
_BRAND = r"[A-Z][\w.&-]{1,30}(?: [A-Z0-9][\w.&-]{0,30}){0,3}?"
_AGGREGATOR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"Explore what (?P<name>{_BRAND})(?: AI)? can do",
        rf"(?:Download|Get|Open) the (?P<name>{_BRAND}) app\b",
        rf"(?:Ask|Try|Meet) (?P<name>{_BRAND}) AI\W*$",
        # "Read more on Norda8": only a brand by its form, since "Read more on Norland" is a topic.
        r"(?:Read|See|Find) more (?:on|at) (?P<name>[A-Z][\w-]*(?:[0-9]|\.[a-z]{2,4}|[a-z][A-Z])\w*)\W*$",
    )
)


def is_furniture(line: str) -> bool:
    """Tell whether a whole line, stripped, is furniture of the page; a sentence of news never is."""
    if len(line) <= 90 and (_WHOLE.fullmatch(line) or _CLOCK.fullmatch(line) or _MARKUP.fullmatch(line)):
        return True
    if not any(sign.isalnum() for sign in line[:400]):
        return not any(sign.isalnum() for sign in line)
    return len(line) <= 300 and _LEADING.match(line) is not None


def find_aggregator(line: str) -> tuple[int, int] | None:
    """Return where a furniture line names the aggregator ("Explore what Norda8 AI can do for you"), None if it does not."""
    if len(line) > 200:
        return None
    for pattern in _AGGREGATOR:
        match = pattern.search(line)
        if match:
            return match.span("name")
    return None
