"""spaCy comes without its command line, and whoever asks for that afterwards gets it."""

from __future__ import annotations

import subprocess
import sys

from tests.thoroughness import PATIENCE

ASK = """
import sys
import stateofplay.language
import spacy
assert "spacy.cli" not in sys.modules and "typer" not in sys.modules, "the command line was loaded"
from spacy.cli import download

assert callable(download) and spacy.cli.__file__
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
"""


def test_the_command_line_is_loaded_when_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
