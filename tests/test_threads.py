"""Every process of ours that reads does its linear algebra in one thread, unless the user asks for more."""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import sys
from contextlib import suppress

import pytest

from stateofplay.threads import HEAPS, VARIABLES, uncollected
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


# Six threads that each hold memory of their own at the same time; the C library prints its heaps.
FILL = """
import ctypes, sys, threading
from stateofplay.threads import hold_to_few_heaps
held = hold_to_few_heaps() if sys.argv[1] == "held" else None
together = threading.Barrier(6)
def fill():
    together.wait()
    blocks = [bytes(5000) for _ in range(2000)]
    together.wait()
    del blocks
threads = [threading.Thread(target=fill) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
ctypes.CDLL(None).malloc_stats()
print(held)
"""


def test_the_threads_of_a_server_share_two_heaps() -> None:
    if platform.libc_ver()[0] != "glibc":
        pytest.skip("this C library has no heap for each thread")
    environment = {name: value for name, value in os.environ.items() if name != HEAPS}
    heaps = {}
    for how in ("held", "free"):
        done = subprocess.run(
            [sys.executable, "-c", FILL, how],
            capture_output=True,
            text=True,
            env=environment,
            timeout=PATIENCE,
            check=True,
        )
        heaps[how] = done.stderr.count("Arena ")
        assert done.stdout.split() == [str(True if how == "held" else None)]
    assert heaps["held"] <= 2 < heaps["free"]
    asked = subprocess.run(
        [sys.executable, "-c", FILL, "held"], capture_output=True, text=True, env={**environment, HEAPS: "4"},
        timeout=PATIENCE, check=True,
    )  # fmt: skip
    assert asked.stdout.split() == ["False"]


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_left_as_it_was(*, collects: bool) -> None:
    was = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        with suppress(ValueError), uncollected():
            assert not gc.isenabled()
            raise ValueError("a page that breaks its reader")
        assert gc.isenabled() is collects
    finally:
        (gc.enable if was else gc.disable)()
