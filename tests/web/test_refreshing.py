"""A large case to which another program adds: first as it was, a moment later as it is; what is written here shows at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from stateofplay.casework.draft.drafting import draft
from stateofplay.model import Stance
from stateofplay.record import open_case
from stateofplay.record.judging.judgements import Verdict
from stateofplay.service import library
from stateofplay.service.drafting import ground_of
from stateofplay.service.judgements.judging import judge
from stateofplay.service.library import Library
from stateofplay.service.views.conflicts import conflict_model
from stateofplay.service.views.conflicts.conflict_model import drafted, drafted_lately
from stateofplay.threads import Turns
from stateofplay.web import application
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.identity import desk_identity
from stateofplay.web.refreshing import AnswerRequest, Refreshing
from stateofplay.web.remembering import Made, Remembered
from stateofplay.web.security import Caller, DeskDoor
from tests.exchange.cases import add, make_case
from tests.exchange.readings import reading
from tests.thoroughness import PATIENCE
from tests.web.conftest import SAME, desk_of, stances
from tests.web.hostile import make_firm


def add_elsewhere(folder: Path, source: str) -> None:
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        add(connection, reading(), source)


def count(desk: TestClient) -> int:
    return desk.get("/case/talks/pages").text.count("/case/talks/page/")


def test_a_small_case_is_shown_as_it_is_at_once(desk: TestClient, folder: Path) -> None:
    before = count(desk)
    add_elsewhere(folder, "later")
    assert count(desk) > before


def test_a_large_case_is_shown_as_it_was_and_soon_as_it_is(
    desk: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "LARGE", 1)
    before = count(desk)
    old = desk.get("/case/talks/pages").headers["etag"]
    add_elsewhere(folder, "later")
    assert desk.get("/case/talks/pages").headers["etag"] == old
    until = time.monotonic() + PATIENCE
    while count(desk) == before and time.monotonic() < until:
        time.sleep(0.05)
    assert count(desk) > before
    assert desk.get("/case/talks/pages").headers["etag"] != old


def test_what_is_written_here_is_never_left_out(
    desk: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "LARGE", 1)
    claim = desk.get("/case/talks/review.json").json()["queue"][0]["claim"]["id"]
    address = f"/case/talks/claim/{claim}"
    assert "not judged" in desk.get(address).text
    desk.post(f"{address}/judge", data={"verdict": "accept", "seen": ""}, headers=SAME)
    assert "not judged" not in desk.get(address).text.split('id="claim"')[1].split("</section>")[0]


SHOW = """
import sys
from pathlib import Path
from tests.web.conftest import TOKEN, desk_of

with desk_of(Path(sys.argv[1])) as desk:
    desk.get(f"/?token={TOKEN}")
    for path in ("", "/review", "/search?q=talks", "/timeline", "/actors", "/issues", "/pages", "/page/1", "/conflict", "/model"):
        assert desk.get(f"/case/talks{path}").status_code == 200, path
