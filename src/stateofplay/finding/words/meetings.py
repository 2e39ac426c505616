"""The words that speak of meetings: nouns, verbs, and what they tell of status, order, form and role.

All entries are lemmas in lower case unless said otherwise. Nothing here belongs to a particular process.
"""

from __future__ import annotations

from stateofplay.language.inflections import words as word_set
from stateofplay.model import MeetingFormat, MeetingStatus

# Noun lemma -> kind. The kind goes into the meeting's name and keeps calls and visits apart from rounds of talks.
MEETING_NOUNS: dict[str, str] = {
    "negotiation": "talks",
    "consultation": "consultations",
    "discussion": "talks",
    "dialogue": "talks",
    "dialog": "talks",
    "summit": "summit",
    "conference": "conference",
    "meeting": "meeting",
    "session": "meeting",
    "encounter": "meeting",
    "workshop": "meeting",
    "roundtable": "meeting",
    "gathering": "meeting",
    "dinner": "meeting",
    "lunch": "meeting",
    "luncheon": "meeting",
    "breakfast": "meeting",
    "hearing": "meeting",
    "briefing": "meeting",
    "forum": "conference",
    "parley": "talks",
    "mediation": "mediation",
    "call": "call",
    "conversation": "call",
    "visit": "visit",
    "trip": "visit",
    "tour": "visit",
    "travel": "visit",
    "stopover": "visit",
    "round": "talks",
    "trilateral": "meeting",
    "bilateral": "meeting",
    "engagement": "meeting",
}
# Forms that mean a meeting only in the plural: "talk of war" is none.
PLURAL_NOUNS: dict[str, str] = {
    "talks": "talks",
    "negotiations": "talks",
    "discussions": "talks",
    "consultations": "consultations",
    "engagements": "meeting",
    "contacts": "meeting",
    "deliberations": "talks",
}
# Nouns that name a meeting only when the text says between whom (or when, or where).
WEAK_NOUNS = word_set(
    """
    discussion dialogue dialog conversation call visit trip tour travel contact engagement session encounter
    workshop roundtable gathering mediation round conference consultation bilateral dinner lunch luncheon breakfast
    hearing briefing forum stopover
    """
)
# Words before the noun which say that it is another kind of thing.
NOT_MEETINGS = word_set(
    """
    press news media editorial board party training court peer staff town prayer business sports
    background faculty question annual plenary parliamentary trading practice photo therapy
    robo air close roll war
    """
)
# "call" and "conversation" are meetings when made by wire or with somebody; these nouns make them so.
BY_WIRE = word_set("phone telephone video conference online")
ROUND_OF = word_set(
    """
    talk talks negotiation negotiations consultation consultations discussion discussions dialogue meetings
    meeting diplomacy
    """
)

# Verb lemma -> (kind, prepositions that bring in the other party, whether a bare object is the other party).
MEETING_VERBS: dict[str, tuple[str, frozenset[str], bool]] = {
    "meet": ("meeting", frozenset({"with"}), True),
    "negotiate": ("talks", frozenset({"with"}), False),
    "confer": ("meeting", frozenset({"with"}), False),
    "consult": ("consultations", frozenset({"with"}), True),
    "speak": ("call", frozenset({"with", "to"}), False),
    "talk": ("talks", frozenset({"with", "to"}), False),
    "converse": ("call", frozenset({"with"}), False),
    "discuss": ("meeting", frozenset({"with"}), False),
    "phone": ("call", frozenset(), True),
    "telephone": ("call", frozenset(), True),
    "sit": ("talks", frozenset({"with"}), False),
    "convene": ("meeting", frozenset({"with"}), False),
    "reconvene": ("talks", frozenset({"with"}), False),
    "huddle": ("meeting", frozenset({"with"}), False),
    "visit": ("visit", frozenset(), True),
    "tour": ("visit", frozenset(), True),
    "dine": ("meeting", frozenset({"with"}), False),
    "host": ("meeting", frozenset(), True),
    "receive": ("meeting", frozenset(), True),
}
# These say a meeting only with a named partner (or, for the first two, "by phone").
NEEDS_PARTNER = word_set("speak talk converse discuss consult sit phone telephone visit tour dine")
# Of these the object is what it is about, and no party.
OVER_A_SUBJECT = word_set("discuss negotiate")
# Said of several at once, these are a meeting among themselves: "the two spoke".
TALKING = word_set("negotiate speak talk")
# These are a meeting only of persons: a country "hosts" much else.
RECEIVING = word_set("host receive")
NEGOTIATING = word_set("negotiating negotiation negotiations bargaining mediation")
HALFWAY = word_set("halfway")
# Who does these meets directly, with nobody between.
FACE_TO_FACE = word_set("meet phone sit telephone")

