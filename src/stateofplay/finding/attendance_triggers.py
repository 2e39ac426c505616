"""Words that say who comes or stays away, and how the clause puts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from stateofplay.finding import attendance_words as words
from stateofplay.finding import meetings_words
from stateofplay.finding.attendance_links import MeetingLinks
from stateofplay.finding.attendance_mood import coming_status
from stateofplay.finding.attendance_people import attendees
from stateofplay.finding.meetings_mentions import MeetingMention
from stateofplay.finding.meetings_settings import is_place, place_name
from stateofplay.finding.meetings_status import key_of
from stateofplay.language.clauses import (
    agent,
    agent_of_passive,
    base_dep,
    child,
    children,
    grammatical_subject,
    is_passive,
    obliques,
    patient,
)
from stateofplay.language.document import Document
from stateofplay.model import AttendanceStatus, Capacity, Meeting, MeetingStatus

ATTENDS, ABSENT = AttendanceStatus.ATTENDS, AttendanceStatus.ABSENT
HEAD, MEMBER, MEDIATOR = Capacity.HEAD, Capacity.MEMBER, Capacity.MEDIATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that says who comes to which meeting, or stays away."""

    token: Token
    who: tuple[str, ...]
    meeting: str
    status: AttendanceStatus
    capacity: Capacity | None = None
    confidence: float = 0.6


def triggers(document: Document, links: MeetingLinks) -> Iterator[Trigger]:
    """All triggers of a document. Cost: linear in the text."""
    for token in document.doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from _verb(document, links, token)
        elif token.pos_ in ("NOUN", "ADJ", "PROPN"):
            yield from _nominal(document, links, token)
    for mention in links.mentions:
        yield from _participants(document, links, mention)


