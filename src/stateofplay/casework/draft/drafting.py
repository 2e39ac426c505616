"""Draft a conflict model from the record."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

from stateofplay.casework.draft.couplings import Coupling, read_couplings
from stateofplay.casework.draft.feasibility import feasibility, status_quo_of
from stateofplay.casework.draft.opposites import fold_opposites
from stateofplay.casework.draft.options.book import OptionBook, fill_book
from stateofplay.casework.draft.preferences import draft_statements
from stateofplay.casework.draft.record import Ground
from stateofplay.casework.draft.records import Draft, DraftOption, DraftStatement, LessSure, Question
from stateofplay.casework.draft.sides import is_domestic, missing_parties, without_bloc_members, without_insiders
from stateofplay.casework.draft.weighing.facing import Facing, read_facing
from stateofplay.casework.draft.weighing.sureness import firmly, has_words, named_by, part_by_sureness
from stateofplay.casework.draft.wishes.inside import PARTISAN
from stateofplay.casework.draft.wishes.settling import part_hearsay
from stateofplay.casework.draft.wishes.stake import Stake
from stateofplay.casework.draft.wishes.stakes import read_stakes
from stateofplay.conflict import Conflict, DecisionMaker, OpenWish, Option, PreferenceStatement, Statements
from stateofplay.errors import CaseworkError
from stateofplay.language.agreement import with_articles

MOST_PARTIES = 5
MOST_OPTIONS = 10
MOST_OPTIONS_EVER = 13
_LEAST_SURE_ALONE = 0.4
"""Chance of being right from which on talks make a model by themselves, though nobody has said a word on them."""


def draft(
    ground: Ground,
    *,
    parties: Sequence[str] = (),
    issues: Sequence[str] = (),
    most_options: int = MOST_OPTIONS,
    alone: bool = False,
    take: Sequence[str] = (),
    taken: Sequence[str] = (),
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
    alone
        Also where there is nothing but one option on which nobody has said a word: for a person to go on from.
    take
        Words of options and statements that are taken in though the record is less sure of them; such options come before
        more contested ones.
    taken
        The same, of an earlier draft: where nothing has the words any more, the draft says so.

    Returns
    -------
    Draft
        Every part of it lists its claims, its rule and how sure it is; what is unknown is a question, never a guess.

    Raises
    ------
    CaseworkError
        ``casework.one_party`` or ``casework.no_options``, saying what is missing; ``casework.nothing_to_take`` where nothing
        has the words to take in.
    """
    most_options = max(1, min(most_options, MOST_OPTIONS_EVER))
    ground, chosen, absent = _who_bargains(ground, parties)
    ground, facing = _who_faces_whom(ground, chosen, by_hand=alone, named=bool(parties), taking=bool(take))
    record = read_record(ground, chosen)
    every = record.book.options(record.couplings)
    again = [words for words in (*take, *taken) if any(has_words(o.text, [words]) for o in every)]
    possible, less_sure = part_by_sureness(record.book, every, facing, again)
    named = named_by(possible, again)
    possible = _on_issues(sorted(possible, key=lambda o: o.id not in named), issues, named)
    kept, left_out = _choose(possible, chosen, most_options, named)
    owners = [p for p in chosen if any(p in o.owners for o in kept)]
    said = draft_statements(record.book, kept, record.stakes, record.couplings, owners, (*take, *taken))
    told = [o.text for o in every] + [s.text for s in said.statements] + [s.text for s in said.less_sure]
    if unknown := [words for words in take if not any(has_words(text, [words]) for text in told)]:
        raise _nothing_to_take(unknown[0], every, less_sure)
    if len(owners) == 1:
        raise CaseworkError(
            with_articles(
                f"the record speaks of nothing that anybody but {owners[0]} could do{_less_surely(less_sure)}"
            ),
            slug="casework.one_party",
            hint=f"Add pages that say what the other side is asked for, offers or refuses{_or_take(less_sure)}.",
        )
    if not kept:
        raise CaseworkError(
            f"the record speaks of nothing that a party could do or leave undone{_less_surely(less_sure)}",
            slug="casework.no_options",
            hint=f"Add pages in which parties demand, offer, refuse or threaten something{_or_take(less_sure)}.",
        )
    if not (alone or parties or take or said.statements or any(o.holds_now for o in kept)):
        raise CaseworkError(
            f"of what the parties could do no page says in plain words what any of them wants{_less_sure_too(less_sure)}",
            slug="casework.no_options",
            hint=f"Add pages in which parties demand, offer, refuse or threaten something{_or_take(less_sure)}.",
        )
    if (
        not alone
        and len(kept) == 1
        and all(s.assumed for s in said.statements)
        and kept[0].basis.confidence < _LEAST_SURE_ALONE
    ):
        raise CaseworkError(
            f"the record has nothing but “{kept[0].text}”{_less_surely(less_sure)}, and nobody's word on it",
            slug="casework.no_options",
            hint=f"Add pages in which parties demand, offer, refuse or threaten something{_or_take(less_sure)}.",
        )
    rules = feasibility(kept)
    gone = [words for words in taken if not any(has_words(text, [words]) for text in told)]
    left_out += [f"“{words}”, taken in before: nothing of the record has these words now" for words in gone]
    left_out += [*absent, *missing_parties(ground, chosen[:MOST_PARTIES], owners), *said.passed]
    return Draft(
        title=ground.title,
        as_of=ground.as_of,
        parties=tuple(owners),
        options=tuple(kept),
        statements=tuple(said.statements),
        left_out=tuple(dict.fromkeys((*left_out, *record.unused))),
        questions=tuple(said.questions),
        less_sure=(*less_sure, *said.less_sure),
        taken=tuple(dict.fromkeys((*(words for words in taken if words not in gone), *take))),
        facing=tuple(with_articles(facing.told(*pair)) for pair in _facing_pairs(kept, facing)),
        conflict=to_conflict(ground.title, owners, kept, said.statements, said.questions),
        rules=tuple(rule.note for rule in rules),
    )


