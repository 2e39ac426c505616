"""Names of decision makers, options and states for people, from templates that can be translated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stateofplay.conflict.model.conflict import Conflict, Option

NAMES: Mapping[str, str] = {
    "state": "state {label} ({taken})",
    "bare_state": "state {label}",
    "named_state": "state {label} ({name})",
    "nothing_taken": "nothing done",
    "also": "also: {options}",
    "no_longer": "no longer: {options}",
    "owned": "{who}: {option}",
    "option_list": ", ",
    "owner_list": "; ",
}
"""The part of :data:`stateofplay.conflict.proofs.wording.ENGLISH` that names things."""

MOST_TAKEN = 3
"""A state in which more options are taken than this is named by what a move to it changes."""


def describe(conflict: Conflict, state: int, templates: Mapping[str, str] = NAMES) -> str:
    """Name a state for people: its label and its name, or the options taken in it.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> talks = Conflict(decision_makers=(DecisionMaker(id="A"),), options=(Option(id="t", owner="A", name="Talk"),))
    >>> describe(talks, 2), describe(talks, 1)
    ('state 2 (Talk)', 'state 1 (nothing done)')
    """
    space, index = conflict.space, state - 1
    label = space.label(index)
    text = conflict.texts.get(index)
    if text is not None and text.name:
        return templates["named_state"].format(label=label, name=text.name)
    if not conflict.options:
        return templates["bare_state"].format(label=label)
    signs = space.options_text(index)
    taken = [option for option, sign in zip(conflict.options, signs, strict=True) if sign == "Y"]
    return templates["state"].format(
        label=label, taken=list_options(conflict, taken, templates) or templates["nothing_taken"]
    )


def moved(conflict: Conflict, source: int, target: int, mover: str = "", templates: Mapping[str, str] = NAMES) -> str:
    """Name the state that a move leads to: as :func:`describe`, or where that would be long, by what the move changes.

    Parameters
    ----------
    mover
        Who moves: its own options are named without their owner.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="A"),),
    ...     options=tuple(Option(id=name, owner="A") for name in ("talk", "pay", "leave", "arm", "wait")),
    ... )
    >>> moved(talks, 5, 28), moved(talks, 5, 8)
    ('state 28 (also: talk, pay, arm, wait; no longer: leave)', 'state 8 (talk, pay, leave)')
    """
    text = conflict.texts.get(target - 1)
    after = conflict.space.options_text(target - 1)
    if after.count("Y") <= MOST_TAKEN or (text is not None and text.name):
        return describe(conflict, target, templates)
    before = conflict.space.options_text(source - 1)
    changes = []
    for key, sign in (("also", "Y"), ("no_longer", "N")):
        changed = [
            option for option, was, now in zip(conflict.options, before, after, strict=True) if now == sign != was
        ]
        if changed and all(option.owner == mover and not option.joint for option in changed):
            names = templates["option_list"].join(own_name(conflict, option) for option in changed)
        else:
            names = list_options(conflict, changed, templates)
        if names:
            changes.append(templates[key].format(options=names))
    if not changes:
        return bare(conflict, target, templates)
    return templates["state"].format(
        label=conflict.space.label(target - 1), taken=templates["owner_list"].join(changes)
    )


def list_options(conflict: Conflict, options: Sequence[Option], templates: Mapping[str, str] = NAMES) -> str:
    """List options by name; owner by owner where a name is that of another option too, or begins with its owner's.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> pair = (Option(id="a", owner="A", name="Arm"), Option(id="b", owner="B", name="Arm"))
    >>> arms = Conflict(decision_makers=(DecisionMaker(id="A"), DecisionMaker(id="B")), options=pair)
    >>> list_options(arms, pair), describe(arms, 3)
    ('A: Arm; B: Arm', 'state 3 (B: Arm)')
    """
    if not any(_is_shared(conflict, one) or own_name(conflict, one) != (one.name or one.id) for one in options):
        return templates["option_list"].join(option.name or option.id for option in options)
    by_owner: dict[str, list[str]] = {}
    for option in options:
        by_owner.setdefault(owners_of(conflict, option), []).append(own_name(conflict, option))
    return templates["owner_list"].join(
        templates["owned"].format(who=who, option=templates["option_list"].join(names))
        for who, names in by_owner.items()
    )


def own_name(conflict: Conflict, option: Option) -> str:
    """Name an option where its owner is known: a name that begins with its owner's loses this part.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> sign = Option(id="s", owner="A", name="Ann: sign")
    >>> pact = Conflict(decision_makers=(DecisionMaker(id="A", name="Ann"),), options=(sign,))
    >>> own_name(pact, sign), describe(pact, 2)
    ('sign', 'state 2 (Ann: sign)')
    """
    name = option.name or option.id
    return (
        name.removeprefix(f"{owners_of(conflict, option)}: ").removeprefix(f"{name_of(conflict, option.owner)}: ")
        or name
    )


def owners_of(conflict: Conflict, option: Option) -> str:
    """Name everybody whom an option needs: "Ann", or of a joint act "Ann and Ben".

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> pact = Option(id="p", owner="A", partners=("B",))
    >>> owners_of(Conflict(decision_makers=(DecisionMaker(id="A", name="Ann"), DecisionMaker(id="B")), options=(pact,)), pact)
    'Ann and B'
    """
    *most, last = (name_of(conflict, dm) for dm in option.owners)
    return f"{', '.join(most)} and {last}" if most else last


def option_name(conflict: Conflict, option: Option, templates: Mapping[str, str] = NAMES) -> str:
    """Name an option for people; with its owner where another option has the same name."""
    if not _is_shared(conflict, option):
        return option.name or option.id
    return templates["owned"].format(who=owners_of(conflict, option), option=option.name or option.id)


def bare(conflict: Conflict, state: int, templates: Mapping[str, str] = NAMES) -> str:
    """Name a state by its label alone, where it has been described already.

    Examples
    --------
    >>> from stateofplay.conflict import Conflict, DecisionMaker, Option
    >>> bare(Conflict(decision_makers=(DecisionMaker(id="A"),), options=(Option(id="t", owner="A"),)), 2)
    'state 2'
    """
    return templates["bare_state"].format(label=conflict.space.label(state - 1))


def name_of(conflict: Conflict, dm: str) -> str:
    """Return the name of a decision maker for people."""
    return conflict.dm(dm).name or dm


def _is_shared(conflict: Conflict, option: Option) -> bool:
    name = option.name or option.id
    return sum((other.name or other.id) == name for other in conflict.options) > 1


def capitalised(text: str) -> str:
    """A sentence that begins with a capital; the rest stays, as names in it do.

    Examples
    --------
    >>> capitalised("the envoy of Chad"), capitalised("")
    ('The envoy of Chad', '')
    """
    return text[:1].upper() + text[1:]
