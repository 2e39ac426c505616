"""Names that hold a country's: "Transparency Kenya" and "Honda of Canada" are bodies, "Latin America" is no country at all."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.language.actors.names.capitals import NO_NAME
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.lexicon import Lexicon, Use
from stateofplay.language.tokens import Doc
from stateofplay.model import ActorKind

_PARTS_OF_AMERICA = frozenset({"north", "south", "latin", "central", "middle", "spanish"})
_EPITHETS = frozenset(
    "nazi soviet imperial communist fascist ottoman colonial mainland great greater modern ancient medieval postwar post-war "
    "apartheid rural urban northern southern eastern western north south east west northeast northwest southeast southwest "
    "central upper lower inner outer middle team miss mister dear god fortress brand little old young free occupied unoccupied "
    "neighbouring neighboring landlocked cross-border pro anti ex former".split()
)
"""What stands before a country's name and leaves it the country's: "Nazi Germany", "Team Canada"."""
_PLAIN = frozenset({"NOUN", "PROPN"})
_ROLES = ("or", "er", "ist", "ee")
_ROLE_NOUNS = frozenset(
    "host hosts ally allies rival rivals neighbour neighbours neighbor neighbors champions nation state foe foes opponent "
    "incumbent combatant".split()
)
"""What a sentence may begin with before the country that it says this of: "Host Qatar", "Mediator Egypt"."""
_BRANCHED = frozenset({"company", "ngo", "union"})


def is_continent(doc: Doc, name: Name) -> bool:
    """Whether a name is the "America" of "Latin America" or "North America", which is no name of the United States."""
    before = doc[name.start - 1] if name.start else None
    return (
        before is not None
        and name.entry is not None
        and before.lower_ in _PARTS_OF_AMERICA
        and before.text[0].isupper()
        and doc[name.start].text == "America"
    )


def is_body_in(doc: Doc, start: int, end: int, inner: Sequence[Name], lexicon: Lexicon) -> bool:
    """Whether a run of capitals is a body that is called by what it does and where: "Transparency Kenya", "Oxfam America".

    A plain noun stands right before the country, which ends the run; no title, no epithet and no other known name does. Where
    the run begins a sentence, whose first word has a capital anyhow, it must not be what the country is there.
    """
    if len(inner) != 1 or inner[0].end != end or inner[0].start <= start or lexicon.is_first_name(doc[start].text):
        return False
    words = lexicon.words
    country = inner[0]
    if country.entry is None or country.entry.kind is not ActorKind.COUNTRY or country.use is not Use.NAME:
        return False
    before = doc[country.start - 1]
    continent = is_continent(doc, country)
    if continent and country.start - 1 > start:
        before = doc[country.start - 2]
    elif continent:
        return False
    lower = before.lower_
    if not before.text.isalpha() or before.pos_ not in _PLAIN or lower in _EPITHETS | NO_NAME:
        return False
    if lower in words.offices | words.honorifics | words.ranks | words.body_nouns | words.group_nouns | words.things:
        return False
    if before.i > start or not doc[start].is_sent_start:
        return True
    return lower in words.body_names or not (lower in _ROLE_NOUNS or lower.removesuffix("s").endswith(_ROLES))


def join_branches(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """Names with firms and the like joined to where they are: "Honda of Canada", "BMW of North America", "Oxfam Kenya"."""
    out: list[Name] = []
    for name in names:
        firm = out[-1] if out else None
        if (
            firm is not None
            and name.kind is NameKind.PLACE
            and name.use is not Use.ADJECTIVE
            and firm.kind is NameKind.BODY
            and firm.entry is not None
            and firm.entry.type in _BRANCHED
            and (name.start == firm.end or (doc[firm.end].lower_ == "of" and name.start == firm.end + 1))
        ):
            out[-1] = Name(firm.start, name.end, NameKind.BODY, firm.senses)
            continue
        out.append(name)
    return out