def _who_bargains(ground: Ground, parties: Sequence[str]) -> tuple[Ground, list[str], list[str]]:
    """The parties of a draft, the record as it counts with them, and who of weight is none of them, with the reason.

    Raises
    ------
    CaseworkError
        ``casework.one_party`` where no two of them face each other.
    """
    candidates = _without_single_people(ground, parties)
    chosen = [p for p in candidates if not parties or _is_named(ground, p, parties)][: 2 * MOST_PARTIES]
    if len(chosen) < 2:
        raise _one_party(
            f"only {chosen[0]}" if chosen else "nobody",
            "Add pages in which the other side speaks, or name other --parties.",
        )
    if not parties and is_domestic(ground, chosen):
        raise CaseworkError(
            with_articles(
                f"a conflict needs two parties, and the record is of a quarrel inside one country, {chosen[0]} and others of it"
            ),
            slug="casework.one_party",
            hint="Name two --parties of it to draft a model all the same.",
        )
    lone = [p for p in chosen if ground.kinds.get(p) != "person"]
    if (
        not parties
        and len(lone) == 1
        and ground.kinds.get(lone[0]) in (None, "country")
        and not _sits_with(ground, chosen, lone[0])
    ):
        raise _one_party(
            f"{lone[0]} and single people whose side it does not know",
            "Add pages in which the other side speaks, or name other --parties.",
        )
    chosen, acts_for, beside = without_bloc_members(ground, chosen)
    chosen, within = without_insiders(ground, chosen)
    if len(chosen) < 2:
        raise _one_party(
            f"only {' and '.join(chosen)} besides parts of a country or bloc",
            "Add pages in which the other side speaks, or name other --parties.",
        )
    if not parties and all(ground.on_one_side(chosen[0], p) for p in chosen[1:]):
        raise _one_party(
            f"only {' and '.join(chosen[:2])}, who sit on one side",
            "Add pages in which the other side speaks, or name other --parties.",
        )
    if acts_for != ground.acts_for:  # else what was found out of it stays known
        ground = replace(ground, acts_for=acts_for)
    return ground, chosen, [*beside, *within]


