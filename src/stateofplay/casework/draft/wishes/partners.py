"""Whom a joint act needs: who is named for it, who fights each other, who sits across the table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.draft.naming import BOTH
from stateofplay.casework.draft.record import Ground, mediates, sides_of
from stateofplay.casework.draft.wishes.whose import names_only_others

_BETWEEN = re.compile(r"(?P<what>[\w-]+)\s+between\s+(?P<one>[^.;:]{2,60}?)\s+and\s+(?P<other>[^.;:,]{2,50})")
_NO_TABLE = frozenset("border line boundary difference differences choice relations ties gap distance".split())
_GIVEN_TO = re.compile(r"^\s*(?:\w+\s+){0,2}?(?:to|with)\s+(?:the\s+)?(?P<who>[A-Z][^,.;:]{1,60})")


_OF_THE_TWO = re.compile(
    r"\b(?P<one>[A-Z][\w.]*)[-–/](?P<other>[A-Z][\w.]*)\s+(?:[a-z]+\s+){0,2}?"
    r"(?:deal|agreement|accord|pact|treaty|truce|ceasefire|talks|negotiations|summit)\b"
)
"""The two of a joint act in front of it: "the Delta-Tollmark pact"."""


def partners_said(ground: Ground, words: str, quote: str) -> list[str]:
    """Sides that a sentence names as those of a joint act: "a truce between A and B", "proposed a deal to B"."""
    start = quote.find(words)
    of_the_two = [
        f for f in _OF_THE_TWO.finditer(quote) if start >= 0 and f.start() <= start + len(words) and start <= f.end()
    ]
    for found in (*_BETWEEN.finditer(quote), *of_the_two):
        pair = [next(iter(ground.named_in(found[k])), "") for k in ("one", "other")]
        sides = list(dict.fromkeys(ground.side(n) for n in pair if n))
        if len(sides) == 2 and (found.re is _OF_THE_TWO or found["what"].lower() not in _NO_TABLE):
            return sides
    place = quote.find(words)
    tail = _GIVEN_TO.match(quote[place + len(words) :]) if place >= 0 else None
    named = ground.named_in(tail["who"]) if tail else ()
    return [ground.side(named[0])] if named else []


PARTNERS = re.compile(r"\b(?:with|between|among)\s+(?P<who>.+)$")
"""Who stands behind "with" has a part in a joint act; whose proposal it is has none by that."""
WITH_WHOM = re.compile(
    r"(?<=\w) (?:with|between) (?:(?:the )?[A-Z]|(?:his|her|its|their|my|our)\b).*$|(?<=\w) (?:so )?(?:badly|desperately)$"
)
"""With whom, at the end of a joint act: its owners say that."""
_TWO = 2
_BOTH_SIDES = re.compile(
    r"\b(?:urg\w+|press\w+|call\w+\s+(?:on|for)|ask\w+|appeal\w+\s+to|implor\w+)\s+(?:on\s+)?(?:the\s+)?(?:both|two|all|warring|rival|opposing)\s+"
    r"(?:warring\s+|rival\s+)?(?:sides|parties|countries|nations|neighbou?rs)\b"
    r"|\b(?:both|two|all|warring|rival|opposing)\s+(?:sides|parties)\s+(?:should|must|need to|have to|ought to)\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\b(?:global|worldwide|multilateral|international)\s+(?:\w+\s+)?(?:pact|deal|agreement|accord|treaty|convention|compact)\b",
    re.I,
)
"""What takes more than those who are named beside each other on a page."""
_BROKERED = re.compile(r"\b(?:brokered|mediated|arranged|sponsored|overseen)\s+by\s+(?P<who>[^.;:]{3,80})")
_MAKING_IT = re.compile(
    r"\b(?:sought|(?:sign|mak|reach|strik|negotiat|conclud|clos|seal|clinch|seek|pursu)\w*)\s+(?:an?\s+|the\s+|its\s+|their\s+|any\s+)?(?:\w+\s+)?$"
)
_URGES = re.compile(
    r"\b(?:urg|call|press|ask|appeal|mediat|host|invit|welcom|encourag|expect|all(?:y|ies)\b)\w*\b", re.IGNORECASE
)
_OTHERS_TRUCE = re.compile(
    r"\b(?:enforc|broker|guarantee|overs[ae]|monitor|polic|sav|rescu|salvag|reviv|restor|interven)\w*\b[^.;:]{0,40}?\b(?:truce|cease-?\s?fire)",
    re.IGNORECASE,
)
"""A truce that somebody looks after is one of others."""
_POSSESSOR = re.compile(r"\b[A-Z]\w+(?:'s|’s)\s+(?=[A-Z])")
"""Whose somebody is, where both have names: talks with "Tollmark's Dockers" are with the Dockers."""
_TRUCE_IN = re.compile(
    r"\b(?:cease-?\s?fire|truce|armistice|cessation of hostilities|peace)\b[^.;:]{0,40}?"
    r"\s(?:in|for|across)\s+(?:\w+ern\s+)?(?P<place>[A-Z]\w+)"
)
OF_WAR = frozenset({"ceasefire", "peace treaty", "prisoner exchange"})
"""Joint acts that end a war, or a part of it."""


def joint_owners(
    ground: Ground, act: PossibleAct, words: str, party: str, parties: Sequence[str], quote: str = ""
) -> tuple[str, ...]:
    """Whom a joint act needs, in three steps.

    1. Who is named in its words or sentence, with the holder where one other is; of a ceasefire or a peace those who fight
       each other, where some page says who does; else the principals.
    2. Who urges "the warring sides" is none of them.
    3. Whoever stands between the sides takes no part itself.
    """
    if _OF_ALL.search(words):
        return ()
    main = [p for p in ground.principals() if p in parties]
    named, found = _named_for(ground, act, words, party, parties, quote, main)
    if party in found and _BOTH_SIDES.search(quote) and not named:
        sides = [p for p in parties if p != party and not mediates(p)]
        found = sides if len(sides) == _TWO else []
    if act.concept in OF_WAR and (brokered := _BROKERED.search(quote)):
        brokers = sides_of(ground, brokered["who"], parties)
        found = [p for p in found if p not in brokers]
    if act.concept in OF_WAR and _is_elsewhere(ground, found, quote):
        return ()
    if act.concept == "ceasefire" and not named and not ground.belligerents() and _OTHERS_TRUCE.search(quote):
        return ()
    between = [p for p in found if mediates(p)]
    if len(found) - len(between) > 1:
        found = [p for p in found if not mediates(p)]
    elif between and party in found and mediates(party):
        found = main
    return tuple(sorted(dict.fromkeys(found), key=parties.index))


def _is_elsewhere(ground: Ground, found: Sequence[str], quote: str) -> bool:
    """Whether a truce is in another country than those that would make it: its sponsors then, and not who fights."""
    place = _TRUCE_IN.search(quote.replace("'", "").replace("’", ""))
    named = ground.named_in(place["place"]) if place else ()
    where = ground.side(named[0]) if named else ""
    countries = all(ground.kinds.get(p) == "country" for p in (where, *found))
    return bool(where) and countries and where not in found


def _named_for(
    ground: Ground, act: PossibleAct, words: str, party: str, parties: Sequence[str], quote: str, main: list[str]
) -> tuple[list[str], list[str]]:
    """Step 1 of a joint act: who is named, and whom it needs."""
    between = PARTNERS.search(words)
    partners = _POSSESSOR.sub("", between["who"]) if between else ""
    named = sides_of(ground, f"{act.subject} {partners}", parties)
    named = [p for p in named if not mediates(p)]
    said = [p for p in partners_said(ground, words, quote) if not mediates(p)]
    if len(named) > 1:
        return named, named
    if len(said) > 1:
        return named, said if set(said) <= set(parties) else []
    if (own := _with_those_named(act, words, named, party, parties, main, quote)) is not None:
        return named, own
    if act.concept in OF_WAR and (sides := _who_fight(ground, party, parties, main)) is not None:
        return named, sides
    if said and said[0] != party and party in parties:
        return named, [party, *said] if said[0] in parties else []
    if act.concept == "talks" and not named and party in parties and party not in main and not _URGES.search(quote):
        with_it = [p for p in sides_of(ground, quote, parties) if p != party]
        if len(with_it) == 1 and not mediates(party):
            return named, [party, *with_it]  # whoever looks forward to talks, and names one other
    if party and not named and _is_of_others(ground, act, party, main, quote):
        return named, []
    # Another of the like of a principal has the same counterpart: each union with the employer.
    like = next((p for p in main if party not in main and party in parties and ground.alike(party, p)), None)
    return named, [party if p == like else p for p in main]


def _is_of_others(ground: Ground, act: PossibleAct, party: str, main: list[str], quote: str) -> bool:
    """Whether a sentence that names no partner is not of the principals: it is on others, or a third party wants a pact."""
    if BOTH.search(quote):
        return False
    wants_a_pact = act.led and act.concept == "agreement" and party not in main and not mediates(party)
    return wants_a_pact or names_only_others(ground, quote, party, main)


def _with_those_named(
    act: PossibleAct,
    words: str,
    named: list[str],
    party: str,
    parties: Sequence[str],
    main: list[str],
    quote: str,
) -> list[str] | None:
    """Step 1 where one is named with whom: the holder with it, or the principals where the holder stands between them."""
    if not named or party in named:
        return None
    if party not in main and mediates(party):
        return main
    outside = not set(named) <= set(main)
    # "Reach agreement with the guild": who wants to.
    place = quote.find(words)
    led = act.led or (place > 0 and bool(_MAKING_IT.search(quote[:place])))
    wants_to = led and act.concept in (None, "agreement") and party not in main
    return [party, *named] if party in parties and (outside or wants_to) else None


def _who_fight(ground: Ground, party: str, parties: Sequence[str], main: list[str]) -> list[str] | None:
    """Step 1 of what ends a war: those who fight, or nobody where one of them is no party here."""
    fighting = ground.belligerents()
    known = set(fighting) <= set(parties)
    if fighting and not known and set(fighting) & set(main):
        # "Hillmen" of whom no page says more may be the armed group that bargains.
        return main if any(ground.kinds.get(p) == "armed_group" for p in main) else []
    if fighting and party not in fighting:
        return list(fighting) if known else []
    return None
