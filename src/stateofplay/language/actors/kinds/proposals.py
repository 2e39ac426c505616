"""Proposals: noun phrases of people and bodies that no rule took, entered as drafts for the cast to choose among.

Companies, voters, factions, unnamed officials: whether one is an actor of the story depends on what it does there and how
often, which `language.actors.choice` weighs; here only what can be one at all is told from things.
"""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.language.actors.clause_role import Bearing, bearing
from stateofplay.language.actors.kinds.phrases import clean, phrase_at, wordings
from stateofplay.language.actors.names.capitals import shouted
from stateofplay.language.actors.names.name import Name
from stateofplay.language.actors.roster import ActorDraft, JointMention, Roster
from stateofplay.language.document import MentionKind
from stateofplay.language.lexicon import Lexicon, Words
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_BEARINGS = frozenset({Bearing.SPEAKER, Bearing.AGENT, Bearing.PATIENT, Bearing.PARTNER, Bearing.OWNER, Bearing.OTHER})
_MODIFIES = frozenset("compound amod nummod det flat fixed advmod case".split())
ORIGIN = "proposed"


def propose(doc: Doc, names: Sequence[Name], roster: Roster, lexicon: Lexicon, joint: Sequence[JointMention]) -> None:
    """Draft every plural or collective of people that is no mention yet, nor one of `joint`; bare repetitions join what they
    repeat."""
    words = lexicon.words
    at = {i: n for n in names for i in range(n.start, n.end)}
    headings = shouted(doc)
    known: dict[str, ActorDraft] = {}
    by_noun: dict[str, list[ActorDraft]] = {}
    taken = {one.span.head for one in (*roster.joint, *joint)}
    for token in doc:
        if token.i in headings or token.i in roster.taken or token.i in taken or not _may_head(doc, token, words):
            continue
        phrase = phrase_at(doc, token, at, roster, words)
        body = token.lower_ in words.body_nouns
        if phrase.bearing not in _BEARINGS or (
            phrase.definite and "Number=Sing" in token.morph and phrase.owner is None and not body
        ):
            continue  # "the group", "the Pakistan-based group": somebody named before, by another word
        text = clean(doc, phrase.core, phrase.end)
        noun = token.lower_
        draft = known.get(text.lower())
        if draft is None and phrase.core == phrase.head and phrase.definite and by_noun.get(noun):
            draft = by_noun[noun][-1]
        if draft is None and phrase.bearing is Bearing.OTHER:
            continue  # does nothing so far
        if draft is None:
            kind = ActorKind.ARMED_GROUP if noun in words.armed_nouns else ActorKind.GROUP
            kind = ActorKind.ORGANIZATION if body and "Number=Sing" in token.morph else kind
            draft = roster.add(ActorDraft(name=text, kind=kind, confidence=0.4, side=phrase.owner, origin=ORIGIN))
            known[text.lower()] = draft
            by_noun.setdefault(noun, []).append(draft)
        roster.mention(draft, phrase.core, phrase.end, MentionKind.NOMINAL, form=text, head=token.i)
        for form in wordings(doc, phrase):
            if form != text:
                draft.nominals.setdefault(form, 0)


def _may_head(doc: Doc, token: Token, words: Words) -> bool:
    """Tell whether a word may head a phrase for several people or for a body of people."""
    if token.pos_ not in ("NOUN", "PROPN") or token.relation in _MODIFIES or not token.text[0].isalpha():
        return False
    noun = token.lower_
    if noun in words.collectives or _is_body(token, words):
        return True
    return "Number=Plur" in token.morph and _is_people(token, words)


def _is_body(token: Token, words: Words) -> bool:
    """ "the migration ministry", "its finance ministry": a body told by what it is for, which acts or speaks."""
    told = any(c.relation in ("compound", "amod") and c.i < token.i for c in token.children)
    return told and token.lower_ in words.body_nouns and bearing(token, words) in (Bearing.SPEAKER, Bearing.AGENT)


def _is_people(token: Token, words: Words) -> bool:
    noun = token.lower_
    return (
        noun in words.people_nouns
        or noun in words.group_nouns
        or noun in words.armed_nouns
        or noun in words.offices
        or noun in words.state_nouns
        or noun in words.body_nouns
        or token.lemma_.lower().endswith(_SUFFIXES)
    )


_SUFFIXES = (
    "ist",
    "ian",
    "man",
    "woman",
    "crat",
    "eer",
    "maker",
    "worker",
    "holder",
    "goer",
    "grower",
    "leader",
    "backer",
)
