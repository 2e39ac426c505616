"""Candidates for positions around one word: predicates, duties, refusals, conditions of consent, and verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from stateofplay.finding.attribution.contents import Content, bounds, fill, subtree_range
from stateofplay.finding.attribution.speakers import owner_of, source_of_verb
from stateofplay.finding.bargaining.holders import Speech, holders
from stateofplay.finding.bargaining.issues import Issue, issues_of, phrase_issues, standing_off
from stateofplay.finding.bargaining.words import (
    ADJECTIVES,
    BARGAINED,
    BLAMED,
    COPULAR,
    DEONTIC,
    DESCRIBING,
    FLIPPED,
    FUTURE,
    GIVING,
    HURTING,
    HYPHENATED,
    NEGATED_OPPOSES,
    NOUN_FORMS,
    OVER_TALKS_FORMS,
    OWN_PLANS,
    PHRASAL,
    PRAISED,
    REFUSED_COPULAS,
    REQUIRED_COPULAS,
    SILENT,
    UNREFUSED,
    VERB_FORMS,
    Predicate,
)
from stateofplay.language.clauses import child, children, grammatical_subject, is_passive, possessor
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated
from stateofplay.model import Stance

_AGAINST_PEOPLE = frozenset({"condemn", "criticize", "criticise", "denounce", "decry", "lambast", "slam", "dismiss"})
"""Verbs that, with a name for object, speak of a person and not of an issue."""
_HAVING = frozenset({"have", "has", "had", "need", "needs", "needed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A position before it is bound to its evidence."""

    trigger: Token
    holders: tuple[str, ...]
    stance: Stance
    issue: Issue
    sure: float


