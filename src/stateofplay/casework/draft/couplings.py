"""Couplings: what a condition ties together, as two acts with their owners."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.acts.tables import find_concept
from stateofplay.casework.draft.naming import is_ambiguous
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.time import overtaken
from stateofplay.casework.draft.wishes.at_table import as_talks
from stateofplay.casework.draft.wishes.disarming import disarms, who_is_armed
from stateofplay.casework.draft.wishes.inside import is_inside, speaks_inside
from stateofplay.casework.draft.wishes.no_wish import is_in_a_text, is_kept_from, was_wanted_then
from stateofplay.casework.draft.wishes.partners import WITH_WHOM, joint_owners
from stateofplay.casework.draft.wishes.whose import GUARANTEES, are_against
from stateofplay.model import Relation
from stateofplay.record.views import Row

_PRO_FORM = re.compile(
    r"^(?:\S+\s+){1,4}(?:did|does|do|came|comes|come|went|goes|was there|is there|would|will)(?: too| so| as well| also| first)?$"
)
_PRESENCE = re.compile(
    r"\b(?:presence|attendance|participation|arrival|in person|comes? himself|at the table)\b", re.IGNORECASE
)


_ASKS = re.compile(
    r"^(?:(?:the\s+)?[A-Z]\w+\s+)?(?:(?:has|have|had|only|also)\s+)*"
    r"(?:demand|want|seek|request|sought|ask for)(?:ed|s|ing)?\s+(?=[a-z])"
)
"""What is asked for is the other side's: "demanded relief in return for"."""
_HAD_AGREED = re.compile(r"(?<!will have )(?<!would have )\bagreed\b")
_LATEST = 400
"""Conditions that are read, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One half of a condition."""

    act: PossibleAct
    owners: tuple[str, ...]
    person: str = ""
    """Who is there, for attendance."""
    negated: bool = False
    """Whether it speaks of the act as not done: "if Moscow refuses"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupling:
    """A condition whose two halves are acts."""

    party: str
    what: Half
    on: Half
    relation: Relation
    row: Row

    @property
    def threat(self) -> bool:
        """Whether it is a threat: a harm that is done unless something happens."""
        return self.what.act.hostile


def read_couplings(ground: Ground, parties: Sequence[str]) -> tuple[list[Coupling], list[str]]:
    """Every condition of the parties whose halves are acts, and those that are not, each with the reason."""
    found: list[Coupling] = []
    unused: list[str] = []
    last_round, main = ground.last_round, ground.principals()
    for row in ground.conditions[-_LATEST:]:
        if not row.party or not row.what or not row.other or row.lost_in is not None:
            continue
        party = ground.side(row.party)
        if party not in parties:
            continue
        relation = Relation(row.state or Relation.IF)
        words = f"{party}: “{row.what}” {relation.value.replace('_', ' ')} “{row.other}”"
        if any(row.what in (r.other or "") for r in ground.conditions if r.quote == row.quote and r is not row):
            continue  # what is said within another condition: "if it cannot sign when they meet"
        if is_kept_from(row, row.what) or is_kept_from(row, row.other):
            unused.append(f"{words}: the sentence tells of keeping somebody from it")
            continue
        if speaks_inside(row, party):
            unused.append(f"{words}: said by those inside it, and not by it")
            continue
        if was_wanted_then(row) or is_ambiguous(ground, row):
            unused.append(f"{words}: the sentence has it as of an earlier time, or does not say whose it is")
            continue
        if relation is Relation.IN_EXCHANGE_FOR and _HAD_AGREED.search(row.quote):
            unused.append(f"{words}: the sentence has it as agreed already")
            continue
        if _in_a_text(row):
            unused.append(f"{words}: the sentence has it as what a text says")
            continue
        if why := overtaken(ground, row):
            unused.append(f"{words}: {why}")
            continue
        answer = tuple(p for p in main if p != party) if party in main else tuple(main)
        asked, asked_on = _ASKS.sub("", row.what), _ASKS.sub("", row.other)
        what = _half(ground, asked, row, party, answer if asked != row.what else (party,), parties)
        if what is not None and relation is Relation.IN_EXCHANGE_FOR and party not in what.owners:
            answer = (party,)  # what is had from the other side is paid for by the party itself
        on = _half(ground, asked_on, row, party, answer, parties)
        if what is None or on is None:
            unused.append(
                f"{words}: {'the first' if what is None else 'the second'} half names nothing that a party could do"
            )
        elif (what.act.attends or on.act.attends) and row.dated and row.day < last_round:
            unused.append(f"{words}: the meeting that it was about is over")
        elif (what.owners, what.act.family, what.person) == (on.owners, on.act.family, on.person):
            unused.append(f"{words}: both halves are the same act")
        else:
            threatens = what.owners[0] if what.act.on else party
            found.append(Coupling(party=threatens, what=what, on=on, relation=relation, row=row))
    return found, unused


def _in_a_text(row: Row) -> bool:
    """Whether the second half of a condition stands in its sentence as what a text has in it."""
    return is_in_a_text(structs.replace(row, what=row.other or ""))


def _half(
    ground: Ground, words: str, row: Row, party: str, default: Sequence[str], parties: Sequence[str]
) -> Half | None:
    if is_inside(ground, words, party):
        return None
    named = ground.named_in(words)
    if named and ground.side(named[0]) in parties and (_PRESENCE.search(words) or _PRO_FORM.match(words)):
        there = PossibleAct(text="attend", family="attendance", concept=None, attends=True)
        return Half(act=there, owners=(ground.side(named[0]),), person=named[0])
    act = act_of(words, sentence=row.quote)
    if act is None:
        return None
    if act.on:
        return _suffered(ground, act, parties)
    subjects = [ground.side(n) for n in ground.named_in(act.subject)]
    act = as_talks(ground, act, row.party or "", parties, row.quote)
    if act.attends:
        person = next(iter(ground.named_in(act.subject)), row.party or "")
        side = ground.side(person)
        return Half(act=act, owners=(side,), person=person, negated=act.negated) if side in parties else None
    owners = tuple(p for p in dict.fromkeys(subjects) if p in parties)
    if disarms(act) and (armed := who_is_armed(ground, [p for p in ground.principals() if p in parties])):
        owners = (armed,)
    if act.joint:
        known = find_concept(act.concept)
        if known is not None and not known.stands_in(words):
            return None  # "if the requests are met"
        both = joint_owners(ground, act, words, default[0] if len(default) == 1 else "", parties, row.quote)
        act = replace(act, text=WITH_WHOM.sub("", act.text))
        return Half(act=act, owners=both, negated=act.negated) if len(both) > 1 else None
    if not owners:
        unsaid = None if act.subject and subjects else _unsaid(ground, act, words, row, party, default, parties)
        if unsaid is None:
            return None
        owners = unsaid
    return Half(act=act, owners=owners, negated=act.negated)


def _suffered(ground: Ground, act: PossibleAct, parties: Sequence[str]) -> Half | None:
    """A harm of which only is told who would suffer it: the other principal would do it."""
    main = [p for p in ground.principals() if p in parties]
    hit = {ground.side(n) for n in ground.named_in(act.on)}
    others = [p for p in main if p not in hit]
    return Half(act=act, owners=tuple(others)) if len(others) == 1 and len(main) > 1 else None


def _unsaid(
    ground: Ground,
    act: PossibleAct,
    words: str,
    row: Row,
    party: str,
    default: Sequence[str],
    parties: Sequence[str],
) -> tuple[str, ...] | None:
    """Who would do what a half names without saying whose it is; None where it could be anybody's."""
    concept = find_concept(act.concept)
    if concept is None and not act.led:
        return None  # a bare thing: nobody says who would do it
    if act.concept == GUARANTEES and are_against(ground, party, row):
        return None
    if act.given:
        # Guarantees are given by whom the sentence names after them, else by the other side.
        tail = row.quote[row.quote.find(words) + len(words) :]
        after = dict.fromkeys(ground.side(n) for n in ground.named_in(tail))
        if givers := [p for p in after if p in parties and p != party]:
            return (givers[0],)
    meant = tuple(p for p in default if p in parties)
    if act.ends and not act.led and concept is not None and concept.hostile and default == (party,):
        return None  # "an end to arms deliveries in exchange for": whose deliveries, nobody says
    if act.hostile and default != (party,) and meant:
        return meant[:1]
    return None if len(default) > 1 else meant  # asked of either side alike: nobody says of whom
