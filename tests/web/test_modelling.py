"""Models by hand, kept what-ifs, changes since the last look, feeds of questions, and old names that lead on."""

from __future__ import annotations

import re
import shutil
import time
import xml.etree.ElementTree as xml
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from stateofplay.casework.whatif.editing import VERBS, edit_model
from stateofplay.conflict import (
    Conflict,
    DecisionMaker,
    Formula,
    Move,
    MoveRule,
    OpenWish,
    Option,
    PreferenceStatement,
    Rule,
    Statements,
    text_of,
)
from stateofplay.conflict.files import parse_model, write_model
from stateofplay.conflict.model.conflict import Unseen
from stateofplay.errors import StateOfPlayError
from stateofplay.model import Stance
from stateofplay.record import open_case
from stateofplay.record.actors.identity import IdentityVerdict
from stateofplay.record.notebook import write_entry
from stateofplay.service.judgements.naming import say_of_names
from stateofplay.service.library import LastLook
from stateofplay.service.models import model_ahead
from stateofplay.web import application
from stateofplay.web.looking import looked_now, looked_since
from stateofplay.web.refreshing import Refreshing
from tests.exchange.cases import add
from tests.web.conftest import SAME, stances
from tests.web.test_adding import wait

MODEL = "/case/talks/model"


def seen_of(desk: TestClient) -> str:
    found = re.search(r'name="seen" value="(\d+)"', desk.get(MODEL).text)
    assert found
    return found[1]


def step(desk: TestClient, verb: str, subject: str = "", value: str = "", seen: str = "") -> int:
    given = {"verb": verb, "subject": subject, "value": value, "seen": seen or seen_of(desk)}
    return desk.post(MODEL, data=given, headers=SAME).status_code


def options_of(desk: TestClient) -> list[dict[str, str]]:
    found: list[dict[str, str]] = desk.get(f"{MODEL}.json").json()["options"]
    return found


def test_options_and_wishes_are_edited_and_every_step_is_taken_back(desk: TestClient) -> None:
    before = options_of(desk)
    party = desk.get(f"{MODEL}.json").json()["parties"][0]
    assert step(desk, "add option", party["id"], "open the harbour") == 303
    assert [o["text"] for o in options_of(desk)] == [*(o["text"] for o in before), "open the harbour"]
    assert step(desk, "add wish", party["id"], "open_the_harbour") == 303
    wishes = desk.get(f"{MODEL}.json").json()["parties"][0]["wishes"]
    assert wishes[0] == "“open the harbour”"
    assert step(desk, "move wish up", party["id"], "2") == 303
    assert desk.get(f"{MODEL}.json").json()["parties"][0]["wishes"][:2] == [wishes[1], wishes[0]]
    assert step(desk, "undo") == 303
    assert step(desk, "reword", "open_the_harbour", "open the port") == 303
    assert options_of(desk)[-1]["text"] == "open the port"
    assert step(desk, "remove option", "open_the_harbour") == 303
    assert len(options_of(desk)) == len(before)
    for _ in range(4):
        assert step(desk, "undo") == 303
    page = desk.get(MODEL).text
    assert "nothing was edited by hand" in page
    assert options_of(desk) == before
    assert step(desk, "undo") == 400


def test_the_text_of_a_model_is_checked_before_it_is_kept(desk: TestClient) -> None:
    assert step(desk, "text", value="name = [") == 400
    text = desk.get(f"{MODEL}.json").json()["text"].replace("[[option]]", "# edited\n[[option]]", 1)
    assert step(desk, "text", value=text) == 303
    assert "# edited" in desk.get(f"{MODEL}.json").json()["text"]
    assert step(desk, "draft") == 303
    assert "# edited" not in desk.get(f"{MODEL}.json").json()["text"]


def test_who_edits_an_older_model_than_the_last_is_told(desk: TestClient) -> None:
    party = desk.get(f"{MODEL}.json").json()["parties"][0]["id"]
    old = seen_of(desk)
    assert step(desk, "add option", party, "one", old) == 303
    late = {"verb": "add option", "subject": party, "value": "two", "seen": old}
    answer = desk.post(MODEL, data=late, headers=SAME)
    assert (answer.status_code, f'href="{MODEL}"' in answer.text) == (409, True)
    assert [o["text"] for o in options_of(desk)].count("two") == 0


