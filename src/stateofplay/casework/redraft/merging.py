"""Three-way merges of lists and of lines: what the last draft said, what a person made of it, what the new draft says."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedRun(Generic[Key]):
    """A stretch of a merged list: keys that are settled, or two versions that are not."""

    mine: tuple[Key, ...]
    theirs: tuple[Key, ...] = ()
    clash: bool = False


def merge_keys(
    base: Sequence[Key],
    mine: Sequence[Key],
    theirs: Sequence[Key],
    *,
    keep: Collection[Key] = (),
    ordered: bool = True,
) -> tuple[MergedRun[Key], ...]:
    """Merge three lists of different keys.

    Parameters
    ----------
    base, mine, theirs
        The common ancestor, the edited list and the new list; no key twice in one list.
    keep
        Keys that stay though the new list leaves them out.
    ordered
        Whether the order means something. If so, two different reorderings clash, and so do two different replacements
        of the same key; if not, mine leads.

    Notes
    -----
    Nothing that mine adds is ever left out, and nothing that mine takes away comes back.

    Examples
    --------
    >>> merge_keys("abc", "acx", "abyc")
    (MergedRun(mine=('a', 'y', 'c', 'x'), theirs=(), clash=False),)
    >>> merge_keys("ab", "xb", "yb")
    (MergedRun(mine=('x',), theirs=('y',), clash=True), MergedRun(mine=('b',), theirs=(), clash=False))
    """
    if list(mine) == list(theirs):
        return (MergedRun(mine=tuple(mine)),)
    stays = {k for k in base if k in set(mine) and (k in set(theirs) or k in keep)}
    stays |= (set(mine) | set(theirs)) - set(base)
    common = [k for k in base if k in stays and k in set(theirs)]
    mine_moved = [k for k in mine if k in common] != common
    theirs_moved = [k for k in theirs if k in common] != common
    if ordered and mine_moved and theirs_moved:
        left = tuple(k for k in mine if k in stays)
        right = tuple(k for k in theirs if k in stays)
        if [k for k in mine if k in common] != [k for k in theirs if k in common]:
            return (MergedRun(mine=left, theirs=right, clash=True),)
    lead, other = (theirs, mine) if theirs_moved and not mine_moved else (mine, theirs)
    merged = [k for k in lead if k in stays]
    for place, key in enumerate(other):
        if key in stays and key not in merged:
            merged.insert(_after_predecessor(merged, other[:place], other is theirs, set(lead) - set(base)), key)
    if not ordered:
        return (MergedRun(mine=tuple(merged)),)
    return _with_clashes(merged, _replaced_twice(base, mine, theirs, stays))


def merge_lines(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Merge comment lines: mine that are new stay, those that mine took out stay out, the rest is as in theirs.

    Examples
    --------
    >>> merge_lines(["# a", "# b"], ["# a", "# my note"], ["# b", "# c"])
    ('# my note', '# c')
    """
    if list(mine) == list(base):
        return tuple(theirs)
    if list(theirs) == list(base):
        return tuple(mine)
    known, kept = set(base), set(mine)
    merged = [line for line in theirs if not line.strip() or line not in known or line in kept]
    before: list[str] = []
    for line in mine:
        if line.strip() and line not in known and line not in merged:
            merged.insert(_after_predecessor(merged, before, False, set()), line)
        before.append(line)
    # Two blank lines in a row are a seam of the merge, unless somebody wrote them.
    out: list[str] = []
    for line in merged:
        if line.strip() or not out or out[-1].strip():
            out.append(line)
    return tuple(out)


def _after_predecessor(merged: Sequence[Key], before: Sequence[Key], behind: bool, added: Collection[Key]) -> int:
    """Where a key goes: after the nearest key before it that is there; `behind` keys that mine added at that place."""
    place = next((merged.index(k) + 1 for k in reversed(before) if k in merged), None)
    if place is None:
        place = 0
        while place < len(merged) and isinstance(merged[place], str) and not str(merged[place]).strip():
            place += 1
    while behind and place < len(merged) and merged[place] in added:
        place += 1
    return place


def _replaced_twice(
    base: Sequence[Key], mine: Sequence[Key], theirs: Sequence[Key], stays: Collection[Key]
) -> list[tuple[tuple[Key, ...], tuple[Key, ...]]]:
    """Gaps where both sides took out the same key and put something else in its place."""
    found: list[tuple[tuple[Key, ...], tuple[Key, ...]]] = []
    anchors = [k for k in base if k in mine and k in theirs and k in stays]
    for low, high in zip([None, *anchors], [*anchors, None], strict=True):
        old = _between(base, low, high)
        both = [k for k in old if k not in mine and k not in theirs]
        if not both:
            continue
        left = tuple(k for k in _between(mine, low, high) if k not in base)
        right = tuple(k for k in _between(theirs, low, high) if k not in base)
        if left and right and left != right:
            found.append((left, right))
    return found


def _between(keys: Sequence[Key], low: Key | None, high: Key | None) -> list[Key]:
    start = 0 if low is None else list(keys).index(low) + 1
    end = len(keys) if high is None else list(keys).index(high)
    return list(keys[start:end])


def _with_clashes(
    merged: Sequence[Key], clashes: Sequence[tuple[tuple[Key, ...], tuple[Key, ...]]]
) -> tuple[MergedRun[Key], ...]:
    member = {key: clash for clash in clashes for key in (*clash[0], *clash[1])}
    runs: list[MergedRun[Key]] = []
    settled: list[Key] = []
    told: set[int] = set()
    for key in merged:
        clash = member.get(key)
        if clash is None:
            settled.append(key)
            continue
        if id(clash) in told:
            continue
        told.add(id(clash))
        if settled:
            runs.append(MergedRun(mine=tuple(settled)))
            settled = []
        runs.append(MergedRun(mine=clash[0], theirs=clash[1], clash=True))
    if settled:
        runs.append(MergedRun(mine=tuple(settled)))
    return tuple(runs)
