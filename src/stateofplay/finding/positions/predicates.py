"""Predicates of bargaining: verbs, nouns and adjectives with their slots, and goals."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.positions.candidates import Candidate, each
from stateofplay.finding.positions.holders import Speech, holders
from stateofplay.finding.positions.hollow import (
    has_aux,
    is_asserted,
    is_charged,
    is_disbelieved,
    is_gesture,
    is_supposed,
    is_supposed_of_others,
)
from stateofplay.finding.positions.issues import issues_of, people, phrase_issues
from stateofplay.finding.positions.small_clauses import small_clause, with_patient
from stateofplay.finding.statements.contents import Content, fill
from stateofplay.finding.statements.sources import owner_of, source_of_verb
from stateofplay.finding.statements.warnings import WARNING, is_own_threat
from stateofplay.finding.words.cues import RECEIVING
from stateofplay.finding.words.positions import (
    ADJECTIVES,
    ALLOWING,
    BARGAINED,
    BEGINNING,
    BY_PREPOSITION,
    CONDITIONAL,
    CONTESTED,
    CONTROLLED,
    DEONTIC,
    DROPPING,
    DUE,
    ENSURING,
    FLIPPED,
    HOPED,
    HURTING_FORMS,
    HYPHENATED,
    KEEPING,
    MAKING,
    NEGATED_OPPOSES,
    NOUN_FORMS,
    OFFERED,
    OURSELVES,
    OVER_TALKS_FORMS,
    PARTISANS,
    PHRASAL,
    SCANT_ONLY,
    SHOWING,
    SILENT,
    THREATS,
    VERB_FORMS,
    BargainingPredicate,
)
from stateofplay.language.clauses import child, grammatical_subject, is_passive, obliques, tells_what_was
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated, modality
from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus, Stance

_PLAIN_SLOTS = frozenset({"that", "to", "obj"})
_DENIABLE_SLOTS = frozenset({"that", "to", "on"})
_TURNED = frozenset({Stance.DEMANDS, Stance.PROPOSES, Stance.OFFERS})
"""What turns into opposing where its content is denied: "urged them not to leave"."""
_SEEMING = frozenset({"seem", "appear"})
_OR = frozenset({"or", "nor"})
_HARDLY_ANY = frozenset({"little", "no", "scant"})
_IN_FAVOUR = frozenset({"support", "favor", "favour"})
"""After "in"."""
_TEMPTING = frozenset({"temptation", "urge", "impulse"})
"""What one resists of one's own."""
_ERRANDS = frozenset({"travel", "brief", "comment"})
"""Verbs that are no issue whatever the stance."""
_OF_OFFERS = frozenset({"make", "raise", "improve", "sweeten", "revise"})
"""Verbs that propose only where their object is an offer."""
_ONLY_THREATS = frozenset({("threaten", "obj"), ("warn", "of"), ("warn", "that")})
"""Slots that must name a threat: "threatened sanctions", not "threatened the city"; "warned of reprisals", not "of rain"."""
_WANTING = frozenset({"want", "like", "demand"})
"""Verbs whose "no" is a wish that a thing be not; who "requested no help" only did not ask."""
_OF_PEOPLE = frozenset(
    {"criticize", "criticise", "dismiss", "welcome", "praise", "condemn", "denounce", "reject", "disagree"}
)
"""Verbs that may speak of people, who are no issue."""
_TO_PEOPLE = frozenset({"obj", "with"})
_AGAINST_PEOPLE = frozenset({"criticize", "criticise", "dismiss"})
"""Verbs that, with a name for object, speak of a person and not of an issue."""


def phrasal(verb: Token) -> BargainingPredicate | None:
    marks = (x for o in verb.children if o.i > verb.i for x in o.children if x.dep_ == "case")
    for c in (*verb.children, *marks):
        if c.i > verb.i and (predicate := PHRASAL.get((verb.lower_, c.lower_))) is not None:
            return predicate
    for c in verb.children:
        if c.i > verb.i and c.relation in ("obl", "advcl"):
            for mark in c.children:
                if mark.dep_ in ("case", "mark") and (by := BY_PREPOSITION.get((verb.lower_, mark.lower_))) is not None:
                    return by
    return None


def is_over_talks(verb: Token) -> bool:
    thing = child(verb, "obj") or (child(verb, "nsubj:pass") if is_passive(verb) else None)
    if thing is None and verb.dep_ == "acl" and is_passive(verb):
        thing = verb.head
    if thing is None:
        return False
    predicate = OVER_TALKS_FORMS.get(verb.lower_)
    stance = predicate.stance if predicate is not None else None
    more = {Stance.OPPOSES: CONTESTED, Stance.PROPOSES: OFFERED}
    if predicate is not None and predicate.lemma in _OF_OFFERS:
        return thing.lower_ in OFFERED
    return (stance is not None and thing.lower_ in more.get(stance, ())) or is_bargained(thing)


