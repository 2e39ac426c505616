"""The words that say who comes to a meeting, leads, sits in, stays away or may come. Lemmas in lower case."""

from __future__ import annotations

from stateofplay.language.inflections import words as word_set

# The subject comes. The first set says so by itself, once the text speaks of a meeting at all; the second needs the meeting, or
# the place of one, beside it.
COMING = word_set("attend participate partake sit_in take_part be_present")
# So do these, with the meeting or its place beside them.
APPEARING = word_set("appear show_up turn_up sit_down deputise deputize stand_in fill_in")
TURNING_UP = word_set("show_up turn_up")
EXPECTED = word_set("expect due await schedule")
JOINING = word_set("join enter engage return sit rejoin resurface involve")
COMING_IN = word_set("join rejoin return")
TRAVELLING = word_set("travel fly arrive head go come jet depart land")
# Who travels to do this with talks makes them ready for others.
READYING = word_set("prepare arrange organise organize plan schedule")
VISITING = word_set("visit tour")
SPEAKING = word_set("speak tell")
# Of these the object hears it: "told the summit".
ADDRESSING = word_set("tell address")
# Whoever does so at a meeting sits there.
SPEAKING_THERE = SPEAKING | word_set(
    "say address announce warn urge declare insist vow boast complain promise argue stress"
)
# Of these, told with a condition, the meeting need not stand beside them: "would come if it were asked".
GOING = word_set("go come return travel")
# The subject stays away; each needs the meeting beside it.
# Whoever leaves or walks away from a table had come.
STAYING_AWAY = word_set(
    """
    skip boycott miss shun snub quit walk_out storm_out pull_out bow_out back_out opt_out drop_out sit_out withdraw stay_away
    keep_away
    """
)
# The subject calls off its own coming; of the first, the talks themselves.
CALLING_OFF = word_set("cancel call_off scrap")
CANCELLING = CALLING_OFF | word_set("suspend withdraw")
OWN_COMING = word_set("attendance participation involvement appearance presence visit trip travel journey")
# Those say it without the meeting beside them.
STAYING_AWAY_ALONE = word_set("boycott stay_away pull_out")
# The subject says that it comes.
CONFIRMING = word_set("confirm announce")
# The object is kept out.
EXCLUDING = word_set("exclude bar disinvite omit shut_out leave_out")
ANSWERING = word_set("accept reject decline refuse turn_down snub spurn")
LEADING = word_set("lead head chair co-lead spearhead")
NAMING = word_set("appoint reappoint name designate field")
SENDING = word_set("send dispatch") | NAMING
NOBODY = word_set("nobody none no neither")
ACCOMPANYING = word_set("accompany flank")
INCLUDING = word_set("include comprise consist feature make_up compose")
# Of these, in the passive: "the team is made up of".
MADE_OF = word_set("make_up compose")
PLACING = word_set("on at in to for")
# Predicate nouns and adjectives: "be in attendance", "be absent", "be part of the talks".
PRESENT = word_set("attendance present hand")
PART = word_set("part participant party member")
ABSENT = word_set("absent")
# Nouns of being there, of whoever owns them or stands behind their "of": "the absence of Chad", "Chad's seat".
BEING_THERE = word_set("absence presence seat attendance participation")

# Bodies that one leads, sits in or is sent with.
DELEGATIONS = word_set(
    "delegation team negotiator delegate representative mission contingent side participant attendee"
)
OBSERVERS = word_set("observer")
TEAMS = word_set("delegation team mission contingent")
AT_TALKS = word_set(
    "negotiating negotiation negotiations negotiator negotiators bargaining mediation peace talks dialogue"
)
FORMER = word_set("former ex onetime late")
CHIEFS = word_set("head chief leader chair chairman chairwoman chairperson")
NEGOTIATORS = word_set("negotiator delegate")
FOREMOST = word_set("chief lead top head principal main leading")
MEDIATORS = word_set("mediator broker intermediary facilitator moderator mediating facilitating")
# "Serves as mediator", "plays the part of one", "was named mediator", "remains the mediator", "agreed to mediate".
PLAYING = word_set("play assume take fill perform")
PART_PLAYED = word_set("role part function")
BECOMING = word_set("become remain stay")
TAKING_ON = word_set("agree continue begin start resume help")
# These need no object: "Denmark will mediate".
MEDIATING_ALONE = word_set("mediate facilitate moderate")
# People whom a text names by what they are; their phrase serves as a name where they have none.
PEOPLE = word_set(
    """
    figure official leader minister representative negotiator delegate diplomat envoy officer commander expert adviser
    advisor lawmaker aide deputy ambassador head chief secretary president general
    """
)
VAGUE = word_set("other others some several many more few all both any another the a an these those also such")

# Prepositions that put a meeting before or behind what is told, and adverbs that put an end to what is denied.
TIMING = word_set("after before ahead following since until till despite amid")
FOR_EVER = word_set("forever indefinitely endlessly long")
# Governors of coming which leave it open, where who comes is also who weighs it.
WEIGHING = word_set("consider weigh mull contemplate debate ponder decide hesitate open ready willing possible able")
POSSIBLE = word_set("may might could")
CONDITIONS = word_set("if when after once with on provided")

# What somebody does to the meeting that it comes to or stays away from.
GUESTS = (
    COMING
    | JOINING
    | STAYING_AWAY
    | EXCLUDING
    | APPEARING
    | SENDING
    | PRESENT
    | PART
    | ABSENT
    | word_set("represent lead chair invite")
)

# How sure each kind of trigger is, the surest first. `finding.confidence` makes a chance of it.
CONFIDENCE: dict[str, float] = {
    "lead": 0.85,
    "present": 0.85,
    "attend": 0.8,
    "include": 0.8,
    "met": 0.75,
    "absent": 0.75,
    "exclude": 0.75,
    "attended by": 0.8,
    "chief": 0.7,
    "join": 0.65,
    "stay away": 0.65,
    "send": 0.65,
    "answer": 0.6,
    "invite": 0.6,
    "go between": 0.8,
    "mediate": 0.6,
    "meeting": 0.6,
    "mediator": 0.55,
    "member": 0.55,
    "travel": 0.55,
    "represent": 0.5,
    "talks": 0.5,
}

TABLES: tuple[frozenset[str], ...] = (
    COMING,
    JOINING,
    COMING_IN,
    ADDRESSING,
    SPEAKING_THERE,
    TURNING_UP,
    GOING,
    TRAVELLING,
    READYING,
    VISITING,
    SPEAKING,
    STAYING_AWAY,
    STAYING_AWAY_ALONE,
    CALLING_OFF,
    CANCELLING,
    OWN_COMING,
    CONFIRMING,
    APPEARING,
    EXPECTED,
    EXCLUDING,
    ANSWERING,
    LEADING,
    NAMING,
    SENDING,
    NOBODY,
    GUESTS,
    ACCOMPANYING,
    INCLUDING,
    MADE_OF,
    PLACING,
    PRESENT,
    PART,
    ABSENT,
    BEING_THERE,
    DELEGATIONS,
    OBSERVERS,
    TEAMS,
    AT_TALKS,
    FORMER,
    CHIEFS,
    NEGOTIATORS,
    FOREMOST,
    MEDIATORS,
    PLAYING,
    PART_PLAYED,
    BECOMING,
    TAKING_ON,
    MEDIATING_ALONE,
    PEOPLE,
    VAGUE,
    TIMING,
    FOR_EVER,
    WEIGHING,
    POSSIBLE,
    CONDITIONS,
)
"""Every table of this page: the forms that `lemmas` mends to."""
