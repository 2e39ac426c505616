"""Benchmarks on named inputs: ``python -m bench`` runs all, ``python -m bench reading`` one.

The linear algebra library is held to one thread, here and in every process that is started from here: what is measured are
processor seconds, in which a reference that multiplies matrices on several cores would look slower than it is.
"""

import os

from stateofplay.threads import VARIABLES

os.environ.update(dict.fromkeys(VARIABLES, "1"))  # whatever the user asks for elsewhere
