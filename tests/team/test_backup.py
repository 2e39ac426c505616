"""The lines of docs/team.md on backup and restore, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stateofplay.record.judging.judgements import Verdict, judge
from stateofplay.record.views import rows
from stateofplay.service.team.audit import entries
from stateofplay.service.team.cases import opened, shelf
from stateofplay.service.team.jobs import Task, put_job
from stateofplay.service.team.moving import rows_of
from stateofplay.service.team.opening import open_team
from stateofplay.service.team.queue import putting_app
from stateofplay.web.team import build_team_application
from tests.record.conftest import _binaries
from tests.team.conftest import HOST, ORIGIN, House
from tests.thoroughness import PATIENCE

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


def test_a_restored_copy_is_the_team_as_it_was(house: House, database: str, root: Path, tmp_path: Path) -> None:
    with opened(house.team, "talks") as case, case.write() as connection:
        judge(connection, rows(connection, "conditions")[0].claim_id, Verdict.ACCEPT, author="reviewer")
    with house.team.write() as connection:
        put_job(connection, putting_app(house.team.address), "talks", "waits", Task(watch=("https://a.example/feed",)))
    (lines,) = re.findall(r"^```sh\n(.*?)^```", (root / "docs/team.md").read_text(encoding="utf-8"), re.M | re.S)
    binaries = _binaries()
    assert binaries is not None
    done = subprocess.run(
        ["sh", "-euc", lines],
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{binaries}:{os.environ['PATH']}",
            "TEAM": house.team.address,
            "RESTORED": database,
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with open_team(database) as team:
        for id in ("talks", "other"):
            with opened(house.team, id) as before, opened(team, id) as after:
                assert rows_of(before) == rows_of(after)
        with house.team.read() as one, team.read() as two:
            assert entries(one, limit=None) == entries(two, limit=None)
            assert shelf(one) == shelf(two)
        app = build_team_application(team, hosts=frozenset({HOST}), secure=False)
        with TestClient(app, base_url=ORIGIN, follow_redirects=False) as client:
            client.cookies.set("stateofplay_team", house.tokens["reviewer"])
            assert client.get("/case/talks").status_code == 200
            assert client.get("/case/other").status_code == 404
            client.cookies.set("stateofplay_team", house.tokens["editor"])
            assert "waits" in client.get("/case/talks/add").text
