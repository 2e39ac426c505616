"""Short words for the parts of a drafted model: what a state takes, what a move changes, lists that stay readable."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.conflict import Conflict

SHOWN = 3


def list_some(words: Sequence[str], most: int = SHOWN) -> str:
    """Join words; of many the first few, and how many more.

    Examples
    --------
    >>> list_some(["talks", "a truce"]), list_some(["a", "b", "c", "d", "e"])
    ('talks and a truce', 'a, b, c and 2 more')
    """
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def taken_in(conflict: Conflict, state: int) -> tuple[str, ...]:
    """Names of the options taken in a state (ids begin at 1)."""
    signs = conflict.space.options_text(state - 1)
    return tuple(o.name or o.id for o, sign in zip(conflict.options, signs, strict=True) if sign == "Y")


def change(conflict: Conflict, source: int, target: int) -> str:
    """What a move changes: the steps taken and those taken back, without the rest of the state.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option
    >>> talks = Conflict(decision_makers=(DecisionMaker(id="A"),), options=(Option(id="t", owner="A", name="A: talk"),))
    >>> change(talks, 1, 2), change(talks, 2, 1)
    ('“talk”', 'taking back “talk”')
    """
    before, after = conflict.space.options_text(source - 1), conflict.space.options_text(target - 1)
    done: list[str] = []
    undone: list[str] = []
    for option, a, b in zip(conflict.options, before, after, strict=True):
        if a != b:
            words = (option.name or option.id).removeprefix(f"{option.owner}: ")
            (done if b == "Y" else undone).append(f"“{words}”")
    steps = [list_some(done)] if done else []
    if undone:
        steps.append(f"taking back {list_some(undone)}")
    return " and ".join(steps) or "no change"
