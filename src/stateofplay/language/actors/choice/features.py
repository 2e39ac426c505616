"""What a draft looks like on its page: how often it is named, what it does there, of what words its name is made."""

from __future__ import annotations

import math
from collections import Counter

from stateofplay.language.actors.clause_role import Bearing, bearing, predicate
from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.lexicon import Lexicon, Words
from stateofplay.language.lexicon.places import load_places
from stateofplay.model import ActorKind

_TYPES = (
    "multilateral",
    "ministry",
    "parliament",
    "military",
    "party",
    "union",
    "company",
    "media",
    "agency",
    "ngo",
    "executive",
)
_ORIGINS = ("proposed", "unsure", "part", "people", "unnamed")
_LOOKED_AT = 12
"""Mentions of a draft whose words are looked at."""
_HOME = ("parliament", "party")
_DEEDS = frozenset({Bearing.SPEAKER, Bearing.AGENT, Bearing.PATIENT})


_DEFINITE_WORDS = frozenset("the these those its his their".split())
"""Words before a description that say that the reader knows whom."""


_LONGEST_TITLE = 40
_HOW = {MentionKind.PRONOUN: "pronoun", MentionKind.ADJECTIVE: "adjective"}


class DraftContext:
    """What the features of all drafts of a page share: sentence numbers, the title, how each noun bears on its clause."""

    def __init__(self, document: Document, roster: Roster, lexicon: Lexicon) -> None:
        doc = document.doc
        self.document, self.doc, self.roster, self.lexicon = document, doc, roster, lexicon
        self.words: Words = lexicon.words
        self.number = {t.i: n for n, s in enumerate(doc.sents) for t in s}
        self.total = sum(len(d.spans) for d in roster.drafts) or 1
        self.title_end = next((t.i for t in doc.words[:_LONGEST_TITLE] if "\n" in t.text), 0)
        self.siding = Counter(id(d.side) for d in roster.drafts if d.side is not None and d.kind is ActorKind.PERSON)
        weights = [d.weight for d in roster.drafts if d.spans]
        self.heaviest = max([1.0, *weights])
        entries = [d.entry for d in roster.drafts if d.spans and d.entry is not None]
        self.domestic = sum(e.type in _HOME for e in entries)
        self.countries = sum(e.kind is ActorKind.COUNTRY for e in entries)
        self.home, self.abroad = self._masses()
        self.labels = {i: e.label_ for e in doc.ents for i in range(e.start, e.end)}

    def is_idle(self, draft: ActorDraft) -> bool:
        """Tell whether a draft nowhere acts, speaks or suffers."""
        return not any(bearing(self.doc[span.head], self.words) in _DEEDS for span in draft.spans)

    def _masses(self) -> tuple[float, float]:
        """Mentions of parliaments, parties and their people of the country that has most of them, and of other countries."""
        home: Counter[str] = Counter()
        for draft in self.roster.drafts:
            entry = draft.entry
            if entry is not None and entry.type in _HOME and entry.side:
                home[entry.side] += len(draft.spans)
        if not home:
            return 0.0, 0.0
        country, count = home.most_common(1)[0]
        abroad = sum(
            len(d.spans)
            for d in self.roster.drafts
            if d.kind is ActorKind.COUNTRY and d.entry is not None and d.entry.name != country
        )
        return count / self.total, abroad / self.total

    def measures(self, draft: ActorDraft) -> dict[str, float]:
        """Numbers of one draft, by the name of the measure; what is missing is nought."""
        doc, words = self.doc, self.words
        out: dict[str, float] = {f"kind={draft.kind.value}": 1.0}
        named = [s for s in draft.spans if s.kind is not MentionKind.PRONOUN]
        how: Counter[str] = Counter()
        deeds: Counter[str] = Counter()
        for span in draft.spans:
            token = doc[span.head]
            role = bearing(token, words)
            how[_HOW.get(span.kind) or role.value] += 1
            if role in (Bearing.AGENT, Bearing.SPEAKER):
                lemma = predicate(token).lemma_.lower()
                deeds["speech" if lemma in words.speech else "action" if lemma in words.action else "state"] += 1
            if self.document.is_quoted(token):
                deeds["quoted"] += 1
        for key, count in (*how.items(), *deeds.items()):
            out[key] = math.log1p(count)
        first = min((s.start for s in named), default=0)
        out["mentions"] = math.log1p(len(named))
        out["all mentions"] = math.log1p(len(draft.spans))
        out["share"] = len(draft.spans) / self.total
        out["weight"] = draft.weight
        out["relative weight"] = draft.weight / self.heaviest
        out["confidence"] = draft.confidence
        out["first"] = first / max(1, len(doc))
        out["first sentence"] = math.log1p(self.number.get(first, 0))
        out["titled"] = float(any(s.start < self.title_end for s in draft.spans))
        out["lead"] = float(any(self.title_end <= s.start < self.title_end + 60 for s in draft.spans))
        out["siding"] = float(self.siding[id(draft)])
        out["sentences"] = len({self.number[s.start] for s in draft.spans})
        out["forms"] = float(len(draft.forms) + len(draft.nominals))
        out["roles"] = float(len(draft.roles))
        out["sided"] = float(draft.side is not None)
        out["may stand for"] = float(draft.stands_for is not None)
        if draft.stands_for is not None:
            out["whole mentions"] = math.log1p(len(draft.stands_for.spans))
        out["drafts"] = float(len(self.roster.drafts))
        out["length"] = math.log(1 + len(doc))
        out["home"], out["abroad"] = self.home, self.abroad
        out["home over abroad"] = self.home / (self.home + self.abroad + 0.01)
        out["domestic"], out["countries"] = float(self.domestic), float(self.countries)
        for origin in _ORIGINS:
            if draft.origin == origin:
                out[f"origin={origin}"] = 1.0
        self._measure_name(draft, out)
        self._measure_surroundings(draft, out)
        return out

    def _measure_name(self, draft: ActorDraft, out: dict[str, float]) -> None:
        words, entry = self.words, draft.entry
        parts = draft.name.split()
        last, first = parts[-1].lower(), parts[0].lower()
        out["known"] = float(entry is not None)
        if entry is not None and entry.type in _TYPES:
            out[f"type={entry.type}"] = 1.0
        out["words"] = float(len(parts))
        out["acronym"] = float(draft.name.isupper() and len(draft.name) < 8)
        out["capitals"] = sum(p[:1].isupper() for p in parts) / len(parts)
        out["capital last"] = float(parts[-1][:1].isupper())
        out["first name"] = float(self.lexicon.is_first_name(parts[0]))
        out["place name"] = float(draft.name in load_places())
        for key, table in (
            ("body name", words.body_names), ("body noun", words.body_nouns), ("group noun", words.group_nouns),
            ("armed noun", words.armed_nouns), ("vague", words.vague_nouns), ("source", words.sources),
            ("state noun", words.state_nouns), ("people noun", words.people_nouns), ("collective", words.collectives),
            ("office", words.offices), ("thing", words.things),
        ):  # fmt: skip
            out[key] = float(last in table)
        out["idle first"] = float(first in words.idle)

    def _measure_surroundings(self, draft: ActorDraft, out: dict[str, float]) -> None:
        doc = self.doc
        labels: Counter[str] = Counter()
        told = credited = definite = 0
        for span in draft.spans:
            labels[self.labels.get(span.head, "none")] += 1
            before = doc[span.start - 1].lower_ if span.start else ""
            told += before in ("to", "told")
            credited += before in ("by", "/", "(", "via", "_", "-")
            definite += before in _DEFINITE_WORDS
        many = max(1, sum(labels.values()))
        for label, count in labels.items():
            out[f"label={label}"] = count / many
        out["told"], out["credited"], out["definite"] = told / many, credited / many, definite / many