print(sorted({"spacy", "thinc", "pydantic", "scipy", "pandas", "trafilatura"} & set(sys.modules)))
"""


def test_who_shows_cases_does_not_load_the_reader(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SHOW, str(folder)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_one_view_that_takes_long_holds_up_nobody_else(folder: Path) -> None:
    library = Library([str(folder)])
    kept, begun, end = library.kept("talks"), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        end.wait()
        return "slow"

    thread = threading.Thread(target=kept.once, args=("slow", slow))
    thread.start()
    begun.wait()
    assert kept.once("quick", lambda: "quick") == "quick"
    end.set()
    thread.join()
    assert kept.once("slow", lambda: "anew") == "slow"
    library.close()


def test_patience_is_counted_from_when_the_gathering_began(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Library([str(folder)])
    old, end, gather = place.kept("talks"), threading.Event(), library.gather
    monkeypatch.setattr(library, "gather", lambda case: end.wait() and gather(case))
    monkeypatch.setattr(library, "PATIENCE", 0.01)
    monkeypatch.setattr(library, "LARGE", 1)
    add_elsewhere(folder, "later")
    assert place.kept("talks") is old
    monkeypatch.setattr(library, "PATIENCE", 3600.0)
    clock = time.monotonic() + 7200
    monkeypatch.setattr(library, "monotonic", lambda: clock)
    assert place.kept("talks") is old
    end.set()
    place.wrote("talks", "ana")
    assert len(place.kept("talks", "ana").state.pages) == len(old.state.pages) + 1
    place.close()


def test_an_answer_that_is_asked_for_in_a_newer_version_is_made_in_that_one_alone() -> None:
    fresh, made, held = Refreshing(Remembered()), [], threading.Event()
    asked = AnswerRequest(case="talks", version="1", key="/case/talks")
    fresh.make(replace(asked, key="first"), "0", held.wait)
    fresh.make(asked, "1", lambda: made.append("1"))
    fresh.make(replace(asked, version="2"), "2", lambda: made.append("2"))
    held.set()
    fresh.make(replace(asked, key="last"), "3", lambda: made.append("3"))
    while "3" not in made:
        time.sleep(0.01)
    fresh.close()
    assert made == ["2", "3"]


def test_who_wrote_is_given_no_answer_of_before_and_the_others_are() -> None:
    kept = Remembered()
    fresh = Refreshing(kept, now=lambda: 0.0)
    kept.put("old", Made(parts=(b"old",), packed=None, headers=()))
    asked = AnswerRequest(case="talks", version="1", key="/case/talks")
    fresh.is_made(asked, "old")
    later = replace(asked, version="2")
    assert fresh.before(later, lambda version: version == "2") is None
    assert fresh.before(later) == (kept.get("old"), "old")


def test_an_answer_of_an_older_version_that_took_longer_replaces_no_newer_one() -> None:
    kept = Remembered()
    fresh = Refreshing(kept, now=lambda: 0.0)
    for tag in ("old", "new"):
        kept.put(tag, Made(parts=(tag.encode(),), packed=None, headers=()))
    old = AnswerRequest(case="talks", version="1", key="/case/talks")
    new, newest = replace(old, version="2"), replace(old, version="3")
    assert fresh.before(old) is None
    fresh.is_made(new, "new")
    fresh.is_made(old, "old")
    assert fresh.before(newest) == (kept.get("new"), "new")
    fresh.is_made(old, "old")
    assert fresh.before(newest) == (kept.get("new"), "new")


def test_what_several_want_at_once_is_made_once() -> None:
    turns, made, several = Turns(2), [], threading.Barrier(8)

    def want(tag: str) -> None:
        several.wait()
        with turns.at(tag, alone=False):
            if tag not in made:
                time.sleep(0.02)
                made.append(tag)

    threads = [threading.Thread(target=want, args=(f"view {n % 2}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == ["view 0", "view 1"]


def test_a_view_is_made_once_for_all_and_greets_each_by_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people at one server: the second gets what was made for the first, with their own name, packed or not."""
    names = iter(("Ana <Lima>", "Ben & Co."))
    made: list[str] = []
    dress = application.dress

    def dressed(answer: OperationAnswer, format: str, around: Mapping[str, object]) -> tuple[bytes, str]:
        made.append(answer.template)
        return dress(answer, format, around)

    monkeypatch.setattr(application, "dress", dressed)
    monkeypatch.setattr(DeskDoor, "caller", lambda self, *_: Caller(identity=desk_identity(next(names))))
    with desk_of(folder) as browser:
        first = browser.get("/case/talks/review", headers={"accept-encoding": "gzip"})
        second = browser.get("/case/talks/review", headers={"accept-encoding": "gzip"})
        names = iter(("Cleo", "Cleo"))
        plain = browser.get("/case/talks/review", headers={"accept-encoding": "identity"})
        again = browser.get("/case/talks/review", headers={"if-none-match": plain.headers["etag"]})
    assert made == ["review.html.j2"]
    assert first.headers["content-encoding"] == "gzip"
    assert "You judge as <b>Ana &lt;Lima&gt;</b>" in first.text
    assert "You judge as <b>Ben &amp; Co.</b>" in second.text
    assert "You judge as <b>Cleo</b>" in plain.text
    assert len({one.text.count("whoever-") for one in (first, second, plain)} | {0}) == 1
    assert len({one.headers["etag"] for one in (first, second, plain)}) == 3
    assert again.status_code == 304


def test_a_page_that_has_just_come_to_a_large_case_is_there(
    desk: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "LARGE", 1)
    monkeypatch.setattr(library, "PATIENCE", 0.0)
    number = count(desk) + 1
    add_elsewhere(folder, "later")
    told = desk.get(f"/case/talks/page/{number}.json").json()
    assert told["number"] == number


def test_a_draft_is_made_anew_only_where_its_ground_changed(folder: Path) -> None:
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        make_firm(connection)  # It is a model still when one claim is gone.
    place = Library([str(folder)])
    before = place.kept("talks")
    first = drafted(before)
    resting = {c for o in first.options for c in o.basis.claims}
    apart = next(s for m in before.state.meetings for s in m.rows if s.claim_id not in resting)
    with place.case("talks").write() as connection:
        connection.execute(text("INSERT INTO case_info (key, value) VALUES ('whatif:none', '{}')"))
    place.wrote("talks")
    same = place.kept("talks")
    assert same is not before
    assert drafted(same) is first
    judge(place.case("talks"), min(resting), Verdict.REJECT, author="ben")
    judge(place.case("talks"), apart.claim_id, Verdict.REJECT, author="ben")
    place.wrote("talks")
    after = place.kept("talks")
    assert drafted(after) is not first
    assert drafted(after) == draft(ground_of(after.state))


