"""When somebody last looked at a case: kept in a cookie of their own, so that changes are counted from there by themselves.

A sitting is everything that is asked for without a pause of half an hour. Through a sitting what counts as new is what came to
the case after the sitting before, whatever day its pages are of; a day that a reader has chosen goes before it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from stateofplay.service.library import LastLook

if TYPE_CHECKING:
    from stateofplay.web.calls import Call

LOOKED, CHOSEN = "looked_", "since_"
"""With the id of a case, names of cookies: its last sittings, and the day that its reader chose to count from."""
PAUSE = 30 * 60
SECONDS = 365 * 24 * 3600
_LOOK = r"\d{1,9}\.\d{4}-\d\d-\d\d"
_FORM = re.compile(rf"({_LOOK})?_({_LOOK})_(\d{{1,12}})")


def cookie_of(case: str) -> str:
    """The name of the cookie of a case, which may be called in any script."""
    return LOOKED + quote(case, safe="")


def chosen_cookie(case: str) -> str:
    """The name of the cookie with the day that was chosen for a case."""
    return CHOSEN + quote(case, safe="")


def since_of(call: Call, asked: str) -> str | LastLook:
    """What changes are counted from: the day asked for, or chosen before, or the last look; empty by default."""
    chosen = asked or call.cookies.get(chosen_cookie(call.case), "")
    return chosen or looked_since(call.cookies, call.case, time.time()) or ""


def looked_since(cookies: Mapping[str, str], case: str, now: float) -> LastLook | None:
    """What the last sitting ended with; None for a first one.

    Examples
    --------
    >>> looked_since({"looked_talks": "7.2031-05-01_9.2031-05-04_1000"}, "talks", 1500)
    LastLook(page=7, day='2031-05-01')
    >>> looked_since({"looked_talks": "7.2031-05-01_9.2031-05-04_1000"}, "talks", 90_000)
    LastLook(page=9, day='2031-05-04')
    """
    before, last, at = _parse(cookies.get(cookie_of(case), ""))
    return last if now - at > PAUSE else before


def looked_now(cookies: Mapping[str, str], case: str, newest: int, now: float) -> str:
    """What the cookie should say after a look at a case whose newest page has the number `newest`.

    Examples
    --------
    >>> looked_now({"looked_talks": "_7.1970-01-01_1000"}, "talks", 9, 90_000)
    '7.1970-01-01_9.1970-01-02_90000'
    """
    return _told(looked_since(cookies, case, now), newest, now)


def seen_now(newest: int, now: float) -> str:
    """What the cookie should say from now on, where all that is there was seen: the sitting ends, and the next one begins.

    Examples
    --------
    >>> looked_since({"looked_talks": seen_now(9, 90_000)}, "talks", 90_000)
    LastLook(page=9, day='1970-01-02')
    """
    return _told(LastLook(page=newest, day=_day(now)), newest, now)


def _told(before: LastLook | None, newest: int, now: float) -> str:
    was = f"{before.page}.{before.day}" if before is not None else ""
    return f"{was}_{newest}.{_day(now)}_{int(now)}"


def _day(now: float) -> str:
    return datetime.fromtimestamp(int(now), UTC).date().isoformat()


def _parse(value: str) -> tuple[LastLook | None, LastLook | None, int]:
    found = _FORM.fullmatch(value)
    if found is None or not found[0].isascii():
        return None, None, 0
    return _look(found[1]), _look(found[2]), int(found[3])


def _look(told: str | None) -> LastLook | None:
    page, _, day = (told or "").partition(".")
    return LastLook(page=int(page), day=day) if page else None
