"""What stands in front of a name in a stretch of capitals and is no part of it, or joins it: titles, tasks, given names."""

from __future__ import annotations

from collections.abc import Sequence

from stateofplay.language.actors.names.capitals import NO_NAME, is_surname
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.function_words import OF_OR_FOR
from stateofplay.language.lexicon import PARTICLES, Lexicon
from stateofplay.language.tokens import Doc

_AFTER_PARTY = frozenset({"-", "–", ","})
_NAMED_AFTER = frozenset({"company", "media"})
_TASKS = frozenset({"staff"})
_GIVEN_TOO = frozenset({"dean", "marine"})
"""Offices that are given names as well."""


def is_seat(doc: Doc, i: int) -> bool:
    """Whether a lawmaker's party or the state behind it begins at a token: "(D-Ohio)", "(R., Kan.)", ", D-Montana"."""
    return _is_party(doc, i) or (i > 1 and doc[i - 1].text in _AFTER_PARTY and _is_party(doc, i - 2))


def _is_party(doc: Doc, i: int) -> bool:
    letter = doc[i].text.rstrip(".") in ("D", "R", "I") and i > 0 and doc[i - 1].text in ("(", "[", ",")
    return letter and i + 1 < len(doc) and doc[i + 1].text in _AFTER_PARTY | {")", "]"}


def office_inside(doc: Doc, start: int, end: int, labels: Sequence[str], lexicon: Lexicon) -> int:
    """Where somebody's office begins behind the body that it is of, "Union of Dockers | President Mira Dahl"; else `end`."""
    offices = lexicon.words.offices
    for i in range(start + 2, end - 1):
        if doc[i].lower_ in offices and doc[i - 1].lower_ not in OF_OR_FOR and doc[i + 1].lower_ not in offices:
            if lexicon.is_first_name(doc[i + 1].text) or labels[i + 1] == "PERSON":
                return next(k for k in range(i, start, -1) if doc[k - 1].lower_ not in offices)
    return end


def after_titles(doc: Doc, start: int, end: int, labels: Sequence[str], lexicon: Lexicon) -> tuple[int, bool]:
    """Where the name itself begins in a stretch, and whether an office or a title stood before it."""
    words = lexicon.words
    titled = False
    if end - start > 1 and _is_task(doc, start, lexicon):
        start, titled = start + 1, True
    for i in range(start, end):
        lower = doc[i].lower_
        if lower in _GIVEN_TOO and i + 1 < end and not lexicon.is_first_name(doc[i + 1].text):
            break  # "Dean Holm" has no office
        if lower in words.offices or lower in words.honorifics or lower in words.ranks:
            if lower in words.offices and i + 1 < end and doc[i + 1].lower_ in OF_OR_FOR:
                k = next(
                    (k for k in range(i + 2, end) if lexicon.is_first_name(doc[k].text) or labels[k] == "PERSON"), end
                )
                start = k
            else:
                start = i + 1
            titled = True
    while start < end and (
        (doc[start].lower_ in NO_NAME and not is_surname(doc, start)) or doc[start].text in ("-", "'", "’")
    ):
        start += 1
    return start, titled


def _is_task(doc: Doc, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a word is what somebody has the office of, who is named behind it: "Chief of Staff Mira Dahl"."""
    if i < 2 or doc[i - 1].lower_ not in OF_OR_FOR:
        return False
    if all(t.lower_ not in lexicon.words.offices for t in doc[max(0, i - 4) : i - 1]):
        return False
    named = lexicon.is_first_name(doc[i + 1].text) and not lexicon.is_first_name(doc[i].text)
    return named or doc[i].lower_ in _TASKS


def joins_surname(doc: Doc, start: int, end: int, after: Name, lexicon: Lexicon) -> bool:
    """Tell whether a stretch is the first name of the known person after it, who then begins where the stretch does."""
    if after.start != end or after.entry is None:
        return False
    if after.kind is NameKind.BODY and end - start == 1 == after.end - after.start and after.entry.type in _NAMED_AFTER:
        # "Mayor Michael Bloomberg": of whom the firm has its name, or of the same.
        if not lexicon.is_first_name(doc[start].text) or doc[after.start].text.isupper():
            return False
        after.kind, after.senses, after.start, after.sure = NameKind.PERSON, (), start, False
        return True
    if after.kind is not NameKind.PERSON:
        return False
    if after.end - after.start > 1 and doc[after.start].lower_ not in PARTICLES:
        return False  # the form that the lexicon knows is a full name already
    given = doc[start].text
    if not after.entry.name.startswith(given) and (lexicon.is_first_name(given) or end - start == 1):
        # "Melania Trump": another bearer of a known surname.
        after.senses = ()
        after.start = start
        after.sure = False
        return True
    return False


def joins_family(doc: Doc, start: int, end: int, before: Sequence[Name]) -> bool:
    """Tell whether a stretch goes on the known name before it: "Yoon | Young-chan" (who is not the Yoon everybody knows),
    "Crown Prince Omar | bin Said", whose title is then none of the name."""
    known = before[-1] if before else None
    if known is None or known.end != start or known.kind is not NameKind.PERSON or known.entry is None:
        return False
    whole = known.entry.name
    if doc[start].lower_ in PARTICLES and whole.endswith(" " + doc[start:end].text):
        known.end = end
        known.start = next((i for i in range(known.start, start) if whole.startswith(doc[i:end].text)), known.start)
        return True
    given = end - start == _WITH_HYPHEN and doc[start + 1].text == "-" and not doc[start].whitespace_
    if not given or known.end - known.start > 1 or not whole.startswith(doc[known.start].text + " "):
        return False
    known.senses, known.end, known.sure = (), end, False
    return True


_WITH_HYPHEN = 3
