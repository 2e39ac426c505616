"""Stakes: what one sentence of the record says that a party wants done, and by whom.

A position gives a stake: an act (see `acts`), the parties whose act it is, and whether the holder wants it. Whose act it is
follows from the stance, from who is named in the words, and from who stands in front of them in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stateofplay.casework.acts.phrases import stems_text
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.reading import act_of
from stateofplay.casework.acts.tables import tables
from stateofplay.casework.draft.naming import is_ambiguous
from stateofplay.casework.draft.record import Ground, sides_of
from stateofplay.casework.draft.time import overtaken
from stateofplay.casework.draft.wishes.at_table import as_talks
from stateofplay.casework.draft.wishes.disarming import owned_by_who_is_armed
from stateofplay.casework.draft.wishes.inside import (
    OPPONENTS,
    PARTISAN,
    PARTISAN_DOER,
    STREET,
    asks_one_of_its_own,
    is_inside,
    told_as_insiders,
)
from stateofplay.casework.draft.wishes.no_wish import (
    as_wanted,
    is_done_already,
    is_in_a_text,
    is_only_a_condition,
    is_only_talked_of,
    is_taken_back,
    is_told_to,
    was_wanted_then,
)
from stateofplay.casework.draft.wishes.partners import PARTNERS, WITH_WHOM, joint_owners
from stateofplay.casework.draft.wishes.settling import MOST_READ, second_holders, settle_owners
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.casework.draft.wishes.whose import (
    GUARANTEES,
    OWN_ACTS,
    Doer,
    addressed,
    are_against,
    binds_itself,
    calls_off,
    denied_in_front,
    follows_to,
    in_front,
    is_not_against,
    last_clause,
    names_only_others,
    whole_words,
    wished_by_another,
)
from stateofplay.language.agreement import with_articles
from stateofplay.model import Stance
from stateofplay.record.positions import POLARITY
from stateofplay.record.views import Row

_ASKED = re.compile(r"\brequests?\s+(?:for|to|by)\b", re.IGNORECASE)
"""Who supports a request does itself what is requested."""
_SURE_ENOUGH, _SURE_ENOUGH_OF_WORDS, _SURE_ENOUGH_TOGETHER = 0.3, 0.45, 0.15
"""Chance that a claim is right from which on it makes a part of a draft: more where the words name no concept of the field,
so that nothing but the reader says that they are an act; less is enough for what takes several, which more
than one page or party mostly tells of, and for a harm that its owner announces, which is missed the most where it is left out.
What somebody complains of, red lines and what a person accepted always count."""
_AT_HOME = frozenset({"elections", "constitution"})
"""What a country does at home."""
_TARGETED = frozenset({"sanctions", "tariffs", "attacks"})


def read_stakes(ground: Ground, parties: Sequence[str]) -> tuple[list[Stake], list[str]]:
    """Every stake of the parties, and what the record says that gives none, each with the reason.

    Parameters
    ----------
    parties
        Who may be a decision maker.
    """
    found: list[Stake] = []
    unused: list[str] = []
    main, insiders, doubled = ground.principals(), told_as_insiders(ground), second_holders(ground)
    for standing in ground.standings:
        party = ground.side(standing.party)
        if party not in parties:
            continue
        for row in map(as_wanted, standing.rows(MOST_READ)):
            if row.lost_in is not None or not row.what:
                continue
            inside = party != standing.party and (
                standing.party in insiders or PARTISAN.search(standing.party) or OPPONENTS.search(row.quote)
            )
            asked_inside = PARTISAN_DOER.search(in_front(row)) or is_inside(ground, row.what, party)
            if STREET.search(row.quote) or inside or asked_inside:
                unused.append(f"{party}: “{row.what}”: said by opponents inside it, not by it")
                continue
            if row.claim_id in doubled:
                unused.append(f"{party}: “{row.what}”: its sentence has it as a wish of somebody else, more surely")
                continue
            act = act_of(whole_words(row), sentence=row.quote)
            hostile = act is not None and act.hostile
            if why := overtaken(ground, row) or _not_its_wish(ground, row, party, hostile=hostile):
                unused.append(f"{party}: “{row.what}”: {why}")
                continue
            if act is None:
                unused.append(f"{party}: “{row.what}” names nothing that a party could do or leave undone")
                continue
            if _has_another_verb(row, act):
                unused.append(f"{party}: “{row.what}” begins with a verb that names no step")
                continue
            stance = Stance(row.state or Stance.SUPPORTS)
            announced = act.hostile and (act.led or stance in OWN_ACTS)
            known = _SURE_ENOUGH if act.concept is not None else _SURE_ENOUGH_OF_WORDS
            enough = _SURE_ENOUGH_TOGETHER if act.joint or announced else known
            if act.hostile and act.led and stance is Stance.OPPOSES:
                enough = 0.0  # what somebody complains of is done, whatever else the reader makes of the sentence
            if row.confidence < enough and not (row.flag or row.verdict == "accept"):
                unused.append(f"{party}: “{row.what}”: the reader is not sure enough of it")
                continue
            stake = _stake(ground, party, row, act, main, parties)
            teller = ground.teller(row) or party
            if stake is not None and teller != party and teller in parties:
                stake = replace(stake, told_by=teller)
            if stake is None:
                unused.append(f"{party}: “{row.what}”: the record does not say whose act it would be")
            else:
                found.append(stake)
    return settle_owners(owned_by_who_is_armed(ground, found, main), main), unused


_TO_A_THING = re.compile(
    r"\b(?:commit|agree|return|object|oppos|clos|lead|adher|respon|consent|end|halt|stop|accord|re[ -]?commit)\w*\s+to\s+$"
)


def _has_another_verb(row: Row, act: PossibleAct) -> bool:
    """Whether words stand behind "to" and the act's verb is none of them: "to soften sanctions" lays none on anybody."""
    if follows_to(row) and (row.what or "").startswith("deal with "):
        return True  # to deal with something is no deal
    invented = not act.led and not (row.what or "").lower().lstrip("\"“'").startswith(act.text.split()[0][:4])
    return invented and not act.joint and follows_to(row) and not _TO_A_THING.search(in_front(row))


