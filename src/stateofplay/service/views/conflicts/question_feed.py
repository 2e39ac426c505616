"""The answer to one question of a conflict as an Atom feed: an entry whenever the answer changes."""

from __future__ import annotations

from hashlib import sha256

from stateofplay.casework.questions.records import QUESTIONS
from stateofplay.errors import CaseworkError, ExchangeError
from stateofplay.service.library import KeptCase
from stateofplay.service.questions import OF_THE_RECORD, answer_all
from stateofplay.service.views.atom import AtomFeed
from stateofplay.service.views.conflicts.conflict_model import looked_ahead


def question_feed(kept: KeptCase, question: str, origin: str, self_address: str) -> bytes:
    """The answer as it is now, under an id made of its words: a reader of feeds shows it anew when they change, and only then.

    Parameters
    ----------
    question
        A key of the questions of a conflict.

    Raises
    ------
    ExchangeError
        ``exchange.parameter`` where there is no such question.
    """
    if question not in QUESTIONS or question in OF_THE_RECORD:
        known = ", ".join(k for k in QUESTIONS if k not in OF_THE_RECORD)
        raise ExchangeError(
            f"there is no question {question!r}", slug="exchange.parameter", hint=f"It is one of {known}."
        )
    try:
        (answer,) = answer_all(looked_ahead(kept), [question])
        short, findings = answer.short, [f.text for f in answer.findings]
    except CaseworkError as error:
        short, findings = f"No model can be drafted yet: {error.sentence}.", []
    name = f"question/{question}"
    feed = AtomFeed(kept, name, QUESTIONS[question], page="conflict", origin=origin, self_address=self_address)
    words = sha256(short.encode("utf-8", "replace")).hexdigest()[:16]
    feed.add(f"{name}/{words}", short, page="conflict", summary=" ".join(findings) or short)
    return feed.written()
