"""Hurt an input as disks, mail and editors do: bytes lost, doubled, changed, moved; words of a format in the wrong place."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Sequence


def rounds(whole: int) -> int:
    """How many of so many trials are made: all by `make soak`, a tenth by `make test`."""
    return whole if os.environ.get("STATEOFPLAY_SOAK") else max(1, whole // 10)


def hurt(data: bytes, luck: random.Random, words: Sequence[bytes] = ()) -> bytes:
    """The same bytes, hurt in one to four places."""
    out = bytearray(data)
    for _ in range(luck.choice((1, 1, 1, 2, 4))):
        size = len(out)
        start = luck.randrange(size + 1)
        length = luck.choice((1, 2, 8, 60, 600))
        way = luck.randrange(8)
        if way == 0:
            del out[start:]
        elif way == 1:
            del out[start : start + length]
        elif way == 2:
            out[start:start] = out[start : start + length]
        elif way == 3:
            out[start : start + length] = bytes(luck.randrange(256) for _ in range(min(length, 8)))
        elif way == 4:
            out[start : start + length] = luck.choice((b"\0", b"\xff", b" ")) * min(length, 60)
        elif way == 5 and words:
            out[start : start + luck.choice((0, length))] = luck.choice(words)
        elif way == 6 and size > 2:
            other = luck.randrange(size)
            out[start : start + length] = out[other : other + length]
        else:
            digits = [found.start() for found in re.finditer(rb"[0-9]", out)]
            if digits:
                at = luck.choice(digits)
                out[at : at + 1] = luck.choice(
                    (b"-", b"9" * 30, b"0.", b"1e999", b"", str(luck.randrange(10)).encode())
                )
    return bytes(out)