def test_who_judges_waits_for_no_draft_that_takes_long(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue rests on the model of a moment ago; it is drafted anew behind who judges, and counts from the next claim on."""
    monkeypatch.setattr(conflict_model, "LONG", 0.0)
    with open_case(folder / "talks.sop") as case, case.write() as connection:
        for day in ("2024-06-11", "2024-06-12"):
            reopen = (f"On {day} Chad demands that Sudan reopen the port.", "Chad", "reopen the port", Stance.DEMANDS)
            leave = (f"On {day} Sudan demands that Chad end its blockade.", "Sudan", "end its blockade", Stance.DEMANDS)
            free = (f"On {day} Sudan offers to release the sailors.", "Sudan", "release the sailors", Stance.OFFERS)
            add(connection, stances(day, reopen, leave, free), day)
    place = Library([str(folder)])
    before = place.kept("talks")
    first = drafted(before)
    resting = [r.claim_id for r in before.state.positions if "release the sailors" in r.quote]
    assert {*resting} & {c for o in first.options for c in o.basis.claims}
    for claim in resting:
        judge(place.case("talks"), claim, Verdict.REJECT, author="ben")
    place.wrote("talks")
    after = place.kept("talks")
    assert drafted_lately(after) is first
    for _ in range(500):
        if not after.has("draft"):
            time.sleep(0.02)
    assert drafted_lately(after) == draft(ground_of(after.state)) != first
    judge(place.case("talks"), resting[0], Verdict.WITHDRAW, author="ben")
    place.wrote("talks")
    assert drafted_lately(place.kept("talks")) is drafted(after), "the newest that is there"
    # Where pages came, nobody is shown a queue that knows nothing of them.
    add_elsewhere(folder, "later")
    newest = place.kept("talks")
    assert drafted_lately(newest) == draft(ground_of(newest.state))
    monkeypatch.setattr(conflict_model, "LONG", 60.0)
    judge(place.case("talks"), resting[0], Verdict.REJECT, author="ben")
    place.wrote("talks")
    last = place.kept("talks")
    assert drafted_lately(last) == draft(ground_of(last.state)), "what takes a moment is as it is"


def test_who_waits_for_a_part_that_another_makes_keeps_nobody_waiting(folder: Path) -> None:
    turns, kept = Turns(1), Library([str(folder)]).kept("talks")
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def make() -> str:
        begun.set()
        assert go_on.wait(PATIENCE)
        return "made"

    def want() -> None:
        with turns.at("the same", alone=False):
            assert kept.once("part", lambda: "made twice") == "made"

    maker = threading.Thread(target=lambda: kept.once("part", make))
    waiting = threading.Thread(target=want)
    maker.start()
    assert begun.wait(PATIENCE)
    waiting.start()

    def other() -> None:
        with turns.at("another", alone=False):
            done.set()

    time.sleep(0.05)
    short = threading.Thread(target=other)
    short.start()
    assert done.wait(PATIENCE), "the only turn is held by one who waits"
    go_on.set()
    for thread in (maker, waiting, short):
        thread.join()


def test_another_file_at_the_same_place_is_another_case(desk: TestClient, folder: Path, tmp_path: Path) -> None:
    before = desk.get("/case/talks")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    make_case(elsewhere / "talks.sop").close()
    (elsewhere / "talks.sop").replace(folder / "talks.sop")
    after = desk.get("/case/talks", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]


@pytest.mark.parametrize("keeps_times", [False, True])
def test_a_file_copied_over_the_one_that_is_shown_is_another_case(
    desk: TestClient, folder: Path, tmp_path: Path, keeps_times: bool
) -> None:
    """Two copies of one case, each with one judgement of its own: the same numbers everywhere, the same place on the disk."""
    other = tmp_path / "other.sop"
    shutil.copy(folder / "talks.sop", other)
    first, second = (one["claim"]["id"] for one in desk.get("/case/talks/review.json").json()["queue"][:2])
    with open_case(other) as case:
        judge(case, second, Verdict.REJECT, author="ben")
    desk.post(f"/case/talks/claim/{first}/judge", data={"verdict": "reject", "seen": ""}, headers=SAME)
    before = desk.get(f"/case/talks/claim/{first}")
    assert "rejected" in before.text
    assert "ben" not in desk.get(f"/case/talks/claim/{second}").text
    told = (folder / "talks.sop").stat()
    with (folder / "talks.sop").open("r+b") as place:
        place.write(other.read_bytes())
        place.truncate()
    if keeps_times:
        os.utime(folder / "talks.sop", ns=(told.st_atime_ns, told.st_mtime_ns))
    assert (folder / "talks.sop").stat().st_ino == told.st_ino
    after = desk.get(f"/case/talks/claim/{first}", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "rejected" not in after.text.split('id="claim"')[1].split("</section>")[0]
    assert "ben" in desk.get(f"/case/talks/claim/{second}").text


def test_a_file_that_is_written_to_is_not_gathered_from_the_beginning(folder: Path) -> None:
    place = Library([str(folder)])
    before = place.kept("talks")
    with open_case(folder / "talks.sop") as case:
        judge(case, before.state.positions[0].claim_id, Verdict.ACCEPT, author="ben")
    place.wrote("talks")
    after = place.kept("talks")
    assert after.opened == before.opened
    assert after.state.events is before.state.events
    place.close()
