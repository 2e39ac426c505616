"""Drafting rules for preferences: prioritised statements from red lines, conditions, demands and offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stateofplay.casework.draft.couplings import Coupling, Half
from stateofplay.casework.draft.options import OptionBook, basis_of
from stateofplay.casework.draft.records import DraftOption, DraftStatement, Question
from stateofplay.casework.draft.stakes import Stake
from stateofplay.model import Relation, Stance
from stateofplay.record.views import Row

RED_LINE, CONDITION, DEMAND, SUPPORT = 0, 1, 2, 3
_FIRM = frozenset({Stance.DEMANDS, Stance.OPPOSES})
_WORDS = {
    Relation.ONLY_IF: "only if",
    Relation.IF: "if",
    Relation.UNLESS: "unless",
    Relation.BEFORE: "before",
    Relation.AFTER: "only after",
    Relation.IN_EXCHANGE_FOR: "in exchange for",
}


def draft_statements(
    book: OptionBook,
    options: Sequence[DraftOption],
    stakes: Sequence[Stake],
    couplings: Sequence[Coupling],
    parties: Sequence[str],
) -> tuple[list[DraftStatement], list[Question]]:
    """Every party's statements, the most important first, and questions where a party has said both.

    Red lines come first, then conditions, demands and refusals, and what a party supports, proposes or offers. Of one tier
    the surer and the more recent come first. What a party only weighs gives no statement: it stays open.
    """
    kept = {o.id: o for o in options}
    found: list[tuple[tuple[int, float, int], DraftStatement]] = []
    for (party, formula, tier, text), rows in _wishes(book, kept, stakes).items():
        if party in parties:
            statement = DraftStatement(
                party=party,
                formula=formula,
                tier=tier,
                text=text,
                basis=basis_of("red line" if tier == RED_LINE else "position", rows),
            )
            found.append((_order(statement, rows), statement))
    for party, formula, text, rows in book.refused_seats():
        option = formula.removeprefix("not ")
        if party in parties and option in kept:
            statement = DraftStatement(
                party=party, formula=formula, tier=SUPPORT, text=text, basis=basis_of("attendance", rows)
            )
            found.append((_order(statement, rows), statement))
    for coupling in couplings:
        statement_or_none = _coupled(book, kept, coupling)
        if statement_or_none is not None and coupling.party in parties:
            found.append((_order(statement_or_none, [coupling.row]), statement_or_none))
    found.sort(key=lambda t: t[0])
    return _without_contraries([s for _, s in found], parties)


def _order(statement: DraftStatement, rows: Sequence[Row]) -> tuple[int, float, int]:
    day = max(r.day for r in rows)
    return (statement.tier, -statement.basis.sure, -int(day.replace("-", "") or 0))


def _wishes(
    book: OptionBook, kept: Mapping[str, DraftOption], stakes: Sequence[Stake]
) -> dict[tuple[str, str, int, str], list[Row]]:
    """(party, formula, tier, text) -> the rows that say so."""
    out: dict[tuple[str, str, int, str], list[Row]] = {}
    for stake in stakes:
        stance = Stance(stake.row.state or Stance.SUPPORTS)
        if not stake.wants or stance is Stance.THREATENS:
            continue  # what a threat hangs on is a condition; a bare threat says nothing of what is preferred
        ids = _ids(book, kept, stake.owners, stake)
        if not ids:
            continue
        tier = RED_LINE if stake.row.flag else DEMAND if stance in _FIRM else SUPPORT
        if stake.act.joint and stake.wants < 0 and stake.party in stake.owners:
            ids = [i for i in ids if kept[i].owner == stake.party]  # it refuses its own part of it
        if not ids:
            continue
        formula = " and ".join(ids)
        if stake.wants < 0:
            formula = f"not ({formula})" if len(ids) > 1 else f"not {formula}"
        acts = " and ".join(dict.fromkeys(kept[i].text for i in ids))
        if len(ids) > 1:
            acts = f"{' and '.join(kept[i].owner for i in ids)}: {kept[ids[0]].act}"
        verb = "wants" if stake.wants > 0 else "does not want"
        out.setdefault((stake.party, formula, tier, f"{stake.party} {verb} “{acts}”"), []).append(stake.row)
        own = [i for i in ids if kept[i].owner == stake.party]
        if len(ids) > 1 and stake.wants > 0 and own:
            # It wants both halves, and does not take back its own yes where the other side has not said yes yet.
            text = f"{stake.party} stands by its own “{kept[own[0]].act}”"
            out.setdefault((stake.party, own[0], SUPPORT, text), []).append(stake.row)
    return out


def _ids(book: OptionBook, kept: Mapping[str, DraftOption], owners: Sequence[str], of: Stake | Half) -> list[str]:
    found = (book.find(owner, of.act, book.who_is_meant(owner, of.person)) for owner in owners)
    ids = [m.id for m in found if m is not None]
    return [i for i in kept if i in ids]


def _coupled(book: OptionBook, kept: Mapping[str, DraftOption], coupling: Coupling) -> DraftStatement | None:
    """Rules "only if", "in exchange for", "unless" and "if": two acts coupled for the party whose consent it is."""
    mine = _ids(book, kept, coupling.what.owners, coupling.what)
    theirs = _ids(book, kept, coupling.on.owners, coupling.on)
    theirs = [i for i in theirs if i not in mine]
    if not mine or not theirs:
        return None
    left = _formula(mine, coupling.what.negated)
    unless = coupling.relation is Relation.UNLESS
    right = _formula(theirs, coupling.on.negated != unless)
    connective = "if" if coupling.relation is Relation.IF else "iff"
    own = " and ".join(kept[i].act if kept[i].owner == coupling.party else kept[i].text for i in mine)
    other = " and ".join(kept[i].text for i in theirs)
    words = _WORDS.get(coupling.relation, "if")
    negation = "not " if coupling.on.negated else ""
    return DraftStatement(
        party=coupling.party,
        formula=f"({left} {connective} {right})",
        tier=CONDITION,
        text=f"{coupling.party}: “{own}” {words} {negation}“{other}”",
        basis=basis_of("condition", [coupling.row]),
    )


def _formula(ids: Sequence[str], negated: bool) -> str:
    joined = " and ".join(ids)
    if len(ids) > 1:
        return f"not ({joined})" if negated else f"({joined})"
    return f"not {joined}" if negated else joined


def _wanted(formula: str) -> tuple[frozenset[str], frozenset[str]]:
    """Options that a plain wish wants, and those it does not want; nothing of a coupling."""
    if formula.startswith("("):
        return frozenset(), frozenset()
    names = frozenset(formula.replace("not ", "").strip("()").split(" and "))
    return (frozenset(), names) if formula.startswith("not ") else (names, frozenset())


def _contrary(one: DraftStatement, other: DraftStatement) -> bool:
    if one.party != other.party:
        return False
    (for_one, against_one), (for_other, against_other) = _wanted(one.formula), _wanted(other.formula)
    return bool((against_one and against_one <= for_other) or (against_other and against_other <= for_one))


def _without_contraries(
    statements: Sequence[DraftStatement], parties: Sequence[str]
) -> tuple[list[DraftStatement], list[Question]]:
    """Of two contrary statements of one party the more important one stays, and the other becomes a question."""
    unique: dict[tuple[str, str], DraftStatement] = {}
    questions = []
    for s in statements:
        against = next((k for k in unique.values() if _contrary(k, s)), None)
        if against is None:
            unique.setdefault((s.party, s.formula), s)
            continue
        said = f"{s.party} has said both: {against.text}; and {s.text}. Which holds? The draft takes the first."
        questions.append(Question(text=said, party=s.party, option=min(_wanted(s.formula)[0] | _wanted(s.formula)[1])))
    return sorted(unique.values(), key=lambda s: (parties.index(s.party), s.tier)), questions
