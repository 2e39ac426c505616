"""Answers on where it stands: whether it holds, who could move from it, what else would hold and how to get there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from stateofplay.casework.outlook.looking_ahead import Outcome, Outlook
from stateofplay.casework.questions.records import Answer, Finding
from stateofplay.casework.reach.least_changes import wish_changes
from stateofplay.casework.telling.describing import change, list_some
from stateofplay.casework.telling.outcomes import join_outcomes
from stateofplay.casework.telling.proofs import tell_proof
from stateofplay.conflict import Conflict, parse_formula, prove
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.conflict.proofs.proof import Step
from stateofplay.conflict.studies.statusquo import StatusQuo
from stateofplay.conflict.studies.statusquo import status_quo as trace

SHOWN = 4
MOST_TOLD = 6
LEAST = 2
_LONGEST_ORDER = 5
_TOLD = {
    "drop": "{party} gave up its wish {words}",
    "raise": "{party} put {words} above all else",
    "add": "{party} wanted {words} above all else",
}
"""Edits of wishes in words."""


def where_it_stands(outlook: Outlook) -> Answer:
    """Question "stand": the status quo over the contested options, how often it holds, and for whom it does not."""
    now, draft = outlook.status_quo, outlook.draft
    held = "it holds" if now.as_recorded["SEQ"] else "it does not hold"
    leavers = [p for p in draft.parties if not outlook.analysis.is_stable("SEQ", p, now.state)]
    why = f", since {list_some(leavers)} would leave it" if leavers else ""
    case = [o for o in draft.options if o.holds_now]
    text = f"Where it stands: {'; '.join(o.text for o in case) or 'none of the steps is taken'}."
    claims = tuple(dict.fromkeys(c for o in case or draft.options for c in o.basis.claims))
    findings = [Finding(text=text, claims=claims, notes=notes_of(now))]
    if now.carried_by:
        findings.append(Finding(text="Without any one of these claims it would not hold.", claims=now.carried_by))
    short = f"As the record stands {held}{why}; it is an equilibrium (SEQ) in {percent(now, 'SEQ')}."
    return Answer(key="stand", short=short, findings=tuple(findings))


def who_could_move(outlook: Outlook) -> Answer:
    """Question "move": every party's moves that it would gain by, each with the answer that deters it, if one does."""
    conflict, now = outlook.draft.conflict, outlook.status_quo.state - 1
    table, ranks = moves_of(conflict), ranks_of(conflict)
    findings = []
    free: list[str] = []
    bound: list[str] = []
    for player, party in enumerate(outlook.draft.parties):
        targets = table.targets(player, now)
        gains = [t for t in targets if ranks[player][t] > ranks[player][now]]
        claims = tuple(c for s in outlook.draft.statements_of(party) for c in s.basis.claims)
        proof = prove(conflict, "SEQ", party, now + 1)
        if gains:
            (bound if proof.stable else free).append(party)
            text = tell_proof(conflict, proof)
        else:
            open_ = len(outlook.draft.open_options(party))
            unsaid = f"; what it wants of {open_} of {len(outlook.draft.options)} steps the record does not say" * bool(
                open_
            )
            moves = "no move at all"
            if targets:
                moves = "one move, and it" if len(targets) == 1 else f"{len(targets)} moves, and none"
                moves += " is not better" if len(targets) == 1 else " is better"
                moves += " for it as the record stands"
            text = f"{party} has {moves}{unsaid}"
        findings.append(Finding(text=f"{text[:1].upper()}{text[1:]}.", claims=claims))
    parts = []
    if free:
        parts.append(
            f"{list_some(free)} could move and nothing deters it"
            if len(free) == 1
            else f"{list_some(free)} could move undeterred"
        )
    if bound:
        parts.append(f"{list_some(bound)} would gain by a move, but an answer deters it")
    short = "; ".join(parts) if parts else "Nobody gains by a move from here, as the record stands"
    return Answer(key="move", short=f"{short[:1].upper()}{short[1:]}.", findings=tuple(findings))


