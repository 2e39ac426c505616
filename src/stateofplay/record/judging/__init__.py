"""What people say of claims.

`judgements`: verdicts and corrections, their history, and which of them counts. `by_hand`: claims that a person adds. `carrying`:
what was said of a claim goes on to the newer version of its page.
"""
