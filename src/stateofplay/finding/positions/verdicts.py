"""Verdicts: a speaker calls something essential, unacceptable, good or a mistake."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.positions.candidates import Candidate, each
from stateofplay.finding.positions.holders import Speech, holders
from stateofplay.finding.positions.issues import issues_of, phrase_issues
from stateofplay.finding.positions.judgements import BLAMED, COPULAR, DESCRIBING, PRAISED, REACHING, REQUIRED_COPULAS
from stateofplay.finding.statements.contents import Content, fill
from stateofplay.finding.statements.sources import owner_of, source_of_verb
from stateofplay.finding.statements.spans import subtree_range
from stateofplay.finding.words.positions import (
    CONTESTED,
    GOALS,
    LINES,
)
from stateofplay.language.clauses import child, children, grammatical_subject, obliques, possessor
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token
from stateofplay.model import Stance

_BINDING = frozenset({"must", "should", "shall"})
_HAVE_TO = frozenset({"have", "has", "need", "needs"})


def from_time(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """ "It is time for a truce", in somebody's statement."""
    holding = speech.holders(token)
    if not holding or not any(c.dep_ == "cop" for c in token.children):
        return
    for slot in ("to", "for"):
        for content in fill(token, slot):
            yield from each(issues_of(document.doc, content, slot), token, holding, Stance.DEMANDS, 0.5)


