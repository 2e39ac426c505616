"""Draft a conflict model from the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stateofplay.casework.draft.couplings import Coupling, read_couplings
from stateofplay.casework.draft.options import OptionBook, fill_book
from stateofplay.casework.draft.preferences import draft_statements
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft, DraftOption, DraftStatement, Question
from stateofplay.casework.draft.stakes import Stake, part_hearsay, read_stakes
from stateofplay.conflict import Conflict, DecisionMaker, Option, Rule, Statement, Statements
from stateofplay.conflict.preferences.complete import Indifferent
from stateofplay.errors import CaseworkError

MOST_PARTIES = 5
MOST_OPTIONS = 10
MOST_OPTIONS_EVER = 13


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
        How many options to keep, the most contested first; at most 13.

    Returns
    -------
    Draft
        Every part of it lists its claims, its rule and how sure it is; what is unknown is a question, never a guess.

    Raises
    ------
    CaseworkError
        ``casework.one_party`` or ``casework.no_options``, saying what is missing.
    """
    most_options = max(1, min(most_options, MOST_OPTIONS_EVER))
    candidates = [name for name, _ in ground.weight().most_common()]
    chosen = [p for p in candidates if not parties or _is_named(ground, p, parties)][: 2 * MOST_PARTIES]
    if len(chosen) < 2:
        have = f"only {chosen[0]}" if chosen else "nobody"
        raise CaseworkError(
            f"a conflict needs two parties, and the record has {have}",
            slug="casework.one_party",
            hint="Add pages in which the other side speaks, or name other --parties.",
        )
    record = read_record(ground, chosen)
    possible = record.book.options(record.couplings)
    if issues:
        wanted = [i.lower() for i in issues]
        possible = [o for o in possible if any(i in o.issue.lower() or i in o.text.lower() for i in wanted)]
    kept, left_out = _choose(possible, chosen, most_options)
    if len({o.owner for o in kept}) == 1:
        raise CaseworkError(
            f"the record speaks of nothing that anybody but {kept[0].owner} could do",
            slug="casework.one_party",
            hint="Add pages that say what the other side is asked for, offers or refuses.",
        )
    if not kept:
        raise CaseworkError(
            "the record speaks of nothing that a party could do or leave undone",
            slug="casework.no_options",
            hint="Add pages in which parties demand, offer, refuse or threaten something.",
        )
    owners = [p for p in chosen if any(o.owner == p for o in kept)]
    left_out += [f"{p}: no option of its own among those kept" for p in chosen[:MOST_PARTIES] if p not in owners]
    statements, doubts = draft_statements(record.book, kept, record.stakes, record.couplings, owners)
    return Draft(
        title=ground.title,
        as_of=ground.as_of,
        parties=tuple(owners),
        options=tuple(kept),
        statements=tuple(statements),
        left_out=tuple(dict.fromkeys((*left_out, *record.unused))),
        questions=(*doubts, *_questions(owners, kept, statements)),
        conflict=to_conflict(ground.title, owners, kept, statements),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the record says, read as stakes and couplings, with the options that they speak of."""

    stakes: Sequence[Stake]
    denied: Sequence[Stake]
    """What one party says of another that says the contrary itself."""
    couplings: Sequence[Coupling]
    book: OptionBook
    unused: Sequence[str]
    """What gives no part of a draft, each with the reason."""


def read_record(ground: Ground, parties: Sequence[str]) -> Record:
    """Read everything that the record says of some parties."""
    told, unused = read_stakes(ground, parties)
    stakes, denied = part_hearsay(told)
    couplings, loose = read_couplings(ground, parties)
    book = fill_book(ground, parties, stakes, couplings)
    return Record(stakes=stakes, denied=denied, couplings=couplings, book=book, unused=(*unused, *loose))


def _is_named(ground: Ground, party: str, wanted: Sequence[str]) -> bool:
    """Whether a person asked for a party, by its name or by another name that pages have for it."""
    names = {w.lower() for w in wanted}
    sides = {ground.side(ground.forms[n]).lower() for n in names if n in ground.forms}
    return party.lower() in names | sides


def _choose(possible: Sequence[DraftOption], parties: Sequence[str], most: int) -> tuple[list[DraftOption], list[str]]:
    """Keep the most contested; of what takes both sides both halves or none, since one of them alone changes nothing."""
    kept: list[DraftOption] = []
    left_out: list[str] = []
    owners: list[str] = []
    for option in possible:
        if option in kept:
            continue
        group = [o for o in possible if o is option or (option.joint and o.joint and o.family == option.family)]
        new = {o.owner for o in group} - set(owners)
        if len(kept) + len(group) > most:
            left_out.append(f"{option.text}: {len(kept)} more contested options come first")
        elif len(owners) + len(new) > MOST_PARTIES:
            left_out.append(f"{option.text}: {option.owner} is not among the {MOST_PARTIES} parties that bargain most")
        else:
            kept += group
            owners += sorted(new)
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
        infeasible=tuple(_contradictions(options)),
        status_quo=now,
    )


def _contradictions(options: Sequence[DraftOption]) -> list[Rule]:
    """Logic: nobody does a thing and ends it at once."""
    rules = []
    for one in options:
        for other in options:
            if one.owner == other.owner and other.family == f"end {one.family}":
                claims = tuple(dict.fromkeys((*one.basis.claims, *other.basis.claims)))
                note = f"{one.owner} cannot do both: {one.act}, and {other.act}"
                rules.append(Rule(formula=f"{one.id} and {other.id}", note=note, evidence=claims))
    return rules


def _questions(
    parties: Sequence[str], options: Sequence[DraftOption], statements: Sequence[DraftStatement]
) -> tuple[Question, ...]:
    out = []
    for party in parties:
        mine = [s for s in statements if s.party == party]
        if not mine:
            out.append(Question(text=f"What does {party} want? The record gives no preference of it.", party=party))
            continue
        words = {word for s in mine for word in s.option_ids}
        for option in options:
            if option.id not in words:
                text = f"Would {party} rather see this or not: “{option.text}”?"
                out.append(Question(text=text, party=party, option=option.id))
    return tuple(out)
