"""Text to formulas: ``"talks and not strike"``, ``"2 if 3"``, ``"-1 iff 3"``, ``"YN-"``.

Grammar, loosest first::

    formula   := condition (("iff" | "<->") condition)*
    condition := either (("if" | "implies" | "->") either)*
    either    := both (("or" | "|") both)*
    both      := negation (("and" | "&") negation)*
    negation  := ("not" | "!" | "-") negation | atom
    atom      := "(" formula ")" | option | pattern | "true" | "false"
               | ("at_most_one" | "at_least_one" | "exactly_one") "(" formula ("," formula)* ")"
               | "between" "(" least "," most "," formula ("," formula)* ")"

An option is its id, its name (quoted or bare, many words allowed), ``Owner: name`` where names repeat, or its number,
counted from 1. A pattern has exactly one character of ``YN-`` an option.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from stateofplay.conflict.logic.formulas import (
    And,
    Constant,
    Count,
    Formula,
    If,
    Iff,
    Not,
    Or,
    Taken,
    options_in,
    pattern,
)
from stateofplay.errors import ConflictError

_COUNTS = {"at_most_one": (0, 1), "at_least_one": (1, None), "exactly_one": (1, 1)}
_SIGNS = re.compile(r"<->|->|=>|&&|\|\||[()&|!~,-]")
_WORD = re.compile(r"[^\W\d][\w.]*|\d+\w*")
_KEYWORDS = {
    "and": "and", "&": "and", "&&": "and",
    "or": "or", "|": "or", "||": "or",
    "not": "not", "!": "not", "~": "not", "-": "not",
    "if": "if", "implies": "implies", "->": "implies", "=>": "implies",
    "iff": "iff", "<->": "iff",
    "true": "true", "false": "false",
    "(": "(", ")": ")", ",": ",",
    **{name: name for name in _COUNTS}, "between": "between",
}  # fmt: skip


class NamedOption(Protocol):
    """What the vocabulary needs to know of an option."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def owner(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names under which a text may speak of the options of one conflict."""

    ids: tuple[str, ...]
    meanings: dict[str, tuple[str, ...]] = field(repr=False)
    longest_first: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, options: Sequence[NamedOption]) -> Vocabulary:
        """Collect ids, names, ``owner: name`` and numbers of the options."""
        meanings: dict[str, list[str]] = {}
        for option in options:
            for called in {option.id, option.name, f"{option.owner}: {option.name}", f"{option.owner}.{option.id}"}:
                if called:
                    meanings.setdefault(called.casefold(), []).append(option.id)
        for option in options:  # an id always means its own option, even when it is also another one's name
            meanings[option.id.casefold()] = [option.id]
        for number, option in enumerate(options, start=1):
            meanings.setdefault(str(number), [option.id])
        phrases = sorted(meanings, key=len, reverse=True)
        return cls(
            tuple(option.id for option in options),
            {called: tuple(dict.fromkeys(found)) for called, found in meanings.items()},
            tuple(phrase for phrase in phrases if not phrase.isdigit() and phrase not in _KEYWORDS),
        )

    def option(self, called: str) -> str | None:
        """Return the id of the one option called so, or None; raise when several are."""
        found = self.meanings.get(called.casefold(), ())
        if len(found) > 1:
            raise ConflictError(
                f'"{called}" is the name of {len(found)} options: {", ".join(found)}',
                slug="conflict.option_ambiguous",
                hint='Write the option\'s id, its number, or "Owner: name".',
            )
        return found[0] if found else None

    def checked(self, formula: Formula, where: str) -> Formula:
        """Return the formula when every option in it exists."""
        for option in sorted(options_in(formula)):
            if option not in self.ids:
                raise ConflictError(
                    f'{where}: no option is called "{option}"',
                    slug="conflict.option_unknown",
                    hint=f"The options are {', '.join(self.ids)}.",
                )
        return formula


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    value: Formula | str | int
    start: int


def parse_formula(text: str, vocabulary: Vocabulary, *, where: str = "formula") -> Formula:
    """Parse one statement about options.

    Parameters
    ----------
    text
        The statement.
    vocabulary
        The option names of the conflict.
    where
        What the statement belongs to, for error messages ("statement 3 of Syria").

    Raises
    ------
    ConflictError
        ``conflict.formula`` with the column where reading stopped; ``conflict.option_unknown`` for a name that no
        option has.

    Examples
    --------
    >>> from stateofplay.conflict import Option
    >>> words = Vocabulary.of([Option(id="a", owner="X"), Option(id="b", owner="Y", name="Release water")])
    >>> parse_formula("-1 iff release water", words)
    Iff(left=Not(part=Taken(option='a')), right=Taken(option='b'))
    """
    reader = _Reader(text, where, vocabulary, list(_tokens(text, vocabulary, where)))
    formula = reader.formula()
    reader.expect("end")
    return formula


def _fail(
    text: str, where: str, at: int, problem: str, slug: str = "conflict.formula", hint: str = ""
) -> ConflictError:
    shown = text if len(text) <= 160 else f"{text[:157]}..."
    return ConflictError(
        f'{where}: {problem} at column {at + 1} of "{shown}"',
        slug=slug,
        hint=hint or "Join options with and, or, not, if, iff and parentheses.",
    )