def from_verdict(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """ "Disarming is inconceivable", "their presence is essential", in somebody's statement."""
    subject = child(token, "nsubj", "csubj")
    if subject is None and token.head.lower_ in COPULAR:
        subject = child(token.head, "nsubj", "csubj")
    holding = _for_whom(document, token) or speech.holders(token)
    word = token.lower_
    if word == "must" and token.pos_ != "NOUN":
        return  # "must go" is a duty, "a must" a verdict
    if word == "needed" and child(token, "xcomp") is not None:
        return  # "staff needed to rest": no verdict on the staff
    negated = is_negated(token)
    if subject is None and token.dep_ in ("xcomp", "obl", "advcl") and token.head.lower_ in DESCRIBING:
        # "called the demand unacceptable"
        subject = child(token.head, "obj") or _named_object(token)
        holding = holders(document, speech, source_of_verb(token.head))
    if word in LINES and (drawn := _drawn_by(document, speech, token)) is not None:
        holding = drawn
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
        stance = _turned(Stance.DEMANDS if stance is Stance.SUPPORTS else stance, clause)
    elif subject.pos_ in ("NOUN", "PROPN"):
        found = phrase_issues(document.doc, subject)
    else:
        stance = _turned(stance, subject)
        found = issues_of(document.doc, Content(start=subject.i, end=subject.i + 1, head=subject), "obj")
    yield from each(found, token, holding, stance, 0.55)


def _turned(stance: Stance, judged: Token) -> Stance:
    """The stance on what a judged clause denies: "important not to rush" opposes the rush, "a mistake not to go" asks to go."""
    if not is_negated(judged):
        return stance
    return Stance.DEMANDS if stance is Stance.OPPOSES else Stance.OPPOSES


def _for_whom(document: Document, token: Token) -> tuple[str, ...]:
    """Whose verdict it is, "for Chad, inspections are a must"."""
    if token.lower_ not in REQUIRED_COPULAS or child(token, "cop") is None:
        return ()
    named = (document.who(noun) for _, noun in obliques(token, ("for",)))
    return next((names for names in named if names), ())


def _named_object(verdict: Token) -> Token | None:
    """What is called something, where a parser hangs both on the verb alike: "called enrichment a red line"."""
    verb = verdict.head
    between = (c for c in verb.children if verb.i < c.i < verdict.i and c.pos_ in ("NOUN", "PROPN"))
    return next((c for c in between if c.dep_ in ("xcomp", "ccomp", "dep")), None)


def _drawn_by(document: Document, speech: Speech, line: Token) -> tuple[str, ...] | None:
    """Whose red line it is, where the text says so: "a red line for Chad", "Chad's red line"; None where the speaker drew it.

    Empty where it belongs to a name that is no actor: then it is surely not the speaker's.
    """
    owners = [o for o in (possessor(line), *(noun for _, noun in obliques(line, ("for", "of")))) if o is not None]
    found = next((found for owner in owners if (found := holders(document, speech, owner))), None)
    return () if found is None and any(owner.pos_ == "PROPN" for owner in owners) else found


def from_stand(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """ "Norway's position is that the port must stay open", "for Chad the red line is the port"."""
    head, red = token.head, token.lower_ in LINES
    if token.relation != "nsubj" or not any(c.dep_ == "cop" and token.i < c.i for c in head.children):
        return
    owners = [possessor(token), *(noun for _, noun in obliques(token, ("for", "of")))]
    owners += [c for c in head.children if c.i < token.i and any(x.lower_ == "for" for x in children(c, "case"))]
    holding = next((names for o in owners if o is not None and (names := holders(document, speech, o))), None)
    if holding is None and any(o is not None and o.pos_ == "PROPN" for o in owners):
        return
    holding = holding or (speech.holders(token) if red else ())
    if not holding:
        return
    that = next((c for c in children(head, "mark") if c.lower_ == "that" and c.i > token.i), None)
    if that is None:
        if red and head.pos_ in ("NOUN", "PROPN"):
            yield from each(phrase_issues(document.doc, head), token, holding, Stance.OPPOSES, 0.55)
        return
    never = is_negated(head) or any(c.lower_ == "no" for s in children(head, "nsubj") for c in s.children)
    bound = head.lower_ in _HAVE_TO or any(c.lower_ in _BINDING for c in head.children)
    if red or bound or never:
        content = Content(start=that.i + 1, end=subtree_range(head)[1], head=head)
        stance = Stance.OPPOSES if never else Stance.DEMANDS
        yield from each(issues_of(document.doc, content, "that"), token, holding, stance, 0.6)


def from_table(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """ "A merger is not on the table", "a vote is out of the question", in somebody's statement."""
    subject = child(token, "nsubj")
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or not any(c.dep_ == "cop" for c in token.children):
        return
    cases = {c.lower_ for c in token.children if c.dep_ == "case"}
    if token.lower_ == "table":
        refused = bool(cases & {"off"}) or (is_negated(token) and "on" in cases)
    else:
        refused = "out" in cases or "of" in cases
    if not refused:
        return
    yield from each(phrase_issues(document.doc, subject), token, speech.holders(token), Stance.OPPOSES, 0.6)


def from_shortfall(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """ "The offer falls short", "the deal does not meet our demands", in somebody's statement."""
    short = token.lower_ in ("fall", "falls", "fell", "falling") and any(c.lower_ == "short" for c in token.children)
    if not short and not (token.lower_ in REACHING and is_negated(token)):
        return
    subject = grammatical_subject(token)
    if subject is None or subject.lower_ not in CONTESTED:
        return
    holding = speech.holders(token)
    if not holding and token.head.pos_ == "VERB":
        holding = holders(document, speech, source_of_verb(token.head))
    yield from each(phrase_issues(document.doc, subject), token, holding, Stance.OPPOSES, 0.6)


def from_goal(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What the goal of a party is: "Chad's aim is a truce", "the goal of both sides is to end the siege"."""
    what = token.head
    if token.lower_ not in GOALS or not token.dep_.startswith("nsubj") or what.i < token.i:
        return
    if what.lemma_.lower() == "include" and (listed := child(what, "obj")) is not None and not is_negated(what):
        # "Chad's demands include the port"
        holding = holders(document, speech, owner_of(token) or child(token, "nmod"))
        yield from each(phrase_issues(document.doc, listed), token, holding, Stance.DEMANDS, 0.6)
        return
    if not any(c.dep_ == "cop" for c in what.children) or is_negated(what):
        return
    if what.pos_ == "ADJ" and not any(c.dep_ == "mark" and c.i > token.i for c in what.children):
        return  # "its aim is peaceful", "our priority is clear"
    holding = holders(document, speech, owner_of(token) or child(token, "nmod"))
    if what.pos_ in ("NOUN", "PROPN") and not any(c.dep_ == "mark" for c in what.children):
        issues = phrase_issues(document.doc, what, without=token)
    else:
        last = max(t.i for t in what.subtree) + 1
        that = next((c.i for c in what.children if c.dep_ == "mark" and c.lower_ == "that"), None)
        start = what.i if that is None else that + 1
        issues = issues_of(document.doc, Content(start=start, end=last, head=what), "that")
    yield from each(issues, token, holding, Stance.DEMANDS, 0.6)
