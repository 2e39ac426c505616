"""What a speaker says must be, or says that it will or will not do, and what that hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.positions.candidates import Candidate, each
from stateofplay.finding.positions.holders import Speech, holders
from stateofplay.finding.positions.hollow import is_disbelieved
from stateofplay.finding.positions.issues import IssueSpan, issues_of, phrase_issues
from stateofplay.finding.statements.contents import Content
from stateofplay.finding.statements.spans import bounds, subtree_range
from stateofplay.finding.words.positions import (
    ABLE,
    ALLOWING,
    BELIEVING,
    DEONTIC,
    FUTURE,
    GIVING_FORMS,
    HURTING_FORMS,
    POINTING,
    PRESSED,
    PROVISOS,
    SILENT,
    UNREFUSED,
    VERB_FORMS,
)
from stateofplay.language.clauses import child, children, grammatical_subject, is_passive
from stateofplay.language.document import Document
from stateofplay.language.function_words import IF_OR_WHETHER
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token
from stateofplay.model import Stance

_HAVING = frozenset({"have", "has", "had", "need", "needs", "needed"})


def from_duty(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What others must or should do, in somebody's statement, is the speaker's demand."""
    duty = next((c for c in children(token, "aux") if c.lower_ in DEONTIC), None)
    if duty is None and not (
        token.dep_ == "xcomp" and token.head.lower_ in _HAVING and child(token, "mark") is not None
    ):
        return
    if duty is None and (child(token.head, "obj") is not None or any(c.lower_ == "yet" for c in token.head.children)):
        return  # "has yet to send a plan": so far it has not
    if token.sent.asks or _is_left_open(token if duty is not None else token.head):
        return  # "When should they leave?", "whether they should leave": asked, also by a speaker; "if we have to": supposed
    if duty is not None and any(c.lower_ == "have" and c.i > duty.i for c in children(token, "aux")):
        return  # "should have come with an offer" finds fault with what is past
    subject = grammatical_subject(token)
    holding = speech.holders(token)
    if token.dep_ == "ccomp" and token.head.lower_ in BELIEVING:
        holding = holders(document, speech, grammatical_subject(token.head)) or holding
    if (
        token.head.dep_.startswith("acl")
        or _describes(token, subject)
        or not holding
        or subject is None
        or subject.lower_ in POINTING
    ):
        return
    low, high = subtree_range(token)
    for other in children(token, "conj"):
        if child(other, "nsubj", "nsubj:pass") is not None:
            high = min(high, subtree_range(other)[0])  # "the port must stay open and that Chad must pay" are two
    start = subtree_range(subject)[0] if subject.i < token.i else low
    stance = Stance.DEMANDS
    if is_disbelieved(token) != (is_negated(token) and not is_passive(token)):
        # "Chad must not close the port": to close it; "the port must not be closed" stays whole, as what is asked for.
        stance, start = Stance.OPPOSES, min((c.i for c in children(token, "cop")), default=token.i)
    yield from each(
        issues_of(document.doc, Content(start=start, end=high, head=token), "that"), duty or token, holding, stance, 0.6
    )


def _is_left_open(verb: Token) -> bool:
    return any(c.lower_ in IF_OR_WHETHER for c in children(verb, "mark"))


def _describes(verb: Token, subject: Token | None) -> bool:
    """ "The steps that we should take": which steps, and nothing that is asked for."""
    if not verb.dep_.startswith("acl:relcl") or subject is None or subject.pos_ != "PRON" or subject.i < verb.head.i:
        return False
    return not any(c.i > verb.i for c in children(verb, "obj", "ccomp", "xcomp"))


