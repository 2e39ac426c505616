"""How likely each claim is right: a number from curves fitted on annotated pages, one a kind of claim.

Begin at `weighing`: it takes the claims of a page as the finders left them and sets their confidence. `features` says what a
curve looks at, `curves` holds the weights and the thresholds above which a brief tells a claim as plain; `rivals` weighs the acts
of a sentence beside one another, `repeats` leaves out what a page tells twice.
"""

from stateofplay.finding.confidence.weighing import weigh

__all__ = ["weigh"]
