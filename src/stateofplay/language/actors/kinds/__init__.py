"""Kinds of actors: each enters its own into the roster: `people`, `bodies`, `countries`, `groups`, `blocs` told by their size,
single people without a name (`individuals`), the rest `proposals`; `repeats` makes one of who was drafted twice, `namesakes`
tells two of one surname apart, `spellings` tells fuller names.

`phrases` reads noun phrases for them, `governments` tells whose "government" is meant.
"""

from stateofplay.language.actors.kinds.blocs import find_blocs
from stateofplay.language.actors.kinds.bodies import find_bodies
from stateofplay.language.actors.kinds.countries import find_countries
from stateofplay.language.actors.kinds.groups import find_groups
from stateofplay.language.actors.kinds.individuals import find_individuals
from stateofplay.language.actors.kinds.people import (
    PARTS_OF_STATE,
    assign_titles,
    find_people,
    side_with_opposition,
    title_tokens,
)
from stateofplay.language.actors.kinds.proposals import propose
from stateofplay.language.actors.kinds.repeats import merge_groups, merge_repeats
from stateofplay.language.actors.kinds.spellings import find_spellings

__all__ = [
    "PARTS_OF_STATE",
    "assign_titles",
    "find_blocs",
    "find_bodies",
    "find_countries",
    "find_groups",
    "find_individuals",
    "find_people",
    "find_spellings",
    "merge_groups",
    "merge_repeats",
    "propose",
    "side_with_opposition",
    "title_tokens",
]
