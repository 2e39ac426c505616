"""What an analyst meets at the shell around models: plain words first, every study told, nothing half done."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from stateofplay.cli.app import run

QUAY = """
name = "Quay dispute"
status_quo = "NNN"

[[decision_maker]]
id = "harbour"
name = "Harbour authority"
statements = ["not strike", "cranes"]

[[decision_maker]]
id = "dockers"
name = "Dockers"
statements = ["not cranes", "not strike"]

[[decision_maker]]
id = "city"
name = "City"
statements = ["not strike", "arbiter"]

[[option]]
id = "cranes"
owner = "harbour"
name = "Automate the cranes"

[[option]]
id = "strike"
owner = "dockers"
name = "Go on strike"

[[option]]
id = "arbiter"
owner = "city"
name = "Appoint an arbiter"
"""
TABLES = """
[[pace]]
decision_maker = "city"
weight = 3

[[goal]]
state = "NNY"

[[intervention]]
name = "A mediator"
infeasible = ["cranes"]
"""
OPEN = """
name = "Lock"
status_quo = "N"

[[decision_maker]]
id = "chad"
name = "Chad"
statements = [{ formula = "truce", confidence = 0.8 }]

[[decision_maker]]
id = "niger"
name = "Niger"
statements = []
open = [{ formula = "truce", answer = "open", note = "Would Niger rather see a truce or not?" }]

