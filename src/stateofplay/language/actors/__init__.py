"""Actors: who the people, countries, organisations and groups of a text are, and where it speaks of them.

Names come from the lexicon, the trained recogniser and capitals; titles give roles and sides; common nouns give groups;
references give pronouns and offices their actors. What never acts nor is acted upon is a place or an affiliation, and dropped.

Begin here: the recipe below is the order. `names/` reads names, `kinds/` enters actors into the `roster` by `clause_role`
(who acts, who is only where something is), `references/` finds who stands behind a word, `cast` settles who is an actor of
the story, by what `choice/` learned from annotated pages.
"""

from __future__ import annotations

from stateofplay.language.actors.cast import ActorCast, settle
from stateofplay.language.actors.choice import absorb_parts, choose
from stateofplay.language.actors.kinds import (
    assign_titles,
    find_blocs,
    find_bodies,
    find_countries,
    find_groups,
    find_individuals,
    find_people,
    find_spellings,
    merge_groups,
    merge_repeats,
    propose,
    side_with_opposition,
    title_tokens,
)
from stateofplay.language.actors.names import find_names
from stateofplay.language.actors.references import resolve_offices, resolve_pairs, resolve_pronouns
from stateofplay.language.actors.roster import Roster
from stateofplay.language.document import Document
from stateofplay.language.lexicon import Lexicon, load

__all__ = ["find_actors"]


def find_actors(document: Document, lexicon: Lexicon | None = None) -> Document:
    """Find the actors of a document and every mention of them.

    Parameters
    ----------
    document
        With its parse; quotations, where set, let "I" and "we" find their speaker.
    lexicon
        Who is known beforehand; the shipped lexicon unless another is given.

    Returns
    -------
    Document
        The document with both.
    """
    lexicon = lexicon or load()
    doc = document.doc
    roster = Roster(doc)
    names = find_names(doc, lexicon)
    titles = find_people(doc, names, roster, lexicon)
    find_bodies(doc, names, roster, lexicon)
    find_countries(doc, names, roster, lexicon)
    assign_titles(doc, titles, roster)
    find_blocs(doc, roster, lexicon.words)
    find_groups(doc, names, roster, lexicon)
    side_with_opposition(roster)
    told = title_tokens(titles, roster)
    resolve_offices(doc, roster, lexicon, told)
    pairs = resolve_pairs(doc, roster)
    find_individuals(doc, names, roster, lexicon, told)
    propose(doc, names, roster, lexicon, pairs.mentions)
    merge_repeats(roster)
    absorb_parts(document, roster, lexicon)
    kept = choose(document, roster, lexicon) | pairs.insisted
    merge_groups(roster, kept)
    # Everybody is entered: the roster is only read from here on.
    pronouns = resolve_pronouns(document, roster, lexicon.words)
    spelled = find_spellings(doc, roster, kept)
    return settle(document, roster, ActorCast(kept=kept, pairs=pairs.mentions, pronouns=pronouns, spelled=spelled))
