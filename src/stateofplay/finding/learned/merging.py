"""Claims from two hands: the rules' that the network does not doubt, and those that the network adds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from stateofplay.finding.events.coding import status_of
from stateofplay.finding.events.setting import date_of, place_of
from stateofplay.finding.learned.linear import Decisions
from stateofplay.finding.learned.reader import EVENTS, MUTUAL, SIDE_OF, Deed, Wish
from stateofplay.finding.learned.view import View
from stateofplay.finding.positions.words import SMALL
from stateofplay.language.document import Document
from stateofplay.language.inflections import words
from stateofplay.language.modality import modality
from stateofplay.model import Event, EventStatus, Evidence, PloverEvent, Position

_EDGE = words("ADP DET CCONJ SCONJ PUNCT PART AUX")
_ALIKE = 0.7

Act = tuple[PloverEvent, str, str | None]


def merge_positions(
    document: Document, view: View, ruled: Iterable[Position], wishes: Iterable[Wish], decisions: Decisions
) -> tuple[Position, ...]:
    """Positions in text order, one for each holder, side and issue."""
    names = [actor.name for actor in document.actors]
    chances: dict[tuple[int, str, int], float] = defaultdict(float)
    wishes = list(wishes)
    for wish in wishes:
        key = (view.sentence[wish.head], names[wish.actor], SIDE_OF[wish.stance])
        chances[key] = max(chances[key], wish.chance)
    kept: list[tuple[Position, int, int]] = []
    for claim in ruled:
        sentence = view.sentence[view.words_in(claim.anchor, claim.anchor + 1).start]
        chance = chances[sentence, claim.holder, SIDE_OF[claim.stance]]
        if chance >= decisions.filter:
            at = document.article.text.find(claim.issue, claim.evidence.start, claim.evidence.end)
            kept.append((replace(claim, confidence=decisions.shared.chance(chance)), at, at + len(claim.issue)))
    for wish in sorted(wishes, key=lambda w: (-w.chance, w.head, w.actor)):
        if wish.chance < decisions.least:
            break
        start, end = issue_of(view, wish.head, wish.first, wish.last)
        issue = document.article.text[start:end]
        said = words_of(issue)
        same = (
            other.holder == names[wish.actor]
            and (
                (start < e and s < end)
                or (SIDE_OF[other.stance] == SIDE_OF[wish.stance] and alike(said, words_of(other.issue)))
            )
            for other, s, e in kept
        )
        if said and not any(same):
            begin, close = view.sentences[view.sentence[wish.head]]
            position = Position(
                evidence=Evidence.cut(document.article.text, int(view.start[begin]), int(view.end[close - 1])),
                anchor=int(view.start[wish.head]),
                component="positions-learned",
                confidence=decisions.own.chance(wish.chance),
                holder=names[wish.actor],
                issue=issue,
                stance=wish.stance,
            )
            kept.append((position, start, end))
    return tuple(sorted((p for p, *_ in kept), key=lambda p: (p.anchor, p.holder)))


def issue_of(view: View, head: int, first: int, last: int) -> tuple[int, int]:
    """Code points of the issue that `head` heads, without grammar words and marks at its edges."""
    while first < head and view.classes[first] in _EDGE:
        first += 1
    while last - 1 > head and view.classes[last - 1] in _EDGE:
        last -= 1
    return int(view.start[first]), int(view.end[last - 1])


def alike(said: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell by their words whether two issues are one."""
    return 2 * len(said & theirs) >= _ALIKE * (len(said) + len(theirs))


def words_of(phrase: str) -> frozenset[str]:
    """The words of an issue in small letters, without grammar words."""
    return frozenset(re.findall(r"\w+", phrase.lower())) - SMALL


def merge_events(
    document: Document, view: View, ruled: Iterable[Event], deeds: Iterable[Deed], decisions: Decisions
) -> tuple[Event, ...]:
    """Events in text order, one for each type, actor, recipient and sentence."""
    names = [actor.name for actor in document.actors]
    best: dict[tuple[int, Act], Deed] = {}
    for deed in deeds:
        whom = None if deed.recipient is None else names[deed.recipient]
        key = (view.sentence[deed.word], act_of(EVENTS[deed.kind], names[deed.actor], whom))
        if key not in best or deed.chance > best[key].chance:
            best[key] = deed
    kept: list[Event] = []
    taken: set[tuple[int, Act]] = set()
    for claim in ruled:
        sentence = view.sentence[view.words_in(claim.anchor, claim.anchor + 1).start]
        key = (sentence, act_of(claim.event, claim.actor, claim.recipient))
        chance = best[key].chance if key in best else 0.0
        if chance >= decisions.filter:
            kept.append(replace(claim, confidence=decisions.shared.chance(chance)))
            taken.add(key)
    for key, deed in sorted(best.items(), key=lambda b: (-b[1].chance, b[1].word, str(b[0][1]))):
        if deed.chance < decisions.least:
            break
        if key in taken:
            continue
        token = document.doc[view.tokens[deed.word]]
        kind, actor, recipient = key[1]
        date = date_of(document, token)
        kept.append(
            Event(
                evidence=document.sentence_evidence(token),
                anchor=token.idx,
                component="events-learned",
                confidence=decisions.own.chance(deed.chance),
                event=kind,
                actor=actor,
                recipient=recipient,
                date=date,
                place=place_of(document, token),
                status=status_of(document, _status(document, view, deed), date),
            )
        )
    return tuple(sorted(kept, key=lambda e: (e.anchor, e.event, e.actor, e.recipient or "")))


def _status(document: Document, view: View, deed: Deed) -> EventStatus:
    """What the word says that tells the deed, but denied where another is that tells it nearly as well.

    Of "will not meet him when he travels to Oslo" either verb may tell that the two consult.
    """
    said = {modality(document.doc[view.tokens[word]]).status for word in deed.beside}
    denied = EventStatus.DENIED
    return denied if denied in said else modality(document.doc[view.tokens[deed.word]]).status


def act_of(kind: PloverEvent, actor: str, recipient: str | None) -> Act:
    """What is done, by whom, to whom; what two do together is one act in either order."""
    if kind in MUTUAL and recipient is not None:
        actor, recipient = sorted((actor, recipient))
    return kind, actor, recipient
