"""The conflict model: decision makers, options, rules, moves and preferences, as plain frozen records.

Texts (names, notes, descriptions) are kept apart from logic: logic speaks of ids only. Wherever a formula is expected,
a string is welcome and is parsed when the :class:`Conflict` is built, so every mistake is reported there with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from stateofplay.conflict.logic.formulas import And, Formula, Not, Taken, text_of
from stateofplay.conflict.logic.parsing import Vocabulary, parse_formula
from stateofplay.conflict.logic.states import MAX_STATES, StateRef, StateSpace, coalesce, enumerate_masks
from stateofplay.conflict.preferences.complete import Indifferent
from stateofplay.conflict.preferences.preference import Preference
from stateofplay.errors import ConflictError

Direction: TypeAlias = Literal["both", "to_yes", "to_no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something a decision maker may do or leave undone.

    Attributes
    ----------
    id
        Short, stable name used by formulas.
    owner
        Id of the decision maker who controls it; of a joint act, of the first whom it needs.
    name
        Text for people; the id when empty.
    direction
        ``"both"``, or ``"to_yes"`` (once taken it stays), or ``"to_no"`` (once dropped it stays dropped).
    partners
        The others whom a joint act needs (a treaty, talks, an exchange). No move of one alone takes it; each of them
        can end it alone, unless it stays once taken.
    needs
        Ids of options without which it cannot be (who sits at the talks needs the talks); who ends one of these ends
        it too.
    """

    id: str
    owner: str
    name: str = ""
    direction: Direction = "both"
    note: str = ""
    evidence: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody whom it needs."""
        return (self.owner, *self.partners)

    @property
    def joint(self) -> bool:
        """Whether it takes several."""
        return bool(self.partners)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """A party that can move and has preferences; with no preference given it is indifferent between all states."""

    id: str
    name: str = ""
    preference: Preference = field(default_factory=Indifferent)
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A formula about states with its reason: what is infeasible, what is required, what is coalesced."""

    formula: Formula | str
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateText:
    """The input's own number (label), a name and a description of one state.

    ``options`` is its YN string (a pattern for a coalesced state), or ``""`` in a conflict without options.
    """

    options: str = ""
    label: str = ""
    name: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An explicit move from one state to another; with several ``movers`` it is a common move."""

    movers: tuple[str, ...]
    source: StateRef
    target: StateRef
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRule:
    """Moves that are forbidden: those of ``mover`` (anyone when empty) from ``source`` states to ``target`` states.

    ``changes`` narrows the rule to moves that change at least one of these options, so a guard "the blockade can be
    lifted only after a truce" is ``MoveRule(changes=("blockade",), source="blockade and not truce")``.
    """

    mover: str = ""
    source: Formula | str = "true"
    target: Formula | str = "true"
    changes: tuple[str, ...] = ()
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """States that a decision maker does not see: those where the formula holds (simple misperception).

    Verdicts are of the conflict as it is; what follows from not seeing is told by
    :func:`stateofplay.conflict.studies.hypergame.hypergame`.
    """

    decision_maker: str
    formula: Formula | str
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class Derived:
    """What was worked out of a conflict once and is kept beside it: no part of what it says, so not compared and not written.

    Each slot belongs to the one module that fills it and asks for it.
    """

    space: StateSpace | None = None
    """The feasible states (`Conflict.space`); conflicts that differ in preferences only share it, texts and moves."""
    texts: Mapping[int, StateText] | None = None
    """Texts of the described states (`Conflict.texts`)."""
    moves: object = None
    """The move table (`model.moves`)."""
    ranks: object = None
    """A rank array for each decision maker (`model.ranks`)."""
    judges: dict[str, object] = field(default_factory=dict)
    """Reading id -> how each decision maker judges states (`proofs.sanctions`)."""
    places: object = None
    """Lines of the file that it was read from (`files`)."""
    asked: Mapping[str, object] = field(default_factory=dict)
    """Tables of the file that ask studies of it (`files.questions`)."""


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A conflict in graph form.

    Attributes
    ----------
    decision_makers, options
        In the order in which results and states are written.
    infeasible
        What cannot be: strings ("YN-", "talks and strike"), formulas or :class:`Rule`.
    required
        What must hold in every state.
    coalesced
        Groups of option vectors that count as one state each.
    states
        Labels and texts of states; for a conflict without options, the states themselves.
    option_moves
        Whether every decision maker may change any of its own options in one move (the usual rule).
    moves, move_rules
        Explicit moves added to these, and guards that take moves away. Guards bind option moves, not explicit ones.
    status_quo
        The state the conflict is in now.
    unseen
        Which states whom escapes; read by the analysis of the hypergame alone.

    Examples
    --------
    >>> from stateofplay.conflict import Ranking
    >>> chicken = Conflict(
    ...     name="Chicken",
    ...     decision_makers=(
    ...         DecisionMaker(id="A", preference=Ranking.of(["YN", "NN", "NY", "YY"])),
    ...         DecisionMaker(id="B", preference=Ranking.of(["NY", "NN", "YN", "YY"])),
    ...     ),
    ...     options=(Option(id="a", owner="A", name="Go on"), Option(id="b", owner="B", name="Go on")),
    ... )
    >>> len(chicken.space), chicken.space.options_text(1)
    (4, 'YN')
    """

    name: str = ""
    decision_makers: tuple[DecisionMaker, ...] = ()
    options: tuple[Option, ...] = ()
    infeasible: tuple[Rule | Formula | str, ...] = ()
    required: tuple[Rule | Formula | str, ...] = ()
    coalesced: tuple[Rule | Formula | str, ...] = ()
    states: tuple[StateText, ...] = ()
    option_moves: bool = True
    moves: tuple[Move, ...] = ()
    move_rules: tuple[MoveRule, ...] = ()
    status_quo: StateRef | None = None
    unseen: tuple[Unseen, ...] = ()
    note: str = ""
    evidence: tuple[str, ...] = ()
    derived: Derived = field(default_factory=Derived, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_ids("decision maker", [dm.id for dm in self.decision_makers])
        _check_ids("option", [option.id for option in self.options])
        if not self.decision_makers:
            raise ConflictError(
                "the conflict has no decision makers",
                slug="conflict.no_decision_makers",
                hint="Name at least one decision maker.",
            )
        owners = {dm.id for dm in self.decision_makers}
        for option in self.options:
            if option.owner not in owners:
                raise ConflictError(
                    f'option "{option.id}" belongs to "{option.owner}", who is not a decision maker',
                    slug="conflict.owner_unknown",
                    hint=f"The owner is one of: {', '.join(owners)}.",
                )
            if option.direction not in ("both", "to_yes", "to_no"):
                raise ConflictError(
                    f'option "{option.id}" has the direction "{option.direction}"',
                    slug="conflict.direction",
                    hint="Write both, to_yes or to_no.",
                )
        if not self.options and not self.states:
            raise ConflictError(
                "the conflict has neither options nor states",
                slug="conflict.no_options",
                hint="Give options, or list the states and their moves.",
            )
        self._check_joint(owners)
        words = self.vocabulary
        fix = object.__setattr__
        for kind in ("infeasible", "required", "coalesced"):
            fix(
                self,
                kind,
                tuple(_bound(rule, words, f"{kind} rule {k}") for k, rule in enumerate(getattr(self, kind), start=1)),
            )
        fix(self, "unseen", tuple(self._bound_unseen(one, k) for k, one in enumerate(self.unseen, 1)))
        fix(self, "move_rules", tuple(self._bound_move_rule(rule, k) for k, rule in enumerate(self.move_rules, 1)))
        fix(
            self,
            "decision_makers",
            tuple(replace(dm, preference=dm.preference.bind(words, dm.name or dm.id)) for dm in self.decision_makers),
        )
        for number, move in enumerate(self.moves, start=1):
            for mover in move.movers:
                if mover not in owners:
                    raise ConflictError(
                        f'move {number} is made by "{mover}", who is not a decision maker',
                        slug="conflict.mover_unknown",
                        hint="Name the movers by id.",
                    )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names that formulas of this conflict may use."""
        return Vocabulary.of(self.options)

    @cached_property
    def bits(self) -> Mapping[str, int]:
        """Option id to bit position in a state mask."""
        return {option.id: position for position, option in enumerate(self.options)}

    @cached_property
    def dm_ids(self) -> tuple[str, ...]:
        """Ids of the decision makers in order."""
        return tuple(dm.id for dm in self.decision_makers)

    @cached_property
    def space(self) -> StateSpace:
        """The feasible states (computed once).

        Raises
        ------
        ConflictError
            ``conflict.no_states`` when the rules exclude everything, ``conflict.too_large`` when too many are left.
        """
        if self.derived.space is None:
            self.derived.space = self._feasible_states()
        return self.derived.space

    def _feasible_states(self) -> StateSpace:
        if not self.options:
            labels = tuple(text.label or str(k) for k, text in enumerate(self.states, start=1))
            _check_ids("state", labels)
            return StateSpace((), np.arange(len(labels), dtype=np.uint64), None, labels)
        masks = enumerate_masks(
            [option.id for option in self.options],
            [*_formulas(self.infeasible), *self._unmet_needs()],
            _formulas(self.required),
            limit=MAX_STATES,
        )
        if not len(masks):
            raise ConflictError(
                "the rules leave no feasible state",
                slug="conflict.no_states",
                hint="Take out infeasible patterns or required statements until a state is left.",
            )
        groups = [(formula, text_of(formula)) for formula in _formulas(self.coalesced)]
        space = StateSpace(tuple(self.bits), masks, coalesce(masks, groups, self.bits))
        labels = self._labels(space)
        return replace(space, labels=labels) if labels else space

    @cached_property
    def texts(self) -> Mapping[int, StateText]:
        """Texts of the described states by 0-based index."""
        if self.derived.texts is None:
            self.derived.texts = dict(enumerate(self.states))
            if self.options:
                self.derived.texts = {self.space.index_of(text.options or text.label): text for text in self.states}
        return self.derived.texts

    def dm(self, ref: str) -> DecisionMaker:
        """Find a decision maker by id or name."""
        for dm in self.decision_makers:
            if ref in (dm.id, dm.name):
                return dm
        raise ConflictError(
            f'there is no decision maker "{ref}"',
            slug="conflict.decision_maker_unknown",
            hint=f"The decision makers are {', '.join(self.dm_ids)}.",
        )

    def options_of(self, dm: str) -> tuple[Option, ...]:
        """Return the options that a decision maker controls, alone or with others."""
        return tuple(option for option in self.options if dm in option.owners)

    def with_preferences(self, preferences: Mapping[str, Preference]) -> Conflict:
        """Return the same conflict with other preferences for some decision makers; the states are not listed again."""
        for dm in preferences:
            self.dm(dm)
        changed = replace(
            self,
            decision_makers=tuple(
                replace(dm, preference=preferences.get(dm.id, dm.preference)) for dm in self.decision_makers
            ),
        )
        mine, theirs = changed.derived, self.derived
        mine.space, mine.texts, mine.moves = theirs.space, theirs.texts, theirs.moves
        return changed

    def _check_joint(self, makers: set[str]) -> None:
        known = {option.id for option in self.options}
        for option in self.options:
            strangers = [dm for dm in option.partners if dm not in makers]
            if strangers or len(set(option.owners)) < len(option.owners):
                who = f'needs "{strangers[0]}", who is not a decision maker' if strangers else "names an owner twice"
                raise ConflictError(
                    f'the joint act "{option.id}" {who}',
                    slug="conflict.owner_unknown",
                    hint=f"Its owners are two or more of: {', '.join(dm.id for dm in self.decision_makers)}.",
                )
            for need in option.needs:
                if need not in known or need == option.id:
                    raise ConflictError(
                        f'option "{option.id}" needs "{need}", which is no other option of the model',
                        slug="conflict.needs",
                        hint=f"It can need one of: {', '.join(sorted(known - {option.id})) or 'none here'}.",
                    )

    def _unmet_needs(self) -> list[Formula]:
        return [And((Taken(o.id), Not(Taken(need)))) for o in self.options for need in o.needs]

    def _labels(self, space: StateSpace) -> tuple[str, ...]:
        if not any(text.label for text in self.states):
            return ()
        labels = [""] * space.size
        for number, text in enumerate(self.states, start=1):
            if text.label:
                if not text.options:
                    raise ConflictError(
                        f'state text {number} ("{text.label}") has no options',
                        slug="conflict.state_unknown",
                        hint="Write its YN string.",
                    )
                labels[space.index_of(text.options, where=f"state {text.label}")] = text.label
        _check_ids("state", [label for label in labels if label])
        return tuple(labels)

    def _bound_unseen(self, one: Unseen, number: int) -> Unseen:
        if one.decision_maker not in {dm.id for dm in self.decision_makers}:
            raise ConflictError(
                f'unseen {number} is about "{one.decision_maker}", who is not a decision maker',
                slug="conflict.decision_maker_unknown",
                hint=f"The decision makers are {', '.join(dm.id for dm in self.decision_makers)}.",
            )
        if isinstance(one.formula, str):
            return replace(one, formula=parse_formula(one.formula, self.vocabulary, where=f"unseen {number}"))
        self.vocabulary.checked(one.formula, f"unseen {number}")
        return one

    def _bound_move_rule(self, rule: MoveRule, number: int) -> MoveRule:
        where = f"move rule {number}"
        if rule.mover and rule.mover not in {dm.id for dm in self.decision_makers}:
            raise ConflictError(
                f'{where} is about "{rule.mover}", who is not a decision maker',
                slug="conflict.mover_unknown",
                hint="Name the mover by id, or leave it out.",
            )
        changes = []
        for called in rule.changes:
            option = self.vocabulary.option(called)
            if option is None:
                raise ConflictError(
                    f'{where}: no option is called "{called}"',
                    slug="conflict.option_unknown",
                    hint=f"The options are {', '.join(self.vocabulary.ids)}.",
                )
            changes.append(option)
        return replace(
            rule,
            changes=tuple(changes),
            source=_parsed(rule.source, self.vocabulary, f"{where}, source"),
            target=_parsed(rule.target, self.vocabulary, f"{where}, target"),
        )


def _parsed(formula: Formula | str, words: Vocabulary, where: str) -> Formula:
    return parse_formula(formula, words, where=where) if isinstance(formula, str) else words.checked(formula, where)


def _bound(rule: Rule | Formula | str, words: Vocabulary, where: str) -> Rule:
    rule = rule if isinstance(rule, Rule) else Rule(formula=rule)
    return replace(rule, formula=_parsed(rule.formula, words, where))


def _formulas(rules: Iterable[Rule | Formula | str]) -> list[Formula]:
    return [rule.formula for rule in rules if isinstance(rule, Rule) and not isinstance(rule.formula, str)]


def _check_ids(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if not name.strip():
            raise ConflictError(f"a {kind} has an empty id", slug="conflict.id_empty", hint="Give it a short name.")
        if name in seen:
            raise ConflictError(f'two {kind}s are called "{name}"', slug="conflict.id_twice", hint="Rename one.")
        seen.add(name)
