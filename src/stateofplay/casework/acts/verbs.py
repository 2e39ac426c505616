"""Acts told by a verb: coming to talks, agreeing to something, what a concept of the table asks, or the words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stateofplay.casework.acts.concepts import FAMILIES, ends_concept, named_act
from stateofplay.casework.acts.phrases import BEFORE_A_NOUN, STOP, stems_text
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import act_words, concepts, find_concept
from stateofplay.casework.acts.things import CLAUSE, ELSEWHERE, is_hollow, is_no_step, thing
from stateofplay.record.issues import concept_of

_POINTED_AT = frozenset("it them that this so him her one ones".split())
"""Objects that only point at something: "transfer it to them"."""
_THEMSELVES = frozenset("us himself themselves".split())


def act_of_verb(rest: str, verb: str, concept: str | None, sentence: str) -> PossibleAct | None:
    """An act told by a verb: being there, agreeing to something, what the table knows, or else the words themselves."""
    words, known = act_words(), find_concept(concept)
    pieces = rest.split()
    after = pieces[1].lower() if len(pieces) > 1 else ""
    if verb == "take" and known is not None and known.act and re.search(r"\bsteps?\b", rest):
        verb = "follow"
    text = f"{verb} {' '.join(pieces[1:])}".strip()
    if _is_being_there(rest, verb, text, concept):
        return PossibleAct(text=text, family="attendance", concept=None, attends=True, led=True)
    if verb in words.agreeing | words.refusing and (known is None or not known.act):
        return _consenting(rest, verb, concept, sentence)
    manner = verb in words.idle or bool(_MAKING_SURE.match(rest))
    if known is not None and known.act and concept is not None and manner and not known.broad:
        # "demonstrate that it is serious about disarming", "take the difficult step of a strike": the act behind the manner
        return named_act(concept, concept, led=True)
    if (
        verb == "negotiate"
        and concept == "talks"
        and after in BEFORE_A_NOUN
        and concept_of(" ".join(pieces[1:])) is None
    ):
        return thing(" ".join(pieces[2:]), None)  # what is negotiated, not the talks
    if _TOWARDS.match(rest):
        return named_act(concept, concept, led=True) if known is not None and known.act and concept else None
    if is_no_step(rest, verb, known):
        return None
    if verb == "meet" and known is None:
        return named_act("talks", "talks", led=True)
    if known is not None and concept is not None and verb in words.refusing:
        return replace(named_act(rest, concept, led=True), negated=True)
    if len(pieces) == 1 and verb not in _ALONE:
        return None
    if verb == "meet" and len(pieces) == 1 and known is not None and concept is not None:
        return named_act(rest, concept)
    if known is None or concept is None or known.broad:
        return _plain(rest, verb, concept)
    return _tabled(rest, verb, text, concept)


def _is_being_there(rest: str, verb: str, text: str, concept: str | None) -> bool:
    """Whether the act is to come to talks: "fly to Oslo", "take part", "come in person", "bring Mora"."""
    if (
        (verb not in act_words().attending and verb != "take")
        or concept not in _WHERE_ONE_COMES
        or ELSEWHERE.search(rest)
    ):
        return False
    pieces = rest.split()
    follow = pieces[1].lower() if len(pieces) > 1 else ""
    return (
        verb in _BEING_THERE
        or text == "take part"
        or bool(_IN_PERSON.search(rest))
        or (follow in _PLACED and concept is None)
        or (verb == "bring" and pieces[-1][:1].isupper())
    )


def _consenting(rest: str, verb: str, concept: str | None, sentence: str) -> PossibleAct | None:
    """What is agreed to or refused; where the words do not say it ("if Moscow refused"), the sentence may."""
    refuses = verb in act_words().refusing
    short = len(rest.split()) <= 2
    meant = concept_of(sentence) if short and sentence else None
    known = find_concept(meant)
    if rest.split()[1:2] == ["on"] and len(rest.split()) > 2:
        plain = _plain(rest, verb, concept)
        return None if plain is None else replace(plain, joint=True)  # what is agreed on takes several
    if known is None or not known.act or meant is None:
        return None if short or refuses else _plain(rest, verb, concept)
    return replace(named_act(meant, meant, led=True), negated=refuses)


def _tabled(rest: str, verb: str, text: str, concept: str) -> PossibleAct | None:
    """An act on a concept of the table: done, ended, or, where it takes several, joined."""
    words, known = act_words(), concepts()[concept]
    ends = ends_concept(verb, rest, concept)
    if known.hostile and verb == "call":
        text = known.act  # "called a strike" is going on it
    if rest.split()[-1].lower() in _POINTED_AT | _THEMSELVES and not ends:
        text = known.act  # "keep bombing them"
    family = FAMILIES.get((concept, verb), f"{'end ' if ends else ''}{concept}")
    if known.joint and not ends:
        if verb in words.bringing_up:
            return named_act(concept, concept, led=True)
        if verb in words.staying_away and concept in ("talks", "leaders' meeting"):
            return replace(named_act(rest, concept, led=True), negated=True)
        if verb not in words.joining and not (concept == "ceasefire" and verb in words.ending):
            return _plain(rest, verb, None)
        act = named_act(rest, concept, led=True)
        return act if verb in words.ending or verb in _ENTERING else replace(act, text=text, family=family)
    return PossibleAct(
        text=text,
        family=family,
        concept=concept,
        led=True,
        hostile=known.hostile and not ends,
        given=known.given,
        ends=ends,
        keeps=verb in words.keeping,
    )


_WHERE_ONE_COMES = (None, "talks", "leaders' meeting", "attendance")
_ENTERING = frozenset("accept agree adopt declare hold take".split())
"""Verbs of entering what takes several: the act is then named as the table names it."""
_IN_PERSON = re.compile(r"\b(?:himself|herself|themselves|in person)\b")
_PLACED = frozenset("to in at for along together here there from himself herself with".split())
_BEING_THERE = frozenset("attend participate travel fly appear arrive".split())
_ALONE = frozenset("disarm withdraw resign meet apologise apologize retreat".split())


def _plain(rest: str, verb: str, concept: str | None) -> PossibleAct | None:
    words = act_words()
    pieces = rest.split()
    if verb in words.idle or (CLAUSE.search(rest) and not _TELLING.match(rest)):
        return None  # a manner or a hope, or the words of a clause: no step that somebody could take
    if _is_pointed_at(pieces):
        return None
    if len(pieces) > 1 and all(p.lower().strip(",") in words.vague | STOP for p in pieces[1:]):
        return None
    if verb in ("make", "take") and pieces[-1].lower() in words.vague:
        return None  # "make difficult decisions": which, nobody says
    if is_hollow(f"{verb} {' '.join(pieces[1:])}"):
        return None
    if pieces[-1].lower() in _POINTED_AT | _THEMSELVES:
        return None
    text = f"{verb} {' '.join(pieces[1:])}".strip()
    return PossibleAct(
        text=text,
        family=stems_text(text),
        concept=concept,
        led=True,
        ends=verb in words.ending,
        keeps=verb in words.keeping,
    )


_MAKING_SURE = re.compile(r"^mak(?:e|es|ing) sure\b")
_TOWARDS = re.compile(
    r"^(?:mov|work|go|press|push|build|step)\w*\s+(?:\w+ly\s+)?(?:toward|towards|forward|ahead|closer)\b", re.IGNORECASE
)
"""Going towards something is no step; where it is an act that the table knows, it is meant."""
_TELLING = re.compile(r"^(?:acknowledge|guarantee|recogni[sz]e)\w*\s")


def _is_pointed_at(pieces: Sequence[str]) -> bool:
    """Whether the verb's object is only pointed at: "transfer it to them"."""
    return len(pieces) > 1 and pieces[1].lower() in _POINTED_AT