def _verb(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    key = _key(verb)
    for keys, reading in _READINGS:
        if key in keys or verb.lemma_.lower() in keys:
            yield from reading(document, links, verb)


def _coming(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """The subject attends, takes part, or will not."""
    if is_passive(verb):
        return
    meeting = beside(document, links, verb)
    if meeting is None and (_elsewhere(verb) or not _own_words(verb)):
        return
    yield from _with_status(document, links, verb, grammatical_subject(verb), meeting, 0.8)


def _joining(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = links.named(_dependents(verb))
    if meeting is None:
        return
    subject = patient(verb) if is_passive(verb) else grammatical_subject(verb)
    yield from _with_status(document, links, verb, subject, meeting, 0.65)


def _travelling(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = beside(document, links, verb, prepositions=("to", "in", "for", "into"))
    if meeting is None or is_passive(verb):
        return
    yield from _with_status(document, links, verb, grammatical_subject(verb), meeting, 0.55)


def _staying_away(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    key = _key(verb)
    meeting = beside(document, links, verb)
    if is_passive(verb) or (meeting is None and key not in words.STAYING_AWAY_ALONE):
        return
    subject = grammatical_subject(verb)
    status = coming_status(verb, subject)
    turned = {ATTENDS: ABSENT, AttendanceStatus.CONDITIONAL: AttendanceStatus.CONDITIONAL}
    if status in turned:
        name = (meeting or links.nearest(verb)).name
        yield Trigger(token=verb, who=attendees(document, subject), meeting=name, status=turned[status], confidence=0.65)


def _excluding(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = beside(document, links, verb, prepositions=("from", "of"))
    if meeting is None:
        return
    who = attendees(document, patient(verb))
    if coming_status(verb, None) is ATTENDS:
        yield Trigger(token=verb, who=who, meeting=meeting.name, status=ABSENT, confidence=0.75)


def _leading(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    led = patient(verb)
    if led is None:
        return
    meeting = links.by_token.get(led.i)
    if led.lemma_.lower() not in words.DELEGATIONS and meeting is None:
        return
    leader = agent_of_passive(verb) if is_passive(verb) else agent(verb)
    status = coming_status(verb, None)
    if status is None or status is AttendanceStatus.UNDECIDED:
        return
    meeting = meeting or links.named(_dependents(verb)) or links.nearest(verb)
    yield Trigger(token=verb, who=attendees(document, leader), meeting=meeting.name, status=status, capacity=HEAD, confidence=0.85)


def _sending(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    sent = patient(verb)
    if sent is None:
        return
    meeting = beside(document, links, verb, prepositions=("to", "for", "in")) or links.named(_dependents(sent))
    chief = next((n for p, n in obliques(verb, ("as",)) if _is_chief(n)), None)
    status = coming_status(verb, grammatical_subject(verb))
    if meeting is None and chief is not None:
        meeting = links.nearest(verb)
    if meeting is None or status is None:
        return
    who = attendees(document, sent)
    if sent.lemma_.lower() in words.DELEGATIONS or not who:
        who = attendees(document, grammatical_subject(verb)) or who
    capacity = HEAD if chief is not None else None
    yield Trigger(token=verb, who=who, meeting=meeting.name, status=status, capacity=capacity, confidence=0.65)


def _including(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    subject = grammatical_subject(verb)
    if subject is None or is_passive(verb):
        return
    lemma = subject.lemma_.lower()
    meeting = links.named(_dependents(subject)) or links.by_token.get(subject.i)
    if lemma not in words.DELEGATIONS and not (meeting is not None and verb.lemma_.lower() == "involve"):
        return
    members = child(verb, "obj") or next((n for _, n in obliques(verb, ("of",))), None)
    status = coming_status(verb, None)
    if status is None:
        return
    meeting = meeting or links.nearest(verb)
    capacity = MEMBER if lemma in ("delegation", "team", "mission", "contingent") else None
    yield Trigger(
        token=verb, who=attendees(document, members), meeting=meeting.name, status=status, capacity=capacity, confidence=0.8
    )


def _bringing(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """"met with X, accompanied by Y": those who come along."""
    if not is_passive(verb) and "Part" not in verb.morph.get("VerbForm"):
        return
    companion = agent_of_passive(verb) or next((n for _, n in obliques(verb, ("by",))), None)
    governor = verb.head
    meeting = links.by_token.get(governor.i) or links.named(_dependents(governor))
    if companion is None or meeting is None:
        return
    yield Trigger(
        token=verb, who=attendees(document, companion), meeting=meeting.name, status=ATTENDS, capacity=MEMBER, confidence=0.65
    )


def _mediating(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = links.named(_dependents(verb)) or (links.by_token.get(verb.head.i) if base_dep(verb) == "acl" else None)
    if meeting is None or coming_status(verb, None) is not ATTENDS:
        return
    yield Trigger(
        token=verb, who=attendees(document, agent(verb)), meeting=meeting.name, status=ATTENDS, capacity=MEDIATOR, confidence=0.6
    )


def _representing(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = links.named(_dependents(verb))
    if not is_passive(verb) and meeting is None:
        return
    status = coming_status(verb, None)
    who = attendees(document, agent(verb))
    if status is ATTENDS and who and (meeting is not None or attendees(document, patient(verb))):
        meeting = meeting or links.nearest(verb)
        yield Trigger(token=verb, who=who, meeting=meeting.name, status=ATTENDS, confidence=0.5)


_Reading = Callable[[Document, MeetingLinks, Token], Iterator[Trigger]]
_READINGS: tuple[tuple[frozenset[str], _Reading], ...] = (
    (words.COMING, _coming),
    (words.JOINING, _joining),
    (words.TRAVELLING, _travelling),
    (words.STAYING_AWAY, _staying_away),
    (words.EXCLUDING, _excluding),
    (words.LEADING, _leading),
    (words.SENDING, _sending),
    (words.INCLUDING, _including),
    (words.BRINGING, _bringing),
    (meetings_words.MEDIATING, _mediating),
    (frozenset({"represent"}), _representing),
)


def _nominal(document: Document, links: MeetingLinks, token: Token) -> Iterator[Trigger]:
    lemma = token.lemma_.lower()
    copula = child(token, "cop")
    if copula is not None:
        meeting = beside(document, links, token, prepositions=("at", "of", "in", "from", "to"))
        subject = grammatical_subject(token)
        if lemma in words.PRESENT and (lemma != "present" or token.pos_ == "ADJ"):
            yield from _with_status(document, links, token, subject, meeting, 0.85)
        elif lemma in words.PART and meeting is not None:
            yield from _with_status(document, links, token, subject, meeting, 0.7)
        elif lemma in words.ABSENT and coming_status(token, subject) is ATTENDS:
            name = (meeting or links.nearest(token)).name
            yield Trigger(token=token, who=attendees(document, subject), meeting=name, status=ABSENT, confidence=0.75)
    if lemma == "attendance" and copula is None and (owner := _with_owner(token)) is not None:
        yield Trigger(
            token=token, who=attendees(document, owner), meeting=links.nearest(token).name, status=ATTENDS, confidence=0.6
        )
    if lemma == "absence":
        absent = child(token, "nmod:poss") or next((n for _, n in obliques(token, ("of",))), None)
        yield Trigger(
            token=token, who=_persons(document, absent), meeting=links.nearest(token).name, status=ABSENT, confidence=0.6
        )
    if _is_chief(token):
        holder = _holder(token)
        who = _persons(document, token) or _persons(document, holder)
        if who:
            meeting = links.named(_dependents(token)) or links.nearest(token)
            yield Trigger(token=token, who=who, meeting=meeting.name, status=ATTENDS, capacity=HEAD, confidence=0.7)
    if lemma in words.MEDIATORS:
        who = tuple(n for n in attendees(document, token) if document.actor(n) is not None)
        yield Trigger(
            token=token, who=who, meeting=links.nearest(token).name, status=ATTENDS, capacity=MEDIATOR, confidence=0.55
        )
    if base_dep(token) in ("obl", "nmod") and any(c.dep_ == "case" and c.lower_ == "without" for c in token.children):
        meeting = links.named((token.head, *_dependents(token.head)))
        if meeting is not None:
            yield Trigger(
                token=token, who=_persons(document, token), meeting=meeting.name, status=ABSENT, confidence=0.6
            )


def _participants(document: Document, links: MeetingLinks, mention: MeetingMention) -> Iterator[Trigger]:
    """Those of whom the text says that they met: "A met with B", "a meeting between A and B"."""
    meeting = links.by_token[mention.token.i]
    if mention.cue.status not in (MeetingStatus.HELD, MeetingStatus.UNDER_WAY):
        return
    token = mention.token
    who: list[str] = []
    if mention.verbal:
        who.extend(attendees(document, grammatical_subject(token)))
        for _, noun in obliques(token, ("with", "along with", "alongside", "together with")):
            who.extend(attendees(document, noun))
        if token.lemma_.lower() in ("meet", "phone", "telephone"):
            who.extend(attendees(document, child(token, "obj")))
        confidence = 0.75
    else:
        if mention.kind == "talks" and not _held_by(token):
            return
        for _, noun in obliques(token, ("between", "with", "among")):
            who.extend(attendees(document, noun))
        holder = _held_by(token)
        if holder is not None:
            who.extend(attendees(document, holder))
        confidence = 0.6
    yield Trigger(
        token=token, who=tuple(dict.fromkeys(who)), meeting=meeting.name, status=ATTENDS, confidence=confidence
    )


def _held_by(noun: Token) -> Token | None:
    """Who "held", "had" or "is in" the meeting that a noun names."""
    if noun.dep_ in ("obj", "obl") and noun.head.lemma_.lower() in ("hold", "have", "conduct", "attend", "host") and not is_passive(noun.head):
        return grammatical_subject(noun.head)
    for verb in children(noun, "acl:relcl"):
        if verb.lemma_.lower() in ("hold", "have", "conduct"):
            return child(verb, "nsubj")
    return None


def beside(
    document: Document, links: MeetingLinks, verb: Token, prepositions: tuple[str, ...] = ("in", "at", "to")
) -> Meeting | None:
    """The meeting that stands beside a verb: named in its clause, or by its place."""
    meeting = links.named(_dependents(verb))
    if meeting is not None:
        return meeting
    places = [n for _, n in obliques(verb, prepositions)]
    if (obj := child(verb, "obj")) is not None:
        places.append(obj)
    for noun in places:
        if is_place(document, noun) and (there := links.at(place_name(noun))) is not None:
            return there
    return None


def _with_status(
    document: Document, links: MeetingLinks, token: Token, subject: Token | None, meeting: Meeting | None, confidence: float
) -> Iterator[Trigger]:
    status = coming_status(token, subject)
    if status is None:
        return
    past = "Past" in token.morph.get("Tense")
    name = (meeting or links.nearest(token, past=past)).name
    yield Trigger(token=token, who=attendees(document, subject), meeting=name, status=status, confidence=confidence)


def _key(verb: Token) -> str:
    lemma = verb.lemma_.lower()
    if lemma == "take" and (obj := child(verb, "obj")) is not None and obj.lower_ == "part":
        return "take_part"
    for c in verb.children:
        if c.dep_ in ("compound:prt", "advmod") and c.lower_ in ("out", "away", "up", "in"):
            return f"{lemma}_{c.lower_}"
    return key_of(verb)


def _elsewhere(verb: Token) -> bool:
    """Tell whether the verb has an object or partner of its own that is no meeting ("attend school")."""
    obj = child(verb, "obj")
    if obj is not None and obj.lower_ not in ("part", "it", "them"):
        return True
    return any(n.pos_ in ("NOUN", "PROPN") for _, n in obliques(verb, ("in", "at")))


def _own_words(verb: Token) -> bool:
    return base_dep(verb) not in ("acl", "amod")


def _dependents(token: Token) -> Iterator[Token]:
    """The nouns that hang on `token`, and those on them, without entering other clauses."""
    stack = [c for c in token.children]
    while stack:
        node = stack.pop(0)
        if base_dep(node) in ("obj", "obl", "nmod", "conj", "compound", "nsubj", "appos") and node.pos_ in ("NOUN", "PROPN", "NUM", "VERB", "ADJ"):
            if base_dep(node) == "conj" and node.pos_ == "VERB":
                continue
            yield node
            stack.extend(node.children)


def _is_chief(token: Token) -> bool:
    """"head of the delegation", "chief negotiator", "top delegate"."""
    lemma = token.lemma_.lower()
    if lemma in words.CHIEFS:
        return any(n.lemma_.lower() in words.DELEGATIONS for _, n in obliques(token, ("of",)))
    return lemma in words.NEGOTIATORS and any(c.i < token.i and c.lower_ in words.FOREMOST for c in token.children)


def _holder(token: Token) -> Token | None:
    node = token
    while base_dep(node) == "conj":
        node = node.head
    if base_dep(node) == "appos":
        return node.head
    apposed = child(token, "appos")
    if apposed is not None:
        return apposed
    if child(token, "cop") is not None:
        return grammatical_subject(token)
    return None


def _with_owner(token: Token) -> Token | None:
    """"with the envoys in attendance": the noun beside a bare "in attendance"."""
    if not any(c.dep_ == "case" and c.lower_ == "in" for c in token.children):
        return None
    return token.head if token.head.pos_ in ("NOUN", "PROPN") and token.head is not token else child(token, "nsubj")


def _persons(document: Document, noun: Token | None) -> tuple[str, ...]:
    if noun is None:
        return ()
    return tuple(n for n in attendees(document, noun) if document.actor(n) is not None)


