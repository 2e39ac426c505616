"""Positions from two hands, the trial that did not pass its gate: rules' claims that the model does not doubt, and its own.

`docs/learned-claims.md` says what was measured; the product reads positions by rule alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from training.claims.issues import candidates, features_of_word, phrase_of
from training.claims.stances import SIDE_OF, Ruled, Unit

from stateofplay.finding.learned.linear import LinearModel
from stateofplay.finding.learned.view import View
from stateofplay.language.document import Document
from stateofplay.model import Evidence, Position, Stance

Wishes = dict[Unit, list[float]]
"""Chances of the four sides for each actor in each sentence."""

Pick = Callable[[int, int, int], int | None]
"""From (sentence, actor, side) to the word that heads the issue; None where no word can."""

STANCES = (Stance.SUPPORTS, Stance.CONSIDERS, Stance.OPPOSES, Stance.THREATENS)
_ALIKE = 0.7
_SMALL = frozenset(
    "a an the of to in on for and or with by at from its their his her that this these those be is are any".split()
)


def head_of_issue(view: View, issues: LinearModel, sentence: int, actor: int, side: int) -> int | None:
    """The word of a sentence that is likeliest to head what an actor wants or refuses."""
    chances = {w: float(issues.chances(features_of_word(view, w, actor, side))[0]) for w in candidates(view, sentence)}
    return max(chances, key=lambda w: chances[w]) if chances else None


def ruled_by(view: View, document: Document, positions: Iterable[Position]) -> list[Ruled]:
    """Where the rules saw whom on which side; a holder whom the page's actors lack is left out."""
    return [unit for p in positions if (unit := _unit_of(view, document, p)) is not None]


def _unit_of(view: View, document: Document, position: Position) -> Ruled | None:
    """The sentence of a position's anchor, its holder by number, and its side."""
    number = next((n for n, actor in enumerate(document.actors) if actor.name == position.holder), None)
    if number is None:
        return None
    sentence = view.sentence[view.words_in(position.anchor, position.anchor + 1).start]
    return sentence, number, SIDE_OF[str(position.stance)]


def merge(
    document: Document, view: View, ruled: tuple[Position, ...], wishes: Wishes, model: LinearModel, pick: Pick
) -> tuple[Position, ...]:
    """The rules' positions that pass the filter, and the model's own above its threshold where the rules have none."""
    decisions = model.decisions
    kept: list[Position] = []
    taken: set[tuple[int, int, int]] = set()
    for claim in ruled:
        if (unit := _unit_of(view, document, claim)) is None:
            kept.append(claim)
            continue
        sentence, holder, side = unit
        chance = wishes.get((sentence, holder), [0.0] * 4)[side]
        if chance >= decisions.filter:
            kept.append(replace(claim, confidence=decisions.shared.chance(chance)))
            taken.add(unit)
    own = [(chance, unit, side) for unit, row in wishes.items() for side, chance in enumerate(row)]
    for chance, (sentence, actor), side in sorted(own, reverse=True):
        if chance < decisions.least:
            break
        if (sentence, actor, side) in taken or (head := pick(sentence, actor, side)) is None:
            continue
        taken.add((sentence, actor, side))
        position = _position(document, view, actor, side, head, decisions.own.chance(chance))
        if not any(_same(position, other) for other in kept):
            kept.append(position)
    return tuple(sorted(kept, key=lambda p: (p.anchor, p.holder)))


def _position(document: Document, view: View, actor: int, side: int, head: int, confidence: float) -> Position:
    first, end = phrase_of(view, head)
    text = document.article.text
    begin, close = view.sentences[view.sentence[head]]
    return Position(
        evidence=Evidence.cut(text, int(view.start[begin]), int(view.end[close - 1])),
        anchor=int(view.start[head]),
        component="positions-learned",
        confidence=confidence,
        holder=document.actors[actor].name,
        issue=text[int(view.start[first]) : int(view.end[end - 1])],
        stance=STANCES[side],
    )


def _same(one: Position, other: Position) -> bool:
    """Tell whether two positions of a holder on one side say the same."""
    if one.holder != other.holder or SIDE_OF[str(one.stance)] != SIDE_OF[str(other.stance)]:
        return False
    mine, theirs = _words(one.issue), _words(other.issue)
    return 2 * len(mine & theirs) >= _ALIKE * (len(mine) + len(theirs))


def _words(phrase: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", phrase.lower())) - _SMALL
