"""A position in words that read as English: the page's words keep their form, ours are chosen to suit it.

The words of an issue are a thing ("a truce"), an act without its doer ("reopen the port"), somebody with an act ("Chad to
reopen the port") or a clause ("the port must be reopened"). Which of them, the words themselves and what stands in front of
them in their sentence tell; where neither tells whose act it is, a colon claims nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from stateofplay.exchange.brief.wording import DRAWS_A_LINE, quoted, stance
from stateofplay.language.agreement import agree
from stateofplay.model import Stance


class IssueForm(StrEnum):
    """What the words of an issue are."""

    THING = "thing"
    ACT = "act"
    SOMEBODY_TO_ACT = "somebody to act"
    CLAUSE = "clause"


_FORMS = {
    (IssueForm.ACT, Stance.OFFERS): "[offers|offer] to",
    (IssueForm.ACT, Stance.PROPOSES): "[proposes|propose] to",
    (IssueForm.ACT, Stance.THREATENS): "[threatens|threaten] to",
    (IssueForm.ACT, Stance.CONSIDERS): "[is|are] weighing whether to",
    (IssueForm.CLAUSE, Stance.DEMANDS): "[demands|demand] that",
    (IssueForm.CLAUSE, Stance.PROPOSES): "[proposes|propose] that",
    (IssueForm.SOMEBODY_TO_ACT, Stance.DEMANDS): "[wants|want]",
}
"""Form and stance -> the words in front of the issue; a form that is not here stands behind a colon."""
_WANTS, _READY, _REFUSES, _SAYS = "[wants|want] to", "[is|are] ready to", "[refuses|refuse] to", "[says|say]:"
_UNWANTED, _PLANS, _WORKS = "[does|do] not want to", "[plans|plan] to", "[works|work] to"

_ASKING = (
    r"(?:call|urg|press|push|ask|want|tell|told|order|requir|encourag|appeal|command|instruct|plead|beg|demand|implor|forc"
    r"|challeng|invit|request|advis|persuad|convinc|pressur)\w*"
    r"(?: (?:on|with|to|for|upon))?"
)
_SOMEBODY = (
    r"(?:(?:both|all|the|its|his|her|their|other) )*"
    r"(?P<somebody>him|her|them|us"
    r"|(?:the |both |all |its |his |her |their |other )?[A-Z][\w.’'-]*(?: (?:of |and |the )*[\w.’'-]+){0,5}?"
    r"|(?:the|both|all|its|his|her|their|other) [\w’'-]+(?: (?:of |and |the )*[\w.’'-]+){0,4}?)"
)
_ASKED = re.compile(rf"\b{_ASKING} {_SOMEBODY} to [\"“‘']?$")
"""Asks somebody to do what the issue tells."""
_FOR_SOMEBODY = re.compile(r"\bfor (?P<somebody>(?!(?:him|her|them)self)(?:[\w’'-]+ ){0,4}?[\w’'-]+) to [\"“‘']?$")
_ASKS_ON = re.compile(rf"\b{_ASKING}(?: (?:both|all|the|an?|its|his|her|their|other))*[\s\"“]*$", re.IGNORECASE)
_TO_ACT = re.compile(
    r"^(?!\S+ (?:commitment|decision|plan|bid|right|access|return|move|end)\b)[\w’' .-]{2,60}? to (?!the |an? )[a-z]+"
)
_BEFORE_AN_ACT = re.compile(
    r"\b(?:to|will|would|shall|should|must|can|could|may|might|never|not|won['’]t|wouldn['’]t|shouldn['’]t|can['’]t|cannot)"
    r"(?: (?:not|also|only|never|\w+ly))*[\s\"“‘']*$",
    re.IGNORECASE,
)
_NEEDS_A_THING = re.compile(
    r"\b(?:oppos\w*|object\w*|committed|commitment|agree[ds]?|return\w*|yes|no|opposition|resistance|access|close|open|key"
    r"|approach\w*|answer|respon\w+|alternative|reference\w*|subject|devoted|attached|stick\w*|stuck|amount\w*|lead\w*"
    r"|halt|end|stop|boost|addition|exception\w*|resort\w*|back) to [\"“‘']*$",
    re.IGNORECASE,
)
_A_THING = re.compile(
    r"^[\"“‘']?(?:(?:the|an?|any|all|no|its|their|his|her|our|my|your|this|that|these|those|some|more|further|new|such|full|both"
    r"|each|every|what|how|whether)\b|\d|[A-Z]|(?!(?:br|cl|fl|spr|sw|s|r|wr)ing\b)\w+ing\b|\w+(?:ion|ment|ness|ity|ance|ence)s?\b|\w+[^s]s\b)"
)
_AND_AN_ACT = (
    re.compile(r"\bto [a-z].* (?:and|or) $"),
    re.compile(r"^[a-z]+[^s ] (?:the|an?|its|their|his|her|our|all|any|[A-Z])\b"),
)
"""In front of and in an act that a first one shares its "to" with: "to open the port and lift the tax"."""
_WANTING = re.compile(
    r"\b(?:want|seek|sought|hop|aim|wish|like|need|plan|insist|demand|intend|determined|keen|eager|ask|try|trying|vow)\w* to"
    r"(?: \w+ly)?[\s\"“‘']*$",
    re.IGNORECASE,
)
_NOT_WANTING = re.compile(
    r"(?:\b(?:not|never)|n['’]t) (?:want|wish|intend|like|plan|hope|mean)\w* to(?: \w+ly)?[\s\"“‘]*$", re.IGNORECASE
)
_HOPING = re.compile(
    r"\b(?:want|hop|wish|aim|seek|sought|like|keen|eager|try|tri)\w* to(?: \w+ly)?[\s\"“‘]*$", re.IGNORECASE
)
_PLANNING = re.compile(r"\b(?:plan|prepar|intend)\w* to(?: \w+ly)?[\s\"“‘]*$", re.IGNORECASE)
_WORKING = re.compile(r"\b(?:work|mov|push|act|strugg|fight|labou?r)\w* (?:\w+ly )?to[\s\"“‘]*$", re.IGNORECASE)
_DEMANDED = re.compile(
    r"\b(?:demand|insist|request|propos|recommend|suggest)(?:s|e|es|ed|ing)?(?: that)? "
    r"(?P<somebody>(?!(?:on|for|in|with|at) )(?:(?:the|all|both|its|his|her|their) )?[\w’'.-]+(?: [\w’'.-]+){0,2} )$"
)
"""Asks with a bare verb, which a demand takes: "demanded senators stay"."""
_BARE = re.compile(
    r"^(?!to\b)[a-z]+(?<!ed)(?<!ing)(?<!s)(?= (?:(?:the|an?|its|their|his|her|all|any|in|on|at|up|out|to|from)\b|[A-Z]))"
)
_BEING_READY = re.compile(
    r"\b(?:agree\w*|read\w*|willing\w*|prepared|open|pledg\w*|promis\w*|vow\w*|eager) to(?: \w+ly)?[\s\"“‘']*$",
    re.IGNORECASE,
)
_REFUSING = re.compile(
    r"\b(?:(?:refus|declin)\w* to|(?:will|would) (?:not|never)|(?:won|wouldn)['’]t|(?:un|not )willing\w* to)"
    r"(?: \w+ly)?[\s\"“‘']*$",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:should|must|will|would|can|could|may|might|shall|cannot|is|are|was|were|be|has|had)\b|n['’]t\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose|whom|where|when|what|to|if|whether|it|they|he|she|we)\b|,", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:not|never|no longer|cannot|no)\b|n['’]t\b", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:(?:both|all|the|an?|any|its|his|her|their|our|other|no) )+$", re.IGNORECASE)
"""In front of whoever shall act: it belongs to them, though the issue leaves it out."""
_THAT = re.compile(r"\bthat [\"“‘']?(?:(?:the|an?|its|their|his|her|our) )?$", re.IGNORECASE)
_SPEAKER_S_OWN = re.compile(r"^[\"“‘']?(?:we|i|our|my|let (?:us|me)|let[’']s|you)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issue:
    form: IssueForm
    words: str
    before: str
    """What stands in front of it in its sentence."""


def wish(
    kind: Stance, issue: str, sentence: str, *, many: bool = False, limit: int = 160, is_open: bool = False
) -> tuple[str, str]:
    """What somebody wants: our words, and the page's in quotation marks.

    >>> wish(Stance.DEMANDS, "reopen the port", "Chad asked Norway to reopen the port.")
    ('wants', '“Norway to reopen the port”')
    >>> wish(Stance.SUPPORTS, "bring both together", "Chad hoped to bring both together.")
    ('wants to', '“bring both together”')
    >>> wish(Stance.THREATENS, "leave the talks", "Chad threatened to leave the talks.")
    ('threatens to', '“leave the talks”')
    >>> wish(Stance.OPPOSES, "the port should not reopen", "Chad says that the port should not reopen.")
    ('says:', '“the port should not reopen”')
    >>> wish(Stance.DEMANDS, "immediate and complete truce", "Chad insists on an immediate and complete truce.")
    ('demands', '“immediate and complete truce”')
    >>> wish(Stance.OPPOSES, "neutrality", "Chad called neutrality a red line.", is_open=True)
    ('draws a red line:', '“neutrality”')
    """
    if is_open:  # a red line of which nobody knows whether it must be or must never be
        return agree(DRAWS_A_LINE, many=many), quoted(issue, limit)
    found = _issue(issue, sentence)
    return agree(_in_front(kind, found, many=many), many=many), quoted(found.words, limit)


def _in_front(kind: Stance, found: _Issue, *, many: bool) -> str:
    if found.form is IssueForm.THING:
        return stance(kind, many=many)
    own = found.form is IssueForm.CLAUSE and _SPEAKER_S_OWN.match(found.words)
    if (known := _FORMS.get((found.form, kind))) is not None and not own:
        return known
    if found.form is IssueForm.ACT:
        if kind is Stance.OPPOSES and _NOT_WANTING.search(found.before):
            return _UNWANTED
        if kind is Stance.DEMANDS and _WANTING.search(found.before):
            return _WANTS
        if kind is Stance.SUPPORTS:
            for pattern, words in ((_HOPING, _WANTS), (_BEING_READY, _READY), (_PLANNING, _PLANS), (_WORKING, _WORKS)):
                if pattern.search(found.before):
                    return words
        if kind is Stance.OPPOSES and _REFUSING.search(found.before):
            return _REFUSES
    if _NEGATED.search(found.words) if kind is Stance.OPPOSES else own:
        return _SAYS  # "opposes that it should not" would say the contrary
    return f"{stance(kind, many=many)}:"


def _issue(issue: str, sentence: str) -> _Issue:
    """The words of an issue, with whom its sentence asks in front of them, and what they are."""
    at = sentence.find(issue)
    before = " ".join(sentence[: max(at, 0)].split())
    before = f"{before} " if before and sentence[at - 1 : at].isspace() else before
    words = " ".join(issue.split())
    leads, follows = _AND_AN_ACT
    shares = leads.search(before) and follows.search(words)
    if shares or (_BEFORE_AN_ACT.search(before) and not _is_thing(words, before)):
        if asked := _ASKED.search(before) or _FOR_SOMEBODY.search(before):
            return _Issue(form=IssueForm.SOMEBODY_TO_ACT, words=f"{asked['somebody']} to {words}", before=before)
        return _Issue(form=IssueForm.ACT, words=words, before=before)
    if (told := _DEMANDED.search(before)) is not None and _BARE.match(words):
        return _Issue(form=IssueForm.CLAUSE, words=f"{told['somebody']}{words}", before=before)
    determiner = found.group() if (found := _DETERMINER.search(before)) is not None else ""
    if _ASKS_ON.search(before) and _TO_ACT.match(words):
        return _Issue(form=IssueForm.SOMEBODY_TO_ACT, words=f"{determiner}{words}", before=before)
    if _is_clause(words, before):
        return _Issue(form=IssueForm.CLAUSE, words=f"{determiner}{words}", before=before)
    return _Issue(form=IssueForm.THING, words=words, before=before)


def _is_thing(words: str, before: str) -> bool:
    """Whether words behind "to", "would" or "not" are no act: "committed to peace", "not a truce"."""
    if _A_THING.match(words) or _SPEAKER_S_OWN.match(words):
        return True
    return bool(_NEEDS_A_THING.search(before)) and not _BEING_READY.search(before)


def _is_clause(words: str, before: str) -> bool:
    if _SPEAKER_S_OWN.match(words):
        return True
    finite = _FINITE.search(words)
    if finite is None:
        return bool(_THAT.search(before)) and len(words.split()) > 2
    head = words[: finite.start()].strip()
    return bool(head) and not _RELATIVE.search(head)
