"""Many at once on one case: no judgement is lost or doubled, whoever is killed; two reviewers see each other."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, text

from stateofplay.errors import RecordError
from stateofplay.record.judging.judgements import Verdict
from stateofplay.record.storage.tables import CLAIM, JUDGEMENT
from stateofplay.service.judgements.judging import judge as judge_claim
from stateofplay.service.library import Library
from stateofplay.service.team.cases import make_case, opened
from stateofplay.service.team.roles import TeamRole, set_role
from tests.exchange.cases import add, second_reading
from tests.team.conftest import SAME, SHELL, House
from tests.team.serving import Server, serving
from tests.thoroughness import PATIENCE

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
WRITERS, READERS, EACH = 8, 8, 5
VIEWS = ("", "/review", "/search?q=Davos", "/timeline", "/issues", "/actors", "/changes", "/pages", ".json")
SEEN = re.compile(r'name="seen" value="([^"]*)"')


@pytest.fixture(scope="module")
def busy(house: House) -> list[str]:
    """The claims of a case with eight reviewers and eight readers."""
    make_case(house.team, "Busy talks", id="busy", by=SHELL)
    for number in range(WRITERS):
        for name, role in ((f"writer {number}", TeamRole.REVIEWER), (f"looker {number}", TeamRole.READER)):
            house.join(name)
            set_role(house.team, "busy", name, role, by=SHELL)
    with opened(house.team, "busy") as case, case.write() as connection:
        for number in range(12):
            page = second_reading()
            # Words of its own, so that it is no copy of the one before.
            told = f"{page.article.text}\n{' '.join(f'word{number}of{n}' for n in range(200))}."
            add(connection, replace(page, article=replace(page.article, text=told, url=None)), f"p{number}")
        return list(
            connection.execute(select(CLAIM.c.id).where(CLAIM.c.kind == "meetings").order_by(CLAIM.c.id)).scalars()
        )


def notes(house: House) -> Counter[str]:
    with opened(house.team, "busy") as case, case.read() as connection:
        return Counter(connection.execute(select(JUDGEMENT.c.note)).scalars())


def judge(client: httpx.Client, claim: str, note: str) -> bool:
    """Judge a claim as a page's form would, again where somebody was faster; whether it was told that it is kept."""
    address = f"/case/busy/claim/{claim}"
    while True:
        page = client.get(address)
        if page.status_code != 200:
            return False
        seen = SEEN.search(page.text)
        assert seen is not None
        answer = client.post(f"{address}/judge", data={"verdict": "accept", "note": note, "seen": seen[1]})
        if answer.status_code != 409:
            return answer.status_code == 303


def all_at_once(work: list[Callable[[], None]]) -> None:
    """Run things at the same time; what goes wrong in one goes wrong here."""
    wrong: list[BaseException] = []

    def run(one: Callable[[], None]) -> None:
        try:
            one()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_two_reviewers_see_each_other_and_overwrite_nothing(house: House) -> None:
    with opened(house.team, "talks") as case, case.read() as connection:
        claim = connection.execute(select(CLAIM.c.id).where(CLAIM.c.kind == "conditions")).scalars().first()
    address = f"/case/talks/claim/{claim}"
    one, two = house.browser("reviewer"), house.browser("editor")
    drawn = [SEEN.search(client.get(address).text)[1] for client in (one, two)]
    first = one.post(f"{address}/judge", data={"verdict": "reject", "note": "no", "seen": drawn[0]}, headers=SAME)
    assert first.status_code == 303
    second = two.post(f"{address}/judge", data={"verdict": "accept", "seen": drawn[1]}, headers=SAME)
    assert second.status_code == 409
    assert "it was judged by reviewer: reject" in second.text
    page = two.get(address).text
    assert "reviewer" in page
    again = two.post(f"{address}/judge", data={"verdict": "accept", "seen": SEEN.search(page)[1]}, headers=SAME)
    assert again.status_code == 303
    with opened(house.team, "talks") as case, case.read() as connection:
        kept = connection.execute(select(JUDGEMENT.c.author).where(JUDGEMENT.c.claim_id == claim)).scalars().all()
    assert sorted(kept) == ["editor", "reviewer"]
    said = house.browser("owner").get("/case/talks/audit.csv").text
    assert f"reviewer,judge,talks,{claim} reject" in said


