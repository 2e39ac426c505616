"""Lines of text to an article, for whatever has no markup left.

Begin at `lines` (which of them are the article): `blocks` (paragraphs and what parts them), `inserts` (headlines inside a
sentence), `weighing` and `runs` (how much a line looks like the story, and where the story ends), `labels` and `patterns` (what
clutter looks like).
"""
