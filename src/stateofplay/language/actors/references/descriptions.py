"""Descriptions back to the actors they speak of: "the Russian envoy", "the company"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from stateofplay.language.actors.clause_role import Bearing, bearing
from stateofplay.language.actors.names.offices import PARTISANS
from stateofplay.language.actors.names.titles import opens_clause
from stateofplay.language.actors.references.pairs import PARTIES
from stateofplay.language.actors.references.portfolios import PAST, Described, holds_still, may_hold, qualifiers
from stateofplay.language.actors.roster import (
    ActorDraft,
    DraftSpan,
    JointMention,
    Roster,
    acts_for,
    is_chamber,
    nearest_before,
    offices_of,
    owner_before,
    parts_of_office,
)
from stateofplay.language.document import MentionKind
from stateofplay.language.function_words import OF_OR_FOR, POSSESSIVES
from stateofplay.language.lexicon import Lexicon, Words
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_POINTING = frozenset({"the", "that"})
_KINDS: dict[str, tuple[ActorKind, frozenset[str]]] = {
    noun: (kind, frozenset(types.split()))
    for nouns, kind, types in (
        ("company firm carmaker automaker airline retailer", ActorKind.ORGANIZATION, "company"),
        ("union", ActorKind.ORGANIZATION, "union"),
        ("bloc alliance", ActorKind.ORGANIZATION, "multilateral"),
        ("organization organisation", ActorKind.ORGANIZATION, "multilateral ngo movement"),
        ("agency", ActorKind.ORGANIZATION, "agency multilateral"),
        ("newspaper paper broadcaster", ActorKind.ORGANIZATION, "media"),
        ("party", ActorKind.ORGANIZATION, "party"),
        ("ministry", ActorKind.ORGANIZATION, "ministry"),
        ("movement militia group insurgents", ActorKind.ARMED_GROUP, ""),
        ("country nation", ActorKind.COUNTRY, ""),
    )
    for noun in nouns.split()
}
"""Nouns that stand for an actor of a kind, and which types of lexicon entries fit."""
_ACTING = (Bearing.AGENT, Bearing.SPEAKER, Bearing.PATIENT, Bearing.OWNER, Bearing.PARTNER)
_OWN_MINDS = frozenset(
    "senator lawmaker legislator congressman congresswoman deputy politician candidate parliamentarian judge justice prosecutor "
    "dissident defector mayor governor bishop archbishop priest imam cleric rabbi soldier veteran observer".split()
)
"""Offices whose holders speak for themselves, not for the country in front of them."""


def resolve_offices(doc: Doc, roster: Roster, lexicon: Lexicon, titled: Mapping[int, ActorDraft]) -> None:
    """Add mentions for offices and kinds: to the person who holds the office, else to whom it speaks for."""
    words = lexicon.words
    people = [d for d in roster.drafts if d.kind is ActorKind.PERSON]
    earlier: dict[str, Described] = {}
    for token in doc:
        if token.lower_ in PARTISANS:
            _resolve_partisan(doc, token, people, roster, lexicon)
        if token.pos_ != "NOUN" or token.i in roster.taken:
            continue
        noun = token.lower_
        if token.i in titled and noun in words.offices:
            earlier[noun] = Described(token.i, qualifiers(doc, token, roster), titled[token.i])
            roster.mention(titled[token.i], token.i, token.i + 1, MentionKind.NOMINAL)
        elif noun in _KINDS:
            _resolve_kind(doc, token, roster, words)
        elif noun in words.offices and not (token.i + 1 < len(doc) and doc[token.i + 1].pos_ in ("NOUN", "PROPN")):
            told = qualifiers(doc, token, roster)
            who = _resolve_office(doc, token, people, roster, words, told, earlier.get(noun))
            if who is not None or bearing(token, words) is Bearing.SPEAKER:
                earlier[noun] = Described(token.i, told, who)


def _resolve_office(
    doc: Doc,
    token: Token,
    people: list[ActorDraft],
    roster: Roster,
    words: Words,
    told: frozenset[str],
    earlier: Described | None,
) -> ActorDraft | None:
    """An office to its holder, in four steps; who it was, None for somebody whom the page does not name.

    1. Who is named right beside it: "the group's spokesman, Lawrence Kanyuka,".
    2. Who is known to hold it, where it is definite: "the Russian envoy".
    3. Whose spokesperson it is: a person has one too.
    4. Whom it speaks for: "a Norwegian official" is heard as Norway.
    """
    noun = token.lower_
    start, owner, definite = _phrase_of_office(doc, token, roster)
    if _is_counted(doc, start, token):
        return None
    form = " ".join(doc[start : token.i + 1].text.split())
    named = _named_beside(doc, token, roster)
    if named is not None:
        roster.mention(named, start, token.i + 1, MentionKind.NOMINAL, head=token.i)
        return named
    holder = _holder(doc, token, people, owner, roster, words, told) if definite else None
    again = definite and owner is None and earlier is not None and earlier.is_meant(doc, token, told, holder)
    if again and earlier is not None and (holder is None or not _is_of_a_body(noun, earlier, doc, roster)):
        if earlier.who is not None:
            roster.mention(earlier.who, start, token.i + 1, MentionKind.NOMINAL, form=form, head=token.i)
        return earlier.who
    if holder is not None:
        roster.mention(holder, start, token.i + 1, MentionKind.NOMINAL, form=form, head=token.i)
        if not holder.roles and "Number=Plur" not in token.morph:
            holder.called.append(_office(doc, start, token))
        return holder
    if owner is not None and owner.kind is ActorKind.PERSON and noun.startswith("spokes"):
        roster.mention(owner, start, token.i + 1, MentionKind.NOMINAL, form=form, head=token.i)
        return None  # whose spokesman it is, he is not: "the spokesman" is nobody whom the page names
    if _is_former(doc, start, token):
        return None
    if owner is None or owner.kind not in PARTIES or noun not in words.public_offices or noun in _OWN_MINDS:
        return None
    if noun == "leader" and is_chamber(owner):
        return None
    weight = 0.6 if bearing(token, words) in _ACTING else 0.3
    owner.weight += weight
    if (other := owner_before(doc, start, owner, roster)) is not None:
        other.weight += weight
        span = DraftSpan(start, token.i + 1, token.i, MentionKind.NOMINAL)
        roster.joint.append(JointMention(span, (other, owner)))
    roster.mention(owner, start, token.i + 1, MentionKind.NOMINAL, form=form, head=token.i)
    return owner


def _is_of_a_body(noun: str, earlier: Described, doc: Doc, roster: Roster) -> bool:
    """ "Tom Berg, president of the alliance": where a page tells of a head of state, "the president" is not he."""
    if noun != _OF_STATE or earlier.at + 2 >= len(doc) or doc[earlier.at + 1].lower_ != "of":
        return False
    of = roster.taken.get(earlier.at + (3 if doc[earlier.at + 2].lower_ == "the" else 2))
    return (
        earlier.who is None
        or earlier.who.kind is not ActorKind.PERSON
        or of is None
        or of.kind is not ActorKind.COUNTRY
    )


def _heads_state(person: ActorDraft, roster: Roster) -> bool:
    """Whether somebody is president of no body: "President Dahl", "Dahl, president of Chad"."""
    countries = {d.name.lower() for d in roster.of_kind(ActorKind.COUNTRY)}
    tails = (role.lower().partition(" of ")[2] for role in offices_of(person) if _OF_STATE in role.lower())
    return any(not tail or tail.removeprefix("the ") in countries for tail in tails)


_OF_STATE = "president"


def _is_counted(doc: Doc, start: int, token: Token) -> bool:
    """ "The 41st president", "the first senator to go": one of a row, who need not be the one of today."""
    return any(_ORDINAL.fullmatch(t.lower_) for t in doc[start : token.i]) and token.lower_ not in _RANKED


_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|last|next")
_RANKED = frozenset({"minister", "secretary", "lady"})
"""Offices of which there is a first: "the first secretary said"."""


def _is_former(doc: Doc, start: int, token: Token) -> bool:
    """ "A former US envoy" speaks for nobody but himself."""
    return any(t.lower_ in PAST for t in doc[start : token.i])


_MAKES_DEFINITE = frozenset("the 's ’s its their his her".split())
"""Words before an office that say that one holder is meant."""


def _phrase_of_office(doc: Doc, token: Token, roster: Roster) -> tuple[int, ActorDraft | None, bool]:
    """Where the phrase of an office begins, whose it is (in front of it, or after "for" and "of"), and whether it is definite."""
    start, owner, definite = token.i, None, False
    while start > 0 and token.i - start < 6:
        t = doc[start - 1]
        if t.i in roster.taken:
            sent_to = owner is not None and token.lower_ in _SENT and roster.taken[t.i].kind is ActorKind.COUNTRY
            owner = roster.taken[t.i] if owner is None or sent_to else owner
        elif owner is not None and doc[start + 1].text in POSSESSIVES:
            break  # "the last thing | Dahl's lawyer would do"
        elif t.lower_ in _MAKES_DEFINITE:
            definite = True
            if t.text[-1] != "s" or t.lower_ == "its" or t.lower_ == "his":
                break
        elif (t.pos_ not in ("ADJ", "NOUN", "PROPN") and t.text != "-") or t.is_space:
            break
        start -= 1
    if owner is None and token.i + 2 < len(doc) and doc[token.i + 1].lower_ in OF_OR_FOR:
        k = token.i + 3 if doc[token.i + 2].lower_ == "the" and token.i + 3 < len(doc) else token.i + 2
        owner = roster.taken.get(k)
    return start, owner, definite


_SENT = frozenset({"ambassador", "ambassadors", "representative", "envoy", "envoys"})
"""Offices behind whose sender may stand to whom they are sent: "Norway's UN ambassador"."""


def _holder(
    doc: Doc,
    token: Token,
    people: list[ActorDraft],
    owner: ActorDraft | None,
    roster: Roster,
    words: Words,
    told: frozenset[str],
) -> ActorDraft | None:
    """Who holds a definite office: the nearest before it, or the only one, whom a later sentence names."""
    noun = token.lower_
    holders = [d for d in people if d is not owner and may_hold(d, noun, told)]
    if PAST.isdisjoint(told):
        # "The president" is whoever is one, before whoever was.
        holders = [d for d in holders if holds_still(d, noun)] or holders
    if noun == _OF_STATE and owner is None and len(holders) > 1:
        holders = [d for d in holders if _heads_state(d, roster)] or holders
    if owner is not None and owner.kind is not ActorKind.PERSON:
        of_party = owner.entry is not None and owner.entry.type in _PARTIES and len(holders) == 1
        # "The Republican president" is the one president that the page names.
        holders = [d for d in holders if acts_for(d, owner)] or (holders if of_party else [])
    if owner is None and any(c.lower_ in _OWNING for c in token.children):
        return _of_owner(token, holders, roster)
    holder = nearest_before(holders, token.i)
    if holder is None and len(holders) == 1 and (owner is not None or noun not in words.public_offices):
        return holders[0]  # "Kenya's ambassador to Chad said ...", who is named later
    return holder


_PARTIES = frozenset({"party"})
_OWNING = frozenset({"his", "her", "their"})


def _of_owner(token: Token, holders: list[ActorDraft], roster: Roster) -> ActorDraft | None:
    """The holder of "his foreign minister", where who is told of before is of the same side; else nobody.

    "The French president said he would wait. His foreign minister ...": not the German one, named above.
    """
    holder = nearest_before(holders, token.i)
    owner = nearest_before((d for d in roster.of_kind(ActorKind.PERSON, ActorKind.COUNTRY) if d is not holder), token.i)
    if holder is None or owner is None:
        return None
    of = owner if owner.kind is ActorKind.COUNTRY else owner.side
    if of is None and holder.side is None:
        return holder  # at home: the page tells of no country
    return holder if of is not None and acts_for(holder, of) else None


_LAWMAKERS = PARTISANS | frozenset(
    "sen sens senator senators rep reps representative representatives congressman congresswoman lawmaker leader whip "
    "speaker governor gov candidate chairman chairwoman chair".split()
)
"""Words in the offices of those whom "the Ohio Republican" may be."""


def _resolve_partisan(doc: Doc, token: Token, people: list[ActorDraft], roster: Roster, lexicon: Lexicon) -> None:
    """ "The Ohio Republican said": the lawmaker named last, not the party."""
    party = roster.taken.get(token.i)
    definite = any(c.lower_ == "the" or c.dep_ == "nmod:poss" for c in token.children)
    if party is None or party.kind is ActorKind.PERSON or not definite:
        return
    if bearing(token, lexicon.words) not in (Bearing.SPEAKER, Bearing.AGENT):
        return
    holder = _acting_before(doc, (d for d in people if _may_be_member(d, party, lexicon)), token.i)
    if holder is None:
        return
    party.spans = [span for span in party.spans if span.head != token.i]
    del roster.taken[token.i]
    start = token.i
    while start > token.sent.start and doc[start - 1].pos_ in ("PROPN", "ADJ", "NUM") and start - 1 not in roster.taken:
        start -= 1
    form = " ".join(doc[start : token.i + 1].text.split())
    roster.mention(holder, start, token.i + 1, MentionKind.NOMINAL, form=form, head=token.i)


def _acting_before(doc: Doc, drafts: Iterable[ActorDraft], at: int) -> ActorDraft | None:
    """Who is told of last before token `at`, and not only as the owner of a thing: "Dahl turned down Holm's plan"."""
    best, place = None, -1
    for draft in drafts:
        last = max((s.start for s in draft.spans if s.start < at and doc[s.head].dep_ != "nmod:poss"), default=-1)
        if last > place:
            best, place = draft, last
    return best


def _may_be_member(person: ActorDraft, party: ActorDraft, lexicon: Lexicon) -> bool:
    """Tell whether somebody sits where parties do, and is not known for another party's."""
    if not any(word.strip(".") in _LAWMAKERS for r in (*person.roles, *person.called) for word in parts_of_office(r)):
        return False
    side = person.side.name if person.side is not None else person.entry.side if person.entry is not None else None
    known = lexicon.by_name.get(side) if side else None
    return known is None or known.type != "party" or known is party.entry


