"""Pages as the choice of meetings sees them, beside their answers."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.claims.cache import sources
from training.claims.labels import locate

from stateofplay.finding.meetings.choice.sittings import Sitting, sittings
from stateofplay.finding.meetings.finder import drafts_of, gather_by_rule
from stateofplay.language import understand
from stateofplay.model import Meeting
from stateofplay.pages import read_page
from stateofplay.settings import load_settings

Record = dict[str, Any]
SHARES = {"parties": 0.4, "place": 0.2, "date": 0.2, "status": 0.2}
"""What counts how much in the likeness of two meetings, as the answer key has it."""
ALIKE = 0.5
_QUOTED, _SAME = 0.4, 0.55
"""What it is worth that a meeting is spoken of in an answer's quote, and from where on the two are taken for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One page: what was measured of each draft, the draft as a plain claim, where its words stand, and the answer."""

    key: str
    sittings: list[Sitting]
    claims: list[Record]
    places: list[list[int]]
    ruled: list[Record]
    actors: list[Record]
    answer: list[Record]
    quotes: list[tuple[int, int] | None]
    annotated: list[Record]


def read_examples(cache: Path, places: list[str]) -> Iterator[Example]:
    """Read each page once; what `cache` holds already is not read again."""
    cache.mkdir(parents=True, exist_ok=True)
    settings = load_settings()
    for place in places:
        name, _, folder = place.partition("=")
        for number, text, answer in sources(folder):
            if answer is None:
                continue
            target = cache / f"{name}-{number}.pickle"
            if not target.exists():
                article = read_page(text.encode("utf-8"), content_type="text/plain", charset="utf-8",
                                    published=answer.get("published"), name=number)  # fmt: skip
                document = understand(article, settings.language)
                drafts = drafts_of(document)
                claims = [
                    {
                        "parties": list(d.meeting.parties) if d.meeting else [],
                        "place": d.group.place,
                        "date": d.group.date,
                        "status": str(d.meeting.status if d.meeting else d.group.cue.status),
                    }
                    for d in drafts
                ]
                example = Example(
                    key=f"{name}-{number}",
                    sittings=sittings(document, drafts),
                    claims=claims,
                    places=[[m.token.idx for m in d.group.heard] for d in drafts],
                    ruled=[_plain(meeting) for _, meeting in gather_by_rule(document)],
                    actors=[{"name": a.name, "kind": str(a.kind), "aliases": list(a.aliases)} for a in document.actors],
                    answer=answer["meetings"],
                    quotes=[locate(article.text, m["evidence"]) for m in answer["meetings"]],
                    annotated=answer["actors"],
                )
                partial = target.with_suffix(".partial")
                partial.write_bytes(pickle.dumps(example))
                partial.rename(target)
            yield pickle.loads(target.read_bytes())


def _plain(meeting: Meeting) -> Record:
    return {
        "parties": list(meeting.parties), "place": meeting.place, "date": meeting.date, "status": str(meeting.status)
    }  # fmt: skip


class Judge:
    """The scorer of the answer key, over the meetings of examples."""

    def __init__(self, folder: Path) -> None:
        sys.path.insert(0, str(folder))
        import score

        self.score = score
        self._names: dict[str, Any] = {}

    def names(self, example: Example) -> Any:
        """Who of the page is who of the answer."""
        if example.key not in self._names:
            self._names[example.key] = self.score.Names(example.annotated, example.actors)
        return self._names[example.key]

    def shared(self, example: Example, answer: Record, seats: Any) -> float:
        """The share that two sets of parties have in common."""
        true, found = set(answer["parties"]), {self.names(example).of(n) for n in seats}
        return len(true & found) / len(true | found) if true | found else 0.0

    def likeness(self, example: Example, answer: Record, claim: Record) -> float:
        """How alike an answer and a claim are, from 0 to 1."""
        one, other = answer.get("place") or "", claim.get("place") or ""
        place = float(self.score.within(one, other) >= 0.5 or not (one or other))
        a, b = answer.get("date"), claim.get("date")
        date = 1.0 if a == b else 0.5 if a and b and (a.startswith(b) or b.startswith(a)) else 0.0
        parts = {
            "parties": self.shared(example, answer, claim["parties"]),
            "place": place,
            "date": date,
            "status": float(answer["status"] == claim["status"]),
        }
        return sum(SHARES[name] * value for name, value in parts.items())

    def pairs(self, example: Example) -> dict[int, int]:
        """Which draft is which answer: alike, or spoken of in its quote; best pairs first, each once."""

        def near(answer: int, draft: int) -> float:
            quote = example.quotes[answer]
            inside = quote is not None and any(quote[0] <= at < quote[1] for at in example.places[draft])
            return self.likeness(example, example.answer[answer], example.claims[draft]) + _QUOTED * inside

        every = [(near(i, j), i, j) for i in range(len(example.answer)) for j in range(len(example.claims))]
        out: dict[int, int] = {}
        taken: set[int] = set()
        for value, i, j in sorted(every, key=lambda t: -t[0]):
            if value >= _SAME and i not in taken and j not in out:
                taken.add(i)
                out[j] = i
        return out

    def row(self, examples: list[Example], claims: dict[str, list[Record]]) -> tuple[float, float, float]:
        """Precision, recall and F1 of claims by page."""
        hits, found, wanted = 0.0, 0, 0
        for example in examples:
            mine = claims[example.key]
            matched = self.score.greedy(example.answer, mine, lambda x, y, e=example: self.likeness(e, x, y), ALIKE)
            hits += sum(value for *_, value in matched)
            found, wanted = found + len(mine), wanted + len(example.answer)
        precision, recall = hits / max(found, 1), hits / max(wanted, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
