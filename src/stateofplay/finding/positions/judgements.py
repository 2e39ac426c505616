"""Words of judgement: what a speaker calls essential, unacceptable, good or a mistake."""

from __future__ import annotations

from stateofplay.language.inflections import words

REFUSED_COPULAS = words("unacceptable inconceivable unthinkable non-starter nonstarter illegitimate intolerable")
"""Predicates by which a speaker refuses their subject."""

PRAISED = words(
    "good great important historic right fair constructive helpful useful acceptable reasonable positive welcome "
    "viable workable sensible wise encouraging breakthrough opportunity milestone productive successful fruitful "
    "promising substantive step"
)
"""Predicates by which a speaker supports their subject."""

BLAMED = words(
    "bad wrong unfair terrible disastrous dangerous illegal mistake disaster betrayal capitulation surrender "
    "blackmail provocation ridiculous absurd unrealistic unreasonable premature regrettable humiliating harmful "
    "dead void null excessive unworkable unjustified inadequate insufficient derisory outrageous biased "
    "flawed counterproductive hypocritical pathetic disgraceful futile reckless naive unjust flimsy shameful "
    "insulting worthless sideshow tactic stunt farce trap ploy useless meaningless pointless"
)
"""Predicates by which a speaker opposes their subject."""

REQUIRED_COPULAS = words(
    "essential necessary vital crucial imperative indispensable paramount needed condition precondition "
    "prerequisite requirement priority must non-negotiable nonnegotiable"
)
"""Predicates by which a speaker demands their subject."""

RED_LINES = (
    "non-negotiable", "nonnegotiable", "not negotiable", "red line", "ruled out", "rules out", "rule out", "ruling out",
    "never accept", "out of the question", "inconceivable", "not up for negotiation", "not tolerate", "will not accept any",
    "would not accept any", "under no circumstances", "never agree", "no compromise on", "off the table", "never recognise",
    "never recognize", "never surrender", "never give up",
)  # fmt: skip
"""Words that say a position cannot be moved."""

DESCRIBING = words(
    "called calls call calling described describes describe describing considers considered deems deemed labelled "
    "declare declares declared declaring branded branding dubbed pronounced"
)
"""Verbs that pass a verdict on their object: "called the demand unacceptable"."""

COPULAR = words("remains remain remained is was are constitutes represents becomes")
"""Verbs whose complement, read as an object, is still a verdict on the subject: "remains a red line"."""

REACHING = words("meet satisfy address reflect match guarantee go fulfil fulfill")
"""What an offer that falls short does not do: "does not meet our demands"."""