def test_a_claim_shows_what_was_judged_without_the_case_being_gathered_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a colleague judged stands beside the claim at once, and nobody waits for the tables of the case."""
    reader = house.browser("reader")
    queue = reader.get("/case/talks/review.json").json()["queue"]
    claim = next(q["claim"]["id"] for q in queue if q["claim"]["kind"] == "meetings")
    before = reader.get(f"/case/talks/claim/{claim}")
    with opened(house.team, "talks") as case:
        judge_claim(case, claim, Verdict.REJECT, author="ben", note="of another year")
    gathered: list[str] = []
    monkeypatch.setattr(Library, "_gather", lambda self, id, case: gathered.append(id))
    after = reader.get(f"/case/talks/claim/{claim}", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "rejected" in after.text
    assert "of another year" in after.text
    number = reader.get(f"/case/talks/claim/{claim}.json").json()["number"]
    assert "rejected" in reader.get(f"/case/talks/page/{number}").text
    again = reader.get(f"/case/talks/claim/{claim}", headers={"if-none-match": after.headers["etag"]})
    assert again.status_code == 304
    assert gathered == []


def test_eight_writers_and_eight_readers_lose_nothing(house: House, busy: list[str], tmp_path: Path) -> None:
    written = [False] * WRITERS

    def write(number: int) -> Callable[[], None]:
        def run() -> None:
            try:
                with server.browser(house.tokens[f"writer {number}"]) as client:
                    for n in range(EACH):
                        # All want the same few claims, so that they are in each other's way.
                        assert judge(client, busy[(number + n) % 4], f"w{number}-{n}")
            finally:
                written[number] = True

        return run

    def look(number: int) -> Callable[[], None]:
        def run() -> None:
            with server.browser(house.tokens[f"looker {number}"]) as client:
                turn = number
                while not all(written):
                    turn += 1
                    answer = client.get(f"/case/busy{VIEWS[turn % len(VIEWS)]}")
                    assert answer.status_code == 200, (answer.url, answer.text[:300])

        return run

    with serving(house.team.address, tmp_path / "log") as server:
        all_at_once([*(write(n) for n in range(WRITERS)), *(look(n) for n in range(READERS))])
    kept = notes(house)
    assert {note: kept[note] for note in (f"w{w}-{n}" for w in range(WRITERS) for n in range(EACH))} == {
        f"w{w}-{n}": 1 for w in range(WRITERS) for n in range(EACH)
    }


def wait_for_database(house: House) -> None:
    """Until PostgreSQL, which starts all its processes again, takes connections: on a busy machine that takes a while."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            with house.team.read():
                return
        except RecordError:
            assert time.monotonic() < give_up
            time.sleep(0.1)


@pytest.mark.parametrize("victim", ["server", "backends", "database"])
def test_whoever_is_killed_nothing_is_lost_or_doubled(
    house: House, busy: list[str], tmp_path: Path, victim: str
) -> None:
    told: set[str] = set()
    tried: set[str] = set()
    enough = threading.Semaphore(0)

    def write(number: int) -> Callable[[], None]:
        def run() -> None:
            with server.browser(house.tokens[f"writer {number}"]) as client:
                for n in range(12):
                    note = f"{victim}-w{number}-{n}"
                    tried.add(note)
                    try:
                        if judge(client, busy[(number * 3 + n) % len(busy)], note):
                            told.add(note)
                            enough.release()
                    except httpx.HTTPError:
                        continue  # nobody knows what became of it; looked at below

        return run

    def kill() -> None:
        for _ in range(6):
            enough.acquire()
        if victim == "server":
            server.kill()
            return
        if victim == "database":  # one process of it dies as by kill -9, and PostgreSQL starts all of them again
            with house.team.read() as connection:
                asking = text("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                              "AND datname = current_database()")  # fmt: skip
                serving = connection.execute(asking).scalars().all()
            os.kill(serving[0], signal.SIGKILL)
            return
        with house.team.read() as connection:
            connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                     "AND datname = current_database()")
            )  # fmt: skip

    server = Server(house.team.address, tmp_path / "log")
    try:
        all_at_once([*(write(n) for n in range(4)), kill])
    finally:
        if server.process.poll() is None:
            server.close()
    wait_for_database(house)
    kept = notes(house)
    assert len(told) >= 6
    assert {note: kept[note] for note in told} == dict.fromkeys(told, 1)
    assert all(kept[note] <= 1 for note in tried)
    with serving(house.team.address, tmp_path / "log") as again, again.browser(house.tokens["writer 0"]) as client:
        page = client.get("/case/busy")
        assert page.status_code == 200
        assert judge(client, busy[0], f"{victim} after")
    assert notes(house)[f"{victim} after"] == 1
