"""The report of a conflict analysis: `content` and `proofs` (what is said), `html` (the page), `text` (terminal and Markdown)."""
