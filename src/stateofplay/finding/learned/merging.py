"""Claims from two hands: the rules' that the network does not doubt, and those that the network adds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from stateofplay.finding.events.coding import settled
from stateofplay.finding.events.lexical import spared
from stateofplay.finding.events.matching import match
from stateofplay.finding.events.predicates import load_lexicon
from stateofplay.finding.events.setting import date_of, place_of
from stateofplay.finding.events.standing import IN_WORDS, mood_of
from stateofplay.finding.learned.linear import Decisions
from stateofplay.finding.learned.reader import EVENTS, MUTUAL, SIDE_OF, Deed, Wish, Wishes
from stateofplay.finding.learned.view import View
from stateofplay.finding.meetings.status import key_of
from stateofplay.finding.positions.complements import told_whole
from stateofplay.finding.positions.finder import is_asked
from stateofplay.finding.positions.issues import IssueSpan
from stateofplay.finding.positions.predicates import phrasal
from stateofplay.finding.words.positions import (
    ALLOWING,
    NOUN_FORMS,
    POINTING_NOUNS,
    SMALL,
    VERB_FORMS,
)
from stateofplay.language.clauses import child, possessor, tells_what_was
from stateofplay.language.document import Document
from stateofplay.language.inflections import words as table_of
from stateofplay.language.modality import is_negated, modality
from stateofplay.language.tokens import Token
from stateofplay.model import Event, EventStatus, Evidence, PloverEvent, Position, Stance

_EDGE = table_of("ADP DET CCONJ SCONJ PUNCT PART AUX")
_LEANING = table_of("ADP DET ADJ NOUN PROPN NUM ADV")
"""Classes of words that say something of a later word of their phrase."""
_REACH = 4
"""Words up to which a phrase is made whole."""
_ALIKE = 0.7

_MEASURES = frozenset({"margin", "majority", "percent", "point"})
"""By how much something is opposed or backed, and not what: "opposed it by a 20-point margin"."""

Act = tuple[PloverEvent, str | None, str | None]
Placed = tuple[Position, int, int]
"""A position and the code points of its issue."""


def merge_positions(
    document: Document, view: View, ruled: Iterable[Position], wishes: Wishes, decisions: Decisions
) -> tuple[Position, ...]:
    """Positions in text order, one for each holder, side and issue.

    Of several to whom the network alone gives the same words the likeliest holds them, and who is named in one breath with him.
    """
    names = [actor.name for actor in document.actors]
    chances: dict[tuple[int, str, int], float] = defaultdict(float)
    for wish in wishes.all:
        key = (wish.head, names[wish.actor], wish.side)
        chances[key] = max(chances[key], wish.chance)
    kept: list[Placed] = []
    for claim in ruled:
        at = document.article.text.find(claim.issue, claim.evidence.start, claim.evidence.end)
        inside = (*view.words_in(claim.anchor, claim.anchor + 1), *view.words_in(at, at + len(claim.issue)))
        # What else he wants in the sentence is no witness.
        chance = max(chances[word, claim.holder, SIDE_OF[claim.stance]] for word in inside)
        if chance >= decisions.filter:
            kept.append((replace(claim, confidence=decisions.shared.chance(chance)), at, at + len(claim.issue)))
    enough = [wish for wish in wishes.all if wish.chance >= decisions.least]
    wishes.prepare(enough)
    likeliest: dict[tuple[int, int], str] = {}
    for wish in sorted(enough, key=lambda w: (-w.chance, w.head, w.actor)):
        token, holder = document.doc[view.tokens[wish.head]], names[wish.actor]
        likelier = likeliest.setdefault((wish.head, wish.side), holder)
        if is_asked(document, token) or (
            likelier != holder and not document.names_together(token.sent, likelier, holder)
        ):
            continue
        words = wishes.issue(wish)
        first = _with_subject(document, view, wish, words.start)
        start, end = issue_of(view, wish.head, first, words.stop)
        whole = _told_whole(document, start, end)
        if whole == end and (_only_points(view, words) or view.lemmas[wish.head] in _MEASURES):
            continue
        end = whole
        issue = document.article.text[start:end]
        said = words_of(issue)
        same = (
            other.holder == holder
            and ((start < e and s < end) or (SIDE_OF[other.stance] == wish.side and alike(said, words_of(other.issue))))
            for other, s, e in kept
        )
        if said and not any(same) and not _is_anothers(document, view, wish, (start, end), kept):
            begin, close = view.sentences[view.sentence[wish.head]]
            position = Position(
                evidence=Evidence.cut(document.article.text, int(view.start[begin]), int(view.end[close - 1])),
                anchor=int(view.start[wish.head]),
                component="positions-learned",
                confidence=decisions.own.chance(wish.chance),
                holder=holder,
                issue=issue,
                stance=Stance.CONSIDERS
                if not wish.side and _is_left_open(document, view, wish)
                else wishes.stance(wish),
            )
            kept.append((position, start, end))
    return tuple(sorted((p for p, *_ in kept), key=lambda p: (p.anchor, p.holder)))


def _is_anothers(document: Document, view: View, wish: Wish, place: tuple[int, int], kept: Iterable[Placed]) -> bool:
    """Whether the words give an issue to another, so that the guess of who holds it is one too many.

    "Chad is ready for a truce, its minister said": Chad, once. "The minister said Chad had refused a truce": not he.
    "Norway threatened Chad with a blockade": not Chad. "The ministry rejects a rise": nobody else unless named there.
    """
    holder, (start, end) = document.actors[wish.actor].name, place
    said = [saying for saying in view.sayings if saying.speaker == wish.actor and wish.head in saying.words]
    asks = wish.side == SIDE_OF[Stance.DEMANDS]
    if asks and _is_theirs(document, document.doc[view.tokens[wish.head]], holder, any(s.direct for s in said)):
        return True
    side = document.acts_for(holder)
    speaks = bool(said)
    sentence = view.sentence[wish.head]
    named = speaks or any(wish.actor in m.actors and view.sentence[m.head] == sentence for m in view.mentions)
    for other, s, e in kept:
        if other.component != "positions" or other.holder == holder or not (start < e and s < end):
            continue
        if document.acts_for(other.holder) == side:
            return True
        if SIDE_OF[other.stance] != wish.side:
            continue
        if not named:
            return True
        token = document.doc[view.tokens[wish.head]]
        if wish.side == SIDE_OF[Stance.THREATENS] and not document.names_together(token.sent, holder, other.holder):
            return True
        if wish.side == SIDE_OF[Stance.OPPOSES] and speaks:
            return True
    return False


def _is_theirs(document: Document, token: Token, holder: str, quoted: bool) -> bool:
    """Whether the words that the wish stands under say whose it is: "they want him to pay", "rejects Chad's call to leave".

    `quoted` where the holder himself says them: he is not his own "he".
    """
    for node in (token, *token.ancestors)[:_REACH]:
        word = VERB_FORMS.get(node.lower_) if node.pos_ == "VERB" else None
        subject = child(node, "nsubj") if word is not None and word.stance is Stance.DEMANDS else None
        if subject is not None and subject.lower_ in _OTHERS:
            return document.is_quoted(node) and (quoted or holder not in document.who(subject))
        noun = NOUN_FORMS.get(node.lower_) if node.pos_ == "NOUN" else None
        if node is not token and noun is not None and noun.stance is Stance.DEMANDS:
            names = document.who(owner) if (owner := possessor(node)) is not None else ()
            over = VERB_FORMS.get(node.head.lower_) or phrasal(node.head)
            opposed = over is not None and over.stance is Stance.OPPOSES
            return bool(names) and opposed and holder not in names
    return False


_OTHERS = frozenset({"they", "he", "she"})
"""Whoever a speaker speaks of is not he."""


def _is_left_open(document: Document, view: View, wish: Wish) -> bool:
    """Whether what is wanted is only thought of: "did not rule out that they agree on a truce", "hinted that Chad could host"."""
    token = document.doc[view.tokens[wish.head]]
    possible = any(c.relation == "aux" and c.lower_ in ALLOWING for c in token.children)
    return possible or any(key_of(node) == "rule_out" and is_negated(node) for node in (token, *token.ancestors))


def _told_whole(document: Document, start: int, end: int) -> int:
    """Where an issue ends, in code points, with what hangs on a noun that says nothing by itself."""
    first, last = document.doc.word_at(start), document.doc.word_at(end - 1)
    if first is None or last is None:
        return end
    whole = told_whole(document, IssueSpan(start=first.i, end=last.i + 1)).end
    return end if whole == last.i + 1 else document.doc[whole - 1].idx + len(document.doc[whole - 1])


def _only_points(view: View, issue: range) -> bool:
    """Whether an issue names nothing but what another sentence says: "rejected the offer"."""
    told = (w for w in issue if view.classes[w] not in _EDGE)
    return all(view.words[w].lower() in POINTING_NOUNS or view.classes[w] == "PRON" for w in told)


def _with_subject(document: Document, view: View, wish: Wish, first: int) -> int:
    """Where an issue begins that is a clause of its own: with who shall do it, if that is another than who wants it.

    "Chad demands that Norway should leave" is about Norway's leaving; "leave" alone would be Chad's.
    """
    head = wish.head
    before = [c for c in view.children[head] if c < head]
    subject = next((c for c in reversed(before) if view.bare_relations[c] == "nsubj"), None)
    finite = "Fin" in document.doc[view.tokens[head]].morph.get("VerbForm", []) or any(
        view.bare_relations[c] == "aux" and view.lemmas[c] != "to" for c in before
    )
    if view.classes[head] != "VERB" or not finite or subject is None or view.classes[subject] not in ("NOUN", "PROPN"):
        return first
    holder = document.actors[wish.actor].name
    named = document.who(document.doc[view.tokens[subject]])
    if holder in named or document.acts_for(holder) in named:
        return first
    start = document.doc[view.tokens[subject]].left_edge.i
    while view.tokens[subject] > start:
        subject -= 1
    return min(first, max(subject, view.sentences[view.sentence[head]][0]))


def issue_of(view: View, head: int, first: int, last: int) -> tuple[int, int]:
    """Code points of the issue that `head` heads, its last phrase whole, without grammar words and marks at its edges."""
    last = _whole(view, last)
    while first < head and view.classes[first] in _EDGE:
        first += 1
    while last - 1 > head and view.classes[last - 1] in _EDGE:
        last -= 1
    return int(view.start[first]), int(view.end[last - 1])


def _whole(view: View, last: int) -> int:
    """Where a run ends that would end inside a phrase: "access to rebel-held" goes on to "areas", "pulling" to "out"."""
    stop = view.sentences[view.sentence[last - 1]][1]
    while True:
        word = last - 1
        above = view.head[word]
        if view.classes[word] in _LEANING and last <= above < min(last + _REACH, stop):
            last = above + 1
            continue
        if last < stop and view.head[last] == word and view.relations[last] == "compound:prt":
            last += 1
            continue
        return last


def alike(said: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell by their words whether two issues are one."""
    return 2 * len(said & theirs) >= _ALIKE * (len(said) + len(theirs))