def is_bargained(noun: Token) -> bool:
    """Tell whether a noun names something that is bargained over: talks, a deal, a plan, a cease-fire."""
    return noun.lower_ in BARGAINED or (noun.lower_ == "fire" and noun.i > 1 and noun.doc[noun.i - 2].lower_ == "cease")


def from_predicate(
    document: Document, speech: Speech, token: Token, predicate: BargainingPredicate
) -> Iterator[Candidate]:
    """Positions that a predicate of bargaining tells: its stance, whose it is, then what fills its slots."""
    if is_supposed(token) or _is_nested(token) or is_charged(token) or _means_something_else(token, predicate):
        return
    if is_disbelieved(token):
        return
    stance = _stance_told(token, predicate)
    if stance is None:
        return
    if is_passive(token) and token.pos_ == "VERB" and (token.lower_ not in ADJECTIVES or _is_by_somebody(token)):
        yield from _from_passive(document, speech, token, stance, predicate)
        return
    subject = _holder_of(token, predicate)
    if predicate.lemma == "need" and (subject is None or subject.lower_ not in OURSELVES):
        return  # what others say that somebody needs is no demand of theirs
    holding = holders(document, speech, subject)
    if not holding:
        return
    if (done := small_clause(document, token, predicate.lemma)) is not None:
        said = _stance_on(predicate, "obj", stance, done)
        yield from each(issues_of(document.doc, done, "that"), token, holding, said or stance, predicate.confidence)
        return
    for slot in _slots(token, predicate):
        found = _from_slot(document, token, predicate, slot, stance, holding)
        yield from found or ()
        if found is None or found:
            return
    if subject is not None and "obj" in predicate.slots:
        yield from _from_relative(document, token, predicate, stance, holding, subject)


def _means_something_else(token: Token, predicate: BargainingPredicate) -> bool:
    """Whether the word is used otherwise here: "would open its market", "considered it" once, "considers it a danger"."""
    if token.pos_ == "VERB" and token.lower_ in ADJECTIVES and child(token, "obj") is not None:
        return True
    if predicate.lemma == "expect":
        due = child(token, "obj")
        ends = () if due is None else (*obliques(token, ("from",)), *obliques(due, ("from", "by")))
        return due is None or due.lower_ not in DUE or not ends
    if predicate.lemma != "consider":
        return False
    over = token.lower_ == "considered" and not any(c.dep_.startswith("aux") for c in token.children)
    judged = child(token, "xcomp")  # "considers it a danger", but not "considers recalling its envoy"
    return over or (judged is not None and (judged.pos_ != "VERB" or not judged.lower_.endswith("ing")))


def _stance_told(token: Token, predicate: BargainingPredicate) -> Stance | None:
    """The stance of a predicate, turned where it is denied; none where a denial leaves it undecided."""
    if not is_denied(token):
        return predicate.stance
    if predicate.lemma == "commit" or any(c.lower_ == "yet" for c in token.children):
        return None  # "has not committed to a date", "has not yet agreed"
    if predicate.lemma == "rule out":
        return Stance.CONSIDERS
    return Stance.OPPOSES if predicate.lemma in NEGATED_OPPOSES else FLIPPED[predicate.stance]


def _holder_of(token: Token, predicate: BargainingPredicate) -> Token | None:
    """Whose position it is; of "made the truce conditional on a swap" it is who made it so."""
    if predicate.lemma in CONDITIONAL:
        maker = token.head if token.head.pos_ == "VERB" else token.head.head
        return grammatical_subject(maker) if maker.lower_ in MAKING else None
    return grammatical_subject(token) if token.lower_ in ADJECTIVES or token.pos_ == "ADJ" else source_of_verb(token)


