"""Stakes: what one sentence of the record says that a party wants done, and by whom.

A position gives a stake: an act (see `acts`), the parties whose act it is, and whether the holder wants it. Whose act it is
follows from the stance, from who is named in the words, and from who stands in front of them in the sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stateofplay.casework.acts.reading import PossibleAct, act_of
from stateofplay.casework.acts.tables import tables
from stateofplay.casework.draft.record import Ground, mediates
from stateofplay.casework.draft.time import overtaken
from stateofplay.model import Stance
from stateofplay.record.positions import POLARITY
from stateofplay.record.views import Row

OWN_ACTS = frozenset({Stance.OFFERS, Stance.THREATENS, Stance.CONSIDERS})
_WILLING = re.compile(
    r"\b(?:want|seek|sought|hope|plan|intend|wish|vow|pledg|promis|offer|prefer|ready|willing|will|agree|try|tri|continu|prepar|refus|declin"
    r"|threaten|consider|balk|keen|determin|commit)\w*\s+(?:to|at|from)\s*$|\binsist\w*\s+on\s*$"
    r"|\b(?:intent|bent|set|keen)\s+(?:up)?on\s*$|\blook\w*\s+forward\s+to\s*$|\b(?:aim|plan)\w*\s+(?:to|at)\s*$",
    re.IGNORECASE,
)
"""What stands in front of an act that is the speaker's own: "vowed to", "insists on"."""
_CONSENTING = re.compile(r"\s(?:to\s+)?(?:agree|commit|accept|consent|return|move)\w*(?:\s+to)?\s*$")
_ASKED = re.compile(r"\brequests?\s+(?:for|to|by)\b", re.IGNORECASE)
"""Who supports a request does itself what is requested."""
_TO = re.compile(r"(?:\s(?:to|must|should|would|will|has to|have to|needs to))\s*$")
_INNER = re.compile(
    r"\b(?:opponents?|opposition (?:leader|politician|party|lawmaker)s?|hardliners?|critics?|rivals?|backbenchers?|dissidents?"
    r"|some (?:conservatives|republicans|democrats|liberals|lawmakers|senators|ministers|members|mps))\b",
    re.IGNORECASE,
)
"""Those inside a party who speak against it."""
_STREET = re.compile(
    r"\b(?:protesters?|demonstrators?|took to the streets"
    r"|(?:protest|demonstrat|rall)\w+ in (?:the )?(?:capital|streets?|city|cities))\b",
    re.IGNORECASE,
)
"""A crowd is not the party whose name it bears."""
_LATEST = 8
"""Rows of one standing that are read, the latest: more of them say the same again."""
_NEAR = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What one row says that a party wants."""

    party: str
    act: PossibleAct
    owners: tuple[str, ...]
    rule: str
    wants: int
    """1 it wants it done, -1 not, 0 it says neither (weighs, threatens)."""
    row: Row
    person: str = ""
    """Who attends, for an act of attending."""
    told_by: str = ""
    """The other party whose word this is, where it is not the party's own."""


def read_stakes(ground: Ground, parties: Sequence[str]) -> tuple[list[Stake], list[str]]:
    """Every stake of the parties, and what the record says that gives none, each with the reason.

    Parameters
    ----------
    parties
        Who may be a decision maker.
    """
    found: list[Stake] = []
    unused: list[str] = []
    main = ground.principals()
    for standing in ground.standings:
        party = ground.side(standing.party)
        if party not in parties:
            continue
        latest = (*standing.support[-_LATEST:], *standing.against[-_LATEST:], standing.current)
        for row in {r.claim_id: r for r in latest}.values():
            if row.lost_in is not None or not row.what:
                continue
            if _STREET.search(row.quote) or (party != standing.party and _INNER.search(row.quote)):
                unused.append(f"{party}: “{row.what}”: said by opponents inside it, not by it")
                continue
            if why := overtaken(ground, row):
                unused.append(f"{party}: “{row.what}”: {why}")
                continue
            act = act_of(row.what, sentence=row.quote)
            if act is None:
                unused.append(f"{party}: “{row.what}” names nothing that a party could do or leave undone")
                continue
            stake = _stake(ground, party, row, act, main, parties)
            teller = ground.side(ground.forms.get(row.said_by.lower(), row.said_by)) if row.said_by else party
            if stake is not None and teller != party and teller in parties:
                stake = replace(stake, told_by=teller)
            if stake is None:
                unused.append(f"{party}: “{row.what}”: the record does not say whose act it would be")
            else:
                found.append(stake)
    return _settle(found, main), unused


