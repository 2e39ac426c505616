"""What one side says and another denies is set side by side, with the words that both have."""

from __future__ import annotations

from pathlib import Path

import pytest

from stateofplay.record.positions.disputes import Dispute
from stateofplay.service.state import gather, gather_changes
from tests.record.written import Written, case_of, page

SAID = "Sudan had held back the boats with medicine"


def found(tmp_path: Path, *pages: Written) -> tuple[Dispute, ...]:
    with case_of(tmp_path / "case.sop", *pages) as case:
        whole = gather(case).disputes
        part = gather_changes(case, "2024-01-01").changes  # which loads the events around the denials only
    assert {(c.before, c.now) for c in part if c.about == "statements"} == {(d.said, d.denied) for d in whole}
    return whole


def says(day: str | None = "2024-03-01", speaker: str = "Chad", content: str = SAID) -> Written:
    return page(day).actor("Sudan").statement(f"{speaker} said {content}.", speaker, "say", content)


def denies(
    day: str | None = "2024-03-02", speaker: str = "Sudan", content: str = "it had held back any boat"
) -> Written:
    return page(day).statement(f"{speaker} denied that {content}.", speaker, "deny", content)


def test_a_denial_finds_what_it_denies(tmp_path: Path) -> None:
    (dispute,) = found(tmp_path, says(), denies())
    assert (dispute.said.page, dispute.denied.page) == (1, 2)
    assert set(dispute.shared) >= {"held", "boat"}


def test_also_on_one_page_without_a_date(tmp_path: Path) -> None:
    written = says(None)
    content = "it had held back any boat"
    written.statement(f"Sudan denied that {content}.", "Sudan", "deny", content)
    assert len(found(tmp_path, written)) == 1


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param((says(), denies("2024-05-02")), id="months later"),
        pytest.param((says(), denies(content="its minister had resigned")), id="something else"),
        pytest.param((says(speaker="Sudan"), denies()), id="its own words"),
        pytest.param((says(content="Egypt had held back the boats"), denies()), id="of somebody else"),
        pytest.param((says(None), denies()), id="a page without a date"),
        pytest.param(
            (
                says(content="the dues on Sudan over the raid would double"),
                denies(content="responsibility for the raid"),
            ),
            id="what would be done to it",
        ),
        pytest.param(
            (says(content="Sudan's answer to the raid would be swift"), denies(content="responsibility for the raid")),
            id="a thing of its own",
        ),
        pytest.param(
            (
                says(content="Sudan had no programme for its ferries"),
                denies(content="its programme serves a secret aim"),
            ),
            id="a topic that both have",
        ),
        pytest.param(
            (says(content="Sudan took money for the ferries"), denies(content="him ferry money")), id="a refusal"
        ),
    ],
)
def test_what_does_not_contradict(tmp_path: Path, pages: tuple[Written, ...]) -> None:
    assert not found(tmp_path, *pages)


def test_who_denies_responsibility_denies_what_it_is_said_to_have_done(tmp_path: Path) -> None:
    blamed = says(content="Sudan carried out the raid on Amdal")
    asked = says("2024-03-03", "Egypt", "the raid was ordered by Sudan")
    both = found(tmp_path, blamed, denies(content="any responsibility for the raid"), asked)
    assert {d.said.page for d in both} == {1, 3}


def test_names_of_the_two_alone_make_no_act_the_same(tmp_path: Path) -> None:
    told = page("2024-03-01").actor("Sudan", aliases=("S.U.",)).actor("Chad", aliases=("Chadian",))
    told.event("The S.U. hit Chadian posts with a virus.", "Sudan", "ASSAULT", "Chad", "happened", said_by="Egypt")
    denied = page("2024-03-02").actor("Sudan", aliases=("S.U.",)).actor("Chad", aliases=("Chadian",))
    denied.event("The S.U. called off its Chadian raid.", "Sudan", "ASSAULT", "Chad", "denied", said_by="Sudan")
    assert not found(tmp_path, told, denied)


def test_an_act_that_one_page_tells_and_another_denies(tmp_path: Path) -> None:
    told = page("2024-03-01").event(
        "Sudan shelled the harbour of Amdal at night.", "Sudan", "ASSAULT", "Chad", "happened", said_by="Chad"
    )
    denied = page("2024-03-02").event(
        "Sudan did not shell the harbour of Amdal, its army says.",
        "Sudan",
        "ASSAULT",
        "Chad",
        "denied",
        said_by="Sudan",
    )
    (dispute,) = found(tmp_path, told, denied)
    assert (dispute.said.state, dispute.denied.state) == ("happened", "denied")
    assert {"harbour", "Amdal"} <= set(dispute.shared)


def test_one_voice_that_tells_of_two_times_denies_nothing(tmp_path: Path) -> None:
    told = page("2024-03-01").event(
        "Sudan shelled the harbour of Amdal for years.", "Sudan", "ASSAULT", "Chad", "happened"
    )
    none = page("2024-03-04").event(
        "Sudan has not shelled the harbour of Amdal since.", "Sudan", "ASSAULT", "Chad", "denied"
    )
    assert not found(tmp_path, told, none)


def test_talks_that_were_and_talks_that_were_not_are_two_things(tmp_path: Path) -> None:
    held = page("2024-03-01").event("Chad and Sudan talked about the harbour.", "Chad", "CONSULT", "Sudan", "happened")
    not_held = page("2024-03-02").event(
        "No talks of Chad and Sudan about the harbour.", "Chad", "CONSULT", "Sudan", "denied"
    )
    assert not found(tmp_path, held, not_held)


@pytest.mark.parametrize(
    ("date", "contradicts"),
    [
        ("2024-03-01", True),
        ("2024-W09", True),
        ("2024-03", True),
        ("2024-02", False),
        ("2024", True),
        ("2023", False),
        ("2023-03-01", False),
    ],
)
def test_an_act_of_a_day_a_week_a_month_or_a_year(tmp_path: Path, date: str, contradicts: bool) -> None:
    filler = [
        page(f"2024-04-{day:02d}").event("Chad met Egypt.", "Chad", "CONSULT", "Egypt", "happened")
        for day in range(1, 30)
    ]
    told = page("2024-06-20").event(
        "Sudan shelled the harbour of Amdal at night.",
        "Sudan",
        "ASSAULT",
        "Chad",
        "happened",
        said_by="Chad",
        date=date,
    )
    denied = page("2024-03-02").event(
        "Sudan did not shell the harbour of Amdal.",
        "Sudan",
        "ASSAULT",
        "Chad",
        "denied",
        said_by="Sudan",
        date="2024-03-01",
    )
    assert bool(found(tmp_path, denied, *filler, told)) is contradicts