def _from_slot(
    document: Document,
    token: Token,
    predicate: BargainingPredicate,
    slot: str,
    stance: Stance,
    holding: tuple[str, ...],
) -> list[Candidate] | None:
    """Positions on what fills one slot; None where what fills it shows that no other slot tells more."""
    found: list[Candidate] = []
    if predicate.lemma in WARNING and slot != "against" and not is_own_threat(document, token, holding):
        return found
    for content in fill(token, slot):
        if found and slot not in _PLAIN_SLOTS:
            break  # one "for ..." is the issue, a second says for whom
        if _is_off_issue(document, token, predicate, slot, content):
            continue
        silent = SILENT if stance is Stance.OPPOSES else _ERRANDS
        if slot == "to" and content.head is not None and content.head.lower_ in silent:
            return found or None
        said = _stance_on(predicate, slot, stance, content)
        if (
            slot == "that"
            and content.head is not None
            and _is_opinion(document, predicate, content.head, said, holding)
        ):
            continue
        promised = said in (Stance.OFFERS, Stance.SUPPORTS) and slot == "to" and content.head is not None
        if promised and content.head is not None and _opposes(content.head):
            said, content, slot = Stance.OPPOSES, _object_of(content.head), "obj"  # "vowed to veto the bill"
        if slot == "to" and predicate.lemma in CONTROLLED and (whole := with_patient(token, content)) is not None:
            content, slot = whole, "that"
        if said is Stance.OPPOSES and slot == "that" and content.head is not None and is_negated(content.head):
            content = _without_denial(content, content.head)
        if said is not None:
            found += each(issues_of(document.doc, content, slot), token, holding, said, predicate.confidence)
    return found


def _is_opinion(
    document: Document, predicate: BargainingPredicate, head: Token, said: Stance | None, holding: tuple[str, ...]
) -> bool:
    """Whether a clause tells only what its speaker takes to be so."""
    if predicate.lemma == "suggest" and said is Stance.CONSIDERS:
        return is_supposed_of_others(head, holding, document)
    return is_asserted(predicate, head, holding, document)


def _opposes(verb: Token) -> bool:
    """Whether a verb that somebody promises to do opposes what is its object, and nothing else stands between."""
    own = VERB_FORMS.get(verb.lower_)
    return own is not None and own.lemma in _OPPOSING and child(verb, "obj") is not None and not is_negated(verb)


_OPPOSING = frozenset({"veto", "reject", "oppose", "block", "boycott", "resist", "obstruct", "thwart"})


def _object_of(verb: Token) -> Content:
    return next(iter(fill(verb, "obj")))


def _without_denial(content: Content, head: Token) -> Content:
    """What is opposed of "insisted it would not give up the port": to give up the port."""
    subject = child(head, "nsubj")
    own = subject is not None and content.start <= subject.i < head.i
    return Content(start=head.i, end=content.end, head=head) if own and child(head, "cop") is None else content


def _is_off_issue(
    document: Document, token: Token, predicate: BargainingPredicate, slot: str, content: Content
) -> bool:
    """Whether a filler is nothing to bargain over: no threat behind "threatened", a city left, a person criticised."""
    if (predicate.lemma, slot) in _ONLY_THREATS and not _is_threat(content):
        return True
    if is_gesture(document, token, predicate, slot, content):
        return True
    if predicate.lemma == "resist" and content.head is not None and content.head.lower_ in _TEMPTING:
        return True
    if predicate.lemma == "withdraw" and (content.head is None or not is_bargained(content.head)):
        return True  # "withdrew from the city"
    if (
        slot in _TO_PEOPLE
        and predicate.lemma in _OF_PEOPLE
        and content.head is not None
        and content.head.lower_ in people()
    ):
        return True  # "criticized the minister", "welcomed the envoy"
    return predicate.lemma in _AGAINST_PEOPLE and all(
        t.pos_ == "PROPN" for t in document.doc[content.start : content.end]
    )


def _stance_on(predicate: BargainingPredicate, slot: str, stance: Stance, content: Content) -> Stance | None:
    """The stance on what fills a slot, which may turn it or take it away.

    "urged them not to leave", "vowed not to yield" oppose; "vowed retaliation" threatens; "hopes they will meet" wishes
    it, "hopes it is true" only supposes; "suggested it might extend the truce" considers it.
    """
    head = content.head
    said = Stance.OPPOSES if slot == "against" else stance
    if slot in _DENIABLE_SLOTS and head is not None and is_negated(head):
        said = Stance.OPPOSES if stance in _TURNED else stance
    if slot == "for" and said is Stance.OPPOSES and head is not None and is_negated(head):
        return Stance.DEMANDS  # "criticised them for not paying"
    if said is Stance.OFFERS and head is not None:
        hurting = HURTING_FORMS if slot == "to" else THREATS
        below = child(head, "xcomp") if head.lower_ in BEGINNING else None
        said = Stance.THREATENS if (below or head).lower_ in hurting else said
        if said is Stance.OFFERS and slot == "to" and below is None and head.lemma_.lower() in KEEPING:
            said = Stance.SUPPORTS  # "vowed to keep the port" gives nothing to anybody
    if slot == "obj" and said is Stance.DEMANDS and predicate.lemma in _WANTING and _is_none(content):
        return Stance.OPPOSES  # "wants no foreign troops"
    if slot == "to" and predicate.lemma == "seek" and said is Stance.DEMANDS:
        return Stance.SUPPORTS  # what somebody seeks to do himself he demands of nobody
    if slot == "that" and predicate.lemma == "agree" and tells_what_was(head):
        return None  # "agreed that he was killed": an opinion of what was
    if slot == "that" and predicate.lemma == "hope":
        return said if head is not None and has_aux(head, HOPED) else None
    if slot == "that" and predicate.lemma == "suggest":
        if head is None or not has_aux(head, ALLOWING | DEONTIC):
            return None
        return Stance.CONSIDERS if has_aux(head, ALLOWING) else said
    return said


