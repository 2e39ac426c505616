"""Words, phrases and names to what the full-text index is asked, on both databases.

What a person types is taken apart the way the index takes sentences apart: "30-day", "Kyiv/Moscow" and "U.S." are words that
stand one behind the other. A name is looked for under every form that the case knows; what stands in quotation marks as it is
written there, name or not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, islice, product
from unicodedata import normalize

from sqlalchemy import Connection, text

MOST_FORMS = 12
"""Forms of one name that are looked for."""
_TERM = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that part no words; the index holds a whole line of them as one word."""
_WORD = re.compile(r"\w+")
_LETTER_AND_MARK = 2
_MOST_SPELLINGS, _MOST_MARKS = 24, 2
"""Spellings of one word that are asked for, and letters with a mark in each: a Greek word has one, a Russian one hardly two."""
_MOST_PHRASES = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSentence:
    """A sentence that has the words."""

    id: int
    page_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing that sentences must have: any of these forms, each some words one behind the other."""

    said: str
    forms: tuple[tuple[str, ...], ...]
    unspaced: bool = False
    exact: bool = False
    """Whether the words are meant as they stand: the index holds stems, for which Hama is Hamas and March is marched."""


def read_terms(words: str, names: Mapping[str, Sequence[str]] | None = None) -> tuple[Term, ...]:
    """Take a search apart.

    Parameters
    ----------
    words
        As typed; phrases stand in quotation marks, and mean themselves.
    names
        Form of a name in lower case -> all forms of who bears it.

    Examples
    --------
    >>> [t.forms for t in read_terms('30-day "only if Russia"')]
    [(('30', 'day'),), (('only', 'if', 'Russia'),)]
    >>> read_terms("zelensky", {"zelensky": ("Volodymyr Zelensky", "Zelensky")})[0].forms
    (('zelensky',), ('Volodymyr', 'Zelensky'))
    >>> read_terms("“Kremlin”", {"kremlin": ("Kremlin", "Russia")})[0].forms
    (('Kremlin',),)
    """
    names = names or {}
    out: list[Term] = []
    whole = " ".join(words.split()).lower()
    if whole in names and " " in whole:
        # A name of several words, typed without quotation marks.
        return (_term(whole, names),)
    for quoted, curly, plain in _TERM.findall(words):
        said = quoted or curly or plain
        if _WORD.search(said):
            term = _term(said, names if plain else {})
            out.append(term if plain else replace(term, exact=not term.unspaced))
    return tuple(out)


def _term(said: str, names: Mapping[str, Sequence[str]]) -> Term:
    forms = dict.fromkeys([tuple(_WORD.findall(said))])
    for name in list(names.get(said.lower(), ()))[:MOST_FORMS]:
        found = tuple(_WORD.findall(name))
        if found and not any(tuple(w.lower() for w in found) == tuple(w.lower() for w in f) for f in forms):
            forms[found] = None
    return Term(said=said, forms=tuple(forms), unspaced=bool(_UNSPACED.search(said)))


def find_sentences(
    connection: Connection, terms: Sequence[Term], *, limit: int, without: Sequence[str] = ()
) -> tuple[int, tuple[FoundSentence, ...]]:
    """How many sentences have all the terms, and some of them: those that say it in the fewest words first.

    Those of the pages `without` (ids) are left out: of copies, whose original speaks.

    As all have every term, that is what the ranks of both databases come to; they weigh it differently, and one case is to give
    the same sentences in the same order in a file and on a server.

    Cost: a look-up in a full-text index, that of stems or, for words in quotation marks, that of words as they are written; for
    scripts that part no words, a reading of all sentences.
    """
    if not terms:
        return 0, ()
    look = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    return look(connection, terms, limit, without)


def _in_indexes(terms: Sequence[Term]) -> dict[str, list[Term]]:
    """Index -> the terms that it answers; the one of words as they are written first, which leaves fewer."""
    indexed = [t for t in terms if not t.unspaced]
    exact, stemmed = [t for t in indexed if t.exact], [t for t in indexed if not t.exact]
    return {index: asked for index, asked in (("forms", exact), ("words", stemmed)) if asked}


def _sqlite(
    connection: Connection, terms: Sequence[Term], limit: int, without: Sequence[str]
) -> tuple[int, tuple[FoundSentence, ...]]:
    given: dict[str, object] = {"limit": limit}
    conditions: list[str] = []
    joined = only_indexed = "sentence s"
    for index, asked in _in_indexes(terms).items():
        given[index] = " AND ".join(_match(term) for term in asked)
        if not conditions:
            only_indexed = f"sentence_{index} w"
            joined = f"{only_indexed} JOIN sentence s ON s.id = w.rowid"
            conditions.append(f"sentence_{index} MATCH :{index}")
        else:
            # The sign keeps SQLite from looking into the first index once for each row of the second.
            conditions.append(f"+w.rowid IN (SELECT rowid FROM sentence_{index} WHERE sentence_{index} MATCH :{index})")
    counted = only_indexed
    for number, term in enumerate(t for t in terms if t.unspaced):
        conditions.append(f"instr(s.text, :plain{number}) > 0")
        given[f"plain{number}"] = term.said
        counted = joined
    if without:
        # One value, however many they are: the table of pages has their bytes, and is not read through for this.
        conditions.append("s.page_id NOT IN (SELECT value FROM json_each(:without))")
        given["without"] = json.dumps(list(without))
        counted = joined
    where = " AND ".join(conditions)
    total = connection.execute(text(f"SELECT count(*) FROM {counted} WHERE {where}"), given).scalar_one()
    best = f'SELECT s.id FROM {joined} WHERE {where} ORDER BY s."end" - s.start, s.id LIMIT :limit'
    query = (
        f'SELECT s.id, s.page_id, s.start, s."end", s.text FROM ({best}) best JOIN sentence s ON s.id = best.id '
        'ORDER BY s."end" - s.start, s.id'
    )
    return total, _found(connection, query, given)


def _match(term: Term) -> str:
    """A term in the language of FTS5: words in quotation marks are a phrase, and nothing in them is a sign of its own."""
    phrases = dict.fromkeys(" ".join(words) for form in term.forms for words in _spelt(form))
    return "(" + " OR ".join(f'"{phrase}"' for phrase in phrases) + ")"


def _spelt(form: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Some words with and without the marks of their letters: of Greek and Cyrillic ones FTS5 takes none away, as a server does.

    >>> _spelt(("Αθηνα",))[:3], _spelt(("30", "day"))
    ([('αθηνα',), ('άθηνα',), ('αθήνα',)], [('30', 'day')])
    """
    each = [spellings(word, _MOST_MARKS if len(form) == 1 else 1) for word in form]
    return list(islice(product(*each), _MOST_PHRASES))


