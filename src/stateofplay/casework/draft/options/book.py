"""All options that a record speaks of: what each party could do, from seats, stakes and conditions; the most contested first.

What takes several (talks, a ceasefire, a treaty, an exchange) is one option of all whom it needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.acts.tables import find_concept
from stateofplay.casework.draft.couplings import Coupling, Half
from stateofplay.casework.draft.options.basis import basis_of
from stateofplay.casework.draft.options.making import MadeOption, slug
from stateofplay.casework.draft.options.seating import seated_principals, table_of
from stateofplay.casework.draft.options.status_quo import deeds, is_the_case
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.casework.draft.records import DraftOption
from stateofplay.casework.draft.wishes.at_table import rows_of_talks
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.language.agreement import agree
from stateofplay.model import AttendanceStatus, MeetingStatus, Stance
from stateofplay.record.meetings import CaseMeeting, Seat
from stateofplay.record.views import Row

_HEAT = {Stance.DEMANDS: 1.0, Stance.OPPOSES: 1.0, Stance.THREATENS: 1.5, Stance.OFFERS: 0.5, Stance.CONSIDERS: 0.5}
"""What a stance adds to how contested an option is: threats most, since the others' choices hang on them."""
_DISPUTED = 3.0
"""What it adds that one party wants an act and another does not."""
_HANGS, _SEAT_HANGS = 1.5, 3.0
"""What each condition adds that speaks of it; more where somebody's coming hangs, which decides whether there are talks."""
_HALF_LIFE_DAYS = 60.0
"""What was said so long ago counts half for how contested an option is."""
_SEAT = 1000
"""The words of a seat name an option of attending, whatever else is said of it."""
_LEAST_SURE_TABLE = 0.4
"""Chance of being right from which on talks of others than the principal parties are an option."""
_LEAST_SURE_SEAT = 0.2
"""Chance of being right from which on a person's seat is an option."""
_CONTESTED_SEATS = frozenset({AttendanceStatus.CONDITIONAL, AttendanceStatus.ABSENT, AttendanceStatus.UNDECIDED})
_HIS = re.compile(r"(?<=\w )(?:his|her)(?= \w)")
"""What the words say of a person, in an act of whom it acts for."""
_STAYS = frozenset({"prisoner exchange", "return of the dead"})
"""Joint acts that cannot be taken back once done."""