def test_kept_what_ifs_stand_side_by_side_and_can_be_given_up(desk: TestClient) -> None:
    option = options_of(desk)[0]["id"]
    for name, value in (("taken", "yes"), ("left", "no")):
        given = {"name": name, "set": f"{option} = {value}"}
        assert desk.post("/case/talks/whatifs", data=given, headers=SAME).status_code == 303
    told = desk.get("/case/talks/compare.json").json()
    assert [c["name"] for c in told["columns"]] == ["now", "left", "taken"]
    assert all(len(row) == 4 for row in told["rows"])
    assert len(desk.get("/case/talks/compare.json?name=taken").json()["columns"]) == 2
    assert desk.get("/case/talks/compare?name=nothing").status_code == 400
    assert desk.post("/case/talks/whatifs", data={"name": "now", "set": "x = yes"}, headers=SAME).status_code == 400
    desk.post("/case/talks/whatifs", data={"name": "taken"}, headers=SAME)
    assert desk.get("/case/talks/compare.json").json()["names"] == ["left"]


def test_an_answer_to_what_is_open_narrows_the_model_at_once_and_can_be_kept(desk: TestClient, folder: Path) -> None:
    """The answer counts after all that was said, as `stateofplay answer` has it, and the next question stands beside it."""
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        offer = ("Sudan offers to release the sailors.", "Sudan", "release the sailors", Stance.OFFERS)
        again = ("Sudan is ready to release the sailors.", "Sudan", "release the sailors", Stance.OFFERS)
        add(connection, stances("2024-06-10", offer, again), "sailors.txt")
    options = desk.get("/case/talks/conflict.json").json()["options"]
    seen = desk.get("/case/talks/model.json").json()["parties"]
    asked = next(p for p in seen if p["left_open"])
    one = asked["left_open"][0]
    page = desk.get("/case/talks/conflict").text
    answer = f"{asked['name']}: {one['formula']} = yes"
    assert f'name="answer" value="{answer}"' in page
    blank = desk.get(f"/case/talks/whatif?set=&prefer=&answer={quote_plus(answer)}&name=")
    assert blank.headers["location"] == f"/case/talks/whatif?answer={quote_plus(answer)}"
    told = desk.get("/case/talks/whatif.json", params={"answer": answer}).json()
    assert told["lead"].startswith(f"{asked['name']} would rather see this: ")
    assert len(told["questions"]) == sum(len(p["left_open"]) for p in seen) - 1
    assert desk.get("/case/talks/whatif", params={"answer": answer}).status_code == 200
    assert desk.get("/case/talks/whatif", params={"answer": answer.replace("yes", "perhaps")}).status_code == 400
    assert desk.post("/case/talks/whatifs", data={"name": "seen", "answer": answer}, headers=SAME).status_code == 303
    beside = desk.get("/case/talks/compare.json").json()
    assert beside["columns"][1]["told"] == [told["lead"]]
    # In the model by hand it is kept, and taken back like every step.
    assert step(desk, "answer", asked["id"], f"{one['formula']} = no") == 303
    now = next(p for p in desk.get("/case/talks/model.json").json()["parties"] if p["id"] == asked["id"])
    assert now["left_open"][0]["answer"] == "no"
    assert "No, rather not." in desk.get(MODEL).text
    assert step(desk, "undo") == 303
    assert desk.get("/case/talks/model.json").json()["parties"] == seen
    assert options == desk.get("/case/talks/conflict.json").json()["options"]


def test_what_is_kept_travels_with_the_case(desk: TestClient, folder: Path, tmp_path: Path) -> None:
    from stateofplay.cli.app import run

    party = desk.get(f"{MODEL}.json").json()["parties"][0]["id"]
    step(desk, "add option", party, "open the harbour")
    out, copy = tmp_path / "talks.jsonl", folder / "copy.sop"
    assert run(["export", str(folder / "talks.sop"), "--format", "jsonl", "-o", str(out)]) == 0
    assert run(["import", str(copy), str(out)]) == 0
    assert desk.get("/case/copy/model.json").json()["options"][-1]["text"] == "open the harbour"


