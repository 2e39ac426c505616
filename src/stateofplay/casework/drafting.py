"""Draft a conflict model from the record."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.casework.ground import Ground
from stateofplay.casework.options import draft_options
from stateofplay.casework.preferences import draft_statements
from stateofplay.casework.records import Draft, DraftOption, DraftStatement, Question
from stateofplay.conflict import Conflict, DecisionMaker, Option, Statement, Statements
from stateofplay.conflict.preference import Indifferent
from stateofplay.errors import CaseworkError

MOST_PARTIES = 5
MOST_OPTIONS = 10


def draft(
    ground: Ground,
    *,
    parties: Sequence[str] = (),
    issues: Sequence[str] = (),
    most_options: int = MOST_OPTIONS,
) -> Draft:
    """Draft a conflict model.

    Parameters
    ----------
    ground
        The views of a case.
    parties, issues
        Only these, where given; else the parties that bargain most, and every issue.
    most_options
        How many options to keep, the most contested first; at most 14.

    Returns
    -------
    Draft
        Every part of it lists its claims, its rule and how sure it is; what is unknown is a question, never a guess.

    Raises
    ------
    CaseworkError
        ``casework.one_party`` or ``casework.no_options``, saying what is missing.
    """
    candidates = [name for name, _ in ground.weight().most_common()]
    chosen = [p for p in candidates if not parties or p in parties]
    if len(chosen) < 2:
        have = f"only {chosen[0]}" if chosen else "nobody"
        raise CaseworkError(
            f"a conflict needs two parties, and the record has {have}",
            slug="casework.one_party",
            hint="Add pages in which the other side speaks, or name other --parties.",
        )
    possible = draft_options(ground, chosen[: MOST_PARTIES * 2])
    if issues:
        wanted = [i.lower() for i in issues]
        possible = [o for o in possible if any(i in o.issue.lower() or i in o.text.lower() for i in wanted)]
    kept, left_out = _choose(possible, chosen, min(most_options, 14))
    if not kept:
        raise CaseworkError(
            "the record speaks of nothing that a party could do or leave undone",
            slug="casework.no_options",
            hint="Add pages in which parties demand, offer, refuse or threaten something.",
        )
    owners = [p for p in chosen if any(o.owner == p for o in kept)]
    left_out += [f"{p}: no option of its own among those kept" for p in chosen[:MOST_PARTIES] if p not in owners]
    statements = draft_statements(ground, kept, owners)
    return Draft(
        title=ground.title,
        as_of=ground.as_of,
        parties=tuple(owners),
        options=tuple(kept),
        statements=tuple(statements),
        left_out=tuple(left_out),
        questions=_questions(owners, kept, statements),
        conflict=to_conflict(ground.title, owners, kept, statements),
    )


def _choose(possible: Sequence[DraftOption], parties: Sequence[str], most: int) -> tuple[list[DraftOption], list[str]]:
    kept: list[DraftOption] = []
    left_out: list[str] = []
    owners: list[str] = []
    for option in possible:
        if len(kept) >= most:
            left_out.append(f"{option.text}: {most} more contested options come first")
        elif option.owner not in owners and len(owners) >= MOST_PARTIES:
            left_out.append(f"{option.text}: {option.owner} is not among the {MOST_PARTIES} parties that bargain most")
        else:
            kept.append(option)
            if option.owner not in owners:
                owners.append(option.owner)
    kept.sort(key=lambda o: (parties.index(o.owner), -o.contested, o.id))
    return kept, left_out


def to_conflict(
    title: str, parties: Sequence[str], options: Sequence[DraftOption], statements: Sequence[DraftStatement]
) -> Conflict:
    """The draft as a conflict model; preferences hold only what the record says."""
    makers = []
    for party in parties:
        mine = [
            Statement(formula=s.formula, note=s.text, evidence=s.basis.claims) for s in statements if s.party == party
        ]
        makers.append(DecisionMaker(id=party, name=party, preference=Statements.of(*mine) if mine else Indifferent()))
    now = "".join("Y" if o.holds_now else "N" for o in options)
    return Conflict(
        name=title,
        decision_makers=tuple(makers),
        options=tuple(
            Option(id=o.id, owner=o.owner, name=o.text, note=f"rule: {o.basis.rule}", evidence=o.basis.claims)
            for o in options
        ),
        status_quo=now,
    )


def _questions(
    parties: Sequence[str], options: Sequence[DraftOption], statements: Sequence[DraftStatement]
) -> tuple[Question, ...]:
    out = []
    for party in parties:
        mine = [s for s in statements if s.party == party]
        if not mine:
            out.append(Question(text=f"What does {party} want? The record gives no preference of it.", party=party))
            continue
        words = set(" ".join(s.formula for s in mine).replace("(", " ").replace(")", " ").split())
        for option in options:
            if option.id not in words:
                out.append(
                    Question(
                        text=f"Would {party} rather see this or not: {option.text}?", party=party, option=option.id
                    )
                )
    return tuple(out)
