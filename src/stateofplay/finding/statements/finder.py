"""Statements: who said, announced, denied, urged or threatened what, direct or reported, one for each piece of content."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from stateofplay.finding.components import Found, finder
from stateofplay.finding.denials import DENYING
from stateofplay.finding.statements.antecedents import not_named_in, topic_before
from stateofplay.finding.statements.attributions import Attribution, attributions, is_aside
from stateofplay.finding.statements.ends import begin_with_subject
from stateofplay.finding.statements.media import only_carries
from stateofplay.finding.statements.naming import Speaker
from stateofplay.finding.statements.spans import CLOSING, MARKS, is_enclosed
from stateofplay.finding.statements.speakers import speakers
from stateofplay.finding.words.cues import CONTROLLED_BY_OBJECT
from stateofplay.language.clauses import child
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.function_words import HE_OR_SHE, IF_OR_WHETHER
from stateofplay.language.inflections import by_noun_form, words
from stateofplay.language.lexicon import load
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import Act, Evidence, Statement

_URGING = frozenset({"pressing", "pushing"})
CONFIDENCE = {
    "quote": 0.9,
    "line": 0.8,
    "clause": 0.85,
    "according": 0.85,
    "postposed": 0.8,
    "phrase": 0.65,
    "noun": 0.6,
    "sequel": 0.6,
    "surface": 0.5,
}
"""How sure each construction is, for a named speaker."""

_UNNAMED = 0.9
_UNREAL = words("will would may might could should 'll ’ll")
_CONFIRMED = words("judge justice nominee appointee")
_GOING_ON = words("went goes going continued continues continue")
_QUOTING, _LEADING = ' “”"‘’', (",", ":")
_TELLING = words("said says he she they") | {""}
"""What follows a quotation of which no word is left."""
_BEFORE_WORDS = frozenset(
    "appeared arrived came travelled traveled went flew emerged rallied marched gathered took used wrote posted tweeted called "
    "phoned rose stood stepped returned visited met".split()
)
"""What somebody did in order to say something, and then said it."""
_DEEDS = frozenset(
    {
        ("agree", "that"), ("push", "to"), ("press", "to"), ("offer", "to"), ("refer", "to-noun"), ("demand", "obj"),
        ("propose", "obj"),
    }
)  # fmt: skip
"""Verbs and what they govern that tell what somebody wants or does: of a hundred, annotators took twelve for statements."""
_ONE = words("i my me mine myself")
_EACH_OTHER = frozenset({"each", "other", "one", "another", "for", "of"})
_DENIABLE = words(
    "allegation accusation claim charge report rumour rumor suggestion suspicion assertion contention criticism concern fear "
    "talk idea notion speculation complaint warning"
)
"""What is denied where it is dismissed; pleas, calls and ministers are only turned away."""
_TURNED_DOWN = words("reject rebuff")
"""Verbs that deny only words: a plan, an offer or a plea that is rejected is turned down."""
_PLACED = words("respond reply declare claim")
"""Verbs that stand before other words than those they tell: "responded with force", "declared war"."""
_PERFORMED = frozenset({Act.URGE, Act.PROMISE, Act.PROPOSE, Act.CLAIM, Act.ANNOUNCE})
"""Acts that somebody else's report of them does not say again."""
_OR = frozenset({"or", "nor"})
_SPOKEN_WHEN_NEGATED = frozenset({"deny", "denied", "denies"})


@finder("statements", assigns="statements")
def find_statements(document: Document, found: Found) -> tuple[Statement, ...]:
    """Find the attributed statements of an article.

    Beliefs, wishes and intentions that nobody voiced are left out, as are words under "did not say" and "will announce".
    """
    out: list[Statement] = []
    seen: set[tuple[str, str]] = set()
    last: tuple[Speaker, ...] = ()
    by_cue: dict[int, tuple[Speaker, ...]] = {}
    since = 0
    body = len(document.article.title or "") if _opens_with_title(document) else 0
    everything = attributions(document)
    around = _Around(everything)
    for attribution in sorted(everything, key=_place):
        if attribution.thought or document.doc[attribution.start].idx < body:
            continue
        if is_unsaid(attribution.cue) or _is_passed_on(document, attribution, around):
            continue
        if _is_deed(document.doc, attribution, around):
            continue
        who: tuple[Speaker, ...] = ()
        if attribution.how == "sequel":
            who = topic_before(document, document.doc[attribution.start], max(since, attribution.cue.i))
            who = who or by_cue.get(attribution.cue.i, ())  # "he" of the words of saying before is whoever he was there
        who = who or speakers(document, attribution.source, cue=attribution.cue, last=last, since=since)
        if attribution.direct and attribution.source is not None and attribution.source.lower_ in HE_OR_SHE:
            who = not_named_in(document, who, attribution.source, attribution.start, attribution.end)
        who = _not_spoken_of(document, who, attribution.cue)
        by_cue[attribution.cue.i] = who
        if not who or (len(who) > 1 and _is_of_one(document.doc, attribution)) or _opens_with(who, attribution):
            continue
        if attribution.how != "noun" and not is_aside(attribution.cue) and not _is_told(attribution, around):
            last, since = who, max(attribution.end, attribution.cue.i)
        for speaker in who:
            statement = _statement(document, attribution, speaker, around)
            key = (speaker.name, " ".join(statement.content.lower().split()))
            if key not in seen:
                seen.add(key)
                out.append(statement)
    quoted: dict[str, list[Statement]] = {}
    for statement in out:
        if statement.direct:
            quoted.setdefault(statement.speaker, []).append(statement)
    kept = (s for s in out if s.direct or not _leads_up_to(s, quoted.get(s.speaker, ()), document.article.text))
    return tuple(sorted(kept, key=lambda s: (s.content_start, s.speaker)))


