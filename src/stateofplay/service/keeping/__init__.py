"""Keep a case whole.

`checking` tries all that it says of itself, `repairing` mends what can be mended, `packing` makes one file of it.
"""
