#!/usr/bin/env bash
# Linux with CONFIG_SCHED_AUTOGROUP (the default of desktop and most server kernels; seen on 6.18): nice weighs nothing between sessions.
#
# Every session (setsid: a terminal, an ssh login, a service, many a job runner's step) is one scheduling group, and groups share a core
# evenly. nice and renice weigh a process against those of its own session alone: a loop at 19 in another session gets as much of a
# core as a loop at 0 here. In one session the same two share it some sixty to one.
# Common guess: `nice -n 19` makes room for whatever else the machine does.
# What helps: the group has a nice of its own, `echo 19 > /proc/self/autogroup` (sched(7)); or a cgroup with a weight.
set -euo pipefail
[ "$(cat /proc/sys/kernel/sched_autogroup_enabled 2>/dev/null)" = 1 ] || { echo "this kernel makes no group of a session; nothing to see"; exit 0; }
seen=$(python3 - <<'PYTHON'
import os
import time

CORE = {min(os.sched_getaffinity(0))}


def spun(nice, session, until):
    """The process id of a loop on one core."""
    if pid := os.fork():
        return pid
    if session:
        os.setsid()
    os.sched_setaffinity(0, CORE)
    os.nice(nice)
    while time.monotonic() < until:
        pass
    os._exit(0)


def share(session):
    """How much of the processor the nice loop got for each second of the other."""
    until = time.monotonic() + 6
    rude, kind = spun(0, session, until), spun(19, session, until)
    used = {}
    for _ in range(2):
        pid, _, rusage = os.wait3(0)
        used[pid] = rusage.ru_utime + rusage.ru_stime
    return used[kind] / used[rude]


print("one session, nice 0 and 19: the nice one gets", "a sliver" if share(False) < 0.1 else "its half")
print("two sessions, nice 0 and 19: the nice one gets", "a sliver" if share(True) < 0.1 else "its half")
PYTHON
)
expected=$(cat <<'TEXT'
one session, nice 0 and 19: the nice one gets a sliver
two sessions, nice 0 and 19: the nice one gets its half
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
