"""What people say of claims. `judgements`: verdicts and corrections, their history, and which of them counts."""
