"""Groups without a name: "Ukrainian officials" are Ukraine, "Russian lawmakers" a group of its side, "rebels" an armed group.

A group counts where it does, says, wants or suffers something; its name is the description without numbers and articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stateofplay.language.actors.clause_role import QUANTITIES, Bearing
from stateofplay.language.actors.kinds.governments import (
    ADMINISTRATION,
    governed,
    home_country,
    is_of_another,
    side_of,
)
from stateofplay.language.actors.kinds.phrases import (
    Phrase,
    backer,
    clean,
    complement,
    is_tied,
    may_be_tied,
    may_head,
    phrase_at,
    wordings,
)
from stateofplay.language.actors.names.capitals import shouted
from stateofplay.language.actors.names.name import Name
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
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.lexicon import Lexicon, Words
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_WEIGHTS = {Bearing.SPEAKER: 1.2, Bearing.AGENT: 1.0, Bearing.PATIENT: 0.7, Bearing.PARTNER: 0.6}
_OWN_PEOPLE = frozenset(
    "official officials leader leaders militant militants fighter fighters forces force rebel rebels negotiator negotiators "
    "gunmen insurgents guerrillas troops side commanders delegation delegations representatives representative spokesmen "
    "envoys movement group leadership member members state states country countries nation nations government governments "
    "ministers mediators regime militia camp delegates".split()
)
_ONE_MEMBER = frozenset("member state country nation".split())
"""One of a body, who does not speak for it: "an EU member state", "a Senate leader" neither."""
_COLLECTIVE = frozenset(
    "opposition delegation staff team family community public minority press media bloc militia insurgency union faction "
    "group party company government authority police army tribe crowd leadership".split()
)
_OF_PEOPLE = frozenset({"union"})
"""Bodies where their people stand before them ("the nurses' union"), ideas elsewhere ("a closer union")."""
_FOLLOWERS = frozenset("family relatives supporters allies followers loyalists lawyers opponents critics".split())
_SAME = {
    "insurgents": "rebels",
    "guerrillas": "rebels",
    "guerillas": "rebels",
    "insurgent": "rebels",
    "rebel": "rebels",
}
_PAST = frozenset({"former", "retired"})
_SEATED = frozenset({"in", "at"})
PART = "part"
_HOME_NOUNS = frozenset("government regime authorities administration cabinet".split())
_LESSER = frozenset("local regional provincial municipal state city county district village devolved".split())
"""Governments that "the government" does not take up."""
_PARTS = frozenset(
    "officials leaders diplomats negotiators mediators envoys delegates representatives delegation delegations team teams troops "
    "soldiers forces personnel servicemen commanders generals ministers lawmakers senators members fighters militants".split()
)
"""People of a party who may be actors beside it ("US negotiators"); the page decides, see `language.actors.choice`."""
_ONLY_OWNED = frozenset("press media newspaper newspapers party parties".split())
_HOME_BODIES = frozenset("army military parliament police navy".split())


def find_groups(doc: Doc, names: Sequence[Name], roster: Roster, lexicon: Lexicon) -> None:
    """Draft groups and distinct bodies named by a common noun, and give the state its own officials and forces."""
    words = lexicon.words
    wanted = words.group_nouns | words.armed_nouns | words.state_nouns | words.body_nouns | words.side_nouns
    at = {i: n for n in names for i in range(n.start, n.end)}
    tied = wanted | words.body_names
    may_tie = may_be_tied(doc)
    heads = (t for t in doc if not _opposes(t) and may_head(doc, t, tied if t.i in may_tie else wanted, roster, words))
    phrases = [phrase_at(doc, t, at, roster, words) for t in heads]
    headings = shouted(doc)
    found: dict[str, list[ActorDraft]] = {}
    rest = [p for p in phrases if not _read_tied(doc, p, found, roster, words)]
    rest = [p for p in rest if not _read_owned(doc, p, found, roster, lexicon)]
    home = home_country(roster)
    rest = [p for p in rest if not _read_seated(doc, p, at, roster)]
    rest = [p for p in rest if not _read_stand_in(doc, p, found, roster, lexicon, home)]
    rest = [p for p in rest if p.head not in headings and not _read_described(doc, p, found, roster, words)]
    for phrase in rest:
        _read_bare(doc, phrase, found, roster, lexicon, home)


def _opposes(noun: Token) -> bool:
    """Whether a noun is what somebody has against a thing, "Norway's opposition to quotas", and not those who oppose."""
    return noun.lower_ == "opposition" and any(
        c.relation == "nmod" and c.pos_ != "PROPN" and any(x.dep_ == "case" and x.lower_ == "to" for x in c.children)
        for c in noun.children
    )


def _read_seated(doc: Doc, phrase: Phrase, at: Mapping[int, Name], roster: Roster) -> bool:
    """ "The government in Bamako": whose seat that is, not the country of the story."""
    k = phrase.end + 1
    if doc[phrase.head].lower_ not in _HOME_NOUNS or k >= len(doc) or doc[phrase.end].lower_ not in _SEATED:
        return False
    name = at.get(k)
    if name is None or name.entry is None or name.entry.kind is not ActorKind.COUNTRY:
        return False
    _speak_for(doc, phrase, roster.draft_of(name.entry), roster)
    return True


def _read_owned(doc: Doc, phrase: Phrase, found: dict[str, list[ActorDraft]], roster: Roster, lexicon: Lexicon) -> bool:
    """A phrase with a named owner: the owner itself, a body of it, or a group on its side."""
    owner, words = phrase.owner, lexicon.words
    if owner is None:
        return False
    noun = doc[phrase.head].lower_
    if any(t.lower_ in _PAST for t in doc[phrase.start : phrase.head]):
        return True  # "former US envoys" speak for themselves
    state = noun in words.state_nouns or noun in words.side_nouns
    if owner.kind is ActorKind.PERSON:
        if noun in _HOME_NOUNS and not any(t.text in POSSESSIVES for t in doc[phrase.start : phrase.head]):
            owner.weight -= 1.0  # "the Obama administration" does not make Obama act.
        if noun in _FOLLOWERS:
            _draft_group(doc, phrase, found, roster, words)
        elif state and (side := side_of(owner, roster, lexicon)) is not None and side.kind is ActorKind.COUNTRY:
            _speak_for(doc, phrase, side, roster)
        return True
    if owner.kind is ActorKind.COUNTRY:
        if (holder := _holder(doc, phrase, owner, roster)) is not None:
            roster.mention(holder, phrase.start, phrase.end, MentionKind.NOMINAL, head=phrase.head)
            holder.called.append(doc[phrase.head].text)
        elif noun in words.body_nouns and noun not in _HOME_NOUNS:
            _draft_body(doc, phrase, owner, roster)
        elif state:
            _speak_for(doc, phrase, owner, roster)
        else:
            _draft_group(doc, phrase, found, roster, words)
        return True
    if noun in _ONE_MEMBER or (noun == "leader" and is_chamber(owner)):
        return True
    if noun in _OWN_PEOPLE or noun in _PARTS or (owner.kind is ActorKind.ARMED_GROUP and noun in words.armed_nouns):
        _speak_for(doc, phrase, owner, roster)
    elif noun in words.group_nouns | words.armed_nouns:
        _draft_group(doc, phrase, found, roster, words)
    return True


def _read_tied(doc: Doc, phrase: Phrase, found: dict[str, list[ActorDraft]], roster: Roster, words: Words) -> bool:
    """ "The UN-backed government", "Houthi-run ministry": a party of its own under its whole name, not its backer."""
    if phrase.owner is None or phrase.owner.kind is ActorKind.PERSON or not is_tied(doc, phrase):
        return False
    noun, side = doc[phrase.head].lower_, backer(doc, phrase, roster)
    if noun in words.group_nouns - words.body_names - words.state_nouns | words.armed_nouns:
        _draft_group(doc, replace(phrase, owner=side), found, roster, words)
    elif phrase.bearing in _WEIGHTS:
        text = clean(doc, phrase.core, phrase.end)
        known = next((d for d in found.get(noun, ()) if d.name.lower() == text.lower()), None)
        if known is None:
            known = roster.add(ActorDraft(name=text, kind=ActorKind.ORGANIZATION, confidence=0.45, side=side))
            found.setdefault(noun, []).append(known)
        _add(doc, phrase, known, roster, start=phrase.core)
    return True


def _holder(doc: Doc, phrase: Phrase, country: ActorDraft, roster: Roster) -> ActorDraft | None:
    """Whom "the Ukrainian leader" speaks of: the last person named before who holds such an office there."""
    offices = _HOLDERS.get(doc[phrase.head].lower_)
    if offices is None or not (phrase.definite or any(t.text in POSSESSIVES for t in doc[phrase.start : phrase.head])):
        return None
    return nearest_before(
        (
            d
            for d in roster.of_kind(ActorKind.PERSON)
            if acts_for(d, country)
            and any(offices & (parts := {*parts_of_office(r)}) and not _PAST & parts for r in offices_of(d))
        ),
        phrase.start,
    )


_RULERS = frozenset("president premier minister chancellor king leader chairman chairperson emir sultan ruler".split())
_DIPLOMATS = frozenset("minister secretary ambassador envoy diplomat representative negotiator".split())
_HOLDERS = {
    "leader": _RULERS,
    "diplomat": _DIPLOMATS,
    "negotiator": _DIPLOMATS,
    "representative": _DIPLOMATS,
}
"""Offices of whom a country's "leader" or "diplomat" may be."""