# Verbs whose subject takes part in the meeting that is their object or oblique ("held talks", "engage in talks").
PARTAKING = word_set(
    """
    hold have conduct engage enter join resume attend begin start restart open continue leave return quit
    participate take agree conclude finish walk suspend pursue undertake cancel restart reopen break come make spend
    """
)
# Verbs whose subject brings others together or gives them the room.
HOSTING = word_set("host convene sponsor organise organize stage house")
MEDIATING = word_set("mediate broker facilitate moderate chair oversee")
# Who arranges a meeting sits on no side of it, and need not go between.
ARRANGING = word_set("arrange")
DEPARTING = word_set("leave return recall fly depart go withdraw")
# "Under Kenyan mediation", "through the good offices of Oman".
SERVED_UNDER = word_set("under through with via")
SERVICES = word_set("mediation facilitation auspices offices")
SERVING_AS = word_set("serve act work function")
MEDIATORS = word_set("mediator mediators broker intermediary intermediaries facilitator")

# "Bring them together": those whom they take meet.
BRINGING = word_set("bring get gather pull")
# Verbs of coming together "for talks".
GATHERING = word_set(
    "gather convene meet assemble arrive travel fly come go return resurface reconvene huddle sit join expect due"
)
SENDING = word_set("send dispatch head")
# What comes of talks: "made no progress in talks".
FRUITS = word_set(
    "progress breakthrough headway agreement compromise deal concession impasse deadlock part role success"
)
# Houses whose session is a term of office.
HOUSES = word_set("congress parliament legislature assembly senate house knesset duma bundestag")
# Verbs whose subject asks others to meet.
URGING = word_set("urge ask encourage press push tell invite welcome support back say")

# What a predicate over the meeting says about it.
PLANNED_WORDS = word_set(
    """
    schedule plan slate expect due arrange prepare upcoming forthcoming imminent set organise organize planned
    scheduled expected
    """
)
BEGUN_WORDS = word_set(
    """
    begin start resume open launch restart continue proceed reconvene drag inch reopen underway ongoing kick
    progress engage enter extend
    """
)
ENDED_WORDS = word_set(
    """
    end conclude finish close last collapse fail produce yield lead precede wrap adjourn break
    """
)
OPENING = word_set("open close launch")
# Of these a day told with them is the last one.
CLOSING = word_set("end conclude finish close wrap adjourn")
HELD_WORDS = word_set(
    """
    hold take happen occur host convene attend conduct have mark facilitate mediate broker go
    """
)
CANCELLED_WORDS = word_set(
    """
    cancel postpone suspend scrap call_off break_off abandon freeze shelve halt rule_out
    """
)
MOVING = word_set("postpone delay defer move reschedule put_off push_back bring_forward")
"""With a day behind "to" or "until" they set another day and call nothing off."""
MOVED_TO = word_set("to until till for")
# What is a continuation of other talks is not these: "the continuation of the negotiations of 2022".
CONTINUING = word_set("continuation repeat repetition replay sequel rerun")
REFUSING = word_set("refuse reject decline turn_down spurn snub deny")
"""What is done to a meeting, or to the wish for one, that does not come about."""
PROPOSED_WORDS = word_set(
    """
    propose call_for offer urge demand suggest seek invite request appeal want push_for press_for consider
    advocate possible potential proposed proposal offer_of prospect hypothetical agree willing ready hope
    """
)
PROPOSING = word_set("propose offer suggest invite request seek call_for demand urge advocate challenge")

