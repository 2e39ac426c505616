"""Trees and name sequences against brute force."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.language.syntax import decoding
from stateofplay.language.syntax.decoding import name_path, name_paths, transitions, tree, trees
from stateofplay.language.syntax.lemmas import apply_edit, edit_of
from stateofplay.language.syntax.wordpieces import PieceNumbers

TAGS = ("O", "B-X", "I-X", "E-X", "S-X", "B-Y", "I-Y", "E-Y", "S-Y")


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_every_tree_has_one_root_and_no_cycle(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).standard_normal((size, size + 1)).astype(np.float32)
    assert is_tree(tuple(int(head) for head in tree(scores)))


@given(st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_the_tree_is_the_best_one_with_its_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).standard_normal((size, size + 1)).astype(np.float32)
    found = tuple(int(head) for head in tree(scores))
    total = sum(scores[i, head] for i, head in enumerate(found))
    rivals = [
        heads for heads in product(range(size + 1), repeat=size) if is_tree(heads) and heads.index(0) == found.index(0)
    ]
    assert total == pytest.approx(
        max(sum(scores[i, head] for i, head in enumerate(heads)) for heads in rivals), abs=1e-4
    )


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_names_begin_and_end(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).standard_normal((size, len(TAGS))).astype(np.float32)
    path = [TAGS[i] for i in name_path(scores, TAGS)]
    assert path[0][0] in "OBS"
    assert path[-1][0] in "OES"
    allowed = transitions(TAGS)
    assert all(allowed[TAGS.index(a), TAGS.index(b)] for a, b in pairwise(path))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_names_of_several_passages_are_those_of_each(sizes: list[int], seed: int) -> None:
    ends = np.cumsum([0, *sizes]).tolist()
    scores = np.random.default_rng(seed).standard_normal((ends[-1], len(TAGS))).astype(np.float32)
    scores[:, 0] += 2  # mostly no name, so that the short way is taken too
    found = name_paths(scores, list(pairwise(ends)), TAGS)
    assert [f.tolist() for f in found] == [name_path(scores[a:b], TAGS).tolist() for a, b in pairwise(ends)]


@pytest.mark.parametrize("compiled", [True, False])
def test_trees_of_a_passage_are_those_of_its_sentences(compiled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not compiled:
        monkeypatch.setattr(decoding, "kernel", lambda: None)
    cuts = [0, 1, 4, 9, 15]
    for seed in range(30):
        scores = np.random.default_rng(seed).standard_normal((15, 16)).astype(np.float32)
        alone = [tree(np.concatenate([scores[a:b, :1], scores[a:b, a + 1 : b + 1]], axis=1)) for a, b in pairwise(cuts)]
        assert [t.tolist() for t in trees(scores, cuts)] == [t.tolist() for t in alone]


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), st.text(max_size=12))
def test_an_edit_makes_the_lemma_it_was_made_from(word: str, lemma: str) -> None:
    if "|" not in lemma and word.lower().upper() == word.upper():
        assert apply_edit(edit_of(word, lemma), word) == lemma


def test_pieces_ignore_case_and_accents_and_fall_back_to_unknown() -> None:
    lexicon = PieceNumbers(pieces=("[UNK]", "talk", "##s", "dona", "-"), shapes=("", "Xx"), endings=("", "lks"))
    assert lexicon.split("Talks") == [1, 2]
    assert lexicon.split("Doña-talk") == [3, 4, 1]
    assert lexicon.split("xyz") == [0]
    assert (lexicon.shape("Talks"), lexicon.ending("Talks")) == (1, 1)
