"""What one side says and another denies: statements and events of different sides or pages that cannot both be true."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Select, and_, func, or_, select

from stateofplay.model import Act, EventStatus, PloverEvent
from stateofplay.model.dates import VagueDate
from stateofplay.record.actors.identity import Identities
from stateofplay.record.issues.clusters import stems
from stateofplay.record.judging.judgements import Judgement
from stateofplay.record.positions.stances import side_of
from stateofplay.record.storage.tables import CLAIM, JUDGEMENT, PAGE
from stateofplay.record.views.claim_rows import Filter, Row, rows
from stateofplay.record.views.sources import Sources, load_sources

DENIALS = 40
"""The latest denials that are looked into: what was denied long ago is in the view of statements."""
NEAR_DAYS = 14
"""So far apart a page and the day of an act that it denies may lie."""
_BATCH = 50
"""Pages that are searched for denials first, the latest; then twice as many, until there are enough."""
_COVERED = 0.5
"""How much of a denial's words the other sentence must have, and something more: one of two words is a topic, no claim."""
ACTS = frozenset(
    {
        PloverEvent.ASSAULT,
        PloverEvent.COERCE,
        PloverEvent.RETREAT,
        PloverEvent.AID,
        PloverEvent.MOBILIZE,
        PloverEvent.SANCTION,
        PloverEvent.CONCEDE,
    }
)
"""Acts of which two sentences with the same words speak of one; of talks and demands there are many at a time."""
_EMPTY = frozenset(
    (
        "he she it they we i his her its their our him them had has have been did does do done would will could can may might "
        "should must any anything anybody anyone nothing something ever never not there that this report reports claim claims "
        "allegation allegations accusation accusations suggestion suggestions accusing "
        # What is denied with these is what stands behind them: "responsibility for the raid", "any part in the raid".
        "responsibility responsible involvement involved role part hand link links complicity behind"
    ).split()
)
_REFUSED = re.compile(r"^(?:him|them|us|me)\s", re.IGNORECASE)
"""Who "denied them the loan" has refused something, and says of no statement that it is wrong."""
_DONE_TO = re.compile(r"\b(?:on|against|at|to|towards?|for|with|over|upon|from|about)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands in front of a name that suffers what is told, or is only spoken of: "sanctions on Sudan over the raid"."""
_OWNING = re.compile(r"^(?:['’]s?\s|['’]$)")
_OF_A_PEOPLE = re.compile(r"(?:ian|ese|ish|ican|[^aeiou]i)$")
"""How names of countries end where they stand in front of what is theirs: "Sudanese boats"."""
_CLOSE = 3
"""So many words behind a name stands what is its own: "Sudan's nightly raid"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two rows that contradict each other."""

    said: Row
    denied: Row
    shared: tuple[str, ...]
    """The words that both have: the reason why they are set against each other."""


def disputes(
    connection: Connection,
    *,
    events: Sequence[Row],
    forms: Mapping[str, str],
    known_sides: Mapping[str, str],
    identities: Identities,
    judgements: dict[str, Judgement],
    wanted: Filter | None = None,
    sources: Sources | None = None,
) -> tuple[Dispute, ...]:
    """Find what one side says and another denies.

    Parameters
    ----------
    events
        Rows of the case's events.
    forms
        Surface form of an actor in lower case -> its name in the case.
    known_sides
        Actor -> the side it stands on.

    Returns
    -------
    tuple of Dispute
        The latest first. Cost: one query for each of the latest `DENIALS` denials, and linear in the events.
    """
    narrowed = Filter(
        since=wanted.since if wanted else None,
        until=wanted.until if wanted else None,
        source=wanted.source if wanted else None,
        status=str(Act.DENY),
    )
    known = sources or load_sources(connection, narrowed)

    def denials_on(pages: Sequence[str]) -> tuple[Row, ...]:
        return rows(
            connection, "statements", narrowed, identities=identities, judgements=judgements, sources=known, on=pages
        )

    denials = _of_latest_pages(known, denials_on, lambda found: found[-DENIALS:])
    names = _SideNames(forms, known_sides)
    pairs: list[tuple[Row, str]] = []
    for denial in denials:
        pairs += [(denial, claim) for claim in _candidates(connection, denial)]
    ids = list(dict.fromkeys(claim for _, claim in pairs))
    whole = known if known.every else None  # what was denied may stand on any page
    said = {
        row.claim_id: row
        for row in (
            rows(connection, "statements", identities=identities, judgements=judgements, claims=ids, sources=whole)
            if ids
            else ()
        )
    }
    out = []
    for denial, claim in pairs:
        if claim in said and (found := _opposed(said[claim], denial, names, known_sides)):
            out.append(found)
    out += _events(events, known_sides, names)
    out.sort(key=lambda d: (max(d.said.day, d.denied.day), d.denied.page, d.denied.start), reverse=True)
    return tuple(out)


def _of_latest_pages(
    sources: Sources,
    rows_on: Callable[[Sequence[str]], tuple[Row, ...]],
    keep: Callable[[tuple[Row, ...]], tuple[Row, ...]],
) -> tuple[Row, ...]:
    """Of the rows of all pages the latest `DENIALS` that are kept, in their order. The latest pages are asked first."""
    pages = sorted(sources.pages, key=lambda page: sources.places[sources.pages[page].number], reverse=True)
    found: tuple[Row, ...] = ()
    start, size = 0, _BATCH
    while start < len(pages) and len(found) < DENIALS:
        found = keep((*rows_on(pages[start : start + size]), *found))
        start, size = start + size, 2 * size
    return found


class _SideNames:
    """By what names each side is spoken of; an expression of each of hundreds was compiled again for every sentence."""

    def __init__(self, forms: Mapping[str, str], known_sides: Mapping[str, str]) -> None:
        self._forms: dict[str, list[str]] = defaultdict(list)
        for form, name in forms.items():
            self._forms[side_of(name, known_sides)].append(form)
        self._any: dict[str, re.Pattern[str]] = {}
        self._stems: dict[str, frozenset[str]] = {}

    def is_named(self, side: str, words: str) -> bool:
        """Whether a name of a side stands in some words.

        >>> _SideNames({"chad": "Chad", "n'djamena": "Chad"}, {}).is_named("Chad", "talks in N'Djamena")
        True
        """
        forms = self._forms.get(side)
        if not forms:
            return False
        if side not in self._any:
            self._any[side] = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)
        return self._any[side].search(words) is not None

    def does(self, side: str, words: str, shared: Set[str]) -> bool:
        """Whether a side is told as who does it, not as whom it is done to, and nothing is told of a thing of its own.

        >>> names = _SideNames({"chad": "Chad"}, {})
        >>> names.does("Chad", "Chad led the raid", {"raid"}), names.does("Chad", "sanctions on Chad for the raid", {"raid"})
        (True, False)
        >>> names.does("Chad", "Chad's night raid", {"raid"}), names.does("Chad", "Chad's answer to the raid", {"raid"})
        (True, False)
        """
        if not self.is_named(side, words):
            return False
        for found in self._any[side].finditer(words):
            behind = words[found.end() :]
            if _DONE_TO.search(words[: found.start()]):
                continue
            if not (_OWNING.match(behind) or _OF_A_PEOPLE.search(found[0].lower())):
                return True
            if stems(" ".join(re.findall(r"\w+", _OWNING.sub("", behind))[:_CLOSE])) & shared:
                return True
        return False

    def stems(self, side: str) -> frozenset[str]:
        """The stems of all names of a side."""
        if side not in self._stems:
            self._stems[side] = frozenset(stem for form in self._forms.get(side, ()) for stem in stems(form))
        return self._stems[side]


