"""What would have to change for an outcome to hold, and is there a path to it.

Begin at `reaching`; `least_changes` counts the wishes that would have to turn, `path` looks for moves that each mover wants;
`readings` asks the same over the readings of a model that leaves things open.
"""

from stateofplay.casework.reach.least_changes import Edit, WishChange, wish_changes
from stateofplay.casework.reach.path import Path
from stateofplay.casework.reach.reaching import Reach, UnderConcept, reach

__all__ = ["Edit", "Path", "Reach", "UnderConcept", "WishChange", "reach", "wish_changes"]
