"""Pages out of files that hold several, and what was met beside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page out of a file that holds several.

    `name` tells it from the others of its file; `published` and `source` are what the file says was given for it when it
    was kept; `cut` is a sentence where the page does not end as it began.
    """

    name: str
    data: bytes
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None
    published: str | None = None
    source: str | None = None
    cut: str | None = None


@dataclass(slots=True)
class Harvest:
    """What was met on the way through such a file beside its pages; filled while they are taken out."""

    passed: Counter[str] = field(default_factory=Counter)
    """What was passed over (``"redirects"``, ``"style sheets and scripts"``) and how often."""
    notes: list[str] = field(default_factory=list)
    """Sentences: where the file is cut short or damaged."""

    @property
    def sentence(self) -> str:
        """One sentence on what was passed over, or ""."""
        if not self.passed:
            return ""
        return "Passed over: " + ", ".join(f"{what} ({n})" for what, n in sorted(self.passed.items())) + "."
