"""What every template keeps to, read off its text: a browser sees it only where a page happens to be long enough."""

from __future__ import annotations

import re
from importlib import resources

TEMPLATES = resources.files("stateofplay.web") / "templates"


def test_whatever_can_be_scrolled_sideways_is_reached_by_keys_and_has_a_name() -> None:
    boxes = [
        (template.name, box)
        for template in TEMPLATES.iterdir()
        for box in re.findall(r'<div class="scroll"[^>]*>', template.read_text(encoding="utf-8"))
    ]
    assert len(boxes) > 5
    for name, box in boxes:
        assert 'tabindex="0" role="region" aria-label' in box, f"{name}: {box}"
