"""One page's reading: `contract` (the JSON that is promised and scored) and `tables` (for a terminal)."""

from stateofplay.exchange.reading.contract import to_json
from stateofplay.exchange.reading.tables import print_tables

__all__ = ["print_tables", "to_json"]
