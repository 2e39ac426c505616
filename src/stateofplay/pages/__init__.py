"""Bytes to article: HTML, scraped text, feeds and web archives, with the clutter set aside and named."""

from stateofplay.pages.intake import read_page, read_text

__all__ = ["read_page", "read_text"]
