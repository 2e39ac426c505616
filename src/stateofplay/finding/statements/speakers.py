"""Who speaks: from a cue to the head of its source, and from there to actors or to an unnamed source as written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stateofplay.finding.statements.cues import (
    AGENTIVE,
    ANONYMOUS_FORMS,
    CARRIER_FORMS,
    CONTROLLED_BY_OBJECT,
    GERUNDS_OF_SPEECH,
    RECEIVING,
    SPEECH_FORMS,
    SPOKESPERSONS,
    THINGS,
)
from stateofplay.finding.statements.spans import CLOSING, LONGEST_NAME, OPENING, bounds, follows_comma
from stateofplay.language.clauses import (
    agent_of_passive,
    child,
    conjuncts,
    grammatical_subject,
    is_passive,
    possessor,
)
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.inflections import words
from stateofplay.language.lexicon import load
from stateofplay.language.tokens import Doc, Token
from stateofplay.model import ActorKind

_CARRIED_ON = frozenset({"he", "she", "they", "it"})
_JOINT = words("governments leaders presidents ministers officials representatives delegations negotiators")
_SHE = words("she her hers herself")
_HE_SHE = _SHE | words("he him his himself")
_GOES_ON = frozenset({"said", "added"})
"""What a speaker goes on with: "X said Chad had agreed and said it would pay"."""
_NEAR = 90  # tokens within which a pronoun takes up the last speaker
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_EMPTY = frozenset({"it", "there", "this", "that", "what", "which", "one"})
_STOP_DEPS = frozenset({"acl:relcl", "appos", "parataxis", "advcl", "cc", "conj", "punct", "dep"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker: a canonical actor name, or an unnamed source as written."""

    name: str
    named: bool
    token: Token


def source_of_verb(cue: Token) -> Token | None:
    """Head of the noun phrase that says, writes or thinks what `cue` introduces."""
    governor = cue.head
    if cue.dep_ in ("advcl", "xcomp", "ccomp", "obl") and governor.lower_ in CONTROLLED_BY_OBJECT:
        subject = child(governor, "nsubj:pass") or child(governor, "obj")
        if subject is not None:
            return subject
    if is_passive(cue) or _is_past_participle(cue):
        return agent_of_passive(cue)
    own = _own_subject(cue)
    if own is None and cue.lower_ in GERUNDS_OF_SPEECH and follows_comma(cue):
        # "X said ..., adding that ...": whoever spoke before the comma goes on speaking.
        before = _verb_of_speech_before(cue)
        if before is not None:
            return source_of_verb(before)
    subject = own or grammatical_subject(cue)
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
    return _owner_of_carrier(subject) if subject is not None else None


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
    return noun.pos_ == "NOUN" and word not in ANONYMOUS_FORMS and word not in CARRIER_FORMS and not _is_agentive(word)


def _is_agentive(word: str) -> bool:
    """Tell whether a common noun ends like one for people ("negotiator") and is not known for a thing ("number")."""
    stem = word.removesuffix("s")
    return stem.endswith(AGENTIVE) and stem not in THINGS


def _own_subject(cue: Token) -> Token | None:
    """The subject of a verb; of several, the nearest before it, since a parser that sees two took an object for one."""
    subjects = [c for c in cue.children if c.dep_ in ("nsubj", "nsubj:outer")]
    before = [c for c in subjects if c.i < cue.i and not any(t.text in CLOSING for t in cue.doc[c.i : cue.i])]
    if not before and any(c.i > cue.i for c in subjects):
        subjects = [
            c for c in subjects if c.i > cue.i
        ]  # "'Chad, we have not met,' said Dahl": Chad stands in the quote
    return before[-1] if before else subjects[0] if subjects else None


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
        if doc[i].pos_ in ("PROPN", "NOUN"):
            return _phrase_head(doc[i])
    node = cue
    for _ in range(6):
        if node.dep_.startswith("acl"):
            return node.head
        if node.head is node:
            return None
        node = node.head
    return None


