"""Text to lexemes: every word, number and mark with its class letter (see `words`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from stateofplay.language.times import words
from stateofplay.language.times.named_days import DAYS_OF_HISTORY, NAMED_DAYS

_NAMED = "|".join(
    re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s") for name in sorted(NAMED_DAYS, key=len, reverse=True)
)

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
# A year as it is spoken: "nineteen ninety-four", "the year two thousand".
_SPOKEN_YEARS = (
    rf"(?:eighteen|nineteen|twenty)\s(?:(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_TEENS})(?!\s+(?:hundred|thousand|million))"
    rf"|(?<=year\s)two\sthousand(?:\sand(?:\s(?:{_ONES}))?)?"
    rf"|(?<=the\s)(?:twen|thir|for|fif|six|seven|eigh|nine)ties"
)

_FIRST = "".join(sorted({name[0].upper() for name in NAMED_DAYS}))

_CLASSES_OF_LEXEMES = {
    "named": rf"(?=[{_FIRST}])\b(?i:{_NAMED})\b",
    "short": r"(?=[A-Z])\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.",
    "coded": r"\bQ[1-4]\b",
    "spoken": rf"(?=[entENT])(?i:\b(?:{_SPOKEN_YEARS})\b)",
    "ahead": r"(?=[nfs])\b(?:near|short)\s(?:future|term)\b",
    "abbreviation": r"\b(?:[A-Za-z]\.){2,}",
    # Letters of plain English first: whether a letter of any script is one costs more to ask.
    "word": r"(?:[A-Za-z]+[^\W\d_]*|[^\W\d_]+)(?:['’](?!s\b)[^\W\d_]+)*",
    # Nothing that begins with a figure can be taken for a word, and words are the most.
    "history": r"\b9/11\b",
    "iso": r"\b(?:1[0-9]|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]+Z?)?\b",
    "dashed": r"\b(?:0?[1-9]|[12]\d|3[01])-(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-(?:\d{4}|\d\d)\b",
    "numeric": r"\b\d{1,2}(?P<sign>[/.])\d{1,2}(?P=sign)(?:\d{4}|\d{2})\b",
    "clock": (
        r"\b(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?(?i:[ap]\.m\.?|[ap]m\b))?(?!\d|[:.,]\d)"
        r"|\b(?:1[0-2]|[1-9])(?:[.:][0-5]\d)?\s?(?i:[ap]\.m\.?|[ap]m\b)|\b(?:1[0-2]|[1-9])\so['’]clock"
    ),
    "decade": r"(?<![$€£\d])\b(?:1[5-9]|20)\d0['’]?s\b|['’]\d0s\b",
    "ordinal": r"\b\d{1,3}(?:st|nd|rd|th)\b",
    "money": r"[$€£¥₪]\s?\d[\d,.]*|\b\d[\d,.]*\s?%",
    "number": r"\b\d+(?:,\d{3}\b)*(?:\.\d+)?",
    "possessive": r"['’]s\b",
    "line": r"\n",
    "mark": r"\S",
}
# The name of each stands behind it as an empty group: an alternative that begins with a letter or a set of them is then passed
# over without being entered. Blanks are passed over at once.
_LEXER = re.compile(
    "(?=[^ ])(?:" + "|".join(f"(?:{form})(?P<{name}>)" for name, form in _CLASSES_OF_LEXEMES.items()) + ")"
)

_MARKS = {
    ",": ",",
    "-": "-",
    "–": ">",
    "—": "_",
    "/": "/",
    ".": "x",
    ";": "x",
    ":": "x",
    "!": "x",
    "?": "x",
    ")": "x",
    "&": "&",
}


def _word_table() -> dict[str, tuple[str, object]]:
    table: dict[str, tuple[str, object]] = {}
    for letter, text in words.FUNCTION_WORDS.items():
        table.update({w: (letter, w) for w in text.split()})
    table.update({w: ("U", unit) for w, unit in words.UNITS.items()})
    table.update(dict.fromkeys(words.HOURS, ("j", "hour")))
    table["year"] = ("u", "year")
    table["century"] = ("c", "century")
    table.update({w: ("V", unit) for w, unit in words.PLURAL_UNITS.items()})
    table.update({w: ("P", part) for w, part in words.PARTS_OF_DAY.items()})
    table.update({w: ("S", season) for w, season in words.SEASONS.items()})
    table.update({w: ("n", number) for w, number in words.NUMBER_WORDS.items()})
    table.update({w: ("O", number) for w, number in words.ORDINAL_WORDS.items()})
    table.update({w: ("R", shift) for w, shift in words.DEICTIC_DAYS.items()})
    table.update({w: ("Q", reference) for w, reference in words.REFERENCES.items()})
    return table


_WORDS = _word_table()
_CAPITALISED = {w: ("M", n) for w, n in words.MONTHS.items()} | {w: ("W", n) for w, n in words.WEEKDAYS.items()}


class Lexeme(NamedTuple):
    """One word, number or mark. `value` is what it stands for: a month's number, a weekday's, a unit's name.

    A named tuple, since an article makes a thousand of them and a frozen dataclass takes twice as long to make.
    """

    letter: str
    start: int
    end: int
    text: str
    value: object = None

    @property
    def number(self) -> int:
        """Its value as a number."""
        assert isinstance(self.value, int)
        return self.value

    @property
    def name(self) -> str:
        """Its value as a word."""
        return str(self.value)


def split(text: str) -> list[Lexeme]:
    """Cut `text` into lexemes; linear in its length.

    Examples
    --------
    >>> "".join(lexeme.letter for lexeme in split("On Monday, 5 May 2025, two weeks ago"))
    'pW,dMy,nVg'
    """
    out: list[Lexeme] = []
    new = tuple.__new__  # a third of the time that a call with its five names takes
    line_start = 0
    for match in _LEXER.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        found = match.group()
        if kind == "word":
            letter, value = _class_of_word(found)
        elif kind == "mark":
            letter, value = _MARKS.get(found, "_"), None
        elif kind == "line":
            # A line end inside a hard-wrapped paragraph joins; one after a short line or a full stop parts.
            parts = start - line_start < 40 or not out or out[-1].letter == "x" or out[-1].text in "\"”'’"
            line_start = end
            if not parts:
                continue
            letter, value = "|", None
        else:
            letter, value = _CLASSIFIERS[kind or "mark"](found)
        out.append(new(Lexeme, (letter, start, end, found, value)))
    return [
        _settle_short_form(out, i) if x.letter in "mw" and isinstance(x.value, int) else x for i, x in enumerate(out)
    ]


def _settle_short_form(found: list[Lexeme], i: int) -> Lexeme:
    """Take "Mon" or "Sat" without a full stop for a weekday, or "Mar" for a month, only beside a figure or its like."""
    lexeme = found[i]
    before = found[i - 1].letter if i else "|"
    after = found[i + 1].letter if i + 1 < len(found) else "|"
    figure_beside = after in "doy" or before in "do"
    if figure_beside or (after == "M" and lexeme.letter == "w") or (before == "p" and lexeme.letter == "m"):
        return lexeme._replace(letter=lexeme.letter.upper())
    return lexeme._replace(letter="_", value=None)


@lru_cache(maxsize=16_384)
def _class_of_word(word: str) -> tuple[str, object]:
    low = word.lower()
    if word[0].isupper() and low in _CAPITALISED:
        letter, value = _CAPITALISED[low]
        return (letter.lower() if low in words.SHORT_FORMS else letter), value
    return _WORDS.get(low, ("_", None))


def _number(found: str) -> tuple[str, object]:
    if "." in found or "," in found:
        return "_", None
    number = int(found) if len(found) < 9 else -1
    if 1 <= number <= 31 and len(found) <= 2:
        return "d", number
    if len(found) == 4 and 1000 <= number <= 2199:
        return "y", number
    return ("n", number) if 0 < number < 10000 else ("_", None)


def _ordinal(found: str) -> tuple[str, object]:
    number = int(found[:-2])
    return ("o", number) if 1 <= number <= 31 else ("_", None)


def _dashed(found: str) -> str:
    """The ISO date of "19-Nov-23".

    Examples
    --------
    >>> _dashed("19-Nov-23"), _dashed("5-March-1987")
    ('2023-11-19', '1987-03-05')
    """
    day, month, year = found.split("-")
    number = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    return f"{number:04d}-{words.MONTHS[month[:3].lower()]:02d}-{int(day):02d}"


def _hour(found: str) -> str:
    """Hour and minute of the 24-hour clock; the hour alone after "o'clock", which does not tell the half of the day.

    Examples
    --------
    >>> _hour("9 a.m."), _hour("10:35 pm"), _hour("12.15 a.m.")
    ('09:00', '22:35', '00:15')
    """
    hour, minute = (int(g or 0) for g in re.match(r"(\d+)(?:[.:](\d\d))?", found).groups())  # type: ignore[union-attr]
    low = found.lower()
    if "m" in low:
        hour = hour % 12 + (12 if "p" in low else 0)
    return f"{hour:02d}:{minute:02d}"


_DECADES = words.numbered("twenties thirties forties fifties sixties seventies eighties nineties", 2)


def _spoken(found: str) -> tuple[str, object]:
    """The year of "nineteen ninety-four", the decade of "the nineties".

    Examples
    --------
    >>> _spoken("nineteen ninety-four"), _spoken("two thousand"), _spoken("nineties")
    (('y', 1994), ('y', 2000), ('D', 1990))
    """
    low = found.lower()
    if low in _DECADES:
        return "D", 1900 + 10 * _DECADES[low]
    first, *rest = low.replace("-", " ").split()
    if first == "two":
        return "y", 2000 + sum(words.NUMBER_WORDS.get(word, 0) for word in rest)
    return "y", 100 * words.NUMBER_WORDS[first] + sum(words.NUMBER_WORDS[word] for word in rest)


def _decade(found: str) -> tuple[str, object]:
    digits = "".join(c for c in found if c.isdigit())
    return "D", int(digits) if len(digits) == 4 else 1900 + int(digits)


def _short(found: str) -> tuple[str, object]:
    return _CAPITALISED[found[:-1].lower()]


_CLASSIFIERS: dict[str, Callable[[str], tuple[str, object]]] = {
    "history": lambda found: ("H", DAYS_OF_HISTORY[found]),
    "dashed": lambda found: ("I", _dashed(found)),
    "coded": lambda found: ("k", int(found[1])),
    "spoken": _spoken,
    "ahead": lambda found: ("Q", "FUTURE_REF"),
    "iso": lambda found: ("I", found[:10]),
    "numeric": lambda found: ("N", found),
    "clock": lambda found: ("C", _hour(found)),
    "decade": _decade,
    "ordinal": _ordinal,
    "money": lambda found: ("_", None),
    "number": _number,
    "named": lambda found: ("H", " ".join(found.lower().replace("’", "'").split())),
    "short": _short,
    "possessive": lambda found: ("s", None),
    "abbreviation": lambda found: _WORDS.get(found.replace(".", "").lower(), ("_", None)),
}
