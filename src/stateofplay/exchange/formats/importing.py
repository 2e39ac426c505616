"""Read a case's JSONL back: into an empty case it is the same case; into another it is merged, and nothing is doubled.

What comes from elsewhere is not believed: hashes, ids, quotes and vocabularies are checked before a row is added.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection, Table, func, select

from stateofplay.errors import ExchangeError, ModelError
from stateofplay.exchange.formats.jsonl import JSON_COLUMNS, TABLES, columns_out
from stateofplay.record.actors.identity import IdentityVerdict
from stateofplay.record.intake import similarity
from stateofplay.record.intake.adding import lose_claims, page_identity
from stateofplay.record.judging.carrying import carry_all
from stateofplay.record.judging.judgements import Disagreement, Verdict, disagreements
from stateofplay.record.storage.case import HEAD
from stateofplay.record.storage.claims import BY_HAND, claim_identity
from stateofplay.record.storage.columns import CLASS, columns_of
from stateofplay.record.storage.tables import BAND, CASE_INFO, CLAIM, PAGE
from stateofplay.record.views import ArticleRest

_MAX_PAGE = 200_000_000
"""Bytes that a page may unpack to; more is an attack."""
_BATCH = 500
_KEYS = {"lost": "claim_id", "feed": "address"}
_SHAPES: dict[tuple[str, str], object] = {
    ("page", "article"): ArticleRest,
    ("page", "ambiguities"): list[dict[str, object]],
    ("actor", "roles"): list[str],
    ("actor", "aliases"): list[str],
    ("actor", "identifiers"): list[str],
    ("judgement", "correction"): dict[str, str | None],
}
_VOCABULARIES: dict[tuple[str, str], frozenset[str]] = {
    ("judgement", "verdict"): frozenset(Verdict),
    ("identity", "verdict"): frozenset(IdentityVerdict),
    ("issue_edit", "edit"): frozenset({"rename", "merge", "split", "withdraw"}),
    ("feed", "kind"): frozenset({"feed", "page"}),
}

Row = dict[str, object]


@dataclass(slots=True, kw_only=True)
class Imported:
    """What an import added, table by table, and how many rows were there already."""

    added: dict[str, int] = field(default_factory=dict)
    known: int = 0
    unplaced: int = 0
    """Judgements on claims that the case does not have: another version of the reader had found them in a page of both."""
    disagreements: tuple[Disagreement, ...] = ()
    """Claims of the merged case of which people say different things."""


@dataclass(slots=True, kw_only=True)
class _Import:
    connection: Connection
    imported: Imported
    new_pages: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    text: tuple[str, str] = ("", "")
    waiting: list[Row] = field(default_factory=list)
    table: Table | None = None
    versions: list[tuple[str, str]] = field(default_factory=list)
    """(page of the case, newer version of it that the file brought)."""

    def take(self, table: Table, row: Row) -> None:
        """Check a row, and add it unless the case has it."""
        if table is not self.table or len(self.waiting) >= _BATCH:
            self.flush()
            self.table = table
        if table.name == "page":
            row = self._page(row)
            self.pages.add(str(row["id"]))
        elif table.name == "claim":
            self._check_claim(row)
        if self._is_known(table, row):
            self.imported.known += 1
            return
        if table.name in ("judgement", "lost") and not self._has_claim(str(row["claim_id"])):
            self.imported.unplaced += table.name == "judgement"
            return
        if table.name == "page":
            # At once: later pages of the file, and claims, are checked against it.
            self._insert(table, [row])
            self._insert_bands(row)
            self.new_pages.add(str(row["id"]))
        else:
            self.waiting.append(row)
        self.imported.added[table.name] = self.imported.added.get(table.name, 0) + 1

    def flush(self) -> None:
        """Write what waits."""
        if self.table is not None and self.waiting:
            self._insert(self.table, self.waiting)
        self.waiting = []

    def _insert(self, table: Table, rows: list[Row]) -> None:
        self.connection.execute(table.insert(), rows)

    def _is_known(self, table: Table, row: Row) -> bool:
        if table.name == "claim" and row["component"] == BY_HAND and row["page_id"] in self.pages:
            # Not the reader's: what a person added to a page of both is in the case afterwards, whoever added it.
            return self._has_claim(str(row["id"]))
        if table.name in ("claim", "actor", "sentence"):
            if row["page_id"] not in self.pages:
                raise ValueError(f"a row of {table.name} is of the page {row['page_id']}, which the file does not have")
            return row["page_id"] not in self.new_pages
        key = table.c[_KEYS.get(table.name, "id")]
        waits = any(w[key.name] == row[key.name] for w in self.waiting)
        return waits or self.connection.execute(select(key).where(key == row[key.name])).first() is not None

    def _has_claim(self, claim: str) -> bool:
        return self.connection.execute(select(CLAIM.c.id).where(CLAIM.c.id == claim)).first() is not None

    def _page(self, row: Row) -> Row:
        raw = _unpack(row["raw"])
        if hashlib.sha256(raw).hexdigest() != row["sha256"]:
            raise ValueError("the bytes of the page do not have the hash that it states")
        if page_identity(str(row["source"]), str(row["sha256"])) != row["id"]:
            raise ValueError(f"the page {row['id']} is not what its id says")
        if isinstance(row["signature"], bytes) and len(row["signature"]) != similarity.SIZE * 4:
            raise ValueError("the signature of the page is damaged")
        if not self.numbers:
            self.numbers = set(self.connection.execute(select(PAGE.c.number)).scalars())
        if row["number"] in self.numbers:
            row = {**row, "number": max(self.numbers) + 1}
        known = self.connection.execute(select(PAGE.c.id).where(PAGE.c.id == row["id"])).first()
        if known is None:
            self.numbers.add(int(str(row["number"])))
            same = select(PAGE.c.id, PAGE.c.copy_of).where(PAGE.c.sha256 == row["sha256"]).order_by(PAGE.c.number)
            if (twin := self.connection.execute(same).first()) and not row["copy_of"]:
                # The same bytes under another name in the other file: one source with two copies.
                row = {**row, "copy_of": twin.copy_of or twin.id}
            elif row["address"] and not row["earlier"] and not row["copy_of"]:
                row = self._linked(row)
        return row

    def _linked(self, row: Row) -> Row:
        """A page whose address the case has from elsewhere: the one that was added later is the newer version."""
        query = (
            select(PAGE.c.id, PAGE.c.added_at).where(PAGE.c.address == row["address"]).order_by(PAGE.c.number.desc())
        )
        latest = self.connection.execute(query.limit(1)).first()
        if latest is None or latest.added_at > str(row["added_at"]):
            return row
        self.versions.append((latest.id, str(row["id"])))
        return {**row, "earlier": latest.id}

    def lose(self) -> None:
        """Mark what the newer versions that the file brought do not say any more."""
        for earlier, newer in self.versions:
            text = self.connection.execute(select(PAGE.c.text).where(PAGE.c.id == newer)).scalar_one()
            lost = lose_claims(self.connection, earlier, newer, text)
            if lost:
                self.imported.added["lost"] = self.imported.added.get("lost", 0) + lost

    def _insert_bands(self, row: Row) -> None:
        if row["signature"] is not None:
            keys = similarity.bands(similarity.unpack(row["signature"]))  # type: ignore[arg-type]
            self._insert(BAND, [{"key": key, "page_id": row["id"]} for key in keys])

    def _check_claim(self, row: Row) -> None:
        kind, page_id = str(row["kind"]), str(row["page_id"])
        if kind not in CLASS:
            raise ValueError(f"there is no kind of claim {kind!r}")
        claim = msgspec.json.decode(str(row["body"]), type=CLASS[kind])
        if self.text[0] != page_id:
            text = self.connection.execute(select(PAGE.c.text).where(PAGE.c.id == page_id)).scalar()
            if text is None:
                raise ValueError(f"the claim {row['id']} is of a page that the file does not have")
            self.text = (page_id, text)
        if not claim.evidence.stands_in(self.text[1]):
            raise ValueError(f"the quote of the claim {row['id']} does not stand in its page")
        if claim_identity(page_id, claim) != row["id"]:
            raise ValueError(f"the claim {row['id']} is not what its id says")
        expected = {
            **columns_of(claim),
            "said_by": claim.said_by,
            "firmness": str(claim.firmness),
            "confidence": claim.confidence,
            "component": claim.component,
            "start": claim.evidence.start,
            "end": claim.evidence.end,
        }
        for name, value in expected.items():
            if row[name] != value:
                raise ValueError(f"the claim {row['id']} has another {name} than its body")


def import_lines(connection: Connection, lines: Iterable[bytes], *, name: str, fresh: bool = False) -> Imported:
    """Add the rows of a JSONL export to a case.

    Parameters
    ----------
    connection
        An open transaction of the case; roll it back where an error comes out.
    lines
        The lines of the file.
    name
        What errors call the file.
    fresh
        Whether the case was made for it just now: then it takes title and time of making from the file.

    Raises
    ------
    ExchangeError
        ``exchange.import`` with the number of the line and what is wrong with it; ``exchange.newer`` for a file of a newer
        State of Play.
    """
    tables = {table.name: table for table in TABLES}
    work = _Import(connection=connection, imported=Imported())
    number, rows, ended = 0, 0, False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cells = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
            what = msgspec.json.decode(cells.pop("row", msgspec.Raw(b"null")), type=str)
            if number == 1:
                _header(connection, what, cells, name=name, fresh=fresh)
            elif what == "end":
                ended = msgspec.json.decode(cells.get("rows", b"0")) == rows
                break
            elif what not in tables:
                raise ValueError(f"there is no kind of row {what!r}")
            else:
                rows += 1
                work.take(tables[what], _row(tables[what], cells))
        except (ValueError, msgspec.DecodeError, ModelError, zlib.error, binascii.Error, OverflowError) as error:
            raise ExchangeError(
                f"{name}, line {number}: {str(error)[:300]}; nothing was imported",
                slug="exchange.import",
                hint="Only files written by stateofplay export --format jsonl can be imported.",
            ) from error
    work.flush()
    work.lose()
    carry_all(connection)
    if not ended:
        raise ExchangeError(
            f"{name} ends after line {number} without its last line: it was cut off; nothing was imported",
            slug="exchange.import",
            hint="Export it again.",
        )
    work.imported.disagreements = disagreements(connection)
    return work.imported


def _header(connection: Connection, what: str, cells: dict[str, msgspec.Raw], *, name: str, fresh: bool) -> None:
    if what != "case":
        raise ValueError("the first line is not that of a case")
    form = msgspec.json.decode(cells.get("form", msgspec.Raw(b'""')), type=str)
    if form > HEAD:
        raise ExchangeError(
            f"{name} was written by a newer State of Play (its form is {form}, this one knows {HEAD})",
            slug="exchange.newer",
            hint="Install the newer version to import it.",
        )
    info = msgspec.json.decode(cells.get("info", msgspec.Raw(b"{}")), type=dict[str, str])
    if fresh and not connection.execute(select(func.count()).select_from(PAGE)).scalar():
        connection.execute(CASE_INFO.delete())
        if info:
            connection.execute(CASE_INFO.insert(), [{"key": k, "value": v} for k, v in info.items()])


def _row(table: Table, cells: dict[str, msgspec.Raw]) -> Row:
    names = columns_out(table)
    if unknown := cells.keys() - set(names):
        raise ValueError(f"a row of {table.name} has no {', '.join(sorted(unknown))}")
    return {name: _cell(table, name, cells.get(name)) for name in names}


def _cell(table: Table, name: str, raw: msgspec.Raw | None) -> object:
    key, column = (table.name, name), table.c[name]
    if key in JSON_COLUMNS:
        if raw is None:
            raise ValueError(f"the row lacks {name}")
        if key in _SHAPES:
            msgspec.json.decode(raw, type=_SHAPES[key])
        return bytes(raw).decode("utf-8")
    value = None if raw is None else msgspec.json.decode(raw)
    if value is None:
        if not column.nullable:
            raise ValueError(f"the row lacks {name}")
        return None
    wanted = column.type.python_type
    if wanted is bytes:
        if not isinstance(value, str):
            raise ValueError(f"{name} is no base64")
        return base64.b64decode(value, validate=True)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not wanted:
        raise ValueError(f"{name} is {value!r}, which is no {wanted.__name__}")
    if key in _VOCABULARIES and value not in _VOCABULARIES[key]:
        raise ValueError(f"{name} is {value!r}, none of {', '.join(sorted(_VOCABULARIES[key]))}")
    return value


def _unpack(packed: object) -> bytes:
    if not isinstance(packed, bytes):
        raise ValueError("the page has no bytes")
    unpack = zlib.decompressobj()
    raw = unpack.decompress(packed, _MAX_PAGE)
    if unpack.unconsumed_tail or not unpack.eof:
        raise ValueError("the bytes of the page are damaged or too many")
    return raw
