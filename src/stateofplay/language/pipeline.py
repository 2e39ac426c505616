"""spaCy pipelines: text to words, sentences, Universal Dependencies and names. The embedded reader without spaCy is `embedded`.

>>> doc = load()("The U.S. envoy said talks would resume on Monday.")
>>> [(word.text, word.dep_) for word in doc if word.dep_ in ("nsubj", "root")]
[('envoy', 'nsubj'), ('said', 'root'), ('talks', 'nsubj')]
"""

from __future__ import annotations

import stateofplay.language.for_spacy.importing_spacy  # noqa: F401  # before anything that imports spaCy

# isort: split
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import DEP
from spacy.language import Language
from spacy.tokens import Doc, MorphAnalysis

from stateofplay.errors import LanguageError
from stateofplay.language.embedded import EMBEDDED
from stateofplay.language.for_spacy import component
from stateofplay.language.for_spacy.copying import text_of
from stateofplay.language.misread_verbs import MORPH, VERBS, hung_on, lost_speakers, misread, verbless
from stateofplay.language.name_lists import APPOSITION, rehung
from stateofplay.language.press.datelines import find_datelines

REGISTERED = (component.create_syntax, component.create_tokenizer)
"""Named in the model's config; importing them here makes spaCy know them."""
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
        pipeline.add_pipe("misread_verbs", last=True)
        pipeline.max_length = LONGEST_TEXT
        return pipeline
    pipeline = open_pipeline(name)
    _check(pipeline, name)
    if "parser" in pipeline.pipe_names:
        pipeline.add_pipe("datelines", before="parser")
        pipeline.add_pipe("line_breaks", before="parser")
        pipeline.add_pipe("name_lists", last=True)
        pipeline.add_pipe("misread_verbs", last=True)
        pipeline.add_pipe("lower_root", last=True)
        pipeline.add_pipe("shallow_trees", last=True)
    _check_assigned(pipeline, name)
    return pipeline


def open_pipeline(name: str) -> Language:
    """A spaCy pipeline as it is installed, fit or not.

    Raises
    ------
    LanguageError
        ``language.missing``.
    """
    try:
        return spacy.load(name, exclude=[] if _has_tokenizer(name) else ["tokenizer"])
    except (OSError, ValueError, ImportError) as error:
        raise LanguageError(
            f"No spaCy pipeline named {name!r} can be loaded",
            slug="language.missing",
            hint='Install it, or set language.pipeline = "embedded" in the settings.',
        ) from error


def _has_tokenizer(name: str) -> bool:
    """Our own model folders leave the tokenizer to the code."""
    folder = Path(name)
    return not folder.is_dir() or (folder / "tokenizer").exists()


PROBE = "The envoys of both sides met in Vienna on Monday. They will not sign before the prisoners are free."
"""What a pipeline is tried on when it is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Something that a pipeline assigns to words, and what the finders need it for."""

    name: str
    attribute: str
    serves: str
    required: bool = True


LAYERS: tuple[Layer, ...] = (
    Layer(name="sentences", attribute="SENT_START", serves="the words that a claim rests on"),
    Layer(name="parts of speech", attribute="POS", serves="telling acts from things (UPOS)"),
    Layer(name="lemmas", attribute="LEMMA", serves="the tables of verbs and nouns"),
    Layer(name="morphology", attribute="MORPH", serves="tense, mood and voice: what happened, what is only said"),
    Layer(name="relations", attribute="DEP", serves="who does what to whom (UD labels)"),
    Layer(name="names", attribute="ENT_IOB", serves="people and bodies that no table knows", required=False),
)
"""What a pipeline must assign."""


def parser_labels(pipeline: Language) -> frozenset[str]:
    """Labels of the relations that a pipeline knows."""
    return frozenset(label for part in ("parser", "syntax") for label in pipeline.pipe_labels.get(part, ()))


def lacking_layers(pipeline: Language) -> tuple[Layer, ...]:
    """What a pipeline leaves unassigned in a text."""
    doc = pipeline(PROBE)
    return tuple(layer for layer in LAYERS if not doc.has_annotation(layer.attribute))