def _is_none(content: Content) -> bool:
    """ "No foreign troops", whatever the parser makes of the "no"."""
    return content.head is not None and content.head.doc[content.start].lower_ == "no"


def _from_relative(
    document: Document,
    token: Token,
    predicate: BargainingPredicate,
    stance: Stance,
    holding: tuple[str, ...],
    subject: Token,
) -> Iterator[Candidate]:
    """ "the concessions that he seeks": the noun before a relative clause without an object of its own."""
    noun = token.head
    if token.dep_ != "acl:relcl" or child(token, "obj") is not None or noun.pos_ != "NOUN" or noun.i == subject.i:
        return
    issues = phrase_issues(document.doc, noun, without=token)
    yield from each(issues, token, holding, stance, predicate.confidence - 0.1)


def is_denied(verb: Token) -> bool:
    """Tell whether a verb is negated itself, or by the verb before its "or": "will not negotiate or agree to terms"."""
    if is_negated(verb):
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _SEEMING and is_negated(verb.head):
        return True  # "does not seem to be proposing it"
    if verb.dep_ == "xcomp" and verb.head.lower_ == "unlikely":
        return True  # "seems unlikely to agree to it"
    joined = verb.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ in _OR for c in verb.children)
    return joined and child(verb, "nsubj") is None and is_negated(verb.head)


def _slots(token: Token, predicate: BargainingPredicate) -> tuple[str, ...]:
    """Slots of a predicate; an infinitive behind its object tells what for: "agreed to a truce to allow repairs"."""
    if "to" not in predicate.slots or predicate.lemma in CONTROLLED:
        return predicate.slots
    infinitive = next(iter(fill(token, "to")), None)
    if infinitive is None:
        return predicate.slots
    for slot in ("obj", "to-noun", "on", "for"):
        if slot in predicate.slots:
            for content in fill(token, slot):
                head = content.head
                if head is not None and head.pos_ == "NOUN" and token.i < head.i < infinitive.start:
                    return tuple(x for x in predicate.slots if x != "to")
    return predicate.slots


def _is_threat(content: Content) -> bool:
    return (
        any(t.lower_ in THREATS for t in content.head.doc[content.start : content.end])
        if content.head is not None
        else False
    )


def _is_by_somebody(token: Token) -> bool:
    """ "The dam was opposed by Chad": a passive, where "they are opposed to it" tells of themselves."""
    return next(obliques(token, ("by",)), None) is not None


def _from_passive(
    document: Document, speech: Speech, token: Token, stance: Stance, predicate: BargainingPredicate
) -> Iterator[Candidate]:
    agent = source_of_verb(token)
    subject = child(token, "nsubj:pass") or (token.head if token.dep_.startswith("acl") else None)
    if agent is None or subject is None or "obj" not in predicate.slots or subject.pos_ == "PRON":
        return
    if token.dep_.startswith("acl") and not is_bargained(subject):
        return
    holding = holders(document, speech, agent)
    yield from each(phrase_issues(document.doc, subject, without=token), token, holding, stance, predicate.confidence)


