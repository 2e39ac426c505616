"""Headlines of other stories that stand inside a sentence, behind a name.

Some pages unfold a card where they first speak of a person. As bare text it stands in the middle of the sentence: behind
the name as the story writes it the full name, headlines about that person, of which the first clings to the name, and a link
to more. Read as part of the sentence they make meetings and speakers of other stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BETWEEN = r"(?:(?:[A-Z(][\w.'’()-]*|d[aeiu]|de[lnr]|l[ae]|v[ao]n|al|bin)\ )"
"""A name before the last one, as the card writes it out: "Ann", "Q.", "(Nan)"; or a small word of a family name."""

_LINK = re.compile(r"(?<!READ)(?<!SEE) MORE\b(?!:)")
"""Where a card ends; "READ MORE:" is a label of its own."""
_LONGEST = 900
_HEADLINES = rf"(?=[A-Z0-9'\"“‘(\[$\#])[^\n]{{15,{_LONGEST}}}+\Z"
"""They begin as headlines begin, and go on to the link, where the search ends."""
_LONGEST_CARD = _LONGEST + 200
"""Characters in front of a link in which its card may begin: looked for further back, long lines would cost their square."""

_CARDS = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        # First and last name come again: then a blank may part the card from the name, or the headlines from the card.
        rf"\b(?P<first>[A-Z][\w.'’-]*)\ (?P<last>[A-Z][\w.'’-]*\w)"
        rf"(?P<card>\ ?(?P=first)\ {_BETWEEN}{{0,4}}?(?P=last)\ ?{_HEADLINES})",
        # The last name comes again, and the first headline clings to it.
        rf"\b(?P<last>[A-Z][\w.'’-]*\w)(?P<card>\ {_BETWEEN}{{0,6}}?(?:[A-Z][\w'’-]*-)?(?P=last){_HEADLINES})",
    )
)


def take_cards(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Take the cards of people out of the sentences they stand in; returns the lines, and what was taken.

    Examples
    --------
    >>> line = "Sen. Ida Moor Ida Berit MoorHarbour opens again Overnight Ports: Ferry strike ends MORE (N-Arda) said so."
    >>> take_cards([line])
    (['Sen. Ida Moor (N-Arda) said so.'], ['Ida Berit MoorHarbour opens again Overnight Ports: Ferry strike ends MORE'])
    """
    out: list[str] = []
    taken: list[str] = []
    for line in lines:
        for card in _CARDS if " MORE" in line else ():
            line, found = _without(line, card)
            taken += found
        out.append(line)
    return out, taken


def _without(line: str, card: re.Pattern[str]) -> tuple[str, list[str]]:
    """A line without the cards of one shape, of which one at most ends at each link; and these."""
    kept, taken, at = [], [], 0
    begin = 0
    for link in _LINK.finditer(line):
        found = card.search(line, max(begin, link.start() - _LONGEST_CARD), link.end())
        begin = link.end()
        if found is not None:
            kept.append(line[at : found.start("card")])
            taken.append(found["card"].strip())
            at = begin
    return "".join([*kept, line[at:]]), taken


def tell_cards(taken: list[str]) -> list[str]:
    """What a page's repairs say of them."""
    n = len(taken)
    return [f"{n} {'list' if n == 1 else 'lists'} of other headlines inside a sentence left out."] if n else []