def clues(page: DraftContext, draft: ActorDraft) -> list[str]:
    """Words that tell of a draft: of its name, of what stands around it, of what it does; for the first, lexical, weighing."""
    doc = page.doc
    kind = draft.kind.value
    parts = draft.name.lower().split()
    found = {f"{kind} last {parts[-1]}", f"last {parts[-1]}", f"{kind} whole {draft.name.lower()}"}
    found.update(f"{kind} in {w}" for w in parts[:-1])
    if draft.entry is not None:
        found.add(f"{kind} type {draft.entry.type}")
    for span in draft.spans[:_LOOKED_AT]:
        token = doc[span.head]
        role = bearing(token, page.words)
        above = predicate(token)
        found.add(f"{role.value} {above.lemma_.lower()}")
        found.add(f"{kind} {token.dep_} {above.lemma_.lower()}")
        found.add(f"{kind} {role.value} {above.pos_} {above.dep_} {above.head.lemma_.lower()}")
        found.add(f"lemma {token.lemma_.lower()}")
        found.update(f"{kind} case {c.lower_}" for c in token.children if c.dep_ == "case")
        before = [t.lower_ for t in doc.words[max(0, span.start - 2) : span.start]]
        after = [t.lower_ for t in doc.words[span.end : span.end + 2]]
        found.update((f"{kind} after {' '.join(before)}", f"{kind} before {' '.join(after)}"))
        found.update((f"after {before[-1] if before else ''}", f"before {after[0] if after else ''}"))
    return sorted(found)
