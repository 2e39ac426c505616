"""Acts named by the predicates of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from stateofplay.finding.components import Found
from stateofplay.finding.events.acts import CodedAct, Pairs
from stateofplay.finding.events.lands import country_at
from stateofplay.finding.events.matching import match
from stateofplay.finding.events.predicates import Predicate, PredicateLexicon
from stateofplay.finding.events.roles import (
    Names,
    Roles,
    adjective_names,
    is_aim,
    is_weapon,
    names_at,
    topics_of,
    victims_below,
)
from stateofplay.finding.events.standing import mood_of
from stateofplay.finding.events.surface import Surface
from stateofplay.finding.statements.warnings import WARNING, is_own_threat
from stateofplay.finding.words.positions import HURTING_FORMS
from stateofplay.language.clauses import (
    agent_of_passive,
    child,
    children,
    grammatical_subject,
    is_passive,
    obliques,
    patient,
    tells_what_was,
)
from stateofplay.language.document import Document
from stateofplay.language.modality import Modality, modality
from stateofplay.language.modality_words import POSSESSIVES
from stateofplay.language.tokens import Span, Token
from stateofplay.model import ActorKind, EventStatus, PloverEvent

# Acts that a party may well do toward itself or its own side; all others need another party.
_TOWARD_OWN = frozenset({PloverEvent.SUPPORT, PloverEvent.COERCE, PloverEvent.PROTEST, PloverEvent.CONCEDE})
_TALKS = frozenset({PloverEvent.CONSULT, PloverEvent.COOPERATE})
_PROMISES = frozenset({"promise", "pledge", "vow", "undertake", "commit"})
_READY = frozenset({"ready", "prepared", "willing"})
_WHAT_IS_PROMISED = ("xcomp", "advcl", "acl")
_YIELDING = frozenset({PloverEvent.AGREE, PloverEvent.CONCEDE})
_WILLING = frozenset("will would wo ca can could 'll ’ll 'd ’d".split())
_REFUSED = 0.8
_ASSENTING = _PROMISES | frozenset(
    {
        "endorse",
        "approve",
        "consent",
        "assent",
        "accept",
        "ratify",
        "adopt",
        "honour",
        "honor",
        "guarantee",
        "yield to",
        "bow to",
    }
)
"""Verbs of agreement that several do each for himself: "the plan was endorsed by Chad and Togo"."""
_WANTING = frozenset({"want", "expect", "like", "need", "wish"})
_COMMANDS = frozenset({"order", "tell", "ask", "instruct"})
_JUDGING = frozenset({"describe", "label"})
_DONE_TO = frozenset({PloverEvent.ASSAULT, PloverEvent.COERCE})
"""What is done to somebody: who suffers it tells the act, even where nobody is named who did it."""
_HURTING = frozenset({PloverEvent.ASSAULT, PloverEvent.COERCE, PloverEvent.SANCTION, PloverEvent.MOBILIZE})
_FORCE = frozenset({PloverEvent.ASSAULT, PloverEvent.COERCE})
_TOPICS = frozenset({PloverEvent.REQUEST, PloverEvent.REJECT, PloverEvent.ACCUSE})
"""What a protest is for or against: PLOVER's manual codes it with the protest."""
_GIVING = frozenset({PloverEvent.CONCEDE, PloverEvent.RETREAT})
_GOING_ON = frozenset({"keep", "continue", "go", "start", "begin", "resume"})
_UNDONE = {(PloverEvent.REJECT, PloverEvent.CONSULT), (PloverEvent.CONCEDE, PloverEvent.SANCTION)}
"""Acts over what they keep from being: "rejected talks", "lifted the Norwegian embargo", whosever that was."""
_DRILLS = frozenset(
    "simulation drill drills exercise exercises rehearsal rehearsals test tests manoeuvre maneuver".split()
)
_NAMED_WAR = "War"
_WITHIN = ("in", "during", "as")
_AGAINST_OWN = ("opposition", "Opposition")
_OBJECTING = "protest"
_PAIR, _FEW = 2, 3
_INFERRED = 0.9
_ARGUMENT_MARKS = frozenset({"to", "of", "from", "at", "on", "about", "against", "for", "in", "with", "by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    token: Token
    predicate: Predicate
    mood: Modality
    pairs: Pairs
    inferred: bool
    """The parties are those of a meeting that the same words tell of."""


def lexical_acts(
    document: Document, sentence: Span, lexicon: PredicateLexicon, found: Found, surface: Surface
) -> Iterator[CodedAct]:
    """Acts of one sentence, the governing before the governed."""
    for met in _matches(document, sentence, lexicon, found, surface):
        event, status = met.predicate.event, met.mood.status
        assert event is not None
        if met.predicate.lemma in _JUDGING and (
            all(other is None for _, other in met.pairs) or not document.who(patient(met.token))
        ):
            # Who describes or labels something judges nobody, unless the words themselves say whom.
            continue
        if event is PloverEvent.THREATEN and met.predicate.lemma == "threat" and _is_danger(met.token):
            continue
        if event is PloverEvent.AGREE and met.predicate.lemma == "agree" and tells_what_was(child(met.token, "ccomp")):
            continue  # "all agreed that he was killed": they think alike, and bind themselves to nothing
        if event is PloverEvent.AGREE and status is EventStatus.HAPPENED and met.predicate.lemma in _PROMISES | _READY:
            event, status = _promised(met, lexicon)
        confidence = met.predicate.confidence * (_INFERRED if met.inferred else 1.0)
        if event is PloverEvent.PROTEST and met.predicate.lemma == _OBJECTING and _is_said(document, met.token):
            event = PloverEvent.ACCUSE
        if event in _YIELDING and _is_refused(met):
            event, status, confidence = PloverEvent.REJECT, EventStatus.HAPPENED, confidence * _REFUSED
        yield CodedAct(
            token=met.token,
            event=event,
            status=status,
            pairs=met.pairs,
            symmetric=met.predicate.frame.symmetric,
            confidence=confidence,
        )


def _is_danger(noun: Token) -> bool:
    """ "Sees Chad as its biggest threat", "is a threat to it": what somebody is, who threatens nobody."""
    if noun.pos_ != "NOUN":
        return False
    case = child(noun, "case")
    return child(noun, "cop") is not None or (case is not None and case.lower_ == "as")


def _is_said(document: Document, verb: Token) -> bool:
    """Whether a protest is lodged in words, not in the street: "Norway protested the raid", "protested that it was late"."""
    if verb.pos_ != "VERB":
        return False
    if child(verb, "ccomp") is not None or verb.relation == "parataxis":
        return True
    subject = grammatical_subject(verb)
    if subject is None:
        return False
    return subject.pos_ == "PROPN" and bool(document.who(subject) or country_at(subject))


def _is_refused(met: _Match) -> bool:
    """Whether somebody says that he will not agree or give way: "would not accept the plan", "cannot give in"."""
    if met.token.pos_ != "VERB" or not met.mood.negated or met.mood.conditional:
        return False
    return any(c.relation == "aux" and c.lower_ in _WILLING for c in met.token.children)


def _promised(met: _Match, lexicon: PredicateLexicon) -> tuple[PloverEvent, EventStatus]:
    """What a promise is: a threat where it would hurt, "pledged to bomb them", a concession where it would give."""
    below = [_main(c) for c in children(met.token, *_WHAT_IS_PROMISED)]
    promised = [p.event for verb in below if (p := match(verb, lexicon)) is not None]
    if met.predicate.lemma in _READY and set(promised) == {PloverEvent.MOBILIZE}:
        return PloverEvent.MOBILIZE, EventStatus.PLANNED
    if any(event in _HURTING for event in promised) or any(c.lower_ in HURTING_FORMS for c in below):
        return PloverEvent.THREATEN, EventStatus.HAPPENED
    if met.predicate.lemma not in _READY and any(event in _GIVING for event in promised):
        return PloverEvent.CONCEDE, EventStatus.PLANNED
    return PloverEvent.AGREE, EventStatus.HAPPENED


def _main(verb: Token) -> Token:
    """The verb below one that only tells how it goes: "keep bombing"."""
    below = child(verb, "xcomp") if verb.lemma_ in _GOING_ON else None
    return verb if below is None else below


def _matches(
    document: Document, sentence: Span, lexicon: PredicateLexicon, found: Found, surface: Surface
) -> Iterator[_Match]:
    swallowed: dict[int, _Match] = {}
    topics: set[int] = set()
    fitting = [(_depth(t), t, p) for t in sentence if (p := match(t, lexicon)) is not None]
    for _, token, predicate in sorted(fitting, key=lambda f: f[0]):
        if token.i in topics:
            continue
        pairs, inferred = parties(document, token, predicate, surface), False
        below = list(_told_with(token, predicate, lexicon))
        topics.update(t.i for t, _ in below)
        if predicate.event is PloverEvent.PROTEST and pairs:
            pairs = _against_those_asked(document, pairs, below, surface)
        if predicate.event in _TALKS and all(other is None for _, other in pairs):
            elsewhere = _parties_of_meeting(document, token, found)
            inferred, pairs = bool(elsewhere), elsewhere or pairs
        if not pairs or _only_warns(document, token, predicate, pairs) or _is_rehearsed(token, predicate):
            continue
        mood = mood_of(token, predicate.event)
        over = swallowed.get(token.i)
        if over is not None and _is_part_of(document, token, predicate, mood, over, surface):
            continue
        met = _Match(token=token, predicate=predicate, mood=mood, pairs=pairs, inferred=inferred)
        if predicate.swallows:
            for part in _complement_tokens(token):
                swallowed.setdefault(part.i, met)
        yield met


def _told_with(token: Token, predicate: Predicate, lexicon: PredicateLexicon) -> Iterator[tuple[Token, Predicate]]:
    """Words below an act that are told with it: what a protest is for, what force is used for ("fired to disperse them")."""
    if predicate.event is PloverEvent.PROTEST:
        below, kinds = topics_of(token), _TOPICS
    elif predicate.event in _FORCE:
        below, kinds = (
            [c for c in token.children if is_aim(c) and any(m.lower_ == "to" for m in children(c, "mark"))],
            _FORCE,
        )
    else:
        return
    for word in below:
        inner = match(word, lexicon)
        if inner is not None and inner.event in kinds:
            yield word, inner


def _against_those_asked(
    document: Document, pairs: Pairs, asked: Iterable[tuple[Token, Predicate]], surface: Surface
) -> Pairs:
    """Who protests to demand something protests against those of whom he demands it, where no other side is named."""
    if any(actor and other and not _same_side(document, actor, other) for actor, other in pairs):
        return pairs
    doers = {actor: None for actor, _ in pairs}
    for token, predicate in asked:
        whom = Roles(document, token, surface).fill(predicate.frame.recipient, exclude=(d for d in doers if d))
        if whom:
            return tuple((doer, other) for doer in doers for other in whom)
    return pairs


def _is_rehearsed(token: Token, predicate: Predicate) -> bool:
    """Whether harm is practised, "shot it down in a drill", or what a weapon could do, or names a time, "the Gulf War"."""
    if predicate.event not in _DONE_TO:
        return False
    if token.pos_ != "VERB":
        return token.text == _NAMED_WAR and not token.is_sent_start
    if any(noun.lower_ in _DRILLS for _, noun in obliques(token, _WITHIN)):
        return True
    could = modality(token).status is EventStatus.HYPOTHETICAL
    return could and (is_weapon(grammatical_subject(token)) or any(is_weapon(over) for over in token.ancestors))


def _only_warns(document: Document, token: Token, predicate: Predicate, pairs: Pairs) -> bool:
    """Tell whether a warning threatens nobody with what the warner will do: "warned that Chad would attack"."""
    warns = predicate.event is PloverEvent.THREATEN and predicate.lemma in WARNING and token.pos_ == "VERB"
    if not warns:
        return False
    actors, others = tuple(actor for actor, _ in pairs if actor), tuple(other for _, other in pairs)
    return not is_own_threat(document, token, actors, others)


def _depth(token: Token) -> tuple[int, int]:
    depth = 0
    while token.head.i != token.i and depth < 50:
        token, depth = token.head, depth + 1
    return depth, token.i


def _complement_tokens(token: Token) -> Iterator[Token]:
    for c in token.children:
        dep = c.relation
        marked = any(d.dep_ in ("case", "mark") and d.lower_ in _ARGUMENT_MARKS for d in c.children)
        named = dep in ("xcomp", "ccomp", "obj", "acl") or (dep in ("obl", "nmod", "advcl") and marked)
        if named or c.dep_ == "nsubj:pass":
            yield from c.subtree
    if token.dep_ == "acl" or token.dep_ == "acl:relcl":
        yield token.head


def _is_part_of(
    document: Document, token: Token, predicate: Predicate, mood: Modality, over: _Match, surface: Surface
) -> bool:
    """Tell whether an act named in the complement of another predicate is coded with that one.

    What only is asked for, agreed, offered or refused is; what stands by itself ("accused it of attacking") or has a doer
    of its own ("accepted an Egyptian proposal") is not.
    """
    if predicate.event is over.predicate.event:
        return True
    if (over.predicate.event, predicate.event) in _UNDONE:
        return True
    if token.pos_ == "VERB" and child(token, "nsubj") is None and token.relation in ("xcomp", "ccomp", "advcl", "acl"):
        return True
    if mood.status is not EventStatus.HAPPENED:
        return True
    if token.pos_ in ("NOUN", "PROPN"):
        roles = Roles(document, token, surface)
        own = roles.gather(("possessor", "adjective", "by"))
        return not own or set(own) <= {actor for actor, _ in over.pairs}
    return False


def parties(document: Document, token: Token, predicate: Predicate, surface: Surface) -> Pairs:
    """Pairs of actor and recipient of the predicate at `token`; empty where the clause names no actor."""
    roles = Roles(document, token, surface)
    frame = predicate.frame
    if frame.symmetric and roles.noun and frame.name != "noun_visit":
        both = roles.gather(("between", "among"))
        if len(both) < 2 and (partners := roles.slot("with")):
            own = tuple(
                n
                for n in roles.gather(s for s in frame.actor if s not in ("with", "between", "among"))
                if n not in partners
            )
            # "Chad's talks with Togo and Benin": it talks with each of them, they do not talk with one another.
            if len(partners) > 1 or len(own) > 1:  # of talks of nobody named with several, these do not talk together
                return tuple(
                    (one, other)
                    for one in own
                    for other in partners
                    if one != other and not _same_side(document, one, other)
                )
        return _joint(document, both if len(both) > 1 else roles.gather((*frame.actor, *frame.recipient)))
    if frame.name == "hosting" and any(len(surface.between(t)) > 1 for t in children(token, "obj", "obl")):
        # "Pakistan arranged talks between A and B" tells of the talks of A and B.
        return ()
    actors = roles.fill(frame.actor)
    if not actors:
        return _by_nobody_named(document, token, predicate, roles)
    slots = (*frame.recipient, *(word for word in predicate.beside if word not in frame.recipient))
    if frame.symmetric and len(actors) > 1:
        # "Both agreed to brief their allies": they agree with each other, unless somebody stands behind a "with" or "to".
        slots = tuple(s for s in slots if s not in ("complement", "object", "for", "of", "from"))
    hurt = spared(document, token, predicate.event)
    recipients = roles.fill(slots, exclude=(*actors, *hurt))
    if predicate.lemma in _WANTING and _is_own_thing(document, token):
        return ()
    if predicate.complement == "inf" and not recipients and predicate.lemma in _COMMANDS and patient(token) is not None:
        # "ordered its army to halt": whoever is told to do it is its own, or nobody whom the text knows.
        return ()
    if frame.symmetric and not recipients:
        if predicate.lemma in _ASSENTING:
            return tuple((actor, None) for actor in actors)
        return _joint(document, actors) or ((actors[0], None),)
    return tuple(_pairs(document, actors, recipients, predicate))


def _is_own_thing(document: Document, verb: Token) -> bool:
    """ "Wants its sanctions to bite": who wants something of what is his own asks nobody for it."""
    thing = child(verb, "obj")
    clause = child(verb, "xcomp", "ccomp", "advcl")
    thing = child(clause, "nsubj") if thing is None and clause is not None else thing
    owner = child(thing, "nmod:poss") if thing is not None else None
    owned = owner is not None and owner.lower_ in POSSESSIVES
    return clause is not None and owned and not document.who(thing)


def spared(document: Document, token: Token, event: PloverEvent | None) -> Names:
    """Who is named beside an act of words and yet not its recipient.

    Whom the deed befell that is condemned; to whom what is wanted shall be done: "wants the crew to be freed" asks another.
    """
    if event is PloverEvent.ACCUSE:
        return victims_below(document, token)
    if event is PloverEvent.REQUEST and any(is_passive(c) for c in children(token, "xcomp", "ccomp")):
        return names_at(document, child(token, "obj"))
    return ()


def _by_nobody_named(document: Document, token: Token, predicate: Predicate, roles: Roles) -> Pairs:
    """What was done by somebody whom the words leave out.

    Harm that somebody must have done, "grenades were hurled at a patrol", "a bomb killed two envoys"; and what forces were
    made to do by their own side, "the troops were withdrawn".
    """
    if token.pos_ != "VERB":
        return ()
    passive, doer = is_passive(token), agent_of_passive(token)
    if predicate.moved and passive and doer is None and token.relation != "acl":
        sides = roles.fill(("object",))
        others = roles.fill((s for s in predicate.frame.recipient if s != "object"), exclude=sides)
        return tuple(_pairs(document, sides, others, predicate))
    if predicate.event not in _DONE_TO:
        return ()
    if not predicate.befalls:
        return tuple((None, hurt) for hurt in roles.fill(predicate.frame.recipient)) if passive and doer is None else ()
    means = (doer, *(noun for _, noun in obliques(token, ("in",)))) if passive else (grammatical_subject(token),)
    weapon = next((noun for noun in means if is_weapon(noun)), None)
    if weapon is None or predicate.event is not PloverEvent.ASSAULT:
        return ()
    users = adjective_names(document, weapon) or (None,)
    return tuple((user, hurt) for user in users for hurt in roles.fill(("object",)) if user != hurt)


def _joint(document: Document, names: Names) -> Pairs:
    """Who acts with whom: nobody with his own side ("Oslo and its envoy met the rebels")."""
    pairs = combinations(names, 2) if len(names) <= _FEW else ((names[0], other) for other in names[1:])
    return tuple(
        (one, other)
        for one, other in pairs
        if not _same_side(document, one, other) and not _are_colleagues(document, one, other)
    )


def _are_colleagues(document: Document, one: str, other: str) -> bool:
    """Tell whether two persons speak for the same side: ministers of one government go to talks together."""
    a, b = document.actor(one), document.actor(other)
    return (
        a is not None and b is not None and a.side is not None and a.side == b.side
        and a.kind is ActorKind.PERSON and b.kind is ActorKind.PERSON
    )  # fmt: skip


def _pairs(
    document: Document, actors: Names, recipients: Names, predicate: Predicate
) -> Iterator[tuple[str, str | None]]:
    for actor in actors:
        others = [r for r in recipients if r != actor]
        if predicate.event not in _TOWARD_OWN and predicate.event not in _TALKS:
            others = [r for r in others if not _same_side(document, actor, r)] or []
        if not others:
            yield actor, None
        for other in others:
            yield actor, other


def _same_side(document: Document, actor: str, recipient: str) -> bool:
    a, r = document.actor(actor), document.actor(recipient)
    if any(x is not None and (x.kind is ActorKind.ARMED_GROUP or x.name.endswith(_AGAINST_OWN)) for x in (a, r)):
        return False  # rebels and opposition of a country are not its government's people
    return (a is not None and a.side == recipient) or (r is not None and r.side == actor)


def _parties_of_meeting(document: Document, token: Token, found: Found) -> Pairs:
    """Where the clause does not say who talks, the meeting found in the same words does."""
    for meeting in found.meetings:
        if meeting.evidence.start <= token.idx < meeting.evidence.end and len(meeting.parties) > 1:
            if (meeting.anchor == token.idx or token.pos_ == "NOUN") and _is_told_here(
                document, token, meeting.parties
            ):
                return _joint(document, meeting.parties)
    return ()


def _is_told_here(document: Document, token: Token, parties: Names) -> bool:
    """Whether the words tell of a meeting of these: two they need not name, three they name, of more each pair is a guess."""
    if len(parties) <= _PAIR:
        return True
    sentence = token.sent
    named = {name for m in document.mentions_in(sentence.start, sentence.end) for name in m.actors}
    named |= {document.acts_for(name) for name in named}
    return len(parties) <= _FEW and named.issuperset(parties)
