"""Noun phrases that may name a group: their head, their owner, and the first word that tells who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stateofplay.language.actors.clause_role import Bearing, bearing
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.actors.roster import ActorDraft, Roster
from stateofplay.language.function_words import POSSESSIVES
from stateofplay.language.lexicon import Words
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_ABROAD = "ethnic"
_MEMBERS = frozenset({"member", "nation", "state", "country", "person", "man", "party"})
_PRONOUNS = frozenset("his her its their our my your".split())
_STOPS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow night week month year "
    "morning evening".split()
)
_OF_PEOPLE = frozenset(
    "members families relatives buyers supporters opponents critics residents owners victims survivors heads "
    "parties people group".split()
)
_STAND_INS = {
    "government": "state",
    "regime": "state",
    "administration": "state",
    "opposition": "opposition",
    "rebel": "armed",
    "rebels": "armed",
    "insurgent": "armed",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name a group: tokens `start:end` with its head, the first word that tells who, and its owner."""

    start: int
    end: int
    head: int
    core: int
    owner: ActorDraft | None
    stand_in: str
    pronoun: bool
    definite: bool
    bearing: Bearing


def may_head(doc: Doc, token: Token, wanted: frozenset[str], roster: Roster, words: Words) -> bool:
    if token.lower_ not in wanted or token.i in roster.taken or token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.dep_ == "appos" and token.head.i in roster.taken:
        return False
    if token.i + 1 < len(doc):
        following = doc[token.i + 1]
        if following.text == "-" or (
            following.i in roster.taken and roster.taken[following.i].kind is not ActorKind.COUNTRY
        ):
            return False
        if following.pos_ in ("NOUN", "PROPN") and not following.is_space and following.i not in roster.taken:
            if following.lower_ in wanted or following.lower_ in words.offices or token.dep_ in ("compound", "amod"):
                return False
    return True


_DEFINITE = frozenset("the these those this that".split())
"""Words before a phrase that say that the reader knows whom."""


def phrase_at(doc: Doc, token: Token, at: Mapping[int, Name], roster: Roster, words: Words) -> Phrase:
    start = token.i
    owner: ActorDraft | None = None
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
        elif t.lower_ in _PRONOUNS or t.lower_ in _DEFINITE:
            pronoun = t.lower_ in _PRONOUNS
            definite = True
            break
        elif start < token.i and start - 2 not in roster.taken and _joins_modifiers(doc, start - 1, token):
            start -= 1
        elif t.lower_ in _STOPS or (t.i in at and at[t.i].kind is NameKind.PERSON):
            break
        elif (
            (t.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") and not t.is_space)
            or t.text == "-"
            or (t.pos_ == "VERB" and (t.dep_ == "amod" or _ties(doc, t.i)))
        ):
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
    core = _core(doc, start, token, words)
    owner = _at_home(doc[start], owner)
    return Phrase(start, token.i + 1, token.i, core, owner, stand_in, pronoun, definite, bearing(token, words))


_TIED = frozenset(
    "backed led run controlled held aligned allied sponsored supported funded armed trained affiliated linked appointed "
    "installed owned dominated administered based".split()
)
"""What stands behind a name and a hyphen where another than the bearer of the name is told of: "UN-backed government"."""


_SEATED = "based"


def is_tied(doc: Doc, phrase: Phrase) -> bool:
    """Whether a phrase tells of somebody tied to its owner, and not of the owner: "Chad-run media", "a Norway-led force"."""
    return any(_ties(doc, i) for i in range(phrase.start, phrase.head))


def backer(doc: Doc, phrase: Phrase, roster: Roster) -> ActorDraft | None:
    """To whom it is tied; nobody where only its seat is told."""
    at = next(i for i in range(phrase.start, phrase.head) if _ties(doc, i))
    if doc[at].lower_.endswith(_SEATED):
        return None
    return roster.taken.get(at - 2 if doc[at - 1].text in ("-", "–") else at, phrase.owner)


def may_be_tied(doc: Doc) -> frozenset[int]:
    """The places of nouns before which such a word stands: "the Norway-led coalition"."""
    return frozenset([t.head.i for t in doc.words if t.i < t.head.i and _ties(doc, t.i)])


def _ties(doc: Doc, i: int) -> bool:
    before, hyphen, last = doc[i].lower_.rpartition("-")
    return (bool(before) and last in _TIED) if hyphen else (i > 1 and last in _TIED and doc[i - 1].text in ("-", "–"))


def _core(doc: Doc, start: int, head: Token, words: Words) -> int:
    """The first word of a phrase that tells who: neither a number nor what is counted, "a 12-member delegation"."""
    core = start
    while core < head.i and (
        doc[core].lower_ in words.idle
        or doc[core].pos_ in ("NUM", "DET")
        or doc[core].text in ("-", "'", "’")
        or doc[core].like_num
        or (doc[core].lower_ in _MEMBERS and core > start + 1 and doc[core - 1].text in ("-", "–"))
    ):
        core += 1
    return core


def _at_home(first: Token, owner: ActorDraft | None) -> ActorDraft | None:
    """Whose people they are: "ethnic Albanian rebels" are nobody of Albania's."""
    return None if first.lower_ == _ABROAD else owner


def _joins_modifiers(doc: Doc, at: int, head: Token) -> bool:
    """Whether the "and" at `at` joins two modifiers of one noun ("military and intelligence officers")."""
    if doc[at].dep_ != "cc" or at == 0:
        return False
    before = doc[at - 1]
    return before.head.i == head.i and before.dep_ in ("amod", "compound") and before.pos_ in ("ADJ", "NOUN")


def clean(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())


def complement(doc: Doc, phrase: Phrase) -> int:
    """End of the phrase with its "of ..." where the noun says nothing without it ("families of hostages")."""
    end = phrase.end
    if doc[phrase.head].lower_ in _OF_PEOPLE and end + 1 < len(doc) and doc[end].lower_ == "of":
        k = end + 1
        while (
            k < len(doc)
            and k < end + 8
            and (doc[k].pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET") or doc[k].text == "-" or doc[k].dep_ == "amod")
            and not doc[k].is_space
        ):
            k += 1
        while k > end + 1 and doc[k - 1].pos_ in ("DET", "ADJ", "NUM", "VERB"):
            k -= 1
        return k if k > end + 1 else end
    return end


_LONGEST_COMPLEMENT = 10
_QUANTITIES = frozenset("some many most several few other more all both certain".split())


def complement_end(doc: Doc, head: Token) -> int:
    """One past "of Congress", "from the south", "briefed on the talks" behind a noun; its own end where no such thing follows."""
    end = head.i + 1
    for child in head.children:
        if child.i < end or child.dep_ not in ("nmod", "acl") or child.dep_ == "acl:relcl":
            continue
        if min(t.i for t in child.subtree) == end:
            stop = max(t.i for t in child.subtree) + 1
            if stop - end <= _LONGEST_COMPLEMENT and not any(t.text in ",;:" or t.is_space for t in doc[end:stop]):
                return stop
    return end


def wordings(doc: Doc, phrase: Phrase) -> list[str]:
    """How a text may be quoted as naming a group: with its modifiers, its quantity and what stands behind it."""
    stop = complement_end(doc, doc[phrase.head])
    start = phrase.start
    if start > 0 and doc[start - 1].lower_ in _QUANTITIES:
        start -= 1
    ends = (phrase.end, stop)
    found = [clean(doc, first, last) for first in (phrase.core, phrase.start, start) for last in ends]
    return list(dict.fromkeys(found))
