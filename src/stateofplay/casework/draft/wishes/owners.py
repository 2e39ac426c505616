"""Whose act it would be: the owners of a stake, by the first rule that says so.

Who would come, whom a joint act needs, who is named for it; then whose word binds itself, who stands behind "by", of whom a
stance asks. Where nothing says whose it would be, it is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.tables import act_words
from stateofplay.casework.draft.record import Ground, sides_of
from stateofplay.casework.draft.wishes.inside import asks_one_of_its_own
from stateofplay.casework.draft.wishes.partners import joint_owners
from stateofplay.casework.draft.wishes.whose import (
    GUARANTEES,
    OWN_ACTS,
    Doer,
    are_against,
    binds_itself,
    calls_off,
    follows_to,
    in_front,
    last_clause,
    names_only_others,
)
from stateofplay.model import Stance
from stateofplay.record.views import Row

_ASKED = re.compile(r"\brequests?\s+(?:for|to|by)\b", re.IGNORECASE)
"""Who supports a request does itself what is requested."""
_AT_HOME = frozenset({"elections", "constitution"})
"""What a country does at home."""
_TARGETED = frozenset({"sanctions", "tariffs", "attacks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WishedAct:
    """What a row tells of an act, and who could be meant, as the rules below ask it."""

    ground: Ground
    party: str
    row: Row
    act: PossibleAct
    stance: Stance
    wants: int
    doer: Doer
    addressee: str
    person: str
    """Who would come, of an act of coming."""
    main: Sequence[str]
    parties: Sequence[str]

    @property
    def words(self) -> str:
        """The words of the wish."""
        return self.row.what or ""

    def sides_in(self, words: str) -> list[str]:
        """The parties that some words name."""
        return sides_of(self.ground, words, self.parties)

    def owned(self, owners: Sequence[str], rule: str) -> Owned:
        """The act as it is told, owned by a rule."""
        return Owned(owners=list(owners), rule=rule, act=self.act, wants=self.wants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """Whose act it would be, by which rule; the act and the wish, where the rule words them anew."""

    owners: list[str]
    rule: str
    act: PossibleAct
    wants: int


def find_owners(told: WishedAct) -> Owned | None:
    """Who is named for it: who would come, whom a joint act needs, who withdraws, who is said to do it."""
    act, row, ground = told.act, told.row, told.ground
    if act.attends:
        return told.owned([ground.side(told.person)], "attendance")
    if act.on or (act.given and _GETS_IT.search(in_front(row))):
        hit = {ground.side(n) for n in ground.named_in(act.on)} or {told.party}
        return told.owned([p for p in told.main if p not in hit][: len(told.main) - 1], "asked of")
    named = told.sides_in(act.subject)
    strangers = bool(act.subject) and not named
    if strangers and (bool(ground.named_in(act.subject)) if act.joint else told.stance not in OWN_ACTS):
        return None  # somebody is named for it who is no party to this: others meet, or agree
    if act.joint:
        owners = joint_owners(ground, act, told.words, told.party, told.parties, row.quote)
        return told.owned(owners, "joint") if len(owners) > 1 else None
    if act.value and follows_to(row):
        return None
    if act.concept == "withdrawal" and (whose := told.sides_in(_FROM.split(told.words)[0])):
        named = whose
    elif named and named[0] == told.party and asks_one_of_its_own(ground, row, act):
        return None  # a quarrel inside a party
    if named:
        return told.owned(named[:1], "own act" if named[0] == told.party else "asked of")
    return _owned_unnamed(told)


def _owned_unnamed(told: WishedAct) -> Owned | None:
    """Where the act names nobody: who does now what would end, whose word binds itself, who stands behind "by"."""
    if of_another := _ends_what_another_does(told):
        return told.owned(of_another[:1], "asked of")
    if _is_its_relief(told):
        return None  # "its desire to ease the sanctions": who lays them on it, nobody says
    if _is_own(told):
        return told.owned([told.party], "own act")
    if done_by := _done_by(told):
        return told.owned([] if told.party in done_by else done_by[:1], "asked of")
    if told.doer is Doer.NAMED:
        return told.owned([p for p in [told.ground.side(told.addressee)] if p in told.parties], "asked of")
    return _owned_by_stance(told)


def _owned_by_stance(told: WishedAct) -> Owned | None:
    """Where nobody is told at all: a refusal is of who refuses, harms and what goes on of the party, else it asks."""
    act = told.act
    if told.stance is Stance.OPPOSES:
        owned = _refused(told)
        return replace(owned, act=replace(act, text=f"give up {act.text}"), wants=-1) if act.value else owned
    harms = act.hostile and told.stance in (Stance.SUPPORTS, Stance.PROPOSES)
    if harms and _others_in(told, told.words):
        return None  # it speaks of what another does
    if act.keeps or harms:
        return told.owned([told.party], "own act")
    if told.doer is Doer.UNNAMED or _is_nobodys(told):
        return None
    owned = told.owned(_asked(told), "asked of")
    if act.value:
        return replace(owned, act=replace(act, text=f"recognise {'the' if ' ' in act.text else 'its'} {act.text}"))
    return owned


def _is_nobodys(told: WishedAct) -> bool:
    """Whether the words leave it open who would do it: "work on easing the toll" is whose easing?"""
    act, row, words = told.act, told.row, told.words
    return (
        (told.stance is not Stance.DEMANDS and (act.value or words.partition(" ")[0].endswith(("ing", "ed"))))
        or (act.concept == GUARANTEES and are_against(told.ground, told.party, row))
        or (act.ends and bool(_OF_OTHERS.search(act.text)) and not told.sides_in(act.text))
        or (told.stance is Stance.SUPPORTS and bool(_PASSIVE.search(words)))
        or bool(_IN_A_DEAL.search(last_clause(in_front(row))))
        or _ends_its_own(told)
    )


def _is_own(told: WishedAct) -> bool:
    """Whether an act is the holder's own, by the stance, by what stands in front of the words, or by what is requested."""
    act, stance = told.act, told.stance
    if stance in OWN_ACTS or (act.led and (told.doer is Doer.HOLDER or _stands_between(act))) or binds_itself(told.row):
        return True
    if stance is not Stance.OPPOSES and _OWN_PLAN.search(told.words):
        return True
    return stance is Stance.SUPPORTS and bool(_ASKED.search(told.words))


