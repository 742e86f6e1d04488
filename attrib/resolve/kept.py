"""Keep a name back that only a rule would give, where the text says that its source is not to be named."""

from attrib.records import Speaker, Speakers
from attrib.resolve.mention import Mention
from attrib.resolve.scene import Scene
from attrib.resolve.withheld import asked_for_no_name

_SOON = 2  # sentences in which "she" may still be who asked for no name


def kept_back(scene: Scene, number: int, mention: Mention, speakers: Speakers) -> Speakers:
    """Return the speakers found for a source, or whom the text keeps back in place of them."""
    kept = _kept_back(scene, number, mention, speakers[0])
    return speakers if kept is speakers[0] else (kept,)


def _kept_back(scene: Scene, number: int, mention: Mention, found: Speaker) -> Speaker:
    """Return the speaker found for a source; a name that was only inferred gives way where the source is not to be named.

    "The official, who spoke on condition of anonymity, said …" is not the official named before, nor is the "she" that follows.
    """
    own = scene.attributions[number]
    if found.kind == "person" and found.status == "stated":
        scene.kept = None
    if found.status != "inferred" or found.kind != "person" or mention.form not in ("pronoun", "description"):
        return found
    if asked_for_no_name(scene.text, own, scene.sentence_of(number)):
        scene.kept = own.sentence
    elif mention.form != "pronoun" or scene.kept is None or own.sentence - scene.kept > _SOON:
        return found
    if mention.form == "pronoun":
        return Speaker(None, "person", "unresolved", rule="pronoun", evidence=mention.span)
    return Speaker(mention.text, "anonymous", "stated", rule="anonymous", evidence=mention.span)
