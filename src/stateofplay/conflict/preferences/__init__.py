"""Preferences over states: what they are and how they are read.

`complete` (a rank each), `relations` (open, fuzzy, graded ...), `comparisons` (open ones without tables), `readings`.
"""
