"""Where words stand in the parse of their sentence: what they hang on, who wishes it, who would do it, in what mood.

Positions and conditions keep words that a reader cut out of a clause. The parse tells what the cut hides: whether a verb in
front of them denies or reports them, whose wish the clause tells, who is its subject by control ("urged Paris to sign": Paris).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stateofplay.casework.acts.tables import tables
from stateofplay.casework.grammar.sentences import parsed
from stateofplay.finding.positions.words import ADJECTIVES, NOUNS, VERBS
from stateofplay.language.clauses import agent, child, grammatical_subject, is_passive, obliques
from stateofplay.language.modality import modality
from stateofplay.language.modality_words import VERB_EFFECT, WordEffect
from stateofplay.language.moods import Modality
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import Stance

_DEEPEST = 8
"""Steps up from an act in which its wish is looked for: "agreed to try to help bring about a truce" takes five."""
_TOLD = frozenset({"acl:relcl", "advcl:relcl"})
_PERSONAL = frozenset("he she it they him her them himself herself itself themselves his its their".split())
_RELATIVE = frozenset("who which that".split())
_ASKED_OF = frozenset("on upon for to".split())
_LINKS = frozenset("to of for".split())
_ASKING = frozenset({Stance.DEMANDS})
_SPEAKER = frozenset("i we me us my our".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWords:
    """Some words in the parse of their sentence."""

    head: Token
    """The word that the others hang on."""
    start: int
    end: int
    """Of the words, as places in the parse, the end exclusive."""
    mood: Modality
    doer: Token | None
    """Who would do it by the grammar, where the words begin with a verb: its subject, or who controls it."""
    wish: Token | None
    """The verb, noun or adjective of wishing above it."""
    wisher: Token | None
    """Who wishes by the grammar: the subject of that verb, the owner of that noun."""

    @property
    def is_clause(self) -> bool:
        """Whether the words are a clause, finite or not, rather than a noun with what belongs to it."""
        return self.head.pos_ in ("VERB", "AUX") or child(self.head, "cop") is not None

    @property
    def doc(self) -> Doc:
        """The parsed sentence."""
        return self.head.doc


def place(sentence: str, words: str) -> PlacedWords | None:
    """Find words in the parse of their sentence; None where they do not stand there.

    Examples
    --------
    >>> found = place("Delta urged Norway to open the old lock.", "open the old lock")
    >>> found.head.text, found.doer.text, found.wish.text, found.wisher.text
    ('open', 'Norway', 'urged', 'Delta')
    """
    at = sentence.find(words) if words else -1
    if at < 0:
        return None
    doc = parsed(sentence)
    span = doc.char_span(at, at + len(words), alignment_mode="expand")
    if span is None:
        return None
    head = _head(doc, span.start, span.end)
    if head is None:
        return None
    wish = _right_in_front(doc, span.start) or _wish(head)
    return PlacedWords(
        head=head,
        start=span.start,
        end=span.end,
        mood=modality(head),
        doer=_doer(head, span.start),
        wish=wish,
        wisher=None if wish is None else _wisher(wish),
    )


def _head(doc: Doc, start: int, end: int) -> Token | None:
    """The word that the others hang on: of several nearest to the root, a verb before a noun, the first of the rest."""
    inside = [t for t in doc[start:end] if not t.is_punct and not t.is_space and t.pos_ != "ADP"]
    tops = [t for t in inside if not start <= t.head.i < end or t.head is t]
    if not tops:
        return inside[0] if inside else None
    return min(tops, key=lambda t: (t.pos_ in ("ADV", "DET", "PART", "SCONJ"), _depth(t), t.pos_ != "VERB", t.i))


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def climb(token: Token) -> Iterator[Token]:
    """The words above a word, the nearest first, as far as one clause or noun governs the other."""
    node = token
    for _ in range(_DEEPEST):
        if node.head is node or node.dep_ in _TOLD:
            return
        node = node.head
        yield node


def clauses_above(token: Token) -> Iterator[Token]:
    """The words above a word as far as its sentence goes, but not through what is only joined to it or says it."""
    node = token
    while node.head is not node:
        if node.relation in ("conj", "parataxis"):
            return
        node = node.head
        yield node


def is_wish(token: Token) -> bool:
    """Whether a word is one of wishing by the table of positions, whatever stands with it."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        return lemma in VERBS or (
            token.lower_ in ADJECTIVES and token.lower_ != lemma
        )  # "prepared to", not "open the lock"
    return lemma in NOUNS if token.pos_ == "NOUN" else token.lower_ in ADJECTIVES


def noun_in_front(head: Token) -> Token | None:
    """The noun of wishing in front of a "to" that the parse has hung on the verb above: "backs [a push by Delta] to open"."""
    own = child(head, "nsubj")
    if own is not None and own.left_edge.i > head.sent.start:
        before = own.left_edge.nbor(-1)  # "Delta's insistence it will not open the lock"
        return before if before.pos_ == "NOUN" and is_wish(before) else None
    to = next((c for c in head.children if c.lower_ == "to" and c.i < head.i), None)
    if to is None or head.head is head:
        return None
    near = [c for c in head.head.children if c.relation in ("obj", "obl") and c.i < to.i]
    last = near[-1] if near else None
    if last is not None and child(last, "case") is not None and len(near) > 1 and near[-2].i > head.head.i:
        last = near[-2] if near[-2].pos_ == "NOUN" and is_wish(near[-2]) else last
    return last if last is not None and last.i > head.head.i and last.pos_ == "NOUN" and is_wish(last) else None


