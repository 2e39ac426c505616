"""Search: sentences by words, phrases and names in any spelling that the case knows, narrowed by facets with their counts."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias
from unicodedata import normalize

from sqlalchemy import Connection, text

from stateofplay.exchange.brief.wording import count
from stateofplay.model import CLAIM_KINDS
from stateofplay.record.judging.judgements import moved_evidence
from stateofplay.record.views import Filter, Row, rows
from stateofplay.record.views.finding_words import FoundSentence, find_sentences, read_terms
from stateofplay.record.views.page_facts import copies
from stateofplay.record.views.sources import UNDATED
from stateofplay.service.library import KeptCase
from stateofplay.service.views.checking.evidence import ALONE, kin_of
from stateofplay.service.views.records import CLAIM_COLUMNS, Sheet, ToldClaim, Value, claim_cells
from stateofplay.service.views.telling import tell_claim

STEP = 20
LOOKED_AT = 400
"""Of the sentences that have the words the best so many are narrowed by facets and counted; of more it is said."""
MOST_VALUES = 12
"""Values of a facet that are shown, those with most hits first."""
_SHORT = 3
"""Letters of a word of which none is an ending."""
Resting: TypeAlias = dict[int, list[tuple[str, str]]]
"""Sentence -> (kind, id) of the claims that rest on it."""
FACETS = ("kind", "party", "issue", "source", "firmness", "judged", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A sentence that has the words, with the claims that rest on it."""

    case: str
    page: int
    source: str
    day: str
    """Day of the page: published, or else added."""
    dated: bool
    start: int
    end: int
    text: str
    parts: tuple[tuple[str, bool], ...]
    """The text cut up; True where a part is what was looked for."""
    newer: int | None
    """Of an older version of a page: the newer one, which has the claims."""
    claims: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to narrow: its values with how many sentences have each."""

    name: str
    values: tuple[tuple[str, int], ...]
    chosen: str
    more: int
    """Values that are not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """What was found."""

    title: str
    lead: str
    words: str
    cases: tuple[tuple[str, str, int], ...]
    """(id, title, sentences found) of each case that was searched."""
    hits: tuple[SearchHit, ...]
    facets: tuple[Facet, ...]
    offset: int
    total: int
    """Hits after the facets."""

    def sheet(self) -> Sheet:
        """One row for every claim of a hit; a sentence without claims has one row."""
        out: list[tuple[Value, ...]] = []
        for hit in self.hits:
            head = (hit.case, hit.text)
            nothing = tuple("" for _ in CLAIM_COLUMNS)
            out += [(*head, *claim_cells(c)) for c in hit.claims] or [(*head, *nothing)]
        return Sheet(columns=("case", "sentence", *CLAIM_COLUMNS), rows=tuple(out))


def search_view(
    kept: Sequence[KeptCase], words: str, *, chosen: dict[str, str] | None = None, offset: int = 0, step: int = STEP
) -> SearchView:
    """Search one case or several.

    Parameters
    ----------
    words
        As typed; phrases in quotation marks.
    chosen
        Facet -> the value that claims on the sentence must have.
    """
    chosen = {k: v for k, v in (chosen or {}).items() if v and k in FACETS}
    title = f"Search: {words}" if words else "Search"
    if not words.strip():
        lead = "Words, or a name in any of its spellings; in quotation marks exactly these words."
        return SearchView(title=title, lead=lead, words="", cases=(), hits=(), facets=(), offset=0, total=0)
    found: list[tuple[KeptCase, FoundSentence, frozenset[tuple[str, str]]]] = []
    resting: dict[str, Resting] = {}
    cases, total, looked = [], 0, 0
    for case in kept:
        terms = read_terms(words, forms_of(case))
        with case.case.read() as connection:
            number, sentences = find_sentences(connection, terms, limit=LOOKED_AT, without=_copies(case, connection))
            lights, resting[case.id] = _lights(case, connection, sentences) if sentences else ({}, {})
        total += number
        cases.append((case.id, case.state.title, number))
        for sentence in sentences:
            source = case.state.sources.pages.get(sentence.page_id)
            if source is None:
                continue  # of a page that came since the case was gathered
            looked += 1
            month = source.day[:7] if source.dated else UNDATED
            about = {*lights.get(sentence.id, ()), ("source", source.site or source.source), ("month", month)}
            found.append((case, sentence, frozenset(about)))
    narrowed = [f for f in found if all((k, v) in f[2] for k, v in chosen.items())]
    hits = tuple(_hits(narrowed[offset : offset + step], words, resting))
    lead = f"{count(total, 'sentence has', 'sentences have')} these words" if total else "No sentence has these words"
    if total > looked and total > LOOKED_AT:
        lead += f"; the best {looked} are narrowed and counted"
    return SearchView(
        title=title,
        lead=lead + ".",
        words=words,
        cases=tuple(cases),
        hits=hits,
        facets=tuple(_facets(found, chosen)),
        offset=offset,
        total=len(narrowed),
    )


