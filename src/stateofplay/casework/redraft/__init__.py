"""Draft anew without losing a person's edits: old draft, edited file and new draft come in, one file and a report go out.

Begin at `redrafting`; `sides` reads the three, `merging` merges keys and lines, `arrays` and `toml_text` keep the file's form;
`answering` writes an answer into it.
"""

from stateofplay.casework.redraft.redrafting import Merged, merge_drafts, report

__all__ = ["Merged", "merge_drafts", "report"]
