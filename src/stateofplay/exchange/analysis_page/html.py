"""An analysis as one self-contained HTML page; it works without scripts and loads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from stateofplay.conflict import Analysis
from stateofplay.conflict.engine.stability import Progress
from stateofplay.exchange.analysis_page.content import (
    Quote,
    StudyFinding,
    explain_states,
    tell_equilibria,
    tell_in_short,
    tell_model,
)
from stateofplay.exchange.brief.html import templates_of
from stateofplay.exchange.figures import Figure, draw_moves, draw_outcomes, draw_state_table

if TYPE_CHECKING:
    from jinja2 import Template

    from stateofplay.exchange.reports.sheets import Block

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _template() -> Template:
    environment = templates_of(_TEMPLATES)
    environment.filters["format_count"] = "{:,}".format
    return environment.get_template("analysis.html.j2")


def figures_of(analysis: Analysis) -> tuple[Figure, ...]:
    """The figures that every page has; outcomes by party only where preferences are complete."""
    figures = [draw_moves(analysis)]
    if analysis.reading.kind == "simple":
        figures.append(draw_outcomes(analysis))
    return (*figures, draw_state_table(analysis))


def to_html(
    analysis: Analysis,
    findings: Sequence[StudyFinding] = (),
    *,
    source: str = "",
    states: Sequence[int] = (),
    quotes: Mapping[str, Quote] = MappingProxyType({}),
    lead: Sequence[Block] = (),
    progress: Progress | None = None,
) -> str:
    """Write an analysis as one HTML document.

    Parameters
    ----------
    analysis
        The verdicts.
    findings
        What further analyses found, shown after the equilibria.
    source
        Where the model came from: a file or a name in the catalogue.
    states
        Ids of the states whose verdicts are explained; chosen as for the figures where none are named.
    quotes
        Sentences by the ids that the model names as evidence; an id without one is shown as it is.
    lead
        The note of a drafted model: the page begins with it and folds the rest.
    progress
        Called as states are explained; raise in it to stop.
    """
    from markupsafe import Markup

    verdicts = explain_states(analysis, states, progress=progress)
    return _template().render(
        model=tell_model(analysis.conflict),
        analysis=analysis,
        source=source,
        equilibria=tell_equilibria(analysis),
        findings=findings,
        figures=figures_of(analysis),
        verdicts=verdicts,
        quotes=quotes,
        lead=tuple(lead),
        short=tell_in_short(analysis),
        explained={one.state.id for one in verdicts},
        markup=Markup,
        style=Markup((_TEMPLATES / "analysis.css").read_text(encoding="utf-8")),
    )
