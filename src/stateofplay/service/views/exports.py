"""What can be taken away of a case: formats with their codebooks, a citation, an Atom feed, a calendar."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import quote

from stateofplay import __version__
from stateofplay.exchange.brief.records import BriefLine
from stateofplay.exchange.formats import FORMATS, load_format
from stateofplay.record.views import Filter
from stateofplay.service.exporting import export
from stateofplay.service.library import KeptCase
from stateofplay.service.views.atom import AtomFeed
from stateofplay.service.views.records import Sheet
from stateofplay.service.views.talks.process import changes_of

MOST_ENTRIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFormat:
    """A format on offer."""

    name: str
    suffix: str
    says: str
    fields: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsView:
    """Every format, and the citation of the case."""

    case: str
    title: str
    lead: str
    formats: tuple[OfferedFormat, ...]

    def sheet(self) -> Sheet:
        """One row for every field of a format: the codebooks."""
        rows = tuple((f.name, field, meaning) for f in self.formats for field, meaning in f.fields)
        return Sheet(columns=("format", "field", "meaning"), rows=rows)


def exports_view(kept: KeptCase) -> ExportsView:
    """The formats."""
    found = [load_format(name) for name in FORMATS]
    return ExportsView(
        case=kept.id,
        title="Take away",
        lead=f"{len(found)} formats, each with its codebook; every page is data too.",
        formats=tuple(
            OfferedFormat(name=f.name, suffix=f.suffix, says=f.says, fields=f.fields, notes=f.notes) for f in found
        ),
    )


def exported(kept: KeptCase, format: str, wanted: Filter, *, origin: str) -> tuple[bytes, str, str]:
    """A case in a format: its bytes, their media type, and the ending of its file.

    Parameters
    ----------
    origin
        Address of the server, for links to claims.

    Raises
    ------
    ExchangeError
        ``exchange.format``, ``exchange.missing``.
    """
    found = load_format(format)
    out = io.BytesIO()
    export(kept.case, format, out, wanted=wanted, claims_at=f"{origin}/case/{quote(kept.id)}/claim/")
    return out.getvalue(), found.media, found.suffix


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """How to cite a view of a case."""

    case: str
    title: str
    lead: str
    address: str
    accessed: str
    version: str
    bibtex: str
    csl: str

    def sheet(self) -> Sheet:
        """One row."""
        names = ("address", "accessed", "version", "lead")
        return Sheet(columns=names, rows=(tuple(getattr(self, n) for n in names),))


def citation_view(kept: KeptCase, address: str, *, today: str = "") -> CitationView:
    """The citation of a view: the case, its version, the view with its filters, and the day.

    Parameters
    ----------
    address
        Path and query of the view.
    today
        Day of access; today by default.
    """
    import msgspec

    today = today or datetime.now(UTC).date().isoformat()
    title = kept.state.title
    pages = len(kept.state.pages)
    of = f"as of {kept.last_day}, {pages} pages" if kept.last_day else f"{pages} pages"
    note = f"State of Play {__version__}, case version {kept.version}, view {address}"
    first = next(iter(title.split()), "")
    key = ("".join(c for c in first.lower() if c.isascii() and c.isalnum()) or "case") + "-"
    plain = title.replace("{", "(").replace("}", ")").replace("\\", "/")
    safe = "".join(f"\\{c}" if c in "&%$#_" else c for c in plain)
    safe_note = "".join(f"\\{c}" if c in "&%$#_" else c for c in note)
    bibtex = (
        f"@misc{{{key}{today[:4]},\n  title = {{{{{safe}}}}},\n  year = {{{(kept.last_day or today)[:4]}}},\n"
        f"  note = {{{safe_note}}},\n  urldate = {{{today}}},\n}}\n"
    )
    day = date.fromisoformat(today)
    csl = {
        "id": f"{key}{today[:4]}",
        "type": "dataset",
        "title": title,
        "note": note,
        "version": kept.version,
        "accessed": {"date-parts": [[day.year, day.month, day.day]]},
    }
    return CitationView(
        case=kept.id,
        title="Cite this view",
        lead=f"{title} ({of}). {note}. Accessed {today}.",
        address=address,
        accessed=today,
        version=kept.version,
        bibtex=bibtex,
        csl=msgspec.json.format(msgspec.json.encode([csl]), indent=1).decode(),
    )


def changes_feed(kept: KeptCase, since: str, origin: str, self_address: str) -> bytes:
    """The changes of a case as an Atom feed: one entry a change, the latest first."""
    feed = AtomFeed(kept, "changes", "what changed", page="changes", origin=origin, self_address=self_address)
    rows = {c.now.claim_id: c for c in kept.changes(since)}
    last = feed.updated[:10]
    entries: list[tuple[str, str, BriefLine]] = []
    for section in changes_of(kept, since).sections:
        for line in section.lines:
            change = rows.get(line.claim_id)
            entries.append((change.now.day[:10] if change else last, section.title, line))
    entries.sort(key=lambda entry: entry[0], reverse=True)
    for day, heading, line in entries[:MOST_ENTRIES]:
        feed.add(
            f"claim/{line.claim_id}",
            f"{heading.split(':')[0]}: {line.lead} {line.text}".strip(),
            updated=f"{day if len(day) == 10 else last}T00:00:00Z",
            page=f"claim/{line.claim_id}",
            summary="; ".join(line.notes) or heading,
        )
    return feed.written()