@dataclass(slots=True, kw_only=True)
class OptionBook:
    """All options that the record speaks of, and which one each stake and each half of a condition means."""

    ground: Ground
    parties: Sequence[str]
    made: list[MadeOption] = field(default_factory=list)
    merged: dict[tuple[str, ...], MadeOption] = field(default_factory=dict)
    """Owners of a deal -> the option that it is."""
    refusals: dict[tuple[tuple[str, ...], str], list[Row]] = field(default_factory=dict)
    """(owners of talks, party) -> the rows that say that the party itself stays away."""

    def enter_seats(self) -> None:
        """Rule "attendance": a seat that is conditional, refused or undecided at a meeting still to come."""
        for meeting in self.ground.open_meetings():
            for seat in meeting.seats.values():
                self._enter_seat(meeting, seat)

    def _enter_seat(self, meeting: CaseMeeting, seat: Seat) -> None:
        owner = self.ground.side(seat.who)
        contested = [r for r in seat.rows if r.state in _CONTESTED_SEATS]
        if owner not in self.parties or not contested:
            return
        others = self.ground.at_table(meeting) - {owner, seat.who}
        if others and not any(p in self.parties or mediates(p) or self.ground.kinds.get(p) == "person" for p in others):
            return  # a journey to somebody else
        # A committee that sits for a side is the side; a person is somebody whom it sends.
        if max(r.confidence for r in contested) < _LEAST_SURE_SEAT:
            return
        if seat.who == owner or self.ground.kinds.get(seat.who, "person") != "person":
            talks = act_of("talks")
            at_table = (
                self._table_of(meeting)
                if owner in self._table_of(meeting)
                else seated_principals(self.ground, self.parties)
            )
            if talks is not None and owner in at_table:
                one = self._enter(at_table, talks, "attendance", seat.rows, "", talks.text)
                one.heat += 2.0
                stays = (
                    seat.current.state == AttendanceStatus.CONDITIONAL
                    and meeting.current.state == MeetingStatus.UNDER_WAY
                )
                one.away = one.away or (seat.current.state in _CONTESTED_SEATS and not stays)
                if seat.current.state == AttendanceStatus.ABSENT:
                    self.refusals[one.owners, owner] = [r for r in seat.rows if r.state == AttendanceStatus.ABSENT]
            return
        # Who stays away for a journey of its own stays away from the talks, not from the journey.
        own_trip = set(meeting.parties) <= {seat.who}
        where = f" in {meeting.place}" if meeting.place and not own_trip else ""
        text = f"send {seat.who}{self.in_person(seat.who)} to the talks{where}"
        act = PossibleAct(text=text, family="attendance", concept=None, attends=True)
        one = self._enter((owner,), act, "attendance", seat.rows, seat.who, text)
        one.texts[text] += _SEAT
        one.heat += 2.0 + 2.0 * (seat.current.state == AttendanceStatus.CONDITIONAL)
        one.now = seat.current.state == AttendanceStatus.ATTENDS

    def in_person(self, who: str) -> str:
        """A person comes in person; a committee just comes."""
        return " in person" if self.ground.kinds.get(who, "person") == "person" else ""

    def refused_seats(self) -> list[tuple[str, str, str, list[Row]]]:
        """Seats that the latest word refuses without a condition: (party, formula, text, rows)."""
        out = []
        for meeting in self.ground.open_meetings():
            for seat in meeting.seats.values():
                states = {r.state for r in seat.rows}
                one = next((m for m in self.made if m.person and m.person == seat.who), None)
                if (
                    one is None
                    or seat.current.state != AttendanceStatus.ABSENT
                    or AttendanceStatus.CONDITIONAL in states
                ):
                    continue
                rows = [r for r in seat.rows if r.state == AttendanceStatus.ABSENT]
                owner = one.owners[0]
                many = self.ground.are_several(owner)
                out.append(
                    (
                        owner,
                        f"not {one.id}",
                        f"{owner} {agree('[is|are] not going', many=many)} to “{one.best_words()}”",
                        rows,
                    )
                )
        for (owners, party), rows in self.refusals.items():
            talks = next((m for m in self.made if m.owners == owners and m.act.family == "talks"), None)
            if talks is not None:
                others = " and ".join(p for p in owners if p != party)
                away = agree("[stays|stay] away", many=self.ground.are_several(party))
                out.append((party, f"not {talks.id}", f"{party} {away} from the talks with {others}", rows))
        return out

    def enter_meetings(self) -> None:
        """Rule "talks": a meeting still to come or under way is a joint act of its parties; talks need two."""
        talks, main = act_of("talks"), self.ground.principals()
        for meeting in self.ground.open_meetings():
            at_table = self._table_of(meeting)
            rows = rows_of_talks(self.ground, meeting, main)
            if talks is None or not rows:
                continue
            if set(at_table) != set(main) and max(row.confidence for row in rows) < _LEAST_SURE_TABLE:
                continue  # talks of others need a reader that is surer of them
            if len(at_table) > 1 and set(main) & set(at_table):
                self._enter(at_table, talks, "talks", rows, "", talks.text)

    def enter_stake(self, stake: Stake) -> None:
        """Rules "own act", "asked of", "joint", "refusal" and "attendance" of a position."""
        stance = Stance(stake.row.state or Stance.SUPPORTS)
        owners = [stake.owners] if stake.act.joint else [(owner,) for owner in stake.owners]
        for whom in owners:
            text, person = stake.act.text, stake.person
            if stake.act.attends:
                if stake.row.dated and stake.row.day < self.ground.last_round:
                    continue  # who was to come to a meeting that is over
                person = self.who_is_meant(whom[0], person)
                known = self.find(whom, stake.act, person)
                if known is None and person in (whom[0], stake.row.party):
                    continue  # who goes somewhere itself: the seats of the talks have that already
                text = f"send {person}{self.in_person(person)} to the talks"
            one = self._enter(whom, stake.act, stake.rule, [stake.row], person, text)
            one.heat += _HEAT.get(stance, 0.0) + 2.0 * stake.row.flag
            if stake.wants:
                if one.wanted.get(stake.party, stake.wants) != stake.wants:
                    one.torn.add(stake.party)
                one.wanted[stake.party] = stake.wants

    def who_is_meant(self, owner: str, person: str) -> str:
        """Whom a party is asked to send where it is asked to come itself: the one whose seat is in question, if one is."""
        seats = {m.person for m in self.made if m.owners[0] == owner and m.person}
        return seats.pop() if person == owner and len(seats) == 1 else person

    def enter_half(self, half: Half, row: Row) -> None:
        """Rule "condition": what somebody's consent hangs on, or what it is that hangs."""
        owners = [half.owners] if half.act.joint else [(owner,) for owner in half.owners if owner in self.parties]
        for whom in owners:
            text = (
                f"send {half.person}{self.in_person(half.person)} to the talks" if half.act.attends else half.act.text
            )
            if half.act.attends and half.person == whom[0]:
                continue  # a party that comes itself: that is an option of the talks
            one = self._enter(whom, half.act, "condition", [row], half.person, text)
            one.heat += _SEAT_HANGS if half.act.attends else _HANGS

    def _enter(
        self, owners: Sequence[str], act: PossibleAct, rule: str, rows: Sequence[Row], person: str, text: str
    ) -> MadeOption:
        one = self.find(owners, act, person)
        if one is None:
            one = MadeOption(owners=tuple(owners), act=act, rule=rule, person=person)
            self.made.append(one)
        one.rows += rows
        one.texts[text] += rule != "condition"
        one.days[text] = max(one.days.get(text, ""), *(r.day if r.dated else "" for r in rows))
        if one.rule == "condition" and rule != "condition":
            one.rule = rule
        return one

    def find(self, owners: Sequence[str], act: PossibleAct, person: str = "") -> MadeOption | None:
        """The option that an act of some owners means; of several the one with exactly these."""
        whom = frozenset(owners)
        fits = [m for m in self.made if m.joins(whom, act, person)]
        if not fits and act.family == "agreement":  # "a deal" where the record speaks of a treaty
            fits = [m for m in self.made if m.act.family == "peace treaty" and m.whom & whom]
            fits = fits or [into for those, into in self.merged.items() if set(those) == whom]
        return next((m for m in fits if m.whom == whom), fits[0] if fits else None)

    def assign_ids(self) -> None:
        """Give every option its id, once all are entered; ids are unique and stay the same while the words do."""
        used: set[str] = set()
        for made in self.made:
            known = find_concept(made.act.concept)
            plain = known is not None and not known.broad and not known.way  # a way is opened, shut, or let be
            family = made.act.family if plain else " ".join(made.act.text.split()[:5])
            if made.person:
                wanted = slug(made.person.split()[-1], "attends")
            elif made.act.joint:
                wanted = slug(family)
            else:
                wanted = slug(made.owners[0], family)
            made.id = next(i for k in range(len(self.made) + 1) if (i := f"{wanted}_{k}" if k else wanted) not in used)
            used.add(made.id)

    def options(self, couplings: Sequence[Coupling]) -> list[DraftOption]:
        """All options, the most contested first."""
        out = [self._finish(m, couplings) for m in self.made]
        return sorted(out, key=lambda o: (-o.contested, -o.basis.confidence, o.id))

    def _finish(self, made: MadeOption, couplings: Sequence[Coupling]) -> DraftOption:
        wishes = set(made.wanted.values())
        pages = {r.page for r in made.rows}
        heat = min(made.heat, 8.0) + len(pages) + len(made.wanted) + _DISPUTED * (wishes == {1, -1})
        text = made.best_words() or made.act.text
        if all(self.ground.kinds.get(owner) != "person" for owner in made.owners):
            text = _HIS.sub("its", text)
        *most, last = made.owners
        who = f"{', '.join(most)} and {last}" if most else last
        concept = find_concept(made.act.concept)
        return DraftOption(
            id=made.id,
            owners=made.owners,
            act=text,
            text=f"{who}: {text}",
            issue=made.act.concept or made.act.family,
            contested=round(heat * self._freshness(made.rows), 2),
            family=made.act.family,
            concept=made.act.concept,
            stays=made.act.family in _STAYS and len(made.owners) > 1,
            hostile=bool(concept and concept.hostile) and not made.act.ends,
            needs=self._needs(made),
            holds_now=made.now or is_the_case(self.ground, self.parties, made, self._who_waits(made, couplings)),
            basis=basis_of(made.rule, made.rows),
            shown_by=basis_of("doing", done) if (done := deeds(self.ground, made.act, made.owners)) else None,
        )

    def _who_waits(self, made: MadeOption, couplings: Sequence[Coupling]) -> frozenset[str]:
        """Owners of a joint option whose consent to it hangs on something."""
        asked = [c for c in couplings if c.party in made.owners] if made.act.joint else ()
        return frozenset(c.party for c in asked if self.find(c.what.owners, c.what.act, c.what.person) is made)

    def _table_of(self, meeting: CaseMeeting) -> tuple[str, ...]:
        return table_of(self.ground, self.parties, meeting)

    def _needs(self, made: MadeOption) -> tuple[str, ...]:
        """Who attends takes part in the talks."""
        if not made.act.attends:
            return ()
        return tuple(m.id for m in self.made if m.act.family == "talks" and made.owners[0] in m.owners)[:1]

    def _freshness(self, rows: Sequence[Row]) -> float:
        try:
            age = (date.fromisoformat(self.ground.today) - date.fromisoformat(max(r.in_order for r in rows)[1])).days
        except ValueError:
            return 1.0
        return float(0.5 ** (max(age, 0) / _HALF_LIFE_DAYS))


