"""Model files: what is written reads back the same, published cases read, slips of the pen are named."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from stateofplay.conflict import analyse
from stateofplay.conflict.catalogue import case_names, load_case
from stateofplay.conflict.files import parse_model, read_model, write_model
from stateofplay.conflict.model.generated import random_conflict
from stateofplay.errors import ConflictError
from stateofplay.service.analysing import catalogue, find_case

MODEL = """
name = "Harbour strike"
status_quo = "NN"

[[decision_maker]]
id = "union"
statements = ["raise", "not strike"]   # most important first

[[decision_maker]]
id = "port"
ranking = ["NN", "NY", "YY", "YN"]

[[option]]
id = "strike"
owner = "union"

[[option]]
id = "raise"
owner = "port"
"""


@pytest.mark.parametrize("name", case_names())
def test_published_cases_read_as_they_are_and_stand_in_the_catalogue(shared: Path, name: str) -> None:
    path = shared / "cases" / f"{name}.json"
    read, kept = read_model(path), load_case(name)
    assert read.space.size == kept.space.size
    assert [read.space.label(k) for k in range(20) if k < read.space.size] == [
        kept.space.label(k) for k in range(20) if k < kept.space.size
    ]
    if read.space.size < 1000:
        assert analyse(read).to_dict()["stable"] == analyse(kept).to_dict()["stable"]


def test_the_catalogue_writes_back_the_same() -> None:
    for slug, text in catalogue().items():
        assert write_model(parse_model(text, where=slug)) == text


@pytest.mark.parametrize("seed", range(12))
def test_what_is_written_reads_back_with_the_same_verdicts(seed: int) -> None:
    conflict = random_conflict(seed)
    again = parse_model(write_model(conflict))
    assert analyse(again).to_dict()["stable"] == analyse(conflict).to_dict()["stable"]


def test_people_write_it_by_hand() -> None:
    assert analyse(parse_model(MODEL)).equilibria("NASH")


@pytest.mark.parametrize(
    ("before", "after", "slug", "words"),
    [
        ("ranking =", "rankng =", "conflict.file_key", "decision_maker port has an unknown key 'rankng'"),
        ("name =", "nmae =", "conflict.file_key", "'nmae'"),
        ('owner = "port"', "", "conflict.file_form", "option raise has no 'owner'"),
        ('owner = "port"', 'owner = "prot"', "conflict.owner_unknown", "prot"),
        ("ranking =", 'statements = ["raise"]\nranking =', "conflict.file_form", "ranking and statements"),
        ('"NN", "NY"', '"NN", "NN"', "conflict.ranking_contradiction", "twice"),
        ('"raise", "not', '"rais", "not', None, "rais"),
        ('status_quo = "NN"', "status_quo = NN", "conflict.file_syntax", "line 3"),
    ],
)
def test_a_slip_of_the_pen_is_named(before: str, after: str, slug: str | None, words: str) -> None:
    assert before in MODEL
    with pytest.raises(ConflictError) as caught:
        analyse(parse_model(MODEL.replace(before, after, 1), where="strike.toml"))
    assert slug is None or caught.value.slug == slug
    assert words in caught.value.sentence
    assert caught.value.hint


def test_a_preference_of_nobody_is_no_preference_of_somebody_else() -> None:
    data = {
        "decision_makers": ["A", "B"],
        "options": [{"id": 1, "name": "go", "owner": "A"}, {"id": 2, "name": "go", "owner": "B"}],
        "preferences": {"A": {"ranking_best_to_worst": ["YN", "NN", "NY", "YY"]}, "b": {}},
    }
    with pytest.raises(ConflictError) as caught:
        parse_model(json.dumps(data), toml=False)
    assert caught.value.slug == "conflict.file_key"


def test_an_old_binary_file_is_refused_and_never_run(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str, str]]:
            return (open, (str(tmp_path / "sprung"), "w"))

    for protocol in (0, 2, 5):
        path = tmp_path / f"old{protocol}.gmcr"
        path.write_bytes(pickle.dumps({"options": [], "trap": Trap()}, protocol=protocol))
        with pytest.raises(ConflictError) as caught:
            read_model(path)
        assert caught.value.slug == "conflict.pickle"
    assert not (tmp_path / "sprung").exists()


def test_gmcr_json_reads_with_the_same_verdicts_as_the_published_case(tmp_path: Path) -> None:
    gmcr = {
        "version": "0.4.1",
        "program": "gmcr-py",
        "options": [{"name": n, "permittedDirection": "both"} for n in ("Release Water", "Escalate", "Attack")],
        "infeasibles": [[[0, "Y"], [1, "Y"]]],
        "useManualPreferenceRanking": True,
        "decisionMakers": [
            {"name": "Syria", "options": [0, 1], "preferenceRanking": [1, 3, 6, 2, 4, 5], "preferences": []},
            {"name": "Iraq", "options": [2], "preferenceRanking": [2, 4, 6, 1, 5, 3], "preferences": []},
        ],
    }
    path = tmp_path / "syria.gmcr"
    path.write_text(json.dumps(gmcr), encoding="utf-8")
    stable = analyse(read_model(path)).to_dict()["stable"]
    assert stable == analyse(load_case("syria-iraq-1975")).to_dict()["stable"]


def test_a_name_that_several_cases_have_is_asked_back() -> None:
    assert find_case("elmira-9")[0] == find_case("elmira")[0] == find_case("Elmira-9-state")[0] == "elmira-9-state"
    with pytest.raises(ConflictError) as caught:
        find_case("us-north")
    assert "us-north-korea-2017-original" in caught.value.hint
    with pytest.raises(ConflictError, match="no case 'nowhere'"):
        find_case("nowhere")
