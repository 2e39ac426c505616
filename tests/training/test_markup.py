"""Pages of our own writing: every fault is told with its line, and what is read stands in the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.claims.markup import MarkupError, main, parse_page, read_pages

HEADER = "kind: wire story  # a comment\nstyle: British\npublished: 2024-03-05\nsplit: train\n---\n"
TEXT = """# Oslo sets a price for the cod deal
~ Share this story
Norway said on Tuesday it would sign only if Chad opened its rivers.
"We have waited long enough," Mira Dahl said.

Talks resume in Geneva next week.
~ Read also: the weather
~ Imprint
A government source saw little hope.
"""
CLAIMS = """A Norway | country | Oslo | - | -
A Chad | country
A Mira Dahl | person | Dahl |  | Norway
M the Geneva round | parties=Norway; Chad | place=Geneva | date=2024-W11 | status=planned | s3
T Mira Dahl | the Geneva round | attends | head | s3  # a comment
S Norway | say | it would sign only if Chad opened its rivers | s1
S Mira Dahl | say | We have waited long enough, | s2 | direct
S A government source | say | little hope | s4 | unnamed
P Norway | sign | considers | s1-2 | red
C Norway | only_if | it would sign | Chad opened its rivers | s1
E CONSULT | Norway | Chad | 2024-W11 | Geneva | planned | s3
D Tuesday | 2024-03-05 | s1
Q who the source is stays open | s4
"""
SOURCE = f"{HEADER}{TEXT}---\n{CLAIMS}"


def test_text_body_and_clutter() -> None:
    page = parse_page(SOURCE, name="001.page")
    lines = page.text.split("\n")
    assert lines[0] == "Oslo sets a price for the cod deal"
    assert lines[2].endswith('rivers. "We have waited long enough," Mira Dahl said.')
    assert len(page.sentences) == 4
    assert page.answer["title"] == lines[0]
    assert page.answer["clutter"] == ["Share this story", "Read also: the weather", "Imprint"]
    assert len(page.answer["body"]) == 3
    start = 0
    for first, last in page.answer["body"]:
        start = page.text.index(first, start)
        end = page.text.index(last, start) + len(last)
        assert not any(line in page.text[start:end] for line in page.answer["clutter"])
        start = end


def test_answer_has_the_shape_of_the_key() -> None:
    answer = parse_page(SOURCE, name="001.page").answer
    assert answer["actors"][2] == {
        "name": "Mira Dahl",
        "kind": "person",
        "aliases": ["Dahl"],
        "roles": [],
        "side": "Norway",
    }
    assert answer["meetings"][0] == {
        "name": "the Geneva round",
        "parties": ["Norway", "Chad"],
        "place": "Geneva",
        "date": "2024-W11",
        "status": "planned",
        "format": None,
        "hosts": [],
        "mediators": [],
        "proposed_by": None,
        "evidence": "Talks resume in Geneva next week.",
    }
    assert [(s["named"], s["direct"]) for s in answer["statements"]] == [(True, False), (True, True), (False, False)]
    assert answer["positions"][0]["red_line"] is True
    assert answer["positions"][0]["evidence"].count(".") == 2
    assert answer["conditions"][0]["relation"] == "only_if"
    assert answer["events"][0]["event"] == "CONSULT"
    assert answer["dates"][0] == {
        "text": "Tuesday",
        "value": "2024-03-05",
        "evidence": "Norway said on Tuesday it would sign only if Chad opened its rivers.",
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A Chad | country", "A Chad | kingdom", "kind is one of"),
        ("A Chad | country", "A Tchad | country", "Tchad stands in no form"),
        ("| Dahl |", "| Dahl; Ms Dahl |", "'Ms Dahl' stands not in the page"),
        ("| Norway\nM", "| Sweden\nM", "Sweden is no actor"),
        ("P Norway | sign", "P Norway | a signature", "'a signature' stands not in its sentence"),
        ("s1\nS Mira", "s9\nS Mira", "s1 to s4"),
        ("T Mira Dahl | the Geneva round", "T Mira Dahl | the Oslo round", "no meeting of this page"),
        ("enough, | s2 | direct", "enough, | s2", "wholly in quotation marks"),
        ("rivers | s1\nS", "rivers | s1 | direct\nS", "not wholly in quotation marks"),
        ("S A government source", "S A minister", "unnamed speaker"),
        ("| direct", "| direkt", "flags of direct, unnamed"),
        ("| only_if | it would sign | Chad opened its rivers", "| only_if | it would sign | -", "on is -"),
        ("D Tuesday | 2024-03-05", "D Tuesday | 2024-02-30", "a date is"),
        ("D Tuesday | 2024-03-05", "D Tuesday | 2024-03-06", "is a Wednesday"),
        ("s1-2 | red", "s3-4", "clutter stands within"),
        ("| Geneva | planned", "| Paris | planned", "the place 'Paris'"),
        ("Q who", "E CONSULT | Chad | Norway | 2024-W11 | Geneva | planned | s3\nQ who", "said twice"),
        ("status=planned", "state=planned", "M has a name"),
        ("D Tuesday", "X Tuesday", "starts with one of"),
        ("published: 2024-03-05", "published: March", "published is a day"),
        ("kind: wire story  # a comment\n", "", "the header lacks kind"),
        ("little hope.\n---", "little hope.", "two lines of three dashes"),
        ("next week.\n", "next week.\n# A second headline\n", "one headline"),
        ("next week.", "next | week.", "stands in no text"),
    ],
)
def test_each_fault_is_told_with_its_line(old: str, new: str, message: str) -> None:
    assert SOURCE.count(old) == 1
    with pytest.raises(MarkupError, match=r"^001\.page:\d+: ") as caught:
        parse_page(SOURCE.replace(old, new), name="001.page")
    assert message in str(caught.value)


def test_the_line_is_the_right_one() -> None:
    with pytest.raises(MarkupError) as caught:
        parse_page(SOURCE.replace("A Chad | country", "A Chad | kingdom"), name="001.page")
    line = next(fault for fault in caught.value.faults if "kingdom" in fault).split(":")[1]
    assert SOURCE.split("\n")[int(line) - 1].startswith("A Chad")


@given(st.lists(st.text(alphabet="ab. ", min_size=1).filter(lambda s: s.strip()), min_size=1, max_size=8))
def test_every_run_of_the_body_is_found_again(sentences: list[str]) -> None:
    source = HEADER + "\n".join(s.strip() for s in sentences) + "\n~ menu\nThe end of it.\n---\n"
    page = parse_page(source, name="001.page")
    first, last = page.answer["body"][0]
    start = page.text.find(first)
    end = page.text.find(last, start) + len(last)
    assert (start, page.text[end : end + 5]) == (0, "\nmenu")
    assert [page.text[a:b] for a, b in page.sentences] == [*(s.strip() for s in sentences), "The end of it."]


def test_check_and_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "001.page").write_text(SOURCE, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert "pages: 1 (0 test)" in capsys.readouterr().out
    assert main(["export", str(tmp_path), str(tmp_path / "out")]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["001.json", "001.txt"]
    (tmp_path / "005.page").write_text(SOURCE, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(tmp_path)]) == 1
    assert "005.page:1: every fifth page" in capsys.readouterr().out


def test_our_own_pages_are_sound(root: Path) -> None:
    pages = read_pages(root / "training" / "claims" / "pages")
    assert pages
    for page in pages:
        for claims in (
            v for k, v in page.answer.items() if k not in ("body", "clutter", "actors") and isinstance(v, list)
        ):
            assert all(claim["evidence"] in page.text for claim in claims)
