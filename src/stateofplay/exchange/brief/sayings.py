"""What somebody said as a line: the words alone where they can stand alone, else with the page's own verb before them.

"says: the outline as a “draft”" is no English; described “the outline as a ‘draft’” is what stands in the page.
"""

from __future__ import annotations

import re
from functools import cache

from stateofplay.exchange.brief import wording as w
from stateofplay.finding.words.cues import JUDGING, SPEECH_VERBS
from stateofplay.language.inflections import verb_forms
from stateofplay.model import Act, Statement

_LONGEST = 220
_MORE_VERBS = (
    *("rate", "put", "lay", "brand", "point", "hold", "speak", "talk", "seek", "want", "plead", "advocate", "champion"),
    *("defend", "cite", "tout", "rail", "rebuke", "criticise", "criticize", "fault", "forecast", "press", "pressure"),
    *("question", "liken", "compare", "discuss", "thank"),
)
"""Verbs that tell words in some phrases only: "put forward a plan", "rated the risk as high", "is advocating for a truce"."""
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
    r"|\b(?:it|that|this|there|here|what|who|he|she|we|i|you|they)['’](?:s|re|ve|ll|d|m) \w",
    re.IGNORECASE,
)
_AFTER_PREPOSITION = re.compile(r"\b(?:of|for|with|against|on|about|at)[\s“\"‘]*$")
_OPENS = re.compile(r"[,:][\s“\"]*$")
_VOICED = ("express", "voice")
"""Verbs that tell feelings, whatever clause hangs on them: "expressed hope that they would meet"."""
_MADE = re.compile(r"^[a-z]{3,}ed$")
"""A verb of no table, as far as letters can tell."""
_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"")
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
        # A quotation of its own: 'told the crew, “as you know, ...”'.
        opens = statement.direct and _OPENS.search(quote[:at])
        if (not opens and _is_loose(content, quote[:at])) or verb.group() in _forms((*_AS, *_VOICED)):
            said = _WITH_PARTICLE.match(quote, verb.start()) or verb  # "pointed out", "put forward"
            lead = _finite(said.group(), quote[: said.start()], many=many)
            return lead, w.quoted(quote[min(said.end(), at) : at + len(content)], _LONGEST)
    judging = content.split(" ", 1)
    if not statement.direct and len(judging) == 2 and judging[0] in _judging():
        return judging[0], w.quoted(judging[1], _LONGEST)  # "welcomed the plan" is what is told, not what was said
    says = w.act(statement.act, many=many)
    words = w.shorten(_without_telling(content, statement.anchor - statement.content_start), _LONGEST)
    # The colon lets a content stand that is no clause ("says: interest in attending") without a word of ours in it.
    if not statement.direct:
        return f"{says}:", words
    if statement.act is Act.SAY and content.rstrip(' ”"’').endswith("?"):
        says = "ask" if many else "asks"
    return says, w.quoted(w.unmarked(words), _LONGEST)


def _without_telling(content: str, verb: int) -> str:
    """Words without the "she said" between their commas; `verb` is where it tells.

    >>> _without_telling("A toll, she said, would hurt", 12)
    'A toll … would hurt'
    """
    if not 0 < verb < len(content):
        return content
    left, right = content.rfind(", ", 0, verb), content.find(", ", verb)
    if left < 0 or not 0 < right - left < _LONGEST_TELLING or _QUOTATION.search(content, left, right):
        return content
    return f"{content[:left]} … {content[right + 2 :]}"


_LONGEST_TELLING = 80
_TO_DO = re.compile(r"\b(?:to|will|would|may|might|can|could|should|must)\s+$")


def _finite(verb: str, before: str, *, many: bool) -> str:
    """A verb as it can stand behind who speaks: "calls" for "calling" or "to call"."""
    first, space, particle = verb.partition(" ")
    lemma = _lemmas().get(first)
    if lemma is None or not (first.endswith("ing") or _TO_DO.search(before)):
        return verb
    form = lemma if many else next(f for f in verb_forms(lemma) if f.endswith("s") and f != lemma)
    return f"{form}{space}{particle}"


def _is_loose(content: str, before: str) -> bool:
    """Whether words are no clause, as far as words can tell: a clause has a verb, or stands after "that"."""
    if _NO_SUBJECT.match(content) or _AFTER_PREPOSITION.search(before):
        return True
    return not _VERB.search(content) and not before.rstrip(' “"‘').endswith(("that", ":", ","))


def _verb_before(quote: str, at: int) -> re.Match[str] | None:
    """The verb that tells the words in their sentence: the nearest before them, in the same clause."""
    before = list(_WORD.finditer(quote, 0, at))[-_FURTHEST:]
    made: re.Match[str] | None = None
    for place in range(len(before) - 1, -1, -1):
        word, ahead = before[place], before[place - 1].group().lower() if place else ""
        owned = ahead.endswith(("'s", "’s", "s’"))
        is_noun = owned or ahead in _BEFORE_NOUNS or (word.group() in SPEECH_VERBS and ahead not in _BEFORE_VERBS)
        tells = word.group() in _lemmas()
        if is_noun or not (tells or _MADE.match(word.group())):
            continue
        between = _QUOTATION.sub("", quote[word.end() : at]).strip(" “\"‘'")
        if _ENDS.search(between) or between.startswith((",", "by ")):  # "was accused by Chad": no verb of Chad's
            return made
        if tells:
            return word
        made = made or word
    return made


@cache
def _judging() -> frozenset[str]:
    """Past forms of verbs that judge."""
    return frozenset(form for form in _forms((*sorted(JUDGING), "blame", "accuse")) if form.endswith("ed"))


@cache
def _lemmas() -> dict[str, str]:
    """Forms of the verbs that tell words -> the verb."""
    return {form: verb for verb in (*SPEECH_VERBS, *_MORE_VERBS) for form in verb_forms(verb)}


@cache
def _forms(verbs: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in verb_forms(verb))
