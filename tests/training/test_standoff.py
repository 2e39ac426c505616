"""Stand-off annotations: packing loses nothing, holds no words of the page, and refuses another text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.claims.standoff import StandoffError, main, pack, unpack

TEXT = (
    "Truce talks resume\n"
    "Mira Dahl, the foreign minister of Norland, will meet envoys of Suvania in Lund on Monday.\n"
    "“We want a truce,” Dahl said. A Suvanian official said there would be no truce unless the port reopens."
)
FIRST, SECOND, THIRD = TEXT.split("\n")
LAST = THIRD.split(" Dahl said. ")[1]
ANSWER = {
    "id": "001",
    "url": "",
    "published": None,
    "title": FIRST,
    "body": [[FIRST, "resume"], ["Mira Dahl", "reopens."]],
    "clutter": [],
    "actors": [
        {"name": "Mira Dahl", "kind": "person", "aliases": ["Dahl"], "roles": ["foreign minister"], "side": "Norland"},
        {"name": "Suvania", "kind": "country", "aliases": ["Suvanian"], "roles": [], "side": None},
    ],
    "meetings": [
        {"name": "the round in Lund", "parties": ["Mira Dahl", "Suvania"], "place": "Lund", "date": None,
         "status": "planned", "format": "direct", "hosts": [], "mediators": [], "proposed_by": None, "evidence": SECOND},
    ],
    "attendance": [
        {"who": "Mira Dahl", "meeting": "the round in Lund", "status": "attends", "capacity": None, "evidence": SECOND}
    ],
    "statements": [
        {"speaker": "Mira Dahl", "named": True, "act": "say", "content": "We want a truce", "direct": True,
         "evidence": "“We want a truce,” Dahl said."},
        {"speaker": "A Suvanian official", "named": False, "act": "say", "direct": False, "evidence": LAST,
         "content": "there would be no truce unless the port reopens"},
    ],
    "positions": [
        {"holder": "Suvania", "issue": "truce", "stance": "opposes", "red_line": False, "evidence": LAST},
    ],
    "conditions": [
        {"holder": None, "relation": "unless", "what": "no truce", "on": "the port reopens", "evidence": LAST},
    ],
    "events": [],
    "dates": [{"text": "Monday", "value": None, "evidence": SECOND}],
    "ambiguities": [{"evidence": LAST, "note": "which port is left open"}],
}  # fmt: skip


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [s for part in value.values() for s in strings(part)]
    if isinstance(value, list):
        return [s for part in value for s in strings(part)]
    return [value] if isinstance(value, str) else []


def test_packing_and_unpacking_is_the_identity() -> None:
    assert unpack(pack(ANSWER, TEXT), TEXT) == ANSWER


def test_annotations_hold_no_sentence_of_the_page() -> None:
    names = {"Mira Dahl", "the round in Lund", "which port is left open"}
    packed = pack(ANSWER, TEXT)
    assert [s for s in strings(packed) if len(s.split()) > 1 and s not in names] == []
    issue = TEXT.index(LAST) + LAST.index("truce")
    assert packed["positions"][0]["issue"] == [issue, issue + len("truce")]


def test_another_text_is_refused() -> None:
    with pytest.raises(StandoffError, match="001"):
        unpack(pack(ANSWER, TEXT), TEXT + "\n")


def test_a_quote_that_does_not_stand_is_refused() -> None:
    wrong = ANSWER | {"dates": [{"text": "Tuesday", "value": None, "evidence": SECOND}]}
    with pytest.raises(StandoffError, match="Tuesday"):
        pack(wrong, TEXT)


def test_a_label_that_copies_the_page_keeps_no_run_of_it() -> None:
    label = "the day when Mira Dahl, the foreign minister of Norland, will meet envoys"
    answer = ANSWER | {"ambiguities": [{"evidence": SECOND, "note": label}]}
    packed = pack(answer, TEXT)
    assert packed["ambiguities"][0]["note"] == {"parts": ["the day when ", [19, 79], "", ""]}
    assert unpack(packed, TEXT) == answer


def test_marks_typed_otherwise_are_found() -> None:
    wrong = ANSWER | {"positions": [ANSWER["positions"][0] | {"issue": '"We want a truce,"'}]}  # type: ignore[index]
    assert unpack(pack(wrong, TEXT), TEXT)["positions"][0]["issue"] == "“We want a truce,”"


@given(st.text(alphabet="ab ’\n", min_size=1), st.data())
def test_any_quote_comes_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    inner = data.draw(st.integers(start, end - 1))
    record = {"evidence": text[start:end], "what": text[inner:end], "on": None}
    answer = {"id": "1", "title": text[start:end], "conditions": [record]}
    packed = pack(answer, text)
    assert unpack(packed, text) == answer
    begin = packed["conditions"][0]["evidence"][0]
    assert packed["conditions"][0]["what"][0] >= begin


def test_command_packs_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, packed, back = (tmp_path / name for name in ("texts", "packed", "back"))
    texts.mkdir()
    (texts / "001.txt").write_text(TEXT, encoding="utf-8")
    (texts / "001.json").write_text(json.dumps(ANSWER), encoding="utf-8")
    for words in (["pack", texts, texts, packed], ["unpack", texts, packed, back]):
        monkeypatch.setattr("sys.argv", ["standoff", *map(str, words)])
        assert main() == 0
    assert json.loads((back / "001.json").read_text(encoding="utf-8")) == ANSWER
    (texts / "001.txt").write_text(TEXT + "!", encoding="utf-8")
    assert main() == 1
