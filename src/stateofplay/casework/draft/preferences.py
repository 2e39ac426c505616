"""Drafting rules for preferences: prioritised statements from red lines, conditions, demands and offers; what is open is asked.

Later words of a holder on the same act replace its earlier ones, but a red line, and what it said itself, is not replaced by
what is only reported or hinted. What one page says both ways is open. A threat is "if not X then Y", never a wish for Y.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from stateofplay.casework.draft.couplings import Coupling, Half
from stateofplay.casework.draft.options.basis import basis_of
from stateofplay.casework.draft.options.book import OptionBook
from stateofplay.casework.draft.records import DraftOption, DraftStatement, LessSure, Question
from stateofplay.casework.draft.weighing.shown import condition_unshown, seat_unshown, wish_unshown
from stateofplay.casework.draft.weighing.sureness import has_words
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.language.agreement import agree, with_articles
from stateofplay.model import Firmness, Relation, Stance
from stateofplay.record.positions.stances import FIRMNESS
from stateofplay.record.views import Row

RED_LINE, CONDITION, DEMAND, SUPPORT, ASSUMED = 0, 1, 2, 3, 4
_FIRM = frozenset({Stance.DEMANDS, Stance.OPPOSES})
_SOFT = frozenset({Firmness.HINTED, Firmness.DISPUTED, Firmness.CLAIMED, Firmness.REPORTED})
_WORDS = {
    Relation.ONLY_IF: "only if",
    Relation.IF: "if",
    Relation.UNLESS: "unless",
    Relation.BEFORE: "before",
    Relation.AFTER: "only after",
    Relation.IN_EXCHANGE_FOR: "in exchange for",
}
_ONLY_WITH = frozenset({Relation.ONLY_IF, Relation.AFTER, Relation.BEFORE})
_ASSUMED_SURE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What the parties want, as far as the record shows it."""

    statements: Sequence[DraftStatement]
    """The most important first."""
    questions: Sequence[Question]
    """What is open."""
    passed: Sequence[str]
    """What was overtaken, with the reason."""
    less_sure: Sequence[LessSure]
    """Statements that no claim shows surely enough, with the reason."""


def draft_statements(
    book: OptionBook,
    options: Sequence[DraftOption],
    stakes: Sequence[Stake],
    couplings: Sequence[Coupling],
    parties: Sequence[str],
    taken: Sequence[str] = (),
) -> Preferences:
    """Every party's statements, and what is open.

    Red lines come first, then conditions, demands and refusals, and what a party supports, proposes or offers. Of one tier
    the surer and the more recent come first. What a party only weighs gives no statement: it stays open, and so does what no
    claim shows surely enough, unless it has words that a person takes in (`taken`).
    """
    kept = {o.id: o for o in options}
    found: list[tuple[tuple[int, float, int], DraftStatement]] = []
    both: dict[tuple[str, str], list[Row]] = {}
    passed: list[str] = []
    less: list[LessSure] = []
    hints: dict[tuple[str, str], DraftStatement] = {}
    for (party, option), said in _by_option(book, kept, stakes).items():
        if party not in parties:
            continue
        wants, standing, replaced = _settle(said)
        passed += [f"{party}: “{s.row.what}” ({s.row.told_day}): {why}" for s, why in replaced]
        if wants == 0:
            both[party, option] = [s.row for s in standing]
        elif standing:
            statement = _wish(kept[option], party, wants, standing, many=book.ground.are_several(party))
            if (why := wish_unshown(book.ground, kept[option], standing)) and not has_words(statement.text, taken):
                less.append(_left_out(statement, why))
                hints[party, option] = statement
            else:
                found.append((_order(statement, [s.row for s in standing]), statement))
    for party, formula, text, rows in book.refused_seats():
        option = formula.removeprefix("not ")
        if party in parties and option in kept and (party, option) not in both:
            statement = DraftStatement(
                party=party, formula=formula, tier=SUPPORT, text=text, basis=basis_of("attendance", rows)
            )
            if (why := seat_unshown(book.ground, parties, rows)) and not has_words(statement.text, taken):
                less.append(_left_out(statement, why))
                hints[party, option] = statement
            else:
                found.append((_order(statement, rows), statement))
    for coupling in couplings:
        coupled = _coupled(book, kept, coupling)
        if coupled is None or coupling.party not in parties:
            continue
        if (why := condition_unshown(coupling)) and not has_words(coupled.text, taken):
            less.append(_left_out(coupled, why))
        else:
            found.append((_order(coupled, [coupling.row]), coupled))
    found.sort(key=lambda t: t[0])
    tied = {(c.party, i, c.row.quote) for c in couplings for i in _ids(book, kept, c.what.owners, c.what)}
    # What a sentence makes hang on something is no wish of its own: "will not open it unless".
    told = [s for _, s in found if not all((s.party, s.option, q) in tied for q in s.basis.quotes)]
    statements = _unique(told)
    statements += _harms(statements, both, options, parties, book)
    statements += _doing(statements, both, options, parties, book)
    statements.sort(key=lambda s: (parties.index(s.party), s.tier))
    asked = _open(statements, both, hints, options, parties)
    questions = [replace(q, text=with_articles(q.text, parties)) for q in asked]
    return Preferences(
        statements=[replace(s, text=with_articles(s.text, parties)) for s in statements],
        questions=questions,
        passed=passed,
        less_sure=less,
    )


