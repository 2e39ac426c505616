"""Option table and stability tableau in LaTeX, as the literature prints them.

The option table has a column a state. The tableau (Fraser and Hipel 1979, 1984) has a block a decision maker: its states
from best to worst, above each r (rational: no improvement), s (sequentially stable: every improvement is answered by
moves that pay for who makes them) or u (unstable), below each the states that it could improve to, best first; above all
blocks E where everybody stays, x where somebody goes.
"""

from __future__ import annotations

import numpy as np

from stateofplay.conflict.analysis import Analysis, analyse
from stateofplay.conflict.concepts import concept_of, mark_words
from stateofplay.conflict.model.moves import moves_of
from stateofplay.conflict.model.naming import name_of, own_name
from stateofplay.conflict.model.ranks import ranks_of
from stateofplay.errors import ConflictError
from stateofplay.exchange.model_tables.rows import open_wishes, words_of_open

MOST_STATES = 256
COLUMNS = 12
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


def to_latex(analysis: Analysis) -> str:
    """Write a fragment for ``\\input``: plain ``tabular``, no package needed."""
    conflict = analysis.conflict
    if conflict.space.size > MOST_STATES:
        raise ConflictError(
            f"a tableau of {conflict.space.size:,} states fits no page (at most {MOST_STATES})",
            slug="conflict.table_size",
            hint="Take --format tidy or csv.",
        )
    out = [f"% {' '.join((conflict.name or 'A conflict').split())}: option table and stability tableau", ""]
    for start in range(0, conflict.space.size, COLUMNS):
        out += _option_table(analysis, range(start, min(start + COLUMNS, conflict.space.size)))
    out += _tableau(analysis)
    out += _equilibria(analysis)
    return "\n".join(out) + "\n"


def _option_table(analysis: Analysis, states: range) -> list[str]:
    conflict, space = analysis.conflict, analysis.conflict.space
    out = [rf"\begin{{tabular}}{{ll{'c' * len(states)}}}", r"\hline"]
    out.append(" & ".join(["Decision maker", "Option", *(_tex(space.label(k)) for k in states)]) + r" \\ \hline")
    texts = [space.options_text(k) for k in states]
    for dm in conflict.dm_ids:
        who = _tex(name_of(conflict, dm))
        for option in conflict.options_of(dm):
            signs = [text[conflict.bits[option.id]] for text in texts]
            out.append(" & ".join([who, _tex(own_name(conflict, option)), *signs]) + r" \\")
            who = ""
    return [*out, r"\hline", r"\end{tabular}", ""]


def _tableau(analysis: Analysis) -> list[str]:
    """The tableau of complete preferences; a line that says why where there is none."""
    conflict, space = analysis.conflict, analysis.conflict.space
    if any(dm.preference.ranks(space) is None for dm in conflict.decision_makers):
        return ["% no tableau: a preference does not compare every two states", ""]
    found = analyse(conflict, ["NASH", "SEQ"])
    ranks, table = ranks_of(conflict), moves_of(conflict)
    held = found.equilibrium("NASH") | found.equilibrium("SEQ")
    out = ["% r: no improvement, s: sequentially stable, u: unstable; E: an equilibrium", ""]
    asked = open_wishes(analysis)
    for player, dm in enumerate(conflict.dm_ids):
        own = ranks[player]
        order = sorted(range(space.size), key=lambda k: (-own[k], k))
        better = [[q for q in table.targets(player, k) if own[q] > own[k]] for k in range(space.size)]
        better = [sorted(targets, key=lambda q: (-own[q], q)) for targets in better]
        for start in range(0, space.size, COLUMNS):
            part = order[start : start + COLUMNS]
            depth = max(len(better[k]) for k in part)
            rows = [
                ["overall", *("E" if held[k] else r"$\times$" for k in part)],
                ["stability", *(_sign(found, dm, k) for k in part)],
                [_tex(name_of(conflict, dm)), *(_tex(space.label(k)) for k in part)],
                *(
                    ["improvements" if not row else "", *(_at(better[k], row, analysis) for k in part)]
                    for row in range(depth)
                ),
            ]
            out += [rf"\begin{{tabular}}{{l{'c' * len(part)}}}", r"\hline"]
            out += [" & ".join(row) + r" \\" + (r" \hline" if place == 2 else "") for place, row in enumerate(rows)]
            out += [r"\hline", r"\end{tabular}", ""]
        if dm in asked:
            wishes = "; ".join(words_of_open(one) for one in asked[dm])
            told = f"Open for {name_of(conflict, dm)}: {wishes}. States that differ in one of these are not compared;"
            out.append(rf"\par\noindent\emph{{{_tex(told + ' here they count as equally good.')}}}\par")
        ties = [k for k in range(1, space.size) if own[order[k]] == own[order[k - 1]]]
        if ties:
            pairs = ", ".join(f"{space.label(order[k - 1])} and {space.label(order[k])}" for k in ties[:COLUMNS])
            out.append(f"% equally good for {name_of(conflict, dm)}: {pairs}" + (" ..." if len(ties) > COLUMNS else ""))
    return [*out, ""]


def _at(targets: list[int], row: int, analysis: Analysis) -> str:
    return _tex(analysis.conflict.space.label(targets[row])) if row < len(targets) else ""


def _sign(found: Analysis, dm: str, index: int) -> str:
    if found.verdicts["NASH"][dm][index]:
        return "r"
    return "s" if found.verdicts["SEQ"][dm][index] else "u"


def _equilibria(analysis: Analysis) -> list[str]:
    out = [r"\begin{tabular}{lll}", r"\hline", r"Concept & Equilibria & Source \\ \hline"]
    for concept in analysis.concepts:
        known = concept_of(concept)
        states = [analysis.conflict.space.label(k) for k in np.flatnonzero(analysis.equilibrium(concept)).tolist()]
        shown = ", ".join(states[: 4 * COLUMNS]) + (
            f" and {len(states) - 4 * COLUMNS} more" if len(states) > 4 * COLUMNS else ""
        )
        out.append(
            f"{_tex(concept)} & {_tex(shown or 'none')} & {_tex(known.source)}; {_tex(mark_words(known))} " + r"\\"
        )
    return [*out, r"\hline", r"\end{tabular}"]


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))
