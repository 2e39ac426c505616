"""Where and when: places and dates that a clause gives to a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stateofplay.finding.meetings.lists import places_in_list
from stateofplay.finding.meetings.parties import is_venue
from stateofplay.finding.meetings.status import key_of
from stateofplay.finding.meetings.venues import BUILDINGS, VENUES
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.cues import SPEECH_FORMS
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child, obliques
from stateofplay.language.document import Document, TimeExpression
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.times.windows import window_of
from stateofplay.language.tokens import Token
from stateofplay.model.dates import Grain, VagueDate

_GRAINS = {Grain.DAY: 0, Grain.WEEK: 1, Grain.MONTH: 2, Grain.YEAR: 3}
_FLAT = frozenset({"flat", "flat:name", "compound", "goeswith"})


def places_of(document: Document, *heads: Token) -> tuple[str, ...]:
    """Places named "in" or "at" one of `heads`, or before it ("the Istanbul talks"), nearest head first."""
    found: list[str] = []
    for head in heads:
        for noun in _locations(document, head):
            if is_place(document, noun):
                found.extend(place_name(place) for place in (noun, *places_in_list(noun)))
        if head.pos_ in ("NOUN", "PROPN"):
            for c in head.children:
                if c.i < head.i and c.dep_ in ("compound", "amod", "nmod:poss") and _is_place_before(document, c):
                    found.append(place_name(c))
        if found:
            break
    return tuple(dict.fromkeys(found))


def place_after(document: Document, token: Token) -> str | None:
    """The place after the next "in" or "at" within a few words: "met face to face in Jeddah"."""
    doc = token.doc
    for i in range(token.i + 1, min(len(doc) - 1, token.i + 7)):
        if doc[i].pos_ in ("VERB", "PUNCT", "SCONJ") or doc[i].is_space:
            return None
        if doc[i].lower_ in words.PLACE_PREPOSITIONS:
            head = next((t for t in doc[i + 1 : i + 4] if t.pos_ == "PROPN" and t.dep_ not in _FLAT), None)
            if head is not None and head.i + 1 < len(doc) and doc[head.i + 1].lower_ in POSSESSIVES:
                return None  # "talks in Chad's interest"
            if head is not None and head.i - i <= 2 and head.ent_type_ in ("LOC", "GPE") and is_place(document, head):
                return place_name(head)
    return None


def is_place(document: Document, token: Token) -> bool:
    """Tell whether a proper noun names a place rather than a person or body."""
    if token.pos_ != "PROPN" or document.is_in_time(token):
        return False
    case = child(token, "case")
    if case is not None and case.lower_ in words.PLACE_PREPOSITIONS and place_name(token) in BUILDINGS:
        return True  # "at the White House", which else is for who sits there
    if token.ent_type_ in ("PER", "PERSON", "ORG") and place_name(token) not in VENUES:
        return False  # the recogniser knows Addis Ababa for somebody's name
    for mention in document.mentions_headed(token):
        return any(document.is_country(n) for n in mention.actors)
    return True


def place_name(token: Token) -> str:
    """The name headed by `token`, without what stands in apposition."""
    left = right = token.i
    inside = {
        c.i for c in token.subtree if c.dep_ in _FLAT or (c.i < token.i and c.is_title and c.pos_ in ("PROPN", "ADJ"))
    }
    while left - 1 in inside:
        left -= 1
    while right + 1 in inside:
        right += 1
    return token.doc[left : right + 1].text


def date_of(document: Document, *heads: Token) -> str | None:
    """The most precise date that hangs on one of `heads` without another clause in between."""
    best: tuple[int, str] | None = None
    targets = {h.i for h in heads}
    sentences = sorted({(h.sent.start, h.sent.end) for h in heads})
    closes: str | None = None
    own: VagueDate | None = None
    for time in (t for start, end in sentences for t in document.times_begun_in(start, end)):
        if time.value is None or time.value == closes:
            closes = None
            continue
        before = any(_stands_before(document, time, h) for h in heads)
        if not (before or _hangs_on(document, time, targets) or any(_stands_beside(document, time, h) for h in heads)):
            continue
        date = VagueDate.parse(time.value)
        if (window := window_of(document, time)) is not None:
            date, closes = window
        if date is not None and before:
            own = date
        if own is not None and date is not None and not own.overlaps(date):
            continue  # "the 2014 dinner ... would be held this week": another's
        if date is not None and (own is date or best is None or _GRAINS[date.grain] < best[0]):
            best = (_GRAINS[date.grain], date.value)
    return best[1] if best else None


def moved_to(document: Document, predicate: Token | None) -> str | None:
    """The day to which a predicate moves a meeting: "was postponed to Friday", "has been put off until 4 June"."""
    if predicate is None or key_of(predicate) not in words.MOVING:
        return None
    for time in document.times_begun_in(predicate.i, predicate.sent.end):
        before = document.doc[time.start - 1]
        if time.value is not None and before.lower_ in words.MOVED_TO and before.i - predicate.i <= _NEAR:
            return time.value
    return None


_NEAR = 3


def dates_in_list(document: Document, token: Token, date: str | None) -> tuple[str, ...]:
    """The dates of several rounds told together: "met on 3, 7 and 9 May", "the summits of 2000 and 2007".

    None where there is but one date, and where days follow each other: these are one meeting.
    """
    if date is None:
        return ()
    here = document.times_begun_in(token.sent.start, token.sent.end)
    at = next((n for n, time in enumerate(here) if time.value == date), None)
    if at is None:
        return ()
    found, known = [date], VagueDate.parse(date)
    for before, time in pairwise(here[at:]):
        if before.span is not None:
            break  # a window, and no two rounds
        between = document.doc[before.end : time.start]
        vague = VagueDate.parse(time.value)
        if vague is None or known is None or vague.grain != known.grain or not 0 < len(between) <= _JOINTS:
            break
        if any(t.lower_ not in words.DATE_JOINTS for t in between):
            break
        found.append(vague.value)
    days = [d.earliest for value in found if (d := VagueDate.parse(value)) is not None]
    if len(set(found)) < 2 or any(0 <= (b - a).days <= 1 for a, b in pairwise(days)):
        return ()
    return tuple(dict.fromkeys(found))


_JOINTS = 3
_DURING = frozenset({"during", "on"})


def _is_direct(document: Document, time: TimeExpression) -> bool:
    """Tell whether the time is when it happens, not since or until when, nor counted from something else."""
    doc = document.doc
    if time.start and doc[time.start - 1].lower_ in words.DATE_REFUSERS:
        return False
    # "two weeks after", and not "on Monday after a break", "last week after"
    measured = lemma_of(doc[time.end - 1]) in _UNITS and doc[time.start].lower_ not in _POINTING
    counted = doc[time.end - 1].lower_, doc[time.end].lower_ if time.end < len(doc) and measured else ""
    return not {"after", "before"} & set(counted)


_POINTING = frozenset("last this next early earlier late later".split())


def _stands_before(document: Document, time: TimeExpression, noun: Token) -> bool:
    """ "The March 2014 dinner", "the early March phone call": nothing but the noun's own words behind the time."""
    if noun.pos_ not in ("NOUN", "PROPN") or not 0 <= noun.i - time.end < _NEAR:
        return False
    return all(t.relation in ("compound", "amod") and t.head is noun for t in document.doc[time.end : noun.i])


