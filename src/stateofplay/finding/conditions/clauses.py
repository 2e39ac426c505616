"""Conditions around a subordinate clause or a prepositional phrase: "W if O", "W in exchange for O", "no W before O"."""

from __future__ import annotations

from itertools import pairwise

from stateofplay.finding.conditions import words as table
from stateofplay.finding.conditions.hits import (
    MODALS,
    Hit,
    is_fronted,
    is_negated,
    is_time,
    lasts,
    leads,
    phrase_after,
    predicate_after,
    refused_whole,
)
from stateofplay.finding.conditions.markers import is_idle, supposes_nothing
from stateofplay.finding.conditions.sides import Sides, last_before, part_at_comma, unparted, within
from stateofplay.finding.conditions.spans import SPEAKING, content_of, cut, fit, main_predicate, trim, with_gerund
from stateofplay.finding.conditions.tales import could_have_been, is_fact, is_past_time, is_story, tenses, was
from stateofplay.finding.conditions.terms import without_preconditions
from stateofplay.finding.conditions.words import Marker
from stateofplay.language.clauses import child, children
from stateofplay.language.document import Document
from stateofplay.language.tokens import Span, Token
from stateofplay.model import Relation

_SAYING_SOMETHING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "VERB", "AUX", "ADJ"})
_CLAUSE_RELATIONS = frozenset({"advcl", "advcl:relcl", "acl", "acl:relcl", "conj", "parataxis", "ccomp", "obl", "dep"})


def clause(document: Document, token: Token, marker: Marker) -> Hit | None:
    last = token.doc[token.i + len(marker.words) - 1]
    if supposes_nothing(token, last, marker):
        return None
    verb = _clause_after(token, last)
    if verb is not None and marker.words == ("if",) and _asks(token, verb):
        return None
    relation = marker.relation
    found = _turned(last) if marker.words[0] == "only" and is_fronted(token) else _enclosed(token, last)
    if found is None and is_fronted(token) and opens_clause(last, verb):
        found = part_at_comma(last) or unparted(last, verb)
    found = found or _by_parse(token, last, verb)
    if found is None and (marker.words[0] in table.BARE or marker.words[-1] == "condition"):
        found = last_before(token, last)
    if found is None:
        return None
    waiting, what, on = _without_rival(token, last, verb, *found)
    if _tells_no_term(token, marker, verb, waiting, what, on):
        return None
    if relation is Relation.UNLESS and marker.words[0] in table.UNTIL:
        if is_negated(waiting) or (verb is not None and is_negated(verb.head)):
            if verb is not None and was(verb) and was(waiting):
                return None  # "never took a stand until the firm gave up": what was
            relation = Relation.ONLY_IF
        elif verb is None or is_story(verb, waiting) or "Past" in (*tenses(verb), *tenses(waiting)):
            if not lasts(waiting) or (verb is not None and is_story(verb, waiting)):
                return None
    if relation is Relation.IF and _has_only(token, waiting):
        relation = Relation.ONLY_IF
    if marker.words == ("once",) and not (verb is not None and _is_awaited(token, last, verb)):
        return None
    if marker.words == ("if",) and verb is not None and _is_to_do(verb):
        return Hit(trigger=token, relation=Relation.ONLY_IF, what=on, on=what, waiting=verb, confidence=0.6)
    return Hit(trigger=token, relation=relation, what=what, on=on, waiting=waiting, confidence=0.8)


def _tells_no_term(token: Token, marker: Marker, verb: Token | None, waiting: Token, what: Span, on: Span) -> bool:
    """Whether nothing is said on one of the sides, both are idle words, or what waits is a question."""
    if not all(any(t.pos_ in _SAYING_SOMETHING for t in side) for side in (what, on)):
        return True  # marks alone, or nothing but the marker's own words
    if could_have_been(waiting) or (verb is not None and _tells_what_was(token, marker, verb, waiting)):
        return True
    if waiting.lemma_.lower() in table.IDLE_CONSEQUENCES or is_idle(on, what):
        return True
    # "set out what could happen if ...", "unclear how much will change once ..."
    return what[0].lower_ in table.ASKED_WITHIN and marker.words[0] in _ASKED_OF and what.start > token.sent.start + 1


