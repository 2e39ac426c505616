"""Bytes to article: HTML, scraped text, feeds and web archives, with the clutter set aside and named.

Begin at `intake`: it asks each step below, and `gate` asks first whether a page is worth reading.

- What came: `sniffing` (what kind of thing it is), `received/` (bytes to text, and which language).
- HTML: `markup/`; published when: `dates` and `stamps`. Text: `plain/`.
- Several pages in one file: `harvest` over `archive`, `feeds`, `mail`, by `parts`.
- Other documents: `formats/`, a module each. From the network: `network/`.
"""

from stateofplay.pages.intake import read_page, read_text

__all__ = ["read_page", "read_text"]
