"""Words that "according to" gives to somebody."""

from __future__ import annotations

from stateofplay.finding.statements.reported import Attribution
from stateofplay.finding.statements.sources import owner_of
from stateofplay.finding.statements.spans import bounds, subtree_range, trim
from stateofplay.finding.words.cues import READ_FORMS
from stateofplay.language.tokens import Token
from stateofplay.model import Act

_OPENING_CLAUSES = frozenset({"where", "which", "who", "that", "because", "but", "while", "when"})


def according_to(token: Token) -> Attribution | None:
    """The attribution made by "according to", `token` being "according"."""
    doc = token.doc
    sentence_start, sentence_end = bounds(token)
    if token.i + 2 >= sentence_end or doc[token.i + 1].lower_ != "to":
        return None
    source = token.head
    if token.dep_ != "case" or source.i <= token.i:
        return None
    high = subtree_range(source)[1]
    if source.lower_ in READ_FORMS:
        source = owner_of(source) or source  # not of whom they tell: "he spent millions, according to reports"
    high = min(max(high, source.i + 1), sentence_end)
    before = [t for t in doc[sentence_start : token.i] if not t.is_punct and not t.is_space]
    # The words that follow are the content: "in Chad, where, according to the agency, many go hungry".
    opened = bool(before) and before[-1].lower_ in _OPENING_CLAUSES
    if len(before) <= 2 or opened:
        start, end = high, sentence_end
        while start < end and doc[start].text != "," and doc[start - 1].text != ",":
            start += 1
        if start >= end - 2:
            start = high
    else:
        start, end = sentence_start, token.i
    trimmed = trim(doc, start, end)
    if trimmed is None:
        return None
    return Attribution(
        cue=token,
        act=Act.SAY,
        thought=False,
        source=source,
        start=trimmed[0],
        end=trimmed[1],
        how="according",
        slot="to",
    )