_ASKED_OF = frozenset({"if", "once"})
_OPENING = 2
"""Words and marks before an "if" that opens its sentence: "But if ..."."""
_AT_ONCE = frozenset({("as", "soon", "as"), ("until", "after"), ("only", "after")})


def _tells_what_was(token: Token, marker: Marker, verb: Token, waiting: Token) -> bool:
    """ "He fled as soon as the news broke", "if the year was hard, this one is worse": what was and is waits for nothing."""
    if marker.words in _AT_ONCE:
        return is_past_time(verb, waiting)
    return marker.words == ("if",) and token.i - token.sent.start <= _OPENING and is_fact(verb, waiting)


def _turned(last: Token) -> Sides | None:
    """ "Only when the army leaves | will the rebels receive aid": what waits begins with its auxiliary."""
    doc = last.doc
    for token in doc[last.i + 3 : last.sent.end]:
        if token.lower_ in table.TURNED and token.relation in ("aux", "cop"):
            subject = child(token.head, "nsubj")
            if subject is not None and subject.left_edge.i == token.i + 1 and subject.i < token.head.i:
                end = cut(token.head, without=[c for c in token.head.children if c.i < token.i]).end
                return token.head, trim(doc[token.i : end]), trim(doc[last.i + 1 : token.i])
    return None


_LONGEST_ENCLOSED = 16


def _enclosed(token: Token, last: Token) -> Sides | None:
    """ "The pact, if we reach one, | won't end the war": the clause stands between the subject of what waits and its verb."""
    if token.i < 2 or token.nbor(-1).text != "," or token.nbor(-2).pos_ not in _SUBJECTS:
        return None
    doc = last.doc
    end = min(last.i + _LONGEST_ENCLOSED, token.sent.end - 1)
    comma = next((t.i for t in doc[last.i + 3 : end] if t.text == ","), None)
    opening = doc[comma + 1] if comma is not None else last
    if comma is None or opening.pos_ not in ("AUX", "VERB") or "Fin" not in opening.morph.get("VerbForm"):
        return None
    waiting = opening.head if opening.relation in ("aux", "cop") and opening.head.i > comma else opening
    if any(c.relation == "nsubj" and c.i > comma for c in waiting.children):
        return None
    stop = cut(waiting, without=[c for c in waiting.children if c.i <= comma]).end
    return waiting, trim(doc[comma + 1 : max(stop, waiting.i + 1)]), trim(doc[last.i + 1 : comma])


_SUBJECTS = frozenset({"NOUN", "PROPN", "PRON"})


def _without_rival(token: Token, last: Token, verb: Token | None, waiting: Token, what: Span, on: Span) -> Sides:
    """ "Go to the shop rather | than wait if ...": what waits begins before what it is preferred to."""
    if not len(what) or what[0].lower_ != "than" or waiting.head.i >= what.start:
        return waiting, what, on
    above = waiting.head
    whole = cut(above, without=[verb, *leads(token)] if verb is not None else leads(token))
    return (above, *fit(whole, on, token, last))


def opens_clause(last: Token, verb: Token | None) -> bool:
    """Whether a clause begins right after a marker: "once a quiet port, ..." has none."""
    return verb is None or verb.pos_ in ("VERB", "AUX") or child(verb, "cop", "nsubj") is not None


def _by_parse(token: Token, last: Token, verb: Token | None) -> Sides | None:
    if verb is None or verb.dep_ not in _CLAUSE_RELATIONS:
        return None
    governor = verb.head
    while token.i <= governor.i <= last.i and governor.head.i != governor.i:
        governor = governor.head
    governor = _above_its_noun(governor)
    waiting = _with_copular(refused_whole(content_of(main_predicate(governor), besides=verb)))
    subject = child(waiting, "nsubj")
    relative = subject is not None and subject.lower_ in table.RELATIVES
    if is_fronted(token) and (waiting.i < token.i or relative):
        waiting = predicate_after(verb) or waiting
    own = child(verb, "nsubj")
    starts_clause = verb.i == last.i + 1 or (own is not None and own.i > last.i)
    on = cut(verb)
    if on.end <= last.i + 1 or (on.start <= last.i and not starts_clause):
        return None
    # The clause begins right after its marker, however the parse divides it.
    on = trim(token.doc[last.i + 1 : on.end])
    what = cut(waiting, without=[verb, *leads(token)])
    what, on = fit(what, on, token, last)
    if what.start > token.i and not token.is_sent_start:
        return last_before(token, last) or (waiting, what, on)
    return waiting, what, on


