"""What a party wants, asked for state by state or option by option; the answers can be kept in a file and gone on from."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from stateofplay.conflict import Conflict, Ranking, write_model
from stateofplay.conflict.model.naming import describe, own_name
from stateofplay.conflict.studies.eliciting import Elicitation, Verdict, most_questions
from stateofplay.conflict.studies.prioritising import Prioritising, Wish, most_questions_by_options
from stateofplay.errors import ConflictError
from stateofplay.exchange.delivery import write_text
from stateofplay.service.analysing import load_model

AskWords: TypeAlias = Callable[[int, int, str, str], str]
"""Called with the number of the question, the most there can be, and both states in words; answers 1, 2, = or q."""
WantWords: TypeAlias = Callable[[int, int, str], str]
"""Called with the number of the question, the most there can be, and an option in words; answers y, n, = or q."""
_WISHES: dict[str, Wish] = {"y": "yes", "n": "no", "=": "either"}
_WISH_OF: dict[str, Wish] = {wish: wish for wish in _WISHES.values()}
_WORDS: dict[str, Verdict] = {"1": "first", "2": "second", "=": "equal"}


class Stopped(Exception):
    """Whoever answers wants to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elicited:
    """The model with the ranking as TOML, the circles of contradicting answers, and how many questions were asked."""

    text: str
    circles: tuple[str, ...]
    asked: int


def elicit_ranking(name: str, party: str, ask: AskWords, *, answers: Path | None = None, check: int = 0) -> Elicited:
    """Ask until all states are ranked for a party.

    Raises
    ------
    ConflictError
        ``conflict.preference_cycle`` where the answers of a file contradict each other, ``conflict.answers`` where the file
        is none of answers about this party.
    Stopped
        Where the answer is q; the answers so far are kept.
    """
    conflict = load_model(name)
    who = conflict.dm(party).id
    space = conflict.space
    known, same = ([], []) if answers is None or not answers.exists() else _read(conflict, who, answers)
    most = most_questions(len(space))
    number = 0

    def put(one: int, other: int) -> Verdict:
        nonlocal number
        number += 1
        word = ask(number, most + check, describe(conflict, one), describe(conflict, other))
        if word not in _WORDS:
            raise Stopped
        return _WORDS[word]

    asking = Elicitation(space, put, known, same)
    try:
        ranking = asking.ranking()
        circles = asking.recheck(check) if check else ()
    finally:
        if answers is not None:
            write_text(answers, _written(conflict, who, asking))
    named = Ranking(tuple(tuple(space.name(int(state) - 1) for state in tied) for tied in ranking.order))
    told = tuple(_in_words(conflict, one) for one in circles)
    return Elicited(text=write_model(conflict.with_preferences({who: named})), circles=told, asked=asking.asked)


def _in_words(conflict: Conflict, circle: str) -> str:
    """A circle of states with each state in words instead of its name."""
    names = {conflict.space.name(k): describe(conflict, k + 1) for k in range(conflict.space.size)}
    return re.sub(r"[^\s:>]+", lambda found: names.get(found[0], found[0]), circle)


def elicit_wishes(
    name: str, party: str, want: WantWords, ask: AskWords, *, answers: Path | None = None, check: int = 0
) -> Elicited:
    """Ask option by option what a party wants and what matters more to it, however many states there are.

    Raises
    ------
    ConflictError
        As :func:`elicit_ranking`.
    Stopped
        Where the answer is q; the answers so far are kept.
    """
    conflict = load_model(name)
    who = conflict.dm(party).id
    told = {o.id: own_name(conflict, o) if who in o.owners else o.name or o.id for o in conflict.options}
    wishes, known, same = (
        ({}, [], []) if answers is None or not answers.exists() else _read_wishes(conflict, who, answers)
    )
    most = most_questions_by_options(len(conflict.options)) + check
    number = 0

    def wanted(option: str) -> Wish:
        nonlocal number
        number += 1
        word = want(number, most, told[option])
        if word not in _WISHES:
            raise Stopped
        return _WISHES[word]

    def matters(one: int, other: int) -> Verdict:
        nonlocal number
        number += 1
        word = ask(number, most, *(_wish_words(asking, told, place) for place in (one, other)))
        if word not in _WORDS:
            raise Stopped
        return _WORDS[word]

    asking = Prioritising(conflict, wanted, matters, wishes, known, same)
    try:
        said = asking.statements()
        circles = asking.recheck(check) if check else ()
    finally:
        if answers is not None:
            better, equal = asking.answers
            plain = {"decision_maker": who, "wishes": asking.wishes, "better": better, "equal": equal}
            write_text(answers, json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
    text = write_model(conflict.with_preferences({who: said}))
    return Elicited(text=text, circles=circles, asked=asking.asked)


def _wish_words(asking: Prioritising, told: Mapping[str, str], place: int) -> str:
    option = asking.mattering[place - 1]
    return f"that this is {'done' if asking.wishes[option] == 'yes' else 'not done'}: {told[option]}"


def _read_wishes(
    conflict: Conflict, who: str, path: Path
) -> tuple[dict[str, Wish], list[tuple[str, str]], list[tuple[str, str]]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["decision_maker"] != who:
            raise _no_answers(path, f"answers of {data['decision_maker']}, not of {who}")
        wishes = {o: _WISH_OF[wish] for o, wish in data["wishes"].items() if o in conflict.bits}
        better, equal = ([(str(a), str(b)) for a, b in data[key]] for key in ("better", "equal"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_answers(path, "no answers option by option that can be read") from error
    return wishes, better, equal


def _written(conflict: Conflict, who: str, asking: Elicitation) -> str:
    def named(pairs: list[tuple[int, int]]) -> list[list[str]]:
        return [[conflict.space.name(a - 1), conflict.space.name(b - 1)] for a, b in pairs]

    plain = {"decision_maker": who, "better": named(asking.better), "equal": named(asking.equal)}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _read(conflict: Conflict, who: str, path: Path) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["decision_maker"] != who:
            raise _no_answers(path, f"answers of {data['decision_maker']}, not of {who}")
        pairs = [
            [(conflict.space.index_of(a) + 1, conflict.space.index_of(b) + 1) for a, b in data[key]]
            for key in ("better", "equal")
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _no_answers(path, "no answers that can be read") from error
    return pairs[0], pairs[1]


def _no_answers(path: Path, what: str) -> ConflictError:
    return ConflictError(
        f"{path} holds {what}", slug="conflict.answers", hint="Name another file with --answers, or a new one."
    )
