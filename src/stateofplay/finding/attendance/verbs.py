"""Verbs that say who comes to a meeting or stays away: "attend", "skip", "lead", "send", "include"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from stateofplay.finding.attendance.between import mediates
from stateofplay.finding.attendance.coming import coming_status
from stateofplay.finding.attendance.links import MeetingLinks
from stateofplay.finding.attendance.people import attendees
from stateofplay.finding.attendance.triggers import (
    ABSENT,
    ATTENDS,
    HEAD,
    MEDIATOR,
    MEMBER,
    Trigger,
    at_the_table,
    beside,
    dependents,
    is_chief,
    is_none,
    known,
    persons_only,
    with_status,
)
from stateofplay.finding.meetings.lists import names_after, names_in_list
from stateofplay.finding.meetings.parties import represented
from stateofplay.finding.meetings.places_and_dates import is_place, place_name
from stateofplay.finding.meetings.status import key_of, particle_of
from stateofplay.finding.words import attendance as words
from stateofplay.finding.words import meetings as meetings_words
from stateofplay.finding.words.lemmas import lemma_of
from stateofplay.language.clauses import (
    agent,
    agent_of_passive,
    child,
    children,
    grammatical_subject,
    is_passive,
    obliques,
    patient,
)
from stateofplay.language.document import Document
from stateofplay.language.modality import is_negated, modality
from stateofplay.language.tokens import Token
from stateofplay.model import AttendanceStatus, EventStatus, Meeting, MeetingStatus


def verb_triggers(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    lemma = lemma_of(verb)
    if lemma not in _FIRST_WORDS:
        return
    key = _key(verb)
    for keys, reading in _READINGS:
        if key in keys or lemma in keys:
            yield from reading(document, links, verb)


def _coming(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """The subject attends, takes part, or will not."""
    if is_passive(verb):
        attended = patient(verb)
        meeting = links.named((attended, *dependents(attended))) if attended is not None else None
        if meeting is not None and (status := coming_status(document, verb, None)) is not None:
            who = attendees(document, agent_of_passive(verb)) or names_after(document, verb, ("by",))
            yield Trigger(verb, who, meeting, status, "attended by")
        return
    meeting = beside(document, links, verb)
    if meeting is None and _elsewhere(verb):
        return
    yield from with_status(document, links, verb, grammatical_subject(verb), meeting, "attend")


def _appearing(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """ "failed to appear at the talks": the meeting, or its place, has to stand beside it."""
    meeting = beside(document, links, verb) or at_the_table(links, verb)
    if meeting is None and _key(verb) in words.TURNING_UP and not children(verb, "obj", "obl"):
        if coming_status(document, verb, None) is ABSENT:  # "failed to turn up", "did not show up"
            yield Trigger(verb, attendees(document, grammatical_subject(verb)), links.nearest(verb), ABSENT, "attend")
        return
    if meeting is None or is_passive(verb):
        return
    for trigger in with_status(document, links, verb, grammatical_subject(verb), meeting, "attend"):
        # That states sit down together is said by the meeting.
        both = lemma_of(verb) == "sit" and trigger.status is ATTENDS
        yield replace(trigger, who=persons_only(document, trigger.who)) if both else trigger


def _expected(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """ "is expected in Geneva for the talks", "was due at the summit": of whom it is said, he comes."""
    meeting = beside(document, links, verb, prepositions=("in", "at"))
    # Of the meeting itself, "talks are expected in Geneva", it says nothing of who comes.
    guest = patient(verb)
    aimed = any(c.relation in ("xcomp", "ccomp") for c in verb.children)
    if meeting is None or guest is None or not is_passive(verb) or aimed or guest.i in links.by_token:
        return
    yield from with_status(document, links, verb, guest, meeting, "travel")


def _confirming(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """ "confirmed its participation in the talks"."""
    coming = None if is_passive(verb) else child(verb, "obj")
    if coming is None or lemma_of(coming) not in words.OWN_COMING or not _is_own(document, coming, verb):
        return
    meeting = links.named(dependents(coming)) or links.named(dependents(verb))
    if meeting is None and lemma_of(coming) in _AT_TALKS:
        meeting = links.nearest(verb)
    status = coming_status(document, verb, grammatical_subject(verb))
    if meeting is not None and status is not None:
        open_still = status is ABSENT or any(c.lower_ == "yet" for c in verb.head.children)
        status = AttendanceStatus.UNDECIDED if open_still else status
        yield Trigger(verb, attendees(document, grammatical_subject(verb)), meeting, status, "attend")


def _is_own(document: Document, coming: Token, verb: Token) -> bool:
    """Whether somebody's coming is told of himself, and not of a guest: "confirmed its participation"."""
    owner = child(coming, "nmod:poss")
    if owner is None or owner.pos_ == "PRON":
        return True
    return bool(set(known(document, owner)) & set(known(document, grammatical_subject(verb))))


