"""Names of newspapers, stations and agencies, also of those that no table knows."""

from __future__ import annotations

import re

from stateofplay.language.lexicon import is_medium

_PRESS = re.compile(
    r"\b(news|reuters|times|post|radio|tv|television|press|cnn|bbc|afp|tass|xinhua|axios|bloomberg|jazeera|journal|herald|courier|chronicle|guardian|"
    r"telegraph|gazette|tribune|newspaper|magazine|broadcaster|media|daily|npr|nbc|abc|cbs|ria|interfax|anadolu|politico|website)\b",
    re.IGNORECASE,
)


def is_press(name: str) -> bool:
    """Tell whether a name is that of a medium, to whom things are told without being done to it.

    >>> is_press("Radio Liberty"), is_press("Hamas")
    (True, False)
    """
    return _PRESS.search(name) is not None or is_medium(name)
