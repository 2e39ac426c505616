"""How often workers may die before a run gives up, and what it says then."""

from __future__ import annotations

from stateofplay.errors import BatchError

MOST_BREAKS = 200
"""So often a run goes on after workers of it died (on Ray: each span of it) before it gives up: it is the machine, not a page."""


def too_many_breaks(breaks: int) -> BatchError:
    """What is said where workers die again and again."""
    return BatchError(
        f"workers died {breaks} times",
        slug="batch.workers",
        hint="Look for a lack of memory (dmesg), take fewer --workers, and run the same command again.",
    )
