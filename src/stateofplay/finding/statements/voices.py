"""Who "we" and "I" are outside quotation marks: whom a line with a colon announces, or the body that issues a press release."""

from __future__ import annotations

from collections.abc import Iterator

from stateofplay.finding.statements.reported import Attribution, lookup
from stateofplay.finding.statements.sources import source_of_verb
from stateofplay.finding.statements.spans import OPENING, bounds, is_break
from stateofplay.language.clauses import child
from stateofplay.language.document import Document
from stateofplay.language.inflections import words
from stateofplay.language.tokens import Token
from stateofplay.language.transcripts import transcript_lines
from stateofplay.model import Act

FIRST_PERSON = words("i we our my us")
_LONGEST = 12  # paragraphs that a line with a colon can announce
_ENOUGH = 2  # times that "we" must act for a text to be somebody's own


def announced(document: Document) -> Iterator[Attribution]:
    """Paragraphs without quotation marks that a line announces: "The minister said:", and then what was said.

    The paragraph after the line is the speaker's, and so are those that follow as long as they speak of "I" or "we".
    """
    doc = document.doc
    for token in doc[:-1]:
        if token.text != ":" or not is_break(doc[token.i + 1]):
            continue
        cue = _cue_of(token)
        entry = lookup(cue) if cue is not None else None
        if cue is None or entry is None:
            continue
        for number, (start, end) in enumerate(_paragraphs(document, token.i + 1)):
            first = doc[start]
            if first.text in OPENING or number >= _LONGEST:
                break
            if number and not any(t.lower_ in FIRST_PERSON for t in doc[start:end]):
                break
            yield Attribution(
                cue=cue,
                act=entry.act,
                thought=entry.thought,
                source=source_of_verb(cue),
                start=start,
                end=end,
                how="announced",
                slot="quote",
            )


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
            how="announced",
            slot="quote",
        )


def _cue_of(colon: Token) -> Token | None:
    start, _ = bounds(colon)
    for token in reversed(colon.doc[start : colon.i]):
        entry = lookup(token)
        if entry is not None and "quote" in entry.slots and token.pos_ == "VERB":
            return token
    return None


def _paragraphs(document: Document, i: int) -> Iterator[tuple[int, int]]:
    doc = document.doc
    while i < len(doc):
        while i < len(doc) and doc[i].is_space:
            i += 1
        end = i
        while end < len(doc) and not is_break(doc[end]):
            end += 1
        if end > i:
            yield i, end
        i = end


def issuer(document: Document) -> str | None:
    """The body in whose name a text without an announced speaker says "we": the first body that acts in it.

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
