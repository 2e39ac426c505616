"""Words of bargaining: which predicate puts its holder for, against or in two minds about what stands in which slot.

Lines read ``words | stance | slots``; slots are those of `attribution.cues`. The first filled slot gives the issue.
"""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.language.inflections import by_noun_form, by_verb_form, verb_forms, words
from stateofplay.model import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class BargainingPredicate:
    """A predicate of bargaining; `confidence` is that of a position read off it."""

    lemma: str
    stance: Stance
    slots: tuple[str, ...]
    confidence: float = 0.7


def _table(lines: str, confidence: float) -> dict[str, BargainingPredicate]:
    found: dict[str, BargainingPredicate] = {}
    for line in lines.strip().splitlines():
        lemmas, stance, slots = (part.strip() for part in line.split("|"))
        for word in lemmas.split():
            found[word] = BargainingPredicate(
                lemma=word, stance=Stance(stance), slots=tuple(slots.split()), confidence=confidence
            )
    return found


SMALL = words("a an the of to in on for and or with by at from its their his her that this these those be is are any")
"""Words in which two issues may differ and still be one."""


def _forms(verb: str) -> frozenset[str]:
    return frozenset(verb_forms(verb))


VERBS: dict[str, BargainingPredicate] = _table(
    """
    support back favour favor endorse embrace champion      | supports  | obj
    applaud laud espouse greenlight                         | supports  | obj
    welcome accept approve adopt ratify uphold advocate     | supports  | obj for
    agree consent assent acquiesce accede                   | supports  | to to-noun on that
    commit adhere subscribe                                 | supports  | to to-noun
    prefer                                                  | supports  | to obj
    pursue hail                                             | supports  | obj
    hope yearn long                                         | supports  | to for that
    aim intend plan strive aspire                           | supports  | to for
    work                                                    | supports  | toward towards for
    demand stipulate                                        | demands   | that to obj
    insist                                                  | demands   | on that
    require                                                 | demands   | obj to that
    want                                                    | demands   | to obj
    need                                                    | demands   | obj
    expect                                                  | demands   | obj
    seek                                                    | demands   | obj to
    call                                                    | demands   | for on-to to
    appeal plead petition beg clamour clamor                | demands   | for to
    ask                                                     | demands   | for to
    urge                                                    | demands   | to for obj
    press exhort implore pressure encourage invite     | demands   | to for
    beseech entreat                                         | demands   | to for
    push                                                    | demands   | for to obj
    challenge                                               | demands   | to
    request                                                 | demands   | obj that
    lobby campaign                                          | demands   | for to
    oppose                                                  | opposes   | obj to-noun
    reject resist veto block dismiss rebuff spurn           | opposes   | obj
    repudiate renounce snub shun nix obstruct thwart        | opposes   | obj
    condemn                                                 | opposes   | obj
    disagree                                                | opposes   | with
    criticize criticise                                     | opposes   | for obj
    refuse decline                                          | opposes   | to obj
    object                                                  | opposes   | to to-noun
    balk baulk bristle                                      | opposes   | at
    disapprove                                              | opposes   | of
    boycott scrap protest                                   | opposes   | obj
    withdraw                                                | opposes   | from
    caution                                                 | opposes   | against
    offer                                                   | offers    | to obj
    volunteer undertake swear                               | offers    | to
    promise pledge vow                                      | offers    | to obj of
    propose                                                 | proposes  | that to obj
    recommend                                               | proposes  | that obj to
    suggest                                                 | proposes  | obj that
    float moot tout broach                                  | proposes  | obj
    consider weigh mull contemplate ponder explore study    | considers | obj
    examine                                                 | considers | obj
    hint                                                    | considers | at
    threaten                                                | threatens | to with obj that
    warn                                                    | threatens | against of that
    """,
    0.75,
)
"""Verbs."""

