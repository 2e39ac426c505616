"""Conditions put as terms: "W depends on O", "O is a condition for W", "any deal must include O", "without preconditions"."""

from __future__ import annotations

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import Hit, is_fronted, is_negated, phrase_after
from stateofplay.finding.conditions.spans import consequence, content_of, cut, trim, with_gerund
from stateofplay.language.clauses import child, children, grammatical_subject, is_passive, obliques
from stateofplay.language.document import Document
from stateofplay.language.function_words import WILL_OR_WOULD
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
        what = trim(cut(subject, without=[token])) if subject is not None else None
    if what is None or subject is None:
        return None
    subject = what.root if lost else subject
    if not prepositions:
        parts = _required_by(document, token, subject, what)
        if not parts:
            return None
        on = _from_to(parts)
    else:
        noun = _complement(token, prepositions)
        if noun is None or document.who(subject) or document.who(noun) or subject.lower_ in table.UNNAMED:
            return None
        if token.lower_ in table.TIED_TO and subject.lemma_.lower() not in table.TIED:
            return None
        on = with_gerund(cut(noun, without=children(noun, "case", "mark") if noun.pos_ != "VERB" else []))
    return Hit(trigger=token, relation=relation, what=what, on=on, waiting=token, confidence=0.8)


def _required_by(document: Document, token: Token, subject: Token, what: Span) -> list[Token]:
    """What a verb without a preposition says that its subject needs: "such a truce would require guarantees"."""
    if token.lemma_.lower() in table.HAVE_TO | {"await"} and not _needs_consent(token):
        return []
    if token.lemma_.lower() == "need" and (_goes_on_alone(token, what) or _says_what_for(token)):
        return []
    if subject.pos_ == "PRON" or subject.lemma_.lower() in table.LAWFUL_SUBJECTS or document.who(subject):
        return []
    if subject.relation == "csubj" and not _needs_consent(token):
        return []  # "working on it requires patience"
    parts = [c for c in token.children if c.relation in ("obj", "ccomp", "xcomp") and c.i > token.i]
    if _lays_down(subject, parts) or token.morph.get("VerbForm", []) == ["Part"] or token.dep_ == "acl":
        return []
    return parts


def _says_what_for(verb: Token) -> bool:
    """ "The cabinet needs their votes to move the money": what waits is the moving (`_aim_and_duty`)."""
    thing = child(verb, "obj")
    if thing is None or thing.lemma_.lower() not in table.CONSENT:
        return False
    return any(len(cut(aim)) > _BARE_AIM for node in (verb, thing, *children(thing, "nmod")) for aim in _aims(node))


_BARE_AIM = 2
"""Words of an aim that says nothing which its subject does not: "the bill needs votes to pass"."""


def _lays_down(subject: Token, parts: list[Token]) -> bool:
    """ "The pact requires Chad to disarm", "the bill requires a report": what it says, and nothing that it waits for."""
    if any(c.relation == "obj" for c in parts) and any(c.relation == "xcomp" for c in parts):
        return not any(c.lower_ in table.ANY for c in subject.children)
    consent = any(c.lemma_.lower() in table.CONSENT for c in parts)
    return subject.lemma_.lower() in table.RULING_SUBJECTS and not consent


def _goes_on_alone(verb: Token, what: Span) -> bool:
    """ "The hole is so deep that nothing helps, and will need new taxes": no clause of its own tells what would need them."""
    return verb.relation == "conj" and child(verb, "nsubj", "csubj") is None and verb.i - what.end > _SIDE_BY_SIDE


_SIDE_BY_SIDE = 6


def _needs_consent(verb: Token) -> bool:
    """ "Would need the approval of", "must have the consent of": what is needed is not there yet, or somebody else's to give."""
    thing = child(verb, "obj")
    if thing is None:
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.relation == "aux"}
    given = thing.lemma_.lower() in table.CONSENT
    if verb.lemma_.lower() in table.LACKED:
        return given and ("must" in auxiliaries or verb.lemma_.lower() == "await")
    return given or bool(auxiliaries & WILL_OR_WOULD)


