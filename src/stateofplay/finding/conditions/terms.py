"""Conditions put as terms: "W depends on O", "O is a condition for W", "any deal must include O", "without preconditions"."""

from __future__ import annotations

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import MODALS, Hit, is_negated, phrase_after
from stateofplay.finding.conditions.spans import consequence, content_of, cut, trim
from stateofplay.language.clauses import child, children, grammatical_subject, is_passive
from stateofplay.language.document import Document
from stateofplay.language.tokens import Span, Token
from stateofplay.model import Relation

# Adjectives after their noun ("a truce contingent on") that a parse takes for nouns.
_TAKEN_FOR_NOUNS = frozenset({"contingent", "conditional", "dependent"})


def predicate(document: Document, token: Token) -> Hit | None:
    relation, prepositions = table.PREDICATES.get(token.lemma_.lower()) or table.PREDICATES[token.lower_]
    if token.pos_ not in ("VERB", "ADJ", "AUX") and token.lower_ not in _TAKEN_FOR_NOUNS:
        return None
    if prepositions and child(token, "nsubj", "csubj") is None:
        hit = _whether_depends(token, relation, prepositions)
        if hit is not None:
            return hit
    if token.lemma_.lower() in table.BINDING_VERBS and token.pos_ == "VERB" and not is_passive(token):
        return None
    subject = _term(token)
    lost = child(token, "nsubj", "csubj") is None and token.pos_ == "VERB" and not token.dep_.startswith("acl")
    what = _phrase_before(token) if lost else None
    if what is None:
        what = trim(cut(subject)) if subject is not None else None
    if what is None or subject is None:
        return None
    subject = what.root if lost else subject
    if not prepositions:
        if subject.pos_ == "PRON" or subject.lemma_.lower() in table.LAWFUL_SUBJECTS or document.who(subject):
            return None
        parts = [c for c in token.children if c.relation in ("obj", "ccomp", "xcomp") and c.i > token.i]
        if not parts or token.morph.get("VerbForm", []) == ["Part"]:
            return None
        on = _from_to(parts)
    else:
        noun = _complement(token, prepositions)
        if noun is None or document.who(subject):
            return None
        if token.lower_ in ("tied", "linked") and subject.lemma_.lower() not in table.TIED:
            return None
        on = cut(noun, without=children(noun, "case", "mark") if noun.pos_ != "VERB" else [])
    return Hit(trigger=token, relation=relation, what=what, on=on, waiting=token, confidence=0.8)


def _term(token: Token) -> Token | None:
    """The head of what depends: the subject, or what the words modify."""
    if child(token, "nsubj", "csubj") is None:
        if token.dep_ == "amod" and token.i > token.head.i:
            return token.head
        if token.pos_ == "NOUN":
            return child(token, "compound")
    return _subject(token)


def _whether_depends(token: Token, relation: Relation, prepositions: frozenset[str]) -> Hit | None:
    """ "Whether W depends on O", where the parse takes "whether W" for something else than the subject."""
    doc, noun = token.doc, _complement(token, prepositions)
    start = next((i for i in range(token.i - 1, token.sent.start, -1) if doc[i].lower_ == "whether"), None)
    if noun is None or start is None or token.i - start < 3:
        return None
    on = cut(noun, without=children(noun, "case", "mark"))
    what = trim(doc[start + 1 : token.i])
    return Hit(trigger=token, relation=relation, what=what, on=on, waiting=what.root, confidence=0.65)


def _phrase_before(predicate: Token) -> Span | None:
    """What stands before the auxiliaries of a predicate whose subject the parse has lost, if one phrase does."""
    doc, end = predicate.doc, predicate.i
    while end - 1 > predicate.sent.start and doc[end - 1].pos_ in ("AUX", "ADV", "PART"):
        end -= 1
    that = next((i for i in range(end - 1, predicate.sent.start, -1) if doc[i].lower_ == "that"), None)
    if that is not None and doc[that].dep_ == "mark" and end - that > 2:
        between = doc[that + 1 : end]
        if not any("Fin" in t.morph.get("VerbForm", []) for t in between):
            return trim(between)
    if end == predicate.i:
        return None
    heads = [
        t for t in doc[predicate.sent.start : end] if t.right_edge.i == end - 1 and t.pos_ in ("NOUN", "PROPN", "VERB")
    ]
    heads = [t for t in heads if not t.is_ancestor(predicate)]
    head = min(heads, key=lambda t: t.left_edge.i, default=None)
    return cut(head) if head is not None else None


def _subject(predicate: Token) -> Token | None:
    own = child(predicate, "nsubj", "csubj")
    if own is None:
        own = next((c for c in predicate.children if c.dep_ == "obj" and c.i < predicate.i), None)
    if own is None:
        own = grammatical_subject(predicate)
    if own is not None and own.lower_ in ("which", "that", "who") and predicate.dep_.startswith("acl"):
        return predicate.head
    return own