def _left_out(statement: DraftStatement, why: str) -> LessSure:
    basis = statement.basis
    return LessSure(text=with_articles(statement.text), reason=why, claims=basis.claims, quotes=basis.quotes)


def _order(statement: DraftStatement, rows: Sequence[Row]) -> tuple[int, float, int]:
    day = max(r.in_order for r in rows)[1]
    return (statement.tier, -statement.basis.confidence, -int(day.replace("-", "") or 0))


def _by_option(
    book: OptionBook, kept: Mapping[str, DraftOption], stakes: Sequence[Stake]
) -> dict[tuple[str, str], list[Stake]]:
    """(party, option) -> what it has said of it, in the order of the record."""
    out: dict[tuple[str, str], list[Stake]] = defaultdict(list)
    for stake in stakes:
        # What a threat hangs on is a condition; a bare threat (it wants nothing) says nothing of what is preferred.
        if stake.wants:
            for option in _ids(book, kept, stake.owners, stake):
                out[stake.party, option].append(stake)
    return out


def _settle(said: Sequence[Stake]) -> tuple[int, list[Stake], list[tuple[Stake, str]]]:
    """Which way a party wants an act now: the sign (0 where it is said both ways), what says so, and what is replaced."""
    latest = max(said, key=lambda s: (s.row.flag, s.row.in_order, _weight(s)))
    same = [s for s in said if s.wants == latest.wants]
    other = [s for s in said if s.wants != latest.wants]
    if not other:
        return latest.wants, same, []
    last = max(s.row.in_order for s in same)
    standing: list[Stake] = []
    replaced: list[tuple[Stake, str]] = []
    for s in other:
        if latest.row.flag and not s.row.flag:
            replaced.append((s, "a red line stands against it"))
        elif _is_older(s.row, last) and not (_weight(s) > max(_weight(x) for x in same if x.row.in_order == last)):
            replaced.append((s, f"replaced by what it said on {last[1]}"))
        else:
            standing.append(s)
    return (0, [*same, *standing], replaced) if standing else (latest.wants, same, replaced)


def _is_older(row: Row, last: tuple[bool, str]) -> bool:
    """Whether words come before others; of two pages without a day nobody knows."""
    dated, _ = last
    return dated and row.in_order < last


def _weight(stake: Stake) -> tuple[bool, bool, int]:
    """How much words count against other words: a red line, what the holder says itself, how firmly."""
    soft = bool(stake.told_by) or stake.row.firmness in _SOFT
    return (stake.row.flag, not soft, FIRMNESS.get(stake.row.firmness, 0))


