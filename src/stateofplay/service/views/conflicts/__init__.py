"""The conflict of a case: its drafted or its own model goes in, what could hold and why comes out in words.

Begin at `conflict`; `conflict_model` works the model out once for each version of the case. `asked` (what if, what would
have to change), `modelling` (by hand, and what-ifs), `question_feed` (an entry whenever the answer to a question changes).
"""