def from_noun(document: Document, speech: Speech, token: Token, predicate: BargainingPredicate) -> Iterator[Candidate]:
    owner = owner_of(token)
    slots = predicate.slots
    if token.i and token.doc[token.i - 1].lower_ == "in" and token.lower_ in _IN_FAVOUR:
        # "is in favour of", "remains in support of"
        slots = ("of",)
        owner = child(token, "nsubj") or (
            grammatical_subject(token.head) if token.head.pos_ in ("VERB", "AUX") else None
        )
    if token.lower_ in PARTISANS:
        owner = child(token, "nsubj") or (token.head if token.dep_ == "appos" else None)
    if owner is not None and _is_of_another(token, owner):
        return
    holding = holders(document, speech, owner)
    stance: Stance | None = predicate.stance
    if _is_scant(token) or _is_not_shown(token):
        stance = Stance.OPPOSES if predicate.lemma == "need" else FLIPPED[predicate.stance]
    elif predicate.lemma in SCANT_ONLY:
        return
    if (token.dep_ == "obj" and token.head.lower_ in DROPPING) or _is_backed_off(token):
        return
    if not holding or stance is None or (owner is not None and _is_sought(token, owner)):
        return
    for slot in slots:
        # "the condition is that ...": see `from_goal`
        contents = (c for c in fill(token, slot) if document.doc[c.start].lemma_ != "be")
        issues = [issue for content in contents for issue in issues_of(document.doc, content, slot)]
        yield from each(issues, token, holding, stance, predicate.confidence)
        if issues:
            return


def _is_of_another(noun: Token, owner: Token) -> bool:
    """Tell whether the subject of a verb over a noun only takes in what others want: "refused a request to list them"."""
    if noun.dep_ != "obj" or owner.is_ancestor(noun) or noun.is_ancestor(owner):
        return False
    verb = noun.head
    known = phrasal(verb) or VERB_FORMS.get(verb.lower_) or OVER_TALKS_FORMS.get(verb.lower_)
    taken = known is not None and known.stance in (Stance.OPPOSES, Stance.CONSIDERS)
    return taken or verb.lower_ in RECEIVING


def _is_backed_off(noun: Token) -> bool:
    """ "Backed off its threat", "backs down from a demand": held no longer."""
    over = phrasal(noun.head) if noun.relation in ("obj", "obl") else None
    return over is not None and over.lemma in _BACKING_OFF


_BACKING_OFF = frozenset({"back off", "back down", "back away", "walk away", "shy away"})


def _is_sought(noun: Token, owner: Token) -> bool:
    """ "If it can win Chad's support", "seeks the blessing of Chad": who is courted has not said yes."""
    verb = noun.head
    if noun.dep_ != "obj" or noun.lower_ not in _GIVEN or not (noun.is_ancestor(owner)):
        return False
    lemma = verb.lemma_.lower()
    return lemma in _COURTING or (lemma in _WINNING and modality(verb).status is not EventStatus.HAPPENED)


_GIVEN = frozenset({"support", "backing", "blessing"})
_COURTING = frozenset({"seek", "need", "want", "lack", "require", "court", "ask"})
_WINNING = frozenset({"get", "win", "gain", "secure", "muster", "attract", "have", "receive"})


def _is_scant(noun: Token) -> bool:
    """ "little willingness", "no support"."""
    return any(c.lower_ in _HARDLY_ANY for c in noun.children)


def _is_not_shown(noun: Token) -> bool:
    """ "did not signal openness", "has shown no sign of willingness"."""
    verb = noun.head
    return noun.dep_ == "obj" and verb.lemma_.lower() in SHOWING and is_negated(verb)


def from_hyphen(document: Document, token: Token) -> Iterator[Candidate]:
    """Participles glued to an actor: "the US-backed plan"."""
    holder, noun = token.doc[token.i - 2], token.head
    names = [n for m in document.mentions if m.start <= holder.i < m.end for n in m.actors]
    if not names or noun.pos_ != "NOUN" or noun.i < token.i or not is_bargained(noun):
        return
    issues = phrase_issues(document.doc, noun, without=token)
    yield from each(issues, token, (names[0],), HYPHENATED[token.lower_], 0.6)


def _is_nested(token: Token) -> bool:
    """Tell whether a predicate is what another predicate is about: "balks at committing", "urged them to accept"."""
    head = token.head
    if token.dep_ == "conj" and head.pos_ in ("VERB", "AUX") and child(token, "nsubj") is None:
        # "called on them to stop and promised to ...": a past form goes on with the main clause.
        main = "Past" in token.morph.get("Tense", []) and "Inf" in head.morph.get("VerbForm", [])
        return not main and _is_nested(head)
    if head.lower_ in ENSURING:
        return True
    if token.dep_ == "ccomp" and (outer := VERB_FORMS.get(head.lower_)) is not None:
        return outer.stance in (Stance.DEMANDS, Stance.PROPOSES)
    if token.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "obl") or head is token:
        return False
    if token.dep_ in ("advcl", "ccomp") and not any(
        c.dep_ in ("mark", "aux") and c.lower_ in ("to", "at", "of") for c in token.children
    ):
        return False
    return (
        phrasal(head) is not None or head.lower_ in VERB_FORMS or head.lower_ in NOUN_FORMS or head.lower_ in ADJECTIVES
    )
