"""Conflicts made from two rankings or a seed, for benchmarks, comparisons of the engines and examples; anyone can rebuild them.

The generator uses Python's ``random.Random``, whose sequence for a seed does not change between versions.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from stateofplay.conflict.logic.formulas import And, Formula, If, Iff, Not, Or, Taken
from stateofplay.conflict.model.conflict import Conflict, DecisionMaker, Direction, Move, MoveRule, Option, Rule
from stateofplay.conflict.preferences.complete import Payoffs, Ranking
from stateofplay.conflict.preferences.preference import Preference
from stateofplay.conflict.preferences.statements import Statements


def two_by_two(first: Sequence[str] | Preference, second: Sequence[str] | Preference) -> Conflict:
    """Make the conflict of decision makers A and B with one option each, from rankings (the best first) or any preferences.

    Examples
    --------
    >>> dilemma = two_by_two(["NY", "YY", "NN", "YN"], ["YN", "YY", "NN", "NY"])
    >>> [(o.id, o.owner) for o in dilemma.options]
    [('a', 'A'), ('b', 'B')]
    """
    return Conflict(
        decision_makers=tuple(
            DecisionMaker(id=dm, preference=wish if isinstance(wish, Preference) else Ranking.of(wish))
            for dm, wish in (("A", first), ("B", second))
        ),
        options=(Option(id="a", owner="A"), Option(id="b", owner="B")),
    )


def even_conflict(options: int, players: int, *, seed: int = 1, infeasible: int = 0, one_way: int = 0) -> Conflict:
    """Make a conflict with options split evenly and one statement about each option for each decision maker.

    Parameters
    ----------
    options, players
        Sizes; option k belongs to decision maker ``k * players // options``.
    seed
        Order and sign of the statements.
    infeasible
        Number of pairs of options that exclude each other, drawn from the seed.
    one_way
        Number of options that cannot be taken back, drawn from the seed.

    Examples
    --------
    >>> len(even_conflict(12, 4).space)
    4096
    """
    rng = Random(seed)
    fixed = set(rng.sample(range(options), one_way))
    ids = [f"o{k + 1}" for k in range(options)]
    dms = [f"d{j + 1}" for j in range(players)]
    preferences = []
    for _ in dms:
        order = rng.sample(ids, options)
        preferences.append(Statements.of(*(Taken(o) if rng.random() < 0.5 else Not(Taken(o)) for o in order)))
    return Conflict(
        name=f"even {options} options, {players} decision makers, seed {seed}",
        decision_makers=tuple(DecisionMaker(id=dm, preference=p) for dm, p in zip(dms, preferences, strict=True)),
        options=tuple(
            Option(id=o, owner=dms[k * players // options], direction="to_yes" if k in fixed else "both")
            for k, o in enumerate(ids)
        ),
        infeasible=tuple(And((Taken(a), Taken(b))) for a, b in (rng.sample(ids, 2) for _ in range(infeasible))),
    )


def random_conflict(seed: int, *, most_options: int = 6, most_players: int = 4, special: bool = True) -> Conflict:
    """Make a small conflict that mixes every feature: rules, one-way options, guards, common moves, coalesced states.

    Parameters
    ----------
    seed
        Decides everything.
    most_options, most_players
        Upper bounds.
    special
        Whether guards, explicit moves and coalesced states may occur.

    Examples
    --------
    >>> random_conflict(7).name, random_conflict(7) == random_conflict(7)
    ('random 7', True)
    """
    rng = Random(seed)
    players = rng.randint(2, most_players)
    count = rng.randint(max(2, players), max(most_options, players))
    ids = [f"o{k + 1}" for k in range(count)]
    dms = [f"d{j + 1}" for j in range(players)]
    owners = [*dms, *(rng.choice(dms) for _ in range(count - players))]
    rng.shuffle(owners)
    ways: tuple[Direction, ...] = ("both", "both", "both", "both", "to_yes", "to_no")
    options = tuple(Option(id=o, owner=owner, direction=rng.choice(ways)) for o, owner in zip(ids, owners, strict=True))
    infeasible = tuple(_clause(rng, ids) for _ in range(rng.choice((0, 0, 1, 2, 3))))
    rules: tuple[MoveRule, ...] = ()
    if special and rng.random() < 0.25:
        rules = (MoveRule(mover=rng.choice(dms), source=_clause(rng, ids), target=_clause(rng, ids, 1)),)
        if rng.random() < 0.5:
            rules += (MoveRule(changes=(rng.choice(ids),), source=_clause(rng, ids)),)
    plain = Conflict(
        name=f"random {seed}",
        decision_makers=tuple(DecisionMaker(id=dm) for dm in dms),
        options=options,
        infeasible=infeasible,
        move_rules=rules,
    )
    size = len(plain.space)
    groups: tuple[Rule, ...] = ()
    if special and rng.random() < 0.2:
        together = _clause(rng, ids)
        groups = (Rule(formula=together),) if _fits(plain, together) else ()
    shaped = _with(plain, groups, ())
    moves: tuple[Move, ...] = ()
    if special and rng.random() < 0.25 and len(shaped.space) > 1:
        moves = tuple(_move(rng, dms, len(shaped.space)) for _ in range(rng.randint(1, 5)))
    shaped = _with(plain, groups, moves)
    levels = rng.choice((2, 4, size, 3 * size))
    return shaped.with_preferences({dm: _preference(rng, shaped, levels) for dm in dms})


def _with(plain: Conflict, groups: tuple[Rule, ...], moves: tuple[Move, ...]) -> Conflict:
    return Conflict(
        name=plain.name,
        decision_makers=plain.decision_makers,
        options=plain.options,
        infeasible=plain.infeasible,
        move_rules=plain.move_rules,
        coalesced=groups,
        moves=moves,
    )


def _preference(rng: Random, conflict: Conflict, levels: int) -> Preference:
    ids = [option.id for option in conflict.options]
    if not conflict.coalesced and rng.random() < 0.3:
        return Statements.of(*(_wish(rng, ids) for _ in range(rng.randint(1, 6))))
    return Payoffs.of([rng.randrange(levels) for _ in range(len(conflict.space))])


def _wish(rng: Random, ids: list[str]) -> Formula:
    left, right = _clause(rng, ids, 1), _clause(rng, ids)
    return rng.choice((left, right, If(left, right), Iff(left, right), Or((left, right))))


def _clause(rng: Random, ids: list[str], width: int = 2) -> Formula:
    chosen = rng.sample(ids, width)
    literals = tuple(Taken(o) if rng.random() < 0.5 else Not(Taken(o)) for o in chosen)
    return literals[0] if width == 1 else And(literals)


def _fits(conflict: Conflict, formula: Formula) -> bool:
    from stateofplay.conflict.logic.formulas import holds

    return bool(holds(formula, conflict.space.masks, conflict.bits).any())


def _move(rng: Random, dms: list[str], size: int) -> Move:
    source, target = rng.sample(range(1, size + 1), 2)
    movers = tuple(rng.sample(dms, rng.randint(1, min(2, len(dms)))))
    return Move(movers=movers, source=source, target=target)