def _joining(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = links.named(dependents(verb)) or at_the_table(links, verb)
    if meeting is None or (lemma_of(verb) == "involve" and not is_passive(verb)):
        return
    subject = patient(verb) if is_passive(verb) else grammatical_subject(verb)
    if lemma_of(verb) not in words.COMING_IN and coming_status(document, verb, subject) is ABSENT:
        return  # "will not enter talks", "refused to engage": there are none to stay away from
    for trigger in with_status(document, links, verb, subject, meeting, "join"):
        # That states engage in their own talks is said by the meeting; only who of them comes is news.
        yield replace(trigger, who=persons_only(document, trigger.who)) if trigger.status is ATTENDS else trigger


def _travelling(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = beside(document, links, verb, prepositions=("to", "in", "for", "into"))
    if is_passive(verb) or readies(links, verb):
        return
    to_talks = any(_is_the_talks(n) for _, n in obliques(verb, ("to", "for", "at")))
    if meeting is None and (
        _hangs_on_something(document, verb) or (to_talks and coming_status(document, verb, None) is ABSENT)
    ):
        meeting = links.nearest(verb)
    if meeting is None:
        return
    yield from with_status(document, links, verb, grammatical_subject(verb), meeting, "travel")


def readies(links: MeetingLinks, verb: Token) -> bool:
    """ "Arrived in Oslo to prepare the summit": he makes it ready, and sits there no more than anybody else."""
    return any(
        lemma_of(aim) in words.READYING and (thing := child(aim, "obj")) is not None and thing.i in links.by_token
        for aim in children(verb, "advcl", "xcomp")
    )


def _hangs_on_something(document: Document, verb: Token) -> bool:
    """ "Would come if it were asked", "will not go herself unless": nobody says so of another journey without naming where."""
    whereto = next(obliques(verb, ("to", "in", "for", "into", "on", "with", "from")), None)
    own = all(c.lower_.endswith(("self", "selves")) for c in children(verb, "obj"))
    adverbs = any(c.lower_ not in _DENYING for c in children(verb, "advmod"))
    more = child(verb, "compound:prt", "xcomp", "ccomp") is not None or (lemma_of(verb) == "go" and adverbs)
    if lemma_of(verb) not in words.GOING or whereto is not None or not own or more:
        return False
    status = coming_status(document, verb, None)
    asked = any(c.lower_ in _ASKING and c.dep_ == "mark" for c in verb.children)
    return status is AttendanceStatus.CONDITIONAL or (status is AttendanceStatus.UNDECIDED and asked)


def _staying_away(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    key = _key(verb)
    meeting = _left(document, links, verb)
    alone = key in words.STAYING_AWAY_ALONE and not _has_object(verb)
    if is_passive(verb) or (meeting is None and not alone):
        return
    subject = grammatical_subject(verb)
    status = coming_status(document, verb, subject)
    turned = {ATTENDS: ABSENT, AttendanceStatus.CONDITIONAL: AttendanceStatus.CONDITIONAL}
    if status in (ATTENDS, None) and _is_threatened(verb):
        status = AttendanceStatus.UNDECIDED
    if status in turned or status is AttendanceStatus.UNDECIDED:
        meeting = meeting or links.nearest(verb)
        yield Trigger(verb, attendees(document, subject), meeting, turned.get(status, status), "stay away")


def _left(document: Document, links: MeetingLinks, verb: Token) -> Meeting | None:
    """The meeting that is itself what somebody shuns or leaves, and not the accord or deadline beside it."""
    left = [*children(verb, "obj"), *(n for _, n in obliques(verb, ("of", "from", "out of", "on", "at")))]
    inner = [n for head in left for _, n in obliques(head, ("of",))]
    meeting = links.named((*left, *inner))
    if meeting is not None:
        return meeting
    return next((there for n in left if is_place(document, n) and (there := links.at(place_name(n))) is not None), None)


def _cancelling(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """ "called off the talks", "cancelled her visit", "suspended its participation": whoever does it will not come."""
    things = (c for c in children(verb, "obj", "obl") if c.i > verb.i and child(c, "case") is None)
    cancelled = None if is_passive(verb) else next(things, None)
    if cancelled is None:
        return
    own = lemma_of(cancelled) in words.OWN_COMING and _is_own(document, cancelled, verb)
    if not own and (_key(verb) not in words.CALLING_OFF or lemma_of(cancelled) in words.OWN_COMING):
        return
    meeting = links.named((cancelled, *dependents(cancelled), *(dependents(verb) if own else ())))
    if meeting is None or coming_status(document, verb, None) is not ATTENDS:
        return
    who = known(document, grammatical_subject(verb))
    yield Trigger(verb, who, meeting, ABSENT, "stay away")


def _excluding(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = beside(document, links, verb, prepositions=("from", "of"))
    if meeting is None:
        return
    who = attendees(document, patient(verb))
    if coming_status(document, verb, None) is ATTENDS:
        yield Trigger(verb, who, meeting, ABSENT, "exclude")


def _inviting(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """ "was not invited", "has been invited to the talks": who is asked may come."""
    guest = patient(verb)
    if guest is None:
        return
    meeting = beside(document, links, verb)
    status = coming_status(document, verb, None)
    if is_passive(verb) and verb.relation in ("root", "conj", "ccomp", "acl") and is_negated(verb):
        status = ABSENT  # "not invited so far" as well
    if status is ABSENT:
        yield Trigger(
            verb,
            known(document, guest) or names_after(document, guest, ("as",)),
            meeting or links.nearest(verb),
            ABSENT,
            "invite",
        )
    elif status is ATTENDS and meeting is not None and meeting.status not in _OVER:
        yield Trigger(verb, known(document, guest), meeting, AttendanceStatus.UNDECIDED, "invite")


def _answering(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """ "accepted the invitation", "rejected an invitation": the subject comes or stays away."""
    invitation = patient(verb)
    if invitation is None or lemma_of(invitation) != "invitation" or coming_status(document, verb, None) is not ATTENDS:
        return
    meeting = links.named(dependents(verb)) or links.nearest(verb)
    status = ATTENDS if lemma_of(verb) == "accept" else ABSENT
    yield Trigger(verb, attendees(document, agent(verb)), meeting, status, "answer")


def _leading(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    led = patient(verb)
    if led is None:
        return
    meeting = links.by_token.get(led.i)
    if meeting is None and lemma_of(led) in _SITTINGS and child(led, "det") is not None:
        meeting = links.nearest(verb)
    if lemma_of(led) not in words.DELEGATIONS and meeting is None:
        return
    leader = agent_of_passive(verb) if is_passive(verb) else agent(verb)
    status = coming_status(document, verb, None)
    if status is None or status is AttendanceStatus.UNDECIDED:
        return
    who = attendees(document, leader)
    meeting = meeting or links.named(dependents(verb)) or _theirs(document, links, verb, led, who)
    if is_passive(verb):
        who = tuple(dict.fromkeys((*who, *names_after(document, verb, ("by",)))))
    # Who chairs the talks of others goes between them.
    sides = {document.acts_for(n) for n in who}
    apart = (
        lemma_of(verb) == "chair"
        and len(meeting.parties) > 1
        and sides.isdisjoint(map(document.acts_for, meeting.parties))
    )
    yield Trigger(verb, who, meeting, status, "lead", MEDIATOR if apart else HEAD)


_SITTINGS = frozenset({"session", "sitting", "proceedings"})
"""Parts of talks over which somebody presides."""


def _theirs(document: Document, links: MeetingLinks, verb: Token, sent: Token, who: tuple[str, ...]) -> Meeting:
    """The talks of a delegation, which belongs to whoever sends it or else to the side of its people."""
    mode = modality(verb)
    over = mode.status is EventStatus.HAPPENED and "Past" in verb.morph.get("Tense") and not is_passive(verb)
    return links.of_delegation(document, verb, represented(document, sent) or who, over=over)


def _sending(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    sent = patient(verb)
    if sent is None:
        return
    meeting = beside(document, links, verb, prepositions=("to", "for", "in")) or links.named(dependents(sent))
    nowhere = next(obliques(verb, ("to", "into", "in", "for", "on")), None) is None
    if (
        meeting is None
        and nowhere
        and lemma_of(sent) in words.DELEGATIONS | words.OBSERVERS | meetings_words.ENVOY_ROLES
    ):
        meeting = links.chief()  # "Chad is sending its envoy"
    alone = lemma_of(verb) not in words.NAMING and any(document.is_person(n) for n in document.who(sent))
    if meeting is None and nowhere and (lemma_of(sent) in words.OBSERVERS or (alone and links.is_near(verb))):
        meeting = links.nearest(verb)
    chief = next((n for p, n in obliques(verb, ("as",)) if is_chief(n)), None)
    if meeting is None and chief is not None and lemma_of(verb) in words.NAMING:
        meeting = links.of_delegation(document, verb, attendees(document, sent), over=False)
    status = coming_status(document, verb, grammatical_subject(verb))
    if status is ATTENDS and any(c.lower_ == "instead" for c in verb.children):
        sender = persons_only(document, attendees(document, grammatical_subject(verb)))
        yield Trigger(verb, sender, meeting or links.nearest(verb), ABSENT, "stay away")
        return
    if meeting is None or status is None or (status is ABSENT and lemma_of(verb) in words.NAMING):
        return  # who will not name a delegation may yet send one
    if status is ATTENDS and is_none(sent):
        status = ABSENT
    who = attendees(document, sent)
    if lemma_of(sent) in words.DELEGATIONS | words.OBSERVERS or not who:
        # Who sends a delegation has it sit there for his side, and need not come.
        senders = attendees(document, grammatical_subject(verb))
        who = tuple(dict.fromkeys(document.acts_for(n) for n in senders)) or who
    capacity = HEAD if chief is not None else None
    kind = "present" if lemma_of(sent) in words.OBSERVERS else "send"
    yield Trigger(verb, who, meeting, status, kind, capacity)


def _including(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    subject = grammatical_subject(verb)
    made_of = _key(verb) in words.MADE_OF
    subject = patient(verb) if made_of and is_passive(verb) else subject
    if subject is None or is_passive(verb) is not made_of:
        return
    lemma = lemma_of(subject)
    meeting = links.named(dependents(subject)) or links.by_token.get(subject.i)
    if lemma == "it" and (sent := _delegation_before(subject)) is not None:
        lemma = lemma_of(sent)
    coming = any(c.lower_ == "present" for c in children(subject, "acl", "amod"))
    coming = coming or (
        subject.lower_ == "those" and any(lemma_of(c) in words.COMING for c in children(subject, "acl"))
    )
    if lemma not in words.DELEGATIONS and not coming:
        return
    members = child(verb, "obj") or next((n for _, n in obliques(verb, ("of",))), None)
    status = coming_status(document, verb, None)
    if status is None:
        return
    meeting = meeting or _theirs(document, links, verb, subject, attendees(document, subject))
    capacity = MEMBER if lemma in ("delegation", "team", "mission", "contingent") else None
    who = dict.fromkeys((*attendees(document, members), *names_in_list(document, verb.i + 1)))
    yield Trigger(verb, tuple(who), meeting, status, "include", capacity)


def _delegation_before(pronoun: Token) -> Token | None:
    """What "it" is after "the delegation will be led by her": the subject of the sentence before, where that is one."""
    start = pronoun.sent.start
    while start > 0 and pronoun.doc[start - 1].is_space:
        start -= 1
    if start == 0:
        return None
    before = pronoun.doc[start - 1].sent
    return next((t for t in before if t.relation == "nsubj" and lemma_of(t) in words.TEAMS), None)


def _mediating(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = links.named(dependents(verb)) or (links.by_token.get(verb.head.i) if verb.relation == "acl" else None)
    if (
        meeting is None
        and lemma_of(verb) in words.MEDIATING_ALONE
        and child(verb, "obj") is None
        and not is_passive(verb)
    ):
        yield from mediates(document, links, verb, grammatical_subject(verb), (verb,))
        return
    aimed = verb.relation in ("advcl", "xcomp") or (verb.relation == "acl" and not is_passive(verb))
    if meeting is None or aimed or coming_status(document, verb, None) is not ATTENDS:
        return
    kind = "go between" if lemma_of(verb) in words.MEDIATING_ALONE else "mediate"
    yield Trigger(verb, attendees(document, agent(verb)), meeting, ATTENDS, kind, MEDIATOR)


def _representing(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    meeting = links.named(dependents(verb))
    if not is_passive(verb) and meeting is None:
        return
    status = coming_status(document, verb, None)
    if is_passive(verb) and status in (ABSENT, AttendanceStatus.UNDECIDED):
        # "Chad was not represented", "whether Chad will be represented"
        kind = "absent" if status is ABSENT else "represent"
        yield Trigger(verb, known(document, patient(verb)), meeting or links.nearest(verb), status, kind)
        return
    who = attendees(document, agent(verb))
    if status is ATTENDS and who and (meeting is not None or attendees(document, patient(verb))):
        meeting = meeting or links.nearest(verb)
        yield Trigger(verb, who, meeting, ATTENDS, "represent")


def _accompanied(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """ "He was accompanied by the army chief", right where a meeting is told: both are there."""
    elsewhere = any(n.i not in links.by_token for p, n in obliques(verb, words.PLACING))
    if (
        not is_passive(verb)
        or elsewhere
        or not links.is_near(verb)
        or coming_status(document, verb, None) is not ATTENDS
    ):
        return
    both = (*attendees(document, patient(verb)), *attendees(document, agent_of_passive(verb)))
    yield Trigger(verb, persons_only(document, tuple(dict.fromkeys(both))), links.nearest(verb), ATTENDS, "join")


def _speaking(document: Document, links: MeetingLinks, verb: Token) -> Iterator[Trigger]:
    """ "Said at the summit", "told the conference": whoever speaks there is there."""
    heard = children(verb, "obj") if lemma_of(verb) in words.ADDRESSING else []
    where = [*(n for _, n in obliques(verb, meetings_words.WITHIN_IT)), *heard]
    meeting = links.named(n for n in where if lemma_of(n) not in meetings_words.BRIEFINGS)
    subject = grammatical_subject(verb)
    if meeting is None or is_passive(verb) or coming_status(document, verb, subject) is not ATTENDS:
        return
    yield Trigger(verb, persons_only(document, attendees(document, subject)), meeting, ATTENDS, "attend")


_AT_TALKS = frozenset({"participation", "attendance"})
"""Of these a page need not say of what."""
_DENYING = frozenset({"not", "n't", "n’t", "never", "only"})
_ASKING = frozenset({"if", "whether"})
_POINTING = frozenset({"the", "these", "those"})
_OVER = (MeetingStatus.HELD, MeetingStatus.CANCELLED)
_Reading = Callable[[Document, MeetingLinks, Token], Iterator[Trigger]]
_READINGS: tuple[tuple[frozenset[str], _Reading], ...] = (
    (words.COMING, _coming),
    (words.APPEARING, _appearing),
    (words.EXPECTED, _expected),
    (words.CONFIRMING, _confirming),
    (words.JOINING, _joining),
    (words.TRAVELLING, _travelling),
    (words.STAYING_AWAY, _staying_away),
    (words.CANCELLING, _cancelling),
    (words.EXCLUDING, _excluding),
    (frozenset({"invite"}), _inviting),
    (words.ANSWERING, _answering),
    (words.LEADING, _leading),
    (words.SENDING, _sending),
    (words.INCLUDING, _including),
    (meetings_words.MEDIATING, _mediating),
    (frozenset({"represent"}), _representing),
    (words.ACCOMPANYING, _accompanied),
    (words.SPEAKING_THERE, _speaking),
)
_FIRST_WORDS = frozenset(key.split("_", 1)[0] for keys, _ in _READINGS for key in keys)


_PARTICLES = frozenset("out away up in down".split())
"""Particles that make another verb of it: "pull out"."""


def _key(verb: Token) -> str:
    lemma = lemma_of(verb)
    if lemma == "take" and (obj := child(verb, "obj")) is not None and obj.lower_ == "part":
        return "take_part"
    if (particle := particle_of(verb)) in _PARTICLES:
        return f"{lemma}_{particle}"
    return key_of(verb)


def _elsewhere(verb: Token) -> bool:
    """Tell whether the verb has an object or partner of its own that is no meeting ("attend school")."""
    obj = child(verb, "obj")
    if obj is not None and obj.lower_ not in ("part", "it", "them"):
        return True
    places = [*obliques(verb, ("in", "at")), *(obliques(obj, ("in", "at")) if obj is not None else ())]
    return any(n.pos_ in ("NOUN", "PROPN") and not _is_the_talks(n) for _, n in places)


def _is_the_talks(noun: Token) -> bool:
    """ "Had not taken part in the talks": "the talks" are those that the page tells of."""
    named = lemma_of(noun) in meetings_words.MEETING_NOUNS or noun.lower_ in meetings_words.PLURAL_NOUNS
    return named and any(c.lower_ in _POINTING for c in noun.children)


def _is_threatened(verb: Token) -> bool:
    """ "threatened to boycott the talks": it may yet come."""
    return verb.relation in ("xcomp", "advcl", "obl", "acl") and lemma_of(verb.head) == "threaten"


def _has_object(verb: Token) -> bool:
    """Tell whether somebody leaves or shuns what is no meeting: "boycotted the vote", "pulled out of the accord"."""
    obj = child(verb, "obj")
    if obj is not None and obj.pos_ in ("NOUN", "PROPN"):
        return True
    return any(n.pos_ in ("NOUN", "PROPN") for _, n in obliques(verb, ("of", "from", "out of")))