def _stake(
    ground: Ground, party: str, row: Row, act: PossibleAct, main: Sequence[str], parties: Sequence[str]
) -> Stake | None:
    """The stake of a party in an act: whose act it would be, by which rule, and whether the party wants it."""
    stance = Stance(row.state or Stance.SUPPORTS)
    act = as_talks(ground, act, row.party or "", parties, row.quote)
    wants = POLARITY[stance] * (-1 if act.negated else 1)
    named = _sides(ground, act.subject, parties)
    others = [p for p in main if p != party]
    addressee, own = addressed(ground, row)
    person = _who_would_come(ground, row, act, addressee) if act.attends else ""
    if act.attends:
        owners, rule = [ground.side(person)], "attendance"
    elif act.subject and not named and not act.joint and stance not in OWN_ACTS:
        return None  # somebody is named for it who is no party to this
    elif act.joint:
        owners, rule = list(joint_owners(ground, act, row.what or "", party, parties)), "joint"
        if len(owners) < 2:
            return None
    elif named:
        owners, rule = named[:1], "asked of" if named[0] != party else "own act"
    elif (
        stance in OWN_ACTS
        or (act.led and (own or _stands_between(act)))
        or (stance is Stance.SUPPORTS and _ASKED.search(row.what or ""))
    ):
        owners, rule = [party], "own act"
    elif addressee and ground.side(addressee) in parties and ground.side(addressee) != party:
        owners, rule = [ground.side(addressee)], "asked of"
    elif stance is Stance.OPPOSES:
        owners, rule = _refused(ground, party, row, act, others, parties)
        if act.value:
            act, wants = replace(act, text=f"give up {act.text}"), -1
    elif act.keeps or (stance is Stance.SUPPORTS and act.hostile):
        owners, rule = [party], "own act"
    else:
        owners, rule = _asked(ground, party, row, act, main, parties), "asked of"
        if act.value:
            act = replace(act, text=f"recognise {'the' if ' ' in act.text else 'its'} {act.text}")
    with_whom = set(_sides(ground, act.text.partition(" with ")[2], parties))
    owners = [o for o in owners if o in parties and o not in with_whom]  # nobody does a thing with itself
    if not owners:
        return None
    return Stake(party=party, act=act, owners=tuple(owners), rule=rule, wants=wants, row=row, person=person)


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
    if not act.hostile or (act.led and not act.past):
        return [party], "refusal"
    done_by = [p for p in _sides(ground, row.what or "", parties) if p != party] or list(others)
    return done_by[:1], "asked of"


def _asked(
    ground: Ground, party: str, row: Row, act: PossibleAct, main: Sequence[str], parties: Sequence[str]
) -> list[str]:
    """Of whom a party asks an act: who is named in its words, else the other principal, else every principal."""
    spoken_of = not act.led or act.given
    asked = [p for p in _sides(ground, row.what or "", parties) if p != party] if spoken_of else []
    if asked or party in main:
        return asked[:1] or [p for p in main if p != party][:1]
    return [] if act.led else list(main)


_LEAVING = re.compile(r"^(?:leave|quit|exit|abandon|walk out of)\s+(?:the\s+)?(?P<where>.+)$", re.IGNORECASE)


def as_talks(ground: Ground, act: PossibleAct, holder: str, parties: Sequence[str], quote: str) -> PossibleAct:
    """A party's coming to the talks, or leaving where they are held, as taking part in them or not; else the act as it is."""
    talks = act_of("talks")
    if talks is None:
        return act
    if (
        act.family == "leaders' meeting"
        and not act.led
        and any(quote == r.quote for m in ground.open_meetings() for r in m.rows)
    ):
        return replace(talks, negated=act.negated)  # "the summit" of the sentence is the meeting that is set
    if left := _LEAVING.match(act.text):
        places = {m.place.lower() for m in ground.open_meetings() if m.place}
        if left["where"].lower() in places or re.search(r"\b(?:talks|negotiations|table)\b", left["where"]):
            return replace(talks, negated=not act.negated, led=True)
    if act.attends and not act.text.startswith(("bring", "send")):
        named = ground.named_in(act.subject) or ((holder,) if holder else ())
        if named and ground.kinds.get(named[0], "") != "person" and ground.side(named[0]) in parties:
            return replace(talks, negated=act.negated, led=True)
    return act


