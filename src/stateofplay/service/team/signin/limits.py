"""How often a sign-in may be tried: by account, whether or not there is one, and by the address it comes from."""

from __future__ import annotations

from sqlalchemy import func, select, text

from stateofplay.errors import TeamError
from stateofplay.service.team.names import name_key
from stateofplay.service.team.opening import Team
from stateofplay.service.team.signin.passwords import token_hash
from stateofplay.service.team.tables import ATTEMPT

MINUTES = 15
MOST_OF_NAME, MOST_OF_ADDRESS = 10, 60
"""Attempts in so many minutes. Many people of one house may share an address."""
_SINCE = text(f"clock_timestamp() - interval '{MINUTES} minutes'")


def begin_attempt(team: Team, name: str, address: str) -> None:
    """Count an attempt before it is made, so that a thousand at once are a thousand.

    Raises
    ------
    TeamError
        ``team.too_many``; the same for names that nobody has.
    """
    keys = {"of_name": token_hash(name_key(name)), "of_address": token_hash(address)}
    with team.write() as connection:
        connection.execute(ATTEMPT.delete().where(ATTEMPT.c.at < _SINCE))
        id: int = connection.execute(ATTEMPT.insert().returning(ATTEMPT.c.id), keys).scalar_one()
    with team.write() as connection:
        for column, most in ((ATTEMPT.c.of_name, MOST_OF_NAME), (ATTEMPT.c.of_address, MOST_OF_ADDRESS)):
            query = select(func.count()).where(column == keys[column.name], ATTEMPT.c.at >= _SINCE)
            if (connection.execute(query).scalar() or 0) > most:
                # It is not tried and does not count: who is shut out gets in again when the first ones are old.
                connection.execute(ATTEMPT.delete().where(ATTEMPT.c.id == id))
                break
        else:
            return
    raise TeamError(
        "there were too many attempts to sign in",
        slug="team.too_many",
        hint=f"Wait {MINUTES} minutes, or ask an administrator for a link.",
    )


def forgive(team: Team, name: str) -> None:
    """Forget the attempts of somebody who came in."""
    with team.write() as connection:
        connection.execute(ATTEMPT.delete().where(ATTEMPT.c.of_name == token_hash(name_key(name))))
