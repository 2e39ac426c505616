"""Benchmarks on named inputs: ``python -m bench`` runs all, ``python -m bench reading`` one.

The linear algebra library is held to one thread, here and in every process that is started from here: what is measured are
processor seconds, in which a reference that multiplies matrices on several cores would look slower than it is.
"""

import os

for _threads in (
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OMP_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
):
    os.environ[_threads] = "1"
