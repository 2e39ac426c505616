"""Names come in, actors go out: which names mean the same.

Begin at `identity` (groups of names, overruled by people); `likeness` compares two names, `roles` says who held which post when.
"""