_GETS_IT = re.compile(r"\b(?:get|gets|getting|receive\w*|obtain\w*|win)\s+$")
_PASSIVE = re.compile(r"\b(?:be|being)\s+\w+(?:ed|en)\b")
_IN_A_DEAL = re.compile(
    r"\b(?:agreement|deal|accord|pact|treaty|compromise|package)s?\s+(?:for|on|to|that|which|under which|including)\b.*$",
    re.I,
)
"""What a deal would have in it is done by whom the deal says: no side is asked for it alone."""
_LAID_ON = frozenset({"sanctions", "tariffs"})
_HOPES = re.compile(
    r"\b(?:desir|eager|seek|sought|need|hop|effort|try|tri|struggl|interest|want)\w*\s+(?:to|in|at)\s+$", re.I
)


def _is_its_relief(told: WishedAct) -> bool:
    """Whether somebody hopes for the end of what others may have laid on it."""
    act = told.act
    on_whom = re.search(r"\b(?:on|against)\b", act.text)
    return (
        act.ends
        and act.concept in _LAID_ON
        and told.stance not in OWN_ACTS
        and not on_whom
        and bool(_HOPES.search(in_front(told.row)))
    )


_OWN_PLAN = re.compile(
    r"^(?:\w+\s+of\s+)?(?:his|her|its|their)\s+(?:own\s+)?(?:plan|proposal|offer|bid|effort|move)s?\s+to\b", re.I
)


_BY = re.compile(r"\bby\s+(?P<who>(?:the\s+)?[A-Z][^,.;]*)$")
_BY_BEHIND = re.compile(r"^\s+by\s+(?P<who>(?:the\s+)?[A-Z][^,.;]*)")


def _done_by(told: WishedAct) -> list[str]:
    """Who is named behind "by" as doing it, in the words or right behind them: "an end to exercises by the guild"."""
    words, quote = told.words, told.row.quote
    place = quote.find(words)
    found = _BY.search(words) or (_BY_BEHIND.match(quote[place + len(words) :]) if place >= 0 else None)
    return told.sides_in(found["who"]) if found else []


