"""Sheets of answers over pages that stay where they are: sentences by number, cut words, faults, packing."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.claims.sheet import main, read_sheet, sentences_of, verbatim
from training.claims.standoff import StandoffError, text_of, unpack

TEXT = (
    "Truce talks resume\n\n"
    "Mira Dahl, the foreign minister of Norland, will meet envoys of Suvania in Lund on Monday. "
    "“We want a truce,” Mrs. Dahl said.\n"
    "Share this story\n"
    "Suvania says that it will sign nothing unless the port reopens."
)
SHEET = """published: 2024-03-05
title: s1
body: s1-3 s5
clutter: s4
A Mira Dahl | person | Dahl | foreign minister | Norland
A Norland | country
A Suvania | country
M the round in Lund | parties=Mira Dahl; Suvania | place=Lund | status=planned | s2
T Mira Dahl | the round in Lund | attends | - | s2
S Mira Dahl | say | We want a truce | s3 | direct
P Suvania | sign ... the port | opposes | s5
C Suvania | unless | it will sign nothing | the port reopens | s5
D Monday | 2024-03-11 | s2    # the next one
"""


def test_a_sheet_is_the_answer_that_its_sentences_hold() -> None:
    answer, faults = read_sheet(SHEET, TEXT, name="001.sheet")
    assert faults == []
    assert [TEXT[a:b] for a, b in sentences_of(TEXT)][2] == "“We want a truce,” Mrs. Dahl said."
    assert answer["title"] == "Truce talks resume"
    assert answer["positions"][0]["issue"] == "sign nothing unless the port"
    said = answer["statements"][0]
    assert (said["speaker"], said["content"], said["direct"], said["named"]) == (
        "Mira Dahl",
        "We want a truce",
        True,
        True,
    )
    assert answer["clutter"] == ["Share this story"]
    assert len(answer["body"]) == 2


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("s5\nC", "s9\nC", "sentences s1 to s5"),
        ("body: s1-3", "body: s1-7", "s1-7"),
        ("T Mira Dahl", "T Dahl", "Dahl is no actor"),
        ("We want a truce |", "We want peace |", "We want peace"),
        ("published: 2024-03-05\n", "", "lacks published"),
        ("2024-03-11", "2024-03-12", "Tuesday"),
        ("| s3 | direct", "| s3", "in quotation marks"),
    ],
)
def test_what_is_wrong_in_a_sheet_is_told(old: str, new: str, fault: str) -> None:
    assert old in SHEET
    _, faults = read_sheet(SHEET.replace(old, new), TEXT, name="001.sheet")
    assert any(fault in line for line in faults), faults


@given(st.text(alphabet="Ab. \n”“!?", max_size=60))
def test_every_word_stands_in_one_sentence(text: str) -> None:
    places = sentences_of(text)
    assert [p for a, b in places for p in range(a, b) if not text[p].isspace()] == [
        p for p, sign in enumerate(text) if not sign.isspace()
    ]


def test_cut_words_that_do_not_stand_stay_as_they_are() -> None:
    assert verbatim("We will ... a truce", "They will never ask for it.") == "We will ... a truce"


def test_pages_and_stories_are_packed_and_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, sheets, out = (tmp_path / name for name in ("texts", "sheets", "out"))
    texts.mkdir()
    sheets.mkdir()
    (texts / "001.txt").write_text(TEXT, encoding="utf-8")
    with lzma.open(texts / "general-news.jsonl.xz", "wt", encoding="utf-8") as stories:
        stories.write(json.dumps({"text": "Other news."}) + "\n" + json.dumps({"text": TEXT}) + "\n")
    for name in ("001", "00001"):
        (sheets / f"{name}.sheet").write_text(SHEET, encoding="utf-8")
    (sheets / "00000.sheet").write_text(SHEET, encoding="utf-8")
    assert main(["show", str(texts), "00001"]) == 0
    assert "[s3] “We want a truce,” Mrs. Dahl said." in capsys.readouterr().out
    assert main(["pack", str(texts), str(sheets), str(out)]) == 1, "one sheet is of another text"
    assert sorted(path.name for path in out.iterdir()) == ["00001.json", "001.json"]
    answer = unpack(json.loads((out / "00001.json").read_text(encoding="utf-8")), text_of(texts, "00001"))
    assert answer == read_sheet(SHEET, TEXT, name="00001.sheet")[0]
    assert main(["show", str(texts), "00002"]) == 2
    assert "there is no text of 00002" in capsys.readouterr().err
    with pytest.raises(StandoffError, match="00002"):
        text_of(texts, "00002")
