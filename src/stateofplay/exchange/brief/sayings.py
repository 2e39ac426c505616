"""What somebody said as a line: the words alone where they can stand alone, else with the page's own verb before them.

"says: the outline as a “draft”" is no English; described “the outline as a ‘draft’” is what stands in the page.
"""

from __future__ import annotations

import re
from functools import cache

from stateofplay.exchange.brief import wording as w
from stateofplay.finding.words.cues import JUDGING, SPEECH_VERBS
from stateofplay.language.inflections import verb_forms
from stateofplay.model import Statement

_LONGEST = 220
_MORE_VERBS = ("rate", "put", "lay", "brand", "point", "hold", "speak", "talk", "seek", "want", "plead")
"""Verbs that tell words in some phrases only: "put forward a plan", "rated the risk as high"."""
_AS = (
    "describe",
    "portray",
    "depict",
    "characterise",
    "characterize",
    "dub",
    "label",
    "brand",
    "dismiss",
    "rate",
    "call",
)
"""Verbs whose object is a thing or a feeling: with the words alone nobody knows what is said of it."""
_BEFORE_NOUNS = frozenset(
    "the a an its his her their our this that these those any some no of for with in on new".split()
)
_BEFORE_VERBS = frozenset("to will would may might can could should must not they we i you who both also".split())
_FURTHEST = 8
"""Words between the verb and what it tells."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|can|could|may|might|must|cannot|do|does|did)\b|n['’]t\b"
    r"|['’](?:s|re|ve|ll|d|m) \w",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"^[\"“‘']?(?:to|as|of|for|with|is|are|was|were|would|will|could|did|does|do|has|have|had|may|might|can|must|should|not|never"
    r"|indicates?|on|in|against)\b"
)
_WORD = re.compile(r"[\w’'-]+")
_WITH_PARTICLE = re.compile(r"[\w’'-]+ (?:out|up|forward|down|back)\b")
_ENDS = re.compile(r"[.!?;:“”\"]")


def saying(statement: Statement, *, many: bool) -> tuple[str, str]:
    """Lead and text of a line under the speaker's name: our verb and the words, or the page's verb and words.

    The page's verb is taken where the words are no clause: without a verb of their own, without a subject, or what somebody
    was called.
    """
    content, quote = statement.content, statement.evidence.quote
    at = statement.content_start - statement.evidence.start
    if quote[at : at + len(content)] == content and (verb := _verb_before(quote, at)) is not None:
        if _is_loose(content, quote[:at]) or verb.group() in _forms(_AS):
            said = _WITH_PARTICLE.match(quote, verb.start()) or verb  # "pointed out", "put forward"
            return said.group(), w.quoted(quote[min(said.end(), at) : at + len(content)], _LONGEST)
    judging = content.split(" ", 1)
    if not statement.direct and len(judging) == 2 and judging[0] in _judging():
        return judging[0], w.quoted(judging[1], _LONGEST)  # "welcomed the plan" is what is told, not what was said
    says = w.act(statement.act, many=many)
    words = w.shorten(content, _LONGEST)
    # The colon lets a content stand that is no clause ("says: interest in attending") without a word of ours in it.
    return (says, w.quoted(w.unmarked(words), _LONGEST)) if statement.direct else (f"{says}:", words)


def _is_loose(content: str, before: str) -> bool:
    """Whether words are no clause, as far as words can tell: a clause has a verb, or stands after "that"."""
    if _NO_SUBJECT.match(content):
        return True
    return not _VERB.search(content) and not before.rstrip(' “"‘').endswith(("that", ":", ","))


def _verb_before(quote: str, at: int) -> re.Match[str] | None:
    """The verb that tells the words in their sentence: the nearest before them, in the same clause."""
    before = list(_WORD.finditer(quote, 0, at))[-_FURTHEST:]
    for place in range(len(before) - 1, -1, -1):
        word, ahead = before[place], before[place - 1].group().lower() if place else ""
        owned = ahead.endswith(("'s", "’s", "s’"))
        is_noun = owned or ahead in _BEFORE_NOUNS or (word.group() in SPEECH_VERBS and ahead not in _BEFORE_VERBS)
        if word.group() in _forms((*SPEECH_VERBS, *_MORE_VERBS)) and not is_noun:
            between = quote[word.end() : at].rstrip(" “\"‘'")
            passive = between.lstrip().startswith("by ")  # "was accused by Chad of stalling" is no verb of Chad's
            return None if _ENDS.search(between) or between.startswith(",") or passive else word
    return None


@cache
def _judging() -> frozenset[str]:
    """Past forms of verbs that judge."""
    return frozenset(form for form in _forms((*sorted(JUDGING), "blame", "accuse")) if form.endswith("ed"))


@cache
def _forms(verbs: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in verb_forms(verb))
