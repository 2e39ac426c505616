"""The questions that a mediator asks of a case, and what an answer is made of.

Each question has a key (``stateofplay ask CASE KEY``), and one function that answers it from the drafted model; this module
holds the records and the list, its neighbours the answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from stateofplay.conflict.json import Json
from stateofplay.errors import CaseworkError
from stateofplay.language.agreement import with_articles

QUESTIONS = {
    "stand": "Where does it stand, and is it stable?",
    "move": "Who could move, and what deters them?",
    "hold": "Which outcomes would hold, and is there a path from here?",
    "change": "What would have to change for another outcome to hold?",
    "misread": "Which misunderstanding keeps it where it is?",
    "wait": "Who holds out for whom?",
    "join": "Which coalition could jump?",
    "since": "What changed in the verdict, and which page changed it?",
}
"""Key -> the question, in the order in which they are answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSentence:
    """One sentence of an answer, with the claims that it rests on."""

    text: str
    claims: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question."""

    key: str
    short: str
    """The answer in one sentence."""
    findings: tuple[AnswerSentence, ...] = ()

    @property
    def question(self) -> str:
        """The question in words."""
        return QUESTIONS[self.key]

    def to_dict(self) -> dict[str, Json]:
        """Plain data for JSON."""
        return {
            "key": self.key,
            "question": self.question,
            "short": self.short,
            "findings": [{"text": f.text, "notes": list(f.notes), "claims": list(f.claims)} for f in self.findings],
        }


def in_prose(answer: Answer) -> Answer:
    """An answer whose sentences have the articles that names take: "the United States would leave it"."""
    findings = tuple(
        replace(one, text=with_articles(one.text), notes=tuple(map(with_articles, one.notes)))
        for one in answer.findings
    )
    return replace(answer, short=with_articles(answer.short), findings=findings)


def find_question(words: str) -> str:
    """The key that some words mean: the key itself, its beginning, or a word that only one question has.

    Raises
    ------
    CaseworkError
        ``casework.no_such_question``, with the list.

    Examples
    --------
    >>> find_question("hold"), find_question("misunderstanding"), find_question("coalition")
    ('hold', 'misread', 'join')
    """
    wanted = words.strip().lower()
    if wanted in QUESTIONS:
        return wanted
    fits = [k for k in QUESTIONS if k.startswith(wanted)] or [k for k, q in QUESTIONS.items() if wanted in q.lower()]
    if len(fits) != 1 or not wanted:
        known = "; ".join(f"{key}: {text}" for key, text in QUESTIONS.items())
        raise CaseworkError(
            f"there is no question {words!r}" if not fits else f"{words!r} fits several questions: {', '.join(fits)}",
            slug="casework.no_such_question",
            hint=f"Ask one of these. {known}",
        )
    return fits[0]