_PARTNERS = re.compile(r"\b(?:with|between|among)\s+(?P<who>.+)$")
"""Who stands behind "with" has a part in a joint act; whose proposal it is has none by that."""


def joint_owners(ground: Ground, act: PossibleAct, words: str, party: str, parties: Sequence[str]) -> tuple[str, ...]:
    """Whom a joint act needs: who is named in its words (with the holder, where one other is), else the principals."""
    between = _PARTNERS.search(words)
    named = _sides(ground, f"{act.subject} {between['who'] if between else ''}", parties)
    main = [p for p in ground.principals() if p in parties]
    named = [p for p in named if not mediates(p)]
    if len(named) > 1:
        found = named
    elif named and party not in named and party in parties and not set(named) <= set(main):
        found = [party, *named]
    else:
        # Another of the like of a principal has the same counterpart: each union with the employer.
        like = next((p for p in main if party not in main and party in parties and ground.alike(party, p)), None)
        found = [party if p == like else p for p in main]
    return tuple(sorted(dict.fromkeys(found), key=parties.index))


def _sides(ground: Ground, words: str, parties: Sequence[str]) -> list[str]:
    named = [ground.side(n) for n in ground.named_in(words)]
    return [p for p in dict.fromkeys(named) if p in parties]


def addressed(ground: Ground, row: Row) -> tuple[str, bool]:
    """Who is asked, from what stands in front of the words in their sentence: (actor, False), or ("", True) for the holder.

    "urged PARIS to sign", "told the UNION that": the actor right in front. "wants to sign", "vowed to sign": the holder.
    """
    words, quote = row.what or "", row.quote.replace("’", "'")
    place = quote.find(words.replace("’", "'"))
    if place < 0:
        return "", False
    before = quote[max(0, place - _NEAR) : place]
    clause = re.split(r"[;:.!?“”\"]", before)[-1]
    head = _CONSENTING.sub("", clause) if _CONSENTING.search(clause) else _TO.sub("", clause)
    if head != clause and (last := _last_named(ground, head)):
        return ("", True) if ground.side(last) == ground.side(row.party or "") else (last, False)
    return "", bool(_WILLING.search(clause))


def _last_named(ground: Ground, words: str) -> str:
    """The actor with whose name some words end."""
    low = words.rstrip().lower()
    best = max((f for f in ground.forms if low.endswith(f)), key=len, default="")
    start = len(low) - len(best)
    if not best or (start and low[start - 1].isalnum()):
        return ""
    name = ground.forms[best]
    return name if words[start].isupper() or best == name.lower() else ""


def _settle(stakes: list[Stake], main: Sequence[str]) -> list[Stake]:
    """Give an act that several speak of to one owner: who refuses it would have to do it, and so for the others too."""
    refusers: dict[str, str] = {}
    for s in stakes:
        if s.rule == "refusal" and not s.act.joint:
            refusers.setdefault(s.act.family, s.party)
            if s.act.concept:
                refusers.setdefault(s.act.concept, s.party)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for s in stakes:
        if s.rule == "own act":
            votes[s.act.family][s.owners[0]] += 1
    out = []
    for s in stakes:
        refuser = refusers.get(s.act.family) or (
            refusers.get(s.act.concept) if s.act.concept and not s.act.led else None
        )
        if s.rule == "asked of" and refuser and refuser != s.party and s.owners[0] != refuser and refuser in main:
            s = replace(s, owners=(refuser,))
        if s.rule == "asked of" and not s.act.joint and len(s.owners) > 1:
            whose = [owner for owner in s.owners if votes[s.act.family][owner]]
            if len(whose) != 1:
                continue  # asked of either side alike: nobody says of whom
            s = replace(s, owners=(whose[0],))
        out.append(s)
    return out


def part_hearsay(stakes: Sequence[Stake]) -> tuple[list[Stake], list[Stake]]:
    """Stakes that count, and those that another party tells of somebody who says the contrary itself."""
    own = {(s.party, s.act.family, s.person): s.wants for s in stakes if not s.told_by and s.wants}
    counted: list[Stake] = []
    denied: list[Stake] = []
    for s in stakes:
        contrary = s.told_by and own.get((s.party, s.act.family, s.person), 0) * s.wants < 0
        (denied if contrary else counted).append(s)
    return counted, denied
