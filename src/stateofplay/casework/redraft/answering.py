"""Answer what is open in a model file: find the question, and write its answer without touching anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stateofplay.casework.redraft.toml_text import Element, Value, array_text, cut, cut_array, join, value_text
from stateofplay.casework.telling.wishes import formula_words
from stateofplay.conflict import Conflict, OpenWish, Statements
from stateofplay.conflict.files import parse_model
from stateofplay.conflict.logic.formulas import Not, options_in, text_of
from stateofplay.conflict.model.naming import name_of
from stateofplay.errors import CaseworkError

ANSWERS = ("yes", "no", "either", "open")
MOST_LISTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWish:
    """An open wish of a model as a question."""

    number: int
    """Counted through the file, from 1."""
    party: str
    place: int
    """Its place among the open wishes of the party, from 0."""
    words: str
    answer: str
    wish: OpenWish


def questions_in(conflict: Conflict) -> tuple[AskedWish, ...]:
    """Every open wish of a model, answered or not, in the order of the file.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option
    >>> wish = Statements((), (OpenWish(formula="t"),))
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="A", preference=wish),), options=(Option(id="t", owner="A", name="Talk"),)
    ... )
    >>> [(q.number, q.words, q.answer) for q in questions_in(talks)]
    [(1, 'Does A want “Talk”?', 'open')]
    """
    found: list[AskedWish] = []
    for dm in conflict.decision_makers:
        for place, wish in enumerate(dm.preference.open if isinstance(dm.preference, Statements) else ()):
            formula = wish.formula
            if isinstance(formula, str):
                raise TypeError("a built conflict holds formulas, not text")
            words = wish.note or f"Does {name_of(conflict, dm.id)} want {formula_words(conflict, formula, dm.id)}?"
            found.append(
                AskedWish(number=len(found) + 1, party=dm.id, place=place, words=words, answer=wish.answer, wish=wish)
            )
    return tuple(found)


def find_asked(conflict: Conflict, words: str) -> AskedWish:
    """The one question that a number, or some words, mean.

    Raises
    ------
    CaseworkError
        ``casework.no_question``, with the questions that are perhaps meant.
    """
    known = questions_in(conflict)
    number = words.strip().lower().removeprefix("q").removeprefix("#")
    if number.isdigit():
        fits = [q for q in known if q.number == int(number)]
    else:
        wanted = _words(words)
        fits = [q for q in known if wanted and wanted <= _words(f"{q.party} {q.words}")]
        # Who is named is asked: a question of somebody else that only speaks of it is another one.
        fits = [q for q in fits if _words(q.party) <= wanted] or fits
        exact = [q for q in fits if wanted <= _words(f"{q.party} {_formula(q)}")]
        fits = exact if len(exact) == 1 else fits
    if len(fits) == 1:
        return fits[0]
    told = f"{len(fits)} questions fit “{words}”" if fits else f"the model has no open question “{words}”"
    raise CaseworkError(
        told, slug="casework.no_question", hint=_listed(fits or known) or "Nothing is open in this model."
    )


def _formula(asked: AskedWish) -> str:
    return asked.wish.formula if isinstance(asked.wish.formula, str) else " ".join(sorted(_ids(asked)))


def _ids(asked: AskedWish) -> frozenset[str]:
    return frozenset() if isinstance(asked.wish.formula, str) else options_in(asked.wish.formula)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


def _listed(questions: Sequence[AskedWish]) -> str:
    shown = [f"{q.number}: {q.words}" for q in questions[:MOST_LISTED]]
    more = len(questions) - len(shown)
    return "Write the number. " + " ".join(shown) + (f" And {more} more." if more > 0 else "") if shown else ""


def said_against(conflict: Conflict, asked: AskedWish, answer: str) -> tuple[str, ...]:
    """Stated wishes of the same party that an answer goes against, in words: they count first, and the answer after them."""
    preference = conflict.dm(asked.party).preference
    formula = asked.wish.formula
    if answer not in ("yes", "no") or not isinstance(preference, Statements) or isinstance(formula, str):
        return ()
    contrary = (
        text_of(formula.part if isinstance(formula, Not) else Not(formula)) if answer == "yes" else text_of(formula)
    )
    found = []
    for tied in preference.classes:
        for one in tied:
            if not isinstance(one.formula, str) and text_of(one.formula) == contrary:
                found.append(one.note or f"{name_of(conflict, asked.party)} wants {contrary}")
    return tuple(found)


def with_answer(text: str, asked: AskedWish, answer: str, *, where: str = "the model") -> str:
    """The text of a model file with one question answered; everything else as it was, byte for byte.

    Raises
    ------
    CaseworkError
        ``casework.answer`` for another word than yes, no, either or open; ``casework.unanswerable`` where the file is so
        written that the place cannot be found.
    ConflictError
        ``conflict.answers`` where the answer contradicts another.
    """
    if answer not in ANSWERS:
        raise CaseworkError(
            f'"{answer}" is no answer', slug="casework.answer", hint=f"Answer {', '.join(ANSWERS[:-1])}, or open again."
        )
    crlf, plain = "\r\n" in text, text.replace("\r\n", "\n")
    parts = cut(plain)
    blocks = list(parts.blocks)
    for at, block in enumerate(blocks):
        piece = block.piece("open") if block.table == "decision_maker" and block.value("id") == asked.party else None
        cut_up = cut_array(piece.text) if piece is not None else None
        if piece is None or cut_up is None:
            continue
        elements, rest = list(cut_up[0]), cut_up[1]
        elements[asked.place] = _answered(elements[asked.place], answer)
        long = "\n" in piece.text
        changed = replace(piece, text=array_text("open", elements, rest, long=long))
        blocks[at] = replace(block, pieces=tuple(changed if p is piece else p for p in block.pieces))
        made = join(replace(parts, blocks=tuple(blocks)))
        parse_model(made, where=where)
        return made.replace("\n", "\r\n") if crlf else made
    raise CaseworkError(
        f"the open wish of {asked.party} cannot be found in {where}",
        slug="casework.unanswerable",
        hint='Write answer = "yes", "no" or "either" beside the formula by hand.',
    )


def _answered(element: Element, answer: str) -> Element:
    if (found := re.search(r'\banswer\s*=\s*"[a-z]*"', element.text)) is not None:
        return replace(element, text=f'{element.text[: found.start()]}answer = "{answer}"{element.text[found.end() :]}')
    value = element.value()
    table: dict[str, Value] = dict(value) if isinstance(value, dict) else {"formula": value}
    return replace(element, text=value_text({"formula": table.pop("formula"), "answer": answer, **table}))
