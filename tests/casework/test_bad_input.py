"""Cases that make no proper conflict: a sensible smaller model, or a clear sentence on what is missing."""

from __future__ import annotations

import time
from itertools import product
from pathlib import Path

import pytest

from stateofplay.casework.draft.files import to_toml
from stateofplay.casework.outlook.looking_ahead import look_ahead
from stateofplay.cli.app import run
from stateofplay.conflict import analyse
from stateofplay.conflict.files import parse_model
from stateofplay.errors import CaseworkError
from stateofplay.record import Case, create_case
from stateofplay.service.cases import add_all
from stateofplay.service.drafting import draft_model

ONE_PARTY = """Norway insists on fishing rights

Norway demands an immediate ceasefire, the Norwegian foreign ministry said on Monday.

Norway rejects any delay.
"""
NO_POSITIONS = """A quiet week in Oslo

It rained in Norway and in Sweden on Monday. The ferries between the two countries ran on time.
"""
CONTRADICTIONS = """Sweden and Norway at odds over talks in Oslo

Sweden said it would attend the talks in Oslo only if Norway withdraws its troops from the border.

Norway said it would withdraw its troops from the border only if Sweden attends the talks in Oslo.

Sweden said it would attend the talks in Oslo unless Norway withdraws its troops from the border.

Norway rejects a ceasefire. Norway demands a ceasefire. Sweden accepts a ceasefire.
"""
VERBS = "close open rebuild inspect sell fence drain repair".split()
NOUNS = (
    "quarry harbour tunnel railway dam mill forest mine bridge depot airfield refinery lighthouse barracks orchard cannery"
    " shipyard canal market sawmill vineyard brewery observatory warehouse reservoir"
).split()


def many_issues() -> str:
    pairs = (("Norway", "Sweden"), ("Sweden", "Norway"))
    asked = [(verb, noun, *pairs[k % 2]) for k, (verb, noun) in enumerate(product(VERBS, NOUNS))]
    assert len(asked) == 200
    return "A long list of demands\n\n" + "\n\n".join(f"{a} demands that {b} {v} the {n}." for v, n, a, b in asked)


def case_of(folder: Path, text: str) -> Case:
    page = folder / "page.txt"
    page.write_text(text, encoding="utf-8")
    made = create_case(folder / "case.sop")
    list(add_all(made, [str(page)]))
    return made


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        (ONE_PARTY, {"casework.one_party"}),
        (NO_POSITIONS, {"casework.one_party", "casework.no_options"}),
        (
            "Nothing.\n\nNothing at all happened anywhere today, and nobody said a word about it.\n",
            {"casework.one_party"},
        ),
    ],
    ids=["one party", "no positions", "no actors"],
)
def test_what_is_missing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, slugs: set[str]
) -> None:
    with case_of(tmp_path, text) as case, pytest.raises(CaseworkError) as refused:
        draft_model(case)
    assert refused.value.slug in slugs
    assert refused.value.hint
    for command in (["draft"], ["analyse"], ["reach", "--outcome", "x"], ["whatif", "--set", "x = yes"]):
        assert run([command[0], str(tmp_path / "case.sop"), *command[1:]]) == 65
        shown = capsys.readouterr()
        assert refused.value.sentence in shown.err
        assert "Traceback" not in shown.err


SPENT = """Norway and Chad to meet in Geneva

Norway and Chad will hold talks in Geneva on 2 April 2024, the Norwegian foreign minister said on Wednesday.

Norway will attend the talks in Geneva only if Chad withdraws its ships by 1 March 2024.

Chad demands that the port of Bergen be reopened. Norway rejects a reopening of the port.
"""


def test_a_deadline_before_the_first_page_is_left_out_and_told_so(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(SPENT, encoding="utf-8")
    early = create_case(tmp_path / "dated.sop")
    list(add_all(early, [str(page)], published="2024-03-20"))
    made = draft_model(early)
    told = [reason for reason in made.left_out if "withdraws its ships" in reason]
    assert told
    assert all(
        reason.endswith("its deadline, 2024-03-01, was over before the first page (2024-03-20)") for reason in told
    )
    assert not any("only if" in s.text for party in made.parties for s in made.statements_of(party))


def test_a_day_before_the_first_page_is_refused_with_the_day_of_that_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(SPENT, encoding="utf-8")
    made = create_case(tmp_path / "dated.sop")
    list(add_all(made, [str(page)], published="2024-03-20"))
    made.close()
    target = tmp_path / "model.toml"
    assert run(["draft", str(tmp_path / "dated.sop"), "--as-of", "2024-01-01", "-o", str(target)]) == 65
    assert "the first page is of 2024-03-20: as of 2024-01-01 the case has none" in capsys.readouterr().err
    assert not target.exists()


def test_contradictory_conditions_make_a_model_that_runs_and_asks(tmp_path: Path) -> None:
    with case_of(tmp_path, CONTRADICTIONS) as case:
        made = draft_model(case)
    assert set(made.parties) == {"Norway", "Sweden"}
    back = parse_model(to_toml(made))
    assert analyse(back).equilibria("GMR")
    outlook = look_ahead(made.conflict, samples=50)
    assert outlook.outcomes
    norway = [s.formula for s in made.statements_of("Norway")]
    assert not {"norway_ceasefire", "not norway_ceasefire"} <= set(norway)
    assert any("both" in q.text for q in made.questions if q.party == "Norway")


@pytest.mark.slow
def test_two_hundred_issues_make_a_model_that_can_be_read(tmp_path: Path) -> None:
    with case_of(tmp_path, many_issues()) as case:
        began = time.process_time()
        made = draft_model(case)
        most = draft_model(case, most_options=50)
        spent = time.process_time() - began
    assert 2 <= len(made.options) <= 10
    assert len(most.options) <= 14
    assert {o.owner for o in made.options} == set(made.parties) == {"Norway", "Sweden"}
    assert made.left_out
    assert spent < 5
    outlook = look_ahead(made.conflict, samples=50)
    assert outlook.outcomes
    assert parse_model(to_toml(made)).space.size <= 2 ** len(made.options)