def _check(pipeline: Language, name: str) -> None:
    labels = parser_labels(pipeline)
    if not labels >= REQUIRED_RELATIONS:
        missing = ", ".join(sorted(REQUIRED_RELATIONS - labels))
        raise LanguageError(
            f"The spaCy pipeline {name!r} has no parser with Universal Dependencies labels (missing: {missing})",
            slug="language.labels",
            hint=f"Name a pipeline trained on a UD treebank. What it has and lacks: stateofplay readers check {name}",
        )


def _check_assigned(pipeline: Language, name: str) -> None:
    missing = [layer.name for layer in lacking_layers(pipeline) if layer.required]
    if missing:
        raise LanguageError(
            f"The spaCy pipeline {name!r} assigns no {', no '.join(missing)}",
            slug="language.layers",
            hint=f"What it has and lacks: stateofplay readers check {name}",
        )


DEEPEST = 1_000
"""Words on the way from a root to a leaf. Sentences of people have tens; a parser that has lost its way chains a whole page."""


def depth_of(doc: Doc) -> tuple[int, int]:
    """How deep the deepest tree of a document is, and the word at its foot. Cost: linear, without recursion."""
    depth = [0] * len(doc)
    for word in doc:
        way: list[int] = []
        at = word
        while depth[at.i] == 0 and at.head.i != at.i and len(way) <= len(doc):
            way.append(at.i)
            at = at.head
        known = depth[at.i] or 1
        depth[at.i] = known
        for i in reversed(way):
            known += 1
            depth[i] = known
    deepest = max(range(len(doc)), key=depth.__getitem__, default=0)
    return (depth[deepest] if depth else 0), deepest


@Language.component("shallow_trees", requires=["token.dep"])
def refuse_deep_trees(doc: Doc) -> Doc:
    """Refuse a text whose tree is so deep that it is no sentence of anybody."""
    depth, word = depth_of(doc)
    if depth > DEEPEST:
        about = doc[max(0, word - 5) : word + 1].text.replace("\n", " ")
        raise LanguageError(
            f"the pipeline hung {depth:,} words one on the other, up to “{about}”: that is no sentence",
            slug="language.depth",
            hint="Read this page with the embedded reader: --reader embedded",
        )
    return doc


@Language.component("datelines", assigns=["token.is_sent_start"])
def end_sentences_at_datelines(doc: Doc) -> Doc:
    """Start a sentence after every dateline, so that no parser takes the place for the subject."""
    for _, end in find_datelines(text_of(doc)):
        first = doc.char_span(end, end + 1, alignment_mode="expand")
        if first is not None and first.start:
            doc[first.start].is_sent_start = True
    return doc


@Language.component("name_lists", requires=["token.dep", "token.head"], assigns=["token.dep", "token.head"])
def mend_name_lists(doc: Doc) -> Doc:
    """`name_lists.mend_name_lists` for documents of spaCy."""
    key = doc.vocab.strings[APPOSITION]
    places = np.flatnonzero(doc.to_array(DEP) == key).tolist()
    for word, head, relation in rehung(doc[place] for place in places):
        word.dep_ = relation
        word.head = head
    return doc


@Language.component(
    "misread_verbs",
    requires=["token.dep", "token.head", "token.pos"],
    assigns=["token.dep", "token.head", "token.pos", "token.lemma", "token.morph"],
)
def mend_misread_verbs(doc: Doc) -> Doc:
    """`misread_verbs.mend_misread_verbs` for documents of spaCy."""
    for verb in misread(doc):
        verb.pos_, verb.lemma_ = "VERB", VERBS[verb.lower_]
        verb.morph = MorphAnalysis(doc.vocab, MORPH)
        for word, head, relation in hung_on(verb):
            word.dep_ = relation
            word.head = head
    for said, _ in verbless(doc):
        said.dep_ = "ccomp"
    for speaker, verb in [*lost_speakers(doc)]:
        speaker.dep_ = "nsubj"
        speaker.head = verb
    return doc


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