def from_refusal(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What a speaker will not do is refused: "said it will not negotiate"."""
    going = token.dep_ == "xcomp" and token.head.lower_ == "going" and is_negated(token.head)
    if not (is_negated(token) or going) or token.lower_ in VERB_FORMS or token.lower_ in UNREFUSED:
        return
    if not _is_future(token) and not any(c.lower_ in ABLE for c in children(token, "aux")):
        return
    if _is_perfect(token):
        return  # "would never have let him go": what was, and would have been otherwise
    if is_passive(token) and token.lower_ not in PRESSED:
        return  # "will not be prosecuted" tells what others will not do to him
    holding = _own_future(document, speech, token)
    if not holding and not speech.holders(token) and _is_future(token):
        holding = holders(document, speech, grammatical_subject(token))
    yield from each(
        issues_of(document.doc, Content(start=token.i, end=subtree_range(token)[1], head=token), "to"),
        token,
        holding,
        Stance.OPPOSES,
        0.7,
    )


_SUPPOSING = frozenset({"if", "long"})


def from_denial(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What a speaker says there will not be is refused: "there will be no concessions"."""
    verb = token.head
    if verb.lower_ != "be" or token.i < verb.i or not any(c.lower_ == "no" for c in children(token, "det")):
        return
    if any(t.lower_ in PROVISOS or t.lower_ in _SUPPOSING for t in verb.subtree):
        return  # "there can be no peace without ..." asks for something, "as long as they stay" only warns
    yield from each(phrase_issues(document.doc, token), token, speech.holders(token), Stance.OPPOSES, 0.6)


def from_resolve(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What a speaker says it will do is offered or threatened, by what it is: "said it would release the crew"."""
    if token.lower_ in GIVING_FORMS:
        stance = Stance.OFFERS
    elif token.lower_ in HURTING_FORMS:
        stance = Stance.THREATENS
    else:
        return
    governor = token
    if token.dep_ == "conj" and token.head.pos_ == "VERB" and child(token, "nsubj") is None:
        governor = token.head
    if is_negated(token) or is_negated(governor) or _is_whether(governor) or _is_perfect(governor):
        return
    if any(c.lower_ in ALLOWING for c in children(governor, "aux")):
        stance = Stance.CONSIDERS
    elif not _is_future(governor):
        return
    holding = _own_future(document, speech, token)
    yield from each(
        issues_of(document.doc, Content(start=token.i, end=subtree_range(token)[1], head=token), "to"),
        token,
        holding,
        stance,
        0.5,
    )


def _is_future(verb: Token) -> bool:
    """ "will leave", "is going to leave"."""
    if verb.dep_ == "xcomp" and verb.head.lower_ == "going" and child(verb, "mark") is not None:
        return True
    return any(c.lower_ in FUTURE for c in children(verb, "aux"))


def _is_perfect(verb: Token) -> bool:
    return any(c.lower_ == "have" for c in children(verb, "aux"))


def _is_whether(verb: Token) -> bool:
    """ "Has not decided whether it will pay": that it will is left open."""
    return any(c.lower_ == "whether" for c in children(verb, "mark"))


def _own_future(document: Document, speech: Speech, verb: Token) -> tuple[str, ...]:
    """The speakers of the statement around a verb of which they are the subject themselves."""
    speaking = speech.holders(verb)
    if not speaking:
        return ()
    subject = grammatical_subject(verb)
    own = {*speaking}
    for name in speaking:
        if (actor := document.actor(name)) is not None and actor.side is not None:
            own.add(actor.side)  # "Iran will not yield, its minister said"
    return tuple(h for h in holders(document, speech, subject) if h in own)


def from_proviso(document: Document, speech: Speech, token: Token) -> Iterator[Candidate]:
    """What a consent hangs on is demanded: "will not talk unless the siege is lifted", "without a truce, it will not come".

    What a party will do if it is denied, it threatens: "will leave unless ...". `token` is the "unless", "until", "without"
    or "only".
    """
    start, end = bounds(token)
    doc, word = document.doc, token.lower_
    near = sorted(doc[start:end], key=lambda t: abs(t.i - token.i))
    verb = next((t for t in near if t.pos_ in ("VERB", "AUX") and _is_future(t)), None)
    negated = verb is not None and is_negated(verb)
    if verb is not None and verb.lower_ in SILENT:
        return  # "will not comment until the trial is over"
    holding: tuple[str, ...] = ()
    if verb is not None:
        holding = _own_future(document, speech, verb)
        if not holding and not speech.holders(verb):
            holding = holders(document, speech, grammatical_subject(verb))
    if not holding and word in ("without", "until") and any(t.lower_ == "no" for t in doc[start : token.i]):
        # "There can be no peace without a withdrawal"
        holding, negated = speech.holders(token), True
    if not holding or (word in ("without", "until") and not negated):
        return
    found: Iterator[IssueSpan]
    if word in ("unless", "until") or (word == "only" and token.i + 1 < end and doc[token.i + 1].lower_ == "if"):
        first = token.i + (2 if word == "only" else 1)
        found = issues_of(doc, Content(start=first, end=end, head=None), "that")
        if word == "unless" and not negated and verb is not None and verb.i < token.i:
            yield from each(
                issues_of(doc, Content(start=verb.i, end=token.i, head=None), "that"),
                verb,
                holding,
                Stance.THREATENS,
                0.55,
            )
    else:
        noun = token.head
        if word == "only" or noun.i < token.i:
            return
        found = phrase_issues(doc, noun)
    yield from each(found, token, holding, Stance.DEMANDS, 0.65)
