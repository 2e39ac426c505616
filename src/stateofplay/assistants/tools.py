"""What an assistant can ask: one function a tool. Its docstring and the words of its arguments are what a model reads of it.

Tools that list one kind of thing take the same arguments and stand in a table (`LISTS`).

Days are text and read by our own reader of dates: an argument that is typed as a time takes "2025" for a second of 1970.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from stateofplay.errors import RecordError
from stateofplay.service.assisting import checking, conflicts, views
from stateofplay.service.assisting.replies import STEP, Links, Reply
from stateofplay.service.assisting.views import Wanted
from stateofplay.service.library import KeptCase, Library

Case = Annotated[
    str, Field(description="Name of the case, as the tool `cases` lists it; may be left out where there is one.")
]
Party = Annotated[str, Field(description="Only of this party, under any of its names, its people included.")]
About = Annotated[str, Field(description="Only with these words.")]
Since = Annotated[str, Field(description="From this day on: 2025-06-01, 2025-06, 2025 or 1 June 2025.")]
Until = Annotated[str, Field(description="Up to this day.")]
Offset = Annotated[
    int, Field(description="Items to leave out before the first: next_offset of the answer before.", ge=0)
]
Limit = Annotated[int, Field(description="Items of one answer.", ge=1, le=25)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What tools answer from.

    Parameters
    ----------
    library
        The cases.
    base
        Address of the browser face, for links.
    """

    library: Library
    base: str

    def case(self, name: str) -> tuple[KeptCase, Links]:
        """A case, with where the browser shows it.

        Raises
        ------
        RecordError
            ``record.missing`` where no case has this name, or several could be meant.
        """
        known = [one.id for one in self.library.shelved()]
        if not name and len(known) == 1:
            name = known[0]
        if name not in known:
            said = (
                f"there is no case {name!r}"
                if name
                else "several cases could be meant"
                if known
                else "there is no case yet"
            )
            raise RecordError(said, slug="record.missing", hint=f"Cases: {', '.join(known) or 'none'}.")
        return self.library.kept(name), Links(base=self.base, case=name)


