"""Figures of a conflict analysis as SVG made here, without a plotting library.

Every figure is drawn in two steps: an analysis becomes plain records (:mod:`.gathering`), and these become a string.

`moves`, `outcomes`, `state_table` and `status_quo` draw one figure each from `records`; `layout`, `move_plan` and `nodes`
say what stands where and how it looks, `svg` writes it.
"""

from stateofplay.exchange.figures.moves import draw_moves
from stateofplay.exchange.figures.outcomes import draw_outcomes
from stateofplay.exchange.figures.records import Figure
from stateofplay.exchange.figures.state_table import draw_state_table
from stateofplay.exchange.figures.status_quo import draw_status_quo
from stateofplay.exchange.figures.svg import STYLE

__all__ = ["STYLE", "Figure", "draw_moves", "draw_outcomes", "draw_state_table", "draw_status_quo"]
