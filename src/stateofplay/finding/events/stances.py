"""The REJECT that lies in a party's position where no predicate of the lexicon stands ("X is a red line", "inconceivable").

It is coded once for each sentence, only where the sentence tells no other act of its holder, and only toward somebody with
whom the holder fights, talks or quarrels elsewhere in the text. What stands in quotation marks is a statement, and what a
single person opposes is an opinion: neither is an act of a party by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from stateofplay.finding.components import Found
from stateofplay.finding.events.acts import CodedAct
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import EventStatus, PloverEvent, Stance

_CONFIDENCE = 0.5


def stance_acts(document: Document, found: Found, told: Iterable[CodedAct]) -> Iterator[CodedAct]:
    """Refusals that lie in positions, where `told` does not have them yet."""
    said = {(act.token.sent.start, actor) for act in told for actor, _ in act.pairs}
    for position in found.positions:
        token = _token_at(document, position.anchor) if position.stance is Stance.OPPOSES else None
        if token is None or document.is_quoted(token) or document.is_person(position.holder):
            continue
        if (token.sent.start, position.holder) in said:
            continue
        said.add((token.sent.start, position.holder))
        yield CodedAct(
            token=token,
            event=PloverEvent.REJECT,
            status=EventStatus.HAPPENED,
            pairs=((position.holder, None),),
            symmetric=False,
            confidence=_CONFIDENCE,
            needs_rival=True,
        )


def _token_at(document: Document, offset: int) -> Token | None:
    """The word that holds a code point; found by halving, which spaCy's own look-up is not."""
    words = document.doc.words
    at = bisect_right(words, offset, key=_start) - 1
    return words[at] if at >= 0 and offset < words[at].idx + len(words[at].text) else None


def _start(token: Token) -> int:
    return token.idx
