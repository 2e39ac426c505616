"""Files that are closed to a server of the tests, also where root runs it, to whom nothing is."""

from __future__ import annotations

import ctypes
import os
import sys

_VERSION = 0x20080522
_OVER_FILES = 1 << 1 | 1 << 2 | 1 << 3
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH and CAP_FOWNER: what lets root write what nobody may."""
MODES_HOLD = os.geteuid() != 0 or sys.platform == "linux"
"""Whether a thread can be made to keep to the modes of files."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Set(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def keep_to_modes() -> None:
    """From now on this thread, and every one that it starts, may do to files what their modes say and no more."""
    if os.geteuid() != 0:
        return
    libc, header, sets = ctypes.CDLL(None), _Header(_VERSION, 0), (_Set * 2)()
    assert libc.capget(ctypes.byref(header), sets) == 0
    sets[0].effective &= ~_OVER_FILES
    sets[0].permitted &= ~_OVER_FILES
    assert libc.capset(ctypes.byref(header), sets) == 0
