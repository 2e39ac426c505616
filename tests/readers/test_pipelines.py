"""Readers over spaCy pipelines: one with UD labels, trained here on sentences of our own, and others that cannot serve."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed

from stateofplay.errors import LanguageError, ReaderError
from stateofplay.language import pipeline as pipelines
from stateofplay.language.pipeline import DEEPEST, depth_of, refuse_deep_trees
from stateofplay.model import Article
from stateofplay.readers.fitness import examine
from stateofplay.service.readers import with_reader
from stateofplay.service.reading import read_article
from stateofplay.settings import ReaderSettings, Settings

SENTENCES = (
    "Norway demands the withdrawal of the ships.",
    "Chad rejects the offer of Norway.",
    "The minister of Norway said the talks would resume in Geneva.",
    "Chad will sign if Norway withdraws its ships.",
    "The envoys of Chad and Norway met in Vienna on Monday.",
    "Norway offers Chad a loan of two ships.",
    "The port was closed by the army of Chad.",
    "The president said that he would attend the talks.",
)
PARTS = ("tok2vec", "morphologizer", "trainable_lemmatizer", "parser")


def trained(folder: Path, *, parts: tuple[str, ...] = PARTS, rounds: int = 30) -> Path:
    """A small English pipeline of spaCy's own components, which learned these few sentences from the embedded parser."""
    nlp: Language = spacy.blank("en")
    model = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 48, "depth": 2,
             "embed_size": 500, "window_size": 1, "maxout_pieces": 3, "subword_features": True}  # fmt: skip
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 48, "upstream": "*"}
    for name in parts:
        if name == "tok2vec":
            nlp.add_pipe(name, config={"model": model})
        elif name == "parser":
            nlp.add_pipe(name, config={"min_action_freq": 1, "model": {"tok2vec": listener}})
        elif name == "trainable_lemmatizer":
            nlp.add_pipe(name, config={"min_tree_freq": 1, "model": {"tok2vec": listener}})
        else:
            nlp.add_pipe(name, config={"model": {"tok2vec": listener}})
    examples = [_example(nlp, text) for text in SENTENCES]
    fix_random_seed(1)  # of NumPy too, whose state is whatever the tests before have left
    nlp.initialize(lambda: examples)
    for _ in range(rounds):
        nlp.update(examples)
    nlp.to_disk(folder)
    return folder


def _example(nlp: Language, text: str) -> Example:
    known = pipelines.load()(text)
    words = [t.text for t in known]
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=[bool(t.whitespace_) for t in known],
        pos=[t.pos_ for t in known],
        morphs=[str(t.morph) for t in known],
        lemmas=[t.lemma_ for t in known],
        heads=[t.head.i for t in known],
        deps=["ROOT" if t.dep_ == "root" else t.dep_ for t in known],
        sent_starts=[t.is_sent_start for t in known],
    )
    return Example(nlp.make_doc(text), doc)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trained(tmp_path_factory.mktemp("pipelines") / "small")


def test_a_pipeline_by_folder_reads_what_it_learned(folder: Path) -> None:
    article = Article(text=SENTENCES[0] + " " + SENTENCES[1], published="2024-03-05", language="en")
    reading = read_article(article, settings=with_reader(Settings(), str(folder)))
    assert str(folder) in reading.reader
    found = {(p.holder, str(p.stance)) for p in reading.positions}
    assert ("Norway", "demands") in found
    assert all(article.text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in reading.claims())


def test_a_pipeline_of_the_settings_reads_its_languages(folder: Path) -> None:
    settings = Settings(readers={"small": ReaderSettings(pipeline=str(folder), languages=("en", "de"))})
    article = Article(text=SENTENCES[0], published="2024-03-05", language="de")
    assert read_article(article, settings=with_reader(settings, "small")).positions
    assert read_article(article, settings=settings).positions == ()


def test_a_fit_pipeline_is_told_with_what_it_lacks(folder: Path) -> None:
    found = examine(str(folder))
    assert found.fit
    assert found.missing == ()
    assert found.lacking
    assert not next(layer for layer in found.layers if layer.name == "names").found
    assert found.depth >= 1
    assert found.sentences


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("tok2vec", "parser"), "parts of speech, no lemmas, no morphology"),
        (("tok2vec", "morphologizer", "parser"), "lemmas"),
    ],
)
def test_a_pipeline_that_leaves_something_out_is_refused(tmp_path: Path, parts: tuple[str, ...], words: str) -> None:
    place = trained(tmp_path / "part", parts=parts, rounds=1)
    with pytest.raises(LanguageError, match=words) as caught:
        read_article(Article(text=SENTENCES[0], language="en"), settings=with_reader(Settings(), str(place)))
    assert caught.value.slug == "language.layers"
    assert f"readers check {place}" in caught.value.hint
    assert not examine(str(place)).fit


def test_a_pipeline_with_other_labels_is_refused_and_examined_all_the_same(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser").add_label("dobj")  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(tmp_path / "other")
    found = examine(str(tmp_path / "other"))
    assert not found.fit
    assert {"nsubj", "obl"} <= set(found.missing)


def test_nobody_of_that_name(settings_of_nobody: Callable[[], Settings]) -> None:
    with pytest.raises(ReaderError, match="no reader 'nobody'") as caught:
        read_article(Article(text=SENTENCES[0], language="en"), settings=settings_of_nobody())
    assert "embedded" in caught.value.hint


@pytest.fixture
def settings_of_nobody() -> Callable[[], Settings]:
    return lambda: with_reader(Settings(), "nobody")


def chain(length: int) -> Doc:
    nlp = spacy.blank("en")
    words = ["word"] * length
    return Doc(
        nlp.vocab, words=words, heads=[max(0, i - 1) for i in range(length)], deps=["ROOT"] + ["dep"] * (length - 1)
    )


def test_a_tree_over_a_thousand_deep_is_refused_in_one_sentence() -> None:
    assert depth_of(chain(DEEPEST))[0] == DEEPEST
    assert refuse_deep_trees(chain(DEEPEST)) is not None
    with pytest.raises(LanguageError, match=r"hung 5,000 words one on the other") as caught:
        refuse_deep_trees(chain(5000))
    assert caught.value.slug == "language.depth"
    assert "embedded" in caught.value.hint


@pytest.mark.parametrize("length", [0, 1, 2])
def test_depth_of_short_texts(length: int) -> None:
    assert depth_of(chain(length) if length else Doc(spacy.blank("en").vocab))[0] == length


def test_two_names_are_needed_for_both() -> None:
    for name in ("embedded+", "+", "embedded+embedded", "a+b+c"):
        with pytest.raises(ReaderError, match="two readers"):
            read_article(Article(text=SENTENCES[0], language="en"), settings=with_reader(Settings(), name))
