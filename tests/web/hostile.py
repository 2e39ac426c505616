"""A page of our own writing whose text tries what pages may try, and a case that has it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Connection, update

from stateofplay.model import Actor, ActorKind, Article, Evidence, Position, Reading, Stance, Statement
from stateofplay.model.vocabularies import Act
from stateofplay.record import add_page
from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.storage.tables import CASE_INFO
from stateofplay.record.views import rows
from tests.exchange.cases import add, make_case
from tests.web.conftest import stances

NAME = 'Chad/Sudan?"><img src=x onerror=window.owned=1>'
LINES = (
    "<script>window.owned=1</script> Talks & <b>tags</b>",
    f"{NAME} wants 'a truce' & \"more\" {{{{ 7*7 }}}} </q></a></mark>.",
    "\u202eevila si eht\u202c said so, and javascript:alert(1) is the address [1] ✓ Accepted by a person.",
    "🙂🙂 Both sides fear delays; \U0001d4b3 is a letter beyond the first plane.",
    "A_word_that_is_very_long_" + "and_never_ends_" * 30,
    "\x07Bell and \ufffe noncharacter stand in the text too.",
)
TEXT = "\n".join(LINES)


def cut(line: int) -> Evidence:
    start = TEXT.index(LINES[line])
    return Evidence(start=start, end=start + len(LINES[line]), quote=LINES[line])


def hostile_reading() -> Reading:
    """The page with claims on it."""
    common = {"component": "hand", "confidence": 0.4}
    return Reading(
        article=Article(
            text=TEXT, title=LINES[0], published="2024-06-20", language="en", site="</title><script>alert(1)</script>",
            url="javascript:alert(document.domain)",
        ),
        actors=(Actor(name=NAME, kind=ActorKind.COUNTRY, evidence=cut(1)),),
        positions=(
            Position(
                evidence=cut(1), anchor=cut(1).start, holder=NAME, issue="'a truce' & \"more\"", stance=Stance.DEMANDS, **common
            ),
            Position(evidence=cut(4), anchor=cut(4).start, holder="Sudan", issue=LINES[4], stance=Stance.OPPOSES, **common),
        ),
        statements=(
            Statement(
                evidence=cut(2), anchor=cut(2).start, speaker=LINES[2][:20], named=True, act=Act.SAY, content=LINES[2],
                content_start=cut(2).start, direct=True, **common,
            ),
        ),
        reader="by hand",
    )  # fmt: skip


TITLE = f"Negotiations of the {'very ' * 20}long and {'w' * 150}keit \u202eevil"
"""Longer than a line of any window, with a word that no line holds."""


def make_firm(connection: Connection, one: str = "Chad", other: str = "Sudan", pages: int = 2) -> None:
    """Pages on which two parties ask something of each other, firmly enough for a model."""
    for number in range(pages):
        day = f"2024-06-{21 + number}"
        port = (
            f"On {day} {one} demands that {other} reopen the port.",
            one,
            f"{other} reopen the port",
            Stance.DEMANDS,
        )
        end = (
            f"On {day} {other} demands that {one} end its blockade.",
            other,
            f"{one} end its blockade",
            Stance.DEMANDS,
        )
        add(connection, stances(day, port, end), f"firm {day}")


def make_hostile_case(location: Path) -> None:
    """The small case of the tests with the hostile page, judgements of several people, and a claim they differ on."""
    with make_case(location) as case, case.write() as connection:
        connection.execute(update(CASE_INFO).where(CASE_INFO.c.key == "title").values(value=TITLE))
        raw = TEXT.encode("utf-8", "surrogatepass")
        add_page(
            connection, hostile_reading(), source="javascript:alert(1)", raw=raw, sha256=hashlib.sha256(raw).hexdigest()
        )
        found = rows(connection, "positions")
        judge(connection, found[-1].claim_id, Verdict.UNSURE, author="<i>ben</i>", note="</p><script>alert(1)</script>")
        judge(connection, found[-1].claim_id, Verdict.REJECT, author="carla")
        make_firm(connection)