def _with_copular(waiting: Token) -> Token:
    """ "Remains committed to the pact": the whole of it waits."""
    judged = waiting.head
    if waiting.relation in ("csubj", "ccomp", "xcomp", "advcl") and judged.pos_ == "ADJ" and judged.i < waiting.i:
        known = judged.lemma_.lower() not in table.ASKED
        if known and any(c.lower_ == "it" for c in children(judged, "nsubj", "expl")):
            return judged  # "it is hard to foresee a deal": not "foresee a deal"
    for above in (waiting.head, waiting.nbor(-1) if waiting.i else waiting):
        if above.i < waiting.i and above.lemma_.lower() in table.COPULAR:
            return above if above.i == waiting.i - 1 or waiting.relation == "xcomp" else waiting
    return waiting


def _above_its_noun(governor: Token) -> Token:
    """What a clause hangs on that a parse ties to the description of a noun: "leave the pact aimed at saving cod if ..."."""
    node = governor
    while node.relation in ("advcl", "xcomp", "acl") and node.head.i != node.i:
        described = "Past" in node.morph.get("Tense", []) and not children(node, "mark", "aux", "nsubj", "cop")
        node = node.head
        while described and node.head.i != node.i and node.pos_ not in ("VERB", "AUX"):
            node = node.head
        if described and node.pos_ == "VERB":
            return node
    return governor


def _is_awaited(token: Token, last: Token, verb: Token) -> bool:
    """Whether "once" opens a clause that is yet to come true; ", once a quiet port," says what something was."""
    own = child(verb, "nsubj")
    if verb.i == last.i + 1:  # "will take effect once ratified"
        return verb.head.i < token.i and any(c.lower_ in MODALS for c in verb.head.children)
    if was(verb) and (is_fronted(token) or child(verb, "cop") is not None):
        return False  # "once they were in power, they stayed": what was, and waits no more
    if (
        own is None
        or own.i <= last.i
        or (token.i > 1 and token.nbor(-1).text == "," and token.nbor(-2).pos_ == "PROPN")
    ):
        return False
    return verb.pos_ in ("VERB", "AUX") or child(verb, "cop") is not None


def _lies_before_that(phrase: Token, governor: Token) -> bool:
    """ "Said before the talks that no ...": the phrase belongs to the saying, where parsers put it under what is said."""
    return any(c.dep_ == "mark" and c.lower_ == "that" and c.i > phrase.i for c in governor.children)


def _clause_after(first: Token, last: Token) -> Token | None:
    """The predicate of the clause that the marker `first` to `last` opens."""
    verb = last.head if last.dep_ in ("mark", "advmod", "fixed", "case", "cc") else None
    if verb is None or verb.i <= last.i:
        # "Once" read as an adverb of the clause that waits: the clause that begins right after it.
        beside = [c for c in last.head.children if c.left_edge.i == last.i + 1 and c.relation == "advcl"]
        return beside[0] if beside else _predicate_within(last)
    if "relcl" in verb.dep_ and last.i < verb.head.i < verb.i:
        return verb.head.head  # "if Chad, which holds the port, agrees": the marker tied to what stands between
    if verb.pos_ in ("VERB", "AUX") or child(verb, "nsubj", "cop", "aux") is not None:
        return verb
    if verb.pos_ == "PROPN" and verb.relation == "obl" and (own := child(verb.head, "nsubj")) is not None:
        if last.i < verb.i < own.i < verb.head.i:
            return verb.head  # "if Chad, Togo won't budge", as headlines join two
    # A subordinate clause read as a phrase ("unless groups disarm"): the marker takes no noun, so the noun is a subject.
    return verb if first.lower_ in table.BARE and verb.relation in ("obl", "nmod") else None


