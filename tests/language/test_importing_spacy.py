"""spaCy comes without its command line, and whoever asks for that afterwards gets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.thoroughness import PATIENCE

import stateofplay

LOAD = """
import sys, importlib
importlib.import_module(sys.argv[1])
import spacy
assert "spacy.cli" not in sys.modules and "typer" not in sys.modules, "the command line was loaded"
"""
ASK = """
from spacy.cli import download

assert callable(download) and spacy.cli.__file__
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
"""

HOME = Path(stateofplay.__file__).parent
MODULES = sorted(
    ".".join(("stateofplay", *file.relative_to(HOME).with_suffix("").parts))
    for file in HOME.rglob("*.py")
    if any(line.startswith(("import spacy", "from spacy")) for line in file.read_text(encoding="utf-8").splitlines())
)


def run(code: str, module: str) -> None:
    command = [sys.executable, "-c", code, module]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_no_module_loads_the_command_line(module: str) -> None:
    run(LOAD, module)


@pytest.mark.slow
def test_the_command_line_is_loaded_when_asked_for() -> None:
    run(LOAD + ASK, "stateofplay.language.pipeline")