def _right_in_front(doc: Doc, start: int) -> Token | None:
    """The word of wishing whose preposition stands right in front, wherever it hangs: "those opposed to [a deal]"."""
    at = start - 1
    while at > 0 and doc[at].pos_ in ("DET", "ADJ", "PUNCT") and doc[at].lower_ not in ADJECTIVES:
        at -= 1
    if at < 1 or doc[at].lower_ not in _LINKS or doc[at].sent is not doc[start].sent:
        return None
    wish = doc[at - 1]
    return wish if wish.lower_ in ADJECTIVES and wish.relation in ("acl", "amod", "xcomp", "advcl") else None


def is_asking(wish: Token) -> bool:
    """Whether a word of wishing asks somebody else to act: "urged", "a demand"."""
    table = NOUNS if wish.pos_ == "NOUN" else VERBS
    found = table.get(wish.lemma_.lower())
    return found is not None and found.stance in _ASKING


def granted_by(wish: Token) -> Token | None:
    """Who wishes by the verb above a noun of wishing: in "agrees to Delta's demand" who agrees wishes it too."""
    above = wish.head
    return _wisher(above) if wish.pos_ == "NOUN" and above.pos_ == "VERB" and is_wish(above) else None


def _wish(head: Token) -> Token | None:
    """The nearest word of wishing above an act, or of saying where a whole clause is said: "said that it must open"."""
    if (noun := noun_in_front(head)) is not None:
        return noun
    below = head
    for above in climb(head):
        if below.relation == "nsubj" and above.pos_ != "ADJ":
            return None  # "the talks need time": the talks are no wish of their own
        if is_wish(above):
            return above
        if below.relation == "ccomp" and VERB_EFFECT.get(above.lemma_.lower()) is WordEffect.REPORT:
            return above
        if child(above, "nsubj") is not None and below.relation in ("advcl", "parataxis", "conj"):
            return None  # another clause begins
        below = above
    return None


def _wisher(wish: Token) -> Token | None:
    """Who wishes: the subject of a verb or adjective, the owner of a noun or who stands behind its "by"."""
    if wish.pos_ == "NOUN":
        return _owner(wish)
    if wish.i and (before := wish.nbor(-1)).lower_ in tables()[1].anybody and child(wish, "nsubj") is None:
        return before  # "those opposed to it", wherever the parse hangs "opposed"
    if is_passive(wish) and wish.lower_ not in ADJECTIVES:
        return agent(wish)
    return grammatical_subject(wish)


def _owner(noun: Token) -> Token | None:
    owner = child(noun, "nmod:poss") or next((n for _, n in obliques(noun, ("by", "from"))), None)
    if (
        owner is None and noun.head.pos_ == "VERB"
    ):  # "backs a push by Delta to open": the parse may hang both on "backs"
        owner = next((n for _, n in obliques(noun.head, ("by",)) if n.i > noun.i), None)
    return owner or next(
        (c for c in noun.children if c.relation in ("amod", "compound") and c.text[:1].isupper()), None
    )


def _doer(head: Token, start: int) -> Token | None:
    """Who would do what a clause tells: its own subject, else who stands in front of its "to", else by control."""
    if head.pos_ not in ("VERB", "AUX"):
        return None
    if is_passive(head):
        return agent(head)
    if (own := child(head, "nsubj")) is not None:
        return own
    noun = noun_in_front(head)
    if noun is None and head.dep_ == "acl" and head.head.pos_ == "NOUN" and is_wish(head.head):
        noun = head.head
    if noun is not None:
        return _asked_with(noun, head) if is_asking(noun) else _owner(noun)
    asked = _asked(head)
    return asked if asked is not None else grammatical_subject(head)


def _asked(head: Token) -> Token | None:
    """Whom a word of asking asks to do it: "called on Norway to", "a demand for Norway to", "wants Norway to"."""
    above = head.head
    while head.relation == "conj" and above.head is not above:
        head, above = above, above.head
    if above is head or head.relation not in ("xcomp", "ccomp", "advcl", "acl", "obl", "obj"):
        return None
    if above.pos_ == "VERB" and (obj := child(above, "obj", "iobj")) is not None and obj.i < head.i:
        return obj if is_asking(above) else None
    return _asked_with(above, head) if above.pos_ in ("VERB", "NOUN") else None


def _asked_with(above: Token, head: Token) -> Token | None:
    asked = (n for _, n in obliques(above, _ASKED_OF) if n.i < head.i and n is not head)
    return next((n for n in asked if not is_wish(n)), None)


def denies_meeting(sentence: str) -> bool:
    """Whether a sentence says that somebody will not meet.

    Examples
    --------
    >>> denies_meeting("Mira Dahl will not meet the ferrymen in May."), denies_meeting("They will meet in May.")
    (True, False)
    """
    if not _MEET.search(sentence):
        return False
    return any(t.lemma_.lower() == "meet" and t.pos_ == "VERB" and modality(t).negated for t in parsed(sentence))


_MEET = re.compile(r"\bmeet(?:ing)?\b", re.IGNORECASE)


def names_speaker(token: Token | None) -> bool:
    """Whether a word is "I" or "we": who speaks."""
    return token is not None and token.lower_ in _SPEAKER and token.text != "US"


def only_points(token: Token | None) -> bool:
    """Whether a word only points at somebody who was named before."""
    return token is None or names_speaker(token) or token.lower_ in _PERSONAL or token.lower_ in _RELATIVE


def phrase_of(token: Token) -> str:
    """The words of who somebody is, with who is joined by "and", without clauses: "the envoy of Delta"."""
    kept = [t for t in token.subtree if _belongs(t, token)]
    return " ".join(t.text for t in sorted(kept, key=lambda t: t.i))


def _belongs(token: Token, top: Token) -> bool:
    node = token
    while node is not top:
        if node.relation in ("acl", "advcl", "parataxis", "appos", "punct", "obl") or node.dep_ in _TOLD:
            return False
        node = node.head
    return True