def _beside_before(cue: Token) -> Token | None:
    """The noun that ends right before a verb, past adverbs and a closed apposition ("X, the leader of Y, told")."""
    doc = cue.doc
    start, _ = bounds(cue)
    i = cue.i - 1
    while i > start and doc[i].pos_ in ("ADV", "AUX"):
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
    return _phrase_head(doc[i]) if doc[i].pos_ in ("PROPN", "PRON", "NOUN") else None


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


def _owner_of_carrier(noun: Token) -> Token:
    """The ministry of "a statement from the ministry"; the noun itself where it is no carrier or has no owner."""
    if noun.lower_ not in CARRIER_FORMS or noun.pos_ != "NOUN":
        return noun
    owner = owner_of(noun)
    if owner is not None:
        return owner
    if noun.relation in ("obl", "obj") and noun.head.pos_ == "VERB":
        return grammatical_subject(noun.head) or noun
    return noun


def owner_of(noun: Token) -> Token | None:
    """Whose claim, demand or statement it is: possessor, "by", "from", "of" or, last, the noun before it.

    A noun that its verb makes ("issued a warning that") belongs to the subject of the verb.
    """
    if (owner := possessor(noun)) is not None:
        return owner
    for preposition in ("by", "from"):
        for c in noun.children:
            if c.relation in ("nmod", "obl") and _case(c) == preposition:
                return c
    for c in noun.children:
        if (
            c.dep_ in ("compound", "nmod", "amod")
            and c.i < noun.i
            and c.pos_ in ("PROPN", "ADJ")
            and c.is_title | c.is_upper
        ):
            return c
    for c in noun.children:
        if c.relation == "nmod" and _case(c) == "of" and c.pos_ == "PROPN":
            return c
    if noun.relation in ("obj", "xcomp") and noun.head.pos_ == "VERB" and noun.head.lower_ not in RECEIVING:
        return grammatical_subject(noun.head)
    return None


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case" and c.i < token.i), "")


def speakers(
    document: Document,
    head: Token | None,
    *,
    cue: Token | None = None,
    last: tuple[Speaker, ...] = (),
    since: int = 0,
) -> tuple[Speaker, ...]:
    """Speakers named by the noun phrase of `head`, one for each coordinated part.

    Parameters
    ----------
    cue
        The verb of saying. A person named right beside it speaks, whatever the parse made of the titles around the name.
    last
        Speakers of the attribution before, for a pronoun that nothing else resolves.
    since
        Token up to which they spoke.

    Returns
    -------
    tuple of Speaker
        Empty where nobody can be told.
    """
    if head is None:
        return ()
    out: list[Speaker] = []
    joint = joint_governments(document, head)
    out.extend(Speaker(name=name, named=True, token=head) for name in joint)
    for part in () if joint else conjuncts(head):
        if part is not head and (
            part.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") or _goes_on_with_office(head, part)
        ):
            continue
        out.extend(s for s in _speakers_of(document, part, last, since) if all(s.name != o.name for o in out))
    if (
        cue is not None
        and cue.pos_ == "VERB"
        and head.pos_ != "PRON"
        and not any(document.is_person(s.name) for s in out)
    ):
        beside = _person_beside(document, cue)
        if beside is not None:
            return (beside,)
    return tuple(out)


def _goes_on_with_office(head: Token, noun: Token) -> bool:
    """Tell whether a coordinated noun only goes on with a title: "X, the water and energy minister"."""
    if noun.pos_ != "NOUN":
        return False
    if head.pos_ == "PROPN" and any(c.dep_ == "appos" and head.i < c.i < noun.i for c in head.children):
        return True
    if noun.lower_.endswith("s"):
        return False
    return not any(c.relation in ("det", "nmod", "nummod", "appos", "flat") for c in noun.children)


def joint_governments(document: Document, head: Token) -> tuple[str, ...]:
    """Several states behind one plural: "the governments of X and Y", "the presidents of X and Y"."""
    if head.lower_ in _JOINT:
        for c in head.children:
            if c.relation == "nmod" and c.i > head.i and len(names := document.who(c)) > 1:
                return names
    return ()