def _complement(token: Token, prepositions: frozenset[str]) -> Token | None:
    for c in token.children:
        if c.i > token.i and c.relation in ("obl", "nmod", "advcl", "ccomp", "xcomp", "acl"):
            if any(g.lower_ in prepositions and g.i < c.i for g in c.children):
                return c
    following = token.doc[token.i + 1 : token.i + 4]
    preposition = next((t for t in following if t.lower_ in prepositions and t.dep_ in ("case", "mark")), None)
    return phrase_after(preposition) if preposition is not None else None


def _from_to(parts: list[Token]) -> Span:
    spans = [cut(p) for p in parts]
    doc = parts[0].doc
    return trim(doc[min(s.start for s in spans) : max(s.end for s in spans)])


def requirement(document: Document, token: Token) -> Hit | None:
    """ "O is a condition for W", "demands O as a precondition for W", "the condition for W is O"."""
    aim = _complement(token, table.REQUIREMENT_LINKS)
    if aim is None or aim.lemma_.lower() == "anonymity" or is_negated(token):
        return None
    what = cut(aim, without=children(aim, "case", "mark"))
    on = _required(token)
    if on is None or (len(on) == 1 and on[0].pos_ == "PRON"):
        return None
    return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=token, confidence=0.75)


def _required(token: Token) -> Span | None:
    if token.relation == "nsubj":
        predicate = token.head
        listed = child(predicate, "obj", "ccomp") if predicate.lemma_.lower() in table.INCLUDING else None
        if listed is not None:
            return cut(listed, without=children(listed, "mark"))
        if child(predicate, "cop") is not None:
            return cut(predicate, without=children(predicate, "nsubj", "cop", "aux", "mark"))
        clause = child(predicate, "ccomp", "xcomp") if predicate.lemma_.lower() == "be" else None
        return cut(clause, without=children(clause, "mark")) if clause is not None else None
    as_ = child(token, "case", "mark")
    if as_ is not None and as_.lower_ == "as":
        verb = token.head
        wanted = child(verb, "obj", "xcomp", "ccomp") if verb.pos_ == "VERB" else verb
        return cut(wanted, without=[token]) if wanted is not None and wanted != token else None
    objects = children(token.head, "obj") if token.dep_ == "obj" else []
    if len(objects) == 2 and objects[0] != token and token.head.lemma_.lower() in ("make", "consider", "call"):
        return cut(objects[0])
    if child(token, "cop") is not None or token.dep_ in ("xcomp", "ccomp"):
        made = child(token.head, "obj") if token.dep_ == "xcomp" else None
        subject = made if made is not None else _subject(token)
        return cut(subject) if subject is not None else None
    return None


def duty(document: Document, token: Token) -> Hit | None:
    return _duty_of_outcome(document, token) or _aim_and_duty(document, token)


def _duty_of_outcome(document: Document, token: Token) -> Hit | None:
    """ "Any deal must include O", "O has to be part of any settlement"."""
    verb = token.head if token.relation == "aux" else token
    if token.lemma_.lower() == "have" or token.lemma_.lower() == "need":
        inner = child(token, "xcomp")
        verb = inner if inner is not None else verb
    subject = _subject(verb) or _subject(token)
    if subject is None:
        return None
    if _is_any_outcome(subject) and verb.lemma_.lower() in table.INCLUDING and verb != token:
        parts = [c for c in verb.children if c.relation in ("obj", "ccomp", "obl", "xcomp") and c.i > verb.i]
        if not parts:
            return None
        on = _from_to(parts)
        return Hit(trigger=token, relation=Relation.ONLY_IF, what=cut(subject), on=on, waiting=verb, confidence=0.65)
    if verb.lemma_.lower() == "part":
        for c in verb.children:
            if c.relation == "nmod" and _is_any_outcome(c):
                what = cut(c, without=children(c, "case"))
                on = trim(token.doc[cut(subject).start : verb.i + 1])
                return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=verb, confidence=0.65)
    return None


def _is_any_outcome(noun: Token) -> bool:
    return noun.lemma_.lower() in table.OUTCOMES and any(c.lower_ in ("any", "such") for c in noun.children)


def _aim_and_duty(document: Document, token: Token) -> Hit | None:
    """ "To end the war, Moscow must withdraw"."""
    verb = token.head if token.relation == "aux" else token
    duty = child(token, "xcomp") if token.lemma_.lower() in ("have", "need") else verb
    if duty is None or token.lemma_.lower() == "should":
        return None
    for aim in verb.children:
        to = any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in aim.children)
        supposed = any(c.lower_ == "if" for c in aim.children)
        if to and not supposed and aim.relation in ("advcl", "xcomp") and aim.i < token.i and aim != duty:
            what, on = cut(aim, without=children(aim, "mark")), cut(duty, without=[aim, *children(duty, "mark")])
            return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=duty, confidence=0.6)
    return None


def binding(document: Document, token: Token) -> Hit | None:
    """ "Conditioned aid on reforms", "tied any withdrawal to a truce"."""
    if token.pos_ != "VERB":
        return None
    relation, prepositions = table.BINDING_VERBS[token.lemma_.lower()]
    bound, noun = child(token, "obj"), _complement(token, prepositions)
    if noun is None and bound is not None:
        noun = _complement(bound, prepositions)
    if bound is None or noun is None or noun.pos_ == "PROPN":
        return None
    on = cut(noun, without=children(noun, "case", "mark") if noun.pos_ != "VERB" else [])
    return Hit(trigger=token, relation=relation, what=cut(bound, without=[noun]), on=on, waiting=token, confidence=0.65)