def candidates(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """Everything that `token`, as a trigger, says about who is for or against what."""
    word = token.lower_
    if token.pos_ in ("VERB", "AUX"):
        predicate = _phrasal(token) or VERB_FORMS.get(word) or ADJECTIVES.get(word)
        if predicate is None and word in OVER_TALKS_FORMS and _is_over_talks(token):
            predicate = OVER_TALKS_FORMS[word]
        if predicate is not None:
            yield from _from_predicate(document, speech, token, predicate)
        elif word in ("like", "love") and any(c.lower_ in ("would", "'d", "’d") for c in children(token, "aux")):
            wish = Predicate(lemma="like", stance=Stance.DEMANDS, slots=("to", "obj"), sure=0.65)
            yield from _from_predicate(document, speech, token, wish)
        yield from _from_duty(document, speech, token)
        yield from _from_refusal(document, speech, token)
        yield from _from_resolve(document, speech, token)
    elif token.pos_ == "NOUN":
        if (noun := NOUN_FORMS.get(word)) is not None:
            yield from _from_noun(document, speech, token, noun)
        if word in OWN_PLANS:
            yield from _from_own_plan(document, speech, token)
    elif token.pos_ == "ADJ" and (predicate := ADJECTIVES.get(word)) is not None:
        yield from _from_predicate(document, speech, token, predicate)
    if word in ("unless", "until", "without", "only"):
        yield from _from_proviso(document, speech, token)
    if word in HYPHENATED and token.i > 1 and token.doc[token.i - 1].text == "-":
        yield from _from_hyphen(document, token)
    if token.dep_ == "case" and word == "against" and any(c.dep_ == "cop" for c in token.head.children):
        for issue in phrase_issues(document.doc, token.head):
            holding = holders(document, speech, child(token.head, "nsubj"))
            yield Candidate(trigger=token, holders=holding, stance=Stance.OPPOSES, issue=issue, sure=0.7)
    if word in REFUSED_COPULAS | REQUIRED_COPULAS | PRAISED | BLAMED or (word in ("line", "lines") and _is_red(token)):
        yield from _from_verdict(document, speech, token)


def _phrasal(verb: Token) -> Predicate | None:
    for c in verb.children:
        if c.i > verb.i and (predicate := PHRASAL.get((verb.lower_, c.lower_))) is not None:
            return predicate
    return None


def _is_over_talks(verb: Token) -> bool:
    thing = child(verb, "obj") or (child(verb, "nsubj:pass") if is_passive(verb) else None)
    if thing is None and verb.dep_ == "acl" and is_passive(verb):
        thing = verb.head
    return thing is not None and is_bargained(thing)


def is_bargained(noun: Token) -> bool:
    """Tell whether a noun names something that is bargained over: talks, a deal, a plan, a cease-fire."""
    return noun.lower_ in BARGAINED or (noun.lower_ == "fire" and noun.i > 1 and noun.doc[noun.i - 2].lower_ == "cease")


def _from_predicate(document: Document, speech: Speech, token: Token, predicate: Predicate) -> Iterator[Candidate]:
    if _is_supposed(token) or _is_nested(token):
        return
    stance: Stance | None = predicate.stance
    if is_negated(token):
        stance = Stance.OPPOSES if predicate.lemma in NEGATED_OPPOSES else FLIPPED[predicate.stance]
    if stance is None:
        return
    adjective = token.lower_ in ADJECTIVES
    if is_passive(token) and token.pos_ == "VERB" and not adjective:
        yield from _from_passive(document, speech, token, stance, predicate)
        return
    subject = grammatical_subject(token) if adjective or token.pos_ == "ADJ" else source_of_verb(token)
    holding = holders(document, speech, subject)
    if not holding:
        return
    for slot in predicate.slots:
        filled = False
        for content in fill(token, slot):
            lacking = _lacking(content) if stance is Stance.OPPOSES else None
            if lacking is not None:
                for issue in phrase_issues(document.doc, lacking):
                    yield Candidate(
                        trigger=token, holders=holding, stance=Stance.DEMANDS, issue=issue, sure=predicate.sure
                    )
                return
            if slot == "to" and content.head is not None and content.head.lower_ in SILENT:
                return
            if predicate.lemma in _AGAINST_PEOPLE and all(t.pos_ == "PROPN" for t in document.doc[content.start : content.end]):
                continue
            said = stance
            if slot in ("that", "to") and content.head is not None and is_negated(content.head):
                # "urged them not to leave", "insisted it would not yield"
                said = Stance.OPPOSES if stance in (Stance.DEMANDS, Stance.PROPOSES) else stance
            for issue in issues_of(document.doc, content, slot):
                filled = True
                yield Candidate(trigger=token, holders=holding, stance=said, issue=issue, sure=predicate.sure)
        if filled:
            return
    if "obj" in predicate.slots and token.dep_ == "acl:relcl" and child(token, "obj") is None and subject is not None:
        # "the concessions that he seeks"
        if token.head.pos_ == "NOUN" and token.head.i != subject.i:
            for issue in phrase_issues(document.doc, token.head, without=token):
                yield Candidate(trigger=token, holders=holding, stance=stance, issue=issue, sure=predicate.sure - 0.1)


def _lacking(content: Content) -> Token | None:
    """What is missed in a deal refused: "will not accept any agreement lacking guarantees"."""
    if content.head is None or content.head.pos_ != "NOUN":
        return None
    doc = content.head.doc
    for t in doc[content.head.i + 1 : content.end]:
        if t.lower_ in ("lacking", "without"):
            for noun in doc[t.i + 1 : content.end]:
                if noun.pos_ == "NOUN" and not (noun.dep_ == "compound" and noun.head.i > noun.i):
                    return noun
    return None


def _from_passive(
    document: Document, speech: Speech, token: Token, stance: Stance, predicate: Predicate
) -> Iterator[Candidate]:
    agent = source_of_verb(token)
    subject = child(token, "nsubj:pass") or (token.head if token.dep_.startswith("acl") else None)
    if agent is None or subject is None or "obj" not in predicate.slots or subject.pos_ == "PRON":
        return
    if token.dep_.startswith("acl") and not is_bargained(subject):
        return
    holding = holders(document, speech, agent)
    for issue in phrase_issues(document.doc, subject, without=token):
        yield Candidate(trigger=token, holders=holding, stance=stance, issue=issue, sure=predicate.sure)


def _from_noun(document: Document, speech: Speech, token: Token, predicate: Predicate) -> Iterator[Candidate]:
    owner = owner_of(token)
    slots = predicate.slots
    if token.i and token.doc[token.i - 1].lower_ == "in" and token.lower_ in ("support", "favor", "favour"):
        # "is in favour of", "remains in support of"
        slots = ("of",)
        owner = child(token, "nsubj") or (
            grammatical_subject(token.head) if token.head.pos_ in ("VERB", "AUX") else None
        )
    holding = holders(document, speech, owner)
    stance = FLIPPED[predicate.stance] if _is_scant(token) else predicate.stance
    if not holding or stance is None:
        return
    for slot in slots:
        filled = False
        for content in fill(token, slot):
            for issue in issues_of(document.doc, content, slot):
                filled = True
                yield Candidate(trigger=token, holders=holding, stance=stance, issue=issue, sure=predicate.sure)
        if filled:
            return
    if (rest := standing_off(token)) is not None:
        for issue in phrase_issues(document.doc, rest):
            yield Candidate(trigger=token, holders=holding, stance=stance, issue=issue, sure=predicate.sure)


def _is_scant(noun: Token) -> bool:
    """ "little willingness", "no support"."""
    return any(c.lower_ in ("little", "no", "scant") and c.dep_ in ("det", "amod") for c in noun.children)


def _from_own_plan(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    owner = possessor(token)
    if (
        owner is None
        or owner.lower_ == "their"
        or any(c.dep_ in ("nmod", "acl") and c.i > token.i for c in token.children)
    ):
        return
    for issue in phrase_issues(document.doc, token, without=owner if owner.pos_ != "PRON" else None):
        yield Candidate(
            trigger=token, holders=holders(document, speech, owner), stance=Stance.PROPOSES, issue=issue, sure=0.5
        )


def _from_hyphen(document: Document, token: Token) -> Iterator[Candidate]:
    holder = token.doc[token.i - 2]
    noun = token.head
    names = [n for m in document.mentions if m.start <= holder.i < m.end for n in m.actors]
    if not names or noun.pos_ != "NOUN" or noun.i < token.i or not is_bargained(noun):
        return
    for issue in phrase_issues(document.doc, noun, without=token):
        yield Candidate(trigger=token, holders=(names[0],), stance=HYPHENATED[token.lower_], issue=issue, sure=0.6)


def _from_duty(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What others must or should do, in somebody's statement, is the speaker's demand."""
    duty = next((c for c in children(token, "aux") if c.lower_ in DEONTIC), None)
    if duty is None and child(token.head, "obj") is not None:
        return
    if duty is None and not (
        token.dep_ == "xcomp" and token.head.lower_ in _HAVING and child(token, "mark") is not None
    ):
        return
    subject = grammatical_subject(token)
    holding = speech.holders(token)
    if (
        token.head.dep_.startswith("acl")
        or not holding
        or subject is None
        or subject.lower_ in ("i", "we", "you", "it", "this", "that", "which", "who")
    ):
        return
    low, high = subtree_range(token)
    start = subtree_range(subject)[0] if subject.i < token.i else low
    stance = Stance.OPPOSES if is_negated(token) else Stance.DEMANDS
    for issue in issues_of(document.doc, Content(start=start, end=high, head=token), "that"):
        yield Candidate(trigger=duty or token, holders=holding, stance=stance, issue=issue, sure=0.6)


def _from_refusal(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What a speaker will not do is refused: "said it will not negotiate"."""
    if not is_negated(token) or token.lower_ in VERB_FORMS or token.lower_ in UNREFUSED:
        return
    if not _is_future(token) and not any(c.lower_ in ("can", "ca", "cannot") for c in children(token, "aux")):
        return
    holding = _own_future(document, speech, token)
    if not holding and not speech.holders(token) and _is_future(token):
        holding = holders(document, speech, grammatical_subject(token))
    for issue in issues_of(document.doc, Content(start=token.i, end=subtree_range(token)[1], head=token), "to"):
        yield Candidate(trigger=token, holders=holding, stance=Stance.OPPOSES, issue=issue, sure=0.7)


def _from_resolve(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What a speaker says it will do is offered or threatened, by what it is: "said it would release the crew"."""
    if token.lower_ in GIVING:
        stance = Stance.OFFERS
    elif token.lower_ in HURTING:
        stance = Stance.THREATENS
    else:
        return
    if is_negated(token) or not _is_future(token):
        return
    holding = _own_future(document, speech, token)
    for issue in issues_of(document.doc, Content(start=token.i, end=subtree_range(token)[1], head=token), "to"):
        yield Candidate(trigger=token, holders=holding, stance=stance, issue=issue, sure=0.5)


def _is_future(verb: Token) -> bool:
    return any(c.lower_ in FUTURE for c in children(verb, "aux"))


def _own_future(document: Document, speech: Speech, verb: Token) -> tuple[str, ...]:
    """The speakers of the statement around a verb of which they are the subject themselves."""
    speaking = speech.holders(verb)
    if not speaking:
        return ()
    subject = grammatical_subject(verb)
    return tuple(h for h in holders(document, speech, subject) if h in speaking)


def _from_proviso(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What a consent hangs on is demanded: "will not talk unless the siege is lifted", "without a truce, it will not come".

    What a party will do if it is denied, it threatens: "will leave unless ...". `token` is the "unless", "until", "without"
    or "only".
    """
    start, end = bounds(token)
    doc, word = document.doc, token.lower_
    near = sorted(doc[start:end], key=lambda t: abs(t.i - token.i))
    verb = next((t for t in near if t.pos_ in ("VERB", "AUX") and _is_future(t)), None)
    negated = verb is not None and is_negated(verb)
    holding: tuple[str, ...] = ()
    if verb is not None:
        holding = _own_future(document, speech, verb)
        if not holding and not speech.holders(verb):
            holding = holders(document, speech, grammatical_subject(verb))
    if not holding and word in ("without", "until") and any(t.lower_ in ("no", "cannot") for t in doc[start : token.i]):
        # "There can be no peace without a withdrawal"
        holding, negated = speech.holders(token), True
    if not holding or (word in ("without", "until") and not negated):
        return
    found: Iterator[Issue]
    if word in ("unless", "until") or (word == "only" and token.i + 1 < end and doc[token.i + 1].lower_ == "if"):
        first = token.i + (2 if word == "only" else 1)
        found = issues_of(doc, Content(start=first, end=_fronted_end(token, verb, end), head=None), "that")
        if word == "unless" and not negated and verb is not None and verb.i < token.i and verb.lower_ not in VERB_FORMS:
            for issue in issues_of(doc, Content(start=verb.i, end=token.i, head=None), "that"):
                yield Candidate(trigger=verb, holders=holding, stance=Stance.THREATENS, issue=issue, sure=0.55)
    else:
        noun = token.head if word == "without" else _after_only(token, end)
        if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.i < token.i:
            return
        found = phrase_issues(doc, noun)
    for issue in found:
        yield Candidate(trigger=token, holders=holding, stance=Stance.DEMANDS, issue=issue, sure=0.65)


def _fronted_end(token: Token, verb: Token | None, end: int) -> int:
    """Where a proviso ends that stands before its main clause: "Unless the siege is lifted, it will ..."."""
    if verb is None or verb.i < token.i:
        return end
    for t in token.doc[token.i + 1 : verb.i]:
        if t.text == "," and token.doc[t.i + 1].pos_ in ("PRON", "DET", "PROPN"):
            return t.i
    return end


def _after_only(token: Token, end: int) -> Token | None:
    """The noun of "only after ..."."""
    following = token.doc[token.i + 1] if token.i + 1 < end else None
    if following is None or following.lower_ not in ("after", "upon"):
        return None
    return following.head


def _from_verdict(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """ "Disarming is inconceivable", "their presence is essential", in somebody's statement."""
    subject = child(token, "nsubj", "csubj")
    if subject is None and token.head.lower_ in COPULAR:
        subject = child(token.head, "nsubj", "csubj")
    holding = speech.holders(token)
    word = token.lower_
    negated = is_negated(token)
    if subject is None and token.dep_ in ("xcomp", "obl", "advcl") and token.head.lower_ in DESCRIBING:
        # "called the demand unacceptable"
        subject = child(token.head, "obj")
        holding = holders(document, speech, source_of_verb(token.head))
    if word in REQUIRED_COPULAS:
        stance = None if negated else Stance.DEMANDS
    elif word in PRAISED:
        stance = Stance.OPPOSES if negated else Stance.SUPPORTS
    elif word in BLAMED:
        stance = None if negated else Stance.OPPOSES
    else:
        stance = Stance.OPPOSES
    if subject is None or not holding or stance is None:
        return
    if subject.pos_ == "PRON" or subject.dep_ == "expl":
        # "It is important to keep talking", "it would be a mistake to leave"
        clause = next(
            (c for c in token.children if c.i > token.i and c.dep_ in ("csubj", "ccomp", "advcl", "xcomp", "acl")), None
        )
        if subject.lower_ != "it" or clause is None:
            return
        low, high = subtree_range(clause)
        if low < token.i:
            return
        found = issues_of(
            document.doc, Content(start=low, end=high, head=clause), "to" if clause.pos_ == "VERB" else "that"
        )
        stance = Stance.DEMANDS if stance is Stance.SUPPORTS else stance
    elif subject.pos_ in ("NOUN", "PROPN"):
        found = phrase_issues(document.doc, subject)
    else:
        found = issues_of(document.doc, Content(start=subject.i, end=subject.i + 1, head=subject), "obj")
    for issue in found:
        yield Candidate(trigger=token, holders=holding, stance=stance, issue=issue, sure=0.55)


def _is_red(line: Token) -> bool:
    return any(c.lower_ == "red" for c in line.children)


def _is_nested(token: Token) -> bool:
    """Tell whether a predicate is what another predicate is about: "balks at committing", "urged them to accept"."""
    head = token.head
    if token.dep_ == "conj" and head.pos_ in ("VERB", "AUX") and child(token, "nsubj") is None:
        return _is_nested(head)
    if token.dep_ == "ccomp" and (outer := VERB_FORMS.get(head.lower_)) is not None:
        return outer.stance in (Stance.DEMANDS, Stance.PROPOSES)
    if token.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "obl") or head is token:
        return False
    if token.dep_ in ("advcl", "ccomp") and not any(
        c.dep_ in ("mark", "aux") and c.lower_ in ("to", "at", "of") for c in token.children
    ):
        return False
    return head.lower_ in VERB_FORMS or head.lower_ in NOUN_FORMS or head.lower_ in ADJECTIVES


def _is_supposed(token: Token) -> bool:
    """Tell whether the predicate stands under "if" or "whether", or only could be."""
    for c in token.children:
        if c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless"):
            return True
        if c.dep_ == "aux" and c.lower_ in ("could", "may", "might"):
            return True
    return False
