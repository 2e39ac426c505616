"""What an operation gives back, and its four dresses: a page, JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module

import msgspec

from stateofplay.exchange.brief.markdown import escape
from stateofplay.exchange.formats.csv import neutralise
from stateofplay.service.views import ShownView
from stateofplay.web.calls import Call
from stateofplay.web.operations import Operation
from stateofplay.web.pages import render

MEDIA = {
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationAnswer:
    """The answer of an operation.

    Parameters
    ----------
    view
        What to show; None where there is only a redirect or a file.
    template
        The page that shows it.
    context
        What the page needs beside the view: who asks, which forms to offer.
    redirect
        Where to go on, after something was done.
    body, media, filename
        A file instead of a view.
    cookies
        To set, with their seconds.
    gone
        Whether the case of the path is there no more.
    """

    view: ShownView | None = None
    template: str = ""
    context: Mapping[str, object] = field(default_factory=dict)
    redirect: str = ""
    body: bytes | None = None
    media: str = ""
    filename: str = ""
    cookies: tuple[tuple[str, str, int], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    gone: bool = False


def handler_of(one: Operation) -> Callable[[Call], OperationAnswer]:
    """The function that answers an operation, loaded when it is first asked for."""
    module, _, name = one.runs.partition(":")
    found: Callable[[Call], OperationAnswer] = getattr(import_module(f"stateofplay.web.handlers.{module}"), name)
    return found


def dress(answer: OperationAnswer, format: str, around: Mapping[str, object]) -> tuple[bytes, str]:
    """An answer as bytes, with their media type."""
    if answer.body is not None:
        return answer.body, answer.media
    view = answer.view
    if view is None:
        return b"", MEDIA["html"]
    if format == "json":
        return to_json(view), MEDIA["json"]
    if format == "csv":
        return to_csv(view), MEDIA["csv"]
    if format == "md":
        return to_markdown(view), MEDIA["md"]
    page = render(answer.template, {**around, **answer.context, "view": view})
    return page.encode("utf-8", "replace"), MEDIA["html"]


def to_json(view: ShownView) -> bytes:
    """A view as JSON, with all that it holds; what is no number (NaN) becomes null."""
    return msgspec.json.format(msgspec.json.encode(view), indent=1)


def to_csv(view: ShownView) -> bytes:
    """The rows of a view as CSV: UTF-8 with the mark that spreadsheets want, formulas made harmless."""
    sheet = view.sheet()
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(sheet.columns)
    writer.writerows([neutralise(cell) for cell in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def to_markdown(view: ShownView) -> bytes:
    """A view as Markdown: its title, its leading sentence and its rows."""
    sheet = view.sheet()
    lines = [f"# {escape(view.title)}", "", f"**{escape(view.lead)}**" if view.lead else "", ""]
    if sheet.rows:
        lines += ["| " + " | ".join(sheet.columns) + " |", "|" + "---|" * len(sheet.columns)]
        lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in sheet.rows]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else escape(str(value))