def _not_its_wish(ground: Ground, row: Row, party: str, *, hostile: bool) -> str:
    """Why words are no wish of a party though the record has them as one, or an empty text."""
    if is_only_a_condition(row):
        return "the sentence has it as what something is a condition of"
    if is_taken_back(row):
        return "the sentence has it as a promise that was broken"
    if is_done_already(row) and not hostile:
        return "the sentence has it as done already"
    if is_told_to(ground, row, party):
        return "the sentence has it as what others say that it must do"
    if was_wanted_then(row):
        return "the sentence has it as a wish of an earlier time, or of nobody"
    if is_ambiguous(ground, row):
        return f"its sentence does not say which {row.party} it means: the record has several of that name"
    if is_in_a_text(row):
        return "the sentence has it as what a text says"
    if is_only_talked_of(row):
        return "the sentence has it as what is talked about"
    if other := wished_by_another(ground, row, party, hostile=hostile):
        return with_articles(f"the sentence has it as a wish of {other}")
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a row tells of an act, and who could be meant, as the rules below ask it."""

    ground: Ground
    party: str
    row: Row
    act: PossibleAct
    stance: Stance
    wants: int
    named: list[str]
    """Parties that the act's own words name as doing it."""
    doer: Doer
    addressee: str
    main: Sequence[str]
    parties: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owned:
    """Whose act it would be, by which rule; the act and the wish, where the rule words them anew."""

    owners: list[str]
    rule: str
    act: PossibleAct
    wants: int


