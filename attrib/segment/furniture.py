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
    r"full text\.?|abstract\.?|correction appended\.?|transcript(?: as follows:)?|photos?|video|gallery|view gallery|image|"
    r"terms (?:of (?:use|service)|and conditions|& conditions).{0,40}|privacy (?:policy|notice|settings).{0,40}|cookie (?:policy|settings|preferences|notice)|"
    r"accept(?: all)?(?: cookies)?|reject(?: all)?(?: cookies)?|manage (?:cookies|preferences|options|consent)|"
    r"about us|contact(?: us)?|careers|help|faq|all rights reserved\W*|topics?:?|tags?:?|filed under:?|"
    r"click here(?: to .{1,60})?\W*|tap here\W*|(?:download|get|open) (?:the|our) app.{0,40}|enter your email.{0,60}|loading\W*|"
    r"(?:opens in new window|external link)\W*|follow(?:ing)?|unfollow|report (?:this )?ad|ai generated summary|ai summary|summary|key points|key takeaways|highlights)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:read also|also read|see also|read more|read next|read this|related(?: story| stories| article| articles| coverage)?|"
    r"more(?: coverage| news)?|recommended(?: reading)?|watch(?: also| now| live)?|don['’]t miss|must read|up next|in pictures|listen|further reading)"
    r"\s?[:|»>]|(?:follow|like|find|join|connect with) (?:us|me|him|her|@\w+)\b|follow .{2,50} on (?:twitter|x|facebook|instagram|threads|bluesky|telegram|social)|"
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies|by (?:continuing|clicking|using|browsing|signing)\b.{0,80}(?:agree|accept|consent|cookies)|"
    r"(?:sign up|subscribe|register)(?: here| now| today)? (?:for|to)\b.{0,120}(?:newsletter|updates?|alerts?|inbox|daily|weekly|channel|podcast|briefing)|"
    r"(?:sign up|subscribe) (?:for|to) |get (?:the|our|all the)(?: \w+){0,4} (?:news|newsletter|headlines|stories|alerts)\b.{0,80}(?:inbox|email|delivered|app|phone)|"
    r"explore what .{1,40} can do|ask .{1,30} ai\b|powered by .{1,40}$|(?:download|get) the .{1,30} app|"
    r"this (?:content|video|service) is (?:not available|provided by|hosted)|(?:please )?enable javascript|your browser|"
    r"(?:tags|topics|filed under|categories|category|keywords)\s?:|do you have (?:a|any) (?:story|tip|information)|got a (?:tip|story)|"
    r"(?:photo|image|picture) \d+ of \d+|\d+ of \d+$|to (?:comment|leave a comment)|have your say",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^<>]{1,400}>\W*|[\w-]{2,30}:\s?[#\w% .-]{1,40};|[{}]\W*|[#.@][\w-]{2,30}[,.]?(?: \{)?")
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)(?: ?[A-Z]{2,4})?[.:]?|\d{1,2}:\d\d(?: [A-Z]{2,4})?[.:]?"
    r"|(?:an?|\d{1,3}|one|two|few|a few) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|yesterday|just now",
    re.IGNORECASE,
)
_AGGREGATOR = (
    re.compile(r"explore what (?P<name>.{1,40}?)(?: AI)? can do", re.IGNORECASE),
    re.compile(r"(?:download|get|open) the (?P<name>[A-Z][\w.& ]{1,30}?) app\b"),
    re.compile(r"(?:ask|try|meet) (?P<name>[A-Z][\w.]{1,30}(?: [A-Z][\w.]{1,30})?) AI\b"),
    re.compile(
        r"read more (?:on|at) (?P<name>[A-Z][\w.]*(?:[0-9][\w.]*|\.[a-z]{2,4}|[a-z][A-Z]\w*))\W*$", re.IGNORECASE
    ),
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