def _predicate_within(last: Token, reach: int = 12) -> Token | None:
    """The first predicate with a subject after the marker and before the next comma."""
    for token in last.doc[last.i + 1 : last.i + 1 + reach]:
        if token.is_punct or token.is_sent_start:
            return None
        subject = child(token, "nsubj")
        if subject is not None and last.i < subject.i < token.i:
            return token
    return None


def _asks(token: Token, verb: Token) -> bool:
    """Whether "if" asks ("asked if", "unclear if") rather than supposes."""
    if verb.head.lemma_.lower() in table.ASKED and verb.head.i < token.i:
        return True
    if (
        verb.dep_ not in ("ccomp", "csubj", "xcomp")
        or is_fronted(token)
        or verb.head.lemma_.lower() in table.FORETELLING
    ):
        return False
    # "Warned that tariffs would rise if talks failed", where parsers make two contents of one.
    return not any(c.relation in ("ccomp", "xcomp") and c.i < token.i for c in verb.head.children)


def _has_only(marker: Token, waiting: Token) -> bool:
    before = marker.nbor(-1) if marker.i else None
    if before is not None and before.lower_ == "only":
        return True
    return any(c.lower_ == "only" and c.i < waiting.i and c.nbor(-1).lower_ != "not" for c in waiting.children if c.i)


def _is_to_do(verb: Token) -> bool:
    """ "If the deal is to hold": what the condition speaks of is the aim."""
    words = [t.lower_ for t in verb.subtree]
    subject = child(verb, "nsubj", "csubj")
    if subject is not None and subject.lemma_.lower() in table.TASKS:
        return False  # "if its job is to tell the truth"
    return any(a in ("is", "are") and b == "to" for a, b in pairwise(words))


def phrase(document: Document, token: Token, marker: Marker) -> Hit | None:
    last = token.doc[token.i + len(marker.words) - 1]
    noun = _noun_after(token, last)
    if noun is None or not _takes(token, last):
        return None
    if noun.lemma_.lower() in table.FREE_OF and marker.words == ("without",):
        return without_preconditions(document, noun)
    if _names_no_term(document, noun, marker):
        return None
    governor = noun.head
    while token.i <= governor.i <= last.i and governor.head.i != governor.i:
        governor = governor.head
    # What is given is the whole act, not the noun beside the marker: "free the men in exchange for aid".
    governor = main_predicate(governor)
    waiting = content_of(governor, besides=noun)
    relation = marker.relation
    if marker.words[0] in table.LACKING:
        lacking = _waits_without(noun, governor, waiting, marker)
        if lacking is None:
            return None
        waiting = lacking
    elif marker.words == ("until", "after") and not is_negated(waiting):
        return None  # "on leave until after the feast"
    elif marker.words == ("until",):
        if was(waiting) and (was(noun) if noun.pos_ == "VERB" else noun.lemma_.lower() in table.ENDS_OF_TIMES):
            return None  # "was not told until the end of the meeting"
        if is_negated(waiting):
            relation = Relation.ONLY_IF
        elif not lasts(waiting):
            return None
    first = [t for t in token.subtree if t.i < noun.i] if token.dep_ == "case" else []
    on = cut(noun, without=[c for c in children(noun, "case", "mark") if c.i <= last.i] + first)
    what = cut(waiting, without=[noun, *leads(token)])
    what, on = fit(what, with_gerund(on), token, last)
    what = _without_copula(what)
    if marker.relation is Relation.IN_EXCHANGE_FOR and waiting.head.lemma_.lower() in table.WISHING:
        # "Demands cuts in exchange for a loan": the loan hangs on the cuts.
        wanted = child(waiting, "obj") if waiting.lemma_.lower() in table.WISHING else None
        what, on = on, fit(cut(wanted), on, token, last)[0] if wanted is not None and wanted.i < token.i else what
    return Hit(trigger=token, relation=relation, what=what, on=on, waiting=waiting, confidence=0.75)


