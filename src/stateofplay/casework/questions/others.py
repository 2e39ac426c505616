"""Answers on what holds the parties together or apart: misunderstandings, mutual waiting, joint jumps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from stateofplay.casework.draft.drafting import read_record
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft, DraftStatement
from stateofplay.casework.outlook.looking_ahead import Outlook
from stateofplay.casework.questions.records import Answer, Finding
from stateofplay.casework.telling.describing import list_some
from stateofplay.conflict import Conflict, Statement, Statements
from stateofplay.conflict.engine.coalition_moves import CoalitionMoves
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.studies.hypergame import hypergame

SHOWN = 4
_CONCEPTS = ("NASH", "SEQ")


def which_misunderstanding(ground: Ground, outlook: Outlook) -> Answer:
    """Question "misread": a hypergame in which each party believes what its own side says of the others.

    Only what a side says of another and the other says otherwise itself counts: no view is made up.
    """
    draft = outlook.draft
    said = beliefs(ground, draft)
    if not said:
        hearsay = _only_by_hearsay(ground, draft)
        return Answer(
            key="misread",
            short="The record has no party that says of another what that one itself says otherwise.",
            findings=tuple(hearsay),
        )
    findings = [
        Finding(
            text=f"{viewer} says of {s.party}: {s.text}. {s.party} itself says otherwise: {own.text}.",
            claims=(*s.basis.claims, *own.basis.claims),
        )
        for viewer, pairs in said.items()
        for s, own in pairs
    ]
    views = {viewer: _as_seen(draft, pairs) for viewer, pairs in said.items()}
    game = hypergame(draft.conflict, views, _CONCEPTS)
    now = outlook.status_quo.state
    verdicts = []
    for concept in _CONCEPTS:
        if now in game.only_by_misperception(concept):
            verdicts.append(f"where it stands holds only because somebody sees it so ({concept})")
        elif now in game.lost_by_misperception(concept):
            verdicts.append(f"where it stands would hold if all saw each other as each says of itself ({concept})")
    lost = game.lost_by_misperception("SEQ")
    if lost:
        findings.append(
            Finding(text=f"{len(lost)} states would hold (SEQ) if all saw each other as each says of itself.")
        )
    short = "; ".join(verdicts) or "What the parties say of each other is disputed, but the verdict does not hang on it"
    return Answer(key="misread", short=f"{short[:1].upper()}{short[1:]}.", findings=tuple(findings))


def beliefs(ground: Ground, draft: Draft) -> dict[str, list[tuple[DraftStatement, DraftStatement]]]:
    """Viewer -> (what it says that another wants, what that one itself says to the contrary)."""
    record = read_record(ground, draft.parties)
    out: dict[str, list[tuple[DraftStatement, DraftStatement]]] = {}
    for stake in record.denied:
        viewer = stake.told_by
        made = record.book.find(stake.party, stake.act, stake.person)
        option = made.id if made is not None and stake.party in stake.owners else None
        for own in draft.statements_of(stake.party) if option is not None else ():
            wants_itself = 0 if own.formula.startswith("(") or option not in own.option_ids else 1
            if own.formula.startswith("not "):
                wants_itself = -wants_itself
            if wants_itself * stake.wants < 0 and stake.row.claim_id not in own.basis.claims:
                negation = "" if stake.wants > 0 else "not "
                seen = replace(
                    own,
                    formula=f"{negation}{option}",
                    text=f"it {'wants' if stake.wants > 0 else 'does not want'} “{stake.act.text}”",
                    basis=replace(
                        own.basis, claims=(stake.row.claim_id,), quotes=(stake.row.quote,), rule="said by another"
                    ),
                )
                pairs = out.setdefault(viewer, [])
                if all(seen.formula != known.formula or seen.party != known.party for known, _ in pairs):
                    pairs.append((seen, own))
    return out


def _as_seen(draft: Draft, pairs: Sequence[tuple[DraftStatement, DraftStatement]]) -> Conflict:
    """The conflict as a viewer sees it: the others' contrary wishes replaced by what it says of them."""
    swapped: Mapping[tuple[str, str], str] = {(own.party, own.formula): seen.formula for seen, own in pairs}
    preferences = {}
    for party in {own.party for _, own in pairs}:
        mine = [swapped.get((party, s.formula), s.formula) for s in draft.statements_of(party)]
        preferences[party] = Statements.of(*(Statement(formula=f) for f in mine))
    return draft.conflict.with_preferences(preferences)


