"""Every further analysis from the shell, out of the tables of a model file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator

from stateofplay.cli.app import run
from stateofplay.conflict import (
    SIMPLE,
    PreferenceReading,
    analyse,
    attitude_analysis,
    coalition_analysis,
    hypergame,
    model_schema,
    parse_model,
    questions_of,
    write_json,
    write_model,
)
from stateofplay.errors import ConflictError
from stateofplay.service.analysing import Beyond, look_beyond
from stateofplay.service.models.studying import GENERALLY_STATED, STUDIES, WantedStudies, study

DILEMMA = """
name = "Two ports"
status_quo = "YY"

[[decision_maker]]
id = "north"
ranking = ["NY", "YY", "NN", "YN"]

[[decision_maker]]
id = "south"
ranking = ["YN", "YY", "NN", "NY"]

[[option]]
id = "n"
owner = "north"

[[option]]
id = "s"
owner = "south"
"""
TABLES = """
[[unseen]]
decision_maker = "south"
formula = "n and not s"

[[view]]
decision_maker = "north"
[[view.preference]]
decision_maker = "south"
ranking = ["YY", "YN", "NY", "NN"]

[[view]]
decision_maker = "north"
of = "south"
[[view.preference]]
decision_maker = "north"
ranking = ["YN", "YY", "NN", "NY"]

[[attitude]]
of = "north"
towards = "south"
sign = "+"

[[influence]]
name = "aid"
decision_maker = "north"
target = "south"
ranking = ["YY", "NY", "YN", "NN"]

[[intervention]]
name = "A guarantor"
infeasible = ["n and not s", "s and not n"]
[[intervention.preference]]
decision_maker = "north"
statements = ["s", "not n"]
[[intervention.preference]]
decision_maker = "south"
statements = ["n", "not s"]

[[intervention]]
name = "A fund"
decision_maker = "fund"
option = [{ id = "pay" }]
[[intervention.preference]]
decision_maker = "fund"
statements = ["pay iff (n and s)"]
[[intervention.preference]]
decision_maker = "north"
statements = ["pay iff n", "s"]
[[intervention.preference]]
decision_maker = "south"
statements = ["pay iff s", "n"]

[[goal]]
state = "YY"

[[goal]]
state = "NN"
holds = false

[[own_concept]]
decision_maker = "north"
concept = "SEQ"

