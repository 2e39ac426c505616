"""Least changes that make one state hold: of what parties want, of what can be undone, of who would answer.

Every change is found by trying and then verified by the analysis itself; how far was searched is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from stateofplay.casework.whatif.naming import in_words
from stateofplay.casework.whatif.wishes import put_first
from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Formula,
    Iff,
    Indifferent,
    Not,
    Option,
    Preference,
    PreferenceStatement,
    Statements,
    Taken,
    prove,
    text_of,
)
from stateofplay.conflict.logic.formulas import pattern
from stateofplay.errors import ConflictError

MOST_EDITS = 2
"""Edits of one party's wishes that are tried together."""
MOST_FIXED = 3
"""Options that are fixed together."""
MOST_FOUND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of what a party wants."""

    party: str
    kind: str
    """"drop" a wish, "raise" it above all others, or "add" one above all others."""
    words: str
    claims: tuple[str, ...] = ()
    """What the wish rests on that would have to be wrong, or given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WishChange:
    """Edits that together make a state hold."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Options that, could they no longer be changed, make a state hold."""

    options: tuple[str, ...]
    words: tuple[str, ...]


def leavers(conflict: Conflict, concept: str, state: int) -> tuple[str, ...]:
    """Decision makers that would leave a state (id)."""
    return tuple(dm for dm in conflict.dm_ids if not prove(conflict, concept, dm, f"#{state}").stable)


def wish_changes(conflict: Conflict, concept: str, state: int, outcome: Formula) -> tuple[tuple[WishChange, ...], str]:
    """Find the fewest edits of wishes that make a state an equilibrium.

    Returns
    -------
    tuple
        The least changes found (at most four, all of the same size a party), and a note where the search was bounded.

    Notes
    -----
    For each party that would leave: one edit, else two together; an edit drops a wish, raises one above all others, or adds
    one above all others (an option as it is in the state, or the whole outcome). Under NASH, GMR and SMR parties are
    independent of each other, so the least for each is the least for all; under SEQ and SSEQ the parties' edits are verified
    together.
    """
    going = leavers(conflict, concept, state)
    ways: list[list[tuple[tuple[Edit, ...], Preference]]] = []
    for dm in going:
        found = _ways_for(conflict, concept, state, dm, outcome)
        if not found:
            who = conflict.dm(dm).name or dm
            return (), f"no {MOST_EDITS} edits of what {who} wants are enough while the others want what they want"
        ways.append(found)
    changes: list[WishChange] = []
    for combined in _products(ways):
        made = conflict.with_preferences({dm: preference for dm, (_, preference) in zip(going, combined, strict=True)})
        if not leavers(made, concept, state):
            changes.append(WishChange(edits=tuple(e for edits, _ in combined for e in edits)))
        if len(changes) >= MOST_FOUND:
            break
    if not changes:
        return (), "each party's edits are undone by another's; no combination that was tried holds"
    return tuple(changes), ""


def _ways_for(
    conflict: Conflict, concept: str, state: int, dm: str, outcome: Formula
) -> list[tuple[tuple[Edit, ...], Preference]]:
    """The least edits of one party's wishes that make it stay, the others as they are."""
    singles = list(_edits(conflict, conflict.dm(dm), state, outcome))
    for size in range(1, MOST_EDITS + 1):
        found = []
        for chosen in combinations(singles, size):
            preference = _edited(conflict, conflict.dm(dm), [formula for _, formula in chosen], [e for e, _ in chosen])
            made = conflict.with_preferences({dm: preference})
            if prove(made, concept, dm, f"#{state}").stable:
                found.append((tuple(e for e, _ in chosen), preference))
            if len(found) >= MOST_FOUND:
                break
        if found:
            return found
    return []


def _edits(conflict: Conflict, dm: DecisionMaker, state: int, outcome: Formula) -> Iterator[tuple[Edit, Formula]]:
    """Single edits of a party's wishes, those that ask least of it first."""
    classes = dm.preference.classes if isinstance(dm.preference, Statements) else ()
    said = [s for tied in classes for s in tied]
    for one in said:
        words = in_words(conflict, one.formula)
        yield Edit(party=dm.id, kind="drop", words=words, claims=one.evidence), _formula(one)
    for one in said[1:]:
        yield Edit(party=dm.id, kind="raise", words=in_words(conflict, one.formula), claims=one.evidence), _formula(one)
    known = {text_of(_formula(s)) for s in said}
    signs = conflict.space.options_text(state - 1)
    for option, sign in zip(conflict.options, signs, strict=True) if conflict.options else ():
        wish: Formula = Taken(option.id) if sign == "Y" else Not(Taken(option.id))
        if sign != "-" and text_of(wish) not in known:
            yield Edit(party=dm.id, kind="add", words=in_words(conflict, wish)), wish
    if text_of(outcome) not in known and not isinstance(outcome, Taken | Not):
        yield Edit(party=dm.id, kind="add", words=in_words(conflict, outcome)), outcome


