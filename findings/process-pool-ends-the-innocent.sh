#!/usr/bin/env bash
# concurrent.futures of Python 3.11: when one worker of a process pool is killed, the pool sends SIGTERM to all the others.
#
# A page that kills its worker thus breaks the work of the other workers too. Code that counts which task was running when a worker vanished,
# to set that task aside, blames all of them alike.
# Common guess: the others finish what they hold, or only the futures are marked as broken.
# What helps: let workers take their mark away when SIGTERM comes, so that only the task of the one that vanished without it is blamed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
seen=$(python3 - <<'PYTHON' | sort
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

def vanish():
    while not os.path.exists("ready"):
        time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGKILL)

def innocent():
    def ended(number, frame):
        print("the innocent one got", signal.Signals(number).name, flush=True)
        os._exit(0)

    signal.signal(signal.SIGTERM, ended)
    open("ready", "w").close()
    time.sleep(30)
    return "done"

with ProcessPoolExecutor(2) as pool:
    tasks = [pool.submit(innocent), pool.submit(vanish)]
    for task in tasks:
        try:
            print(task.result())
        except BrokenProcessPool:
            print("broken")
PYTHON
)
expected=$(cat <<'TEXT'
broken
broken
the innocent one got SIGTERM
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
