"""Short words for the parts of a drafted model: what a state takes, what a move changes, lists that stay readable."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.conflict import Conflict, Option
from stateofplay.conflict.model.naming import describe, name_of, own_name, owners_of
from stateofplay.language.agreement import with_verb
from stateofplay.model.listing import list_names

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
    return list_names(words)


def verbed(conflict: Conflict, dm: str, verb: str) -> str:
    """A decision maker's name with a verb that agrees with it.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option
    >>> one = Conflict(decision_makers=(DecisionMaker(id="u", name="unions"),), options=(Option(id="x", owner="u"),))
    >>> verbed(one, "u", "[gains|gain]")
    'unions gain'
    """
    return with_verb(name_of(conflict, dm), verb)


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
    ended: list[str] = []
    for option, a, b in zip(conflict.options, before, after, strict=True):
        if a != b:
            words = f"“{own_name(conflict, option)}”"
            (done if b == "Y" else ended if option.joint else undone).append(words)
    steps = [list_some(done)] if done else []
    steps += [f"ending {list_some(ended)}"] if ended else []
    steps += [f"taking back {list_some(undone)}"] if undone else []
    return " and ".join(steps) or "no change"


def list_steps(conflict: Conflict, options: Sequence[Option], most: int = SHOWN) -> str:
    """Options in words, owner by owner: "A and B: “accept a truce” and “sign a deal”; B: “leave the fort”".

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker
    >>> truce = Option(id="t", owner="A", partners=("B",), name="A and B: accept a truce")
    >>> both = Conflict(decision_makers=(DecisionMaker(id="A"), DecisionMaker(id="B")), options=(truce,))
    >>> list_steps(both, both.options)
    'A and B: “accept a truce”'
    """
    by_owner: dict[str, list[str]] = {}
    for option in options[:most]:
        by_owner.setdefault(owners_of(conflict, option), []).append(f"“{own_name(conflict, option)}”")
    told = [f"{who}: {list_some(names, most)}" for who, names in by_owner.items()]
    more = len(options) - most
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")


def step_of(conflict: Conflict, source: int, target: int) -> str:
    """What a step does; in a model without options, where it leads."""
    return change(conflict, source, target) if conflict.options else f"going to {describe(conflict, target)}"
