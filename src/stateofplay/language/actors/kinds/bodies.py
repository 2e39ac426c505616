"""Organisations and armed groups: lexicon names, capitalised bodies, acronyms and short forms."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.language.actors.clause_role import Bearing, bearing, predicate
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.actors.roster import ActorDraft, Roster, head_of
from stateofplay.language.document import MentionKind
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.lexicon import Entry, Lexicon, Use, fold
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_CARRIERS = frozenset({"media", "platform"})
_CARRIER_WORDS = frozenset(
    "news times post journal radio tv television herald tribune gazette press magazine daily".split()
)
_SMALL = frozenset("of the for and in on to & '".split())
_PARTS = frozenset({"executive", "faction"})
"""Bodies that are actors of their own on some pages and speak for their country or party on others."""
_OF_STATE = frozenset(
    "ministry department army military police parliament embassy consulate navy cabinet treasury".split()
)
"""Bodies that every country has."""
_GLOSSED = 0.6  # a text that shortens a name means to use it
_WEIGHTS = {
    Bearing.SPEAKER: 1.5,
    Bearing.AGENT: 1.2,
    Bearing.PATIENT: 1.0,
    Bearing.PARTNER: 1.0,
    Bearing.OWNER: 0.5,
    Bearing.MODIFIER: 0.3,
    Bearing.OTHER: 0.4,
    Bearing.PLACE: 0.2,
}


def find_bodies(doc: Doc, names: Sequence[Name], roster: Roster, lexicon: Lexicon) -> None:
    """Draft organisations and armed groups that are named."""
    countries = {i: n for n in names if n.kind is NameKind.PLACE for i in range(n.start, n.end)}
    known: dict[str, ActorDraft] = {}
    pending: list[Name] = []
    shortened = {n.start: n for n in names if n.entry is not None and n.kind is NameKind.BODY}
    for name in names:
        if name.kind is NameKind.BODY:
            acronym = _acronym_after(doc, name.end)
            if acronym is not None and name.entry is None and acronym in shortened:
                # "the Movement for X (MX)", where the lexicon knows it by its letters only
                name.senses = shortened[acronym].senses
            draft = _draft(doc, name, known, countries, roster, lexicon)
            _note(doc, name, draft, roster, lexicon)
            if name.owner is not None and name.owner.entry is not None:
                whole, at = roster.draft_of(name.owner.entry), name.owner
                whole.weight += 0.6
                roster.mention(whole, at.start, at.end, MentionKind.ADJECTIVE, form=_text(doc, at))
            if acronym is not None:
                draft.weight += _GLOSSED
                known[fold(doc[acronym].text).lower()] = draft
                roster.mention(draft, acronym, acronym + 1, MentionKind.NAME, form=doc[acronym].text)
        elif name.kind is NameKind.UNSURE and roster.is_free(name.start, name.end):
            pending.append(name)
    for name in pending:
        if not roster.is_free(name.start, name.end):
            continue
        short = _known_short_form(doc, name, known, roster)
        if short is None:
            kind = bearing(doc[head_of(doc, name.start, name.end)], lexicon.words)
            if not _is_noun(doc, name):
                continue
            short = _draft(doc, name, known, countries, roster, lexicon)
            short.confidence = 0.4
            if kind not in (Bearing.SPEAKER, Bearing.AGENT):
                short.origin = "unsure"
        _note(doc, name, short, roster, lexicon)


def _is_noun(doc: Doc, name: Name) -> bool:
    return all(doc[i].pos_ in ("PROPN", "NOUN", "ADP", "DET", "ADJ") for i in range(name.start, name.end)) and not (
        doc[name.start].is_sent_start and name.end - name.start == 1 and not doc[name.start].text.isupper()
    )


def _draft(
    doc: Doc, name: Name, known: dict[str, ActorDraft], countries: dict[int, Name], roster: Roster, lexicon: Lexicon
) -> ActorDraft:
    text = _text(doc, name)
    key = fold(text).lower()
    if name.entry is not None:
        draft = roster.draft_of(name.entry)
        known.setdefault(key, draft)
        if name.entry.type in _PARTS and draft.stands_for is None and name.entry.side:
            whole = lexicon.by_name.get(name.entry.side)
            draft.stands_for = roster.draft_of(whole) if whole is not None and whole.kind is not None else None
        return draft
    home, start = _home_of(doc, name, countries, lexicon)
    if home is not None:
        # "China's Foreign Ministry" and "the Russian Foreign Ministry" are two; "the Foreign Ministry" is the last of them.
        alone = start < name.start or name.home is not None
        bare = _clean(doc[name.start if alone else name.start + 1 : name.end].text)
        key = fold(f"{home.name} {bare}").lower()
        body = known.get(key)
        if body is None:
            body = roster.add(
                ActorDraft(name=_clean(doc[start : name.end].text), kind=ActorKind.ORGANIZATION, confidence=0.5)
            )
            body.side, body.of_state = roster.draft_of(home), True
        known[key] = known[fold(bare).lower()] = body
        body.forms.setdefault(_clean(doc[start : name.end].text), 0)
        return body
    same = known.get(key) or _known_short_form(doc, name, known, roster)
    if same is not None:
        return same
    draft = roster.add(ActorDraft(name=text, kind=ActorKind.ORGANIZATION, confidence=0.5))
    first = lexicon.forms.senses(doc[name.start].text)
    if name.owner is not None and name.owner.entry is not None:
        draft.side = roster.draft_of(name.owner.entry)
    elif name.end - name.start > 1 and first and first[0][0].kind is ActorKind.ARMED_GROUP and first[0][1] is Use.NAME:
        draft.side = roster.draft_of(first[0][0])  # "Hamas Political Bureau"
    known[key] = draft
    initials = "".join(w[0] for w in text.split() if w.lower() not in _SMALL and w[0].isalpha())
    if len(initials) >= 3:
        known.setdefault(initials.lower(), draft)
    return draft


def _home_of(doc: Doc, name: Name, countries: dict[int, Name], lexicon: Lexicon) -> tuple[Entry | None, int]:
    """Of which country a ministry or an army is, and where its name begins with the country's; None where that is not said."""
    if name.home is not None:
        before = name.start - 1 - (name.start > 1 and doc[name.start - 1].text in POSSESSIVES)
        owner = countries.get(before)
        return name.home, owner.start if owner is not None and owner.entry is name.home else name.start
    if doc[name.end - 1].lower_ not in _OF_STATE and doc[name.start].lower_ not in _OF_STATE:
        return None, name.start
    if (
        name.start >= 2
        and doc[name.start - 1].text in POSSESSIVES
        and (owner := countries.get(name.start - 2)) is not None
    ):
        if owner.entry is not None and owner.entry.kind is ActorKind.COUNTRY:
            return owner.entry, owner.start
    if name.end - name.start > 2:
        for entry, _ in lexicon.forms.senses(doc[name.start].text):
            if entry.kind is ActorKind.COUNTRY:
                return entry, name.start
    return None, name.start


