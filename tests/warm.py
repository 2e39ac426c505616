"""Commands without their start: each is a process of its own, forked off one that has loaded what all load.

A tutorial of 35 commands spends four fifths of its time in imports. Argument list, folder, environment and the three streams are
those of the shell that calls; what a command writes into its own memory nobody after it sees. Starts from nothing are tried in
`tests/cli`, `tests/assistants` and by the tutorial that reads a crawl. How-tos run a changed copy of the package the same way.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

# Isolated and without site-packages it is there in a few milliseconds.
CALLER = """#!{python} -ISs
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as there:
    there.connect({address!r})
    said = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(there, [len(said).to_bytes(8, "big")], [0, 1, 2])
    there.sendall(said)
    code = there.recv(1)
sys.exit(code[0] if code else 70)
"""


@contextmanager
def warm(folder: Path, *pages: Path, without: Collection[str] = (), **environment: str) -> Iterator[str]:
    """The folder of a ``stateofplay`` to put first on the path; `environment` says, for one, where its package lies.

    The claims of `pages` are found before the first command and remembered: tutorials add the same example again and again.
    What no command will need, and takes long to load, is left to whoever needs it after all: `without`.
    """
    address, bin = folder / "calls", folder / "bin"
    bin.mkdir()
    caller = bin / "stateofplay"
    caller.write_text(CALLER.format(python=sys.executable, address=str(address)))
    caller.chmod(0o755)
    command = [sys.executable, __file__, str(address), ",".join(without), *map(str, pages)]
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **environment})
    assert serving.stdout is not None
    try:
        assert serving.stdout.readline() == b"ready\n"
        yield str(bin)
    finally:
        serving.terminate()
        serving.wait()
        serving.stdout.close()


def serve(address: str, without: Collection[str], pages: Sequence[str]) -> None:
    import stateofplay
    from stateofplay.cli.app import run
    from stateofplay.pages.received.tongue import identify
    from stateofplay.readers.local import LocalReader
    from stateofplay.service.reading import read

    for module in walk_packages(stateofplay.__path__, "stateofplay."):
        left = module.name.startswith(tuple(f"stateofplay.{name}" for name in without))
        if not left and not module.name.endswith(("__main__", "ray_engine")) and ".migrations" not in module.name:
            import_module(module.name)
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        LocalReader.read = cache(LocalReader.read)  # type: ignore[method-assign]
        run(["demo"])  # loads the parser
        identify("Les pourparlers reprendront lundi.")  # and the tables of languages, half a second for each command
        for page in pages:
            read(page)
    gc.freeze()  # a collector that looks at what is loaded would copy all of it into each process
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        print("ready", flush=True)
        running = 0
        while True:
            call, _ = door.accept()
            running += 1
            if os.fork() == 0:
                answer(call)
            call.close()
            while running and os.waitpid(-1, os.WNOHANG)[0]:
                running -= 1


def answer(call: socket.socket) -> None:
    """Run one command in a process that was forked for it, and leave."""
    head, streams, _, _ = socket.recv_fds(call, 8, 3)
    said = bytearray()
    while len(said) < int.from_bytes(head, "big"):
        said += call.recv(1 << 16)
    arguments, folder, environment = json.loads(said)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
    sys.argv = ["stateofplay", *arguments]
    code = 70
    try:
        from stateofplay.cli import main

        main()
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        call.sendall(bytes([code]))
        os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2].split(",") if sys.argv[2] else (), sys.argv[3:])
