"""The verdicts on a model for other programs: LaTeX, XLSX, CSV, tidy CSV, Gambit, GraphML, DOT.

Begin at `write_table`. `rows` is what the tables say; `csv` and `xlsx` dress it; `graphs` and `gambit` write the model rather
than the verdicts; `latex` the option table and the stability tableau of the literature.
"""

from __future__ import annotations

from collections.abc import Callable

from stateofplay.conflict.analysis import Analysis
from stateofplay.exchange.model_tables.csv import to_csv, to_tidy
from stateofplay.exchange.model_tables.gambit import to_nfg
from stateofplay.exchange.model_tables.graphs import to_dot, to_graphml
from stateofplay.exchange.model_tables.latex import to_latex
from stateofplay.exchange.model_tables.xlsx import to_xlsx
from stateofplay.exchange.names import TableFormat

_WRITERS: dict[TableFormat, Callable[[Analysis], str | bytes]] = {
    "csv": to_csv,
    "tidy": to_tidy,
    "xlsx": to_xlsx,
    "latex": to_latex,
    "nfg": to_nfg,
    "graphml": to_graphml,
    "dot": to_dot,
}

__all__ = ["TableFormat", "write_table"]


def write_table(analysis: Analysis, form: TableFormat) -> str | bytes:
    """Write an analysis for another program.

    Parameters
    ----------
    form
        ``csv`` (a row a state) and ``xlsx``: options, ranks, every verdict and the equilibria. ``tidy``: a row for each
        state, decision maker and concept, for R and pandas. ``latex``: option table and stability tableau. ``nfg``: the
        normal form for Gambit. ``graphml``, ``dot``: states and moves.

    Raises
    ------
    ConflictError
        ``conflict.table_size`` where a table would have millions of cells, ``conflict.not_normal_form`` where a model is no
        game in normal form.

    Examples
    --------
    >>> from stateofplay.conflict import analyse, load_case
    >>> lines = write_table(analyse(load_case("chicken"), ["NASH"]), "csv").splitlines()
    >>> lines[0]
    'id,label,options,P1: Escalate,P2: Escalate,rank P1,rank P2,NASH P1,NASH P2,NASH equilibrium'
    """
    return _WRITERS[form](analysis)