def _edited(conflict: Conflict, dm: DecisionMaker, formulas: Sequence[Formula], edits: Sequence[Edit]) -> Preference:
    preference = dm.preference
    ahead: list[Formula] = []
    gone = set()
    for edit, formula in zip(edits, formulas, strict=True):
        if edit.kind in ("drop", "raise"):
            gone.add(formula)
        if edit.kind in ("raise", "add"):
            ahead.append(formula)
    if isinstance(preference, Statements):
        classes = [tuple(s for s in tied if _formula(s) not in gone) for tied in preference.classes]
        kept = tuple(tied for tied in classes if tied)
        preference = Statements(kept, preference.open) if kept or preference.open else Indifferent()
    for formula in reversed(ahead):
        preference = put_first(conflict, replace(dm, preference=preference), (formula,))
    return preference


def _products(
    ways: Sequence[Sequence[tuple[tuple[Edit, ...], Preference]]], most: int = 64
) -> Iterator[tuple[tuple[tuple[Edit, ...], Preference], ...]]:
    """Combinations of one way a party, those with the first ways first; at most `most`."""
    if not ways:
        yield ()
        return
    places = sorted(
        product(*(range(len(w)) for w in ways)),
        key=lambda chosen: (sum(len(ways[k][c][0]) for k, c in enumerate(chosen)), sum(chosen)),
    )
    for chosen in places[:most]:
        yield tuple(ways[k][c] for k, c in enumerate(chosen))


def fixes(conflict: Conflict, concept: str, state: int) -> tuple[tuple[Fix, ...], str]:
    """Find the fewest options that, once as they are in a state, could no longer be changed, so that the state holds.

    Notes
    -----
    Only options of parties that would leave can matter. Up to three together are tried, smallest sets first; all options of
    these parties together always suffice, since then they cannot move.
    """
    going = leavers(conflict, concept, state)
    signs = conflict.space.options_text(state - 1)
    own = [o for o in conflict.options if o.owner in going and signs[conflict.bits[o.id]] != "-"]
    for size in range(1, min(MOST_FIXED, len(own)) + 1):
        found = []
        for chosen in combinations(own, size):
            made = _with_fixed(conflict, chosen, signs)
            if not leavers(made, concept, state):
                words = tuple(_fixed_words(o, signs[conflict.bits[o.id]] == "Y") for o in chosen)
                found.append(Fix(options=tuple(o.id for o in chosen), words=words))
        if found:
            return tuple(found[:MOST_FOUND]), ""
    return (), f"no {MOST_FIXED} options fixed are enough" if len(own) > MOST_FIXED else "fixing options is not enough"


def _with_fixed(conflict: Conflict, chosen: Sequence[Option], signs: str) -> Conflict:
    ids = {o.id for o in chosen}
    return replace(
        conflict,
        options=tuple(
            replace(o, direction="to_yes" if signs[conflict.bits[o.id]] == "Y" else "to_no") if o.id in ids else o
            for o in conflict.options
        ),
    )


def _fixed_words(option: Option, taken: bool) -> str:
    name = f"“{option.name or option.id}”"
    return f"{name}, once done, could not be taken back" if taken else f"{name} could not be done"


def deterred_by_outsider(conflict: Conflict, concept: str, state: int) -> tuple[str, ...] | None:
    """Find whom a third party would have to deter so that a state holds, with the model that has such a third party.

    The third party can answer with something that these parties fear more than anything else, and it does so whenever the
    state is left. Returns the parties, or None where this is not enough; Nash stability knows no answers.
    """
    if concept == "NASH" or not conflict.options or conflict.space.state_of is not None:
        return None
    going = leavers(conflict, concept, state)
    for size in range(1, len(going) + 1):
        for chosen in combinations(going, size):
            try:
                made = with_guarantor(conflict, state, chosen)
            except ConflictError:
                return None
            at = made.space.index_of(conflict.space.options_text(state - 1) + "N") + 1
            if not leavers(made, concept, at):
                return chosen
    return None


def with_guarantor(conflict: Conflict, state: int, feared_by: Sequence[str]) -> Conflict:
    """The model with a third party that answers whenever a state (id) is left, as some parties fear most of all."""
    answer = "answer_of_third_party"
    here = pattern(conflict.space.options_text(state - 1), tuple(conflict.bits))
    makers = []
    for dm in conflict.decision_makers:
        if dm.id in feared_by:
            makers.append(replace(dm, preference=_ahead_of(dm.preference, Not(Taken(answer)))))
        else:
            makers.append(dm)
    third = DecisionMaker(
        id="third_party",
        name="a third party",
        preference=Statements.of(PreferenceStatement(formula=Iff(Taken(answer), Not(here)))),
    )
    return replace(
        conflict,
        decision_makers=(*makers, third),
        options=(*conflict.options, Option(id=answer, owner="third_party", name="answer of a third party")),
        status_quo=None,
        states=(),
        moves=(),
    )


def _ahead_of(preference: Preference, formula: Formula) -> Preference:
    if isinstance(preference, Statements):
        return Statements(((PreferenceStatement(formula=formula),), *preference.classes), preference.open)
    if isinstance(preference, Indifferent):
        return Statements(((PreferenceStatement(formula=formula),),))
    raise ConflictError("rankings name states that have no further option", slug="conflict.ranking_contradiction")


def _formula(statement: PreferenceStatement) -> Formula:
    if isinstance(statement.formula, str):
        raise TypeError("a statement of a built conflict holds a formula")
    return statement.formula
