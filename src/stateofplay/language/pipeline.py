"""The language pipeline: text to words, sentences, Universal Dependencies and names.

>>> doc = load()("The U.S. envoy said talks would resume on Monday.")
>>> [(word.text, word.dep_) for word in doc if word.dep_ in ("nsubj", "root")]
[('envoy', 'nsubj'), ('said', 'root'), ('talks', 'nsubj')]
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from stateofplay.errors import LanguageError
from stateofplay.language.datelines import end_sentences_at_datelines
from stateofplay.language.name_lists import mend_name_lists
from stateofplay.language.syntax import component, tokenization

REGISTERED = (component.create_syntax, tokenization.create_tokenizer, end_sentences_at_datelines, mend_name_lists)
"""Named in the model's config; importing them here makes spaCy know them."""
EMBEDDED = "embedded"
MODEL = Path(__file__).parent / "model"
LONGEST_TEXT = 20_000_000
"""Characters; spaCy's own limit of a million guards models that read a text in one piece, which ours does not."""
REQUIRED_RELATIONS = frozenset({"nsubj", "obj", "obl", "ccomp", "conj", "mark", "case"})
"""What the finders look for; spaCy's own English pipelines have other labels (dobj, prep, pobj) and cannot serve."""


@lru_cache(maxsize=4)
def load(name: str = EMBEDDED) -> Language:
    """The pipeline of that name, loaded once a process.

    Parameters
    ----------
    name
        ``"embedded"`` for the model that ships with State of Play, or the name or folder of any spaCy pipeline whose
        parser speaks Universal Dependencies.

    Returns
    -------
    Language
        Sets on every word ``pos_`` (UPOS), ``morph``, ``lemma_``, ``head``, ``dep_`` (UD, lower case, ``"root"`` for
        the root) and on the document ``sents`` and ``ents`` (PERSON, ORG, LOC, NORP).

    Raises
    ------
    LanguageError
        Nothing of that name is installed, or its parser has no UD labels.
    """
    if name == EMBEDDED:
        pipeline = spacy.load(MODEL, exclude=["tokenizer"])
        pipeline.add_pipe("datelines", first=True)
        pipeline.add_pipe("name_lists", last=True)
        pipeline.max_length = LONGEST_TEXT
        return pipeline
    try:
        pipeline = spacy.load(name, exclude=[] if _has_tokenizer(name) else ["tokenizer"])
    except (OSError, ValueError, ImportError) as error:
        raise LanguageError(
            f"No spaCy pipeline named {name!r} can be loaded",
            slug="language.missing",
            hint='Install it, or set language.pipeline = "embedded" in the settings.',
        ) from error
    _check(pipeline, name)
    if "parser" in pipeline.pipe_names:
        pipeline.add_pipe("datelines", before="parser")
        pipeline.add_pipe("line_breaks", before="parser")
        pipeline.add_pipe("name_lists", last=True)
        pipeline.add_pipe("lower_root", last=True)
    return pipeline


def _has_tokenizer(name: str) -> bool:
    """Our own model folders leave the tokenizer to the code."""
    folder = Path(name)
    return not folder.is_dir() or (folder / "tokenizer").exists()


def _check(pipeline: Language, name: str) -> None:
    labels = {label for component in ("parser", "syntax") for label in pipeline.pipe_labels.get(component, ())}
    if not labels >= REQUIRED_RELATIONS:
        missing = ", ".join(sorted(REQUIRED_RELATIONS - labels))
        raise LanguageError(
            f"The spaCy pipeline {name!r} has no parser with Universal Dependencies labels (missing: {missing})",
            slug="language.labels",
            hint='Name a pipeline trained on a UD treebank, or set language.pipeline = "embedded" in the settings.',
        )


@Language.component("line_breaks", assigns=["token.is_sent_start"])
def end_sentences_at_line_breaks(doc: Doc) -> Doc:
    """Start a sentence after every line break: headings and paragraphs seldom end in a full stop."""
    for word in doc[:-1]:
        if word.is_space and "\n" in word.text:
            doc[word.i + 1].is_sent_start = True
    return doc


@Language.component("lower_root", requires=["token.dep"], assigns=["token.dep", "token.pos"])
def lower_root(doc: Doc) -> Doc:
    """Label as Universal Dependencies does: a root is ``"root"``, and blank space has neither class nor relation."""
    for sentence in doc.sents:
        sentence.root.dep_ = "root"
    for word in doc:
        if word.is_space:
            word.pos_, word.dep_ = "SPACE", "dep"
    return doc
