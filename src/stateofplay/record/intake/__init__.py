"""A page that was read comes in, its rows go out: new, the same, a copy, or a newer version.

Begin at `adding`; `similarity` finds copies without comparing every page with every other.
"""