def tools_of(desk: Desk) -> tuple[Callable[..., Reply], ...]:
    """Every tool, over a desk."""

    def cases(offset: Offset = 0, limit: Limit = STEP) -> Reply:
        """List the cases (negotiations that are followed), each with its state of play in a sentence. Begin here."""
        return views.cases(desk.library, desk.base, offset=offset, limit=limit)

    def state_of_play(case: Case = "") -> Reply:
        """Say where a negotiation stands now: talks ahead and held, who waits for whom, and the main positions."""
        return views.state_of_play(*desk.case(case))

    def changes(case: Case = "", since: Since = "", offset: Offset = 0, limit: Limit = STEP) -> Reply:
        """List what is new, turned, firmer, softer, contradicted or withdrawn since a day; by default the last week."""
        return views.changes(*desk.case(case), since, offset=offset, limit=limit)

    def search(
        words: Annotated[str, Field(description='Words that a sentence must all have; phrases in "quotation marks".')],
        case: Case = "",
        offset: Offset = 0,
        limit: Limit = STEP,
    ) -> Reply:
        """Find sentences of the archived pages by words, phrases, or names in any spelling; of all cases where none is named."""
        if case:
            kept = [desk.case(case)[0]]
        else:
            kept = [one for _, one, _ in desk.library.each() if one is not None]
        return views.search(kept, desk.base, words, offset=offset, limit=limit)

    def claim(
        id: Annotated[str, Field(description="Id of the claim, such as pos-12ab34cd56, or its beginning.")],
        case: Case = "",
    ) -> Reply:
        """Show one claim with the sentence it rests on, what stands around it, and what people judged of it."""
        kept, links = desk.case(case)
        return views.one_claim(kept, links, id)

    def who_waits(case: Case = "", party: Party = "", offset: Offset = 0, limit: Limit = STEP) -> Reply:
        """Say who waits for whom: rings of parties each of which waits for the next, and every wait with its condition."""
        return views.waiting(*desk.case(case), Wanted(party=party, offset=offset, limit=limit))

    def outcomes(case: Case = "", offset: Offset = 0, limit: Limit = STEP) -> Reply:
        """Say which outcomes could hold, from a model drafted of the record, and in what share of its readings."""
        return conflicts.outcomes(*desk.case(case), offset=offset, limit=limit)

    def why(
        case: Case = "",
        outcome: Annotated[
            str, Field(description="in_options of an outcome, as `outcomes` writes it; where it stands by default.")
        ] = "",
        offset: Offset = 0,
        limit: Limit = STEP,
    ) -> Reply:
        """Say why an outcome holds or not: who would leave it, the proof in words, and the claims that it rests on."""
        return conflicts.why(*desk.case(case), outcome, offset=offset, limit=limit)

    def concepts(
        case: Case = "",
        names: Annotated[
            list[str] | None,
            Field(
                description="Stability concepts: NASH, GMR, SMR, SEQ, SSEQ, SIM, L_3, MR_2 ...; none lists them all."
            ),
        ] = None,
        offset: Offset = 0,
        limit: Limit = STEP,
    ) -> Reply:
        """Say how named stability concepts judge the outcomes of the drafted model; without names, which concepts there are."""
        return conflicts.by_concept(*desk.case(case), names or (), offset=offset, limit=limit)

    def what_if(
        case: Case = "",
        set: Annotated[
            list[str] | None, Field(description="Changes of options: 'OPTION = yes', with no, to_yes, to_no or both.")
        ] = None,
        prefer: Annotated[
            list[str] | None, Field(description="Changes of wishes: 'PARTY: OPTION', or 'PARTY: A > B'.")
        ] = None,
        drop: Annotated[list[str] | None, Field(description="Ids of claims to leave out.")] = None,
    ) -> Reply:
        """Lay the model beside itself with some changes: what would hold then. Nothing is saved."""
        return conflicts.what_if(*desk.case(case), sets=set or (), prefers=prefer or (), drops=drop or ())

    def check(
        sentence: Annotated[str, Field(description="One sentence in English, as you would write it.", max_length=4000)],
        case: Case = "",
    ) -> Reply:
        """Check a sentence: supported by the record, contradicted, or not in the record, with the ids of the claims that say so.

        Call this before you tell anybody something about a negotiation as a fact.
        """
        return checking.check_sentence(*desk.case(case), sentence)

    return (
        cases, state_of_play, *(_listing(desk, name) for name in LISTS), changes, search, claim, who_waits, outcomes, why,
        concepts, what_if, check,
    )  # fmt: skip


LISTS: dict[str, tuple[Callable[[KeptCase, Links, Wanted], Reply], str]] = {
    "positions": (
        views.positions,
        "List what each party wants, offers, refuses or threatens now, with what it said before and who contradicts it.",
    ),
    "talks": (views.talks, "List rounds of talks: status, date, place, parties; the latest first."),
    "attendance": (
        views.attendance,
        "List who comes to which talks, leads, stays away, or comes only on a condition.",
    ),
    "conditions": (
        views.conditions,
        "List what hangs on what: who will do something only if, before, or in exchange for something else.",
    ),
    "events": (
        views.events,
        "List what one actor did, does or plans toward another, coded in PLOVER; the latest first.",
    ),
}
"""Tool -> what answers it, and what a model reads of it; all of these take the same arguments."""


def _listing(desk: Desk, name: str) -> Callable[..., Reply]:
    answered_by, says = LISTS[name]

    def tool(
        case: Case = "", party: Party = "", about: About = "", since: Since = "", until: Until = "", offset: Offset = 0,
        limit: Limit = STEP,
    ) -> Reply:  # fmt: skip
        wanted = Wanted(party=party, about=about, since=since, until=until, offset=offset, limit=limit)
        return answered_by(*desk.case(case), wanted)

    tool.__name__, tool.__doc__ = name, says
    return tool