def failure(document: Document, token: Token) -> Hit | None:
    """ "Failure to agree would mean war"."""
    predicate = token.head
    modal = any(c.lower_ in MODALS for c in predicate.children)
    if token.relation not in ("nsubj", "csubj") or not modal or child(token, "acl", "xcomp", "nmod") is None:
        return None
    if not any(c.i > predicate.i and not c.is_punct for c in predicate.children):
        return None
    on = cut(token)
    whole = cut(predicate)
    what = trim(token.doc[max(whole.start, on.end) : whole.end])
    return Hit(trigger=token, relation=Relation.IF, what=what, on=on, waiting=predicate, confidence=0.6)


def sequel(document: Document, token: Token) -> Hit | None:
    """ "In return, W", "Only then W", "Otherwise W": W hangs on what the sentence before says."""
    doc, sentence = token.doc, token.sent
    words = next((w for w in table.SEQUELS if tuple(t.lower_ for t in doc[token.i : token.i + len(w)]) == w), None)
    if words is None or token.i - sentence.start > 2 or sentence.start == 0:
        return None
    last = token.i + len(words) - 1
    previous = doc[sentence.start - 1].sent
    given, got = content_of(sentence.root), content_of(previous.root)
    if not any(child(g, "nsubj", "obj") is not None for g in (given, got)):
        return None
    what, on = cut(given, without=[t for t in given.children if token.i <= t.i <= last]), cut(got)
    return Hit(trigger=token, relation=table.SEQUELS[words], what=what, on=on, waiting=given, confidence=0.6)


def or_else(document: Document, token: Token) -> Hit | None:
    """ "Withdraw or face sanctions": the threat comes unless the demand is met."""
    threat = token.head if token.head.pos_ == "VERB" or token.head.dep_ != "nsubj" else token.head.head
    if threat.pos_ == "VERB" and threat.relation == "conj" and child(threat, "nsubj") is not None:
        demanded = any(c.lower_ in ("must", "should") for c in threat.head.children)
        if demanded and any(c.lower_ in MODALS for c in threat.children) and threat.i > token.i:
            what, on = trim(token.doc[token.i + 1 : cut(threat).end]), cut(threat.head, without=[threat])
            return Hit(trigger=token, relation=Relation.UNLESS, what=what, on=on, waiting=threat, confidence=0.65)
    if token.i + 1 >= len(token.doc) or token.nbor(1).lemma_.lower() not in table.OR_ELSE:
        return None
    if threat.relation != "conj" or threat.i < token.i:
        return None
    demand = threat.head if threat.head.pos_ == "VERB" else threat.head.head
    if demand.pos_ != "VERB" or threat.i - token.i > 6:
        return None
    end = next((t.i for t in token.doc[token.i : token.sent.end] if t.is_punct), token.sent.end)
    what = trim(token.doc[token.i + 1 : end])
    on = cut(demand, without=[threat, *(c for c in demand.children if c.i >= token.i)])
    on = trim(token.doc[on.start : min(on.end, token.i)])
    return Hit(trigger=token, relation=Relation.UNLESS, what=what, on=on, waiting=threat, confidence=0.65)


def regardless(document: Document, token: Token) -> Hit | None:
    """ "The sale will go ahead regardless of any deal"."""
    noun = token.head if token.head.i > token.i else child(token, "obl", "nmod")
    if noun is None or noun.lemma_.lower() not in table.OUTCOMES:
        return None
    governor = noun.head if noun.head.i < token.i else token.head
    waiting = content_of(governor, besides=noun)
    what = cut(waiting, without=[noun, token])
    return Hit(
        trigger=token, relation=Relation.WITHOUT_PRECONDITIONS, what=what, on=None, waiting=waiting, confidence=0.6
    )


def without_preconditions(document: Document, token: Token) -> Hit | None:
    word = token.lower_
    if word in table.UNCONDITIONAL:
        head = token.head
        if token.relation == "amod" and head.lemma_.lower() not in table.TALKS_AND_TRUCES:
            return None
        if token.relation not in ("amod", "advmod"):
            return None
        what = trim(cut(head, without=[token] if token.relation == "advmod" else []))
        return Hit(
            trigger=token,
            relation=Relation.WITHOUT_PRECONDITIONS,
            what=what,
            on=None,
            waiting=head,
            confidence=0.7,
        )
    without = any(c.lower_ == "without" for c in token.children)
    with_no = any(c.lower_ == "with" for c in token.children) and any(c.lower_ == "no" for c in token.children)
    if not (without or with_no):
        return None
    waiting = consequence(token)
    return Hit(
        trigger=token,
        relation=Relation.WITHOUT_PRECONDITIONS,
        what=cut(waiting, without=[token]),
        on=None,
        waiting=waiting,
        confidence=0.85,
    )
