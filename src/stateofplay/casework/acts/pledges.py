"""Words given that something is not done, which are acts themselves: "a commitment that Tollmark will not invade"."""

from __future__ import annotations

import re

from stateofplay.casework.acts.phrases import cut, stems_text
from stateofplay.casework.acts.possible import PossibleAct

_ASSURANCE = r"(?:commitment|pledge|promise|guarantee|assurance|undertaking)s?"
_PLEDGE = re.compile(
    rf"^(?:(?:an?|the|its|their|firm|written)\s+)*{_ASSURANCE}\s+(?:(?:from|by)\s+\S+\s+)?"
    r"(?:that\s+(?P<who>(?:the\s+)?[A-Z][^,;:]{0,40}?)\s+(?:will|would|shall)\s+(?:not|never)|(?:not|never)\s+to)\s+(?P<rest>[a-z].*)$"
)
_PLEDGES = re.compile(
    r"^(?P<who>(?:the\s+)?[A-Z][^,;:]{0,40}?)\s+(?:pledges?|promises?|commits?|vows?|undertakes?)\s+(?:not|never)\s+to\s+(?P<rest>[a-z].*)$",
    re.IGNORECASE,
)


def pledged(words: str) -> PossibleAct | None:
    """A word given that something is not done, which is an act: "a commitment that Tollmark will not invade"."""
    plain = " ".join(words.replace("’", "'").split()).strip(" .\"'“”")
    found = _PLEDGE.match(plain) or _PLEDGES.match(plain)
    rest = cut(found["rest"].lower() if found["rest"].istitle() else found["rest"]) if found else ""
    if not found or not rest:
        return None
    text = f"pledge not to {rest}"
    return PossibleAct(
        text=text, family=stems_text(text), concept=None, subject=found["who"] or "", led=True, given=True
    )
