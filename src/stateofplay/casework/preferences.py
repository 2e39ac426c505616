"""Drafting rules for preferences: prioritised statements from red lines, conditions, demands and offers."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.casework.ground import Ground
from stateofplay.casework.options import OWN_ACTS, basis_of
from stateofplay.casework.records import DraftOption, DraftStatement
from stateofplay.model import Relation, Stance
from stateofplay.record.issues import concept_of
from stateofplay.record.positions import POLARITY, Standing
from stateofplay.record.views import Row

RED_LINE, CONDITION, DEMAND, SUPPORT = 0, 1, 2, 3


def draft_statements(ground: Ground, options: Sequence[DraftOption], parties: Sequence[str]) -> list[DraftStatement]:
    """Every party's statements, the most important first: red lines, conditions, demands and refusals, the rest.

    Of equal tier the surer and the more recent come first. What a party only weighs gives no statement: it stays open.
    """
    found: list[tuple[tuple[int, float, str], DraftStatement]] = []
    for standing in ground.standings:
        party = ground.side(standing.party)
        if party in parties:
            for statement in _from_position(ground, standing, party, options):
                found.append((_order(statement, standing.current.day), statement))
    for row in ground.conditions:
        coupled = _from_condition(ground, row, options, parties)
        if coupled is not None:
            found.append((_order(coupled, row.day), coupled))
    found.sort(key=lambda t: t[0])
    unique: dict[tuple[str, str], DraftStatement] = {}
    for _, statement in found:
        contrary = (
            statement.formula.removeprefix("not ")
            if statement.formula.startswith("not ")
            else f"not {statement.formula}"
        )
        if (statement.party, contrary) not in unique:
            unique.setdefault((statement.party, statement.formula), statement)
    return sorted(unique.values(), key=lambda s: (parties.index(s.party), s.tier))


def _order(statement: DraftStatement, day: str) -> tuple[int, float, str]:
    return (statement.tier, -statement.basis.sure, "".join(chr(255 - ord(c)) for c in day))


def _issue_options(ground: Ground, standing: Standing, options: Sequence[DraftOption]) -> list[DraftOption]:
    words = standing.current.what or standing.issue
    issue = concept_of(words) or standing.issue
    return [o for o in options if o.issue == issue]


def _from_position(
    ground: Ground, standing: Standing, party: str, options: Sequence[DraftOption]
) -> list[DraftStatement]:
    row = standing.current
    stance = Stance(row.state or Stance.SUPPORTS)
    if stance is Stance.CONSIDERS:
        return []
    polarity = POLARITY[stance]
    out = []
    for option in _issue_options(ground, standing, options):
        own = option.owner == party
        if stance is Stance.THREATENS:
            continue  # what a threat hangs on is a condition; a bare threat says nothing of what is preferred
        if stance in OWN_ACTS and not own:
            continue
        negative = polarity < 0
        tier = RED_LINE if row.flag else DEMAND if stance in (Stance.DEMANDS, Stance.OPPOSES) else SUPPORT
        verb = "would rather not see" if negative else "would rather see"
        out.append(
            DraftStatement(
                party=party,
                formula=f"not {option.id}" if negative else option.id,
                tier=tier,
                text=f"{party} {verb}: {option.text}",
                basis=basis_of("red line" if row.flag else "position", standing.support),
            )
        )
    return out


def _from_condition(
    ground: Ground, row: Row, options: Sequence[DraftOption], parties: Sequence[str]
) -> DraftStatement | None:
    """Rules "only if", "in exchange for", "unless" and "if": two options coupled for the party whose consent it is."""
    if not row.party or not row.what or not row.other:
        return None
    party = ground.side(row.party)
    if party not in parties:
        return None
    mine = _spoken_of(ground, row.what, options, prefer=party, holder=row.party)
    theirs = _spoken_of(ground, row.other, [o for o in options if o is not mine], prefer=None, holder=row.party)
    if mine is None or theirs is None:
        return None
    relation = Relation(row.state or Relation.IF)
    if relation is Relation.UNLESS:
        formula = f"({mine.id} iff not {theirs.id})"
    elif relation in (Relation.ONLY_IF, Relation.IN_EXCHANGE_FOR, Relation.AFTER, Relation.BEFORE):
        formula = f"({mine.id} iff {theirs.id})"
    else:
        formula = f"({mine.id} if {theirs.id})"
    return DraftStatement(
        party=party,
        formula=formula,
        tier=CONDITION,
        text=f"{party}: “{row.what}” {relation.value.replace('_', ' ')} “{row.other}”",
        basis=basis_of("condition", [row]),
    )


def _spoken_of(
    ground: Ground, words: str, options: Sequence[DraftOption], *, prefer: str | None, holder: str
) -> DraftOption | None:
    """The option that some words of a condition speak of: attendance of somebody named, or the same concept."""
    concept = concept_of(words)
    named = ground.named_in(words)
    best: tuple[int, DraftOption] | None = None
    for option in options:
        points = 0
        if option.issue == "attendance":
            who = option.text.split(" attends")[0]
            points += 3 * (who in named)
            points += 2 * (prefer is not None and who == holder)
        points += 2 * (concept is not None and option.issue == concept)
        points += option.owner == prefer
        points += option.owner in {ground.side(n) for n in named}
        if points >= 2 and (best is None or points > best[0]):
            best = (points, option)
    return best[1] if best else None