def test_changes_are_counted_from_the_last_sitting(desk: TestClient) -> None:
    assert desk.get("/case/talks").status_code == 200
    value = next(c.value for c in desk.cookies.jar if c.name == "looked_talks")
    _, last, at = str(value).split("_")
    cookies = {"looked_talks": f"2.2024-01-01_{last}_{at}"}
    assert looked_since(cookies, "talks", int(at) + 60) == LastLook(page=2, day="2024-01-01")
    later = looked_since(cookies, "talks", int(at) + 3600)
    assert later is not None
    assert f"{later.page}.{later.day}" == last
    desk.cookies.set("looked_talks", f"2.2024-01-01_{last}_{at}", domain="127.0.0.1", path="/")
    view = desk.get("/case/talks.json").json()
    assert (view["since"], view["since_day"]) == ("your last look (2024-01-01)", "")
    assert desk.get("/case/talks.json?since=2025-01-01").json()["since"] == "2025-01-01"


def sat_before(desk: TestClient, case: str = "talks") -> None:
    """The sitting that goes on began an hour ago, and nothing was looked at since."""
    (cookie,) = [c for c in desk.cookies.jar if c.name == f"looked_{case}"]
    before, last, at = str(cookie.value).split("_")
    desk.cookies.set(cookie.name, f"{before}_{last}_{int(at) - 3600}", domain="127.0.0.1", path="/")


def test_what_came_since_the_last_look_is_new_whatever_day_it_is_of(desk: TestClient, folder: Path) -> None:
    """A page of an older day that was added late is new to who looked before; what they saw is not, whatever its day."""
    desk.get("/case/talks")
    sat_before(desk)
    seen = desk.get("/case/talks").text
    assert "Nothing changed since your last look" in seen
    assert 'title="new"' not in seen
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        wish = ("Chad demands a toll on the bridge.", "Chad", "toll on the bridge", Stance.DEMANDS)
        add(connection, stances("2023-01-05", wish), "late.txt")
    for _ in range(2):  # as long as one sits there
        page = desk.get("/case/talks").text
        assert page.count('title="new"') == 1
        assert "toll on the bridge" in page.split('title="new"')[1][:400]
        assert "1 change since your last look" in page
        assert "1 change since your last look" in desk.get("/").text
        assert "toll on the bridge" in desk.get("/case/talks/changes").text
        assert "new" in desk.get("/case/talks/party/Chad").text.split("toll on the bridge")[2][:300]
    sat_before(desk)
    assert "Nothing changed since your last look" in desk.get("/case/talks").text


def test_who_has_seen_everything_says_so_and_counts_from_there(desk: TestClient, folder: Path) -> None:
    assert "since your last look" not in desk.get("/case/talks").text
    answer = desk.post("/case/talks/seen", headers=SAME)
    assert answer.status_code == 303
    assert "Nothing changed since your last look" in desk.get("/case/talks").text
    assert desk.post("/case/talks/seen", headers=SAME, data={"since": "2024-01-01"}).status_code == 303
    assert desk.get("/case/talks.json").json()["since_day"] == "2024-01-01"
    desk.post("/case/talks/seen", headers=SAME)
    assert "Nothing changed since your last look" in desk.get("/case/talks").text, "a day that was chosen goes with it"


def test_a_look_at_another_case_of_that_name_says_nothing(desk: TestClient) -> None:
    at = int(time.time())
    desk.cookies.set("looked_talks", f"99.2031-01-01_99.2031-01-01_{at}", domain="127.0.0.1", path="/")
    assert desk.get("/case/talks.json").json()["since_day"]


