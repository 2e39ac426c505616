"""Seats, wishes and conditions come in, what each party could do goes out, the most contested first.

Begin at `book`, which enters all that a record speaks of. `making` is one option in the making; `seating` tells whom a
meeting needs, `status_quo` what is the case now, `basis` what a part of a draft rests on.
"""
