"""What somebody could do: an issue's words come in, a possible act goes out.

Begin at `reading`, which gives what `possible` describes, by `verbs` or `nouns` of action; `tables` loads `acts.toml` (concepts
and what they ask of the parties), `concepts` tells which one words mean. `phrases` cuts and words the act, after `clauses` has
turned a passive or a denial round; `things` are words without an action, `pledges` words given that something is not done.
"""

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.reading import act_of

__all__ = ["PossibleAct", "act_of"]