def _only_by_hearsay(ground: Ground, draft: Draft) -> list[Finding]:
    """Wishes that the record knows only from the other side: worth asking the party itself."""
    speakers: dict[str, str] = {}
    for standing in ground.standings:
        for row in (*standing.support, *standing.against):
            said_by = ground.forms.get((row.said_by or "").lower(), row.said_by or "")
            speakers[row.claim_id] = ground.side(said_by)
    out = []
    for s in draft.statements:
        who = {speakers.get(c, "") for c in s.basis.claims}
        if who and who <= set(draft.parties) - {s.party}:
            text = f"Known from {list_some(sorted(who))} alone: {s.text}."
            out.append(Finding(text=text, claims=s.basis.claims))
    return out[:SHOWN]


def who_waits_for_whom(outlook: Outlook) -> Answer:
    """Question "wait": conditions as waits between parties, and those that close a ring."""
    draft = outlook.draft
    owners = {o.id: o.owner for o in draft.options}
    waits: list[tuple[str, str, DraftStatement]] = []
    for s in draft.statements:
        if not s.formula.startswith("("):
            continue
        for other in dict.fromkeys(
            owners[i] for i in s.formula.strip("()").replace("(", " ").replace(")", " ").split() if i in owners
        ):
            if other != s.party:
                waits.append((s.party, other, s))
    pairs = {(a, b) for a, b, _ in waits}
    rings = sorted({tuple(sorted(p)) for p in pairs if (p[1], p[0]) in pairs})
    findings = [
        Finding(
            text=f"{s.text}.",
            claims=s.basis.claims,
            notes=(f"{s.party} waits for {list_some([b for _, b, other in waits if other is s])}",),
        )
        for s in dict.fromkeys(s for _, _, s in waits)
    ]
    if rings:
        named = list_some([f"{a} and {b}" for a, b in rings])
        short = f"{named} wait for each other: somebody has to go first, or both at once."
    elif waits:
        awaited: dict[str, list[str]] = {}
        for a, b, _ in waits:
            if b not in awaited.setdefault(a, []):
                awaited[a].append(b)
        told = list_some([f"{a} waits for {list_some(others)}" for a, others in awaited.items()])
        short = f"{told}; no ring of mutual waiting."
    else:
        short = "No condition of the record ties one party's step to another's."
    return Answer(key="wait", short=short, findings=tuple(findings))


def which_coalition(outlook: Outlook) -> Answer:
    """Question "join": groups that could move together from here to what every member prefers."""
    conflict, now = outlook.draft.conflict, outlook.status_quo.state
    moves = CoalitionMoves(moves_of(conflict), ranks_of(conflict))
    stable = outlook.analysis.equilibrium("SEQ")
    parties = outlook.draft.parties
    findings, jumping = [], []
    for size in range(2, len(parties) + 1):
        for group in combinations(range(len(parties)), size):
            targets = [int(t) for t in moves.improvements(group).targets(now - 1)]
            if not targets:
                continue
            best = min(
                targets, key=lambda t: (_undone(conflict, now - 1, t), _distance(conflict, now - 1, t), not stable[t])
            )
            who = list_some([parties[i] for i in group])
            after = "where it would hold (SEQ)" if stable[best] else "where it would not hold by itself"
            jumping.append(who)
            changed = [o for o in outlook.draft.options if _differs(conflict, o.id, now - 1, best)]
            steps = [f"“{o.text}”" if _taken(conflict, o.id, best) else f"taking back “{o.text}”" for o in changed]
            findings.append(
                Finding(
                    text=f"{who} could together move by {list_some(steps, 6)}, which each of them prefers, {after}.",
                    claims=tuple(c for o in changed for c in o.basis.claims),
                )
            )
    short = (
        f"{list_some(jumping)} could jump to what all of them prefer."
        if jumping
        else "No group of parties has a joint move to what all of its members prefer, as the record stands."
    )
    return Answer(key="join", short=short, findings=tuple(findings[:SHOWN]))


def _distance(conflict: Conflict, one: int, other: int) -> int:
    return (int(conflict.space.masks[one]) ^ int(conflict.space.masks[other])).bit_count()


def _undone(conflict: Conflict, one: int, other: int) -> int:
    return (int(conflict.space.masks[one]) & ~int(conflict.space.masks[other])).bit_count()


def _differs(conflict: Conflict, option: str, one: int, other: int) -> bool:
    return bool((int(conflict.space.masks[one]) ^ int(conflict.space.masks[other])) >> conflict.bits[option] & 1)


def _taken(conflict: Conflict, option: str, state: int) -> bool:
    return bool(int(conflict.space.masks[state]) >> conflict.bits[option] & 1)
