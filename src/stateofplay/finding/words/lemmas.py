"""Dictionary forms that the tables know, for words whose ending the lemmatizer cut wrongly ("exclud", "travelled")."""

from __future__ import annotations

from stateofplay.finding.words import attendance as attendance_words
from stateofplay.finding.words import meetings as meetings_words
from stateofplay.language import modality_words
from stateofplay.language.tokens import Token

_KNOWN = frozenset(meetings_words.MEETING_VERBS) | {
    word.split("_", 1)[0] for table in (*meetings_words.TABLES, *attendance_words.TABLES) for word in table
}


def lemma_of(token: Token) -> str:
    """The lower-case lemma of a token; where the tables do not know it, the known word of which the token is a form."""
    return modality_words.lemma_of(token, _KNOWN)