def _copies(kept: KeptCase, connection: Connection) -> tuple[str, ...]:
    if all(page["copy_of"] is None for page in kept.state.pages):
        return ()
    return kept.once("copies", lambda: copies(connection))


def forms_of(kept: KeptCase) -> dict[str, tuple[str, ...]]:
    """Form of a name in lower case -> all forms of who bears it."""
    return kept.once("forms", lambda: _forms(kept))


def _forms(kept: KeptCase) -> dict[str, tuple[str, ...]]:
    by_actor: dict[str, list[str]] = defaultdict(list)
    for form, name in kept.state.forms.items():
        by_actor[name].append(form)
    found = {form: tuple(sorted(by_actor[name], key=len, reverse=True)) for form, name in kept.state.forms.items()}
    # A person goes by what follows the first name too, where only one does.
    shortened: dict[str, set[str]] = defaultdict(set)
    for form, name in kept.state.forms.items():
        first, _, rest = form.partition(" ")
        if first and rest and kept.state.identities.kinds.get(name) == "person":
            shortened[rest].add(name)
    for rest, names in shortened.items():
        if len(names) == 1 and rest not in found:
            found[rest] = tuple(sorted(by_actor[next(iter(names))], key=len, reverse=True))
    return found


_TOLD = "c.id, c.kind, c.party, c.what, c.firmness"
_LIES_ON = 'c.page_id = s.page_id AND c.start < s."end" AND c."end" > s.start AND c.kind <> \'dates\''
_ON_SENTENCES_OF_A_FILE = text(
    f"SELECT s.id, {_TOLD} FROM sentence s CROSS JOIN claim c ON {_LIES_ON} "
    "WHERE s.id IN (SELECT value FROM json_each(:ids))"
)
# Sentence by sentence: left to itself a server reads all claims of the case for a few hundred sentences.
_ON_SENTENCES = text(
    f"SELECT s.id, c.* FROM sentence s CROSS JOIN LATERAL (SELECT {_TOLD} FROM claim c WHERE {_LIES_ON} OFFSET 0) c "
    "WHERE s.id = ANY(:ids)"
)


def _lights(
    kept: KeptCase, connection: Connection, found: Sequence[FoundSentence]
) -> tuple[dict[int, set[tuple[str, str]]], Resting]:
    """Sentence -> what the facets say of the claims on it, and these claims.

    The database lays claims over sentences: pages have many of both.
    """
    out: dict[int, set[tuple[str, str]]] = defaultdict(set)
    resting: Resting = defaultdict(list)
    # One value, however many sentences: to write a question with some hundred places takes longer than to answer it.
    ids = [s.id for s in found]
    in_file = connection.dialect.name == "sqlite"
    query = _ON_SENTENCES_OF_A_FILE if in_file else _ON_SENTENCES
    given = {"ids": json.dumps(ids) if in_file else ids}
    judgements, name_of, issue_of = kept.state.judgements, kept.state.identities.canonical, kept.state.issues.of
    for sentence, claim, kind, parties, what, firmness in connection.execute(query, given).all():
        judgement = judgements.get(claim)
        if judgement is not None and judgement.verdict == "reject":
            continue
        resting[sentence].append((kind, claim))
        values = out[sentence]
        values |= {("kind", kind), ("firmness", firmness), ("judged", "judged" if judgement else "not judged")}
        for party in (parties or "").split("; "):
            if party:
                values.add(("party", name_of.get(party, party)))
        if kind == "positions" and what and (issue := issue_of(what)):
            values.add(("issue", issue))
    return out, resting


def _facets(
    found: Sequence[tuple[KeptCase, FoundSentence, frozenset[tuple[str, str]]]], chosen: dict[str, str]
) -> list[Facet]:
    """Counts of each value among the hits that the other facets let through: what choosing it would leave."""
    out = []
    every: dict[str, Counter[str]] = defaultdict(Counter)
    if not chosen:  # once for all facets, where none lets less through than another
        for (name, value), number in Counter(chain.from_iterable(values for _, _, values in found)).items():
            every[name][value] = number
    for name in FACETS:
        others = [(k, v) for k, v in chosen.items() if k != name]
        counts = (
            Counter(v for _, _, values in found if all(o in values for o in others) for k, v in values if k == name)
            if chosen
            else every[name]
        )
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if name == "month":
            ordered.sort(key=lambda item: (item[0] != UNDATED, item[0]), reverse=True)
        if ordered:
            shown = ordered[:MOST_VALUES]
            out.append(
                Facet(name=name, values=tuple(shown), chosen=chosen.get(name, ""), more=len(ordered) - len(shown))
            )
    return out


