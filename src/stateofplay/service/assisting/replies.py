"""What an assistant is answered: one sentence that answers, and a small page of items that carry their claims."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar
from urllib.parse import quote

from stateofplay.errors import RecordError
from stateofplay.model.dates import VagueDate
from stateofplay.record.views import Row
from stateofplay.service.views.records import ToldClaim
from stateofplay.service.views.telling import tell_claim, verdict_words

Plain: TypeAlias = str | int | bool | list["Plain"] | dict[str, "Plain"] | None
"""No numbers with a point: one that is none would make a client drop the whole answer."""
STEP, MOST = 10, 25
"""Items of one answer by default, and at most."""
LONGEST_QUOTE = 600
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer.

    Attributes
    ----------
    lead
        The answer in a sentence; where there is nothing, that there is nothing.
    items
        A page of what it rests on.
    total, offset
        How many items there are, and from which on these are.
    facts
        What else is to be said of all of it.
    """

    lead: str
    items: tuple[Mapping[str, Plain], ...] = ()
    total: int = 0
    offset: int = 0
    facts: Mapping[str, Plain] | None = None

    def data(self) -> dict[str, Plain]:
        """The answer as data; `next_offset` where there is more."""
        shown = self.offset + len(self.items)
        return {
            "answer": self.lead,
            **(self.facts or {}),
            "items": [dict(item) for item in self.items],
            "total": self.total,
            "offset": self.offset,
            "next_offset": shown if shown < self.total else None,
        }

    def text(self) -> str:
        """The answer as text: what a client shows that knows no data. Never empty."""
        lines = [self.lead]
        for name, fact in (self.facts or {}).items():
            lines.append(f"{name}: {fact if isinstance(fact, str) else json.dumps(fact, ensure_ascii=False)}")
        for item in self.items:
            lines.append(f"- {json.dumps(item, ensure_ascii=False)}")
        shown = self.offset + len(self.items)
        if shown < self.total:
            lines.append(f"{self.total - shown} more: ask again with offset={shown}.")
        return "\n".join(lines)


def page_of(
    found: Sequence[T],
    tell: Callable[[T], Mapping[str, Plain]],
    *,
    lead: str,
    offset: int = 0,
    limit: int = STEP,
    facts: Mapping[str, Plain] | None = None,
) -> Reply:
    """A page of what was found; only what is shown is told in words.

    Examples
    --------
    >>> page_of("abc", lambda sign: {"sign": sign}, lead="3 signs.", limit=2).text().split("\\n")[-1]
    '1 more: ask again with offset=2.'
    """
    offset, limit = max(0, offset), max(1, min(MOST, limit))
    items = tuple(tell(one) for one in found[offset : offset + limit])
    return Reply(lead=lead, items=items, total=len(found), offset=offset, facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where the browser face shows what is told here."""

    base: str
    case: str

    def claim(self, id: str) -> str:
        """The page of a claim."""
        return f"{self.base}/case/{quote(self.case)}/claim/{id}"

    def page(self, number: int) -> str:
        """An archived page."""
        return f"{self.base}/case/{quote(self.case)}/page/{number}"

    @property
    def home(self) -> str:
        """The state of play."""
        return f"{self.base}/case/{quote(self.case)}"


def tell_row(row: Row, links: Links) -> dict[str, Plain]:
    """A claim as an item."""
    return told_item(tell_claim(row), links)


def day_told(day: str, dated: bool) -> str:
    """The day of a page; of one without a date that it was added then."""
    return day if dated else f"{day} (added; the page has no date)"


def told_item(claim: ToldClaim, links: Links) -> dict[str, Plain]:
    """A claim that is told already, as an item."""
    sentence = claim.quote if len(claim.quote) <= LONGEST_QUOTE else claim.quote[:LONGEST_QUOTE] + " …"
    return {
        "id": claim.id,
        "kind": claim.kind,
        "claim": f"{claim.lead} {claim.text}".strip(),
        "notes": list(claim.notes),
        "sentence": " ".join(sentence.split()),
        "source": claim.source,
        "day": day_told(claim.day, claim.dated),
        "sureness": claim.sureness,
        "firmness": claim.firmness,
        "judged": verdict_words(claim.verdict, corrected=claim.corrected),
        "page": claim.page,
        "link": links.claim(claim.id),
    }


def read_day_words(words: str) -> str:
    """A day, month or year as an ISO text, from how people write them; empty stays empty.

    Raises
    ------
    RecordError
        ``record.day`` where the words say no day.

    Examples
    --------
    >>> read_day_words("2025"), read_day_words("12 May 2025"), read_day_words("2025-06-01T10:00:00Z"), read_day_words("")
    ('2025', '2025-05-12', '2025-06-01', '')
    """
    words = words.strip()
    if not words:
        return ""
    from stateofplay.pages.dates import normalise

    found = normalise(words)
    if found is None or VagueDate.parse(found) is None or (words.isdigit() and len(words) != 4):
        raise RecordError(
            f"{words[:40]!r} is no day, month or year",
            slug="record.day",
            hint="Write it as 2025-06-01, 2025-06 or 2025.",
        )
    return found


def number_of(things: Iterable[object] | int, one: str, many: str) -> str:
    """A count in words.

    >>> number_of(1, "seat", "seats"), number_of(0, "seat", "seats")
    ('1 seat', 'No seats')
    """
    number = things if isinstance(things, int) else sum(1 for _ in things)
    return f"1 {one}" if number == 1 else f"{number or 'No'} {many}"
