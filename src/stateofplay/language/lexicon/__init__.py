"""The lexicon of actors: countries, organisations, armed groups, people and places, as data files anyone can edit.

Begin at `lexicon` (loading); `entries` is what is known of one actor, `forms` finds names in a text, `places` cities, `words`
tells people, bodies and groups apart. The format of the files is described in ``docs/lexicon.md``.
"""

from __future__ import annotations

from stateofplay.language.lexicon.entries import PARTICLES, Entry, Use
from stateofplay.language.lexicon.forms import FormIndex, Match, fold
from stateofplay.language.lexicon.lexicon import Lexicon, is_medium, load
from stateofplay.language.lexicon.words import Words, plural

__all__ = ["PARTICLES", "Entry", "FormIndex", "Lexicon", "Match", "Use", "Words", "fold", "is_medium", "load", "plural"]
