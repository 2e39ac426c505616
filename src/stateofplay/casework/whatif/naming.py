"""What people call the parts of a model: options, parties and formulas by id, by name, or by any part that fits only one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from stateofplay.conflict import (
    And,
    Conflict,
    Count,
    DecisionMaker,
    Formula,
    If,
    Iff,
    Not,
    Option,
    Or,
    Taken,
    parse_formula,
    text_of,
)
from stateofplay.conflict.model.naming import owners_of
from stateofplay.errors import CaseworkError, ConflictError

_WORD = re.compile(r"[^\W_]+")
_CONNECTIVE = re.compile(r"(<->|->|=>|&&|\|\||[()&|!~]|\b(?:iff|implies|and|or|not|if)\b)", re.IGNORECASE)
_FILLING = frozenset({"the", "a", "an", "to", "of", "in", "with", "for", "that", "is"})
MOST_LISTED = 8


def find_party(conflict: Conflict, words: str) -> DecisionMaker:
    """Find the one decision maker that some words mean.

    Parameters
    ----------
    words
        Its id, its name, or a part of either that fits no other; capitals do not count.

    Raises
    ------
    CaseworkError
        ``casework.party_unknown`` or ``casework.party_ambiguous``, with the names that are meant perhaps.
    """
    wanted = words.strip().casefold()
    makers = conflict.decision_makers
    exact = [dm for dm in makers if wanted in (dm.id.casefold(), dm.name.casefold())]
    found = exact or [dm for dm in makers if _fits(words, f"{dm.id} {dm.name}")]
    if len(found) == 1:
        return found[0]
    names = [dm.name or dm.id for dm in found or makers]
    if found:
        raise CaseworkError(
            f'"{words.strip()}" fits {len(found)} parties: {", ".join(names)}',
            slug="casework.party_ambiguous",
            hint="Write the whole name.",
        )
    raise CaseworkError(
        f'the model has no party "{words.strip()}"',
        slug="casework.party_unknown",
        hint=_meant(words, names, "The parties are"),
    )


def find_option(conflict: Conflict, words: str, *, owner: str | None = None) -> Option:
    """Find the one option that some words mean.

    Parameters
    ----------
    words
        Its id, its name, its number, ``Party: words``, or words that fit no other option.
    owner
        Id of the decision maker whose options are meant first where several fit.

    Raises
    ------
    CaseworkError
        ``casework.option_unknown`` or ``casework.option_ambiguous``, with the options that are meant perhaps.

    Examples
    --------
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="A"), DecisionMaker(id="B")),
    ...     options=(
    ...         Option(id="a_truce", owner="A", name="A accepts a truce"),
    ...         Option(id="b_truce", owner="B", name="B accepts a truce"),
    ...         Option(id="visit", owner="B", name="B visits the border"),
    ...     ),
    ... )
    >>> find_option(talks, "border").id, find_option(talks, "truce", owner="A").id, find_option(talks, "B: truce").id
    ('visit', 'a_truce', 'b_truce')
    """
    by_id = {option.id: option for option in conflict.options}
    called = words.strip().strip('"').strip()
    try:
        exact = conflict.vocabulary.option(called)
    except ConflictError:  # the name of several options: the owner may decide
        exact = None
    if exact is not None:
        return by_id[exact]
    of = owner
    if ":" in called and called not in by_id:
        head, _, rest = called.partition(":")
        try:
            of, called = find_party(conflict, head).id, rest.strip()
        except CaseworkError:
            pass  # a name may hold a colon
        else:
            within = [option for option in conflict.options if of in option.owners]
            return _only(conflict, within, called, words, of)
    return _only(conflict, conflict.options, called, words, of)


def read_formula(conflict: Conflict, words: str, *, owner: str | None = None, where: str = "the change") -> Formula:
    """Read a formula in which options go by any words that `find_option` understands.

    Examples
    --------
    >>> from stateofplay.conflict import text_of
    >>> talks = Conflict(
    ...     decision_makers=(DecisionMaker(id="A"),),
    ...     options=(Option(id="t", owner="A", name="Accept a truce"), Option(id="v", owner="A", name="Visit the border")),
    ... )
    >>> text_of(read_formula(talks, "truce and not border"))
    't and not v'
    """
    if not words.strip():
        raise CaseworkError(f"{where} names nothing", slug="casework.change", hint="Name an option of the model.")
    if not conflict.options:
        raise CaseworkError(
            f"{where} speaks of options, and this model lists its states without options",
            slug="casework.change",
            hint="Name states: state 3.",
        )
    try:
        return parse_formula(words, conflict.vocabulary, where=where)
    except ConflictError as error:
        if error.slug not in ("conflict.option_unknown", "conflict.option_ambiguous", "conflict.formula"):
            raise
    parts = []
    for piece in _CONNECTIVE.split(words):
        bare = piece.strip()
        if not bare or _CONNECTIVE.fullmatch(bare) or bare.casefold() in ("true", "false"):
            parts.append(piece)
        else:
            parts.append(f' "{find_option(conflict, bare, owner=owner).id}" ')
    return parse_formula("".join(parts), conflict.vocabulary, where=where)


def in_words(conflict: Conflict, formula: Formula | str) -> str:
    """Write a formula with the names of the options instead of their ids.

    Examples
    --------
    >>> talks = Conflict(decision_makers=(DecisionMaker(id="A"),), options=(Option(id="t", owner="A", name="Talk"),))
    >>> in_words(talks, parse_formula("not t", talks.vocabulary))
    'not “Talk”'
    """
    if isinstance(formula, str):
        return formula
    return text_of(_renamed(formula, {o.id: f"“{o.name or o.id}”" for o in conflict.options}))


def _renamed(formula: Formula, names: Mapping[str, str]) -> Formula:
    match formula:
        case Taken(option):
            return Taken(names.get(option, option))
        case Not(part):
            return Not(_renamed(part, names))
        case And(parts):
            return And(tuple(_renamed(p, names) for p in parts))
        case Or(parts):
            return Or(tuple(_renamed(p, names) for p in parts))
        case Count(parts, least, most):
            return Count(tuple(_renamed(p, names) for p in parts), least, most)
        case If(then, condition):
            return If(_renamed(then, names), _renamed(condition, names))
        case Iff(left, right):
            return Iff(_renamed(left, names), _renamed(right, names))
        case _:
            return formula


def _only(conflict: Conflict, options: Sequence[Option], called: str, words: str, owner: str | None) -> Option:
    own = [o for o in options if _fits(called, f"{o.id} {o.name}")]
    # The owner's name may stand among the words ("Russia ceasefire"), where the option's own name leaves it out.
    found = own or [
        o
        for o in options
        if _fits(called, f"{o.id} {o.name} {owners_of(conflict, o)}")
        and not _fits(called, f"{owners_of(conflict, o)} {o.owner}")
    ]
    if len(found) > 1 and owner is not None and (mine := [o for o in found if owner in o.owners]):
        found = mine
    if len(found) > 1 and (same := [o for o in found if called.casefold() in (o.name.casefold(), o.id.casefold())]):
        found = same
    if len(found) == 1:
        return found[0]
    if found:
        raise CaseworkError(
            f'"{words.strip()}" fits {len(found)} options: {_listed(found)}',
            slug="casework.option_ambiguous",
            hint="Write the id, or more of the name, or Party: words.",
        )
    raise CaseworkError(
        f'the model has no option "{words.strip()}"',
        slug="casework.option_unknown",
        hint=_meant(called, [n for o in conflict.options for n in (o.id, o.name) if n], "The options are", conflict),
    )


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text.replace("_", " "))]


def _fits(asked: str, text: str) -> bool:
    """Whether every word that is asked for begins a word of the text, or the other way round ("attends", "attend")."""
    wanted = [w for w in _words(asked) if w not in _FILLING]
    there = _words(text)
    return bool(wanted) and all(
        any(t.startswith(w) or (len(t) >= 4 and w.startswith(t) and len(w) <= len(t) + 3) for t in there)
        for w in wanted
    )


def _meant(asked: str, names: Sequence[str], known: str, conflict: Conflict | None = None) -> str:
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(asked.strip().casefold(), list(folded), 3, 0.6)
    if not close:
        words = {word: name for name in names for word in _words(name)}
        close = [
            words[hit].casefold()
            for w in _words(asked)
            if len(w) > 3
            for hit in get_close_matches(w, list(words), 1, 0.75)
        ]
    if close:
        return f"Did you mean {' or '.join(dict.fromkeys(folded[c] for c in close[:3]))}?"
    if conflict is not None:
        return f"{known} {_listed(conflict.options)}."
    return f"{known} {', '.join(names)}."


def _listed(options: Sequence[Option]) -> str:
    shown = [f"{o.id} ({o.name})" if o.name and o.name != o.id else o.id for o in options[:MOST_LISTED]]
    more = len(options) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")