def _opens_with(who: tuple[Speaker, ...], attribution: Attribution) -> bool:
    """Whether the words begin with who says them: "The port, says Mira Dahl, head of the office, is shut", misread."""
    return not attribution.direct and any(
        speaker.named and attribution.cue.i < attribution.start <= speaker.token.i <= attribution.start + 1
        and speaker.token.i < attribution.end
        for speaker in who
    )  # fmt: skip


def _not_spoken_of(document: Document, who: tuple[Speaker, ...], cue: Token) -> tuple[Speaker, ...]:
    """Those who speak, without whom they call something: "a group of aides, where Dahl is chief, called Dahl a danger"."""
    whom = child(cue, "obj")
    if whom is None or whom.i < cue.i or whom.lower_.endswith(("self", "selves")):
        return who
    named = {name for m in document.mentions_headed(whom) if m.kind is MentionKind.NAME for name in m.actors}
    return tuple(speaker for speaker in who if speaker.name not in named)


class _Around:
    """The attributions of a page by where their cues and contents stand; a look costs what it finds, not the page."""

    def __init__(self, everything: Iterable[Attribution]) -> None:
        self._by_cue = sorted(everything, key=_cue)
        self._by_start = sorted(self._by_cue, key=_start)
        self._longest = max((a.end - a.start for a in self._by_start), default=0)

    def within(self, start: int, end: int) -> list[Attribution]:
        """Those whose cue is one of the words `start:end`."""
        return self._by_cue[bisect_left(self._by_cue, start, key=_cue) : bisect_left(self._by_cue, end, key=_cue)]

    def holding(self, word: int) -> Iterator[Attribution]:
        """Those whose content holds a word."""
        first = bisect_left(self._by_start, word - self._longest, key=_start)
        last = bisect_right(self._by_start, word, key=_start)
        return (a for a in self._by_start[first:last] if word < a.end)


def _cue(attribution: Attribution) -> int:
    return attribution.cue.i


def _start(attribution: Attribution) -> int:
    return attribution.start


def _leads_up_to(reported: Statement, quoted: Iterable[Statement], text: str) -> bool:
    """Whether words only open, or are only part of, a quotation that is told itself: 'told | the board, “We are late”'."""
    start, end = reported.content_start, reported.content_start + len(reported.content)
    for outer in quoted:
        closing = outer.content_start + len(outer.content)
        if start < closing and outer.content_start < end:
            before, after = text[start : outer.content_start].strip(_QUOTING), text[closing:end].strip(_QUOTING)
            if before[-1:] in _LEADING if before else after.partition(" ")[0] in _TELLING:
                return True
    return False


def _is_told(attribution: Attribution, around: _Around) -> bool:
    """Tell whether somebody else reports the saying itself: "X said that Y had warned of ..." goes on with X."""
    cue = attribution.cue.i
    return any(a.cue.i != cue and not a.thought for a in around.holding(cue))


def _is_of_one(doc: Doc, attribution: Attribution) -> bool:
    """Tell whether one alone can have said the words of a quotation: "I", of which no two speak together."""
    return attribution.direct and any(t.lower_ in _ONE for t in doc[attribution.start : attribution.end])


def _place(attribution: Attribution) -> tuple[int, int]:
    """Where somebody begins to speak: at the cue, or at a quotation that carries on without one."""
    start = attribution.start
    return (start if attribution.how == "sequel" else attribution.cue.i), start


def _opens_with_title(document: Document) -> bool:
    title = document.article.title
    return bool(title) and document.article.text.startswith(title or "")


