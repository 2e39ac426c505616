"""The words that make one thing hang on another, as tables.

Each marker has a *form*, which says where `what` and `on` stand around it in the parse:

``clause``
    It opens the clause that is waited for: "W *if* O", "W *unless* O".
``phrase``
    It is a preposition before what is given or waited for: "W *in exchange for* O".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stateofplay.language.inflections import words
from stateofplay.model import Relation


class Form(StrEnum):
    """Where the two sides of a condition stand around its marker."""

    CLAUSE = "clause"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Marker:
    """Words in a row (lower case) that mark a condition."""

    words: tuple[str, ...]
    relation: Relation
    form: Form


def _markers(form: Form, table: dict[str, Relation]) -> tuple[Marker, ...]:
    return tuple(Marker(tuple(text.split()), relation, form) for text, relation in table.items())


MARKERS: tuple[Marker, ...] = (
    *_markers(
        Form.CLAUSE,
        {
            "if": Relation.IF,
            "unless": Relation.UNLESS,
            "once": Relation.AFTER,
            "as soon as": Relation.AFTER,
            "until": Relation.UNLESS,
            "till": Relation.UNLESS,
            "until after": Relation.AFTER,
            "only after": Relation.AFTER,
            "only when": Relation.ONLY_IF,
            "only once": Relation.AFTER,
            "as long as": Relation.IF,
            "so long as": Relation.IF,
            "provided": Relation.IF,
            "provided that": Relation.IF,
            "providing": Relation.IF,
            "on condition": Relation.ONLY_IF,
            "on condition that": Relation.ONLY_IF,
            "on the condition that": Relation.ONLY_IF,
            "on the understanding that": Relation.IF,
            "on the basis that": Relation.IF,
            "under the condition that": Relation.ONLY_IF,
            "with the proviso that": Relation.ONLY_IF,
            "only on condition that": Relation.ONLY_IF,
            "in case": Relation.IF,
            "in the event that": Relation.IF,
            "in the event": Relation.IF,
            "assuming": Relation.IF,
            "supposing": Relation.IF,
            "except if": Relation.UNLESS,
            "if and when": Relation.IF,
            "if and only if": Relation.ONLY_IF,
            "if , and only if ,": Relation.ONLY_IF,
            "unless and until": Relation.UNLESS,
            "until such time as": Relation.UNLESS,
            "only to the extent that": Relation.ONLY_IF,
            "for as long as": Relation.IF,
        },
    ),
    *_markers(
        Form.PHRASE,
        {
            "in exchange for": Relation.IN_EXCHANGE_FOR,
            "in return for": Relation.IN_EXCHANGE_FOR,
            "without": Relation.UNLESS,
            "lacking": Relation.UNLESS,
            "absent": Relation.UNLESS,
            "only after": Relation.AFTER,
            "only with": Relation.ONLY_IF,
            "barring": Relation.UNLESS,
            "until after": Relation.AFTER,
            "until": Relation.UNLESS,
            "pending": Relation.ONLY_IF,
            "subject to": Relation.ONLY_IF,
            "in case of": Relation.IF,
            "in the event of": Relation.IF,
            "in the absence of": Relation.UNLESS,
        },
    ),
)

BY_FIRST_WORD: dict[str, tuple[Marker, ...]] = {}
for _marker in sorted(MARKERS, key=lambda m: -len(m.words)):
    BY_FIRST_WORD[_marker.words[0]] = (*BY_FIRST_WORD.get(_marker.words[0], ()), _marker)

# Predicates by lemma; the second item lists the prepositions of what is waited for, none for a direct object or clause.
PREDICATES: dict[str, tuple[Relation, frozenset[str]]] = {
    "depend": (Relation.IF, frozenset({"on", "upon"})),
    "hinge": (Relation.IF, frozenset({"on", "upon"})),
    "hang": (Relation.IF, frozenset({"on", "upon"})),
    "rest": (Relation.IF, frozenset({"on", "upon"})),
    "ride": (Relation.IF, frozenset({"on", "upon"})),
    "require": (Relation.ONLY_IF, frozenset()),
    "necessitate": (Relation.ONLY_IF, frozenset()),
    "need": (Relation.ONLY_IF, frozenset()),
    "have": (Relation.ONLY_IF, frozenset()),
    "await": (Relation.ONLY_IF, frozenset()),
    "contingent": (Relation.ONLY_IF, frozenset({"on", "upon"})),
    "conditional": (Relation.ONLY_IF, frozenset({"on", "upon"})),
    "dependent": (Relation.IF, frozenset({"on", "upon"})),
    "conditioned": (Relation.ONLY_IF, frozenset({"on", "upon"})),
    "predicated": (Relation.ONLY_IF, frozenset({"on", "upon"})),
    "premised": (Relation.ONLY_IF, frozenset({"on", "upon"})),
    "tied": (Relation.IF, frozenset({"to"})),
    "linked": (Relation.IF, frozenset({"to"})),
}
# The same as verbs with an object: "conditioned aid on reforms", "tied any withdrawal to a truce".
BINDING_VERBS: dict[str, tuple[Relation, frozenset[str]]] = {
    "condition": (Relation.ONLY_IF, frozenset({"on", "upon"})),
    "tie": (Relation.IF, frozenset({"to"})),
    "link": (Relation.IF, frozenset({"to"})),
    "predicate": (Relation.ONLY_IF, frozenset({"on", "upon"})),
    "exchange": (Relation.IN_EXCHANGE_FOR, frozenset({"for"})),
    "swap": (Relation.IN_EXCHANGE_FOR, frozenset({"for"})),
    "trade": (Relation.IN_EXCHANGE_FOR, frozenset({"for"})),
    "barter": (Relation.IN_EXCHANGE_FOR, frozenset({"for"})),
}
# Law and custom require things of everybody; that is no bargaining.
LAWFUL_SUBJECTS = words("law constitution court rule rules legislation statute regulation protocol charter act")
# What these require is what they say, unless it is the consent that they themselves need.
RULING_SUBJECTS = words(
    "bill measure policy mandate provision amendment resolution order directive formula clause scheme"
)

# "O is a condition for W", "demands O as a precondition of W".
REQUIREMENTS = words("condition precondition pre-condition prerequisite requirement")
REQUIREMENT_ADJECTIVES = words("necessary essential indispensable prerequisite required needed")
# Of these, what else is useful for something, so that only what is bargained over makes it a term.
USEFUL = words("necessary essential indispensable")
REQUIREMENT_LINKS = words("for of to on")

# "Any deal must include O", "O has to be part of any settlement".
OUTCOMES = words(
    "deal agreement settlement accord pact treaty ceasefire truce peace talk talks negotiation negotiations "
    "solution discussion discussions dialogue compromise arrangement plan proposal extension withdrawal resolution "
    "contract bill budget"
)
# What is tied or linked to terms; people and groups are linked to each other in another sense.
TIED = OUTCOMES | words(
    "aid withdrawal release relief support lifting loan loans sanction sanctions funding vote approval return membership "
    "concession concessions move step steps pullout assistance recognition normalization"
)
DUTIES = words("must should need have ought shall")
# What a bill, deal or move needs, or must have, from somebody else; "needs time" names no term.
CONSENT = words(
    "approval consent vote votes support majority agreement backing permission ratification signature authorization "
    "authorisation endorsement blessing guarantee guarantees mandate unanimity quorum referendum co-operation cooperation"
)
# "The price of aid is a matter of debate": what nobody asks for.
MUSINGS = words("matter question issue worry concern mystery subject problem secret")
# What else has its price.
COMPANY = words("cooperation participation help silence presence loyalty restraint goodwill stability calm security")
INCLUDING = words("include guarantee ensure contain involve address cover begin start provide require")

# Words that show that what stands before "before" is asked for: "insists on talks before any truce".
ASKING_LEMMAS = words("demand insist require need want ask call urge expect condition precondition")

# "On condition of anonymity" opens no clause.
NO_CLAUSE_AFTER = words("of to for")
# Auxiliaries that stand before their subject behind a fronted "only when ...".
TURNED = words("will would can could may might shall should must do does did is are was were has have")
# Verbs that keep somebody "from" what comes only with something: "bars him from easing them without consent".
PREVENTING = words("bar prevent prohibit ban forbid stop keep block preclude")

# Predicates that deny as "not" does: "without guarantees a deal is impossible", "refuses to talk until".
DENYING = words(
    "refuse reject deny decline rule impossible unlikely unthinkable unacceptable pointless meaningless hopeless"
)
NEGATIONS = words("not n't n’t never no nor neither nobody nothing none hardly")

# Words that wait only under an "only" before the verb: "would only sign after the vote".
ONLY_WORDS: dict[str, Relation] = {
    "after": Relation.AFTER,
    "following": Relation.AFTER,
    "when": Relation.ONLY_IF,
    "with": Relation.ONLY_IF,
    "under": Relation.ONLY_IF,
    "through": Relation.ONLY_IF,
    "by": Relation.ONLY_IF,
}

# Circumstances under which a party says that it will not act: "will not negotiate under fire", "while the siege lasts".
DURESS = words(
    "fire pressure threat threats bombardment blockade siege escalation occupation attack duress shelling coercion "
    "bombing sanctions circumstance circumstances condition conditions gunpoint"
)

# What a party takes up again, undoes or ends "when" something has come true.
TURNING = words(
    "resume restart reopen withdraw release free lift return disarm sign stop halt end ease suspend reconsider respond rejoin "
    "negotiate talk unfreeze"
)
# "When they meet" is a time.
COMING = words("meet arrive come attend visit gather convene open begin start sit travel go take be have expire")

# What is said to be in vain "when ...": "impossible", "no point", "no sense".
HOPELESS = words("impossible pointless useless senseless meaningless point sense use unthinkable unacceptable")
# Auxiliaries of being able; denied, what they stand with is in vain too.
ABLE = words("can ca")
# Verbs of wanting: what they want is the price in "demands cuts in exchange for a loan".
WISHING = words("want demand seek ask expect require request insist")
# "Come before the court" is no order of things.
STANDING = words("come go appear testify stand lie plead")
# Verbs whose "for" names what they seek: "look for a plan to save money" waits for nothing.
SEEKING = words("look call ask wait search push hope press fight work argue vote pay")
# Verbs that only tie a subject to what it is: "remains committed".
COPULAR = words("remain stay become seem appear look feel sound grow keep")
# Words that make a question of an inverted verb.
ASKING = words("what who why how when where which whether")
# Words that make a question of a clause within a sentence; "who" and "which" may belong to a noun.
ASKED_WITHIN = words("what why how whether")

# Sentences that hang on the one before: "In return, ...", "Only then ...", "Otherwise ...".
SEQUELS: dict[tuple[str, ...], Relation] = {
    ("in", "return"): Relation.IN_EXCHANGE_FOR,
    ("in", "exchange"): Relation.IN_EXCHANGE_FOR,
    ("only", "then"): Relation.ONLY_IF,
    ("otherwise",): Relation.UNLESS,
    ("or", "else"): Relation.UNLESS,
    ("if", "not"): Relation.UNLESS,
    ("if", "so"): Relation.IF,
    ("failing", "that"): Relation.UNLESS,
}
# Prepositions that open a sentence and suppose what they name, where the rest says what will or would be.
FRONTED: dict[tuple[str, ...], Relation] = {
    ("without",): Relation.UNLESS,
    ("absent",): Relation.UNLESS,
    ("lacking",): Relation.UNLESS,
    ("barring",): Relation.UNLESS,
    ("short", "of"): Relation.UNLESS,
    ("but", "for"): Relation.UNLESS,
    ("failing",): Relation.UNLESS,
    ("with",): Relation.IF,
    ("upon",): Relation.AFTER,
}
PLACING = words("at in on around outside under near behind between")
"""With one of these what stands behind "with" is how things are: "with a solution at hand", "with a crowd outside"."""
# Behind "barring" and "absent" as prepositions, and behind "absent" as an adjective.
SOME = words("a an any some another further unforeseen last new more")
PLACED = words("from in")
# What "with" tells of the scene rather than supposes.
SURROUNDINGS = words("looming approaching nearing near away left remaining underway still now already place")
# What is done to a deal before it counts: "must be ratified".
APPROVING = words(
    "approve ratify endorse pass sign back accept confirm adopt enact authorise authorize clear finalise finalize"
)
# Verbs over an infinitive that is asked for; "had to" tells what was done.
BINDING = words("have has need needs needed")
# Verbs of consent, of which "only" says to what kind of thing it will be given.
CONSENTING = words("accept agree sign back support approve consider settle endorse take")
# Verbs of refusal, whose object says what kind of thing it will meet.
REFUSING = words("veto oppose reject block refuse resist")
# What brings a thing to where it is decided: "will not bring up any bill that ...".
BRINGING = words("bring put hold pass advance schedule allow sign vote")
# "Any bill that lacks the money": as much as one that has it not.
LACKS = words("lack omit exclude")
# Verbs of asking that something be so, whatever comes about.
ASKING_FOR = words("insist demand want require stipulate")
# Who is bound by one side of an "or": "must", "have to", "either".
BOUND = words("must should need have either better")

# "Failure to agree would mean war".
FAILURES = words("failure refusal failing inaction")
# Nouns of what might happen: "any strike would", "any delay could".
SUPPOSED = FAILURES | words(
    "attack violation breach strike attempt move escalation delay rejection withdrawal return use incursion aggression "
    "invasion intervention provocation miscalculation misstep collapse breakdown interference defeat default shutdown "
    "boycott veto breach repeat"
)

# Inverted conditions: "Should talks fail, ...", "Had they agreed, ...", "Were it to sign, ...".
INVERTED = frozenset({"should", "had", "were"})

# What follows "or" in a threat: "withdraw or face sanctions".
OR_ELSE = words("face risk suffer pay lose see")
# What is paid in a threat; who must hold a licence "or pay a tax" is threatened with nothing.
PAID = words("price prices penalty penalties dearly consequences fine fines")

# "Much depends on him": what, nobody says.
UNNAMED = words("much lot everything all more")
# What nobody is or was able to do, "or" what: no order.
UNABLE = words("unable able fail refuse decline manage hope try")

# A positive clause with "until" waits for its end: "the blockade continues until O".
LASTING = words(
    "continue remain stay keep maintain hold persist last refuse suspend halt freeze block fight boycott strike pause "
    "withhold reject resist detain delay stop"
)

# "We will wait until they are willing" names no term of a deal.
READY = words("willing ready prepared able inclined keen")

# Nouns after "until", "without" and the like that are times or company rather than terms.
NO_TERMS = words(
    "deadline day days week weeks month months year years hour hours minute minutes moment time today tomorrow midnight noon "
    "doubt question result success exception fail comment anonymity interruption warning reason evidence explanation "
    "elaboration detail details name permission incident delay now then nothing criticism critic critics controversy "
    "consequence consequences cost costs risk risks difficulty difficulties problem problems hitch"
)

# "The end of May" is a time, "an end to the fire" is not.
ENDS_OF_TIMES = words("end beginning start middle rest close")

RELATIVES = frozenset({"that", "which", "who"})
BEFORE_CLAUSES = words("that and but because so then")
LACKING = words("without lacking absent")
HAVE_TO = frozenset({"have", "need"})
# Of somebody's consent: whoever has to have it, and whoever waits for it, has it not.
LACKED = words("have await")
# What is "needed for" a thing, in its participle.
ASKED_FOR = words("needed required")
# Verbs that make one thing a term of another: "made a truce a condition", and that bind one to the other.
DECLARING = words("make consider call")
TYING = words("tie link")
TIED_TO = words("tied linked")
# Determiners of what is not there yet: "any deal", "such a truce".
ANY = words("any such")
SOME = ANY | words("a an")
NOT_YET = words("any further")
# The first words of "in order to", "so as to".
AIMING = words("in so")
# Aims that tell what comes otherwise: "must cut spending to avoid a default".
AVERTING = words("avoid avert prevent")
# Auxiliaries that ask something of somebody, and those under which a thing goes on "until ...".
ASKS_OF = words("must should shall ought")
GOES_ON = words("will wo must shall would")
# They open nothing but a clause, also where the parse sees none.
BARE = frozenset({"if", "unless"})
UNTIL = frozenset({"until", "till"})

POSSIBLE = words("possible practicable practical feasible necessary needed")
# Set phrases with "if" that wait for nothing.
IDLE_IF = words("so not any anything possible ever only true")
# Whose "is to" tells what they are: "the job is to be honest".
TASKS = words("job role task duty point idea purpose plan aim goal mission function objective")
# "If they think so, they are wrong" is a retort.
IDLE_CONSEQUENCES = words("wrong mistaken surprised surprise shocked love appreciate nice laughable ironic")
# "If that is right", "if there is any": no term either.
IDLE_ENDS = words("knew right correct true accurate any anything one ever")
# "Unless I am mistaken", "as long as anyone can remember".
AS_FAR_AS_KNOWN = words("mistaken remember recall wrong misremember")
ANYBODYS = words("you it")
SELVES = words("i we anyone anybody people")
# "As long as it takes", "if you ask me": said of nothing that would have to come true.
SET_CLAUSES = frozenset({"it takes", "you ask me", "you will", "memory serves", "need be", "all else fails"})
# "Call it a truce if you like": whatever the listener calls it.
AS_YOU_LIKE = words("like will wish want please prefer choose")
# "Has not provided any money", "was provided by Chad": somebody gives, on no terms.
GIVEN_BEFORE = words("by no to in for with little few")
GIVEN_AFTER = words("not have has had never be is was were been being to also already n't n’t will would")
# Verbs and adjectives of asking and not knowing, also with words between ("asked by reporters if").
ASKED = words("ask wonder inquire enquire unclear uncertain clear question")
FORETELLING = words("warn threaten predict forecast promise vow pledge foresee")
WONDERING = words("ask wonder")
# Why somebody is told a thing "in case" he did it.
HEARERS = words("you i we one")
DOUBTED = words("doubt wonder forget miss compare remember recall listen")
LOOKED = words("at back around closely into")
"""After "if you" they begin an address to whoever hears it, with an order that nobody owes: "if you doubt it, just wait"."""
WONDERED = words("wonder doubt forget miss notice ask")
# What joins a second question to a first.
JOINTS = words("and or")
# Verbs that, denied, leave a question open: "did not say if".
ANSWERING = words("say know tell confirm specify clarify indicate reveal disclose explain remember recall")
# Words before "if" that make it a question or a comparison.
NO_IF_AFTER = words(
    "as even what wonder ask see know doubt decide determine question unclear uncertain sure unsure certain"
)
AROUND_TIMES = words("at least the end of early late mid next after - about around")
"""Words beside a time: "until at least the end of May"."""
NO_IF_AFTER_TO = words("tell see")
"""Verbs after "to" before an "if" that asks: "too early to tell if"; "it will see if" asks too, "we tell them if" does not."""
# Words that ask what a first "if" opens, so that a second one asks as well.
ASKING = ASKED | ANSWERING | NO_IF_AFTER

UNCONDITIONAL = frozenset({"unconditional", "unconditionally"})
INDEPENDENT = frozenset({"independently", "regardless", "irrespective"})
FREE_OF = words("precondition preconditions pre-condition pre-conditions condition conditions strings")
TALKS_AND_TRUCES = words("talk talks negotiation negotiations ceasefire truce dialogue meeting summit round armistice")
