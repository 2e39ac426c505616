"""Arrays of a model file merged element by element: statements, claims, movers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stateofplay.casework.redraft.merging import merge_keys, merge_lines
from stateofplay.casework.redraft.sides import ElementKey
from stateofplay.casework.redraft.toml_text import Element, Unsettled, Value, value_text

Elements = Mapping[ElementKey, Element]


def merge_elements(old: Elements, own: Elements, new: Elements, *, ordered: bool) -> list[Element | Unsettled]:
    """Merge the elements of an array.

    Parameters
    ----------
    old, own, new
        The elements of the last draft, of the edited file and of the new draft, by what they mean.
    ordered
        Whether their order means something, as that of statements does.
    """
    edited = {k for k, e in own.items() if k in old and e != old[k]}
    out: list[Element | Unsettled] = []
    for run in merge_keys(tuple(old), tuple(own), tuple(new), keep=edited, ordered=ordered):
        mine = tuple(_merged(old.get(k), own.get(k), new.get(k)) for k in run.mine)
        if run.clash:
            out.append(
                Unsettled(mine=mine, theirs=tuple(_merged(old.get(k), own.get(k), new.get(k)) for k in run.theirs))
            )
        else:
            out += mine
    return out


def _merged(old: Element | None, own: Element | None, new: Element | None) -> Element:
    """One element that means the same on every side that has it."""
    if own is None or new is None:
        if (one := own or new) is None:
            raise ValueError("an element of a merge stands on one side at least")
        return one
    if own == old:
        return new
    above = merge_lines(old.above if old else (), own.above, new.above)
    suffix = own.suffix if old is None or own.suffix != old.suffix else new.suffix
    was, mine, theirs = old.value() if old else None, own.value(), new.value()
    if theirs in (was, mine) or isinstance(mine, list) or isinstance(theirs, list):
        return replace(own, above=above, suffix=suffix)
    if mine == was:
        return replace(new, above=above, suffix=suffix)
    return Element(
        above=above, text=value_text(_merged_table(_table(was), _table(mine), _table(theirs))), suffix=suffix
    )


def _table(value: Value | None) -> dict[str, Value]:
    if isinstance(value, dict):
        return value
    return {} if value is None else {"formula": value}


def _merged_table(was: dict[str, Value], mine: dict[str, Value], theirs: dict[str, Value]) -> dict[str, Value]:
    """A statement with its note, strength and claims: a person's stays where both changed one; claims one by one."""
    joined = {k: v for k, v in theirs.items() if k in mine or k not in was}
    joined |= {k: v for k, v in mine.items() if v != was.get(k)}
    joined["formula"] = mine["formula"]
    claims = [[str(c) for c in s] if isinstance(s := t.get("evidence"), list) else [] for t in (was, mine, theirs)]
    runs = merge_keys(*(list(dict.fromkeys(c)) for c in claims), ordered=False)
    if evidence := [c for run in runs for c in run.mine]:
        joined["evidence"] = list[Value](evidence)
    else:
        joined.pop("evidence", None)
    return joined
