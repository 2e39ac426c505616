"""Every process of ours that reads does its linear algebra in one thread, unless the user asks for more."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from stateofplay.threads import VARIABLES
from tests.thoroughness import PATIENCE

# What the library itself says, in the process of a command that has read a page.
ASK = """
import sys
from stateofplay.cli import main
sys.argv = ["stateofplay", "read", "-", "--published", "2031-05-05"]
try:
    main()
except SystemExit:
    pass
from threadpoolctl import threadpool_info
print("threads", max(found["num_threads"] for found in threadpool_info() if found["user_api"] == "blas"))
"""


@pytest.mark.parametrize(("asked", "got"), [(None, "1"), ("2", "2")])
def test_a_command_that_reads_uses_one_thread(asked: str | None, got: str) -> None:
    pytest.importorskip("threadpoolctl")
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    if asked:
        if (os.cpu_count() or 1) < 2:
            pytest.skip("one core has no second thread")
        environment.update(dict.fromkeys(VARIABLES, asked))
    page = b"Envoys meet in Arda\n\nThe envoys of Norway and Chad met in Arda on Monday.\n"
    done = subprocess.run(
        [sys.executable, "-c", ASK], input=page, capture_output=True, env=environment, timeout=PATIENCE, check=True
    )
    assert done.stdout.decode().splitlines()[-1] == f"threads {got}"
