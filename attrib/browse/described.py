"""The tables of a database of ours: how it is known, what each table holds, and the column that names its rows.

A table that is described stands for itself. One that is not is made from others for attrib's own work, and is denied with them.
"""

# A database is ours when it has all of these; one with a table "article" of its own is left alone.
OUR_TABLES = frozenset({"article", "article_version", "attribution", "hop", "outlet", "speaker", "span"})
# The column that stands for a row wherever a foreign key points at it. Datasette 1.0 would take the only unique text
# column, which is a hash in most of these tables.
LABELS = {
    "article": "title",
    "article_version": "headline",
    "attribution": "content_text",
    "document": "source_id",
    "outlet": "name",
    "run": "started",
    "speaker": "name",
    "variant_cluster": "text",
}
TABLES = {
    "article": "One article of a document, with its outlets and dates.",
    "article_version": "One text of an article with its headline, publisher and day. Offsets elsewhere count its characters.",
    "attribution": "What an article attributes to somebody: its words, its source, the pattern that found it.",
    "attribution_speaker": "Every speaker of an attribution, in the order of the source that names several.",
    "span": "Where the content, cue and source of an attribution stand in the text.",
    "hop": "The chain of an attribution, from its first speaker to the publisher, each step with its evidence.",
    "speaker": "People, organisations, outlets, documents and unnamed sources, as the texts name them.",
    "outlet": "Outlets and agencies.",
    "outlet_form": "A name by which an input gives an outlet as its publisher, where it is not the usual one.",
    "alias": "A form under which a text names a speaker, and why the two were joined.",
    "mention": "Where an article names a speaker.",
    "zone": "The parts of an article: headline, dateline, byline, body, furniture.",
    "headline": "What a headline does with the attribution of the sentence it is made from.",
    "statement_date": "The dates in and around an attribution, and how each was fixed.",
    "anonymity": "What a text tells of an unnamed source: how many, rank, affiliation, closeness, and the reason given.",
    "review": "A person's verdict on an attribution; it outlives a new run.",
    "figure": "Figures over the whole database, counted at the end of an ingest or a comparison; the views read them.",
    "run": "One run that wrote something: version, grammar, lexicon, times.",
    "document": "One input as given, known again by its address, file, id or text.",
    "version_change": "What two versions of an article attribute differently.",
    "contradiction": "One speaker told to have said a thing and its opposite: a candidate, to be read by a person.",
    "conflict": "Figures on one subject that cannot all be right.",
    "conflict_value": "Which figures a conflict is between, and on which side each stands.",
    "loop_step": "The outlets of a loop, in their order.",
    "credit": "How often one outlet has words from another, over the whole time and by month.",
    "cluster_outlet": "Which outlet tells which quote, and with which of its tellings.",
    "claim_value": "A figure that an attribution gives.",
    "drift": "One claim told with another stance further on: a stronger verb, a lost hedge, a headline.",
    "joined_hop": "A credited outlet, and its own article that tells the same.",
    "article_copy": "Two articles with one text. A copy is no second source.",
    "loop": "Outlets that credit each other in a circle for one quote.",
    "root": "An independent first source behind a quote that several texts carry.",
    "alteration": "How a telling differs from the fullest and from the one that it credits, and how much that may matter.",
    "variant": "A telling of such a quote.",
    "variant_cluster": "One quote as different texts carry it, with its fullest telling and its independent first sources.",
    "comparison": "One run of attrib compare.",
    "left_out": "What the last comparison could not compare, and why; the next one tries it again.",
}
