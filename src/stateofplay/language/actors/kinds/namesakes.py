"""Namesakes: which of several people of one surname is meant where a page gives the surname alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stateofplay.language.actors.names.title import Title
from stateofplay.language.actors.roster import ActorDraft, parts_of_office
from stateofplay.language.tokens import Doc

_PAST = frozenset({"former", "ex", "late"})
_NO_OFFICE = frozenset({"of", "the", "a", "an", "and", "for", "to", "in", "acting", "deputy"})


def by_office(
    doc: Doc, bearers: Sequence[ActorDraft], found: Iterable[Title], titles: Mapping[int, Sequence[Title]]
) -> ActorDraft | None:
    """Who of some bearers of a surname has the office that is told with it: "President Saleh", beside a minister Saleh.

    Parameters
    ----------
    found
        The titles around the surname.
    titles
        Those told of everybody so far, by the identity of their draft.

    Returns
    -------
    The one whose office is the most like it; None where two are as like, or nobody has such an office.
    """
    told = [_words(doc, title) for title in found if title.role]
    if not told or len(bearers) < 2:
        return None
    likeness = {
        id(d): max((_likeness(office, told) for office in _offices(doc, d, titles)), default=0.0) for d in bearers
    }
    best = max(likeness.values())
    likest = [d for d in bearers if likeness[id(d)] == best]
    return likest[0] if best > 0 and len(likest) == 1 else None


def _likeness(office: frozenset[str], told: Sequence[frozenset[str]]) -> float:
    return max((len(office & one) / len(office | one) for one in told if one), default=0.0)


def _offices(doc: Doc, draft: ActorDraft, titles: Mapping[int, Sequence[Title]]) -> list[frozenset[str]]:
    known = draft.entry.offices if draft.entry is not None else ()
    mine = [_words(doc, title) for title in titles.get(id(draft), ()) if title.role]
    return [office for office in (*mine, *(_of_role(role) for role in known)) if office]


def _words(doc: Doc, title: Title) -> frozenset[str]:
    """The words of an office without whose it is, but with whether it is past."""
    before = doc[max(title.start - 2, 0) : title.end]
    return _of_role(title.role) | (frozenset({"former"}) if any(t.lower_ in _PAST for t in before) else frozenset())


def _of_role(role: str) -> frozenset[str]:
    return frozenset(parts_of_office(role.partition(" of ")[0])) - _NO_OFFICE
