"""Ambiguities: a `Document` and its claims come in; places where the text is unclear or contradicts itself go out.

`finder` finds them, `notes` words the remarks.
"""

from stateofplay.finding.ambiguities.finder import find_ambiguities

__all__ = ["find_ambiguities"]