[[option]]
id = "truce"
owners = ["chad", "niger"]
name = "Chad and Niger: accept a truce"
"""


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    place = tmp_path / "quay.toml"
    place.write_text(QUAY + TABLES, encoding="utf-8")
    return place


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_a_plain_model_begins_with_a_sentence_and_says_what_the_concepts_mean(
    quay: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", str(quay), "--concepts", "NASH,SEQ"]) == 0
    text = told(capsys)
    assert text.startswith("Quay dispute Where it stands, state 1 (nothing done), ")
    assert text.index("SEQ (sequential stability): as GMR") < text.index("stable for")
    for name in ("quay.md", "quay.html"):
        assert run(["analyse", str(quay), "--concepts", "NASH,SEQ", "-o", str(tmp_path / name)]) == 0
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert page.index("Where it stands, state 1") < page.index("stable for")
    assert run(["whatif", str(quay), "--set", "strike = no"]) == 0
    assert "SEQ (sequential stability)" in told(capsys)


def test_a_pace_of_one_leaves_the_others_theirs(quay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", str(quay), "--study", "evolution"]) == 0
    assert "(Harbour authority 20%, Dockers 20%, City 60%)" in told(capsys)


def test_a_study_that_cannot_be_worked_out_leaves_the_others(quay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", str(quay), "--study", "all", "--concepts", "SIM"]) == 0
    text = told(capsys)
    assert "Goals Not worked out: goals cannot be sought under SIM." in text
    assert "Where it drifts Assumed" in text
    assert "A mediator ends equilibria under SIM: " in text
    assert "(Automate the cranes" in text, "states of a third party are told in words"
    assert run(["analyse", str(quay), "--study", "goals", "--concepts", "SIM"]) == 65


def test_goals_that_are_too_much_for_all_are_worked_out_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "four.toml"
    makers = "".join(f'[[decision_maker]]\nid = "{d}"\nstatements = ["{d}1", "{d}2"]\n' for d in "ab")
    options = "".join(f'[[option]]\nid = "{d}{k}"\nowner = "{d}"\n' for d in "ab" for k in "12")
    model.write_text(f"{makers}{options}", encoding="utf-8")
    words = ["analyse", str(model), "--goal", "YYYY", "--goal", "not NNNN", "--concepts", "SEQ"]
    assert run(words) == 65
    assert "Let fewer decision makers be free (--free)" in " ".join(capsys.readouterr().err.split())
    assert run([*words, "--free", "a"]) == 0
    assert "profiles of strict rankings of a make state 16" in told(capsys)


def test_a_joint_act_is_listed_with_all_whom_it_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "pact.toml"
    makers = "".join(f'[[decision_maker]]\nid = "{d}"\nstatements = ["pact"]\n' for d in ("north", "south"))
    model.write_text(f'{makers}[[option]]\nid = "pact"\nowners = ["north", "south"]\n', encoding="utf-8")
    assert run(["analyse", str(model), "--concepts", "MR_2"]) == 0
    assert "pact pact north and south" in told(capsys)


def test_models_that_leave_things_open_are_merged_over_their_readings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / f"{name}.toml" for name in ("anna", "bela")]
    paths[0].write_text(OPEN, encoding="utf-8")
    paths[1].write_text(OPEN.replace('answer = "open"', 'answer = "yes"'), encoding="utf-8")
    assert run(["merge-models", *map(str, paths)]) == 0
    text = told(capsys)
    assert text.startswith("These models leave things open: shares of 2,000 readings of each")
    assert "(sequential stability, SEQ)" in text
    assert "Would Niger rather see a truce or not? open in anna; yes in bela." in text
    assert run(["merge-models", *map(str, paths), "--format", "json"]) == 0
    shares = json.loads(capsys.readouterr().out)["over_readings"]["shares"]
    assert shares["Y"][1] == 1.0
    assert 0.4 < shares["Y"][0] < 0.6
    assert 0.4 < shares["N"][0] < 0.6
    assert shares["N"][1] == 0.0, "both want the truce, so nothing keeps it where it is"


def test_answers_that_contradict_each_other_write_no_model(
    quay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n2\n" * 40))
    place = tmp_path / "asked.toml"
    assert run(["elicit", str(quay), "--party", "dockers", "--check", "6", "-o", str(place)]) == 65
    said = capsys.readouterr().err
    assert "no model was written" in said
    assert "Contradiction: a preference contradicts itself: state" in said, "states stand in words"
    assert not place.exists()


def test_a_slip_around_a_model_is_told_with_its_own_next_step(
    quay: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "lock.toml"
    lock.write_text(OPEN, encoding="utf-8")
    for words in (["merge-models", quay, lock], ["merge-models", quay], ["answer", lock, "9", "yes"]):
        assert run([str(word) for word in words]) == 65
        assert "is a conflict model" not in capsys.readouterr().err
    assert run(["elicit", str(quay), "--party", "nobody", "-o", str(lock)]) == 65
    assert "is a conflict model" not in capsys.readouterr().err


def test_several_questions_are_asked_at_once_and_say_when_an_outcome_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "lock.toml"
    lock.write_text(OPEN, encoding="utf-8")
    assert run(["ask", str(lock), "stand", "join"]) == 0
    text = told(capsys)
    assert "(sequential stability, SEQ)" in text
    assert text.index("Where does it stand") < text.index("Which coalition")
    assert "What would have to change" not in text


def test_proofs_and_joined_models_say_which_concepts_rest_on_general_knowledge(
    quay: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.toml"
    other.write_text(QUAY, encoding="utf-8")
    for words in (
        ["analyse", "prisoners", "--concepts", "NM", "--state", "4", "--why"],
        ["merge-models", str(quay), str(other), "--concepts", "L_2_ORDER"],
    ):
        assert run(words) == 0
        assert "given here as the literature generally states it" in told(capsys), words


@pytest.mark.parametrize("words", ["analyse", "merge-models", "whatif", "reach", "ask"])
def test_the_settings_say_how_many_readings_are_drawn(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("anna.toml", "bela.toml"):
        Path(name).write_text(OPEN, encoding="utf-8")
    Path("stateofplay.toml").write_text("[analysis]\nsamples = 70\n", encoding="utf-8")
    more = {"merge-models": ["bela.toml"], "whatif": ["--set", "truce = yes"], "reach": ["--outcome", "truce"]}
    assert run([words, "anna.toml", *more.get(words, []), "--format", "json"]) == 0
    assert re.search(r'"samples": (\[ )?70\b| 70 readings', told(capsys))
