"""Warnings: whether somebody threatens to do a thing himself, or only tells what others will do or what will come of it."""

from __future__ import annotations

from stateofplay.finding.statements.contents import fill, that_clause
from stateofplay.finding.statements.spans import OPENING, bounds
from stateofplay.finding.words.positions import OURSELVES, THREATS
from stateofplay.language.clauses import child, obliques, possessor
from stateofplay.language.document import Document
from stateofplay.language.inflections import words
from stateofplay.language.tokens import Token

WARNING = frozenset({"warn", "warn against", "caution"})
"""Predicates that threaten only where the warner is to act."""
_SUFFERING = words("face faces faced pay pays suffer suffers suffered regret regrets bear lose risk risks risked")
"""What those who are threatened will do: "warned Chad that it would face sanctions"."""
_SPOKEN = frozenset({"it", "he", "she", "they"})


def is_own_threat(
    document: Document, cue: Token, warners: tuple[str, ...], warned: tuple[str | None, ...] = ()
) -> bool:
    """Tell whether a warning says what the warner will do, or what is done to whom he warns.

    "Norway warned it would close the strait", "warned Chad of consequences" and, among states, "warned Chad against an attack"
    threaten; "warned that Chad would attack", "that the talks might fail", "of a famine" and "aides warned him against it" do
    not.
    """
    following = document.doc[cue.i + 1].lower_ if cue.i + 1 < len(document.doc) else ""
    if following == "against" or any(True for _ in fill(cue, "against")):
        everybody = (*warners, *warned)
        return bool(warned) and all(w is not None and document.is_state(document.acts_for(w)) for w in everybody)
    for content in fill(cue, "of"):
        if content.head is not None and _is_others(document, content.head, warners):
            return False
        return content.head is not None and (
            content.head.lower_ in THREATS or any(t.text in OPENING for t in document.doc[content.start : content.end])
        )
    told = that_clause(cue)
    if told is None or told.head is None:
        return _speak_of_themselves(document, cue)
    subject = child(told.head, "nsubj", "csubj")
    if subject is None or subject.lower_ in OURSELVES or told.head.lower_ in _SUFFERING:
        return True
    named = document.who(subject)
    if not named:
        return subject.lower_ in _SPOKEN or subject.lower_ in THREATS
    return _are_own(document, named, warners)


def _are_own(document: Document, names: tuple[str, ...], warners: tuple[str, ...]) -> bool:
    sides = {document.acts_for(name) for name in warners}
    return any(name in warners or document.acts_for(name) in sides for name in names)


def _is_others(document: Document, noun: Token, warners: tuple[str, ...]) -> bool:
    """Tell whether an act is somebody else's: "an attack by Chad", "Chad's attack"."""
    doers = [d for d in (possessor(noun), *(n for _, n in obliques(noun, ("by",)))) if d is not None]
    named = tuple(name for d in doers for name in document.who(d))
    return bool(named) and not _are_own(document, named, warners)


def _speak_of_themselves(document: Document, cue: Token) -> bool:
    """Tell whether "we" or "I" stand in a sentence that warns without a clause the parse knows; true of a bare warning too."""
    start, end = bounds(cue)
    around = document.doc[start:end]
    quoted = any(document.is_quoted(t) for t in around)
    return not quoted or any(t.lower_ in OURSELVES and document.is_quoted(t) for t in around)
