"""The 78 strict ordinal 2x2 games: how many have a non-myopic equilibrium, under which definition.

The literature gives 37. Our NM (L_h for every long enough h, Kilgour 1984) finds 34 of the 57 games without an outcome that is
best for both. The definition of Brams and Wittman (1981), as generally stated, finds exactly 37, counted over all 78: a tree
of four moves that leads back to the start, worked out backwards, in which somebody who is to move is at its best outcome
(else play never ends). 21 of these are the games with a common best outcome, 16 are of the 57. So two things differ: the
condition of termination, and the games that are counted.
"""

from __future__ import annotations

from itertools import permutations

from stateofplay.conflict import Conflict, DecisionMaker, Option, Payoffs, analyse

Game = tuple[tuple[int, ...], tuple[int, ...]]


def turned(row: tuple[int, ...], column: tuple[int, ...]) -> Game:
    """The first of all ways to write the same game: rows, columns and players may change places."""

    def swapped(values: tuple[int, ...]) -> tuple[int, ...]:
        return values[0], values[2], values[1], values[3]

    forms = []
    for flip in range(4):
        a, b = (tuple(values[s ^ flip] for s in range(4)) for values in (row, column))
        forms += [(a, b), (swapped(b), swapped(a))]
    return min(forms)


GAMES = sorted({turned(a, b) for a in permutations((1, 2, 3, 4)) for b in permutations((1, 2, 3, 4))})
DISPUTED = [game for game in GAMES if all(game[0][s] + game[1][s] < 8 for s in range(4))]


def model(game: Game) -> Conflict:
    return Conflict(
        decision_makers=tuple(
            DecisionMaker(id=dm, preference=Payoffs.of(list(values))) for dm, values in zip("rc", game, strict=True)
        ),
        options=(Option(id="x", owner="r"), Option(id="y", owner="c")),
    )


def ends_of_cycle(game: Game, start: int, first: int) -> tuple[int, bool]:
    """Where the four moves round the game end, worked out backwards, and whether somebody to move is at its best."""
    path = [start]
    for turn in range(4):
        path.append(path[-1] ^ 1 << (first + turn) % 2)
    end, best = path[4], False
    for turn in (3, 2, 1, 0):
        mover, here = (first + turn) % 2, path[turn]
        best |= game[mover][here] == 4
        if game[mover][end] <= game[mover][here]:
            end = here
    return end, best


def test_there_are_78_games_and_57_without_a_common_best_outcome() -> None:
    assert (len(GAMES), len(DISPUTED)) == (78, 57)


def test_how_many_games_have_a_non_myopic_equilibrium() -> None:
    by_limit = [game for game in GAMES if analyse(model(game), ["NM"]).equilibria("NM")]
    assert (len(by_limit), sum(game in DISPUTED for game in by_limit)) == (55, 34)
    by_cycle = [
        game
        for game in GAMES
        if any(all(ends_of_cycle(game, s, first) == (s, True) for first in (0, 1)) for s in range(4))
    ]
    assert (len(by_cycle), sum(game in DISPUTED for game in by_cycle)) == (37, 16)


def test_without_the_condition_of_termination_the_cycle_is_four_moves_of_foresight() -> None:
    for game in GAMES:
        found = analyse(model(game), ["L_4"])
        for first, dm in enumerate("rc"):
            stays = tuple(s + 1 for s in range(4) if ends_of_cycle(game, s, first)[0] == s)
            assert found.stable("L_4", dm) == stays