def what_would_hold(outlook: Outlook) -> Answer:
    """Question "hold": the outcomes that hold most often, each with a path from here by steps that each mover wants."""
    others = joined_outcomes(outlook)
    conflict = outlook.draft.conflict
    traced = trace(conflict, outlook.status_quo.state, concepts=("NASH",))
    findings, ways = [], 0
    for pattern, outcome in others[:SHOWN]:
        path = path_to(conflict, traced, pattern)
        ways += path is not None
        way = tell_path(conflict, path) if path is not None else _no_path(outlook, outcome)
        text = f"Could hold: {tell_difference(outlook, pattern)}."
        findings.append(Finding(text=text, claims=claims_of(outcome), notes=(*notes_of(outcome), way)))
    shown = len(findings)
    if not others:
        short = "Besides where it stands no outcome holds in any reading of the record."
    elif ways:
        there = "it" if shown == 1 else f"{ways} of the {shown} that hold most often"
        short = f"A path leads from here to {there} by steps that each mover wants."
    else:
        there = "the other outcome that holds" if shown == 1 else f"the {shown} other outcomes that hold most often"
        short = f"To {there} no path leads from here by steps that each mover wants."
    return Answer(key="hold", short=short, findings=tuple(findings))


def joined_outcomes(outlook: Outlook) -> list[tuple[str, Outcome]]:
    """Outcomes that hold equally often and differ in one step alone are told together: pattern and one that stands for it."""
    groups: dict[tuple[float, ...], list[Outcome]] = {}
    for outcome in (o for o in outlook.outcomes if not o.status_quo):
        key = tuple(round(one.share, 2) for one in outcome.shares.values())
        groups.setdefault(key, []).append(outcome)
    out: list[tuple[str, Outcome]] = []
    for members in groups.values():
        for pattern in join_outcomes({o.options for o in members}):
            out.append((pattern, next(o for o in members if _covers(pattern, o.options))))
    order = {o.options: k for k, o in enumerate(outlook.outcomes)}
    return sorted(out, key=lambda pair: order[pair[1].options])


def _covers(pattern: str, text: str) -> bool:
    return all(p in ("-", s) for p, s in zip(pattern, text, strict=True))


def tell_difference(outlook: Outlook, pattern: str) -> str:
    """An outcome as what is other in it than where it stands."""
    now = outlook.status_quo.options
    options = outlook.draft.options
    signs = list(zip(options, pattern, now, strict=True))
    more = [f"“{o.text}”" for o, there, here in signs if there == "Y" and here == "N"]
    less = [f"“{o.text}”" for o, there, here in signs if there == "N" and here == "Y"]
    both = [f"“{o.text}”" for o, there, here in signs if there == "-" and here != "-"]
    parts = [f"with {list_some(more, MOST_TOLD)}"] if more else []
    parts += [f"without {list_some(less, MOST_TOLD)}"] if less else []
    parts += [f"with or without {list_some(both, MOST_TOLD)}"] if both else []
    return f"as now, but {', '.join(parts)}" if parts else "as now"


def what_would_have_to_change(outlook: Outlook) -> Answer:
    """Question "change": who would leave the outcome in which everybody does its part, and by what move."""
    conflict, draft = outlook.draft.conflict, outlook.draft
    joint = [o for o in draft.options if o.joint]
    now = conflict.space.options_text(outlook.status_quo.state - 1)
    wanted = "".join("Y" if o.joint else mark for o, mark in zip(draft.options, now, strict=True))
    if not joint or wanted == now:
        return Answer(
            key="change",
            short="The record has no step that takes both sides and is not taken; name an outcome to `stateofplay reach`.",
        )
    state = conflict.space.index_of(wanted) + 1
    missing = [o for o, a, b in zip(draft.options, now, wanted, strict=True) if a != b]
    leavers = [p for p in draft.parties if not outlook.analysis.is_stable("SEQ", p, state)]
    findings = []
    for party in leavers:
        against = [s for s in draft.statements_of(party) if any(o.id in s.option_ids for o in missing)]
        proof = tell_proof(conflict, prove(conflict, "SEQ", party, state))
        claims = tuple(c for s in against for c in s.basis.claims)
        notes = tuple(f"against it stands: {s.text}" for s in against if s.formula.startswith(("not ", "(")))
        findings.append(Finding(text=f"{proof[:1].upper()}{proof[1:]}.", claims=claims, notes=notes))
    wanted_formula = parse_formula(" and ".join(o.id for o in joint), conflict.vocabulary)
    for found in wish_changes(conflict, "SEQ", state, wanted_formula)[0][:LEAST] if leavers else ():
        told = [_TOLD[e.kind].format(party=e.party, words=e.words) for e in found.edits]
        carried = tuple(c for e in found.edits for c in e.claims) or tuple(c for o in missing for c in o.basis.claims)
        findings.append(Finding(text=f"It would hold if {list_some(told)}.", claims=carried))
    steps = list_some([f"“{o.text}”" for o in missing])
    silent = [o for o in missing if o in draft.open_options(o.owner)]
    for option in silent:
        text = f"Whether {option.owner} wants “{option.act}” the record does not say: the answer decides."
        findings.append(Finding(text=text, claims=option.basis.claims))
    if leavers:
        short = f"If everybody did its part ({steps}), {list_some(leavers)} would leave again."
    elif silent:
        says = "says" if len({o.owner for o in silent}) == 1 else "say"
        who = list_some(list(dict.fromkeys(o.owner for o in silent)))
        short = f"That {who} {says} yes: if everybody did its part ({steps}), it would hold (SEQ)."
    else:
        short = f"The way there alone is missing: if everybody did its part ({steps}), it would hold (SEQ)."
    return Answer(key="change", short=short, findings=tuple(findings))