def _stake(
    ground: Ground, party: str, row: Row, act: PossibleAct, main: Sequence[str], parties: Sequence[str]
) -> Stake | None:
    """The stake of a party in an act, in three steps; none where the act would be nobody's here.

    1. Whether the party wants it.
    2. Whose act it would be, and by which rule.
    3. Who of them can do it: nobody whom it is done to or with.
    """
    stance = Stance(row.state or Stance.SUPPORTS)
    act = as_talks(ground, act, row.party or "", parties, row.quote)
    named = sides_of(ground, act.subject, parties)
    addressee, doer = addressed(ground, row)
    person = _who_would_come(ground, row, act, addressee) if act.attends else ""
    wants = _wants(row, act, stance)
    if act.joint and act.concept in (None, "agreement") and _with_an_outsider(ground, row.what or "", party, parties):
        if _HAS_AGREED.search(in_front(row)):
            return None  # agreed already, with somebody else
        if stance is Stance.OPPOSES and not PARTNERS.search(row.what or ""):
            return None  # who opposes the pact of others has none to refuse
        # A pact with somebody who is no party here is no joint act of these.
        act, doer = replace(act, joint=False, led=True), Doer.HOLDER
    if act.joint and act.concept == "agreement" and _KEEPS_TO.search(in_front(row)):
        # Who remains committed to a text keeps to it, whoever has left it.
        text = f"keep to the {row.what}"
        act = replace(act, joint=False, led=True, keeps=True, text=text, family=stems_text(text), concept=None)
        doer = Doer.HOLDER
    told = _Told(
        ground=ground,
        party=party,
        row=row,
        act=act,
        stance=stance,
        wants=wants,
        named=named,
        doer=doer,
        addressee=addressee,
        main=main,
        parties=parties,
    )
    owned = _owned(told, person)
    if owned is None:
        return None
    act = owned.act
    owners = _without_targets(ground, act, owned.owners, party, parties)
    if act.joint:
        act = replace(act, text=WITH_WHOM.sub("", act.text))  # the owners say with whom
    with_whom = set() if act.joint else set(sides_of(ground, act.text.partition(" with ")[2], parties))
    owners = [o for o in owners if o in parties and o not in with_whom]  # nobody does a thing with itself
    if not owners or (act.joint and len(owners) < 2):
        return None
    return Stake(party=party, act=act, owners=tuple(owners), rule=owned.rule, wants=owned.wants, row=row, person=person)


def _wants(row: Row, act: PossibleAct, stance: Stance) -> int:
    """Step 1: 1 it wants the act done, -1 not, 0 it says neither."""
    wants = POLARITY[stance] * (-1 if act.negated else 1)
    if wants > 0 and not act.negated and denied_in_front(row):
        wants = -1  # "agreed not to raise the toll", "insists that it will not"
    return -wants if stance is Stance.OPPOSES and is_not_against(row) else wants  # "was not against a meeting"


def _owned(told: _Told, person: str) -> _Owned | None:
    """Step 2: who is named for it: who would come, whom a joint act needs, who withdraws, who is said to do it."""
    act, row, ground, parties = told.act, told.row, told.ground, told.parties
    if act.attends:
        return _owns(told, [ground.side(person)], "attendance")
    if act.on or (act.given and _GETS_IT.search(in_front(row))):
        hit = {ground.side(n) for n in ground.named_in(act.on)} or {told.party}
        return _owns(told, [p for p in told.main if p not in hit][: len(told.main) - 1], "asked of")
    strangers = bool(act.subject) and not told.named
    if strangers and (bool(ground.named_in(act.subject)) if act.joint else told.stance not in OWN_ACTS):
        return None  # somebody is named for it who is no party to this: others meet, or agree
    if act.joint:
        owners = joint_owners(ground, act, row.what or "", told.party, parties, row.quote)
        return _owns(told, list(owners), "joint") if len(owners) > 1 else None
    if act.value and follows_to(row):
        return None
    named = told.named
    if act.concept == "withdrawal" and (whose := sides_of(ground, _FROM.split(row.what or "")[0], parties)):
        named = whose
    elif named and named[0] == told.party and asks_one_of_its_own(ground, row, act):
        return None  # a quarrel inside a party
    if named:
        return _owns(told, named[:1], "own act" if named[0] == told.party else "asked of")
    return _owned_unnamed(told)


