"""What is wrong with a claim of an annotated page: names, words, quotes, dates, twice the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

Answer = dict[str, Any]
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_date(value: str) -> bool:
    if re.fullmatch(r"\d{4}-W\d\d", value):
        return 1 <= int(value[-2:]) <= 53
    return is_day(value + "-01-01"[3 * (value.count("-")) :]) and value.count("-") <= 2


def tell_faults(letter: str, claim: Answer, text: str, names: set[str], meetings: set[str]) -> Iterator[str]:
    if letter == "A":
        if not any(form in text for form in (claim["name"], *claim["aliases"])):
            yield f"{claim['name']} stands in no form in the page"
        yield from (
            f"{form!r} stands not in the page" for form in claim["aliases"] + claim["roles"] if form not in text
        )
    for who in _who(letter, claim):
        if who not in names:
            yield f"{who} is no actor of this page (a line A)"
    if letter == "T" and claim["meeting"] not in meetings:
        yield f"{claim['meeting']} is no meeting of this page (a line M)"
    for key in ("content", "issue", "what", "on", "text"):
        if claim.get(key) is not None and claim[key] not in claim["evidence"]:
            yield f"{claim[key]!r} stands not in its sentence: {claim['evidence']!r}"
    if claim.get("place") is not None and claim["place"] not in text:
        yield f"the place {claim['place']!r} stands not in the page"
    if letter == "D" and (day := _other_weekday(claim["text"], claim["value"])):
        yield f"{claim['value']} is a {day}, not {claim['text']!r}"
    if letter == "C" and (claim["on"] is None) != (claim["relation"] == "without_preconditions"):
        yield "on is - for without_preconditions, and for nothing else"
    if letter == "S":
        if not claim["named"] and claim["speaker"] not in text:
            yield f"the unnamed speaker {claim['speaker']!r} stands not in the page"
        if (marked := _is_quoted(claim["content"], claim["evidence"], text)) is not None and marked != claim["direct"]:
            yield f"the content stands {'wholly' if marked else 'not wholly'} in quotation marks: {claim['content']!r}"


def _other_weekday(text: str, value: str | None) -> str | None:
    """The weekday of ``value`` where ``text`` names another one."""
    named = [day for day in WEEKDAYS if day.lower() in text.lower()]
    if not named or value is None or not is_day(value) or value.count("-") != 2:
        return None
    day = WEEKDAYS[date.fromisoformat(value).weekday()]
    return None if day in named else day


def _who(letter: str, claim: Answer) -> list[str]:
    """Every actor that a claim names."""
    keys = {
        "A": ("side",),
        "M": ("proposed_by",),
        "T": ("who",),
        "S": ("speaker",) if claim.get("named") else (),
        "P": ("holder",),
        "C": ("holder",),
        "E": ("actor", "recipient"),
    }.get(letter, ())
    lists = ("parties", "hosts", "mediators") if letter == "M" else ()
    return [claim[key] for key in keys if claim[key] is not None] + [who for key in lists for who in claim[key]]


def _is_quoted(content: str, evidence: str, text: str) -> bool | None:
    """Whether the whole content stands within double quotation marks; None where single ones leave it open."""
    start = text.find(evidence)
    place = text.find(content, start)
    if start < 0 or place < 0:
        return None
    begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place + len(content))
    line = text[begin : end if end >= 0 else len(text)]
    if line.count('"') % 2 or line.count("“") != line.count("”"):
        return None  # a mark is missing, or the quotation goes on in another paragraph
    before = text[begin:place]
    inside = before.count('"') % 2 == 1 or before.count("“") > before.count("”")
    if inside:
        return not re.search(r'["“”]', content)
    return None if re.search(r"[‘'«]", before[-1:] or " ") else False


def identity(letter: str, claim: Answer) -> str:
    """What makes two lines the same: one position a holder and issue, one event a pair where it is symmetric."""
    if letter == "A" or letter == "M":
        return f"{letter}{claim['name']}"
    if letter == "P":
        return f"P{claim['holder']}|{claim['issue']}"
    if letter == "E" and claim["event"] in ("CONSULT", "AGREE"):
        pair = sorted(str(claim[key]) for key in ("actor", "recipient"))
        return f"E{claim['event']}|{pair}|{claim['status']}|{claim['date']}|{claim['evidence']}"
    return letter + json.dumps(claim, sort_keys=True)
