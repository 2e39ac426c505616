"""The embedded reader of words: a text cut, parsed and put right, as plain words, without spaCy.

>>> doc = read_words("The U.S. envoy said talks would resume on Monday.")
>>> [(word.text, word.dep_) for word in doc if word.dep_ in ("nsubj", "root")]
[('envoy', 'nsubj'), ('said', 'root'), ('talks', 'nsubj')]
"""

from __future__ import annotations

from itertools import accumulate

from stateofplay.language.misread_verbs import mend_misread_verbs
from stateofplay.language.name_lists import mend_name_lists
from stateofplay.language.press.datelines import words_after_datelines
from stateofplay.language.syntax.parsing import SHIPPED, open_parser
from stateofplay.language.syntax.tokenization import cutter
from stateofplay.language.syntax.told import Told
from stateofplay.language.tokens import Doc

EMBEDDED = "embedded"
"""The name of this reader among pipelines."""
_LAYERS = frozenset({"DEP", "SENT_START"})


def read_words(text: str) -> Doc:
    """Cut and parse a text with the network that comes with the package, read once a process."""
    words, followed = cutter()(text)
    sizes = (len(word) + blank for word, blank in zip(words, followed, strict=True))
    begins = list(accumulate(sizes, initial=0))[:-1]
    found = open_parser(SHIPPED)(words, followed, words_after_datelines(text, words, begins))
    doc = Doc(
        Told(
            text=text,
            words=words,
            followed=followed,
            lemmas=found.lemmas,
            classes=found.classes,
            tags=[""] * len(words),
            relations=found.relations,
            features=found.features,
            heads=found.heads,
            starts=found.starts,
            names=found.names,
            layers=_LAYERS,
            states=found.states,
        )
    )
    return mend_misread_verbs(mend_name_lists(doc))
