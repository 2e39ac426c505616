"""What a dataset came to, to read: pages, gate, kinds, failures, copies, speed."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from stateofplay.exchange.reports.sheets import Block, Heading, SheetParagraph, SheetTable, sheet_to_markdown
from stateofplay.service.batch.crawl.sources import list_files
from stateofplay.service.batch.dataset.folder import Dataset
from stateofplay.service.batch.dataset.joining import RULES
from stateofplay.service.batch.running import Summary, summarise

NAMED = 50
"""Failures that a report names; all stand in the table."""
Section = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def status_lines(folder: Path) -> list[str]:
    """How far a dataset is, in a few lines."""
    dataset = Dataset(folder)
    told = dataset.manifest()
    summary = summarise(dataset)
    done = sum(receipt.source_bytes for receipt in dataset.receipts())
    lines = [summary.sentence]
    if not summary.finished:
        total = sum(file.size for file in list_files(told["asked"]["sources"]))
        lines.append(f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB of the sources are read ({summary.spans} spans).")
    lines += [f"{n:,} turned away: {reason}" for reason, n in sorted(summary.turned_away.items())]
    lines += [f"{n:,} not readable: {reason}" for reason, n in sorted(summary.failures.items())]
    return lines


def report(folder: Path, format: str) -> str:
    """The report, as Markdown or as a page."""
    dataset = Dataset(folder)
    told = dataset.manifest()
    summary = summarise(dataset)
    sections = _sections(dataset, summary)
    title = f"Dataset {folder.name}"
    lead = f"{summary.sentence} Made with State of Play {told['version']} from {', '.join(told['asked']['sources'])}."
    return _html(title, lead, sections) if format == "html" else sheet_to_markdown(_sheet(title, lead, sections))


def _sections(dataset: Dataset, summary: Summary) -> list[Section]:
    speed = [
        ("pages", f"{summary.pages:,}"),
        ("processor seconds", f"{summary.processor:,.1f}"),
        ("pages a second of processor time", f"{summary.pages / max(summary.processor, 1e-9):,.1f}"),
        ("most memory of a worker", f"{summary.memory / 1e6:,.0f} MB"),
        ("size of the dataset", f"{summary.bytes / 1e6:,.1f} MB"),
    ]
    quotes = [
        ("quotes compared with their text, which stand in it", f"{summary.evidence:,}"),
        ("pages set aside for a quote that does not", f"{summary.failures.get('finding.evidence', 0):,}"),
    ]
    return [
        ("Turned away", ("reason", "pages"), _counts(summary.turned_away)),
        ("Claims", ("kind", "claims"), _counts(summary.kinds)),
        ("Evidence", ("what", "number"), list(quotes)),
        ("Not readable", ("reason", "pages"), _counts(summary.failures)),
        ("Set aside or not readable, by name", ("page", "sha256", "what is wrong"), _named(dataset)),
        (
            "Copies",
            ("what", "number"),
            [("pages read", f"{summary.read:,}"), ("of them copies", f"{summary.copies:,}")],
        ),
        ("One event, once", ("kind", "rule"), list(RULES.items())),
        ("Records that are no pages", ("what", "number"), _counts(summary.passed)),
        ("Speed", ("what", "number"), list(speed)),
    ]


def _counts(counts: dict[str, int]) -> list[tuple[str, ...]]:
    return [(name, f"{n:,}") for name, n in sorted(counts.items(), key=lambda item: -item[1])]


def _named(dataset: Dataset) -> list[tuple[str, ...]]:
    from pyarrow import parquet

    out: list[tuple[str, ...]] = []
    for path in dataset.parts("failures"):
        for row in parquet.read_table(path).to_pylist():
            out.append((row["place"], (row["sha256"] or "")[:16], row["sentence"]))
            if len(out) >= NAMED:
                return out
    return out


def _sheet(title: str, lead: str, sections: Iterable[Section]) -> list[Block]:
    sheet: list[Block] = [Heading(text=title, level=1), SheetParagraph(text=lead)]
    for heading, heads, rows in sections:
        if rows:
            sheet += [Heading(text=heading), SheetTable(heads=heads, rows=tuple(rows))]
    return sheet


def _html(title: str, lead: str, sections: Iterable[Section]) -> str:
    e = html.escape
    out = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{e(title)}</title>',
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1rem .2rem 0;border-bottom:1px solid #ccc;"
        "vertical-align:top;overflow-wrap:anywhere}</style></head><body>",
        f"<h1>{e(title)}</h1><p>{e(lead)}</p>",
    ]
    for heading, head, rows in sections:
        if rows:
            out.append(f"<h2>{e(heading)}</h2><table><tr>{''.join(f'<th>{e(h)}</th>' for h in head)}</tr>")
            out += [f"<tr>{''.join(f'<td>{e(cell)}</td>' for cell in row)}</tr>" for row in rows]
            out.append("</table>")
    return "\n".join([*out, "</body></html>"])