PHRASAL: dict[tuple[str, str], BargainingPredicate] = {
    (form, particle): BargainingPredicate(
        lemma=f"{verb} {particle}", stance=Stance(stance), slots=tuple(slots.split()), confidence=0.8
    )
    for verb, particle, stance, slots in (
        ("rule", "out", "opposes", "obj"),
        ("turn", "down", "opposes", "obj"),
        ("vote", "down", "opposes", "obj"),
        ("call", "off", "opposes", "obj"),
        ("break", "off", "opposes", "obj"),
        ("put", "off", "opposes", "obj"),
        ("brush", "aside", "opposes", "obj"),
        ("knock", "back", "opposes", "obj"),
        ("push", "back", "opposes", "against on"),
        ("hit", "back", "opposes", "at against"),
        ("hit", "out", "opposes", "at against"),
        ("lash", "out", "opposes", "at against"),
        ("speak", "out", "opposes", "against"),
        ("come", "out", "opposes", "against"),
        ("walk", "away", "opposes", "from"),
        ("walk", "out", "opposes", "of on"),
        ("shy", "away", "opposes", "from"),
        ("back", "away", "opposes", "from"),
        ("back", "out", "opposes", "of"),
        ("back", "off", "opposes", "obj off from"),
        ("back", "down", "opposes", "from on"),
        ("pull", "out", "opposes", "of"),
        ("opt", "out", "opposes", "of"),
        ("tear", "up", "opposes", "obj"),
        ("put", "forward", "proposes", "obj"),
        ("set", "out", "proposes", "obj"),
        ("lay", "out", "proposes", "obj"),
        ("hold", "out", "demands", "for"),
        ("hold", "up", "opposes", "obj"),
        ("sign", "up", "supports", "to to-noun"),
        ("sign", "off", "supports", "on"),
        ("abide", "by", "supports", "by"),
        ("stand", "by", "supports", "by"),
        ("stand", "behind", "supports", "behind"),
        ("stick", "to", "supports", "to-noun"),
        ("stick", "with", "supports", "with"),
        ("comply", "with", "supports", "with"),
        ("go", "along", "supports", "with"),
        ("press", "ahead", "supports", "with"),
        ("push", "ahead", "supports", "with"),
        ("look", "forward", "supports", "to to-noun"),
    )
    for form in _forms(verb)
}
"""Verbs with a particle."""

BY_PREPOSITION: dict[tuple[str, str], BargainingPredicate] = {
    (form, preposition): BargainingPredicate(lemma=verb, stance=Stance(stance), slots=(preposition,), confidence=0.7)
    for verb in words(
        "throw vote argue campaign speak fight lobby rally protest march demonstrate push opt decide come rail"
    )
    for preposition, stance in (("for", "supports"), ("against", "opposes"), ("behind", "supports"))
    if not (verb in ("push", "come", "decide", "throw", "speak", "rail") and preposition == "for")
    for form in _forms(verb)
}
"""Verbs whose stance is in their preposition: "voted for", "spoke against"."""

OVER_TALKS: dict[str, BargainingPredicate] = _table(
    """
    suspend cancel freeze abandon quit leave exit halt      | opposes   | obj
    delay stall slow postpone derail undermine              | opposes   | obj
    slam denounce decry deplore blast lambast               | opposes   | obj
    attack ridicule mock prevent stop                       | opposes   | obj
    resume join reopen revive restore salvage save restart  | supports  | obj
    extend declare honour honor observe implement      | supports  | obj
    respect rejoin conclude continue seal defend praise     | supports  | obj
    outline present submit table unveil draft release       | proposes  | obj
    make raise improve sweeten revise                       | proposes  | obj
    announce                                                | proposes  | obj
    """,
    0.6,
)
"""Verbs that tell a position only where their object is a `BARGAINED` noun: "suspended the talks", "presented a plan"."""

BARGAINED = words(
    "talk talks negotiation negotiations dialogue deal agreement accord treaty pact truce ceasefire "
    "plan plans proposal proposals initiative roadmap framework draft formula process peace"
)
"""What is bargained over or with."""