def _stands_beside(document: Document, time: TimeExpression, head: Token) -> bool:
    """ "Summit with the French premier in Cairo on Sunday": only parties, a place and little words stand between."""
    if head.pos_ not in ("NOUN", "PROPN") or not 0 < time.start - head.i <= _BESIDE or not _is_direct(document, time):
        return False
    named = {i for m in document.mentions_in(head.i + 1, time.start) for i in range(m.start, m.end)}
    between = document.doc[head.i + 1 : time.start]
    return all(
        t.pos_ in ("ADP", "PROPN", "DET") or t.i in named or t.lower_ == "late" or t.text == "," for t in between
    )


_BESIDE = 14


def _hangs_on(document: Document, time: TimeExpression, targets: set[int]) -> bool:
    node = document.doc[time.start : time.end].root
    if not _is_direct(document, time) or _is_of_saying(document, time, targets):
        return False
    # "The president on Monday met": parsers hang the day on the name
    name = node.head if node.relation == "nmod" and node.head.pos_ == "PROPN" else None
    for _ in range(3):
        if node.i in targets:
            return True
        if node is name and node.relation in ("nsubj", "nsubj:pass"):
            node = node.head
            continue
        dep = node.relation
        if (
            dep not in ("obl", "nmod", "advmod", "compound", "amod", "nummod", "conj", "appos", "obj", "dep", "flat")
            or node.head is node
        ):
            return False
        node = node.head
        if lemma_of(node) in words.JOURNEYS | words.VISITS and node.head.i in targets and _is_during(node):
            return True
        if node.pos_ == "NOUN" and node.i not in targets and not document.is_in_time(node) and not _lasts(node):
            # "after the invasion of last year": the date of something else.
            return False
    return node.i in targets