def _read_stand_in(
    doc: Doc,
    phrase: Phrase,
    found: dict[str, list[ActorDraft]],
    roster: Roster,
    lexicon: Lexicon,
    home: ActorDraft | None,
) -> bool:
    """ "government forces", "opposition delegates", "rebel fighters": the party itself."""
    noun, words = doc[phrase.head].lower_, lexicon.words
    if noun == "opposition" and phrase.owner is None:
        draft = _opposition(doc, phrase, found, roster)
        if draft is not None:
            _add(doc, phrase, draft, roster, start=phrase.head)
        return True
    if (
        not phrase.stand_in
        or phrase.owner is not None
        or noun not in words.state_nouns | words.side_nouns | words.armed_nouns | _OWN_PEOPLE
    ):
        return False
    if phrase.stand_in == "state":
        if (state := governed(doc, phrase, roster, lexicon, home)) is not None:
            _speak_for(doc, phrase, state, roster)
        return True
    if phrase.stand_in == "opposition":
        draft = _opposition(doc, phrase, found, roster)
        if draft is not None:
            _add(doc, phrase, draft, roster)
        return True
    if "Number=Sing" in doc[phrase.head].morph and noun not in _COLLECTIVE:
        return True
    for draft in found.get("rebels", ()):
        _add(doc, phrase, draft, roster)
        return True
    draft = roster.add(
        ActorDraft(name=clean(doc, phrase.core, phrase.end), kind=ActorKind.ARMED_GROUP, confidence=0.45)
    )
    found.setdefault("rebels", []).append(draft)
    _add(doc, phrase, draft, roster)
    return True