OFFERED = words("offer offers package terms")
"""What, moreover, is made and raised: "tabled a better offer"."""

CONTESTED = BARGAINED | words(
    "offer offers concession concessions compromise compromises terms pullback pullout withdrawal settlement "
    "resolution package referendum summit sanctions tariffs ultimatum decision move cuts reforms"
)
"""What, moreover, is attacked and put off as part of the bargain."""

NOUNS: dict[str, BargainingPredicate] = _table(
    """
    demand call request plea appeal                         | demands   | that for to
    push bid                                                | demands   | for to
    insistence                                              | demands   | on that
    support backing advocacy blessing                       | supports  | for to-noun
    intention appetite point                                | supports  | of to in for
    dissatisfaction displeasure                             | opposes   | with about over at
    reservation misgiving skepticism scepticism doubt       | opposes   | about over on
    acceptance endorsement                                  | supports  | of
    commitment adherence                                    | supports  | to to-noun
    opposition resistance objection hostility aversion      | opposes   | to-noun
    rejection                                               | opposes   | of
    critic opponent                                         | opposes   | of
    supporter proponent advocate champion                   | supports  | of
    refusal reluctance unwillingness                        | opposes   | to
    offer promise pledge                                    | offers    | of to
    willingness readiness preparedness                      | offers    | to for
    effort efforts determination desire wish hope ambition  | supports  | to for
    condition precondition                                  | demands   | that
    need necessity urgency importance                       | demands   | for of to
    favor favour                                            | supports  | of
    proposal                                                | proposes  | for to of that
    plan                                                    | proposes  | to for
    openness                                                | considers | to to-noun
    interest                                                | considers | in
    threat                                                  | threatens | of to
    """,
    0.65,
)
"""Nouns; the holder is their owner or the subject of the verb that makes them ("expressed support for")."""

ADJECTIVES: dict[str, BargainingPredicate] = _table(
    """
    ready prepared willing                                  | offers    | to for
    happy glad pleased satisfied content                    | offers    | to with
    open amenable receptive                                 | considers | to to-noun
    supportive                                              | supports  | of
    committed dedicated                                     | supports  | to to-noun
    determined keen eager resolved anxious desperate        | supports  | to
    intent bent                                             | supports  | on
    adamant                                                 | demands   | that
    insistent                                               | demands   | that on
    hopeful                                                 | supports  | that
    opposed hostile averse resistant                        | opposes   | to-noun
    skeptical sceptical wary critical distrustful           | opposes   | of about
    unhappy dissatisfied angry disappointed uneasy          | opposes   | with about at over
    interested                                              | considers | in
    conditional contingent                                  | demands   | on
    optimistic                                              | supports  | about
    unwilling reluctant loath loth hesitant                 | opposes   | to
    """,
    0.65,
)
"""Adjectives and participles after a copula."""

HYPHENATED: dict[str, Stance] = {
    **dict.fromkeys(("backed", "supported", "sponsored"), Stance.SUPPORTS),
    **dict.fromkeys(("proposed", "drafted"), Stance.PROPOSES),
}
"""Participles glued to an actor: "the US-backed plan"."""

GIVING = words(
    "release free withdraw halt stop suspend lift ease end open reopen allow permit sign join resume continue "
    "reduce cut return "
    "recognise recognize disarm grant provide pay pull lower drop pardon extend implement respect honour honor "
    "hand give"
)
"""What a party that says it will do it, offers."""

HURTING = words(
    "attack strike destroy retaliate respond punish impose escalate leave quit hit bomb invade seize target block "
    "close expel "
    "annex enrich fight arm sue sanction walk crush eliminate use kill assassinate murder execute hang shell raid besiege "
    "occupy burn sink arrest jail prosecute avenge ban cripple starve topple dismantle retake recapture pursue bombard raze "
    "wipe annihilate flatten obliterate eradicate exterminate"
)
"""What a party that says it will do it, threatens."""

