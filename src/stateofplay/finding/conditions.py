"""Conditions: what a party's act, consent, offer or threat hangs on, read as "what RELATION on"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from stateofplay.finding import conditions_table as table
from stateofplay.finding.components import Found, finder
from stateofplay.finding.conditions_spans import SPEAKING, consequence, content_of, cut, trim
from stateofplay.finding.conditions_table import Form, Marker
from stateofplay.language.clauses import base_dep, child, children, grammatical_subject
from stateofplay.language.document import Document
from stateofplay.model import Condition, Relation, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A condition in the parse: the word that marks it, its two sides, and the predicate that waits."""

    trigger: Token
    relation: Relation
    what: Span
    on: Span | None
    waiting: Token
    confidence: float


@finder("conditions", assigns="conditions", requires=("statements",))
def find_conditions(document: Document, found: Found) -> tuple[Condition, ...]:
    """Find the conditions of an article, in text order, one for each marker.

    A mere sequence in time is none, nor is a question ("asked if"), a comparison ("as if") or what the law requires.
    """
    out: list[Condition] = []
    seen: set[tuple[int, int]] = set()
    for hit in _hits(document):
        span = (hit.what.start, hit.on.start if hit.on is not None else -1)
        if span in seen or (hit.on is not None and _overlap(hit.what, hit.on)):
            continue
        seen.add(span)
        out.append(_claim(document, found, hit))
    return tuple(out)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _claim(document: Document, found: Found, hit: _Hit) -> Condition:
    tokens = [hit.trigger, hit.what[0], hit.what[-1]]
    if hit.on is not None:
        tokens += [hit.on[0], hit.on[-1]]
    evidence = document.sentence_evidence(*tokens)
    anchor = min(max(hit.trigger.idx, evidence.start), evidence.end - 1)
    speaker = _speaker(found, anchor)
    return Condition(
        evidence=evidence,
        anchor=anchor,
        component="conditions",
        confidence=hit.confidence,
        said_by=speaker,
        holder=_holder(document, hit) or speaker,
        relation=hit.relation,
        what=hit.what.text,
        on=hit.on.text if hit.on is not None else None,
    )


def _speaker(found: Found, at: int) -> str | None:
    inside = [s for s in found.statements if s.content_start <= at < s.content_start + len(s.content)]
    return min(inside, key=_length).speaker if inside else None


def _length(statement: Statement) -> int:
    return len(statement.content)


def _holder(document: Document, hit: _Hit) -> str | None:
    """Whose consent or act waits: the subject of the waiting predicate, else whoever says so in the clauses above."""
    node = hit.waiting
    for _ in range(5):
        subject = grammatical_subject(node) if node.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else None
        who = document.who(subject) if subject is not None else ()
        if who:
            return who[0]
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _hits(document: Document) -> Iterator[_Hit]:
    for token in document.doc:
        word, lemma = token.lower_, token.lemma_.lower()
        for marker in table.BY_FIRST_WORD.get(word, ()):
            hit = _FORMS[marker.form](document, token, marker) if _matches(token, marker) else None
            if hit is not None:
                yield hit
                break
        else:
            for words, find in _SINGLE:
                if word in words or lemma in words:
                    hit = find(document, token)
                    if hit is not None:
                        yield hit
                        break


def _matches(token: Token, marker: Marker) -> bool:
    doc, i = token.doc, token.i
    return i + len(marker.words) <= len(doc) and all(doc[i + k].lower_ == w for k, w in enumerate(marker.words))


# -- clauses: "W if O" -----------------------------------------------------------------------------------------------


