"""Who is there, told before a list or without a verb of coming: "also at the table are A and B", "heading the team is C",
"Participants: A, B and C", "For Norway: D"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stateofplay.finding.attendance.links import MeetingLinks
from stateofplay.finding.attendance.people import attendees
from stateofplay.finding.attendance.triggers import ABSENT, ATTENDS, HEAD, MEMBER, Trigger, persons_only
from stateofplay.finding.meetings.lists import names_in_list
from stateofplay.finding.words import attendance as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import child
from stateofplay.language.document import Document
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.tokens import Token

_OPENING = 4
"""Words of a sentence before the one that tells it: "Also at the | table are"."""
_REACH = 12
"""Words from it to its verb."""
_ARE_THERE = frozenset({"is", "are", "was", "were", "sits", "sit", "sat"})
_SPOTS = frozenset({"table", "room", "attendance", "present", "seated"})
_LEADING = frozenset({"leading", "heading", "chairing", "presiding"})
_BESIDE = frozenset({"representing", "joining", "accompanying"})
_BEFORE_OTHERS = frozenset({"from", "opposite", "beside", "to", "accompanying"})
"""Words before those who are there as well: "across the table from A sits B"."""
_LISTED = frozenset(
    {"participants", "participating", "attendees", "attending", "present", "delegation", "team", "side"}
)
"""Words before a colon behind which those who are there are listed."""
_EXCUSED = frozenset({"absent", "apologies", "regrets"})
_FOR = frozenset({"for", "from"})
FORMS = _SPOTS | _LEADING | _BESIDE | _LISTED | _EXCUSED | _FOR
"""Words at which such a thing may be told."""
_NOT = frozenset({"not", "no", "neither"})
_PEOPLE = frozenset({"others", "those"})


def told_there(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    """What one word says of who is there."""
    word, doc = token.lower_, token.doc
    if token.i - token.sent.start <= _OPENING:
        if token.i + 2 < len(doc) and doc[token.i + 1].text == ":" and word in _LISTED | _EXCUSED:
            yield from _listed(document, links, token)
        elif word in _SPOTS | _LEADING | _BESIDE:
            yield from _inverted(document, links, token)
    if word in _FOR:
        yield from _for_whom(document, links, token)
    if word == "attendance" and lemma_of(token.head) == "have" and token.relation == "obl":
        # "The meeting had in attendance A and B"
        meeting = links.named(c for c in token.head.children if c.relation == "nsubj")
        if meeting is not None:
            yield Trigger(token, attendees(document, child(token.head, "obj")), meeting, ATTENDS, "present")


def _inverted(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    """ "Also at the table are A and B", "heading the Chadian team is C", "joining them was D"."""
    sentence, doc, word = token.sent, token.doc, token.lower_
    before = doc[sentence.start : token.i]
    if any(t.pos_ in ("NOUN", "PROPN", "VERB") and t.lower_ not in _PEOPLE for t in before):
        return
    verb = next((t for t in doc[token.i + 1 : min(token.i + _REACH, sentence.end)] if t.lower_ in _ARE_THERE), None)
    between = doc[token.i + 1 : verb.i] if verb is not None else ()
    if verb is None or any(t.text in ",;:" or t.pos_ == "VERB" for t in between):
        return
    meeting, capacity = links.named(between), HEAD if word in _LEADING else None
    if meeting is None and word not in _SPOTS and not _is_of_talks(document, token, between):
        return
    who = names_in_list(document, verb.i + 1)
    other = next((t.i + 1 for t in (token, *between) if t.lower_ in _BEFORE_OTHERS), None)
    if other is not None:
        who = tuple(dict.fromkeys((*names_in_list(document, other), *who)))
    away = not _NOT.isdisjoint(t.lower_ for t in before)
    if away and word not in _SPOTS:
        return
    kind = "absent" if away else "lead" if capacity else "include" if word in _BESIDE else "present"
    who = persons_only(document, who) if word in _LEADING | _BESIDE else who
    yield Trigger(token, who, meeting or links.nearest(token), ABSENT if away else ATTENDS, kind, capacity)


def _is_of_talks(document: Document, token: Token, between: Iterable[Token]) -> bool:
    """Whether what one leads, joins or stands for is a side of the talks, and nothing else is named beside it.

    No "leading the economy is", "joining the army in 2009 was", "representing Kenya in the race is".
    """
    told = [t for t in between if t.pos_ in ("NOUN", "PROPN", "PRON", "ADP")]
    if any(t.pos_ == "ADP" for t in told):
        return False
    if token.lower_ in _LEADING:
        return any(lemma_of(t) in words.DELEGATIONS for t in told)
    return any(t.pos_ == "PRON" or lemma_of(t) in words.DELEGATIONS or document.who(t) for t in told)


def _listed(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    """ "Participants: A, B and C", "Chad's team: D, E", "Absent: F"."""
    word = token.lower_
    who = names_in_list(document, token.i + 2)
    member = lemma_of(token) in words.TEAMS
    if member or word == "side":
        who = persons_only(document, who)
    if word in _EXCUSED:
        yield Trigger(token, who, links.nearest(token), ABSENT, "absent")
    else:
        yield Trigger(token, who, links.nearest(token), ATTENDS, "include", MEMBER if member else None)


def _for_whom(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    """ "For Norway: A; for Chad: B and C"."""
    doc = token.doc
    opens = token.i == token.sent.start or doc[token.i - 1].text in (";", ":") or doc[token.i - 1].is_space
    colon = next((t for t in doc[token.i + 1 : token.i + 6] if t.text == ":"), None)
    if not opens or colon is None or colon.i + 1 >= len(doc):
        return
    side = [m for m in document.mentions_in(token.i + 1, colon.i) if m.end == colon.i and m.actors]
    if not side or doc[colon.i - 1].text in POSSESSIVES or any(document.is_person(n) for n in side[0].actors):
        return
    who = persons_only(document, names_in_list(document, colon.i + 1))
    yield Trigger(token, who, links.nearest(token), ATTENDS, "include")
