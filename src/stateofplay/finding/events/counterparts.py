"""Whom an act was aimed at where its clause leaves it unsaid: the other party, if the text makes it plain.

"Kyiv has rejected those demands" does not say whose demands; the sentence or the one before it does. A candidate must be
named near the act and belong to another side; one with whom the actor fights, talks or quarrels elsewhere in the text comes
first. Where nobody fits, the recipient stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from stateofplay.finding.components import Found
from stateofplay.finding.words.media import is_press
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token

_LOOK_BACK = 2  # sentences
_NEAR, _BESIDE, _BEFORE = 3.0, 2.0, 1.0
_RIVAL = 2.0
_ENOUGH = 1.4


class Counterparts:
    """Who stands opposite whom in one document."""

    def __init__(self, document: Document, found: Found, pairs: Iterable[tuple[str, str]]) -> None:
        self.document = document
        self.rivals: Counter[frozenset[str]] = Counter()
        for meeting in found.meetings:
            for i, one in enumerate(meeting.parties):
                for other in meeting.parties[i + 1 :]:
                    self._join(one, other)
        self.asked: set[tuple[str, str]] = set()
        """(side, side): who does something to whom."""
        for one, other in pairs:
            self._join(one, other)
            self.asked.add((self.side(one), self.side(other)))

    def _join(self, one: str, other: str) -> None:
        a, b = self.side(one), self.side(other)
        if a != b:
            self.rivals[frozenset((a, b))] += 1

    def side(self, name: str) -> str:
        """The party for which an actor acts, itself where it acts for nobody."""
        for _ in range(3):
            actor = self.document.actor(name)
            if actor is None or not actor.side or actor.side == name:
                break
            name = actor.side
        return name

    def inside(self, actor: str, token: Token, fellows: Collection[str] = ()) -> str | None:
        """Whom the words under `token` name first, where its slots name nobody ("visited land held by the rebels")."""
        own = (actor, self.side(actor))
        for t in token.subtree:
            for mention in self.document.mentions_headed(t)[:1]:
                for name in mention.actors:
                    if self.side(name) not in own and name not in fellows and not is_press(name):
                        return name
        return None

    def opposite(
        self,
        actor: str,
        token: Token,
        fellows: Collection[str] = (),
        *,
        spared: Collection[str] = (),
        rivals_only: bool = False,
        asked_only: bool = False,
    ) -> str | None:
        """The best candidate for the recipient of what `actor` does at `token`; None where nobody is near enough.

        `fellows` do it too, so that it is not done to them, unless they are known for opposites; `spared` are those to
        whom it is not done whatever they are. With `asked_only` another sentence gives only who does something to the actor:
        what is rejected was else as often a third's.
        """
        own = self.side(actor)
        together = {own, actor, *spared}
        for fellow in fellows:
            if not self.rivals[frozenset((own, self.side(fellow)))]:
                together |= {fellow, self.side(fellow)}
        scores: dict[str, float] = {}
        sentence = token.sent
        start = sentence.start
        for _ in range(_LOOK_BACK):
            start = self.document.doc[max(start - 1, 0)].sent.start
        inside = {t.i for t in token.subtree}
        for mention in self.document.mentions_in(start, sentence.end):
            near = mention.start >= sentence.start
            base = (_NEAR if mention.head in inside else _BESIDE) if near else _BEFORE
            base -= min(abs(mention.head - token.i), 60) / 100
            for name in mention.actors:
                side = self.side(name)
                if name in together or side in together or is_press(name):
                    continue
                rivalry = self.rivals.get(frozenset((own, side)), 0)
                if rivals_only and not rivalry:
                    continue
                if asked_only and (side, own) not in self.asked and not (near and rivalry):
                    continue
                scores[name] = max(scores.get(name, 0.0), base + (_RIVAL if rivalry else 0.0))
        if not scores:
            return None
        best = max(scores, key=lambda n: scores[n])
        return self.side(best) if scores[best] >= _ENOUGH else None
