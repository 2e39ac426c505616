"""Words of a language that stand in conditions inside functions, instead of in a table with a line of meaning."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

ROOMS = ("finding", "language", "casework")
# Labels of a parse are no words of the language.
LABELS = frozenset(
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc cc:preconj ccomp clf compound compound:prt conj cop csubj"
    " csubj:pass dep det det:predet discourse dislocated expl fixed flat flat:foreign goeswith iobj list mark nmod nmod:desc"
    " nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct relcl"
    " reparandum root vocative xcomp".split()
)


def count(root: Path, parse: Callable[[Path], ast.Module]) -> int:
    """How many words stand in ``in (...)`` and ``& {...}`` inside functions of the rooms that read; `parse` reads a module."""
    found = 0
    for room in ROOMS:
        for path in sorted((root / "src" / "stateofplay" / room).rglob("*.py")):
            seen: set[int] = set()
            for function in ast.walk(parse(path)):
                if isinstance(function, ast.FunctionDef):
                    for node in ast.walk(function):
                        if id(node) not in seen:
                            seen.add(id(node))
                            found += sum(1 for word in _words(node) if word not in LABELS and not word.isupper())
    return found


def _words(node: ast.AST) -> list[str]:
    sets: list[ast.expr] = []
    if isinstance(node, ast.Compare):
        asked = (ast.In, ast.NotIn)
        sets = [c for op, c in zip(node.ops, node.comparators, strict=True) if isinstance(op, asked)]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
        sets = [node.left, node.right]
    return [
        e.value
        for s in sets
        if isinstance(s, ast.Tuple | ast.Set | ast.List)
        for e in s.elts
        if isinstance(e, ast.Constant) and isinstance(e.value, str) and any(c.isalpha() for c in e.value)
    ]
