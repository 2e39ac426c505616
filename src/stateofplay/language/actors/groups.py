"""Groups without a name: "Ukrainian officials" are Ukraine, "Russian lawmakers" a group of its side, "rebels" an armed group.

A group counts where it does, says, wants or suffers something; its name is the description without numbers and articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from stateofplay.language.actors.bearing import Bearing, bearing
from stateofplay.language.actors.draft import Draft, Roster
from stateofplay.language.actors.names import Name, NameKind, shouted
from stateofplay.language.document import MentionKind
from stateofplay.language.lexicon import Lexicon, Words
from stateofplay.model import ActorKind

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_PRONOUNS = frozenset("his her its their our my your".split())
_STOPS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow night week month year morning evening".split()
)
_WEIGHTS = {Bearing.SPEAKER: 1.2, Bearing.AGENT: 1.0, Bearing.PATIENT: 0.7, Bearing.PARTNER: 0.6}
_OWN_PEOPLE = frozenset(
    "official officials leader leaders militant militants fighter fighters forces force rebel rebels negotiator negotiators "
    "gunmen insurgents guerrillas troops side commanders delegation delegations representatives representative spokesmen "
    "envoys movement group leadership member members state states country countries nation nations government governments "
    "ministers mediators regime militia camp delegates".split()
)
_OF_PEOPLE = frozenset("members families relatives buyers supporters opponents critics residents owners victims survivors heads parties people group".split())
_COLLECTIVE = frozenset(
    "opposition delegation staff team family community public minority press media bloc militia insurgency union faction "
    "group party company government authority police army tribe crowd leadership".split()
)
_FOLLOWERS = frozenset("family relatives supporters allies followers loyalists lawyers opponents critics".split())
_STAND_INS = {"government": "state", "regime": "state", "administration": "state", "opposition": "opposition", "rebel": "armed", "rebels": "armed", "insurgent": "armed"}
_SAME = {"insurgents": "rebels", "guerrillas": "rebels", "guerillas": "rebels", "insurgent": "rebels", "rebel": "rebels"}
_HOME_NOUNS = frozenset("government regime authorities administration cabinet".split())
_ONLY_OWNED = frozenset("press media newspaper newspapers party parties".split())
_HOME_BODIES = frozenset("army military parliament police navy".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name a group: tokens `start:end` with its head, the first word that tells who, and its owner."""

    start: int
    end: int
    head: int
    core: int
    owner: Draft | None
    stand_in: str
    pronoun: bool
    definite: bool
    bearing: Bearing


def find_groups(doc: Doc, names: Sequence[Name], roster: Roster, lexicon: Lexicon) -> None:
    """Draft groups and distinct bodies named by a common noun, and give the state its own officials and forces."""
    words = lexicon.words
    wanted = words.group_nouns | words.armed_nouns | words.state_nouns | words.body_nouns | words.side_nouns
    at = {i: n for n in names for i in range(n.start, n.end)}
    phrases = [_phrase(doc, t, at, roster, words) for t in doc if _may_head(doc, t, wanted, roster, words)]
    headings = shouted(doc)
    found: dict[str, list[Draft]] = {}
    rest = [p for p in phrases if not _read_owned(doc, p, found, roster, lexicon)]
    home = home_country(roster)
    rest = [p for p in rest if not _read_stand_in(doc, p, found, roster, words, home)]
    rest = [p for p in rest if p.head not in headings and not _read_described(doc, p, found, roster, words)]
    for phrase in rest:
        _read_bare(doc, phrase, found, roster, words, home)


def home_country(roster: Roster) -> Draft | None:
    """The country whose "government" needs no adjective: the one with named officials, else the weightiest."""
    countries = [d for d in roster.of_kind(ActorKind.COUNTRY) if d.spans]
    governed = [d for d in countries if any("government" in f.lower() or "regime" in f.lower() for f in d.nominals)]
    return max(governed or countries, key=lambda d: d.weight, default=None)


def _may_head(doc: Doc, token: Token, wanted: frozenset[str], roster: Roster, words: Words) -> bool:
    if token.lower_ not in wanted or token.i in roster.taken or token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.dep_ == "appos" and token.head.i in roster.taken:
        return False
    if token.i + 1 < len(doc):
        following = doc[token.i + 1]
        if following.text == "-" or (following.i in roster.taken and roster.taken[following.i].kind is not ActorKind.COUNTRY):
            return False
        if following.pos_ in ("NOUN", "PROPN") and not following.is_space and following.i not in roster.taken:
            if following.lower_ in wanted or following.lower_ in words.offices or token.dep_ in ("compound", "amod"):
                return False
    return True


