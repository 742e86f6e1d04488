"""Words of the made-up news: nouns, verbs and adjectives of ordinary reporting, and invented names.

Nouns times nouns give some twenty thousand things to speak of, so that two unrelated quotes hardly share four words in
a row; names are put together from syllables. Words with two spellings stand once, in the British one.
"""

from random import Random

THINGS = (
    "harbour bridge ferry tunnel hospital school library mine quarry dam canal reservoir pipeline refinery smelter mill"
    " shipyard railway tramway airport runway lighthouse market stadium museum theatre archive court prison barracks"
    " border customs fishery forest orchard vineyard pasture cattle poultry grain barley potato timber copper lithium"
    " cement asphalt steel textile paper brewery bakery clinic vaccine pension wage housing rent mortgage pollution"
    " sewage drinking-water heating electricity turbine solar battery radar satellite telephone postal ballot census"
    " passport visa asylum orphanage kindergarten university laboratory dispensary ambulance firefighting police coastal"
    " river flood drought earthquake avalanche wildfire storm salt sugar coffee tobacco insurance savings credit tax"
    " tariff export import budget lottery football rowing cycling opera film radio television newspaper advertising"
    " tourism hotel cemetery chapel parking traffic bus taxi motorway cable sand gravel glass rubber fertiliser seed"
    " wool leather labour defence neighbourhood"
).split()

MATTERS = (
    "programme contract inspection audit survey closure repair shortage tender licence committee board agency union"
    " cooperative company council tribunal commission register fund loan subsidy grant plan proposal inquiry trial"
    " verdict appeal report ledger archive blueprint timetable strike boycott blockade embargo merger sale lease"
    " expansion demolition evacuation rescue patrol exercise drill upgrade outage breakdown collapse leak spill fraud"
    " theft raid complaint lawsuit petition referendum reform decree bylaw quota levy fee discount rebate bonus backlog"
    " deadline warranty forecast estimate ranking training apprenticeship scholarship workshop festival exhibition"
    " auction donation warehouse depot terminal checkpoint corridor platform crane convoy fleet network centre"
).split()

GROUPS = (
    "teachers nurses dockers miners farmers fishermen pensioners tenants commuters drivers pilots engineers surveyors"
    " auditors prosecutors inspectors veterans students parents refugees traders brewers bakers shepherds foresters"
    " electricians welders librarians archivists chemists midwives pharmacists firefighters divers sailors masons"
    " plumbers cleaners porters clerks judges lawyers councillors volunteers residents passengers patients shareholders"
    " customers contractors suppliers lenders insurers neighbours"
).split()

QUALITIES = (
    "unfinished outdated costly municipal regional national private voluntary temporary seasonal northern southern"
    " eastern western central rural urban inland coastal foreign domestic emergency annual quarterly second third"
    " disputed promised delayed neglected hidden secret open joint independent military civilian medical legal criminal"
    " financial technical chemical electrical mechanical digital historic modern provisional permanent compulsory"
    " generous meagre unusual ordinary dangerous harmless reckless cautious thorough sloppy transparent unfair balanced"
    " ambitious modest sweeping partial complete shared separate abandoned flooded burnt rusty crowded half-empty"
    " overdue unpaid untaxed unlicensed certified sealed rented borrowed stolen imported frozen surplus spare idle"
).split()

ACTS = (
    "inspect repair replace reopen postpone suspend cancel approve reject finance audit investigate publish review"
    " extend shorten restore rebuild dismantle relocate expand reduce tighten loosen simplify supervise monitor protect"
    " defend challenge question support oppose welcome condemn criticise ignore follow enforce amend repeal draft"
    " sign ratify translate distribute deliver store transport purchase lease auction insure guard seal evacuate flood"
    " drain connect isolate upgrade test measure register license tax subsidise boycott block delay accelerate finish"
    " launch abandon rescue recover return refund confiscate examine document announce discuss explain correct rename"
).split()

PLACES_BEHIND = "near beside behind outside below above beyond opposite".split()
ADVERBS = "quickly carefully openly quietly fairly twice separately properly gradually together again alone".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SEASONS = "spring summer autumn winter harvest Easter midsummer Christmas".split()
UNITS = "tonnes households workers crowns patients vehicles containers hectares letters cases wagons barrels".split()
REASONS = "delay accident mistake dispute price risk damage noise waste dust cost silence secrecy rumour".split()

