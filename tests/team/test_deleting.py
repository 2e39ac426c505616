"""A case that is deleted is gone with all of it, and what a killed import left is gone with the next one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from stateofplay.service.team.cases import make_case, making, opened, shelf, sweep
from stateofplay.service.team.moving import import_file
from stateofplay.service.team.roles import TeamRole, set_role
from tests.exchange.cases import add, second_reading
from tests.exchange.cases import make_case as make_file
from tests.exchange.readings import reading
from tests.team.conftest import PASSWORD, SAME, SHELL, House
from tests.team.test_jobs import files, until, worker

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
JSON = {**SAME, "accept": "application/json"}


def schemas(house: House) -> set[str]:
    with house.team.read() as connection:
        found = connection.execute(text("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'case%'"))
        return set(found.scalars())


def shelved(house: House) -> set[str]:
    with house.team.read() as connection:
        return {one.schema for one in shelf(connection)}


def test_an_owner_deletes_a_case_by_typing_its_name(house: House) -> None:
    id = make_case(house.team, "Water talks", by=SHELL)
    with opened(house.team, id) as case, case.write() as connection:
        add(connection, reading(), "a.html")
    set_role(house.team, id, "owner", TeamRole.OWNER, by=SHELL)
    set_role(house.team, id, "editor", TeamRole.EDITOR, by=SHELL)
    owner, editor = house.browser("owner"), house.browser("editor")
    page = owner.get(f"/case/{id}")
    assert owner.post(f"/case/{id}/add", data={"addresses": "https://a.example/1"}, headers=SAME).status_code == 303
    for typed in ("", "talks", id.upper(), f"{id}x"):
        refused = owner.post(f"/case/{id}/delete", data={"name": typed}, headers=JSON)
        assert (refused.status_code, refused.json()["slug"]) == (400, "team.not_typed"), typed
    assert editor.post(f"/case/{id}/delete", data={"name": id}, headers=JSON).status_code == 403
    assert house.browser("sam").post(f"/case/{id}/delete", data={"name": id}, headers=JSON).status_code == 404
    assert owner.get(f"/case/{id}").status_code == 200
    done = owner.post(f"/case/{id}/delete", data={"name": id}, headers=SAME)
    assert done.headers["location"] == "/?done=deleted"
    assert "The case is deleted" in owner.get("/?done=deleted").text
    for who in ("owner", "editor", "ada"):
        for path in (f"/case/{id}", f"/case/{id}/job/1", f"/case/{id}/page/1", f"/case/{id}/members"):
            assert house.browser(who).get(path).status_code == 404, (who, path)
    assert house.browser("owner").post(f"/case/{id}/delete", data={"name": id}, headers=JSON).status_code == 404
    assert schemas(house) == shelved(house)
    with house.team.read() as connection:
        for table in ("shelf WHERE id", "role WHERE case_id", "job WHERE case_id"):
            assert not connection.execute(text(f"SELECT 1 FROM team.{table} = :id"), {"id": id}).all()
    assert f"owner,delete case,{id}" in house.browser("ada").get("/team/audit.csv").text
    # Another one of its name is another one: nothing of the first is shown, whatever a browser kept.
    assert make_case(house.team, "Water talks", by=SHELL) == id
    with opened(house.team, id) as case, case.write() as connection:
        add(connection, second_reading(), "b.html")
    again = house.browser("ada").get(f"/case/{id}", headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == 200
    set_role(house.team, id, "owner", TeamRole.OWNER, by=SHELL)
    assert house.browser("owner").get(f"/case/{id}").text != page.text
    assert house.browser("ada").post(f"/case/{id}/delete", data={"name": id}, headers=SAME).status_code == 303


def test_a_case_that_another_server_deleted_is_not_here(house: House) -> None:
    from stateofplay.service.team.cases import delete_case

    id = make_case(house.team, "Grain talks", by=SHELL)
    ada = house.browser("ada")
    assert ada.get(f"/case/{id}").status_code == 200
    delete_case(house.team, id, typed=id, by=SHELL)
    assert ada.get(f"/case/{id}").status_code == 404
    assert make_case(house.team, "Grain talks", by=SHELL) == id
    assert ada.get(f"/case/{id}").status_code == 200
    delete_case(house.team, id, typed=id, by=SHELL)
    assert make_case(house.team, "Grain talks", by=SHELL) == id
    assert ada.get(f"/case/{id}").status_code == 200
    delete_case(house.team, id, typed=id, by=SHELL)
    assert ada.get("/").status_code == 200


DIE = """
import os, sys
from stateofplay.service.team.signin.accounts import By
from stateofplay.service.team import moving
from stateofplay.service.team.opening import open_team