def _phrase(doc: Doc, token: Token, at: Mapping[int, Name], roster: Roster, words: Words) -> Phrase:
    start = token.i
    owner: Draft | None = None
    stand_in = ""
    pronoun = definite = False
    sentence = token.sent.start
    while start - 1 >= sentence and token.i - start < 7:
        t = doc[start - 1]
        if t.i in roster.taken:
            owner = owner or roster.taken[t.i]
            start = at[t.i].start if t.i in at else t.i
            if owner.kind is ActorKind.PERSON:
                break
        elif t.text in POSSESSIVES and start - 2 >= sentence:
            start -= 1
        elif t.lower_ in _PRONOUNS or t.lower_ in ("the", "these", "those", "this", "that"):
            pronoun = t.lower_ in _PRONOUNS
            definite = True
            break
        elif t.lower_ in _STOPS or (t.i in at and at[t.i].kind is NameKind.PERSON):
            break
        elif t.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") and not t.is_space or t.text == "-" or (t.pos_ == "VERB" and t.dep_ == "amod"):
            stand_in = stand_in or _STAND_INS.get(t.lower_, "")
            start -= 1
        else:
            break
    while start < token.i and doc[start].text in ("-", *POSSESSIVES):
        start += 1
    if owner is None and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
        k = token.i + 3 if doc[token.i + 2].lower_ == "the" else token.i + 2
        following = roster.taken.get(k) if k < len(doc) else None
        if following is not None and token.lower_ in words.state_nouns and following.kind is ActorKind.COUNTRY:
            owner = following
    core = start
    while core < token.i and (
        doc[core].lower_ in words.idle or doc[core].pos_ in ("NUM", "DET") or doc[core].text in ("-", "'", "’") or doc[core].like_num
    ):
        core += 1
    return Phrase(start, token.i + 1, token.i, core, owner, stand_in, pronoun, definite, bearing(token, words))


def _clean(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())


def _read_owned(doc: Doc, phrase: Phrase, found: dict[str, list[Draft]], roster: Roster, lexicon: Lexicon) -> bool:
    """A phrase with a named owner: the owner itself, a body of it, or a group on its side."""
    owner, words = phrase.owner, lexicon.words
    if owner is None:
        return False
    noun = doc[phrase.head].lower_
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
        if noun in words.body_nouns and noun not in _HOME_NOUNS:
            _draft_body(doc, phrase, owner, roster)
        elif state:
            _speak_for(doc, phrase, owner, roster)
        else:
            _draft_group(doc, phrase, found, roster, words)
        return True
    if noun in _OWN_PEOPLE or (owner.kind is ActorKind.ARMED_GROUP and noun in words.armed_nouns):
        _speak_for(doc, phrase, owner, roster)
    elif noun in words.group_nouns | words.armed_nouns:
        _draft_group(doc, phrase, found, roster, words)
    return True


def side_of(person: Draft, roster: Roster, lexicon: Lexicon) -> Draft | None:
    """The draft of the side a person acts for, if the text or the lexicon tells."""
    if person.side is not None or person.entry is None or not person.entry.side:
        return person.side
    entry = lexicon.by_name.get(person.entry.side)
    return roster.draft_of(entry) if entry is not None and entry.kind is not None else None


def _read_stand_in(
    doc: Doc, phrase: Phrase, found: dict[str, list[Draft]], roster: Roster, words: Words, home: Draft | None
) -> bool:
    """"government forces", "opposition delegates", "rebel fighters": the party itself."""
    noun = doc[phrase.head].lower_
    if noun == "opposition" and phrase.owner is None:
        draft = _opposition(doc, phrase, found, roster)
        if draft is not None:
            _add(doc, phrase, draft, roster, start=phrase.head)
        return True
    if not phrase.stand_in or phrase.owner is not None or noun not in words.state_nouns | words.side_nouns | words.armed_nouns | _OWN_PEOPLE:
        return False
    if phrase.stand_in == "state":
        if home is not None:
            _speak_for(doc, phrase, home, roster)
        return True
    if phrase.stand_in == "opposition":
        draft = _opposition(doc, phrase, found, roster)
        if draft is not None:
            _add(doc, phrase, draft, roster)
        return True
    for draft in found.get("rebels", ()):
        _add(doc, phrase, draft, roster)
        return True
    draft = roster.add(Draft(name=_clean(doc, phrase.core, phrase.end), kind=ActorKind.ARMED_GROUP, confidence=0.45))
    found.setdefault("rebels", []).append(draft)
    _add(doc, phrase, draft, roster)
    return True


