"""Bytes to article: HTML, scraped text, feeds and web archives, with the clutter set aside and named.

Begin at `intake`: it asks each step below, and `gate` asks first whether a page is worth reading.

- What came: `sniffing` and `signatures` (what kind of thing the bytes are), `codings` (what a server did to them), `encoding`
  (bytes to text), `tongue` (which language).
- HTML: `html` over `tree` (blocks), `body` (which of them are the story), `metadata`, `dates` and `stamps` (published when).
- Text: `blocks` (lines), `lines` (which are the article) by `weighing`, `runs`, `labels` and `patterns`.
- Several pages in one file: `harvest` over `archive`, `feeds`, `mail`, by `parts`.
- Other documents: `formats/`, a module each. From the network: `fetching`, only to `addresses` that may be reached.
"""

from stateofplay.pages.intake import read_page, read_text

__all__ = ["read_page", "read_text"]
