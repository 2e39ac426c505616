"""From an address to bytes.

`fetching` (one address, at its deadline whatever the server does), only to `addresses` that may be reached.
"""
