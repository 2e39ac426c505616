"""The conflict of a case: in plain words first, then what each party may do, what could hold and why, each down to its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stateofplay.casework.draft.records import Draft
from stateofplay.casework.outlook.looking_ahead import LikelyOutcome, Outlook
from stateofplay.casework.questions.records import QUESTIONS, Answer
from stateofplay.casework.questions.standing import hinge_words, leaver_words, way_to, way_words
from stateofplay.conflict import Conflict
from stateofplay.conflict.model.naming import capitalised
from stateofplay.errors import CaseworkError, ConflictError
from stateofplay.exchange.names import FIGURES
from stateofplay.exchange.reports.outlook import in_short
from stateofplay.language.agreement import with_articles
from stateofplay.service.library import KeptCase, give_back
from stateofplay.service.questions import answer_all
from stateofplay.service.views.conflicts.conflict_model import drafted, looked_ahead
from stateofplay.service.views.records import Sheet, ToldClaim, Value
from stateofplay.service.views.telling import tell_claim

CONCEPT_WORDS = {
    "NASH": "where everybody follows only their own next step",
    "SEQ": "where the others answer, but never to their own harm",
    "GMR": "where the others answer at any price",
}
MOST_OUTCOMES, MOST_CLAIMS = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFinding:
    """One sentence of an answer with the claims it rests on."""

    text: str
    notes: tuple[str, ...]
    claims: tuple[ToldClaim, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """One question with its answer."""

    key: str
    question: str
    short: str
    findings: tuple[ToldFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOption:
    """Something a party may do."""

    id: str
    owner: str
    text: str
    holds_now: bool
    contested: bool
    rule: str
    claims: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldWish:
    """One statement of what a party wants."""

    party: str
    text: str
    weight: str
    claims: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOutcome:
    """An outcome, how often it holds under each concept, and why."""

    text: str
    signs: tuple[str, ...]
    """Of each option: Y taken, N not, - either."""
    shares: tuple[tuple[str, float], ...]
    """(concept, share of the readings of the record)."""
    status_quo: bool
    why: tuple[str, ...]
    hangs_on: tuple[str, ...]
    formula: str
    """The outcome in the words that ``reach`` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """What the record does not say, with the answers that narrow the model."""

    text: str
    answers: tuple[tuple[str, str], ...]
    """(words, answer as a what-if takes it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDoubt:
    """An option that is left out, since the record is less sure of it."""

    text: str
    reason: str
    claims: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """The conflict of a case."""

    case: str
    title: str
    lead: str
    now: str
    """What is done as it stands."""
    problem: str
    """Why no model could be drafted; empty where one could."""
    caveats: tuple[str, ...]
    parties: tuple[str, ...]
    answers: tuple[ToldAnswer, ...]
    options: tuple[ToldOption, ...]
    wishes: tuple[ToldWish, ...]
    outcomes: tuple[ToldOutcome, ...]
    concepts: tuple[tuple[str, str], ...]
    questions: tuple[OpenQuestion, ...]
    left_out: tuple[str, ...]
    less_sure: tuple[ToldDoubt, ...]
    """Options that are not sure enough for the model."""
    facing: tuple[str, ...]
    """Who faces whom, and by what."""
    samples: int

    def sheet(self) -> Sheet:
        """One row an outcome."""
        names = tuple(f"{o.owner}: {o.id}" for o in self.options)
        rows: tuple[tuple[Value, ...], ...] = tuple(
            (o.text, o.status_quo, *(f"{share:.3f}" for _, share in o.shares), *o.signs) for o in self.outcomes
        )
        return Sheet(columns=("outcome", "status_quo", *(c for c, _ in self.concepts), *names), rows=rows)


def conflict_view(kept: KeptCase) -> ConflictView:
    """The conflict as the record has it; where it has too little for a model, that, and what is missing."""
    return kept.once("conflict view", lambda: _made(kept))


def _made(kept: KeptCase) -> ConflictView:
    view = _view(kept)
    give_back()
    return view


def _view(kept: KeptCase) -> ConflictView:
    try:
        outlook = looked_ahead(kept)
    except CaseworkError as error:
        return ConflictView(
            case=kept.id, title="Conflict", lead="No model can be drafted yet.", now="",
            problem=error.told,
            caveats=(), parties=(), answers=(), options=(), wishes=(), outcomes=(), concepts=(), questions=(), left_out=(),
            less_sure=(), facing=(), samples=0,
        )  # fmt: skip
    answers = answer_all(outlook, tuple(QUESTIONS))
    draft = drafted(kept)
    contested = {o.id for o in (*outlook.status_quo.taken, *(t for o in outlook.outcomes for t in o.taken))}
    return ConflictView(
        case=kept.id,
        title="Conflict",
        lead=in_short(outlook),
        now=outlook.status_quo.text,
        problem="",
        caveats=outlook.caveats,
        parties=draft.parties,
        answers=tuple(_answer(kept, a) for a in answers),
        options=tuple(
            ToldOption(
                id=o.id, owner=o.owner, text=o.text, holds_now=o.holds_now, contested=o.id in contested, rule=o.basis.rule,
                claims=_claims(kept, o.basis.claims),
            )
            for o in draft.options
        ),
        wishes=tuple(
            ToldWish(
                party=s.party,
                text=with_articles(s.text),
                weight=_TIERS[min(s.tier, 4)],
                claims=_claims(kept, s.basis.claims),
            )
            for s in draft.statements
        ),
        outcomes=tuple(_outcome(outlook, o) for o in _shown(outlook)),
        concepts=tuple((c, CONCEPT_WORDS[c]) for c in outlook.status_quo.shares),
        questions=open_questions(draft),
        left_out=draft.left_out,
        less_sure=tuple(
            ToldDoubt(text=one.text, reason=one.reason, claims=_claims(kept, one.claims)) for one in draft.less_sure
        ),
        facing=draft.facing,
        samples=outlook.samples,
    )  # fmt: skip


_REPLIES = (("yes, rather that", "yes"), ("no, rather not", "no"), ("does not mind", "either"))
_TIERS = ("red line", "condition", "demand or refusal", "support or offer", "assumed")


def open_questions(draft: Draft) -> tuple[OpenQuestion, ...]:
    """What a draft leaves open, each question with its answers."""
    return tuple(
        OpenQuestion(
            text=with_articles(q.text),
            answers=tuple((words, f"{q.party}: {q.option} = {answer}") for words, answer in _REPLIES),
        )
        for q in draft.questions
    )


def _shown(outlook: Outlook) -> list[LikelyOutcome]:
    return [outlook.status_quo, *outlook.outcomes[: MOST_OUTCOMES - 1]]


def _claims(kept: KeptCase, ids: Sequence[str], most: int = MOST_CLAIMS) -> tuple[ToldClaim, ...]:
    known = [kept.rows_by_claim[c] for c in dict.fromkeys(ids) if c in kept.rows_by_claim]
    return tuple(tell_claim(row) for row in known[:most])


def _answer(kept: KeptCase, answer: Answer) -> ToldAnswer:
    return ToldAnswer(
        key=answer.key,
        question=answer.question,
        short=answer.short,
        findings=tuple(
            ToldFinding(
                text=f.text,
                notes=f.notes,
                claims=_claims(kept, f.claims),
                more=max(0, len(dict.fromkeys(f.claims)) - MOST_CLAIMS),
            )
            for f in answer.findings
        ),
    )


def _outcome(outlook: Outlook, outcome: LikelyOutcome) -> ToldOutcome:
    why = tuple(leaver_words(one) for one in outcome.leavers)
    if not outcome.status_quo and (way := way_to(outlook, outcome.options)) is not None:
        why = (*why, way_words(way))
    signs = tuple(outcome.options)
    terms = [
        o.id if sign == "Y" else f"not {o.id}"
        for o, sign in zip(outlook.conflict.options, signs, strict=True)
        if sign in "YN"
    ]
    return ToldOutcome(
        text=outcome.text,
        signs=signs,
        shares=tuple((c, s.share) for c, s in outcome.shares.items()),
        status_quo=outcome.status_quo,
        why=tuple(capitalised(w) for w in why),
        hangs_on=tuple(hinge_words(one) for one in outcome.hinges[:3]),
        formula=" and ".join(terms),
    )


def figure_of(kept: KeptCase, kind: str) -> str:
    """A figure of the conflict as SVG.

    Raises
    ------
    ConflictError
        ``conflict.figure`` where there is no such figure; CaseworkError where there is no model.
    """
    from stateofplay.service.analysing import Beyond, draw_figure

    drawn = next((one for one in FIGURES if one == kind), None)
    if drawn is None:
        raise ConflictError(
            f"there is no figure {kind!r}", slug="conflict.figure", hint=f"It is one of {', '.join(FIGURES)}."
        )

    def make() -> str:
        conflict: Conflict = drafted(kept).conflict
        return draw_figure(conflict, drawn, Beyond(), ("NASH", "SEQ")).svg

    return kept.once(("figure", kind), make)