def words_of(phrase: str) -> frozenset[str]:
    """The words of an issue in small letters, without grammar words."""
    return frozenset(re.findall(r"\w+", phrase.lower())) - SMALL


def merge_events(
    document: Document, view: View, ruled: Iterable[Event], deeds: Iterable[Deed], decisions: Decisions
) -> tuple[Event, ...]:
    """Events in text order, one for each type, actor, recipient and sentence.

    All that are likely at all: which of them are told is decided where they are weighed beside one another.
    """
    names = [actor.name for actor in document.actors]
    best: dict[tuple[int, Act], Deed] = {}
    for deed in deeds:
        whom = None if deed.recipient is None else names[deed.recipient]
        key = (deed.sentence, act_of(EVENTS[deed.kind], names[deed.actor], whom))
        if key not in best or deed.chance > best[key].chance:
            best[key] = deed
    kept: list[Event] = []
    taken: set[tuple[int, Act]] = set()
    for claim in ruled:
        if _at_home(document, claim.actor, claim.recipient):
            continue
        if claim.actor is None:
            kept.append(claim)  # the network knows only of actors with a name
            continue
        sentence = view.sentence[view.words_in(claim.anchor, claim.anchor + 1).start]
        key = (sentence, act_of(claim.event, claim.actor, claim.recipient))
        chance = best[key].chance if key in best else 0.0
        if chance >= decisions.filter:
            kept.append(replace(claim, confidence=decisions.shared.chance(chance)))
            taken.add(key)
    fresh = [
        (key, deed, *deed.words()) for key, deed in best.items() if deed.chance >= decisions.least and key not in taken
    ]
    for key, deed, word, beside in sorted(fresh, key=lambda f: (-f[1].chance, f[2], str(f[0][1]))):
        token = document.doc[view.tokens[word]]
        kind, actor, recipient = key[1]
        eased = _eased_by(token) if kind is PloverEvent.SANCTION else None
        if eased is not None:
            kind, token = PloverEvent.CONCEDE, eased
            if (key[0], (kind, actor, recipient)) in best:
                continue  # it is weighed by itself
        if _at_home(document, actor, recipient) or _is_none(document, token, kind, recipient):
            continue
        mood = _status(document, view, kind, word, beside) if eased is None else modality(eased).status
        if mood is EventStatus.DENIED and kind in IN_WORDS:
            continue  # who "refuses to propose cuts" asks for none
        status, date = settled(document, kind, mood, date_of(document, token))
        kept.append(
            Event(
                evidence=document.sentence_evidence(token),
                anchor=token.idx,
                component="events-learned",
                confidence=decisions.own.chance(deed.chance),
                event=kind,
                actor=actor,
                recipient=recipient,
                date=date,
                place=place_of(document, token),
                status=status,
            )
        )
    return tuple(sorted(kept, key=lambda e: (e.anchor, e.event, e.actor or "", e.recipient or "")))