def _owned_unnamed(told: _Told) -> _Owned | None:
    """Step 2, where the act names nobody: who does now what would end, whose word binds itself, who stands behind "by"."""
    act, row, ground, parties = told.act, told.row, told.ground, told.parties
    if of_another := _ends_what_another_does(ground, act, told.party, parties):
        return _owns(told, of_another[:1], "asked of")
    if _is_its_relief(row, act, told.stance):
        return None  # "its desire to ease the sanctions": who lays them on it, nobody says
    if _is_own(row, act, told.stance, told.doer is Doer.HOLDER):
        return _owns(told, [told.party], "own act")
    if done_by := _done_by(ground, row, parties):
        return _owns(told, [] if told.party in done_by else done_by[:1], "asked of")
    if told.doer is Doer.NAMED:
        return _owns(told, [p for p in [ground.side(told.addressee)] if p in parties], "asked of")
    return _owned_by_stance(told)


def _owned_by_stance(told: _Told) -> _Owned | None:
    """Step 2, where nobody is told at all: a refusal is of who refuses, harms and what goes on of the party, else it asks."""
    act, row, ground, party, parties = told.act, told.row, told.ground, told.party, told.parties
    if told.stance is Stance.OPPOSES:
        owners, rule = _refused(ground, party, row, act, [p for p in told.main if p != party], parties)
        if act.value:
            return _Owned(owners=owners, rule=rule, act=replace(act, text=f"give up {act.text}"), wants=-1)
        return _owns(told, owners, rule)
    harms = act.hostile and told.stance in (Stance.SUPPORTS, Stance.PROPOSES)
    if harms and _others_in(ground, row.what or "", party, parties):
        return None  # it speaks of what another does
    if act.keeps or harms:
        return _owns(told, [party], "own act")
    # "Work on easing the toll": whose easing, nobody says.
    unsaid = told.stance is not Stance.DEMANDS and (
        act.value or (row.what or "").partition(" ")[0].endswith(("ing", "ed"))
    )
    unsaid = unsaid or (act.concept == GUARANTEES and are_against(ground, party, row))
    unsaid = unsaid or (act.ends and bool(_OF_OTHERS.search(act.text)) and not sides_of(ground, act.text, parties))
    unsaid = unsaid or (told.stance is Stance.SUPPORTS and bool(_PASSIVE.search(row.what or "")))
    unsaid = unsaid or bool(_IN_A_DEAL.search(last_clause(in_front(row))))
    if unsaid or told.doer is Doer.UNNAMED or _ends_its_own(ground, act, party, parties):
        return None
    owners = _asked(ground, party, row, act, told.main, parties)
    if act.value:
        act = replace(act, text=f"recognise {'the' if ' ' in act.text else 'its'} {act.text}")
    return _Owned(owners=owners, rule="asked of", act=act, wants=told.wants)


def _owns(told: _Told, owners: list[str], rule: str) -> _Owned:
    return _Owned(owners=owners, rule=rule, act=told.act, wants=told.wants)


def _is_own(row: Row, act: PossibleAct, stance: Stance, own: bool) -> bool:
    """Whether an act is the holder's own, by the stance, by what stands in front of the words, or by what is requested."""
    if stance in OWN_ACTS or (act.led and (own or _stands_between(act))) or binds_itself(row):
        return True
    if stance is not Stance.OPPOSES and _OWN_PLAN.search(row.what or ""):
        return True
    return stance is Stance.SUPPORTS and bool(_ASKED.search(row.what or ""))


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