KEEPING = words("keep retain defend protect preserve remain stay stand hold uphold")
"""What a party that vows it keeps for itself."""

DUE = words(
    "apology apologies explanation explanations compensation concession concessions answer answers action reply response "
    "withdrawal release commitment commitments guarantee guarantees assurance assurances restraint respect steps progress"
)
"""What is demanded where it is expected from somebody: "expects an apology from Chad"."""

BEGINNING = words("begin start continue keep resume")
"""Verbs that pass the matter on to the verb below them: "vowed to keep bombing"."""

LINES = words("line lines")
"""Nouns that a "red" makes a limit."""
THREATS = words(
    "sanction sanctions tariff tariffs retaliation action strike strikes war veto measure measures response "
    "consequences "
    "countermeasures repercussions revenge boycott force attack attacks lawsuit reprisals invasion walkout penalties"
)
"""What is threatened as a thing: "threatened fresh sanctions", not "threatened the city"."""

CONTROLLED = words(
    "want push press need require request ask prefer urge exhort implore pressure encourage invite beseech entreat beg petition "
    "lobby challenge"
)
"""Verbs whose object is whoever should act; after other verbs an infinitive behind the object tells only what for."""

PARTISANS = words(
    "critic critics opponent opponents supporter supporters proponent proponents advocate advocates champion"
)
"""Nouns that name their holder by a stance: "a critic of the deal"."""

GOALS = words(
    "goal goals aim aims objective objectives target targets priority priorities intention demand demands condition "
    "conditions precondition requirement"
)
"""Nouns that a copula joins to what their owner wants: "their aim is a truce"."""

ALLOWING = words("could may might")
"""Auxiliaries of what is only weighed: "said it might extend the truce"."""

FLIPPED: dict[Stance, Stance | None] = {
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.OFFERS: Stance.OPPOSES,
    Stance.CONSIDERS: Stance.OPPOSES,
    Stance.PROPOSES: None,
    Stance.DEMANDS: None,
    Stance.OPPOSES: Stance.SUPPORTS,
    Stance.THREATENS: None,
}
"""What a negation makes of a stance; None where nothing follows ("does not demand")."""

NEGATED_OPPOSES = frozenset({"want", "need", "accept", "seek"})
"""Verbs whose negation opposes: "does not want a truce"."""

DEONTIC = frozenset({"must", "should", "ought"})
"""Auxiliaries of duty: in somebody's statement, what others must do is that speaker's demand."""

WHOLE = words("truce ceasefire armistice fire pause lull")
"""Nouns that are an issue without what they are to serve: "a truce to let convoys through"."""

SCANT_ONLY = words("point appetite")
"""Nouns of wanting that tell something only when there is none: "sees no point in talks"."""

PRESSED = words(
    "bullied blackmailed forced coerced intimidated cowed pressured pressurised pressurized dragged rushed pushed browbeaten "
    "dictated drawn swayed deterred moved bound tied"
)
"""What somebody says will not be done to him and so refuses: "will not be bullied into a deal"."""

SHOWING = words("show signal express voice indicate give have offer display see feel")
"""Verbs, by lemma, whose denial denies the wish that is their object: "did not signal openness to a truce"."""

DROPPING = words(
    "question questions questioned questioning doubt doubts doubted doubting "
    "drop drops dropped dropping lift lifted withdraw withdraws withdrew abandon abandoned waive waived ease eased"
)
"""Verbs whose object nobody holds any longer, or perhaps never held: "dropped its objections", "questioned its aid"."""

HINDERING = frozenset(by_verb_form(dict.fromkeys(words("prevent stop keep bar prohibit deter discourage"), True)))
"""Verbs that keep somebody "from" what he may never have wanted."""

BODIES = words(
    "country government administration nation party union group organisation organization movement bloc ministry"
)
"""Nouns for those who speak through the speaker around: "said his country", "said the group"."""