def _is_none(document: Document, token: Token, kind: PloverEvent, recipient: str | None) -> bool:
    """Whether the words of an act tell none: "agreed that he was killed" binds nobody, who shall be freed is not asked."""
    if kind is PloverEvent.AGREE:
        return token.lemma_.lower() == "agree" and tells_what_was(child(token, "ccomp"))
    return kind is PloverEvent.REQUEST and recipient in spared(document, token, kind)


def _eased_by(token: Token) -> Token | None:
    """The verb by which sanctions are lifted, put off or cut, which is a concession and no sanction."""
    thing = token.pos_ == "NOUN" and (token.relation == "obj" or token.dep_ == "nsubj:pass")
    verb = token.head if thing else token
    told = match(verb, load_lexicon()) if verb.pos_ == "VERB" else None
    return verb if told is not None and told.event is PloverEvent.CONCEDE else None


def _at_home(document: Document, actor: str | None, recipient: str | None) -> bool:
    """Whether an act is between a party and who acts for it: what a minister asks of his own country tells of no two sides."""
    if actor is None or recipient is None:
        return False
    return document.acts_for(actor) == recipient or document.acts_for(recipient) == actor


def _status(document: Document, view: View, kind: PloverEvent, word: int, beside: Iterable[int]) -> EventStatus:
    """What the word says that tells the deed, but denied where another is that tells it nearly as well.

    Of "will not meet him when he travels to Oslo" either verb may tell that the two consult. What is done in words is done
    once they are told, whatever is supposed in them ("If they had wanted peace, they would have come"), unless the very
    word of the deed is not real ("would reject").
    """
    token = document.doc[view.tokens[word]]
    if kind in IN_WORDS:
        named = match(token, load_lexicon())
        if named is None or named.event is not kind:
            return EventStatus.HAPPENED
        return mood_of(token, kind).status  # "refuses to accept": the refusal is made
    said = {modality(document.doc[view.tokens[other]]).status for other in beside}
    denied = EventStatus.DENIED
    return denied if denied in said else modality(token).status


def act_of(kind: PloverEvent, actor: str | None, recipient: str | None) -> Act:
    """What is done, by whom, to whom; what two do together is one act in either order."""
    if kind in MUTUAL and actor is not None and recipient is not None:
        actor, recipient = sorted((actor, recipient))
    return kind, actor, recipient
