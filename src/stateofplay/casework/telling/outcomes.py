"""Sets of outcomes in few words: outcomes that differ only in what is open are told together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from stateofplay.casework.telling.describing import list_some, list_steps
from stateofplay.conflict import Conflict, Option

MOST_NAMED = 12
MOST_TOLD = 6


def join_outcomes(outcomes: Collection[str]) -> tuple[str, ...]:
    """Cover a set of YN strings by disjoint patterns, "-" where either way is among them.

    Greedy: the option that joins most goes first. Exact in what it covers; not always the fewest patterns. Time is
    O(options squared x outcomes).

    Examples
    --------
    >>> join_outcomes(["YN", "YY", "NN"])
    ('-N', 'YY')
    """
    left = set(outcomes)
    width = len(next(iter(left), ""))
    open_places = set(range(width))
    while open_places:
        best, gain = -1, 0
        for place in sorted(open_places):
            pairs = sum(t[place] == "Y" and t[:place] + "N" + t[place + 1 :] in left for t in left)
            if pairs > gain:
                best, gain = place, pairs
        if best < 0:
            break
        joined: set[str] = set()
        for text in left:
            other = text[:best] + {"Y": "N", "N": "Y", "-": "-"}[text[best]] + text[best + 1 :]
            both = other in left and text[best] != "-"
            joined.add(text[:best] + "-" + text[best + 1 :] if both else text)
        left = joined
        open_places.discard(best)
    return tuple(sorted(left))


def tell_outcome(options: Sequence[Option], pattern: str) -> str:
    """Say what is done in an outcome, or in outcomes that a pattern covers.

    Examples
    --------
    >>> talk, truce = Option(id="t", owner="A", name="Talk"), Option(id="c", owner="B", name="Accept a truce")
    >>> tell_outcome((talk, truce), "YN"), tell_outcome((talk, truce), "N-")
    ('“Talk”', 'nothing is done (either way: “Accept a truce”)')
    """
    names = [f"“{option.name or option.id}”" for option in options]
    taken = [name for name, sign in zip(names, pattern, strict=True) if sign == "Y"]
    either = [name for name, sign in zip(names, pattern, strict=True) if sign == "-"]
    text = list_some(taken, MOST_NAMED) or "nothing is done"
    return f"{text} (either way: {list_some(either, MOST_NAMED)})" if either else text


def tell_fixed(options: Sequence[Option], pattern: str) -> str:
    """Say what all outcomes that a pattern covers have in common: what is done in them, and what is not.

    Examples
    --------
    >>> talk, truce = Option(id="t", owner="A", name="Talk"), Option(id="c", owner="B", name="Accept a truce")
    >>> tell_fixed((talk, truce), "N-"), tell_fixed((talk, truce), "YN")
    ('whatever is without “Talk”', 'whatever is with “Talk” and without “Accept a truce”')
    """
    parts = []
    for sign, word in (("Y", "with"), ("N", "without")):
        names = [f"“{o.name or o.id}”" for o, mark in zip(options, pattern, strict=True) if mark == sign]
        parts += [f"{word} {list_some(names, MOST_NAMED)}"] if names else []
    return f"whatever is {' and '.join(parts)}" if parts else "anything"


def tell_other(conflict: Conflict, options: Sequence[Option], now: str, pattern: str) -> str:
    """Say what is other in an outcome than where it stands, both over some options of a conflict.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker
    >>> options = Option(id="t", owner="A", name="Talk"), Option(id="c", owner="A", name="Accept a truce")
    >>> one = Conflict(decision_makers=(DecisionMaker(id="A"),), options=options)
    >>> tell_other(one, options, "YN", "NY")
    'as now, but with A: “Accept a truce”, and without A: “Talk”'
    """
    signs = list(zip(options, pattern, now, strict=True))
    more = [o for o, there, here in signs if there == "Y" and here == "N"]
    less = [o for o, there, here in signs if there == "N" and here == "Y"]
    parts = [f"with {list_steps(conflict, more, MOST_TOLD)}"] if more else []
    parts += [f"without {list_steps(conflict, less, MOST_TOLD)}"] if less else []
    return f"as now, but {', and '.join(parts)}" if parts else "as now"


def outcome_texts(conflict: Conflict, states: Collection[int]) -> tuple[str, ...]:
    """Write states (ids) as YN strings, or by their labels in a conflict without options."""
    space = conflict.space
    return tuple(space.options_text(s - 1) if space.n_options else space.label(s - 1) for s in states)
