"""Where the rows of an export go: into an empty case it is the same case; into another it is merged, and nothing is doubled."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, select

from stateofplay.exchange.importing.cells import Row
from stateofplay.exchange.importing.checks import Checks
from stateofplay.record.intake import similarity
from stateofplay.record.intake.adding import lose_claims
from stateofplay.record.judging.judgements import Disagreement
from stateofplay.record.storage.claims import BY_HAND
from stateofplay.record.storage.tables import BAND, CLAIM, PAGE

_BATCH = 500
_KEYS = {"lost": "claim_id", "feed": "address"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A doubtful row that was left out."""

    line: int
    reason: str


@dataclass(slots=True, kw_only=True)
class Imported:
    """What an import added, table by table, and how many rows were there already."""

    added: dict[str, int] = field(default_factory=dict)
    known: int = 0
    unplaced: int = 0
    """Judgements on claims that the case does not have: another version of the reader had found them in a page of both."""
    disagreements: tuple[Disagreement, ...] = ()
    """Claims of the merged case of which people say different things."""
    refused: tuple[RefusedRow, ...] = ()
    """Doubtful rows that were left out, where the rest was asked for."""


@dataclass(slots=True, kw_only=True)
class Placing:
    """The work on one file."""

    connection: Connection
    imported: Imported
    new_pages: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    waiting: list[Row] = field(default_factory=list)
    table: Table | None = None
    versions: list[tuple[str, str]] = field(default_factory=list)
    """(page of the case, newer version of it that the file brought)."""
    checks: Checks = field(init=False)

    def __post_init__(self) -> None:
        self.checks = Checks(connection=self.connection)

    def take(self, table: Table, row: Row) -> None:
        """Check a row, and add it unless the case has it."""
        if table is not self.table or len(self.waiting) >= _BATCH:
            self.flush()
            self.table = table
        if table.name in ("judgement", "lost") and not self._has_claim(str(row["claim_id"])):
            self.imported.unplaced += table.name == "judgement"
            return
        self.checks.check(table.name, row)
        if table.name == "lost":
            self._check_lost(row)
        if table.name == "page":
            row = self._page(row)
            self.pages.add(str(row["id"]))
        if self._is_known(table, row):
            self.imported.known += 1
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

    def _has_page(self, page: str) -> bool:
        return self.connection.execute(select(PAGE.c.id).where(PAGE.c.id == page)).first() is not None

    def _check_lost(self, row: Row) -> None:
        """That a sentence is gone from a newer version must be so."""
        query = select(CLAIM.c.start, CLAIM.c.end, PAGE.c.text).join(PAGE, PAGE.c.id == CLAIM.c.page_id)
        claim = self.connection.execute(query.where(CLAIM.c.id == row["claim_id"])).one()
        newer = self.connection.execute(select(PAGE.c.text).where(PAGE.c.id == row["page_id"])).scalar()
        if newer is None:
            raise ValueError(f"a row of lost is of the page {row['page_id']}, which the file does not have")
        if claim.text[claim.start : claim.end] in newer:
            raise ValueError(
                f"the sentence of the claim {row['claim_id']} stands in the page from which it is said to be gone"
            )

    def _page(self, row: Row) -> Row:
        if not self.numbers:
            self.numbers = set(self.connection.execute(select(PAGE.c.number)).scalars())
        if row["number"] in self.numbers:
            row = {**row, "number": max(self.numbers) + 1}
        known = self.connection.execute(select(PAGE.c.id).where(PAGE.c.id == row["id"])).first()
        if known is None:
            for name in ("copy_of", "earlier"):
                if row[name] is not None and not self._has_page(str(row[name])):
                    raise ValueError(
                        f"the page is said to be after the page {row[name]}, which comes later or not at all"
                    )
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
