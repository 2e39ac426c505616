"""spaCy without its command line, which it loads with itself: a quarter of what importing takes, for nothing.

spaCy's ``__init__`` takes one name out of ``spacy.cli``, and that brings a parser of commands, an HTTP client and the project
tool. While spaCy is imported, stand-ins lie in their place; afterwards they are gone, and whoever asks for ``spacy.cli`` or
``spacy.info`` gets the real ones.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_PARTS = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy where it is not yet.

    Examples
    --------
    >>> import_spacy()
    >>> import spacy
    >>> spacy.blank("en")("Talks resume.")[0].text
    'Talks'
    """
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in _PARTS}
    stand_ins["spacy.cli"].__path__ = []
    vars(stand_ins["spacy.cli.info"])["info"] = _info
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("spacy")
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _info(*arguments: Any, **named: Any) -> Any:
    """``spacy.info``, loaded when it is called."""
    return importlib.import_module("spacy.cli.info").info(*arguments, **named)


import_spacy()
