"""Syntax and names in one pass: a small transformer in NumPy behind a spaCy component."""