[[pace]]
decision_maker = "north"
weight = 3
"""


@pytest.fixture
def ports(tmp_path: Path) -> Path:
    path = tmp_path / "ports.toml"
    path.write_text(DILEMMA + TABLES, encoding="utf-8")
    return path


def data(path: Path, *words: str) -> dict[str, Any]:
    place = path.with_name("out.json")
    assert run(["analyse", str(path), *words, "-o", str(place)]) == 0
    found: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return found


def test_every_study_of_the_file_is_there_and_marked(ports: Path) -> None:
    found = data(ports, "--study", "all", "--study", "sensitivity", "--concepts", "NASH")
    keys = (
        "hypergame",
        "attitudes",
        "power",
        "third_party_1",
        "third_party_2",
        "goals",
        "mixed",
        "evolution",
        "sensitivity",
    )
    assert set(keys) <= found.keys()
    for key in keys:
        name = key.replace("third_party_1", "third-parties").replace("third_party_2", "third-parties")
        assert found[key]["mark"] == ("literature" if name in GENERALLY_STATED else "verified")
        assert found[key]["sentences"]
    assert set(STUDIES) - {"thresholds"} == {key.split("_party")[0].replace("third", "third-parties") for key in keys}


def test_what_the_file_says_is_what_python_computes(ports: Path) -> None:
    model = parse_model(ports.read_text(encoding="utf-8"))
    asked = questions_of(model)
    found = data(ports, "--study", "all", "--concepts", "NASH,SEQ")
    assert found["hypergame"] == {
        **json.loads(json.dumps(hypergame(model, asked.views, ["NASH", "SEQ"], inner=asked.inner).to_dict())),
        "mark": "literature",
    }
    assert found["hypergame"]["unseen"]["south"] == [2]
    assert 2 not in found["hypergame"]["stable"]["NASH"]["south"]
    kind = attitude_analysis(model, {("north", "south"): "+"}, ["RNASH", "RSEQ"])
    assert found["attitudes"]["equilibria"] == {c: list(kind.equilibria(c)) for c in ("RNASH", "RSEQ")}
    assert found["third_party_1"]["gained"]["NASH"] == ["YY"]
    assert found["third_party_2"]["gained"]["NASH"] == ["YY"]
    assert found["power"]["supported"]["NASH"] == [["aid"]]
    mixed = analyse(model, ["SEQ", "NASH"]).mixed({"north": "SEQ", "south": "NASH"})
    assert found["mixed"]["equilibria"] == list(mixed)
    assert "weight" in " ".join(found["evolution"]["assumptions"]) or "north" in " ".join(
        found["evolution"]["assumptions"]
    )


def test_the_shell_asks_without_a_table(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text(DILEMMA, encoding="utf-8")
    found = data(path, "--goal", "YY", "--goal", "not NN", "--own", "south=GMR", "--attitude", "north:south=+")
    assert set(found["goals"]["wanted"]) or found["goals"]["sentences"]
    assert found["mixed"]["concepts"] == {"north": "NASH", "south": "GMR"}
    assert {"of": "north", "towards": "south", "sign": "+"} in found["attitudes"]["attitudes"]


def test_coalitions_honour_the_concepts(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text(DILEMMA, encoding="utf-8")
    found = data(path, "--coalitions", "--concepts", "SEQ,NASH")
    assert set(found["coalitions"]["equilibria"]) == {"CR", "CSEQ"}
    model = parse_model(DILEMMA)
    assert found["coalitions"]["equilibria"]["CSEQ"] == list(coalition_analysis(model, ["CSEQ"]).equilibria("CSEQ"))
    assert run(["analyse", str(path), "--coalitions", "--concepts", "SIM"]) == 2


def test_the_tables_survive_toml_and_json_and_follow_the_schema() -> None:
    model = parse_model(DILEMMA + TABLES)
    schema = Draft202012Validator(json.loads(model_schema()))
    schema.validate(json.loads(write_json(model)))
    for again in (parse_model(write_model(model)), parse_model(write_json(model), toml=False)):
        assert again == model
        assert questions_of(again).attitudes == questions_of(model).attitudes
        assert questions_of(again).interventions == questions_of(model).interventions
        assert questions_of(again).views["north"] == questions_of(model).views["north"]


@pytest.mark.parametrize(
    ("table", "slug", "said"),
    [
        (
            '[[view]]\ndecision_maker = "north"\nhidden = ["true"]',
            "conflict.view_empty",
            "north would see no state at all",
        ),
        ('[[unseen]]\ndecision_maker = "east"\nformula = "n"', "conflict.decision_maker_unknown", "east"),
        ('[[attitude]]\nof = "north"\ntowards = "south"\nsign = "?"', "conflict.attitude", "attitude of north"),
        ('[[goal]]\nstate = "YYY"', "conflict.state_unknown", "YYY"),
        ('[[view]]\ndecision_maker = "north"\nhiden = ["n"]', "conflict.file_key", "hiden"),
        ('[[intervention]]\nname = "x"\noption = [{ id = "pay" }]', "conflict.third_party", "no third party owns"),
        ('[[own_concept]]\ndecision_maker = "north"\nconcept = "PEACE"', "conflict.concept_unknown", "PEACE"),
        ('[[influence]]\nname = "x"\ndecision_maker = "north"', "conflict.file_form", "no 'target'"),
    ],
)
def test_bad_tables_are_told_with_their_line(table: str, slug: str, said: str) -> None:
    with pytest.raises(ConflictError) as caught:
        parse_model(f"{DILEMMA}\n{table}\n", where="ports.toml")
    assert caught.value.slug == slug
    assert said in caught.value.sentence
    assert "ports.toml, line" in caught.value.sentence


@pytest.mark.parametrize("name", [name for name in STUDIES if name not in ("sensitivity", "evolution")])
def test_a_study_without_what_it_needs_says_which_table_to_write(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bare.toml"
    path.write_text(DILEMMA, encoding="utf-8")
    assert run(["analyse", str(path), "--study", name]) == 2
    told = capsys.readouterr().err
    assert "[[" in told or "--reading" in told


class _Stopped(Exception):
    """What a face raises in `progress` to stop long work."""


def test_every_study_tells_its_steps_and_can_be_stopped(ports: Path) -> None:
    conflict = parse_model(ports.read_text(encoding="utf-8"))
    fuzzy = PreferenceReading.of("fuzzy-0.5")
    for name in STUDIES:
        reading = fuzzy if name == "thresholds" else SIMPLE
        told: list[tuple[str, int, int]] = []
        study(
            conflict, WantedStudies(studies=(name,)), reading=reading, progress=lambda *step, to=told: to.append(step)
        )
        assert told, f"{name} shows no progress"
        assert all(0 <= done <= total for _, done, total in told), name

        def stop(_text: str, _done: int, _total: int) -> None:
            raise _Stopped

        with pytest.raises(_Stopped):
            study(conflict, WantedStudies(studies=(name,)), reading=reading, progress=stop)


@pytest.mark.parametrize("concept", ["MR_3", "CMR_2", "MAXIMIN_2", "L_2", "NM"])
def test_concepts_that_look_far_tell_their_steps(concept: str) -> None:
    told: list[str] = []
    analyse(parse_model(DILEMMA), [concept], progress=lambda text, _done, _total: told.append(text))
    assert told


@pytest.mark.parametrize("state", ["YY", "NN"])
def test_the_inverse_question_tells_its_steps(state: str) -> None:
    told: list[str] = []
    found = look_beyond(
        parse_model(DILEMMA),
        Beyond(inverse=state, coalitions=True),
        ["NASH"],
        progress=lambda text, _done, _total: told.append(text),
    )
    assert "party by party" in told
    assert [finding.key for finding, _ in found] == ["coalitions", "inverse"]


def test_what_rests_on_general_knowledge_says_so_in_every_output(ports: Path, tmp_path: Path) -> None:
    words = "as the literature generally states it"
    beyond = data(ports, "--status-quo", "--coalitions", "--concepts", "NASH")
    assert (beyond["status_quo"]["mark"], beyond["coalitions"]["mark"]) == ("literature", "literature")
    for name in ("report.md", "report.html", "table.csv", "graph.graphml", "graph.dot", "table.tex", "book.xlsx"):
        for concept, marked in (("NASH", False), ("NM", True)):
            place = tmp_path / f"{concept}-{name}"
            assert run(["analyse", str(ports), "--concepts", concept, "-o", str(place)]) == 0
            content = place.read_bytes()
            if name.endswith("xlsx"):
                content = b"".join(ZipFile(place).read(part) for part in ZipFile(place).namelist())
            assert (words in " ".join(content.decode("utf-8").split())) == marked, place.name
    for figure in ("moves", "table", "outcomes", "status-quo"):
        for concept, marked in (("NASH", figure == "status-quo"), ("NM", True)):
            place = tmp_path / f"{concept}-{figure}.svg"
            assert run(["analyse", str(ports), "--concepts", concept, "--figure", figure, "-o", str(place)]) == 0
            assert (words in place.read_text(encoding="utf-8")) == marked, place.name