def _who_faces_whom(
    ground: Ground, chosen: Sequence[str], *, by_hand: bool, named: bool, taking: bool
) -> tuple[Ground, Facing]:
    """Who faces whom, and the record as it counts by that.

    Raises
    ------
    CaseworkError
        ``casework.one_party`` where nobody faces another firmly, and no person has said that they do.
    """
    facing = read_facing(ground)
    if facing.outweighs(ground.principals()) and set(facing.main) <= set(chosen):
        ground = replace(ground, faced=facing.main)
    if named or by_hand:  # A person says that these face each other, or goes on from here by hand.
        return ground, replace(facing, named=frozenset(chosen))
    across = [(one, other) for one, others in facing.across.items() for other in others if one < other]
    if facing.weights and not taking and not any(firmly(ground, one, other, facing) for one, other in across):
        raise CaseworkError(
            with_articles(f"nobody in the record faces somebody else firmly enough for a model{_nearest(facing)}"),
            slug="casework.one_party",
            hint="Add pages in which both sides speak to each other, or name two --parties to draft a model all the same.",
        )
    return ground, facing


def _one_party(have: str, hint: str) -> CaseworkError:
    return CaseworkError(
        with_articles(f"a conflict needs two parties, and the record has {have}"),
        slug="casework.one_party",
        hint=hint,
    )


def _nothing_to_take(words: str, options: Sequence[DraftOption], less_sure: Sequence[LessSure]) -> CaseworkError:
    """What could be taken in comes first in the hint, for the rest is in already or has nothing like the words."""
    left = [one.text for one in less_sure]
    known = list(dict.fromkeys((*left, *(o.text for o in options))))
    more = f"; and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    return CaseworkError(
        f"no option or statement of the record has the words “{words}”",
        slug="casework.nothing_to_take",
        hint=f"It has {'; '.join(known[:_MOST_NAMED])}{more}." if known else "It has none.",
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
    stakes, couplings = fold_opposites(stakes, couplings)
    book = fill_book(ground, parties, stakes, couplings)
    return Record(stakes=stakes, denied=denied, couplings=couplings, book=book, unused=(*unused, *loose))


_MOST_TOLD, _MOST_NAMED = 3, 5


def _nearest(facing: Facing) -> str:
    """Who comes nearest to facing each other, and by what."""
    pair = max(facing.weights, key=lambda p: (facing.weights[p], sorted(p)))
    return f"; nearest are {facing.told(*sorted(pair))}"


def _less_surely(less_sure: Sequence[LessSure]) -> str:
    """What there would be, less surely, where nothing else is."""
    return f" surely enough{_less_sure_too(less_sure)}" if less_sure else ""


def _less_sure_too(less_sure: Sequence[LessSure]) -> str:
    more = f", and {len(less_sure) - _MOST_TOLD} more" if len(less_sure) > _MOST_TOLD else ""
    return f" (less sure: {'; '.join(one.told for one in less_sure[:_MOST_TOLD])}{more})" if less_sure else ""


def _or_take(less_sure: Sequence[LessSure]) -> str:
    return ", or take in what is less sure with --take" if less_sure else ""


def _facing_pairs(options: Sequence[DraftOption], facing: Facing) -> list[tuple[str, ...]]:
    """The main pair, and those who have joint acts."""
    pairs = [facing.main] if facing.main else []
    joint = [pair for o in options if o.joint for pair in combinations(o.owners, 2) if facing.face(*pair)]
    return list({frozenset(pair): pair for pair in (*pairs, *joint)}.values())


def _sits_with(ground: Ground, people: Sequence[str], country: str) -> bool:
    """Whether somebody without a side sits at a table with a country: a leader of whom no page says whose."""
    if any(PARTISAN.search(f"{s.party} {r.quote}") for s in ground.standings for r in s.support):
        return False  # a quarrel inside the country
    tables = [ground.at_table(meeting) for meeting in ground.meetings if meeting.place]
    return any(country in table and table & (set(people) - {country}) for table in tables)


