"""States and statements about them: `formulas` (which options are taken), `parsing` (text to formula), `states` (the space)."""