ACCUSING = words("accuse accuses accused accusing blame blames blamed blaming deny denies denied denying")
"""Verbs above which nothing is a position: "accused them of refusing", "denied seeking"."""

ENDING = words(
    "stop stops stopped stopping cease ceases ceased ceasing quit quits quitting fail fails failed failing "
    "avoid avoids avoided avoiding"
)
"""Verbs below which nothing is held: "stopped supporting the raids", "failed to agree"."""

ENSURING = words("ensure ensures ensured ensuring guarantee guarantees")
"""Verbs below which a predicate tells what is wished, not what its subject holds: "to ensure that X cannot veto"."""

BELIEVING = words("believe believes believed think thinks thought argue argues argued feel feels felt")
"""Verbs whose "should" is what their subject wants."""

SILENT = words(
    "travel brief comment name say give answer identify elaborate discuss disclose reveal specify speculate "
    "provide talk"
)
"""Verbs whose refusal keeps silence ("declined to comment") and is no position."""

CLAUSE_ENDS = words("unless until because although though while whereas if when once despite before after provided")
"""Words at which an issue ends."""

FUTURE = frozenset({"will", "wo", "would", "'ll", "’ll", "shall"})
HOPED = FUTURE | ALLOWING | {"can"}
"""Auxiliaries behind "hopes that": it wishes for what may come; without one it only supposes."""
OURSELVES = frozenset({"i", "we"})
CONDITIONAL = frozenset({"conditional", "contingent"})
"""Adjectives that somebody makes a thing: "made the truce conditional on a swap"."""
MAKING = frozenset({"make", "makes", "made", "making"})

LIGHT_NOUNS = words(
    "idea possibility option prospect notion conclusion number series kind form set round resumption range point "
    "element variety"
)
"""Nouns that hand on to what follows their "of"."""

NO_ISSUES = words(
    "claim claims allegation allegations accusation accusations report reports attending participating "
    "be do make have help sure see know say tell comment attend participate come go speak talk think way thing "
    "things issue issues it them something everything anything time part case fact sense"
)
"""Words that alone are no issue."""

UNREFUSED = words(
    "believe understand imagine underestimate confirm rule deny know comment speak attend participate come go "
    "travel take say discuss talk appear be have meet get receive earn gain benefit happen"
)
"""Verbs whose refusal is no position but an absence or a silence."""

POINTING = words("i you it this that which who")
"""Subjects of a "should" or "must" that say nobody's duty: "you should know that"."""
ABLE = words("can ca")
"""Auxiliaries whose denial is a refusal: "cannot accept"."""
POSSIBLE = words("can could must should")
"""Auxiliaries of "there can be no ...", beside those of the future."""
PROVISOS = words("without until unless")
"""Words after which "no talks" asks for something: "there can be no talks without a truce"."""

VERB_FORMS = {form: VERBS[verb] for verb in VERBS for form in _forms(verb)} | by_verb_form(VERBS)
NOUN_FORMS = by_noun_form(NOUNS)
GIVING_FORMS = frozenset(by_verb_form(dict.fromkeys(GIVING, True)))
HURTING_FORMS = frozenset(by_verb_form(dict.fromkeys(HURTING, True)))
OVER_TALKS_FORMS = by_verb_form(OVER_TALKS)
LIGHT_FORMS = frozenset(by_noun_form(dict.fromkeys(LIGHT_NOUNS, True)))
"""The tables above keyed by every form of their words."""

POINTING_NOUNS = words(
    "offer offers proposal proposals plan plans idea ideas suggestion suggestions result results move moves step steps "
    "language answer version position positions claim claims thing things matter"
)
"""Nouns that by themselves only point at what another sentence says: "rejected the offer" does not tell what was rejected."""

MAKERS = words("by from")
"""Before whoever made a plan or an offer."""

SUBJECTS = words("on about over of between with for regarding concerning")
"""Before what a meeting, a vote or a plan is about, and before those who shall meet."""
