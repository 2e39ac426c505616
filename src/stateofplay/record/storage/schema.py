"""What the database itself refuses: rows that were written once are neither changed, nor deleted, nor replaced.

A case that comes from elsewhere may bring triggers and views of its own, which would run as we read and write; it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from shlex import quote

from sqlalchemy import Connection, UniqueConstraint, inspect, text
from sqlalchemy.schema import Table

from stateofplay.errors import RecordError
from stateofplay.record.storage.locations import shown
from stateofplay.record.storage.tables import APPEND_ONLY, METADATA

WORD_INDEX = (
    "CREATE VIRTUAL TABLE sentence_words USING fts5(text, content='sentence', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')"
)
INDEXING = (
    "CREATE TRIGGER sentence_indexed AFTER INSERT ON sentence BEGIN "
    "INSERT INTO sentence_words(rowid, text) VALUES (new.id, new.text); END"
)
FORM_INDEX = (
    "CREATE VIRTUAL TABLE sentence_forms USING fts5(text, content='sentence', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')"
)
"""What is looked for in quotation marks: words as they are written, where the other index holds their stems."""
FORM_INDEXING = (
    "CREATE TRIGGER sentence_forms_indexed AFTER INSERT ON sentence BEGIN "
    "INSERT INTO sentence_forms(rowid, text) VALUES (new.id, new.text); END"
)
INDEXES = {"sentence_words": WORD_INDEX, "sentence_forms": FORM_INDEX}
_INDEXINGS = {"sentence_indexed": INDEXING, "sentence_forms_indexed": FORM_INDEXING}
_MARKS = r"[\u0300-\u036f]+"
_SIGNS = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02ff\u055a-\u055f\u0589\u058a\u05be"
    r"\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20bf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f\ufe30-\ufe6f]+"
)
"""What parts words, said letter by letter: what a server takes for a letter depends on the language it was set up in."""
SERVER_WORDS = (
    "CREATE FUNCTION plain_words(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS "
    f"$$ SELECT regexp_replace(regexp_replace(lower(normalize(words, NFKD)), '{_MARKS}', '', 'g'), '{_SIGNS}', ' ', 'g') $$",
    # Like PostgreSQL's own for English, without its list of words that are left out: "only if" is what is looked for.
    "CREATE TEXT SEARCH DICTIONARY every_word_stem (TEMPLATE = pg_catalog.snowball, LANGUAGE = english)",
    'CREATE TEXT SEARCH CONFIGURATION every_word (PARSER = pg_catalog."default")',
    "ALTER TEXT SEARCH CONFIGURATION every_word ADD MAPPING FOR asciiword, word, numword WITH every_word_stem",
    "ALTER TEXT SEARCH CONFIGURATION every_word ADD MAPPING FOR int, uint, float, sfloat, version WITH simple",
    "ALTER TABLE sentence DROP COLUMN words",
    "ALTER TABLE sentence ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('every_word', plain_words(text))) STORED",
    "CREATE INDEX sentence_words ON sentence USING gin(words)",
)
"""Statements that index every word of the sentences on a server."""
SERVER_FORMS = (
    'CREATE TEXT SEARCH CONFIGURATION every_form (PARSER = pg_catalog."default")',
    "ALTER TEXT SEARCH CONFIGURATION every_form ADD MAPPING FOR "
    "asciiword, word, numword, int, uint, float, sfloat, version WITH simple",
    "ALTER TABLE sentence ADD COLUMN forms tsvector GENERATED ALWAYS AS (to_tsvector('every_form', plain_words(text))) STORED",
    "CREATE INDEX sentence_forms ON sentence USING gin(forms)",
)
"""The same of words as they are written."""
_MODULES = re.compile(r"^\s*CREATE\s+VIRTUAL\s+TABLE\b", re.IGNORECASE)


def guards_of(table: str) -> dict[str, str]:
    """Name -> statement of the triggers that keep the rows of a table of a case file.

    Examples
    --------
    >>> sorted(guards_of("lost"))
    ['lost_no_delete', 'lost_no_replace', 'lost_no_update']
    """
    refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
    out = {
        f"{table}_no_{verb.lower()}": f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {refuse}"
        for verb in ("UPDATE", "DELETE")
    }
    # REPLACE deletes without asking the triggers of DELETE; before it does, it asks those of INSERT.
    same = " OR ".join([*_same_row(METADATA.tables[table]), "rowid = new.rowid"])
    out[f"{table}_no_replace"] = (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}"
    )
    return out


def _same_row(table: Table) -> Iterator[str]:
    yield _equal(column.name for column in table.primary_key.columns)
    for constraint in sorted(table.constraints, key=lambda c: str(c.name)):
        if isinstance(constraint, UniqueConstraint):
            yield _equal(column.name for column in constraint.columns)


def _equal(columns: Iterator[str]) -> str:
    return "(" + " AND ".join(f'"{name}" = new."{name}"' for name in columns) + ")"


def protect(connection: Connection) -> list[str]:
    """Make the guards and the word index that the tables of a case lack; say which they were."""
    there = set(inspect(connection).get_table_names())
    tables = [table for table in APPEND_ONLY if table in there]
    made = []
    if connection.dialect.name == "sqlite":
        have = {row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))}
        if "sentence" in there:
            missing = {name: statement for name, statement in INDEXES.items() if name not in there}
            missing |= {name: statement for name, statement in _INDEXINGS.items() if name not in have}
            for name, statement in missing.items():
                connection.exec_driver_sql(statement)
                made.append(name)
        for table in tables:
            for name, statement in guards_of(table).items():
                if name not in have:
                    connection.exec_driver_sql(statement)
                    made.append(name)
        return made
    query = text(
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    )
    have = {row[0] for row in connection.execute(query)}
    for table in tables:
        for name, verbs, each in (
            (f"{table}_never_changed", "UPDATE OR DELETE", "ROW"),
            (f"{table}_never_emptied", "TRUNCATE", "STATEMENT"),
        ):
            if name not in have:
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {name} BEFORE {verbs} ON {table} FOR EACH {each} "
                    "EXECUTE FUNCTION rows_are_never_changed()"
                )
                made.append(name)
    return made


def missing_guards(connection: Connection) -> list[str]:
    """Triggers of a case file that are not there."""
    have = {row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))}
    return sorted(known_triggers().keys() - have)


def known_triggers() -> dict[str, str]:
    """Name -> statement of every trigger that a case file may have."""
    out = dict(_INDEXINGS)
    for table in APPEND_ONLY:
        out |= guards_of(table)
    return out


def strangers(connection: Connection) -> list[tuple[str, str]]:
    """(kind, name) of what runs in a case file and is not ours: triggers, views, tables of other modules."""
    known = {name: _plain(statement) for name, statement in known_triggers().items()}
    indexes = {_plain(statement) for statement in INDEXES.values()}
    query = text("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    out = []
    for kind, name, statement in connection.execute(query):
        if kind == "trigger" and known.get(name) != _plain(str(statement)):
            out.append(("trigger", str(name)))
        elif kind == "view":
            out.append(("view", str(name)))
        elif kind == "table" and _MODULES.match(str(statement)) and _plain(str(statement)) not in indexes:
            out.append(("virtual table", str(name)))
    return out


def refuse_strangers(connection: Connection, location: str) -> None:
    """Refuse a case file in which statements of somebody else would run.

    Raises
    ------
    RecordError
        ``record.strange``, which names them.
    """
    if found := strangers(connection):
        names = ", ".join(f"the {kind} {name!r}" for kind, name in found[:3])
        raise RecordError(
            f"{shown(location)} holds what State of Play did not put there and what would run with it: {names}",
            slug="record.strange",
            hint=f"Take the pages and judgements without it: stateofplay check {quote(shown(location))} --repair",
        )


def _plain(statement: str) -> str:
    return " ".join(statement.replace('"', "").split()).rstrip(";").casefold()
