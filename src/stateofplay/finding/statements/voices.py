"""Who speaks outside quotation marks: the lines of a transcript, and the body that says "we" in a press release."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.statements.reported import Attribution
from stateofplay.language.clauses import child
from stateofplay.language.document import Document
from stateofplay.language.press.transcripts import transcript_lines
from stateofplay.model import Act

_ENOUGH = 2  # times that "we" must act for a text to be somebody's own


def spoken_lines(document: Document) -> Iterator[Attribution]:
    """What the lines of a transcript give: "DAHL: We have made an offer."."""
    for line in transcript_lines(document.doc):
        name = document.doc[line.end - 1]
        yield Attribution(
            cue=name,
            act=Act.SAY,
            thought=False,
            source=name,
            start=line.said,
            end=line.stop,
            how="line",
            slot="quote",
        )


def issuer(document: Document) -> str | None:
    """The body in whose name a text says "we": the first body that acts in it.

    None where "we" hardly acts, as in most news.
    """
    acting = sum(t.lower_ == "we" and t.dep_.startswith("nsubj") and not document.is_quoted(t) for t in document.doc)
    if acting < _ENOUGH:
        return None
    for token in document.doc:
        if token.pos_ not in ("VERB", "AUX") or document.is_quoted(token) or (subject := child(token, "nsubj")) is None:
            continue
        for name in document.who(subject, conjuncts=False):
            if document.is_country(name) or document.is_body(name):
                return name
    return None