def _opposition(doc: Doc, phrase: Phrase, found: dict[str, list[Draft]], roster: Roster) -> Draft | None:
    for draft in roster.drafts:
        if draft.name.lower().endswith("opposition") and draft.kind is ActorKind.GROUP:
            return draft
    if phrase.bearing not in _WEIGHTS or (not phrase.definite and doc[phrase.head].lower_ == "opposition"):
        return None
    draft = roster.add(Draft(name="opposition", kind=ActorKind.GROUP, confidence=0.5))
    found.setdefault("opposition", []).append(draft)
    return draft


def _read_described(doc: Doc, phrase: Phrase, found: dict[str, list[Draft]], roster: Roster, words: Words) -> bool:
    """A phrase with a telling modifier or complement. False where the noun stands bare."""
    noun = doc[phrase.head].lower_
    if phrase.core == phrase.head and _complement(doc, phrase) == phrase.end:
        return False
    if noun in words.sources or noun in _ONLY_OWNED or noun not in words.group_nouns | words.armed_nouns:
        return True
    _draft_group(doc, phrase, found, roster, words)
    return True


def _complement(doc: Doc, phrase: Phrase) -> int:
    """End of the phrase with its "of ..." where the noun says nothing without it ("families of hostages")."""
    end = phrase.end
    if doc[phrase.head].lower_ in _OF_PEOPLE and end + 1 < len(doc) and doc[end].lower_ == "of":
        k = end + 1
        while k < len(doc) and k < end + 8 and (doc[k].pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET") or doc[k].text == "-") and not doc[k].is_space:
            k += 1
        return k if k > end + 1 else end
    return end


def _draft_group(doc: Doc, phrase: Phrase, found: dict[str, list[Draft]], roster: Roster, words: Words) -> None:
    head = doc[phrase.head]
    noun = head.lower_
    if phrase.bearing not in _WEIGHTS or head.morph.get("Number") == ["Sing"] and noun not in _COLLECTIVE:
        return
    end = _complement(doc, phrase)
    text = _clean(doc, phrase.core, end)
    known = next((d for d in found.get(noun, ()) if d.name.lower() == text.lower()), None)
    if known is None:
        kind = ActorKind.ARMED_GROUP if noun in words.armed_nouns else ActorKind.GROUP
        known = roster.add(Draft(name=text, kind=kind, confidence=0.45, side=phrase.owner))
        found.setdefault(_SAME.get(noun, noun), []).append(known)
    _add(doc, phrase, known, roster, start=phrase.core, end=end)
    whole = _clean(doc, phrase.start, end)
    if whole != text:
        known.nominals.setdefault(whole, 0)


def _add(doc: Doc, phrase: Phrase, draft: Draft, roster: Roster, *, start: int | None = None, end: int | None = None) -> None:
    draft.weight += _WEIGHTS.get(phrase.bearing, 0.3)
    start = phrase.start if start is None else start
    end = phrase.end if end is None else end
    roster.mention(draft, start, end, MentionKind.NOMINAL, form=_clean(doc, start, end), head=phrase.head)


def _speak_for(doc: Doc, phrase: Phrase, owner: Draft, roster: Roster) -> None:
    owner.weight += 1.0 if phrase.bearing in _WEIGHTS else 0.6
    form = _clean(doc, phrase.start, phrase.end)
    roster.mention(owner, phrase.start, phrase.end, MentionKind.NOMINAL, form=form, head=phrase.head)
    if phrase.core > phrase.start:
        owner.nominals.setdefault(_clean(doc, phrase.core, phrase.end), 0)


def _draft_body(doc: Doc, phrase: Phrase, owner: Draft, roster: Roster) -> None:
    """"Egypt's Foreign Ministry", "the Israeli army": a body of its own, with the country as its side."""
    noun = doc[phrase.head].lower_
    text = _clean(doc, phrase.start, phrase.end)
    weight = 1.0 if phrase.bearing in _WEIGHTS else 0.5
    for draft in roster.of_kind(ActorKind.ORGANIZATION):
        if draft.side is owner and draft.entry is None and draft.name.lower().endswith(noun):
            draft.weight += weight
            roster.mention(draft, phrase.start, phrase.end, MentionKind.NAME, form=text, head=phrase.head)
            return
    draft = roster.add(Draft(name=text, kind=ActorKind.ORGANIZATION, side=owner, confidence=0.55, weight=weight))
    roster.mention(draft, phrase.start, phrase.end, MentionKind.NAME, form=text, head=phrase.head)
    short = text.split("'s ")[-1].split("’s ")[-1]
    if short != text:
        draft.nominals.setdefault(short, 0)


def _read_bare(
    doc: Doc, phrase: Phrase, found: dict[str, list[Draft]], roster: Roster, words: Words, home: Draft | None
) -> None:
    """"the rebels", "militants": one that was described in full, the only armed group there is, or one of its own."""
    noun = doc[phrase.head].lower_
    if phrase.pronoun:
        return
    same = found.get(_SAME.get(noun, noun))
    of = _group_after(doc, phrase, roster) if noun in words.armed_nouns | _OWN_PEOPLE else None
    if of is not None:
        _add(doc, phrase, of, roster, start=phrase.head)
        return
    if same is not None and noun in words.vague_nouns and not phrase.definite:
        return
    if same is not None:
        _add(doc, phrase, same[-1] if phrase.definite else same[0], roster, start=phrase.head)
        return
    if noun in _HOME_NOUNS:
        if home is not None and (phrase.definite or noun == "authorities"):
            _speak_for(doc, phrase, home, roster)
        return
    if noun in words.body_nouns:
        if phrase.definite:
            _read_bare_body(doc, phrase, noun, roster, home)
        return
    if noun in words.vague_nouns or noun not in words.group_nouns | words.armed_nouns or noun in words.sources:
        return
    if noun in words.armed_nouns:
        armed = [d for d in roster.of_kind(ActorKind.ARMED_GROUP) if d.entry is not None]
        akin = [d for d in armed if any(f.lower().endswith(noun) for f in (d.name, *d.forms))]
        if akin or (armed and phrase.definite):
            _add(doc, phrase, _nearest(akin or armed, phrase.head), roster, start=phrase.head)
            return
        if len(armed) > 1:
            return
    plural = doc[phrase.head].morph.get("Number") != ["Sing"] or noun in _COLLECTIVE
    if phrase.bearing not in (Bearing.SPEAKER, Bearing.AGENT, Bearing.PATIENT) or not plural:
        return
    kind = ActorKind.ARMED_GROUP if noun in words.armed_nouns else ActorKind.GROUP
    draft = roster.add(Draft(name=doc[phrase.head].text, kind=kind, confidence=0.35))
    found.setdefault(_SAME.get(noun, noun), []).append(draft)
    _add(doc, phrase, draft, roster, start=phrase.head)
    if phrase.bearing is Bearing.PATIENT:
        draft.weight -= 0.2


def _group_after(doc: Doc, phrase: Phrase, roster: Roster) -> Draft | None:
    """The party in "militants from Islamic State", "fighters of the FARC"."""
    k = phrase.end
    if k + 1 >= len(doc) or doc[k].lower_ not in ("from", "of"):
        return None
    k += 2 if doc[k + 1].lower_ == "the" else 1
    draft = roster.taken.get(k) if k < len(doc) else None
    return draft if draft is not None and draft.kind in (ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION) else None


def _nearest(drafts: Sequence[Draft], at: int) -> Draft:
    """The draft mentioned last before `at`, else the first."""
    return max(drafts, key=lambda d: max((s.start for s in d.spans if s.start < at), default=-1))


def _read_bare_body(doc: Doc, phrase: Phrase, noun: str, roster: Roster, home: Draft | None) -> None:
    for draft in roster.of_kind(ActorKind.ORGANIZATION):
        forms = (draft.name, *draft.forms)
        if any(f.lower().endswith(noun) for f in forms):
            _add(doc, phrase, draft, roster, start=phrase.head)
            return
    if noun in _HOME_BODIES and phrase.bearing in (Bearing.SPEAKER, Bearing.AGENT):
        draft = roster.add(Draft(name=doc[phrase.head].text, kind=ActorKind.ORGANIZATION, side=home, confidence=0.4))
        _add(doc, phrase, draft, roster, start=phrase.head)
