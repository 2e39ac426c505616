"""One thread of linear algebra: the matrices of the reader are small, and further threads only wait for each other.

On a busy machine of two cores sixteen pages took 13.2 s of processor time with two threads and 3.9 s with one.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

VARIABLES = (
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OMP_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
"""What the linear algebra libraries that NumPy is built with ask for the number of their threads, once, when they are loaded."""


def hold_to_one_thread(environment: MutableMapping[str, str] | None = None) -> None:
    """Ask for one thread where the user asked for none; counts for libraries that are loaded later, and for child processes.

    Examples
    --------
    >>> asked = {"OMP_NUM_THREADS": "4"}
    >>> hold_to_one_thread(asked)
    >>> asked["OMP_NUM_THREADS"], asked["OPENBLAS_NUM_THREADS"]
    ('4', '1')
    """
    environment = os.environ if environment is None else environment
    for name in VARIABLES:
        environment.setdefault(name, "1")
