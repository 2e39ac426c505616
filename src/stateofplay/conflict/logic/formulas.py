"""Statements about options: the little logic that infeasibility, guards and preferences are written in.

A formula is a tree of frozen nodes that name options by id, so it survives a reordering of the options.
:func:`stateofplay.conflict.logic.parsing.parse_formula` turns text into a formula, :func:`text_of` turns it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Masks: TypeAlias = NDArray[np.uint64]
Truth: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Taken:
    """The option with this id is taken."""

    option: str


@dataclass(frozen=True, slots=True)
class Constant:
    """Always true, or always false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Formula


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class If:
    """``then IF condition``: not condition, or then (Hipel et al. 1997; Peng 1999)."""

    then: Formula
    condition: Formula


@dataclass(frozen=True, slots=True)
class Iff:
    """Both sides hold, or neither."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Count:
    """At least ``least`` and at most ``most`` of the parts hold; ``most=None`` sets no upper bound."""

    parts: tuple[Formula, ...]
    least: int = 0
    most: int | None = None


Formula: TypeAlias = Taken | Constant | Not | And | Or | If | Iff | Count


def taken(*options: str) -> Formula:
    """Say that all these options are taken.

    Examples
    --------
    >>> text_of(taken("talks", "strike"))
    'talks and strike'
    """
    return And(tuple(Taken(option) for option in options)) if len(options) != 1 else Taken(options[0])


def at_most_one(*options: str) -> Formula:
    """Say that no two of these options are taken together.

    Examples
    --------
    >>> at_most_one("talks", "strike").most
    1
    """
    return Count(tuple(Taken(option) for option in options), most=1)


def at_least_one(*options: str) -> Formula:
    """Say that one of these options or more is taken.

    Examples
    --------
    >>> text_of(at_least_one("talks", "strike"))
    'talks or strike'
    """
    return Or(tuple(Taken(option) for option in options))


def exactly_one(*options: str) -> Formula:
    """Say that exactly one of these options is taken.

    Examples
    --------
    >>> text_of(exactly_one("talks", "strike"))
    'between(1, 1, talks, strike)'
    """
    return Count(tuple(Taken(option) for option in options), least=1, most=1)


def implies(condition: Formula, then: Formula) -> Formula:
    """Say that whenever ``condition`` holds, ``then`` holds too.

    Examples
    --------
    >>> text_of(implies(taken("truce"), taken("talks")))
    'talks if truce'
    """
    return If(then, condition)


def pattern(text: str, options: tuple[str, ...]) -> Formula:
    """Turn ``"YN-"`` into a formula: Y taken, N not taken, - either way.

    Parameters
    ----------
    text
        One character an option, option 1 first.
    options
        The option ids in order; as many as ``text`` has characters.

    Examples
    --------
    >>> pattern("Y-N", ("a", "b", "c"))
    And(parts=(Taken(option='a'), Not(part=Taken(option='c'))))
    """
    parts: list[Formula] = []
    for sign, option in zip(text, options, strict=True):
        if sign == "Y":
            parts.append(Taken(option))
        elif sign == "N":
            parts.append(Not(Taken(option)))
    if not parts:
        return Constant(True)
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def parts_of(formula: Formula) -> tuple[Formula, ...]:
    """Return the direct parts of a formula."""
    match formula:
        case And(parts) | Or(parts) | Count(parts):
            return parts
        case Not(part):
            return (part,)
        case If(then, condition):
            return (then, condition)
        case Iff(left, right):
            return (left, right)
        case _:
            return ()


def options_in(formula: Formula) -> frozenset[str]:
    """Return the ids of the options that a formula speaks of."""
    return frozenset(node.option for node in _nodes(formula) if isinstance(node, Taken))


def holds(formula: Formula, masks: Masks, bits: Mapping[str, int]) -> Truth:
    """Evaluate a formula on many option vectors at once.

    Parameters
    ----------
    formula
        What to evaluate.
    masks
        Option vectors as bit masks, bit k for the option with ``bits[id] == k``.
    bits
        Option id to bit position.

    Returns
    -------
    numpy.ndarray
        One truth value a mask.

    Examples
    --------
    >>> masks = np.arange(4, dtype=np.uint64)
    >>> holds(If(Taken("a"), Taken("b")), masks, {"a": 0, "b": 1}).tolist()
    [True, True, False, True]
    """
    cube = _cube(formula, bits)
    if cube is not None:
        care, value = cube
        fits: Truth = (masks & np.uint64(care)) == np.uint64(value)
        return fits
    match formula:
        case Constant(value=constant):
            return np.full(masks.shape, constant)
        case Not(part):
            return np.logical_not(holds(part, masks, bits))
        case And(parts):
            return _fold(np.logical_and, parts, masks, bits, start=True)
        case Or(parts):
            return _fold(np.logical_or, parts, masks, bits, start=False)
        case If(then, condition):
            return holds(then, masks, bits) | ~holds(condition, masks, bits)
        case Iff(left, right):
            return np.equal(holds(left, masks, bits), holds(right, masks, bits))
        case Count(parts, least, most):
            number = np.zeros(masks.shape, np.int16)
            for part in parts:
                number += holds(part, masks, bits)
            return (number >= least) & (number <= (len(parts) if most is None else most))
        case _:  # pragma: no cover - Taken is a cube
            raise TypeError(formula)


def text_of(formula: Formula) -> str:
    """Write a formula as text that :func:`~stateofplay.conflict.logic.parsing.parse_formula` reads back.

    Examples
    --------
    >>> text_of(Or((Taken("a"), Not(Taken("b")))))
    'a or not b'
    """
    match formula:
        case Taken(option):
            return option
        case Constant(value):
            return "true" if value else "false"
        case Not(part):
            return f"not {_inner(part)}"
        case And(parts):
            return " and ".join(map(_inner, parts)) or "true"
        case Or(parts):
            return " or ".join(map(_inner, parts)) or "false"
        case If(then, condition):
            return f"{_inner(then)} if {_inner(condition)}"
        case Iff(left, right):
            return f"{_inner(left)} iff {_inner(right)}"
        case Count(parts, least, most):
            upper = len(parts) if most is None else most
            return f"between({least}, {upper}, {', '.join(map(text_of, parts))})"


def _inner(formula: Formula) -> str:
    single = isinstance(formula, Taken | Constant | Count | Not)
    return text_of(formula) if single else f"({text_of(formula)})"


def _nodes(formula: Formula) -> Iterator[Formula]:
    waiting = [formula]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(parts_of(node))


def _fold(
    operation: np.ufunc, parts: tuple[Formula, ...], masks: Masks, bits: Mapping[str, int], *, start: bool
) -> Truth:
    result = np.full(masks.shape, start)
    for part in parts:
        operation(result, holds(part, masks, bits), out=result)
    return result


def _cube(formula: Formula, bits: Mapping[str, int]) -> tuple[int, int] | None:
    """Return (bits that matter, their values) when the formula is a conjunction of single options."""
    care = value = 0
    for part in formula.parts if isinstance(formula, And) else (formula,):
        match part:
            case Taken(option):
                wanted = 1
            case Not(Taken(option)):
                wanted = 0
            case _:
                return None
        bit = 1 << bits[option]
        if care & bit and bool(value & bit) != bool(wanted):
            return None
        care |= bit
        value |= bit * wanted
    return care, value
