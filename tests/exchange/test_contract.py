"""The contract: what goes out as JSON comes back the same, and a wrong quote is refused."""

from __future__ import annotations

import json

import pytest

from stateofplay.errors import ExchangeError
from stateofplay.exchange.reading.contract import from_json, to_json, to_plain
from tests.exchange.readings import reading

KEYS = ["actors", "meetings", "attendance", "statements", "positions", "conditions", "events", "dates", "ambiguities"]


def test_round_trip() -> None:
    assert from_json(to_json(reading())) == reading()
    assert from_json(to_json(reading(), indent=0)) == reading()


def test_keys_of_the_contract() -> None:
    plain = to_plain(reading())
    assert plain["article"]["title"] == "Chad and Sudan to meet in Geneva"
    assert all(isinstance(plain[key], list) for key in KEYS)
    assert plain["positions"][0]["evidence"].keys() == {"start", "end", "quote"}
    assert all(c["id"] for key in KEYS[1:-1] for c in plain[key])


def test_ids_are_stable_and_distinct() -> None:
    ids = [c.id for c in reading().claims()]
    assert ids == [c.id for c in reading().claims()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["events"][0]["evidence"].update(quote="X" * len(d["events"][0]["evidence"]["quote"])),
        lambda d: d["events"][0].update(event="MAKE_PEACE"),
        lambda d: d.pop("article"),
    ],
)
def test_what_breaks_the_contract_is_refused(spoil) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(to_json(reading()))
    spoil(data)
    with pytest.raises(ExchangeError):
        from_json(json.dumps(data))


def test_no_json_at_all() -> None:
    with pytest.raises(ExchangeError) as caught:
        from_json("{")
    assert caught.value.slug == "exchange.reading"
