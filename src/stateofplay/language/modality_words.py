"""The words that decide what is certain: governors of clauses and nouns, auxiliaries, adverbs, marks.

Keys are lemmas. A verb with a particle or a preposition that changes its meaning is written with it ("rule out",
"call for"); the longer key wins over the bare lemma.
"""

from __future__ import annotations

from collections.abc import Container
from enum import Enum

from stateofplay.language.tokens import Token


class WordEffect(Enum):
    """What a governor does to the act that it governs."""

    CARRY = "carry"
    """The act is as real as the governor itself: "began to withdraw", "held talks"."""
    PLAN = "plan"
    """It is meant or due to come: "plan to meet", "scheduled talks"."""
    SUPPOSE = "suppose"
    """It is only thought of, wanted, asked for or threatened: "consider sanctions"."""
    PREVENT = "prevent"
    """It does not come about; negated, it does: "refused to sign", "did not fail to appear"."""
    REFUTE = "refute"
    """It is said not to be so; negated, it is left open: "denied that it struck", "did not rule out talks"."""
    REPORT = "report"
    """It is so according to somebody: "said that it had withdrawn"."""
    DOUBT = "doubt"
    """Its truth is left open: "doubts that", "could not confirm whether"."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(w.replace("_", " ") for w in text.split())


STANDING = frozenset({"ongoing", "continuing", "continued", "current", "existing", "recent", "latest"})
"""Adjectives of what is there already, whatever is planned or feared of it."""

_LAST_LETTERS = frozenset("gds")
"""Of the endings that a lemma has lost."""


def lemma_of(token: Token, known: Container[str]) -> str:
    """The lemma of `token`; where a table does not know it, the form without its ending that the table knows.

    A statistical lemmatiser invents lemmas for verbs that it has not seen ("struggl"); the tables know the right ones.
    """
    lemma = token.lemma_.lower()
    if lemma in known or token.pos_ not in ("VERB", "NOUN", "ADJ"):
        return lemma
    lower = token.lower_
    if lower[-1:] not in _LAST_LETTERS:
        return lemma
    for ending in ("ing", "ed", "es", "s", "d"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            stem = lower[: -len(ending)]
            for guess in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem):
                if guess in known:
                    return guess
    return lemma


_VERBS: dict[WordEffect, str] = {
    WordEffect.CARRY: """
        begin start continue resume proceed keep manage dare happen come get tend turn rush hurry use serve be go_ahead go_on
        force compel cause lead help let make see watch find pursue hold conduct have launch carry carry_out stage mount wage
        take take_part participate engage enter join attend host give issue deliver sign reach conclude impose declare open
        undertake perform commit complete finish break_into convene renew escalate intensify step_up unleash succeed do
        accept_in vote return succeed welcome_in sit co-host chair inflict extend provide send receive implement execute
        opt elect choose broker mediate secure achieve strike forge clinch seal obtain win ink negotiate hammer_out
        work_out thrash_out iron_out draw_up finalise finalize
    """,
    WordEffect.PLAN: """
        plan schedule expect intend set slate poise aim prepare promise pledge vow agree decide arrange commit gear head
        determine resolve volunteer undertake_to due ready agree_on agree_to prepare_for plan_for
        head_for arrange_for schedule_for invite_to travel_for fly_for leave_for swear postpone delay reschedule put_off push_back
        move_up anticipate await look_forward wait propose_for slate_for line_up pencil
    """,
    WordEffect.SUPPOSE: """
        consider weigh mull threaten suggest propose urge ask demand call_for call_on call request want offer hint discuss_with
        study explore speculate wish hope hope_for challenge press press_for push push_for advocate insist_on require need
        encourage fear risk allow contemplate float debate recommend appeal appeal_for seek try attempt struggle fight_for
        work strive warn_of warn_against warn_about threaten_with advise invite beg implore instruct order tell command
        entitle authorise authorize permit enable deserve long lobby plead pray favour favor support_for prefer afford dream
        dreamt scramble race hustle
        imagine pretend seem_ready tempt argue_for campaign_for vote_on think_about think_of talk_about talk_of toy lean
        depend depend_on hinge_on aspire agitate pressure pressurise pressurize lobby_for look_for look search_for raise
        rule_in signal_readiness necessitate entail caution_against solicit mean suppose oblige close_to near
    """,
    WordEffect.PREVENT: """
        refuse decline fail avoid refrain prevent stop prohibit ban forbid avert block halt forgo forego cancel abandon dismiss
        keep_from bar scrap shelve drop call_off hold_off hold_back hold_off_on boycott skip miss cease quit neglect forget
        hesitate desist abstain thwart foil hinder deter dissuade discourage stall give_up_on spurn resist escape omit
        torpedo preclude obviate pull_out pull_out_of back_out back_out_of opt_out opt_out_of withhold stay_away_from
        stay_away steer_clear steer_clear_of steer_away steer_away_from stop_short stop_short_of shy_away decide_against
        eschew veto
    """,
    WordEffect.REFUTE: """
        deny rule_out exclude reject refute disavow disprove rebut dispute oppose contradict disclaim object_to object
        turn_down rebuff
    """,
    WordEffect.REPORT: """
        say announce confirm report state claim note add write tell inform declare acknowledge admit concede reveal disclose
        accuse blame charge allege assert maintain recall remember know learn show prove indicate emphasize emphasise stress
        believe think feel understand complain explain mention observe read remark repeat reply respond testify tweet post
        hear see insist conclude estimate agree_that accept welcome regret condemn denounce criticize criticise thank praise
        congratulate apologise apologize convict acquit suspect warn caution reiterate underline underscore lament boast brag
        point_out go_on continue_that argue contend describe cite quote determine_that find publish broadcast
    """,
    WordEffect.DOUBT: """
        doubt wonder question ask_whether ask_if investigate_whether check_whether guess assume presume predict forecast
        foresee seem appear expect_that
    """,
}

VERB_EFFECT: dict[str, WordEffect] = {word: effect for effect, text in _VERBS.items() for word in _words(text)}

_ADJECTIVES: dict[WordEffect, str] = {
    WordEffect.PLAN: """
        set due ready prepared scheduled expected poised slated keen eager about determined planned sure certain bound
        committed intent upcoming forthcoming future next coming imminent impending preparatory postponed
    """,
    WordEffect.SUPPOSE: """
        willing able possible likely free open reluctant essential necessary important vital crucial hopeful afraid anxious
        desperate eligible tempted potential proposed threatened conditional optional conceivable hypothetical
        prospective feasible easy hard difficult unclear uncertain wrong right better best welcome capable wary
        attempted desired demanded suggested urgent premature unlikely enough quick slow fearful
    """,
    WordEffect.PREVENT: """
        unable unwilling impossible cancelled canceled failed aborted abortive averted foiled thwarted scrapped unthinkable
        inconceivable non-existent nonexistent
    """,
    WordEffect.REPORT: "aware alleged reported apparent suspected purported supposed clear true evident obvious sorry glad proud",
    WordEffect.CARRY: "first last able_at",
}

ADJECTIVE_EFFECT: dict[str, WordEffect] = {
    word: effect for effect, text in _ADJECTIVES.items() for word in _words(text)
}

JUDGEMENTS = frozenset(
    _words(
        """
        able willing free open reluctant essential necessary important vital crucial hopeful afraid anxious desperate eligible
        tempted easy hard difficult wrong right better best welcome capable wary urgent unlikely quick slow fearful keen eager
        ready prepared determined sure certain committed intent
        """
    )
)
"""Adjectives that look ahead only behind a verb, "it is hard to sign": before a noun they judge it, "held hard talks"."""

_NOUNS: dict[WordEffect, str] = {
    WordEffect.CARRY: """
        round session series wave spate string day hour week month year start beginning resumption launch opening outbreak
        continuation part series bout cycle set number end conclusion course act campaign case scene host lot kind type form
        meeting way venue aftermath wake eve
    """,
    WordEffect.PLAN: """
        plan intention promise pledge vow commitment decision agreement preparation deal arrangement date schedule agenda
    """,
    WordEffect.SUPPOSE: """
        possibility chance prospect option hope wish desire threat risk fear danger proposal suggestion offer call demand request
        appeal idea need requirement condition precondition likelihood bid attempt effort push pressure readiness willingness
        ability right permission invitation authority mandate order warning opportunity ultimatum motion resolution
        potential speculation talk question notion goal aim objective ambition excuse pretext reason case_for support backing
        incentive obligation capability capacity time chance draft vision dream dreamt aspiration temptation
    """,
    WordEffect.PREVENT: """
        refusal failure lack absence cancellation inability unwillingness reluctance prevention avoidance ban prohibition
        boycott opposition
    """,
    WordEffect.REFUTE: "denial rejection",
    WordEffect.REPORT: "claim allegation report accusation charge statement announcement confirmation news evidence fact belief "
    "admission suspicion sign impression",
    WordEffect.DOUBT: "doubt uncertainty rumour rumor question_whether",
}

NOUN_EFFECT: dict[str, WordEffect] = {word: effect for effect, text in _NOUNS.items() for word in _words(text)}

GOVERNORS = frozenset(VERB_EFFECT) | frozenset(NOUN_EFFECT) | frozenset(ADJECTIVE_EFFECT)

# Verbs whose subject, when it names an act, is what takes place: "talks will resume", "a truce took hold".
TAKING_PLACE = frozenset(
    _words(
        """
        hold begin start resume continue open convene take_place occur happen go_ahead proceed conclude end finish follow
        schedule plan set expect slate arrange cancel postpone call_off launch conduct carry_out restart reconvene
        take_effect take_hold come_into enter sign reach agree impose lift break_out erupt be last go_on announce declare
        deliver make stage delay suspend reschedule put_off implement complete materialise materialize due propose reject
        consider deny avert prevent threaten demand lead broker mediate host stop halt
        """
    )
)

MAKING = frozenset(
    _words(
        "negotiate hammer_out work_out work_on thrash_out iron_out draw_up draft craft write finalise finalize discuss"
    )
)
"""Verbs of work on a thing that, while it goes on, is not there yet: "are negotiating a treaty"."""
AHEAD = frozenset({"away", "off", "near", "close", "corner", "horizon", "sight"})
"""What is said to be there lies ahead: "the summit is days away", "is around the corner"."""
DRAWING_NEAR = frozenset({"loom", "approach", "near"})
"""What does so lies ahead."""
RELATIVE = frozenset({"which", "that"})
"""Behind a noun they open what is told of the thing."""
INDEFINITE = frozenset({"a", "an"})
MEANS = frozenset({"use"})
"""What a thing is used for is as real as its use: "used the speech to blame them"."""

ATTEMPTS = frozenset({"try", "attempt", "seek", "manage", "fail", "struggle", "rush", "race", "scramble"})
"""What they lead to was tried in earnest: what came "before" the attempt could end did come."""
BESIDE = frozenset({"within", "during", "after", "since", "amid", "at", "by", "following", "despite"})
"""What stands behind them is no content of the noun before."""
LASTING = frozenset({"follow", "last", "take", "be"})
"""Of the verbs above those that tell the same with an object; "the deal will end the war" is no end of the deal."""

FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "shall", "wo", "ll"})
POSSIBLE_AUXILIARIES = frozenset(
    {"would", "could", "may", "might", "can", "should", "must", "ca", "'d", "’d", "ought", "need", "dare"}
)
AUXILIARIES = (
    FUTURE_AUXILIARIES
    | POSSIBLE_AUXILIARIES
    | frozenset(_words("have has had 've ’ve having be is are was were been being am do does did"))
)
PERFECT_AUXILIARIES = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
PAST_AUXILIARIES = frozenset({"had", "was", "were", "did"})
PRESENT_AUXILIARIES = frozenset({"is", "are", "be", "am", "'s", "’s", "being"})
SHORT_WOULD = frozenset({"'d", "’d"})
"""Before a participle it is "had"."""
REPORTING_AUXILIARIES = frozenset({"would", "'d", "’d", "should"})
"""What "will" becomes in words reported in the past: "said it would sign"."""
MISSED_AUXILIARIES = frozenset({"would", "could", "should", "'d", "’d", "might"})
"""With a perfect they tell of what did not come: "would have signed"."""
UNSETTLING_AUXILIARIES = frozenset({"might", "may", "should", "must"})
"""What "not" behind them leaves open: "may not sign"."""
NEGATIVE_PARTICLES = frozenset({"not", "n't", "n’t", "never"})

NEGATORS = frozenset(
    {
        "not",
        "n't",
        "n’t",
        "never",
        "no",
        "nor",
        "neither",
        "without",
        "nobody",
        "none",
        "hardly",
        "scarcely",
        "insufficiently",
    }
)
NO_WAYS = frozenset(
    "circumstance circumstances way ways means account condition conditions case event point time stage terms".split()
)
"""Nouns that deny a whole clause after "no": "under no circumstances will it sign"."""
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "zero"})
SELDOM = frozenset({"little", "few"})

UNSURE_ADVERBS = frozenset(
    {"possibly", "perhaps", "maybe", "hopefully", "potentially", "probably", "presumably", "conceivably"}
)
NEARLY_ADVERBS = frozenset({"almost", "nearly", "narrowly"})
HEARSAY_ADVERBS = frozenset({"reportedly", "allegedly", "apparently", "supposedly", "purportedly", "seemingly"})

CONDITION_MARKS = frozenset({"if", "unless", "whether", "provided", "providing", "lest", "supposing", "assuming"})
FUTURE_MARKS = frozenset({"until", "till", "once", "when", "before", "after", "whenever", "while", "as"})
INSTEAD_MARKS = frozenset({"without", "instead", "rather"})
NOT_YET_PREPOSITIONS = frozenset(
    {"before", "until", "till", "pending", "without", "absent", "instead", "ahead", "toward", "towards"}
)

COMING_TO_KNOW = frozenset({"know", "learn", "hear", "see"})
"""Verbs that one wishes to do about a thing without wishing the thing: "wants to know whether they met"."""
LINKS = frozenset({"to", "of", "from"})
DUTY_VERBS = frozenset({"have", "be", "need"})
"""Before an infinitive they make it due: "has to leave"."""
CLAIMING = frozenset({"suggest", "insist", "hint", "fear"})
OF_ARGUMENTS = frozenset({"of", "from", "about", "on", "against", "for", "in", "at", "over"})
"""Prepositions that open what a noun or verb is about."""
WAITING_MARKS = frozenset({"before", "until", "till", "once"})
"""What they open has not come when the main clause is in the past."""
LACKING_MARKS = frozenset({"without", "absent", "instead"})
LIGHT_PREPOSITIONS = frozenset({"in", "with", "into", "to", "at", ""})
PLANNING_PREPOSITIONS = frozenset({"for", "to", "on"})
"""Behind a plan they open what is planned: "plans for a summit"."""
KNOWN_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
"""They take what they stand before for known."""
POSSESSIVES = frozenset({"its", "their", "his", "her"})
FREE_DETERMINERS = frozenset({"any", "whoever", "whichever"})
"""They speak of nothing in particular."""

INVERTED_AUXILIARIES = frozenset({"had", "should", "were"})
"""Before their subject they open a condition: "should they leave"."""
AFTER_DUE = frozenset({"for", "to", "by", "in", "on", "at", "next", "this", "later"})
"""What follows "due" or "set" where it tells of a plan: "due in Oslo", "set for May"."""
NEGATIVE_PRONOUNS = frozenset({"nobody", "none", "neither", "nothing"})
CONDITION_PHRASES = frozenset({"in case", "on condition", "as long", "as long as"})
ANY_DETERMINERS = frozenset({"any", "either", "whichever", "whatever"})
"""Nouns behind them are only supposed: "any attack would be answered"."""
MERELY = frozenset({"only", "just", "merely"})
"""Behind "not" they deny only that it was all: "not only met"."""
PARTICLES = frozenset({"out", "off", "up", "away", "back", "clear", "ahead"})
"""They change what a verb does to its object: "rule out", "call off"."""
DUE_MARKS = frozenset({"to", "due", "about", "set"})
"""With "be" they make a plan: "is due to leave"."""

YET = frozenset({"have", "be"})
"""With "yet" and an infinitive it has not happened: "has yet to sign"."""
GO, GOING = frozenset({"go", "gon"}), frozenset({"going", "gon"})
"""The future "going to", also as a tokeniser cuts "gonna"."""
RANKS = frozenset(_words("first second third fourth last latest only youngest oldest sole"))
"""Before a noun with an infinitive they tell that it is done: "the first leader to visit Chad"."""
THINKING = frozenset({"think", "believe"})
"""Denied, they deny what is thought: "does not think that they struck"."""
WHILE = frozenset({"by", "while"})
"""Marks of a clause that is as real as the one it stands beside."""
FOR_OR_FROM = frozenset({"for", "from"})
"""Before what is asked for, refrained from, ruled out: it hangs on its governor."""
ENDURING = frozenset({"die", "last"})
"""What did so before a time tells nothing of what lies behind it."""
