"""Stakes: what one sentence of the record says that a party wants done, and by whom.

A position gives a stake: an act (see `acts`), the parties whose act it is (see `owners`), and whether the holder wants it. What
gives none is told with the reason, which the draft passes on.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from stateofplay.casework.acts.phrases import stems_text
from stateofplay.casework.acts.possible import PossibleAct
from stateofplay.casework.acts.reading import act_of
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
from stateofplay.casework.draft.wishes.owners import WishedAct, find_owners, without_targets
from stateofplay.casework.draft.wishes.partners import PARTNERS, WITH_WHOM
from stateofplay.casework.draft.wishes.settling import MOST_READ, second_holders, settle_owners
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.casework.draft.wishes.whose import (
    OWN_ACTS,
    Doer,
    addressed,
    denied_in_front,
    follows_to,
    in_front,
    is_not_against,
    whole_words,
    wished_by_another,
)
from stateofplay.language.agreement import with_articles
from stateofplay.model import Stance
from stateofplay.record.positions import POLARITY
from stateofplay.record.views import Row

_SURE_ENOUGH, _SURE_ENOUGH_OF_WORDS, _SURE_ENOUGH_TOGETHER = 0.3, 0.45, 0.15
"""Chance that a claim is right from which on it makes a part of a draft: more where the words name no concept of the field,
so that nothing but the reader says that they are an act; less is enough for what takes several, which more
than one page or party mostly tells of, and for a harm that its owner announces, which is missed the most where it is left out.
What somebody complains of, red lines and what a person accepted always count."""


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
            act = act_of(whole_words(row), sentence=row.quote)
            why = ""
            if _is_of_opponents(ground, standing.party, row, party, insiders):
                why = ": said by opponents inside it, not by it"
            elif row.claim_id in doubled:
                why = ": its sentence has it as a wish of somebody else, more surely"
            why = why or _no_wish(ground, row, act, party)
            stake = _stake(ground, party, row, act, main, parties) if act is not None and not why else None
            if stake is not None:
                teller = ground.teller(row)
                found.append(replace(stake, told_by=teller) if teller != party and teller in parties else stake)
            else:
                unused.append(f"{party}: “{row.what}”{why or ': the record does not say whose act it would be'}")
    return settle_owners(owned_by_who_is_armed(ground, found, main), main), unused


def _is_of_opponents(ground: Ground, holder: str, row: Row, party: str, insiders: Container[str]) -> bool:
    """Whether it is said by opponents inside a party, or asked of one side of a quarrel in it."""
    if STREET.search(row.quote):
        return True
    if party != holder and (holder in insiders or PARTISAN.search(holder) or OPPONENTS.search(row.quote)):
        return True
    return bool(PARTISAN_DOER.search(in_front(row))) or is_inside(ground, row.what or "", party)


def _no_wish(ground: Ground, row: Row, act: PossibleAct | None, party: str) -> str:
    """Why words of a party give no stake, as they go on behind the words themselves, or an empty text."""
    if why := overtaken(ground, row) or _not_its_wish(ground, row, party, hostile=act is not None and act.hostile):
        return f": {why}"
    if act is None:
        return " names nothing that a party could do or leave undone"
    if _has_another_verb(row, act):
        return " begins with a verb that names no step"
    sure = row.flag or row.verdict == "accept" or row.confidence >= _sure_enough(row, act)
    return "" if sure else ": the reader is not sure enough of it"


def _sure_enough(row: Row, act: PossibleAct) -> float:
    """The chance of being right from which on a claim makes a part of a draft."""
    stance = Stance(row.state or Stance.SUPPORTS)
    if act.hostile and act.led and stance is Stance.OPPOSES:
        return 0.0  # what somebody complains of is done, whatever else the reader makes of the sentence
    if act.joint or (act.hostile and (act.led or stance in OWN_ACTS)):
        return _SURE_ENOUGH_TOGETHER
    return _SURE_ENOUGH if act.concept is not None else _SURE_ENOUGH_OF_WORDS


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
    told = WishedAct(
        ground=ground,
        party=party,
        row=row,
        act=act,
        stance=stance,
        wants=wants,
        doer=doer,
        addressee=addressee,
        person=person,
        main=main,
        parties=parties,
    )
    owned = find_owners(told)
    if owned is None:
        return None
    act = owned.act
    owners = without_targets(told, owned)
    if act.joint:
        act = replace(act, text=WITH_WHOM.sub("", act.text))  # the owners say with whom
    with_whom = set() if act.joint else set(sides_of(ground, act.text.partition(" with ")[2], parties))
    owners = [o for o in owners if o in parties and o not in with_whom]  # nobody does a thing with itself
    if not owners or (act.joint and len(owners) < 2):
        return None
    return Stake(party=party, act=act, owners=tuple(owners), rule=owned.rule, wants=owned.wants, row=row, person=person)


def _wants(row: Row, act: PossibleAct, stance: Stance) -> int:
    """1 it wants the act done, -1 not, 0 it says neither."""
    wants = POLARITY[stance] * (-1 if act.negated else 1)
    if wants > 0 and not act.negated and denied_in_front(row):
        wants = -1  # "agreed not to raise the toll", "insists that it will not"
    return -wants if stance is Stance.OPPOSES and is_not_against(row) else wants  # "was not against a meeting"


_KEEPS_TO = re.compile(r"\b(?:remain|stay)(?:s|ed|ing)?\s+(?:\w+\s+)?committed to the\s+$")
_HAS_AGREED = re.compile(
    r"\b(?:has|have|had)\s+(?:already\s+)?(?:agreed to|signed|reached|struck|clinched|concluded|made)\s+(?:an?\s+|the\s+)?$"
)


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


def _who_would_come(ground: Ground, row: Row, act: PossibleAct, addressee: str) -> str:
    """Who attends: who is brought, else who is named, else who is asked, else the holder."""
    brought = ground.named_in(act.text) if act.text.startswith("bring") else ()
    return next(iter((*brought, *ground.named_in(act.subject))), "") or addressee or (row.party or "")
