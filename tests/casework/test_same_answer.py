"""The same question asked of a case, of its draft and of the file written from it gets the same answer."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.casework.draft.files import to_toml
from stateofplay.casework.outlook.looking_ahead import look_ahead
from stateofplay.casework.outlook.sampling import draw_readings
from stateofplay.casework.reach.readings import reach_over_readings
from stateofplay.casework.redraft.answering import AskedWish, questions_in, with_answer
from stateofplay.casework.whatif.changes import apply_changes, changes_of
from stateofplay.casework.whatif.over_readings import compare_readings
from stateofplay.cli.app import run
from stateofplay.conflict import Conflict, Statements
from stateofplay.conflict.files import parse_model, write_json, write_model
from stateofplay.errors import CaseworkError
from stateofplay.exchange.reports.outlook import outlook_dict
from stateofplay.exchange.reports.reach import reach_dict
from stateofplay.exchange.reports.whatif import WhatIfAnswer, whatif_dict
from stateofplay.record import create_case
from stateofplay.service.cases import add_all
from stateofplay.service.drafting import draft_model
from stateofplay.service.models.answering import questions_of
from stateofplay.service.models.subjects import Subject, load_subject
from stateofplay.service.questions import OF_THE_RECORD, answer, answer_of_model
from tests.casework.pages import lake_case
from tests.casework.test_text_and_verdict import generated
from tests.thoroughness import examples

SENTENCES = (
    "Chad and Niger will hold talks in Zinder on Friday about the wells, officials said on Tuesday.",
    "Chad demands that Niger withdraw its troops from the oasis.",
    "Niger rejects a withdrawal of its troops from the oasis.",
    "Niger supports a 20-day ceasefire.",
    "Chad opposes a ceasefire.",
    "Chad accepts a ceasefire.",
    "Chad said it would release the prisoners only if Niger reopens the border.",
    "Niger threatened to impose sanctions on Chad unless it accepts a ceasefire.",
    "Niger said that giving up the wells was a red line.",
    "Libya is considering sanctions on both.",
    "A Chadian official said that Niger is not serious about a ceasefire.",
)


def plain(conflict: Conflict) -> str:
    return json.dumps(outlook_dict(look_ahead(conflict, samples=80), {}), sort_keys=True)


def test_an_answer_against_a_stated_wish_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "wells.toml"
    model.write_text(
        'name = "Wells"\n\n[[option]]\nid = "toll"\nowner = "Chad"\n\n[[option]]\nid = "truce"\nowner = "Niger"\n\n'
        '[[decision_maker]]\nid = "Chad"\nstatements = [{formula = "not toll", note = "Chad does not want a toll"}]\n'
        'open = ["toll", "truce"]\n\n[[decision_maker]]\nid = "Niger"\nstatements = ["not toll"]\n',
        encoding="utf-8",
    )
    assert run(["answer", str(model), "1", "yes"]) == 0
    assert "goes against what is stated: Chad does not want a toll" in " ".join(capsys.readouterr().out.split())
    assert run(["answer", str(model), "1", "no"]) == 0
    assert run(["answer", str(model), "2", "yes"]) == 0
    assert "goes against" not in capsys.readouterr().out


@pytest.mark.slow
@examples(25)
@given(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=8, unique=True))
def test_case_draft_and_file_give_one_answer(sentences: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "page.txt"
        page.write_text("Quarrel over the wells\n\n" + "\n\n".join(sentences) + "\n", encoding="utf-8")
        with create_case(folder / "wells.sop") as case:
            list(add_all(case, [str(page)], published="2024-03-05"))
            try:
                draft = draft_model(case)
            except CaseworkError:
                return
            of_case = answer(case, samples=80)
        file = parse_model(to_toml(draft))
        assert file == draft.conflict
        subject = load_subject(str(folder / "wells.sop"))
        assert plain(file) == plain(draft.conflict) == plain(subject.conflict)
        of_file = answer_of_model(Subject(name="wells.toml", conflict=file), samples=80)
        asked = [a.to_dict() for a in of_case.answers if a.key not in OF_THE_RECORD]
        assert [a.to_dict() for a in of_file.answers] == asked
        option = file.options[0]
        sides = []
        for conflict in (subject.conflict, file):
            changed = apply_changes(conflict, changes_of(sets=[f"{option.id} = yes"]))
            shifted = compare_readings(conflict, changed.conflict, samples=80)
            reached = reach_over_readings(conflict, option.id, samples=80)
            whatif = WhatIfAnswer(subject="", titles=("now", "then"), told=((), changed.told), found=shifted, rows={})
            sides.append(json.dumps([whatif_dict(whatif), reach_dict(reached)]))
        assert sides[0] == sides[1]
        for asked_of, word in zip(questions_in(file)[:2], ("yes", "no"), strict=False):
            answered = parse_model(with_answer(to_toml(draft), asked_of, word))
            assert answered == in_memory(draft.conflict, asked_of, word), "the file's answer is the model's"
            again = parse_model(write_json(answered), toml=False)
            assert plain(answered) == plain(again)
            place = (asked_of.party, asked_of.place)
            assert place in draw_readings(file, 20, 1, ("SEQ",)).wishes
            assert place not in draw_readings(answered, 20, 1, ("SEQ",)).wishes, "what is answered is drawn no more"
            of_memory = Subject(name="wells.toml", conflict=in_memory(draft.conflict, asked_of, word))
            told = [
                answer_of_model(one, samples=40) for one in (Subject(name="wells.toml", conflict=answered), of_memory)
            ]
            assert [a.to_dict() for a in told[0].answers] == [a.to_dict() for a in told[1].answers]


def in_memory(conflict: Conflict, asked: AskedWish, answer: str) -> Conflict:
    """The model with a question answered in memory, without any file."""
    dm = conflict.dm(asked.party)
    assert isinstance(dm.preference, Statements)
    wishes = list(dm.preference.open)
    wishes[asked.place] = replace(wishes[asked.place], answer=answer)
    return conflict.with_preferences({dm.id: replace(dm.preference, open=tuple(wishes))})


@pytest.mark.parametrize("seed", range(0, 200, 8))
def test_a_model_answers_the_same_after_any_form_of_file(seed: int) -> None:
    conflict = generated(seed)
    for text in (write_model(conflict), write_json(conflict)):
        assert plain(parse_model(text, toml=not text.startswith("{"))) == plain(conflict)


def test_the_shell_says_the_same_of_case_and_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake_case(tmp_path)
    case, model = str(tmp_path / "lake.sop"), str(tmp_path / "lake.toml")
    assert run(["draft", case, "-o", model]) == 0
    capsys.readouterr()
    found = []
    for subject in (case, model):
        told = []
        for words in (
            ["analyse", subject, "--format", "json"],
            ["reach", subject, "--outcome", "talks", "--format", "json"],
        ):
            assert run(words) == 0
            told.append(json.loads(capsys.readouterr().out))
        told[0].pop("claims")
        found.append(told)
    assert found[0] == found[1]


def test_an_answer_is_kept_in_the_file_and_narrows_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake_case(tmp_path)
    case, model = str(tmp_path / "lake.sop"), tmp_path / "lake.toml"
    assert run(["draft", case, "-o", str(model)]) == 0
    assert run(["answer", str(model)]) == 0
    listed = [line for line in capsys.readouterr().out.splitlines() if " open " in line]
    assert listed
    before = model.read_text(encoding="utf-8")
    assert run(["answer", str(model), "1", "yes"]) == 0
    out = capsys.readouterr().out
    assert "Before: Things " in out
    assert "Now: Things " in out
    after = model.read_text(encoding="utf-8")
    assert sum(a != b for a, b in zip(before.splitlines(), after.splitlines(), strict=True)) == 1
    wishes = [w for dm in parse_model(after).decision_makers for w in dm.preference.open]
    assert sum(w.answer == "open" for w in wishes) == len(listed) - 1
    assert run(["draft", case, "-o", str(model)]) == 0, "the next draft keeps the answer"
    assert 'answer = "yes"' in model.read_text(encoding="utf-8")
    assert run(["answer", str(model), "1", "open"]) == 0
    assert model.read_text(encoding="utf-8") == before


def test_what_cannot_be_answered_is_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "m.toml"
    text = (
        '[[decision_maker]]\nid = "A"\nstatements = []\nopen = [\n  { formula = "x", answer = "yes" },\n'
        '  { formula = "not x", answer = "open" },\n]\n\n[[option]]\nid = "x"\nowner = "A"\n'
    )
    model.write_text(text, encoding="utf-8")
    for words, slug in (
        (["answer", str(model), "9", "yes"], "has no open question"),
        (["answer", str(model), "x", "yes"], "2 questions fit"),
        (["answer", str(model), "2", "yes"], "answered against each other"),
        (["answer", str(tmp_path / "none.toml")], "cannot be read"),
        (["answer", "case.sop"], "no model file in TOML"),
    ):
        assert run(words) == CaseworkError.exit_code, words
        assert slug in capsys.readouterr().err
        assert model.read_text(encoding="utf-8") == text
    assert run(["answer", str(model), "1"]) == 2


def test_the_page_of_a_draft_begins_with_its_note_and_folds_the_rest(tmp_path: Path) -> None:
    lake_case(tmp_path)
    case, page = str(tmp_path / "lake.sop"), tmp_path / "lake.html"
    assert run(["analyse", case, "-o", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    main = text[text.index("<main>") :]
    assert (
        main.index('<section id="note">')
        < main.index('<details class="whole">')
        < main.index('<section id="equilibria">')
    )
    assert "Things stay as they are" in main[: main.index("</p>")]
    assert "details.whole:not([open])" in text, "folded on paper too"


def test_a_model_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(CaseworkError, match="there is no such file"):
        questions_of(str(tmp_path / "none.toml"))