_HEARD_ALONE = 3
"""How much of the record somebody without a side has to hold to stand for itself."""


def _without_single_people(ground: Ground, wanted: Sequence[str]) -> list[str]:
    """Who bargains, the most first: people of no known side only where there are not two others, or where they are asked for."""
    weight = ground.weight()
    order = [name for name, _ in weight.most_common()]
    others = [n for n in order if ground.kinds.get(n) != "person" or " " not in n]  # a company may bear one name too
    if wanted or not others:
        return order
    people = [n for n in order if n not in others and weight[n] >= _HEARD_ALONE]
    return others if len(others) > 1 else [n for n in order if n in others or n in people]


def _is_named(ground: Ground, party: str, wanted: Sequence[str]) -> bool:
    """Whether a person asked for a party, by its name or by another name that pages have for it."""
    names = {w.lower() for w in wanted}
    sides = {ground.side(ground.forms[n]).lower() for n in names if n in ground.forms}
    return party.lower() in names | sides


def _on_issues(options: Sequence[DraftOption], issues: Sequence[str], named: Set[str]) -> list[DraftOption]:
    """Options that have the words of an issue, and those taken in by name; all where no issue is asked for."""
    wanted = [i.lower() for i in issues]
    return [
        o
        for o in options
        if not issues or o.id in named or any(i in o.issue.lower() or i in o.text.lower() for i in wanted)
    ]


def _choose(
    possible: Sequence[DraftOption], parties: Sequence[str], most: int, named: Set[str] = frozenset()
) -> tuple[list[DraftOption], list[str]]:
    """Keep those taken in by name, then the most contested; what an option is a part of is kept before it."""
    kept: list[DraftOption] = []
    left_out: list[str] = []
    owners: list[str] = []
    known = {o.id: o for o in possible}
    for option in possible:
        if option in kept:
            continue
        group = [*(known[n] for n in option.needs if known[n] not in kept), option]
        new = {owner for o in group for owner in o.owners} - set(owners)
        if len(kept) + len(group) > most:
            first = "options that are taken in or more contested" if named else "more contested options"
            left_out.append(f"{option.text}: {len(kept)} {first} come first")
        elif len(owners) + len(new) > MOST_PARTIES:
            who = " and ".join(sorted(new))
            left_out.append(f"{option.text}: {who} is not among the {MOST_PARTIES} parties that bargain most")
        else:
            kept += group
            owners += sorted(new)
    kept.sort(key=lambda o: (len(o.owners) < 2, parties.index(o.owner), -o.contested, o.id))
    return kept, left_out


def to_conflict(
    title: str,
    parties: Sequence[str],
    options: Sequence[DraftOption],
    statements: Sequence[DraftStatement],
    questions: Sequence[Question],
) -> Conflict:
    """The draft as a conflict model; what the record does not say of a preference stays open in it."""
    makers = []
    for party in parties:
        mine = tuple(
            (
                PreferenceStatement(
                    formula=s.formula, note=s.text, evidence=s.basis.claims, confidence=s.basis.confidence, tier=s.tier
                ),
            )
            for s in statements
            if s.party == party
        )
        asked = tuple(
            OpenWish(formula=q.formula, note=q.text, evidence=q.claims) for q in questions if q.party == party
        )
        makers.append(DecisionMaker(id=party, name=party, preference=Statements(mine, asked)))
    return Conflict(
        name=title,
        decision_makers=tuple(makers),
        options=tuple(
            Option(
                id=o.id,
                owner=o.owner,
                partners=o.owners[1:],
                needs=o.needs,
                direction="to_yes" if o.stays else "both",
                name=o.text,
                note=f"rule: {o.basis.rule}",
                evidence=o.basis.claims,
            )
            for o in options
        ),
        infeasible=tuple(feasibility(options)),
        status_quo=status_quo_of(options),
    )
