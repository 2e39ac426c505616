"""Who sits at the table: parties, hosts, mediators and proposers of a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from stateofplay.finding.meetings.frames import MeetingPhrase
from stateofplay.finding.meetings.index import MentionIndex
from stateofplay.finding.meetings.lists import names_before, titled_person
from stateofplay.finding.meetings.status import key_of
from stateofplay.finding.words import meetings as words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import (
    agent,
    child,
    children,
    grammatical_subject,
    obliques,
)
from stateofplay.language.document import Document, MentionKind
from stateofplay.language.function_words import AND_OR
from stateofplay.language.tokens import Token
from stateofplay.model import ActorKind


def represented(document: Document, noun: Token | None) -> tuple[str, ...]:
    """The actors that a noun phrase brings to a table: named ones, and those whose envoys it speaks of.

    "Swedish and Norwegian negotiators" brings Sweden and Norway, "officials from Qatar" brings Qatar.
    """
    if noun is None:
        return ()
    found: list[str] = []
    for head in without_offices(document, heads_of(noun)):
        names = document.who(head, conjuncts=False)
        if head.lower_ in ("we", "us"):
            # Whoever says "we" speaks for a side.
            names = tuple(dict.fromkeys(document.acts_for(name) for name in names))
        if not names or _may_be_title(document, head):
            names = titled_person(document, head) or names
        if (told := _told_by_name(document, head)) and not any(document.is_person(name) for name in names):
            names = told
        if head.lemma_.lower() in words.ENVOYS and len(listed := adjectives_before(document, head)) > len(names):
            names = listed
        if not names and lemma_of(head) in words.ENVOYS:
            names = senders(document, head)
        found.extend(n for n in names if n not in found)
    return tuple(found)


def without_offices(document: Document, heads: Iterable[Token]) -> list[Token]:
    """The nouns of a list in text order, but for an office whose holder is named behind it."""
    ordered = sorted(heads, key=lambda h: h.i)
    offices = {h.i for h, name in pairwise(ordered) if _is_office_of(document, h, name)}
    return [h for h in ordered if h.i not in offices]


def _is_office_of(document: Document, noun: Token, name: Token) -> bool:
    """Whether a name in a list is only that of the office before it: "the head of the army, General A, and B"."""
    doc = document.doc
    definite = any(c.relation in ("det", "nmod:poss") and c.lower_ not in _INDEFINITE for c in noun.children)
    if noun.pos_ != "NOUN" or name.pos_ != "PROPN" or "Plur" in noun.morph.get("Number") or not definite:
        return False
    if not all(document.is_person(n) for n in document.who(name, conjuncts=False)):
        return False
    between = [t.lower_ for t in doc[noun.i + 1 : name.i]]
    return AND_OR.isdisjoint(between)


_INDEFINITE = frozenset({"a", "an"})


def _told_by_name(document: Document, noun: Token) -> tuple[str, ...]:
    """The person in apposition to a noun: A of "his Bolivian counterpart, A", also where a thing stands between.

    Of "a friend of the deal, A" parsers hang A on the deal.
    """
    things = [n for _, n in obliques(noun, ("of",)) if n.pos_ == "NOUN" and lemma_of(n) not in words.ENVOYS]
    own = [c for c in children(noun, "appos") if c.i > noun.i]
    theirs = [c for n in things for c in children(n, "appos") if any(t.text == "," for t in noun.doc[n.i : c.i])]
    beside = (c for c in (*own, *theirs) if c.pos_ == "PROPN")
    found = (document.who(c, conjuncts=False) for c in beside)
    return next((names for names in found if names and all(document.is_person(n) for n in names)), ())


def doers(document: Document, predicate: Token) -> tuple[str, ...]:
    """Actors that are the subject of a predicate, by the parse, else by standing right before it."""
    parsed = represented(document, grammatical_subject(predicate))
    lined = names_before(document, predicate)
    return lined if set(parsed) <= set(lined) else parsed


def are_at_home(document: Document, noun: Token) -> bool:
    """Whether people without a name are those of whoever meets them: "top ministers", "intelligence officials"."""
    if "Plur" not in noun.morph.get("Number"):
        return False
    beside = [c for c in noun.children if c.dep_ in ("amod", "compound")]
    own = lemma_of(noun) in words.AT_HOME
    sent = lemma_of(noun) in words.ENVOYS and any(lemma_of(c) in words.OFFICES_AT_HOME for c in beside)
    whose = any(c.relation in ("nmod", "appos", "acl") and c.i > noun.i for c in noun.children)
    return (own or sent) and not whose


def senders(document: Document, noun: Token) -> tuple[str, ...]:
    """Whose envoys they are: adjectives, possessors and "of" or "from" phrases of a noun."""
    found: list[str] = []
    for c in noun.children:
        if c.dep_ in ("amod", "compound", "nmod:poss", "nmod") and (
            c.dep_ in ("amod", "compound", "nmod:poss") or _of(c)
        ):
            for head in heads_of(c):
                found.extend(n for n in document.who(head, conjuncts=False) if n not in found)
    return tuple(found)


def adjectives_before(document: Document, noun: Token) -> tuple[str, ...]:
    """Countries in the plain list before a noun, however the parser ties them: "US, French and Swedish officials"."""
    by_end = MentionIndex.of(document).single_to
    found: list[str] = []
    i, joined = noun.i, True
    while i > noun.sent.start:
        mention = by_end.get(i) if joined else None
        if mention is not None and (_is_country(document, mention.actors[0]) or document.is_person(mention.actors[0])):
            found.append(mention.actors[0])
            i, joined = mention.start, False  # "the U.N. Chad envoy": no list
        elif noun.doc[i - 1].lower_ in (",", "and", "-", "–") or (
            not found and noun.doc[i - 1].pos_ in ("ADJ", "NOUN")
        ):
            i, joined = i - 1, True
        else:
            break
    return tuple(reversed(found))


def _is_country(document: Document, name: str) -> bool:
    return document.is_country(name) or document.is_body(name)


def _may_be_title(document: Document, token: Token) -> bool:
    """Tell whether a demonym or country is followed by a title: "Sudrian Foreign Minister", "US envoy"."""
    mentions = document.mentions_headed(token)
    if not mentions or not all(_is_country(document, n) for m in mentions for n in m.actors):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ")


def at_table(document: Document, name: str) -> str:
    """The party for whom an actor sits there: an envoy or negotiator of a state sits for the state."""
    actor = document.actor(name)
    if actor is None or actor.kind is not ActorKind.PERSON or actor.side is None:
        return name
    if not document.is_state(actor.side):
        return name
    office = " ".join(actor.roles).lower()
    return actor.side if any(word in office for word in words.ENVOY_ROLES) else name


def is_press(document: Document, noun: Token, verb: Token) -> bool:
    """Tell whether the partner is the press, or a body that one merely talks to ("told", "spoke to CNN")."""
    if lemma_of(noun) in words.PRESS:
        return True
    if lemma_of(verb) not in ("speak", "talk"):
        return False
    return any(document.is_body(n) for n in document.who(noun, conjuncts=False))


def hosts_of(document: Document, frame: MeetingPhrase) -> tuple[str, ...]:
    """Who gives the room: "hosted by Switzerland", "Oman will host the talks"."""
    return _doers(document, frame, words.HOSTING)


def mediators_of(document: Document, frame: MeetingPhrase) -> tuple[str, ...]:
    """Who goes between: "mediated by Qatar", "US-mediated", "indirect talks through Egypt"."""
    aimed = frame.predicate is not None and frame.predicate.relation in ("advcl", "acl", "xcomp")
    found = [] if aimed else list(_doers(document, frame, words.MEDIATING))
    for noun in frame.nouns:
        for _, between in obliques(noun, ("through", "via")):
            found.extend(represented(document, between))
        for c in noun.children:
            if c.i < noun.i and any(
                c.lower_.endswith(m) for m in ("mediated", "brokered", "backed", "sponsored", "led")
            ):
                for d in c.children:
                    found.extend(document.who(d, conjuncts=False))
                found.extend(document.who(c, conjuncts=False))
    for node in (*frame.nouns, *((frame.predicate,) if frame.predicate is not None else ())):
        for _, service in obliques(node, words.SERVED_UNDER):
            if lemma_of(service) in words.SERVICES:
                found.extend(senders(document, service))  # "talks opened under Kenyan mediation"
    if frame.predicate is not None:
        found.extend(as_mediator(document, frame.predicate))
        part = [lemma_of(n) for _, n in obliques(frame.predicate, ("as",))]
        if not aimed and lemma_of(frame.predicate) in words.SERVING_AS and words.MEDIATORS.intersection(part):
            found.extend(doers(document, frame.predicate))  # "will serve as mediator in the talks"
    return tuple(dict.fromkeys(found))


def as_mediator(document: Document, verb: Token) -> tuple[str, ...]:
    """ "They will meet with Denmark as mediator": who is beside them to go between."""
    doc = document.doc
    for preposition, noun in (pair for node in (verb, *verb.children) for pair in obliques(node, ("as",))):
        if preposition != "as" or lemma_of(noun) not in words.MEDIATORS:
            continue
        word = next(c for c in noun.children if c.lower_ == "as")
        mention = next((m for m in document.mentions_in(verb.sent.start, word.i) if m.end == word.i), None)
        if mention is not None and mention.start > 0 and doc[mention.start - 1].lower_ == "with":
            return mention.actors
    return ()


_PROPOSALS = frozenset("proposal offer call invitation request suggestion".split())
"""Nouns whose owner proposes talks."""


def proposer_of(document: Document, frame: MeetingPhrase) -> str | None:
    """Who proposed it: "was proposed by", "X called for talks", "X's offer of talks"."""
    for noun in frame.nouns:
        for verb in children(noun, "acl", "acl:relcl"):
            if lemma_of(verb) in words.PROPOSING:
                return _one(document, agent(verb))
    for container in frame.containers:
        if lemma_of(container) in _PROPOSALS:
            return _one(document, child(container, "nmod:poss")) or next(iter(senders(document, container)), None)
    predicate = frame.predicate
    if predicate is not None and key_of(predicate) in words.PROPOSING:
        if frame.relation in ("obj", "nsubj:pass") or (frame.relation == "obl" and frame.preposition == "for"):
            return _one(document, agent(predicate))
    return None


def _doers(document: Document, frame: MeetingPhrase, verbs: frozenset[str]) -> tuple[str, ...]:
    found: list[str] = []
    for noun in frame.nouns:
        for verb in children(noun, "acl", "acl:relcl"):
            if lemma_of(verb) in verbs:
                found.extend(document.who(agent(verb)))
    predicate = frame.predicate
    if predicate is not None and lemma_of(predicate) in verbs and frame.relation in ("obj", "nsubj:pass"):
        found.extend(document.who(agent(predicate)))
    return tuple(dict.fromkeys(found))


def party_before(document: Document, token: Token) -> tuple[str, ...]:
    """A name before the noun is a party ("Ukraine-Russia talks"), a seat of government a place ("the Istanbul talks")."""
    for mention in document.mentions_headed(token):
        if mention.kind is MentionKind.PRONOUN or mention.kind is MentionKind.NOMINAL:
            return document.who(token, conjuncts=False)
        hyphenated = mention.end < len(document.doc) and document.doc[mention.end].text in ("-", "–")
        if mention.kind is MentionKind.NAME and not hyphenated and is_venue(document, token):
            return ()
        return mention.actors
    return ()


def is_venue(document: Document, token: Token) -> bool:
    """Tell whether a name before "talks" is where they are: a capital, or a country of which the text says so."""
    if is_seat(document, token):
        return True
    hosting = MentionIndex.of(document).hosting
    if not hosting or token.pos_ != "PROPN":
        return False
    return any(
        m.kind is MentionKind.NAME and len(m.actors) == 1 and m.actors[0] in hosting
        for m in document.mentions_headed(token)
    )


def is_seat(document: Document, token: Token) -> bool:
    """Tell whether a name of a country is that of its capital or seat, which also is a place: "Cairo"."""
    for mention in document.mentions_headed(token):
        if mention.kind is MentionKind.NAME and len(mention.actors) == 1:
            country = mention.actors[0]
            name = document.doc[mention.start : mention.end].text
            return document.is_country(country) and token.pos_ == "PROPN" and not _spells(name, country)
    return False


def _spells(name: str, country: str) -> bool:
    short = name.replace(".", "")
    return name in country or country in name or (short.isupper() and len(short) <= 4)


def _one(document: Document, token: Token | None) -> str | None:
    return next(iter(document.who(token)), None)


def _of(noun: Token) -> bool:
    case = child(noun, "case")
    return case is not None and case.lower_ in ("of", "from", "for")


def in_gap(noun: Token) -> Token | None:
    """Whom a clause without its verb brings: B of "Norway is represented by A and Chad by B", which hangs B on Chad."""
    doc = noun.doc
    if noun.relation != "conj" or noun.i + 2 >= len(doc) or doc[noun.i + 1].lower_ != "by":
        return None
    return next((c for c in children(noun, "nmod") if c.i > noun.i + 1), doc[noun.i + 2])


def heads_of(noun: Token) -> list[Token]:
    """A noun and those that are joined to it: "Norway and Chad"."""
    out, stack = [noun], [noun]
    while stack:
        for c in stack.pop(0).children:
            joined = c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "NUM", "X")
            if joined and in_gap(c) is None:
                out.append(c)
                stack.append(c)
    return out