def _person_beside(document: Document, cue: Token) -> Speaker | None:
    """The person whose name ends right before a verb, past adverbs and one apposition, or begins right after it."""
    doc = cue.doc
    i = cue.i - 1
    while i >= 0 and doc[i].pos_ in ("ADV", "AUX", "PART"):
        i -= 1
    places = [i + 1]
    if i >= 0 and doc[i].text == ",":
        start, _ = bounds(cue)
        j = i - 1
        while j > start and doc[j].text != "," and doc[j].text not in OPENING | CLOSING:
            j -= 1
        if doc[j].text != ",":
            return None
        places = [j]
    own = _own_subject(cue)
    inverted = cue.lower_ in ("said", "says") and doc[cue.i - 1].is_punct and (own is None or own.i > cue.i)
    low, high = min(*places, cue.i) - LONGEST_NAME, max(*places, cue.i + 8)
    first = bisect_left(document.mentions, low, key=lambda m: m.start)
    last = bisect_right(document.mentions, high, key=lambda m: m.start)
    for mention in document.mentions[first:last]:
        if (
            mention.kind is not MentionKind.NAME
            or len(mention.actors) != 1
            or not document.is_person(mention.actors[0])
        ):
            continue
        if mention.end in places or any(_is_home(doc, mention.end, place) for place in places):
            return Speaker(name=mention.actors[0], named=True, token=doc[mention.end - 1])
        if inverted and cue.i < mention.start <= cue.i + 8:
            between = doc[cue.i + 1 : mention.start]
            if all(t.pos_ in ("NOUN", "PROPN", "ADJ", "DET") or t.lower_ in ("of", "'s", "’s", "-") for t in between):
                return Speaker(name=mention.actors[0], named=True, token=doc[mention.start])
    return None


def _is_home(doc: Doc, start: int, end: int) -> bool:
    """Tell whether "(R-Ohio)", "of Ohio" or ", Ohio Republican" is all that stands between a name and a verb."""
    if not 0 < end - start <= LONGEST_NAME:
        return False
    between = doc[start:end]
    if between[0].text == "(":
        close = next((i for i, t in enumerate(between) if t.text == ")"), None)
        return close is not None and (close + 1 == len(between) or _is_home(doc, start + close + 1, end))
    return between[0].lower_ in ("of", "from") and all(
        t.pos_ == "PROPN" or t.lower_ in ("of", "from", "the", "-") for t in between
    )


def _speakers_of(document: Document, head: Token, last: tuple[Speaker, ...], since: int) -> Iterator[Speaker]:
    word = head.lower_
    if head.pos_ == "NOUN" and not _named_beside(document, head):
        if word in SPOKESPERSONS and (owner := owner_of(head)) is not None:
            names = document.who(owner, conjuncts=False)
            if names:
                yield from (Speaker(name=n, named=True, token=head) for n in names)
                return
        if word in ANONYMOUS_FORMS:
            if (former := _introduced(document, head, last)) is not None:
                yield former
                return
            names = document.who(head, conjuncts=False)
            if not names or _is_indefinite(head) or word in ("official", "officials", "source", "sources"):
                yield Speaker(name=as_written(head), named=False, token=head)
                return
    names = document.who(head, conjuncts=False)
    if head.lower_ in _CARRIED_ON and last and _carries_on(document, head, last, since):
        yield from last
    elif names:
        yield from (Speaker(name=n, named=True, token=head) for n in names)
    elif head.pos_ == "PRON" or head.lower_ in _EMPTY:
        if head.lower_ in _CARRIED_ON and last:
            yield from last
    elif (
        (head.pos_ == "PROPN" and not _is_no_speaker(document, head))
        or word in ANONYMOUS_FORMS
        or _is_agentive(word)
        or word in CARRIER_FORMS
        or word in _people()
    ):
        yield Speaker(name=as_written(head), named=False, token=head)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    """Common nouns for people and bodies: "the panel said", "her office said"."""
    known = load().words
    return (
        known.people_nouns
        | known.group_nouns
        | known.armed_nouns
        | known.collectives
        | known.body_nouns
        | known.offices
    )


