"""Answer what is open in a model file, and tell what the answer changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stateofplay.casework.outlook.looking_ahead import look_ahead
from stateofplay.casework.questions.standing import verdict
from stateofplay.casework.redraft.answering import AskedWish, find_asked, questions_in, said_against, with_answer
from stateofplay.conflict.files import parse_model
from stateofplay.errors import CaseworkError
from stateofplay.settings import SAMPLES


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredQuestion:
    """A question answered in a file."""

    path: Path
    asked: AskedWish
    before: str
    """Where it stands, in one sentence, before the answer; and after it."""
    after: str
    against: tuple[str, ...]
    """Stated wishes that it goes against, in words; they count first."""
    left: int
    """How many questions are open still."""


def questions_of(model: str) -> tuple[AskedWish, ...]:
    """The questions that a model file leaves open, with the answers given."""
    return questions_in(parse_model(_read(model), where=model))


def answer_question(model: str, question: str, answer: str, *, samples: int = SAMPLES) -> AnsweredQuestion:
    """Answer one question in a model file.

    Parameters
    ----------
    question
        Its number, or words that only one has.
    answer
        ``yes``, ``no``, ``either``, or ``open`` again.

    Raises
    ------
    CaseworkError, ConflictError
        Where the question or the answer is none, or contradicts another; nothing is written then.
    """
    text = _read(model)
    conflict = parse_model(text, where=model)
    asked = find_asked(conflict, question)
    answer = answer.strip().lower()
    made = with_answer(text, asked, answer, where=model)
    changed = parse_model(made, where=model)
    before, after = (look_ahead(one, samples=samples) for one in (conflict, changed))
    path = Path(model)
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(made)
        beside.replace(path)
    except OSError as error:
        raise CaseworkError(
            f"{path} cannot be written: {error.strerror or error}",
            slug="casework.unwritable",
            hint="Copy the model to a folder of your own.",
        ) from error
    return AnsweredQuestion(
        path=path,
        asked=asked,
        before=verdict(before),
        after=verdict(after),
        against=said_against(conflict, asked, answer),
        left=after.open,
    )


def _read(model: str) -> str:
    path = Path(model)
    if path.suffix.lower() != ".toml":
        raise CaseworkError(
            f"{model} is no model file in TOML",
            slug="casework.answer_place",
            hint="Draft one first: stateofplay draft CASE.sop -o model.toml. Answers are kept in it.",
        )
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read().removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseworkError(
            f"{model} cannot be read{': there is no such file' if isinstance(error, FileNotFoundError) else ' as text'}",
            slug="casework.unreadable",
            hint="Draft a model first: stateofplay draft CASE.sop -o model.toml.",
        ) from error
