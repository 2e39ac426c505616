"""Conditions without a conjunction: "Without O, W", "any O would W", "do O or W", "the only way to W is O", "O. If not, W"."""

from __future__ import annotations

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import AHEAD, MODALS, Hit, is_fronted, is_negated, is_time, stands
from stateofplay.finding.conditions.spans import content_of, cut, trim
from stateofplay.language.clauses import child, children
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import Relation


def fronted(document: Document, token: Token) -> Hit | None:
    """ "Without fresh aid, the state would default", "with a little trust, we will get there"."""
    if not is_fronted(token):
        return None
    words = next((w for w in table.FRONTED if stands(token, w)), None)
    if words is None:
        return None
    doc, start = token.doc, token.i + len(words)
    comma = next((i for i in range(start, min(token.sent.end, start + _LONGEST)) if doc[i].text == ","), None)
    if comma is None or comma < start + 1:
        return None
    noun = next((t for t in doc[start:comma] if t.head.i >= comma or t.head.i < start), None)
    if noun is None or is_time(document, noun) or document.who(noun) or noun.lemma_.lower() in table.NO_TERMS:
        return None
    if words == ("failing",) and noun.relation == "nsubj":
        return None  # "failing schools, she said, will close"
    if any(t.lower_ in table.SURROUNDINGS for t in doc[start:comma]):
        return None
    if words == ("with",) and any(_tells_how_things_are(t, noun) for t in doc[start:comma]):
        return None  # "with more ships coming", "with half of them expected to leave", "with an answer at hand"
    if comma + 1 < len(doc) and doc[comma + 1].lower_ == "but":
        return None
    predicate = next((content_of(t) for t in doc[comma + 1 : token.sent.end] if _is_main(t)), None)
    if predicate is None or not (any(c.lower_ in AHEAD for c in predicate.children) or _lacks_now(words, predicate)):
        return None
    if words == ("with",) and predicate.relation == "ccomp" and predicate.head.i < predicate.i:
        return None  # "with the talks in crisis, she said she would go": the scene of the saying
    on = trim(doc[start:comma])
    what = cut(predicate, without=[t for t in predicate.children if t.i < comma])
    if what.start < comma:
        return None
    return Hit(trigger=token, relation=table.FRONTED[words], what=what, on=on, waiting=predicate, confidence=0.65)


def _tells_how_things_are(token: Token, noun: Token) -> bool:
    placing = token.lower_ in table.PLACING and noun in (token.head, token.head.head)
    return placing or (token.pos_ == "VERB" and token.head is noun and token.i > noun.i)


def _lacks_now(words: tuple[str, ...], predicate: Token) -> bool:
    """ "Without a deal, the firm faces ruin"."""
    return words == ("without",) and "Tense=Pres" in predicate.morph and "VerbForm=Fin" in predicate.morph


def first_then(document: Document, token: Token) -> Hit | None:
    """ "First they must withdraw, then we will talk"."""
    if not is_fronted(token):
        return None
    doc, end = token.doc, token.sent.end
    then = next((t for t in doc[token.i + 3 : end] if t.lower_ == "then"), None)
    if then is None or doc[then.i - 1].lower_ not in _PARTING:
        return None
    before = next((content_of(t) for t in doc[token.i + 1 : then.i] if _is_main(t)), None)
    later = next((content_of(t) for t in doc[then.i + 1 : end] if _is_main(t)), None)
    if before is None or later is None or not any(c.lower_ in table.DUTIES for c in before.children):
        return None
    if not any(c.lower_ in AHEAD for c in later.children):
        return None
    stop = then.i
    while stop > token.i + 1 and doc[stop - 1].lower_ in _PARTING:
        stop -= 1
    whole = cut(later, without=[t for t in later.children if t.i <= then.i])
    what, on = trim(doc[max(whole.start, then.i + 1) : whole.end]), trim(doc[token.i + 1 : stop])
    return Hit(trigger=token, relation=Relation.AFTER, what=what, on=on, waiting=later, confidence=0.65)


_PARTING = frozenset({",", "and", ";", "only", "—", "–"})
_LONGEST = 24


def _is_main(token: Token) -> bool:
    return child(token, "nsubj", "expl") is not None and "relcl" not in token.dep_ and token.relation != "acl"


def supposed(document: Document, token: Token) -> Hit | None:
    """ "Failure to agree would mean war", "any breach could sink the talks", "further raids will"."""
    any_ = any(c.lower_ in table.NOT_YET for c in token.children)
    if token.lemma_.lower() not in table.FAILURES and not any_:
        return None
    if not any_ and child(token, "acl", "xcomp", "nmod") is None:
        return None
    predicate = token.head
    if token.relation not in ("nsubj", "csubj") or predicate.i < token.i or is_negated(predicate):
        return None
    if not any(c.lower_ in MODALS and c.relation == "aux" for c in predicate.children):
        return None
    on, whole = cut(token), cut(predicate)
    what = trim(token.doc[max(whole.start, on.end) : whole.end])
    return Hit(trigger=token, relation=Relation.IF, what=what, on=on, waiting=predicate, confidence=0.6)