def _carries_on(document: Document, pronoun: Token, last: tuple[Speaker, ...], since: int) -> bool:
    """Tell whether a pronoun that speaks takes up who spoke last: nearby, and of its number and kind."""
    if not 0 < pronoun.i - max(last[-1].token.i, since) < _NEAR:
        return False
    if _somebody_else_acts(document, pronoun, last, since):
        return False
    kinds = [actor.kind for s in last if (actor := document.actor(s.name)) is not None]
    person = bool(kinds) and all(k is ActorKind.PERSON for k in kinds)
    plural = len(last) > 1 or (last[0].token.lower_.endswith("s") and not last[0].named)
    if pronoun.lower_ in ("he", "she"):
        if person and pronoun.lower_ not in _called(document, last[0].name):
            return False
        return len(last) == 1 and (person or (not last[0].named and not plural))
    if pronoun.lower_ == "it":
        return len(last) == 1 and bool(kinds) and not person
    return plural or (bool(kinds) and not person)


def _somebody_else_acts(document: Document, pronoun: Token, last: tuple[Speaker, ...], since: int) -> bool:
    """Tell whether another person was brought in since, whom the pronoun takes up: "Saleh shook his head. '...', he said."."""
    now = [m for m in document.mentions_headed(pronoun) if m.kind is MentionKind.PRONOUN and len(m.actors) == 1]
    if not now or now[0].actors[0] in {s.name for s in last} or pronoun.lower_ not in ("he", "she"):
        return False
    spoke = max(last[-1].token.i, since)
    return any(
        spoke < m.start < pronoun.i
        and m.kind is MentionKind.NAME
        and m.actors == now[0].actors
        and document.doc[m.head].relation == "nsubj"
        and document.doc[m.head].head.dep_ == "root"
        and document.doc[m.head].sent.start < pronoun.sent.start
        for m in document.mentions
    )


def _called(document: Document, name: str) -> frozenset[str]:
    """Which of "he" and "she" a person may be, by the first name and by the pronouns that took it up so far."""
    gender = load().gender_of(name.split()[0])
    if gender:
        return frozenset({"he"} if gender == "m" else {"she"})
    used = {
        "she" if word in _SHE else "he"
        for m in document.mentions
        if m.kind is MentionKind.PRONOUN and m.actors == (name,) and (word := document.doc[m.start].lower_) in _HE_SHE
    }
    return frozenset(used) or frozenset({"he", "she"})


def _is_no_speaker(document: Document, name: Token) -> bool:
    """A day or a dateline ("GENEVA") that a parser took for a subject."""
    return (name.is_upper and len(name) > 4) or document.is_in_time(name)


def _named_beside(document: Document, head: Token) -> bool:
    """Tell whether a proper name stands in apposition or compound with a describing noun ("spokesman John Kirby")."""
    return any(
        c.dep_ in ("appos", "flat", "flat:name", "compound") and c.pos_ == "PROPN" and c.i > head.i
        for c in head.children
    )


def _is_indefinite(head: Token) -> bool:
    return any(
        c.dep_ in ("det", "nummod") and (c.lower_ in ("a", "an", "some", "another", "one") or c.dep_ == "nummod")
        for c in head.children
    )


def _introduced(document: Document, head: Token, last: tuple[Speaker, ...]) -> Speaker | None:
    """The source that "the official" takes up again: the one before, where it was unnamed and had the same noun."""
    if not any(c.dep_ == "det" and c.lower_ == "the" for c in head.children) or len(list(head.children)) > 1:
        return None
    for speaker in reversed(last):
        if not speaker.named and speaker.token.lower_ == head.lower_:
            return speaker
    return None


def as_written(head: Token) -> str:
    """The noun phrase of `head` as it stands in the text, without relative clauses, appositions and coordinated parts."""
    keep = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for c in token.children:
            if c.dep_ in _STOP_DEPS and not (c.dep_ == "punct" and c.text in ("-", ".")):
                continue
            if token is head and c.dep_ in ("case", "cop", "nsubj", "mark", "advmod:emph"):
                continue
            keep.add(c.i)
            stack.append(c)
    start = end = head.i
    while start - 1 in keep:
        start -= 1
    while end + 1 in keep:
        end += 1
    return " ".join(head.doc[start : end + 1].text.split())