def fill_book(
    ground: Ground, parties: Sequence[str], stakes: Sequence[Stake], couplings: Sequence[Coupling]
) -> OptionBook:
    """Enter everything that the record speaks of.

    Cost: options times what speaks of them; a few hundred of each take milliseconds.
    """
    book = OptionBook(ground=ground, parties=parties)
    book.enter_meetings()
    book.enter_seats()
    for stake in stakes:
        book.enter_stake(stake)
    for coupling in couplings:
        for half in (coupling.what, coupling.on):
            book.enter_half(half, coupling.row)
    _merge_agreements(book)
    book.assign_ids()
    return book


def _merge_agreements(book: OptionBook) -> None:
    """ "A deal" is the peace treaty, where the record speaks of one: the same thing is one option."""
    for deal in [m for m in book.made if m.act.family == "agreement"]:
        truce = next((m for m in book.made if m.act.family == "ceasefire" and set(m.owners) == set(deal.owners)), None)
        if truce is not None and all(_KEPT.search(r.quote) for r in deal.rows):
            _merge(book, deal, truce)
    deals = [m for m in book.made if m.act.family == "agreement"]
    for deal in deals:
        same = (m for m in book.made if m.act.family == "peace treaty" and set(m.owners) == set(deal.owners))
        treaty = next(same, None)
        if treaty is not None:
            _merge(book, deal, treaty)


_KEPT = re.compile(
    r"\b(?:abid\w+\s+by|compl\w+\s+with|adher\w+\s+to|stick\w*\s+to|stuck\s+to|honou?r\w*|respect\w*|violat\w+|breach\w*|wreck\w*|uph[eo]ld\w*)\s+"
    r"(?:the|this|that|its)\s+(?:\w+\s+)?(?:agreement|deal|accord|pact)\b"
)
"""An agreement that is kept or broken is one that is in force: the truce, where there is one."""


def _merge(book: OptionBook, deal: MadeOption, into: MadeOption) -> None:
    into.rows += deal.rows
    into.heat += deal.heat
    into.wanted = {**deal.wanted, **into.wanted}
    book.made.remove(deal)
    book.merged[deal.owners] = into