def _waits_without(noun: Token, governor: Token, waiting: Token, marker: Marker) -> Token | None:
    """What is not to be had "without" something: what is denied, "no deal" beside it, or what waits "absent" it."""
    beside, verb = noun.head, governor
    bare = beside.pos_ in ("NOUN", "PROPN") and any(c.lower_ == "no" for c in beside.children)
    waiting = beside if bare else waiting
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    verb = refused_whole(verb if noun.pos_ == "VERB" else _denied_over(verb))
    if not bare and not is_negated(verb) and not is_negated(waiting) and marker.words[0] != "absent":
        return None
    if could_have_been(verb):
        return None
    return refused_whole(content_of(verb)) if not bare and verb.pos_ in ("VERB", "AUX") else waiting


def _denied_over(verb: Token) -> Token:
    """What is denied over an aim: "will not agree to any deal | to raise the limit without cuts", "not possible to"."""
    node = verb
    while node.relation in ("csubj", "advcl", "acl") and any(c.lower_ == "to" and c.i < node.i for c in node.children):
        node = main_predicate(node.head)
        if is_negated(node):
            return node
    return verb


def _names_no_term(document: Document, noun: Token, marker: Marker) -> bool:
    """Whether what follows a preposition is no term: a time, company, or what "the war ended only with" once."""
    if marker.words == ("only", "with") and (was(noun.head) or was(main_predicate(noun.head))):
        return True
    if marker.words[:3] == ("in", "the", "absence") and not any(
        c.lower_ in MODALS for c in main_predicate(noun.head).children
    ):
        return True
    if marker.words == ("only", "after") and noun.pos_ == "VERB" and was(noun):
        return True
    if marker.words == ("until",) and noun.pos_ != "VERB" and not children(noun, "nmod", "nmod:poss"):
        return True  # "does not come until the third step"
    if marker.words == ("subject", "to") and noun.lemma_.lower() not in table.CONSENT:
        return True
    if noun.lower_ in table.NO_TERMS or noun.lemma_.lower() in table.NO_TERMS:
        return True
    return marker.relation is not Relation.IN_EXCHANGE_FOR and is_time(document, noun)


def _without_copula(what: Span) -> Span:
    """The truce of "the truce is subject to a vote"."""
    return trim(what.doc[what.start : what.end - 1]) if len(what) > 1 and what[-1].relation == "cop" else what


def _takes(token: Token, last: Token) -> bool:
    """Whether "barring" and the like stand as prepositions: "barring a miracle", not "barring them from", "absent from"."""
    after = last.nbor(1).lower_ if last.i + 1 < len(token.doc) else ""
    if token.lower_ == "barring":
        return after in table.SOME
    if token.lower_ == "pending" and token.i and token.nbor(-1).pos_ in ("DET", "ADJ", "PRON", "NUM", "AUX"):
        return False  # "a pending case"
    return token.lower_ not in _ADJECTIVES_TOO or after not in table.PLACED


_ADJECTIVES_TOO = frozenset({"absent", "lacking"})


def _noun_after(first: Token, last: Token) -> Token | None:
    """The head of the phrase after the preposition `first` to `last`."""
    for token in (last, first):
        head = token.head
        if token.dep_ in ("case", "mark", "fixed") and head.i > last.i:
            return head
    return phrase_after(last)


def _governed(token: Token) -> Token | None:
    """The predicate or noun after a marker; the predicate too where the parse gives the marker to its subject."""
    later = token.head if token.dep_ in ("mark", "case", "advmod") else None
    return later.head if later is not None and later.dep_ == "nsubj" and later.head.i > later.i > token.i else later


