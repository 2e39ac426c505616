"""Which names may be one actor: spellings, scripts, initials, surnames alone, each with the reason and whether it is sure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

SURE = 0.94
"""Jaro-Winkler likeness of both names from which spellings are joined (Zelensky, Zelenskyy, Zelenskiy)."""
LIKELY = 0.88
"""From here they are proposed to a person."""
# Letters that transliterations write in several ways, longest first: what is left is a key, no spelling.
_SPELLINGS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("kh", "h"), ("gh", "h"), ("ph", "f"), ("ck", "k"), ("sh", "s"),
    ("ch", "c"), ("zh", "j"), ("dj", "j"), ("ts", "c"), ("tz", "c"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("yi", "i"),
    ("iy", "i"), ("ij", "i"), ("ya", "ia"), ("yu", "iu"), ("ye", "e"), ("ie", "e"), ("q", "k"), ("w", "v"), ("y", "i"),
    ("g", "h"),
)  # fmt: skip
_SMALL = frozenset("of the and for in on de la du des do da del".split())


@dataclass(slots=True, kw_only=True)
class RecordedName:
    """A name as the pages of a case have it."""

    name: str
    kinds: Counter[str] = field(default_factory=Counter)
    identifiers: set[str] = field(default_factory=set)
    sides: Counter[str] = field(default_factory=Counter)
    pages: int = 0

    @property
    def kind(self) -> str:
        """What most pages take it for."""
        return self.kinds.most_common(1)[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names that are, or may be, one actor."""

    left: str
    right: str
    reason: str
    sure: bool


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without case, accents, script, punctuation and leading article.

    Examples
    --------
    >>> fold("The Élysée"), fold("Зеленский")
    ('elysee', 'zelenskiy')
    """
    plain = re.sub(r"[^a-z0-9 ]", "", anyascii(name).lower().replace("-", " "))
    return re.sub(r"^(the|a|an) ", "", plain).strip()


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """A key that the usual transliterations of one name share.

    Examples
    --------
    >>> spelling(fold("Зеленський")) == spelling("zelenskyy"), spelling("sybiha") == spelling("sibiga")
    (True, True)
    """
    for one, other in _SPELLINGS:
        word = word.replace(one, other)
    return re.sub(r"(.)\1+", r"\1", word)


def alike(names: Sequence[RecordedName], root: Callable[[str], str]) -> Iterable[Pair]:
    """Pairs of names that are or may be the same, the surest reasons first.

    Parameters
    ----------
    root
        Name of the group that a name was joined to so far: a surname alone fits one person, however that one is spelt.
    """
    by_fold: dict[str, list[RecordedName]] = defaultdict(list)
    by_letters: dict[str, list[RecordedName]] = defaultdict(list)
    by_identifier: dict[str, list[RecordedName]] = defaultdict(list)
    for name in names:
        folded = fold(name.name)
        by_fold[folded].append(name)
        if folded:
            by_letters[folded.replace(" ", "")].append(name)
        for identifier in name.identifiers:
            by_identifier[identifier].append(name)
    for identifier, group in by_identifier.items():
        yield from (_pair(group[0], n, f"both are {identifier} in the lexicon", sure=True) for n in group[1:])
    for folded, group in by_fold.items():
        if folded:
            yield from (
                _pair(group[0], n, "the same name but for case, accents or script", sure=True) for n in group[1:]
            )
    for group in by_letters.values():
        # Scripts that write names in one word: compared without spaces, but only across scripts.
        for one in group[1:] if len(group) > 1 else ():
            if _is_latin(one.name) != _is_latin(group[0].name):
                yield _pair(group[0], one, "the same name in another script", sure=not _sides_differ(group[0], one))
    yield from _persons([n for n in names if n.kind == "person"], root)
    yield from _initials([n for n in names if n.kind not in ("person", "country")])


def _pair(left: RecordedName, right: RecordedName, reason: str, *, sure: bool) -> Pair:
    return Pair(left=left.name, right=right.name, reason=reason, sure=sure)


def _is_latin(name: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def _persons(persons: list[RecordedName], root: Callable[[str], str]) -> Iterable[Pair]:
    full: dict[str, list[tuple[list[str], RecordedName]]] = defaultdict(list)
    first: dict[str, list[RecordedName]] = defaultdict(list)
    short: list[tuple[str, RecordedName]] = []
    for person in persons:
        words = [spelling(w) for w in fold(person.name).split()]
        if len(words) > 1:
            full[words[-1][:3]].append((words, person))
            first[words[0]].append(person)
        elif words:
            short.append((words[0], person))
    for block in full.values():
        for i, (words, left) in enumerate(block):
            surname = words[-1]
            for other, right in block[i + 1 :]:
                if surname != other[-1] and JaroWinkler.similarity(surname, other[-1]) < LIKELY:
                    if not _by_ending(surname, other[-1]):
                        continue  # most pairs
                if found := _full_names(words, other, left, right):
                    yield found
    for surname, person in short:
        block = full.get(surname[:3], [])
        fits = [n for words, n in block if words[-1] == surname] or [
            n for words, n in block if _likeness(words[-1], surname) >= SURE and not _by_ending(words[-1], surname)
        ]
        people = {root(n.name) for n in fits}
        for fit in fits:
            sure = len(people) == 1 and not _sides_differ(fit, person)
            reason = "the only full name with this surname" if len(people) == 1 else "one of several with this surname"
            yield _pair(fit, person, reason, sure=sure)
        if not fits:
            yield from (_pair(n, person, "the full name begins so", sure=False) for n in first.get(surname, ()))


def _full_names(words: list[str], other: list[str], left: RecordedName, right: RecordedName) -> Pair | None:
    surname = _likeness(words[-1], other[-1])
    if _by_ending(words[-1], other[-1]):
        alike = _likeness(words[0], other[0]) >= LIKELY
        return _pair(left, right, "surnames that differ by an ending", sure=False) if alike else None
    if surname < LIKELY:
        return None  # nothing below could hold
    given, together = _likeness(words[0], other[0]), not _sides_differ(left, right)
    if min(surname, given) >= SURE or (surname == 1.0 and _initial(words[0], other[0])):
        one, two = set(words[1:-1]), set(other[1:-1])
        if one <= two or two <= one:
            return _pair(left, right, "spellings of one name", sure=together)
        return _pair(left, right, "the same but for a middle name", sure=False)
    if surname == 1.0 and (set(words) <= set(other) or set(other) <= set(words)):
        return _pair(left, right, "one name is part of the other", sure=False)
    if surname >= LIKELY and given >= 0.8:
        return _pair(left, right, "names that look alike", sure=False)
    return None


def _by_ending(one: str, other: str) -> bool:
    """Whether one surname is the feminine form of the other, as in many languages: rather two people than one."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return long.startswith(short) and long in (f"{short}a", f"{short}aia")


def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else float(JaroWinkler.similarity(one, other))


def _initials(names: list[RecordedName]) -> Iterable[Pair]:
    """Organisations of which one is written by the first letters of the other: never sure, letters are few."""
    by_letters: dict[str, list[RecordedName]] = defaultdict(list)
    for name in names:
        words = [w for w in fold(name.name).split() if w not in _SMALL]
        if len(words) > 2:
            by_letters["".join(w[0] for w in words)].append(name)
    for name in names:
        letters = name.name.replace(".", "")
        if letters.isupper() and letters.isalpha() and 3 <= len(letters) <= 6:
            for long in by_letters.get(letters.lower(), ()):
                yield _pair(long, name, "its first letters", sure=False)


def _initial(a: str, b: str) -> bool:
    return a[:1] == b[:1] and 1 in (len(a), len(b))


def _sides_differ(left: RecordedName, right: RecordedName) -> bool:
    return bool(left.sides and right.sides and not set(left.sides) & set(right.sides))