def _clause(document: Document, token: Token, marker: Marker) -> _Hit | None:
    last = token.doc[token.i + len(marker.words) - 1]
    verb = _clause_after(token, last)
    if verb is None or (token.i > 0 and token.nbor(-1).lemma_.lower() in table.NO_IF_AFTER):
        return None
    after = last.nbor(1).lower_ if last.i + 1 < len(token.doc) else ""
    if marker.words == ("if",) and (after in table.IDLE_IF or _asks(token, verb)):
        return None
    if verb.dep_ not in _CLAUSE_RELATIONS:
        return None
    waiting = consequence(verb)
    if waiting.i < token.i and _is_fronted(token):
        waiting = _predicate_after(verb) or waiting
    relation = marker.relation
    if relation is Relation.UNLESS and marker.words[0] in ("until", "till"):
        if _is_negated(waiting) or _is_negated(verb.head):
            relation = Relation.ONLY_IF
        elif not _lasts(waiting):
            return None
    if relation is Relation.IF and _has_only(token, waiting):
        relation = Relation.ONLY_IF
    if verb.pos_ == "NOUN" and marker.words == ("once",) and child(verb, "nsubj") is None:
        return None
    on = trim(cut(verb))
    what = cut(waiting, without=[verb, *_leads(token)])
    if marker.words == ("if",) and _is_to_do(verb):
        return _Hit(trigger=token, relation=Relation.ONLY_IF, what=on, on=what, waiting=verb, confidence=0.6)
    return _Hit(trigger=token, relation=relation, what=what, on=on, waiting=waiting, confidence=0.8)


def _clause_after(first: Token, last: Token) -> Token | None:
    """The predicate of the clause that the marker `first` to `last` opens."""
    verb = last.head if last.dep_ in ("mark", "advmod", "fixed", "case", "cc") else None
    if verb is not None and verb.i <= last.i and first.dep_ in ("mark", "advmod", "case"):
        verb = first.head
    if verb is None or verb.i <= last.i:
        return None
    if verb.pos_ in ("VERB", "AUX") or child(verb, "nsubj", "cop", "aux") is not None:
        return verb
    # A subordinate clause read as a phrase ("unless groups disarm"): the marker takes no noun, so the noun is a subject.
    return verb if first.lower_ in ("if", "unless") and base_dep(verb) in ("obl", "nmod") else None


_CLAUSE_RELATIONS = frozenset({"advcl", "advcl:relcl", "acl", "acl:relcl", "conj", "parataxis", "ccomp", "obl", "dep"})


def _asks(token: Token, verb: Token) -> bool:
    """Whether "if" asks ("asked if", "unclear if") rather than supposes."""
    if verb.dep_ not in ("ccomp", "csubj", "xcomp"):
        return False
    return not _is_fronted(token)


