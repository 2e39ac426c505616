"""Loaded once by the process that workers are forked from: they share its model instead of holding a copy each."""

from __future__ import annotations

import gc

from stateofplay.language import reader_of_words
from stateofplay.pages.gate import load_model
from stateofplay.settings import load_settings


def warm() -> None:
    """Load the pipeline, the learned models and the gate, and what they import."""
    import stateofplay.service.batch.workers.reading
    from stateofplay.finding import assemble
    from stateofplay.service.reading import read

    settings = load_settings()
    reader_of_words(settings.language)
    load_model()
    assemble(settings.finding.finders, modules=settings.finding.modules)
    # One sentence through everything, so that what is loaded when first needed is loaded before the fork.
    read(b"Envoys of Norway and Chad met in Geneva on Monday.", published="2024-03-05", settings=settings)
    assert stateofplay.service.batch.workers.reading
    # What lives now lives as long as the process: the collector, which writes into what it looks at, leaves it alone.
    gc.collect()
    gc.freeze()


warm()