def _wish(option: DraftOption, party: str, wants: int, said: Sequence[Stake], *, many: bool) -> DraftStatement:
    red = any(s.row.flag for s in said)
    firm = any(Stance(s.row.state or Stance.SUPPORTS) in _FIRM for s in said)
    tier = RED_LINE if red else DEMAND if firm else SUPPORT
    verb = agree("[wants|want]" if wants > 0 else "[does|do] not want", many=many)
    rows = [s.row for s in said if s.row.flag] if red else [s.row for s in said]
    return DraftStatement(
        party=party,
        formula=option.id if wants > 0 else f"not {option.id}",
        tier=tier,
        text=f"{party} {verb} {option.wished_by(party)}",
        basis=basis_of("red line" if red else "position", rows),
    )


def _ids(book: OptionBook, kept: Mapping[str, DraftOption], owners: Sequence[str], of: Stake | Half) -> list[str]:
    if of.act.joint:
        joint = book.find(owners, of.act)
        return [joint.id] if joint is not None and joint.id in kept else []
    found = (book.find((owner,), of.act, book.who_is_meant(owner, of.person)) for owner in owners)
    ids = [m.id for m in found if m is not None]
    return [i for i in kept if i in ids]


def _coupled(book: OptionBook, kept: Mapping[str, DraftOption], coupling: Coupling) -> DraftStatement | None:
    """Rules "only if", "in exchange for", "unless" and "if": two acts coupled for the party whose consent it is."""
    mine = _ids(book, kept, coupling.what.owners, coupling.what)
    theirs = _ids(book, kept, coupling.on.owners, coupling.on)
    theirs = [i for i in theirs if i not in mine]
    if not mine or not theirs:
        return None
    # "Will not withdraw before a treaty is signed": the "not" belongs to the condition, as in "not unless".
    refuses = coupling.what.negated and coupling.relation not in _ONLY_WITH
    left = _formula(mine, refuses)
    unless = coupling.relation is Relation.UNLESS
    right = _formula(theirs, coupling.on.negated != unless)
    formula = f"({left} {'if' if coupling.relation is Relation.IF else 'iff'} {right})"
    if coupling.relation in (Relation.AFTER, Relation.BEFORE):
        formula = f"(not {left} or {right})"  # what comes after needs what comes before, and is not promised by it
    if coupling.threat:
        # "If not X then Y": with X it is not done. Whether it would be done without X is what a threat leaves open.
        met = _formula(theirs, coupling.on.negated == unless)
        formula = f"(not {left} if {met})"
    own = " and ".join(kept[i].told_to(coupling.party) for i in mine)
    other = " and ".join(kept[i].told_to(coupling.party) for i in theirs)
    words = _WORDS.get(coupling.relation, "if")
    negation = "not " if coupling.on.negated else ""
    refused = "not " if refuses else ""
    return DraftStatement(
        party=coupling.party,
        formula=formula,
        tier=CONDITION,
        text=f"{coupling.party}: {refused}{own} {words} {negation}{other}",
        basis=basis_of("threat" if coupling.threat else "condition", [coupling.row]),
    )


def _formula(ids: Sequence[str], negated: bool) -> str:
    joined = " and ".join(ids)
    if len(ids) > 1:
        return f"not ({joined})" if negated else f"({joined})"
    return f"not {joined}" if negated else joined


def _unique(statements: Sequence[DraftStatement]) -> list[DraftStatement]:
    """One statement a party and formula, the most important; a wish that a condition of the party speaks against goes."""
    unique: dict[tuple[str, str], DraftStatement] = {}
    both_ways = {(s.party, s.formula.replace(" iff ", " if ")) for s in statements if " iff " in s.formula}
    statements = [s for s in statements if (s.party, s.formula) not in both_ways]  # "A if B" says less than "A iff B"
    for s in statements:
        contrary = s.formula.removeprefix("not ") if s.formula.startswith("not ") else f"not {s.formula}"
        if (s.party, contrary) not in unique:
            unique.setdefault((s.party, s.formula), s)
    return list(unique.values())


