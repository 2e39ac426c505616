"""Kinds of actors: `people`, `bodies`, `countries`, `groups` enter theirs into the roster; `phrases` reads noun phrases."""

from stateofplay.language.actors.kinds.bodies import find_bodies
from stateofplay.language.actors.kinds.countries import find_countries
from stateofplay.language.actors.kinds.groups import find_groups
from stateofplay.language.actors.kinds.people import (
    PARTS_OF_STATE,
    assign_titles,
    find_people,
    side_with_opposition,
    title_tokens,
)

__all__ = [
    "PARTS_OF_STATE",
    "assign_titles",
    "find_bodies",
    "find_countries",
    "find_groups",
    "find_people",
    "side_with_opposition",
    "title_tokens",
]
