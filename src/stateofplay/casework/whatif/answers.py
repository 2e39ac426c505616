"""An answer to what a model leaves open of a party's wishes: it narrows the readings, and counts after all that is said."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace

from stateofplay.casework.whatif.naming import find_party, in_words, read_formula
from stateofplay.conflict import Conflict, OpenWish, Statements, text_of
from stateofplay.conflict.preferences.statements import ANSWERS, Answer
from stateofplay.errors import CaseworkError
from stateofplay.language.agreement import with_articles, with_verb

_TOLD = {
    "yes": "would rather see this",
    "no": "would rather not see this",
    "either": "[does|do] not mind either way",
    "open": "is asked again",
}


def answer_open(
    conflict: Conflict, words: str, given: MutableMapping[tuple[str, str], Answer] | None = None
) -> tuple[Conflict, str]:
    """Decide one wish that a model leaves open.

    Parameters
    ----------
    words
        ``PARTY: FORMULA = yes``, ``no``, ``either``, or ``open`` again; party and options by any words that fit only one.
    given
        Answers before this one of the same what-if, by party and wish; this one is put there too.

    Returns
    -------
    tuple
        The model, and what was answered in one sentence.

    Raises
    ------
    CaseworkError
        ``casework.change`` where nothing of that is open or where it was answered otherwise before, and the errors of names.

    Examples
    --------
    >>> from stateofplay.conflict import DecisionMaker, Option
    >>> wish = Statements((), (OpenWish(formula="t"),))
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="N", name="Norvia", preference=wish),),
    ...     options=(Option(id="t", owner="N", name="Talk"),),
    ... )
    >>> answered, told = answer_open(talks, "Norvia: talk = yes")
    >>> told, answered.dm("N").preference.open[0].answer
    ('Norvia would rather see this: “Talk”.', 'yes')
    """
    who, colon, rest = words.partition(":")
    asked, sign, said = rest.rpartition("=")
    answer = _answer(said)
    if not (colon and sign and asked.strip() and answer):
        raise CaseworkError(
            f'the answer "{words}" is not understood',
            slug="casework.change",
            hint=f"Write PARTY: OPTION = {', '.join(ANSWERS[1:])}, or open again.",
        )
    party = find_party(conflict, who)
    formula = read_formula(conflict, asked, owner=party.id, where=f"the answer of {party.name or party.id}")
    preference = party.preference
    if isinstance(preference, Statements):
        wanted, left = text_of(formula), list(preference.open)
        for place, wish in enumerate(left):
            if not isinstance(wish.formula, str) and text_of(wish.formula) == wanted:
                before = given.get((party.id, wanted), answer) if given is not None else answer
                if "open" not in (before, answer) and before != answer:
                    raise CaseworkError(
                        f"{party.name or party.id} is answered for twice, {before} and {answer}: {in_words(conflict, formula)}",
                        slug="casework.change",
                        hint="Keep one of the two answers.",
                    )
                if given is not None:
                    given[party.id, wanted] = answer
                left[place] = replace(wish, answer=answer)
                changed = conflict.with_preferences({party.id: replace(preference, open=tuple(left))})
                verb = with_verb(party.name or party.id, _TOLD[answer])
                return changed, f"{with_articles(verb)}: {in_words(conflict, formula)}."
    told = in_words(conflict, formula)
    raise CaseworkError(
        f"the model does not leave open whether {party.name or party.id} would rather see {told}",
        slug="casework.change",
        hint=_listed(conflict, party.id),
    )


def _answer(said: str) -> Answer | None:
    return next((a for a in ANSWERS if a == said.strip().casefold()), None)


def _listed(conflict: Conflict, party: str) -> str:
    preference = conflict.dm(party).preference
    wishes: tuple[OpenWish, ...] = preference.open if isinstance(preference, Statements) else ()
    open_now = [in_words(conflict, w.formula) for w in wishes if w.answer == "open"]
    return f"Open of it: {', '.join(open_now)}." if open_now else "Nothing of it is open."