def _tokens(text: str, vocabulary: Vocabulary, where: str) -> Iterable[_Token]:
    at, size = 0, len(vocabulary.ids)
    if re.fullmatch(r"\s*[YN-]+\s*", text) and vocabulary.meanings.get(text.strip().casefold()) is None:
        sign = text.strip()
        if len(sign) != size:
            if sign.strip("-"):
                raise _fail(
                    text,
                    where,
                    0,
                    f"a pattern of {len(sign)} signs for {size} options",
                    hint=("Write one of Y, N, - for each option, option 1 first."),
                )
        else:
            yield _Token("atom", pattern(sign, vocabulary.ids), 0)
            yield _Token("end", "", len(text))
            return
    folded = text.casefold()
    if len(folded) != len(text):  # a few letters grow when folded; columns must stay those of the text
        folded = text.lower() if len(text.lower()) == len(text) else text
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _token(text, folded, at, vocabulary, where)
        yield found[0]
        at = found[1]
    yield _Token("end", "", len(text))


def _token(text: str, folded: str, at: int, vocabulary: Vocabulary, where: str) -> tuple[_Token, int]:
    if text[at] == '"':
        end = text.find('"', at + 1)
        if end < 0:
            raise _fail(text, where, at, "a quote that is never closed")
        return _Token("atom", Taken(_known(text[at + 1 : end], text, where, at, vocabulary)), at), end + 1
    signs = re.match(rf"[YN-]{{{len(vocabulary.ids)}}}(?![\w-])", text[at:]) if len(vocabulary.ids) > 1 else None
    if signs and signs[0].strip("-") and signs[0].casefold() not in vocabulary.meanings:
        return _Token("atom", pattern(signs[0], vocabulary.ids), at), at + len(signs[0])
    for phrase in vocabulary.longest_first:
        end = at + len(phrase)
        if folded.startswith(phrase, at) and not (end < len(text) and (text[end].isalnum() or text[end] == "_")):
            return _Token("atom", Taken(_known(phrase, text, where, at, vocabulary)), at), end
    word = _WORD.match(text, at) or _SIGNS.match(text, at)
    if word is None:
        raise _fail(text, where, at, f'"{text[at]}" has no meaning here')
    keyword = _KEYWORDS.get(word[0].casefold())
    if keyword is not None:
        return _Token(keyword, word[0], at), word.end()
    if word[0].isascii() and word[0].isdecimal() and len(word[0]) < 10:
        return _Token("number", int(word[0]), at), word.end()
    return _Token("atom", Taken(_known(word[0], text, where, at, vocabulary)), at), word.end()


def _known(called: str, text: str, where: str, at: int, vocabulary: Vocabulary) -> str:
    try:
        option = vocabulary.option(called)
    except ConflictError as error:
        raise _fail(text, where, at, error.sentence, slug=error.slug, hint=error.hint) from None
    if option is None:
        raise _fail(
            text,
            where,
            at,
            f'no option is called "{called}"',
            slug="conflict.option_unknown",
            hint=(
                f"The options are {', '.join(vocabulary.ids)}." if vocabulary.ids else "The conflict has no options."
            ),
        )
    return option


class _Reader:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str, where: str, vocabulary: Vocabulary, tokens: list[_Token]) -> None:
        self.text, self.where, self.vocabulary, self.tokens = text, where, vocabulary, tokens
        self.at = self.depth = 0

    def formula(self) -> Formula:
        self.depth += 1
        if self.depth > 60:
            raise _fail(self.text, self.where, self.tokens[self.at].start, "more than 60 nested parentheses")
        left = self.condition()
        while self.take("iff"):
            left = Iff(left, self.condition())
        self.depth -= 1
        return left

    def condition(self) -> Formula:
        left = self.either()
        while True:
            if self.take("if"):
                left = If(left, self.either())
            elif self.take("implies"):
                left = If(self.either(), left)
            else:
                return left

    def either(self) -> Formula:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Formula:
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self) -> Formula:
        denied = False
        while self.take("not"):
            denied = not denied
        atom = self.atom()
        return Not(atom) if denied else atom

    def atom(self) -> Formula:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "atom":
            assert not isinstance(token.value, str | int)
            return token.value
        if token.kind in {"true", "false"}:
            return Constant(token.kind == "true")
        if token.kind == "(":
            inner = self.formula()
            self.expect(")")
            return inner
        if token.kind in _COUNTS:
            self.expect("(")
            parts = self.listed()
            least, most = _COUNTS[token.kind]
            return Or(parts) if most is None else Count(parts, least, most)
        if token.kind == "between":
            self.expect("(")
            least, most = self.number(), self.number()
            return Count(self.listed(), least, most)
        if token.kind == "number":
            option = self.vocabulary.option(str(token.value))
            if option is not None:
                return Taken(option)
        self.at -= 1
        if token.kind == "number":
            raise _fail(
                self.text,
                self.where,
                token.start,
                f"there is no option number {token.value}",
                slug="conflict.option_unknown",
                hint="Options are numbered from 1 in the order of the model.",
            )
        what = "the text ends" if token.kind == "end" else f'"{token.value}" stands'
        raise _fail(self.text, self.where, token.start, f"{what} where an option was expected")

    def listed(self) -> tuple[Formula, ...]:
        parts = [self.formula()]
        while self.take(","):
            parts.append(self.formula())
        self.expect(")")
        return tuple(parts)

    def number(self) -> int:
        token = self.tokens[self.at]
        if not isinstance(token.value, int):
            raise _fail(self.text, self.where, token.start, "a number was expected")
        self.at += 1
        self.expect(",")
        return token.value

    def take(self, kind: str) -> bool:
        if self.tokens[self.at].kind != kind:
            return False
        self.at += 1
        return True

    def expect(self, kind: str) -> None:
        if not self.take(kind):
            token = self.tokens[self.at]
            wanted = "the end" if kind == "end" else f'"{kind}"'
            found = "the text ends" if token.kind == "end" else f"something else stands where {wanted} was expected"
            raise _fail(self.text, self.where, token.start, found)
