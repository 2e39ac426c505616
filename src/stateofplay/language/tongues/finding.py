"""Dates and names of an article whose claims are not read."""

from __future__ import annotations

from stateofplay.language.tongues.dates import find_dates
from stateofplay.language.tongues.names import FoundName, find_names
from stateofplay.language.tongues.sentences import Sentences
from stateofplay.model import Actor, ActorKind, Article, DateMention, Evidence
from stateofplay.model.tongues.tables import tongues

_RESOLVED, _OPEN, _NAMED = 0.8, 0.5, 0.7


def find_known(article: Article) -> tuple[tuple[Actor, ...], tuple[DateMention, ...]]:
    """Names and dates of an article by the tables of its language; nothing where it has none.

    Examples
    --------
    >>> text = "La Norvège et le Tchad se rencontrent à Genève le 12 mars 2024."
    >>> actors, dates = find_known(Article(text=text, language="fr"))
    >>> [a.name for a in actors], [d.value for d in dates]
    (['Norway', 'Chad'], ['2024-03-12'])
    """
    code = article.language
    if code not in tongues() or not article.text.strip():
        return (), ()
    text = article.text
    sentences = Sentences(text)
    dates = tuple(
        DateMention(
            evidence=_evidence(text, sentences, one.start, one.end),
            anchor=one.start,
            component="dates",
            confidence=_RESOLVED if one.value else _OPEN,
            text=text[one.start : one.end],
            value=one.value,
        )
        for one in find_dates(text, code, article.published)
    )
    by_name: dict[str, list[FoundName]] = {}
    for name in find_names(text, code):
        by_name.setdefault(name.entry.name, []).append(name)
    return tuple(_actor(text, sentences, found) for found in by_name.values()), dates


def _evidence(text: str, sentences: Sentences, start: int, end: int) -> Evidence:
    return Evidence.cut(text, *sentences.around(start, end))


def _actor(text: str, sentences: Sentences, found: list[FoundName]) -> Actor:
    entry = found[0].entry
    forms = dict.fromkeys(text[one.start : one.end] for one in found)
    return Actor(
        name=entry.name,
        kind=entry.kind or ActorKind.COUNTRY,
        aliases=tuple(form for form in forms if form != entry.name),
        side=entry.side,
        evidence=_evidence(text, sentences, found[0].start, found[0].end),
        mentions=len(found),
        identifiers=(f"iso3166:{entry.iso}",) if entry.iso else (),
        confidence=_NAMED,
    )
