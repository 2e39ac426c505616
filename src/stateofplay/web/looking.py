"""When somebody last looked at a case: kept in a cookie of their own, so that changes are counted from there by themselves.

A sitting is everything that is asked for without a pause of half an hour. Through a sitting changes are counted from the day of
the newest page as it was at the end of the sitting before; a day that a reader has chosen goes before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

LOOKED = "looked_"
PAUSE = 30 * 60
SECONDS = 365 * 24 * 3600
_FORM = re.compile(r"(\d{4}(?:-\d\d){0,2})?_(\d{4}(?:-\d\d){0,2})?_(\d{1,12})")


def cookie_of(case: str) -> str:
    """The name of the cookie of a case, which may be called in any script."""
    return LOOKED + quote(case, safe="")


def looked_since(cookies: Mapping[str, str], case: str, now: float) -> str:
    """The day that the last sitting ended with; empty for a first one.

    Examples
    --------
    >>> looked_since({"looked_talks": "2031-05-01_2031-05-04_1000"}, "talks", 1500)
    '2031-05-01'
    >>> looked_since({"looked_talks": "2031-05-01_2031-05-04_1000"}, "talks", 90_000)
    '2031-05-04'
    """
    before, last, at = _parse(cookies.get(cookie_of(case), ""))
    return last if now - at > PAUSE else before


def looked_now(cookies: Mapping[str, str], case: str, last_day: str, now: float) -> str:
    """What the cookie should say after a look at a case whose newest page is of `last_day`.

    Examples
    --------
    >>> looked_now({"looked_talks": "_2031-05-01_1000"}, "talks", "2031-05-04", 90_000)
    '2031-05-01_2031-05-04_90000'
    """
    return f"{looked_since(cookies, case, now)}_{last_day}_{int(now)}"


def _parse(value: str) -> tuple[str, str, int]:
    found = _FORM.fullmatch(value)
    return (found[1] or "", found[2] or "", int(found[3])) if found else ("", "", 0)