def _is_passed_on(document: Document, attribution: Attribution, around: _Around) -> bool:
    """Words that a medium only carries ("..., X said, according to the agency"), and "as I said" in one's own quotation."""
    inside = around.within(attribution.start, attribution.end)
    if attribution.how == "according":
        return any(a.how in ("quote", "postposed") for a in inside)
    if any(not a.thought and only_carries(document, attribution.source, attribution.cue, a.cue) for a in inside):
        return True
    return any(a.direct and a.cue.i != attribution.cue.i for a in around.holding(attribution.cue.i))


def is_unsaid(cue: Token) -> bool:
    """Words under a negated, future or only intended cue have not been said."""
    if cue.pos_ == "NOUN":
        return False
    aims = any(c.dep_ in ("mark", "aux") and c.lower_ == "to" for c in cue.children)
    if aims and cue.head.lower_ not in _GOING_ON and not _came_to_say(cue):
        return True
    if any(c.dep_ == "mark" and c.lower_ in IF_OR_WHETHER for c in cue.children):
        return True
    if cue.lower_ in _URGING or _asks_for_cover(cue) or is_avoided(cue):
        return True
    if cue.lemma_.lower() == "deny" and cue.relation == "conj" and cue.head.lemma_.lower() == "confirm":
        return True  # "would not confirm or deny" denies nothing
    if _shares_denial(cue) or _is_said_by_none(cue):
        return True
    behind = cue.i > 0 and cue.doc[cue.i - 1].text in CLOSING - {"'", "’"}  # what is quoted before denies nothing of it
    if not behind and is_negated(cue) and cue.lower_ not in _SPOKEN_WHEN_NEGATED:
        return True
    return any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in cue.children)


def _came_to_say(cue: Token) -> bool:
    """ "Took to the floor to warn", "used the speech to announce", "prompted Dahl to say": what was aimed at was said."""
    above = cue.head
    if "Past" not in above.morph.get("Tense") or is_negated(above) or any(c.lower_ in _UNREAL for c in above.children):
        return False
    if cue.relation == "xcomp":
        return above.lower_ in CONTROLLED_BY_OBJECT
    return cue.relation == "advcl" and cue.i > above.i and above.lower_ in _BEFORE_WORDS


def _is_said_by_none(cue: Token) -> bool:
    """ "No senator said", "in no town did many say": nobody did; not so "with no deal in sight, a senator said"."""
    subject = child(cue, "nsubj")
    if subject is None or subject.i > cue.i:
        return False
    turned = any(c.relation == "aux" and c.i < subject.left_edge.i for c in cue.children)
    before = [c for c in cue.children if turned and c.relation == "obl" and c.i < subject.i]
    edges = [noun.left_edge.i for noun in (subject, *before)]
    return any(_is_no(word) for edge in edges for word in cue.doc[max(edge - 1, 0) : edge + 2])


def _is_no(word: Token) -> bool:
    return word.pos_ == "DET" and word.lower_ in _NO and (word.is_lower or word.is_sent_start)


_NO = frozenset({"no", "neither"})


def is_avoided(cue: Token) -> bool:
    """ "Avoided calling for", "stopped short of saying", "refrained from blaming": nobody did."""
    if "Ger" not in cue.morph.get("VerbForm") and not cue.lower_.endswith("ing"):
        return False
    above = cue.head.lemma_.lower()
    short = above == "stop" and any(c.lower_ == "short" for c in cue.head.children)
    return cue.relation in ("xcomp", "advcl", "ccomp", "obj") and (above in _FORBEARING or short)


_FORBEARING = frozenset({"avoid", "refrain", "resist", "short", "steer", "shy"})


def _shares_denial(cue: Token) -> bool:
    """ "Without naming him or saying that he left": what the first verb is denied the second is too."""
    joined = cue.relation == "conj" and any(c.dep_ == "cc" and c.lower_ in _OR for c in cue.children)
    return joined and cue.head.pos_ == "VERB" and child(cue, "nsubj") is None and is_negated(cue.head)


def _is_deed(doc: Doc, attribution: Attribution, around: _Around) -> bool:
    """Tell whether only a wish or an act is told, no words: "agreed that", "demanded a pullout", "said X had promised aid"."""
    if any(
        t.text in MARKS and t.text not in ("'", "’") for t in doc[max(0, attribution.start - 1) : attribution.end + 1]
    ):
        return False
    lemma = attribution.cue.lemma_.lower()
    if {t.lower_ for t in doc[attribution.start : attribution.end]} <= _EACH_OTHER:
        return True
    if (lemma, attribution.slot) in _DEEDS:
        return True
    if (lemma, attribution.slot) == ("dismiss", "obj"):
        return not any(t.lower_ in _DENIABLE for t in doc[attribution.start : attribution.end])
    if attribution.slot == "obj" and lemma in _TURNED_DOWN:
        return not any(t.dep_ == "obj" and t.lemma_.lower() in _DENIABLE for t in attribution.cue.children)
    if (lemma, attribution.slot) == ("confirm", "obj"):
        return any(t.lower_ in _office_holders() for t in attribution.cue.children if t.dep_ == "obj")
    if attribution.how == "surface" and lemma in _PLACED:
        return True
    return (
        attribution.how in ("phrase", "noun")
        and attribution.act in _PERFORMED
        and any(a.cue.i != attribution.cue.i and not a.thought for a in around.holding(attribution.cue.i))
    )


