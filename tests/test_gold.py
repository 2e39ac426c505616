"""The reader against the answer key: no row below its floor, every quote exact, the first article's main facts all right."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.slow
FIRST = "000"


@pytest.fixture(scope="module")
def gold(shared: Path) -> Path:
    folder = shared / "gold"
    if not (folder / "score.py").is_file():
        pytest.skip("no answer key in ../shared/gold")
    return folder


@pytest.fixture(scope="module")
def evaluation(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("eval_gold", root / "eval" / "gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def readings(gold: Path, evaluation: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The readings of all pages, made once."""
    out: Path = tmp_path_factory.mktemp("readings")
    evaluation.read_all(gold, out)
    return out


def test_no_row_is_below_its_floor(gold: Path, evaluation: ModuleType, readings: Path, root: Path) -> None:
    ids = sorted(p.stem[:3] for p in readings.glob("*.json"))
    assert len(ids) == len(list(gold.glob("[0-9]*.json"))) > 0
    result = json.loads(evaluation.score(gold, readings, ids, "--json"))
    floors = tomllib.loads((root / "eval" / "floors.toml").read_text(encoding="utf-8"))["gold"]
    assert len(floors) >= 11
    assert evaluation.below_floors(result, floors) == []
    assert result["evidence"] == 1.0


def test_no_row_falls_on_pages_that_nobody_read(
    shared: Path, evaluation: ModuleType, tmp_path: Path, root: Path
) -> None:
    pages = shared / "train"
    if not pages.is_dir():
        pytest.skip("no training pages in ../shared/train")
    ids = evaluation.read_all(pages, tmp_path, "aside")
    result = json.loads(evaluation.score(pages, tmp_path, ids, "--json"))
    floors = tomllib.loads((root / "eval" / "floors.toml").read_text(encoding="utf-8"))["aside"]
    assert len(floors) >= 11
    assert evaluation.below_floors(result, floors) == []


def test_every_quote_stands_where_it_says(readings: Path) -> None:
    quotes = 0
    for path in readings.glob("*.json"):
        reading = json.loads(path.read_text(encoding="utf-8"))
        text = reading["article"]["text"]
        for claims in (v for v in reading.values() if isinstance(v, list)):
            for claim in claims:
                evidence = claim["evidence"]
                assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
                quotes += 1
    assert quotes > 1000


@pytest.mark.parametrize("row", ["attendance", "conditions"])
def test_the_first_article_is_right(gold: Path, evaluation: ModuleType, readings: Path, row: str) -> None:
    result = json.loads(evaluation.score(gold, readings, [FIRST], "--json"))
    assert result[row]["recall"] == 1.0, result[row]


def test_the_first_articles_red_line(gold: Path, readings: Path) -> None:
    key, found = (
        {(p["holder"], p["stance"]) for p in _positions(folder / f"{FIRST}.json") if p["red_line"]}
        for folder in (gold, readings)
    )
    assert key
    assert found == key


def _positions(path: Path) -> list[dict[str, Any]]:
    positions: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["positions"]
    return positions
