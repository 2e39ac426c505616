"""Groups without a name: "Ukrainian officials" are Ukraine, "Russian lawmakers" a group of its side, "rebels" an armed group.

A group counts where it does, says, wants or suffers something; its name is the description without numbers and articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from stateofplay.language.actors.bearing import Bearing, bearing
from stateofplay.language.actors.draft import Draft, Roster
from stateofplay.language.actors.names import Name, NameKind
from stateofplay.language.document import MentionKind
from stateofplay.language.lexicon import Lexicon, Use
from stateofplay.model import ActorKind

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_PRONOUNS = frozenset("his her its their our my your".split())
_CALENDAR = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow night week month year".split())
_ACTING = (Bearing.SPEAKER, Bearing.AGENT, Bearing.PATIENT, Bearing.PARTNER)
_OWN_PEOPLE = frozenset(
    "official officials leader leaders militant militants fighter fighters forces force rebel rebels negotiator negotiators "
    "gunmen insurgents guerrillas troops side commanders delegation representatives representative".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name a group: tokens `start:end` with its head, and who owns it."""

    start: int
    end: int
    head: int
    core: int
    """First token that says who (past numbers and idle words)."""
    owner: Draft | None
    pronoun: int | None
    definite: bool


def find_groups(doc: Doc, names: Sequence[Name], roster: Roster, lexicon: Lexicon) -> None:
    """Draft groups and distinct bodies named by a common noun, and give the state its own officials and forces."""
    words = lexicon.words
    interesting = words.group_nouns | words.armed_nouns | words.state_nouns | words.body_nouns | words.side_nouns
    at = {i: n for n in names for i in range(n.start, n.end)}
    groups: dict[str, list[Draft]] = {}
    bare: list[Phrase] = []
    for token in doc:
        if token.lower_ not in interesting or token.pos_ not in ("NOUN", "PROPN") or token.i in roster.taken:
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and (following.pos_ in ("NOUN", "PROPN") and following.head.i >= token.i and following.text != "-"):
            if following.lower_ in interesting or following.lower_ in words.offices or token.dep_ in ("compound", "amod"):
                continue
        phrase = _phrase(doc, token, at, roster)
        if not _read(doc, phrase, groups, roster, lexicon):
            bare.append(phrase)
    for phrase in bare:
        _read_bare(doc, phrase, groups, roster, lexicon)


def _phrase(doc: Doc, token: Token, at: Mapping[int, Name], roster: Roster) -> Phrase:
    start = token.i
    owner: Draft | None = None
    pronoun: int | None = None
    definite = False
    sentence = token.sent.start
    while start - 1 >= sentence and token.i - start < 7:
        t = doc[start - 1]
        if t.i in roster.taken:
            draft = roster.taken[t.i]
            name = at.get(t.i)
            owner = owner or draft
            start = name.start if name is not None else t.i
            if draft.kind is ActorKind.PERSON:
                break
            continue
        if t.text in _POSSESSIVE and start - 2 >= sentence:
            start -= 1
            continue
        if t.lower_ in _PRONOUNS:
            pronoun = t.i
            definite = True
            break
        if t.lower_ in ("the", "these", "those", "this", "that"):
            definite = True
            break
        if t.lower_ in _CALENDAR or t.i in at and at[t.i].kind is NameKind.PERSON:
            break
        if t.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") or t.text == "-" or (t.pos_ == "VERB" and t.dep_ == "amod"):
            start -= 1
            continue
        break
    core = start
    return Phrase(start, token.i + 1, token.i, core, owner, pronoun, definite)


def _read(doc: Doc, phrase: Phrase, groups: dict[str, list[Draft]], roster: Roster, lexicon: Lexicon) -> bool:
    """Draft what a phrase with an owner or a telling modifier names. False where it has neither."""
    words = lexicon.words
    head = doc[phrase.head]
    noun = head.lower_
    owner = phrase.owner
    how = bearing(head, words)
    if owner is not None and owner.kind is not ActorKind.PERSON:
        if noun in words.state_nouns and (owner.kind is ActorKind.COUNTRY or noun in _OWN_PEOPLE):
            if owner.kind in (ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP) or noun not in words.body_nouns:
                return _speak_for(doc, phrase, owner, how, roster)
        if owner.kind is ActorKind.ARMED_GROUP and noun in words.armed_nouns | words.state_nouns:
            return _speak_for(doc, phrase, owner, how, roster)
        if noun in words.body_nouns and owner.kind is ActorKind.COUNTRY:
            return _draft_body(doc, phrase, owner, how, roster)
    core = _core(doc, phrase, words.idle)
    telling = core < phrase.head
    if not telling and owner is None:
        return False
    if noun in words.body_nouns and noun not in words.group_nouns:
        return True
    if noun not in words.group_nouns and noun not in words.armed_nouns:
        return True
    if how not in _ACTING or head.morph.get("Number") == ["Sing"] and noun not in _COLLECTIVE:
        return True
    text = _clean(doc[core : phrase.end].text)
    key = text.lower()
    known = next((d for d in groups.get(noun, ()) if d.name.lower() == key), None)
    if known is None:
        kind = ActorKind.ARMED_GROUP if noun in words.armed_nouns else ActorKind.GROUP
        known = roster.add(Draft(name=text, kind=kind, confidence=0.45))
        if owner is not None:
            known.side = owner
        groups.setdefault(noun, []).append(known)
    known.weight += 1.0
    roster.mention(known, core, phrase.end, MentionKind.NOMINAL, form=text)
    whole = _clean(doc[phrase.start : phrase.end].text)
    if whole != text:
        known.forms.setdefault(whole, 0)
    return True