# Adjectives and determiners of the meeting noun.
ADJECTIVE_STATUS: dict[str, MeetingStatus] = {
    **dict.fromkeys(
        word_set("planned upcoming scheduled forthcoming expected imminent next coming looming"), MeetingStatus.PLANNED
    ),
    **dict.fromkeys(
        word_set("previous last earlier past recent prior former failed 1st landmark secret"), MeetingStatus.HELD
    ),
    **dict.fromkeys(word_set("ongoing current continuing present"), MeetingStatus.UNDER_WAY),
    **dict.fromkeys(word_set("proposed possible potential eventual future hypothetical new"), MeetingStatus.PROPOSED),
    **dict.fromkeys(word_set("cancelled canceled suspended aborted postponed"), MeetingStatus.CANCELLED),
}
EARLIER = word_set("previous last earlier past prior former")
LATER = word_set("next upcoming forthcoming future new fresh further renewed second more subsequent another")
ORDINALS = {
    word: number for number, word in enumerate("first second third fourth fifth sixth seventh eighth".split(), start=1)
}
FORMATS: dict[str, MeetingFormat] = {
    **dict.fromkeys(word_set("direct"), MeetingFormat.DIRECT),
    **dict.fromkeys(word_set("indirect proximity shuttle"), MeetingFormat.INDIRECT),
}
# A text is cut at its hyphens, so what they join is told by its words.
JOINED_FORMATS: dict[tuple[str, ...], MeetingFormat] = {
    ("face", "to", "face"): MeetingFormat.DIRECT,
    ("one", "on", "one"): MeetingFormat.DIRECT,
    ("in", "person"): MeetingFormat.DIRECT,
}
PLACE_PREPOSITIONS = frozenset({"in", "at"})
PARTY_PREPOSITIONS = frozenset({"between", "among", "with", "of", "by"})
# Words in the names of bodies that act for their state.
STATE_BODIES = word_set(
    """
    ministry department government office army military parliament state house kremlin cabinet senate congress treasury
    presidency council forces defence defense foreign
    """
)
VISITS = word_set("visit trip tour travel stopover")
# Between the dates of one list: "on 3, 7 and 9 May".
DATE_JOINTS = word_set("and as well also again on in then ,")
# Whoever is "ready to meet" has not agreed on a meeting.
WILLING = word_set("ready willing open prepared happy able eager keen offer")
# One guest at the meeting does or does not.
COMING = word_set("attend join participate take skip boycott leave quit return walk walk_out pull_out send")
# Said of these, "also" adds a guest and no other meeting.
GUESTS = word_set("attend participate join take")
# Verbs of going, on which place and day of a meeting may hang.
GOING = word_set("visit travel fly go arrive head come return journey")
# Verbs and nouns whose "to ..." is where those go who then talk.
JOURNEYS = GATHERING | SENDING | word_set("head delegation team mission envoy")
DATE_REFUSERS = word_set("since until till before after by despite")

# Nouns that stand for whoever sends them: "Swedish and Norwegian negotiators" are Sweden and Norway at the table.
ENVOYS = word_set(
    """
    negotiator delegation delegate team representative official envoy side diplomat government leader president
    minister counterpart mediator member party mission administration authority group emissary officer
    """
)
# People at home with whom a leader meets, where nothing says that they are another's: "met top ministers".
AT_HOME = word_set(
    "minister adviser advisor aide lawmaker governor mayor executive commander general colleague staffer donor"
)
# Parties in a house are called so too, and what one tells the press.
BEFORE_A_PUBLIC = word_set("conference briefing")
BRIEFINGS = word_set("briefing")
# Sittings at which a house hears witnesses.
HEARINGS = word_set("hearing")
SITTINGS = word_set("session sitting")
# What one does and no round of it, where no article stands before it: "room for negotiation".
ACTIVITIES = word_set("negotiation mediation bargaining")
# Offices at home that send people: "intelligence officials".
OFFICES_AT_HOME = word_set(
    "intelligence security police army military cabinet party union business congressional local"
)
# People whom the sides exchange, hold, free, kill or bring home: talks are about them, none of them sits there.
TALKED_ABOUT = word_set(
    """
    prisoner hostage captive detainee inmate abductee internee conscript pow wounded injured sick dead fallen missing body
    remains corpse victim casualty fatality deportee displaced refugee evacuee soldier serviceman crew sailor airman pilot
    child civilian bystander survivor
    """
)
# Bodies that a side sends to talks.
DELEGATIONS = word_set("delegation delegate negotiator")
# A deal that is signed before witnesses is a meeting.
SIGNING = word_set("sign initial ink witness")
SIGNED = word_set(
    "accord agreement deal pact treaty truce ceasefire declaration memorandum protocol armistice charter signing"
)
# What one has with somebody: to "discuss the war with Chad" one need not meet Chad.
HAD_WITH = SIGNED | word_set("war conflict dispute tie relation relationship border trade crisis problem row feud")
# Offices whose holder sits at the table for the state.
ENVOY_ROLES = word_set("envoy negotiator representative delegate emissary ambassador")
# Those whom one meets without meeting: the press.
PRESS = word_set(
    """
    reporter journalist press media correspondent newspaper agency channel network television broadcaster crowd
    supporter
    """
)

# Of these the persons: whoever speaks with one speaks to the public.
REPORTERS = word_set("reporter journalist correspondent columnist interviewer host anchor presenter")
INTERVIEWS = word_set("interview podcast")
# Verbs of what a reporter does at work; one who "meets" somebody may be there for himself.
INTERVIEWING = word_set("speak talk sit converse phone telephone")

