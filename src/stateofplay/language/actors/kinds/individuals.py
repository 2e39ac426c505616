"""People without a name: "a French diplomat", "a rebel commander in the north", "the ministry's spokeswoman".

Each is drafted once, under its description; the page decides whether it is somebody of the story (`language.actors.choice`).
Where it is not, what it does is done by whom it speaks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stateofplay.language.actors.clause_role import Bearing
from stateofplay.language.actors.kinds.phrases import clean, phrase_at, wordings
from stateofplay.language.actors.names.capitals import shouted
from stateofplay.language.actors.names.name import Name
from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.document import MentionKind
from stateofplay.language.lexicon import Lexicon, Words
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

ORIGIN = "unnamed"
_BEARINGS = frozenset({Bearing.SPEAKER, Bearing.AGENT, Bearing.PATIENT})
_ONE = frozenset({"a", "an", "one", "another"})
_MODIFIES = frozenset("compound amod nmod nummod det flat fixed advmod case appos".split())


def find_individuals(
    doc: Doc, names: Sequence[Name], roster: Roster, lexicon: Lexicon, told: Mapping[int, ActorDraft]
) -> None:
    """Draft each single person that a phrase with "a" describes and who acts, speaks or suffers; "the" repeats the last.

    Parameters
    ----------
    told
        Whose title each token is: who has a name is no person without one.
    """
    words = lexicon.words
    at = {i: n for n in names for i in range(n.start, n.end)}
    headings = shouted(doc)
    known: dict[str, ActorDraft] = {}
    last: dict[str, ActorDraft] = {}
    for token in doc:
        if token.i in roster.taken or token.i in headings or not _may_head(token, words) or _is_titled(token, told):
            continue
        phrase = phrase_at(doc, token, at, roster, words)
        noun = token.lower_
        article = doc[phrase.start - 1].lower_ if phrase.start else ""
        new = article in _ONE or doc[phrase.start].lower_ in _ONE or (phrase.owner is not None and not phrase.pronoun)
        if not new:
            if phrase.definite and noun in last and phrase.core == phrase.head:
                roster.mention(last[noun], phrase.core, phrase.end, MentionKind.NOMINAL, form=noun, head=token.i)
            continue
        if phrase.bearing not in _BEARINGS:
            continue
        short = clean(doc, phrase.core, phrase.end)
        draft = known.get(short.lower())
        if draft is None:
            draft = roster.add(
                ActorDraft(name=short, kind=ActorKind.PERSON, confidence=0.35, side=_whose(phrase.owner), origin=ORIGIN)
            )
            known[short.lower()] = draft
        last[noun] = draft
        roster.mention(draft, phrase.core, phrase.end, MentionKind.NOMINAL, form=short, head=token.i)
        for form in wordings(doc, phrase):
            if form != short:
                draft.nominals.setdefault(form, 0)


def _is_titled(noun: Token, told: Mapping[int, ActorDraft]) -> bool:
    """Whether a description is the title of somebody named, or joined to one: "founder and chairman Mira Dahl"."""
    return noun.i in told or any(c.i in told for c in noun.children if c.relation == "conj")


def _whose(owner: ActorDraft | None) -> ActorDraft | None:
    return owner.side if owner is not None and owner.kind is ActorKind.PERSON else owner


def _may_head(token: Token, words: Words) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.relation in _MODIFIES or "Number=Plur" in token.morph:
        return False
    noun = token.lower_
    return (
        noun not in words.collectives
        and noun not in words.body_nouns
        and (
            noun in words.offices
            or noun in words.people_nouns
            or noun in words.group_nouns
            or noun in words.armed_nouns
        )
    )
