"""Media: they carry what others say, and speak themselves only where nobody else is named."""

from __future__ import annotations

from stateofplay.language.clauses import grammatical_subject
from stateofplay.language.document import Document
from stateofplay.language.lexicon import is_medium
from stateofplay.language.tokens import Token


def only_carries(document: Document, source: Token | None, cue: Token, inner: Token) -> bool:
    """Tell whether a medium reports no more than that somebody spoke: "AFP reported that the minister said ...".

    `cue` is the medium's verb, `inner` the verb of saying within what it reports.
    """
    names = document.who(source)
    if not names or not all(is_medium(name) and _is_nobodys(document, name) for name in names):
        return False
    if inner.head is not cue and cue.head is not inner:
        return False
    speaking = document.who(grammatical_subject(inner))
    return bool(speaking) and not any(is_medium(name) for name in speaking)


def _is_nobodys(document: Document, name: str) -> bool:
    """ "AFP" is also an army; what is on the side of a state is no news agency."""
    actor = document.actor(name)
    return actor is None or actor.side is None
