"""Ambiguities: where the text contradicts itself or leaves open what it means.

Each test looks at claims found before, never at words of a particular story, and yields what it finds with how sure it is. The
five surest are kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from stateofplay.finding.ambiguities.notes import NOTES, STANCE_WORDS
from stateofplay.finding.components import Found, finder
from stateofplay.finding.statements.antecedents import called
from stateofplay.finding.words.overlap import overlap
from stateofplay.language.clauses import child, conjuncts
from stateofplay.language.document import Document
from stateofplay.language.function_words import HE_OR_SHE
from stateofplay.language.tokens import Token
from stateofplay.model import (
    Act,
    ActorKind,
    Ambiguity,
    Attendance,
    AttendanceStatus,
    Evidence,
    Stance,
    Statement,
)
from stateofplay.model.listing import list_names
from stateofplay.model.red_lines import leaves_open

_MOST = 5
_SAME_ISSUE = 0.6
_NEAR = 400  # code points between a denial and what it denies
_POLARITY = {Stance.OPPOSES: "against", Stance.THREATENS: "threat", Stance.CONSIDERS: "open"}
WINDOW = 40
"""Claims of one kind before a claim with which it is compared."""

_T = TypeVar("_T")
_Doubt = tuple[float, Ambiguity]


@finder("ambiguities", assigns="ambiguities", requires=("attendance", "positions", "statements"))
def find_ambiguities(document: Document, found: Found) -> tuple[Ambiguity, ...]:
    """Find up to five ambiguities, the surest first; one a sentence and note."""
    doubts = sorted(
        (doubt for test in _TESTS for doubt in test(document, found)), key=lambda d: (-d[0], d[1].evidence.start)
    )
    kept: dict[tuple[int, str], Ambiguity] = {}
    for _, ambiguity in doubts:
        kept.setdefault((ambiguity.evidence.start, ambiguity.note), ambiguity)
    return tuple(kept.values())[:_MOST]


def _note(kind: str, evidence: Evidence, **words: str) -> _Doubt:
    sureness, template = NOTES[kind]
    return sureness, Ambiguity(evidence=evidence, note=template.format(**words))


def _attendance(document: Document, found: Found) -> Iterator[_Doubt]:
    """One actor of whom different sentences say different things for one meeting."""
    by_actor: dict[tuple[str, str], list[Attendance]] = {}
    for claim in found.attendance:
        by_actor.setdefault((claim.who, claim.meeting), []).append(claim)
    for (who, meeting), claims in by_actor.items():
        for one, other in _pairs(claims):
            kind = "_and_".join(sorted({one.status.value, other.status.value}, key=_status_order))
            if kind in NOTES and one.evidence != other.evidence:
                yield _note(kind, _either(one, other).evidence, who=who, meeting=meeting)


def _pairs(items: Sequence[_T]) -> Iterator[tuple[_T, _T]]:
    """Pairs of items in their order, each with the `WINDOW` before it: no page says one thing a hundred times over."""
    for j, other in enumerate(items):
        for one in items[max(0, j - WINDOW) : j]:
            yield one, other


def _pairs_of(items: Sequence[_T], key: Callable[[_T], Hashable]) -> Iterator[tuple[_T, _T]]:
    """Pairs of items that have a key in common."""
    groups: dict[Hashable, list[_T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    for group in groups.values():
        yield from _pairs(group)


def _status_order(status: str) -> int:
    return ("absent", "attends", "conditional", "undecided").index(status)


def _either(one: Attendance, other: Attendance) -> Attendance:
    """The sentence that stays away, since the reader is told the rest beside it."""
    return one if one.status is AttendanceStatus.ABSENT else other if other.status is AttendanceStatus.ABSENT else one


def _third_parties(document: Document, found: Found) -> Iterator[_Doubt]:
    """Members of a delegation from outside the parties of the talks."""
    meetings = {m.name: m for m in found.meetings}
    seen: set[tuple[str, str]] = set()
    for claim in found.attendance:
        meeting = meetings.get(claim.meeting)
        actor = document.actor(claim.who)
        if meeting is None or actor is None or actor.side is None or claim.status is not AttendanceStatus.ATTENDS:
            continue
        if len(meeting.parties) < 2 or claim.capacity is None or claim.capacity.value == "mediator":
            continue
        tables = {*meeting.parties, *meeting.mediators, *meeting.hosts}
        sides = {a.side for n in tables if (a := document.actor(n)) is not None and a.side}
        if actor.side in tables | sides or (actor.side, meeting.name) in seen:
            continue
        seen.add((actor.side, meeting.name))
        parties = " and ".join(meeting.parties)
        yield _note("third_party", claim.evidence, side=actor.side, meeting=meeting.name, parties=parties)


def _sideless(document: Document, found: Found) -> Iterator[_Doubt]:
    """Unnamed people at a table whose side nobody tells."""
    for claim in found.attendance:
        actor = document.actor(claim.who)
        unnamed = actor is None or (actor.kind is ActorKind.GROUP and actor.side is None)
        if unnamed and claim.who[:1].islower() and claim.capacity is None:
            yield _note("no_side", claim.evidence, who=claim.who)


def _stances(document: Document, found: Found) -> Iterator[_Doubt]:
    """One holder for and against the same thing."""
    for one, other in _pairs_of(found.positions, lambda p: p.holder):
        if one.evidence == other.evidence:
            continue
        poles = {_POLARITY.get(one.stance, "for"), _POLARITY.get(other.stance, "for")}
        if poles == {"for", "against"} and overlap(one.issue, other.issue) >= _SAME_ISSUE:
            stances = {"one": STANCE_WORDS[one.stance.value], "other": STANCE_WORDS[other.stance.value]}
            yield _note("opposite_stances", other.evidence, holder=one.holder, issue=other.issue, **stances)


def _red_lines(document: Document, found: Found) -> Iterator[_Doubt]:
    """ "Neutrality is a red line": to give it, or to be given it?"""
    for claim in found.positions:
        if claim.red_line and leaves_open(claim.issue, claim.evidence.quote):
            yield _note("red_line", claim.evidence, issue=claim.issue)


def _denials(document: Document, found: Found) -> Iterator[_Doubt]:
    """A denial beside an assertion by somebody else, or by the page; those who deny the same words are told together."""
    together: dict[tuple[int, str], list[Statement]] = {}
    for statement in found.statements:
        if statement.act is Act.DENY:
            together.setdefault((statement.content_start, statement.content), []).append(statement)
    for said in together.values():
        denial, deniers = said[0], _listed([s.speaker for s in said])
        at = bisect_left(found.statements, denial.content_start, key=lambda s: s.content_start)
        near = found.statements[max(0, at - 2 * WINDOW) : at + 2 * WINDOW]
        asserted = [s for s in near if s.speaker not in {d.speaker for d in said} and _could_assert(s, denial)]
        if asserted:
            claimants = _listed(list(dict.fromkeys(s.speaker for s in reversed(asserted)))[:2])
            yield _note("denied", denial.evidence, deniers=deniers, claimants=claimants)
        else:
            yield _note("denied_by_page", denial.evidence, deniers=deniers, words=denial.content)


def _could_assert(statement: Statement, denial: Statement) -> bool:
    """Whether a denial may be of what a statement says: of words like its own, or a charge near by where it has hardly any."""
    if statement.act not in (Act.ACCUSE, Act.CLAIM, Act.SAY, Act.CONFIRM, Act.ANNOUNCE):
        return False
    if overlap(statement.content, denial.content) >= _ALIKE:
        return True
    charges = statement.act in (Act.ACCUSE, Act.CLAIM) or denial.speaker in statement.content
    near = -1 <= denial.evidence.start - statement.evidence.end <= _NEAR
    return near and charges and len(denial.content.split()) <= _POINTING


_ALIKE = 0.5
_POINTING = 3
"""Words of a denial that only points at what it denies: "any involvement"."""


def _listed(names: Sequence[str]) -> str:
    """Names in a row, without the capital of a "The"."""
    return list_names([f"the {name[4:]}" if name.startswith("The ") else name for name in dict.fromkeys(names)])


def _dates(document: Document, found: Found) -> Iterator[_Doubt]:
    """A meeting on a day that the page does not pin down."""
    for meeting in found.meetings:
        if meeting.date is not None:
            continue
        for date in found.dates:
            inside = meeting.evidence.start <= date.anchor < meeting.evidence.end
            if inside and date.value is None:
                yield _note("unresolved_date", meeting.evidence, words=date.text)
                break


def _one_of_two(document: Document, found: Found) -> Iterator[_Doubt]:
    """ "Dahl and Holm met. He said ...": which of the two, nothing tells."""
    for claim in found.statements:
        verb = document.doc.word_at(claim.anchor)
        speaks = child(verb, "nsubj") if verb is not None else None
        if speaks is None or speaks.lower_ not in HE_OR_SHE:
            continue
        joined = [name for noun in _joined_before(speaks) for name in document.who(noun, conjuncts=False)]
        may_be = [name for name in dict.fromkeys(joined) if speaks.lower_ in called(document, name)]
        if len(may_be) > 1 and claim.speaker in may_be:
            yield _note("one_of_two", claim.evidence, word=speaks.text, names=" or ".join(may_be))


def _joined_before(pronoun: Token) -> list[Token]:
    """Those joined in the subject of the sentence before."""
    start = pronoun.sent.start
    while start > 0 and pronoun.doc[start - 1].is_space:
        start -= 1
    subject = child(pronoun.doc[start - 1].sent.root, "nsubj", "nsubj:pass") if start else None
    return conjuncts(subject) if subject is not None else []


_Test = Callable[[Document, Found], Iterator[_Doubt]]
_TESTS: tuple[_Test, ...] = (
    _attendance,
    _third_parties,
    _sideless,
    _stances,
    _red_lines,
    _denials,
    _dates,
    _one_of_two,
)