def _office(doc: Doc, start: int, token: Token) -> str:
    """The office that a description names: "prime minister" of "Norway's embattled prime minister"."""
    first = token.i
    while first > start and doc[first - 1].lower_ in _OF_OFFICES:
        first -= 1
    return doc[first : token.i + 1].text


_OF_OFFICES = frozenset("prime vice deputy foreign supreme interior".split())


def _named_beside(doc: Doc, token: Token, roster: Roster) -> ActorDraft | None:
    """The person of "the group's spokesman, Lawrence Kanyuka,"."""
    for i in (token.i + 2, *(c.i for c in token.children if c.dep_ == "appos")):
        if i < len(doc) and i in roster.taken and (i != token.i + 2 or doc[token.i + 1].text == ","):
            if roster.taken[i].kind is ActorKind.PERSON and not _begins_clause(doc, token, i):
                return roster.taken[i]
    return None


def _begins_clause(doc: Doc, office: Token, i: int) -> bool:
    """Whether the name at `i` only follows the office: "before lunch with Chad's president, Mira Dahl said"."""
    end = i + 1
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    return (end == len(doc) or doc[end].text != ",") and opens_clause(office, doc[i])


def _resolve_kind(doc: Doc, token: Token, roster: Roster, words: Words) -> None:
    if token.i == 0 or doc[token.i - 1].lower_ not in _POINTING or bearing(token, words) not in _ACTING:
        return
    kind, types = _KINDS[token.lower_]
    able = (d for d in roster.of_kind(kind) if d.weight > 0.3 and _fits(d, token.lower_, types))
    if "company" in types:
        able = (d for d in able if not _carries_news(doc, d))
    best = nearest_before(able, token.i)
    if best is not None:
        form = doc[token.i - 1 : token.i + 1].text
        roster.mention(best, token.i, token.i + 1, MentionKind.NOMINAL, form=form, head=token.i)


def _fits(draft: ActorDraft, noun: str, types: frozenset[str]) -> bool:
    """Tell whether a draft may be called by `noun`: by its type in the lexicon, else by its name."""
    if not types:
        return True
    name = draft.name.lower()
    if noun in name or (draft.entry is not None and draft.entry.type in types):
        return True
    return draft.entry is None and "company" in types and not any(w in name for w in _NO_COMPANY)


def _carries_news(doc: Doc, draft: ActorDraft) -> bool:
    """ "First reported by Nordline": a medium, not the company of which it tells."""
    return any(
        doc[s.head].head.lemma_.lower() in _REPORTING
        and doc[s.head].dep_ in ("nsubj", "obl:agent", "obl", "nmod")
        and (doc[s.head].dep_ == "nsubj" or any(c.lower_ == "by" for c in doc[s.head].children))
        for s in draft.spans
    )


_REPORTING = frozenset({"report", "publish", "broadcast"})
_NO_COMPANY = (
    "union",
    "workers",
    "ministry",
    "army",
    "party",
    "council",
    "association",
    "parliament",
    "committee",
    "agency",
)
