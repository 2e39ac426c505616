"""Coreference: pronouns, offices and joint descriptions back to the actors they speak of.

The rule is salience: the last agreeing actor, subjects before the rest, the same sentence before the one before. Inside
quotation marks "I" and "we" are the speaker where the clause of saying is beside the quote.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from stateofplay.language.actors.bearing import Bearing, bearing
from stateofplay.language.actors.draft import Draft, Roster, Span
from stateofplay.language.clauses import base_dep
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.lexicon import Lexicon
from stateofplay.model import ActorKind

_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_THEY = frozenset("they them their theirs themselves".split())
_IT = frozenset("it its itself".split())
_I = frozenset("i me my mine myself".split())
_WE = frozenset("we us our ours ourselves".split())
_BOTH = frozenset("both two".split())
_PAIRS = frozenset("sides parties leaders presidents countries nations governments delegations foes rivals neighbours neighbors enemies adversaries powers capitals camps foreign-ministers".split())
_IMPERSONAL = frozenset("rain snow seem appear remain turn".split())
_PARTY_KINDS = (ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.GROUP)
_SALIENCE = {Bearing.SPEAKER: 3.0, Bearing.AGENT: 3.0, Bearing.PATIENT: 1.6, Bearing.PARTNER: 1.4, Bearing.OWNER: 1.2}
_KIND_NOUNS = {
    "company": ActorKind.ORGANIZATION, "firm": ActorKind.ORGANIZATION, "carmaker": ActorKind.ORGANIZATION,
    "union": ActorKind.ORGANIZATION, "bloc": ActorKind.ORGANIZATION, "alliance": ActorKind.ORGANIZATION,
    "organization": ActorKind.ORGANIZATION, "organisation": ActorKind.ORGANIZATION, "agency": ActorKind.ORGANIZATION,
    "movement": ActorKind.ARMED_GROUP, "militia": ActorKind.ARMED_GROUP, "group": ActorKind.ARMED_GROUP,
    "insurgents": ActorKind.ARMED_GROUP, "country": ActorKind.COUNTRY, "nation": ActorKind.COUNTRY,
    "newspaper": ActorKind.ORGANIZATION, "party": ActorKind.ORGANIZATION, "ministry": ActorKind.ORGANIZATION,
}  # fmt: skip


def resolve_references(document: Document, roster: Roster, lexicon: Lexicon) -> None:
    """Add nominal and pronoun mentions to the drafts of a text."""
    doc = document.doc
    _resolve_offices(doc, roster, lexicon)
    pair = principal_parties(doc, roster)
    _resolve_pronouns(document, roster, lexicon, pair)


def _resolve_offices(doc: Doc, roster: Roster, lexicon: Lexicon) -> None:
    """"the president", "the Russian envoy", "the company": the last actor of that office or kind."""
    offices = lexicon.words.offices
    people = [d for d in roster.drafts if d.kind is ActorKind.PERSON]
    for token in doc:
        if token.pos_ != "NOUN" or token.i in roster.taken:
            continue
        noun = token.lower_
        if noun in _KIND_NOUNS:
            _resolve_kind(doc, token, roster, _KIND_NOUNS[noun])
            continue
        if noun not in offices or token.i + 1 < len(doc) and doc[token.i + 1].pos_ in ("NOUN", "PROPN"):
            continue
        start = token.i
        owner: Draft | None = None
        definite = False
        while start - 1 >= token.sent.start and token.i - start < 5:
            t = doc[start - 1]
            if t.lower_ == "the":
                definite = True
                break
            if t.i in roster.taken:
                owner = roster.taken[t.i]
                start -= 1
                continue
            if t.text in ("'s", "’s"):
                definite = True
                start -= 1
                continue
            if t.pos_ in ("ADJ", "NOUN", "PROPN") or t.text == "-":
                start -= 1
                continue
            break
        if not definite:
            continue
        candidates = [d for d in people if any(_has_office(r, noun) for r in _offices_of(d))]
        if owner is not None:
            candidates = [d for d in candidates if d.side is owner]
        best = _nearest_before(candidates, token.i)
        if best is not None:
            roster.mention(best, start, token.i + 1, MentionKind.NOMINAL, form=" ".join(doc[start : token.i + 1].text.split()))


def _offices_of(draft: Draft) -> list[str]:
    return draft.roles or ([*draft.entry.offices] if draft.entry is not None else [])


def _has_office(role: str, noun: str) -> bool:
    return noun in role.lower().replace("-", " ").split()


def _nearest_before(drafts: Sequence[Draft], at: int) -> Draft | None:
    best, place = None, -1
    for draft in drafts:
        last = max((s.start for s in draft.spans if s.start < at), default=-1)
        if last > place:
            best, place = draft, last
    return best


def _resolve_kind(doc: Doc, token: Token, roster: Roster, kind: ActorKind) -> None:
    if token.i == 0 or doc[token.i - 1].lower_ not in ("the", "that"):
        return
    if bearing(token, _no_words()) not in (Bearing.AGENT, Bearing.SPEAKER, Bearing.PATIENT, Bearing.OWNER, Bearing.PARTNER):
        return
    best = _nearest_before([d for d in roster.of_kind(kind) if d.weight > 0.3], token.i)
    if best is not None:
        roster.mention(best, token.i, token.i + 1, MentionKind.NOMINAL, form=f"{doc[token.i - 1].lower_} {token.text}")


def _no_words():  # type: ignore[no-untyped-def]
    from stateofplay.language.lexicon import load

    return load().words


def principal_parties(doc: Doc, roster: Roster) -> tuple[Draft, ...]:
    """The two sides of the story: the pair most often put side by side ("between A and B", "A and B"), else the weightiest two."""
    heads: dict[int, Draft] = {}
    for draft in roster.of_kind(*_PARTY_KINDS):
        for span in draft.spans:
            if span.kind is MentionKind.NAME:
                heads[span.head] = draft
    score: dict[tuple[int, int], float] = {}
    by_id = {id(d): d for d in roster.drafts}
    for i, draft in heads.items():
        token = doc[i]
        if token.dep_ == "conj" and (other := heads.get(token.head.i)) is not None and other is not draft:
            key = (min(id(draft), id(other)), max(id(draft), id(other)))
            between = any(c.lower_ == "between" for c in token.head.children)
            score[key] = score.get(key, 0.0) + (3.0 if between else 1.0)
    if score:
        key = max(score, key=lambda k: score[k] * (by_id[k[0]].weight + by_id[k[1]].weight))
        pair = [by_id[k] for k in key]
    else:
        weighty = sorted(roster.of_kind(*_PARTY_KINDS), key=lambda d: -d.weight)[:2]
        if len(weighty) < 2:
            return ()
        pair = weighty
    return tuple(sorted(pair, key=lambda d: d.spans[0].start if d.spans else 0))


def _resolve_pronouns(document: Document, roster: Roster, lexicon: Lexicon, pair: tuple[Draft, ...]) -> None:
    doc = document.doc
    words = lexicon.words
    by_start: dict[int, list[tuple[Draft, Span]]] = {}
    for draft in roster.drafts:
        for span in draft.spans:
            by_start.setdefault(span.start, []).append((draft, span))
    recent: list[tuple[float, int, int, Draft]] = []
    sentence_of = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    for token in doc:
        i = token.i
        for draft, span in by_start.get(i, ()):
            how = bearing(doc[span.head], words)
            salience = _SALIENCE.get(how, 0.8 if span.kind is not MentionKind.ADJECTIVE else 0.3)
            recent.append((salience, sentence_of[i], i, draft))
        lower = token.lower_
        if token.pos_ in ("NOUN",) and lower in _PAIRS and i not in roster.taken and pair:
            start = _joint_start(doc, i)
            if start is not None:
                pairs = _people_of(pair, roster, lower) if lower in ("leaders", "presidents") else pair
                roster.joint.append((Span(start, i + 1, i, MentionKind.NOMINAL), pairs))
            continue
        if token.pos_ not in ("PRON", "DET") or i in roster.taken:
            continue
        quoted = document.is_quoted(token)
        if lower in _I | _WE:
            if quoted and (speaker := _speaker(document, token, roster)) is not None:
                roster.mention(speaker, i, i + 1, MentionKind.PRONOUN)
                recent.append((1.0, sentence_of[i], i, speaker))
            continue
        wanted = _HE if lower in _HE else _SHE if lower in _SHE else _THEY if lower in _THEY else _IT if lower in _IT else None
        if wanted is None or (wanted is _IT and _is_empty(token)):
            continue
        best = _antecedent(token, wanted, recent, sentence_of[i], doc, words)
        if best is not None:
            roster.mention(best, i, i + 1, MentionKind.PRONOUN)
            how = bearing(token, words)
            recent.append((_SALIENCE.get(how, 0.8), sentence_of[i], i, best))


def _joint_start(doc: Doc, i: int) -> int | None:
    """Start of "both sides", "the two countries", "the parties"; None for others ("three parties", "all sides")."""
    before = [doc[k].lower_ for k in range(max(0, i - 3), i)]
    if not before:
        return None
    if before[-1] in _BOTH or (len(before) > 1 and before[-2] in _BOTH and doc[i - 1].pos_ in ("ADJ", "NOUN")):
        k = i - 1 if before[-1] in _BOTH else i - 2
        return k - 1 if k > 0 and doc[k - 1].lower_ in ("the", "these", "of") else k
    if before[-1] == "the" and doc[i].lower_ in ("sides", "parties", "foes", "rivals"):
        return i - 1
    return None


def _people_of(pair: tuple[Draft, ...], roster: Roster, noun: str) -> tuple[Draft, ...]:
    """The leaders of the two parties where the text names them, else the parties."""
    out = []
    for party in pair:
        leader = next(
            (d for d in roster.of_kind(ActorKind.PERSON) if d.side is party and any(_has_office(r, w) for r in _offices_of(d) for w in ("president", "leader", "premier"))),
            party,
        )
        out.append(leader)
    return tuple(out)


def _is_empty(token: Token) -> bool:
    """"it" of weather and of "it is clear that"."""
    if token.dep_ == "expl":
        return True
    head = token.head
    return base_dep(token) == "nsubj" and any(base_dep(c) == "csubj" for c in head.children) or head.lemma_.lower() in _IMPERSONAL


def _antecedent(
    token: Token, wanted: frozenset[str], recent: Sequence[tuple[float, int, int, Draft]], sentence: int, doc: Doc, words: object
) -> Draft | None:
    best, top = None, 0.0
    for salience, where, i, draft in reversed(recent[-60:]):
        distance = sentence - where
        if distance > 3:
            break
        if not _agrees(draft, wanted):
            continue
        if i == token.i or (base_dep(token) in ("obj", "iobj") and _same_subject(token, doc[i])):
            continue
        value = salience * (0.55**distance) - 0.002 * (token.i - i)
        if value > top:
            best, top = draft, value
    return best


def _same_subject(token: Token, other: Token) -> bool:
    return base_dep(other) == "nsubj" and other.head is token.head


def _agrees(draft: Draft, wanted: frozenset[str]) -> bool:
    if wanted is _HE:
        return draft.kind is ActorKind.PERSON and draft.gender != "f"
    if wanted is _SHE:
        return draft.kind is ActorKind.PERSON and draft.gender != "m"
    if wanted is _IT:
        return draft.kind in (ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP)
    return draft.kind in (ActorKind.GROUP, ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION) or (
        draft.kind is ActorKind.COUNTRY and bool(draft.spans) and any(s.kind is MentionKind.NOMINAL for s in draft.spans)
    )


def _speaker(document: Document, token: Token, roster: Roster) -> Draft | None:
    """Who speaks the quotation around `token`: the subject of the verb of saying beside it."""
    doc = document.doc
    for quote in document.quotations:
        if quote.start <= token.i < quote.end:
            for lo, hi in ((quote.end, min(len(doc), quote.end + 14)), (max(0, quote.start - 14), quote.start)):
                for t in doc[lo:hi]:
                    if base_dep(t) == "nsubj" and t.i in roster.taken and t.head.lemma_.lower() in _SAYING:
                        return roster.taken[t.i]
            return None
    return None


_SAYING = frozenset("say tell add write tweet state declare warn insist ask reply announce note explain argue post recall".split())