_DONE_TO = re.compile(
    r"\b(?:sanctions?|tariffs?|dut(?:y|ies)|blockade|siege|embargo|occupation|isolation|arrests?|detentions?)\b"
)
_FROM = re.compile(r"\b(?:from|in|out of|to)\b")
_OF_OTHERS = re.compile(r"\b[A-Z][a-z]+(?:ern|ean|ian|an|ish|ese)\b")
"""Somebody's by an adjective: "Western deliveries" are of none of the parties where none is named so."""
_PREPOSITION = re.compile(r"\b(?:on|against|of|in|from|to|with|by|for|into|over)\b")


def _others_in(told: WishedAct, words: str) -> list[str]:
    """The parties, without the holder, to whom the thing belongs that words name: "Delta's exercises"."""
    named = told.sides_in(_PREPOSITION.split(words)[0])
    return [] if told.party in named else named


def _ends_what_another_does(told: WishedAct) -> list[str]:
    return _others_in(told, told.act.text) if _ends_something_done(told.act) else []


def _ends_its_own(told: WishedAct) -> bool:
    """Whether what an act would end is told as the party's own: no guild asks others to end "the guild's exercises"."""
    return _ends_something_done(told.act) and told.party in told.sides_in(_PREPOSITION.split(told.act.text)[0])


def _ends_something_done(act: PossibleAct) -> bool:
    """Whether an act ends what somebody does, and not what is done to it: "Delta's blockade" may be one of Delta."""
    return act.ends and not _DONE_TO.search(act.text)


def without_targets(told: WishedAct, owned: Owned) -> list[str]:
    """Owners without those whom the act is done to: "lift sanctions on Delta" is no act of Delta, but of who says it."""
    act, owners = owned.act, owned.owners
    if act.joint or act.concept not in _TARGETED:
        return owners
    target = re.search(r"\b(?:on|against)\s+(?P<who>.+)$", act.text)
    hit = told.sides_in(target["who"]) if target else []
    left = [o for o in owners if o not in hit]
    return left or ([told.party] if told.party not in hit else [])


def _stands_between(act: PossibleAct) -> bool:
    """Whether an act is that of who stands between the sides, such as brokering a peace."""
    return act.text.partition(" ")[0] in act_words().mediating


def _refused(told: WishedAct) -> Owned:
    """Whose act it is that a party opposes: a harm is of another, anything else it refuses to do itself."""
    act, row, party = told.act, told.row, told.party
    if not act.hostile or (act.led and not act.past) or _BILL.search(f"{in_front(row)[-30:]}{told.words}"):
        return told.owned([party], "refusal")  # a bill is of its own chamber
    if calls_off(row):
        return told.owned([party], "refusal")
    done_by = [p for p in told.sides_in(told.words) if p != party]
    others = [p for p in told.main if p != party]
    if not done_by and names_only_others(told.ground, row.quote, party, others):
        return told.owned([], "asked of")
    if not done_by and not (act.concept in _LAID_ON and not _on_itself(told)):
        done_by = others  # of sanctions on somebody else, whose they would be nobody says
    return told.owned(done_by[:1], "asked of")


_BILL = re.compile(r"\b(?:bills?|legislation|veto\w*)\b")


def _on_itself(told: WishedAct) -> bool:
    """Whether a sentence has what is laid on somebody as laid on the party itself, or says no more than what it is."""
    ground, row = told.ground, told.row
    behind = row.quote[len(in_front(row)) + len(told.words) :]
    hit = re.match(r"\s+(?:on|against)\s+(?P<who>[^.,;]{2,40})", behind)
    others = [n for n in ground.named_in(row.quote) if ground.side(n) != told.party]
    return told.party in {ground.side(n) for n in ground.named_in(hit["who"])} if hit else not others


def _asked(told: WishedAct) -> list[str]:
    """Of whom a party asks an act: who is named in its words, else the other principal, else every principal."""
    act, main, party = told.act, told.main, told.party
    spoken_of = not act.led or act.given
    asked = [p for p in told.sides_in(told.words) if p != party] if spoken_of else []
    if not asked and act.concept in _AT_HOME:
        return []  # whose it would be nobody says, and it is mostly the speaker's own
    if asked or party in main:
        others = [p for p in main if p != party][:1]
        return asked[:1] or ([] if names_only_others(told.ground, told.row.quote, party, others) else others)
    return [] if act.led or names_only_others(told.ground, told.row.quote, party, main) else list(main)
