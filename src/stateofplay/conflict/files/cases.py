"""A formula as its cases: options taken or not, of which one case must hold in full (disjunctive normal form)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from stateofplay.conflict.logic.formulas import And, Constant, Count, Formula, If, Iff, Not, Or, Taken, text_of
from stateofplay.errors import ConflictError

Case = dict[str, bool]
MAX_CASES = 512


def cases_of(formula: Formula) -> list[Case]:
    """Return the cases in which a formula holds; ``[{}]`` where it always does, ``[]`` where it never does.

    Raises
    ------
    ConflictError
        ``conflict.too_large`` for a formula of more than 512 cases.

    Examples
    --------
    >>> cases_of(Iff(Taken("a"), Not(Taken("b"))))
    [{'a': True, 'b': False}, {'a': False, 'b': True}]
    """
    try:
        return _cases(formula, True)
    except OverflowError:
        raise ConflictError(
            f'the formula "{text_of(formula)[:120]}" has more than {MAX_CASES:,} cases',
            slug="conflict.too_large",
            hint="Split it into several rules or statements.",
        ) from None


def with_options(formula: Formula, names: Mapping[str, str]) -> Formula:
    """Return the formula with its options renamed.

    Examples
    --------
    >>> with_options(Not(Taken("a")), {"a": "b"})
    Not(part=Taken(option='b'))
    """
    match formula:
        case Taken(option):
            return Taken(names[option])
        case Constant():
            return formula
        case Not(part):
            return Not(with_options(part, names))
        case And(parts):
            return And(tuple(with_options(part, names) for part in parts))
        case Or(parts):
            return Or(tuple(with_options(part, names) for part in parts))
        case If(then, condition):
            return If(with_options(then, names), with_options(condition, names))
        case Iff(left, right):
            return Iff(with_options(left, names), with_options(right, names))
        case Count(parts, least, most):
            return Count(tuple(with_options(part, names) for part in parts), least, most)


def _cases(formula: Formula, wanted: bool) -> list[Case]:
    match formula:
        case Taken(option):
            return [{option: wanted}]
        case Constant(value):
            return [{}] if value == wanted else []
        case Not(part):
            return _cases(part, not wanted)
        case And(parts):
            return _all(parts, True) if wanted else _any(parts, False)
        case Or(parts):
            return _any(parts, True) if wanted else _all(parts, False)
        case If(then, condition):
            return _cases(Or((then, Not(condition))), wanted)
        case Iff(left, right):
            same = Or((And((left, right)), And((Not(left), Not(right)))))
            other = Or((And((left, Not(right))), And((Not(left), right))))
            return _cases(same if wanted else other, True)
        case Count(parts, least, most):
            upper = len(parts) if most is None else min(most, len(parts))
            if wanted:
                return _joined(_least(parts, least, True), _least(parts, len(parts) - upper, False))
            return _kept([*_least(parts, len(parts) - least + 1, False), *_least(parts, upper + 1, True)])


def _least(parts: tuple[Formula, ...], number: int, wanted: bool) -> list[Case]:
    """At least so many parts hold (or do not hold)."""
    if number <= 0:
        return [{}]
    return _kept(case for chosen in combinations(parts, number) for case in _all(chosen, wanted))


def _any(parts: Iterable[Formula], wanted: bool) -> list[Case]:
    return _kept(case for part in parts for case in _cases(part, wanted))


def _all(parts: Iterable[Formula], wanted: bool) -> list[Case]:
    found: list[Case] = [{}]
    for part in parts:
        found = _joined(found, _cases(part, wanted))
    return found


def _joined(left: list[Case], right: list[Case]) -> list[Case]:
    return _kept(
        a | b for a in left for b in right if all(b.get(option, taken) == taken for option, taken in a.items())
    )


def _kept(cases: Iterable[Case]) -> list[Case]:
    """Drop cases that another one covers."""
    found: list[Case] = []
    for case in cases:
        if any(other.items() <= case.items() for other in found):
            continue
        found = [other for other in found if not case.items() <= other.items()]
        found.append(case)
        if len(found) > MAX_CASES:
            raise OverflowError
    return found