def _opposition(doc: Doc, phrase: Phrase, found: dict[str, list[ActorDraft]], roster: Roster) -> ActorDraft | None:
    for draft in roster.drafts:
        if draft.name.lower().endswith("opposition") and draft.kind is ActorKind.GROUP:
            return draft
    if phrase.bearing not in _WEIGHTS or (not phrase.definite and doc[phrase.head].lower_ == "opposition"):
        return None
    draft = roster.add(ActorDraft(name="opposition", kind=ActorKind.GROUP, confidence=0.5))
    found.setdefault("opposition", []).append(draft)
    return draft


def _read_described(doc: Doc, phrase: Phrase, found: dict[str, list[ActorDraft]], roster: Roster, words: Words) -> bool:
    """A phrase with a telling modifier or complement. False where the noun stands bare."""
    noun = doc[phrase.head].lower_
    if phrase.core == phrase.head and complement(doc, phrase) == phrase.end:
        return False
    if noun in words.sources or noun in _ONLY_OWNED or noun not in words.group_nouns | words.armed_nouns:
        return True
    _draft_group(doc, phrase, found, roster, words)
    return True


def _draft_group(doc: Doc, phrase: Phrase, found: dict[str, list[ActorDraft]], roster: Roster, words: Words) -> None:
    head = doc[phrase.head]
    noun = head.lower_
    if phrase.bearing not in _WEIGHTS or ("Number=Sing" in head.morph and noun not in _COLLECTIVE):
        return
    if noun in _OF_PEOPLE and not any(t.pos_ == "NOUN" for t in doc[phrase.core : phrase.head]):
        return
    end = complement(doc, phrase)
    text = clean(doc, phrase.core, end)
    known = next((d for d in found.get(noun, ()) if d.name.lower() == text.lower()), None)
    if known is None:
        kind = ActorKind.ARMED_GROUP if noun in words.armed_nouns else ActorKind.GROUP
        known = roster.add(ActorDraft(name=text, kind=kind, confidence=0.45, side=phrase.owner))
        found.setdefault(_SAME.get(noun, noun), []).append(known)
    _add(doc, phrase, known, roster, start=phrase.core, end=end)
    for whole in (clean(doc, phrase.start, end), *wordings(doc, phrase)):
        if whole != text:
            known.nominals.setdefault(whole, 0)