def or_else(document: Document, token: Token) -> Hit | None:
    """ "Withdraw or face sanctions", "you either accept it or we walk away": the threat comes unless the demand is met."""
    threat = token.head if token.head.pos_ == "VERB" or token.head.dep_ != "nsubj" else token.head.head
    demand = threat.head
    subject = child(threat, "nsubj")
    if (
        threat.pos_ in ("VERB", "AUX", "ADJ")
        and threat.relation == "conj"
        and subject is not None
        and threat.i > token.i
    ):
        modal = threat.lemma_.lower() == "go" or any(c.lower_ in AHEAD for c in threat.children)
        bound = {c.lower_ for c in demand.children} | {demand.lemma_.lower()}
        if modal and bound & table.BOUND:
            what, on = trim(token.doc[token.i + 1 : cut(threat).end]), cut(demand, without=[threat])
            on = trim(token.doc[on.start : min(on.end, token.i)])
            return Hit(trigger=token, relation=Relation.UNLESS, what=what, on=on, waiting=threat, confidence=0.65)
    if token.i + 1 >= len(token.doc) or token.nbor(1).lemma_.lower() not in table.OR_ELSE:
        return None
    if threat.lemma_.lower() == "pay" and not any(t.lower_ in table.PAID for t in threat.subtree):
        return None
    if threat.i < token.i or (threat.lemma_.lower() in ("lose", "see") and child(demand, "nsubj") is not None):
        return None
    demand = demand if demand.pos_ == "VERB" else demand.head
    if demand.relation == "xcomp" and demand.head.lemma_.lower() in table.UNABLE:
        return None  # "unable to hear more or see him": two things that cannot be
    if demand.pos_ != "VERB" or threat.i - token.i > 6:
        return None
    end = next((t.i for t in token.doc[token.i : token.sent.end] if t.is_punct), token.sent.end)
    what = trim(token.doc[token.i + 1 : end])
    on = cut(demand, without=[threat, *(c for c in demand.children if c.i >= token.i)])
    on = trim(token.doc[on.start : min(on.end, token.i)])
    return Hit(trigger=token, relation=Relation.UNLESS, what=what, on=on, waiting=threat, confidence=0.65)


def bidden(document: Document, token: Token) -> Hit | None:
    """ "Stop the raids and we will talk": an order whose fulfilment brings the rest."""
    threat = token.head
    order = threat.head
    if (
        threat.relation != "conj"
        or order.relation not in ("root", "ccomp")
        or order.pos_ != "VERB"
        or not token.i < threat.i
    ):
        return None
    if child(order, "nsubj", "aux", "mark", "expl", "cop") is not None or "Imp" not in order.morph.get("Mood"):
        return None
    if child(threat, "nsubj") is None or not any(c.lower_ in AHEAD for c in threat.children):
        return None
    on = cut(order, without=[threat, *(c for c in order.children if c.i >= token.i)])
    return Hit(trigger=token, relation=Relation.IF, what=cut(threat), on=on, waiting=threat, confidence=0.6)


def only_way(document: Document, token: Token) -> Hit | None:
    """ "The only way to end the war is to free the hostages"."""
    if not any(c.lower_ == "only" for c in token.children):
        return None
    aim = child(token, "acl", "acl:relcl") or child(token, "nmod")
    predicate = token.head
    if aim is None or token.relation != "nsubj" or child(predicate, "cop") is None or predicate.i < token.i:
        return None
    on, what = cut(predicate, without=[token, *children(predicate, "cop")]), cut(aim)
    return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=aim, confidence=0.7)


def only_such(document: Document, token: Token) -> Hit | None:
    """ "We will only accept a deal that is good for the valley"."""
    verb = token.head
    if verb.lemma_.lower() not in table.CONSENTING or token.i > verb.i or verb.i - token.i > 2:
        return None
    for noun in children(verb, "obj", "obl"):
        terms = child(noun, "acl:relcl")
        if terms is not None:
            what = cut(verb, without=[terms])
            return Hit(
                trigger=token, relation=Relation.ONLY_IF, what=what, on=cut(terms), waiting=verb, confidence=0.65
            )
    return None


def sequel(document: Document, token: Token) -> Hit | None:
    """ "In return, W", "Only then W", "Otherwise W", "If not, W": W hangs on what the sentence or clause before says."""
    doc, sentence = token.doc, token.sent
    words = next((w for w in table.SEQUELS if stands(token, w)), None)
    if words is None:
        return None
    last = token.i + len(words) - 1
    if token.i - sentence.start > 2:
        return _in_turn(token, words, last)
    if sentence.start == 0:
        return None
    previous = doc[sentence.start - 1].sent
    given, got = content_of(sentence.root), content_of(previous.root)
    if words == ("otherwise",) and not _is_due(got):
        return None  # "it will cost less. Otherwise, little changes"
    if not any(child(g, "nsubj", "obj") is not None for g in (given, got)):
        return None
    what, on = cut(given, without=[t for t in given.children if token.i <= t.i <= last]), cut(got)
    if what.start <= last:
        what = trim(doc[last + 1 : what.end])
    return Hit(trigger=token, relation=table.SEQUELS[words], what=what, on=on, waiting=given, confidence=0.6)


def _is_due(verb: Token) -> bool:
    """What somebody has to do, or is told to do."""
    return any(t.lower_ in table.DUTIES for t in (verb.head, *verb.children))


def _in_turn(token: Token, words: tuple[str, ...], last: int) -> Hit | None:
    """ "They will pull back and, in return, get aid", "pull back, otherwise the talks end"."""
    given = token.head if token.head.i > last or token.head.i < token.i else token.doc[last].head
    while given.relation not in ("conj", "parataxis") and given.head is not given and given.pos_ not in ("VERB", "AUX"):
        given = given.head
    got = given.head
    if given.relation not in ("conj", "parataxis") or got.pos_ not in ("VERB", "AUX") or given.i < got.i:
        return None
    inside = [t for t in given.subtree if token.i <= t.i <= last]
    what, on = cut(given, without=inside), cut(got, without=[given])
    on = trim(token.doc[on.start : min(on.end, what.start, token.i)])
    if what.start <= on.end:
        return None
    return Hit(trigger=token, relation=table.SEQUELS[words], what=what, on=on, waiting=given, confidence=0.6)
