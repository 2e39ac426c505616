"""The source of words: from a verb or noun that introduces what was said to the head of the phrase for who says it."""

from __future__ import annotations

from stateofplay.finding.statements.spans import CLOSING, bounds, follows_comma
from stateofplay.finding.words.cues import (
    AGENTIVE,
    ANONYMOUS_FORMS,
    CARRIER_FORMS,
    CONTROLLED_BY_OBJECT,
    GERUNDS_OF_SPEECH,
    READ_FORMS,
    RECEIVING,
    SPEECH_FORMS,
    THINGS,
    TURNING_AWAY,
)
from stateofplay.language.actors.names.affiliations import seat_after
from stateofplay.language.clauses import (
    agent_of_passive,
    child,
    grammatical_subject,
    is_passive,
    possessor,
    subject_of_auxiliary,
)
from stateofplay.language.tokens import Doc, Token

_GOES_ON = frozenset({"said", "added"})
"""What a speaker goes on with: "X said Chad had agreed and said it would pay"."""
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_PLACING = frozenset({"in", "at", "near", "across", "on"})
_SUBORDINATE = frozenset({"advcl", "ccomp", "xcomp", "acl"})


def source_of_verb(cue: Token) -> Token | None:
    """Head of the noun phrase that says, writes or thinks what `cue` introduces."""
    governor = cue.head
    if cue.dep_ in ("advcl", "xcomp", "ccomp", "obl") and governor.lower_ in CONTROLLED_BY_OBJECT:
        subject = child(governor, "nsubj:pass") or child(governor, "obj")
        if subject is not None:
            return subject
    if is_passive(cue) or _is_past_participle(cue):
        return agent_of_passive(cue)
    own = own_subject(cue) or _named_before(cue)
    gerund = cue.lower_ in GERUNDS_OF_SPEECH and follows_comma(cue)
    if gerund and own is not None and own.i > cue.i:
        own = None  # "X said ..., suggesting Y had lied": Y suggests nothing
    if own is None and gerund:
        # "X said ..., adding that ...": whoever spoke before the comma goes on speaking.
        before = _verb_of_speech_before(cue)
        if before is not None:
            return source_of_verb(before)
    subject = own or (_subject_of_main_clause(cue) if gerund else None) or grammatical_subject(cue)
    goes_on = cue.lower_ in _GOES_ON or (subject is not None and _is_mute(subject))
    if own is None and cue.dep_ == "conj" and subject is not None and goes_on:
        # "X said no date was set and warned that ...": no date warns, so whoever spoke goes on speaking.
        before = _verb_of_speech_before(cue)
        if before is not None and before.i != cue.head.i and before.is_ancestor(cue):
            return source_of_verb(before)
    if subject is None or (
        own is None and cue.dep_ in ("root", "ccomp", "conj", "parataxis") and _beside_before(cue) is not None
    ):
        subject = _beside(cue) or subject
    if subject is not None and subject.lower_ in _RELATIVES and subject.pos_ == "PRON":
        subject = _antecedent(cue) or subject
    if subject is None:
        return None
    return _counted(subject) if subject.lower_ in _SHARES else owner_of_carrier(subject)


def _counted(share: Token) -> Token:
    """Those of whom a share is told: the voters of "forty percent of voters"."""
    return next((c for c in share.children if c.relation == "nmod" and c.i > share.i and _case(c) == "of"), share)


_SHARES = frozenset("% percent half third thirds quarter quarters majority".split())


def _named_before(gerund: Token) -> Token | None:
    """Whose saying it is: "in response to Chad saying that it would pay"."""
    before = gerund.doc[gerund.i - 1] if gerund.i else None
    if gerund.lower_ not in GERUNDS_OF_SPEECH or before is None or before.pos_ != "PROPN":
        return None
    return _phrase_head(before)


def _subject_of_main_clause(gerund: Token) -> Token | None:
    """Who does what the sentence tells: in "X left after Y had attacked Z, saying that ..." X says it."""
    top = gerund.head
    while top.head is not top and top.dep_ in _SUBORDINATE:
        top = top.head
    return grammatical_subject(top) if top is not gerund.head and top.pos_ in ("VERB", "AUX") else None