def _is_fronted(token: Token) -> bool:
    """Whether the marker opens its sentence, its quotation or the clause after "that"."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return before.is_punct or before.is_space or before.lower_ in ("that", "and", "but", "because", "so")


def _predicate_after(verb: Token) -> Token | None:
    """The first predicate with a subject after the clause of `verb`, where the parse hangs the clause elsewhere."""
    inside = {t.i for t in verb.subtree}
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.i not in inside and child(token, "nsubj", "expl") is not None and not verb.is_ancestor(token):
            return token
    return None


def _leads(token: Token) -> list[Token]:
    """An "only" just before the marker belongs to it."""
    before = token.nbor(-1) if token.i else None
    return [before] if before is not None and before.lower_ == "only" else []


def _has_only(marker: Token, waiting: Token) -> bool:
    before = marker.nbor(-1) if marker.i else None
    if before is not None and before.lower_ == "only":
        return True
    return any(c.lower_ == "only" and c.i < waiting.i for c in waiting.children)


def _is_negated(verb: Token) -> bool:
    for token in (verb, *verb.children):
        if token.lower_ in table.NEGATIONS:
            return True
        if base_dep(token) in ("nsubj", "obj") and any(c.lower_ in ("no", "neither") for c in token.children):
            return True
    refused = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in table.DENYING
    return refused or verb.lemma_.lower() in table.DENYING


def _lasts(verb: Token) -> bool:
    if verb.lemma_.lower() in table.LASTING or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in table.LASTING):
        return True
    return any(c.lower_ in ("will", "wo", "must", "shall", "would") for c in verb.children)


def _is_to_do(verb: Token) -> bool:
    """ "If the deal is to hold": what the condition speaks of is the aim."""
    words = [t.lower_ for t in verb.subtree]
    return any(a in ("is", "are") and b == "to" for a, b in zip(words, words[1:], strict=False))


# -- phrases: "W in exchange for O" ----------------------------------------------------------------------------------


def _phrase(document: Document, token: Token, marker: Marker) -> _Hit | None:
    last = token.doc[token.i + len(marker.words) - 1]
    if marker.relation is Relation.IN_EXCHANGE_FOR and len(marker.words) == 2:
        return _in_return(document, token)
    noun = _noun_after(token, last)
    if noun is None:
        return None
    if noun.lemma_.lower() in table.FREE_OF and marker.words == ("without",):
        return _without_preconditions(document, noun)
    if noun.lower_ in table.NO_TERMS or noun.lemma_.lower() in table.NO_TERMS:
        return None
    if marker.relation is not Relation.IN_EXCHANGE_FOR and _is_time(document, noun):
        return None
    governor = noun.head
    while token.i <= governor.i <= last.i and governor.head.i != governor.i:
        governor = governor.head
    if governor.pos_ in ("NOUN", "PRON") and base_dep(governor) in ("obj", "obl") and governor.head.pos_ == "VERB":
        # What is given is the whole act, not the noun beside the marker: "free the men in exchange for aid".
        governor = governor.head
    waiting = content_of(governor, besides=noun)
    relation = marker.relation
    if marker.words[0] in ("without", "lacking", "absent"):
        beside = noun.head
        bare = beside.pos_ in ("NOUN", "PROPN") and any(c.lower_ == "no" for c in beside.children)
        waiting = beside if bare else waiting
        verb = governor
        while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
            verb = verb.head
        if not bare and not _is_negated(verb) and not _is_negated(waiting):
            return None
        if not bare and verb.pos_ in ("VERB", "AUX"):
            waiting = content_of(verb)
    elif marker.words == ("until",):
        if _is_negated(waiting):
            relation = Relation.ONLY_IF
        elif not _lasts(waiting):
            return None
    first = [t for t in token.subtree if t.i < noun.i] if token.dep_ == "case" else []
    on = cut(noun, without=[c for c in children(noun, "case", "mark") if c.i <= last.i] + first)
    what = cut(waiting, without=[noun, *_leads(token)])
    return _Hit(trigger=token, relation=relation, what=what, on=on, waiting=waiting, confidence=0.75)


def _is_time(document: Document, noun: Token) -> bool:
    return bool(document.times_in(noun.left_edge.i, noun.i + 1)) and not any(
        c.lower_ in ("'s", "’s") for c in noun.children
    )


def _noun_after(first: Token, last: Token) -> Token | None:
    """The head of the phrase after the preposition `first` to `last`."""
    for token in (last, first):
        head = token.head
        if token.dep_ in ("case", "mark", "fixed") and head.i > last.i:
            return head
    # "in exchange" parsed as a noun with its complement: "in exchange for guarantees"
    for noun in (last, last.nbor(-1) if last.i else last):
        for c in noun.children:
            if base_dep(c) in ("nmod", "obl", "obj", "acl", "advcl", "ccomp") and c.i > last.i:
                return c
    head = last.head
    return head if head.i > last.i else None


def _in_return(document: Document, token: Token) -> _Hit | None:
    """ "In return, W": what is given for what the sentence before says."""
    doc = token.doc
    sentence = token.sent
    if token.i - sentence.start > 2 or sentence.start == 0:
        return None
    previous = doc[sentence.start - 1].sent
    given = content_of(sentence.root, besides=token)
    got = content_of(previous.root)
    what, on = cut(given, without=[t for t in given.children if t.i <= token.i + 1 and t.i >= token.i]), cut(got)
    return _Hit(trigger=token, relation=Relation.IN_EXCHANGE_FOR, what=what, on=on, waiting=given, confidence=0.6)


# -- predicates: "W depends on O", "O is a condition for W" ----------------------------------------------------------


def _predicate(document: Document, token: Token) -> _Hit | None:
    relation, prepositions = table.PREDICATES.get(token.lemma_.lower()) or table.PREDICATES[token.lower_]
    if token.pos_ not in ("VERB", "ADJ", "AUX"):
        return None
    subject = _subject(token)
    if subject is None:
        return None
    if not prepositions:
        if subject.pos_ == "PRON" or subject.lemma_.lower() in table.LAWFUL_SUBJECTS or document.who(subject):
            return None
        parts = [c for c in token.children if base_dep(c) in ("obj", "ccomp", "xcomp") and c.i > token.i]
        if not parts or token.morph.get("VerbForm", []) == ["Part"]:
            return None
        on = _from_to(parts)
    else:
        noun = _complement(token, prepositions)
        if noun is None:
            return None
        on = cut(noun, without=children(noun, "case", "mark") if noun.pos_ != "VERB" else [])
    what = trim(cut(subject))
    return _Hit(trigger=token, relation=relation, what=what, on=on, waiting=token, confidence=0.8)


def _subject(predicate: Token) -> Token | None:
    own = child(predicate, "nsubj", "csubj")
    if own is None:
        own = grammatical_subject(predicate)
    if own is not None and own.lower_ in ("which", "that", "who") and predicate.dep_.startswith("acl"):
        return predicate.head
    return own


def _complement(token: Token, prepositions: frozenset[str]) -> Token | None:
    for c in token.children:
        if c.i > token.i and base_dep(c) in ("obl", "nmod", "advcl", "ccomp", "xcomp", "acl"):
            if any(g.lower_ in prepositions and g.i < c.i for g in c.children):
                return c
    return None


def _from_to(parts: list[Token]) -> Span:
    spans = [cut(p) for p in parts]
    doc = parts[0].doc
    return trim(doc[min(s.start for s in spans) : max(s.end for s in spans)])


def _requirement(document: Document, token: Token) -> _Hit | None:
    """ "O is a condition for W", "demands O as a precondition for W", "the condition for W is O"."""
    aim = _complement(token, table.REQUIREMENT_LINKS)
    if aim is None or aim.lemma_.lower() == "anonymity" or _is_negated(token):
        return None
    what = cut(aim, without=children(aim, "case", "mark"))
    on = _required(token)
    if on is None or (len(on) == 1 and on[0].pos_ == "PRON"):
        return None
    return _Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=token, confidence=0.75)


def _required(token: Token) -> Span | None:
    if base_dep(token) == "nsubj":
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
    if child(token, "cop") is not None or token.dep_ in ("xcomp", "ccomp"):
        subject = _subject(token)
        return cut(subject) if subject is not None else None
    return None


def _duty_of_outcome(document: Document, token: Token) -> _Hit | None:
    """ "Any deal must include O", "O has to be part of any settlement"."""
    verb = token.head if base_dep(token) == "aux" else token
    if token.lemma_.lower() == "have" or token.lemma_.lower() == "need":
        inner = child(token, "xcomp")
        verb = inner if inner is not None else verb
    subject = _subject(verb) or _subject(token)
    if subject is None:
        return None
    if _is_any_outcome(subject) and verb.lemma_.lower() in table.INCLUDING and verb != token:
        parts = [c for c in verb.children if base_dep(c) in ("obj", "ccomp", "obl", "xcomp") and c.i > verb.i]
        if not parts:
            return None
        on = _from_to(parts)
        return _Hit(trigger=token, relation=Relation.ONLY_IF, what=cut(subject), on=on, waiting=verb, confidence=0.65)
    if verb.lemma_.lower() == "part":
        for c in verb.children:
            if base_dep(c) == "nmod" and _is_any_outcome(c):
                what = cut(c, without=children(c, "case"))
                on = trim(token.doc[cut(subject).start : verb.i + 1])
                return _Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=verb, confidence=0.65)
    return None


def _is_any_outcome(noun: Token) -> bool:
    return noun.lemma_.lower() in table.OUTCOMES and any(c.lower_ in ("any", "such") for c in noun.children)


def _binding(document: Document, token: Token) -> _Hit | None:
    """ "Conditioned aid on reforms", "tied any withdrawal to a truce"."""
    if token.pos_ != "VERB":
        return None
    relation, prepositions = table.BINDING_VERBS[token.lemma_.lower()]
    bound, noun = child(token, "obj"), _complement(token, prepositions)
    if bound is None or noun is None or noun.pos_ == "PROPN":
        return None
    on = cut(noun, without=children(noun, "case", "mark") if noun.pos_ != "VERB" else [])
    return _Hit(
        trigger=token, relation=relation, what=cut(bound, without=[noun]), on=on, waiting=token, confidence=0.65
    )


# -- order: "insists on O before W" ----------------------------------------------------------------------------------


def _asked_before(document: Document, token: Token) -> _Hit | None:
    """ "O must come before W": an order that somebody asks for, told as "W after O"."""
    later = token.head if token.dep_ in ("mark", "case", "advmod") else None
    if later is None or later.i <= token.i or later.lemma_.lower() in table.NO_TERMS:
        return None
    governor = later.head
    if later.pos_ != "VERB" and _is_time(document, later):
        return None
    what = cut(later, without=children(later, "mark", "case"))
    if _is_negated(governor) and governor.pos_ in ("VERB", "AUX", "ADJ"):
        waiting = content_of(governor, besides=later)
        on, what = what, cut(waiting, without=[later])
        return _Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=waiting, confidence=0.65)
    if not _is_asked_for(governor):
        return None
    earlier = content_of(governor, besides=later)
    if earlier.lemma_.lower() in table.ASKING_LEMMAS:
        asked = child(earlier, "obj", "obl", "ccomp", "xcomp")
        earlier = asked if asked is not None and asked != later else earlier
    on = cut(earlier, without=[later, *children(earlier, "case")])
    return _Hit(trigger=token, relation=Relation.AFTER, what=what, on=on, waiting=later, confidence=0.65)


def _is_asked_for(node: Token) -> bool:
    for _ in range(4):
        if node.lemma_.lower() in table.ASKING_LEMMAS:
            return True
        if any(c.lemma_.lower() in table.DUTIES and base_dep(c) == "aux" for c in node.children):
            return True
        if node.lemma_.lower() in SPEAKING and node.lemma_.lower() != "insist":
            return False
        if node.head.i == node.i:
            return False
        node = node.head
    return False


# -- "without preconditions" -----------------------------------------------------------------------------------------


def _without_preconditions(document: Document, token: Token) -> _Hit | None:
    word = token.lower_
    if word in table.UNCONDITIONAL:
        head = token.head
        if base_dep(token) == "amod" and head.lemma_.lower() not in table.TALKS_AND_TRUCES:
            return None
        if base_dep(token) not in ("amod", "advmod"):
            return None
        what = trim(cut(head, without=[token] if base_dep(token) == "advmod" else []))
        return _Hit(
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
    return _Hit(
        trigger=token,
        relation=Relation.WITHOUT_PRECONDITIONS,
        what=cut(waiting, without=[token]),
        on=None,
        waiting=waiting,
        confidence=0.85,
    )


# -- other shapes ----------------------------------------------------------------------------------------------------


def _only_then(document: Document, token: Token) -> _Hit | None:
    """ "Would only sign after the vote", "will only meet when the siege ends"."""
    later = token.head if token.dep_ in ("mark", "case", "advmod") else None
    if later is None or later.i <= token.i or later.lemma_.lower() in table.NO_TERMS:
        return None
    governor = later.head
    if not any(c.lower_ == "only" and c.i < governor.i for c in governor.children):
        return None
    if later.pos_ != "VERB" and (_is_time(document, later) or later.pos_ == "PROPN"):
        return None
    what, on = cut(governor, without=[later]), cut(later, without=children(later, "mark", "case"))
    relation = table.ONLY_WORDS[token.lower_]
    return _Hit(trigger=token, relation=relation, what=what, on=on, waiting=governor, confidence=0.7)


def _inverted(document: Document, token: Token) -> _Hit | None:
    """ "Should talks fail, sanctions follow"."""
    verb = token.head
    if base_dep(token) not in ("aux", "cop") or not _is_fronted(token) or not token.text[0].isupper():
        return None
    subject = child(verb, "nsubj")
    waiting = verb.head if base_dep(verb) == "advcl" else _predicate_after(verb) or child(verb, "parataxis")
    if subject is None or subject.i < token.i or waiting is None or waiting.i < verb.i:
        return None
    if token.sent[-1].text == "?" or token.sent.text.rstrip().endswith("?"):
        return None
    on = trim(token.doc[subject.left_edge.i : cut(verb, without=[waiting]).end])
    what = cut(waiting, without=[verb])
    return _Hit(trigger=token, relation=Relation.IF, what=what, on=on, waiting=waiting, confidence=0.7)


def _or_else(document: Document, token: Token) -> _Hit | None:
    """ "Withdraw or face sanctions": the threat comes unless the demand is met."""
    threat = token.head
    if threat.lemma_.lower() not in table.OR_ELSE or base_dep(threat) != "conj" or threat.i < token.i:
        return None
    demand = threat.head
    if demand.pos_ != "VERB" or child(threat, "obj") is None:
        return None
    what, on = cut(threat, without=[token]), cut(demand, without=[threat])
    return _Hit(trigger=token, relation=Relation.UNLESS, what=what, on=on, waiting=threat, confidence=0.65)


def _aim_and_duty(document: Document, token: Token) -> _Hit | None:
    """ "To end the war, Moscow must withdraw"."""
    verb = token.head if base_dep(token) == "aux" else token
    duty = child(token, "xcomp") if token.lemma_.lower() in ("have", "need") else verb
    if duty is None or (token.lemma_.lower() == "should"):
        return None
    for aim in verb.children:
        to = child(aim, "mark", "aux")
        if (
            base_dep(aim) in ("advcl", "xcomp")
            and aim.i < token.i
            and to is not None
            and to.lower_ == "to"
            and aim != duty
        ):
            what, on = cut(aim, without=children(aim, "mark")), cut(duty, without=[aim, *children(duty, "mark")])
            return _Hit(trigger=token, relation=Relation.ONLY_IF, what=what, on=on, waiting=duty, confidence=0.6)
    return None


def _duty(document: Document, token: Token) -> _Hit | None:
    return _duty_of_outcome(document, token) or _aim_and_duty(document, token)


_FORMS = {Form.CLAUSE: _clause, Form.PHRASE: _phrase}

# Single words, in the order in which they are tried.
_SINGLE: tuple[tuple[frozenset[str], Callable[[Document, Token], _Hit | None]], ...] = (
    (table.UNCONDITIONAL | table.FREE_OF, _without_preconditions),
    (frozenset(table.PREDICATES), _predicate),
    (frozenset({"before", "prior"}), _asked_before),
    (table.REQUIREMENTS | table.REQUIREMENT_ADJECTIVES, _requirement),
    (table.INVERTED, _inverted),
    (table.DUTIES, _duty),
    (frozenset(table.BINDING_VERBS), _binding),
    (frozenset(table.ONLY_WORDS), _only_then),
    (frozenset({"or"}), _or_else),
)