def _own_words(row: Row) -> frozenset[str]:
    return frozenset(s for s in stems(row.what or "") if s not in _EMPTY)


def _candidates(connection: Connection, denial: Row) -> list[str]:
    """Ids of statements near in time that have a word of the denial."""
    found = _own_words(denial)
    when = VagueDate.parse(denial.day[:10])
    if not found or when is None:
        return []
    day = when.earliest
    query = (
        select(CLAIM.c.id)
        .join(PAGE, PAGE.c.id == CLAIM.c.page_id)
        .where(
            CLAIM.c.kind == "statements",
            CLAIM.c.state != str(Act.DENY),
            PAGE.c.published.between(_shift(day, -NEAR_DAYS), _shift(day, NEAR_DAYS))
            if denial.dated
            else PAGE.c.number == denial.page,
            or_(*(CLAIM.c.what.icontains(word, autoescape=True) for word in sorted(found))),
        )
    )
    return list(connection.execute(query).scalars())


def _shift(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return day.isoformat()


def _opposed(said: Row, denial: Row, names: _SideNames, known_sides: Mapping[str, str]) -> Dispute | None:
    if not said.party or not denial.party:
        return None
    denier = side_of(denial.party, known_sides)
    if side_of(said.party, known_sides) == denier:
        return None
    if said.page == denial.page and said.start < denial.end and denial.start < said.end:
        return None  # one sentence that tells both: what is denied in it is no statement
    if _REFUSED.match(denial.what or ""):
        return None
    own = _own_words(denial) - names.stems(denier)
    shared = own & _own_words(said)
    if not shared or len(shared) <= _COVERED * len(own):
        return None
    if not names.does(denier, said.what or "", shared):
        return None  # it says nothing of what the one who denies has done
    return Dispute(said=said, denied=denial, shared=_words(denial.what or "", shared))


def _words(phrase: str, shared: Set[str]) -> tuple[str, ...]:
    """The words of a phrase that have one of these stems."""
    found = (word for word in re.findall(r"\w+", phrase) if stems(word) & shared)
    return tuple(dict.fromkeys(found)) or tuple(sorted(shared))


def contested_events(
    connection: Connection, identities: Identities, judgements: dict[str, Judgement], sources: Sources
) -> tuple[Row, ...]:
    """Of the whole case's events those that `disputes` needs, for who asks for nothing else of them.

    They are the denied ones, and of the acts that were denied last what happened in the months around.
    """

    def of(status: EventStatus, on: Collection[str] | Select[tuple[str]]) -> tuple[Row, ...]:
        wanted = Filter(status=str(status))
        return rows(connection, "events", wanted, identities=identities, judgements=judgements, sources=sources, on=on)

    denied = _of_latest_pages(sources, lambda pages: of(EventStatus.DENIED, pages), _denied)
    days = [when for r in denied if (when := VagueDate.parse(r.date or r.day[:10])) is not None]
    if not days:
        return denied
    first = _shift(min(d.earliest for d in days), -NEAR_DAYS)[:7]
    last = _shift(max(d.latest for d in days), NEAR_DAYS)[:7]
    told = func.coalesce(func.nullif(CLAIM.c.date, ""), PAGE.c.published, PAGE.c.added_at)
    corrected = CLAIM.c.id.in_(select(JUDGEMENT.c.claim_id).where(JUDGEMENT.c.correction != "{}"))
    near = (
        select(CLAIM.c.page_id)
        .join(PAGE, PAGE.c.id == CLAIM.c.page_id)
        .where(
            CLAIM.c.kind == "events",
            or_(
                and_(CLAIM.c.state == str(EventStatus.HAPPENED), CLAIM.c.what.in_({r.what for r in denied})), corrected
            ),
            # Months compare as text; a year or a week may lie in any of them.
            or_(func.substr(told, 1, 7).between(first, last), func.length(told) == 4, told.like("%W%"), corrected),
        )
    )
    return (*denied, *of(EventStatus.HAPPENED, near))


def _denied(events: Iterable[Row]) -> tuple[Row, ...]:
    """The latest acts that somebody denies."""
    return tuple([r for r in events if r.state == EventStatus.DENIED and r.what in ACTS and r.party][-DENIALS:])


def _events(events: Sequence[Row], known_sides: Mapping[str, str], names: _SideNames) -> list[Dispute]:
    """Acts that one sentence says happened and another, of the same time and with the same words, that they did not."""

    def key(row: Row) -> tuple[str | None, str, str]:
        return row.what, side_of(row.party or "", known_sides), side_of(row.other or "", known_sides)

    denials = _denied(events)
    kinds, wanted = {r.what for r in denials}, {key(r) for r in denials}
    happened: dict[tuple[str | None, str, str], list[Row]] = defaultdict(list)
    for row in events if denials else ():
        if row.what in kinds and row.state == EventStatus.HAPPENED and row.party and (of := key(row)) in wanted:
            happened[of].append(row)
    out = []
    for denied in denials:
        of = key(denied)
        # Both tell of the same two, who may have several names: that is no reason to think of one act.
        own = stems(denied.quote) - stems(f"{of[1]} {of[2]}") - names.stems(of[1]) - names.stems(of[2]) - _EMPTY
        own = frozenset(stem for stem in own if len(stem) > 1)
        for said in happened[of]:
            if (said.page, said.start) == (denied.page, denied.start) or not _near(said, denied):
                continue
            if said.said_by == denied.said_by and not (said.date and denied.date):
                continue  # one voice tells of two times: "tested none this year", "had tested many"
            shared = stems(said.quote) & own
            if len(shared) >= 2:
                out.append(Dispute(said=said, denied=denied, shared=_words(denied.quote, shared)))
    return out


def _near(a: Row, b: Row) -> bool:
    one, other = VagueDate.parse(a.date or a.day[:10]), VagueDate.parse(b.date or b.day[:10])
    if one is None or other is None:
        return False
    gap = max((other.earliest - one.latest).days, (one.earliest - other.latest).days)
    return gap <= (0 if a.date and b.date else NEAR_DAYS)