def _add(
    doc: Doc, phrase: Phrase, draft: ActorDraft, roster: Roster, *, start: int | None = None, end: int | None = None
) -> None:
    draft.weight += _WEIGHTS.get(phrase.bearing, 0.3)
    start = phrase.start if start is None else start
    end = phrase.end if end is None else end
    roster.mention(draft, start, end, MentionKind.NOMINAL, form=clean(doc, start, end), head=phrase.head)


def _speak_for(doc: Doc, phrase: Phrase, owner: ActorDraft, roster: Roster) -> None:
    owner.weight += 1.0 if phrase.bearing in _WEIGHTS else 0.8
    other = owner_before(doc, phrase.start, owner, roster)
    if other is not None:
        other.weight += 1.0 if phrase.bearing in _WEIGHTS else 0.8
        span = DraftSpan(phrase.start, phrase.end, phrase.head, MentionKind.NOMINAL)
        roster.joint.append(JointMention(span, (other, owner)))
    form = clean(doc, phrase.start, phrase.end)
    noun = doc[phrase.head].lower_
    part = None
    if other is None and owner.origin != PART and (noun in _PARTS or noun == ADMINISTRATION):
        part = _part(doc, phrase, owner, roster)
    roster.mention(part or owner, phrase.start, phrase.end, MentionKind.NOMINAL, form=form, head=phrase.head)
    if phrase.core > phrase.start:
        (part or owner).nominals.setdefault(clean(doc, phrase.core, phrase.end), 0)


def _part(doc: Doc, phrase: Phrase, owner: ActorDraft, roster: Roster) -> ActorDraft:
    """The draft of "US negotiators" beside the United States; an administration is the White House, where that is named."""
    noun = doc[phrase.head].lower_
    for draft in roster.drafts:
        if draft.stands_for is owner:
            if draft.origin == PART and draft.name.lower().endswith(noun) and not is_of_another(doc, phrase, draft):
                return draft
            if noun == ADMINISTRATION and draft.entry is not None and draft.entry.type == "executive":
                return draft
    kind = ActorKind.ORGANIZATION if noun == ADMINISTRATION else ActorKind.GROUP
    name = clean(doc, phrase.core, phrase.end)
    return roster.add(ActorDraft(name=name, kind=kind, side=owner, stands_for=owner, origin=PART, confidence=0.45))


def _draft_body(doc: Doc, phrase: Phrase, owner: ActorDraft, roster: Roster) -> None:
    """ "Egypt's Foreign Ministry", "the Israeli army": a body of its own, with the country as its side."""
    noun = doc[phrase.head].lower_
    text = clean(doc, phrase.start, phrase.end)
    weight = 1.0 if phrase.bearing in _WEIGHTS else 0.5
    for draft in roster.of_kind(ActorKind.ORGANIZATION):
        if draft.side is owner and draft.entry is None and draft.name.lower().endswith(noun):
            draft.weight += weight
            roster.mention(draft, phrase.start, phrase.end, MentionKind.NAME, form=text, head=phrase.head)
            return
    draft = roster.add(ActorDraft(name=text, kind=ActorKind.ORGANIZATION, side=owner, confidence=0.55, weight=weight))
    roster.mention(draft, phrase.start, phrase.end, MentionKind.NAME, form=text, head=phrase.head)
    short = text.split("'s ")[-1].split("’s ")[-1]
    if short != text:
        draft.nominals.setdefault(short, 0)


