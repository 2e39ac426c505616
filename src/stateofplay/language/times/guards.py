"""What looks like a time and is none: names, verbs, counts."""

from __future__ import annotations

from itertools import pairwise

from stateofplay.language.inflections import words as word_set
from stateofplay.language.times import words
from stateofplay.language.times.frame import Run
from stateofplay.language.times.lexemes import Lexeme

_COMING = word_set("came comes coming happened occurred")
_NO_LEAD = word_set("about around over under as at")
_TITLES = word_set("mr mrs ms miss dr sir lady theresa brian james")


def is_name(run: Run, found: Lexeme, *, introduced: bool) -> bool:
    """Tell whether the lone month, weekday, season or "today" `found` is part of a name, or the verb "may" or "march".

    `introduced` says that a word like "last" or "early" already shows that a time is meant.
    """
    low = found.text.lower().rstrip(".")
    before, after = run.before, run.after
    before_low = before.text.lower() if before is not None else ""
    after_low = after.text.lower() if after is not None else ""
    if low in words.NAMES_BEFORE.get(before_low, ()) and before is not None and before.text[0].isupper():
        return True
    if after is not None and found.text[0].isupper() and after_low in words.NAMES_AFTER.get(low, ()):
        return True
    if found.letter == "R" and found.text[0].isupper() and before is not None and before.letter == "s":
        return True  # "told the BBC's Today"
    if found.letter != "M" or introduced:
        return False
    if before_low in _TITLES:
        return True
    led = before is not None and before.letter in "p>" and before_low not in _NO_LEAD
    if low in words.FIRST_NAMES and not led and after is not None and after.letter == "_" and after.text[:1].isupper():
        return True
    if low in words.AMBIGUOUS_MONTHS:
        if not led and _is_surname(run, found):
            return True
        owns = after is not None and after.letter == "s"
        two_before = run.frame.lexemes[run.first - 2].letter if run.first >= 2 else ""
        listed = before is not None and before.letter in "&,>" and two_before == "M"
        modifies = before is not None and before.letter in "ta" and after is not None and after.text.islower()
        return not (led or owns or listed or modifies)
    return False


def is_lasting(run: Run, word: Lexeme) -> bool:
    """Tell whether "last" is the verb: "the truce will last Monday and Tuesday", "the round is to last three weeks"."""
    before = run.before
    if run.lexemes[0] is not word or word.text != "last" or before is None:
        return False
    return before.text.lower() in words.BEFORE_LASTING


def _is_surname(run: Run, found: Lexeme) -> bool:
    """Tell whether the text calls somebody by this month's name elsewhere: "Theresa May ... May's party"."""
    lexemes = run.frame.lexemes
    known = run.frame.surnames
    if known is None:
        known = run.frame.surnames = {
            b.text
            for a, b in pairwise(lexemes)
            if b.letter == "M"
            and a.letter == "_"
            and len(a.text) > 2
            and a.text[0].isupper()
            and a.text[1:].islower()
            and a.text.lower() not in words.NO_FIRST_NAMES
            and b.text.lower() in words.AMBIGUOUS_MONTHS
        }
    return found.text in known


def is_no_year(run: Run, found: Lexeme) -> bool:
    """Tell whether the lone figure `found` is a count or part of a name rather than a year."""
    before, after = run.before, run.after
    before_low = before.text.lower() if before is not None else ""
    after_low = after.text.lower() if after is not None else ""
    if found.number > 2100 or (found.number < 1900 and not (before is not None and before.letter in "pf")):
        return True
    if before_low in words.NO_YEAR_BEFORE or after_low in words.NO_YEAR_AFTER:
        return True
    if before is None or before.letter != "_" or not before.text[0].isalpha():
        return before is not None and before.letter == "_" and before.text in "#$€£№+"
    if run.lexemes[0] is not found or not before.text[0].isupper() or before_low in words.YEAR_INTRODUCERS:
        return False
    opens_sentence = run.first < 2 or run.frame.lexemes[run.first - 2].letter in "x|"
    modifies = after is not None and after.letter == "_" and after.text.isalpha() and after.text.islower()
    return not opens_sentence and not modifies


def is_count(run: Run, number: Lexeme) -> bool:
    """Tell whether the figure after a month counts something: "In March 20 soldiers"."""
    after = run.after
    return (
        after is not None
        and run.lexemes[-1] is number
        and (after.letter in "V" or after.text.lower() in words.NO_YEAR_AFTER or after.text == "%")
    )


def ends_clause(run: Run) -> bool:
    """Tell whether nothing that could be a complement follows."""
    return run.after is None or run.after.letter in "x,|&" or run.after.text in "\"”’')—"


def counts_back_from_subject(run: Run) -> bool:
    """Tell whether the run follows "That meeting came": the subject was dated before, and counts from what follows."""
    if run.before is None or run.before.text.lower() not in _COMING:
        return False
    at = run.first
    while at > 0 and run.frame.lexemes[at - 1].letter not in "x|":
        at -= 1
    return run.frame.lexemes[at].text.lower() in ("that", "this", "it") and run.first - at < 8


def is_title(run: Run) -> bool:
    """Tell whether "This Week" is the name of a programme: all capitalised in the middle of a sentence."""
    if len(run.lexemes) < 2 or not all(x.text[0].isupper() for x in run.lexemes):
        return False
    return run.before is not None and run.before.letter not in "x|" and not run.before.text[0].isupper()
