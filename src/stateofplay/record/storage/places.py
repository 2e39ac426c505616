"""What a folder can be trusted with: whether it can be written, and whether it lies on another machine."""

from __future__ import annotations

import os
import re
from pathlib import Path

_NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "lustre", "beegfs", "davfs", "ncpfs",
        "fuse.sshfs", "fuse.davfs2", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.gvfsd-fuse", "vboxsf", "vmhgfs",
        "fuse.vmhgfs-fuse", "prl_fs",
    }
)  # fmt: skip
"""Kinds of file systems behind which lies another machine: the locks of two machines do not see each other there."""


def can_write(path: Path) -> bool:
    """Whether a file and the folder around it can be written; SQLite needs both."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def network_of(path: Path, mounts: str | None = None) -> str | None:
    """The kind of network share that a path lies on, or None.

    Examples
    --------
    >>> table = "21 1 0:19 / / rw - ext4 /dev/sda1 rw\\n36 21 0:40 / /mnt/desk rw - nfs4 srv:/desk rw\\n"
    >>> network_of(Path("/mnt/desk/talks.sop"), table), network_of(Path("/home/ana/talks.sop"), table)
    ('nfs4', None)
    """
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None  # no such table on this system: nothing is known
    wanted = Path(os.path.abspath(path)).parts
    best: tuple[int, str] = (-1, "")
    for line in mounts.splitlines():
        fields, _, behind = line.partition(" - ")
        words, kinds = fields.split(), behind.split()
        if len(words) < 5 or not kinds:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), words[4])).parts
        # Of two that lie on each other the later one hides the earlier.
        if wanted[: len(point)] == point and len(point) >= best[0]:
            best = (len(point), kinds[0])
    return best[1] if best[1].lower() in _NETWORK else None
