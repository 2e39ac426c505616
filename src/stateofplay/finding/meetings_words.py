"""The words that speak of meetings: nouns, verbs, and what they tell of status, order, form and role.

All entries are lemmas in lower case unless said otherwise. Nothing here belongs to a particular process.
"""

from __future__ import annotations

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
    "gathering": "meeting",
    "sit-down": "meeting",
    "parley": "talks",
    "mediation": "mediation",
    "call": "call",
    "conversation": "call",
    "visit": "visit",
    "trip": "visit",
    "round": "talks",
    "trilateral": "meeting",
    "bilateral": "meeting",
    "engagement": "meeting",
    "contact": "meeting",
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
WEAK_NOUNS = frozenset(
    "discussion dialogue dialog conversation call visit trip contact engagement session encounter gathering mediation "
    "round conference consultation bilateral".split()
)
# Words before the noun which say that it is another kind of thing.
NOT_MEETINGS = frozenset(
    "press news media editorial cabinet board party training court peer staff town prayer business sports phone-in "
    "background faculty question annual plenary parliamentary trading practice photo therapy wake-up robo air telephone-directory "
    "close roll wage-free war".split()
)
# "call" and "conversation" are meetings when made by wire or with somebody; these nouns make them so.
BY_WIRE = frozenset("phone telephone video conference online".split())
ROUND_OF = frozenset("talk talks negotiation negotiations consultation consultations discussion discussions dialogue meetings meeting diplomacy".split())

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
    "visit": ("visit", frozenset(), True),
}
# These say a meeting only with a named partner (or, for the first two, "by phone").
NEEDS_PARTNER = frozenset({"speak", "talk", "converse", "discuss", "consult", "sit", "phone", "telephone", "visit"})

# Verbs whose subject takes part in the meeting that is their object or oblique ("held talks", "engage in talks").
PARTAKING = frozenset(
    "hold have conduct engage enter join resume attend begin start restart open continue leave return quit participate take "
    "agree conclude finish walk suspend pursue undertake cancel restart reopen break come make".split()
)
# Verbs whose subject brings others together or gives them the room.
HOSTING = frozenset("host convene sponsor organise organize stage house".split())
MEDIATING = frozenset("mediate broker facilitate arrange moderate chair oversee".split())
MEDIATORS = frozenset("mediator mediators broker intermediary intermediaries facilitator go-between".split())

# What a predicate over the meeting says about it.
PLANNED_WORDS = frozenset("schedule plan slate expect due arrange prepare upcoming forthcoming imminent set organise organize planned scheduled expected".split())
BEGUN_WORDS = frozenset("begin start resume open launch restart continue proceed reconvene drag inch reopen underway ongoing kick progress engage enter extend".split())
ENDED_WORDS = frozenset("end conclude finish close last collapse fail produce yield lead precede wrap adjourn break".split())
HELD_WORDS = frozenset("hold take happen occur host convene attend conduct have mark facilitate mediate broker go".split())
CANCELLED_WORDS = frozenset("cancel postpone suspend scrap call_off break_off abandon freeze boycott shelve halt rule_out skip".split())
PROPOSED_WORDS = frozenset(
    "propose call_for offer urge demand suggest seek invite request appeal want push_for press_for consider advocate "
    "possible potential proposed proposal offer_of prospect hypothetical agree willing ready hope".split()
)
PROPOSING = frozenset("propose offer suggest invite request seek call demand urge advocate challenge".split())

# Adjectives and determiners of the meeting noun.
ADJECTIVE_STATUS: dict[str, MeetingStatus] = {
    **dict.fromkeys("planned upcoming scheduled forthcoming expected imminent next coming looming".split(), MeetingStatus.PLANNED),
    **dict.fromkeys("previous last earlier past recent prior former failed 1st landmark secret".split(), MeetingStatus.HELD),
    **dict.fromkeys("ongoing current continuing present".split(), MeetingStatus.UNDER_WAY),
    **dict.fromkeys("proposed possible potential eventual future hypothetical new".split(), MeetingStatus.PROPOSED),
    **dict.fromkeys("cancelled canceled suspended aborted postponed".split(), MeetingStatus.CANCELLED),
}
EARLIER = frozenset("previous last earlier past prior former first".split())
LATER = frozenset("next upcoming forthcoming future new fresh further renewed second more subsequent another".split())
FORMATS: dict[str, MeetingFormat] = {
    **dict.fromkeys("direct face-to-face one-on-one in-person".split(), MeetingFormat.DIRECT),
    **dict.fromkeys("indirect proximity shuttle".split(), MeetingFormat.INDIRECT),
}
PLACE_PREPOSITIONS = frozenset({"in", "at"})
PARTY_PREPOSITIONS = frozenset({"between", "among", "with", "of", "by"})
DATE_REFUSERS = frozenset("since until till before after by from despite".split())

# Nouns that stand for whoever sends them: "Ukrainian and Russian negotiators" are Ukraine and Russia at the table.
ENVOYS = frozenset(
    "negotiator delegation delegate team representative official envoy side diplomat government leader president minister "
    "counterpart mediator party mission administration authority group emissary officer".split()
)
# Offices whose holder sits at the table for the state.
ENVOY_ROLES = frozenset("envoy negotiator representative delegate emissary ambassador".split())
# Those whom one meets without meeting: the press.
PRESS = frozenset("reporter journalist press media correspondent newspaper agency channel network television broadcaster crowd supporter".split())
