"""What figures are drawn from, as plain records; nothing here knows the engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One drawing.

    Attributes
    ----------
    name
        ``moves``, ``status-quo``, ``state-table`` or ``outcomes``.
    title, description
        For screen readers; both are inside the SVG too.
    caption
        What the marks mean, what is shown and what was left out, to stand beside the figure.
    svg
        A whole ``<svg>`` element: no scripts, nothing loaded, all text escaped.
    shown, left_out
        How many states are in the figure and how many of the model are not.
    """

    name: str
    title: str
    description: str
    caption: str
    svg: str
    width: float
    height: float
    shown: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A decision maker: its name, and a tag of a few letters that no other has."""

    name: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMark:
    """A state: its id, the input's own label, its YN string, its words, and the concepts under which it could hold."""

    id: int
    label: str
    options: str
    words: str
    holds: tuple[str, ...] = ()
    status_quo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A move of a party (by its place) from one state to another (by id). `one_way`: it cannot move back."""

    party: int
    source: int
    target: int
    improves: bool
    one_way: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveGraph:
    """States, and every move between them.

    `outward` moves lead to states of the model that are not among them; `onward` says for each state how many of these
    are improvements; `asked` says that the states were named, `marked` which concepts are given as generally stated.
    """

    name: str
    parties: tuple[Party, ...]
    concepts: tuple[str, ...]
    states: tuple[StateMark, ...]
    arcs: tuple[Arc, ...]
    total: int
    outward: int = 0
    onward: tuple[int, ...] = ()
    asked: bool = False
    marked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A state that is reached: after how many moves, who can move last, and a shortest path as arcs."""

    state: StateMark
    moves: int
    last_movers: tuple[int, ...]
    path: tuple[Arc, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachFigure:
    """Where a conflict can go from one state. `returns` is the arrival back at it, where there is one."""

    name: str
    parties: tuple[Party, ...]
    start: StateMark
    arrivals: tuple[Arrival, ...]
    concepts: tuple[str, ...]
    towards: tuple[int, ...]
    improvements_only: bool
    total: int
    returns: Arrival | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """An option with its owner by place, and its sign in each state of the table."""

    id: str
    name: str
    owner: int
    signs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRanks:
    """How a party ranks each state of a figure: 1 is best, ties share a number; `worst` is the last number of all."""

    party: int
    ranks: tuple[int, ...]
    worst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTable:
    """States with options, ranks (none where preferences are incomplete) and verdicts.

    ``verdicts`` holds for each concept one string a party of ``s`` (stable), ``r`` (stable for want of any move) and
    ``u`` (unstable), one sign a state.
    """

    name: str
    parties: tuple[Party, ...]
    states: tuple[StateMark, ...]
    options: tuple[OptionRow, ...]
    standings: tuple[StateRanks, ...]
    verdicts: tuple[tuple[str, tuple[str, ...]], ...]
    total: int
    marked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTable:
    """Outcomes with every party's ranking of them.

    `captions` names each, by its difference to the status quo where that is shorter; `now` is the ranking of the status
    quo, one number a party.
    """

    name: str
    parties: tuple[Party, ...]
    states: tuple[StateMark, ...]
    captions: tuple[str, ...]
    standings: tuple[StateRanks, ...]
    total: int
    now: tuple[int, ...] = ()
    marked: str = ""