def _is_its_relief(row: Row, act: PossibleAct, stance: Stance) -> bool:
    """Whether somebody hopes for the end of what others may have laid on it."""
    on_whom = re.search(r"\b(?:on|against)\b", act.text)
    return (
        act.ends
        and act.concept in _LAID_ON
        and stance not in OWN_ACTS
        and not on_whom
        and bool(_HOPES.search(in_front(row)))
    )


_KEEPS_TO = re.compile(r"\b(?:remain|stay)(?:s|ed|ing)?\s+(?:\w+\s+)?committed to the\s+$")
_HAS_AGREED = re.compile(
    r"\b(?:has|have|had)\s+(?:already\s+)?(?:agreed to|signed|reached|struck|clinched|concluded|made)\s+(?:an?\s+|the\s+)?$"
)
_OWN_PLAN = re.compile(
    r"^(?:\w+\s+of\s+)?(?:his|her|its|their)\s+(?:own\s+)?(?:plan|proposal|offer|bid|effort|move)s?\s+to\b", re.I
)


_BY = re.compile(r"\bby\s+(?P<who>(?:the\s+)?[A-Z][^,.;]*)$")
_BY_BEHIND = re.compile(r"^\s+by\s+(?P<who>(?:the\s+)?[A-Z][^,.;]*)")


def _done_by(ground: Ground, row: Row, parties: Sequence[str]) -> list[str]:
    """Who is named behind "by" as doing it, in the words or right behind them: "an end to exercises by the guild"."""
    words = row.what or ""
    place = row.quote.find(words)
    found = _BY.search(words) or (_BY_BEHIND.match(row.quote[place + len(words) :]) if place >= 0 else None)
    return sides_of(ground, found["who"], parties) if found else []


_DONE_TO = re.compile(
    r"\b(?:sanctions?|tariffs?|dut(?:y|ies)|blockade|siege|embargo|occupation|isolation|arrests?|detentions?)\b"
)


_FROM = re.compile(r"\b(?:from|in|out of|to)\b")
_OF_OTHERS = re.compile(r"\b[A-Z][a-z]+(?:ern|ean|ian|an|ish|ese)\b")
"""Somebody's by an adjective: "Western deliveries" are of none of the parties where none is named so."""
_PREPOSITION = re.compile(r"\b(?:on|against|of|in|from|to|with|by|for|into|over)\b")


def _others_in(ground: Ground, words: str, party: str, parties: Sequence[str]) -> list[str]:
    """The parties, without the holder, to whom the thing belongs that words name: "Delta's exercises"."""
    named = sides_of(ground, _PREPOSITION.split(words)[0], parties)
    return [] if party in named else named


def _ends_what_another_does(ground: Ground, act: PossibleAct, party: str, parties: Sequence[str]) -> list[str]:
    return _others_in(ground, act.text, party, parties) if act.ends and not _DONE_TO.search(act.text) else []


def _ends_its_own(ground: Ground, act: PossibleAct, party: str, parties: Sequence[str]) -> bool:
    """Whether what an act would end is told as the party's own: no guild asks others to end "the guild's exercises"."""
    thing = _PREPOSITION.split(act.text)[0]
    return act.ends and not _DONE_TO.search(act.text) and party in sides_of(ground, thing, parties)


def _with_an_outsider(ground: Ground, words: str, party: str, parties: Sequence[str]) -> bool:
    between = PARTNERS.search(words) or _PAIRED.search(words) or _ITS_PACT.search(words)
    named = ground.named_in(between["who"]) if between else ()
    sides = {ground.side(n) for n in named}
    if between and between.re is _ITS_PACT and party not in sides:
        return bool(sides - set(ground.principals()))
    if not sides and between and re.match(r"[A-Z]\w+(?:\s[A-Z]\w+)*$", between["who"].strip(" .")):
        return True  # somebody of whom the record knows nothing else
    return bool(sides) and not sides & set(parties) and all(ground.kinds.get(s) in _BODIES for s in sides)


