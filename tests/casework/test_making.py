"""What is the case now, by deeds of late; and a draft in which nobody says what it wants is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.casework.draft.drafting import draft
from stateofplay.casework.draft.record import Ground
from stateofplay.errors import CaseworkError
from stateofplay.service.drafting import ground_of
from stateofplay.service.state import gather
from tests.record.written import case_of, page

RAID = "Chad raided the wells of Sudan."


def raided(folder: Path, day: str) -> Ground:
    """A quarrel over wells, in which one side raided the other on a day."""
    told = (
        page(day).event(RAID, "Chad", "ASSAULT", "Sudan", "happened"),
        page("2024-09-10")
        .position("Chad threatens to carry out attacks on Sudan.", "Chad", "threatens", "carry out attacks on Sudan")
        .position("Chad demands that Sudan withdraw its troops.", "Chad", "demands", "Sudan withdraw its troops")
        .position("Sudan demands that Chad open the wells.", "Sudan", "demands", "Chad open the wells")
        .position("Chad refuses to open the wells.", "Chad", "opposes", "open the wells")
        .condition("Sudan talks if Chad opens the wells.", "Sudan", "talk to Chad", "if", "Chad opens the wells"),
    )
    with case_of(folder / "case.sop", *told) as case:
        return ground_of(gather(case))


@pytest.mark.parametrize(("day", "now"), [("2024-09-01", True), ("2024-03-01", False)])
def test_what_is_done_now_rests_on_the_sentence_of_a_deed_of_late(tmp_path: Path, day: str, now: bool) -> None:
    made = draft(raided(tmp_path, day), alone=True)
    raids = next(o for o in made.options if o.hostile)
    assert raids.holds_now is now
    doing = [s.basis.quotes for s in made.statements if s.basis.rule == "doing" and s.option == raids.id]
    assert doing == ([(RAID,)] if now else [])


def test_where_nobody_says_what_it_wants_there_is_no_model(tmp_path: Path) -> None:
    told = []
    for day in ("2024-09-01", "2024-09-10"):
        told.append(
            page(day)
            .position(f"Chad weighs to open the wells ({day}).", "Chad", "considers", "open the wells")
            .position(f"Sudan weighs to withdraw its troops ({day}).", "Sudan", "considers", "withdraw its troops")
            .event(f"Chad accused Sudan of theft ({day}).", "Chad", "ACCUSE", "Sudan", "happened")
            .event(f"Sudan rejected the charge of Chad ({day}).", "Sudan", "REJECT", "Chad", "happened")
        )
    with case_of(tmp_path / "case.sop", *told) as case:
        ground = ground_of(gather(case))
    with pytest.raises(CaseworkError, match="no page says in plain words what any of them wants"):
        draft(ground)
    assert not draft(ground, parties=("Chad", "Sudan")).statements, "whom a person names is drafted all the same"
