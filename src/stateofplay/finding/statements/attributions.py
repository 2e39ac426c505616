"""All attributions of a document: direct, reported and by noun, merged so that each run of words is given once for each cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from stateofplay.finding.statements.according import according_to
from stateofplay.finding.statements.media import only_carries
from stateofplay.finding.statements.quoted import Utterance, utterances
from stateofplay.finding.statements.reported import Attribution, act_told, lookup, reported_by
from stateofplay.finding.statements.sources import source_of_verb
from stateofplay.finding.statements.voices import spoken_lines
from stateofplay.language.document import Document
from stateofplay.language.tokens import Token
from stateofplay.model import Act

__all__ = ["Attribution", "attributions"]

_TOLD_FIRST = frozenset({"quote", "postposed"})
"""Constructions whose content stands before its words of saying."""
_NEAR = 120  # tokens within which a quotation without words of saying still belongs to the speaker before it


def attributions(document: Document) -> tuple[Attribution, ...]:
    """Find everything that the article gives to a source: statements, and also beliefs, wishes and intentions.

    Parameters
    ----------
    document
        Parsed, with quotations. Actors are not needed: sources are heads of noun phrases.

    Returns
    -------
    tuple of Attribution
        In text order of their contents. Cost: linear in the length of the article.
    """
    spoken = tuple(utterances(document))
    quoted = [_from_utterance(document, u) for u in spoken if u.cue is not None]
    by_cue: dict[int, list[Attribution]] = {}
    for quote in quoted:
        by_cue.setdefault(quote.cue.i, []).append(quote)
    reported: list[Attribution] = []
    for token in document.doc:
        if token.lower_ == "according":
            if (found := according_to(token)) is not None:
                reported.append(found)
            continue
        entry = lookup(token)
        if entry is None:
            continue
        for found in reported_by(token, entry):
            if not _is_taken(found, by_cue.get(found.cue.i, ())):
                reported.append(found)
    told = sorted((*quoted, *reported, *spoken_lines(document)), key=lambda a: (a.start, a.end))
    carriers = _carriers(document, told)
    sequels = [s for u in spoken if u.cue is None and (s := _sequel(u, carriers)) is not None]
    return tuple(_without_repeats(sorted((*told, *sequels), key=lambda a: (a.start, a.end))))


def _from_utterance(document: Document, utterance: Utterance) -> Attribution:
    cue, entry = utterance.cue, utterance.entry
    assert cue is not None
    assert entry is not None
    start, end = utterance.start, utterance.quotation.end
    return Attribution(
        cue=cue,
        act=act_told(entry, "quote", document.doc, start, end),
        thought=entry.thought,
        source=source_of_verb(cue),
        start=start,
        end=end,
        how="quote",
        slot="quote",
        direct=True,
    )


def _is_taken(found: Attribution, quoted: Iterable[Attribution]) -> bool:
    """Tell whether one of the quotations of its cue already gives the same words."""
    return any(
        (found.start < q.end and q.start < found.end)
        or (q.end <= found.cue.i < found.start and found.cue.doc[found.start - 1].lower_ != "that")
        for q in quoted
    )


def _carriers(document: Document, told: list[Attribution]) -> list[Attribution]:
    """Attributions whose speaker a further quotation can have, in the order in which they end.

    None of what a quotation reports in its turn, none of what others said meanwhile, and no medium that only carries it all
    ("..., Dahl said, according to the Gazette").
    """
    inside: set[int] = set()
    for a in told:
        if a.direct:
            inside.update(range(a.start, a.end))
    saying = sorted(a.cue.i for a in told if a.how in _TOLD_FIRST)
    cues = sorted((a.cue for a in told if not a.thought), key=_at)
    usable = [
        a
        for a in told
        if not a.thought
        and a.source is not None
        and a.how != "noun"
        and a.cue.i not in inside
        and not is_aside(a.cue)
        and not (a.how == "according" and bisect_right(saying, a.end) > bisect_right(saying, a.start))
        and not (
            a.how == "postposed"
            and any(
                only_carries(document, a.source, a.cue, cue)
                for cue in cues[bisect_right(cues, a.start, key=_at) : bisect_right(cues, a.end, key=_at)]
            )
        )
    ]
    return sorted(usable, key=_place)


def _at(word: Token) -> int:
    return word.i


def _place(attribution: Attribution) -> int:
    return max(attribution.end, attribution.cue.i)


def _sequel(utterance: Utterance, carriers: list[Attribution]) -> Attribution | None:
    """Give a quotation without words of saying to the speaker of the nearest attribution before it."""
    start = utterance.start
    at = bisect_right(carriers, start, key=_place)
    best = carriers[at - 1] if at else None
    if best is None or start - max(best.end, best.cue.i) > _NEAR:
        return None
    return Attribution(
        cue=best.cue,
        act=Act.SAY,
        thought=False,
        source=best.source,
        start=start,
        end=utterance.quotation.end,
        how="sequel",
        slot="quote",
        direct=True,
    )


_OPENS_ASIDE = frozenset("as while after although though because".split())
"""Words that open a clause about others."""


def is_aside(cue: Token) -> bool:
    """Tell whether a cue stands in a clause about others: "as the banks warned that ...", "who said that ..."."""
    if cue.dep_ == "acl:relcl":
        return True
    return cue.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _OPENS_ASIDE for c in cue.children)


def _without_repeats(found: list[Attribution]) -> list[Attribution]:
    """Drop an attribution whose cue and words another one has already, the longer content kept."""
    kept: dict[int, list[Attribution]] = {}
    for attribution in sorted(found, key=lambda a: a.start - a.end):
        same = kept.setdefault(attribution.cue.i, [])
        if not any(o.start <= attribution.start and attribution.end <= o.end for o in same):
            same.append(attribution)
    return sorted((a for same in kept.values() for a in same), key=lambda a: (a.start, a.end))
