"""Near-duplicate texts: the same wire story on ten sites is one source with ten copies.

MinHash over five-word shingles (Broder 1997, "On the resemblance and containment of documents"), cut into bands so that
candidates are found by an index lookup in the case file itself, however many pages it holds. Own code, some thirty lines on
NumPy: the libraries made for it keep their index in memory or on a server, and pull in SciPy.
"""

from __future__ import annotations

import zlib
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from stateofplay.model.copying import RUN, words_to_compare

SIZE = 64
ROWS = 2  # rows a band: 32 bands of 2 find texts of resemblance .5 with probability .9999
BANDS = [f"band{i}" for i in range(SIZE // ROWS)]
"""A name for each band, for the question that asks for pages with one of them."""

_RANDOM = np.random.default_rng(20250516)
_A = _RANDOM.integers(0, 1 << 63, SIZE, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_B = _RANDOM.integers(0, 1 << 63, SIZE, dtype=np.uint64)

Signature = NDArray[np.uint32]


def sign(text: str) -> Signature | None:
    """The MinHash signature of a text, or None where it is too short to compare.

    Returns
    -------
    numpy array of shape (64,), dtype uint32
        Equal places of two signatures, as a share, estimate the resemblance (standard error about .05).
    """
    words = words_to_compare(text)
    if words is None:
        return None
    together = " ".join(words).encode()
    ends = list(accumulate(len(word) + 1 for word in (words if together.isascii() else map(str.encode, words))))
    begins = [0, *ends]
    shingles = {zlib.crc32(together[a : b - 1]) for a, b in zip(begins, ends[RUN - 1 :], strict=False)}
    hashes = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    # Multiply-shift hashing (Dietzfelbinger et al. 1997): the products wrap at 2**64 on purpose, the high half is kept.
    # Of numbers one after the other in memory the least is found faster, and its high half is the least high half.
    mixed = _A[:, None] * hashes[None, :]
    mixed += _B[:, None]
    return np.asarray(mixed.min(axis=1) >> np.uint64(32), dtype=np.uint32)


def bands(signature: Signature) -> list[str]:
    """Keys of the signature's bands; texts that share none are surely no copies."""
    return [f"{i}:{signature[i : i + ROWS].tobytes().hex()}" for i in range(0, SIZE, ROWS)]


def resemblance(a: Signature, b: Signature) -> float:
    """Estimated share of shingles that two texts have in common."""
    return float((a == b).mean())


def pack(signature: Signature) -> bytes:
    """Bytes for the database."""
    return signature.astype("<u4").tobytes()


def unpack(data: bytes) -> Signature:
    """A signature from the database's bytes."""
    return np.frombuffer(data, dtype="<u4").astype(np.uint32)
