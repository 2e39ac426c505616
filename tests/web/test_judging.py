"""Judging in the browser: verdicts, corrections, undo, and two reviewers at one claim."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stateofplay.model import CLAIM_KINDS
from stateofplay.record import open_case
from stateofplay.record.judging.judgements import Verdict, current, history, judge
from stateofplay.record.views import Filter, rows
from tests.web.conftest import SAME


@pytest.fixture
def claim(folder: Path) -> str:
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        return rows(connection, "conditions")[0].claim_id


def form(desk: TestClient, claim: str) -> dict[str, str]:
    """What a browser would send of the claim's form if nothing were touched."""
    page = desk.get(f"/case/talks/claim/{claim}").text
    part = page[page.index('<form class="judge"') :]
    part = part[: part.index("</form>")]
    given = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', part))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', part, re.S):
        given[name] = re.search(r'<option value="([^"]*)" selected', options).group(1)
    return given


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_a_claim_is_judged_and_the_judgement_taken_back(
    desk: TestClient, folder: Path, claim: str, verdict: str
) -> None:
    address = f"/case/talks/claim/{claim}"
    answer = desk.post(f"{address}/judge", data={**form(desk, claim), "verdict": verdict, "note": "why"}, headers=SAME)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(address)
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        found = current(connection, claim)
        assert (found.verdict, found.author, found.note, found.correction) == (verdict, "ana", "why", ())
    desk.post(f"{address}/judge", data={**form(desk, claim), "verdict": "withdraw"}, headers=SAME)
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        assert current(connection, claim) is None
        assert len(history(connection, claim)) == 2


def test_only_what_was_changed_in_the_form_is_corrected(desk: TestClient, folder: Path, claim: str) -> None:
    given = form(desk, claim)
    assert given["field.relation"] == "without_preconditions"
    desk.post(
        f"/case/talks/claim/{claim}/judge",
        data={**given, "verdict": "accept", "field.relation": "after", "field.on": "the release"},
        headers=SAME,
    )
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        assert dict(current(connection, claim).correction) == {"relation": "after", "on": "the release"}
    assert form(desk, claim)["field.relation"] == "after"


def test_a_correction_that_the_claim_cannot_have_is_refused_and_nothing_written(
    desk: TestClient, folder: Path, claim: str
) -> None:
    answer = desk.post(
        f"/case/talks/claim/{claim}/judge",
        data={**form(desk, claim), "verdict": "accept", "field.relation": "sometimes"},
        headers=SAME,
    )
    assert answer.status_code == 400
    assert desk.post(f"/case/talks/claim/{claim}/judge", data={"verdict": "perhaps"}, headers=SAME).status_code == 400
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        assert history(connection, claim) == ()


def test_two_reviewers_see_each_other(desk: TestClient, folder: Path, claim: str) -> None:
    drawn = form(desk, claim)
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        judge(connection, claim, Verdict.REJECT, author="ben", note="another round")
    answer = desk.post(f"/case/talks/claim/{claim}/judge", data={**drawn, "verdict": "accept"}, headers=SAME)
    assert answer.status_code == 409
    assert "it was judged by ben: reject" in answer.text
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        assert [j.author for j in history(connection, claim)] == ["ben"]
    page = desk.get(f"/case/talks/claim/{claim}").text
    assert "another round" in page
    again = desk.post(f"/case/talks/claim/{claim}/judge", data={**form(desk, claim), "verdict": "accept"}, headers=SAME)
    assert again.status_code == 303


def test_a_rejected_claim_leaves_the_views_and_stays_beside_its_page(
    desk: TestClient, folder: Path, claim: str
) -> None:
    desk.post(f"/case/talks/claim/{claim}/judge", data={**form(desk, claim), "verdict": "reject"}, headers=SAME)
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        assert claim not in {r.claim_id for r in rows(connection, "conditions")}
        assert claim in {r.claim_id for r in rows(connection, "conditions", Filter(rejected=True))}
    assert claim in desk.get("/case/talks/page/1").text
    assert desk.get(f"/case/talks/claim/{claim}").status_code == 200


VIEWS = ("", "/review", "/timeline", "/search?q=talks", "/page/1", "/page/2", "/conflict", "/actors", "/issues")


@pytest.mark.slow
def test_whatever_is_corrected_every_page_goes_on_being_shown(desk: TestClient, folder: Path) -> None:
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        claims = [
            r.claim_id for kind in CLAIM_KINDS for r in rows(connection, kind)[: 2 if kind == "conditions" else 1]
        ]
    # In rounds: the next value of each field of each claim, then every page once; what was corrected before stays.
    rounds: dict[int, list[tuple[str, str, str]]] = {}
    for claim in claims:
        page = desk.get(f"/case/talks/claim/{claim}").text
        fields = {name: re.findall(r'value="([^"]*)"', options) for name, options in CHOICES.findall(page)}
        fields |= {name: ["", "Norvia", "x" * 300] for name in FREE.findall(page)}
        for name, values in fields.items():
            for number, value in enumerate(values):
                rounds.setdefault(number, []).append((claim, name, value))
    tried = refused = 0
    for steps in rounds.values():
        shown: dict[str, None] = dict.fromkeys(VIEWS)
        for claim, name, value in steps:
            given = {**form(desk, claim), "verdict": "accept", f"field.{name}": value}
            answer = desk.post(
                f"/case/talks/claim/{claim}/judge", data=given, headers={**SAME, "accept": "application/json"}
            )
            tried += 1
            if answer.status_code == 400:
                refused += 1
                assert "null" not in answer.text, answer.text
                assert answer.json()["hint"]
                continue
            assert answer.status_code == 303, answer.text
            shown[f"/claim/{claim}"] = None
        for view in shown:
            assert desk.get(f"/case/talks{view}").status_code == 200, (view, steps)
    assert tried > 100
    assert 0 < refused < tried / 2


CHOICES = re.compile(r'<select name="field[.]([^"]+)"[^>]*>(.*?)</select>', re.S)
FREE = re.compile(r'<input name="field[.]([^"]+)"')


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_a_form_that_is_sent_twice_is_one_judgement(desk: TestClient, folder: Path, claim: str, verdict: str) -> None:
    address = f"/case/talks/claim/{claim}"
    given = {**form(desk, claim), "verdict": verdict, "note": "twice"}
    for _ in range(2):
        assert desk.post(f"{address}/judge", data=given, headers=SAME).status_code == 303
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        assert [str(j.verdict) for j in history(connection, claim)] == [verdict]
    back = {**form(desk, claim), "verdict": "withdraw"}
    for _ in range(2):
        assert desk.post(f"{address}/judge", data=back, headers=SAME).status_code == 303
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        assert [str(j.verdict) for j in history(connection, claim)] == [verdict, "withdraw"]
    # Said again by somebody who saw that it was taken back, it counts again.
    desk.post(f"{address}/judge", data={**form(desk, claim), "verdict": verdict, "note": "twice"}, headers=SAME)
    with open_case(folder / "talks.sop") as case, case.read() as connection:
        assert current(connection, claim).verdict == verdict