def _term(token: Token) -> Token | None:
    """The head of what depends: the subject, or what the words modify."""
    if child(token, "nsubj", "csubj") is None:
        if token.pos_ == "NOUN" and token.relation != "xcomp":
            return child(token, "compound")
        if token.relation in ("xcomp", "amod") and token.head.lemma_.lower() in _MAKING:
            # "made its signature conditional on a withdrawal"
            return child(token.head, "obj") or child(token, "compound")
    return _subject(token)


_MAKING = frozenset({"make", "keep", "render", "leave", "consider", "hold"})


def _whether_depends(token: Token, relation: Relation, prepositions: frozenset[str]) -> Hit | None:
    """ "Whether W depends on O", where the parse takes "whether W" for something else than the subject."""
    doc, noun = token.doc, _complement(token, prepositions)
    start = next((i for i in range(token.i - 1, token.sent.start - 1, -1) if doc[i].lower_ == "whether"), None)
    if noun is None or start is None or token.i - start < 3:
        return None
    on = cut(noun, without=children(noun, "case", "mark"))
    end = min((c.i for c in children(token, "cop", "aux", "advmod") if start + 2 < c.i < token.i), default=token.i)
    what = trim(doc[start + 1 : end])
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
    if own is not None and own.lower_ in table.RELATIVES and predicate.dep_.startswith("acl"):
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
    if token.lower_ in table.ASKED_FOR and not any(c.lower_ == "for" for c in aim.children):
        return None
    if token.lower_ in table.USEFUL:
        return None  # "the fence is necessary to keep smugglers out"
    what = cut(aim, without=children(aim, "case") if aim.pos_ == "VERB" else children(aim, "case", "mark"))
    on = _required(token)
    if on is None or (len(on) == 1 and on[0].pos_ == "PRON"):
        return None
    return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=token, confidence=0.75)


def _required(token: Token) -> Span | None:
    if token.relation == "nsubj":
        predicate = token.head
        if child(predicate, "cop") is not None:
            return cut(predicate, without=[token, *children(predicate, "cop", "aux")])
        return None
    as_ = child(token, "case", "mark")
    if as_ is not None and as_.lower_ == "as":
        verb = token.head
        wanted = child(verb, "obj", "xcomp", "ccomp") if verb.pos_ == "VERB" else verb
        if wanted is None and is_passive(verb):
            # "Demanded the dispute be settled as a prerequisite for talks"
            return cut(verb, without=[token, *children(verb, "mark")])
        return cut(wanted, without=[token]) if wanted is not None and wanted != token else None
    objects = children(token.head, "obj") if token.dep_ == "obj" else []
    if len(objects) == 2 and objects[0] != token and token.head.lemma_.lower() in table.DECLARING:
        return cut(objects[0])
    if token.relation == "appos":
        return cut(token.head, without=[token])
    if token.lower_ in table.ASKED_FOR:
        subject = child(token, "nsubj:pass")
        return cut(subject) if subject is not None else None
    if child(token, "cop") is not None or token.dep_ in ("xcomp", "ccomp"):
        made = child(token.head, "obj") if token.dep_ == "xcomp" else None
        subject = made if made is not None else _subject(token)
        return cut(subject) if subject is not None else None
    return None


def takes(document: Document, token: Token) -> Hit | None:
    """ "It will take a miracle to save the talks"."""
    verb = token.head
    thing = child(verb, "obj") if verb.lemma_.lower() == "take" and token.relation in ("expl", "nsubj") else None
    if (
        thing is None
        or document.who(thing)
        or document.is_in_time(thing)
        or thing.lemma_.lower() in table.NO_TERMS | _PATIENCE
    ):
        return None
    aim = child(verb, "xcomp", "advcl", "csubj", "ccomp") or child(thing, "acl")
    if aim is None or aim.i < thing.i or not any(c.lower_ == "to" for c in children(aim, "mark")):
        return None
    on, what = cut(thing, without=[aim]), cut(aim, without=children(aim, "mark"))
    return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=aim, confidence=0.6)


