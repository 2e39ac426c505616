"""Documents for tests of finders: our own sentences, parsed, with a hand-made table of who is who."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stateofplay.language.document import Document, Mention, MentionKind, TimeExpression
from stateofplay.language.embedded import read_words
from stateofplay.language.press.quotations import find_quotations
from stateofplay.language.tokens import Doc
from stateofplay.model import Actor, ActorKind, Article, Evidence

# surface form -> (canonical name, kind, side)
WHO: dict[str, tuple[str, ActorKind, str | None]] = {
    "Norway": ("Norway", ActorKind.COUNTRY, None),
    "Norwegian": ("Norway", ActorKind.COUNTRY, None),
    "Sweden": ("Sweden", ActorKind.COUNTRY, None),
    "Swedish": ("Sweden", ActorKind.COUNTRY, None),
    "Denmark": ("Denmark", ActorKind.COUNTRY, None),
    "Anna Berg": ("Anna Berg", ActorKind.PERSON, "Norway"),
    "Berg": ("Anna Berg", ActorKind.PERSON, "Norway"),
    "Omar Haddad": ("Omar Haddad", ActorKind.PERSON, "Sweden"),
    "John Hill": ("John Hill", ActorKind.PERSON, "Denmark"),
    "Mary Stone": ("Mary Stone", ActorKind.PERSON, "Denmark"),
}
TIMES: dict[str, str | None] = {
    "May 5": "2025-05-05",
    "Monday": "2025-05-12",
    "March 2022": "2022-03",
    "2019": "2019",
    "Thursday": None,
}


def words_of(text: str) -> list[str]:
    """Words to draw random texts from."""
    return text.split(" ")


def document(
    text: str,
    *,
    who: Mapping[str, tuple[str, ActorKind, str | None]] = WHO,
    times: Mapping[str, str | None] = TIMES,
    title: str | None = None,
) -> Document:
    """Parse `text` and put in the actors and times of the tables wherever their words stand."""
    doc = read_words(text)
    made = Document(
        article=Article(text=text, title=title, published="2025-05-13", language="en"),
        doc=doc,
        quotations=find_quotations(doc),
        times=tuple(sorted(_times(doc, text, times), key=lambda t: t.start)),
    )
    mentions: list[Mention] = []
    taken: set[int] = set()
    for form in sorted(who, key=len, reverse=True):
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            span = doc.char_span(found.start(), found.end(), alignment_mode="expand")
            if span is None or taken & set(range(span.start, span.end)):
                continue
            taken.update(range(span.start, span.end))
            kind = MentionKind.NAME if form == who[form][0] or form in who[form][0] else MentionKind.ADJECTIVE
            mentions.append(
                Mention(start=span.start, end=span.end, head=span.root.i, actors=(who[form][0],), kind=kind)
            )
    actors: dict[str, Actor] = {}
    for mention in mentions:
        name = mention.actors[0]
        _, what, side = next(entry for entry in who.values() if entry[0] == name)
        span = doc[mention.start : mention.end]
        evidence = Evidence.cut(text, span.start_char, span.end_char)
        actors.setdefault(name, Actor(name=name, kind=what, side=side, evidence=evidence))
    return made.with_actors(actors.values(), mentions)


def _times(doc: Doc, text: str, times: Mapping[str, str | None]) -> Iterator[TimeExpression]:
    for words, value in times.items():
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            span = doc.char_span(found.start(), found.end(), alignment_mode="expand")
            if span is not None:
                yield TimeExpression(start=span.start, end=span.end, text=span.text, value=value)