@cache
def _office_holders() -> frozenset[str]:
    """Nouns for whom a council confirms: nobody says them."""
    known = load().words
    return frozenset(by_noun_form(dict.fromkeys(known.offices | _CONFIRMED, True)))


_ASKS_REPORTERS = frozenset("ask request insist demand decline refuse".split())
"""What sources do who want cover, and otherwise ask of a party."""


_COVER = frozenset("name identify quote anonymity anonymous".split())
"""What sources ask for: not to be named."""


def _asks_for_cover(cue: Token) -> bool:
    """ "an official who asked not to be named": a wish toward the reporter, not toward a party."""
    return cue.lemma_ in _ASKS_REPORTERS and any(
        t.lemma_.lower() in _COVER and cue.is_ancestor(t) for t in cue.doc[cue.i + 1 : cue.i + 8]
    )


def _statement(document: Document, attribution: Attribution, speaker: Speaker, around: _Around) -> Statement:
    doc, text = document.doc, document.article.text
    start, stop = (
        _past_time(document, attribution),
        min(_before_denial(doc, attribution), _before_outer(attribution, around)),
    )
    direct = attribution.direct or is_enclosed(doc, start, stop)
    if not direct:
        start = begin_with_subject(attribution.cue, start)
    content = Evidence.cut(text, doc[start].idx, _end(doc[stop - 1]))
    evidence = _evidence(document, attribution, start)
    confidence = CONFIDENCE[attribution.how] * (1.0 if speaker.named else _UNNAMED)
    anchor = attribution.cue.idx
    if not evidence.start <= anchor < evidence.end:
        anchor = content.start
    return Statement(
        evidence=evidence,
        anchor=anchor,
        component="statements",
        confidence=round(confidence, 3),
        speaker=speaker.name,
        named=speaker.named,
        act=attribution.act,
        content=content.quote,
        content_start=content.start,
        direct=direct,
    )


def _before_outer(attribution: Attribution, around: _Around) -> int:
    """Where the words end that were said: in "the minister said it was over, aides said" the last two words are the page's."""
    for outer in () if attribution.direct else around.within(attribution.start + 2, attribution.end):
        if outer.how == "postposed" and outer.start <= attribution.cue.i < outer.end <= outer.cue.i:
            return max(attribution.start + 1, outer.end)
    return attribution.end


def _past_time(document: Document, attribution: Attribution) -> int:
    """Where the words begin that were said: "told reporters on Tuesday the talks would go on" does not say when they go on."""
    doc, start = document.doc, attribution.start
    if attribution.slot != "that" or attribution.how not in ("clause", "surface") or attribution.cue.i > start:
        return start
    if doc[start - 1].lower_ in ("that", ",", ":") or doc[start - 1].text in MARKS:
        return start
    times = document.times_begun_in(start, start + 2)
    if not times or (times[0].start > start and doc[start].pos_ != "ADP"):
        return start
    end = times[0].end
    goes_on = end + 2 < attribution.end and doc[end].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
    return end if goes_on else start


def _before_denial(doc: Doc, attribution: Attribution) -> int:
    """Where the words end that were said: ", which Chad denies" behind them is the page's."""
    for token in doc[attribution.start + 2 : attribution.end]:
        if token.dep_ == "acl:relcl" and token.lower_ in DENYING and token.sent.start <= attribution.start:
            which = next((t for t in token.subtree if t.lower_ == "which"), None)
            if which is not None and which.i - 1 > attribution.start and doc[which.i - 1].text == ",":
                return which.i - 1
    return attribution.end


def _end(token: Token) -> int:
    return token.idx + len(token)


def _evidence(document: Document, attribution: Attribution, start: int) -> Evidence:
    """The sentences of content, cue and source; for a sequel far from its speaker, the content's own sentences."""
    doc = document.doc
    tokens = [doc[start], doc[attribution.end - 1]]
    if attribution.how != "sequel":
        tokens.append(attribution.cue)
        if attribution.source is not None and abs(attribution.source.i - attribution.cue.i) < 60:
            tokens.append(attribution.source)
    elif attribution.cue.i < attribution.start and attribution.start - attribution.cue.i < 60:
        tokens.append(attribution.cue)
    return document.sentence_evidence(*tokens)
