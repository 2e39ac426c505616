"""The source of the package as trees: each module is read and parsed once for all rules that look at it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def sources(root: Path) -> list[Path]:
    found = sorted((root / "src").rglob("*.py"))
    assert len(found) > 100
    return found


@cache
def syntax(path: Path) -> ast.Module:
    """The tree of a module, read once for all rules."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(syntax(path)))
