"""When two texts are one story: by the share of their runs of five words, whoever compares them, a case or a dataset.

The same wire story on ten sites is one source with ten copies. How the share is estimated over many pages is the matter of who
keeps them: a case in its file (`record/intake/similarity.py`), a dataset by tables (`service/batch/dataset/copies.py`).
"""

from __future__ import annotations

import re

COPY = 0.7
"""Resemblance from which a page counts as a copy: a wire story with a paragraph dropped is at .75 to .9."""
RUN = 5
"""Words of a run."""
_FEWEST_WORDS = 40
"""Shorter texts resemble each other by chance."""
_WORD = re.compile(r"\w+")


def words_to_compare(text: str) -> list[str] | None:
    """The words of a text in small letters, or None where it is too short to compare.

    Examples
    --------
    >>> words_to_compare("Talks resume. " * 20)[:3], words_to_compare("Talks resume.")
    (['talks', 'resume', 'talks'], None)
    """
    words = _WORD.findall(text.lower())
    return words if len(words) >= _FEWEST_WORDS else None
