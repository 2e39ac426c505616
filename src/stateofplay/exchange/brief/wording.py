"""The words of the brief: one template a thing, so that no prose is ever invented."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stateofplay.finding.words.hidden import is_hidden
from stateofplay.language.agreement import agree, names_several
from stateofplay.model import (
    Act,
    AttendanceStatus,
    Capacity,
    Event,
    EventStatus,
    Firmness,
    MeetingFormat,
    MeetingStatus,
    PloverEvent,
    Relation,
    Stance,
)
from stateofplay.model.listing import list_names

FREE = "without preconditions"
SOME_TALKS = "At talks of which the reader is not sure enough to name them"
MEETING_STATUS = {
    MeetingStatus.PROPOSED: "proposed",
    MeetingStatus.PLANNED: "planned",
    MeetingStatus.UNDER_WAY: "under way",
    MeetingStatus.HELD: "held",
    MeetingStatus.CANCELLED: "cancelled or refused",
}
MEETING_FORMAT = {MeetingFormat.DIRECT: "direct", MeetingFormat.INDIRECT: "indirect"}
ATTENDANCE = {
    AttendanceStatus.ATTENDS: "comes",
    AttendanceStatus.ABSENT: "stays away",
    AttendanceStatus.CONDITIONAL: "comes only on a condition",
    AttendanceStatus.UNDECIDED: "may come, undecided",
}
CAPACITY = {Capacity.HEAD: "leads", Capacity.MEMBER: "sits in the delegation", Capacity.MEDIATOR: "mediates"}
_TOOK_PART = {Capacity.HEAD: "led", Capacity.MEMBER: "sat in the delegation", Capacity.MEDIATOR: "mediated"}
STANCE = {
    Stance.SUPPORTS: "supports",
    Stance.OPPOSES: "opposes",
    Stance.DEMANDS: "demands",
    Stance.OFFERS: "offers",
    Stance.PROPOSES: "proposes",
    Stance.CONSIDERS: "is weighing",
    Stance.THREATENS: "threatens",
}
ACT = {
    Act.SAY: "says",
    Act.ANNOUNCE: "announces",
    Act.CONFIRM: "confirms",
    Act.DENY: "denies",
    Act.CLAIM: "claims",
    Act.ACCUSE: "accuses",
    Act.WARN: "warns",
    Act.THREATEN: "threatens",
    Act.URGE: "urges",
    Act.PROPOSE: "proposes",
    Act.PROMISE: "promises",
}
RELATION = {
    Relation.ONLY_IF: "only if",
    Relation.IF: "if",
    Relation.UNLESS: "unless",
    Relation.BEFORE: "not before",
    Relation.AFTER: "after",
    Relation.IN_EXCHANGE_FOR: "in exchange for",
}
# {a} does it, {r} is at the other end; the second template serves where the page names nobody there. [one|many] agrees with
# {a}, and in the acts of two that stand together it is always many.
EVENT = {
    PloverEvent.AGREE: ("{a} and {r} agree", "{a} [agrees|agree]"),
    PloverEvent.CONSULT: ("{a} and {r} talk", "{a} [holds|hold] talks"),
    PloverEvent.SUPPORT: ("{a} [supports|support] {r}", "{a} [gives|give] support"),
    PloverEvent.CONCEDE: ("{a} [makes|make] a concession to {r}", "{a} [makes|make] a concession"),
    PloverEvent.COOPERATE: ("{a} and {r} work together", "{a} [cooperates|cooperate]"),
    PloverEvent.AID: ("{a} [aids|aid] {r}", "{a} [gives|give] aid"),
    PloverEvent.RETREAT: (
        "{a} [withdraws, releases or holds|withdraw, release or hold] fire toward {r}",
        "{a} [withdraws, releases or holds|withdraw, release or hold] fire",
    ),
    PloverEvent.REQUEST: ("{a} [makes|make] a demand or appeal to {r}", "{a} [makes|make] a demand or appeal"),
    PloverEvent.ACCUSE: ("{a} [accuses or criticises|accuse or criticise] {r}", "{a} [makes|make] an accusation"),
    PloverEvent.REJECT: ("{a} [says|say] no to {r}", "{a} [says|say] no"),
    PloverEvent.THREATEN: ("{a} [threatens|threaten] {r}", "{a} [makes|make] a threat"),
    PloverEvent.PROTEST: (
        "{a} [protests or strikes|protest or strike] against {r}",
        "{a} [protests or strikes|protest or strike]",
    ),
    PloverEvent.SANCTION: ("{a} [puts|put] sanctions or tariffs on {r}", "{a} [imposes|impose] sanctions or tariffs"),
    PloverEvent.MOBILIZE: (
        "{a} [moves forces or tries arms|move forces or try arms] against {r}",
        "{a} [moves forces or tries arms|move forces or try arms]",
    ),
    PloverEvent.COERCE: ("{a} [coerces|coerce] {r}", "{a} [uses|use] coercion"),
    PloverEvent.ASSAULT: ("{a} [attacks|attack] {r}", "{a} [attacks|attack]"),
}


def stance(kind: Stance, *, many: bool = False) -> str:
    """A stance as a verb that agrees with its holder.

    >>> stance(Stance.CONSIDERS, many=True), stance(Stance.DEMANDS)
    ('are weighing', 'demands')
    """
    return _inflect(STANCE[kind], many)


def act(kind: Act, *, many: bool = False) -> str:
    """An act of speech as a verb that agrees with its speaker.

    >>> act(Act.SAY, many=True), act(Act.DENY, many=True), act(Act.URGE, many=True)
    ('say', 'deny', 'urge')
    """
    return _inflect(ACT[kind], many)


def _inflect(words: str, many: bool) -> str:
    """Words of a table that begin with a verb, in the number of its subject."""
    if not many:
        return words
    verb, space, rest = words.partition(" ")
    plural = "are" if verb == "is" else f"{verb[:-3]}y" if verb.endswith("ies") else verb.removesuffix("s")
    return f"{plural}{space}{rest}"


DRAWS_A_LINE = "[draws|draw] a red line:"
"""Before what somebody calls a red line, where no word says whether it must be or must never be."""


def red_line(kind: Stance, *, is_open: bool = False) -> str:
    """Which way a red line points: that it must be so, that it must never be, or that the text leaves it open."""
    if is_open:
        return "which way it points the text leaves open"
    return "red line: never" if kind is Stance.OPPOSES else "red line: not without it"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "copy", "copies"), count(2, "page")
    ('1 copy', '2 pages')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def attendance(status: AttendanceStatus, *, many: bool = False) -> str:
    """Whether somebody comes to a meeting, in words that agree in number.

    >>> [attendance(status, many=True) for status in AttendanceStatus]
    ['come', 'stay away', 'come only on a condition', 'may come, undecided']
    """
    return _inflect(ATTENDANCE[status], many)


def attends(capacity: Capacity | None, *, over: bool = False, many: bool = False) -> str:
    """How somebody takes part in a meeting, or took part in one that is over.

    >>> attends(Capacity.HEAD), attends(None), attends(None, over=True), attends(Capacity.MEMBER, many=True)
    ('leads', 'comes', 'took part', 'sit in the delegation')
    """
    if over:
        return "took part" if capacity is None else _TOOK_PART[capacity]
    if capacity is None:
        return attendance(AttendanceStatus.ATTENDS, many=many)
    return _inflect(CAPACITY[capacity], many)


def seat_emphasis(status: AttendanceStatus, capacity: Capacity | str | None = None) -> str:
    """The style of a seat's line, which gives it its sign; empty for who simply comes.

    >>> seat_emphasis(AttendanceStatus.ABSENT), seat_emphasis(AttendanceStatus.ATTENDS, Capacity.HEAD)
    ('absent', 'head')
    """
    if status is AttendanceStatus.ATTENDS:
        return "head" if capacity == Capacity.HEAD else ""
    return {AttendanceStatus.ABSENT: "absent", AttendanceStatus.CONDITIONAL: "conditional"}.get(status, "")


_AHEAD = re.compile(
    r"\b(?:will|(?:plan\w*|expected|due|set|slated|scheduled|hop\w+|want\w*|prepar\w+|about|agreed|likely) to|planned|upcoming"
    r"|forthcoming)\b|['’]ll\b",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(r"\b(?:cancel+ed|called off|scrapped|postponed|shelved|put off|aborted)\b", re.IGNORECASE)


def is_ahead(sentence: str) -> bool:
    """Whether the sentence of a seat tells of what is still to come, whatever the talks as a whole are taken for.

    >>> is_ahead("Dahl is expected to meet Saleh"), is_ahead("Dahl met Saleh")
    (True, False)
    """
    return _AHEAD.search(sentence) is not None


def is_called_off(sentence: str) -> bool:
    """Whether the sentence of a seat says that nothing came of it.

    >>> is_called_off("The planned summit of Chad and Togo, which has now been cancelled, was to end the war.")
    True
    """
    return _CALLED_OFF.search(sentence) is not None


NOT_NAMED = "somebody not named"
"""Who did what a page tells without saying who did it."""


def deed(event: Event, *, many: bool = False) -> str:
    """One event in words: who does what to whom, where."""
    words = deed_words(event.event, event.actor, event.recipient, many=many)
    named = f"{event.actor or ''} {event.recipient or ''}"
    return f"{words} in {event.place}" if event.place and event.place not in named else words


def deed_words(kind: PloverEvent, actor: str | None, recipient: str | None, *, many: bool = False) -> str:
    """Who does what to whom, with a verb that agrees.

    >>> deed_words(PloverEvent.REJECT, "House Republicans", None, many=True)
    'House Republicans say no'
    >>> deed_words(PloverEvent.ASSAULT, None, "the patrol")
    'somebody not named attacks the patrol'
    """
    with_recipient, alone = EVENT[kind]
    template = agree(with_recipient if recipient else alone, many=many)
    return template.format(a=actor or NOT_NAMED, r=recipient)


EVENT_STATUS = {
    EventStatus.HAPPENED: "Happened",
    EventStatus.PLANNED: "Planned",
    EventStatus.HYPOTHETICAL: "Weighed, threatened or conditional: has not happened",
    EventStatus.DENIED: "Denied or did not come about",
}
FIRMNESS = {
    Firmness.CONFIRMED: "confirmed",
    Firmness.STATED: "",
    Firmness.REPORTED: "reported, not confirmed",
    Firmness.CLAIMED: "claimed",
    Firmness.HINTED: "hinted",
    Firmness.DISPUTED: "disputed",
}


def headed(words: str) -> str:
    """Words at the head of a line: a description of nobody's name begins with a capital there.

    >>> headed("automakers demand a truce"), headed("al-Shabaab"), headed("eBay")
    ('Automakers demand a truce', 'al-Shabaab', 'eBay')
    """
    return words[:1].upper() + words[1:] if re.match(r"[a-z]+(?:[ ,:]|$)", words) else words


def meeting_name(name: str, parties: Sequence[str], *, told: bool = False) -> str:
    """A meeting's name as prose: one that only lists who meets as talks between them, or as talks where the line `told` it.

    >>> meeting_name("Chad-Norway talks, 3 May 2024", ("Chad", "Norway"))
    'talks between Chad and Norway, 3 May 2024'
    >>> meeting_name("Chad-Norway talks, 3 May 2024", ("Chad", "Norway"), told=True), meeting_name("Oslo talks", ("Chad",))
    ('talks', 'Oslo talks')
    """
    listed = "-".join(parties)
    if len(parties) < 2 or not name.startswith(f"{listed} "):
        return name
    kind, comma, day = name[len(listed) + 1 :].partition(",")
    return _SECOND.sub("", kind) if told else f"{kind} between {list_names(tuple(parties))}{comma}{day}"


_SECOND = re.compile(r" \(\d+\)$")
"""Tells names of meetings apart that would be the same; a line that says who meets needs it not."""


def source_named(name: str) -> str:
    """A speaker whom the reader does not know as a heading: whose name the page keeps back is an unnamed source.

    >>> source_named("two diplomats"), source_named("Miguel Arias"), source_named("the union")
    ('two diplomats (unnamed source)', 'Miguel Arias', 'the union')
    """
    return f"{name} (unnamed source)" if is_hidden(name) else name


def are_joined(one: str, other: str, sentence: str) -> bool:
    """Whether a sentence joins two names, so that what it tells of one it tells of the other.

    >>> are_joined("Chad", "Norway", "Chad and Norway want it."), are_joined("Chad", "Norway", "Chad obeys; Norway wants it.")
    (True, False)
    """
    names = "|".join(re.escape(name.split()[-1]) for name in (one, other))
    return (
        re.search(
            rf"\b(?:{names})\b(?:\s*,)?(?: (?:[\w.’'-]+|,)){{0,6}}? (?:and|as well as|or) (?:[\w.’'-]+ ){{0,6}}?(?:{names})\b",
            sentence,
        )
        is not None
    )


_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
_SHARES = (
    r"some|several|many|most|few|dozens|hundreds|thousands|half"
    r"|an? (?:number|group|handful|third|quarter|fifth|(?:\w+ )?majority|minority)"
    rf"|{_NUMBER}[ -](?:in|out of)[ -]{_NUMBER}|(?:two|three|four)[ -](?:thirds|quarters|fifths)"
    r"|\d+(?:\.\d+)?(?:%| percent| per cent)"
)
"""Words for a part of a whole: "two in five Republicans", "12 percent of voters"."""


def some_of(name: str, sentence: str) -> str:
    """That a sentence speaks of some of those whom a name means, not of all.

    >>> some_of("Democrats", "Some Senate Democrats want talks."), some_of("Democrats", "Democrats want talks.")
    ('some of them', '')
    >>> some_of("Democrats", "Two in five Democrats want talks."), some_of("voters", "12 percent of voters want talks.")
    ('two in five of them', '12 percent of them')
    >>> some_of("Democrats", "Those Democrats who care want talks."), some_of("Democrats", "Democrats who care want talks.")
    ('some of them', 'some of them')
    """
    named = re.escape(name)
    if re.match(rf"(?:{_SHARES})\b", name, re.IGNORECASE):
        return ""
    between = r"(?:(?: of)?(?: (?!(?:by|in|against|for|to|and|or|from|at|on)\b)[\w-]+){0,2})"
    found = re.search(rf"\b({_SHARES}){between} {named}\b", sentence, re.IGNORECASE)
    if found is not None:
        return f"{found[1].lower()} of them"
    several = name.endswith("s") and re.search(
        rf"\bthose (?:\w+ )?{named}\b|\b{named} (?:who|that)\b", sentence, re.IGNORECASE
    )
    return "some of them" if several else ""


_LONGEST = 160


_AFTER = "of to over with for in on at by from about than like do doing did say said know all is was".split()
_DANGLING = re.compile(
    r"(?: (?:the|an?|of|with|and|or|which|for|by|from|at|as)|"
    + "".join(rf"(?<!\b{word})" for word in _AFTER)
    + r" that)+$"
)
"""Last words that want another, for what was found ends too soon there; "of that" wants none."""


def shorten(words: str, limit: int = _LONGEST) -> str:
    """Cut a long quote at a word and show that it was cut; a quotation mark without its other half goes.

    >>> shorten("a “complete” end"), shorten("a complete” end")
    ('a “complete” end', 'a complete end')
    >>> shorten("an action with the"), shorten("a truce")
    ('an action …', 'a truce')
    >>> shorten("a “complete” and “utter” end", 25)
    'a “complete” and “utter” …'
    """
    words = " ".join(words.split())
    words = _DANGLING.sub(" …", words)
    if len(words) > limit:
        words = words[: words.rfind(" ", 0, limit)].rstrip(" ,;:") + " …"
    if words.count("“") == words.count("”") + 1:
        at = words.rfind("“")
        words = words[:at] + words[at + 1 :]
    elif words.count("“") != words.count("”"):
        words = words.replace("“", "").replace("”", "")
    if words.count('"') % 2:
        at = words.rfind('"')
        words = words[:at] + words[at + 1 :]
    return words


_INNER = ((re.compile(r"“([^“”]*)”"), r"‘\1’"), (re.compile(r'(?<!\w)"([^"]*)"'), r"‘\1’"))


def quoted(words: str, limit: int = _LONGEST) -> str:
    """The page's words in quotation marks of ours; a quotation inside has the single ones, as print has it.

    >>> quoted("a “complete” end"), quoted('the "new" plan')
    ('“a ‘complete’ end”', '“the ‘new’ plan”')
    """
    words = shorten(words, limit)
    for pattern, single in _INNER:
        words = pattern.sub(single, words)
    return f"“{words.strip('“”')}”"


def unmarked(words: str) -> str:
    """Words that were said, without their quotation marks and without the comma that stands before "he said".

    >>> unmarked("“We are close,”")
    'We are close'
    """
    return words.strip('“”"').rstrip(",").strip()


_HAS_NO_SUBJECT = re.compile(
    r"(?:wo|ca|will|would|can|could|may|might|must|should|is|are|was|were|has|have|had|do|does|did)(?:n['’]t)?\b"
)
_UNTIL = re.compile(r"\b(?:un)?till?[\s“\"‘]*$", re.IGNORECASE)
_ASKS = re.compile(r"^(?:who|whom|what|which|whether|how|where|when|why)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"^\S+ \S+ \S+")
_LONGEST_LINK = 40
"""Characters between what hangs and what it hangs on, up to which both are quoted as one."""


def is_clause(words: str) -> bool:
    """Whether words can stand behind our "if"; of a name or a bare thing the sentence's own link is needed.

    >>> is_clause("Chad comes too"), is_clause("the envoy")
    (True, False)
    """
    return bool(_CLAUSE.search(words)) and not _ASKS.search(words)


def dependency(relation: Relation, what: str, on: str | None, sentence: str) -> str:
    """A condition in one line, its own words in quotation marks.

    What it hangs on is a clause as a rule; where it is a name or a question, the sentence's own link suits it better.

    >>> dependency(Relation.UNLESS, "the port stays shut", "the tax is lifted", "The port stays shut unless the tax is lifted.")
    '“the port stays shut” unless “the tax is lifted”'
    >>> dependency(Relation.ONLY_IF, "it would talk", "Chad", "Norway said it would talk only with Chad.")
    '“it would talk only with Chad”'
    >>> dependency(Relation.ONLY_IF, "Any deal", "free passage", "Any deal must include free passage, she said.")
    '“Any deal must include free passage”'
    >>> dependency(Relation.UNLESS, "ships stay", "a truce holds", "The ships stay until a truce holds.")
    '“ships stay” until “a truce holds”'
    """
    if on is None or relation is Relation.WITHOUT_PRECONDITIONS:
        return f"{quoted(what)}: {FREE}"
    asks = bool(_ASKS.search(on))
    if (whole := _as_it_stands(relation, what, on, sentence)) is not None:
        return quoted(whole, 2 * _LONGEST)
    if asks or (relation is not Relation.IN_EXCHANGE_FOR and not _CLAUSE.search(on)):
        start = sentence.find(what)
        link = sentence.find(on, start + len(what)) - start - len(what) if start >= 0 else -1
        if 0 <= link <= _LONGEST_LINK:
            return quoted(sentence[start : start + len(what) + link + len(on)], 2 * _LONGEST)
    # Whether what comes first goes on till then, or begins then, the page's word leaves to the words beside it.
    until = relation in (Relation.UNLESS, Relation.ONLY_IF) and _UNTIL.search(sentence[: max(sentence.find(on), 0)])
    joint = "hangs on" if asks else "until" if until else RELATION[relation]
    between = re.search(rf"([^.;:,“”\"]{{2,80}}), (?:\w+ ){{1,3}}{re.escape(on)}, {re.escape(what)}", sentence)
    between = between if _HAS_NO_SUBJECT.match(what) else None
    whole = f"{between[1].strip()} … {what}" if between else what  # "The pact, if it holds, will end the war"
    return f"{quoted(whole)} {joint} {quoted(on)}"


_OPENS_A_CLAUSE = re.compile(
    r"\b(?:if|unless|un?till?|once|provided|providing|when|after|before|as long as|soon as|that|case|assuming|should|had|were"
    r"|exchange for|return for|and only if ,)[\s,“\"‘]*$",
    re.IGNORECASE,
)
_BEFORE_A_THING = re.compile(
    r"(?:\bthe only way (?:out )?(?:to|of|for)|\b(?:could|would|will|may|might|\w+ll) (?:also |first )?take"
    r"|\b(?:without|absent|lacking|barring|short of|but for|with|upon|under|only|to|in order to|for))[\s“\"‘]*$",
    re.IGNORECASE,
)
_APART = 60
"""Characters between two sides that are told as the sentence has them."""


def _as_it_stands(relation: Relation, what: str, on: str, sentence: str) -> str | None:
    """The sentence's own run over both sides, where no word opens a clause between them: "any deal must include O".

    A thing that is no clause would read badly behind our "if".
    """
    at, start = sentence.find(on), sentence.find(what)
    if at < 0 or start < 0 or relation is Relation.IN_EXCHANGE_FOR or _OPENS_A_CLAUSE.search(sentence[:at]):
        return None
    (first, begin), (_, then) = sorted(((start, what), (at, on)))
    then_at = sentence.find(then, first + len(begin))
    gap = sentence[first + len(begin) : max(then_at, 0)]
    if then_at < 0 or len(gap) > _APART or re.search(r"[.;:?!]\s", gap):
        return None
    before = _BEFORE_A_THING.search(sentence[:first])
    if before is None and "," in gap:
        return None
    return sentence[before.start() if before else first : then_at + len(then)]


_ARTICLE = re.compile(r"^(?:A|An|The|Some|Several|Two|One|Its|His|Her|Their|Unnamed|Senior)(?= [a-z]| [A-Z]\w+ [a-z])")


def told_by(name: str) -> str:
    """Who says it, as it stands within a line: a description of nobody's name begins with a small letter there.

    >>> told_by("A Chadian official"), told_by("The Hague"), told_by("Senior ministers")
    ('says a Chadian official', 'says The Hague', 'say senior ministers')
    """
    inner = _ARTICLE.sub(lambda found: found.group().lower(), name)
    return f"{agree('[says|say]', many=names_several(name))} {inner}"
