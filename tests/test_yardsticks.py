"""What measures the reader calls it as the reader calls itself."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from stateofplay.model.vocabularies import PloverEvent

pytestmark = pytest.mark.slow


def test_the_records_of_events_are_scored_with_actors_and_days(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is frozen: who finds actors and drops what comes back scores a page without any."""
    spec = importlib.util.spec_from_file_location("yardstick_events", root / "eval" / "events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(
        sys.modules, "yardstick_events", module
    )  # its records are dataclasses, which ask for their module
    spec.loader.exec_module(module)
    document, events = module.read_sentence("On Tuesday Norway accused Sweden of fishing in its waters.")
    assert {actor.name for actor in document.actors} == {"Norway", "Sweden"}
    assert [(event.event, event.actor, event.recipient) for event in events] == [
        (PloverEvent.ACCUSE, "Norway", "Sweden")
    ]
    assert document.times
