"""What was found in a document with the reasons for it: rules, evidence, and the candidates taken and not taken."""

from typing import Any

from attrib.records import Attribution, Extraction, Hop, Resolution, Span, Spans, Speaker
from attrib.wording.reading import read_attribution

_RULES = {
    "own_name": "the source itself names them in full",
    "family_name": "the family name of somebody whom the article names in full",
    "given_name": "the given name of somebody whom the article names in full",
    "pronoun": "the one whom the pronoun can mean here",
    "pronoun_speaker": "the pronoun takes up who spoke last",
    "pronoun_subject": "the pronoun takes up the subject of the sentence before",
    "pronoun_own_content": "inside what somebody says, the pronoun is theirs",
    "quoted_first_person": "“I” or “we” inside a quotation is who is quoted",
    "first_person": "“I” or “we” outside a quotation is the writer",
    "namesakes": "several people of the article have this name",
    "role": "who bears this role in the article",
    "acronym": "what the letters stand for in the article",
    "definite_organisation": "the organisation that “the …” takes up",
    "organisation": "an organisation of the article by part of its name",
    "metonym": "the place stands for a government or institution",
    "place": "a country or place speaks for itself",
    "outlet": "a known outlet",
    "outlet_form": "an outlet by the form of its name",
    "generic_outlet": "an outlet that is described and not named",
    "reported_by": "who is said to have reported it",
    "anonymous": "a source that the article does not name",
    "same_unnamed": "the unnamed source brought in before",
    "counted": "as many as were named together before",
    "own_words": "the words of the source as they stand",
}


def explanation(extraction: Extraction) -> dict[str, Any]:
    """Return each attribution with the reason for its speaker and its hops, as plain dicts; spans with their words."""
    text = extraction.segmented.document.text
    found = zip(extraction.attributions, extraction.resolutions, strict=True)
    return {
        "id": extraction.segmented.document.id,
        "attributions": [_attribution(text, attribution, resolution) for attribution, resolution in found],
    }


def _attribution(text: str, attribution: Attribution, resolution: Resolution) -> dict[str, Any]:
    return {
        "pattern": attribution.pattern,
        "relation": attribution.relation,
        "type": attribution.type,
        "confidence": round(attribution.confidence, 4),
        "parent": attribution.parent,
        "source": _said(text, attribution.source),
        "cue": _said(text, attribution.cue),
        "content": _said(text, attribution.content),
        "negated": attribution.negated,
        **read_attribution(text, attribution)._asdict(),
        "speakers": [_speaker(text, speaker) for speaker in resolution.speakers],
        "speaker": _speaker(text, resolution.speaker) if resolution.speaker else None,
        "words_of": resolution.words_of,
        "chain": [_hop(text, hop) for hop in resolution.chain],
    }


def _speaker(text: str, speaker: Speaker) -> dict[str, Any]:
    settled = speaker.status != "unresolved"
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "status": speaker.status,
        "role": speaker.role,
        "affiliation": speaker.affiliation,
        "rule": speaker.rule,
        "why": _RULES.get(speaker.rule, ""),
        "evidence": _words(text, speaker.evidence),
        "taken": [speaker.name] if settled and speaker.name else [],
        "not_taken": list(speaker.passed if settled else speaker.candidates),
    }


def _hop(text: str, hop: Hop) -> dict[str, Any]:
    return {
        "name": hop.name,
        "beside": list(hop.beside),
        "kind": hop.kind,
        "status": hop.status,
        "rule": hop.via,
        "evidence": _words(text, hop.evidence),
    }


def _said(text: str, spans: Spans) -> list[dict[str, Any]]:
    return [said for span in spans if (said := _words(text, span))]


def _words(text: str, span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"span": list(span), "text": text[span[0] : span[1]]}