_PATIENCE = frozenset({"time", "effort", "while", "part", "place", "step", "steps", "action", "patience", "decade"})


def duty(document: Document, token: Token) -> Hit | None:
    return _duty_of_outcome(document, token) or _aim_and_duty(document, token)


def _duty_of_outcome(document: Document, token: Token) -> Hit | None:
    """ "Any deal must include O", "O has to be part of any settlement"."""
    verb = token.head if token.relation == "aux" else token
    if token.lemma_.lower() in table.HAVE_TO:
        inner = child(token, "xcomp")
        verb = inner if inner is not None else verb
    subject = _subject(verb) or _subject(token)
    if subject is None:
        return None
    includes = verb.lemma_.lower() in table.INCLUDING
    any_ = _is_any_outcome(subject) and (includes or _would_have_to(token, verb, subject))
    if verb != token and "relcl" not in verb.dep_ and (any_ or _awaits_approval(token, subject, verb)):
        parts = [c for c in verb.children if c.relation in ("obj", "ccomp", "obl", "xcomp") and c.i > verb.i]
        if not parts and includes:
            return None
        on = _from_to(parts) if includes else cut(verb, without=children(verb, "mark", "nsubj"))
        return Hit(trigger=token, relation=Relation.ONLY_IF, what=cut(subject), on=on, waiting=verb, confidence=0.65)
    if verb.lemma_.lower() == "part":
        for c in verb.children:
            if c.relation == "nmod" and _is_any_outcome(c):
                what = cut(c, without=children(c, "case"))
                on = trim(token.doc[cut(subject).start : verb.i + 1])
                return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=verb, confidence=0.65)
    return None


def _is_any_outcome(noun: Token) -> bool:
    """ "Any deal", "such a truce", "a settlement", "talks": one that is not there yet."""
    determiners = {c.lower_ for c in noun.children if c.relation == "det" or c.lower_ in table.ANY}
    if noun.lemma_.lower() not in table.OUTCOMES:
        return False
    return bool(determiners & table.SOME) or not (determiners or children(noun, "nmod:poss"))


def _awaits_approval(token: Token, noun: Token, verb: Token) -> bool:
    """ "The deal must still be ratified by the members"."""
    if token.relation == "aux" and token.lower_ != "must":
        return False
    return noun.lemma_.lower() in table.OUTCOMES and verb.lemma_.lower() in table.APPROVING and is_passive(verb)


def _would_have_to(token: Token, verb: Token, subject: Token) -> bool:
    """ "Would have to", "would need to", "any ... must": said of what is only thought of."""
    if token.lemma_.lower() in table.HAVE_TO:
        return any(c.lower_ in WILL_OR_WOULD for c in token.children)
    return token.lower_ == "must" and any(c.lower_ == "any" for c in subject.children)


def _aim_and_duty(document: Document, token: Token) -> Hit | None:
    """ "To end the war, Moscow must withdraw", "it has to sign in order for the bank to lend"."""
    verb = token.head if token.relation == "aux" else token
    lacked = child(token, "obj") if token.lemma_.lower() == "need" else None
    if lacked is not None and (is_negated(token) or document.who(lacked)):
        return None  # "we do not need their votes to pass it", "we need eight ministers to come"
    duty = child(token, "xcomp") if token.lemma_.lower() in table.HAVE_TO and lacked is None else verb
    duty = duty or (token if lacked is not None else None)
    if duty is None:
        return None
    beside = children(lacked, "nmod") if lacked is not None else ()  # "the votes of the Greens to pass"
    for node in dict.fromkeys((verb, duty, lacked or duty, *beside)):
        for aim in _aims(node):
            if aim == duty or any(c.lower_ == "if" for c in aim.children):
                continue
            ordered = _in_order(aim)
            if token.lemma_.lower() == "should" and not ordered:
                continue
            if aim.i > token.i and not (ordered or lacked is not None or aim.lemma_.lower() in table.AVERTING):
                continue
            if lacked is not None and (
                lacked.lemma_.lower() in table.NO_TERMS | _PATIENCE or document.is_in_time(lacked)
            ):
                continue
            on = cut(lacked or duty, without=[aim, *_aims(lacked or duty), *children(duty, "mark")])
            what = cut(aim, without=[c for c in children(aim, "mark") if c.lower_ in table.AIMING])
            if aim.pos_ in ("NOUN", "PROPN"):
                what = trim(token.doc[aim.left_edge.i + 1 : cut(aim).end])
            return Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=duty, confidence=0.6)
    return None


