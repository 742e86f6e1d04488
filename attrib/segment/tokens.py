"""Cut text into tokens: words, numbers and single marks."""

from attrib.records import Span
from attrib.regex import regex

# "Mr. Sato", "Nov. 5", "Norda Corp.": short forms that keep their full stop.
_SHORT = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Rev|Pres|Sec|St|Ste|Mt|Ft|Jr|Sr|Inc|Corp|Co|Ltd|"
    "Bros|No|Nos|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|"
    "Ky|La|Md|Mich|Minn|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wis|Wyo|Ave|Blvd|Rd|etc|Supt|Atty|Messrs|Insp|Det|Engr|"
    "Barr|Comr|Cllr|Hon"
)
# Web pages hold characters of no width and marks of direction: "said\u200b" is the word "said". No token holds them.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTER = r"[^\W\d_]"
_TOKEN = regex(
    r"[A-Z]?[a-z]+(?=[ ,\n])"  # nearly all tokens: what follows shows that no form below reads them otherwise
    r"|https?://[^\s<>\"”“]+"  # an address is one token
    r"|[@#]\w+"
    rf"|(?:{_LETTER}\.){{2,}}"  # U.S., a.m., D.C.
    rf"|(?=[A-Zev])(?:[A-Z]-)?(?:{_SHORT})\.(?![\w.])"  # R-Pa. too
    r"|Ph\.D\."
    r"|[$€£¥₹]?\d+(?:[.,:]\d+)*(?:%?[-–][$€£¥]?\d+(?:[.,]\d+)*)*(?:%|st\b|nd\b|rd\b|th\b)?(?:[-'’]?[^\W_]+(?<!['’]s))*"
    r"|['’](?:s|ve|re|ll|d|m)\b(?![-'’])"  # Kyiv's -> Kyiv + 's; they've -> they + 've
    rf"|[^\W_][\w\u0300-\u036f]*(?:(?:['’](?!(?:s|ve|re|ll|d|m)\b)|[-‐‑&.](?=[^\W_]))[\w\u0300-\u036f]+)*"
    rf"|\.{{2,}}|…|--+|``|''|[^\s{UNSEEN}]"
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the spans of the tokens of text[start:end], in order; all but white space and UNSEEN characters lies in one token.

    Words keep inner apostrophes, hyphens and the full stops of abbreviations; a possessive 's is a token of its own,
    and so is each mark, "...", "…" and "--". "$1.5" and "34%" are single tokens.
    """
    return [match.span() for match in _TOKEN.finditer(text, start, len(text) if end is None else end)]


def split_tokens(text: str) -> list[str]:
    """Return the tokens themselves; faster than their spans."""
    return _TOKEN.findall(text)