def test_what_was_not_shown_was_not_looked_at(desk: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large case the page before is shown while a new one is made: its reader has not seen what came since."""
    monkeypatch.setattr(application, "LARGE", 1)
    monkeypatch.setattr(Refreshing, "make", lambda *_: None)
    desk.get("/case/talks")
    before = next(c.value for c in desk.cookies.jar if c.name == "looked_talks")
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        wish = ("Chad demands a toll on the bridge.", "Chad", "toll on the bridge", Stance.DEMANDS)
        add(connection, stances("2023-01-05", wish), "late.txt")
    assert "toll on the bridge" not in desk.get("/case/talks").text
    assert next(c.value for c in desk.cookies.jar if c.name == "looked_talks") == before


@given(st.text(max_size=60))
def test_no_cookie_of_anybody_breaks_the_count(value: str) -> None:
    cookies = {"looked_talks": value}
    again = looked_now(cookies, "talks", 7, 1_900_000_000)
    assert looked_since({"looked_talks": again}, "talks", 1_900_000_000 + 7200) == LastLook(page=7, day="2030-03-17")


def test_each_question_has_a_feed(desk: TestClient) -> None:
    told = xml.fromstring(desk.get("/case/talks/changes.atom?question=hold").content)
    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = told.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title")
    same = xml.fromstring(desk.get("/case/talks/changes.atom?question=hold").content)
    assert same.find(f"{atom}entry/{atom}id").text == entry.findtext(f"{atom}id")  # type: ignore[union-attr]
    assert desk.get("/case/talks/changes.atom?question=misread").status_code == 400
    assert "question=hold" in desk.get("/case/talks/exports").text


def test_old_names_lead_on_after_a_merge(desk: TestClient, folder: Path) -> None:
    with open_case(folder / "talks.sop") as case:
        say_of_names(case, "Chad", "Sudan", IdentityVerdict.SAME, author="ana")
    answers = {name: desk.get(f"/case/talks/party/{name}") for name in ("Chad", "Sudan")}
    (old,) = (name for name, answer in answers.items() if answer.status_code == 303)
    (now,) = answers.keys() - {old}
    assert answers[old].headers["location"] == f"/case/talks/party/{now}"
    assert answers[now].status_code == 200
    issue = desk.get("/case/talks.json").json()["table"]["rows"][0]["issue"]
    given = {"edit": "rename", "issue": issue, "value": "what it is called now"}
    assert desk.post("/case/talks/issues", data=given, headers=SAME).status_code == 303
    answer = desk.get("/case/talks/issue", params={"name": issue})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("what%20it%20is%20called%20now")


def test_a_notice_of_the_case_is_told_on_its_pages(desk: TestClient, folder: Path) -> None:
    with open_case(folder / "talks.sop") as case:
        with case.write(durable=False) as connection:
            write_entry(connection, "note", {}, author="ana")
        shutil.copy(folder / "talks.sop", folder / "mailed.sop")  # without what stands beside it while it is written
    assert "mailed.sop-wal" in desk.get("/case/mailed").text
    assert "-wal" not in desk.get("/case/talks").text


DILEMMA = Conflict(
    decision_makers=(
        DecisionMaker(id="N", name="Norvia", preference=Statements.of("e", "not n")),
        DecisionMaker(id="E", name="Estwald", preference=Statements.of("n", "not e")),
    ),
    options=(Option(id="n", owner="N", name="Norvia withdraws"), Option(id="e", owner="E", name="Estwald withdraws")),
    status_quo="NN",
)


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(VERBS)), st.sampled_from(["N", "E", "n", "e", "?"]), st.text(max_size=20)),
        max_size=6,
    )
)
def test_a_row_of_steps_gives_a_model_that_can_be_read_again_or_a_sentence(steps: list[tuple[str, str, str]]) -> None:
    conflict = DILEMMA
    for verb, subject, value in steps:
        try:
            conflict, told = edit_model(conflict, verb, subject=subject, value=value)
        except StateOfPlayError:
            continue
        assert told.endswith(".")
        again = parse_model(write_model(conflict))
        assert [o.name for o in again.options] == [o.name for o in conflict.options]


def large(told: str = "do") -> str:
    """The text of a model of two parties with 8,192 states, of which every reading takes a moment."""
    options = tuple(Option(id=f"o{n}", owner="AB"[n % 2], name=f"{told} {n}") for n in range(13))
    wishes = {
        who: Statements(
            tuple(
                (PreferenceStatement(formula=f"{'not ' if (n + at) % 2 else ''}o{n}", tier=n % 3),)
                for n in range(0, 13, 2)
            ),
            tuple(OpenWish(formula=f"o{n}") for n in range(1, 13, 2)),
        )
        for at, who in enumerate("AB")
    }
    makers = tuple(DecisionMaker(id=who, name=who, preference=wish) for who, wish in wishes.items())
    return write_model(Conflict(decision_makers=makers, options=options, status_quo="N" * 13))


@pytest.mark.slow
def test_a_large_model_is_worked_out_by_a_job(desk: TestClient) -> None:
    assert step(desk, "text", value=large()) == 303
    view = desk.get(f"{MODEL}.json").json()
    assert (view["large"], view["states"]) == (True, 8192)
    address = f"/case/talks/job/{view['job']['id']}"
    assert address in desk.get(MODEL).text
    job = wait(desk, address)
    assert job["state"] == "done", job
    assert desk.get(f"{MODEL}.json").json()["lead"] == job["steps"][0]["words"] != ""
    assert "Work it out" not in desk.get(MODEL).text
    assert desk.post(f"{MODEL}/analyse", headers=SAME).headers["location"] == address, "it was worked out already"
    assert f'href="{MODEL}"' in desk.get(address).text
    assert step(desk, "undo") == 303
    assert desk.get(f"{MODEL}.json").json()["large"] is False
    assert desk.post(f"{MODEL}/analyse", headers=SAME).headers["location"] == MODEL


@pytest.mark.slow
def test_the_analysis_of_a_large_model_can_be_stopped_and_begun_again(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert step(desk, "text", value=large("pause")) == 303
    id = desk.get(f"{MODEL}.json").json()["job"]["id"]
    assert desk.post(f"/case/talks/job/{id}/cancel", headers=SAME).status_code == 303
    assert wait(desk, f"/case/talks/job/{id}")["state"] in ("cancelled", "done")
    view = desk.get(f"{MODEL}.json").json()
    if view["job"]["state"] == "cancelled":
        assert "somebody stopped that" in view["lead"]
        again = desk.post(f"{MODEL}/analyse", headers=SAME).headers["location"]
        assert again != f"/case/talks/job/{id}"
        assert wait(desk, again)["state"] == "done"


def test_a_look_ahead_stops_where_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_ahead, "TOLD_EVERY", 0.0)
    seen: list[tuple[str, int, int]] = []

    def told(*what: object) -> bool:
        seen.append(what)
        return len(seen) == 3

    assert model_ahead.look_ahead_at(large(), told) is None
    assert len(seen) == 3
    assert all(0 <= done <= total for _, done, total in seen)


GUARDED = Conflict(
    decision_makers=DILEMMA.decision_makers,
    options=(*DILEMMA.options, Option(id="p", owner="E", name="Open the port")),
    infeasible=("YY-", "p and n"),
    required=(Rule(formula="not n or not p or e"),),
    coalesced=("p and not e",),
    move_rules=(
        MoveRule(changes=("p",), source="e"),
        MoveRule(changes=("p", "n"), source="e"),
        MoveRule(source="p", target="n"),
    ),
    unseen=(Unseen(decision_maker="N", formula="p"), Unseen(decision_maker="N", formula="e")),
    status_quo="NNN",
)


def told(formula: Formula | str) -> str:
    return formula if isinstance(formula, str) else text_of(formula)


def test_what_speaks_of_an_option_goes_with_it_and_nothing_else() -> None:
    less, _ = edit_model(GUARDED, "remove option", subject="p")
    again = parse_model(write_model(less))
    assert [told(r.formula) for r in again.infeasible if isinstance(r, Rule)] == ["n and e"]
    assert (again.required, again.coalesced) == ((), ())
    assert [(guard.changes, told(guard.source)) for guard in again.move_rules] == [(("n",), "e")]
    assert [told(one.formula) for one in again.unseen] == ["e"]
    assert len(again.space) == 3


@pytest.mark.parametrize(("verb", "subject", "value"), [("add option", "N", "Talk"), ("remove option", "e", "")])
def test_states_that_moves_are_listed_for_stay(verb: str, subject: str, value: str) -> None:
    listed = replace(DILEMMA, moves=(Move(movers=("N",), source="NN", target="YN"),))
    with pytest.raises(StateOfPlayError, match="moves from state to state"):
        edit_model(listed, verb, subject=subject, value=value)


@pytest.mark.parametrize("verb", ["move wish up", "remove wish"])
def test_places_that_are_none_are_told(verb: str) -> None:
    for value in ("0", "9", "-1", "x", "1" * 9):
        with pytest.raises(StateOfPlayError):
            edit_model(DILEMMA, verb, subject="N", value=value)
