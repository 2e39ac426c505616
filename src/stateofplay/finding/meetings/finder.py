"""Meetings: each distinct round of talks, summit, consultation or call that the article speaks of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

from stateofplay.finding.components import Found, finder
from stateofplay.finding.meetings.choice import Choice, SittingDraft, choose
from stateofplay.finding.meetings.cues import MeetingMention
from stateofplay.finding.meetings.grouping import MeetingGroup, group_mentions, weight
from stateofplay.finding.meetings.index import MentionIndex
from stateofplay.finding.meetings.mentions import find_mentions
from stateofplay.finding.meetings.sides import Principals, are_envoys, are_talked_about, on_one_level
from stateofplay.language.document import Document
from stateofplay.model import Meeting, MeetingFormat, MeetingStatus
from stateofplay.model.dates import MONTH_NAMES, VagueDate

_ENOUGH = 1.4
ENOUGH = 0.25
"""Expected likeness to a true meeting from which one is told; chosen by F1 on pages that trained no tree."""
ENOUGH_ATTENDED = 0.1
"""The same of talks of which the page says who comes to them: told less often, and then of these talks."""
FEW_WORDS = 60
"""Below so many words a text is no page, and its words alone count."""
_FIRM, _OUTRIGHT = 0.5, 0.9
_TOOK_PLACE = (MeetingStatus.HELD, MeetingStatus.UNDER_WAY)


Gathered = tuple[tuple[MeetingGroup, Meeting], ...]


@finder("meetings", assigns="meetings", requires=("dates",))
def find_meetings(document: Document, found: Found) -> tuple[Meeting, ...]:
    """Find the meetings of a document, in text order."""
    return tuple(meeting for _, meeting in gather(document))


def gather(document: Document) -> Gathered:
    """Meetings together with the mentions that speak of each.

    Worked out once, for attendance asks right after; kept with the words of the document, which the mentions hold.
    """
    index = MentionIndex.of(document)
    kept: tuple[MentionIndex, Gathered] | None = document.doc.kept.get(__name__)
    if kept is None or kept[0] is not index:
        kept = document.doc.kept[__name__] = (index, _gather(document))
    return kept[1]


def _gather(document: Document) -> Gathered:
    if len(document.doc) < FEW_WORDS:
        return gather_by_rule(document)
    names: Counter[str] = Counter()
    drafts = drafts_of(document)
    told = [
        ToldMeeting(
            draft.group,
            _without_mediators(
                draft.group, _without_absentees(document, draft.group, _closed(draft.group, chosen.parties))
            ),
            _timed(document, draft, chosen),
            chosen.worth,
        )
        for draft, chosen in zip(drafts, choose(document, drafts), strict=True)
        if not _is_of_nobody(draft.group)
        and chosen.worth >= (ENOUGH_ATTENDED if any(m.attended for m in draft.group.mentions) else ENOUGH)
    ]
    # A journey is a meeting only where the text says who goes to see whom, or tells of nothing else.
    between = [t for t in told if t.group.kind != "visit" or len(t.parties) > 1] or told
    return tuple((t.group, _meeting(document, t.group, t.parties, t.status, names)) for t in joined(between))


@dataclass(frozen=True, slots=True)
class ToldMeeting:
    """A meeting that is worth telling, before it has its name."""

    group: MeetingGroup
    parties: tuple[str, ...]
    status: MeetingStatus
    worth: float


def joined(told: list[ToldMeeting]) -> list[ToldMeeting]:
    """One of those that nothing tells apart (the same parties, equally far, neither place nor day): the worthiest."""
    alike: dict[tuple[frozenset[str], MeetingStatus], list[ToldMeeting]] = {}
    for one in told:
        if not one.group.place and not one.group.date:
            alike.setdefault((frozenset(one.parties), one.status), []).append(one)
    out: list[ToldMeeting] = []
    for one in told:
        if one.group.place or one.group.date:
            out.append(one)
            continue
        same = alike[frozenset(one.parties), one.status]
        if one is max(same, key=lambda t: t.worth):
            mentions = sorted((m for t in same for m in t.group.mentions), key=lambda m: m.token.i)
            out.append(replace(one, group=MeetingGroup(mentions=mentions)) if len(same) > 1 else one)
    return out


def _closed(group: MeetingGroup, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties, but where a meeting is closed only those whom the words give: the page's other side is not there."""
    if not any(m.closed for m in group.mentions):
        return parties
    return tuple(p for p in parties if p in group.parties) or group.parties


