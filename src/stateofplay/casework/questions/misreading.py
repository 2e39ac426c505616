"""The answer on misunderstandings: a hypergame in which each party holds to what its own side says of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from stateofplay.casework.draft.beliefs import Belief, beliefs_said
from stateofplay.casework.draft.drafting import read_record
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft
from stateofplay.casework.draft.wishes.settling import one_tells_of_another
from stateofplay.casework.outlook.looking_ahead import Outlook
from stateofplay.casework.outlook.sampling import Truth, draw_readings
from stateofplay.casework.questions.records import Answer, AnswerSentence
from stateofplay.casework.telling.concepts import MAIN
from stateofplay.casework.telling.describing import list_some
from stateofplay.casework.telling.shares import Share, holds_in, in_readings
from stateofplay.conflict import Conflict, Not, PreferenceStatement, Statements, Taken
from stateofplay.conflict.model.naming import name_of
from stateofplay.record.views import Row

SHOWN = 4
_NO_MATTER = 0.05
"""A share that moves by less hardly hangs on who is right."""
_SAYS = {
    "refuses": "{viewer} says in effect that {about} does not want {option}",
    "feigns": "{viewer} takes it for a bluff that {about} wants {option}",
    "bluffs": "{viewer} takes {about}’s {option} for a bluff",
    "told": "{viewer} says that {about} {verb} {option}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Misreading:
    """A belief about another party's wish beside what that party says itself."""

    belief: Belief
    own: PreferenceStatement | None
    """What the other says itself to the contrary; None where it has said nothing."""


def which_misunderstanding(ground: Ground, draft: Draft, outlook: Outlook, said: Iterable[Row]) -> Answer:
    """Question "misread": what parties say of each other's wishes, and whether the verdict hangs on who is right.

    A state holds among misreadings where each party, seeing the others as its own side tells them, stays (a hypergame; Wang,
    Hipel and Fraser 1988), and where no joint act looks better to all whom it needs, each by its own view.

    Parameters
    ----------
    outlook
        The analysis of the draft: the views are drawn over the same readings, so its shares are those of the other answers.
    said
        Rows of what parties said.
    """
    conflict = outlook.conflict
    found = misreadings(ground, draft, conflict, said)
    if not found:
        return Answer(
            key="misread",
            short="The record has no party that says of another's wish what that one has not said itself.",
            findings=tuple(_only_by_hearsay(ground, draft)),
        )
    findings = [_tell(conflict, one) for one in found[:SHOWN]]
    views = _views(conflict, found)
    seen, own = _shares(outlook, views)
    told = f"Where each sees the others as its own side tells them, where it stands {holds_in(seen)}"
    findings.append(AnswerSentence(text=f"{told}; as all speak of themselves it {holds_in(own)}."))
    who = list_some([f"{name_of(conflict, v)} misreads {name_of(conflict, a)}" for v, a in _pairs(found)])
    both = f"it {holds_in(seen)} as they see each other, and {in_readings(own)} as they speak of themselves"
    if abs(seen.share - own.share) < _NO_MATTER:
        short = f"If {who}, the verdict hardly hangs on it: where it stands {holds_in(seen)} either way."
    elif seen.share > own.share:
        short = f"If {who}, that keeps it where it is: {both}."
    else:
        short = f"If {who}, that moves it from where it is: {both}."
    return Answer(key="misread", short=short, findings=tuple(findings))


def misreadings(ground: Ground, draft: Draft, conflict: Conflict, said: Iterable[Row]) -> tuple[Misreading, ...]:
    """Beliefs of parties about others' wishes that these have not stated themselves, or state to the contrary."""
    out: dict[tuple[str, str, str], Misreading] = {}
    for belief in (*_told(ground, draft), *beliefs_said(ground, draft, said)):
        own = _own_word(conflict, belief.about, belief.option)
        if own is not None and _sign(own, belief.option) == (1 if belief.wants else -1):
            continue  # it says so itself
        if own is not None and _is_assumed(draft, belief.about, belief.option):
            own = None  # a rule assumes it of what it does: no word of its own
        out.setdefault((belief.viewer, belief.about, belief.option), Misreading(belief=belief, own=own))
    return tuple(sorted(out.values(), key=lambda one: (one.own is None, one.belief.viewer, one.belief.option)))


def _is_assumed(draft: Draft, party: str, option: str) -> bool:
    """Whether all that the draft has of a party's wish is an assumption, which no sentence of the record says."""
    own = [s for s in draft.statements_of(party) if s.option == option]
    return bool(own) and all(s.assumed for s in own)


def _told(ground: Ground, draft: Draft) -> Iterable[Belief]:
    """Positions that one party tells of another that says the contrary itself."""
    if not one_tells_of_another(ground, draft.parties):
        return
    record = read_record(ground, draft.parties)
    ids = {o.id for o in draft.options}
    for stake in record.denied:
        for owner in [stake.owners] if stake.act.joint else [(o,) for o in stake.owners]:
            made = record.book.find(owner, stake.act, stake.person)
            if made is not None and made.id in ids and stake.told_by in draft.parties:
                yield Belief(
                    viewer=stake.told_by,
                    about=stake.party,
                    option=made.id,
                    wants=stake.wants > 0,
                    kind="told",
                    row=stake.row,
                )