def _known_short_form(doc: Doc, name: Name, known: dict[str, ActorDraft], roster: Roster) -> ActorDraft | None:
    """The body that an acronym or the first or last word of its name stands for."""
    key = fold(_text(doc, name)).lower()
    if key in known:
        return known[key]
    if name.end - name.start > 2 or len(key) < 4:
        return None
    for draft in roster.of_kind(ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP):
        if any(_is_short_for(key, fold(form).lower().split(), draft) for form in (draft.name, *_chambers(draft))):
            return draft
    return None


def _is_short_for(key: str, words: Sequence[str], draft: ActorDraft) -> bool:
    if len(words) < 2:
        return False
    # Nobody calls the White House "the House": it is a house of a parliament.
    last = words[-1] == key and (draft.entry is None or draft.entry.type != "executive")
    return words[0] == key or last or " ".join(words[:2]) == key or (len(key) > 7 and key in words)


def _chambers(draft: ActorDraft) -> tuple[str, ...]:
    """What the page calls a known parliament, less its country: "House of Representatives", of which "the House" is short."""
    if draft.entry is None or draft.entry.type != "parliament":
        return ()
    return tuple(form[form.index("House") :] if "House" in form else form for form in draft.forms)


def _text(doc: Doc, name: Name) -> str:
    text = doc[name.start : name.end].text
    return text if name.entry is not None and text == name.entry.name else _clean(text)  # "Standard & Poor's"


def _clean(text: str) -> str:
    text = " ".join(text.split())
    for end in ("'s", "’s", "'", "’"):
        text = text.removesuffix(end)
    return text.removeprefix("The ").removeprefix("the ")


def _acronym_after(doc: Doc, end: int) -> int | None:
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        word = doc[end + 1].text
        if word.isalpha() and sum(c.isupper() for c in word) >= 2 and len(word) <= 8:
            return end + 1
    return None


def _note(doc: Doc, name: Name, draft: ActorDraft, roster: Roster, lexicon: Lexicon) -> None:
    words = lexicon.words
    head = doc[head_of(doc, name.start, name.end)]
    how = bearing(head, words)
    weight = _WEIGHTS[how]
    entry = name.entry
    last = doc[name.end - 1].lower_
    if (entry is not None and entry.type in _CARRIERS) or (entry is None and last in _CARRIER_WORDS):
        weight = _carrier_weight(head, how)
    elif how is Bearing.MODIFIER and (after := predicate(head)).lower_ in words.state_nouns and after.i > head.i:
        weight = 0.8
    elif how in (Bearing.MODIFIER, Bearing.OWNER) and predicate(head).lower_ == "summit":
        weight = 0.8  # "the EU summit": its members meet
    if name.use is Use.ADJECTIVE:
        weight = min(weight, 0.5)
    draft.weight += weight
    roster.mention(draft, name.start, name.end, MentionKind.NAME, form=_text(doc, name))


def _carrier_weight(head: Token, how: Bearing) -> float:
    """Media count where they report themselves, not where somebody talks to them or they are credited."""
    before = head.doc[head.i - 1].lower_ if head.i else ""
    if before in ("to", "told", "by", "with", "_") or (how is Bearing.AGENT and head.dep_ != "nsubj"):
        return 0.0
    if how is Bearing.SPEAKER:
        return 1.0
    if how is Bearing.AGENT:
        return 1.0
    # "a Gazette report that ...": its own reporting.
    return 1.0 if how is Bearing.MODIFIER and predicate(head).lower_ in ("report", "reports", "investigation") else 0.0