def _is_of_nobody(group: MeetingGroup) -> bool:
    """ "When that meeting would take place", where no meeting was found to which it points; a hearing of nobody.

    "Port regulators will meet on Monday" is told for its day, whoever they are.
    """
    if any(m.closed for m in group.mentions):
        return not group.parties and not any(m.verbal and m.date for m in group.mentions)
    return all(m.pointing for m in group.mentions) and not (group.parties or group.place or group.date)


def _without_absentees(document: Document, group: MeetingGroup, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties, but their sides where one of them is said not to come: it is then no meeting of these persons."""
    away = {name for mention in group.mentions for name in mention.away}
    return tuple(dict.fromkeys(document.acts_for(p) for p in parties)) if away & set(parties) else parties


def _without_mediators(group: MeetingGroup, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties without whom the words have go between, where two are left."""
    between = {name for mention in group.mentions for name in mention.mediators}
    kept = tuple(p for p in parties if p not in between)
    return kept if len(kept) > 1 else parties


def drafts_of(document: Document) -> list[SittingDraft]:
    """Every group of mentions, with what the rules make of it."""
    groups = group_mentions(document, find_mentions(document))
    principals = Principals.of(document, groups)
    return [
        SittingDraft(group=g, meeting=_ruled(document, g, principals, Counter()), table=principals.table)
        for g in groups
    ]


def _timed(document: Document, draft: SittingDraft, chosen: Choice) -> MeetingStatus:
    """The likeliest status, unless calendar or words speak against it: what lies ahead or was called off was not held."""
    cue = draft.group.cue
    if cue.status is MeetingStatus.CANCELLED and cue.weight >= _OUTRIGHT and chosen.status in _TOOK_PLACE:
        return MeetingStatus.CANCELLED
    if chosen.status in _TOOK_PLACE and cue.status is None and any(m.ahead for m in draft.group.mentions):
        return MeetingStatus.PLANNED
    date, published = VagueDate.parse(draft.group.date), VagueDate.parse(document.article.published)
    if chosen.status in _TOOK_PLACE and date is not None and published is not None:
        if published.is_before(date):
            return _status(draft.group, published)
    if chosen.status is MeetingStatus.PLANNED and date is not None and published is not None:
        if date.is_before(published) and cue.status in (None, *_TOOK_PLACE):
            return MeetingStatus.HELD
    return chosen.status


def gather_by_rule(document: Document) -> Gathered:
    """What the words alone say: all there is to go by in a text of a few sentences."""
    groups = group_mentions(document, find_mentions(document))
    principals = Principals.of(document, groups)
    # A journey is a meeting only where the text says who goes to see whom.
    kept = [g for g in groups if _is_told(g) and not _is_of_nobody(g) and (g.kind != "visit" or len(g.parties) > 1)]
    names: Counter[str] = Counter()
    found = ((group, _ruled(document, group, principals, names, told=_is_told(group))) for group in kept)
    return tuple((group, meeting) for group, meeting in found if meeting is not None)


def _is_told(group: MeetingGroup) -> bool:
    """Whether the words tell of one meeting and not of talks in general: enough of it, or who comes to it."""
    return weight(group) >= _ENOUGH or any(m.attended for m in group.mentions)


def _ruled(
    document: Document, group: MeetingGroup, principals: Principals, names: Counter[str], *, told: bool = False
) -> Meeting | None:
    """What the words make of a group; of a meeting that is `told` nobody need be known to sit there."""
    stated = group.parties
    mediators = tuple(dict.fromkeys(n for m in group.mentions for n in m.mediators))
    hosts = tuple(dict.fromkeys(n for m in group.mentions for n in m.hosts))
    parties = tuple(
        p for p in stated if p not in mediators and not are_envoys(document, p) and not are_talked_about(document, p)
    )
    parties = on_one_level(document, parties, Counter(p for m in group.mentions for p in m.parties))
    by_itself = group.kind in ("call", "visit", "meeting") and not any(document.is_state(p) for p in parties)
    # "Chad boycotted Oman's talks": of who else was to come the words say nothing.
    bare = told and len(parties) == 1 and weight(group) < _ENOUGH
    closed = any(m.closed for m in group.mentions)
    if not closed and (not parties or (len(parties) == 1 and not by_itself and not bare)):
        onlookers = tuple(n for m in group.mentions for n in m.onlookers)
        among = bool(parties) and group.kind == "summit"
        parties = principals.complete(document, parties, (*mediators, *onlookers), among=among)
    if not parties and not told and not (group.place and (group.date or hosts or mediators or group.cue.weight >= 0.6)):
        return None
    return _meeting(document, group, parties, _status(group, VagueDate.parse(document.article.published)), names)


def _meeting(
    document: Document, group: MeetingGroup, parties: tuple[str, ...], status: MeetingStatus, names: Counter[str]
) -> Meeting:
    lead = max(group.mentions, key=lambda m: (_clarity(m), -m.token.i))
    name = _name(group, parties, group.date)
    names[name] += 1
    if names[name] > 1:
        name = f"{name} ({names[name]})"
    return Meeting(
        evidence=document.sentence_evidence(lead.token),
        anchor=lead.token.idx,
        component="meetings",
        confidence=round(min(0.95, 0.3 + 0.13 * weight(group)), 2),
        name=name,
        parties=parties,
        place=group.place,
        date=group.date,
        status=status,
        format=_format(group),
        hosts=tuple(dict.fromkeys(n for m in group.mentions for n in m.hosts)),
        mediators=tuple(n for n in dict.fromkeys(n for m in group.mentions for n in m.mediators) if n not in parties),
        proposed_by=next((m.proposed_by for m in group.mentions if m.proposed_by), None),
    )


def _status(group: MeetingGroup, published: VagueDate | None) -> MeetingStatus:
    """The status that the words give, unless the calendar knows better."""
    cue, date = group.cue, VagueDate.parse(group.date)
    if date is not None and published is not None:
        tomorrow = date.earliest == published.latest + timedelta(days=1)
        held = cue.status is MeetingStatus.HELD and cue.weight >= _FIRM and tomorrow  # the stamp lies a day behind
        if published.is_before(date) and not held and cue.status in (None, MeetingStatus.HELD, MeetingStatus.UNDER_WAY):
            return MeetingStatus.PLANNED
        if date.is_before(published) and cue.weight < _FIRM and cue.status in (None, MeetingStatus.UNDER_WAY):
            return MeetingStatus.HELD
    if cue.status is not None:
        return cue.status
    return MeetingStatus.UNDER_WAY if group.kind == "talks" else MeetingStatus.HELD


def _format(group: MeetingGroup) -> MeetingFormat | None:
    stated = [m.format for m in group.mentions if m.format is not None and not m.verbal]
    if stated:
        return stated[0]
    if any(m.kind == "call" for m in group.mentions):
        return MeetingFormat.DIRECT
    return next((m.format for m in group.mentions if m.format is not None), None)


def _clarity(mention: MeetingMention) -> float:
    return (
        (1.0 if mention.date else 0.0)
        + (1.0 if mention.place else 0.0)
        + (1.0 if mention.parties else 0.0)
        + mention.cue.weight
        - (0.5 if mention.headline else 0.0)
    )


def _name(group: MeetingGroup, parties: tuple[str, ...], date: str | None) -> str:
    kind = group.kind
    if group.place:
        label = f"{group.place} {kind}"
    elif 0 < len(parties) <= 3:
        label = f"{'-'.join(_short(p) for p in parties)} {kind}"
    else:
        label = kind
    return f"{label}, {_date_words(date)}" if date else label


def _short(name: str) -> str:
    return name.split()[-1] if len(name.split()) == 2 and name[0].isupper() and len(name) > 14 else name


def _date_words(date: str) -> str:
    vague = VagueDate.parse(date)
    if vague is None or vague.grain.value in ("year", "week"):
        return date
    month = f"{MONTH_NAMES[vague.earliest.month - 1]} {vague.earliest.year}"
    return f"{vague.earliest.day} {month}" if vague.grain.value == "day" else month