def _hits(
    shown: Sequence[tuple[KeptCase, FoundSentence, frozenset[tuple[str, str]]]],
    words: str,
    resting: Mapping[str, Resting],
) -> list[SearchHit]:
    by_case: dict[str, tuple[KeptCase, dict[str, set[str]]]] = {}
    for case, sentence, _ in shown:
        wanted = by_case.setdefault(case.id, (case, defaultdict(set)))[1]
        for kind, claim in resting[case.id].get(sentence.id, ()):
            wanted[kind].add(claim)
    # The pages too: by many ids alone SQLite would read all claims of the kind.
    pages = {id: sorted({s.page_id for c, s, _ in shown if c.id == id}) for id in by_case}
    claims: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for id, (case, wanted) in by_case.items():
        state = case.state
        with case.case.read() as connection:
            moved = _moved(case)  # the database has them where the reader found them
            for kind in (kind for kind in CLAIM_KINDS if kind != "dates" and (moved or kind in wanted)):
                for row in rows(
                    connection, kind, Filter(), identities=state.identities, judgements=state.judgements,
                    sources=state.sources, claims=sorted(wanted[kind] | moved), on=pages[id],
                ):  # fmt: skip
                    claims[id, row.page].append(row)
    out = []
    for case, sentence, _ in shown:
        source = case.state.sources.pages[sentence.page_id]
        on = [r for r in claims[case.id, source.number] if r.start < sentence.end and sentence.start < r.end]
        out.append(
            SearchHit(
                case=case.id,
                page=source.number,
                source=source.site or source.source,
                day=source.day,
                dated=source.dated,
                start=sentence.start,
                end=sentence.end,
                text=" ".join(sentence.text.split()),
                newer=kin_of(case).get(source.number, ALONE).newer,
                parts=lit_parts(" ".join(sentence.text.split()), words, forms_of(case)),
                claims=tuple(tell_claim(r) for r in on),
            )
        )
    return out


def _moved(kept: KeptCase) -> frozenset[str]:
    """Claims whose evidence a person moved to other words."""

    def make() -> frozenset[str]:
        said = kept.state.judgements.items()
        return frozenset(id for id, word in said if word.correction and moved_evidence(word.correction))

    return kept.once("moved", make)


def lit_parts(text: str, words: str, names: dict[str, tuple[str, ...]]) -> tuple[tuple[str, bool], ...]:
    """A sentence cut up where it has what was looked for.

    >>> lit_parts("A 30-day truce, no less.", "30-day", {})
    (('A ', False), ('30-day', True), (' truce, no less.', False))
    >>> lit_parts("The café", "cafe", {})
    (('The ', False), ('café', True))
    >>> lit_parts("Hamas left Hama.", '"Hama"', {})
    (('Hamas left ', False), ('Hama', True), ('.', False))
    """
    terms = read_terms(words, names)
    if not terms:
        return ((text, False),)
    spaced = [(form, term.exact) for term in terms if not term.unspaced for form in term.forms]
    patterns = [_lighting(form, exact) for form, exact in sorted(spaced, key=lambda x: len(x[0]), reverse=True)]
    patterns += [re.escape(_plain(term.said)) for term in terms if term.unspaced]
    out: list[tuple[str, bool]] = []
    at = 0
    for found in re.finditer("|".join(patterns), _plain(text), re.IGNORECASE):
        if found.start() > at:
            out.append((text[at : found.start()], False))
        out.append((text[found.start() : found.end()], True))
        at = found.end()
    if at < len(text):
        out.append((text[at:], False))
    return tuple(out)


def _lighting(form: tuple[str, ...], exact: bool) -> str:
    """A pattern: words may be parted by any signs, and have another ending than the one typed unless they were quoted."""
    if exact:
        return r"(?<!\w)" + r"\W{1,3}".join(re.escape(_plain(word)) for word in form) + r"(?!\w)"
    return r"(?<!\w)" + r"\W{1,3}".join(rf"{re.escape(_root(_plain(word)))}\w{{0,3}}" for word in form)


def _root(word: str) -> str:
    """A word without the endings that the index takes away too: who asks for "days" is shown "day".

    >>> _root("days"), _root("talks"), _root("us"), _root("process")
    ('day', 'talk', 'us', 'process')
    """
    long = len(word) > _SHORT and word.isascii() and word.lower().endswith("s") and not word.lower().endswith("ss")
    return word[:-1] if long else word


def _plain(text: str) -> str:
    """A text without its accents, as the index has it: one character for each."""
    return text if text.isascii() else "".join(normalize("NFD", char)[:1] for char in text)
