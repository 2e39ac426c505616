"""The answer on what changed: the verdict of an earlier day beside that of today, and the pages in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from stateofplay.casework.draft.records import Draft
from stateofplay.casework.outlook.looking_ahead import SEED, Outlook, contested_options
from stateofplay.casework.outlook.sampling import draw_readings
from stateofplay.casework.questions.records import Answer, AnswerSentence
from stateofplay.casework.telling.concepts import MAIN
from stateofplay.casework.telling.describing import list_some
from stateofplay.casework.telling.shares import Share, holds_in

SHOWN = 6
SAMPLES = 300
"""Readings behind the verdict of each day; what moves by less than `MOVED` is noise."""
MOVED = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVerdict:
    """What a draft of some day says, as far as two days can be compared."""

    day: str
    draft: Draft | None
    """None where the record of that day gave no model."""
    stands: frozenset[str] = frozenset()
    """Ids of the contested options that are taken."""
    holds: Share | None = None
    """In how many readings where it stands holds."""

    def same(self, other: DraftVerdict) -> bool:
        """Whether two verdicts are the same: it stands at the same place, and holds about as often."""
        if self.holds is None or other.holds is None:
            return self.holds is other.holds
        return self.stands == other.stands and abs(self.holds.share - other.holds.share) < MOVED


def verdict_of(day: str, draft: Draft | None, samples: int = SAMPLES, outlook: Outlook | None = None) -> DraftVerdict:
    """The verdict of one day, as the record stood, over `samples` readings or as many as a day gets at most.

    Where the draft is analysed already (`outlook`), its share is taken: other answers tell the same number.
    """
    if draft is None:
        return DraftVerdict(day=day, draft=None)
    conflict = draft.conflict
    contested = {o.id for o in contested_options(conflict)}
    if outlook is None:
        at = conflict.space.index_of(conflict.status_quo) if conflict.status_quo is not None else 0
        readings = draw_readings(conflict, min(samples, SAMPLES), SEED, (MAIN,))
        holds = Share.of(int(readings.held[MAIN][at].sum()), readings.samples)
    else:
        holds = outlook.status_quo.shares[MAIN]
    return DraftVerdict(
        day=day,
        draft=draft,
        stands=frozenset(o.id for o in draft.options if o.holds_now and o.id in contested),
        holds=holds,
    )


def what_changed(verdicts: Sequence[DraftVerdict], pages: dict[str, tuple[str, ...]]) -> Answer:
    """Question "since": compare the first verdict with the last, and name the days on which it became another.

    Parameters
    ----------
    verdicts
        Of the day asked about, of each later day that has pages, in order.
    pages
        Day -> names of its pages.
    """
    first, last = verdicts[0], verdicts[-1]
    if len(verdicts) == 1 or first.same(last):
        return Answer(key="since", short=f"The verdict is the same as on {first.day}.", findings=())
    findings = list(_differences(first, last))
    for before, after in pairwise(verdicts):
        if before.same(after):
            continue
        names = list_some([f"“{name}”" for name in dict.fromkeys(pages.get(after.day, ()))], SHOWN)
        new = _new_claims(before.draft, after.draft)
        findings.append(
            AnswerSentence(text=f"It became another with the pages of {after.day}: {names}.", claims=new[:SHOWN])
        )
    short = f"The verdict is another than on {first.day}"
    if first.holds is None or last.holds is None:
        short = f"On {first.day} the record gave no model yet; it does now"
    elif first.stands != last.stands:
        short += f": it stands elsewhere now, and that {holds_in(last.holds)}"
    else:
        short += f": where it stands {holds_in(last.holds)}, then it {holds_in(first.holds).replace('holds', 'held')}"
    return Answer(key="since", short=f"{short}.", findings=tuple(findings))


def _differences(first: DraftVerdict, last: DraftVerdict) -> list[AnswerSentence]:
    if first.draft is None or last.draft is None:
        return []
    out = []
    options = {o.id: o for d in (first.draft, last.draft) for o in d.options}
    for verb, ids in (
        ("Taken now", last.stands - first.stands),
        ("Not taken any more", first.stands - last.stands),
    ):
        for o in (options[i] for i in sorted(ids)):
            out.append(AnswerSentence(text=f"{verb}: “{o.text}”.", claims=o.basis.claims))
    old, new = ({(s.party, s.formula): s for s in d.statements} for d in (first.draft, last.draft))
    for verb, one, other in (("New", new, old), ("No longer in the model", old, new)):
        for key in sorted(one.keys() - other.keys())[:SHOWN]:
            out.append(AnswerSentence(text=f"{verb}: {one[key].text}.", claims=one[key].basis.claims))
    return out


def _new_claims(before: Draft | None, after: Draft | None) -> tuple[str, ...]:
    def claims(draft: Draft | None) -> dict[str, None]:
        if draft is None:
            return {}
        bases = (*(s.basis for s in draft.statements), *(o.basis for o in draft.options))
        return dict.fromkeys(c for basis in bases for c in basis.claims)

    known = claims(before)
    return tuple(c for c in claims(after) if c not in known)