def _harms(
    statements: Sequence[DraftStatement],
    both: Mapping[tuple[str, str], Sequence[Row]],
    options: Sequence[DraftOption],
    parties: Sequence[str],
    book: OptionBook,
) -> list[DraftStatement]:
    """Rule "harm": what is done against a party it does not want, unless the record says otherwise; an assumption."""
    out = []
    for option in options:
        if not option.hostile or option.joint:
            continue
        named = [p for p in (book.ground.side(n) for n in book.ground.named_in(option.act)) if p in parties]
        main = [p for p in book.ground.principals() if p in parties]
        on_all = re.search(r"\b(?:both|each|all sides|all parties)\b", option.act)
        # Where the words name nobody it is done to, a principal is meant only if the sentences speak of it.
        spoken_of = {book.ground.side(n) for quote in option.basis.quotes for n in book.ground.named_in(quote)}
        others = [p for p in named or [p for p in main if on_all or p in spoken_of] if p not in option.owners]
        for party in dict.fromkeys(others if named or on_all or option.owner in main else []):
            spoken = any(s.party == party and option.id in s.option_ids for s in statements)
            if not spoken and (party, option.id) not in both:
                many = book.ground.are_several(party)
                verb, whom = agree("[does|do] not want", many=many), "them" if many else "it"
                text = f"{party} {verb} {option.wished_by(party)} (assumed: it is done against {whom})"
                basis = replace(option.basis, rule="harm", confidence=_ASSUMED_SURE)
                out.append(
                    DraftStatement(
                        party=party, formula=f"not {option.id}", tier=ASSUMED, text=text, basis=basis, assumed=True
                    )
                )
    return out


def _doing(
    statements: Sequence[DraftStatement],
    both: Mapping[tuple[str, str], Sequence[Row]],
    options: Sequence[DraftOption],
    parties: Sequence[str],
    book: OptionBook,
) -> list[DraftStatement]:
    """Rule "doing": what a party does now, and says nothing against, it would rather go on with; an assumption."""
    out = []
    for option in options:
        for party in option.owners if option.holds_now else ():
            spoken = any(s.party == party and option.id in s.option_ids and s.says_which for s in statements)
            if party in parties and not spoken and (party, option.id) not in both:
                many = book.ground.are_several(party)
                goes, it_does = agree("[goes on|go on]", many=many), agree("[it does|they do]", many=many)
                out.append(
                    DraftStatement(
                        party=party,
                        formula=option.id,
                        tier=ASSUMED,
                        text=f"{party} {goes} with {option.told_to(party)} (assumed: {it_does} so now)",
                        basis=replace(option.shown_by or option.basis, rule="doing", confidence=_ASSUMED_SURE),
                        assumed=True,
                    )
                )
    return out


def _open(
    statements: Sequence[DraftStatement],
    both: Mapping[tuple[str, str], Sequence[Row]],
    hints: Mapping[tuple[str, str], DraftStatement],
    options: Sequence[DraftOption],
    parties: Sequence[str],
) -> list[Question]:
    """What the record does not say of what each party wants, option by option; what it says both ways first.

    Where sentences may say it (`hints`), the question rests on them.
    """
    out = []
    for party in parties:
        words = {w for s in statements if s.party == party and s.says_which for w in s.option_ids}
        for option in options:
            if rows := both.get((party, option.id), ()):
                claims = basis_of("position", rows).claims
                text = f"{party} has said both: would it rather see this or not: {option.told_to(party)}?"
                out.append(Question(text=text, party=party, formula=option.id, claims=claims))
        for option in options:
            if option.id not in words and (party, option.id) not in both:
                text = f"Would {party} rather see this or not: {option.told_to(party)}?"
                hint = hints.get((party, option.id))
                if hint is not None:
                    text = f"{text} The record may say that {hint.text}, but not in plain words."
                out.append(
                    Question(
                        text=text, party=party, formula=option.id, claims=hint.basis.claims if hint is not None else ()
                    )
                )
    return out