def spellings(word: str, marks: int = _MOST_MARKS) -> tuple[str, ...]:
    """A word as it is, or, of a Greek or Cyrillic one, without marks and with those that its letters can have, so many at once.

    >>> spellings("truce"), spellings("елка")[:2], "αθήνα" in spellings("ΑΘΗΝΑ")
    (('truce',), ('елка', 'ёлка'), True)
    """
    plain = "".join(normalize("NFD", char)[:1] for char in word.lower())
    marked = _marked_letters()
    places = [(at, other) for at, char in enumerate(plain) for other in marked.get(char, ())]
    if not places:
        return (word,)
    found = dict.fromkeys([plain, word.lower()] if word.lower() != plain else [plain])
    for number in range(1, marks + 1):
        for chosen in combinations(places, number):
            letters = list(plain)
            for at, other in chosen:
                letters[at] = other
            if len(found) < _MOST_SPELLINGS:
                found["".join(letters)] = None
    return tuple(found)


@cache
def _marked_letters() -> dict[str, tuple[str, ...]]:
    """Small letters of Greek and Cyrillic -> the same with a mark."""
    out: dict[str, list[str]] = {}
    for char in map(chr, (*range(0x0386, 0x03CF), *range(0x0430, 0x0460))):
        base = normalize("NFD", char)[:1]
        if base != char and char.islower() and len(normalize("NFD", char)) == _LETTER_AND_MARK:
            out.setdefault(base, []).append(char)
    return {base: tuple(sorted(chars, key=_COMMON.find, reverse=True)) for base, chars in out.items()}


_READ_BY = {"words": "every_word", "forms": "every_form"}
"""Index of a server -> the configuration that takes words apart for it."""
_COMMON = "йёώύόίήέά"
"""Marked letters that words have every day, before those that only a text book has."""


def _postgresql(
    connection: Connection, terms: Sequence[Term], limit: int, without: Sequence[str]
) -> tuple[int, tuple[FoundSentence, ...]]:
    given: dict[str, object] = {"limit": limit}
    conditions: list[str] = []
    for index, asked in _in_indexes(terms).items():
        queries = []
        for number, term in enumerate(asked):
            forms = []
            for place, form in enumerate(term.forms):
                key = f"{index}{number}_{place}"
                given[key] = " ".join(form)
                forms.append(f"phraseto_tsquery('{_READ_BY[index]}', plain_words(:{key}))")
            queries.append("(" + " || ".join(forms) + ")")
        conditions.append(f"{index} @@ ({' && '.join(queries)})")
    for number, term in enumerate(t for t in terms if t.unspaced):
        conditions.append(f"position(:plain{number} in text) > 0")
        given[f"plain{number}"] = term.said
    if without:
        conditions.append("page_id <> ALL(:without)")
        given["without"] = list(without)
    where = " AND ".join(conditions)
    # Looked up once, to be counted and put in order.
    query = (
        f'WITH hits AS MATERIALIZED (SELECT id, "end" - start AS length FROM sentence WHERE {where}) '
        'SELECT s.id, s.page_id, s.start, s."end", s.text, (SELECT count(*) FROM hits) AS total '
        "FROM (SELECT id, length FROM hits ORDER BY length, id LIMIT :limit) best "
        "JOIN sentence s ON s.id = best.id ORDER BY best.length, best.id"
    )
    rows = connection.execute(text(query), given).all()
    found = tuple(FoundSentence(id=r[0], page_id=r[1], start=r[2], end=r[3], text=r[4]) for r in rows)
    return (rows[0].total if rows else 0), found


def _found(connection: Connection, query: str, given: Mapping[str, object]) -> tuple[FoundSentence, ...]:
    rows = connection.execute(text(query), given).all()
    return tuple(FoundSentence(id=r[0], page_id=r[1], start=r[2], end=r[3], text=r[4]) for r in rows)