def _is_past_participle(verb: Token) -> bool:
    """ "Asked about the truce, X said": X was asked."""
    return (
        verb.dep_ == "advcl"
        and "Past" in verb.morph.get("Tense", [])
        and "Part" in verb.morph.get("VerbForm", [])
        and not any(c.dep_.startswith(("aux", "nsubj")) for c in verb.children)
    )


def _is_mute(noun: Token) -> bool:
    """Tell whether a common noun names no person and no body that could speak."""
    word = noun.lower_
    return noun.pos_ == "NOUN" and word not in ANONYMOUS_FORMS and word not in CARRIER_FORMS and not is_agentive(word)


def is_agentive(word: str) -> bool:
    """Tell whether a common noun ends like one for people ("negotiator") and is not known for a thing ("number")."""
    stem = word.removesuffix("s")
    return stem.endswith(AGENTIVE) and stem not in THINGS


def own_subject(cue: Token) -> Token | None:
    """The subject of a verb; of several, the nearest before it, since a parser that sees two took an object for one."""
    subjects = [c for c in cue.children if c.dep_ in ("nsubj", "nsubj:outer") and not _tells_when(c)]
    if not subjects and (hung := subject_of_auxiliary(cue)) is not None:
        return hung
    before = [c for c in subjects if c.i < cue.i and not any(t.text in CLOSING for t in cue.doc[c.i : cue.i])]
    if not before and any(c.i > cue.i for c in subjects):
        subjects = [
            c for c in subjects if c.i > cue.i
        ]  # "'Chad, we have not met,' said Dahl": Chad stands in the quote
    return before[-1] if before else subjects[0] if subjects else None


def _tells_when(noun: Token) -> bool:
    """Tell whether a parser took a day or what follows a preposition for a subject: "and on Sunday said", "Chad Sunday said"."""
    return noun.lower_ in _DAYS or (noun.pos_ == "PROPN" and _case(noun) in _PLACING)


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())


def _verb_of_speech_before(cue: Token) -> Token | None:
    start, _ = bounds(cue)
    found: Token | None = None
    for token in cue.doc[start : cue.i]:
        if token.pos_ == "VERB" and token.lower_ not in GERUNDS_OF_SPEECH and token.lower_ in SPEECH_FORMS:
            if child(token, "nsubj") is not None and not is_passive(token):
                found = found or token
    return found


def _antecedent(cue: Token) -> Token | None:
    doc = cue.doc
    relative = next((c for c in cue.children if c.dep_ == "nsubj" and c.lower_ in _RELATIVES), None)
    if relative is not None and relative.lower_ == "who" and relative.i > 1:
        i = relative.i - 1
        if doc[i].text == ",":
            i -= 1
        i = _before_seat(doc, i)
        if doc[i].pos_ in ("PROPN", "NOUN"):
            found = _phrase_head(doc[i])
            while (
                (_is_mute(found) and found.relation in ("nmod", "conj")) or _is_where(found)
            ) and found.head is not found:
                found = found.head  # "the head of the chamber of commerce, who said": the head
            return found
    node = cue
    for _ in range(6):
        if node.dep_.startswith("acl"):
            return node.head
        if node.head is node:
            return None
        node = node.head
    return None


def _before_seat(doc: Doc, i: int) -> int:
    """The last word of a lawmaker's name, where a word is of the seat behind it: "A, R-Ariz.,", "A, Ohio Democrat,"."""
    begin = next((k for k in range(i, max(0, i - _LONGEST_SEAT), -1) if doc[k].text in _BEFORE_SEATS), 0)
    told = begin < i and (doc[i].lower_ in _MEMBERS or seat_after(doc, begin) is not None)
    return begin - 1 if begin and told and doc[begin - 1].pos_ == "PROPN" else i


_LONGEST_SEAT = 6
_BEFORE_SEATS = frozenset({",", "(", "["})
_MEMBERS = frozenset({"democrat", "republican"})


def _is_where(name: Token) -> bool:
    """Tell whether a name only says where several people are: "critics in Chad who accuse him"."""
    if name.pos_ != "PROPN" or name.relation != "nmod" or _case(name) not in _PLACING:
        return False
    return name.head.pos_ == "NOUN" and not _is_mute(name.head)


