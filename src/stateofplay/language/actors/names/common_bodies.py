"""Bodies that many countries have under one name: whose "the Supreme Court" is, on a page about Kenya.

The lexicon knows such a name of one country only, the one whose body the press leaves without its country. Where the page says
whose it is ("Kenya's Supreme Court", "the Senate of Peru"), or names other countries and nothing of that one, it is another's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.lexicon import Entry, Lexicon, Use
from stateofplay.language.tokens import Doc
from stateofplay.model import ActorKind

COMMON = frozenset(
    {
        "Supreme Court",
        "Senate",
        "Congress",
        "House of Representatives",
        "House of Commons",
        "Justice Department",
        "Department of Justice",
        "Labor Department",
        "Defense Department",
        "Defence Department",
        "Department of Defense",
        "Treasury Department",
        "National Security Council",
        "National Security Agency",
        "National Intelligence Service",
        "Joint Chiefs of Staff",
        "Coast Guard",
        "Foreign Office",
        "Ministry of Defence",
        "Labour Party",
        "Labor Party",
        "Conservative Party",
        "Democratic Party",
        "Republican Party",
        "Liberal Democratic Party",
    }
)
"""Names of such bodies, as they stand without a country."""
ADHERENTS = frozenset({"Conservatives", "Social Democrats", "Christian Democrats"})
"""Who thinks so, in many countries; in the country of the lexicon they are a party."""
_MOSTLY = 4
"""How many times as often as the country of the lexicon a page must name another for being about that."""

_CONGRESSES = frozenset(
    {
        *("Argentina", "Bolivia", "Brazil", "Chile", "Colombia", "Dominican Republic", "Guatemala", "Honduras"),
        *("India", "Mexico", "Paraguay", "Peru", "Philippines", "Spain"),
    }
)
"""Countries in which a bare "Congress" is their own: a parliament, of India a party."""


def settle_common(doc: Doc, names: Sequence[Name], lexicon: Lexicon) -> None:
    """Give the bodies of such names to the country that the page says or is about; `home` is that country then."""
    common = [n for n in names if n.entry is not None and n.entry.side and _bare(doc, n) in COMMON]
    if not common:
        return
    lands = [n for n in names if n.entry is not None and n.entry.kind is ActorKind.COUNTRY]
    by_end, by_start = {n.end: n.entry for n in lands}, {n.start: n.entry for n in lands}
    own = Counter(x for n in names if n.entry is not None and n not in common for x in {n.entry.name, n.entry.side})
    often = Counter(n.entry.name for n in lands if n.entry is not None)
    told: dict[str, Entry] = {}
    joined: dict[int, Entry] = {}  # "Bolivia's Senate | and Congress"
    for name in common:
        bare, known = _bare(doc, name), name.entry
        assert known is not None
        owner = _owner(doc, name, by_end, by_start)
        if owner is None and name.start and doc[name.start - 1].lower_ == "and":
            owner = joined.get(name.start - 1)
        if owner is not None:
            told[bare] = joined[name.end] = owner
        about = next((land for land, _ in often.most_common() if land != known.side), None)
        home = told.get(bare)
        has_one = bare != "Congress" or about in _CONGRESSES
        if home is None and about is not None and has_one and often[about] >= _MOSTLY * own[known.side]:
            home = lexicon.by_name.get(about)
        if home is None or home.name == known.side:
            continue
        party = lexicon.by_name.get(f"{bare} party")
        if party is not None and party.side == home.name:
            name.senses = ((party, Use.NAME),)  # India's Congress
        else:
            name.senses, name.kind, name.home = (), NameKind.BODY, home


def without_adherents(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, but for "Conservatives" and the like on a page that tells nothing else of the country whose party they are."""
    kept = [n for n in names if n.entry is None or _bare(doc, n) not in ADHERENTS]
    if len(kept) == len(names):
        return kept
    told = {x for n in kept if n.entry is not None for x in (n.entry.name, n.entry.side)}
    return [n for n in names if n.entry is None or _bare(doc, n) not in ADHERENTS or n.entry.side in told]


def _bare(doc: Doc, name: Name) -> str:
    return doc[name.start : name.end].text.removeprefix("the ").removeprefix("The ")


def _owner(doc: Doc, name: Name, by_end: dict[int, Entry | None], by_start: dict[int, Entry | None]) -> Entry | None:
    """The country that the words around a body name as its own: "Kenya's", "Kenyan", "of Kenya"."""
    before = name.start - (doc[name.start - 1].text in POSSESSIVES) if name.start else 0
    if (owner := by_end.get(before)) is not None:
        return owner
    following = [t.lower_ for t in doc[name.end : name.end + 2]]
    return by_start.get(name.end + 1 + (following[1:] == ["the"])) if following[:1] == ["of"] else None
