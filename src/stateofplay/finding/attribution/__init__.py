"""Attribution: who is given as the source of which words, whether said, written or thought."""

from stateofplay.finding.attribution.attributions import Attribution, attributions, is_aside, source_span
from stateofplay.finding.attribution.speakers import Speaker, speakers

__all__ = ["Attribution", "Speaker", "attributions", "is_aside", "source_span", "speakers"]