# Nouns through which a meeting is the object or subject of what follows: "a series of meetings", "an end to talks".
CONTAINERS = word_set(
    """
    round series session day hour week month year resumption start beginning end opening continuation extension suspension
    possibility prospect proposal idea chance offer call invitation request plan push set phase attempt restart collapse
    breakdown postponement cancellation conclusion outcome eve preparation hope bid effort host readiness willingness
    """
)
# Said of the future, they open another round.
AGAIN = word_set("resume reconvene restart return reopen")

# "a proposal for talks", "the eve of the summit": what the noun over a meeting says of its status, and how firmly.
CONTAINER_STATUS: dict[str, tuple[MeetingStatus, float]] = {
    **dict.fromkeys(
        word_set("proposal offer call invitation request possibility prospect chance idea hope push"),
        (MeetingStatus.PROPOSED, 0.7),
    ),
    **dict.fromkeys(word_set("plan preparation agenda eve"), (MeetingStatus.PLANNED, 0.6)),
    **dict.fromkeys(
        word_set("suspension cancellation postponement collapse breakdown"), (MeetingStatus.CANCELLED, 0.7)
    ),
    **dict.fromkeys(word_set("resumption restart"), (MeetingStatus.PROPOSED, 0.5)),
    **dict.fromkeys(
        word_set("day hour week month year start beginning opening continuation"), (MeetingStatus.UNDER_WAY, 0.3)
    ),
}
# Prepositions before a meeting, by where they put the time of the sentence: behind it, ahead of it, within it.
AFTER_IT = word_set("after following since")
AHEAD_OF_IT = word_set("before ahead until till") | {"ahead of"}
WITHIN_IT = word_set("at during in")
# Before a meeting, these put what its sentence tells beside it ("urged talks" against "urged calm after talks").
BESIDE_IT = WITHIN_IT | word_set("after before following")
# Before a visit, these leave it to the subject: "said on a visit".
ON_JOURNEYS = word_set("during from on")
UNDER_WAY_WORDS = word_set("way underway")
# Particles that make another verb of a verb ("call off"), and those that leave a table ("walk out").
SENSE_PARTICLES = word_set("off out up down")
LEAVING_PARTICLES = word_set("off out away")
# Verbs that ask for what follows "for".
CALLS_FOR = word_set("call push press")

TABLES: tuple[frozenset[str], ...] = (
    WEAK_NOUNS,
    NEGOTIATING,
    HALFWAY,
    NOT_MEETINGS,
    BY_WIRE,
    ROUND_OF,
    NEEDS_PARTNER,
    PARTAKING,
    HOSTING,
    BRINGING,
    MEDIATING,
    ARRANGING,
    DEPARTING,
    SERVED_UNDER,
    SERVICES,
    SERVING_AS,
    MEDIATORS,
    GATHERING,
    SENDING,
    FRUITS,
    HOUSES,
    URGING,
    PLANNED_WORDS,
    BEGUN_WORDS,
    ENDED_WORDS,
    CLOSING,
    OPENING,
    HELD_WORDS,
    CANCELLED_WORDS,
    MOVING,
    MOVED_TO,
    CONTINUING,
    PROPOSED_WORDS,
    PROPOSING,
    REFUSING,
    EARLIER,
    LATER,
    PLACE_PREPOSITIONS,
    PARTY_PREPOSITIONS,
    STATE_BODIES,
    VISITS,
    WILLING,
    COMING,
    GUESTS,
    JOURNEYS,
    DATE_REFUSERS,
    DATE_JOINTS,
    GOING,
    ENVOYS,
    AT_HOME,
    BEFORE_A_PUBLIC,
    BRIEFINGS,
    HEARINGS,
    SITTINGS,
    ACTIVITIES,
    OFFICES_AT_HOME,
    TALKED_ABOUT,
    DELEGATIONS,
    ENVOY_ROLES,
    SIGNING,
    SIGNED,
    HAD_WITH,
    PRESS,
    REPORTERS,
    INTERVIEWS,
    INTERVIEWING,
    CONTAINERS,
    AGAIN,
    AFTER_IT,
    AHEAD_OF_IT,
    WITHIN_IT,
    BESIDE_IT,
    ON_JOURNEYS,
    OVER_A_SUBJECT,
    TALKING,
    RECEIVING,
    FACE_TO_FACE,
    UNDER_WAY_WORDS,
    SENSE_PARTICLES,
    LEAVING_PARTICLES,
    CALLS_FOR,
)
"""Every table of this page: the forms that `lemmas` mends to."""