def asked_before(document: Document, token: Token) -> Hit | None:
    """ "O must come before W": an order that somebody asks for, told as "W after O"."""
    later = _governed(token)
    if later is None or later.i <= token.i or later.lemma_.lower() in table.NO_TERMS:
        return None
    governor = later.head
    if later.pos_ != "VERB" and (is_time(document, later) or _lies_before_that(later, governor)):
        return None
    if later.lemma_.lower() == "late" or (later.pos_ == "PROPN" and governor.lemma_.lower() in table.STANDING):
        return None
    start = token.i + (2 if token.lower_ == "prior" else 1)
    end = cut(later).end
    if later.pos_ != "VERB" and end < len(token.doc) and token.doc[end].pos_ == "VERB":
        # The subject of the clause taken for the whole ("before the raids | stop").
        end = cut(token.doc[end]).end
    what = trim(token.doc[start:end])
    if governor.relation in ("nsubj", "obj", "obl") and any(c.lower_ == "no" for c in governor.children):
        governor = governor.head
    governor = refused_whole(governor)
    left_undone = any(c.lower_ in _BLAMING and c.relation == "mark" for c in governor.children)
    if left_undone:
        return None
    if is_negated(governor) and governor.pos_ in ("VERB", "AUX", "ADJ") and "Past" not in tenses(governor):
        waiting = content_of(governor, besides=later)
        waits, on = fit(cut(waiting, without=[later]), what, token, token.doc[start - 1])
        return Hit(trigger=token, relation=Relation.ONLY_IF, what=waits, on=on, waiting=waiting, confidence=0.65)
    if governor.relation == "xcomp" and governor.head.lower_ == "expected":
        return None  # "is expected to speak before she leaves"
    if not _is_asked_for(governor) or (is_fronted(token) and was(later)):
        return None  # "before the vote began, she asked them to back it"
    earlier = content_of(governor, besides=later)
    if earlier.lemma_.lower() in table.ASKING_LEMMAS:
        asked = child(earlier, "obj", "obl", "ccomp", "xcomp")
        earlier = asked if asked is not None and asked != later else earlier
    # The "in" of "insists that a deal be in hand before it agrees" belongs to what is asked for.
    cases = children(earlier, "case") if child(earlier, "cop") is None else []
    on = cut(earlier, without=[later, *cases])
    return Hit(trigger=token, relation=Relation.AFTER, what=what, on=on, waiting=later, confidence=0.65)


_BLAMING = frozenset({"by", "for", "of"})
"""Before what was left undone: "broke the law by not asking the court before the sale"."""


def _is_asked_for(node: Token) -> bool:
    for _ in range(4):
        if node.lemma_.lower() in table.ASKING_LEMMAS:
            return True
        if any(c.lower_ in table.ASKS_OF and c.relation == "aux" for c in node.children):
            return True
        if node.lemma_.lower() in SPEAKING and node.lemma_.lower() != "insist":
            return False
        if node.relation == "xcomp" and node.head.lower_ in table.BINDING:
            return True
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def only_then(document: Document, token: Token) -> Hit | None:
    """ "Would only sign after the vote", "will only meet when the siege ends"."""
    later, relation = _governed(token), table.ONLY_WORDS.get(token.lower_)  # a lemma may be no word of them: "w/ its"
    if relation is None or later is None or later.i <= token.i or later.lemma_.lower() in table.NO_TERMS:
        return None
    governor = later.head
    before = min(governor.i, token.i)
    if not any(c.lower_ == "only" and 0 < c.i < before and c.nbor(-1).lower_ != "not" for c in governor.children):
        return None
    if later.pos_ != "VERB" and (is_time(document, later) or later.pos_ == "PROPN" or token.lower_ == "by"):
        return None
    if was(governor):
        return None  # "only halted after ...": what was, and waits no more
    what, on = cut(governor, without=[later]), cut(later, without=children(later, "mark", "case"))
    return Hit(trigger=token, relation=relation, what=what, on=on, waiting=governor, confidence=0.7)


def inverted(document: Document, token: Token) -> Hit | None:
    """ "Should talks fail, sanctions follow", "sanctions will follow should talks fail"."""
    subject = next((c for c in children(token.head, "nsubj", "expl") if c.i > token.i), None)
    if token.relation not in ("aux", "cop") or subject is None or subject.i > token.head.i:
        return None
    if token.sent.asks or any(c.lower_ in table.ASKING for c in token.head.children):
        return None
    found = part_at_comma(token) if is_fronted(token) and token.nbor(1).i == subject.left_edge.i else None
    found = found or within(token) or last_before(token, token, relatives=True)
    if found is None:
        return None
    waiting, what, on = found
    if token.lower_ != "should" and not any(c.lower_ in _IRREAL for c in waiting.children):
        return None
    return Hit(trigger=token, relation=Relation.IF, what=what, on=on, waiting=waiting, confidence=0.7)


_IRREAL = frozenset({"would", "could", "might", "'d", "’d"})
