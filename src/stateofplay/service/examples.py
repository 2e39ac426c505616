"""Where the example pages lie."""

from __future__ import annotations

from pathlib import Path

import stateofplay.examples

CASE = "istanbul-2025"
DEMO_PAGES = ("04-delegation-named.html",)


def example_case() -> tuple[Path, ...]:
    """All pages of the example case, in the order of their publication."""
    folder = Path(stateofplay.examples.__file__).parent / CASE
    return tuple(p for p in sorted(folder.iterdir()) if p.suffix in (".html", ".txt"))


def example_pages() -> tuple[Path, ...]:
    """The pages that ``stateofplay demo`` briefs."""
    return tuple(p for p in example_case() if p.name in DEMO_PAGES)
