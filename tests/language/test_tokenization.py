"""Words as treebanks cut them, and never a changed character."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en.stop_words import STOP_WORDS as SPACY_STOP_WORDS
from spacy.lang.en.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.symbols import ORTH
from tests.thoroughness import examples

from stateofplay.language.for_spacy.component import build_tokenizer
from stateofplay.language.syntax.abbreviations import ABBREVIATIONS
from stateofplay.language.syntax.letters import NUMBER_WORDS, STOP_WORDS, is_punct, is_stop, like_num
from stateofplay.language.syntax.tokenization import EXCEPTIONS, cutter, special_words

SPACY = build_tokenizer(spacy.blank("en").vocab)
NO_CLITICS = frozenset("Ill ill Shell shell Well well Hell hell Were were Id id Its its".split())
"""Words of spaCy's exceptions that are words: "well" is not "we will"."""


def words(text: str) -> list[str]:
    return [word for word in cutter()(text)[0] if not word.isspace()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 30-day truce", "a 30 - day truce"),
        ("the U.S.-led force", "the U.S. - led force"),
        ("pro-government anti-war ex-minister", "pro-government anti-war ex-minister"),
        ("They don't, can’t and won’t.", "They do n't , ca n’t and wo n’t ."),
        ("the envoy’s and the envoys’ offer", "the envoy ’s and the envoys ’ offer"),
        ("the U.N.'s envoy", "the U.N. 's envoy"),
        ("the No. 3 in the House", "the No. 3 in the House"),
        ("a deal—or none", "a deal — or none"),
        ("talks on 6-9 May, $10bn and 12%", "talks on 6 - 9 May , $ 10 bn and 12 %"),
        ("J. D. Meyer of St. Louis", "J. D. Meyer of St. Louis"),
        ("“We’re ready,” she said (again).", "“ We ’re ready , ” she said ( again ) ."),
        ("Abu Omar al-Rashid", "Abu Omar al - Rashid"),
        ("at 9 a.m. on Sept. 3", "at 9 a.m. on Sept. 3"),
        ("He stayed in the EU.", "He stayed in the EU ."),
        ("see example.org/talks or mail desk@example.org", "see example.org/talks or mail desk@example.org"),
        ("1,500 troops... or more?!", "1,500 troops ... or more ?!"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@given(st.text(max_size=120))
def test_nothing_is_lost(text: str) -> None:
    found, followed = cutter()(text)
    assert "".join(word + " " * blank for word, blank in zip(found, followed, strict=True)) == text


_MARKS = "()[]'’\"“”.,;:!?-—–/ \n\t$%0123abcXYZéß🙂²"
_RUNS = "it he n’t 's ’s anti- 30-day 3.5 U.S. bn km o_O 9am Sept. www.example.org/a desk@example.org".split()
PIECES = st.sampled_from([*sorted(special_words()), *_MARKS, *_RUNS, "  ", " \n"])


@examples(300)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_words_are_cut_as_spacy_cuts_them_by_these_rules(text: str) -> None:
    theirs = SPACY(text)
    assert cutter()(text) == ([t.text for t in theirs], [bool(t.whitespace_) for t in theirs])


def test_the_table_of_special_words_is_that_of_spacy() -> None:
    theirs = {word: tuple(piece[ORTH] for piece in pieces) for word, pieces in TOKENIZER_EXCEPTIONS.items()}
    general = {word: tuple(piece[ORTH] for piece in pieces) for word, pieces in BASE_EXCEPTIONS.items()}
    wanted = {
        word: pieces
        for word, pieces in (general | theirs).items()
        if word not in NO_CLITICS and any(char.isalnum() for char in word)
    }
    assert special_words() == wanted | {word: (word,) for word in ABBREVIATIONS}


def test_what_the_rules_make_of_special_words_stands_in_their_table() -> None:
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    for own, _, told in (line.partition("\t") for line in lines):
        made = cutter().by_rules(own.replace("|", ""))
        assert told == ("" if made is None else "|".join(made)), own


def test_what_letters_tell_is_what_spacy_tells() -> None:
    assert STOP_WORDS == SPACY_STOP_WORDS
    vocab = SPACY.vocab
    asked = [
        *sorted(NUMBER_WORDS),
        *"1,500 -3.5 1/2 1/2/3 21st 21nd th ±4 ~5 12% . , ?! $ “ U.S. The few ½ ² a1".split(),
    ]
    for word in asked:
        lexeme = vocab[word]
        told = (bool(lexeme.is_punct), bool(lexeme.is_stop), bool(lexeme.like_num))
        assert (is_punct(word), is_stop(word), like_num(word)) == told, word
