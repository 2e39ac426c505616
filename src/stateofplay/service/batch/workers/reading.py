"""What a worker does: reads the pages of a span, behind the gate, and writes its tables and its receipt."""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from stateofplay.errors import FindingError, ModelError, PageError
from stateofplay.model import Article, Reading
from stateofplay.model.ids import digest
from stateofplay.pages.gate import screen_page
from stateofplay.pages.harvest import Harvest, Part
from stateofplay.service.batch.crawl.sources import PageSpan
from stateofplay.service.batch.crawl.taking import TakenPage, label_of, take_pages
from stateofplay.service.batch.dataset.folder import Dataset, Receipt, RunRequest
from stateofplay.service.batch.dataset.tables import READ, Row, write_table
from stateofplay.settings import Settings

TRIES = 2
"""So often a page may bring its worker down before it is set aside."""
_OUTSIDE = re.compile(r"^\d{4}(?:-\d{2})?(?:-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What every worker of a run is given once."""

    folder: Path
    asked: RunRequest
    settings: Settings
    run: str
    """Digits of this run: a mark left by a worker of another run says nothing of the page."""


def read_span(span: PageSpan, work: Work) -> Receipt:
    """Read a span, write its tables and its receipt; a span that is done is passed over."""
    dataset = Dataset(work.folder)
    if (done := dataset.receipt(span.id)) is not None:
        return done
    began, before = time.monotonic(), time.process_time()
    receipt = Receipt(span=span.id, source_bytes=span.size)
    rows: dict[str, list[Row]] = {table: [] for table in READ}
    with ReadingMark(work, span) as mark:
        harvest = Harvest()
        for page in take_pages(span, max_bytes=work.settings.pages.max_bytes, harvest=harvest):
            receipt.pages += 1
            if mark.brought_down(page):
                _fail(rows, receipt, page, "worker", f"{page.place} brought its worker down {TRIES} times.")
                continue
            mark.set(page)
            try:
                read_one(page, work, rows, receipt)
            except (PageError, ModelError, FindingError, RecursionError, ValueError, OverflowError) as error:
                slug = getattr(error, "slug", f"fault.{type(error).__name__}")
                _fail(rows, receipt, page, slug, str(error))
        receipt.passed = dict(harvest.passed)
        receipt.notes = harvest.notes[:20]
        for table, content in rows.items():
            if content:
                path = dataset.part(table, span.id)
                receipt.bytes += write_table(path, table, content)
                receipt.files[table] = hashlib.sha256(path.read_bytes()).hexdigest()
        receipt.seconds = round(time.monotonic() - began, 3)
        receipt.processor = round(time.process_time() - before, 3)
        receipt.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        dataset.accept(receipt)
    return receipt


def read_one(page: TakenPage, work: Work, rows: dict[str, list[Row]], receipt: Receipt) -> None:
    """One page: through the gate, read, and its rows."""
    if page.problem is not None:
        raise page.problem
    asked = work.asked
    score = None
    if asked.gate:
        verdict = screen_page(
            page.data, content_type=page.content_type, charset=page.charset, languages=asked.languages
        )
        if not verdict.passes:
            _turn_away(rows, receipt, page, str(verdict.reason), verdict.language, verdict.score)
            return
        score = verdict.score
    from stateofplay.service.reading import read_article

    article = _article_of(page, work)
    if article.language and article.language not in asked.languages:
        _turn_away(rows, receipt, page, "language", article.language, score)
        return
    if not is_of_time(article.published, asked.since, asked.until):
        _turn_away(rows, receipt, page, "day", None, score)
        return
    if asked.about and not speaks_of(article.text, asked.about):
        _turn_away(rows, receipt, page, "about", None, score)
        return
    reading = read_article(article, settings=work.settings)
    receipt.read += 1
    add_rows(page, reading, score, rows, receipt)


def _article_of(page: TakenPage, work: Work) -> Article:
    from stateofplay.pages.intake import read_part
    from stateofplay.service.reading import without_login

    part = Part(
        name="", data=page.data, url=page.url, content_type=page.content_type, charset=page.charset,
        published=page.published if page.published and _OUTSIDE.match(page.published) else None,
    )  # fmt: skip
    return without_login(read_part(part, name=page.place, max_bytes=work.settings.pages.max_bytes))


def is_of_time(published: str | None, since: str | None, until: str | None) -> bool:
    """Whether a page can be of the time asked for; one that does not say its day is left out where a time is asked for.

    Examples
    --------
    >>> is_of_time("2031-05", "2031-05-06", None), is_of_time("2031-06-01", None, "2031-05"), is_of_time(None, None, None)
    (True, False, True)
    """
    if published is None:
        return not since and not until
    return (not since or published >= since[: len(published)]) and (not until or published[: len(until)] <= until)


@lru_cache(maxsize=16)
def _about_pattern(about: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(
        tuple(re.compile(rf"\b{re.escape(word)}", re.I) for word in phrase.split() if len(word) > 2) for phrase in about
    )


def speaks_of(text: str, about: tuple[str, ...]) -> bool:
    """Whether a text has all words of one of some phrases, in any order, at the beginning of words.

    Examples
    --------
    >>> speaks_of("The talks in Istanbul ended.", ("Istanbul talks",)), speaks_of("Istanbul is large.", ("Istanbul talks",))
    (True, False)
    """
    return any(all(word.search(text) for word in words) for words in _about_pattern(about))


def add_rows(
    page: TakenPage, reading: Reading, score: float | None, rows: dict[str, list[Row]], receipt: Receipt
) -> None:
    """The rows of a page that was read."""
    from stateofplay.record.storage.claims import claim_row
    from stateofplay.service.batch.dataset.copies import sign

    article = reading.article
    sha256 = hashlib.sha256(page.data).hexdigest()
    page_id = f"p{digest(page.place, sha256, length=16)}"
    side_of = {actor.name: actor.side or actor.name for actor in reading.actors}
    found: dict[str, tuple[Row, Row]] = {}
    for claim in reading.claims():
        # Counted apart from the check that the reading makes of itself: what is written is what was compared.
        if article.text[claim.evidence.start : claim.evidence.end] != claim.evidence.quote:
            raise FindingError(f"a quote of {page.place} does not stand in its text", slug="finding.evidence")
        receipt.evidence += 1
        row = claim_row(page_id, claim)
        span = {"claim_id": row["id"], "page_id": page_id, "start": row.pop("start"), "end": row.pop("end"),
                "quote": claim.evidence.quote}  # fmt: skip
        row.pop("body")
        row["party_side"], row["other_side"] = (_sides(row[name], side_of) for name in ("party", "other"))
        row["same"] = digest(*(str(row[name] or "").casefold() for name in _SAID), length=16)
        found[str(row["id"])] = (row, span)
    for row, span in found.values():
        rows["claims"].append(row)
        rows["evidence"].append(span)
        kind = str(row["kind"])
        receipt.kinds[kind] = receipt.kinds.get(kind, 0) + 1
    receipt.claims += len(found)
    for actor in reading.actors:
        rows["actors"].append(
            {"page_id": page_id, "name": actor.name, "kind": str(actor.kind), "side": actor.side,
             "roles": "; ".join(actor.roles), "mentions": actor.mentions}
        )  # fmt: skip
    signature, bands = sign(article.text) or (None, None)
    rows["pages"].append(
        {
            "id": page_id, "place": page.place, "source": label_of(page), "url": article.url, "site": article.site,
            "title": article.title, "published": article.published, "published_source": article.published_source,
            "language": article.language, "words": len(article.text.split()), "text": article.text, "sha256": sha256,
            "gate": score, "claims": len(found), "reader": reading.reader, "raw": page.data,
            "signature": signature, "bands": bands, "reading": msgspec.json.encode(reading),
        }
    )  # fmt: skip


_SAID = ("kind", "party", "other", "what", "state", "date", "place", "flag")
"""Columns in which two claims must agree to say the same."""


def _sides(names: object, side_of: dict[str, str]) -> str | None:
    """On which sides the actors named in a cell stand."""
    if not isinstance(names, str):
        return None
    return "; ".join(dict.fromkeys(side_of.get(name, name) for name in names.split("; ")))


def _turn_away(
    rows: dict[str, list[Row]],
    receipt: Receipt,
    page: TakenPage,
    reason: str,
    language: str | None,
    score: float | None,
) -> None:
    receipt.turned_away[reason] = receipt.turned_away.get(reason, 0) + 1
    rows["turned_away"].append(
        {"place": page.place, "source": label_of(page), "sha256": hashlib.sha256(page.data).hexdigest(),
         "reason": reason, "language": language, "gate": score}
    )  # fmt: skip


def _fail(rows: dict[str, list[Row]], receipt: Receipt, page: TakenPage, reason: str, sentence: str) -> None:
    receipt.failures[reason] = receipt.failures.get(reason, 0) + 1
    rows["failures"].append(
        {"place": page.place, "source": label_of(page), "reason": reason, "sentence": sentence[:500],
         "sha256": hashlib.sha256(page.data).hexdigest() if page.data else None}
    )  # fmt: skip


class ReadingMark:
    """A file that says which page a worker reads, so that one that brings the worker down can be told from its neighbours.

    A worker that is asked to end takes its mark away; one that is killed, or dies of the page, leaves it.
    """

    def __init__(self, work: Work, span: PageSpan) -> None:
        self.path = work.folder / "marks" / f"{span.id}.json"
        self.run = work.run
        self.tries: dict[str, int] = {}

    def __enter__(self) -> ReadingMark:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            left = json.loads(self.path.read_text(encoding="utf-8"))
            if left["run"] == self.run:
                self.tries = dict(left["tries"])
                if left["page"]:
                    self.tries[left["page"]] = self.tries.get(left["page"], 0) + 1
        CURRENT.append(self)
        self._write(None)
        return self

    def __exit__(self, *_: object) -> None:
        CURRENT.remove(self)
        self.path.unlink(missing_ok=True)

    def brought_down(self, page: TakenPage) -> bool:
        """Whether this page brought workers of this run down too often."""
        return self.tries.get(page.place, 0) >= TRIES

    def set(self, page: TakenPage) -> None:
        """Say that this page is being read."""
        self._write(page.place)

    def forgive(self) -> None:
        """The worker is asked to end: it is not the page's fault."""
        self._write(None)

    def _write(self, page: str | None) -> None:
        part = self.path.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps({"run": self.run, "page": page, "tries": self.tries}), encoding="utf-8")
        os.replace(part, self.path)


CURRENT: list[ReadingMark] = []
"""Marks that this process holds."""
