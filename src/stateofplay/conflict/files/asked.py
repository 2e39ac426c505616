"""Tables of a model file that ask something of the model beyond stability: which keys they have."""

from __future__ import annotations

from stateofplay.conflict.files.preferences import KEYS

_SAID = frozenset({"note", "evidence"})
ASKED: dict[str, frozenset[str]] = {
    "view": frozenset({"decision_maker", "of", "hidden", "preference"}) | _SAID,
    "attitude": frozenset({"of", "towards", "sign"}) | _SAID,
    "influence": frozenset({"name", "decision_maker", "target"}) | _SAID | KEYS,
    "intervention": frozenset({"name", "infeasible", "forbidden", "decision_maker", "option", "preference"}) | _SAID,
    "goal": frozenset({"state", "holds"}) | _SAID,
    "own_concept": frozenset({"decision_maker", "concept"}) | _SAID,
    "pace": frozenset({"decision_maker", "weight"}) | _SAID,
}
ASKED_NEEDED: dict[str, tuple[str, ...]] = {
    "view": ("decision_maker",),
    "attitude": ("of", "towards", "sign"),
    "influence": ("name", "decision_maker", "target"),
    "intervention": ("name",),
    "goal": ("state",),
    "own_concept": ("decision_maker", "concept"),
    "pace": ("decision_maker", "weight"),
}
ASKED_TEXTS = frozenset({"of", "towards", "sign", "concept"})