moving._go_on_counting = lambda writing: os._exit(9)
moving.import_file(open_team(sys.argv[1]), sys.argv[2], by=By())
"""


def test_an_import_that_was_killed_half_way_leaves_nothing(house: House, tmp_path: Path) -> None:
    make_file(tmp_path / "talks.sop").close()
    before = schemas(house)
    done = subprocess.run([sys.executable, "-c", DIE, house.team.address, str(tmp_path / "talks.sop")], check=False)
    assert done.returncode == 9
    assert len(schemas(house)) == len(before) + 1
    # The server learns a moment later that the process is gone; until then it is taken to be at it.
    until(lambda: sweep(house.team) == 1, "what was left is not swept")
    assert schemas(house) == shelved(house)
    with making(house.team, "Being made", by=SHELL):
        assert sweep(house.team) == 0
        assert len(schemas(house)) == len(before) + 1
    assert schemas(house) == shelved(house)
    with pytest.raises(RuntimeError), making(house.team, "Broken off", by=SHELL):
        raise RuntimeError
    assert schemas(house) == shelved(house)
    id = import_file(house.team, tmp_path / "talks.sop", by=SHELL)
    assert sweep(house.team) == 0
    with opened(house.team, id) as case:
        assert case.title


def test_a_case_is_deleted_under_the_worker_that_reads_into_it(house: House) -> None:
    id = make_case(house.team, "Ferry talks", by=SHELL)
    ada = house.browser("ada")
    begun = ada.post(f"/case/{id}/add", files=files(8), headers=SAME).headers["location"]
    with worker(house):
        until(lambda: ada.get(f"{begun}.json").json()["job"]["done"] >= 1, "the worker does not begin")
        gone = ada.post(f"/case/{id}/delete", data={"name": id}, headers=JSON)
        assert gone.status_code == 303, gone.text
        after = ada.post("/case/talks/add", files=files(1, 40), headers=SAME).headers["location"]
        until(lambda: ada.get(f"{after}.json").json()["job"]["state"] == "done", "the worker is gone with the case")
    assert schemas(house) == shelved(house)


@contextmanager
def away(house: House) -> Iterator[None]:
    """The database of the team takes no connection any more, and ends those that it has."""
    name = house.team.engine.url.database
    admin = house.team.address.replace(f"/{name}", "/postgres", 1)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        try:
            yield
        finally:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def test_a_database_that_vanished_is_told_to_everybody_and_where_it_lies_to_nobody(house: House) -> None:
    browser = house.browser("reviewer")
    assert browser.get("/case/talks").status_code == 200
    with away(house):
        given = {"name": "reviewer", "password": PASSWORD}
        asked = [
            browser.get("/case/talks"),
            browser.get("/"),
            house.stranger().post("/sign-in", data=given, headers=SAME),
        ]
        for told in asked:
            assert told.status_code == 503, told.url
            assert "does not answer" in told.text
            assert "postgresql:" not in told.text
            assert house.team.engine.url.database not in told.text
        data = browser.get("/case/talks.json")
        assert (data.status_code, data.json()["slug"]) == (503, "record.unreachable")
        sent = browser.post("/case/talks/claim/none/judge", data={"verdict": "accept"}, headers=SAME)
        assert sent.status_code == 503
    assert browser.get("/case/talks").status_code == 200
