"""The embedded reader of words does without spaCy and tells what the same network tells in a pipeline of spaCy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.thoroughness import PATIENCE, examples

from stateofplay.language.embedded import read_words
from stateofplay.language.pipeline import load
from stateofplay.language.syntax.arrays import Rows, unpack_rows
from stateofplay.language.syntax.parsing import SHIPPED, open_parser
from stateofplay.language.syntax.weights import PIECES
from stateofplay.language.tokens import Doc, Token

TEXTS = (
    "",
    "Talks",
    "Norway’s envoy, Anna Berg, said on 5 May that the talks “will not\nresume” unless two of the captives are freed.",
    "OSLO — The sides met.  They didn't agree!\n\nWhat the mediators had hoped for, Berg noted, was a 30-day truce.",
    "🙂 Ça va? مرحبا (in Oslo)\r\nNew line; the U.N. waits...",
    "Talks open\nGENEVA, March 3 (AP) - Norway, Sweden and Finland will attend; Maria Lopez, leader of the Free Party, and Juan "
    "Perez, aide to the president, will not.",
    " Envoys  left. " * 90,
)
FACTS = (
    "i text lower_ lemma_ pos_ tag_ dep_ relation ent_type_ idx whitespace_ is_space is_punct is_stop like_num is_sent_start"
).split()
FEATURES = {
    pair.partition("=")[0] for features in open_parser(SHIPPED).model.labels.feats for pair in features.split("|")
}


def facts(word: Token) -> tuple[object, ...]:
    plain = tuple(getattr(word, name) for name in FACTS)
    return *plain, word.head.i, tuple(c.i for c in word.children), word.left_edge.i, word.right_edge.i, word.sent.end


def same(text: str) -> None:
    theirs, ours = Doc(load()(text)), read_words(text)
    assert ours.text == theirs.text == text
    assert [facts(word) for word in ours] == [facts(word) for word in theirs]
    for feature in FEATURES:
        assert [word.morph.get(feature) for word in ours] == [word.morph.get(feature) for word in theirs]
    assert [(s.start, s.end) for s in ours.sents] == [(s.start, s.end) for s in theirs.sents]
    assert [(e.start, e.end, e.label_) for e in ours.ents] == [(e.start, e.end, e.label_) for e in theirs.ents]
    if any(not word.is_space for word in ours):
        assert np.array_equal(ours.told.states, theirs.told.states)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_told_as_in_a_pipeline_of_spacy(text: str) -> None:
    same(text)


@examples(60)
@given(st.text(st.sampled_from(list("aeTsn .,'’“”\n-—$5é🙂\r\u2028")), max_size=80).filter(lambda text: text.strip()))
def test_any_text_is_told_as_in_a_pipeline_of_spacy(text: str) -> None:
    same(text)


COLD = """
import sys

from stateofplay.service.briefing import pages_brief
from stateofplay.service.reading import read

page = b"Norway and Chad will hold talks in Geneva on 12 March 2024. Chad demands that the port of Bergen be reopened."
assert pages_brief([("page", read(page, published="2024-03-05"))]).summary
others = {"spacy", "thinc", "pydantic", "srsly", "catalogue", "typer", "numpy.ma", "email.policy", "rich"}
own = {"stateofplay.casework.outlook", "stateofplay.exchange.figures", "stateofplay.pages.mail"}
print(*sorted((others | own) & set(sys.modules)))
"""


def test_a_page_is_read_without_what_it_does_not_need() -> None:
    done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_vectors_of_pieces_lie_in_their_file() -> None:
    pieces = open_parser(SHIPPED).model.encoder.pieces
    assert isinstance(pieces, Rows)
    assert isinstance(pieces.whole, np.memmap)
    with np.load(SHIPPED / "weights.npz", allow_pickle=False) as stored:
        assert np.array_equal(pieces.whole, stored[PIECES])
    assert pieces[[5, 0]].dtype == np.float32


def test_vectors_that_lie_packed_are_refused(tmp_path: Path) -> None:
    table = {"pieces": np.ones((3, 4096), dtype=np.int8), "pieces:scale": np.ones((3, 1), dtype=np.float32)}
    np.savez_compressed(tmp_path / "weights.npz", allow_pickle=False, **table)
    with pytest.raises(ValueError, match="packed"):
        unpack_rows(tmp_path / "weights.npz", "pieces")
    np.savez(tmp_path / "weights.npz", allow_pickle=False, **table)
    assert unpack_rows(tmp_path / "weights.npz", "pieces")[[2]].sum() == 4096