_COLLECTIVE = frozenset(
    "opposition delegation staff team family community public minority press media bloc militia insurgency union faction "
    "group party company government authority police army tribe crowd leadership".split()
)


def _core(doc: Doc, phrase: Phrase, idle: frozenset[str]) -> int:
    core = phrase.start
    while core < phrase.head and (
        doc[core].lower_ in idle or doc[core].pos_ in ("NUM", "DET") or doc[core].text in ("-", "'", "’") or doc[core].like_num
    ):
        core += 1
    return core


def _clean(text: str) -> str:
    return " ".join(text.split())


def _speak_for(doc: Doc, phrase: Phrase, owner: Draft, how: Bearing, roster: Roster) -> bool:
    owner.weight += 1.0 if how in _ACTING else 0.6
    roster.mention(owner, phrase.start, phrase.end, MentionKind.NOMINAL, form=_clean(doc[phrase.start : phrase.end].text))
    return True


def _draft_body(doc: Doc, phrase: Phrase, owner: Draft, how: Bearing, roster: Roster) -> bool:
    text = _clean(doc[phrase.start : phrase.end].text)
    short = _clean(doc[phrase.start : phrase.end].text.split("’s ")[-1].split("'s ")[-1])
    for draft in roster.of_kind(ActorKind.ORGANIZATION):
        if draft.side is owner and draft.name.split()[-1].lower() == doc[phrase.head].lower_ and draft.entry is None:
            draft.weight += 1.0 if how in _ACTING else 0.5
            roster.mention(draft, phrase.start, phrase.end, MentionKind.NAME, form=text)
            return True
    draft = roster.add(Draft(name=text, kind=ActorKind.ORGANIZATION, side=owner, confidence=0.55))
    draft.weight = 1.0 if how in _ACTING else 0.5
    roster.mention(draft, phrase.start, phrase.end, MentionKind.NAME, form=text)
    if short != text:
        draft.forms.setdefault(short, 0)
    return True


def _read_bare(doc: Doc, phrase: Phrase, groups: dict[str, list[Draft]], roster: Roster, lexicon: Lexicon) -> None:
    """"the rebels", "militants": one that was described in full, the only armed group there is, or one of its own."""
    words = lexicon.words
    head = doc[phrase.head]
    noun = head.lower_
    how = bearing(head, words)
    text = head.text
    if phrase.pronoun is not None:
        return
    if (same := groups.get(noun)) is not None:
        draft = same[-1] if phrase.definite else same[0]
        draft.weight += 0.5
        roster.mention(draft, phrase.head, phrase.end, MentionKind.NOMINAL, form=text)
        return
    if noun in words.body_nouns | words.state_nouns and phrase.definite:
        for draft in roster.of_kind(ActorKind.ORGANIZATION):
            if draft.name.split()[-1].lower() == noun and draft.entry is None:
                draft.weight += 0.5
                roster.mention(draft, phrase.head, phrase.end, MentionKind.NOMINAL, form=text)
                return
    if noun in words.vague_nouns or noun not in words.group_nouns | words.armed_nouns:
        return
    if noun in words.armed_nouns and phrase.definite:
        armed = [d for d in roster.of_kind(ActorKind.ARMED_GROUP) if d.entry is not None]
        if len(armed) == 1:
            roster.mention(armed[0], phrase.head, phrase.end, MentionKind.NOMINAL, form=text)
            return
    if how not in (Bearing.SPEAKER, Bearing.AGENT, Bearing.PATIENT) or (
        head.morph.get("Number") == ["Sing"] and noun not in _COLLECTIVE
    ):
        return
    kind = ActorKind.ARMED_GROUP if noun in words.armed_nouns else ActorKind.GROUP
    draft = roster.add(Draft(name=text, kind=kind, confidence=0.35, weight=1.0))
    groups.setdefault(noun, []).append(draft)
    roster.mention(draft, phrase.head, phrase.end, MentionKind.NOMINAL, form=text)