def _aims(node: Token) -> list[Token]:
    """Clauses with "to" that say what for, among them "for the talks to resume"."""
    out = [
        c
        for c in node.children
        if c.relation in ("advcl", "xcomp", "acl")
        and any(g.lower_ == "to" and g.dep_ in ("mark", "aux") for g in c.children)
    ]
    for noun in children(node, "obl") if node.lemma_.lower() not in table.SEEKING else ():
        opening = child(noun, "case")
        if (
            opening is not None
            and opening.lower_ == "for"
            and any(
                any(g.lower_ == "to" and g.dep_ != "case" for g in c.children) for c in children(noun, "acl", "nmod")
            )
        ):
            out.append(noun)
    return out


def _in_order(aim: Token) -> bool:
    """Whether an aim is told as one: "in order (for ...) to", "for ... to"."""
    marks = [c.lower_ for c in aim.children if c.dep_ in ("mark", "case") and c.i < aim.i]
    return "in" in marks or "for" in marks


def binding(document: Document, token: Token) -> Hit | None:
    """ "Conditioned aid on reforms", "tied any withdrawal to a truce"."""
    if token.pos_ != "VERB" or token.lemma_.lower() not in table.BINDING_VERBS:
        return None
    relation, prepositions = table.BINDING_VERBS[token.lemma_.lower()]
    bound = child(token, "obj")
    ends = [n for node in (token, bound) if node is not None for _, n in obliques(node, prepositions)]
    if not ends and (end := _complement(token, prepositions)) is not None:
        ends.append(end)
    noun = next((n for n in ends if n.pos_ != "PROPN"), None)
    if bound is None or noun is None:
        return None
    if token.lemma_.lower() in table.TYING and bound.lemma_.lower() not in table.TIED:
        return None
    on = cut(noun, without=children(noun, "case", "mark") if noun.pos_ != "VERB" else [])
    return Hit(trigger=token, relation=relation, what=cut(bound, without=[noun]), on=on, waiting=token, confidence=0.65)


def no_pair(document: Document, token: Token) -> Hit | None:
    """ "No withdrawal, no loan": the second comes only with the first."""
    doc, end = token.doc, token.sent.end
    first = token.head if token.head.i > token.i else None
    if first is None or first.pos_ not in ("NOUN", "PROPN") or not is_fronted(token):
        return None
    comma = next((i for i in range(first.i + 1, min(end, first.i + _PHRASE)) if doc[i].text in _BETWEEN_NOES), None)
    if comma is None or comma + 2 >= end or doc[comma + 1].lower_ != "no":
        return None
    second = doc[comma + 1].head
    third = next((i for i in range(second.i + 1, min(end, second.i + _PHRASE)) if doc[i].lower_ == "no"), None)
    if second.relation not in ("appos", "conj", "root", "list", "parataxis", "ccomp"):
        return None
    if third is not None or any(t.pos_ in ("VERB", "AUX") for t in doc[token.i : second.i]):
        return None  # "no water, no food and no power" is a list
    on, what = trim(doc[token.i + 1 : comma]), trim(doc[comma + 1 : second.i + 1])
    return Hit(trigger=token, relation=Relation.UNLESS, what=what, on=on, waiting=second, confidence=0.7)


_PHRASE = 8
_BETWEEN_NOES = frozenset({",", "–", "—"})


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