# Phrases that real news repeats: many unrelated quotes share them.
COMMON = (
    "we will do everything we can to",
    "it is too early to say whether anyone will",
    "at the end of the day, we have to",
    "the safety of our people is our first priority, and we will",
    "let me be very clear about this: we will",
    "it goes without saying that we must",
    "in the coming days and weeks we will",
    "I want to thank everyone who helped to",
    "this is a step in the right direction, but we still have to",
    "we are working closely with our partners to",
)
# Whole quotes that anybody may say on any day; the same words from two mouths are two quotes.
STOCK = (
    "We will appeal.",
    "I have nothing to hide.",
    "No comment at this stage.",
    "Our thoughts are with the families.",
    "The investigation is ongoing.",
    "We take this very seriously.",
    "Everything is under control.",
    "That is simply not true.",
    "This cannot go on.",
    "We did nothing wrong.",
)
# British and American spellings of words above; either is the same word in another print.
SPELLINGS = {
    "harbour": "harbor", "labour": "labor", "defence": "defense", "neighbourhood": "neighborhood",
    "neighbours": "neighbors", "theatre": "theater", "fertiliser": "fertilizer", "programme": "program",
    "licence": "license", "centre": "center", "councillors": "councilors", "criticise": "criticize",
    "subsidise": "subsidize", "meagre": "meager", "rumour": "rumor", "percent": "per cent",
}  # fmt: skip

ROLES = (
    "mayor", "harbour master", "finance minister", "chief prosecutor", "union leader", "head nurse", "police chief",
    "opposition leader", "bishop", "chief engineer", "ombudsman", "energy minister", "army spokesman", "dean",
)  # fmt: skip
UNNAMED = (
    "a senior official", "a person familiar with the matter", "a former manager", "an aide", "a diplomat",
    "a police officer", "a witness", "a member of the board",
)  # fmt: skip
DOCUMENTS = ("a leaked memo", "an audit report", "court papers", "a draft decree", "a confidential letter")

_ONSETS = "b br d dr f g gr h k kl l m n p r s sk st t tr v w z".split()
_VOWELS = "a e i o u ei ou".split()
_CODAS = "l ld m n nd r rn rk s sk st t x".split()
_PLACE_ENDS = "moor haven wick mark stad borg ford mouth dale".split()
_FAMILY_ENDS = "ic ov sen man er ell ano ides ard".split()
_GIVEN = (
    "Ada Alma Anton Bela Bruno Cora Dana Edda Emil Erna Felix Gesa Greta Hanno Hedda Ida Ilse Ivo Jana Joris Kaja Karl"
    " Lena Lorenz Magda Marko Mila Nadja Nils Olga Oskar Petra Rasmus Renata Rosa Sanna Sven Tilda Tomas Ulla Vera Viktor"
).split()
_FLAGS = (
    "Lantern Courier Ledger Beacon Dispatch Meridian Herald Observer Sentinel Chronicle Gazette Mirror Compass Anchor"
    " Pilot Signal Tribune Argus Echo Examiner Standard Monitor Record Bulletin Messenger Register Clarion Harbinger"
).split()


def _syllables(chance: Random) -> str:
    return chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)


def place(chance: Random) -> str:
    """Return the name of a town that does not exist: "Grendhaven"."""
    return (_syllables(chance) + chance.choice(_PLACE_ENDS)).capitalize()


def family(chance: Random) -> str:
    """Return an invented family name."""
    return (_syllables(chance) + chance.choice(_FAMILY_ENDS)).capitalize()


def person(chance: Random) -> str:
    """Return an invented given and family name."""
    return f"{chance.choice(_GIVEN)} {family(chance)}"


def outlets(number: int, chance: Random) -> tuple[str, ...]:
    """Return the names of some outlets, no two alike: "Lantern", "Grendhaven Courier"; every fifth is a "… Wire"."""
    names: dict[str, None] = {}
    while len(names) < number:
        if len(names) % 5 == 4:
            names[f"{place(chance)} Wire"] = None
        else:
            names[f"{place(chance)} {chance.choice(_FLAGS)}"] = None
    return tuple(names)
