#!/usr/bin/env bash
# loky 3.7.0 beside concurrent.futures of Python 3.11: when one worker of a pool is killed, the pool ends all the others, in two ways.
#
# The pool of the standard library sends them SIGTERM, loky kills them so that no handler runs. A page that kills its worker thus breaks the
# work of the others too, and code that counts which task was running when a worker vanished, to set that task aside, blames all alike.
# Common guess: the others finish what they hold, and only futures are marked as broken.
# What helps: with concurrent.futures let workers take their mark away when SIGTERM comes, so that only the task of the one that vanished
# without it is blamed; with loky no worker can say a last word, and a task has to be tried again alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check loky==3.7.0
cd "$folder"
cat > pools.py <<'PYTHON'
import concurrent.futures
import os
import signal
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import loky

READY, LAST = Path("ready"), Path("last-word")


def vanish():
    while not READY.exists():
        time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGKILL)


def innocent():
    def ended(number, frame):
        LAST.write_text(signal.Signals(number).name)
        os._exit(0)

    signal.signal(signal.SIGTERM, ended)
    READY.touch()
    time.sleep(5)
    LAST.write_text("went on to its end")


if __name__ == "__main__":
    for module in (concurrent.futures, loky):
        READY.unlink(missing_ok=True)
        LAST.unlink(missing_ok=True)
        with module.ProcessPoolExecutor(2) as pool:
            tasks = [pool.submit(innocent), pool.submit(vanish)]
            broken = [isinstance(task.exception(), BrokenProcessPool) for task in tasks]
        time.sleep(6)
        print(module.__name__, "| both broken:", all(broken), "| the innocent one:", LAST.read_text() if LAST.exists() else "no last word")
PYTHON
seen=$("$folder/env/bin/python" pools.py)
expected=$(cat <<'TEXT'
concurrent.futures | both broken: True | the innocent one: SIGTERM
loky | both broken: True | the innocent one: no last word
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
