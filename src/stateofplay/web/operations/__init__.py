"""The one table of everything that can be asked for or done; routes, data twins, OpenAPI and the docs come out of it.

Begin at `table`, whose rows are made of `row`; it takes in those of `arguing` (the conflict) and of `team` (accounts and roles).
"""

from stateofplay.web.operations.row import TWINS, Operation, Parameter
from stateofplay.web.operations.table import OPERATIONS, operation

__all__ = ["OPERATIONS", "TWINS", "Operation", "Parameter", "operation"]
