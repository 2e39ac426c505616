"""Preferences over states: `complete` (a rank each), `relations` (open, fuzzy, graded ...), `readings` (how both are read)."""
