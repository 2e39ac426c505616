"""From scores to structures: sentences, trees with one root each, names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stateofplay.language.syntax.kernel import MOST_TAGS, kernel

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
NEVER = np.float32(-1e9)


def trees(scores: Floats, cuts: Sequence[int]) -> list[Ints]:
    """`tree` of each sentence of a passage; `scores` is (words, 1 + words), `cuts` are where its sentences begin and end."""
    compiled, out = kernel(), []
    scores = np.ascontiguousarray(scores, dtype=np.float32)
    for first, last in pairwise(cuts):
        heads = np.empty(last - first, dtype=np.int64)
        if compiled is None or not compiled.tree(scores, first, last, heads):
            heads = tree(np.concatenate([scores[first:last, :1], scores[first:last, first + 1 : last + 1]], axis=1))
        out.append(heads)
    return out


def tree(scores: Floats) -> Ints:
    """The best tree of one sentence: the head of each word, 0 for the root, words counted from 1.

    Parameters
    ----------
    scores
        (words, 1 + words); column 0 is the root, column ``j`` the word ``j - 1``.

    Notes
    -----
    Greedy where that is a tree, else the algorithm of Chu, Liu and Edmonds on the few sentences where it is not.
    """
    size = len(scores)
    table = scores.astype(np.float32, copy=True)
    table[np.arange(size), np.arange(1, size + 1)] = NEVER
    heads: Ints = table.argmax(axis=1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) != 1:
        regret = table[:, 0] - table[:, 1:].max(axis=1) if size > 1 else np.zeros(1, dtype=np.float32)
        root = int(regret.argmax())
        table[:, 0] = NEVER
        table[root, 0] = 0
        table[root, 1:] = NEVER
        heads = table.argmax(axis=1)
    else:
        root = int(roots[0])
    if not _cycle(heads):
        return heads
    table[:, 0] = NEVER
    table[root] = NEVER
    table[root, 0] = 0
    square = np.full((size + 1, size + 1), NEVER, dtype=np.float64)
    square[1:] = table
    return np.array(_edmonds(square)[1:], dtype=np.intp)


def _cycle(heads: Ints | list[int]) -> list[int]:
    """Words (counted from 1) on one cycle, or nothing."""
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for first in range(1, len(heads) + 1):
        path = []
        node = first
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node - 1])
        if state[node] == 1:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return []


def _edmonds(scores: NDArray[np.float64]) -> list[int]:
    """Heads of the best arborescence from node 0; ``scores[dependent, head]``."""
    size = len(scores)
    np.fill_diagonal(scores, -np.inf)
    heads = [0, *(int(i) for i in scores[1:].argmax(axis=1))]
    ring = _cycle(heads[1:])
    if not ring:
        return heads
    inside = set(ring)
    outside = [i for i in range(size) if i not in inside]
    total = sum(scores[i, heads[i]] for i in ring)
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    last = len(outside)
    smaller[:last, :last] = scores[np.ix_(outside, outside)]
    for a, node in enumerate(outside):
        leave[a] = max(ring, key=lambda i: scores[node, i])
        smaller[a, last] = scores[node, leave[a]]
        enter[a] = max(ring, key=lambda i: scores[i, node] - scores[i, heads[i]])
        smaller[last, a] = total + scores[enter[a], node] - scores[enter[a], heads[enter[a]]]
    found = _edmonds(smaller)
    result = list(heads)
    for a, node in enumerate(outside):
        if a:
            result[node] = leave[a] if found[a] == last else outside[found[a]]
    entry = found[last]
    result[enter[entry]] = outside[entry]
    return result


def name_paths(scores: Floats, passages: Sequence[tuple[int, int]], tags: tuple[str, ...]) -> list[Ints]:
    """`name_path` of each passage; all are looked at together, since in nearly all the best tag of each word will do."""
    best: Ints = scores.argmax(axis=1)
    opening, closing = _edges(tags)
    broken = np.flatnonzero(~transitions(tags)[best[:-1], best[1:]])
    begins, ends = opening[best].tolist(), closing[best].tolist()
    out = []
    for first, last in passages:
        inside = np.searchsorted(broken, (first, last - 1))
        fits = begins[first] and ends[last - 1] and inside[0] == inside[1]
        out.append(best[first:last] if fits else name_path(scores[first:last], tags))
    return out


def name_path(scores: Floats, tags: tuple[str, ...]) -> Ints:
    """The best sequence of name tags (O, B-, I-, E-, S-) in which every name begins and ends."""
    best: Ints = scores.argmax(axis=1)
    allowed = transitions(tags)
    opening, closing = _edges(tags)
    follows = allowed[best[:-1], best[1:]].all() if len(best) > 1 else True
    if follows and opening[best[0]] and closing[best[-1]]:
        return best
    compiled = kernel()
    if compiled is not None and len(tags) <= MOST_TAGS:
        return compiled.path(scores, allowed, opening, closing)
    penalty = np.where(allowed, np.float32(0), NEVER)
    reach = scores[0] + np.where(opening, np.float32(0), NEVER)
    back = np.zeros(scores.shape, dtype=np.intp)
    for i in range(1, len(scores)):
        step = reach[:, None] + penalty
        back[i] = step.argmax(axis=0)
        reach = step.max(axis=0) + scores[i]
    tag = int((reach + np.where(closing, np.float32(0), NEVER)).argmax())
    path = np.empty(len(scores), dtype=np.intp)
    for i in range(len(scores) - 1, -1, -1):
        path[i] = tag
        tag = int(back[i, tag])
    return path


@lru_cache(maxsize=4)
def transitions(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which tag may follow which: inside a name only its own kind goes on."""
    table = np.zeros((len(tags), len(tags)), dtype=bool)
    for a, left in enumerate(tags):
        for b, right in enumerate(tags):
            if left[0] in "BI":
                table[a, b] = right[0] in "IE" and left[2:] == right[2:]
            else:
                table[a, b] = right[0] in "OBS"
    return table


@lru_cache(maxsize=4)
def _edges(tags: tuple[str, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    return np.array([t[0] in "OBS" for t in tags]), np.array([t[0] in "OES" for t in tags])