def _beside_before(cue: Token) -> Token | None:
    """The noun that ends right before a verb, past adverbs and a closed apposition ("X, the leader of Y, told")."""
    doc = cue.doc
    start, _ = bounds(cue)
    i = cue.i - 1
    while i > start and (doc[i].pos_ in ("ADV", "AUX") or doc[i].lower_ in _DAYS):
        i -= 1
    if i < start:
        return None
    if doc[i].text == ",":
        j = i - 1
        while j > start and doc[j].text != ",":
            j -= 1
        if j <= start:
            return None
        i = j - 1
    return _with_company(_phrase_head(doc[i]), start) if doc[i].pos_ in ("PROPN", "PRON", "NOUN") else None


def _with_company(noun: Token, start: int) -> Token:
    """Who says it where the noun beside the verb only tells where he stands or whence he is.

    "Dahl, standing outside alongside his wife, Anna, said", "an official from Saleh's office said".
    """
    held = noun.head if noun.dep_ == "appos" else noun
    preposition = next((c for c in held.children if c.dep_ == "case" and c.i < held.i), None)
    if preposition is None:
        return noun
    clause = next((t for t in (held.head, held.head.head) if t.dep_ == "acl"), None)
    if preposition.lower_ in _ALONGSIDE and clause is not None:
        return clause.head if start <= clause.head.i < noun.i else noun
    before = noun.doc[preposition.i - 1]
    whence = preposition.lower_ in _WHENCE and preposition.i > start and before.pos_ == "NOUN"
    return _phrase_head(before) if whence else noun


_ALONGSIDE = frozenset({"alongside", "beside", "with", "by"})
_WHENCE = frozenset({"from", "in", "at"})


def _beside(cue: Token) -> Token | None:
    """A noun beside a verb that the parse left without a subject: "X told", ", said the minister"."""
    before = _beside_before(cue)
    if before is not None:
        return before
    for token in cue.doc[cue.i + 1 : cue.i + 7]:
        if token.is_punct or token.is_space or token.pos_ in ("VERB", "ADP", "SCONJ"):
            return None
        if token.pos_ in ("PROPN", "NOUN", "PRON"):
            return _phrase_head(token)
    return None


def _phrase_head(token: Token) -> Token:
    while token.head is not token and token.dep_ in ("compound", "flat", "amod", "nmod:poss", "nmod:desc"):
        token = token.head
    return token


def owner_of_carrier(noun: Token) -> Token:
    """The ministry of "a statement from the ministry"; the noun itself where it is no carrier or has no owner."""
    if noun.lower_ not in READ_FORMS or noun.pos_ != "NOUN":
        return noun
    owner = owner_of(noun)
    if owner is not None:
        return owner
    if noun.lower_ in CARRIER_FORMS and noun.relation in ("obl", "obj") and noun.head.pos_ == "VERB":
        return grammatical_subject(noun.head) or noun
    return noun


def owner_of(noun: Token) -> Token | None:
    """Whose claim, demand or statement it is: possessor, "by", "from" or, last, the noun before it.

    A noun that its verb makes ("issued a warning that") belongs to the subject of the verb.
    """
    if (owner := possessor(noun)) is not None:
        return owner
    for preposition in ("by", "from"):
        for c in noun.children:
            if c.relation in ("nmod", "obl") and _case(c) == preposition:
                return c
    for c in noun.children:
        if c.dep_ == "acl" and (agent := agent_of_passive(c)) is not None:
            return agent  # "a statement issued by Dahl"
    for c in noun.children:
        if (
            c.dep_ in ("compound", "nmod", "amod")
            and c.i < noun.i
            and c.pos_ in ("PROPN", "ADJ")
            and c.is_title | c.is_upper
        ):
            return c
    if noun.relation in ("obj", "xcomp") and noun.head.pos_ == "VERB" and noun.head.lower_ not in RECEIVING:
        return grammatical_subject(noun.head)
    return None


def is_turned_away(noun: Token) -> bool:
    """Whether a report or claim is only denied or made little of: "played down reports that Chad would sign"."""
    verb = noun.head
    if noun.dep_ != "obj" or verb.pos_ != "VERB":
        return False
    particle = child(verb, "compound:prt", "advmod")
    lemma = verb.lemma_.lower()
    return lemma in TURNING_AWAY or (particle is not None and f"{lemma} {particle.lower_}" in TURNING_AWAY)


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case" and c.i < token.i), "")
