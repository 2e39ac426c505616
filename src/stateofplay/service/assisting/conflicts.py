"""What could hold in a case, why, and what if: for an assistant, in small pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from stateofplay.casework.outlook.looking_ahead import SEED
from stateofplay.casework.outlook.sampling import draw_readings
from stateofplay.conflict import Analysis, Conflict, analyse
from stateofplay.conflict.concepts import concept_id, concept_of, general_knowledge, known_concepts, mark_words
from stateofplay.errors import CaseworkError, ConflictError
from stateofplay.exchange.analysis_page.proofs import UNPROVED, prove_any, tell_proof
from stateofplay.service.analysing import find_state
from stateofplay.service.assisting.replies import STEP, Links, Plain, Reply, page_of, told_item
from stateofplay.service.library import KeptCase
from stateofplay.service.views.conflicts.asked import whatif_view
from stateofplay.service.views.conflicts.conflict import ToldOutcome, conflict_view
from stateofplay.service.views.conflicts.conflict_model import drafted

MOST_GROUNDS = 3
CONCEPTS = ("NASH", "SEQ")


def outcomes(kept: KeptCase, links: Links, *, offset: int = 0, limit: int = STEP) -> Reply:
    """Which outcomes could hold, in which share of the readings that the record leaves open."""
    view = conflict_view(kept)
    if view.problem:
        return Reply(lead=f"{view.lead} {view.problem}")
    facts: dict[str, Plain] = {
        "now": view.now,
        "parties": list(view.parties),
        "options": {option.id: f"{option.owner}: {option.text}" for option in view.options},
        "caveats": list(view.caveats),
        "open_questions": [q.text for q in view.questions[:STEP]],
        "what_the_shares_are": "shares of the readings of the record, conditional on the model; no probability of the future",
    }
    return page_of(view.outcomes, _outcome, lead=view.lead, offset=offset, limit=limit, facts=facts)


def _outcome(one: ToldOutcome) -> Mapping[str, Plain]:
    return {
        "outcome": one.text,
        "in_options": one.formula,
        "is_where_it_stands": one.status_quo,
        "holds_in": {concept: f"{share:.0%} of the readings" for concept, share in one.shares},
        "who_would_leave": list(one.why),
        "hangs_on": list(one.hangs_on),
    }


def why(kept: KeptCase, links: Links, outcome: str = "", *, offset: int = 0, limit: int = STEP) -> Reply:
    """Why an outcome holds or not: who would leave it, the proof in words, and the claims that it rests on.

    Parameters
    ----------
    outcome
        As `outcomes` writes it under ``in_options``, or in words; where it stands by default.
    """
    view = conflict_view(kept)
    if view.problem:
        return Reply(lead=f"{view.lead} {view.problem}")
    named = " ".join(outcome.casefold().split())
    chosen = next(
        (
            o
            for o in view.outcomes
            if (o.status_quo if not named else named in (o.formula.casefold(), o.text.casefold()))
        ),
        None,
    )
    if chosen is None:
        known = [o.formula for o in view.outcomes]
        return Reply(lead=f"There is no outcome {outcome!r} among those told.", facts={"outcomes": list(known)})
    taken = {o.id for o, sign in zip(view.options, chosen.signs, strict=False) if sign == "Y"}
    about = [c for o in view.options if o.id in taken for c in o.claims]
    about += [c for wish in view.wishes for c in wish.claims]
    claims = list({c.id: c for c in about}.values())
    said = " ".join(chosen.why) or "Nobody would leave it."
    facts: dict[str, Plain] = {
        **_outcome(chosen),
        "proof": list(_proofs(kept, chosen)),
        "of_the_proof": "of one reading of the record; where its questions are open, another may hold",
    }
    lead = f"{chosen.text}: {said}"
    return page_of(claims, lambda c: told_item(c, links), lead=lead, offset=offset, limit=limit, facts=facts)


def _proofs(kept: KeptCase, outcome: ToldOutcome) -> Sequence[str]:
    """The proofs of the state that stands for an outcome, party by party; why there is none where there is none."""
    conflict = drafted(kept).conflict
    try:
        state = find_state(conflict, "".join("N" if sign == "-" else sign for sign in outcome.signs))
        analysis = analyse(conflict, CONCEPTS)
    except ConflictError as error:
        return (error.sentence,)
    told: list[str] = []
    for concept in analysis.concepts:
        for dm in conflict.dm_ids:
            try:
                sentence, grounds = tell_proof(conflict, prove_any(analysis, concept, dm, state), most=MOST_GROUNDS)
            except ConflictError as error:
                if error.slug not in UNPROVED:
                    raise
                sentence, grounds = error.sentence, ()
            told.append(f"{concept}: {sentence} {' '.join(grounds)}".strip())
    return told


def by_concept(kept: KeptCase, links: Links, names: Sequence[str] = (), *, offset: int = 0, limit: int = STEP) -> Reply:
    """How stability concepts judge the outcomes of the drafted model; without names, which concepts there are.

    Parameters
    ----------
    names
        Concepts as `known_concepts` has them, with a number for ``h`` and a party for ``leader``.

    Raises
    ------
    ConflictError
        ``conflict.concept_unknown``, with the concepts that there are; or where a concept is none for this model.
    """
    if not names:
        return page_of(
            known_concepts(),
            lambda c: {
                "concept": c.id,
                "name": c.name,
                "stable_if": c.definition,
                "source": c.source,
                "definition_is": mark_words(c),
            },
            lead="Name one or several of these.",
            offset=offset,
            limit=limit,
        )
    view = conflict_view(kept)
    if view.problem:
        return Reply(lead=f"{view.lead} {view.problem}")
    asked = tuple(dict.fromkeys(concept_id(name) for name in names))
    conflict = drafted(kept).conflict
    readings = draw_readings(conflict, _CONCEPT_READINGS, SEED, ("NASH",))
    held: Counter[tuple[str, str]] = Counter()
    for number in range(readings.samples):
        analysis = analyse(readings.conflict_in(conflict, number), asked)
        for name in asked:
            held.update(
                {(name, outcome.formula) for outcome in view.outcomes if _holds(conflict, analysis, name, outcome)}
            )
    facts: dict[str, Plain] = {
        "concepts": {name: concept_of(name).definition for name in asked},
        "readings": readings.samples,
        "taken_on_trust": general_knowledge(asked),
    }

    def told(one: ToldOutcome) -> Mapping[str, Plain]:
        shares: dict[str, Plain] = {n: f"{held[n, one.formula] / readings.samples:.0%} of the readings" for n in asked}
        return {
            "outcome": one.text,
            "in_options": one.formula,
            "is_where_it_stands": one.status_quo,
            "holds_in": shares,
        }

    lead = f"{len(view.outcomes)} outcomes by {', '.join(asked)}, each by what parties do alone."
    return page_of(view.outcomes, told, lead=lead, offset=offset, limit=limit, facts=facts)


def _holds(conflict: Conflict, analysis: Analysis, concept: str, outcome: ToldOutcome) -> bool:
    """Whether the state that stands for an outcome is an equilibrium."""
    state = find_state(conflict, "".join("N" if sign == "-" else sign for sign in outcome.signs))
    return bool(analysis.equilibrium(concept)[state - 1])


_CONCEPT_READINGS = 40
"""Readings for concepts that were asked for by name: some of them are decided state by state."""


def what_if(
    kept: KeptCase, links: Links, *, sets: Sequence[str] = (), prefers: Sequence[str] = (), drops: Sequence[str] = ()
) -> Reply:
    """The model of the case beside itself with some changes. Nothing is saved.

    Raises
    ------
    CaseworkError
        Where no model can be drafted, or a change means nothing to it; the hint says how changes are written.
    """
    try:
        view = whatif_view(kept, sets=sets, prefers=prefers, drops=drops)
    except CaseworkError as error:
        raise CaseworkError(error.sentence, slug=error.slug, hint=error.hint or _HOW) from error
    facts: dict[str, Plain] = {
        "changed": [f"{kind}: {words}" for kind, words in view.pairs],
        "options": dict(view.options),
        "columns": list(view.columns),
    }
    return page_of(
        view.rows,
        lambda row: {"row": list(row)},
        lead=view.lead or "Nothing changes.",
        facts=facts,
        limit=25,
    )


_HOW = "Write sets as 'OPTION = yes', prefers as 'PARTY: OPTION', drops as ids of claims."
