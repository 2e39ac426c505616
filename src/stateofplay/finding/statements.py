"""Statements: who said, announced, denied, urged or threatened what, direct or reported, one for each piece of content."""

from __future__ import annotations

from stateofplay.finding.attribution import Attribution, Speaker, attributions, is_aside, speakers
from stateofplay.finding.attribution.media import only_carries
from stateofplay.finding.attribution.voices import issuer
from stateofplay.finding.components import Found, finder
from stateofplay.finding.inflections import words
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated
from stateofplay.language.tokens import Token
from stateofplay.model import Evidence, Statement

CONFIDENCE = {
    "quote": 0.9,
    "announced": 0.8,
    "clause": 0.85,
    "according": 0.85,
    "postposed": 0.8,
    "phrase": 0.65,
    "noun": 0.6,
    "sequel": 0.6,
    "surface": 0.5,
}
"""How sure each construction is, for a named speaker."""

_UNNAMED = 0.9
_UNREAL = words("will would may might could should 'll ’ll")
_GOING_ON = words("went goes going continued continues continue")
_SPOKEN_WHEN_NEGATED = frozenset({"deny", "denied", "denies"})


@finder("statements", assigns="statements")
def find_statements(document: Document, found: Found) -> tuple[Statement, ...]:
    """Find the attributed statements of an article.

    Beliefs, wishes and intentions that nobody voiced are left out, as are words under "did not say" and "will announce".
    """
    out: list[Statement] = []
    seen: set[tuple[str, str]] = set()
    last: tuple[Speaker, ...] = ()
    since = 0
    body = len(document.article.title or "") if _opens_with_title(document) else 0
    everything = attributions(document)
    we = issuer(document)
    for attribution in sorted(everything, key=_place):
        if attribution.thought or document.doc[attribution.start].idx < body:
            continue
        if _is_unsaid(attribution.cue) or _is_passed_on(document, attribution, everything):
            continue
        who = speakers(document, attribution.source, cue=attribution.cue, last=last, since=since)
        if not who and we is not None and attribution.source is not None and attribution.source.lower_ == "we":
            who = (Speaker(name=we, named=True, token=attribution.source),)
        if not who:
            continue
        if attribution.how != "noun" and not is_aside(attribution.cue) and not _is_told(attribution, everything):
            last, since = who, max(attribution.end, attribution.cue.i)
        for speaker in who:
            statement = _statement(document, attribution, speaker)
            key = (speaker.name, " ".join(statement.content.lower().split()))
            if key not in seen:
                seen.add(key)
                out.append(statement)
    return tuple(sorted((s for s in out if not _speaks_of_self(s, out)), key=lambda s: (s.content_start, s.speaker)))


def _speaks_of_self(inner: Statement, everything: list[Statement]) -> bool:
    """What "he told me" reports inside a quotation was not said by who is quoted: the pronoun went to the wrong one."""
    if inner.direct:
        return False
    return any(
        outer.direct
        and outer.speaker == inner.speaker
        and outer.content_start <= inner.anchor < outer.content_start + len(outer.content)
        and outer.content_start <= inner.content_start
        for outer in everything
    )


def _is_told(attribution: Attribution, everything: tuple[Attribution, ...]) -> bool:
    """Tell whether somebody else reports the saying itself: "X said that Y had warned of ..." goes on with X."""
    return any(
        a.start <= attribution.cue.i < a.end and a.cue.i != attribution.cue.i and not a.thought for a in everything
    )


def _place(attribution: Attribution) -> tuple[int, int]:
    """Where somebody begins to speak: at the cue, or at a quotation that carries on without one."""
    start = attribution.start
    return (start if attribution.how == "sequel" else attribution.cue.i), start


def _opens_with_title(document: Document) -> bool:
    title = document.article.title
    return bool(title) and document.article.text.startswith(title or "")


def _is_passed_on(document: Document, attribution: Attribution, everything: tuple[Attribution, ...]) -> bool:
    """Words that a medium only carries ("..., X said, according to the agency"), and "as I said" in one's own quotation."""
    if attribution.how == "according":
        return any(
            a.cue.i in range(attribution.start, attribution.end) and a.how in ("quote", "postposed") for a in everything
        )
    if any(
        attribution.start <= a.cue.i < attribution.end
        and not a.thought
        and only_carries(document, attribution.source, attribution.cue, a.cue)
        for a in everything
    ):
        return True
    first_person = attribution.source is not None and attribution.source.lower_ in ("i", "we")
    return first_person and any(a.direct and a.start <= attribution.cue.i < a.end for a in everything)


def _is_unsaid(cue: Token) -> bool:
    """Words under a negated, future or only intended cue have not been said."""
    if cue.pos_ == "NOUN":
        return False
    if any(c.dep_ in ("mark", "aux") and c.lower_ == "to" for c in cue.children) and cue.head.lower_ not in _GOING_ON:
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in cue.children):
        return True
    if cue.lower_ in ("pressing", "pushing") or _asks_for_cover(cue):
        return True
    if is_negated(cue) and cue.lower_ not in _SPOKEN_WHEN_NEGATED:
        return True
    return any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in cue.children)


def _asks_for_cover(cue: Token) -> bool:
    """ "an official who asked not to be named": a wish toward the reporter, not toward a party."""
    return cue.lemma_ in ("ask", "request", "insist", "demand", "decline", "refuse") and any(
        t.lemma_.lower() in ("name", "identify", "quote", "anonymity", "anonymous") and cue.is_ancestor(t)
        for t in cue.doc[cue.i + 1 : cue.i + 8]
    )


def _statement(document: Document, attribution: Attribution, speaker: Speaker) -> Statement:
    doc, text = document.doc, document.article.text
    content = Evidence.cut(text, doc[attribution.start].idx, _end(doc[attribution.end - 1]))
    evidence = _evidence(document, attribution)
    confidence = CONFIDENCE[attribution.how] * (1.0 if speaker.named else _UNNAMED)
    anchor = attribution.cue.idx
    if not evidence.start <= anchor < evidence.end:
        anchor = content.start
    return Statement(
        evidence=evidence,
        anchor=anchor,
        component="statements",
        confidence=round(confidence, 3),
        speaker=speaker.name,
        named=speaker.named,
        act=attribution.act,
        content=content.quote,
        content_start=content.start,
        direct=attribution.direct,
    )


def _end(token: Token) -> int:
    return token.idx + len(token)


def _evidence(document: Document, attribution: Attribution) -> Evidence:
    """The sentences of content, cue and source; for a sequel far from its speaker, the content's own sentences."""
    doc = document.doc
    tokens = [doc[attribution.start], doc[attribution.end - 1]]
    if attribution.how != "sequel":
        tokens.append(attribution.cue)
        if attribution.source is not None and abs(attribution.source.i - attribution.cue.i) < 60:
            tokens.append(attribution.source)
    elif attribution.cue.i < attribution.start and attribution.start - attribution.cue.i < 60:
        tokens.append(attribution.cue)
    return document.sentence_evidence(*tokens)
