"""HTML to an article.

Begin at `html`: `tree` (a page as blocks), `body` (which of them are the story), `metadata` (what the page says of itself).
"""
