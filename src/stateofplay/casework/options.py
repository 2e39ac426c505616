"""Drafting rules for options: what each party could do, from what it offers, is asked for, threatens, refuses or waits for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from stateofplay.casework.ground import Ground
from stateofplay.casework.records import Basis, DraftOption
from stateofplay.model import AttendanceStatus, Stance
from stateofplay.record.issues import concept_of
from stateofplay.record.meetings import CaseMeeting, Seat
from stateofplay.record.positions import FIRMNESS, Standing
from stateofplay.record.views import Row

MUTUAL_CONCEPTS = frozenset(
    {
        "ceasefire",
        "prisoner exchange",
        "talks",
        "leaders' meeting",
        "peace treaty",
        "return of the dead",
        "hostages",
        "trade",
    }
)
"""Issues that every principal party must do its part of: each gets an option of its own to accept them."""

_HEAT = {Stance.DEMANDS: 1.0, Stance.OPPOSES: 1.0, Stance.THREATENS: 1.5, Stance.OFFERS: 0.5, Stance.CONSIDERS: 0.5}
"""What a stance adds to how contested an option is: threats most, since the others' choices hang on them."""
OWN_ACTS = frozenset({Stance.OFFERS, Stance.THREATENS, Stance.CONSIDERS})
_CONTESTED_SEATS = frozenset({AttendanceStatus.CONDITIONAL, AttendanceStatus.ABSENT, AttendanceStatus.UNDECIDED})


def sureness_of(rows: Iterable[Row]) -> float:
    """How sure some claims make a part of the draft: accepted by a person 1, else confidence scaled by firmness."""
    best = 0.0
    for row in rows:
        best = max(
            best, 1.0 if row.verdict == "accept" else row.confidence * (0.6 + 0.1 * FIRMNESS.get(row.firmness, 3))
        )
    return round(min(best, 1.0), 2)


def basis_of(rule: str, rows: Sequence[Row]) -> Basis:
    """The basis of a part from the rows it rests on."""
    unique = list({r.claim_id: r for r in rows}.values())
    return Basis(
        rule=rule,
        claims=tuple(r.claim_id for r in unique),
        quotes=tuple(r.quote for r in unique[:3]),
        sure=sureness_of(unique),
    )


def slug(*words: str) -> str:
    """An id that formulas can name: lower-case words joined by underscores.

    Examples
    --------
    >>> slug("Volodymyr Zelensky", "30-day ceasefire")
    'volodymyr_zelensky_30_day_ceasefire'
    """
    return re.sub(r"[^a-z0-9]+", "_", " ".join(words).lower()).strip("_")[:60].rstrip("_")


def principals(ground: Ground) -> tuple[str, ...]:
    """The two parties between whom it is: those most often named together as parties of the talks, else the heaviest."""
    pairs: dict[tuple[str, ...], int] = defaultdict(int)
    weight = ground.weight()
    for meeting in ground.meetings:
        named = tuple(sorted({ground.side(p) for p in meeting.parties}))
        if len(named) == 2:
            pairs[named] += len(meeting.rows)
    if pairs:
        return max(pairs, key=lambda p: (pairs[p], sum(weight[x] for x in p)))
    return tuple(name for name, _ in weight.most_common(2))


def draft_options(ground: Ground, parties: Sequence[str]) -> list[DraftOption]:
    """All options that the record speaks of, the most contested first.

    Parameters
    ----------
    parties
        The decision makers; what nobody of them could do is no option.
    """
    options: dict[str, DraftOption] = {}
    for meeting in ground.meetings:
        for seat in meeting.seats.values():
            _add(options, _attendance_option(ground, meeting, seat, parties))
    for standing in ground.standings:
        for option in _position_options(ground, standing, parties):
            _add(options, option)
    return sorted(options.values(), key=lambda o: (-o.contested, -o.basis.sure, o.id))


def _add(options: dict[str, DraftOption], option: DraftOption | None) -> None:
    """Add an option, or join it to the same one drafted before: its claims and its contest add up."""
    if option is None:
        return
    old = options.get(option.id)
    if old is None:
        options[option.id] = option
        return
    claims = tuple(dict.fromkeys((*old.basis.claims, *option.basis.claims)))
    quotes = tuple(dict.fromkeys((*old.basis.quotes, *option.basis.quotes)))[:3]
    options[option.id] = DraftOption(
        id=old.id,
        owner=old.owner,
        text=old.text,
        issue=old.issue,
        contested=old.contested + option.contested,
        holds_now=old.holds_now or option.holds_now,
        basis=Basis(rule=old.basis.rule, claims=claims, quotes=quotes, sure=max(old.basis.sure, option.basis.sure)),
    )


def _attendance_option(ground: Ground, meeting: CaseMeeting, seat: Seat, parties: Sequence[str]) -> DraftOption | None:
    """Rule "attendance": a seat that is conditional, refused or undecided is an option of the party whose seat it is."""
    owner = ground.side(seat.who)
    contested = [r for r in seat.rows if r.state in _CONTESTED_SEATS]
    if owner not in parties or not contested:
        return None
    where = f" in {meeting.place}" if meeting.place else ""
    return DraftOption(
        id=slug(seat.who.split()[-1], "attends"),
        owner=owner,
        text=f"{seat.who} attends the talks{where} in person"
        if seat.who != owner
        else f"{owner} attends the talks{where}",
        issue="attendance",
        contested=2.0 * len(contested) + (seat.current.state == AttendanceStatus.CONDITIONAL) * 2,
        holds_now=seat.current.state == AttendanceStatus.ATTENDS,
        basis=basis_of("attendance", seat.rows),
    )


def _position_options(ground: Ground, standing: Standing, parties: Sequence[str]) -> list[DraftOption]:
    """Rules "own act", "asked of", "joint" and "refusal": whose option an issue is."""
    holder = ground.side(standing.party)
    rows = [*standing.support, *standing.against]
    words = standing.current.what or standing.issue
    concept = concept_of(words)
    stance = Stance(standing.current.state or Stance.SUPPORTS)
    main = principals(ground)
    weight = len({r.page for r in rows}) + 2.0 * standing.current.flag + _HEAT.get(stance, 0.0)
    if concept in MUTUAL_CONCEPTS and concept is not None:
        rule, owners, text = "joint", [p for p in main if p in parties], f"accepts: {concept}"
    elif stance in OWN_ACTS:
        rule, owners, text = "own act", [holder], f"goes ahead with: {words}"
    elif stance is Stance.OPPOSES:
        rule, owners, text = "refusal", [holder], f"accepts: {words}"
    else:
        named = [ground.side(n) for n in ground.named_in(f"{words}")]
        asked = [n for n in dict.fromkeys(named) if n != holder and n in parties]
        other = [p for p in main if p != holder and p in parties]
        if stance is Stance.SUPPORTS and not asked:
            rule, owners, text = "own act", [holder], f"goes ahead with: {words}"
        else:
            rule, owners, text = "asked of", asked[:1] or other[:1], f"does what is asked: {words}"
    issue = concept or standing.issue
    return [
        DraftOption(
            id=slug(owner, issue),
            owner=owner,
            text=f"{owner} {text}",
            issue=issue,
            contested=weight,
            holds_now=False,
            basis=basis_of(rule, rows),
        )
        for owner in owners
        if owner in parties
    ]
