"""Which words an annotation may use, and which fields each line of the markup has."""

from __future__ import annotations

KINDS = frozenset("person country organization armed_group group".split())
MEETING = frozenset("proposed planned under_way held cancelled".split())
FORMATS = frozenset("direct indirect".split())
SEAT = frozenset("attends absent conditional undecided".split())
CAPACITIES = frozenset("head member mediator".split())
ACTS = frozenset("say announce confirm deny claim accuse warn threaten urge propose promise".split())
STANCES = frozenset("supports opposes demands offers proposes considers threatens".split())
RELATIONS = frozenset("only_if if unless before after in_exchange_for without_preconditions".split())
EVENTS = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT".split()
)
STATUSES = frozenset("happened planned hypothetical denied".split())
SPLITS = frozenset("train test".split())

HEADER = ("kind", "style", "published", "split")
FIELDS = {
    "A": ("name", "kind", "aliases", "roles", "side"),
    "T": ("who", "meeting", "status", "capacity", "evidence"),
    "S": ("speaker", "act", "content", "evidence"),
    "P": ("holder", "issue", "stance", "evidence"),
    "C": ("holder", "relation", "what", "on", "evidence"),
    "E": ("event", "actor", "recipient", "date", "place", "status", "evidence"),
    "D": ("text", "value", "evidence"),
    "Q": ("note", "evidence"),
}
"""The fields of each line in their order; a meeting (M) names its fields itself."""
MEETING_FIELDS = ("parties", "place", "date", "status", "format", "hosts", "mediators", "by")
FLAGS = {"S": frozenset({"unnamed", "direct"}), "P": frozenset({"red"})}
LISTS = {
    "A": "actors",
    "M": "meetings",
    "T": "attendance",
    "S": "statements",
    "P": "positions",
    "C": "conditions",
    "E": "events",
    "D": "dates",
    "Q": "ambiguities",
}
WORDS = {
    ("A", "kind"): KINDS,
    ("M", "status"): MEETING,
    ("M", "format"): FORMATS,
    ("T", "status"): SEAT,
    ("T", "capacity"): CAPACITIES,
    ("S", "act"): ACTS,
    ("P", "stance"): STANCES,
    ("C", "relation"): RELATIONS,
    ("E", "event"): EVENTS,
    ("E", "status"): STATUSES,
}
MAY_BE_NULL = frozenset(
    {
        ("A", "side"),
        ("M", "place"),
        ("M", "date"),
        ("M", "format"),
        ("M", "by"),
        ("T", "capacity"),
        ("C", "holder"),
        ("C", "on"),
        ("E", "recipient"),
        ("E", "date"),
        ("E", "place"),
        ("D", "value"),
    }
)