def _read_bare(
    doc: Doc,
    phrase: Phrase,
    found: dict[str, list[ActorDraft]],
    roster: Roster,
    lexicon: Lexicon,
    home: ActorDraft | None,
) -> None:
    """ "the rebels", "militants": whoever was meant before, one's own, or somebody of whom only this is said.

    1. A group that the words after it name, or one that was described before.
    2. Those at home: the country of the story, its bodies.
    3. The one armed group that there is, or the nearest of a kind.
    4. A group of its own, where it does, says or suffers something.
    """
    noun, words = doc[phrase.head].lower_, lexicon.words
    if phrase.pronoun or _took_up(doc, phrase, noun, found, roster, words) or noun in _OF_PEOPLE:
        return
    if noun in _HOME_NOUNS:
        state = governed(doc, phrase, roster, lexicon, home)
        if state is not None and (phrase.definite or noun == "authorities") and not _is_of_person(doc, phrase, roster):
            _speak_for(doc, phrase, state, roster)
        return
    if noun in words.body_nouns:
        if phrase.definite:
            _read_bare_body(doc, phrase, noun, roster, home)
        return
    if noun in words.state_nouns and phrase.end < len(doc) and doc[phrase.end].lower_ == "from":
        return  # "delegates from the government": for whom they speak is said.
    if noun not in words.group_nouns | words.armed_nouns or noun in words.sources:
        return
    if noun in words.vague_nouns and not (noun in _PEOPLE and _is_counted(doc, phrase)):
        return
    if noun in words.armed_nouns and _is_among_armed(doc, phrase, noun, roster):
        return
    _add_group(doc, phrase, noun, found, roster, words)


_PEOPLE = frozenset(
    "students youths women children men soldiers officers guards journalists reporters lawyers judges".split()
)


def _is_counted(doc: Doc, phrase: Phrase) -> bool:
    """ "Three journalists", "scores of students": so many that the page speaks of them and not of such people at large."""
    before = doc[phrase.start : phrase.head]
    if any(t.pos_ == "NUM" or t.lower_ in QUANTITIES for t in before):
        return True
    return phrase.start > 1 and doc[phrase.start - 1].lower_ == "of" and doc[phrase.start - 2].lower_ in QUANTITIES


def _is_of_person(doc: Doc, phrase: Phrase, roster: Roster) -> bool:
    """Whether "the administration of her predecessor Anna Lind" is a person's, not that of the page's own country."""
    if phrase.end >= len(doc) or doc[phrase.end].lower_ != "of":
        return False
    after = (roster.taken.get(t.i) for t in doc[phrase.end + 1 : phrase.end + 5] if not t.is_punct)
    return next((d.kind is ActorKind.PERSON for d in after if d is not None), False)


def _took_up(
    doc: Doc, phrase: Phrase, noun: str, found: dict[str, list[ActorDraft]], roster: Roster, words: Words
) -> bool:
    """Step 1: "fighters of the FARC" are the FARC, "the rebels" those that were told of."""
    of = _group_after(doc, phrase, roster) if noun in words.armed_nouns | _OWN_PEOPLE else None
    if of is not None:
        _add(doc, phrase, of, roster, start=phrase.head)
        return True
    same = found.get(_SAME.get(noun, noun))
    if same is not None and noun in _HOME_NOUNS:
        same = [d for d in same if d.name.lower().split()[0] not in _LESSER] or None
    if same is not None:
        if phrase.definite or noun not in words.vague_nouns:
            _add(doc, phrase, same[-1] if phrase.definite else same[0], roster, start=phrase.head)
        return True
    again = _said_before(doc, phrase, roster) if phrase.definite else None
    if again is not None:
        _add(doc, phrase, again, roster, start=phrase.head)
    return again is not None


