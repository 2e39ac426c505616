"""The REJECT that lies in a party's position where no predicate of the lexicon stands ("X is a red line", "inconceivable").

It is coded once for each sentence, only where the sentence does not already tell an act of its holder that says the same, and
only toward somebody with whom the holder fights, talks or quarrels elsewhere in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stateofplay.finding.components import Found
from stateofplay.finding.events.acts import Act
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus, PloverEvent, Stance

_P = PloverEvent
# Who has been found to do one of these in the sentence has had his say there.
_SAID = frozenset({_P.REJECT, _P.ACCUSE, _P.THREATEN})
_CONFIDENCE = 0.5


def stance_acts(document: Document, found: Found, told: Iterable[Act]) -> Iterator[Act]:
    """Refusals that lie in positions, where `told` does not have them yet."""
    said = {(act.token.sent.start, actor) for act in told for actor, _ in act.pairs if act.event in _SAID}
    for position in found.positions:
        token = _token_at(document, position.anchor) if position.stance is Stance.OPPOSES else None
        if token is None or (token.sent.start, position.holder) in said:
            continue
        said.add((token.sent.start, position.holder))
        yield Act(
            token=token,
            event=_P.REJECT,
            status=EventStatus.HAPPENED,
            pairs=((position.holder, None),),
            symmetric=False,
            confidence=_CONFIDENCE,
            needs_rival=True,
        )


def _token_at(document: Document, offset: int) -> Token | None:
    span = document.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