def claims_of(outcome: Outcome) -> tuple[str, ...]:
    """The claims that an outcome's options rest on."""
    return tuple(dict.fromkeys(c for o in (outcome.taken or outcome.either) for c in o.basis.claims))


def percent(outcome: Outcome, concept: str) -> str:
    """The share of the readings, with its interval where it is neither all nor none."""
    one = outcome.shares[concept]
    if one.share in (0.0, 1.0):
        return f"{'all' if one.share else 'none'} of the readings"
    return f"{one.share:.0%} of the readings ({one.low:.0%} to {one.high:.0%})"


def notes_of(outcome: Outcome) -> tuple[str, ...]:
    """How often an outcome holds under which concept, what flips it, and what may go either way in it."""
    nash, seq, gmr = (percent(outcome, c) for c in ("NASH", "SEQ", "GMR"))
    if nash == seq == gmr:
        notes = [f"holds in {nash}, however far the parties look ahead"]
    else:
        notes = [f"holds in {nash} when nobody looks ahead (Nash)"]
        notes.append(f"in {seq} when others answer in their own interest (SEQ)")
        notes += [f"in {gmr} when they answer at any cost (GMR)"] if gmr != seq else []
    if outcome.lack_of_moves:
        notes.append(f"for lack of moves of {list_some(outcome.lack_of_moves)}, not by what it wants")
    if outcome.either:
        notes.append(f"either way, since its owner has not said: {list_some([o.text for o in outcome.either])}")
    return (*notes, *outcome.flipped_by[:2])


def path_to(conflict: Conflict, traced: StatusQuo, pattern: str) -> tuple[Step, ...] | None:
    """The shortest path by improvements from the status quo to some state that a pattern covers, or None."""
    for one in traced.reached:
        if _covers(pattern, conflict.space.options_text(one.state - 1)):
            return one.path
    return None


def tell_path(conflict: Conflict, path: Sequence[Step]) -> str:
    """A path in words."""
    steps = [f"{step.mover}: {change(conflict, step.source, step.target)}" for step in path]
    return f"path: {', then '.join(steps)}"


def _no_path(outlook: Outlook, outcome: Outcome) -> str:
    """Which steps nobody wants on the way, in the order that has fewest of them."""
    conflict = outlook.draft.conflict
    space, ranks = conflict.space, ranks_of(conflict)
    start = int(space.masks[outlook.status_quo.state - 1])
    goal = int(space.masks[outcome.state - 1])
    players = {p: i for i, p in enumerate(outlook.draft.parties)}
    own: dict[str, int] = {}
    for bit, option in enumerate(outlook.draft.options):
        if (start ^ goal) >> bit & 1 and outcome.options[bit] != "-":
            own[option.owner] = own.get(option.owner, 0) | 1 << bit
    best: list[str] | None = None
    for order in permutations(own) if len(own) <= _LONGEST_ORDER else [tuple(own)]:
        at, unwanted = start, []
        for party in order:
            after = at ^ own[party]
            try:
                before_index, after_index = space.index_of_mask(at), space.index_of_mask(after)
            except KeyError:
                break
            if after_index < 0 or ranks[players[party]][after_index] <= ranks[players[party]][before_index]:
                unwanted.append(f"{party}: {change(conflict, before_index + 1, max(after_index, 0) + 1)}")
            at = after
        else:
            if best is None or len(unwanted) < len(best):
                best = unwanted
    if not best:
        return "no path from here by steps that each mover wants"
    return f"no path from here by steps that each mover wants; not wanted by who would take it: {list_some(best)}"
