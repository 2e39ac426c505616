"""Faults once seen on unseen pages, each a whole kind: short pages of our own wording and one thing that must hold of each.

The floor may rise and never drop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from stateofplay.model import Article, MeetingStatus, Reading
from stateofplay.service.reading import read_article

PROBES = Path(__file__).with_name("page_probes.tsv")
RIGHT_AT_LEAST = 0.98
EACH_KIND_AT_LEAST = 0.6
PUBLISHED = "2024-03-05"


def read_probes() -> list[tuple[str, str, str]]:
    """Kind, expectation, page."""
    lines = PROBES.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(kind, wanted, page.replace("\\n", "\n")) for kind, wanted, page in rows]


def _same(wanted: str, found: str | None) -> bool:
    return wanted == "*" or wanted == found


Fields = list[str]
CHECKS: dict[str, Callable[[Reading, Fields], bool]] = {
    "POS": lambda r, f: any(
        _same(f[0], p.holder) and p.stance == f[1] and f[2] in p.issue.lower() for p in r.positions
    ),
    "EV": lambda r, f: any(
        e.event == f[0]
        and (
            (_same(f[1], e.actor) and _same(f[2], e.recipient))
            or (e.event in ("CONSULT", "AGREE", "RETREAT") and (e.recipient, e.actor) == (f[1], f[2]))
        )
        for e in r.events
    ),
    "SEAT": lambda r, f: any(_same(f[0], a.who) and a.status == f[1] for a in r.attendance),
    "SAY": lambda r, f: any(_same(f[0], s.speaker) and f[1] in s.content for s in r.statements),
    "DIRECT": lambda r, f: any(_same(f[0], s.speaker) and f[1] in s.content and s.direct for s in r.statements),
    "ACT": lambda r, f: any(s.act == f[0] for s in r.statements),
    "MEET": lambda r, f: any(set(m.parties) == set(f[0].split("+")) for m in r.meetings),
    "NMEET": lambda r, f: len(r.meetings) == int(f[0]),
    "HELD": lambda r, f: any(m.status is MeetingStatus.HELD for m in r.meetings),
    "COND": lambda r, f: any(c.relation == f[0] and f[1] in f"{c.what} {c.on}" for c in r.conditions),
    "ACTOR": lambda r, f: any(a.name == f[0] for a in r.actors),
    "SIDE": lambda r, f: any(a.name == f[0] and a.side == f[1] for a in r.actors),
}


def holds(wanted: str, page: str) -> bool:
    """Tell whether the reading of a page is as wanted."""
    name, *fields = wanted.removeprefix("!").split(":", 3)
    reading = read_article(Article(text=page, published=PUBLISHED, language="en"))
    return CHECKS[name](reading, fields) != wanted.startswith("!")


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[str, str, str, bool]]:
    """Kind, expectation, page, whether it holds."""
    return [(kind, wanted, page, holds(wanted, page)) for kind, wanted, page in read_probes()]


def test_there_are_probes_of_every_kind() -> None:
    probes = read_probes()
    assert len(probes) >= 240
    assert len(set(probes)) == len(probes)
    assert {wanted.removeprefix("!").split(":", 1)[0] for _, wanted, _ in probes} == set(CHECKS)


def test_nearly_all_hold(verdicts: list[tuple[str, str, str, bool]]) -> None:
    wrong = [f"{kind}: {wanted}: {page}" for kind, wanted, page, right in verdicts if not right]
    assert 1 - len(wrong) / len(verdicts) >= RIGHT_AT_LEAST, "\n".join(wrong)


def test_no_kind_is_left_behind(verdicts: list[tuple[str, str, str, bool]]) -> None:
    every, right = Counter(v[0] for v in verdicts), Counter(v[0] for v in verdicts if v[3])
    assert {kind: right[kind] / n for kind, n in every.items() if right[kind] / n < EACH_KIND_AT_LEAST} == {}
