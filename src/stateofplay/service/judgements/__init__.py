"""What people say of what was read: their word and their name go in, and are written down beside the claim, never over it.

Begin at `judging` (a claim accepted, rejected, corrected, doubted or added); `naming` says which names are one actor and what
the issues are called.
"""
