"""A team on a real PostgreSQL server: accounts of every role, two cases, and the application that they ask."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from stateofplay.service.team.cases import make_case, opened
from stateofplay.service.team.opening import Team, make_team
from stateofplay.service.team.roles import TeamRole, set_role
from stateofplay.service.team.signin import accounts, passwords
from stateofplay.service.team.signin.accounts import By
from stateofplay.web.team import build_team_application
from tests.exchange.cases import add, second_reading
from tests.exchange.readings import reading
from tests.record.conftest import database, postgres

__all__ = ["database", "postgres"]

HOST = "team.example:8650"
ORIGIN = f"http://{HOST}"
SAME = {"sec-fetch-site": "same-origin", "origin": ORIGIN}
PASSWORD = "seven words that nobody would guess"
SHELL = By()
SHIPPED = passwords._hasher
"""What passwords are hashed by outside of the tests."""


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashes that cost nothing: a team of the tests has six accounts, and every module has a team."""
    quick = cache(lambda: PasswordHasher(time_cost=1, memory_cost=256, parallelism=1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", quick)
        passwords._nobodys.cache_clear()
        yield
    passwords._nobodys.cache_clear()


@dataclass(eq=False)
class House:
    """A team, its application, and the browsers of its members."""

    team: Team
    app: ASGIApp
    tokens: dict[str, str] = field(default_factory=dict)

    def join(self, name: str, *, administrator: bool = False) -> None:
        """Make an account and join it."""
        link = accounts.invite(self.team, name, administrator=administrator, by=SHELL)
        self.tokens[name] = accounts.use_link(self.team, link, PASSWORD, "a browser of the tests")

    def stranger(self) -> TestClient:
        """A browser that is not signed in."""
        return TestClient(self.app, base_url=ORIGIN, follow_redirects=False)

    def browser(self, name: str) -> TestClient:
        """A browser in which somebody is signed in."""
        client = self.stranger()
        client.cookies.set("stateofplay_team", self.tokens[name])
        return client


def make_house(address: str) -> House:
    """A team of everybody: who has a role has it in the case ``talks``; ``other`` belongs to somebody else."""
    team = make_team(address)
    house = House(team=team, app=build_team_application(team, hosts=frozenset({HOST}), secure=False))
    house.join("ada", administrator=True)
    for case in ("talks", "other"):
        make_case(team, case, by=SHELL)
        with opened(team, case) as made, made.write() as connection:
            add(connection, reading(), "a.html")
            add(connection, second_reading(), "b.html")
    house.join("sam")
    set_role(team, "other", "sam", TeamRole.OWNER, by=SHELL)
    for role in TeamRole:
        house.join(role.name.lower())
        set_role(team, "talks", role.name.lower(), role, by=SHELL)
    return house


@pytest.fixture(scope="module")
def house(postgres: str) -> Iterator[House]:
    """The team, for the tests of one module."""
    import psycopg

    name = f"team_{os.getpid()}"
    admin = postgres.format(database="postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    made = make_house(postgres.format(database=name))
    with TestClient(made.app, base_url=ORIGIN):  # it closes what is open at the end
        yield made
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