def _is_among_armed(doc: Doc, phrase: Phrase, noun: str, roster: Roster) -> bool:
    """Step 3: of armed groups with names, those called so; "the fighters" are the nearest, "fighters" of several nobody's."""
    armed = [d for d in roster.of_kind(ActorKind.ARMED_GROUP) if d.entry is not None]
    akin = [d for d in armed if any(f.lower().endswith(noun) for f in d.forms)]
    if akin or (armed and phrase.definite):
        _add(doc, phrase, _nearest(akin or armed, phrase.head), roster, start=phrase.head)
        return True
    return len(armed) > 1 and phrase.bearing not in (Bearing.SPEAKER, Bearing.AGENT)


def _add_group(
    doc: Doc, phrase: Phrase, noun: str, found: dict[str, list[ActorDraft]], roster: Roster, words: Words
) -> None:
    """Step 4: several people who do, say or suffer something, under the noun that tells of them."""
    plural = "Number=Sing" not in doc[phrase.head].morph or noun in _COLLECTIVE
    if phrase.bearing not in (Bearing.SPEAKER, Bearing.AGENT, Bearing.PATIENT) or not plural:
        return
    kind = ActorKind.ARMED_GROUP if noun in words.armed_nouns else ActorKind.GROUP
    draft = roster.add(ActorDraft(name=doc[phrase.head].text, kind=kind, confidence=0.35))
    found.setdefault(_SAME.get(noun, noun), []).append(draft)
    _add(doc, phrase, draft, roster, start=phrase.head)
    if phrase.bearing is Bearing.PATIENT:
        draft.weight -= 0.2


_LATEST = 60
"""Mentions of an actor, the latest, among which the last of a kind is looked for."""


def _said_before(doc: Doc, phrase: Phrase, roster: Roster) -> ActorDraft | None:
    """Whose "officials" the officials are: the last mention that had the same noun with an owner."""
    best, place, noun = None, -1, doc[phrase.head].lower_
    alike = {noun} if noun == "group" else {noun, f"{noun}s", noun.rstrip("s")}  # "the group" is not "many groups"
    for draft in roster.drafts:
        # Descriptions are read in text order, after all names: the last ones are the nearest.
        for span in draft.spans[-_LATEST:]:
            if place < span.start < phrase.start and span.kind is MentionKind.NOMINAL:
                if doc[span.head].lower_ in alike and span.end - span.start > 1:
                    best, place = draft, span.start
    return best


def _group_after(doc: Doc, phrase: Phrase, roster: Roster) -> ActorDraft | None:
    """The party in "militants from Islamic State", "fighters of the FARC"."""
    k = phrase.end
    if k + 1 >= len(doc) or doc[k].lower_ not in ("from", "of"):
        return None
    k += 2 if doc[k + 1].lower_ == "the" else 1
    draft = roster.taken.get(k) if k < len(doc) else None
    return draft if draft is not None and draft.kind in (ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION) else None


def _nearest(drafts: Sequence[ActorDraft], at: int) -> ActorDraft:
    """The draft mentioned last before `at`, else the first."""
    return max(drafts, key=lambda d: max((s.start for s in d.spans if s.start < at), default=-1))


def _read_bare_body(doc: Doc, phrase: Phrase, noun: str, roster: Roster, home: ActorDraft | None) -> None:
    named = ((d, f.lower()) for d in roster.of_kind(ActorKind.ORGANIZATION) for f in (d.name, *d.forms))
    able = [d for d, form in named if form.endswith(noun) or form.startswith(f"{noun} of ")]
    if able:
        _add(doc, phrase, nearest_before(able, phrase.start) or able[0], roster, start=phrase.head)
        return
    if noun in _HOME_BODIES and phrase.bearing in (Bearing.SPEAKER, Bearing.AGENT):
        draft = roster.add(
            ActorDraft(name=doc[phrase.head].text, kind=ActorKind.ORGANIZATION, side=home, confidence=0.4)
        )
        _add(doc, phrase, draft, roster, start=phrase.head)