def _lasts(noun: Token) -> bool:
    """ "Met the envoy for three hours in Bonn on Friday": how long, where parsers hang the place and the day."""
    return lemma_of(noun) in _UNITS and any(c.dep_ == "case" and c.lower_ == "for" for c in noun.children)


_UNITS = frozenset({"minute", "hour", "day", "week", "month"})


def _is_during(noun: Token) -> bool:
    """ "During her visit to Chad next week": what happens then has its day."""
    return any(c.dep_ == "case" and c.lower_ in _DURING for c in noun.children)


def _is_of_saying(document: Document, time: TimeExpression, targets: set[int]) -> bool:
    """Tell whether a time right after a verb of saying is when it was said: "will meet, the envoy said on Monday"."""
    doc = document.doc
    for i in range(time.start - 1, max(-1, time.start - 4), -1):
        if doc[i].pos_ == "VERB" and doc[i].lower_ in SPEECH_FORMS:
            return i not in targets and (
                any(target < i for target in targets) or _opens_clause(document, time, targets)
            )
        if doc[i].pos_ not in ("ADP", "DET", "ADV", "NOUN"):
            return False
    return False


def _opens_clause(document: Document, time: TimeExpression, targets: set[int]) -> bool:
    """ "Said on Friday he would hold talks": what is said begins behind the day, with its own subject."""
    first = min(targets)
    return first > time.end and any(t.relation == "nsubj" for t in document.doc[time.end : first])


def _is_place_before(document: Document, token: Token) -> bool:
    if token.pos_ != "PROPN":
        return False
    if document.mentions_headed(token):
        return is_venue(document, token)
    return place_name(token) in VENUES


def _parted(met: Token) -> Iterator[Token]:
    """Where a comma parts the place from whom one met: "met the minister, Ngozi Eze, in Abuja"."""
    for _, place in obliques(met, words.PLACE_PREPOSITIONS):
        case = child(place, "case")
        if case is not None and case.i and met.doc[case.i - 1].text == ",":
            yield place


def _locations(document: Document, head: Token) -> Iterator[Token]:
    """Nouns "in" or "at" a head, and those that the parser hung on a time or name beside it ("met Ann on Friday in Bonn")."""
    for noun in head.children:
        if noun.relation == "obj":
            yield from _parted(noun)
        if noun.relation not in ("obl", "nmod"):
            continue
        prepositions = words.PLACE_PREPOSITIONS
        if lemma_of(head) in words.JOURNEYS | words.VISITS:
            prepositions = prepositions | {"to"}
        if any(c.dep_ == "case" and c.lower_ in prepositions for c in noun.children):
            yield noun
        if noun.pos_ == "PROPN" or document.is_in_time(noun) or _lasts(noun):
            yield from (n for _, n in obliques(noun, words.PLACE_PREPOSITIONS))