def _own_word(conflict: Conflict, dm: str, option: str) -> PreferenceStatement | None:
    preference = conflict.dm(dm).preference
    for tied in preference.classes if isinstance(preference, Statements) else ():
        for one in tied:
            if one.formula in (Taken(option), Not(Taken(option))):
                return one
    return None


def _sign(one: PreferenceStatement, option: str) -> int:
    return 1 if one.formula == Taken(option) else -1


def _tell(conflict: Conflict, one: Misreading) -> AnswerSentence:
    belief = one.belief
    option = next(o for o in conflict.options if o.id == belief.option)
    about = name_of(conflict, belief.about)
    text = _SAYS[belief.kind].format(
        viewer=name_of(conflict, belief.viewer),
        about=about,
        option=f"“{option.name or option.id}”",
        verb="wants" if belief.wants else "does not want",
    )
    asked = _asked(conflict, belief.about, belief.option)
    if one.own is not None:
        itself, own = f"{about} itself says otherwise: {one.own.note}", one.own.evidence
    elif asked:
        itself, own = f"What the record has of {about} itself leaves it open", asked
    else:
        itself, own = f"{about} itself has not said", ()
    claims = tuple(dict.fromkeys((belief.row.claim_id, *own)))
    return AnswerSentence(text=f"{text}. {itself}.", claims=claims)


def _asked(conflict: Conflict, dm: str, option: str) -> tuple[str, ...]:
    """Claims that speak of a wish which is open all the same, as where a party has said both."""
    preference = conflict.dm(dm).preference
    wishes = preference.open if isinstance(preference, Statements) else ()
    return next((w.evidence for w in wishes if w.formula == Taken(option)), ())


def _pairs(found: Sequence[Misreading]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((one.belief.viewer, one.belief.about) for one in found))


def _views(conflict: Conflict, found: Sequence[Misreading]) -> Mapping[str, Conflict]:
    """Viewer -> the conflict as it sees it: the others' wishes as its own side tells them."""
    views: dict[str, Conflict] = {}
    for one in found:
        seen = views.get(one.belief.viewer, conflict)
        views[one.belief.viewer] = seen.with_preferences({one.belief.about: _seen(seen, one.belief)})
    return views


def _seen(conflict: Conflict, belief: Belief) -> Statements:
    preference = conflict.dm(belief.about).preference
    if not isinstance(preference, Statements):
        raise TypeError("a draft has statements")
    plain, wanted = Taken(belief.option), Taken(belief.option) if belief.wants else Not(Taken(belief.option))
    classes = tuple(
        tuple(replace(s, formula=wanted) if s.formula in (plain, Not(plain)) else s for s in tied)
        for tied in preference.classes
    )
    asked = tuple(
        replace(w, answer="yes" if belief.wants else "no") if w.formula == plain else w for w in preference.open
    )
    return Statements(classes, asked)


def _shares(outlook: Outlook, views: Mapping[str, Conflict]) -> tuple[Share, Share]:
    """How often the status quo holds where each sees it its own way, and where all see it as each speaks of itself."""
    conflict, base, now = outlook.conflict, outlook.readings, outlook.status_quo.state - 1
    seen = {dm: draw_readings(view, base.samples, outlook.seed, (MAIN,)) for dm, view in views.items()}
    width = max(base.samples, *(one.samples for one in seen.values()))

    def wide(row: Truth) -> Truth:
        return row if len(row) == width else np.repeat(row, width)

    stays = np.ones(width, bool)
    for player, dm in enumerate(conflict.dm_ids):
        stays &= wide(seen.get(dm, base).stable[MAIN][player, now])
    for step in base.steps:
        for target in step.targets(now):
            goes = np.ones(width, bool)
            for player in step.players:
                # Each goes for it where, as it sees the others, all whom the act needs would.
                view = seen.get(conflict.dm_ids[player], base)
                for other in step.players:
                    goes &= wide(view.ranks[other, target] > view.ranks[other, now])
            stays &= ~goes
    return Share.of(int(stays.sum()), width), outlook.status_quo.shares[MAIN]


def _only_by_hearsay(ground: Ground, draft: Draft) -> list[AnswerSentence]:
    """Wishes that the record knows only from the other side: worth asking the party itself."""
    speakers: dict[str, str] = {}
    for standing in ground.standings:
        for row in standing.rows():
            said_by = ground.forms.get((row.said_by or "").lower(), row.said_by or "")
            speakers[row.claim_id] = ground.side(said_by)
    out = []
    for s in draft.statements:
        who = {speakers.get(c, "") for c in s.basis.claims}
        if not s.assumed and who and who <= set(draft.parties) - {s.party}:
            text = f"Known from {list_some(sorted(who))} alone: {s.text}."
            out.append(AnswerSentence(text=text, claims=s.basis.claims))
    return out[:SHOWN]