_BODIES = ("country", "organization")
_ITS_PACT = re.compile(r"\b(?P<who>[A-Z]\w+)\s+(?:[a-z]+\s+)?(?:pact|deal|agreement|accord|treaty)\b")
"""Whose pact it is: "the nascent Tollmark pact"."""
_PAIRED = re.compile(r"\b[A-Z][\w.]*[-–/](?P<who>[A-Z]\w+)\s")
"""The two of a pact in front of it: "the Delta-Tollmark pact"."""


def _without_targets(
    ground: Ground, act: PossibleAct, owners: list[str], party: str, parties: Sequence[str]
) -> list[str]:
    """Owners without those whom the act is done to: "lift sanctions on Delta" is no act of Delta, but of who says it."""
    if act.joint or act.concept not in _TARGETED:
        return owners
    target = re.search(r"\b(?:on|against)\s+(?P<who>.+)$", act.text)
    hit = sides_of(ground, target["who"], parties) if target else []
    left = [o for o in owners if o not in hit]
    return left or ([party] if party not in hit else [])


def _stands_between(act: PossibleAct) -> bool:
    """Whether an act is that of who stands between the sides, such as brokering a peace."""
    return act.text.partition(" ")[0] in tables()[1].mediating


def _who_would_come(ground: Ground, row: Row, act: PossibleAct, addressee: str) -> str:
    """Who attends: who is brought, else who is named, else who is asked, else the holder."""
    brought = ground.named_in(act.text) if act.text.startswith("bring") else ()
    return next(iter((*brought, *ground.named_in(act.subject))), "") or addressee or (row.party or "")


def _refused(
    ground: Ground, party: str, row: Row, act: PossibleAct, others: Sequence[str], parties: Sequence[str]
) -> tuple[list[str], str]:
    """Whose act it is that a party opposes: a harm is of another, anything else it refuses to do itself."""
    if not act.hostile or (act.led and not act.past) or _BILL.search(f"{in_front(row)[-30:]}{row.what or ''}"):
        return [party], "refusal"  # a bill is of its own chamber
    if calls_off(row):
        return [party], "refusal"
    done_by = [p for p in sides_of(ground, row.what or "", parties) if p != party]
    if not done_by and names_only_others(ground, row.quote, party, others):
        return [], "asked of"
    if not done_by and not (act.concept in _LAID_ON and not _on_itself(ground, row, party)):
        done_by = list(others)  # of sanctions on somebody else, whose they would be nobody says
    return done_by[:1], "asked of"


_BILL = re.compile(r"\b(?:bills?|legislation|veto\w*)\b")


def _on_itself(ground: Ground, row: Row, party: str) -> bool:
    """Whether a sentence has what is laid on somebody as laid on the party itself, or says no more than what it is."""
    behind = row.quote[len(in_front(row)) + len(row.what or "") :]
    hit = re.match(r"\s+(?:on|against)\s+(?P<who>[^.,;]{2,40})", behind)
    others = [n for n in ground.named_in(row.quote) if ground.side(n) != party]
    return party in {ground.side(n) for n in ground.named_in(hit["who"])} if hit else not others


def _asked(
    ground: Ground, party: str, row: Row, act: PossibleAct, main: Sequence[str], parties: Sequence[str]
) -> list[str]:
    """Of whom a party asks an act: who is named in its words, else the other principal, else every principal."""
    spoken_of = not act.led or act.given
    asked = [p for p in sides_of(ground, row.what or "", parties) if p != party] if spoken_of else []
    if not asked and act.concept in _AT_HOME:
        return []  # whose it would be nobody says, and it is mostly the speaker's own
    if asked or party in main:
        others = [p for p in main if p != party][:1]
        return asked[:1] or ([] if names_only_others(ground, row.quote, party, others) else others)
    return [] if act.led or names_only_others(ground, row.quote, party, main) else list(main)
