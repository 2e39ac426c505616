"""Quarrels inside a party: who speaks for it, and who only belongs to it."""

from __future__ import annotations

import re

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.draft.record import Ground
from stateofplay.model import Stance
from stateofplay.record.views import Row

OPPONENTS = re.compile(
    r"\b(?:self-proclaimed|opponents?"
    r"|former\s+(?:\S+\s+){0,2}?(?:ambassador|secretary|senator|official|advis[eo]r|negotiator|envoy|diplomat|director|aide)|ex-\w+|Sen\.|Rep\.|senators?|contender|nominee"
    r"|analysts?|experts?|professor|columnist|think tank"
    r"|opposition (?:leader|politician|party|lawmaker)s?|hardliners?|critics?|s[kc]eptics?|rivals?|backbenchers?|dissidents?"
    r"|(?:Labour|Conservative|Liberal|Democratic|Republican|Socialist|Green|Tory)\s+(?:\w+\s+)?"
    r"(?:leader|lawmaker|senator|congressman|congresswoman|candidate|mp|politician|party)s?"
    r"|some (?:conservatives|republicans|democrats|liberals|lawmakers|senators|ministers|members|mps))\b",
    re.IGNORECASE,
)
"""Those inside a party who speak against it."""
PARTISAN = re.compile(
    r"\b(?:Democrats?|Republicans?|Party|Labour|Conservatives?|Tories|Greens|Liberals?|Socialists?|Congress|Senate"
    r"|House|opposition|backbenchers)\b(?! of China)"
)
"""Parties and chambers inside a country: what they want is not what it wants."""
PARTISAN_DOER = re.compile(
    PARTISAN.pattern + r"(?:\s+(?:must|should|would|will|need|needs|have|has|to|first|agree|accept|consent)){1,5}\s*$"
)
"""The same right in front of an act: "Republicans must first agree to" is nothing that their country does."""
STREET = re.compile(
    r"\b(?:protesters?|demonstrators?|took to the streets"
    r"|(?:protest|demonstrat|rall)\w+ in (?:the )?(?:capital|streets?|city|cities))\b",
    re.IGNORECASE,
)
"""A crowd is not the party whose name it bears."""


_TITLE = (
    r"(?:Sen\.|Rep\.|Senator|Congressman|Congresswoman|[Oo]pposition leader|[Ll]awmaker|[Ff]ormer\s+(?:[\w-]+\s+){1,4}?)\s*"
    r"(?:[A-Z][\w.]*\s+){0,2}"
)


_IN_FRONT = re.compile(_TITLE + r"\Z")
_OF_A_PARTY = re.compile(r"\W{1,3}[RD]-[A-Z]")
_WORD_ENDS = re.compile(r"\b")
_FAR = 200
"""Characters in front of a name in which its office stands."""
_TOLD = ("Sen.", "Rep.", "Senator", "Congress", "ormer ", "pposition leader", "awmaker", "R-", "D-")
"""One of these stands in every sentence that tells such an office; to look for them costs a tenth."""


def told_as_insiders(ground: Ground) -> frozenset[str]:
    """People of whom some sentence of the record tells an office inside their country, or a former one."""
    quotes = {r.quote for s in ground.standings for r in s.support} | {r.quote for r in ground.events}
    whole = "\n".join(sorted(q for q in quotes if any(word in q for word in _TOLD)))
    if not whole:
        return frozenset()
    return frozenset(
        name for name, kind in ground.kinds.items() if kind == "person" and _has_office(name.split()[-1], whole)
    )


def _has_office(last: str, whole: str) -> bool:
    """Whether sentences tell an office beside a last name; looked for where the name stands, not along all of them.

    >>> _has_office("Dahl", "As former finance minister Mira Dahl says"), _has_office("Dahl", "Mira Dahl, the former minister")
    (True, False)
    >>> _has_office("Dahl", "Senator Mira Dahlem"), _has_office("Dahl", "Mira Dahl (R-Texas) asks")
    (False, True)
    """
    at = whole.find(last)
    while at >= 0:
        end = at + len(last)
        if _OF_A_PARTY.match(whole, end):
            return True
        if _WORD_ENDS.match(whole, end) and _IN_FRONT.search(whole, max(0, at - _FAR), at):
            return True
        at = whole.find(last, end)
    return False


_LEGISLATORS = re.compile(
    r"\b(?:law-?makers?|legislators?|senators?|congress(?:man|men|woman|women)|members? of (?:congress|parliament)"
    r"|parliamentarians?|MPs|deputies|backbenchers?"
    r"|activists?|protesters?|campaigners?)\b",
    re.IGNORECASE,
)


def speaks_inside(row: Row, party: str) -> bool:
    """Whether who speaks is a chamber, a party or lawmakers of a side, and not the side: "lawmakers warned that they would".

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> speaks_inside(SimpleNamespace(party="Delta's lawmakers"), "Delta"), speaks_inside(SimpleNamespace(party="Delta"), "Delta")
    (True, False)
    """
    who = row.party or ""
    return who != party and bool(_LEGISLATORS.search(who) or PARTISAN.search(who))


def is_inside(ground: Ground, words: str, party: str) -> bool:
    """Whether words begin with a party or chamber inside a country: "Republicans must first agree to"."""
    if not PARTISAN.match(words):
        return False
    named = ground.named_in(words)[:1]
    return not named or (named[0] != party and ground.side(named[0]) == party)


def asks_one_of_its_own(ground: Ground, row: Row, act: PossibleAct) -> bool:
    """Whether a person asks something of another of its own side: "the mayor's rival said the mayor should resign"."""
    named = ground.named_in(act.subject)
    person = bool(named) and ground.kinds.get(named[0]) == "person" and ground.kinds.get(row.party or "") == "person"
    return person and named[0] != row.party and row.state == Stance.DEMANDS
